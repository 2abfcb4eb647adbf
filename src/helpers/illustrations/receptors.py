"""Receptor chains: domains outside counted and spaced as they are, the way through the membrane, the part inside."""

import functools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from helpers.illustrations.mark import Mark, together
from helpers.illustrations.svg import Box, Node, Point, around, line_path, smooth_path

Domain = Literal["Ig", "fibronectin", "cysteine-rich", "sushi"]
"""The kinds of domains outside the membrane that are drawn each in its own way."""
Anchor = Literal["transmembrane", "seven-transmembrane", "GPI", "secreted"]
Inside = Literal["box1/box2", "TIR", "SEFIR", "kinase", "phosphatase", "death", "short", "G protein"]

PITCH: Mapping[Domain, float] = {"Ig": 20, "fibronectin": 19, "cysteine-rich": 13, "sushi": 15}
"""From one domain to the next (pixels)."""
_HALF: Mapping[Domain, float] = {"Ig": 10, "fibronectin": 8, "cysteine-rich": 9, "sushi": 7}
# Chains that several messengers share have one colour everywhere in the course; the others are green or grey-blue.
CHAIN_HUES: Mapping[str, str] = {
    "IL6ST": "blue",
    "IL2RG": "sky",
    "CSF2RB": "purple",
    "IL1RAP": "orange",
    "IL12RB1": "vermilion",
    "IL10RB": "grey",
}
OWN_HUE = "green"
_LINE = 1.4
_TAIL = 62.0
_UNCOUNTED = 40.0  # height of what is outside where the sources do not count domains


@dataclass(frozen=True, slots=True)
class ChainParts:
    """What a chain is made of: its domains from the outermost to the membrane, its anchor, and its part inside."""

    domains: tuple[Domain, ...]
    anchor: Anchor
    inside: Inside


@functools.cache
def receptor_chain(
    parts: ChainParts, hue: str = OWN_HUE, *, membrane_height: float = 26, stalk: float = 0, lean: float = 0
) -> Mark:
    """Return a receptor chain that stands in a membrane, whose outer face is y = 0; x = 0 is where it passes.

    `stalk` (pixels) lifts its domains over the membrane; `lean` turns what is outside (degrees, clockwise). Ports:
    "top" (its outermost domain), "foot" (where it leaves the membrane inside), "box" (where a kinase sits), "end" (of
    its tail), and "domain 1", "domain 2" ... from the outermost on. A secreted chain has no membrane part: its lowest
    domain ends at y = 0. A chain without counted domains is a dashed rod; one that passes the membrane seven times has
    a pocket between its passes instead, its "top", and an arm that reaches over it.
    """
    if parts.anchor == "seven-transmembrane" and not parts.domains:
        low = _inside(parts.inside, hue).at(0, membrane_height)
        ends = {"top": Point(0, -9), "foot": Point(0, membrane_height), "box": Point(0, membrane_height + 16)}
        return together([_seven(hue, membrane_height), low], {**ends, "end": Point(0, low.box.bottom)})
    outside = _domains(parts.domains, hue, stalk + 4 if parts.anchor != "secreted" else 0)
    ports = {name: port.turned(lean) for name, port in outside.ports.items()}
    marks = [outside.turned(lean) if lean else outside]
    if parts.anchor == "secreted":
        return together(marks, ports)
    marks.append(passage(parts.anchor, hue, membrane_height))
    if parts.anchor == "GPI":
        return together(marks, {**ports, "foot": Point(0, membrane_height / 2)})
    marks.append(_inside(parts.inside, hue).at(0, membrane_height))
    low = membrane_height
    ends = {"foot": Point(0, low), "box": Point(0, low + 16), "end": Point(0, low + _inside_length(parts.inside))}
    return together(marks, {**ports, **ends})


@functools.cache
def receptor_sign(hue: str = OWN_HUE, size: float = 7) -> Mark:
    """Return the sign of a receptor where its chains are not the matter: a cup on a stalk that stands on y = 0.

    `size` is half the width of the cup (pixels). Ports: "cup", where a messenger lies in it.
    """
    low, high = -size, -1.9 * size
    side = 0.8 * size
    points = [Point(-size, high), Point(-side, -1.2 * size), Point(0, low), Point(side, -1.2 * size), Point(size, high)]
    cup = smooth_path(points)
    look = {"stroke": f"var(--{hue})", "stroke_width": 2.6, "stroke_linecap": "round", "fill": "none"}
    nodes = (
        Node.made("path", d=line_path([Point(0, 3), Point(0, low)]), **look),
        Node.made("path", d=cup, **look),
    )
    return Mark(nodes, Box(-size, high, size, 3), {"cup": Point(0, low - 1.5)})


