"""A mark: one thing in a drawing, with the room it takes, the words on it, and the rows of the tables that it shows."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from helpers.illustrations.svg import Box, Node, Point, joined, number


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table that a mark shows: the table's name and the row's key, such as "IL6ST" or "IL6ST JAK1"."""

    table: str
    key: str


@dataclass(frozen=True, slots=True)
class Word:
    """A line of text in a drawing and the room it takes."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing in a drawing.

    `ports` are places by name at which others touch it ("top", "pocket"); `words` are the lines of text on it; `rows`
    are the rows of tables that it shows.
    """

    nodes: tuple[Node, ...]
    box: Box
    ports: Mapping[str, Point] = field(default_factory=dict)
    words: tuple[Word, ...] = ()
    rows: tuple[Row, ...] = ()

    def at(self, x: float, y: float) -> "Mark":
        """Return the mark with its own origin at `x`, `y`."""
        return Mark(  # not `replace`, which takes four times as long: a plate moves hundreds of marks
            (_moved(self.nodes, x, y),),
            self.box.moved(x, y),
            {name: port.moved(x, y) for name, port in self.ports.items()},
            tuple(Word(word.text, word.box.moved(x, y)) for word in self.words),
            self.rows,
        )

    def turned(self, degrees: float) -> "Mark":
        """Return the mark turned clockwise about its origin (for marks without words, which would tilt)."""
        return replace(
            self,
            nodes=(Node.made("g", *self.nodes, transform=f"rotate({number(degrees)})"),),
            box=self.box.turned(degrees),
            ports={name: port.turned(degrees) for name, port in self.ports.items()},
        )

    def scaled(self, factor: float) -> "Mark":
        """Return the mark drawn larger or smaller about its origin (for marks without words: type keeps its size)."""
        box = Box(*(factor * edge for edge in (self.box.left, self.box.top, self.box.right, self.box.bottom)))
        return replace(
            self,
            nodes=(Node.made("g", *self.nodes, transform=f"scale({factor:g})"),),
            box=box,
            ports={name: Point(factor * port.x, factor * port.y) for name, port in self.ports.items()},
        )

    def pale(self) -> "Mark":
        """Return the mark drawn pale: what stands back behind the others."""
        return replace(self, nodes=(Node.made("g", *self.nodes, opacity="0.65"),))

    def with_rows(self, *rows: Row) -> "Mark":
        """Return the mark as what is drawn from these rows."""
        return replace(self, rows=(*self.rows, *rows))

    def named(self, name: str, class_: str | None = None, **data: str) -> "Mark":
        """Return the mark as one part with a `name` that is read out and shown at the pointer.

        `data` becomes attributes of the part: `card="crp"` is read by the page as data-card="crp" (see explorer.js).
        """
        attributes: dict[str, str | float | None] = {f"data_{key}": value for key, value in data.items()}
        group = Node.made("g", Node.made("title", name), *self.nodes, class_=class_, **attributes)
        return replace(self, nodes=(group,))


def shape(tag: str, box: Box, **attributes: str | float | None) -> Mark:
    """Return a mark of one element of SVG."""
    return Mark((Node.made(tag, **attributes),), box)


def together(marks: Iterable[Mark], ports: Mapping[str, Point] | None = None) -> Mark:
    """Return one mark of several, the last in front, with `ports` of its own. Raises ValueError when there are none."""
    some: Sequence[Mark] = tuple(marks)
    return Mark(
        nodes=tuple(node for mark in some for node in mark.nodes),
        box=joined([mark.box for mark in some]),
        ports=ports or {},
        words=tuple(word for mark in some for word in mark.words),
        rows=tuple(dict.fromkeys(row for mark in some for row in mark.rows)),
    )


_TRANSLATE = re.compile(r"translate\((\S+) (\S+)\)")


def _moved_text(node: Node, x: float, y: float) -> Node:
    own = dict(node.attributes)
    places = {"x": number(float(own.pop("x", 0)) + x), "y": number(float(own.pop("y", 0)) + y)}
    return Node(node.tag, (*places.items(), *own.items()), node.children)


def _moved(nodes: tuple[Node, ...], x: float, y: float) -> Node:
    """Return a group that moves `nodes`; a group that does nothing else already is moved further, not wrapped again.

    A single line of text moves itself: a picture holds more than a hundred of them.
    """
    if len(nodes) == 1 and nodes[0].tag == "text":
        return _moved_text(nodes[0], x, y)
    if len(nodes) == 1 and [name for name, _ in nodes[0].attributes] == ["transform"]:
        before = _TRANSLATE.fullmatch(nodes[0].attributes[0][1])
        if before:
            x, y, nodes = x + float(before[1]), y + float(before[2]), nodes[0].children_nodes()
    return Node.made("g", *nodes, transform=f"translate({number(x)} {number(y)})")
