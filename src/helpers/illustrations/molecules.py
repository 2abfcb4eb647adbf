"""Molecules: messengers by their fold, kinases, transcription factors, and the formats of drugs."""

import functools
from collections.abc import Mapping, Sequence
from typing import Literal, get_args

from helpers.illustrations.lettering import SMALL, label, text_width
from helpers.illustrations.mark import Mark, shape, together
from helpers.illustrations.receptors import Domain, single_domain
from helpers.illustrations.svg import Box, Node, Point, around, line_path, ring, smooth_path

Fold = Literal["four-helix bundle", "β-trefoil", "cystine knot", "chemokine", "unknown"]
"""The fold by which a messenger is drawn; "unknown" is a plain disc."""

_LINE = 1.4


@functools.cache
def ligand(fold: Fold, hue: str = "vermilion", size: float = 13) -> Mark:
    """Return a messenger with its middle at the origin; `size` is half its height (pixels).

    A four-helix bundle is four rods, a β-trefoil one body of three lobes, a cystine knot two crossed loops, a chemokine
    a disc with a tail. Ports: "top", "right", "bottom", "left". Raises ValueError for a fold that is not known.
    """
    if fold not in get_args(Fold):
        raise ValueError(f"'{fold}' is not a fold that can be drawn; choose one of: {', '.join(get_args(Fold))}.")
    draw = {
        "four-helix bundle": _rods,
        "β-trefoil": _leaves,
        "cystine knot": _knot,
        "chemokine": _tailed,
        "unknown": _disc,
    }[fold]
    nodes = draw(size, hue)
    ports = {"top": Point(0, -size), "right": Point(size, 0), "bottom": Point(0, size), "left": Point(-size, 0)}
    return Mark(nodes, Box(-size, -size, size, size), ports)


def dimer(fold: Fold, hues: Sequence[str] = ("vermilion", "vermilion"), size: float = 12) -> Mark:
    """Return two messengers that cling to each other, one for each of two `hues`; equal hues: a homodimer."""
    one, other = (ligand(fold, hue, size).at(x, 0) for hue, x in zip(hues, (-0.85 * size, 0.85 * size), strict=True))
    wide = 1.85 * size
    ports = {"top": Point(0, -size), "right": Point(wide, 0), "bottom": Point(0, size), "left": Point(-wide, 0)}
    return together([one, other], ports)


@functools.cache
def trimer(hue: str = "vermilion", size: float = 12) -> Mark:
    """Return a messenger of three equal parts, one above two, such as TNF; ports and origin are those of `ligand`."""
    small = 0.56 * size
    places = (Point(0, -0.44 * size), Point(-0.6 * size, 0.44 * size), Point(0.6 * size, 0.44 * size))
    look = {"r": small, "fill": f"var(--{hue}-tint)", "stroke": f"var(--{hue})", "stroke_width": 1.8}
    nodes = tuple(Node.made("circle", cx=at.x, cy=at.y, **look) for at in places)
    wide = 0.6 * size + small
    ports = {"top": Point(0, -size), "right": Point(wide, 0), "bottom": Point(0, size), "left": Point(-wide, 0)}
    return Mark(nodes, Box(-wide, -size, wide, size), ports)


@functools.cache
def precursor(fold: Fold = "β-trefoil", hue: str = "grey", size: float = 12) -> Mark:
    """Return a messenger that is not yet cut: by its `fold`, with the piece that makes it inactive as a loop on it."""
    body = ligand(fold, hue, size)
    loop = [(0.3, -0.5), (0.75, -0.95), (1.25, -0.75), (1.2, -0.15), (1.5, 0.2), (1.3, 0.6)]
    piece = Node.made("path", d=smooth_path([Point(size * x, size * y) for x, y in loop]), fill="none",
                      stroke=f"var(--{hue})", stroke_width=2.6, stroke_linecap="round")  # fmt: skip
    return together([Mark((piece,), Box(0, -1.1 * size, 1.5 * size, size)), body], body.ports)


@functools.cache
def messenger_rna(length: float = 60, hue: str = "blue") -> Mark:
    """Return a messenger RNA: one wavy strand with a cap at its left end, its middle at the origin."""
    steps = 4 * max(2, round(length / 18))
    wave = [Point(-length / 2 + length * i / steps, (0, -4, 0, 4)[i % 4]) for i in range(steps + 1)]
    strand = Node.made("path", d=smooth_path(wave), fill="none", stroke=f"var(--{hue})", stroke_width=2.4)
    cap = Node.made("circle", cx=-length / 2, r=3.5, fill=f"var(--{hue})")
    ports = {"left": Point(-length / 2, 0), "right": Point(length / 2, 0)}
    return Mark((strand, cap), Box(-length / 2 - 3.5, -5, length / 2, 5), ports)


