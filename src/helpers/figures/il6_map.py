"""The IL-6 activity map: messenger, branches, targets and readouts, left to right."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from helpers.colours import BLUE, GREEN, GREY, PURPLE, VERMILION
from helpers.figures.figure import Columns, Figure
from helpers.figures.vocabulary import (
    LINK,
    Layout,
    Link,
    Style,
    Trace,
    bars,
    boxes,
    column_places,
    heading,
    hidden_axis,
    links,
    names,
    note,
    rooms,
)
from helpers.views.il6_map import LECTURE_BRANCHES, Activity, ActivityMap, Direction, Pleiotropy, Reach
from helpers.words import counted, wrapped

_DIRECTION: dict[Direction | Literal[""], str] = {"up": "↑", "down": "↓", "no change": "="}
_SOURCES_DIFFER = "↕"
_MOST_READOUTS = 26  # more of them cannot be read, and their column is left out
_MOST_EFFECTS = 4  # that are told on pointing at a name; the others stand in the table
_MOST_BARS = 12
_BESIDE = 0.05  # from a mark to the edge of its box, in units of the x axis
_AROUND, _PITCH = 86, 26  # pixels of the figure's height beside its rows, and the least height of a row


@dataclass(frozen=True, slots=True)
class _Column:
    """Where a column stands and how it looks.

    `x` and the `width` of its names are in units of the x axis; `letters` is the length of their lines where
    readouts stand beside them; `size` is that of the letters in pixels.
    """

    x: float
    width: float
    letters: int
    style: Style
    heading: str
    size: float = 13


_COLUMNS = {
    "messenger": _Column(-0.2, 0.27, 14, Style(VERMILION, "diamond", size=18), ""),
    "branch": _Column(0.3, 0.9, 17, Style(BLUE, "square"), "branch"),
    "target": _Column(1.95, 0.86, 22, Style(GREEN), "target", 12),
    "readout": _Column(2.95, 0.0, 21, Style(PURPLE, "triangle-up"), "readout", 12),
}


def activity_map(view: ActivityMap) -> Figure:
    """Return the map of published effects of IL-6. A click on a branch, target or readout chooses it.

    The column of readouts is drawn when it is short enough to read; all names then stand in short lines.
    """
    shown = view.readouts if len(view.readouts) <= _MOST_READOUTS else ()
    columns = {
        "messenger": ("IL-6",),
        "branch": view.branches,
        "target": view.targets,
        "readout": shown,
    }
    columns = {column: entries for column, entries in columns.items() if entries}
    tallest = max(len(entries) for entries in columns.values())
    places = {column: column_places(entries, tallest, 2.2) for column, entries in columns.items()}
    tall = {column: _tall(column, entries, tight=bool(shown)) for column, entries in columns.items()}
    pitch = max(_PITCH, *(max(tall[column]) / _step(here) for column, here in places.items()))
    height = max(440, round(pitch * tallest) + 130)
    each = (tallest + 2) / (height - _AROUND)  # units of the vertical axis in a pixel
    traces = [_links(left, right, pairs, places) for (left, right), pairs in _pairs(view, shown).items() if pairs]
    for column, here in [*places.items()][:-1]:
        traces += [_box(column, y, high * each) for y, high in zip(here.values(), tall[column], strict=True)]
    traces += [_entries(column, here, view.activities, tight=bool(shown)) for column, here in places.items()]
    headings = [heading(_COLUMNS[column].x, _COLUMNS[column].heading, yshift=16) for column in columns]
    end = 3.8 if shown else 3.25
    layout = {
        "height": height,
        "hovermode": "closest",
        "xaxis": hidden_axis(-0.3, end),
        "yaxis": hidden_axis(-tallest / 2 - 1.6, tallest / 2 + 0.4),
        "margin": {"l": 10, "r": 10, "t": 76, "b": 10},
        "meta": _rooms(columns, end),
        "annotations": [*headings, _key(view.activities, arrows=bool(shown))],
    }
    title = f"The IL-6 activity map: {view.chosen}"
    return Figure(traces, layout, title=title, description=_map_words(view), table=_evidence(view.activities))


def pleiotropy(view: Pleiotropy) -> Figure:
    """Return how many cell types each interleukin reaches, and how many interleukins reach each cell type."""
    counts = (*view.interleukins, *view.cell_types)
    table = {
        "what": ["interleukin"] * len(view.interleukins) + ["cell type"] * len(view.cell_types),
        "name": [reach.name for reach in counts],
        "number of cell types or interleukins": [reach.number for reach in counts],
    }
    return Figure(
        [
            _reach_bars(view.interleukins, Style(BLUE), "cell types"),
            _reach_bars(view.cell_types, Style(VERMILION, pattern="/"), "interleukins")
            | {"xaxis": "x2", "yaxis": "y2"},
        ],
        _reach_layout(),
        title="One messenger, many cells; one cell, many messengers",
        description=_reach_words(view),
        table=table,
    )


# ---------------------------------------------------------------------------- the map


def _rooms(columns: Iterable[str], end: float) -> Layout:
    """Return where the names of each column stand; those of the last one reach to the `end` of the axis."""
    *before, last = [_COLUMNS[column] for column in columns]
    return rooms(*((column.x, column.x + column.width) for column in before), (last.x, end))


def _pairs(view: ActivityMap, shown: Sequence[str]) -> dict[tuple[str, str], set[tuple[str, str]]]:
    """Return (left column, right column) -> the names that a line joins."""
    return {
        ("messenger", "branch"): {("IL-6", branch) for branch in view.branches},
        ("branch", "target"): {(each.branch, each.target) for each in view.activities},
        ("target", "readout"): {(each.target, each.readout) for each in view.activities if each.readout in shown},
    }


def _links(left: str, right: str, pairs: set[tuple[str, str]], places: dict[str, dict[str, float]]) -> Trace:
    start, stop = _COLUMNS[left].x + _COLUMNS[left].width, _COLUMNS[right].x - _BESIDE
    joined = [Link(start, places[left][one], stop, places[right][other]) for one, other in sorted(pairs)]
    return links(joined, LINK, name=f"{left} to {right}")


def _tall(column: str, entries: Sequence[str], *, tight: bool) -> list[float]:
    """Return how high the box of each name is (pixels): as its lines."""
    form = _COLUMNS[column]
    lines = [wrapped(name, form.letters).count("<br>") + 1 if tight else 1 for name in entries]
    return [1.3 * form.size * count + 6 for count in lines]


def _step(places: dict[str, float]) -> float:
    """Return how far apart the names of a column stand, at least one row."""
    heights = [*places.values()]
    return heights[0] - heights[1] if len(heights) > 1 else 1.0


def _box(column: str, y: float, high: float) -> Trace:
    """Return the box in which a name stands; lines to the next column leave it."""
    form = _COLUMNS[column]
    beside = 1.6 * _BESIDE if column == "messenger" else _BESIDE  # its mark is larger
    return boxes([y], (form.x - beside, form.x + form.width), high)


def _entries(column: str, places: dict[str, float], activities: Sequence[Activity], *, tight: bool) -> Trace:
    form = _COLUMNS[column]
    here = {name: [each for each in activities if getattr(each, column, None) == name] for name in places}
    strong = [column == "messenger" or name in LECTURE_BRANCHES for name in places]
    told = {name: [f"{_DIRECTION[each.direction]} {each.effect}" for each in here[name]] for name in places}
    trace = names(
        [form.x] * len(places),
        list(places.values()),
        [
            f"<b>{text}</b>" if bold else text
            for text, bold in zip((_label(column, name, here[name], tight) for name in places), strong, strict=True)
        ],
        form.style,
        name=column,
        textfont={"size": form.size},
        hovertext=[_told(name, told[name]) for name in places],
        customdata=[[column, name] for name in places],
    )
    trace["marker"] |= _marker(column, here, strong)
    return trace


def _told(name: str, effects: Sequence[str]) -> str:
    """Return a few of the effects of a name, and how many more there are."""
    more = len(effects) - _MOST_EFFECTS
    lines = [f"<b>{name}</b>", *effects[:_MOST_EFFECTS]]
    return "<br>".join([*lines, f"and {more} more, in the table"] if more > 0 else lines)


def _marker(column: str, here: dict[str, list[Activity]], strong: Sequence[bool]) -> Layout:
    """Return the marker of each name: an open circle for a target with an effect that needs the soluble receptor."""
    style = _COLUMNS[column].style
    opened = [column == "target" and any(each.trans for each in effects) for effects in here.values()]
    return {
        "color": [GREY if column == "branch" and not bold else style.colour for bold in strong],
        "symbol": [f"{style.symbol}-open" if is_open else style.symbol for is_open in opened],
        "line": {"width": 2 if column == "target" else 0, "color": style.colour},
    }


def _label(column: str, name: str, activities: Sequence[Activity], tight: bool) -> str:
    """Return how a name is written: a readout with its direction as an arrow, and in short lines where `tight`."""
    if column == "readout":
        arrows = {_DIRECTION[each.readout_direction] for each in activities}
        name += f"\N{NO-BREAK SPACE}{arrows.pop() if len(arrows) == 1 else _SOURCES_DIFFER}"
    return wrapped(name, _COLUMNS[column].letters) if tight else name


def _key(activities: Sequence[Activity], *, arrows: bool) -> Layout:
    text = "bold and blue: the six branches of the lecture"
    if any(each.trans for each in activities):
        text += "<br>open circle: an effect there needs the soluble receptor"
    if arrows:
        text += f"<br>{_DIRECTION['no change']} no change, {_SOURCES_DIFFER} sources differ"
    return note(
        _COLUMNS["messenger"].x,
        0,
        text,
        yref="paper",
        yanchor="bottom",
        align="left",
        name="foot",
        font={"size": 12, "color": GREY},
    )


def _map_words(view: ActivityMap) -> str:
    trans = sum(each.trans for each in view.activities)
    down = sum(each.direction == "down" for each in view.activities)
    same = sum(each.direction == "no change" for each in view.activities)
    return (
        f"Chosen: {view.chosen}. The map holds {counted(len(view.activities), 'published effect')} on "
        f"{counted(len(view.targets), 'target')} in {counted(len(view.branches), 'branch', 'branches')}. "
        f"{counted(down, 'effect is', 'effects are')} a decrease and {same} no change; "
        f"{trans} {'was' if trans == 1 else 'were'} shown by way of the soluble receptor (trans-signalling)."
    )


def _evidence(activities: Sequence[Activity]) -> Columns:
    """Return the effects with their evidence as columns of a table."""
    columns = {"target": "target", "effect": "effect", "branch": "branch", "direction": "direction"}
    columns |= {"readout": "readout", "readout direction": "readout_direction", "mediator": "mediator"}
    columns |= {"condition": "condition", "signalling mode": "signalling_mode", "species": "species"}
    columns |= {"system": "system", "reference": "reference"}
    return {heading: [getattr(each, field) for each in activities] for heading, field in columns.items()}


# ---------------------------------------------------------------------------- pleiotropy


def _reach_layout() -> Layout:
    return {
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


def _reach_bars(reaches: Sequence[Reach], style: Style, noun: str) -> Trace:
    shown = reaches[:_MOST_BARS][::-1]
    told = f"%{{y}}: %{{x}} {noun}<extra></extra>"
    return bars([reach.name for reach in shown], [reach.number for reach in shown], style, hovertemplate=told)


def _several(reaches: Sequence[Reach]) -> str:
    return f"{sum(reach.number > 1 for reach in reaches)} of {len(reaches)}"


def _reach_words(view: Pleiotropy) -> str:
    first, second = view.interleukins[0], view.cell_types[0]
    return (
        f"{_several(view.interleukins)} interleukins act on more than one listed cell type (pleiotropy); "
        f"{first.name} reaches {first.number}. "
        f"{_several(view.cell_types)} cell types answer to more than one interleukin "
        f"(room for redundancy); the {second.name} answers to {second.number}."
    )
