"""Markup and geometry of a drawing: elements of SVG, points, boxes and smooth outlines. Nothing here knows biology."""

import functools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self
from xml.sax.saxutils import escape

Value = str | float | None
_HALFWAY = 1e-6
_QUOTE = {'"': "&quot;"}


@dataclass(frozen=True, slots=True)
class Point:
    """A place in a drawing (units: pixels of the drawing at its own width; y grows downwards)."""

    x: float
    y: float

    def moved(self, right: float = 0, down: float = 0) -> "Point":
        """Return the point `right` and `down` of this one."""
        return Point(self.x + right, self.y + down)

    def towards(self, other: "Point", length: float) -> "Point":
        """Return the point at `length` from this one on the line to `other`; this one where both are the same."""
        far = self.far_from(other)
        share = length / far if far else 0
        return Point(self.x + share * (other.x - self.x), self.y + share * (other.y - self.y))

    def far_from(self, other: "Point") -> float:
        """Return the distance to `other`."""
        return math.hypot(other.x - self.x, other.y - self.y)

    def turned(self, degrees: float) -> "Point":
        """Return the point turned clockwise about the origin."""
        angle = math.radians(degrees)
        cos, sin = math.cos(angle), math.sin(angle)
        return Point(self.x * cos - self.y * sin, self.x * sin + self.y * cos)


@dataclass(frozen=True, slots=True)
class Box:
    """The room that a mark takes: its left, top, right and bottom edges."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """The width of the box."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """The height of the box."""
        return self.bottom - self.top

    @property
    def centre(self) -> Point:
        """The middle of the box."""
        return Point((self.left + self.right) / 2, (self.top + self.bottom) / 2)

    def corners(self) -> tuple[Point, ...]:
        """Return the four corners, clockwise from the top left."""
        return (
            Point(self.left, self.top),
            Point(self.right, self.top),
            Point(self.right, self.bottom),
            Point(self.left, self.bottom),
        )

    def moved(self, right: float, down: float) -> "Box":
        """Return the box `right` and `down` of this one."""
        return Box(self.left + right, self.top + down, self.right + right, self.bottom + down)

    def turned(self, degrees: float) -> "Box":
        """Return the upright box around this one, turned clockwise about the origin."""
        return around([corner.turned(degrees) for corner in self.corners()])

    def grown(self, by: float) -> "Box":
        """Return the box with `by` more room on every side."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def meets(self, other: "Box") -> bool:
        """Whether the two boxes share room; boxes that only touch do not."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def holds(self, other: "Box") -> bool:
        """Whether `other` lies within this box."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and other.right <= self.right
            and other.bottom <= self.bottom
        )


def around(points: Sequence[Point]) -> Box:
    """Return the smallest box that holds all `points`. Raises ValueError when there are none."""
    xs, ys = [point.x for point in points], [point.y for point in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


def joined(boxes: Sequence[Box]) -> Box:
    """Return the smallest box that holds all `boxes`. Raises ValueError when there are none."""
    return Box(  # not by corners, of which a plate has thousands
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )


@dataclass(frozen=True, slots=True)
class Node:
    """An element of SVG: its tag, its attributes as they are written, and what stands in it."""

    tag: str
    attributes: tuple[tuple[str, str], ...] = ()
    children: "tuple[Node | str, ...]" = ()

    @classmethod
    def made(cls, tag: str, *children: "Node | str", **attributes: Value) -> Self:
        """Return an element; `class_` is written class, `stroke_width` stroke-width, and None is left out."""
        written = tuple((_name(name), _text(value)) for name, value in attributes.items() if value is not None)
        return cls(tag, written, children)

    def children_nodes(self) -> "tuple[Node, ...]":
        """Return the elements in this one, without its text."""
        return tuple(child for child in self.children if isinstance(child, Node))

    def markup(self) -> str:
        """Return the element as text; equal elements give equal text."""
        pieces: list[str] = []
        self._write(pieces)
        return "".join(pieces)

    def _write(self, pieces: list[str]) -> None:
        pieces.append(f"<{self.tag}")
        pieces += [f' {name}="{_quoted(value)}"' for name, value in self.attributes]
        if not self.children:
            pieces.append("/>")
            return
        pieces.append(">")
        for child in self.children:
            if isinstance(child, Node):
                child._write(pieces)
            else:
                pieces.append(escape(child))
        pieces.append(f"</{self.tag}>")


@functools.lru_cache(maxsize=4096)
def _quoted(value: str) -> str:
    return escape(value, _QUOTE)


def number(value: float) -> str:
    """Return a length as it is written: one decimal, since a tenth of a pixel is not seen, and never "-0".

    Two processors or Pythons may disagree on the last bit of a number halfway between two tenths; it goes up on all.
    """
    text = f"{value + _HALFWAY:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def line_path(points: Sequence[Point]) -> str:
    """Return the path of the straight lines through `points`."""
    return "M" + "L".join(_pair(point) for point in points)


def dots_path(points: Sequence[Point]) -> str:
    """Return a path of a dot at each of `points`: drawn with round ends, each is a disc as wide as the stroke."""
    return "".join(f"M{_pair(point)}h0" for point in points)


def smooth_path(points: Sequence[Point], *, closed: bool = False) -> str:
    """Return a smooth curve through `points` (a Catmull-Rom spline as Bézier curves); `closed` joins its ends."""
    count = len(points)
    at = (lambda i: points[i % count]) if closed else (lambda i: points[min(max(i, 0), count - 1)])
    pieces = [f"M{_pair(points[0])}"]
    for i in range(count if closed else count - 1):
        before, start, end, after = at(i - 1), at(i), at(i + 1), at(i + 2)
        leave = start.moved((end.x - before.x) / 6, (end.y - before.y) / 6)
        arrive = end.moved((start.x - after.x) / 6, (start.y - after.y) / 6)
        pieces.append(f"C{_pair(leave)} {_pair(arrive)} {_pair(end)}")
    return "".join(pieces) + ("Z" if closed else "")


def ring(radii: Sequence[float], turn: float = 0, flat: float = 1) -> list[Point]:
    """Return points around the origin at equal angles with these `radii`, the first at `turn` degrees from the top.

    `flat` (0 to 1) presses the ring together from above.
    """
    points = [Point(0, -radius).turned(turn + 360 * i / len(radii)) for i, radius in enumerate(radii)]
    return [Point(point.x, point.y * flat) for point in points]


def _pair(point: Point) -> str:
    return f"{number(point.x)} {number(point.y)}"


def _name(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


def _text(value: str | float) -> str:
    return value if isinstance(value, str) else number(value)
