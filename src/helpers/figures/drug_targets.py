"""Figures of what drugs hold on to: every drug with its target, and the signals that a drug leaves open."""

import numpy as np

from helpers.figures.columns import bent, heading
from helpers.figures.figure import Figure
from helpers.figures.template import BLACK, BLUE, GREEN, GREY, ORANGE, PALE, PURPLE, TEXT, VERMILION

ACTIONS = {  # action: its colour, its marker and the verb that joins the drug to the last column
    "ligand-neutralising": (BLUE, "circle", "stops"),
    "decoy": (PURPLE, "star", "stops"),
    "receptor-blocking": (VERMILION, "square", "stops"),
    "agonist": (GREEN, "triangle-up", "imitates"),
    "toxin-fusion": (BLACK, "x", "kills"),
}
TAKEN_UP = "a cell is killed"
_COLUMNS = (0.0, 1.0, 1.75)
_TEXT_WIDTH = (0.58, 0.17)  # how far the text of a column reaches, in units of the x axis
STOPPED = "stopped"
OPEN = "open"
SILENT = "no signal here"
_STATES = {STOPPED: (VERMILION, "x"), OPEN: (GREEN, "circle"), SILENT: (GREY, "line-ew-open")}


def drug_map(rows, chosen, as_of):
    """Return drugs, the proteins they bind and the interleukins concerned, left to right.

    `rows` are dictionaries with drug, action, gene, binds ("ligand" or "receptor"), interleukins (a
    list), modality, region, status and reference; `chosen` says in words what was chosen, `as_of` is
    the date of the tables. Raises ValueError when there are no rows.
    """
    if not rows:
        raise ValueError(f"No drug fits this choice ({chosen}). Set one of the filters back to 'all'.")
    drugs = list(dict.fromkeys(row["drug"] for row in rows))
    tall = len(drugs)
    at_drug = _places(drugs, tall)
    at_gene = _beside(rows, "gene", at_drug, tall)
    pairs = [(row["gene"], name) for row in rows for name in row["interleukins"]]
    at_signal = _beside([{"gene": g, "signal": s} for g, s in pairs], "signal", at_gene, tall, key="gene")
    links = sorted({("drug", at_drug[r["drug"]], at_gene[r["gene"]]) for r in rows})
    ends = sorted({("gene", at_gene[g], at_signal[s]) for g, s in pairs})
    traces = [_links([y[1:] for y in links], 0), _links([y[1:] for y in ends], 1)]
    for action, (colour, symbol, _) in ACTIONS.items():
        names = list(dict.fromkeys(row["drug"] for row in rows if row["action"] == action))
        if names:
            hover = [_hover(rows, name) for name in names]
            traces.append(_nodes(0, [at_drug[n] for n in names], names, hover, colour, symbol, action))
    for kind, colour, symbol in (("ligand", BLUE, "circle-open"), ("receptor", VERMILION, "square-open")):
        genes = list(dict.fromkeys(row["gene"] for row in rows if row["binds"] == kind))
        if genes:
            hover = [f"{g}: a {kind}" for g in genes]
            traces.append(_nodes(1, [at_gene[g] for g in genes], genes, hover, colour, symbol, f"{kind} (gene symbol)"))
    signals = list(at_signal)
    traces.append(_nodes(2, list(at_signal.values()), signals, signals, ORANGE, "diamond", "interleukin concerned"))
    headings = ("drug", "binds to", "interleukin concerned")
    layout = {
        "height": max(300, 21 * tall + 170),
        "showlegend": True,
        "margin": {"l": 14, "r": 10, "t": 124, "b": 10},
        "legend": {"y": 1, "yanchor": "bottom", "x": 0, "yref": "paper", "font": {"size": 13}},
        "title": {"y": 0.99, "yanchor": "top", "pad": {"t": 12}},
        "xaxis": {"visible": False, "fixedrange": True, "range": [-0.04, 2.25]},
        "yaxis": {"visible": False, "fixedrange": True, "range": [-tall / 2 - 0.3, tall / 2 + 1.6]},
        "annotations": [
            heading(x, text, y=tall / 2 + 0.8, yref="y") for x, text in zip(_COLUMNS, headings, strict=True)
        ],
    }
    layout["title"]["text"] = _map_title(chosen, as_of)
    return Figure(
        traces,
        layout,
        title=_map_title(chosen, as_of),
        description=_map_words(rows, drugs, chosen, as_of),
        table=drug_table(rows),
    )


def drug_table(rows):
    """Return the rows of `drug_map` as the columns of a table."""
    table = {name: [row[name] for row in rows] for name in ("drug", "action", "gene", "binds")}
    table["interleukins concerned"] = [", ".join(row["interleukins"]) for row in rows]
    return table | {name: [row[name] for row in rows] for name in ("modality", "region", "status", "reference")}


def _map_title(chosen, as_of):
    return f"What each drug holds on to: {chosen} (as of {as_of})"


def _map_words(rows, drugs, chosen, as_of):
    first = {row["drug"]: row["action"] for row in rows}
    counts = [(action, sum(value == action for value in first.values())) for action in ACTIONS]
    told = ", ".join(f"{number} {action}" for action, number in counts if number)
    several = [drug for drug in drugs if sum(row["drug"] == drug for row in rows) > 1]
    more = f" More than one target: {', '.join(several)}." if several else ""
    noun = "drug" if len(drugs) == 1 else "drugs"
    return f"The map holds {len(drugs)} {noun} ({chosen}; as of {as_of}): {told}.{more}"


