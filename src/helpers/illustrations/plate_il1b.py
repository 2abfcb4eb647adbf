"""The plate of IL-1β from gene to release: two signals at the sides, the product rising between them."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass

from helpers import tables
from helpers.illustrations.arrows import arrow
from helpers.illustrations.cells import gene, inflammasome, membrane, microbe, pore, pore_piece, spiked
from helpers.illustrations.illustration import MARGIN, Drawing, Illustration
from helpers.illustrations.lettering import HEAD, SMALL, label
from helpers.illustrations.mark import Mark, Row, shape, together
from helpers.illustrations.molecules import ligand, messenger_rna, precursor, protease, transcription_factor
from helpers.illustrations.receptors import receptor_sign
from helpers.illustrations.signs import Sign, arrow_sign, line_sign
from helpers.illustrations.standing import MEMBRANE
from helpers.illustrations.svg import Box, Node, Point, line_path
from helpers.views.il1b import NOTHING_MISSING, IL1BRelease, IL1BStep, IL1BThing, ThingLine

_COLUMNS = 3
_LINES: Mapping[ThingLine, float] = {"signal 1": 0.5, "product": 1.5, "pore": 1.98, "signal 2": 2.55}
"""Where each line of things stands, in columns from the left."""
_OUTSIDE = 42.0  # middle of what is outside
_FACE = 122.0  # outer face of the membrane
_CYTOSOL = (_FACE + MEMBRANE + 28, _FACE + MEMBRANE + 226)
_NUCLEUS = (_CYTOSOL[1] - 56, _CYTOSOL[1] + 32)
_FLOOR = _NUCLEUS[1] + 10
_BOW = 12.0  # by how much a steep arrow of the protease bends, off the name above it


@dataclass(frozen=True, slots=True)
class _Unit:
    """A thing with its name: the mark, and the box at which arrows end."""

    thing: IL1BThing
    mark: Mark
    box: Box
    x: float


def il1b_release(view: IL1BRelease) -> Illustration:
    """Return the making of IL-1β: what a step adds stands out, what comes later or cannot happen is pale."""
    keys = ";".join(dict.fromkeys(key for each in view.steps for key in each.reference.split(";")))
    return Illustration(
        name="il1b-release",
        title=_title(view),
        description=_told(view),
        table=_table(view),
        draw=functools.partial(_laid_out, view),
        key=(
            arrow_sign("stimulates", "acts on"),
            arrow_sign("moves", "becomes or goes"),
            line_sign("this step", hue="orange", wide=3),
            Sign(None, "Pale: not at work"),
        ),
        sources=f"{tables.short_names(keys)}.",
        rules="& .pale{opacity:.2}",
    )


# ---------------------------------------------------------------------------- layout


def _laid_out(view: IL1BRelease, width: int) -> Drawing:
    inner = width - 2 * MARGIN
    column = inner / _COLUMNS
    units = {thing.key: _unit(view, thing, column) for thing in view.things}
    marks = [_ground(column, inner), *_heads(view, column)]
    for each in view.steps:
        drawn = _arrows(view, each, units)
        pale = "pale" if each.number > view.step or not each.happens else None
        marks.append(
            drawn.named(f"Step {each.number}: {each.told}", pale).with_rows(Row("il1b_steps", str(each.number)))
        )
    for unit in units.values():
        pale = "pale" if unit.thing.begins > view.step or not unit.thing.there else None
        marks.append(unit.mark.named(unit.thing.key, pale).with_rows(Row("il1b_actors", unit.thing.key)))
    return Drawing((together(marks).at(MARGIN, 0),), _FLOOR + 8)


def _ground(column: float, width: float) -> Mark:
    """Return the cell: its inside, its membrane, and the nucleus at the left."""
    look = {"rx": 10, "fill": "var(--inside)"}
    high = _FLOOR - _FACE
    inside = shape("rect", Box(0, _FACE, width, _FLOOR), y=_FACE, width=width, height=high, **look)
    wide = column - 8
    tall = _NUCLEUS[1] - _NUCLEUS[0]
    nucleus = shape("rect", Box(4, _NUCLEUS[0], 4 + wide, _NUCLEUS[1]), x=4, y=_NUCLEUS[0], width=wide, height=tall,
                    rx=26, fill="var(--page)", stroke="var(--line)")  # fmt: skip
    word = label("nucleus", size=SMALL, colour="quiet").at(22, _NUCLEUS[1] - 9)
    return together([inside, nucleus, word, membrane(width, MEMBRANE).at(0, _FACE)])


def _heads(view: IL1BRelease, column: float) -> list[Mark]:
    """Return the names of the two signals over their columns."""
    marks = []
    for line, place in _LINES.items():
        if line.startswith("signal"):
            words = f"No {line}" if line == view.missing else line.capitalize()
            marks.append(label(words, size=HEAD, weight="bold", anchor="middle").at(column * place, HEAD))
    return marks


def _unit(view: IL1BRelease, thing: IL1BThing, column: float) -> _Unit:
    """Return a thing where it belongs: its column by its line, its height by its place and its turn."""
    x = column * _LINES[thing.line]
    drawn = _drawn(thing, column)
    if thing.kind == "factor":  # its name stands on it
        mark = drawn.at(x, _height(view, thing))
        return _Unit(thing, mark, mark.box, x)
    if thing.place == "membrane":
        return _in_membrane(thing, drawn.at(x, _FACE), x, column)
    mark = drawn.at(x, _height(view, thing))
    name = label(thing.key, size=SMALL, anchor="middle", width=column - 12).at(x, mark.box.bottom + SMALL + 3)
    return _Unit(thing, together([mark, name]), Box(mark.box.left, mark.box.top, mark.box.right, name.box.bottom), x)


def _in_membrane(thing: IL1BThing, mark: Mark, x: float, column: float) -> _Unit:
    if thing.line == "product":  # something passes through it: its name stands aside
        name = label(thing.key, size=SMALL, anchor="end", width=column - 30)
        name = name.at(x - 16, _FACE - 8 - (name.box.bottom - SMALL * 0.25) + 2)
        return _Unit(thing, together([mark, name]), mark.box, x)
    name = label(thing.key, size=SMALL, anchor="middle", width=column - 12)
    name = name.at(x, mark.box.bottom + SMALL + 1)
    return _Unit(thing, together([mark, name]), Box(mark.box.left, mark.box.top, mark.box.right, name.box.bottom), x)


def _height(view: IL1BRelease, thing: IL1BThing) -> float:
    """Return the height of what is not in the membrane; in the cytosol signals go down and the product rises."""
    if thing.place == "outside":
        return _OUTSIDE
    if thing.place == "nucleus":
        return (_NUCLEUS[0] + _NUCLEUS[1]) / 2 - 4
    mates = [each for each in view.things if (each.line, each.place) == (thing.line, thing.place)]
    mates.sort(key=lambda each: each.begins, reverse=thing.line == "product")
    lows: Mapping[ThingLine, float] = {
        "signal 1": _NUCLEUS[0] - 16,
        "pore": _CYTOSOL[0] + 32,
        "product": _NUCLEUS[1] - 14,
    }  # the product begins beside the gene
    low = lows.get(thing.line, _CYTOSOL[1])
    top = _CYTOSOL[0]
    share = (mates.index(thing) + 0.5) / len(mates)
    return top + share * (low - top) - 8


def _drawn(thing: IL1BThing, column: float) -> Mark:
    marks: Mapping[str, Mark] = {
        "microbe": microbe(),
        "danger": spiked(),
        "receptor": _through(),
        "sensor": _leak(),
        "messenger RNA": messenger_rna(),
        "precursor": precursor(),
        "mature": ligand("β-trefoil", size=12),
        "inflammasome": inflammasome(20),
        "protease": protease(),
        "pore piece": pore_piece(),
        "pore": pore(MEMBRANE),
    }
    if thing.kind == "factor":
        return transcription_factor(thing.key)
    if thing.kind == "gene":
        long = min(110.0, column - 34)
        return gene(long).at(-long / 2, 0)
    return marks[thing.kind]


def _through() -> Mark:
    rod = Node.made("path", d=line_path([Point(0, 0), Point(0, MEMBRANE + 8)]), stroke="var(--green)", stroke_width=5)
    return together([receptor_sign(size=8), Mark((rod,), Box(-3, 0, 3, MEMBRANE + 8))])


def _leak() -> Mark:
    out = arrow(Point(0, MEMBRANE + 8), Point(0, -14), "moves", colour="purple", width=2)
    return together([pore(MEMBRANE, "purple"), out])


def _arrows(view: IL1BRelease, step: IL1BStep, units: Mapping[str, _Unit]) -> Mark:
    """Return the arrow of a step with its number, and a second one from what it needs, at what that acts on."""
    start, end = units[step.actor], units[step.object]
    new = step.number == view.step
    look = {"colour": "orange" if new else "ink", "width": 3.0 if new else 1.6}
    first, last = _ends(start, end)
    way = arrow(first, last, "moves" if step.becomes else "stimulates", **look)
    marks = [way]
    needed = units.get(step.needs)
    if needed and needed.thing.kind == "protease":
        here, there = _cut(needed, start)
        bend = _BOW if _steep(here, there) else 0
        marks += [arrow(here, there, "stimulates", bend=-bend, **look), _cuts(here, there, step.number, bold=new)]
    number = label(str(step.number), size=SMALL, weight="bold" if new else "normal", colour="ink" if new else "quiet")
    right = end.thing.line == "signal 2" or start.thing.line == "signal 2"
    return together([*marks, number.at(*_number_place(first, last, 0 if right else -16 - number.box.width))])


def _number_place(first: Point, last: Point, aside: float) -> tuple[float, float]:
    """Return where the number of an arrow stands: `aside` of its right, above a level one, outside what leaves."""
    x, y = (first.x + last.x) / 2, (first.y + last.y) / 2
    if abs(first.y - last.y) < min(20, abs(first.x - last.x)):
        return x, y - 6
    if last.y < _FACE < _FACE + MEMBRANE < first.y:
        return x + 8, (last.y + _FACE) / 2 + 4
    shallow = abs(first.x - last.x) > abs(first.y - last.y)
    return x + 8 + aside, y + (12 if shallow else 4)


def _cuts(first: Point, last: Point, step: int, *, bold: bool) -> Mark:
    """Return what a protease does, below its arrow and as far from it as the word needs, where there is most room."""
    word = label(f"{step} cuts", size=SMALL, weight="bold" if bold else "normal", colour="ink" if bold else "quiet")
    far = first.far_from(last)
    middle = first.towards(last, (0.72 if _steep(first, last) else 0.55) * far)
    aside = Point((last.y - first.y) / far, (first.x - last.x) / far)
    off = abs(aside.x) * word.box.width / 2 + abs(aside.y) * word.box.height / 2 + 2
    off += 0.8 * _BOW if _steep(first, last) else 0
    return word.at(middle.x + off * aside.x - word.box.width / 2, middle.y + off * aside.y - word.box.centre.y)


def _steep(first: Point, last: Point) -> bool:
    return abs(last.y - first.y) > abs(last.x - first.x)


def _cut(protease: _Unit, start: _Unit) -> tuple[Point, Point]:
    """Return where an arrow leaves a protease and reaches what it cuts: its side, its foot where that lies high."""
    side, across = start.box.right + 3, start.box.top + 13
    leave = Point(protease.box.left - 2, protease.box.top + 13)
    low = leave.y - across > leave.x - side
    return leave, Point(min(side, start.x + 4), start.box.bottom) if low else Point(side, across)


def _ends(start: _Unit, end: _Unit) -> tuple[Point, Point]:
    """Return where an arrow leaves one thing and reaches another: from edge to edge, up, down or across."""
    one, other = start.box, end.box
    if start.thing.line == end.thing.line:
        if one.top < other.top:
            return Point(start.x, one.bottom + 1), Point(end.x, other.top - 1)
        return Point(start.x, one.top - 1), Point(end.x, other.bottom + 1)
    right = one.centre.x < other.centre.x
    leave = Point(one.right + 2 if right else one.left - 2, min(one.centre.y, one.top + 14))
    if other.top <= leave.y <= other.bottom:
        return leave, Point(other.left - 2 if right else other.right + 2, leave.y)
    reach = other.left - 2 if right else other.right + 2
    return leave, Point(reach, other.bottom - 2 if leave.y > other.bottom else other.centre.y)


def _sentence(view: IL1BRelease, step: IL1BStep) -> str:
    head = f"Step {step.number} of {len(view.steps)}"
    return f"{head}. {step.told}" if step.happens else f"{head} cannot happen without {view.missing}. ({step.told})"


# ---------------------------------------------------------------------------- words


def _title(view: IL1BRelease) -> str:
    if view.released:
        return "IL-1β needs two signals: one makes it, one cuts it free"
    done = [each for each in view.steps if each.happens]
    happen = "happens" if len(done) == 1 else "happen"
    return f"Without {view.missing} hardly any IL-1β gets out: {len(done)} of {len(view.steps)} steps {happen}"


def _told(view: IL1BRelease) -> str:
    told = f"{_sentence(view, view.current)} The table lists all steps, with who acts on what."
    return told if view.missing == NOTHING_MISSING else f"{told} Missing: {view.missing}."


def _table(view: IL1BRelease) -> dict[str, list[str | int]]:
    return {
        "step": [each.number for each in view.steps],
        "who": [each.actor for each in view.steps],
        "does": ["becomes" if each.becomes else "acts on" for each in view.steps],
        "what": [each.object for each in view.steps],
        "needs": [each.needs for each in view.steps],
        "told": [each.told for each in view.steps],
        "happens": ["yes" if each.happens else "no" for each in view.steps],
        "species": [each.species for each in view.steps],
        "source": [tables.short_names(each.reference) for each in view.steps],
    }
