"""The plate of the doors out of the body: the kidney's filter, the lining of vessels with FcRn, the target on cells."""

import functools
import math
from collections.abc import Callable, Mapping

from helpers import tables
from helpers.illustrations.arrows import arrow
from helpers.illustrations.cells import membrane, vesicle, vessel
from helpers.illustrations.illustration import MARGIN, PAGE, Drawing, Illustration
from helpers.illustrations.lettering import PLAIN, SMALL, Weight, label
from helpers.illustrations.mark import Mark, Row, together
from helpers.illustrations.molecules import Format, drug, gripping
from helpers.illustrations.receptors import receptor_sign
from helpers.illustrations.signs import Sign, arrow_sign, only
from helpers.illustrations.svg import Box, Node, Point, line_path, smooth_path
from helpers.views.exits import DrugExit, DrugExits, ExitFormat
from helpers.words import first_upper
from helpers.words import number_words as say

_FORMATS: Mapping[ExitFormat, Format] = {
    "small protein": "nanobody",
    "Fc fusion": "Fc fusion",
    "antibody": "antibody",
    "engineered antibody": "antibody",
}
_KIDNEY, _LINING, _TARGET = "by the filter of the kidney", "saved in the lining of vessels", "by its target on cells"
_SAVED = {"free": "yes, with free hands"}  # as the table prints it
_SIZE = 15.0  # half the height of a drug
_BLOOD = 38.0  # height of the vessel
_PANEL = 236.0  # width of a door
_DEEP = 176.0  # height of a door below the vessel
_LINE = 20.0  # from one half-life to the next
_CELL = (  # outline of a cell of the lining
    (4, 96), (30, 44), (92, 23), (168, 27), (218, 58), (232, 106), (206, 144), (120, 152), (34, 142),
)  # fmt: skip
_SHORTEST, _LONGEST = 0.1, 1000.0  # ends of the scale, days


def drug_exits(view: DrugExits) -> Illustration:
    """Return the doors out of the blood, those that the chosen drug takes drawn strongly, and all half-lives."""
    references = dict.fromkeys(key for each in view.drugs for key in each.references)
    return Illustration(
        name="drug-exits",
        title=_title(view.chosen),
        description=_told(view),
        table=_table(view),
        draw=functools.partial(_laid_out, view),
        key=_key(view.chosen),
        sources=f"{tables.short_names(';'.join(references))}.",
    )


def _key(one: DrugExit) -> tuple[Sign, ...]:
    return only(
        (Sign(_drug(one, 9.0), one.drug), True),
        (Sign(receptor_sign("green", 7), "what holds it: FcRn, or its target"), one.recycled != "no" or one.by_target),
        (arrow_sign("moves", "the way it goes"), True),
        (Sign(None, "Pale: not for this drug"), not (one.by_kidney and one.recycled != "no" and one.by_target)),
    )


# ---------------------------------------------------------------------------- layout


def _laid_out(view: DrugExits, width: int) -> Drawing:
    one, wide = view.chosen, width == PAGE
    inner = width - 2 * MARGIN
    doors = (_kidney, _lining, _target)
    closed = ""
    if wide:
        marks = _blood(one, width, 7)
        marks += [door(one).at(MARGIN + i * (inner - _PANEL) / 2, _BLOOD) for i, door in enumerate(doors)]
        top = _BLOOD + _DEEP + 10
    else:
        doors, closed = _taken(one)
        each = _BLOOD + _DEEP + 22
        marks = [mark.at(0, i * each) for i in range(len(doors)) for mark in _blood(one, width, 4)]
        marks += [door(one).at((width - _PANEL) / 2, i * each + _BLOOD) for i, door in enumerate(doors)]
        top = each * len(doors)
    said = label(f"{one.told}{closed}", weight="bold", width=inner).at(MARGIN, top + PLAIN)
    scale = _half_lives(view, width)
    scale = scale.at(0, said.box.bottom + 14 - scale.box.top)
    return Drawing((*marks, said, scale), scale.box.bottom + 10)


def _taken(one: DrugExit) -> tuple[tuple[Callable[[DrugExit], Mark], ...], str]:
    """Return the doors that a drug takes, and the words that name those which it does not: a telephone has no room."""
    every = (
        (_kidney, one.by_kidney, _KIDNEY),
        (_lining, one.recycled != "no", _LINING),
        (_target, one.by_target, _TARGET),
    )
    closed = [name for _, taken, name in every if not taken]
    return tuple(door for door, taken, _ in every if taken), f" Not {', not '.join(closed)}." if closed else ""


def _blood(one: DrugExit, width: int, count: int) -> list[Mark]:
    """Return the blood with `count` molecules of the drug in it."""
    inner = width - 2 * MARGIN
    tube = [vessel(inner, _BLOOD).at(MARGIN, 0), label("blood", size=SMALL).at(MARGIN + 8, _BLOOD / 2 + 4)]
    return tube + [_drug(one).at(MARGIN + 70 + i * (inner - 90) / count, _BLOOD / 2) for i in range(count)]


