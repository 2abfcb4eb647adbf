"""The plate of the IL-6 activity map on a body: organs where they are, one calm line an effect, width for evidence."""

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from helpers import tables
from helpers.illustrations.anatomy import HEIGHT, body, organ
from helpers.illustrations.arrows import tie
from helpers.illustrations.illustration import MARGIN, PAGE, Card, Drawing, Illustration
from helpers.illustrations.lettering import LEADING, PLAIN, SMALL, label, spread
from helpers.illustrations.mark import Mark, Row, shape, together
from helpers.illustrations.signs import Sign, line_sign, trend
from helpers.illustrations.svg import Box, Node, Point, line_path
from helpers.views.body_map import NO_BLOCKER, Effect, IL6Body, Sector, Verdict
from helpers.views.il6_map import Activity
from helpers.words import counted, first_upper, listed, number_name

Side = Literal["left", "right"]

_COLUMN = 268.0  # width of a column of organs
_NAMES = 21.0  # where the names of effects begin in a line
_TAG = 8.0  # radius of the number of an organ on a telephone
_LINE = 14.1  # from one line to the next: the whole map fits a laptop
_FIGURE = 0.94  # size of the body on a page
_HEAD = PLAIN * LEADING + 1
_BLOCK_GAP = 5.0
_HUES: Mapping[str, str] = {
    "brain": "purple",
    "lymph_node": "green",
    "vessel_heart": "vermilion",
    "liver": "orange",
    "gut": "sky",
    "fat": "orange",
    "muscle": "vermilion",
    "joint_bone": "blue",
    "bone_marrow": "purple",
    "skin_lung_kidney": "grey",
    "tumour": "sky",
}
# Organs that lie behind others come first.
_BACK_TO_FRONT = ("vessel_heart", "bone_marrow", "skin_lung_kidney", "fat", "gut", "liver", "muscle", "joint_bone",
                  "lymph_node", "brain", "tumour")  # fmt: skip
_ARROWS = {"up": "↑", "down": "↓", "no change": "="}


@dataclass(frozen=True, slots=True)
class _Block:
    """What is written of one organ; y = 0 is its top."""

    sector: Sector
    mark: Mark
    height: float


def il6_body(view: IL6Body) -> Illustration:
    """Return the map of IL-6: a body, its organs, what IL-6 does in each, and what the chosen drug stops."""

    def draw(width: int) -> Drawing:
        return _page(view) if width == PAGE else _telephone(view, width)

    return Illustration(
        name="il6-body",
        title=_title(view),
        description=_told(view),
        table=_table(view),
        draw=draw,
        key=(
            Sign(trend("up"), "studies: rise"),
            Sign(trend("down"), "fall"),
            Sign(trend("="), "no change"),
            Sign(together(_modes(("classic",), 0)), "classic"),
            Sign(together(_modes(("trans",), 0)), "trans"),
            Sign(None, "(a) animals only"),
            line_sign("many studies", hue="grey", wide=6),
            Sign(_sends(), "sends IL-6"),
        ),
        sources=f"{counted(len(view.references), 'source')} in the course's table of IL-6 activities.",
        cards=_cards(view),
        looks={"drug": view.drug},
        rules=_rules(view),
    )


# ---------------------------------------------------------------------------- layout


def _page(view: IL6Body) -> Drawing:
    """Return the body in the middle, and the organs in two columns, each beside its place."""
    middle = PAGE / 2
    blocks = [_block(view, sector, _COLUMN, numbered=False) for sector in view.sectors]
    sides = _sides(blocks)
    size = HEIGHT * _FIGURE
    tall = max(size, *(sum(block.height + _BLOCK_GAP for block in column) for column in sides.values())) + 4
    figure_top = (tall - size) / 2
    marks: list[Mark] = [_figure(view).scaled(_FIGURE).at(middle, figure_top)]
    for side, column in sides.items():
        x = MARGIN if side == "left" else PAGE - MARGIN - _COLUMN
        wanted = [_anchor(block.sector, side).y + figure_top for block in column]
        places = spread(wanted, [block.height + _BLOCK_GAP for block in column], 0, tall)
        for block, place in zip(column, places, strict=True):
            top = place - block.height / 2
            edge = x + _COLUMN + 4 if side == "left" else x - 13
            end = _anchor(block.sector, side).moved(middle, figure_top)
            marks += [_stem(view, block.sector, Point(edge, place), end, block.height), block.mark.at(x, top)]
    names = _names(view, PAGE - 2 * MARGIN).at(middle, tall + 12)
    return Drawing((*marks, names), names.box.bottom + 4)