@functools.cache
def protease(size: float = 13, hue: str = "purple") -> Mark:
    """Return an enzyme that cuts proteins: a disc with a mouth at its left, its middle at the origin."""
    jaw = 0.5 * size
    mouth = f"M{-0.87 * size:.1f} {-jaw:.1f}A{size:g} {size:g} 0 1 1 {-0.87 * size:.1f} {jaw:.1f}L0 0Z"
    body = Node.made("path", d=mouth, fill=f"var(--{hue}-tint)", stroke=f"var(--{hue})", stroke_width=_LINE,
                     stroke_linejoin="round")  # fmt: skip
    return Mark((body,), Box(-size, -size, size, size), {"mouth": Point(-0.4 * size, 0)})


@functools.cache
def kinase(name: str, hue: str = "purple") -> Mark:
    """Return a kinase with its `name` on it, a rounded bar with its middle at the origin. Ports: "left", "right"."""
    return _signed(name, hue, rounding=9)


@functools.cache
def adapter(name: str, hue: str = "grey") -> Mark:
    """Return an adapter with its `name` on it, a bar with square corners. Ports: "left", "right"."""
    return _signed(name, hue, rounding=2)


@functools.cache
def transcription_factor(name: str, hue: str = "green", phosphates: int = 0, side: int = 1) -> Mark:
    """Return a transcription factor with its `name`, a hexagon, with `phosphates` on its right (1) or left shoulder."""
    wide = text_width(name, SMALL, "bold") / 2 + 12
    points = [Point(-wide, 0), Point(-wide + 8, -12), Point(wide - 8, -12), Point(wide, 0), Point(wide - 8, 12),
              Point(-wide + 8, 12)]  # fmt: skip
    body = Node.made("path", d=line_path(points) + "Z", fill=f"var(--{hue}-tint)", stroke=f"var(--{hue})",
                     stroke_width=_LINE, stroke_linejoin="round")  # fmt: skip
    text = label(name, size=SMALL, weight="bold", anchor="middle").at(0, 4.3)
    marks = [Mark((body,), around(points)), text]
    marks += [phosphate().at(side * (wide - 4 - 13 * i), -13) for i in range(phosphates)]
    ports = {"left": Point(-wide, 0), "right": Point(wide, 0), "top": Point(0, -12), "bottom": Point(0, 12)}
    return together(marks, ports)


@functools.cache
def phosphate() -> Mark:
    """Return a phosphate: a small disc with a P, its middle at the origin."""
    disc = shape("circle", Box(-7, -7, 7, 7), r=7, fill="var(--page)", stroke="var(--orange)", stroke_width=1.8)
    return together([disc, label("P", size=SMALL, weight="bold", anchor="middle").at(0, 4.3)])


def _signed(name: str, hue: str, rounding: float) -> Mark:
    wide = text_width(name, SMALL, "bold") / 2 + 7
    body = shape("rect", Box(-wide, -10, wide, 10), x=-wide, y=-10, width=2 * wide, height=20, rx=rounding,
                 fill=f"var(--{hue}-tint)", stroke=f"var(--{hue})", stroke_width=_LINE)  # fmt: skip
    text = label(name, size=SMALL, weight="bold", anchor="middle").at(0, 4.3)
    ports = {"left": Point(-wide, 0), "right": Point(wide, 0), "top": Point(0, -10), "bottom": Point(0, 10)}
    return together([body, text], ports)


def _rods(size: float, hue: str) -> tuple[Node, ...]:
    rods = []
    for i, x in enumerate((-0.66, -0.22, 0.22, 0.66)):
        high = size * (0.92 if i % 2 else 0.8)
        rods.append(
            Node.made("line", x1=x * size, x2=x * size + (0.06 if i % 2 else -0.06) * size, y1=-high + 3, y2=high - 3,
                      stroke=f"var(--{hue})", stroke_width=0.38 * size, stroke_linecap="round",
                      stroke_opacity=None if i % 2 else "0.72")
        )  # fmt: skip
    return tuple(rods)


def _leaves(size: float, hue: str) -> tuple[Node, ...]:
    """Return one body with three equal lobes around a barrel: a single outline, since it is a single chain."""
    radii = [size * share for share in (1, 0.9, 0.6, 0.9) * 3]
    body = Node.made("path", d=smooth_path(ring(radii), closed=True), fill=f"var(--{hue}-tint)",
                     stroke=f"var(--{hue})", stroke_width=1.8)  # fmt: skip
    barrel = Node.made("circle", r=0.26 * size, fill=f"var(--{hue})", fill_opacity="0.45")
    return body, barrel


