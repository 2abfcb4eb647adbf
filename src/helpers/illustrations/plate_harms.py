"""The plate of harms on a body: an empty diamond where a harm is to be expected, filled where a label warns of it."""

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from helpers import tables
from helpers.illustrations.anatomy import HEIGHT, ORGANS, body, organ
from helpers.illustrations.arrows import tie
from helpers.illustrations.illustration import MARGIN, PAGE, Card, Drawing, Illustration
from helpers.illustrations.lettering import LEADING, PLAIN, SMALL, label, spread
from helpers.illustrations.mark import Mark, Row, shape, together
from helpers.illustrations.signs import Sign, only
from helpers.illustrations.svg import Box, Node, Point, around, line_path
from helpers.views.harms import EXPECTED, Acting, BodyHarm, HarmPlace, HarmsOnABody, Job, LabelWarning, Reason
from helpers.words import counted, first_upper, listed

_Side = Literal["left", "right"]

_COLUMN = 272.0  # width of a column of places
_TEXT = 20.0  # where words begin beside a sign
_SIGN = 5.0  # half the height of a sign
_LINE = SMALL * LEADING
_HEAD = PLAIN * LEADING + 2
_GAP = 9.0  # between two places
_FIGURE = 0.86  # size of the body on a page
_WHOLE = "whole_body"
_HUES: Mapping[Reason, str] = {"job": "blue", "molecule": "purple", "open": "vermilion"}
# Organs that lie behind others come first.
_BACK_TO_FRONT = ("vessel_heart", "bone_marrow", "lung", "gut", "liver", "skin", "lymph_node", "brain", "tumour", "eye",
                  "mouth")  # fmt: skip
_VERBS: Mapping[Acting, str] = {
    "blocked": "Block {}",
    "given": "Give {}",
    "toxin": "Aim a toxin at the receptor of {}",
}


@dataclass(frozen=True, slots=True)
class _Block:
    """What is written of one place; y = 0 is its top."""

    place: str
    mark: Mark
    height: float


def harms_on_a_body(view: HarmsOnABody) -> Illustration:
    """Return a body with a sign for each harm where it strikes, and beside it what lets expect it or who warns."""

    def draw(width: int) -> Drawing:
        return _page(view) if width == PAGE else _telephone(view, width)

    references = dict.fromkeys(key for harm in view.harms for each in _parts(harm) for key in each.references)
    known = tables.sources()
    return Illustration(
        name="harms",
        title=_title(view),
        description=_told(view),
        table=_table(view),
        draw=draw,
        key=_key(view),
        sources=f"{tables.short_names(';'.join(references))}." if references else "",
        cards={harm.harm: _card(view, harm, known) for harm in view.harms},
    )


def _parts(harm: BodyHarm) -> tuple[Job | LabelWarning, ...]:
    return (*harm.jobs, *harm.warnings)


# ---------------------------------------------------------------------------- layout


def _page(view: HarmsOnABody) -> Drawing:
    """Return the body in the middle, and the places in two columns, each at the height of its organ."""
    middle, size = PAGE / 2, HEIGHT * _FIGURE
    sides = _sides([_block(view, place, _COLUMN) for place in view.places])
    tall = max(size, *(sum(block.height + _GAP for block in column) for column in sides.values())) + 4
    top = (tall - size) / 2
    marks: list[Mark] = [_figure(view).scaled(_FIGURE).at(middle, top)]
    for side, column in sides.items():
        x = MARGIN if side == "left" else PAGE - MARGIN - _COLUMN
        wanted = [_anchor(block.place, side, _FIGURE).y + top for block in column]
        places = spread(wanted, [block.height + _GAP for block in column], 0, tall)
        for block, place in zip(column, places, strict=True):
            start = Point(x + _COLUMN + 3 if side == "left" else x - 9, place)
            end = _anchor(block.place, side, _FIGURE).moved(middle, top)
            left = x if side == "right" else x + _COLUMN - 5 - max(each.mark.box.right for each in column)
            marks += [_stem(start, end, block), block.mark.at(left, place - block.height / 2)]
    return Drawing(tuple(marks), tall)


def _telephone(view: HarmsOnABody, width: int) -> Drawing:
    """Return a smaller body above the list of places."""
    factor = 0.7
    marks, top = [_figure(view).scaled(factor).at(width / 2, 0)], HEIGHT * factor + 14
    for place in view.places:
        block = _block(view, place, width - 2 * MARGIN)
        marks.append(block.mark.at(MARGIN, top))
        top += block.height + _GAP
    return Drawing(tuple(marks), top)


