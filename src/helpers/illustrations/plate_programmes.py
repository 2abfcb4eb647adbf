"""The plate of helper cells: a line for each programme, from who tells it to whom it fights, and what goes wrong."""

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from helpers import tables
from helpers.illustrations.arrows import Effect, arrow
from helpers.illustrations.cells import cell
from helpers.illustrations.enemies import Enemy, enemy
from helpers.illustrations.illustration import MARGIN, PAGE, Drawing, Illustration, cited_by
from helpers.illustrations.lettering import SMALL, label
from helpers.illustrations.mark import Mark, Row, together
from helpers.illustrations.molecules import transcription_factor
from helpers.illustrations.signs import Sign, arrow_sign, factor_sign
from helpers.illustrations.standing import messenger_mark
from helpers.illustrations.svg import Box, Point
from helpers.views.programmes import HelperProgramme, HelperProgrammes, ProgrammeItem, Slot
from helpers.words import first_upper, listed, number_name

_CELL = 22.0  # radius of a cell
_SIDE = 37.0  # from the middle of a cell to where arrows end beside its factor
_ENEMY = 23.0  # half the width of what it fights
_SIZE = 7.5  # half the height of a messenger
_HUES = ("vermilion", "green", "purple", "orange", "blue", "grey")  # of the factors, in their order
_ENDS: Mapping[Slot, str] = {"excess": "too much", "lack": "lacking", "drug": "blocked by"}


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the parts of a line stand: middles of the four columns, where the words begin, and their width.

    `beside`: the words stand beside the line, with the name of who is acted on at its sign; else all below it, and
    the first three stand where the line has room.
    """

    told: float
    cell: float
    made: float
    fought: float
    ends: float
    words: float
    beside: bool


_WIDE = _Places(told=126, cell=256, made=358, fought=446, ends=574, words=194, beside=True)
_NARROW = _Places(told=0, cell=0, made=0, fought=323, ends=MARGIN, words=332, beside=False)


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
            arrow_sign("stimulates", "tells or helps"),
            arrow_sign("moves", "makes"),
            arrow_sign("inhibits", "fights or holds back"),
            factor_sign("decides", "grey"),
            Sign(cell("round", 8, "none", "sky"), "T cell"),
            Sign(cell("round", 8, "none", "orange"), "innate cell"),
            Sign(messenger_mark("", "", _SIZE), "a messenger whose shape is not told here"),
            Sign(None, "(m) mice, ? disputed"),
        ),
        sources=f"{tables.short_names(';'.join(references))}.",
        looks={"programme": view.chosen},
        rules="".join(
            f'&[data-programme="{each.name}"] .programme:not(.{each.name}){{opacity:.65}}' for each in view.programmes
        ),
    )


# ---------------------------------------------------------------------------- layout


def _laid_out(view: HelperProgrammes, width: int) -> Drawing:
    hues = dict(zip(view.factors, _HUES * len(view.factors), strict=False))
    at = _WIDE if width == PAGE else _NARROW
    marks: list[Mark] = [_heads(at)] if at.beside else []
    top = marks[0].box.bottom + 5 if marks else 2.0
    for each in view.programmes:
        line = _line(view, each, hues, at)
        mark = line.at(0, top - line.box.top)
        name = f"{each.name}: show its programme"
        marks.append(mark.named(name, f"programme {each.name}", control="programme", value=each.name))
        top = mark.box.bottom + (3 if at.beside else 18)
    return Drawing(tuple(marks), top)


def _heads(at: _Places) -> Mark:
    """Return the heads of the columns."""
    middles = {"told by": at.told, "decides": at.cell, "makes": at.made}
    marks = [label(words, size=SMALL, colour="quiet", anchor="middle").at(x, SMALL) for words, x in middles.items()]
    lefts = {"acts on": at.fought - _ENEMY, "goes wrong, and is blocked by": at.ends}
    return together([*marks, *(label(words, size=SMALL, colour="quiet").at(x, SMALL) for words, x in lefts.items())])


def _line(view: HelperProgrammes, one: HelperProgramme, hues: Mapping[str, str], at: _Places) -> Mark:
    """Return a programme from left to right; its middle line is y = 0."""
    told = _messengers(view, one, "instruct", across=2 if at.beside else 1)
    made = _messengers(view, one, "output", across=1)
    at = at if at.beside else _even(at, told.box.width, made.box.width)
    told, made = _middled(told, at.told), _middled(made, at.made)
    acted = _enemy(one, beside=at.beside).at(at.fought, 0)
    body = _cell(one, hues).at(at.cell, 0)
    marks = [told, body, made, acted]
    if one.of("instruct"):
        marks.append(_way(Point(told.box.right + 3, 0), Point(at.cell - _SIDE, 0), "stimulates"))
    marks.append(_way(Point(at.cell + _SIDE, 0), Point(made.box.left - 3, 0), "moves"))
    marks.append(_way(Point(made.box.right + 3, 0), Point(at.fought - _ENEMY, 0), _effect(one)))
    name, ends = label(one.name, weight="bold"), _ends(one, at)
    if at.beside:
        return together([*marks, name.at(MARGIN, 4.5), ends.at(at.ends, -ends.box.centre.y)])
    whole = together(marks)
    return together([name.at(MARGIN, whole.box.top - 6), whole, ends.at(at.ends, whole.box.bottom + 8 - ends.box.top)])


def _even(at: _Places, told: float, made: float) -> _Places:
    """Return places with arrows of equal length, for messengers that are so wide on both sides of the cell."""
    way = (at.fought - _ENEMY - MARGIN - told - 2 * _SIDE - made) / 3
    cell = MARGIN + told + way + _SIDE
    return replace(at, told=MARGIN + told / 2, cell=cell, made=cell + _SIDE + way + made / 2)


def _way(start: Point, end: Point, effect: Effect) -> Mark:
    return arrow(start, end, effect, colour="quiet")


def _effect(one: HelperProgramme) -> Effect:
    return "stimulates" if any(item.effect == "helps" for item in one.of("enemy")) else "inhibits"


def _middled(mark: Mark, x: float) -> Mark:
    return mark.at(x - mark.box.centre.x, -mark.box.centre.y)


def _messengers(view: HelperProgrammes, one: HelperProgramme, slot: Slot, across: int) -> Mark:
    """Return the messengers of a slot, more than two in `across` columns; words where none was established."""
    items = one.of(slot)
    if not items:
        return label("not established", size=SMALL, colour="quiet", anchor="middle", width=84).at(0, 4)
    across = across if len(items) > 2 else 1
    marks = [
        _messenger(view, item).at(72 * (i % across), 20 * (i // across)).with_rows(Row("helper_programmes", item.key))
        for i, item in enumerate(items)
    ]
    return together(marks)


def _messenger(view: HelperProgrammes, item: ProgrammeItem) -> Mark:
    fold, form = view.folds.get(item.item, ("", ""))
    mark = messenger_mark(fold, "" if fold else form, _SIZE)
    words = label(item.item, size=SMALL, weight="bold").at(_SIZE + 4, 4.3)
    return together([mark, words, *_caveat(item, words.box.right + 3)])


def _caveat(item: ProgrammeItem, x: float, y: float = 4.3) -> list[Mark]:
    """Return the signs of an item as a mark, where it has any."""
    signs = " ".join(_signs(item))
    return [label(signs, size=SMALL, colour="quiet").at(x, y)] if signs else []


def _signs(item: ProgrammeItem) -> list[str]:
    """Return the signs of what is disputed, and of what was shown in mice only."""
    return [*(["?"] if item.disputed else []), *(["(m)"] if item.species == "mouse" else [])]


def _cell(one: HelperProgramme, hues: Mapping[str, str]) -> Mark:
    """Return the cell with the factor that decides in its nucleus."""
    marks = [cell("round", _CELL, "none", "sky" if one.kind == "T cell" else "orange")]
    for item in one.of("factor"):
        factor = transcription_factor(item.item, hues[item.item])
        factor = together([factor, *_caveat(item, factor.box.right - 10, -12)])
        marks.append(factor.with_rows(Row("helper_programmes", item.key)))
    return together(marks)


def _enemy(one: HelperProgramme, *, beside: bool) -> Mark:
    """Return whom a cell fights or helps, with the name `beside` it or without."""
    marks: list[Mark] = []
    for item in one.of("enemy"):
        parts = [enemy(cast("Enemy", item.sign)).scaled(0.85)]
        if beside:
            words = label(item.item, size=SMALL, width=100)
            parts.append(words.at(_ENEMY + 3, -words.box.centre.y))
        marks.append(together(parts).with_rows(Row("helper_programmes", item.key)))
    return together(marks) if marks else Mark((), Box(-20, -20, 20, 20))


def _ends(one: HelperProgramme, at: _Places) -> Mark:
    """Return what goes wrong, and the drugs that block it, as words one below the other; first who is acted on."""
    marks: list[Mark] = []
    y = 0.0
    heads: dict[Slot, str] = {**({} if at.beside else {"enemy": "acts on"}), **_ENDS}
    for slot, head in heads.items():
        items = one.of(slot)
        if not items:
            continue
        names = ", ".join("\u00a0".join([item.item, *_signs(item)]) for item in items)
        words = label(f"{head}: {names}", size=SMALL, width=at.words).at(0, y)
        marks.append(words.with_rows(*(Row("helper_programmes", item.key) for item in items)))
        y = words.box.bottom + SMALL + 1
    return together(marks) if marks else Mark((), Box(0, 0, 0, 0))


# ---------------------------------------------------------------------------- words


def _shown(view: HelperProgrammes) -> Sequence[HelperProgramme]:
    return (view.marked,) if view.marked else view.programmes


def _title(view: HelperProgrammes) -> str:
    one = view.marked
    if one:
        return f"{one.name}: {listed(one.names('factor'))} → {listed(one.names('output'))} {_turned(one)}"
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
    """Return what the title leaves out: who tells it, what goes wrong, and what blocks it."""
    names = [item.told for item in one.of("instruct")] or ["nobody that is established"]
    parts = [f"{one.name}: {listed(names)} {'tells' if len(names) == 1 else 'tell'} it"]
    ends = {head: [item.told for item in one.of(slot)] for slot, head in _ENDS.items()}
    parts += [f"{head}: {listed(told)}" for head, told in ends.items() if told]
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
