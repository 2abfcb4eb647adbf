"""Whom helper cells fight, or help: microbes in a cell, a worm, bacteria and a yeast, antibodies, other T cells."""

import functools
from typing import Literal, get_args

from helpers.illustrations.cells import cell, microbe
from helpers.illustrations.mark import Mark, shape, together
from helpers.illustrations.molecules import drug
from helpers.illustrations.svg import Box, Node, Point, around, smooth_path

Enemy = Literal["intracellular", "worm", "extracellular", "antibodies", "T cells"]
"""How what a helper cell turns to is drawn."""


@functools.cache
def enemy(name: Enemy) -> Mark:
    """Return what a helper cell turns to, about 40 pixels wide, with its middle at the origin.

    Raises ValueError for a name that the grammar does not know.
    """
    draw = {
        "intracellular": _inside_a_cell,
        "worm": _worm,
        "extracellular": _between_cells,
        "antibodies": _antibodies,
        "T cells": _t_cells,
    }.get(name)
    if draw is None:
        raise ValueError(f"'{name}' is not an enemy that can be drawn; choose one of: {', '.join(get_args(Enemy))}.")
    return draw()


def _inside_a_cell() -> Mark:
    within = [microbe(2.6, "purple").scaled(0.8).at(x, y) for x, y in ((-8, -6), (-2, 5), (6, -7))]
    return together([cell("round", 19, "none", "grey"), *within])


def _worm() -> Mark:
    line = [Point(-20, 6), Point(-12, -6), Point(-4, 5), Point(4, -6), Point(12, 5), Point(20, -5)]
    path = smooth_path(line)
    nodes = tuple(
        Node.made("path", d=path, fill="none", stroke=f"var(--{hue})", stroke_width=wide, stroke_linecap="round")
        for hue, wide in (("purple", 8), ("purple-tint", 5.4))
    )
    return Mark(nodes, around(line).grown(4))


def _between_cells() -> Mark:
    yeast = [
        shape("circle", Box(x - r, y - r, x + r, y + r), cx=x, cy=y, r=r, fill="var(--purple-tint)",
              stroke="var(--purple)", stroke_width=1.4)
        for x, y, r in ((10, 4, 8), (15, -8, 5))
    ]  # fmt: skip
    return together([microbe(5, "purple").at(-14, -7), microbe(5, "purple").at(-12, 8), *yeast])


def _antibodies() -> Mark:
    return together([drug("antibody", "blue", 14).at(x, y) for x, y in ((-12, -2), (12, 3))])


def _t_cells() -> Mark:
    return together([cell("round", 11, "round", "sky").at(x, y) for x, y in ((-12, 4), (11, 5), (-1, -9))])