def _sides(blocks: Sequence[_Block]) -> dict[_Side, list[_Block]]:
    """Return the places of each side from the head downwards, so that both columns are about as long."""
    sides: dict[_Side, list[_Block]] = {"left": [], "right": []}
    for block in sorted(blocks, key=lambda each: -each.height):
        lower: _Side = min(sides, key=lambda side: sum(each.height + _GAP for each in sides[side]))
        sides[lower].append(block)
    return {side: sorted(column, key=lambda each: _anchor(each.place, side, 1).y) for side, column in sides.items()}


def _anchor(place: str, side: _Side, factor: float) -> Point:
    """Return where a line to a place ends on the body; the whole body has none, and is told at its foot."""
    if place == _WHOLE:
        return Point((-38 if side == "left" else 38) * factor, 424 * factor)
    return organ(place).scaled(factor).ports[side]


def _figure(view: HarmsOnABody) -> Mark:
    """Return the body with the organs that are harmed; the others stand back."""
    shown = {place.place: place for place in view.places}
    marks = [body()]
    for key in (key for key in _BACK_TO_FRONT if key in ORGANS):
        if key in shown:
            marks.append(organ(key).named(shown[key].label).with_rows(Row("harm_places", key)))
        elif key not in ("tumour", "skin", "lymph_node"):
            marks.append(Mark((Node.made("g", *organ(key).nodes, opacity="0.3"),), organ(key).box))
    return together(marks)


def _stem(start: Point, end: Point, block: _Block) -> Mark:
    """Return the bar beside a place and the line from it to its organ; the whole body has no line."""
    if block.place != _WHOLE:
        return tie(start, end, block.height, "quiet", 1.4)
    bar = [start.moved(0, 2 - block.height / 2), start.moved(0, block.height / 2 - 2)]
    return shape("path", around(bar), d=line_path(bar), stroke="var(--quiet)", stroke_width=2.2)


# ---------------------------------------------------------------------------- one place


def _block(view: HarmsOnABody, place: HarmPlace, width: float) -> _Block:
    """Return the name of a place, and below it each of its harms with its sign and why it is there."""
    head = label(first_upper(place.label), weight="bold").at(0, PLAIN).with_rows(Row("harm_places", place.place))
    marks, y = [head], _HEAD
    for harm in place.harms:
        mark = _harm(view, harm, width)
        marks.append(mark.at(0, y))
        y += mark.box.bottom + 3
    return _Block(place.place, together(marks), y)


def _harm(view: HarmsOnABody, harm: BodyHarm, width: float) -> Mark:
    """Return a harm with its sign, and below it the jobs that are lost, or the drugs whose labels warn of it."""
    name = label(first_upper(harm.name), size=SMALL, width=width - _TEXT).at(_TEXT, SMALL)
    why = _jobs(harm) if view.step == EXPECTED else _drugs(harm)
    below = label(why, size=SMALL, colour="quiet", width=width - _TEXT).at(_TEXT, name.box.bottom + SMALL - 2)
    mark = together([_sign(view.step, harm).at(8, SMALL - 4.3), name, below])
    rows = [Row("harm_jobs", job.key) for job in harm.jobs]
    rows += [Row("warnings", key) for each in harm.warnings for key in each.keys]
    return mark.named(f"{first_upper(harm.name)}: {why}", card=harm.harm).with_rows(Row("harm_kinds", harm.harm), *rows)


def _jobs(harm: BodyHarm) -> str:
    names = dict.fromkeys(f"{job.interleukin} ({job.species})" for job in harm.jobs)
    return f"a job of {listed(list(names))}"


def _drugs(harm: BodyHarm) -> str:
    boxed = [each.inn for each in harm.warnings if each.boxed]
    others = [each.inn for each in harm.warnings if not each.boxed]
    if not harm.warnings:
        return "expected, but in no label that was read"
    parts = [f"boxed: {listed(boxed)}"] if boxed else []
    return "; ".join([*parts, *([f"{'also ' if boxed else ''}{listed(others)}"] if others else [])])


@functools.cache
def _symbol(reason: Reason, filled: bool, boxed: bool) -> Mark:
    """Return a diamond for a job, a square for the molecule, a disc for what is open; in a box, where it is boxed."""
    hue = f"var(--{_HUES[reason]})"
    look = {"fill": hue if filled else "var(--page)", "stroke": hue, "stroke_width": 1.6}
    box = Box(-_SIGN, -_SIGN, _SIGN, _SIGN)
    corners = [Point(0, -_SIGN), Point(_SIGN, 0), Point(0, _SIGN), Point(-_SIGN, 0)]
    if reason == "job":
        mark = shape("path", box, d=f"{line_path(corners)}Z", **look)
    elif reason == "molecule":
        mark = shape("rect", box, x=-4, y=-4, width=8, height=8, **look)
    else:
        mark = shape("circle", box, r=4, **look)
    if not boxed:
        return mark
    return together([_frame(), mark])


