"""Curves over one axis: the common form of concentration-response, profile and time-course figures."""

import functools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from helpers.colours import CLEAR, GREY, VEIL, VERMILION
from helpers.figures import vocabulary
from helpers.figures.figure import Figure
from helpers.figures.placing import apart, named
from helpers.figures.template import COLOURS, DASHES
from helpers.figures.vocabulary import Layout, Style, Trace

FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Curve:
    """One curve: its `name` and its `y` values over the figure's x."""

    name: str
    y: npt.ArrayLike


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
class Spot:
    """A point (`x`, `y`) on a curve, the first of which has the `number` 0; it has the colour of its curve."""

    number: int
    x: float
    y: float


@dataclass(frozen=True)
class Dropped:
    """Spots on curves from which a dotted line drops to the horizontal axis; `name` says what they are."""

    name: str
    spots: Sequence[Spot]


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
    """What stands around curves: both axes, `levels` and `positions` as reference lines, `readings`, and `dropped`."""

    x: Axis
    y: Axis
    levels: Sequence[Mark] = ()
    positions: Sequence[Mark] = ()
    readings: Sequence[Reading] = ()
    dropped: Dropped | None = None


def curve_figure(x: npt.ArrayLike, curves: Sequence[Curve], frame: Frame, words: Words) -> Figure:
    """Return a figure of `curves` over `x` in `frame`; several curves carry their names where there is room.

    A logarithmic axis drops values that are not positive. The table holds every n-th point.
    """
    x = np.asarray(x, float)
    ends = (float(x.min()), float(x.max()))
    traces = [_trace(x, curve, number, frame) for number, curve in enumerate(curves)]
    traces += [_reading(reading, ends[0]) for reading in frame.readings]
    traces += [_drops(frame.dropped)] if frame.dropped else []
    layout = {
        "xaxis": frame.x.layout(ends),
        "yaxis": frame.y.layout(_fitting([_shown(curve, frame) for curve in curves], frame.y)),
        "shapes": [vocabulary.rule("y", mark.value) for mark in frame.levels]
        + [vocabulary.rule("x", mark.value) for mark in frame.positions],
        "margin": {"r": 150 if any(mark.beside for mark in frame.levels) else 24},
    }
    layout["annotations"] = [
        *(_level_name(mark, frame.y) for mark in frame.levels),
        *apart([_position_name(mark, frame.x, ends) for mark in frame.positions], layout),
        *(_reading_name(reading, frame) for reading in frame.readings),
        *([_drops_name(frame.dropped)] if frame.dropped else []),
    ]
    table = {frame.x.title: x} | {f"{curve.name}: {frame.y.title}": np.asarray(curve.y, float) for curve in curves}
    return Figure(
        traces,
        layout,
        title=words.title,
        description=words.description,
        table=thinned(table),
        completed=functools.partial(named, traces, layout),
    )


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


def _fitting(shown: Sequence[FloatArray], axis: Axis) -> tuple[float, float]:
    """Return limits that leave a little room below and above all values."""
    values = np.concatenate(shown)
    values = values[np.isfinite(values)]
    if not values.size:
        return (0.1, 1.0)
    low, high = axis.place(float(values.min())), axis.place(float(values.max()))
    free = 0.06 * (high - low or 1.0)
    return (10 ** (low - free), 10 ** (high + free)) if axis.log else (low - free, high + free)


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


def _drops(dropped: Dropped) -> Trace:
    xs = [end for spot in dropped.spots for end in (spot.x, spot.x, None)]
    ys = [end for spot in dropped.spots for end in (spot.y, 0, None)]
    colours = [colour for spot in dropped.spots for colour in [style_of(spot.number).colour] * 3]
    marker = {"color": colours, "size": [11, 1, 1] * len(dropped.spots), "symbol": "diamond", "opacity": 1}
    return vocabulary.path(xs, ys, vocabulary.DOTTED, mode="lines+markers", name=dropped.name, marker=marker)


def _drops_name(dropped: Dropped) -> Layout:
    """Return what the places are, above the plot; a page that is too narrow for it shows it below the figure."""
    spot: Layout = {"xref": "paper", "yref": "paper", "yanchor": "bottom", "name": "foot"}
    return vocabulary.note(0, 1, f"◆ {dropped.name}", **(_RULE_NAME | spot))