def reaching(parts: ChainParts, hue: str, root: Point, target: Point, membrane_height: float = 26) -> Mark:
    """Return a chain that stands in the membrane at `root` and leans so that its outermost domain lies at `target`.

    A secreted chain hangs at `target` along the same line, and a chain whose domains are longer than the way to it
    reaches beyond.
    """
    first = PITCH[parts.domains[0]] / 2 if parts.domains else 0.0
    lean = math.degrees(math.atan2(target.x - root.x, root.y - target.y))
    if parts.anchor == "secreted":
        foot = target.towards(root, chain_height(parts.domains) - 4 - first)
        return receptor_chain(parts, hue, lean=round(lean, 1)).at(foot.x, foot.y)
    stalk = max(0.0, root.far_from(target) + first - chain_height(parts.domains))
    chain = receptor_chain(parts, hue, membrane_height=membrane_height, stalk=round(stalk, 1), lean=round(lean, 1))
    return chain.at(root.x, root.y)


def half_width(parts: ChainParts) -> float:
    """Return how far the outermost domain reaches to its sides (pixels)."""
    return _HALF[parts.domains[0]] if parts.domains else 5.0


def chain_height(domains: Sequence[Domain]) -> float:
    """Return how high a chain with these domains stands over the membrane (pixels)."""
    return 4 + (sum(PITCH[domain] for domain in domains) or _UNCOUNTED)


def _domains(domains: Sequence[Domain], hue: str, gap: float) -> Mark:
    """Return the domains as a column over y = 0, joined by a line."""
    foot, marks, ports = -gap, [], {}
    if not domains:  # nobody counted them: a plain rod
        foot -= _UNCOUNTED
        rod = line_path([Point(0, -gap), Point(0, foot)])
        look = {"stroke": f"var(--{hue})", "stroke_width": 9.0, "stroke_dasharray": "7 4"}
        marks.append(Mark((Node.made("path", d=rod, **look),), Box(-5, foot, 5, -gap)))
    for number, domain in reversed(list(enumerate(domains, 1))):
        middle = Point(0, foot - PITCH[domain] / 2)
        marks.append(single_domain(domain, hue).at(middle.x, middle.y))
        ports[f"domain {number}"] = middle
        foot -= PITCH[domain]
    high = Point(0, foot + 4 if domains else -gap)
    spine = Node.made("path", d=line_path([Point(0, 0), high]), stroke=f"var(--{hue})", stroke_width=2.5)
    line = Mark((spine,) if high.y < 0 else (), Box(-1, foot, 1, 0))
    return together([line, *marks], {**ports, "top": Point(0, foot)})


@functools.cache
def single_domain(domain: Domain, hue: str = OWN_HUE) -> Mark:
    """Return one domain of a chain with its middle at the origin."""
    look = {"fill": f"var(--{hue}-tint)", "stroke": f"var(--{hue})", "stroke_width": _LINE}
    if domain == "fibronectin":
        return Mark((Node.made("rect", x=-8, y=-8, width=16, height=16, rx=4, **look),), Box(-8, -8, 8, 8))
    if domain == "Ig":  # a loop held by one disulfide bond, drawn as the letter C
        body = Node.made("ellipse", rx=10, ry=9, **look)
        bond = Node.made("path", d=line_path([Point(3, -5), Point(3, 5)]), stroke=f"var(--{hue})", stroke_width=1.6)
        return Mark((body, bond), Box(-10, -9, 10, 9))
    if domain == "cysteine-rich":
        points = [Point(-9, 0), Point(0, -6), Point(9, 0), Point(0, 6)]
        return Mark((Node.made("path", d=line_path(points) + "Z", stroke_linejoin="round", **look),), around(points))
    return Mark((Node.made("ellipse", rx=7, ry=7, **look),), Box(-7, -7, 7, 7))


def passage(anchor: Anchor, hue: str = OWN_HUE, high: float = 26) -> Mark:
    """Return the way of a chain through a membrane `high` pixels thick, whose outer face is y = 0."""
    stroke = f"var(--{hue})"
    if anchor == "GPI":
        foot = smooth_path([Point(0, -4), Point(0, 3), Point(-3, high / 2 - 3)])
        node = Node.made("path", d=foot, fill="none", stroke=stroke, stroke_width=3, stroke_linecap="round")
        return Mark((node,), Box(-4, -4, 2, high / 2))
    if anchor == "seven-transmembrane":
        return _seven(hue, high)
    rod = Node.made("path", d=line_path([Point(0, -4), Point(0, high + 2)]), stroke=stroke, stroke_width=6)
    return Mark((rod,), Box(-3, -4, 3, high + 2))


