"""Where the names of curves stand: beside their curve, where most room is, measured in pixels of a usual plot.

No place is chosen by hand, so that a name stays off other curves and other words whatever a control does.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from helpers.colours import GREY, PALE
from helpers.figures.template import TEMPLATE, WIDTH
from helpers.figures.vocabulary import Layout, Trace, curve_label, merged
from helpers.views.scales import FloatArray

_LETTER, _LINE = 7.6, 18.0  # how wide a letter and how high a line of text is
_CAPITAL = 2.4  # by how much a capital is wider
_GAP = 6.0  # between a curve and its name
_CELL = 6.0  # the fineness with which places are told apart
_EDGE = 6  # cells around the plot in which words may stand, too
_ROOM = (0.0, 6.0, 12.0, 18.0)  # a name is the better placed the more of these distances are free around it
_INSET = 5.0  # how far from the sides of the plot names stay
_TRIED = 24  # places tried along a curve
_BEFORE = {"left": 0.0, "right": 1.0, "center": 0.5, "middle": 0.5, "bottom": 0.0, "top": 1.0}
"""How much of the words lies before the place of an annotation, for each way that plotly anchors them."""
_ANCHORS: dict[str, Layout] = {
    "right": {"xanchor": "left", "xshift": _GAP, "yanchor": "middle"},
    "left": {"xanchor": "right", "xshift": -_GAP, "yanchor": "middle"},
    "above": {"xanchor": "center", "xshift": 0, "yanchor": "bottom", "yshift": 4},
    "below": {"xanchor": "center", "xshift": 0, "yanchor": "top", "yshift": -4},
}
"""How plotly writes a name on each side of a point."""


@dataclass(frozen=True)
class Scale:
    """An axis from `low` to `high` (exponents of ten where it is `log`), `length` pixels long."""

    low: float
    high: float
    log: bool
    length: float

    def place(self, value: float) -> float:
        """Return where plotly puts an annotation at `value`: its exponent on a logarithmic axis."""
        return float(np.log10(value)) if self.log else value

    def pixels(self, values: Iterable[float | None]) -> FloatArray:
        """Return where `values` stand, in pixels from the lower end; nan for what has no place."""
        row = np.array([np.nan if value is None else value for value in values], float)
        if self.log:
            row = np.log10(row, where=row > 0, out=np.full(len(row), np.nan))
        return self.along(row)

    def along(self, places: npt.ArrayLike) -> FloatArray:
        """Return pixels from the lower end for `places` as plotly gives them to annotations."""
        return (np.asarray(places, float) - self.low) / (self.high - self.low) * self.length


@dataclass(frozen=True)
class Plot:
    """The area inside the axes of a figure with one plot, in pixels from its lower left corner.

    It is told in cells what is drawn where, as a count for each cell that grows to the right and upward: how much
    lies in a rectangle is then read from its four corners.
    """

    x: Scale
    y: Scale

    def line(self, trace: Trace) -> FloatArray:
        """Return the points of a line, one row (x, y) each; a gap is nan."""
        return np.column_stack([self.x.pixels(trace["x"]), self.y.pixels(trace["y"])])

    def rule(self, shape: Layout) -> FloatArray:
        """Return both ends of a straight line across the plot (`vocabulary.rule`)."""
        x = [0.0, self.x.length] if shape.get("xref") == "paper" else self.x.pixels([shape["x0"], shape["x1"]])
        y = [0.0, self.y.length] if shape.get("yref") == "paper" else self.y.pixels([shape["y0"], shape["y1"]])
        return np.column_stack([x, y])

    def axes(self) -> FloatArray:
        """Return both axes as one line: a curve is hard to tell from them."""
        return np.array([(0.0, self.y.length), (0.0, 0.0), (self.x.length, 0.0)])

    def area(self, annotation: Layout) -> FloatArray:
        """Return (left, bottom, right, top) of what is written there."""
        x, y = (
            scale.length * at if annotation.get(f"{letter}ref") == "paper" else scale.along(at)
            for letter, scale, at in (("x", self.x, annotation["x"]), ("y", self.y, annotation["y"]))
        )
        return _area(float(x), float(y), annotation)

    def drawn(self, line: FloatArray) -> FloatArray:
        """Return the counts of a line."""
        return self._counts(_dense(line))

    def written(self, area: FloatArray) -> FloatArray:
        """Return the counts of an area that is written on."""
        left, bottom, right, top = area
        x, y = np.meshgrid(np.arange(left, right, _CELL), np.arange(bottom, top, _CELL))
        return self._counts(np.column_stack([x.ravel(), y.ravel()]))

    def within(self, counts: FloatArray, areas: FloatArray, around: float = 0) -> FloatArray:
        """Return how much of `counts` lies in each of `areas`, made larger by so many pixels on every side."""
        wide, high = np.array(counts.shape) - 1
        edges = np.round((areas + [-around, -around, around, around]) / _CELL).astype(int) + _EDGE
        left, bottom, right, top = edges.clip(0, [wide, high, wide, high]).T
        return counts[right, top] - counts[left, top] - counts[right, bottom] + counts[left, bottom]

    def _counts(self, points: FloatArray) -> FloatArray:
        wide, high = (int(scale.length / _CELL) + 2 * _EDGE + 2 for scale in (self.x, self.y))
        cells = np.floor(points / _CELL).astype(int) + _EDGE
        cells = cells[((cells >= 0) & (cells < (wide - 1, high - 1))).all(axis=1)] + 1
        flat = np.bincount(cells[:, 0] * high + cells[:, 1], minlength=wide * high)
        return np.minimum(flat, 1).reshape(wide, high).cumsum(axis=0).cumsum(axis=1).astype(float)


def named(traces: Sequence[Trace], layout: Layout) -> Layout:
    """Return `layout` with the name of each curve of a plot beside it, at the place with most room.

    Curves are lines that answer to pointing; where only one is shown its name is left out. Of curves with the same
    name the longest carries it. Names that the layout holds already are placed anew.
    """
    lines = [trace for trace in traces if _is_line(trace)]
    kept = [each for each in layout.get("annotations", []) if each.get("name") not in {line["name"] for line in lines}]
    curves = {trace["name"]: trace for trace in sorted(lines, key=lambda each: len(each["x"])) if is_curve(trace)}
    if len(curves) < 2:
        return {**layout, "annotations": kept}
    plot = _plot(layout)
    drawn = [(trace["name"], plot.drawn(plot.line(trace))) for trace in lines]
    rules = [plot.rule(shape) for shape in layout.get("shapes", []) if shape["type"] == "line"]
    drawn += [("", plot.drawn(line)) for line in (*rules, plot.axes())]
    words = [plot.area(each) for each in kept]
    for name in dict.fromkeys(trace["name"] for trace in lines if trace["name"] in curves):
        mine, others = (np.sum([one for key, one in drawn if (key == name) is same], axis=0) for same in (True, False))
        label = _label(curves[name], plot, (mine, others, np.reshape(words, (-1, 4))))
        if label:
            kept.append(label)
            words.append(plot.area(label))
    return {**layout, "annotations": kept}


def apart(words: Sequence[Layout], layout: Layout) -> list[Layout]:
    """Return names of lines at the upper edge of a plot, each as many lines lower as it takes to touch none before."""
    plot, placed = _plot(layout), list[FloatArray]()
    found = []
    for each in words:
        while any(_overlap(plot.area(each), other) for other in placed):
            each = {**each, "yshift": each.get("yshift", 0) - _LINE}
        placed.append(plot.area(each))
        found.append(each)
    return found


def is_curve(trace: Trace) -> bool:
    """Return whether a trace is a curve that can be read: a line that answers to pointing, no area."""
    return trace.get("mode") == "lines" and "hovertemplate" in trace and not trace.get("fill")


def _is_line(trace: Trace) -> bool:
    x = trace.get("x")
    return "lines" in trace.get("mode", "") and x is not None and len(x) > 0 and not trace.get("fill")


def _plot(layout: Layout) -> Plot:
    usual = TEMPLATE["layout"]
    margin = merged(usual["margin"], layout.get("margin", {}))
    wide = WIDTH - margin["l"] - margin["r"]
    high = layout.get("height", usual["height"]) - margin["t"] - margin["b"]
    return Plot(_scale(layout["xaxis"], wide), _scale(layout["yaxis"], high))


def _scale(axis: Layout, length: float) -> Scale:
    low, high = axis["range"]
    return Scale(low, high, axis.get("type") == "log", length)


def _label(curve: Trace, plot: Plot, taken: tuple[FloatArray, FloatArray, FloatArray]) -> Layout | None:
    """Return the name of a curve at its roomiest place; None where no point of it lies in the plot.

    `taken` are the counts of the curve itself and of other lines, and the areas of words, shape (n, 4). Words are
    avoided most, and to the pixel; where the curve runs with another line its name would tell little. Of places that
    are as good, that nearest to the middle is taken.
    """
    mine, others, written = taken
    words = np.sum([np.zeros_like(mine), *map(plot.written, written)], axis=0)
    line = plot.line(curve)
    inside = np.flatnonzero(((line >= 0) & (line <= (plot.x.length, plot.y.length))).all(axis=1))
    if not inside.size:
        return None
    tried = _spread(line, inside)
    corners = [_area(0.0, 0.0, {"text": curve["name"], **side}) for side in _ANCHORS.values()]
    at = np.repeat(np.hstack([line[tried], line[tried]]), len(corners), axis=0)
    areas = at + np.tile(corners, (len(tried), 1))
    score = -plot.within(mine + others, areas) - 10 * plot.within(words, areas, 2.0) - 3 * _outside(areas, plot)
    score -= 50.0 * _touched(areas, written)
    for around in _ROOM:
        score += 5.0 * (plot.within(others + words, areas, around) == 0)
        score += 5.0 * (plot.within(others, at, around) == 0)
    score -= np.repeat(np.abs(np.searchsorted(inside, tried) / inside.size - 0.5), len(corners))
    best = int(np.argmax(score))
    index, side = tried[best // len(corners)], list(_ANCHORS.values())[best % len(corners)]
    place = (plot.x.place(curve["x"][index]), plot.y.place(curve["y"][index]))
    colour = GREY if curve["line"]["color"] == PALE else curve["line"]["color"]
    return curve_label(*place, curve["name"], colour, **side, name=curve["name"])


def _spread(line: FloatArray, inside: npt.NDArray[np.intp]) -> list[int]:
    """Return some of the points `inside`, spread evenly over the length of the line that they make."""
    steps = np.hypot(*np.diff(line[inside], axis=0).T)
    run = np.concatenate([[0.0], np.cumsum(steps)])
    found = np.searchsorted(run, np.linspace(0, run[-1], _TRIED)).clip(0, inside.size - 1)
    return [int(inside[place]) for place in np.unique(found)]


# ---------------------------------------------------------------------------- areas and points, in pixels


def _area(x: float, y: float, words: Layout) -> FloatArray:
    """Return (left, bottom, right, top) of what an annotation at (`x`, `y`) writes."""
    lines = words["text"].split("<br>")
    wide = max(_LETTER * len(line) + _CAPITAL * sum(map(str.isupper, line)) for line in lines)
    high = _LINE * len(lines)
    left = x + words.get("xshift", 0) - wide * _BEFORE[words.get("xanchor", "center")]
    bottom = y + words.get("yshift", 0) - high * _BEFORE[words.get("yanchor", "middle")]
    return np.array([left, bottom, left + wide, bottom + high])


def _overlap(one: FloatArray, other: FloatArray) -> bool:
    return bool((one[:2] < other[2:]).all() and (other[:2] < one[2:]).all())


def _touched(areas: FloatArray, others: FloatArray) -> FloatArray:
    """Return how many of `others` each of `areas` lies over, be it by a pixel, which cells are too coarse to tell."""
    ours, theirs = areas[:, None], others[None]
    return ((ours[..., :2] < theirs[..., 2:]) & (theirs[..., :2] < ours[..., 2:])).all(axis=2).sum(axis=1, dtype=float)


def _dense(line: FloatArray) -> FloatArray:
    """Return points along a line that lie at most a cell apart; what is undefined is a gap."""
    starts, steps = line[:-1], np.diff(line, axis=0)
    lengths = np.hypot(*steps.T)
    known = np.isfinite(lengths)
    counts = np.minimum(lengths[known] / _CELL, 400).astype(int) + 1
    part = np.arange(counts.sum()) - np.repeat(counts.cumsum() - counts, counts)
    shares = (part / np.repeat(counts, counts))[:, None]
    return np.repeat(starts[known], counts, axis=0) + shares * np.repeat(steps[known], counts, axis=0)


def _outside(areas: FloatArray, plot: Plot) -> FloatArray:
    """Return how far each area reaches out of the plot."""
    left, bottom, right, top = areas.T
    wide = np.maximum(0, np.maximum(_INSET - left, right + _INSET - plot.x.length))
    return wide + np.maximum(0, np.maximum(-bottom, top - plot.y.length))
