"""The plate of a rheumatoid joint: its layers, the liver beyond the blood, and who tells whom what."""

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, cast

from helpers.illustrations.anatomy import Tissue, joint_section, tissue
from helpers.illustrations.arrows import arrow
from helpers.illustrations.cells import CellShape, Nucleus, cell
from helpers.illustrations.illustration import MARGIN, PAGE, Drawing, Illustration, cited_by
from helpers.illustrations.lettering import SMALL, label
from helpers.illustrations.mark import Mark, Row, shape, together
from helpers.illustrations.signs import Sign, arrow_sign, line_sign
from helpers.illustrations.svg import Box, Node, Point, line_path, smooth_path
from helpers.views.joints import NOTHING_HELD, JointActor, JointSignal, MessageState, RheumatoidJoint
from helpers.words import first_upper, listed, number_name

_Side = Literal["below", "left", "above"]
"""Where the name of a cell stands."""

_CELL = 19.0  # radius of a cell
_APART = 24.0  # from the bow of one arrow to that of the next between the same two cells
_LONG = 274.0  # how high the layers are on a page
_WITHIN = 0.92  # the part of a layer over which its cells are spread, so that their names stay inside
_ROUND = 0.21  # half the way between the ends of an arrow of a cell to itself, as a share of the width of the cell
_LOOP = 30.0  # how far that arrow goes
_HUES = ("orange", "green", "purple", "vermilion", "blue", "ink", "grey")  # of the messengers, in their order
_LAYERS: tuple[Tissue, ...] = ("liver", "vessel", "synovium", "joint space", "cartilage", "bone")
_DEEP: Mapping[Tissue, tuple[float, float]] = {  # how deep a layer is on a page, and on a telephone
    "liver": (104, 88), "vessel": (104, 88), "synovium": (282, 270), "joint space": (108, 90), "cartilage": (82, 80),
    "bone": (100, 84),
}  # fmt: skip
_SHARE: Mapping[str, tuple[float, float]] = {  # where in its layer, across, a cell stands that is alone there
    "vessel": (0.6, 0.58), "liver": (0.84, 0.84), "synovium": (0.6, 0.54), "joint space": (0.86, 0.84),
    "cartilage": (0.22, 0.25), "bone": (0.42, 0.42),
}  # fmt: skip
_DEPTH: Mapping[str, tuple[float, float]] = {  # and how deep, where not in the middle
    "vessel": (0.5, 0.64), "liver": (0.46, 0.64), "joint space": (0.62, 0.5),
}  # fmt: skip
_GROUND: Mapping[Tissue, str] = {  # what lies behind a name in a layer
    "liver": "inside", "vessel": "vermilion-tint", "synovium": "orange-tint", "joint space": "page",
    "cartilage": "sky-tint", "bone": "grey-tint",
}  # fmt: skip
_TOLD: Mapping[MessageState, str] = {"sent": "goes on", "weaker": "grows weaker", "held": "stops"}


@dataclass(frozen=True, slots=True)
class _Frame:
    """How a layout lies: from left to right on a page, from above on a telephone; `long` is how far it goes across."""

    page: bool
    long: float

    def deep(self, layer: Tissue) -> float:
        """Return how deep a layer is (pixels)."""
        return _DEEP[layer][0 if self.page else 1]

    def start(self, layer: Tissue) -> float:
        """Return at which depth a layer begins."""
        return sum(self.deep(each) for each in _LAYERS[: _LAYERS.index(layer)])

    def alone(self, place: Tissue) -> Point:
        """Return where a cell stands that is alone in its place; above the wall of a vessel there is its name."""
        i = 0 if self.page else 1
        return self.at(self.start(place) + _DEPTH.get(place, (0.5, 0.5))[i] * self.deep(place), _SHARE[place][i])

    def at(self, depth: float, share: float) -> Point:
        """Return the point at a depth (pixels) and a share of the way across."""
        return Point(depth, share * self.long) if self.page else Point(share * self.long, depth)