@functools.cache
def _frame() -> Mark:
    """Return the box around what is boxed on a label."""
    return shape("rect", Box(-8, -8, 8, 8), x=-7.4, y=-7.4, width=14.8, height=14.8, fill="none",
                 stroke="var(--ink)", stroke_width=1.6)  # fmt: skip


def _sign(step: str, harm: BodyHarm) -> Mark:
    return _symbol(harm.reason, bool(harm.warnings) and step != EXPECTED, harm.boxed)


def _key(view: HarmsOnABody) -> tuple[Sign, ...]:
    """Return the signs that the picture shows."""
    job = f"{view.axis} does it" if view.way == "given" else f"a job of {view.axis} is lost"
    shown = {(harm.reason, bool(harm.warnings)) for harm in view.harms}
    return (
        Sign(None, f"Drugs: {listed(list(view.drugs))}."),
        *only(
            (Sign(_symbol("job", False, False), f"expected: {job}"), ("job", False) in shown),
            (Sign(_symbol("job", True, False), f"label warns: {job}"), ("job", True) in shown),
            (Sign(_symbol("molecule", True, False), "label warns: the molecule itself"), ("molecule", True) in shown),
            (Sign(_symbol("open", True, False), "label warns: cause not known here"), ("open", True) in shown),
            (Sign(_frame(), "boxed: the gravest kind of warning"), any(harm.boxed for harm in view.harms)),
        ),
    )


# ---------------------------------------------------------------------------- words


def _title(view: HarmsOnABody) -> str:
    verb = _VERBS[view.way].format(view.axis)
    expected = len([harm for harm in view.harms if harm.jobs])
    if view.step == EXPECTED:
        if not expected:
            return f"{verb}: no job in the table lets a harm be expected"
        return f"{verb}: expect {counted(expected, 'harm')} in {counted(len(view.places), 'place')}"
    warned = [harm for harm in view.harms if harm.warnings]
    told = len([harm for harm in warned if harm.jobs])
    return f"{verb}: labels warn of {counted(len(warned), 'harm')}, and its jobs explain {told or 'none'}"


def _told(view: HarmsOnABody) -> str:
    if not view.harms:
        return (
            f"An empty body: for {view.choice} the table of jobs names no harm. What labels warn of, all the same, "
            "comes with the next step."
        )
    where = "; ".join(f"{place.label}: {listed([harm.name for harm in place.harms])}" for place in view.places)
    if view.step == EXPECTED:
        return f"By what {view.axis} does, these harms are to be expected when it is {_done(view)}, by place: {where}."
    boxed = [harm.name for harm in view.harms if harm.boxed]
    last = f"Boxed in the US: {listed(boxed)}." if boxed else "None is boxed in the US."
    labels = "the label of one drug" if len(view.drugs) == 1 else f"the labels of {len(view.drugs)} drugs"
    return f"In {labels}, by place: {where}. {last}"


def _done(view: HarmsOnABody) -> str:
    return {"blocked": "blocked", "given": "given", "toxin": "the way in for a toxin"}[view.way]


def _card(view: HarmsOnABody, harm: BodyHarm, known: Mapping[str, tables.Source]) -> Card:
    """Return what stands behind a harm: the jobs, and what each label asks to be watched."""
    said = [f"{job.interleukin} ({job.species}): {job.job}" for job in harm.jobs]
    for each in harm.warnings:
        asked = (
            " ".join(f"{region}: {text}" for region, text in each.monitoring) or "It asks for nothing to be watched."
        )
        said.append(f"{first_upper(each.inn)}{', boxed' if each.boxed else ''}. {asked}")
    references = dict.fromkeys(key for each in _parts(harm) for key in each.references)
    links = {known[key].name: known[key].link for key in references}
    return Card(f"{first_upper(harm.name)}, {view.choice}", tuple(said), links)


def _table(view: HarmsOnABody) -> dict[str, list[str]]:
    """Return a row for each harm; one that says so where there is none."""
    known, shown = tables.sources(), [(place, harm) for place in view.places for harm in place.harms]
    if not shown:
        return {"place": ["-"], "harm": ["none in the table of jobs"]}
    references = [dict.fromkeys(key for each in _parts(harm) for key in each.references) for _, harm in shown]
    return {
        "place": [place.label for place, _ in shown],
        "harm": [harm.name for _, harm in shown],
        "job": [" ".join(f"{job.interleukin} ({job.species}): {job.job}" for job in harm.jobs) for _, harm in shown],
        "boxed for": [", ".join(each.inn for each in harm.warnings if each.boxed) for _, harm in shown],
        "warned of for": [", ".join(each.inn for each in harm.warnings if not each.boxed) for _, harm in shown],
        "sources": ["; ".join(dict.fromkeys(known[key].name for key in keys)) for keys in references],
    }
