"""The plate of the ways of a message: one scene for each, side by side, the receiver lower the longer the way."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import cast

from helpers import tables
from helpers.illustrations.arrows import arrow
from helpers.illustrations.cells import CellShape, Nucleus, cell, vessel
from helpers.illustrations.illustration import MARGIN, PAGE, Drawing, Illustration
from helpers.illustrations.lettering import HEAD, LEADING, SMALL, label
from helpers.illustrations.mark import Mark, Row, together
from helpers.illustrations.receptors import receptor_sign
from helpers.illustrations.standing import messenger_mark
from helpers.illustrations.svg import Box, Node, Point
from helpers.views.routes import EVERY_WAY, CellLook, MessageRoute, MessageRoutes, RouteKind
from helpers.words import counted, first_upper, listed

_CELL = 25.0  # radius of a cell
_SIZE = 9.0  # half the height of a messenger
_SCENE = 148.0  # width of a scene
_LINE = SMALL * LEADING
_INSIDE = 8.0  # how far inside the cell an arrow begins, hidden by it
_NEAR, _FAR = 74.0, 62.0  # between two neighbours; between a cell and the blood


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
            "Cup: receptor. Red sign: messenger, drawn by its fold. Open arrow: it moves. "
            "The lower the receiver, the longer the way."
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
    """Return the scenes in columns, in as many lines as they need."""
    inner = width - 2 * MARGIN
    columns = max(1, min(len(view.routes), int(inner // _SCENE)))
    each = inner / columns
    marks: list[Mark] = []
    top = 0.0
    for start in range(0, len(view.routes), columns):
        row = view.routes[start : start + columns]
        scenes = [_scene(route, each) for route in row]
        low = max(scene.box.bottom for scene in scenes) + 12
        texts = [_text(route, each - 14).at(0, low + SMALL) for route in row]
        for i, (route, scene, text) in enumerate(zip(row, scenes, texts, strict=True)):
            marks.append(_part(route, together([scene, text])).at(MARGIN + each * i, top))
        top += max(text.box.bottom for text in texts) + 16
    foot = _foot(view, inner)
    return Drawing((*marks, foot.at(MARGIN, top + SMALL)), top + SMALL + foot.box.bottom + 12)


def _telephone(view: MessageRoutes, width: int) -> Drawing:
    """Return the scenes one below the other, what is told of each to its right."""
    marks: list[Mark] = []
    top = 0.0
    for route in view.routes:
        scene = _scene(route, _SCENE)
        text = _text(route, width - 2 * MARGIN - _SCENE - 10, _stopped(route) if route == view.marked else "")
        text = text.at(_SCENE + 10, 3 * _LINE)
        part = _part(route, together([scene, text]))
        marks.append(part.at(MARGIN, top))
        top += part.box.bottom + 22
    return Drawing(tuple(marks), top)


def _part(route: MessageRoute, mark: Mark) -> Mark:
    """Return a scene as a part that sets the choice, what it shows being its row."""
    name = f"{first_upper(route.route)}, {route.messenger}: what stopped it"
    named = mark.named(name, f"way {route.route}", control="way", value=route.route)
    return named.with_rows(Row("message_routes", route.key))


def _text(route: MessageRoute, width: float, stopped: str = "") -> Mark:
    """Return how far the message goes, what the receiver does, and where it is chosen what `stopped` it."""
    reach = label(route.reach, size=SMALL, width=width)
    effect = label(f"The {route.receiver.name} {route.effect}.", size=SMALL, weight="bold", width=width).at(
        0, reach.box.bottom + SMALL + 5
    )
    found = f"{first_upper(route.species)}: {tables.short_names(route.reference.split(';')[0])}"
    source = label(found, size=SMALL, colour="quiet", width=width).at(0, effect.box.bottom + SMALL + 3)
    if not stopped:
        return together([reach, effect, source])
    told = label(stopped, size=SMALL, width=width).at(0, source.box.bottom + SMALL + 8)
    return together([reach, effect, source, told])


def _foot(view: MessageRoutes, width: float) -> Mark:
    """Return what stopped the chosen way, in the room that the longest of these texts takes."""
    texts = [_stopped(route) for route in view.routes]
    tall = max(label(text, width=width).box.bottom for text in texts)
    marked = view.marked
    text = _stopped(marked) if marked else "Choose a way to see what would stop it."
    shown = label(text, width=width, colour="ink" if marked else "quiet")
    return together([shown, Mark((), Box(0, 0, width, tall))])


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
    sender = sender.at(middle, HEAD + 2.6 * _LINE + 14 - min(sender.box.top, -_CELL))
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
    loose = [_messenger(route).at(low.x + right, low.y + down) for right, down in ((-27, 28), (25, 34), (-20, 58))]
    way = arrow(low.moved(0, -_INSIDE), there, "moves", colour="vermilion")
    return [way, sender, *loose, *_hearing(route, low.x, there.y, width)]


def _by_blood(route: MessageRoute, sender: Mark, width: float) -> list[Mark]:
    """Return a messenger that goes into the blood and out of it, far away."""
    low = sender.ports["bottom"]
    tube = vessel(width - 16).at(low.x - (width - 16) / 2, low.y + _FAR)
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
    ways = counted(len({each.route for each in view.routes}), "way")
    name, times = Counter(each.messenger for each in view.routes).most_common(1)[0]
    if times == 1:
        return f"A message has {ways} from sender to receiver"
    return f"A message has {ways} from sender to receiver, and {name} alone takes {times} of them"


def _told(view: MessageRoutes) -> str:
    some = [
        f"{each.route} ({each.messenger}, from the {each.sender.name} to the {each.receiver.name})"
        for each in view.routes
    ]
    told = f"From the shortest way to the longest: {listed(some)}."
    return told if view.chosen == EVERY_WAY or not view.marked else f"{told} {_stopped(view.marked)}"


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
