"""Curves over one axis: the common form of concentration-response, profile and time-course figures."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from helpers.colours import CLEAR, GREY, VEIL, VERMILION
from helpers.figures import vocabulary
from helpers.figures.figure import Figure
from helpers.figures.template import COLOURS, DASHES
from helpers.figures.vocabulary import Layout, Style, Trace

FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Label:
    """Where the name of a curve stands: at the point `index` (-1: the last), on its `side`, `up` pixels above it."""

    index: int
    side: Literal["left", "right"] = "right"
    up: float = 0
    see_through: bool = False


@dataclass(frozen=True)
class Curve:
    """One curve: its `name` and its `y` values over the figure's x; `label` says where the name stands.

    Without a `label` the name stands after the last point.
    """

    name: str
    y: npt.ArrayLike
    label: Label | None = None


@dataclass(frozen=True)
class Mark:
    """A reference line at `value` with its `name`; a level's name stands inside the plot, `at` this share of its width.

    With `beside` it stands to the right of the plot, where no curve runs.
    """

    value: float
    name: str
    at: float = 0
    beside: bool = False
    see_through: bool = False


@dataclass(frozen=True)
class Reading:
    """A point (`x`, `y`) read from a curve: a dashed path leads up to it and across; `side` is its name's."""

    x: float
    y: float
    name: str
    side: Literal["left", "right"] = "right"


@dataclass(frozen=True)
class Axis:
    """An axis: its `title` (with the unit in brackets), whether it is logarithmic, and its `limits`."""

    title: str
    log: bool = False
    limits: tuple[float, float] | None = None

    def layout(self, limits: tuple[float, float] | None = None) -> Layout:
        """Return the axis for plotly, between `limits` where it has none of its own."""
        ends = self.limits or limits
        if self.log:
            return vocabulary.log_axis(self.title, ends)
        plain: Layout = {"title": {"text": self.title}, "type": "linear"}
        return plain | ({"range": [float(end) for end in ends]} if ends else {})

    def place(self, value: float) -> float:
        """Return where plotly puts an annotation at `value`: its exponent on a logarithmic axis."""
        return math.log10(value) if self.log else value


@dataclass(frozen=True)
class Words:
    """The title of a figure and the sentences that describe it."""

    title: str
    description: str


@dataclass(frozen=True)
class Frame:
    """What stands around curves: both axes, `levels` and `positions` as reference lines, and `readings`."""

    x: Axis
    y: Axis
    levels: Sequence[Mark] = ()
    positions: Sequence[Mark] = ()
    readings: Sequence[Reading] = ()


def curve_figure(x: npt.ArrayLike, curves: Sequence[Curve], frame: Frame, words: Words) -> Figure:
    """Return a figure of `curves` over `x` in `frame`.

    A logarithmic axis drops values that are not positive. The table holds every n-th point.
    """
    x = np.asarray(x, float)
    ends = (float(x.min()), float(x.max()))
    traces = [_trace(x, curve, number, frame) for number, curve in enumerate(curves)]
    traces += [_reading(reading, ends[0]) for reading in frame.readings]
    labels = [label for number, curve in enumerate(curves) for label in _labels(x, curve, number, frame, len(curves))]
    layout = {
        "xaxis": frame.x.layout(ends),
        "yaxis": frame.y.layout(),
        "shapes": [vocabulary.rule("y", mark.value) for mark in frame.levels]
        + [vocabulary.rule("x", mark.value) for mark in frame.positions],
        "annotations": labels
        + [_level_name(mark, frame.y) for mark in frame.levels]
        + [_position_name(mark, frame.x, ends) for mark in frame.positions]
        + [_reading_name(reading, frame) for reading in frame.readings],
        "margin": {"r": _right_margin(curves, frame)},
    }
    table = {frame.x.title: x} | {f"{curve.name}: {frame.y.title}": np.asarray(curve.y, float) for curve in curves}
    return Figure(traces, layout, title=words.title, description=words.description, table=thinned(table))


