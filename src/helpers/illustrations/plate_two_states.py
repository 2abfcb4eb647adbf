"""The plate of a receptor with two states: two shapes, the ligand on the one that it prefers, and who is active."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass

from helpers import tables
from helpers.illustrations.arrows import arrow
from helpers.illustrations.cells import membrane
from helpers.illustrations.illustration import MARGIN, PAGE, Drawing, Illustration
from helpers.illustrations.lettering import PLAIN, SMALL, Align, label
from helpers.illustrations.mark import Mark, Row, shape, together
from helpers.illustrations.receptors import two_state_receptor
from helpers.illustrations.signs import Sign
from helpers.illustrations.svg import Box, Node, Point, line_path
from helpers.views.two_states import OWN_LIGAND, LigandState, ReceptorStates
from helpers.words import number_words

_BIG = 42.0  # size of the two receptors that are shown large
_SMALL = 19.0  # and of those of the crowd
_CROWD = 20
_LINE = 19.0  # from one ligand of the list to the next


@dataclass(frozen=True, slots=True)
class _Rail:
    """A line from no receptor to all of them, with the place of the share without a ligand."""

    start: Point
    end: float
    basal: float


def receptor_states(view: ReceptorStates) -> Illustration:
    """Return a receptor in its two shapes, a crowd of it without and with the ligand, and all kinds on one scale."""
    return Illustration(
        name="receptor-states",
        title=_title(view),
        description=_told(view),
        table=_table(view),
        draw=functools.partial(_laid_out, view),
        key=(
            Sign(two_state_receptor(active=False, size=_SMALL), "at rest"),
            Sign(two_state_receptor(active=True, size=_SMALL), "active"),
            Sign(_disc(0.27 * _SMALL), "ligand"),
            Sign(None, "Simulated with numbers chosen for drawing"),
        ),
        sources=f"Ligands: {tables.short_names(';'.join(view.references))}.",
    )


# ---------------------------------------------------------------------------- layout


def _laid_out(view: ReceptorStates, width: int) -> Drawing:
    shapes = _two_shapes(view, width)
    marks = [shapes.at(0, -shapes.box.top)]
    top = marks[-1].box.bottom + 6
    one, dose = view.chosen, number_words(view.receptor.ligand_nM)
    without = _shared(view.basal, 0, 0)
    bound = _shared(one.active, one.held_active, one.held_resting)
    holding = sum(each.holds for each in bound)
    words = f"with {_the(one)}, {dose} nM: {holding} of {_CROWD} hold it"
    for told, crowd in (("without a ligand", without), (words, bound)):
        count = sum(each.active for each in crowd)
        head = label(f"{count} of {_CROWD} active {told}", weight="bold", width=width - 2 * MARGIN)
        head = head.at(MARGIN, top + PLAIN)
        drawn = _crowd(crowd, width).at(0, head.box.bottom + 27)
        marks += [head, drawn]
        top = drawn.box.bottom + 7
    scale = _scale(view, width)
    marks.append(scale.at(0, top - scale.box.top))
    return Drawing(tuple(marks), marks[-1].box.bottom + 6)


@dataclass(frozen=True, slots=True)
class _Member:
    """A receptor of the crowd: whether it is active, and whether it holds the ligand."""

    active: bool
    holds: bool


def _shared(active: float, held_active: float, held_resting: float) -> list[_Member]:
    """Return the crowd with these shares: active ones evenly among the others, and of both kinds some with a ligand."""
    count = round(active * _CROWD)
    free = {True: round(count * held_active), False: round((_CROWD - count) * held_resting)}
    members = []
    for i in range(_CROWD):
        on = (i + 1) * count // _CROWD > i * count // _CROWD
        members.append(_Member(on, free[on] > 0))
        free[on] -= 1
    return members


def _two_shapes(view: ReceptorStates, width: int) -> Mark:
    """Return the receptor in its two shapes on a membrane; arrows between them, the wider to where more are."""
    active, chosen = view.chosen.active, view.chosen
    middle, away = width / 2, min(150.0, width / 2 - MARGIN - 66)
    rest, moved = (
        two_state_receptor(active=False, size=_BIG).at(middle - away, 0),
        two_state_receptor(active=True, size=_BIG).at(middle + away, 0),
    )
    marks = [membrane(width - 2 * MARGIN, 0.6 * _BIG).at(MARGIN, 0), rest, moved]
    marks += [
        _disc(0.27 * _BIG).at(each.ports["pocket"].x, each.ports["pocket"].y) for each in _held(chosen, rest, moved)
    ]
    left, right = rest.ports["right"].x + 6, moved.ports["left"].x - 6
    for y, start, end, share in ((-34, left, right, active), (-18, right, left, 1 - active)):
        marks.append(arrow(Point(start, y), Point(end, y), "moves", colour="quiet", width=1 + 4 * share))
    who = f"with {_the(chosen)}"
    told = label(who, size=SMALL, colour="quiet", anchor="middle", width=right - left)
    marks.append(told.at(middle, -41 - told.box.bottom))
    inside = moved.ports["inside"]
    low = inside.y + 8
    marks.append(arrow(Point(inside.x, inside.y - 20), Point(inside.x, low), "stimulates", colour="quiet"))
    marks.append(label("signal", size=SMALL, anchor="middle").at(inside.x, low + 13))
    for mark, side, name, share, kd in (
        (rest, -1, "at rest", 1 - active, view.receptor.kd_resting_nM),
        (moved, 1, "active", active, chosen.kd_active_nM),
    ):
        marks += _told_beside(mark, side if width == PAGE else 0, f"{name}: {_percent(share)}", kd)
    return together(marks)


def _told_beside(receptor: Mark, side: int, share: str, kd: float) -> list[Mark]:
    """Return the share of a shape and how tightly it binds, on its left (-1) or right (1), or below it (0)."""
    words = f"ligand: Kd {number_words(kd, 2)} nM"
    if side:
        x, y = receptor.ports["left" if side < 0 else "right"].x + 14 * side, -30.0
        anchor: Align = "end" if side < 0 else "start"
    else:
        x, y, anchor = receptor.ports["inside"].x, receptor.ports["inside"].y + 40, "middle"
    return [
        label(share, weight="bold", anchor=anchor).at(x, y),
        label(words, size=SMALL, colour="quiet", anchor=anchor).at(x, y + 17),
    ]


def _held(chosen: LigandState, rest: Mark, moved: Mark) -> Sequence[Mark]:
    """Return the shapes that hold the ligand more often than not."""
    return [mark for mark, share in ((rest, chosen.held_resting), (moved, chosen.held_active)) if share >= 0.5]


def _disc(size: float) -> Mark:
    return shape("circle", Box(-size, -size, size, size), r=size, fill="var(--vermilion)")


def _crowd(members: Sequence[_Member], width: int) -> Mark:
    """Return the crowd in its membrane."""
    inner = width - 2 * MARGIN
    across = _CROWD if width == PAGE else _CROWD // 2
    pitch = inner / across
    marks: list[Mark] = []
    for start in range(0, _CROWD, across):
        y = start // across * 60.0
        marks.append(membrane(inner, 14).at(MARGIN, y))
        for i, each in enumerate(members[start : start + across]):
            drawn = two_state_receptor(active=each.active, size=_SMALL).at(MARGIN + pitch * (i + 0.5), y)
            pocket = drawn.ports["pocket"]
            marks += [drawn, _disc(0.27 * _SMALL).at(pocket.x, pocket.y)] if each.holds else [drawn]
    return together(marks)


def _scale(view: ReceptorStates, width: int) -> Mark:
    """Return all ligands on one scale of the share that is active; each is a way to its own picture."""
    wide = width == PAGE
    start = MARGIN + (170 if wide else 4)
    end = width - MARGIN - (70 if wide else 58)
    step = _LINE if wide else _LINE + 18
    basal = start + view.basal * (end - start)
    words = f"active receptors, from 0 to 100 %; short bar: without a ligand, {_percent(view.basal)}"
    head = label(words, size=SMALL, colour="quiet", width=end - start)
    marks = [head.at(start, -8 - head.box.bottom)]
    for i, one in enumerate(view.ligands):
        marks.append(_on_scale(one, _Rail(Point(start, step * (i + 1) - 8), end, basal), chosen=one is view.chosen))
    return together(marks)


def _on_scale(one: LigandState, rail: _Rail, *, chosen: bool) -> Mark:
    """Return a ligand's share on its rail; a short bar across marks the share without a ligand."""
    start, end, y = rail.start.x, rail.end, rail.start.y
    line = Node.made(
        "path",
        d=f"{line_path([rail.start, Point(end, y)])}{line_path([Point(rail.basal, y - 7), Point(rail.basal, y + 7)])}",
        stroke="var(--line)",
        stroke_width=1.4,
    )
    fill, weight = ("var(--green)", "bold") if chosen else ("var(--page)", "normal")
    x = start + one.active * (end - start)
    dot = Node.made("circle", cx=x, cy=y, r=6.0, fill=fill, stroke="var(--green)", stroke_width=2)
    name = label(one.kind, weight=weight)
    name = name.at(start, y - 12) if start < MARGIN + 10 else name.at(MARGIN, y + 4.5)
    share = label(_percent(one.active), weight=weight).at(end + 12, y + 4.5)
    mark = together([Mark((line, dot), Box(start - 7, y - 7, end + 7, y + 7)), name, share])
    if one.kind != OWN_LIGAND:
        mark = mark.with_rows(Row("ligand_kinds", one.kind))
    return mark.named(f"{one.kind}: {_percent(one.active)} active", control="ligand", value=one.kind)


