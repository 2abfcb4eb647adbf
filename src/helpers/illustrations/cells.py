"""Cells and what lies in them: outlines by the kind of cell, nuclei, granules, membranes, genes, an inflammasome."""

import functools
import math
from collections.abc import Mapping, Sequence
from typing import Literal, get_args

from helpers.illustrations.mark import Mark, shape
from helpers.illustrations.svg import Box, Node, Point, around, dots_path, line_path, number, ring, smooth_path

CellShape = Literal[
    "round", "spread", "dendritic", "granular", "lobed", "flat", "polygonal", "spindle", "branched", "many nuclei",
    "fragment",
]  # fmt: skip
"""How a kind of cell is drawn."""
Nucleus = Literal["round", "kidney", "lobed", "bilobed", "eccentric", "many", "none"]

_LINE = 1.4
_LIPID = 9.0  # from one head of a membrane to the next (pixels)
# Radii of outlines, as shares of the size of the cell, the first at the top.
_RADII: Mapping[CellShape, Sequence[float]] = {
    "round": (1, 0.98, 1, 0.99, 1, 0.98, 1, 0.99),
    "granular": (1, 0.98, 1, 0.99, 1, 0.98, 1, 0.99),
    "lobed": (0.97, 1, 0.98, 1, 0.97, 1, 0.98, 1),
    "spread": (0.95, 1.1, 0.9, 1.15, 0.92, 1.05, 0.86, 1.12, 0.95, 1.08, 0.88, 1.16),
    "dendritic": (0.62, 1.35, 0.6, 1.3, 0.58, 1.4, 0.6, 1.28, 0.62, 1.36, 0.58, 1.32, 0.6, 1.38),
    "polygonal": (0.98, 1.06, 0.96, 0.98, 1.06, 0.96),
    "branched": (0.4, 1.2, 0.42, 0.5, 1.5, 0.5, 0.42, 1.25, 0.42, 0.45, 1.15, 0.42),
    "many nuclei": (0.9, 1.12, 1, 1.15, 0.92, 1.1, 0.98, 1.14),
    "fragment": (0.9, 1.05, 0.85, 1.1, 0.9, 1),
    "flat": (1,),
    "spindle": (1,),
}
# The lobes of a nucleus: their radius, and where they lie, as shares of the size of the cell.
_LOBES: Mapping[Nucleus, tuple[float, tuple[Point, ...]]] = {
    "round": (0.52, (Point(0, 0),)),
    "eccentric": (0.42, (Point(-0.34, 0),)),
    "bilobed": (0.27, (Point(-0.26, 0), Point(0.26, 0))),
    "lobed": (0.27, (Point(-0.34, 0.1), Point(0, -0.22), Point(0.34, 0.1))),
    "many": (0.17, (Point(-0.6, -0.1), Point(-0.22, 0.24), Point(0.1, -0.22), Point(0.45, 0.16))),
}
_FLAT: Mapping[CellShape, float] = {"many nuclei": 0.72, "fragment": 0.8}


@functools.cache
def cell(shape_class: CellShape, size: float, nucleus: Nucleus = "round", hue: str = "sky") -> Mark:
    """Return a cell with its middle at the origin; `size` is its radius (pixels), `hue` a colour of the course.

    Ports: "top", "right", "bottom", "left" on its membrane, "nucleus". Raises ValueError for a shape or a nucleus that
    the grammar does not know.
    """
    _known(shape_class, get_args(CellShape), "shape of a cell")
    _known(nucleus, get_args(Nucleus), "nucleus")
    points = _outline(shape_class, size)
    box = around(points)
    body = Node.made(
        "path",
        d=_blunt(points) if shape_class == "polygonal" else smooth_path(points, closed=True),
        fill=f"var(--{hue}-tint)",
        stroke=f"var(--{hue})",
        stroke_width=_LINE,
        stroke_linejoin="round",
    )
    inside = _nuclei(nucleus, size, shape_class, hue)
    grains = _granules(size, hue) if shape_class == "granular" else ()
    ports = {
        "top": Point(0, _reach(points, 0, -1)),
        "right": Point(_reach(points, 1, 0), 0),
        "bottom": Point(0, _reach(points, 0, 1)),
        "left": Point(_reach(points, -1, 0), 0),
        "nucleus": Point(0, 0),
    }
    return Mark((body, *grains, *inside), box, ports)


_CROWD_KIDNEY = (0.36, (Point(-0.2, -0.12), Point(0.16, 0.14)))


