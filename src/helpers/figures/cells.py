"""Figures of who makes an interleukin and who responds to it."""

from helpers.figures.columns import heading, wrapped
from helpers.figures.figure import Figure
from helpers.figures.template import BLUE, GREEN, GREY, TEXT, VERMILION
from helpers.views.source import drawn_from


def conversation(interleukin, producers, targets, leukocytes):
    """Return senders, messenger and receivers of one interleukin, left to right.

    `producers` and `targets` are the rows of the tables of those names for `interleukin` (a
    string); `leukocytes` is the set of cell types that are white blood cells.
    """
    senders = producers.sort_values("cell_type").to_dict("records")
    receivers = targets.groupby("cell_type", sort=True)["effect"].agg("; ".join).reset_index().to_dict("records")
    answers = [wrapped(f"{row['cell_type']}: {row['effect']}", 43) for row in receivers]
    left, right = _column([1.3] * len(senders)), _column([1.6 + text.count("<br>") for text in answers])
    tallest = max([abs(y) for y in left + right], default=0.0)
    traces = [_spokes(0, left, 1, "sends"), _spokes(1, right, 2, "receives")]
    traces += [
        _nodes(0, left, [_sender_words(row, leukocytes) for row in senders], BLUE, "circle", "middle left"),
        _nodes(1, [0.0], [f"<b>{interleukin}</b>"], VERMILION, "diamond", "top center"),
        _nodes(2, right, answers, GREEN, "square", "middle right"),
    ]
    layout = _bare_axes(height=max(320, round(2 * tallest * 17) + 150)) | {
        "xaxis": {"visible": False, "range": [-1.3, 4.2], "fixedrange": True},
        "annotations": [
            heading(0, "makes it", shift=14, anchor="right"),
            heading(2, "responds", shift=14, anchor="left"),
        ],
    }
    description = _conversation_words(interleukin, senders, receivers, leukocytes)
    table = {
        "side": ["makes it"] * len(senders) + ["responds"] * len(receivers),
        "cell type": [row["cell_type"] for row in senders + receivers],
        "white blood cell": ["yes" if row["cell_type"] in leukocytes else "no" for row in senders + receivers],
        "detail": [_stored_words(row) for row in senders] + [row["effect"] for row in receivers],
    }
    return Figure(
        traces, layout, title=f"Who sends and who receives {interleukin}", description=description, table=table
    )


@drawn_from(producers="producers")
def producers_by_cell(producers, leukocytes):
    """Return how many interleukins each cell type makes, white blood cells and others apart.

    `producers` is the table of that name; `leukocytes` the set of cell types that are white blood cells.
    """
    counts = producers.groupby("cell_type")["interleukin"].nunique().sort_values()
    kinds = [
        ("white blood cells", BLUE, "", counts[[c in leukocytes for c in counts.index]]),
        ("other cells", VERMILION, "/", counts[[c not in leukocytes for c in counts.index]]),
    ]
    traces = [
        {
            "type": "bar",
            "orientation": "h",
            "name": name,
            "y": part.index,
            "x": part.to_numpy(),
            "marker": {
                "color": colour,
                "pattern": {"shape": shape, "fgcolor": "#FFFFFF", "fillmode": "overlay", "size": 6},
            },
            "hovertemplate": "%{y}: %{x} interleukins<extra></extra>",
        }
        for name, colour, shape, part in kinds
    ]
    layout = {
        "height": 120 + 22 * len(counts),
        "showlegend": True,
        "legend": {"orientation": "v", "x": 0.98, "xanchor": "right", "y": 0.02, "yanchor": "bottom"},
        "bargap": 0.25,
        "xaxis": {"title": {"text": "interleukins made (number)"}, "dtick": 5},
        "yaxis": {"categoryorder": "array", "categoryarray": list(counts.index), "tickfont": {"size": 12}},
    }
    others = kinds[1][3]
    made_elsewhere = producers[~producers["cell_type"].isin(leukocytes)]["interleukin"].nunique()
    total = producers["interleukin"].nunique()
    description = (
        f"{made_elsewhere} of the {total} interleukins with a listed producer are also made by cells that are not "
        "white blood cells"
    )
    description += f"; {others.index[-1]} leads these with {others.iloc[-1]}." if len(others) else "."
    table = {
        "cell type": counts.index[::-1],
        "white blood cell": ["yes" if c in leukocytes else "no" for c in counts.index[::-1]],
        "interleukins made": counts.to_numpy()[::-1],
    }
    return Figure(traces, layout, title="Who makes interleukins", description=description, table=table)


def _conversation_words(interleukin, senders, receivers, leukocytes):
    outside = [row["cell_type"] for row in senders if row["cell_type"] not in leukocytes]
    stored = [row["cell_type"] for row in senders if row["stored"] == "yes"]
    parts = [
        f"{interleukin} has {_count(len(senders), 'listed producer')}"
        + (
            f", {len(outside)} of them not white blood cells ({', '.join(outside)})"
            if outside
            else ", all of them white blood cells"
            if senders
            else ""
        )
        + "."
    ]
    if stored:
        parts.append(f"It is stored ready-made in: {', '.join(stored)}.")
    parts.append(
        f"{_count(len(receivers), 'cell type')} respond{'s' if len(receivers) == 1 else ''} to it."
        if receivers
        else "No responding cell type is listed."
    )
    return " ".join(parts)


def _count(number, noun):
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}".replace("no listed", "no listed")


def _sender_words(row, leukocytes):
    mark = "" if row["cell_type"] in leukocytes else " ◇"
    return row["cell_type"] + (" (stored)" if row["stored"] == "yes" else "") + mark


def _stored_words(row):
    return {"yes": "stored ready-made", "no": "made on demand"}.get(row["stored"], "")


def _column(lines):
    """Return heights, in text lines, for entries that are `lines` high each, centred on zero."""
    total, below, places = sum(lines), 0.0, []
    for height in lines:
        places.append(round(total / 2 - below - height / 2, 3))
        below += height
    return places


def _spokes(x0, heights, x1, name):
    """Return lines from column `x0` to column `x1` that meet at the messenger in the middle."""
    xs, ys = [], []
    for y in heights:
        xs += [x0, x1, None]
        ys += [y, 0.0, None] if x0 == 0 else [0.0, y, None]
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": xs,
        "y": ys,
        "line": {"color": GREY, "width": 1.5},
        "hoverinfo": "skip",
    }


def _nodes(x, heights, texts, colour, symbol, position):
    return {
        "type": "scatter",
        "mode": "markers+text",
        "name": "cells",
        "x": [x] * len(heights),
        "y": heights,
        "text": texts,
        "textposition": position,
        "textfont": {"size": 13, "color": TEXT},
        "marker": {"color": colour, "symbol": symbol, "size": 14},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _bare_axes(height):
    return {
        "height": height,
        "yaxis": {"visible": False, "fixedrange": True, "automargin": False},
        "margin": {"l": 10, "r": 10, "t": 70, "b": 16},
    }
