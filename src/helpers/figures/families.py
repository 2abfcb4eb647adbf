"""Figures of families: three classifications laid over each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from helpers.colours import BLUE, GREY, VERMILION
from helpers.figures.figure import Columns, Figure
from helpers.figures.vocabulary import (
    LINK,
    Layout,
    Link,
    Style,
    Trace,
    heading,
    hidden_axis,
    links,
    rooms,
    writing,
)
from helpers.views.families import Company, FamiliesCompared, FamilyPlace, Standing
from helpers.words import two_lines

_Rows = Mapping[str, Sequence[float]]  # interleukin: its rows from the top, one for each of its families
_ON_A_LINE = 3  # interleukins that stand together
_FAMILY_GAP = 0.35  # rows
_FAMILIES = (-0.73, 1.73)  # where the names of the families stand, left and right, in units of the x axis
_END = 1.3  # how far from the lines the figure ends
_STYLES: dict[Standing, Style] = {
    "other": LINK,
    "companion": Style(BLUE, dash="dash", width=2),
    "chosen": Style(VERMILION, width=3),
}
_LETTERS: dict[Standing, str] = {"other": GREY, "companion": BLUE, "chosen": VERMILION}


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a column: the interleukins on it, the `row` of its middle from the top, and whether they are marked."""

    names: tuple[str, ...]
    row: float
    marked: bool


@dataclass(frozen=True, slots=True)
class _Family:
    """A family of a column: its name with how many belong to it, its lines, and the row of its middle."""

    title: str
    lines: tuple[_Line, ...]
    row: float


def families_compared(view: FamiliesCompared) -> Figure:
    """Return two classifications side by side, with lines from the families by one to those by the other.

    Who is marked (who changes company, or who is followed, with its companions) stands with those that go the same way;
    the others of a family stand together below.
    """
    ways_there = {each.interleukin: each.after for each in view.companies}
    ways_back = {each.interleukin: each.before for each in view.companies}
    before, after = _column(view.before, view.standings, ways_there), _column(view.after, view.standings, ways_back)
    left, right = _rows(before), _rows(after)
    traces = [_lines(standing, view.standings, left, right) for standing in _STYLES]
    traces += [
        _interleukins(before, 0, "middle left", view.standings),
        _interleukins(after, 1, "middle right", view.standings),
    ]
    traces += [_family_names(before, _FAMILIES[0], "middle left"), _family_names(after, _FAMILIES[1], "middle right")]
    mine = view.followed
    return Figure(
        traces,
        _compared_layout(view, max(family.lines[-1].row for family in (before[-1], after[-1]))),
        title=f"From {view.first} to {view.second}: {view.follow}",
        description=_movers_told(view) if mine is None else _followed_told(view, mine),
        table=_compared_table(view),
    )


# ---------------------------------------------------------------------------- two classifications


def _column(
    places: Sequence[FamilyPlace], standings: Mapping[str, Standing], ways: Mapping[str, tuple[str, ...]]
) -> list[_Family]:
    """Return the families of a column from the top, each with its lines; `ways` says where each interleukin goes."""
    column, top = [], 0.0
    for place in places:
        marked: dict[tuple[str, ...], list[str]] = {}
        for name in place.members:
            if standings[name] != "other":
                marked.setdefault((standings[name], *ways[name]), []).append(name)
        others = [name for name in place.members if standings[name] == "other"]
        stands = [(names, True) for group in marked.values() for names in _split(group)]
        stands += [(names, False) for names in _split(others)]
        title = two_lines(f"{place.family} ({len(place.members)})", 20)
        tall = max(len(stands), 1 + title.count("<br>"))
        first = top + (tall - len(stands)) / 2
        lines = tuple(_Line(names, round(first + row, 2), strong) for row, (names, strong) in enumerate(stands))
        column.append(_Family(title, lines, round(top + (tall - 1) / 2, 3)))
        top += tall + _FAMILY_GAP
    return column


def _split(names: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(names[first : first + _ON_A_LINE]) for first in range(0, len(names), _ON_A_LINE)]