def rheumatoid_joint(view: RheumatoidJoint) -> Illustration:
    """Return the joint in layers, its cells, and the messages between them, with what becomes of each."""
    every = ";".join(dict.fromkeys(key for each in view.signals for key in each.reference.split(";")))
    signs = [arrow_sign("stimulates", "tells")]
    if view.held != NOTHING_HELD:
        signs += [line_sign("weaker", dashes="6 4"), line_sign("stops", hue="quiet", wide=1.4, dashes="2 4")]
    return Illustration(
        name="rheumatoid-joint",
        title=_title(view),
        description=_told(view),
        table=_table(view),
        draw=functools.partial(_laid_out, view),
        key=(
            *signs,
            Sign(cell("round", 8, hue="sky"), "in the lining or the joint space"),
            Sign(None, "A colour is a messenger; the blood carries IL-6 to the liver"),
        ),
        sources=f"{cited_by((every,))[every]}.",
        looks={"hold": view.held},
    )


# ---------------------------------------------------------------------------- layout


def _laid_out(view: RheumatoidJoint, width: int) -> Drawing:
    page = width == PAGE
    frame = _Frame(page, _LONG if page else float(width))
    hues = dict(zip(view.messengers, _HUES * len(view.messengers), strict=False))
    places = _places(view, frame)
    cells = {}
    for each in view.actors:
        at = places[each.name]
        cells[each.name] = _cell(each, hub=page and each.name == view.hub).at(at.x, at.y)
    marks = [_layer(each, frame) for each in reversed(_LAYERS)]  # what swells lies over what it swells into
    ways = view.ways
    bows = [_Bow.of(view, some, frame) for some in ways]
    marks += [_way(some, cells, hues[some[0].messenger], bow) for some, bow in zip(ways, bows, strict=True)]
    marks += [_named(each, cells[each.name], _name_side(view, each, frame)) for each in view.actors]
    for some, bow in zip(ways, bows, strict=True):
        at = bow.middle(cells)
        marks.append(_chip(some[0].messenger, some[0].state, hues[some[0].messenger]).at(at.x, at.y))
    if page:
        marks.append(_window().at(width - 50, frame.long - 56))
    low = frame.long if page else sum(frame.deep(each) for each in _LAYERS)
    words = _list(view, hues, width)
    return Drawing((*marks, words.at(0, low + 12)), low + 12 + words.box.bottom + 8)


def _layer(name: Tissue, frame: _Frame) -> Mark:
    """Return a layer in its place, with its name along its edge."""
    start, drawn = frame.start(name), tissue(name, frame.deep(name), frame.long)
    word = label(name, size=SMALL, colour="quiet", anchor="middle" if frame.page else "start")
    at = Point(start + frame.deep(name) / 2, SMALL + 6) if frame.page else Point(10, start + SMALL + 6)
    word = word.at(at.x, at.y)
    tag = _ground(word.box.grown(3), "page")
    drawn = drawn.at(start, 0) if frame.page else drawn.turned(90).at(frame.long, start)
    return together([drawn, tag, word])


def _ground(box: Box, colour: str) -> Mark:
    """Return what lies behind words, so that nothing runs through them."""
    return shape("rect", box, x=box.left, y=box.top, width=box.width, height=box.height, rx=4, fill=f"var(--{colour})")


def _places(view: RheumatoidJoint, frame: _Frame) -> dict[str, Point]:
    """Return where the middle of each cell lies: the hub before the others of its layer, those one beside the other.

    Those that tell the hub something come first, then a gap for the ways to the blood, then those that only hear it.
    """
    telling = {each.sender for each in view.signals if each.receiver == view.hub}
    found: dict[str, Point] = {}
    places: Sequence[Tissue] = [each.place for each in view.actors]
    for place in dict.fromkeys(places):
        names = [each.name for each in view.actors if each.place == place]
        start, deep = frame.start(place), frame.deep(place)
        if len(names) == 1:
            found[names[0]] = frame.alone(place)
            continue
        slots = [name for name in names if name in telling and name != view.hub]
        slots += [*([""] if view.hub in names else []), *(name for name in names if name not in (*slots, view.hub))]
        depth = 0.2 if view.hub in names else 0.5
        shares = {name: 0.5 + _WITHIN * ((i + 0.5) / len(slots) - 0.5) for i, name in enumerate(slots) if name}
        found |= {name: frame.at(start + depth * deep, share) for name, share in shares.items()}
        if view.hub in names:
            found[view.hub] = frame.at(start + 0.8 * deep, _SHARE[place][0 if frame.page else 1])
    return found