def _knot(size: float, hue: str) -> tuple[Node, ...]:
    return tuple(
        Node.made("ellipse", rx=0.4 * size, ry=size, transform=f"rotate({turn})", fill=fill, stroke=f"var(--{hue})",
                  stroke_width=1.8)
        for turn, fill in ((-30, f"var(--{hue}-tint)"), (30, "none"))
    )  # fmt: skip


def _tailed(size: float, hue: str) -> tuple[Node, ...]:
    tail = smooth_path([Point(0.3 * size, -0.2 * size), Point(0.75 * size, -0.7 * size), Point(0.6 * size, -size)])
    return (
        Node.made("path", d=tail, fill="none", stroke=f"var(--{hue})", stroke_width=2.4, stroke_linecap="round"),
        Node.made("circle", cy=0.15 * size, r=0.72 * size, fill=f"var(--{hue}-tint)", stroke=f"var(--{hue})",
                  stroke_width=1.8),
    )  # fmt: skip


def _disc(size: float, hue: str) -> tuple[Node, ...]:
    disc = Node.made("circle", r=0.8 * size, fill=f"var(--{hue}-tint)", stroke=f"var(--{hue})", stroke_width=1.8,
                     stroke_dasharray="3 2")  # fmt: skip
    return (disc,)


# ---------------------------------------------------------------------------- drugs

Format = Literal[
    "antibody", "Fab", "Fc fusion", "toxin fusion", "cytokine", "PEG", "small molecule", "peptide", "nanobody",
]  # fmt: skip
"""The formats of drugs that are drawn each in its own way."""
_TOP = Point(0, -0.95)
# Where a format binds, as shares of its size; the others at the middle of their top.
_TIPS: Mapping[Format, tuple[Point, Point]] = {
    "antibody": (Point(-0.64, -0.9), Point(0.64, -0.9)),
    "Fab": (Point(-0.64, -0.9), Point(-0.64, -0.9)),
    "PEG": (Point(-0.3, -0.55), Point(-0.3, -0.55)),
    "small molecule": (Point(0, -0.45), Point(0, -0.45)),
    "peptide": (Point(0, -0.62), Point(0, -0.62)),
    "nanobody": (Point(0, -0.5), Point(0, -0.5)),
    "cytokine": (Point(0, -0.75), Point(0, -0.75)),
}


@functools.cache
def drug(drug_format: Format, hue: str = "blue", size: float = 18) -> Mark:
    """Return a drug by its format with its middle at the origin; `size` is half its height (pixels).

    An antibody has two arms that bind and a stem, a Fab fragment one arm, an Fc fusion two receptor pieces on a stem, a
    toxin fusion a messenger with a triangle, a PEG chain is a coil. Ports: "tip" and "other tip" (where it binds; one
    and the same where it binds in one place), and "stem", its end away from there.
    Raises ValueError for a format that the grammar does not know.
    """
    draw = {
        "antibody": _antibody,
        "Fab": _fab,
        "Fc fusion": _fc_fusion,
        "toxin fusion": _toxin_fusion,
        "cytokine": _cytokine,
        "PEG": _pegylated,
        "small molecule": _small,
        "peptide": _peptide,
        "nanobody": _nanobody,
    }.get(drug_format)
    if draw is None:
        raise ValueError(
            f"'{drug_format}' is not a format that can be drawn; choose one of: {', '.join(get_args(Format))}."
        )
    one, other = _TIPS.get(drug_format, (_TOP, _TOP))
    ports = {
        "tip": Point(one.x * size, one.y * size),
        "other tip": Point(other.x * size, other.y * size),
        "stem": Point(0, size),
    }
    return Mark(draw(size, hue), Box(-0.9 * size, -size, 0.9 * size, size), ports)


def gripping(holder: Mark) -> Mark:
    """Return a drug turned over, so that it comes down on what it holds: its tip is the origin."""
    turned = holder.turned(180)
    tip = turned.ports["tip"]
    return turned.at(-tip.x, -tip.y)