def crowd(places: Sequence[Point], nucleus: Nucleus, size: float, hue: str) -> Mark:
    """Return many small round cells that look alike, in three paths, so that hundreds of them stay small.

    `places` are their middles, `size` is their radius (pixels). Raises ValueError when there are no places, and for a
    nucleus that the grammar does not know.
    """
    _known(nucleus, get_args(Nucleus), "nucleus")
    radius, lobes = _CROWD_KIDNEY if nucleus == "kidney" else _LOBES.get(nucleus, (0.0, ()))
    within = [place.moved(size * lobe.x, size * lobe.y) for place in places for lobe in lobes]
    drawn = [(places, 2 * size, hue), (places, 2 * size - 2.4, f"{hue}-tint"), (within, 2 * size * radius, hue)]
    nodes = tuple(
        Node.made("path", d=dots_path(points), stroke=f"var(--{ink})", stroke_width=across, stroke_linecap="round")
        for points, across, ink in drawn
        if points
    )
    return Mark(nodes, around(places).grown(size))


@functools.cache
def membrane(width: float, height: float = 26) -> Mark:
    """Return a stretch of membrane, two rows of heads with tails between; its origin is the left end of its top.

    Ports: "outside" and "inside", the middles of its upper and lower edge.
    """
    start = (width - _LIPID * ((width - 6) // _LIPID)) / 2  # as far from one end as from the other
    tail = height / 2 - 7  # of two, below each head; a thin membrane has no room for them
    nodes = [Node.made("rect", width=width, height=height, rx=3, fill="var(--lipid)")]
    for y, inwards in ((3.0, 1), (height - 3, -1)):
        if tail >= 4:
            nodes.append(_dotted(start - 3, width - start + 3, y + inwards * (3 + tail / 2), stroke_width=tail,
                                 stroke_opacity="0.6", stroke_dasharray=f"1 {_LIPID / 2 - 1}"))  # fmt: skip
        nodes.append(_dotted(start, width - start + 0.1, y, stroke_width=6, stroke_linecap="round",
                             stroke_dasharray=f"0.1 {_LIPID - 0.1}"))  # fmt: skip
    ports = {"outside": Point(width / 2, 0), "inside": Point(width / 2, height)}
    return Mark(tuple(nodes), Box(0, 0, width, height), ports)


def _dotted(left: float, right: float, y: float, **look: str | float) -> Node:
    return Node.made("line", x1=left, x2=right, y1=y, y2=y, stroke="var(--head)", **look)


@functools.cache
def vessel(width: float, height: float = 34) -> Mark:
    """Return a stretch of a blood vessel that runs across: two walls and the blood between them.

    Its origin is the left end of its upper wall. Ports: "top" and "bottom", the middles of its walls.
    """
    blood = Node.made("rect", width=width, height=height, fill="var(--vermilion-tint)")
    walls = [
        Node.made("path", d=line_path([Point(0, y), Point(width, y)]), stroke="var(--vermilion)", stroke_width=2.2)
        for y in (0.0, height)
    ]
    ports = {"top": Point(width / 2, 0), "bottom": Point(width / 2, height)}
    return Mark((blood, *walls), Box(0, 0, width, height), ports)


def gene(length: float, hue: str = "grey") -> Mark:
    """Return a gene: a stretch of double helix from the origin to the right, with the mark of its start above it.

    Ports: "start" (where transcription factors bind) and "product" (where the messenger RNA leaves).
    """
    turns = max(2, round(length / 26))
    steps = [i * length / (8 * turns) for i in range(8 * turns + 1)]
    strands = [
        smooth_path([Point(x, sign * 6 * math.sin(2 * math.pi * turns * x / length)) for x in steps])
        for sign in (1, -1)
    ]
    stroke = f"var(--{hue})"
    start = line_path([Point(length * 0.25, -8), Point(length * 0.25, -20), Point(length * 0.25 + 14, -20)])
    nodes = [Node.made("path", d=strand, fill="none", stroke=stroke, stroke_width=1.6) for strand in strands]
    nodes.append(Node.made("path", d=start, fill="none", stroke="var(--ink)", stroke_width=1.6))
    tip = [Point(length * 0.25 + 12, -24), Point(length * 0.25 + 20, -20), Point(length * 0.25 + 12, -16)]
    nodes.append(Node.made("path", d=line_path(tip) + "Z", fill="var(--ink)"))
    ports = {"start": Point(length * 0.12, -8), "product": Point(length * 0.25 + 20, -20)}
    return Mark(tuple(nodes), Box(0, -24, length, 7), ports)


@functools.cache
def inflammasome(size: float = 26, hue: str = "purple", spokes: int = 7) -> Mark:
    """Return an inflammasome: a wheel of `spokes` sensors around a hub, as it is seen in the electron microscope.

    Its middle is the origin; `size` is its radius (pixels). Ports: "hub" and "rim" (to its right).
    """
    nodes: list[Node] = []
    for i in range(spokes):
        end = Point(0, -size * 0.78).turned(360 * i / spokes)
        nodes.append(
            Node.made("path", d=line_path([Point(0, 0), end]), stroke=f"var(--{hue})", stroke_width=size * 0.16)
        )
        nodes.append(
            Node.made("circle", cx=end.x, cy=end.y, r=size * 0.2, fill=f"var(--{hue}-tint)", stroke=f"var(--{hue})",
                      stroke_width=_LINE)
        )  # fmt: skip
    nodes.append(Node.made("circle", r=size * 0.3, fill=f"var(--{hue})"))
    return Mark(tuple(nodes), Box(-size, -size, size, size), {"hub": Point(0, 0), "rim": Point(size, 0)})


@functools.cache
def pore(height: float = 26, hue: str = "orange") -> Mark:
    """Return a pore through a membrane of this `height`, cut open: two walls with a way between them.

    Its origin is the middle of its upper end. Ports: "outside" and "inside", the ends of the way.
    """
    walls = [
        Node.made("rect", x=x, y=-3, width=5, height=height + 6, rx=2.5, fill=f"var(--{hue}-tint)",
                  stroke=f"var(--{hue})", stroke_width=_LINE)
        for x in (-12.0, 7.0)
    ]  # fmt: skip
    way = Node.made("rect", x=-7, width=14, height=height, fill="var(--page)")
    ports = {"outside": Point(0, -3), "inside": Point(0, height + 3)}
    return Mark((way, *walls), Box(-12, -3, 12, height + 3), ports)


@functools.cache
def pore_piece(size: float = 9, hue: str = "orange") -> Mark:
    """Return a protein that makes pores once it is cut: the rod of a pore under its lid, its middle at the origin."""
    look = {"fill": f"var(--{hue}-tint)", "stroke": f"var(--{hue})", "stroke_width": _LINE}
    rod = Node.made("rect", x=-2.5, y=-0.3 * size, width=5, height=1.3 * size, rx=2.5, **look)
    lid = Node.made("ellipse", cy=-0.55 * size, rx=0.8 * size, ry=0.45 * size, **look)
    return Mark((rod, lid), Box(-0.8 * size, -size, 0.8 * size, size))


@functools.cache
def microbe(size: float = 11, hue: str = "grey") -> Mark:
    """Return a bacterium: a capsule with two flagella, its middle at the origin; `size` is half its height (pixels)."""
    look = {"fill": "none", "stroke": f"var(--{hue})", "stroke_width": 1.4, "stroke_linecap": "round"}
    wide = 1.7 * size
    tails = [
        smooth_path([Point(wide, y), Point(wide + 6, y - 4), Point(wide + 12, y + 3), Point(wide + 18, y)])
        for y in (-0.3 * size, 0.4 * size)
    ]
    body = Node.made("rect", x=-wide, y=-size, width=2 * wide, height=2 * size, rx=size, fill=f"var(--{hue}-tint)",
                     stroke=f"var(--{hue})", stroke_width=_LINE)  # fmt: skip
    return Mark((*(Node.made("path", d=tail, **look) for tail in tails), body), Box(-wide, -size, wide + 18, size))


@functools.cache
def virus(size: float = 15, hue: str = "purple") -> Mark:
    """Return a virus: a ball with knobs on short stalks around its middle at the origin; `size` is its radius."""
    look = {"stroke": f"var(--{hue})", "stroke_width": _LINE}
    nodes = [Node.made("circle", r=0.62 * size, fill=f"var(--{hue}-tint)", **look)]
    for foot, knob in zip(ring([0.62 * size] * 8), ring([0.9 * size] * 8), strict=True):
        nodes.append(Node.made("path", d=line_path([foot, knob]), fill="none", **look))
        nodes.append(Node.made("circle", cx=knob.x, cy=knob.y, r=0.1 * size, fill=f"var(--{hue})"))
    return Mark(tuple(nodes), Box(-size, -size, size, size))


@functools.cache
def spiked(size: float = 14, hue: str = "orange") -> Mark:
    """Return the sign of damage or danger: a star with eight points around its middle at the origin."""
    points = ring([size * (1 if i % 2 == 0 else 0.55) for i in range(16)])
    body = Node.made("path", d=line_path(points) + "Z", fill=f"var(--{hue}-tint)", stroke=f"var(--{hue})",
                     stroke_width=_LINE, stroke_linejoin="round")  # fmt: skip
    return Mark((body,), around(points))


def vesicle(size: float = 9, hue: str = "orange") -> Mark:
    """Return a granule or vesicle: a small circle of membrane around its middle at the origin."""
    box = Box(-size, -size, size, size)
    return shape("circle", box, r=size, fill=f"var(--{hue}-tint)", stroke=f"var(--{hue})", stroke_width=_LINE)


def _known(word: str, words: Sequence[str], what: str) -> None:
    if word not in words:
        raise ValueError(f"'{word}' is not a {what} that can be drawn; choose one of: {', '.join(words)}.")


def _outline(shape_class: CellShape, size: float) -> list[Point]:
    if shape_class in ("flat", "spindle"):
        return _lens(size, 0.34 if shape_class == "flat" else 0.3)
    return ring([size * share for share in _RADII[shape_class]], flat=_FLAT.get(shape_class, 1))


def _blunt(points: Sequence[Point]) -> str:
    """Return the path of a closed polygon whose corners are rounded, as those of cells that lie packed are."""
    pieces = []
    for i, corner in enumerate(points):
        sides = (points[i - 1], points[(i + 1) % len(points)])
        start, end = (corner.towards(side, 0.22 * corner.far_from(side)) for side in sides)
        places = [f"{number(at.x)} {number(at.y)}" for at in (start, corner, end)]
        pieces.append(f"{'L' if i else 'M'}{places[0]}Q{' '.join(places[1:])}")
    return "".join(pieces) + "Z"


def _lens(size: float, high: float) -> list[Point]:
    """Return the outline of a long cell, thick in the middle, with two pointed ends."""
    upper = [
        Point(size * x, -size * high * math.cos(x / 1.7 * math.pi / 2) ** 2) for x in (-1.7, -1, -0.4, 0.4, 1, 1.7)
    ]
    return [*upper, *(Point(point.x, -point.y) for point in reversed(upper[1:-1]))]


def _reach(points: Sequence[Point], right: float, down: float) -> float:
    """Return how far the outline reaches along an axis, such as (1, 0) or (0, -1), with the sign of the axis."""
    near = [
        point for point in points if abs(point.x * down) + abs(point.y * right) <= 0.35 * point.far_from(Point(0, 0))
    ]
    along = [point.x * right + point.y * down for point in near or points]
    return max(along) * (right + down)


def _nuclei(nucleus: Nucleus, size: float, shape_class: CellShape, hue: str) -> tuple[Node, ...]:
    if nucleus == "none":
        return ()
    long = shape_class in ("flat", "spindle")
    unit = size * (0.5 if long or shape_class in ("dendritic", "branched") else 1)
    if nucleus == "kidney":
        points = ring([unit * 0.55 * share for share in (0.55, 1, 1.05, 1, 0.95, 0.9, 0.95, 1, 1.05, 1)])
        outline = smooth_path(points, closed=True)
        return (Node.made("path", d=outline, fill=f"var(--{hue})", fill_opacity="0.5", stroke=f"var(--{hue})"),)
    radius, places = _LOBES[nucleus]
    at = [Point(place.x * unit, place.y * unit) for place in places]
    linked = nucleus in ("lobed", "bilobed")  # one nucleus, whose lobes have no rim where they meet
    look = {"ry": radius * unit * (0.5 if long else 1), "fill": f"var(--{hue})"}
    look |= {} if linked else {"fill_opacity": "0.5", "stroke": f"var(--{hue})"}
    lobes = [Node.made("ellipse", cx=x.x, cy=x.y, rx=radius * unit, **look) for x in at]
    if not linked:
        return tuple(lobes)
    lobes.append(Node.made("path", d=line_path(at), stroke=f"var(--{hue})", stroke_width=0.1 * unit, fill="none"))
    return (Node.made("g", *lobes, opacity="0.55"),)


def _granules(size: float, hue: str) -> tuple[Node, ...]:
    places = [Point(0, -0.76 * size).turned(turn) for turn in range(12, 372, 30)]
    return tuple(Node.made("circle", cx=at.x, cy=at.y, r=0.09 * size, fill=f"var(--{hue})") for at in places)