# ---------------------------------------------------------------------------- words


def _percent(share: float) -> str:
    digits = 1 if share < 0.01 else 3 if share > 0.99 else 2
    return f"{number_words(100 * share, digits)} %"


def _the(one: LigandState) -> str:
    return "your ligand" if one.kind == OWN_LIGAND else f"{'an' if one.kind[0] in 'aei' else 'a'} {one.kind}"


def _title(view: ReceptorStates) -> str:
    who, now, before = _the(view.chosen), _percent(view.chosen.active), _percent(view.basal)
    who = who[0].upper() + who[1:]
    if now == before:
        return f"{who} leaves {now} of the receptors active, as many as without it"
    verb = "raises" if view.chosen.active > view.basal else "lowers"
    return f"{who} {verb} the active receptors from {before} to {now}"


def _told(view: ReceptorStates) -> str:
    one, receptor = view.chosen, view.receptor
    times = number_words(one.ratio if one.ratio >= 1 else 1 / one.ratio, 3)
    tight = (
        "binds both shapes equally"
        if one.ratio == 1
        else (f"binds the {'active' if one.ratio > 1 else 'resting'} shape {times} times more tightly")
    )
    others = "; ".join(f"{each.kind} {_percent(each.active)}" for each in view.ligands)
    return (
        f"The ligand ({one.kind}) {tight}. At {number_words(receptor.ligand_nM)} nM, simulated, "
        f"{_percent(one.held)} of the receptors hold it and {_percent(one.active)} are active, {_percent(view.basal)} "
        "without it. "
        f"Active with each kind: {others}."
    )


def _table(view: ReceptorStates) -> dict[str, list[str | float]]:
    return {
        "ligand": [one.kind for one in view.ligands],
        "affinity, active over resting": [one.ratio for one in view.ligands],
        "Kd of the resting shape (nM)": [view.receptor.kd_resting_nM for _ in view.ligands],
        "Kd of the active shape (nM)": [one.kd_active_nM for one in view.ligands],
        "hold the ligand (%)": [100 * one.held for one in view.ligands],
        "active (%)": [100 * one.active for one in view.ligands],
        "active without a ligand (%)": [100 * view.basal for _ in view.ligands],
    }
