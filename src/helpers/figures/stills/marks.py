"""The traces of a still picture: lines, areas, points, bars and words at points, as plotly draws them."""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from helpers.colours import GREY, WHITE
from helpers.figures.stills.axes import Axis, Value
from helpers.figures.stills.lettering import Anchor, Type, number, written
from helpers.figures.vocabulary import Trace

Point = tuple[float, float]
_TOLERANCE = 0.3
"""How far (pixels) a drawn line may be from its points: less than is seen."""
_DASHES = {"dot": (1, 1), "dash": (3, 3), "longdash": (5, 5), "dashdot": (3, 1, 1, 1), "longdashdot": (5, 2, 1, 2)}
"""The lengths of strokes and gaps of a dash, in widths of the line."""
_SIDES: Mapping[str, tuple[int, Anchor]] = {"left": (-1, "end"), "center": (0, "middle"), "right": (1, "start")}
_UPWARD = {"top": -1, "middle": 0, "bottom": 1}
_CROSS = ((-1.2, -0.4), (-0.4, -0.4), (-0.4, -1.2), (0.4, -1.2), (0.4, -0.4), (1.2, -0.4))
_CORNERS: Mapping[str, Sequence[Point]] = {
    "square": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
    "diamond": ((0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)),
    "triangle-up": ((0, -1.15), (1.15, 0.85), (-1.15, 0.85)),
    "cross": (*_CROSS, *((-x, -y) for x, y in _CROSS)),
    "x": tuple(((x - y) * 0.75, (x + y) * 0.75) for x, y in (*_CROSS, *((-x, -y) for x, y in _CROSS))),
    "star": tuple(
        ((r := (0.55 if i % 2 else 1.4)) * math.sin(i * math.pi / 5), -r * math.cos(i * math.pi / 5)) for i in range(10)
    ),
    "arrow": ((0, 0), (-0.62, 1.9), (0.62, 1.9)),
    "line-ns": ((0, -1.4), (0, 1.4)),
    "line-ew": ((-1.4, 0), (1.4, 0)),
}
"""The corners of plotly's symbols, in halves of their size."""


class NotDrawn(ValueError):
    """Something in a figure that only plotly can draw."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar as it is drawn: its left upper corner, its width and its height (pixels)."""

    left: float
    top: float
    wide: float
    high: float


@dataclass(frozen=True, slots=True)
class Look:
    """How a symbol is drawn: plotly's name of it, its size (pixels), its colour, and the line around it."""

    symbol: str
    size: float
    colour: str
    line: str
    line_width: float


def dashed(line: Mapping[str, Any]) -> str:
    """Return the attributes of a line: its colour, its width and its dash."""
    width = line.get("width", 2)
    parts = _DASHES.get(line.get("dash", "solid"), ())
    dash = f' stroke-dasharray="{" ".join(number(part * max(width, 3)) for part in parts)}"' if parts else ""
    return f'stroke="{line["color"]}" stroke-width="{number(width)}"{dash}'


def lines(trace: Trace, x: Axis, y: Axis) -> str:
    """Return the area and the line of a trace, cut where a value has no place."""
    pieces, shape = [path for path in _pieces(trace, x, y) if len(path) > 1], trace.get("line", {}).get("shape")
    drawn = [
        _bent(thin(path)) if shape == "spline" else _through(_steps(path) if shape == "hv" else path) for path in pieces
    ]
    return f"{_area(trace, drawn, [path[0][0] for path in pieces], y)}{_line(trace, drawn)}{_errors(trace, x, y)}"


def points(trace: Trace, x: Axis, y: Axis) -> str:
    """Return the symbols of a trace, those of one look as one path."""
    groups: dict[Look, list[Point]] = defaultdict(list)
    placed = list(_placed(trace, x, y))
    if trace["marker"].get("angleref") == "previous":
        pairs = pairwise(placed)
        return "".join(_pointing(look_of(trace["marker"], i), before, at) for (_, before), (i, at) in pairs)
    for i, at in placed:
        groups[look_of(trace["marker"], i)].append(at)
    return "".join(symbols(look, places) for look, places in groups.items())


