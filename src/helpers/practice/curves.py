"""The curves that a reader draws before they are computed: by the keys of the table `curve_checks`.

An answer is the heights of the points that the reader sets, in the order of the `stops`, as they are written.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypedDict

import numpy as np

from helpers import messages, tables, views
from helpers.practice.items import Check, Item
from helpers.views.scales import FloatArray
from helpers.words import listed, number_words

_POINTS = 121  # of the computed curve
_STIMULUS_H = 6.0
_LEILA_KG, _LEILA_MG = 104.0, 90.0
_WAIT_WEEKS = 28, 40


class Axis(TypedDict):
    """An axis: what it measures and in which unit, its two ends, and where a number stands."""

    title: str
    unit: str
    low: float
    high: float
    ticks: list[float]


class Axes(TypedDict):
    """What a reader draws on: axes, the places of the points, their steps, and the point from which the curve starts.

    `given` names what is there while it acts, from the first to the last of `span` on the horizontal axis.
    """

    x: Axis
    y: Axis
    stops: list[float]
    step: float
    start: float
    given: str
    span: list[float]


@dataclass(frozen=True, slots=True)
class Curve:
    """A curve that is drawn first and computed then: the axes, its `name`, and its points at `places`."""

    axes: Axes
    name: str
    places: FloatArray
    heights: FloatArray


def _hours(high: float, ticks: Sequence[float]) -> Axis:
    return {"title": "Time", "unit": "h", "low": 0, "high": high, "ticks": [*ticks]}


def _per_cent(title: str) -> Axis:
    return {"title": title, "unit": "%", "low": 0, "high": 100, "ticks": [0, 25, 50, 75, 100]}


def _stat3_under_il6() -> Curve:
    view = views.il6_to_pstat3(views.USUAL_IL6_NG_PER_ML)
    axes: Axes = {
        "x": {"title": "Time", "unit": "min", "low": 0, "high": 240, "ticks": [0, 60, 120, 180, 240]},
        "y": _per_cent("STAT3-P, of its peak"),
        "stops": [15, 30, 60, 120, 240],
        "step": 5,
        "start": 5,
        "given": "IL-6",
        "span": [0, 240],
    }
    return Curve(axes, "STAT3-P", view.minutes, 100 * view.pstat3_nM / view.peak_nM)


def _crp_after_stimulus() -> Curve:
    human, *_ = views.CRP_HALF_LIVES
    view = views.crp_readout(_STIMULUS_H, human)
    axes: Axes = {
        "x": _hours(96, [0, 24, 48, 72, 96]),
        "y": _per_cent("CRP, of its peak"),
        "stops": [6, 24, 36, 48, 72, 96],
        "step": 5,
        "start": 0,
        "given": "the stimulus",
        "span": [0, _STIMULUS_H],
    }
    return Curve(axes, "CRP", view.hours, view.crp_percent)


def _ustekinumab_left_out() -> Curve:
    left_out = views.MISSED[-1]
    view = views.patient_plan(_LEILA_KG, _LEILA_MG, views.STARTS[0], left_out, views.ANTIBODIES[0])
    due, following = _WAIT_WEEKS
    usual = float(np.interp(due, view.weeks, view.level_ug_per_mL))
    weeks = (view.weeks >= due) & (view.weeks <= following)
    axes: Axes = {
        "x": {"title": "Time since the first dose", "unit": "weeks", "low": due, "high": following,
              "ticks": [28, 31, 34, 37, 40]},
        "y": _per_cent("Ustekinumab, of its level in week 28"),
        "stops": [30, 32, 34, 37, 40],
        "step": 5,
        "start": 100,
        "given": "the wait for the next dose",
        "span": [due, following],
    }  # fmt: skip
    return Curve(axes, "ustekinumab", view.weeks[weeks], 100 * view.level_ug_per_mL[weeks] / usual)


CURVES: Mapping[str, Callable[[], Curve]] = {
    "stat3_under_il6": _stat3_under_il6,
    "crp_after_stimulus": _crp_after_stimulus,
    "ustekinumab_left_out": _ustekinumab_left_out,
}
"""How each curve of the table `curve_checks` is made."""


@tables.cached
def curve(key: str) -> Curve:
    """Return the curve with this `key` of the table `curve_checks`."""
    return CURVES[key]()


def axes_of(item: Item) -> Axes:
    """Return what the reader of a curve item draws on."""
    return curve(item.shows).axes


def axes_words(item: Item) -> str:
    """Return in words what is drawn on: the axes and the places of the points."""
    axes = axes_of(item)
    x, y = axes["x"], axes["y"]
    places = listed([number_words(stop) for stop in axes["stops"]])
    return (
        f"{y['title']} ({y['unit']}), from {number_words(y['low'])} to {number_words(y['high'])}, over "
        f"{x['title'].lower()}; points at {places} {x['unit']}."
    )


def computed(item: Item) -> messages.ComputedCurve:
    """Return the computed curve of a curve item, within its axes."""
    made = curve(item.shows)
    x = made.axes["x"]
    places = np.unique([*np.linspace(x["low"], x["high"], _POINTS), *made.axes["stops"]])
    heights = [float(f"{height:.4g}") for height in np.interp(places, made.places, made.heights)]
    read = dict(zip(map(float, places), heights, strict=True))
    unit = made.axes["y"]["unit"]
    told = [f"{read[stop]:.0f} {unit} at {number_words(stop)} {x['unit']}" for stop in made.axes["stops"]]
    return {"name": made.name, "x": [*read], "y": heights, "told": f"Computed: {listed(told)}."}


def holds(check: Check, heights: Sequence[float], axes: Axes) -> bool:
    """Return whether what `check` asks is so for a curve with these `heights` at the stops of `axes`.

    Of equal heights the first is the peak. The curve begins at the start of `axes`. It falls when it ends lower than it
    was somewhere on the way.
    """
    drawn = {axes["x"]["low"]: axes["start"]} | dict(zip(axes["stops"], heights, strict=True))
    if check.aspect == "peak":
        return check.first <= axes["stops"][heights.index(max(heights))] <= check.last
    least = check.tolerance * (axes["y"]["high"] - axes["y"]["low"])
    if check.aspect == "rises":
        return drawn[check.last] - drawn[check.first] >= least
    highest = max(height for place, height in drawn.items() if check.first <= place <= check.last)
    return highest - drawn[check.last] >= least