@functools.cache
def trap(pieces: Sequence[Domain], hue: str = "blue", size: float = 25) -> Mark:
    """Return an Fc fusion whose two arms are `pieces` of a receptor, the outermost first; `size` is half its height.

    Its middle is the origin, its port "tip" lies between the ends of its arms, "stem" at its other end.
    """
    step = 0.95 * size / max(1, len(pieces))
    arms = [
        single_domain(piece, hue).scaled(round(step / 19, 2)).at(side * 0.36 * size, -size + step * (i + 0.5))
        for side in (-1, 1)
        for i, piece in enumerate(pieces)
    ]
    stem = Mark(_stem(size, hue), Box(-0.3 * size, 0, 0.3 * size, size))
    drawn = together([stem, *arms])
    return Mark(drawn.nodes, drawn.box, {"tip": Point(0, -size), "stem": Point(0, size)})


def _stick(first: Point, last: Point, hue: str, wide: float, *, pale: bool = False) -> Node:
    return Node.made("path", d=line_path([first, last]), stroke=f"var(--{hue})", stroke_width=wide,
                     stroke_linecap="round", stroke_opacity="0.55" if pale else None, fill="none")  # fmt: skip


def _stem(size: float, hue: str) -> tuple[Node, ...]:
    wide = 0.24 * size
    return tuple(_stick(Point(x, 0.12 * size), Point(x, 0.85 * size), hue, wide) for x in (-0.16 * size, 0.16 * size))


def _arm(size: float, hue: str, side: int) -> tuple[Node, ...]:
    wide = 0.22 * size
    heavy = _stick(Point(side * 0.2 * size, -0.1 * size), Point(side * 0.58 * size, -0.82 * size), hue, wide)
    light = _stick(Point(side * 0.44 * size, -0.02 * size), Point(side * 0.8 * size, -0.7 * size), hue, wide, pale=True)
    return heavy, light


def _antibody(size: float, hue: str) -> tuple[Node, ...]:
    return (*_stem(size, hue), *_arm(size, hue, -1), *_arm(size, hue, 1))


def _fab(size: float, hue: str) -> tuple[Node, ...]:
    return _arm(size, hue, -1)


def _fc_fusion(size: float, hue: str) -> tuple[Node, ...]:
    heads = tuple(
        Node.made("rect", x=x * size - 0.17 * size, y=y * size, width=0.34 * size, height=0.36 * size, rx=0.12 * size,
                  fill=f"var(--{hue}-tint)", stroke=f"var(--{hue})", stroke_width=_LINE)
        for x in (-0.32, 0.32) for y in (-0.95, -0.5)
    )  # fmt: skip
    return (*_stem(size, hue), *heads)


def _toxin_fusion(size: float, hue: str) -> tuple[Node, ...]:
    toxin = line_path([Point(0, 0.05 * size), Point(-0.5 * size, 0.9 * size), Point(0.5 * size, 0.9 * size)]) + "Z"
    head = Node.made("g", *_rods(0.62 * size, hue), transform=f"translate(0 {round(-0.48 * size, 1)})")
    return (Node.made("path", d=toxin, fill="var(--ink)", stroke="var(--ink)", stroke_linejoin="round"), head)


def _cytokine(size: float, hue: str) -> tuple[Node, ...]:
    return _rods(0.8 * size, hue)


def _pegylated(size: float, hue: str) -> tuple[Node, ...]:
    coil = [Point((0.3 + 0.09 * i) * size, (0.5 if i % 2 else -0.1) * size * 0.8) for i in range(7)]
    line = Node.made("path", d=smooth_path(coil), fill="none", stroke="var(--line)", stroke_width=2)
    return (Node.made("g", *_rods(0.62 * size, hue), transform=f"translate({round(-0.3 * size, 1)} 0)"), line)


def _small(size: float, hue: str) -> tuple[Node, ...]:
    hexagon = line_path(ring([0.45 * size] * 6)) + "Z"
    return (
        Node.made("path", d=hexagon, fill=f"var(--{hue}-tint)", stroke=f"var(--{hue})", stroke_width=2),
        _stick(Point(0.39 * size, -0.22 * size), Point(0.75 * size, -0.44 * size), hue, 2),
    )


def _peptide(size: float, hue: str) -> tuple[Node, ...]:
    beads = [Point(0.55 * size, 0).turned(40 + 56 * i) for i in range(6)]
    line = Node.made("path", d=smooth_path(beads), fill="none", stroke=f"var(--{hue})", stroke_width=2)
    return (line, *(Node.made("circle", cx=at.x, cy=at.y, r=0.15 * size, fill=f"var(--{hue})") for at in beads))


def _nanobody(size: float, hue: str) -> tuple[Node, ...]:
    return (
        Node.made("rect", x=-0.3 * size, y=-0.5 * size, width=0.6 * size, height=size, rx=0.28 * size,
                  fill=f"var(--{hue}-tint)", stroke=f"var(--{hue})", stroke_width=1.8),
    )  # fmt: skip