def _pointing(look: Look, before: Point, at: Point) -> str:
    """Return a symbol at `at` that points away from the point before it."""
    degrees = math.degrees(math.atan2(at[0] - before[0], before[1] - at[1]))
    turned = f"rotate({number(degrees)} {number(at[0])} {number(at[1])})"
    return f'<g transform="{turned}">{symbols(look, [at])}</g>'


def words(trace: Trace, x: Axis, y: Axis) -> str:
    """Return the words that stand at the points of a trace."""
    font, marked = trace.get("textfont", {}), "markers" in trace["mode"]
    pieces = []
    for i, (left, top) in _placed(trace, x, y):
        upward, side = _one(trace.get("textposition", "middle center"), i).split()
        across, anchor = _SIDES[side]
        size, down = _one(font.get("size", 13), i), _UPWARD[upward]
        off = look_of(trace["marker"], i).size / 2 if marked else 0
        beside = (left + across * (off + 4), top + down * (off + 0.75 * size))
        pieces.append(written(*beside, str(trace["text"][i]), Type(size, _one(font.get("color", ""), i), anchor)))
    return "".join(pieces)


def bars(traces: Sequence[Trace], x: Axis, y: Axis, gap: float) -> str:
    """Return bars, those at one place on each other; `gap` is the share of a place that stays free."""
    below: dict[Value, float] = defaultdict(float)
    pieces = []
    for trace in traces:
        level = trace.get("orientation") == "h"
        along, across = (x, y) if level else (y, x)
        labels, values = (trace["y"], trace["x"]) if level else (trace["x"], trace["y"])
        thick = _thickness(across, labels) * (1 - gap)
        for i, (label, value) in enumerate(zip(labels, values, strict=True)):
            middle = across.at(label)
            if middle is None or value is None:
                continue
            start, end = along.along(below[label]), along.along(below[label] + value)
            below[label] += value
            first, long = min(start, end), abs(end - start)
            bar = Bar(first, middle - thick / 2, long, thick) if level else Bar(middle - thick / 2, first, thick, long)
            pieces.append((filled(trace["marker"], i, bar) if long else "") + _said(trace, i, end, middle))
    return "".join(pieces)


def filled(marker: Mapping[str, Any], i: int, bar: Bar) -> str:
    """Return a rectangle in the colour and with the pattern of the bar number `i` of a trace."""
    colour = _one(marker["color"], i)
    box = f'x="{number(bar.left)}" y="{number(bar.top)}" width="{number(bar.wide)}" height="{number(bar.high)}"'
    pattern = marker.get("pattern", {})
    shape = _one(pattern.get("shape", ""), i)
    return f"<rect {box} {_fill(colour)}/>{_hatching(shape, bar, pattern.get('size', 8)) if shape else ''}"


def look_of(marker: Mapping[str, Any], i: int) -> Look:
    """Return how the symbol of the point number `i` looks."""
    symbol, colour = _one(marker.get("symbol", "circle"), i), _one(marker.get("color", GREY), i)
    line = marker.get("line", {})
    hollow = symbol.endswith("-open")
    edge = colour if hollow else _one(line.get("color", ""), i)
    width = _one(line.get("width", 1 if hollow else 0), i)
    return Look(symbol, _one(marker.get("size", 6), i), "none" if hollow else colour, edge if width else "", width)


def symbols(look: Look, places: Sequence[Point]) -> str:
    """Return symbols of one look at `places`. Raises `NotDrawn` for a symbol that has no outline here."""
    kind, half = look.symbol.removesuffix("-open"), look.size / 2
    if kind == "circle":
        arc = f"a{number(half)} {number(half)} 0 1 "
        round_ = f"{arc}0 {number(2 * half)} 0{arc}0 {number(-2 * half)} 0"
        path = "".join(f"M{number(left - half)} {number(top)}{round_}" for left, top in places)
    elif kind in _CORNERS:
        corners = [(x * half, y * half) for x, y in _CORNERS[kind]]
        steps = "".join(f"l{number(x - a)} {number(y - b)}" for (a, b), (x, y) in pairwise(corners)) + "z"
        first = corners[0]
        path = "".join(f"M{number(left + first[0])} {number(top + first[1])}{steps}" for left, top in places)
    else:
        raise NotDrawn(f"A still picture knows no symbol '{look.symbol}': add it to stills.marks.")
    edge = f' stroke="{look.line}" stroke-width="{number(look.line_width)}"' if look.line else ""
    return f'<path d="{path}" fill="{look.colour}"{edge}/>'


