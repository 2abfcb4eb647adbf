"""The key of a picture: each sign beside the word that it stands for, in calm lines below the title."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from helpers.illustrations.arrows import Effect, arrow
from helpers.illustrations.lettering import SMALL, label
from helpers.illustrations.mark import Mark, shape, together
from helpers.illustrations.receptors import Domain, Inside, inner_sign, single_domain
from helpers.illustrations.svg import Box, Node, Point, line_path

Trend = Literal["up", "down", "="]
LINE = 20.0
"""From one line of a key to the next (pixels)."""
_TALL = 16.0  # the most that a sign is high
_ASIDE = 5.0  # from a sign to its word
_GAP = 15.0  # from a word to the next sign


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign of a picture, as it is drawn there, and what it stands for; `mark` is None for words without a sign."""

    mark: Mark | None
    words: str


def legend(signs: Sequence[Sign], width: float) -> Mark:
    """Return `signs` in lines of at most `width` pixels, the first line's middle on y = 0, its left end on x = 0.

    Raises ValueError when there are none.
    """
    marks: list[Mark] = []
    x, y = 0.0, 0.0
    for sign in signs:
        drawn = _drawn(sign, width)
        if x and x + drawn.box.width > width:
            x, y = 0.0, y + LINE
        marks.append(drawn.at(x, y))
        x += drawn.box.width + _GAP
        y += drawn.box.bottom - min(drawn.box.bottom, LINE / 2)
    return together(marks)


def only(*signs: tuple[Sign, bool]) -> tuple[Sign, ...]:
    """Return the signs that a picture shows: of pairs of a sign and whether it is there, those that are."""
    return tuple(sign for sign, shown in signs if shown)


def arrow_sign(effect: Effect, words: str, colour: str = "quiet") -> Sign:
    """Return the sign of a kind of arrow in the `colour` that it has in the picture."""
    return Sign(arrow(Point(-13, 0), Point(13, 0), effect, colour=colour), words)


def domain_sign(domain: Domain, words: str, hue: str = "grey") -> Sign:
    """Return the sign of a kind of domain outside the membrane."""
    return Sign(single_domain(domain, hue), words)


def inside_sign(inside: Inside, words: str, hue: str = "grey") -> Sign:
    """Return the sign of what a chain ends in inside the cell."""
    return Sign(inner_sign(inside, hue), words)


def bar_sign(words: str, hue: str, rounding: float) -> Sign:
    """Return the sign of a bar with a name on it: a kinase (round ends), an adapter (square ones)."""
    box = Box(-13, -7, 13, 7)
    look = {"fill": f"var(--{hue}-tint)", "stroke": f"var(--{hue})", "stroke_width": 1.4}
    return Sign(shape("rect", box, x=-13, y=-7, width=26, height=14, rx=rounding, **look), words)


def factor_sign(words: str, hue: str = "green") -> Sign:
    """Return the sign of what goes to the nucleus."""
    points = [Point(-14, 0), Point(-8, -7), Point(8, -7), Point(14, 0), Point(8, 7), Point(-8, 7)]
    look = {"fill": f"var(--{hue}-tint)", "stroke": f"var(--{hue})", "stroke_width": 1.4}
    return Sign(shape("path", Box(-14, -7, 14, 7), d=line_path(points) + "Z", **look), words)


def line_sign(words: str, *, hue: str = "ink", wide: float = 2, dashes: str | None = None) -> Sign:
    """Return the sign of a kind of line."""
    line = Node.made("path", d=line_path([Point(-12, 0), Point(12, 0)]), stroke=f"var(--{hue})", stroke_width=wide,
                     stroke_dasharray=dashes)  # fmt: skip
    return Sign(Mark((line,), Box(-12, -4, 12, 4)), words)


@functools.cache
def trend(way: Trend, x: float = 0, y: float = 0) -> Mark:
    """Return the sign of more (a triangle up), less (one down) or no change ("="), its middle at `x`, `y`."""
    at = Point(x, y)
    box = Box(x - 5, y - 5, x + 5, y + 5)
    if way == "=":
        bars = "".join(line_path([at.moved(-4, off), at.moved(4, off)]) for off in (-2, 2))
        return shape("path", box, d=bars, stroke="var(--quiet)", stroke_width=1.5)
    tip = -4.5 if way == "up" else 4.5
    points = [at.moved(0, tip), at.moved(4.5, -tip), at.moved(-4.5, -tip)]
    return shape("path", box, d=f"{line_path(points)}Z", class_="vermilion" if way == "up" else "blue")


def _drawn(sign: Sign, width: float) -> Mark:
    """Return a sign and its words from x = 0 on, its middle on y = 0; words that are too long are broken."""
    if sign.mark is None:
        return label(sign.words, size=SMALL, colour="quiet", width=width).at(0, 4.3)
    mark = sign.mark if sign.mark.box.height <= _TALL else sign.mark.scaled(round(_TALL / sign.mark.box.height, 2))
    mark = mark.at(-mark.box.left, -mark.box.centre.y)
    left = mark.box.right + _ASIDE
    return together([mark, label(sign.words, size=SMALL, colour="quiet", width=width - left).at(left, 4.3)])
