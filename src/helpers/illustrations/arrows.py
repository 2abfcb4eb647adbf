"""Arrows: one that stimulates ends in a head, one that inhibits in a bar; both touch what they act on."""

from typing import Literal

from helpers.illustrations.mark import Mark, together
from helpers.illustrations.svg import Box, Node, Point, around, line_path, number, smooth_path

Effect = Literal["stimulates", "inhibits", "moves"]
"""What an arrow says: a filled head, a bar across, or an open head (goes to, becomes)."""
End = Point | Box

_HEAD, _HALF = 9.0, 4.5  # length and half the width of a head, pixels
_THICKEST = 3.4  # stroke of an open head, pixels; that of a broader line is larger, not thicker


def arrow(
    start: End,
    end: End,
    effect: Effect,
    *,
    colour: str = "ink",
    width: float = 1.6,
    bend: float = 0,
) -> Mark:
    """Return an arrow from `start` to `end`: points, or boxes at whose edge it begins and ends.

    `bend` moves its middle to the right of its way (pixels; negative: to the left); `colour` names a colour of the
    course; a line with an `effect` of "inhibits" ends in a bar, so that colour is never all that tells it.
    Raises ValueError when both ends are the same place.
    """
    middle = _bent(_middle(start), _middle(end), bend)
    first, last = _edge(start, middle), _edge(end, middle)
    if first.far_from(last) < 1e-6:
        raise ValueError("An arrow needs two different places; its two ends are the same.")
    tip = _tip(last, middle if bend else first, effect, colour, width)
    back = last.towards(middle if bend else first, _HEAD if effect == "stimulates" else _short(effect, width))
    path = smooth_path([first, middle, back]) if bend else line_path([first, back])
    line = Node.made("path", d=path, fill="none", stroke=f"var(--{colour})", stroke_width=width)
    drawn = Mark((line,), around([first, middle, last] if bend else [first, last]))
    return together([drawn, tip], {"start": first, "end": last, "middle": middle})


def brace(left: float, right: float, top: float) -> Mark:
    """Return the line that gathers what stands from `left` to `right`, just below `top`, to let one arrow leave it."""
    points = [Point(left, top + 2), Point(left, top + 6), Point(right, top + 6), Point(right, top + 2)]
    line = Node.made("path", d=line_path(points), fill="none", stroke="var(--quiet)", stroke_width=1.6)
    return Mark((line,), Box(left, top + 2, right, top + 6))


def tie(start: Point, end: Point, tall: float, colour: str, width: float) -> Mark:
    """Return what ties words to a place: a bar beside words that are `tall`, and a curve from it to a dot at `end`.

    `start` is the middle of the bar; `width` is that of the curve (pixels), which is see-through where it is wide.
    """
    hue, half = f"var(--{colour})", Point((start.x + end.x) / 2, 0)
    bar = line_path([start.moved(0, 2 - tall / 2), start.moved(0, tall / 2 - 2)])
    points = (start, Point(half.x, start.y), Point(half.x, end.y), end)
    places = [f"{number(point.x)} {number(point.y)}" for point in points]
    nodes = (
        Node.made("path", d=bar, stroke=hue, stroke_width=2.2),
        Node.made("path", d=f"M{places[0]}C{' '.join(places[1:])}", fill="none", stroke=hue, stroke_width=width,
                  stroke_opacity="0.6"),
        Node.made("circle", cx=end.x, cy=end.y, r=3.4, fill=hue, stroke="var(--page)", stroke_width=1),
    )  # fmt: skip
    return Mark(nodes, Box(min(start.x, end.x), start.y - tall / 2, max(start.x, end.x), start.y + tall / 2))


def _thick(effect: Effect, width: float) -> float:
    """Return how thick the strokes of an end are: an arrow ends where they touch, not where their middle does."""
    return width + 1.4 if effect == "inhibits" else min(width, _THICKEST)


def _short(effect: Effect, width: float) -> float:
    """Return how far before the end a line stops: a broad one where it would come out beside its open head."""
    return width if effect == "moves" and width > _THICKEST else _thick(effect, width) / 2


def _tip(last: Point, comes_from: Point, effect: Effect, colour: str, width: float) -> Mark:
    broad = effect == "moves" and width > _THICKEST
    size = (width / 2 + _HALF) / _HALF if broad else 1.0
    thick = _thick(effect, width)
    at = last if effect == "stimulates" else last.towards(comes_from, thick / 2)
    back = at.towards(comes_from, _HEAD)
    ux, uy = size * (at.x - back.x) / _HEAD, size * (at.y - back.y) / _HEAD
    stroke = f"var(--{colour})"
    if effect == "inhibits":
        left, right = at.moved(-1.6 * _HALF * uy, 1.6 * _HALF * ux), at.moved(1.6 * _HALF * uy, -1.6 * _HALF * ux)
        bar = Node.made("path", d=line_path([left, right]), stroke=stroke, stroke_width=thick)
        return Mark((bar,), around([left, right]).grown(thick / 2))
    foot = at.moved(-_HEAD * ux, -_HEAD * uy)
    one, other = foot.moved(-_HALF * uy, _HALF * ux), foot.moved(_HALF * uy, -_HALF * ux)
    if effect == "stimulates":
        return Mark((Node.made("path", d=line_path([one, at, other]) + "Z", fill=stroke),), around([one, at, other]))
    head = Node.made("path", d=line_path([one, at, other]), fill="none", stroke=stroke, stroke_width=thick,
                     stroke_linejoin="round")  # fmt: skip
    return Mark((head,), around([one, at, other]))


def _middle(end: End) -> Point:
    return end if isinstance(end, Point) else end.centre


def _bent(first: Point, last: Point, bend: float) -> Point:
    far = first.far_from(last) or 1
    half = Point((first.x + last.x) / 2, (first.y + last.y) / 2)
    return half.moved(-bend * (last.y - first.y) / far, bend * (last.x - first.x) / far)


def _edge(end: End, towards: Point) -> Point:
    """Return where the way from the middle of a box to `towards` leaves it; a point is its own edge."""
    if isinstance(end, Point):
        return end
    middle = end.centre
    right, down = towards.x - middle.x, towards.y - middle.y
    shares = [end.width / 2 / abs(right)] if right else []
    shares += [end.height / 2 / abs(down)] if down else []
    share = min([1.0, *shares])
    return middle.moved(share * right, share * down)
