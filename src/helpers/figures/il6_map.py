"""The IL-6 activity map: messenger, branches, targets and biomarkers, left to right."""

import numpy as np

from helpers.figures.columns import bent, heading, wrapped
from helpers.figures.figure import Figure
from helpers.figures.template import BLUE, GREEN, GREY, PALE, PURPLE, SKY, TEXT, VERMILION
from helpers.views.source import drawn_from

CLASSIC_BRANCHES = (
    "differentiation",
    "proliferation",
    "growth inhibition",
    "acute-phase proteins",
    "hepatocyte regeneration",
    "haematopoiesis",
)
_DIRECTION = {"up": "↑", "down": "↓", "mixed": "↕"}
_MOST_BIOMARKERS = 26


def activity_map(activities, chosen="everything", sources=()):
    """Return the map of the rows in `activities` (rows of the table ``il6_activities``).

    `chosen` says in words what was chosen; `sources` are the cell types that make IL-6. The
    biomarker column is drawn when it is short enough to read; all names then stand in short lines.
    A click on a branch, target or biomarker chooses it. Raises ValueError when there are no rows.
    """
    if activities.empty:
        raise ValueError(f"No row of evidence fits this choice ({chosen}). Set one of the filters back to 'all'.")
    rows = activities.to_dict("records")
    branches = _ordered({row["branch"] for row in rows})
    targets = _by_neighbours(rows, "target", "branch", branches)
    markers = _by_neighbours([row for row in rows if row["mediator"]], "mediator", "target", targets)
    shown = markers if len(markers) <= _MOST_BIOMARKERS else []
    columns = {
        "source": sorted(sources),
        "messenger": ["IL-6"],
        "branch": branches,
        "target": targets,
        "biomarker": shown,
    }
    tallest = max(len(names) for names in columns.values())
    places = {column: _places(names, tallest) for column, names in columns.items()}
    pairs = {
        ("source", "messenger"): {(cell, "IL-6") for cell in columns["source"]},
        ("messenger", "branch"): {("IL-6", row["branch"]) for row in rows},
        ("branch", "target"): {(row["branch"], row["target"]) for row in rows},
        ("target", "biomarker"): {(row["target"], row["mediator"]) for row in rows if row["mediator"] in shown},
    }
    traces = [_links(ends, links, places) for ends, links in pairs.items() if links]
    traces += [_nodes(column, names, rows, tight=bool(shown)) for column, names in places.items() if names]
    layout = {
        "height": max(440, 26 * tallest + 130),
        "hovermode": "closest",
        "xaxis": {"visible": False, "range": [-0.05, 3.8 if shown else 3.05], "fixedrange": True},
        "yaxis": {"visible": False, "fixedrange": True, "range": [-tallest / 2 - 1.6, tallest / 2 + 0.4]},
        "margin": {"l": 10, "r": 10, "t": 76, "b": 10},
        "annotations": [_heading(column) for column, names in columns.items() if names] + [_key(rows)],
    }
    return Figure(
        traces,
        layout,
        title=f"The IL-6 activity map: {chosen}",
        description=_map_words(rows, branches, chosen),
        table=evidence(rows),
    )


def evidence(rows):
    """Return rows of ``il6_activities`` (dictionaries) as the columns of an evidence table."""
    columns = (
        "target",
        "effect",
        "branch",
        "direction",
        "mediator",
        "signalling_mode",
        "species",
        "system",
        "reference",
    )
    return {column.replace("_", " "): [row[column] for row in rows] for column in columns}


@drawn_from(targets="targets")
def pleiotropy(targets):
    """Return how many cell types each interleukin reaches, and how many interleukins reach each cell type.

    `targets` is the table of that name. The first is pleiotropy, the second room for redundancy.
    """
    reach = targets.groupby("interleukin")["cell_type"].nunique().sort_values(ascending=False)
    shared = targets.groupby("cell_type")["interleukin"].nunique().sort_values(ascending=False)
    one, two = reach.head(12)[::-1], shared.head(12)[::-1]
    traces = [
        {
            "type": "bar",
            "orientation": "h",
            "x": one.to_numpy(),
            "y": one.index,
            "marker": {"color": BLUE},
            "hovertemplate": "%{y}: %{x} cell types<extra></extra>",
        },
        {
            "type": "bar",
            "orientation": "h",
            "x": two.to_numpy(),
            "y": two.index,
            "xaxis": "x2",
            "yaxis": "y2",
            "marker": {
                "color": VERMILION,
                "pattern": {"shape": "/", "fgcolor": "#FFFFFF", "fillmode": "overlay", "size": 6},
            },
            "hovertemplate": "%{y}: %{x} interleukins<extra></extra>",
        },
    ]
    layout = {
        "height": 430,
        "xaxis": {"domain": [0, 0.4], "title": {"text": "cell types reached (number)"}, "dtick": 2},
        "xaxis2": {
            "domain": [0.62, 1],
            "title": {"text": "interleukins received (number)"},
            "dtick": 5,
            "anchor": "y2",
        },
        "yaxis": {"tickfont": {"size": 12}},
        "yaxis2": {"anchor": "x2", "tickfont": {"size": 12}},
    }
    many = int((reach > 1).sum())
    description = (
        f"{many} of {len(reach)} interleukins act on more than one listed cell type (pleiotropy); "
        f"{reach.index[0]} reaches {reach.iloc[0]}. "
        f"{int((shared > 1).sum())} of {len(shared)} cell types answer to more than one interleukin "
        f"(room for redundancy); the {shared.index[0]} answers to {shared.iloc[0]}."
    )
    table = {
        "what": ["interleukin"] * len(reach) + ["cell type"] * len(shared),
        "name": list(reach.index) + list(shared.index),
        "number of cell types or interleukins": list(reach) + list(shared),
    }
    return Figure(
        traces,
        layout,
        title="One messenger, many cells; one cell, many messengers",
        description=description,
        table=table,
    )


