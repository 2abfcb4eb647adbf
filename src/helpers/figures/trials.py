"""Figures of trial results: response rates and risk differences with their intervals."""

from helpers.figures.figure import Figure
from helpers.figures.template import BLUE, GREEN, GREY, TEXT, VERMILION

COMPARATORS = {  # kind of comparator: (colour, marker)
    "placebo": (BLUE, "circle"),
    "another treatment": (VERMILION, "square"),
    "nothing (single arm)": (GREEN, "diamond"),
}
_MEASURE = "risk difference (percentage points)"
_RATE = "patients with the end point (%)"


def forest_plot(rows, chosen):
    """Return a forest plot: one row a comparison, its risk difference and 95 % interval.

    `rows` are dictionaries with `label` (`short`: without the arm), `arm`, `counts` (in words), `kind`
    (a key of `COMPARATORS`), `difference`, `low` and `high` (percentage points). `chosen` says in words
    which trials these are.
    Raises ValueError when there are no rows.
    """
    if not rows:
        raise ValueError(
            f"No comparison fits this choice ({chosen}). A single-arm trial has no difference; "
            "choose another end point or show the response rates."
        )
    traces = [_intervals([(row["low"], row["high"]) for row in rows])]
    for kind, (colour, symbol) in COMPARATORS.items():
        mine = [i for i, row in enumerate(rows) if row["kind"] == kind]
        if mine:
            traces.append(
                _marks(
                    f"against {kind}",
                    colour,
                    symbol,
                    [(rows[i]["difference"], i) for i in mine],
                    [f"{rows[i]['label']}<br>{rows[i]['counts']}<br>{_span(rows[i])}" for i in mine],
                )
            )
    low = min(0.0, *(row["low"] for row in rows))
    high = max(0.0, *(row["high"] for row in rows))
    layout = _rows_layout(rows, f"Risk difference: {chosen}", _MEASURE, (low, high), [_span(row) for row in rows])
    layout["shapes"] = [
        {
            "type": "line",
            "x0": 0,
            "x1": 0,
            "y0": 0,
            "y1": 1,
            "yref": "paper",
            "line": {"color": TEXT, "width": 1.5, "dash": "dot"},
        }
    ]
    table = {
        "trial": [row["label"] for row in rows],
        "counts": [row["counts"] for row in rows],
        "against": [row["kind"] for row in rows],
        _MEASURE: [round(row["difference"], 1) for row in rows],
        "95 % interval, low": [round(row["low"], 1) for row in rows],
        "high": [round(row["high"], 1) for row in rows],
        "source": [row["source"] for row in rows],
        "note": [row["note"] for row in rows],
    }
    return Figure(
        traces, layout, title=f"Risk difference: {chosen}", description=_forest_words(rows, chosen), table=table
    )


def response_rates(rows, chosen):
    """Return the share of patients with the end point in each arm, with Wilson's 95 % interval.

    `rows` are as in `forest_plot`, with `treated` and `control` (estimate, low, high in per cent);
    `control` is None in a single-arm trial. Raises ValueError when there are no rows.
    """
    if not rows:
        raise ValueError(f"No trial fits this choice ({chosen}). Set one of the choices back to 'all'.")
    offset, arms = 0.16, []
    for i, row in enumerate(rows):
        arms.append(("the drug", i - offset * (row["control"] is not None), row["treated"], row["label"]))
        if row["control"] is not None:
            arms.append(("the comparator", i + offset, row["control"], row["label"]))
    traces = [_intervals([arm[2][1:] for arm in arms], [arm[1] for arm in arms])]
    for name, colour, symbol in (("the drug", BLUE, "circle"), ("the comparator", VERMILION, "square-open")):
        mine = [arm for arm in arms if arm[0] == name]
        if mine:
            traces.append(
                _marks(
                    name,
                    colour,
                    symbol,
                    [(arm[2][0], arm[1]) for arm in mine],
                    [f"{arm[3]}<br>{name}: {_rate(arm[2])}" for arm in mine],
                )
            )
    sides = [
        f"{row['treated'][0]:.0f}" + ("" if row["control"] is None else f" v {row['control'][0]:.0f}") for row in rows
    ]
    layout = _rows_layout(rows, f"Response rates: {chosen}", _RATE, (0.0, 100.0), sides)
    layout["xaxis"]["tickvals"] = [0, 20, 40, 60, 80, 100]
    table = {
        "trial": [row["label"] for row in rows],
        "counts": [row["counts"] for row in rows],
        "the drug: % (95 % interval)": [_rate(row["treated"]) for row in rows],
        "the comparator: % (95 % interval)": [row["control"] and _rate(row["control"]) for row in rows],
        "source": [row["source"] for row in rows],
        "note": [row["note"] for row in rows],
    }
    return Figure(traces, layout, title=f"Response rates: {chosen}", description=_rate_words(rows, chosen), table=table)