def _rows(column: Sequence[_Family]) -> _Rows:
    rows: dict[str, list[float]] = {}
    for line in (line for family in column for line in family.lines):
        for name in line.names:
            rows.setdefault(name, []).append(line.row)
    return rows


def _lines(standing: Standing, standings: Mapping[str, Standing], left: _Rows, right: _Rows) -> Trace:
    """Return the lines of everybody with this standing; what several share is drawn once."""
    here = [name for name in standings if standings[name] == standing]
    ways = [(one, other) for name in here for one in left[name] for other in right[name]]
    joined = [Link(0.02, one, 0.98, other) for one, other in dict.fromkeys(ways)]
    return links(joined, _STYLES[standing], name=standing)


def _interleukins(column: Sequence[_Family], x: float, side: str, standings: Mapping[str, Standing]) -> Trace:
    lines = [line for family in column for line in family.lines]
    written = [", ".join(line.names) for line in lines]
    return writing(
        [x] * len(lines),
        [line.row for line in lines],
        [f"<b>{text}</b>" if line.marked else text for text, line in zip(written, lines, strict=True)],
        side,
        name="interleukins",
        textfont={"color": [_LETTERS[standings[line.names[0]]] for line in lines]},
    )


def _family_names(column: Sequence[_Family], x: float, side: str) -> Trace:
    rows, titles = [family.row for family in column], [family.title for family in column]
    return writing([x] * len(column), rows, titles, side, name="families", textfont={"size": 12.5})


def _compared_layout(view: FamiliesCompared, lowest: float) -> Layout:
    return {
        "height": int(15 * lowest + 116),
        "margin": {"l": 8, "r": 8, "t": 84, "b": 8},
        "xaxis": hidden_axis(-_END, 1 + _END),
        "meta": rooms((-_END, _FAMILIES[0]), (_FAMILIES[0], 0), (1, _FAMILIES[1]), (_FAMILIES[1], 1 + _END)),
        "yaxis": hidden_axis(lowest + 0.8, -0.8),
        "annotations": [
            heading(0, f"by {view.first}", yshift=22, xanchor="right"),
            heading(1, f"by {view.second}", yshift=22),
        ],
    }


def _compared_table(view: FamiliesCompared) -> Columns:
    return {
        "interleukin": [each.interleukin for each in view.companies],
        f"family by {view.first}": ["; ".join(each.before) for each in view.companies],
        f"family by {view.second}": ["; ".join(each.after) for each in view.companies],
        "former companions": [len(each.companions) for each in view.companies],
        "met again": [len(each.met_again) for each in view.companies],
        "changes company": ["yes" if each.moves else "no" for each in view.companies],
    }


def _movers_told(view: FamiliesCompared) -> str:
    moved = [each.interleukin for each in view.companies if each.moves]
    had = sum(bool(each.companions) for each in view.companies)
    return (
        f"From {view.first} to {view.second}, {len(moved)} of {had} interleukins with companions "
        f"change company: {', '.join(moved) or 'nobody'}. "
        f"{len(view.companies) - had} of {len(view.companies)} have no companions by {view.first}."
    )


def _followed_told(view: FamiliesCompared, mine: Company) -> str:
    if not mine.companions:
        return (
            f"{view.follow} has no companions by {view.first} ({_quoted(mine.before)}), so it cannot lose any. "
            f"By {view.second} it stands under {_quoted(mine.after)}."
        )
    again = ", ".join(mine.met_again) or "none"
    verdict = "it changes company" if mine.moves else "it stays with its company"
    return (
        f"By {view.first}, {view.follow} stands under {_quoted(mine.before)} with {', '.join(mine.companions)}. "
        f"By {view.second} it stands under {_quoted(mine.after)}. It meets {len(mine.met_again)} of "
        f"{len(mine.companions)} companions again ({again}): {verdict}."
    )


def _quoted(families: Sequence[str]) -> str:
    return " and ".join(f"'{family}'" for family in families)
