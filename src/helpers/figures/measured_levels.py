"""Measured levels on one axis: a mark for each row, its spread as a line, the kind of statistic by shape."""

import math

from helpers.figures.columns import wrapped
from helpers.figures.figure import Figure
from helpers.figures.figure import number_words as say
from helpers.figures.template import BLUE, GREEN, ORANGE, PURPLE, TEXT, VERMILION

_KINDS = {  # statistic: colour, marker
    "mean": (BLUE, "circle"),
    "pooled mean": (VERMILION, "square"),
    "median": (GREEN, "diamond"),
    "geometric mean": (ORANGE, "triangle-up"),
    "peak": (PURPLE, "x"),
}


def levels(rows, *, title, x_title, description, log=True, limits=None, at=None):
    """Return a figure of `rows`, the first on top: where each level lies and how far it spreads.

    Each row is a dictionary with `label`, `value`, `low`, `high` (nan where no spread is given),
    `kind` (a statistic: mean, pooled mean, median, geometric mean or peak) and `note` (the source in
    words, shown on hovering and in the table). `x_title` carries the unit; `limits` are the ends of
    the axis; `at` is a level to mark with a line. Rows with value 0 (below detection) stand at the left end
    of a logarithmic axis.
    Raises ValueError when there are no rows or a kind is unknown.
    """
    if not rows:
        raise ValueError("There is no row to show. Choose another set of conditions.")
    unknown = {row["kind"] for row in rows} - set(_KINDS)
    if unknown:
        raise ValueError(f"The statistic '{min(unknown)}' is not known; known are: {', '.join(_KINDS)}.")
    low, high = limits or _limits(rows, log)
    names = [wrapped(row["label"], 37) for row in rows]
    traces = [_spread(rows, low if log else min(0.0, low))]
    for kind, (colour, symbol) in _KINDS.items():
        chosen = [i for i, row in enumerate(rows) if row["kind"] == kind]
        if chosen:
            traces.append(
                {
                    "type": "scatter",
                    "mode": "markers",
                    "name": kind,
                    "y": chosen,
                    "x": [max(rows[i]["value"], low) if log else rows[i]["value"] for i in chosen],
                    "marker": {"color": colour, "symbol": symbol, "size": 12},
                    "hovertext": [
                        f"{rows[i]['label']}<br>{say(rows[i]['value'])}<br>{rows[i]['note']}" for i in chosen
                    ],
                    "hoverinfo": "text",
                    "showlegend": True,
                }
            )
    layout = {
        "height": 40 * len(rows) + 150,
        "showlegend": True,
        "legend": {"y": 1.0, "yanchor": "bottom", "x": 0, "orientation": "h"},
        "margin": {"t": 86, "r": 70},
        "xaxis": {
            "title": {"text": x_title},
            "type": "log" if log else "linear",
            "range": [math.log10(low), math.log10(high)] if log else [low, high],
        }
        | ({"dtick": 1, "tickformat": ",~r"} if log else {"tickformat": ","}),
        "yaxis": {
            "tickvals": list(range(len(rows))),
            "ticktext": names,
            "tickfont": {"size": 12.5},
            "range": [len(rows) - 0.4, -0.6],
            "showgrid": True,
        },
        "annotations": [_value(i, row, low, high, log) for i, row in enumerate(rows)],
    }
    if at is not None:
        layout["shapes"] = [
            {
                "type": "line",
                "x0": at,
                "x1": at,
                "y0": 0,
                "y1": 1,
                "yref": "paper",
                "line": {"color": VERMILION, "width": 2, "dash": "dash"},
            }
        ]
    table = {
        "condition": [row["label"] for row in rows],
        "statistic": [row["kind"] for row in rows],
        x_title: [float(row["value"]) for row in rows],
        "low": [float(row["low"]) for row in rows],
        "high": [float(row["high"]) for row in rows],
        "about the measurement": [row["note"] for row in rows],
    }
    return Figure(traces, layout, title=title, description=description, table=table)


def level_words(rows, unit):
    """Return one sentence on the lowest and the highest of `rows` (as in `levels`) and their quotient."""
    bottom, top = min(rows, key=lambda row: row["value"]), max(rows, key=lambda row: row["value"])
    ends = (
        f"The lowest level is {say(bottom['value'])} {unit} ({bottom['label']}), the highest "
        f"{say(top['value'])} {unit} ({top['label']})"
    )
    return (
        f"{ends}: {say(top['value'] / bottom['value'])}-fold apart."
        if bottom["value"] > 0
        else (f"{ends}; a level of 0 means below detection.")
    )


def _spread(rows, floor):
    xs, ys = [], []
    for i, row in enumerate(rows):
        if not math.isnan(row["low"] + row["high"]):
            xs += [max(row["low"], floor), row["high"], None]
            ys += [i, i, None]
    return {
        "type": "scatter",
        "mode": "lines",
        "name": "spread",
        "x": xs or [None],
        "y": ys or [None],
        "line": {"color": TEXT, "width": 2},
        "hoverinfo": "skip",
        "showlegend": bool(xs),
    }


def _value(i, row, low, high, log):
    reach = max(row["value"], 0.0 if math.isnan(row["high"]) else row["high"], low if log else 0.0)
    reach = min(reach, high)
    return {
        "x": math.log10(reach) if log else reach,
        "y": i,
        "text": say(row["value"]),
        "showarrow": False,
        "xanchor": "left",
        "xshift": 9,
        "font": {"size": 12, "color": TEXT},
        "bgcolor": "rgba(255,255,255,0.8)",
    }


def _limits(rows, log):
    values = [v for row in rows for v in (row["value"], row["low"], row["high"]) if not math.isnan(v)]
    if not log:
        return 0.0, 1.12 * max(values)
    positive = [v for v in values if v > 0]
    return 10 ** math.floor(math.log10(min(positive))), 10 ** math.ceil(math.log10(max(positive)) + 0.01)