def _intervals(pairs, places=None):
    places = list(range(len(pairs))) if places is None else places
    x = [value for low, high in pairs for value in (low, high, None)]
    y = [value for place in places for value in (place, place, None)]
    return {
        "type": "scatter",
        "mode": "lines",
        "name": "95 % interval",
        "x": x,
        "y": y,
        "hoverinfo": "skip",
        "line": {"color": GREY, "width": 2.5},
        "showlegend": True,
    }


def _marks(name, colour, symbol, points, hover):
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": [p[0] for p in points],
        "y": [p[1] for p in points],
        "hovertext": hover,
        "hoverinfo": "text",
        "showlegend": True,
        "marker": {"size": 11, "color": colour, "symbol": symbol, "line": {"width": 2, "color": colour}},
    }


def _rows_layout(rows, title, x_title, limits, sides):
    height = 150 + 38 * max(len(rows), 2)
    room = 0.42 * (limits[1] - limits[0])
    return {
        "height": height,
        "showlegend": True,
        "margin": {"t": 96},
        "title": {"text": title, "x": 0.01, "xref": "container", "y": 1 - 16 / height, "yanchor": "top"},
        "legend": {"itemclick": False, "itemdoubleclick": False},
        "xaxis": {"title": {"text": x_title}, "range": [limits[0] - 0.03 * room, limits[1] + room]},
        "yaxis": {
            "tickvals": list(range(len(rows))),
            "range": [len(rows) - 0.4, -0.6],
            "tickfont": {"size": 12},
            "ticktext": [_two_lines(row) for row in rows],
        },
        "annotations": [
            {
                "x": 1,
                "xref": "paper",
                "y": i,
                "text": side,
                "showarrow": False,
                "xanchor": "right",
                "font": {"size": 12, "color": TEXT},
            }
            for i, side in enumerate(sides)
        ],
    }


def _two_lines(row):
    arm = "" if row["label"] == row["short"] else f"{row['arm']}: "
    return f"{row['short']}<br><span style='color:{GREY}'>{arm}{row['counts']}</span>"


def _span(row):
    return f"{row['difference']:.1f} ({row['low']:.1f} to {row['high']:.1f})"


def _rate(interval):
    return f"{interval[0]:.1f} ({interval[1]:.1f} to {interval[2]:.1f})"


def _forest_words(rows, chosen):
    top, bottom = max(rows, key=lambda r: r["difference"]), min(rows, key=lambda r: r["difference"])
    zero = [row["label"] for row in rows if row["low"] <= 0 <= row["high"]]
    if len(rows) == 1:
        text = f"{top['label']}: {_span(top)} percentage points."
    else:
        text = (
            f"{len(rows)} comparisons ({chosen}). The smallest difference is {_span(bottom)} percentage points "
            f"({bottom['label']}), the largest {_span(top)} ({top['label']})."
        )
    if len(rows) == 1:
        return f"{text} The interval {'includes' if zero else 'does not include'} zero."
    if not zero:
        return f"{text} No interval includes zero."
    names = list(dict.fromkeys(zero))
    more = " and others" if len(names) > 4 else ""
    return f"{text} {len(zero)} of {len(rows)} intervals include zero: {'; '.join(names[:4])}{more}."


def _rate_words(rows, chosen):
    low, high = min(rows, key=lambda r: r["treated"][0]), max(rows, key=lambda r: r["treated"][0])
    alone = sum(row["control"] is None for row in rows)
    text = f"{low['label']}: {_rate(low['treated'])} % on the drug."
    if len(rows) > 1:
        first, last = (f"{_rate(row['treated'])} % ({row['label']}: {row['counts']})" for row in (low, high))
        text = f"{len(rows)} rows ({chosen}). On the drug, from {first} to {last}."
    controls = [row["control"][0] for row in rows if row["control"] is not None]
    if controls:
        text += f" On the comparator, from {min(controls):.1f} % to {max(controls):.1f} %."
    return text + (f" {alone} of {len(rows)} without a comparator: no difference can be computed." if alone else "")
