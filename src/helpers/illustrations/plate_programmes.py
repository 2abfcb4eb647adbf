"""The plate of helper cells: a line for each programme, from who tells it to whom it fights, and what goes wrong."""

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from helpers import tables
from helpers.illustrations.arrows import Effect, arrow
from helpers.illustrations.cells import cell
from helpers.illustrations.enemies import Enemy, enemy
from helpers.illustrations.illustration import MARGIN, PAGE, Drawing, Illustration, cited_by
from helpers.illustrations.lettering import SMALL, label
from helpers.illustrations.mark import Mark, Row, together
from helpers.illustrations.molecules import transcription_factor
from helpers.illustrations.signs import Sign, Trend, arrow_sign, factor_sign, trend
from helpers.illustrations.standing import messenger_mark
from helpers.illustrations.svg import Box, Point
from helpers.views.programmes import HelperProgramme, HelperProgrammes, ProgrammeItem, Slot
from helpers.words import first_upper, listed, number_name

_CELL = 21.0  # radius of a cell
_ENEMY = 23.0  # half the width of what it fights
_SIZE = 7.5  # half the height of a messenger
_HUES = ("vermilion", "green", "purple", "orange", "blue", "grey")  # of the factors, in their order
_ENDS: Mapping[Slot, tuple[str, Trend | None]] = {
    "excess": ("too much", "up"), "lack": ("lacking", "down"), "drug": ("drug", None)
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the parts of a line stand: middles of the four columns, where the words on the right begin, their width.

    `beside`: the name of who is fought stands beside it, not below.
    """

    told: float
    cell: float
    made: float
    fought: float
    ends: float
    words: float
    beside: bool


_WIDE = _Places(told=122, cell=254, made=364, fought=464, ends=584, words=182, beside=True)
_NARROW = _Places(told=76, cell=246, made=76, fought=246, ends=MARGIN, words=332, beside=False)


def helper_programmes(view: HelperProgrammes) -> Illustration:
    """Return the programmes of helper cells, one line each; the chosen one stands out."""
    references = dict.fromkeys(key for each in _shown(view) for item in each.items for key in item.references)
    return Illustration(
        name="helper-programmes",
        title=_title(view),
        description=_told(view),
        table=_table(view),
        draw=functools.partial(_laid_out, view),
        key=(
            arrow_sign("stimulates", "tells, helps"),
            arrow_sign("moves", "makes"),
            arrow_sign("inhibits", "fights or holds back"),
            factor_sign("decides", "vermilion"),
            Sign(cell("round", 8, "none", "sky"), "T cell"),
            Sign(cell("round", 8, "none", "orange"), "innate cell"),
            Sign(trend("up"), "too much of it"),
            Sign(trend("down"), "lacking"),
            Sign(None, "Blue: drug; m: shown in mice; ?: disputed"),
        ),
        sources=f"{tables.short_names(';'.join(references))}.",
        looks={"programme": view.chosen},
        rules="".join(
            f'&[data-programme="{each.name}"] .programme:not(.{each.name}){{opacity:.25}}' for each in view.programmes
        ),
    )


# ---------------------------------------------------------------------------- layout


def _laid_out(view: HelperProgrammes, width: int) -> Drawing:
    hues = dict(zip(view.factors, _HUES * len(view.factors), strict=False))
    marks: list[Mark] = []
    top = 6.0
    for each in view.programmes:
        line = _page_line(view, each, hues) if width == PAGE else _telephone_line(view, each, hues)
        mark = line.at(0, top - line.box.top)
        name = f"{each.name}: show its programme"
        marks.append(mark.named(name, f"programme {each.name}", control="programme", value=each.name))
        top = mark.box.bottom + (5 if width == PAGE else 26)
    return Drawing(tuple(marks), top)


def _page_line(view: HelperProgrammes, one: HelperProgramme, hues: Mapping[str, str]) -> Mark:
    """Return a programme from left to right; its middle line is y = 0."""
    at = _WIDE
    told = _middled(_messengers(view, one, "instruct"), at.told)
    made = _middled(_messengers(view, one, "output"), at.made)
    ends = _ends(one, at.words)
    marks = [
        label(one.name, weight="bold").at(MARGIN, 4.5), told, _cell(one, hues).at(at.cell, 0), made,
        _enemy(one, beside=at.beside).at(at.fought, 0), ends.at(at.ends, -ends.box.centre.y),
    ]  # fmt: skip
    body = at.cell - _CELL - 18, at.cell + _CELL + 18
    if one.of("instruct"):
        marks.append(_way(Point(told.box.right + 4, 0), Point(body[0], 0), "stimulates"))
    marks.append(_way(Point(body[1], 0), Point(made.box.left - 5, 0), "moves"))
    marks.append(_way(Point(made.box.right + 5, 0), Point(at.fought - _ENEMY, 0), _effect(one)))
    return together(marks)


def _telephone_line(view: HelperProgrammes, one: HelperProgramme, hues: Mapping[str, str]) -> Mark:
    """Return a programme in two lines, to the cell and on from it, with the words below."""
    at = _NARROW
    told = _middled(_messengers(view, one, "instruct"), at.told)
    made = _middled(_messengers(view, one, "output"), at.made)
    body, ends = _cell(one, hues).at(at.cell, 0), _ends(one, at.words)
    name = label(one.name, weight="bold", anchor="middle").at(at.cell, -_CELL - 5)
    low = body.box.bottom + 44
    second, third = made.at(0, low), _enemy(one, beside=at.beside).at(at.fought, low)
    marks = [told, body, name, second, third]
    if one.of("instruct"):
        marks.append(_way(Point(told.box.right + 4, 0), Point(at.cell - _CELL - 18, 0), "stimulates"))
    marks.append(_way(Point(at.cell - _CELL + 4, 13), Point(second.box.right + 4, second.box.top), "moves"))
    marks.append(_way(Point(second.box.right + 5, low), Point(at.fought - _ENEMY, low), _effect(one)))
    below = max(second.box.bottom, third.box.bottom) + 8
    return together([*marks, ends.at(at.ends, below - ends.box.top)])


def _way(start: Point, end: Point, effect: Effect) -> Mark:
    return arrow(start, end, effect, colour="quiet")


def _effect(one: HelperProgramme) -> Effect:
    return "stimulates" if any(item.effect == "helps" for item in one.of("enemy")) else "inhibits"


def _middled(mark: Mark, x: float) -> Mark:
    return mark.at(x - mark.box.centre.x, -mark.box.centre.y)


def _messengers(view: HelperProgrammes, one: HelperProgramme, slot: Slot) -> Mark:
    """Return the messengers of a slot in up to two columns; words where none was established."""
    items = one.of(slot)
    if not items:
        return label("no row yet", size=SMALL, colour="quiet", anchor="middle").at(0, 4)
    across = 2 if len(items) > 2 and slot == "instruct" else 1
    marks = [
        _messenger(view, item).at(70 * (i % across), 20 * (i // across)).with_rows(Row("helper_programmes", item.key))
        for i, item in enumerate(items)
    ]
    return together(marks)


def _messenger(view: HelperProgrammes, item: ProgrammeItem) -> Mark:
    fold, form = view.folds.get(item.item, ("", ""))
    hue = "vermilion" if item.slot == "instruct" else "blue"
    mark = messenger_mark(fold, "" if fold else form, _SIZE, hue)
    words = label(item.item, size=SMALL, weight="bold").at(_SIZE + 4, 4.3)
    return together([mark, words, *_caveat(item, words.box.right + 3)])


def _caveat(item: ProgrammeItem, x: float) -> list[Mark]:
    """Return the signs of what is disputed, and of what was shown in mice only."""
    signs = f"{'?' if item.disputed else ''}{'m' if item.species == 'mouse' else ''}"
    return [label(signs, size=SMALL, colour="quiet").at(x, 4.3)] if signs else []


def _cell(one: HelperProgramme, hues: Mapping[str, str]) -> Mark:
    """Return the cell with the factor that decides in its nucleus."""
    body = cell("round", _CELL, "none", "sky" if one.kind == "T cell" else "orange")
    marks = [body]
    for item in one.of("factor"):
        sign = [mark.at(0, _CELL) for mark in _caveat(item, _CELL - 4)]
        factor = together([transcription_factor(item.item, hues[item.item]), *sign])
        marks.append(factor.with_rows(Row("helper_programmes", item.key)))
    return together(marks)


def _enemy(one: HelperProgramme, *, beside: bool) -> Mark:
    """Return whom a cell fights or helps, with the name `beside` it or below."""
    marks: list[Mark] = []
    for item in one.of("enemy"):
        drawn = enemy(cast("Enemy", item.sign)).scaled(0.85)
        if beside:
            words = label(item.item, size=SMALL, width=94)
            words = words.at(_ENEMY + 3, -words.box.centre.y)
        else:
            words = label(item.item, size=SMALL, anchor="middle", width=112).at(0, 18 + SMALL)
        marks.append(together([drawn, words]).with_rows(Row("helper_programmes", item.key)))
    return together(marks) if marks else Mark((), Box(-20, -20, 20, 20))


def _ends(one: HelperProgramme, width: float) -> Mark:
    """Return what goes wrong, and the drugs, as words one below the other."""
    marks: list[Mark] = []
    y = 0.0
    for slot, (_, way) in _ENDS.items():
        items = one.of(slot)
        if not items:
            continue
        text = ", ".join(item.item for item in items)
        words = label(text, size=SMALL, width=width - 14, colour="ink" if way else "blue").at(14, y)
        parts = [words, trend(way, 5, y - 4.3)] if way else [words]
        marks.append(together(parts).with_rows(*(Row("helper_programmes", item.key) for item in items)))
        y = words.box.bottom + SMALL + 1
    return together(marks) if marks else Mark((), Box(0, 0, 0, 0))


# ---------------------------------------------------------------------------- words


def _shown(view: HelperProgrammes) -> Sequence[HelperProgramme]:
    return (view.marked,) if view.marked else view.programmes


def _title(view: HelperProgrammes) -> str:
    one = view.marked
    if one:
        told, factor = listed(one.names("instruct")), listed(one.names("factor"))
        what = f"{listed(one.names('output'))} {_turned(one)}"
        return f"{one.name}: {f'{told} → ' if told else ''}{factor} → {what}"
    shared = sum(len({each.kind for each in served}) > 1 for served in view.factors.values())
    many, some = number_name(len(view.programmes)), first_upper(number_name(len(view.factors)))
    return f"{some} factors make {many} programmes; T and innate cells share {number_name(shared)}"


def _turned(one: HelperProgramme) -> str:
    """Return for or against whom a cell works."""
    return f"{'for' if _effect(one) == 'stimulates' else 'against'} {listed(one.names('enemy'))}"


def _told(view: HelperProgrammes) -> str:
    if view.marked:
        return _programme_told(view.marked)
    served = [f"{name} for {listed([each.name for each in some])}" for name, some in view.factors.items()]
    return f"The factor that decides is {listed(served)}."


def _programme_told(one: HelperProgramme) -> str:
    names = [item.told for item in one.of("instruct")]
    told = f"{listed(names)} {'tells' if len(names) == 1 else 'tell'} it, " if names else ""
    made = f"it makes {listed(one.names('output'))} {_turned(one)}"
    parts = [f"{one.name}: {told}{listed(one.names('factor'))} decides, {made}"]
    parts += [f"{head}: {listed(one.names(slot))}" for slot, (head, _) in _ENDS.items() if one.of(slot)]
    return f"{'; '.join(parts)}."


def _table(view: HelperProgrammes) -> dict[str, list[str]]:
    items = [item for each in _shown(view) for item in each.items]
    sources = cited_by(tuple(dict.fromkeys(key for item in items for key in (item.reference, item.against) if key)))
    return {
        "programme": [item.programme for item in items],
        "kind": [item.kind for item in items],
        "slot": [item.slot for item in items],
        "what": [item.item for item in items],
        "species": [item.species for item in items],
        "source": [sources[item.reference] for item in items],
        "disputed by": [sources[item.against] if item.against else "" for item in items],
    }
