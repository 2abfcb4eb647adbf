"""The plate of a receptor with two states: two shapes, the ligand on the one that it prefers, and who is active."""

from collections.abc import Sequence
from dataclasses import dataclass

from helpers import tables
from helpers.illustrations.arrows import arrow
from helpers.illustrations.cells import membrane
from helpers.illustrations.illustration import MARGIN, PAGE, Drawing, Illustration
from helpers.illustrations.lettering import PLAIN, SMALL, label
from helpers.illustrations.mark import Mark, Row, shape, together
from helpers.illustrations.receptors import two_state_receptor
from helpers.illustrations.svg import Box, Node, Point, line_path
from helpers.views.two_states import OWN_LIGAND, LigandState, ReceptorStates
from helpers.words import number_words

_BIG = 44.0  # size of the two receptors that are shown large
_SMALL = 19.0  # and of those of the crowd
_CROWD = 20
_LINE = 26.0  # from one ligand of the list to the next


@dataclass(frozen=True, slots=True)
class _Rail:
    """A line from no receptor to all of them, with the place of the share without a ligand."""

    start: Point
    end: float
    basal: float


def receptor_states(view: ReceptorStates) -> Illustration:
    """Return a receptor in its two shapes, a crowd of it without and with the ligand, and all kinds on one scale."""

    def draw(width: int) -> Drawing:
        return _laid_out(view, width)

    return Illustration(
        name="receptor-states",
        title=_title(view),
        description=_told(view),
        table=_table(view),
        draw=draw,
        key=(
            "Grey, closed below: at rest. Green, open below: active. Disc: the ligand, on the shape that it prefers. "
            "Simulated with numbers chosen for drawing."
        ),
        sources=f"Ligands: {tables.short_names(';'.join(view.references))}.",
    )


# ---------------------------------------------------------------------------- layout


def _laid_out(view: ReceptorStates, width: int) -> Drawing:
    shapes = _two_shapes(view, width)
    marks = [shapes.at(0, -shapes.box.top)]
    top = marks[-1].box.bottom + 22
    for words, share in (("without a ligand", view.basal), (f"with {_the(view.chosen)}", view.chosen.active)):
        count = round(share * _CROWD)
        head = label(f"{count} of {_CROWD} active {words}", weight="bold").at(MARGIN, top + PLAIN)
        crowd = _crowd(count, width).at(0, top + PLAIN + 36)
        marks += [head, crowd]
        top = crowd.box.bottom + 14
    scale = _scale(view, width)
    marks.append(scale.at(0, top - scale.box.top))
    return Drawing(tuple(marks), marks[-1].box.bottom + 8)


def _two_shapes(view: ReceptorStates, width: int) -> Mark:
    """Return the receptor in its two shapes on a membrane; arrows between them, the wider to where more are."""
    active, chosen = view.chosen.active, view.chosen
    middle, away = width / 2, min(190.0, width / 2 - MARGIN - 66)
    rest, moved = (
        two_state_receptor(active=False, size=_BIG).at(middle - away, 0),
        two_state_receptor(active=True, size=_BIG).at(middle + away, 0),
    )
    marks = [membrane(width - 2 * MARGIN, 0.6 * _BIG).at(MARGIN, 0), rest, moved]
    marks += [
        _disc(0.27 * _BIG).at(each.ports["pocket"].x, each.ports["pocket"].y) for each in _held(chosen, rest, moved)
    ]
    left, right = rest.ports["right"].x + 8, moved.ports["left"].x - 8
    for y, start, end, share in ((-34, left, right, active), (-18, right, left, 1 - active)):
        marks.append(arrow(Point(start, y), Point(end, y), "moves", colour="quiet", width=1 + 4 * share))
    low = rest.ports["inside"].y + 12
    inside = moved.ports["inside"]
    marks.append(arrow(Point(inside.x, inside.y - 18), Point(inside.x, low + 14), "stimulates", colour="quiet"))
    marks.append(label("signal", size=SMALL, anchor="middle").at(inside.x, low + 28))
    for x, name, share, kd in (
        (middle - away, "at rest", 1 - active, view.receptor.kd_resting_nM),
        (middle + away, "active", active, chosen.kd_active_nM),
    ):
        marks.append(label(f"{name}: {_percent(share)}", weight="bold", anchor="middle").at(x, low + 50))
        words = f"ligand: Kd {number_words(kd, 2)} nM"
        marks.append(label(words, size=SMALL, colour="quiet", anchor="middle").at(x, low + 67))
    return together(marks)


def _held(chosen: LigandState, rest: Mark, moved: Mark) -> Sequence[Mark]:
    """Return the shapes that a ligand holds: the one that it binds more tightly, or both."""
    return [*([rest] if chosen.ratio <= 1 else []), *([moved] if chosen.ratio >= 1 else [])]


def _disc(size: float) -> Mark:
    return shape("circle", Box(-size, -size, size, size), r=size, fill="var(--vermilion)")


def _crowd(active: int, width: int) -> Mark:
    """Return the crowd in its membrane, `active` of them evenly among the others."""
    inner = width - 2 * MARGIN
    across = _CROWD if width == PAGE else _CROWD // 2
    pitch = inner / across
    marks: list[Mark] = []
    for row in range(_CROWD // across):
        y = row * 60.0
        marks.append(membrane(inner, 14).at(MARGIN, y))
        for i in range(across):
            place = row * across + i
            on = (place + 1) * active // _CROWD > place * active // _CROWD
            marks.append(two_state_receptor(active=on, size=_SMALL).at(MARGIN + pitch * (i + 0.5), y))
    return together(marks)


def _scale(view: ReceptorStates, width: int) -> Mark:
    """Return all ligands on one scale of the share that is active; each is a way to its own picture."""
    wide = width == PAGE
    start = MARGIN + (170 if wide else 4)
    end = width - MARGIN - (70 if wide else 58)
    step = _LINE if wide else _LINE + 18
    basal = start + view.basal * (end - start)
    words = f"short bar: without a ligand, {_percent(view.basal)}"
    marks = [label(words, size=SMALL, colour="quiet").at(start, -12)]
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
    return one.kind if one.kind == OWN_LIGAND else f"{'an' if one.kind[0] in 'aei' else 'a'} {one.kind}"


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
        f"{_percent(one.active)} of the receptors are active, {_percent(view.basal)} without it. "
        f"Active with each kind: {others}."
    )


def _table(view: ReceptorStates) -> dict[str, list[str | float]]:
    return {
        "ligand": [one.kind for one in view.ligands],
        "affinity, active over resting": [one.ratio for one in view.ligands],
        "Kd of the resting shape (nM)": [view.receptor.kd_resting_nM for _ in view.ligands],
        "Kd of the active shape (nM)": [one.kd_active_nM for one in view.ligands],
        "active (%)": [100 * one.active for one in view.ligands],
        "active without a ligand (%)": [100 * view.basal for _ in view.ligands],
    }