def _telephone(view: IL6Body, width: int) -> Drawing:
    """Return a small body above the list of organs: each shows its sums, and a chosen one opens."""
    factor = 0.74
    names = _names(view, width - 2 * MARGIN).at(width / 2, HEIGHT * factor + 18)
    blocks = [_block(view, sector, width - 2 * MARGIN, closed=view.organ != sector.key) for sector in view.sectors]
    marks = [_figure(view).scaled(factor).at(width / 2, 0), names]
    by_lines = [replace(block, height=len(block.sector.effects)) for block in blocks]
    for side, column in _sides(by_lines).items():
        for block in column:
            end = organ(block.sector.key).scaled(factor).ports[side].moved(width / 2, 0)
            marks.append(_tag(view, block.sector).at(end.x, end.y))
    top = names.box.bottom + 14
    for block in blocks:
        marks.append(block.mark.at(MARGIN, top))
        top += block.height + _BLOCK_GAP
    return Drawing(tuple(marks), top)


def _sides(blocks: Sequence[_Block]) -> dict[Side, list[_Block]]:
    """Return the organs of each side, from the head downwards; those in the middle go where there is more room."""
    sides: dict[Side, list[_Block]] = {"left": [], "right": []}
    free = []
    for block in blocks:
        middle = organ(block.sector.key).box.centre.x
        if abs(middle) <= 3:
            free.append(block)
        else:
            sides["left" if middle < 0 else "right"].append(block)
    for block in sorted(free, key=lambda each: -each.height):
        lower = min(sides, key=lambda side: sum(each.height for each in sides[side]))
        sides[lower].append(block)
    return {side: sorted(column, key=lambda each: _anchor(each.sector, side).y) for side, column in sides.items()}


def _anchor(sector: Sector, side: Side) -> Point:
    return organ(sector.key).scaled(_FIGURE).ports[side]


def _figure(view: IL6Body) -> Mark:
    shown = {sector.key: sector for sector in view.sectors}
    organs = [
        organ(key).named(shown[key].label, _organ_class(view, shown[key])).with_rows(Row("organ_sectors", key))
        for key in _BACK_TO_FRONT
        if key in shown
    ]
    return together([body(), *organs])


def _organ_class(view: IL6Body, sector: Sector) -> str | None:
    return "back" if view.organ not in ("", sector.key) else None


def _stem(view: IL6Body, sector: Sector, start: Point, end: Point, height: float) -> Mark:
    """Return the bar beside a block and the line from it to a dot on its organ, as wide as there are studies."""
    wide = _width(sum(effect.studies for effect in sector.effects))
    drawn = tie(start, end, height, _HUES[sector.key], wide)
    return replace(drawn, nodes=(Node.made("g", *drawn.nodes, class_=_classes(view, sector, sector.effects)),))


def _tag(view: IL6Body, sector: Sector) -> Mark:
    """Return the number of an organ in a ring, as it stands on the body and before its name."""
    number = view.sectors.index(sector) + 1
    ring = Node.made("circle", r=_TAG, fill="var(--page)", stroke=f"var(--{_HUES[sector.key]})", stroke_width=1.6)
    text = label(str(number), size=SMALL, anchor="middle").at(0, 4.3)
    return together([Mark((ring,), Box(-_TAG, -_TAG, _TAG, _TAG)), text])


def _width(studies: int) -> float:
    return min(7.0, 1.2 + 0.35 * studies)