def _cell(one: JointActor, *, hub: bool) -> Mark:
    look = one.look
    size = _CELL * (
        0.8 if look.shape in ("dendritic", "branched") else 0.95 if look.shape in ("flat", "spindle") else 1
    )
    size *= 1.5 if hub else 1  # many ways meet there
    hue = "sky" if one.place in ("synovium", "joint space") else "grey"
    return cell(cast("CellShape", look.shape or "round"), size, cast("Nucleus", look.nucleus or "round"), hue)


def _name_side(view: RheumatoidJoint, one: JointActor, frame: _Frame) -> _Side:
    """Return where the name of a cell stands: below it, but off the ways that reach or leave it there."""
    if frame.page:
        telling = one.name != view.hub and any(each.sender == one.name for each in view.signals)
        return "above" if telling else "below"
    return "left" if one.name == view.hub else "above" if one.place in ("vessel", "liver") else "below"


def _named(one: JointActor, body: Mark, side: _Side) -> Mark:
    """Return a cell with its name; a way that crosses the name passes behind it."""
    words = label(
        one.name, size=SMALL, anchor="end" if side == "left" else "middle", width=66 if side == "left" else 96
    )
    box, middle = body.box, body.box.centre
    if side == "left":
        words = words.at(box.left - 3, middle.y)
    else:
        words = words.at(middle.x, box.bottom + SMALL + 1 if side == "below" else box.top - 4 - words.box.bottom)
    tag = _ground(words.box.grown(-1), _GROUND[one.place])
    return together([tag, body, words]).with_rows(Row("joint_actors", one.name))


# ---------------------------------------------------------------------------- messages


@dataclass(frozen=True, slots=True)
class _Bow:
    """How an arrow runs: from whom to whom, by how much it bends (pixels), and how far its name stands off its middle.

    `turn` is the side to which the way of a cell to itself goes: 1 is up and to the right, -1 down and to the left.
    `along` is the share of the way at which the name stands: off the place where many ways meet, and off its name.
    """

    sender: str
    receiver: str
    bend: float
    turn: int
    along: float

    @classmethod
    def of(cls, view: RheumatoidJoint, some: Sequence[JointSignal], frame: _Frame) -> "_Bow":
        """Return the arrow of messages, bent so that several between the same two cells keep apart."""
        pair = (some[0].sender, some[0].receiver)
        beside = [each for each in view.ways if (each[0].sender, each[0].receiver) == pair]
        bend = _APART * (beside.index(tuple(some)) - (len(beside) - 1) / 2)
        place = next(each.place for each in view.actors if each.name == pair[1])
        along = 0.36 if pair[1] == view.hub else 0.56 if place == "joint space" else 0.5
        return cls(*pair, bend, 1 if frame.page else -1, along if frame.page else 0.5)

    def ends(self, cells: Mapping[str, Mark]) -> tuple[Point, Point]:
        """Return where the arrow begins and ends."""
        sender, receiver = cells[self.sender], cells[self.receiver]
        if self.sender == self.receiver:
            box, turn = sender.box, self.turn
            middle, high = box.centre.moved(0.27 * turn * box.width), box.centre.y - 0.2 * turn * box.height
            return Point(middle.x - _ROUND * box.width, high), Point(middle.x + _ROUND * box.width, high)
        return _edge(sender, self._half(cells)), _edge(receiver, self._half(cells))

    def middle(self, cells: Mapping[str, Mark]) -> Point:
        """Return where the name of the messenger stands on the arrow."""
        if self.sender == self.receiver:
            one, other = self.ends(cells)
            return Point((one.x + other.x) / 2, one.y - self.turn * _LOOP)
        start, end = cells[self.sender].box.centre, cells[self.receiver].box.centre
        bowed = 4 * self.along * (1 - self.along)
        middle, half = Point((start.x + end.x) / 2, (start.y + end.y) / 2), self._half(cells)
        x, y = start.x + self.along * (end.x - start.x), start.y + self.along * (end.y - start.y)
        at = Point(x + bowed * (half.x - middle.x), y + bowed * (half.y - middle.y))
        return at.towards(end, 1.4 * self.bend) if self.along == 0.5 else at

    def _half(self, cells: Mapping[str, Mark]) -> Point:
        one, other = cells[self.sender].box.centre, cells[self.receiver].box.centre
        far = one.far_from(other)
        half = Point((one.x + other.x) / 2, (one.y + other.y) / 2)
        return half.moved(-self.bend * (other.y - one.y) / far, self.bend * (other.x - one.x) / far)


