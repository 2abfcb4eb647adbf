"""The IL-6 activity map: messenger, branches, targets and biomarkers, left to right."""

import numpy as np

from helpers.figures.figure import Figure
from helpers.figures.template import BLACK, BLUE, GREEN, GREY, PURPLE, TEXT, VERMILION

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


def activity_map(activities, chosen="everything"):
    """Return the map of the rows in `activities` (rows of the table ``il6_activities``).

    `chosen` says in words what was chosen. The biomarker column is drawn when it is short enough
    to read. Raises ValueError when there are no rows.
    """
    if activities.empty:
        raise ValueError(f"No row of evidence fits this choice ({chosen}). Set one of the filters back to 'all'.")
    rows = activities.to_dict("records")
    branches = _ordered({row["branch"] for row in rows})
    targets = _by_neighbours(rows, "target", "branch", branches)
    markers = _by_neighbours([row for row in rows if row["mediator"]], "mediator", "target", targets)
    shown_markers = markers if len(markers) <= _MOST_BIOMARKERS else []
    tallest = max(len(branches), len(targets), len(shown_markers))
    places = [
        _places(["IL-6"], tallest),
        _places(branches, tallest),
        _places(targets, tallest),
        _places(shown_markers, tallest),
    ]
    links = [
        {("IL-6", row["branch"]) for row in rows},
        {(row["branch"], row["target"]) for row in rows},
        {(row["target"], row["mediator"]) for row in rows if row["mediator"] in shown_markers},
    ]
    traces = [_links(i, links[i], places[i], places[i + 1]) for i in range(3)]
    traces += _columns(places, rows)
    headings = [(0, "messenger"), (1, "branch"), (2, "target")] + ([(3, "biomarker")] if shown_markers else [])
    layout = {
        "height": max(440, 26 * tallest + 110),
        "xaxis": {"visible": False, "range": [-0.25, 4.0 if shown_markers else 3.3], "fixedrange": True},
        "yaxis": {"visible": False, "fixedrange": True, "range": [-tallest / 2 - 0.6, tallest / 2 + 0.4]},
        "margin": {"l": 10, "r": 10, "t": 76, "b": 10},
        "annotations": [
            {
                "x": x,
                "y": 1,
                "yref": "paper",
                "yshift": 16,
                "text": f"<b>{text}</b>",
                "showarrow": False,
                "xanchor": "left",
                "font": {"size": 13},
            }
            for x, text in headings
        ],
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
            "marker": {"color": VERMILION, "pattern": {"shape": "/", "fgcolor": "#FFFFFF", "size": 6}},
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
        f"{many} of {len(reach)} interleukins act on more than one listed cell type (pleiotropy); {reach.index[0]} reaches "
        f"{reach.iloc[0]}. {int((shared > 1).sum())} of {len(shared)} cell types answer to more than one interleukin "
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


def _map_words(rows, branches, chosen):
    targets = {row["target"] for row in rows}
    classic = sum(branch in CLASSIC_BRANCHES for branch in branches)
    trans = sum(row["signalling_mode"] == "trans" for row in rows)
    down = sum(row["direction"] == "down" for row in rows)
    return (
        f"Chosen: {chosen}. The map holds {len(rows)} published effect{'s' * (len(rows) > 1)} on {len(targets)} "
        f"target{'s' * (len(targets) > 1)} in {len(branches)} branch{'es' * (len(branches) > 1)}; {classic} of the six classic "
        f"branches {'is' if classic == 1 else 'are'} among them. {down} effect{'s are' if down != 1 else ' is'} a decrease; {trans} "
        f"{'were' if trans != 1 else 'was'} shown to need the soluble receptor (trans-signalling)."
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


_TEXT_WIDTH = (0.14, 0.62, 0.84)  # how far the text of a column reaches, in units of the x axis


def _links(column, pairs, left, right):
    xs, ys = [], []
    start = column + _TEXT_WIDTH[column]
    bend = np.linspace(0, 1, 13)
    smooth = bend**2 * (3 - 2 * bend)
    for a, b in sorted(pairs):
        xs += [*(start + bend * (column + 0.97 - start)), None]
        ys += [*(left[a] + smooth * (right[b] - left[a])), None]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": xs,
        "y": ys,
        "line": {"color": "#A9B4BC", "width": 1.3},
        "hoverinfo": "skip",
        "name": "link",
    }


def _columns(places, rows):
    effects = {}
    for row in rows:
        effects.setdefault(row["target"], []).append(f"{_DIRECTION[row['direction']]} {row['effect']}")
    styles = [(VERMILION, "diamond", 18), (BLACK, "square", 11), (GREEN, "circle", 11), (PURPLE, "triangle-up", 11)]
    traces = []
    for x, (column, (colour, symbol, size)) in enumerate(zip(places, styles, strict=True)):
        names = list(column)
        colours = [(BLUE if n in CLASSIC_BRANCHES else GREY) if x == 1 else colour for n in names]
        bold = [f"<b>{n}</b>" if x == 0 or n in CLASSIC_BRANCHES else n for n in names]
        hover = ["<br>".join(effects.get(n, [n])[:12]) for n in names]
        traces.append(
            {
                "type": "scatter",
                "mode": "markers+text",
                "x": [x] * len(names),
                "y": list(column.values()),
                "text": bold,
                "textposition": "middle right",
                "textfont": {"size": 13, "color": TEXT},
                "hovertext": hover,
                "hoverinfo": "text",
                "marker": {"color": colours, "symbol": symbol, "size": size},
                "name": "node",
                "cliponaxis": False,
            }
        )
    return traces