def _drug(one: DrugExit, size: float = _SIZE) -> Mark:
    mark = drug(_FORMATS[one.format], "purple", size)
    if one.format != "engineered antibody":
        return mark
    hands = (mark.ports["tip"], mark.ports["other tip"])
    changed = hands if one.recycled == "free" else (Point(0, 0.75 * size),)
    radius = 0.26 * size
    node = Node.made("circle", r=radius, fill="var(--orange)")
    spots = [Mark((node,), Box(-radius, -radius, radius, radius)).at(at.x, at.y) for at in changed]
    return together([mark, *spots], mark.ports)


def _door(name: str, parts: list[Mark], *, taken: bool) -> Mark:
    """Return a door with its name; pale, and told so, where the drug does not take it."""
    words = first_upper(name) if taken else f"not {name}"
    look: Weight = "bold" if taken else "normal"
    head = label(words, weight=look, anchor="middle").at(_PANEL / 2, _DEEP - 6)
    whole = together([*parts, Mark((), Box(0, 0, _PANEL, _DEEP))])
    return together([whole if taken else whole.pale(), head])


def _kidney(one: DrugExit) -> Mark:
    """Return the filter of the kidney: a wall with gaps, the drug beyond it or held back."""
    middle, wall = _PANEL / 2, 76.0
    blocks = [
        Node.made("rect", x=x, y=wall, width=38, height=16, rx=7, fill="var(--green-tint)", stroke="var(--green)",
                  stroke_width=1.4)
        for x in (10, 54, 144, 188)
    ]  # fmt: skip
    parts = [Mark(tuple(blocks), Box(10, wall, 226, wall + 16))]
    if one.by_kidney:
        parts.append(arrow(Point(middle, 0), Point(middle, 104), "moves", colour="ink", width=2.4))
        parts.append(_drug(one).at(middle, 122))
        parts.append(label("to the urine", size=SMALL).at(middle + 24, 126))
    else:
        parts.append(arrow(Point(middle, 0), Point(middle, 32), "moves", colour="quiet"))
        parts.append(_drug(one, 1.5 * _SIZE).at(middle, 54))
        parts.append(label("too large for the gaps", size=SMALL, anchor="middle").at(middle, 116))
    return _door(_KIDNEY, parts, taken=one.by_kidney)


def _lining(one: DrugExit) -> Mark:
    """Return a cell of the lining: taken up, held by FcRn at pH 6 and brought back, or cut up in the lysosome."""
    saved = one.recycled != "no"
    outline = smooth_path([Point(*at) for at in _CELL], closed=True)
    cell = Node.made("path", d=outline, fill="var(--sky-tint)", stroke="var(--sky)", stroke_width=1.4)
    early = vesicle(36, "blue").at(84, 78)
    parts = [Mark((cell,), Box(2, 22, _PANEL - 2, 152)), early]
    if saved:
        parts.append(label("pH 6", size=SMALL, weight="bold", anchor="middle").at(84, 58))
        parts.append(arrow(Point(30, 0), Point(54, 58), "moves"))
        held = _drug(one).at(84, 78)
        cup = receptor_sign("green").scaled(0.8).at(84, 110)
        back = arrow(
            Point(114, 58), Point(140, 0), "moves", colour="ink", width=3.4 if one.recycled == "better" else 2.4
        )
        parts += [cup, held, back, label("FcRn", size=SMALL, weight="bold", anchor="middle").at(84, 130)]
        parts.append(label("pH 7.4: let go", size=SMALL, anchor="end").at(_PANEL, 15))
        parts.append(arrow(Point(117, 92), Point(169, 112), "moves", colour="quiet", width=1.2))
        parts.append(label("lysosome", size=SMALL, anchor="end").at(166, 141))
    else:
        parts.append(label("endosome", size=SMALL, anchor="middle").at(84, 82))
        parts.append(label("lysosome", size=SMALL, anchor="end").at(162, 124))
    return _door(_LINING, [*parts, vesicle(22, "grey").at(190, 120)], taken=saved)


def _target(one: DrugExit) -> Mark:
    """Return a cell with the target in its membrane, which takes the drug in, or none."""
    middle, face = _PANEL / 2, 66.0
    parts = [membrane(_PANEL - 8, 22).at(4, face)]
    if one.by_target:
        sign = receptor_sign("green").at(middle, face)
        held = gripping(_drug(one)).at(middle, sign.ports["cup"].y)
        parts += [sign, held, arrow(Point(middle, face + 24), Point(middle, 122), "moves", colour="ink", width=2.4)]
        parts.append(label("taken in and cut up", size=SMALL, anchor="middle").at(middle, 140))
    else:
        parts.append(label("its target takes little of it", size=SMALL, anchor="middle").at(middle, 116))
    return _door(_TARGET, parts, taken=one.by_target)


