"""The plate of the ways of a message: one scene for each, side by side, the receiver lower the longer the way."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import cast

from helpers import tables
from helpers.illustrations.arrows import arrow
from helpers.illustrations.cells import CellShape, Nucleus, cell, vessel
from helpers.illustrations.illustration import MARGIN, PAGE, Drawing, Illustration
from helpers.illustrations.lettering import HEAD, LEADING, SMALL, Weight, label
from helpers.illustrations.mark import Mark, Row, together
from helpers.illustrations.molecules import ligand
from helpers.illustrations.receptors import receptor_sign
from helpers.illustrations.signs import Sign
from helpers.illustrations.standing import messenger_mark
from helpers.illustrations.svg import Box, Node, Point
from helpers.views.routes import EVERY_WAY, CellLook, MessageRoute, MessageRoutes, RouteKind
from helpers.words import first_upper, listed, number_name

_CELL = 25.0  # radius of a cell
_SIZE = 9.0  # half the height of a messenger
_SCENE = 146.0  # width of a scene
_LINE = SMALL * LEADING
_INSIDE = 8.0  # how far inside the cell an arrow begins, hidden by it
_NEAR, _FAR = 58.0, 42.0  # between two neighbours; between a cell and the blood


def message_routes(view: MessageRoutes) -> Illustration:
    """Return the ways of a message as scenes from the shortest to the longest; the chosen one stands out."""

    def draw(width: int) -> Drawing:
        return _page(view, width) if width == PAGE else _telephone(view, width)

    sources = tables.short_names(";".join(dict.fromkeys(each.reference for each in view.routes)))
    return Illustration(
        name="message-routes",
        title=_title(view),
        description=_told(view),
        table=_table(view),
        draw=draw,
        key=(
            Sign(receptor_sign(), "receptor"),
            Sign(ligand("four-helix bundle", size=_SIZE), "messenger, drawn by its fold"),
            Sign(cell("round", 8, hue="sky"), "sender"),
            Sign(cell("round", 8, hue="green"), "receiver"),
            Sign(None, "The lower the receiver, the longer the way"),
        ),
        sources=f"{sources}.",
        looks={"way": view.chosen},
        rules=_rules(view),
    )


def _rules(view: MessageRoutes) -> str:
    ways = dict.fromkeys(each.route for each in view.routes)
    return "".join(f'&[data-way="{way}"] .way:not(.{way}){{opacity:.3}}' for way in ways)


# ---------------------------------------------------------------------------- layout


def _page(view: MessageRoutes, width: int) -> Drawing:
    """Return the scenes in columns, in as many lines as they need, what is told of each below it."""
    inner = width - 2 * MARGIN
    columns = max(1, min(len(view.ways), int(inner // _SCENE)))
    each = inner / columns
    marks: list[Mark] = []
    top = 0.0
    for start in range(0, len(view.ways), columns):
        parts = []
        for way in view.ways[start : start + columns]:
            scene = _scene(way[0], each)
            parts.append(_part(way, together([scene, _text(way, each - 12).at(0, scene.box.bottom + 10 + SMALL)])))
        marks += [part.at(MARGIN + each * i, top) for i, part in enumerate(parts)]
        top += max(part.box.bottom for part in parts) + 10
    if told := _twice(view):
        marks.append(label(told, width=inner).at(MARGIN, top + SMALL))
        top = marks[-1].box.bottom - 4
    return Drawing(tuple(marks), top + 10)


def _telephone(view: MessageRoutes, width: int) -> Drawing:
    """Return the scenes in two columns, each where there is room first, below it what the receiver does."""
    each = (width - 2 * MARGIN) / 2
    marks: list[Mark] = []
    low = [0.0, 0.0]
    for way in view.ways:
        scene = _scene(way[0], each)
        stopped = _stopped(way[0]) if way[0] == view.marked else ""
        words = _text(way, each - 12, stopped, short=True)
        part = _part(way, together([scene, words.at(0, scene.box.bottom + 8 + SMALL)]))
        column = low.index(min(low))
        marks.append(part.at(MARGIN + column * each, low[column]))
        low[column] += part.box.bottom + 12
    column = low.index(min(low))
    if told := _twice(view):
        marks.append(label(told, size=SMALL, width=each - 12).at(MARGIN + column * each, min(low) + 2 * SMALL))
        low.append(marks[-1].box.bottom)
    return Drawing(tuple(marks), max(low) + 6)


def _part(way: Sequence[MessageRoute], mark: Mark) -> Mark:
    """Return a scene as a part that sets the choice, what it shows being its rows."""
    first = way[0]
    name = f"{first_upper(first.route)}, {listed([each.messenger for each in way])}: what stopped it"
    named = mark.named(name, f"way {first.route}", control="way", value=first.route)
    return named.with_rows(*(Row("message_routes", each.key) for each in way))


def _text(way: Sequence[MessageRoute], width: float, stopped: str = "", *, short: bool = False) -> Mark:
    """Return how far the message goes, what the receiver of each example does, and what `stopped` the chosen one.

    In `short`, for a telephone, how far it goes and who found it are left to the table.
    """
    marks = [Mark((), Box(0, 0, 0, -SMALL - 4)) if short else label(way[0].reach, size=SMALL, width=width)]
    for each in way:
        effect = f"The {each.receiver.name} {each.effect}."
        effect = effect if each is way[0] else f"{each.messenger}, too: {effect[0].lower()}{effect[1:]}"
        found = f"{first_upper(each.species)}: {tables.short_names(each.reference.split(';')[0])}"
        lines = ((effect, "bold", "ink", 4), (found, "normal", "quiet", 2))
        for text, weight, colour, gap in lines[:1] if short else lines:
            line = label(text, size=SMALL, weight=cast("Weight", weight), colour=colour, width=width)
            marks.append(line.at(0, marks[-1].box.bottom + SMALL + gap))
    if stopped:
        marks.append(label(stopped, size=SMALL, width=width).at(0, marks[-1].box.bottom + SMALL + 8))
    return together(marks)


def _twice(view: MessageRoutes) -> str:
    """Return what sources have read as ways that differ: what is blocked does not decide between them."""
    told = []
    for some in view.told_twice:
        ways = " or ".join(f"{each.route} ({tables.short_names(each.reference)})" for each in some)
        one = some[0]
        told.append(f"The {one.hearer} {one.effect} by {one.messenger}: {ways}? The block alone cannot tell.")
    return " ".join(told)


def _stopped(route: MessageRoute) -> str:
    text = f"What stopped the {route.route} message: {route.stopped_by}."
    return f"{text} What did not: {route.not_stopped_by}." if route.not_stopped_by else text


# ---------------------------------------------------------------------------- scenes


def _scene(route: MessageRoute, width: float) -> Mark:
    """Return one way from its name at the top to the name of the receiver at the bottom; `width` is its column."""
    middle = width / 2 - 6
    head = label(first_upper(route.route), size=HEAD, weight="bold", anchor="middle").at(middle, HEAD)
    sender = _cell(route.sender, "sky")
    name = label(route.sender.name, size=SMALL, anchor="middle", width=width - 16).at(middle, HEAD + 1.6 * _LINE)
    sender = sender.at(middle, HEAD + 2.6 * _LINE + 8 - min(sender.box.top, -_CELL))
    return together([head, name, *_WAYS[route.route](route, sender, width)])


def _cell(look: CellLook, hue: str) -> Mark:
    size = _CELL * (0.8 if look.shape in ("dendritic", "branched") else 1)
    shape = cast("CellShape", look.shape or "round")
    return cell(shape, size, cast("Nucleus", look.nucleus or "round"), hue)


def _messenger(route: MessageRoute) -> Mark:
    return messenger_mark(route.fold, "", _SIZE)


def _named(route: MessageRoute, at: Point) -> Mark:
    return label(route.messenger, size=SMALL, weight="bold").at(at.x + _SIZE + 7, at.y + 4)


def _alone(route: MessageRoute, sender: Mark, _width: float) -> list[Mark]:
    """Return the messenger that leaves a cell and comes back to it."""
    side = sender.ports["right"]
    sign = receptor_sign().turned(90).at(side.x, side.y)
    cup = sign.ports["cup"]
    held = _messenger(route).at(cup.x + _SIZE - 1, cup.y)
    loop = arrow(sender.ports["top"], Point(held.box.centre.x, held.box.top), "moves", colour="vermilion", bend=-16)
    return [sender, sign, held, loop, label(route.messenger, size=SMALL, weight="bold").at(cup.x - 6, cup.y + 27)]


def _hearing(route: MessageRoute, x: float, top: float, width: float) -> list[Mark]:
    """Return the receiver with its receptor, in which the messenger lies with its top at `top`."""
    body = _cell(route.receiver, "green")
    held = _messenger(route).at(x, top + _SIZE)
    sign = receptor_sign()
    foot = top + 2 * _SIZE - 1 - sign.ports["cup"].y
    body = body.at(x, foot - body.ports["top"].y)
    name = label(route.receiver.name, size=SMALL, anchor="middle", width=width - 16).at(x, body.box.bottom + SMALL + 5)
    return [body, sign.at(x, foot), held, _named(route, held.box.centre), name]


def _held_out(route: MessageRoute, sender: Mark, width: float) -> list[Mark]:
    """Return a messenger that sits in the membrane of the sender and touches the receptor of the receiver."""
    low = sender.ports["bottom"]
    stalk = Node.made("line", x1=low.x, x2=low.x, y1=low.y - 3, y2=low.y + 9, stroke="var(--vermilion)",
                      stroke_width=3, stroke_linecap="round")  # fmt: skip
    mark = Mark((stalk,), Box(low.x - 2, low.y - 3, low.x + 2, low.y + 9))
    return [sender, mark, *_hearing(route, low.x, low.y + 7, width)]


def _presented(route: MessageRoute, sender: Mark, width: float) -> list[Mark]:
    """Return a messenger between a cup of the sender and one of the receiver."""
    low = sender.ports["bottom"]
    sign = receptor_sign("sky").turned(180).at(low.x, low.y)
    return [sender, sign, *_hearing(route, low.x, sign.ports["cup"].y, width)]


def _near(route: MessageRoute, sender: Mark, width: float) -> list[Mark]:
    """Return a messenger that moves to a neighbour, others of its kind around it."""
    low = sender.ports["bottom"]
    there = low.moved(0, _NEAR)
    loose = [_messenger(route).at(low.x + right, low.y + down) for right, down in ((-27, 20), (25, 26), (-24, 42))]
    way = arrow(low.moved(0, -_INSIDE), there, "moves", colour="vermilion")
    return [way, sender, *loose, *_hearing(route, low.x, there.y, width)]


def _by_blood(route: MessageRoute, sender: Mark, width: float) -> list[Mark]:
    """Return a messenger that goes into the blood and out of it, far away."""
    low = sender.ports["bottom"]
    tube = vessel(width - 16, 28).at(low.x - (width - 16) / 2, low.y + _FAR)
    inlet, outlet = tube.ports["top"], tube.ports["bottom"]
    middle = tube.box.centre
    carried = [_messenger(route).at(middle.x + right, middle.y) for right in (-44, 44)]
    word = label("blood", size=SMALL, anchor="middle").at(middle.x, middle.y + 4)
    there = outlet.moved(0, _FAR)
    into = arrow(low.moved(0, -_INSIDE), inlet, "moves", colour="vermilion")
    out = arrow(outlet, there, "moves", colour="vermilion")
    return [into, sender, tube, *carried, word, out, *_hearing(route, low.x, there.y, width)]


_WAYS: Mapping[RouteKind, Callable[[MessageRoute, Mark, float], list[Mark]]] = {
    "autocrine": _alone,
    "juxtacrine": _held_out,
    "presented": _presented,
    "paracrine": _near,
    "endocrine": _by_blood,
}


# ---------------------------------------------------------------------------- words


def _title(view: MessageRoutes) -> str:
    pairs = {(each.messenger, each.route) for each in view.routes}
    name, times = Counter(messenger for messenger, _ in sorted(pairs)).most_common(1)[0]
    title = f"A message can go {number_name(len(view.ways))} ways"
    return f"{title}; {name} goes {number_name(times)} of them" if times > 1 else title


def _told(view: MessageRoutes) -> str:
    if view.chosen != EVERY_WAY and view.marked:
        mine = [each for each in view.routes if each.route == view.marked.route]
        return f"{first_upper(view.marked.route)}: {listed([_sent(each) for each in mine])}. {_stopped(view.marked)}"
    ways = [f"{way[0].route} ({listed([each.messenger for each in way])})" for way in view.ways]
    return f"From the shortest way to the longest: {listed(ways)}."


def _sent(route: MessageRoute) -> str:
    """Return a messenger with who sends it to whom."""
    sender, receiver = route.sender.name, route.receiver.name
    return f"{route.messenger} from {sender} to {'itself' if sender == receiver else receiver}"


def _table(view: MessageRoutes) -> dict[str, list[str]]:
    return {
        "way": [each.route for each in view.routes],
        "messenger": [each.messenger for each in view.routes],
        "sender": [each.sender.name for each in view.routes],
        "receiver": [each.receiver.name for each in view.routes],
        "how far": [each.reach for each in view.routes],
        "effect": [each.effect for each in view.routes],
        "stopped by": [each.stopped_by for each in view.routes],
        "not stopped by": [each.not_stopped_by for each in view.routes],
        "species": [each.species for each in view.routes],
        "source": [tables.short_names(each.reference) for each in view.routes],
    }