def _way(some: Sequence[JointSignal], cells: Mapping[str, Mark], hue: str, bow: _Bow) -> Mark:
    """Return the arrow of messages, by what becomes of them: whole, broken, or a dotted line that tells nobody."""
    first, ends = some[0], bow.ends(cells)
    bend = -_LOOP * bow.turn if bow.sender == bow.receiver else bow.bend
    drawn = arrow(*ends, "stimulates", colour=hue, bend=bend)
    if first.state == "weaker":
        drawn = _dashed(drawn, "6 4")
    if first.state == "held":
        points = [ends[0], drawn.ports["middle"], ends[1]]
        line = Node.made("path", d=smooth_path(points), fill="none", stroke="var(--quiet)", stroke_dasharray="2 4")
        drawn = Mark((line,), drawn.box)
    return drawn.with_rows(*(Row("joint_signals", str(each.number)) for each in some))


def _dashed(mark: Mark, dashes: str) -> Mark:
    return Mark((Node.made("g", *mark.nodes, stroke_dasharray=dashes),), mark.box, mark.ports)


def _edge(body: Mark, towards: Point) -> Point:
    """Return where the way from the middle of a cell to a point leaves it: its circle, or the rhombus of a long one."""
    box, middle = body.box, body.box.centre
    if box.width < 1.5 * box.height:
        return middle.towards(towards, (box.width + box.height) / 4)
    right, down = towards.x - middle.x, towards.y - middle.y
    share = min(1.0, 0.5 / (abs(right) / box.width + abs(down) / box.height))
    return middle.moved(share * right, share * down)


def _chip(messenger: str, state: MessageState, hue: str) -> Mark:
    """Return the name of a messenger in a frame of its colour, its middle at the origin; crossed out when held."""
    word = label(messenger, size=SMALL, weight="bold", anchor="middle", colour="quiet" if state == "held" else "ink")
    box = Box(word.box.left - 5, -9, word.box.right + 5, 9)
    rim = {"stroke": f"var(--{'quiet' if state == 'held' else hue})", "stroke_width": 1.4}
    dashes = None if state == "sent" else "4 3"
    frame = shape("rect", box, x=box.left, y=box.top, width=box.width, height=box.height, rx=9, fill="var(--page)",
                  stroke_dasharray=dashes, **rim)  # fmt: skip
    marks = [frame, word.at(0, 4.3)]
    if state == "held":
        line = Node.made("path", d=line_path([Point(box.left, 6), Point(box.right, -6)]), stroke="var(--ink)",
                         stroke_width=1.6)  # fmt: skip
        marks.append(Mark((line,), box))
    return together(marks)


# ---------------------------------------------------------------------------- words


def _list(view: RheumatoidJoint, hues: Mapping[str, str], width: int) -> Mark:
    """Return each messenger with what it makes cells do, in columns as wide as there is room for."""
    columns = 2 if width == PAGE else 1
    wide = (width - 2 * MARGIN) / columns
    marks: list[Mark] = []
    low = [0.0] * columns
    for messenger in view.messengers:
        mine = [each for each in view.signals if each.messenger == messenger]
        chip = _chip(messenger, mine[0].state, hues[messenger])
        words = label(_effects(mine), size=SMALL, width=wide - 90)
        column = low.index(min(low))
        x, y = MARGIN + column * wide, low[column] + 9
        marks += [chip.at(x - chip.box.left, y), words.at(x + 74, y + 4.3)]
        low[column] = max(y + 9, words.box.bottom + y + 4.3) + 7
    return together(marks)