def _seven(hue: str, high: float) -> Mark:
    """Return seven rods through the membrane and the loops between them."""
    xs = [-36 + 12 * i for i in range(7)]
    rods = [
        Node.made("path", d=line_path([Point(x, 1), Point(x, high - 1)]), stroke=f"var(--{hue})", stroke_width=7,
                  stroke_linecap="round")
        for x in xs
    ]  # fmt: skip
    loops = [
        Node.made(
            "path",
            d=smooth_path([Point(x, edge), Point(x + 6, edge + sign * 8), Point(x + 12, edge)]),
            fill="none",
            stroke=f"var(--{hue})",
            stroke_width=2,
        )
        for i, x in enumerate(xs[:-1])
        for edge, sign in [(high, 1) if i % 2 == 0 else (0, -1)]
    ]
    arm = smooth_path([Point(-36, 0), Point(-39, -14), Point(-27, -25), Point(-9, -20)])
    head = Node.made("path", d=arm, fill="none", stroke=f"var(--{hue})", stroke_width=2.5)
    return Mark((*rods, *loops, head), Box(-42, -27, 40, high + 8))


def _inside_length(inside: Inside) -> float:
    return {"short": 10.0, "box1/box2": _TAIL}.get(inside, 40.0)


def _inside(inside: Inside, hue: str) -> Mark:
    """Return what reaches into the cell, hanging from y = 0."""
    stroke = f"var(--{hue})"
    long = _inside_length(inside)
    wave = [Point(0, 0), Point(0, long * 0.4), Point(-3, long * 0.7), Point(0, long)]
    tail = Node.made("path", d=smooth_path(wave), fill="none", stroke=stroke, stroke_width=2.5, stroke_linecap="round")
    box = Box(-4, 0, 4, long)
    if inside in ("short", "box1/box2"):
        return Mark((tail,), box)
    knob = inner_sign(inside, hue)
    return together([Mark((tail,), box), knob.at(0, long - (18 if inside == "G protein" else 0))])


@functools.cache
def inner_sign(inside: Inside, hue: str = OWN_HUE) -> Mark:
    """Return what a chain ends in inside the cell, with its middle at the origin; a chain without it ends in a line."""
    look = {"fill": f"var(--{hue}-tint)", "stroke": f"var(--{hue})", "stroke_width": _LINE}
    drawn = {
        "TIR": (Node.made("circle", r=11, **look), Box(-11, -11, 11, 11)),
        "SEFIR": (Node.made("rect", x=-10, y=-10, width=20, height=20, rx=3, **look), Box(-10, -10, 10, 10)),
        "kinase": (Node.made("ellipse", rx=10, ry=15, **look), Box(-10, -15, 10, 15)),
        "phosphatase": (Node.made("ellipse", rx=15, ry=10, **look), Box(-15, -10, 15, 10)),
        "death": (Node.made("path", d="M0 -11L11 8L-11 8Z", **look), Box(-11, -11, 11, 8)),
        "G protein": (Node.made("ellipse", rx=16, ry=9, **look), Box(-16, -9, 16, 9)),
    }.get(inside)
    if drawn is None:
        path = line_path([Point(0, -8), Point(0, 8)])
        drawn = (Node.made("path", d=path, stroke=f"var(--{hue})", stroke_width=2.5), Box(-1, -8, 1, 8))
    return Mark((drawn[0],), drawn[1])


# ---------------------------------------------------------------------------- a receptor of two states

# One half of the receptor, from its outer end to its inner one, as shares of its size: at rest it is a vase, open above
# and closed below; active it is closed above, around its ligand, and open below.
_ARMS: Mapping[bool, tuple[Point, ...]] = {
    False: (Point(0.36, -1), Point(0.46, -0.5), Point(0.15, 0.15), Point(0.15, 1.3)),
    True: (Point(0.17, -1.02), Point(0.48, -0.55), Point(0.34, 0.15), Point(0.38, 1.3)),
}


@functools.cache
def two_state_receptor(*, active: bool, size: float = 40) -> Mark:
    """Return a receptor that turns between two shapes, in a membrane whose outer face is y = 0; its middle is x = 0.

    `size` is its height over the membrane (pixels), which is 0.6 of it thick. Ports: "pocket" (the middle of what it
    holds), "inside" (its lower end), "left" and "right".
    """
    hue, wide = ("green" if active else "grey"), round(0.26 * size, 1)
    half = [Point(point.x * size, point.y * size) for point in _ARMS[active]]
    path = "".join(smooth_path([Point(side * point.x, point.y) for point in half]) for side in (-1, 1))
    node = Node.made("path", d=path, fill="none", stroke=f"var(--{hue})", stroke_width=wide, stroke_linecap="round")
    reach = max(point.x for point in half) + wide / 2
    ports = {
        "pocket": Point(0, (-0.55 if active else -0.5) * size),
        "inside": Point(0, 1.3 * size),
        "left": Point(-reach, -0.5 * size),
        "right": Point(reach, -0.5 * size),
    }
    return Mark((node,), Box(-reach, -1.15 * size, reach, 1.4 * size), ports)