def _hover(rows, drug):
    mine = [row for row in rows if row["drug"] == drug]
    verb = ACTIONS[mine[0]["action"]][2]
    concerned = ", ".join(dict.fromkeys(name for row in mine for name in row["interleukins"]))
    what = concerned if mine[0]["action"] != "toxin-fusion" else "the cell that takes it up"
    return "<br>".join(
        [
            f"<b>{drug}</b>",
            mine[0]["action"],
            f"binds {', '.join(row['gene'] for row in mine)}",
            f"{verb} {what}",
            f"{mine[0]['modality']}; {mine[0]['region']}; {mine[0]['status']}",
        ]
    )


def _places(names, tall):
    step = 1 if len(names) < 2 else min((tall - 1) / (len(names) - 1), 2.0)
    return {name: step * ((len(names) - 1) / 2 - i) for i, name in enumerate(names)}


def _beside(rows, column, places, tall, key="drug"):
    """Place the values of `column` near their neighbours, in order, at least one line apart."""
    mean = {}
    for row in rows:
        mean.setdefault(row[column], []).append(places[row[key]])
    order = sorted(mean, key=lambda name: (-float(np.mean(mean[name])), name))
    wanted = np.array([float(np.mean(mean[name])) for name in order])
    kept = wanted.copy()
    for i in range(1, len(kept)):
        kept[i] = min(kept[i], kept[i - 1] - 1)
    lowest = -(tall - 1) / 2
    for i in range(len(kept) - 1, -1, -1):
        floor = lowest if i == len(kept) - 1 else kept[i + 1] + 1
        kept[i] = max(kept[i], floor)
    return dict(zip(order, kept.tolist(), strict=True))


def _links(pairs, column):
    start, end = _COLUMNS[column] + _TEXT_WIDTH[column], _COLUMNS[column + 1] - 0.03
    xs, ys = bent(((start, start, end, left, right) for left, right in pairs), 7)
    return {
        "type": "scatter",
        "mode": "lines",
        "x": xs,
        "y": ys,
        "line": {"color": PALE, "width": 1.3},
        "hoverinfo": "skip",
        "name": "link",
        "showlegend": False,
    }


def _nodes(column, ys, names, hover, colour, symbol, legend):
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [_COLUMNS[column]] * len(names),
        "y": ys,
        "text": [f" {name}" for name in names],
        "textposition": "middle right",
        "textfont": {"size": 13, "color": TEXT},
        "hovertext": hover,
        "hoverinfo": "text",
        "name": legend,
        "cliponaxis": False,
        "marker": {"color": colour, "symbol": symbol, "size": 11},
    }


def open_signals(signals, states, as_of):
    """Return which signals each drug stops and which it leaves open, one row for each receptor complex.

    `signals` is a list of (interleukin, complex); `states` maps a drug to as many of "stopped", "open"
    and "no signal here" (decoys, natural antagonists); `as_of` is the date of the tables.
    """
    labels = [f"{interleukin}: {name}" for interleukin, name in signals]
    drugs = list(states)
    traces = []
    for state, (colour, symbol) in _STATES.items():
        spots = [(x, y) for x, drug in enumerate(drugs) for y, value in enumerate(states[drug]) if value == state]
        if spots:
            traces.append(
                {
                    "type": "scatter",
                    "mode": "markers+text",
                    "x": [x for x, _ in spots],
                    "y": [y for _, y in spots],
                    "text": [f"  {state}"] * len(spots),
                    "textposition": "middle right",
                    "name": state,
                    "cliponaxis": False,
                    "textfont": {"size": 13, "color": colour},
                    "hoverinfo": "skip",
                    "marker": {"color": colour, "symbol": symbol, "size": 13, "line": {"width": 2, "color": colour}},
                }
            )
    title = f"What stays open under {' and '.join(drugs)}? (as of {as_of})"
    layout = {
        "height": 30 * len(labels) + 140,
        "title": {"text": title, "x": 0.01, "xref": "container", "font": {"size": 15}},
        "margin": {"t": 96, "b": 16, "r": 10},
        "xaxis": {
            "tickvals": list(range(len(drugs))),
            "ticktext": [f"<b>{drug}</b>" for drug in drugs],
            "side": "top",
            "ticklabelposition": "outside",
            "range": [-0.2, len(drugs) - 0.3],
            "showgrid": False,
            "fixedrange": True,
            "tickfont": {"size": 13},
        },
        "yaxis": {
            "tickvals": list(range(len(labels))),
            "ticktext": labels,
            "range": [len(labels) - 0.4, -0.6],
            "tickfont": {"size": 13},
            "fixedrange": True,
        },
    }
    table = {"interleukin": [i for i, _ in signals], "receptor complex": [c for _, c in signals], **states}
    return Figure(traces, layout, title=title, description=_open_words(signals, states, as_of), table=table)


def _open_words(signals, states, as_of):
    parts = []
    for drug, values in states.items():
        stopped = [f"{i} ({c})" for (i, c), state in zip(signals, values, strict=True) if state == STOPPED]
        left = [i for (i, _), state in zip(signals, values, strict=True) if state == OPEN]
        parts.append(
            f"{drug} stops {len(stopped)} of {len(stopped) + len(left)} listed signals; open stay: "
            f"{', '.join(dict.fromkeys(left)) or 'none'}"
        )
    return f"By the tables (as of {as_of}), {'. '.join(parts)}."