# ---------------------------------------------------------------------------- one organ


def _block(view: IL6Body, sector: Sector, width: float, *, numbered: bool = True, closed: bool = False) -> _Block:
    """Return the name of an organ, what is measured there, who sends IL-6, and a line for each branch of effects."""
    head = label(first_upper(sector.label), weight="bold").at(2 * _TAG + 6 if numbered else 0, PLAIN)
    if numbered:
        head = together([_tag(view, sector).at(_TAG, PLAIN - 4.3), head])
    head = head.named(f"{first_upper(sector.label)}: show it alone", control="organ", value=sector.label)
    marks, y = [head.with_rows(Row("organ_sectors", sector.key))], _HEAD
    if sector.senders:
        marks.append(_senders(sector).at(width, PLAIN))
    if closed and sector.effects:
        marks.append(_sums(view, sector).at(width - 34, PLAIN - SMALL))
    if sector.readouts and not closed:
        measured = _measured(sector, width - 8).at(0, y + SMALL - 2)
        marks.append(measured)
        y += _LINE * len(measured.words)
    for effect in () if closed else sector.effects:
        marks.append(_effect(view, sector, effect, width).at(0, y))
        y += _LINE
    return _Block(sector, together(marks), y)


def _sums(view: IL6Body, sector: Sector) -> Mark:
    """Return how many studies saw more, less and no change in all lines of an organ together, right-aligned at 0."""
    some = sector.effects
    counts = _numbers(sum(each.up for each in some), sum(each.down for each in some), sum(each.same for each in some))
    return counts.named(f"{first_upper(sector.label)}: all studies", _classes(view, sector, some))


def _senders(sector: Sector) -> Mark:
    """Return the sign that cells of this organ send IL-6, right-aligned at x = 0."""
    sign = _sends()
    sent = sign.at(-sign.box.right, -4).named(f"IL-6 comes from: {', '.join(sector.senders)}")
    return sent.with_rows(*(Row("target_sectors", f"{name} source") for name in sector.senders))


@functools.cache
def _sends() -> Mark:
    """Return the sign of a place that sends IL-6: its four helices and an arrow that leaves, drawn in one stroke."""
    rods = [line_path([Point(x, -4.5), Point(x, 4.5)]) for x in (-4.5, -1.5, 1.5, 4.5)]
    away = line_path([Point(9, 0), Point(22, 0)]) + line_path([Point(18, -4), Point(22, 0), Point(18, 4)])
    look = {"fill": "none", "stroke": "var(--vermilion)"}
    return shape("path", Box(-6, -6, 23, 6), d="".join(rods) + away, stroke_width=2, **look)


def _measured(sector: Sector, width: float) -> Mark:
    words = [
        f"{readout.label} {''.join(_ARROWS[direction] for direction in readout.directions if direction)}".strip()
        for readout in sector.readouts
    ]
    text = label(f"measured: {', '.join(words)}", size=SMALL, colour="quiet", width=width)
    return text.with_rows(*(Row("rim_readouts", readout.key) for readout in sector.readouts))


def _effect(view: IL6Body, sector: Sector, effect: Effect, width: float) -> Mark:
    """Return one line, named and with the classes by which a drug or another organ changes its look."""
    told = f"{first_upper(sector.label)}, {effect.branch}: {counted(effect.studies, 'study', 'studies')}"
    return _drawn(effect, width).named(told, _classes(view, sector, (effect,)), card=effect.key)


@functools.lru_cache(maxsize=512)
def _drawn(effect: Effect, width: float) -> Mark:
    """Return one line: how it was shown to signal, what rises or falls, and how many studies saw it."""
    name = label(effect.branch, size=SMALL).at(_NAMES, SMALL)
    ask = label("?", size=SMALL, weight="bold", colour="vermilion").at(-9, SMALL)
    ask = replace(ask, nodes=(Node.made("g", *ask.nodes, class_="ask", display="none"),))
    counts, left = _counts(effect, width), name.box.right + 5
    beside = [] if effect.human else [label("(a)", size=SMALL, colour="quiet").at(left, SMALL)]
    left = beside[-1].box.right + 5 if beside else left
    readout = _readout(effect, counts.box.left - 8 - left, left)
    mark = together([*_modes(effect.modes, _LINE / 2), name, ask, counts, *beside, *readout])
    return mark.with_rows(
        *(Row("il6_activities", _row_key(row.target, row.effect, row.reference)) for row in effect.rows)
    )