def _window() -> Mark:
    """Return the whole joint, small, on a card, with the window that the layers show."""
    whole = joint_section(38)
    card = whole.box.grown(8)
    place = whole.ports["synovium"]
    window = Box(place.x - 22, place.y - 11, place.x + 10, place.y + 11)
    name = label("whole joint", size=SMALL, colour="quiet", anchor="middle").at(0, whole.box.top - 1)
    card = Box(card.left, card.top - 12, card.right, card.bottom)
    marks = [whole]
    for box, fill, stroke in ((card, "var(--page)", "var(--line)"), (window, "none", "var(--ink)")):
        marks.insert(0 if box is card else 1, shape("rect", box, x=box.left, y=box.top, width=box.width,
                     height=box.height, rx=3, fill=fill, stroke=stroke, stroke_width=1.4))  # fmt: skip
    return together([marks[0], *marks[2:], marks[1], name])


def _effects(some: Sequence[JointSignal]) -> str:
    """Return what a messenger makes cells do, cell by cell."""
    by_cell: dict[str, list[str]] = {}
    for each in some:
        by_cell.setdefault(each.receiver, []).append(each.effect)
    told = "; ".join(f"{name} {listed(effects)}" for name, effects in by_cell.items())
    return told if some[0].state == "sent" else f"{told} ({_TOLD[some[0].state]})"


def _title(view: RheumatoidJoint) -> str:
    if view.held != NOTHING_HELD:
        stops, weaker, on = (len(view.in_state(state)) for state in ("held", "weaker", "sent"))
        return f"Without {view.held} {_times(stops, 'stops', 'stop')}, {_weak(weaker)}, and {number_name(on)} go on"
    told = {each.messenger for each in view.signals if each.receiver == view.hub and each.makes == view.answer}
    heard = [each.receiver for each in view.signals if each.messenger == view.answer and each.sender == view.hub]
    kinds = number_name(len(set(heard)))
    return f"Told by {number_name(len(told))}, the {view.hub} sends {view.answer} to {kinds} kinds of cell"


def _times(count: int, one: str, more: str) -> str:
    return f"{number_name(count)} effect{'' if count == 1 else 's'} {one if count == 1 else more}"


def _weak(count: int) -> str:
    return "none grows weaker" if not count else f"{number_name(count)} grow{'s' if count == 1 else ''} weaker"


def _told(view: RheumatoidJoint) -> str:
    if view.held == NOTHING_HELD:
        senders = dict.fromkeys(each.sender for each in view.signals)
        sent = {name: dict.fromkeys(each.messenger for each in view.signals if each.sender == name) for name in senders}
        heard = dict.fromkeys(each.receiver for each in view.signals if each.messenger == view.answer)
        told = "; ".join(f"the {name} sends {listed(list(messengers))}" for name, messengers in sent.items())
        return f"{first_upper(told)}. {view.answer} reaches these cells: {listed(list(heard))}."
    weaker = list(dict.fromkeys(each.messenger for each in view.in_state("weaker")))
    going = list(dict.fromkeys(each.messenger for each in view.in_state("sent")))
    text = f"{view.held} is blocked: "
    text += f"{listed(weaker)} lose a reason and grow weaker; " if weaker else "no other message loses a reason; "
    return f"{text}{listed(going)} go on as before. How much each weighs is not told."


def _table(view: RheumatoidJoint) -> dict[str, list[str]]:
    sources = cited_by(tuple(dict.fromkeys(each.reference for each in view.signals)))
    return {
        "messenger": [each.messenger for each in view.signals],
        "from": [each.sender for each in view.signals],
        "to": [each.receiver for each in view.signals],
        "effect": [each.effect for each in view.signals],
        "what becomes of it": [_TOLD[each.state] for each in view.signals],
        "species": [each.species for each in view.signals],
        "source": [sources[each.reference] for each in view.signals],
    }
