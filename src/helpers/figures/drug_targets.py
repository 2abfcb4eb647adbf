"""Figures of what drugs hold on to: every drug with its target, and the signals that a drug leaves open."""

from collections.abc import Iterable, Sequence
from statistics import fmean

from helpers.colours import BLACK, BLUE, GREEN, GREY, ORANGE, PURPLE, VERMILION
from helpers.figures.figure import Figure
from helpers.figures.vocabulary import (
    Layout,
    Link,
    Style,
    Trace,
    boxes,
    column_places,
    heading,
    hidden_axis,
    links,
    names,
    rooms,
    row_axis,
)
from helpers.views.drug_targets import (
    MECHANISMS,
    OPEN,
    SILENT,
    STOPPED,
    UNSETTLED,
    DrugMap,
    DrugTarget,
    OpenSignals,
    ReceptorComplex,
    SignalState,
)
from helpers.words import counted, two_lines

ACTION_STYLES = {
    "ligand-neutralising": Style(BLUE),
    "decoy": Style(PURPLE, "star"),
    "receptor-blocking": Style(VERMILION, "square"),
    "agonist": Style(GREEN, "triangle-up"),
    "toxin-fusion": Style(BLACK, "x"),
}
_VERBS = {"agonist": "imitates", "toxin-fusion": "kills"}  # the others stop what they concern
_BOUND = {"ligand": Style(BLUE, "circle-open"), "receptor": Style(VERMILION, "square-open")}
_STATES: dict[SignalState, Style] = {
    STOPPED: Style(VERMILION, "x", size=13),
    OPEN: Style(GREEN, size=13),
    UNSETTLED: Style(BLUE, "diamond-open", size=13),
    SILENT: Style(GREY, "line-ew-open", size=13),
}
_COLUMNS = (0.0, 1.1, 1.8)
_BESIDE = 0.035  # from a mark to the edge of its box, in units of the x axis
_TEXT_WIDTH = (0.77, 0.22)  # how far the text of a column reaches, in units of the x axis
_NBSP = 2 * "\N{NO-BREAK SPACE}"
_HEADINGS = ("drug", "binds to", "interleukin concerned")

Places = dict[str, float]


# ---------------------------------------------------------------------------- drugs and their targets


def drug_map(view: DrugMap) -> Figure:
    """Return drugs, the proteins they bind and the interleukins concerned, left to right."""
    title = f"What each drug holds on to: {view.chosen} (as of {view.as_of})"
    genes = {target.gene for target in view.targets}
    signals = {name for target in view.targets for name in target.interleukins}
    tall = max(len(view.drugs), len(genes), len(signals))
    at_drug = column_places(list(view.drugs), tall)
    at_gene = _beside(((target.gene, at_drug[target.drug]) for target in view.targets), tall)
    at_signal = _beside(((name, at_gene[target.gene]) for target in view.targets for name in target.interleukins), tall)
    traces = [
        _links(0, ((at_drug[target.drug], at_gene[target.gene]) for target in view.targets)),
        _links(1, ((at_gene[target.gene], at_signal[name]) for target in view.targets for name in target.interleukins)),
        _boxes(0, at_drug),
        _boxes(1, at_gene),
        *_drug_nodes(view, at_drug),
        *_gene_nodes(view, at_gene),
        _nodes(2, at_signal, list(at_signal), Style(ORANGE, "diamond"), _HEADINGS[2]),
    ]
    return Figure(traces, _map_layout(tall, title), title=title, description=_map_words(view), table=_map_table(view))


def _beside(pairs: Iterable[tuple[str, float]], tall: int) -> Places:
    """Return a height for each name of `pairs` (name, height of a partner), at least one line from the next.

    The names stand in the order of their partners' mean heights, as near to these as a column of `tall` lines allows.
    """
    partners: dict[str, list[float]] = {}
    for name, height in pairs:
        partners.setdefault(name, []).append(height)
    mean = {name: fmean(heights) for name, heights in partners.items()}
    order = sorted(mean, key=lambda name: (-mean[name], name))
    places: list[float] = []
    for name in order:
        places.append(min(mean[name], places[-1] - 1) if places else mean[name])
    floor = -(tall - 1) / 2
    for place in reversed(range(len(places))):
        places[place] = max(places[place], floor)
        floor = places[place] + 1
    return dict(zip(order, places, strict=True))


def _links(column: int, pairs: Iterable[tuple[float, float]]) -> Trace:
    start, end = _COLUMNS[column] + _TEXT_WIDTH[column], _COLUMNS[column + 1] - _BESIDE
    joined = [Link(start, left, end, right) for left, right in sorted(set(pairs))]
    return links(joined, points=7, name="link", showlegend=False)


def _boxes(column: int, places: Places) -> Trace:
    return boxes(places.values(), (_COLUMNS[column] - _BESIDE, _COLUMNS[column] + _TEXT_WIDTH[column]))


def _nodes(column: int, places: Places, hover: Sequence[str], style: Style, legend: str) -> Trace:
    xs, texts = [_COLUMNS[column]] * len(places), [f" {name}" for name in places]
    return names(xs, list(places.values()), texts, style, hovertext=hover, name=legend)


def _drug_nodes(view: DrugMap, at_drug: Places) -> list[Trace]:
    found = []
    for action in MECHANISMS:
        mine = {drug: targets for drug, targets in view.drugs.items() if targets[0].action == action}
        if mine:
            hover = [_drug_told(targets) for targets in mine.values()]
            places = {drug: at_drug[drug] for drug in mine}
            found.append(_nodes(0, places, hover, ACTION_STYLES[action], action))
    return found