def _label(column, name, rows, tight):
    """Return how a name is written: a biomarker with its direction as an arrow, and in short lines where `tight`."""
    if column == "biomarker":
        directions = {row["direction"] for row in rows if row["mediator"] == name}
        name += f"\N{NO-BREAK SPACE}{_DIRECTION[directions.pop() if len(directions) == 1 else 'mixed']}"
    return wrapped(name, _LINE[column]) if tight else name


def _map_words(rows, branches, chosen):
    targets = {row["target"] for row in rows}
    classic = sum(branch in CLASSIC_BRANCHES for branch in branches)
    trans = sum(row["signalling_mode"] == "trans" for row in rows)
    down = sum(row["direction"] == "down" for row in rows)
    return (
        f"Chosen: {chosen}. The map holds {len(rows)} published effect{'s' * (len(rows) > 1)} on {len(targets)} "
        f"target{'s' * (len(targets) > 1)} in {len(branches)} branch{'es' * (len(branches) > 1)}; "
        f"{classic} of the six classic branches {'is' if classic == 1 else 'are'} among them. "
        f"{down} effect{'s are' if down != 1 else ' is'} a decrease; {trans} {'were' if trans != 1 else 'was'} "
        f"shown to need the soluble receptor (trans-signalling)."
    )


def _ordered(branches):
    return [b for b in CLASSIC_BRANCHES if b in branches] + sorted(b for b in branches if b not in CLASSIC_BRANCHES)


def _by_neighbours(rows, column, neighbour, order):
    """Return the values of `column`, sorted by the mean place of their neighbours: few crossing lines."""
    places = {}
    for row in rows:
        places.setdefault(row[column], []).append(order.index(row[neighbour]))
    return sorted(places, key=lambda value: (float(np.mean(places[value])), value))


def _places(names, tallest):
    step = 1 if len(names) < 2 else min((tallest - 1) / (len(names) - 1), 2.2)
    return {name: step * ((len(names) - 1) / 2 - i) for i, name in enumerate(names)}


# Where the columns stand, and how far the text of each reaches, in units of the x axis.
_X = {"source": 0.0, "messenger": 0.75, "branch": 1.02, "target": 1.95, "biomarker": 2.95}
_WIDTH = {"source": 0.56, "messenger": 0.13, "branch": 0.78, "target": 0.82}
_LINE = {"source": 14, "messenger": 14, "branch": 13, "target": 22, "biomarker": 21}  # letters, beside biomarkers
_STYLE = {
    "source": (SKY, "hexagon", 11),
    "messenger": (VERMILION, "diamond", 18),
    "branch": (BLUE, "square", 11),
    "target": (GREEN, "circle", 11),
    "biomarker": (PURPLE, "triangle-up", 11),
}


def _heading(column):
    words = {"source": "made by", "messenger": "", "branch": "branch", "target": "target", "biomarker": "biomarker"}
    return heading(_X[column], words[column], shift=16)


def _key(rows):
    text = "bold and blue: the six classic branches"
    if any(row["signalling_mode"] == "trans" for row in rows):
        text += "<br>open circle: an effect there needs the soluble receptor"
    return {
        "x": _X["messenger"],
        "y": 0,
        "yref": "paper",
        "text": text,
        "showarrow": False,
        "xanchor": "left",
        "yanchor": "bottom",
        "align": "left",
        "font": {"size": 12, "color": GREY},
    }


def _links(ends, pairs, places):
    left, right = ends
    start, stop = _X[left] + _WIDTH[left], _X[right] - 0.03
    xs, ys = bent((start, start, stop, places[left][a], places[right][b]) for a, b in sorted(pairs))
    return {
        "type": "scatter",
        "mode": "lines",
        "x": xs,
        "y": ys,
        "line": {"color": PALE, "width": 1.3},
        "hoverinfo": "skip",
        "name": f"{left} to {right}",
    }


def _nodes(column, places, rows, tight):
    colour, symbol, size = _STYLE[column]
    names = list(places)
    key = {"biomarker": "mediator"}.get(column, column)
    effects = {
        name: [f"{_DIRECTION[row['direction']]} {row['effect']}" for row in rows if row.get(key) == name]
        for name in names
    }
    trans = {row["target"] for row in rows if row["signalling_mode"] == "trans"}
    strong = [column == "messenger" or name in CLASSIC_BRANCHES for name in names]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "name": column,
        "cliponaxis": False,
        "x": [_X[column]] * len(names),
        "y": list(places.values()),
        "text": [
            f"<b>{label}</b>" if bold else label
            for label, bold in zip((_label(column, name, rows, tight) for name in names), strong, strict=True)
        ],
        "textposition": "middle right",
        "textfont": {"size": 12 if column in ("target", "biomarker") else 13, "color": TEXT},
        "hovertext": ["<br>".join(effects[name][:12] or [name]) for name in names],
        "hoverinfo": "text",
        "customdata": [[column, name] for name in names],
        "marker": {
            "color": [GREY if column == "branch" and not bold else colour for bold in strong],
            "symbol": [f"{symbol}-open" if column == "target" and name in trans else symbol for name in names],
            "size": size,
            "line": {"width": 2 if column == "target" else 0, "color": colour},
        },
    }