def _readout(effect: Effect, room: float, left: float) -> list[Mark]:
    """Return the most studied readout that has `room`, an example of what was counted; nothing where none has."""
    for readout, _ in effect.readouts:
        text = label(readout, size=SMALL, colour="quiet")
        if text.box.width <= room:
            return [text.at(left, SMALL)]
    return []


def _row_key(target: str, effect: str, reference: str) -> str:
    return f"{target} {effect} {reference}"


def _modes(modes: Sequence[str], y: float) -> list[Mark]:
    """Return a disc for classic and a ring for trans signalling; nothing where no way was shown."""
    return [
        shape("circle", Box(x - 4, y - 4, x + 4, y + 4), cx=x, cy=y, r=3.4, fill=f"var(--{fill})", stroke="var(--ink)")
        for mode, x, fill in (("classic", 4.0, "ink"), ("trans", 13.0, "page"))
        if mode in modes
    ]


def _counts(effect: Effect, width: float) -> Mark:
    """Return the numbers of studies of one line, right-aligned at `width`."""
    return _numbers(effect.up, effect.down, effect.same).at(width, 0)


def _numbers(up: int, down: int, same: int) -> Mark:
    """Return numbers of studies, right-aligned at 0: a triangle up, a triangle down, an equals sign."""
    x, marks = 0.0, list[Mark]()
    for sign, studies in (("=", same), ("down", down), ("up", up)):
        if not studies:
            continue
        text = label(str(studies), size=SMALL, anchor="end").at(x, SMALL)
        x = text.box.left - 11
        marks += [text, trend(sign, x + 5, _LINE / 2)]
        x -= 5
    return together(marks)


def _names(view: IL6Body, width: float) -> Mark:
    names = [name for name in view.names if name != "IL-6"]
    others = f"Other names of IL-6 in papers up to {view.year}: {listed(names)}"
    words = others if names else f"Known by {view.year} as IL-6"
    return label(words, size=SMALL, colour="quiet", anchor="middle", width=width)


# ---------------------------------------------------------------------------- drugs


def _classes(view: IL6Body, sector: Sector, effects: Sequence[Effect]) -> str:
    """Return the classes by which a drug changes how `effects` look, and whether they stand back."""
    classes = ["back"] if view.organ not in ("", sector.key) else []
    for drug, _ in effects[0].verdicts if effects else ():
        verdicts = {dict(effect.verdicts)[drug] for effect in effects}
        classes.append(f"{drug}-{verdicts.pop() if len(verdicts) == 1 else 'partly'}")
    return " ".join(classes)


def _rules(view: IL6Body) -> str:
    rules = [
        "& .back{opacity:0.3}",
    ]
    drugs = [drug for drug, _ in view.effects[0].verdicts] if view.effects else []
    for drug in drugs:
        chosen = f'&[data-drug="{drug}"]'
        rules.append(f"{chosen} .{drug}-stops{{opacity:0.25}}")
        rules.append(f"{chosen} :is(.{drug}-undecided,.{drug}-partly) .ask{{display:inline}}")
    return "".join(rules)


# ---------------------------------------------------------------------------- words


def _counted_verdicts(view: IL6Body) -> dict[Verdict, int]:
    verdicts = [dict(effect.verdicts)[view.drug] for effect in view.effects]
    return {word: verdicts.count(word) for word in ("stops", "stays", "partly", "undecided")}