def _half_lives(view: DrugExits, width: int) -> Mark:
    """Return all half-lives on one scale, each a way to its drug."""
    wide = width == PAGE
    start, end = (MARGIN + 176.0, width - MARGIN - 118.0) if wide else (MARGIN + 4.0, width - MARGIN - 118.0)
    step = _LINE if wide else 2 * _LINE - 6
    at = _scale(start, end)
    head = label("half-life in days, log scale", size=SMALL, colour="quiet")
    marks = [head.at(MARGIN, -8) if wide else head.at(start, -26)]
    for i, each in enumerate(view.drugs):
        y = step * (i + 1) - (8 if wide else 0)
        marks.append(_on_scale(each, Point(start, y), end, at, chosen=each is view.chosen))
    low = step * len(view.drugs) + 4
    days = [10.0**power for power in range(round(math.log10(_SHORTEST)), round(math.log10(_LONGEST)) + 1)]
    # On a telephone names stand over the lines of the drugs: there the grid is seen at those lines only.
    spans = [(2.0, low)] if wide else [(step * i - 7, step * i + 7) for i in range(1, len(view.drugs) + 1)]
    ticks = "".join(line_path([Point(at(day), high), Point(at(day), deep)]) for day in days for high, deep in spans)
    grid = Mark((Node.made("path", d=ticks, stroke="var(--line)", stroke_width=0.5),), Box(start, 2, end, low))
    names = [label(say(day), size=SMALL, colour="quiet", anchor="middle").at(at(day), -8) for day in days]
    return together([grid, *names, *marks])


def _scale(start: float, end: float) -> Callable[[float], float]:
    """Return where a number of days stands on a logarithmic scale from `start` to `end`."""
    span = math.log(_LONGEST / _SHORTEST)
    return lambda days: start + (end - start) * math.log(min(max(days, _SHORTEST), _LONGEST) / _SHORTEST) / span


def _on_scale(one: DrugExit, left: Point, end: float, at: Callable[[float], float], *, chosen: bool) -> Mark:
    x = at(one.half_life_d)
    line = Node.made(
        "path", d=line_path([left, Point(x, left.y)]), stroke="var(--purple)", stroke_width=3 if chosen else 1.2
    )
    dot = Node.made("circle", cx=x, cy=left.y, r=6, fill="var(--purple)" if chosen else "var(--page)",
                    stroke="var(--purple)", stroke_width=2)  # fmt: skip
    weight = "bold" if chosen else "normal"
    name = label(one.drug, size=SMALL, weight=weight)
    name = name.at(MARGIN, left.y + 4) if left.x > MARGIN + 10 else name.at(left.x, left.y - 11)
    days = label(_days(one), size=SMALL, weight=weight).at(end + 10, left.y + 4)
    mark = together([Mark((line, dot), Box(left.x, left.y - 6, x + 6, left.y + 6)), name, days])
    return mark.named(f"{one.drug}: {_days(one)}", control="drug", value=one.drug).with_rows(
        Row("drug_exits", one.drug)
    )


# ---------------------------------------------------------------------------- words


def _days(one: DrugExit) -> str:
    time = f"{say(one.half_life_d, 2)} days" if one.half_life_d >= 1 else f"{say(24 * one.half_life_d, 2)} hours"
    return f"{one.half_life_bound} {time}".lstrip()


def _title(one: DrugExit) -> str:
    if one.by_kidney:
        return f"{first_upper(one.drug)} is small: the kidney filters it, and half is gone in {_days(one)}"
    how = {"better": "is saved better by FcRn", "free": "is saved by FcRn with free hands"}.get(
        one.recycled, "is saved by FcRn"
    )
    if one.by_target:
        return f"{first_upper(one.drug)} {how} but eaten with its target: half-life {_days(one)}"
    return f"{first_upper(one.drug)} {how}, and half is gone only after {_days(one)}"


def _told(view: DrugExits) -> str:
    others = "; ".join(f"{each.drug} {_days(each)}" for each in view.drugs)
    return f"{first_upper(view.chosen.drug)} ({view.chosen.format}): {view.chosen.told} Half-lives: {others}."


def _table(view: DrugExits) -> dict[str, list[str | float]]:
    some = view.drugs
    return {
        "drug": [each.drug for each in some],
        "format": [each.format for each in some],
        "filtered by the kidney": ["yes" if each.by_kidney else "no" for each in some],
        "saved by FcRn": [_SAVED.get(each.recycled, each.recycled) for each in some],
        "taken up with its target": ["yes" if each.by_target else "no" for each in some],
        "half-life (days)": [each.half_life_d for each in some],
        "this is": [each.half_life_bound or "one value" for each in some],
        "how": [each.told for each in some],
        "source": [tables.short_names(";".join(each.references)) for each in some],
    }