def _drug_told(targets: Sequence[DrugTarget]) -> str:
    one = targets[0]
    concerned = ", ".join(dict.fromkeys(name for target in targets for name in target.interleukins))
    what = "the cell that takes it up" if one.action == "toxin-fusion" else concerned
    return (
        f"<b>{one.drug}</b><br>{one.action}<br>binds {', '.join(target.gene for target in targets)}<br>"
        f"{_VERBS.get(one.action, 'stops')} {what}<br>{one.modality}; {one.region}; {one.status}"
    )


def _gene_nodes(view: DrugMap, at_gene: Places) -> list[Trace]:
    found = []
    for kind, style in _BOUND.items():
        places = {target.gene: at_gene[target.gene] for target in view.targets if target.binds == kind}
        if places:
            hover = [f"{gene}: a {kind}" for gene in places]
            found.append(_nodes(1, places, hover, style, f"{kind} (gene symbol)"))
    return found


def _map_layout(tall: int, title: str) -> Layout:
    return {
        "height": max(300, 21 * tall + 170),
        "showlegend": True,
        "margin": {"l": 14, "r": 10, "t": 124, "b": 10},
        "legend": {"y": 1, "yanchor": "bottom", "x": 0, "yref": "paper", "font": {"size": 13}},
        "title": {"text": title, "y": 0.99, "yanchor": "top", "pad": {"t": 12}},
        "xaxis": hidden_axis(-0.05, 2.27),
        "meta": rooms(*((x, x + wide) for x, wide in zip(_COLUMNS, (*_TEXT_WIDTH, 0.5), strict=True))),
        "yaxis": hidden_axis(-tall / 2 - 0.3, tall / 2 + 1.6),
        "annotations": [
            heading(x, text, y=tall / 2 + 0.8, yref="y") for x, text in zip(_COLUMNS, _HEADINGS, strict=True)
        ],
    }


def _map_words(view: DrugMap) -> str:
    actions = [targets[0].action for targets in view.drugs.values()]
    told = ", ".join(f"{actions.count(action)} {action}" for action in MECHANISMS if action in actions)
    several = [drug for drug, targets in view.drugs.items() if len(targets) > 1]
    more = f" More than one target: {', '.join(several)}." if several else ""
    return f"The map holds {counted(len(actions), 'drug')} ({view.chosen}; as of {view.as_of}): {told}.{more}"


def _map_table(view: DrugMap) -> dict[str, list[str]]:
    return {
        "drug": [target.drug for target in view.targets],
        "action": [target.action for target in view.targets],
        "gene": [target.gene for target in view.targets],
        "binds": [target.binds for target in view.targets],
        "interleukins concerned": [", ".join(target.interleukins) for target in view.targets],
        "modality": [target.modality for target in view.targets],
        "region": [target.region for target in view.targets],
        "status": [target.status for target in view.targets],
        "reference": [target.reference for target in view.targets],
    }


# ---------------------------------------------------------------------------- what stays open


def _drug_axis(drugs: list[str]) -> Layout:
    """Return an axis above the plot with one column for each drug."""
    return {
        "tickvals": list(range(len(drugs))),
        "ticktext": [f"<b>{two_lines(drug, 13)}</b>" for drug in drugs],
        "tickangle": 0,
        "side": "top",
        "ticklabelposition": "outside",
        "range": [-0.2, len(drugs) - 0.3],
        "showgrid": False,
        "fixedrange": True,
        "tickfont": {"size": 13},
    }


def open_signals(view: OpenSignals) -> Figure:
    """Return which signals each drug stops and which it leaves open, one row for each receptor complex."""
    drugs, labels = list(view.states), [two_lines(f"{one.interleukin}: {one.name}", 26) for one in view.complexes]
    lines = max(1 + label.count("<br>") for label in labels)
    title = f"What stays open under {' and '.join(drugs)}? (as of {view.as_of})"
    layout = {
        "height": (10 + 16 * lines) * len(labels) + 140,
        "title": {"text": title, "x": 0.01, "xref": "container", "font": {"size": 15}},
        "margin": {"t": 96, "b": 16, "r": 10},
        "xaxis": _drug_axis(drugs),
        "yaxis": row_axis(labels, 13) | {"fixedrange": True},
    }
    table = {
        "interleukin": [one.interleukin for one in view.complexes],
        "receptor complex": [one.name for one in view.complexes],
        **view.states,
    }
    return Figure(_state_marks(view), layout, title=title, description=_open_words(view), table=table)


def _state_marks(view: OpenSignals) -> list[Trace]:
    found = []
    for state, style in _STATES.items():
        spots = [
            (x, y) for x, states in enumerate(view.states.values()) for y, one in enumerate(states) if one == state
        ]
        if spots:
            xs, ys = [x for x, _ in spots], [y for _, y in spots]
            look = {"textfont": {"color": style.colour}, "marker": {"line": {"width": 2, "color": style.colour}}}
            words = _NBSP + two_lines(state, 10).replace("<br>", f"<br>{_NBSP}")
            found.append(names(xs, ys, [words] * len(spots), style, name=state, **look))
    return found


def _open_words(view: OpenSignals) -> str:
    parts = []
    for drug in view.states:
        stopped, left, unsure = (view.in_state(drug, state) for state in (STOPPED, OPEN, UNSETTLED))
        doubt = f"; not settled: {_interleukins(unsure)}" if unsure else ""
        parts.append(
            f"{drug} stops {len(stopped)} of {len(stopped) + len(left) + len(unsure)} listed signals; open stay: "
            f"{_interleukins(left) or 'none'}{doubt}"
        )
    return f"By the tables (as of {view.as_of}), {'. '.join(parts)}."


def _interleukins(complexes: Iterable[ReceptorComplex]) -> str:
    return ", ".join(dict.fromkeys(one.interleukin for one in complexes))