def thin(path: Sequence[Point]) -> list[Point]:
    """Return a line through fewer points that is nowhere farther from `path` than is seen (Douglas and Peucker)."""
    row = np.asarray(path, float)
    kept = np.zeros(len(row), bool)
    kept[[0, -1]] = True
    waiting = [(0, len(row) - 1)]
    while waiting:
        first, last = waiting.pop()
        if last - first < 2:
            continue
        away = _distances(row[first + 1 : last], row[first], row[last])
        farthest = int(np.argmax(away))
        if away[farthest] > _TOLERANCE:
            middle = first + 1 + farthest
            kept[middle] = True
            waiting += [(first, middle), (middle, last)]
    return [(float(left), float(top)) for left, top in row[kept]]


def _distances(
    row: npt.NDArray[np.float64], first: npt.NDArray[np.float64], last: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """Return how far the points of `row` are from the line between two others, or from both where these are one."""
    along, from_first = last - first, row - first
    length = math.hypot(*along)
    if length == 0:
        return np.hypot(from_first[:, 0], from_first[:, 1])
    return np.abs(from_first[:, 0] * along[1] - from_first[:, 1] * along[0]) / length


def _one(value: Any, i: int) -> Any:
    """Return the value for the point number `i`: plotly takes one for all, or a list."""
    return value[i] if isinstance(value, list) else value


def _coordinates(trace: Trace) -> tuple[Sequence[Value | None], Sequence[Value | None]]:
    ys = trace["y"]
    if "x" in trace:
        return trace["x"], ys
    return [trace.get("x0", 0) + i * trace.get("dx", 1) for i in range(len(ys))], ys


def _placed(trace: Trace, x: Axis, y: Axis) -> Iterator[tuple[int, Point]]:
    """Yield the number and the pixels of each point that has a place."""
    for i, (across, up) in enumerate(zip(*_coordinates(trace), strict=True)):
        left, top = x.at(across), y.at(up)
        if left is not None and top is not None:
            yield i, (left, top)


def _pieces(trace: Trace, x: Axis, y: Axis) -> list[list[Point]]:
    """Return the points of a line, a new piece after each gap."""
    pieces: list[list[Point]] = [[]]
    before = -1
    for i, at in _placed(trace, x, y):
        if i != before + 1:
            pieces.append([])
        pieces[-1].append(at)
        before = i
    return pieces


def _steps(path: Sequence[Point]) -> list[Point]:
    """Return the line that goes level to the next point and then up or down to it."""
    return [path[0], *(corner for (_, top), (left, to) in pairwise(path) for corner in ((left, top), (left, to)))]


def _through(path: Sequence[Point]) -> str:
    """Return a line with a corner at each point that is seen."""
    (first, *others), steps = thin(path), []
    before = first
    for at in others:
        steps.append(f"l{_step(before, at)}")
        before = at
    return f"M{_pair(first)}{''.join(steps)}"


def _bent(path: Sequence[Point]) -> str:
    """Return a line that bends at each point on its way from middle to middle of the stretches between them."""
    middles = [((a + c) / 2, (b + d) / 2) for (a, b), (c, d) in pairwise(path)]
    bends = "".join(
        f"q{_step(before, at)} {_step(before, to)}"
        for at, (before, to) in zip(path[1:-1], pairwise(middles), strict=True)
    )
    return f"M{_pair(path[0])}L{_pair(middles[0])}{bends}L{_pair(path[-1])}"


def _pair(at: Point) -> str:
    return f"{number(at[0])} {number(at[1])}"


def _step(before: Point, at: Point) -> str:
    """Return the way from one point to another, both as they are written, so that no rounding adds up."""
    across, down = (number(float(number(to)) - float(number(from_))) for from_, to in zip(before, at, strict=True))
    return across + down if down.startswith("-") else f"{across} {down}"


def _area(trace: Trace, drawn: Sequence[str], starts: Sequence[float], y: Axis) -> str:
    """Return the area within the lines `drawn`, or between them and zero; `starts` are the pixels they begin at."""
    kind = trace.get("fill", "none")
    if kind == "none" or not drawn:
        return ""
    if kind not in ("toself", "tozeroy"):
        raise NotDrawn(f"A still picture knows no area '{kind}': add it to stills.marks.")
    ground = y.at(0) if kind == "tozeroy" else None
    closed = [
        f"{path}Z" if ground is None else f"{path}V{number(ground)}H{number(first)}Z"
        for path, first in zip(drawn, starts, strict=True)
    ]
    return f'<path d="{"".join(closed)}" {_fill(trace["fillcolor"])}/>'


def _fill(colour: str) -> str:
    """Return the attributes of a fill; how much shines through stands apart, which every program of pictures reads."""
    if colour.startswith("rgba("):
        *parts, share = colour[5:-1].split(",")
        return f'fill="rgb({",".join(parts)})" fill-opacity="{share}"'
    if len(colour) == 9:
        return f'fill="{colour[:7]}" fill-opacity="{int(colour[7:], 16) / 255:.2f}"'
    return f'fill="{colour}"'


def _line(trace: Trace, drawn: Sequence[str]) -> str:
    line = trace.get("line", {})
    if "lines" not in trace["mode"] or not line.get("width", 2) or not drawn:
        return ""
    return f'<path d="{"".join(drawn)}" fill="none" {dashed(line)}/>'


def _errors(trace: Trace, x: Axis, y: Axis) -> str:
    """Return the error bars of a trace: a line up and down, each with a cross-piece."""
    bars_ = trace.get("error_y")
    if not bars_:
        return ""
    strokes, half = "", bars_.get("width", 4)
    for i, (left, _) in _placed(trace, x, y):
        value, up, down = trace["y"][i], bars_["array"][i], bars_.get("arrayminus", bars_["array"])[i]
        ends = [y.at(value + up), y.at(value - down)]
        found = [end for end in ends if end is not None]
        strokes += "".join(f"M{number(left - half)} {number(end)}h{number(2 * half)}" for end in found)
        strokes += f"M{number(left)} {number(found[0])}V{number(found[-1])}" if found else ""
    return f'<path d="{strokes}" fill="none" stroke="{bars_["color"]}" stroke-width="{number(bars_["thickness"])}"/>'


def _thickness(axis: Axis, labels: Sequence[Value]) -> float:
    """Return the pixels from one bar to the next."""
    places = sorted({at for label in labels if (at := axis.at(label)) is not None})
    if axis.scale.kind != "category" and len(places) > 1:
        return min(after - before for before, after in pairwise(places))
    return abs(axis.along(1) - axis.along(0))


def _said(trace: Trace, i: int, end: float, middle: float) -> str:
    """Return the words beyond the `end` of the bar number `i`, whose middle is at `middle` (pixels)."""
    text, size = str(trace["text"][i]) if "text" in trace else "", trace.get("textfont", {}).get("size", 13)
    if trace.get("orientation") == "h":
        return written(end + 4, middle, text, Type(size))
    return written(middle, end - 0.75 * size, text, Type(size, anchor="middle"))


def _hatching(shape: str, bar: Bar, size: float) -> str:
    """Return white strokes or dots within a bar, which ends what is drawn in it; each is one line in dashes."""
    left, middle, high = bar.left, bar.top + bar.high / 2, number(bar.high)
    box = f"{number(left)} {number(bar.top)} {number(bar.wide)} {high}"
    if shape == ".":
        rows = [bar.top + (i + 0.5) * size for i in range(math.ceil(bar.high / size))]
        path = "".join(f"M{number(left + size / 2)} {number(row)}h{number(bar.wide)}" for row in rows)
        lines_ = f'<path d="{path}" stroke-width="2" stroke-linecap="round" stroke-dasharray="0 {number(size)}"/>'
    else:
        across = f'd="M{number(left - bar.high)} {number(middle)}h{number(bar.wide + 2 * bar.high)}"'
        dashes = f'stroke-width="{high}" stroke-dasharray="1.2 {number(size - 1.2)}"'
        lines_ = "".join(
            f'<path {across} {dashes} transform="translate({number(turn * middle)}) skewX({-turn * 45})"/>'
            for turn in {"/": (1,), "\\": (-1,), "x": (1, -1)}[shape]
        )
    edge = f'x="{number(left)}" y="{number(bar.top)}" width="{number(bar.wide)}" height="{high}"'
    return f'<svg {edge} viewBox="{box}" stroke="{WHITE}">{lines_}</svg>'