def thinned(table: Mapping[str, Sequence[Any] | npt.NDArray[Any]], rows: int = 21) -> dict[str, list[Any]]:
    """Return every n-th row of a dictionary of columns, at most about `rows` of them, ends included."""
    length = len(next(iter(table.values())))
    chosen = np.unique(np.linspace(0, length - 1, min(rows, length)).round().astype(int))
    return {heading: [column[i] for i in chosen] for heading, column in table.items()}


def style_of(number: int) -> Style:
    """Return how the curve with this `number` looks: its colour and, as second channel, its dash."""
    return Style(COLOURS[number % len(COLOURS)], dash=DASHES[number % len(DASHES)], width=3)


def _shown(curve: Curve, frame: Frame) -> FloatArray:
    y = np.asarray(curve.y, float)
    return np.where(y > 0, y, np.nan) if frame.y.log else y


def _trace(x: FloatArray, curve: Curve, number: int, frame: Frame) -> Trace:
    told = f"{curve.name}<br>{frame.x.title}: %{{x:.4g}}<br>{frame.y.title}: %{{y:.4g}}<extra></extra>"
    return vocabulary.path(x, _shown(curve, frame), style_of(number), name=curve.name, hovertemplate=told)


def _labels(x: FloatArray, curve: Curve, number: int, frame: Frame, count: int) -> list[Layout]:
    """Return the name beside a curve; none where there is only one curve, or no value at that point."""
    label = curve.label or Label(-1)
    y = _shown(curve, frame)[label.index]
    if count < 2 or not np.isfinite(y):
        return []
    side, shift = ("right", -6) if label.side == "left" else ("left", 6)
    changes: Layout = {"xanchor": side, "xshift": shift, "yshift": label.up}
    if label.see_through:
        changes["bgcolor"] = CLEAR
    place = (frame.x.place(float(x[label.index])), frame.y.place(float(y)))
    return [vocabulary.curve_label(*place, curve.name, style_of(number).colour, **changes)]


def _right_margin(curves: Sequence[Curve], frame: Frame) -> int:
    if any(mark.beside for mark in frame.levels):
        return 150
    outside = len(curves) > 1 and all(curve.label is None or curve.label.index == -1 for curve in curves)
    return 24 + (8 * max(len(curve.name) for curve in curves) if outside else 0)


_RULE_NAME: Layout = {"font": {"size": 12, "color": GREY}, "bgcolor": VEIL}


def _level_name(mark: Mark, axis: Axis) -> Layout:
    spot: Layout = {"xref": "paper", "yanchor": "bottom", "xshift": 4}
    if mark.beside:
        spot |= {"yanchor": "middle", "xshift": 6}
    if mark.see_through:
        spot["bgcolor"] = CLEAR
    at = 1 if mark.beside else mark.at
    return vocabulary.note(at, axis.place(mark.value), mark.name, **(_RULE_NAME | spot))


def _position_name(mark: Mark, axis: Axis, ends: tuple[float, float]) -> Layout:
    low, high = (axis.place(end) for end in ends)
    place = axis.place(mark.value)
    side, shift = ("right", -4) if place > low + 0.9 * (high - low) else ("left", 4)
    spot: Layout = {"yref": "paper", "xanchor": side, "yanchor": "top", "xshift": shift}
    return vocabulary.note(place, 1, mark.name, **(_RULE_NAME | spot))


def _reading(reading: Reading, left: float) -> Trace:
    """Return the path to a reading: up from the horizontal axis, and across to the vertical one at `left`."""
    return vocabulary.path(
        [reading.x, reading.x, left],
        [0, reading.y, reading.y],
        Style(VERMILION, dash="dash", width=2),
        mode="lines+markers",
        name="reading",
        marker={"color": VERMILION, "size": [1, 12, 1], "symbol": "diamond"},
        cliponaxis=False,
    )


def _reading_name(reading: Reading, frame: Frame) -> Layout:
    side, shift = ("right", -12) if reading.side == "left" else ("left", 12)
    place = (frame.x.place(reading.x), frame.y.place(reading.y))
    return vocabulary.curve_label(*place, reading.name, VERMILION, xanchor=side, xshift=shift)