def _title(view: IL6Body) -> str:
    known = "" if view.year == view.last_year else f" by {view.year}"
    organs = len([sector for sector in view.sectors if sector.effects])
    if view.drug == NO_BLOCKER:
        return f"{first_upper(number_name(organs))} parts of the body, each with its own answer to IL-6{known}"
    counts = _counted_verdicts(view)
    if counts["stops"] == len(view.effects):
        return f"{first_upper(view.drug)} stops every effect of IL-6 on the map, wanted or not"
    open_ = counts["undecided"] + counts["partly"]
    return f"{view.drug} stops {counts['stops']} of {len(view.effects)} lines; of {open_} the evidence does not tell"


def _told(view: IL6Body) -> str:
    return " ".join(filter(None, (_seen(view), _alone(view))))


def _alone(view: IL6Body) -> str:
    """Return what stands in the place that was chosen, in words; nothing where all are shown alike."""
    for sector in view.sectors:
        if sector.key == view.organ:
            branches = listed([effect.branch for effect in sector.effects]) or "nothing yet"
            return f"{first_upper(sector.label)} alone shows {branches}."
    return ""


def _seen(view: IL6Body) -> str:
    most = max(view.sectors, key=lambda sector: sum(effect.studies for effect in sector.effects))
    studies = len(view.references)
    longest = "" if _alone(view) else f"; the longest list is that of {most.label}"  # a chosen place is told instead
    first = (
        f"By {view.year}, {counted(studies, 'study', 'studies')} show what IL-6 does in "
        f"{counted(len([s for s in view.sectors if s.effects]), 'place')}{longest}."
    )
    if view.drug == NO_BLOCKER:
        shown = {mode: sum(mode in effect.modes for effect in view.effects) for mode in ("classic", "trans")}
        told = f"{shown['classic']} rest on classic and {shown['trans']} on trans-signalling"
        rest = " in at least one study; for the others no study here tells" if longest else ""
        return f"{first} Of {counted(len(view.effects), 'line')}, {told}{rest}."
    counts = _counted_verdicts(view)
    parts = [f"{counts['stops']} stop"]
    parts += [f"{counts['stays']} stay"] if counts["stays"] else []
    undecided = counts["undecided"] + counts["partly"]
    parts += (
        [f"{undecided} cannot be decided as a whole, since the way of signalling is not known"] if undecided else []
    )
    return f"{first} Under {view.drug} {listed(parts)}."


def _cards(view: IL6Body) -> dict[str, Card]:
    """Return for each line of the map the rows behind it, each with its species, its system and its source."""
    known = tables.sources()
    cards = {}
    for sector in view.sectors:
        for effect in sector.effects:
            cards[effect.key] = Card(
                f"{first_upper(sector.label)}: {effect.branch}",
                tuple(_told_row(row, known) for row in effect.rows),
                {known[key].name: known[key].link for key in effect.references},
            )
    return cards


def _told_row(row: Activity, known: Mapping[str, tables.Source]) -> str:
    way = "way of signalling not shown" if row.signalling_mode == "unspecified" else f"{row.signalling_mode} signalling"
    names = listed([known[key].name for key in row.reference.split(";")])
    return f"{first_upper(row.effect)} ({row.species}; {row.system}; {way}): {names}."


def _table(view: IL6Body) -> dict[str, list[str | int]]:
    """Return a row for each line of the map; the rows of the table behind it open with a click on the line."""
    known = tables.sources()
    lines = [(sector, effect) for sector in view.sectors for effect in sector.effects]
    return {
        "place": [sector.label for sector, _ in lines],
        "effects": [effect.branch for _, effect in lines],
        "studies": [effect.studies for _, effect in lines],
        "saw more": [effect.up for _, effect in lines],
        "saw less": [effect.down for _, effect in lines],
        "saw no change": [effect.same for _, effect in lines],
        "people or human cells": ["yes" if effect.human else "no" for _, effect in lines],
        "way of signalling": [", ".join(effect.modes) or "not shown" for _, effect in lines],
        "sources": ["; ".join(known[key].name for key in effect.references) for _, effect in lines],
    }
