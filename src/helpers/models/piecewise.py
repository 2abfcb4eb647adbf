"""Differential equations whose input changes in steps: a dose on, a dose off.

A solver that meets such a step unprepared may stride over it. Here every stretch between two steps
is solved for itself and hands its last state to the next. Used by the models with doses.

A solver that does not get there says so only in its status, and hands back whatever stood in the memory:
`solve` reads the status, and `bounded` stops what would take too long.
"""

import math
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from helpers.models import checks
from helpers.models.checks import FloatArray, Number, Numbers

MOST_EVALUATIONS = 60_000
_MOST_STATES = 200
Rates = Callable[..., Sequence[Number] | FloatArray]
"""Function of time (a number), state (an array) and input that returns the rate of change of every state."""

_NOT_SOLVED = (
    "The equations cannot be solved with these values: something in them is too fast or too large."
    " Give values nearer to the ones that this module offers."
)


@dataclass(frozen=True, slots=True)
class Stiff:
    """Equations with fast and slow parts: `rates` of change and their `jacobian`, both of time and state."""

    rates: Callable[[float, FloatArray], FloatArray]
    jacobian: Callable[[float, FloatArray], FloatArray]

    def __post_init__(self) -> None:
        """Refuse what cannot be called."""
        for name, function in (("rates of change", self.rates), ("Jacobian", self.jacobian)):
            if not callable(function) or isinstance(function, type):
                raise ValueError(f"The {name} must be a function, but it is {checks.shown(function)}. Give one.")


def bounded(change: Rates, size: int, most: int = MOST_EVALUATIONS) -> Rates:
    """Return `change` so that it stops after `most` calls and at rates that are not numbers.

    `size` is the number of states. Raises ValueError, out of the solver that calls it, with one sentence.
    """
    if not callable(change):
        raise ValueError(f"The rates of change must be a function, but they are {checks.shown(change)}. Give one.")
    size = checks.whole_number(size, "Number of states")
    left = checks.whole_number(most, "Number of calls", most=MOST_EVALUATIONS)
    nothing = np.zeros(size)  # times what is no number it is no number, and that is found faster than by a sum

    def stopped(time: float, state: FloatArray, *inputs: object) -> Sequence[Number] | FloatArray:
        nonlocal left
        left -= 1
        rates = change(time, state, *inputs)
        try:
            good = left >= 0 and len(rates) == size
            total = nothing.dot(rates) if good and isinstance(rates, np.ndarray) else sum(rates)
            good = good and math.isfinite(total)
        except TypeError:
            raise ValueError(f"The rates of change must be {size} numbers. Return a list of them.") from None
        if not good:
            raise ValueError(_NOT_SOLVED)
        return rates

    return stopped


@checks.guarded
def solve(
    change: Rates,
    start: Numbers,
    times: Numbers,
    edges: Numbers,
    inputs: Sequence[object],
    tolerance: float = 1e-9,
) -> FloatArray:
    """Return the states at the given times, shape (t, n).

    `change` is a function of (time, state, input) that returns the n rates of change, `start` the state at
    time zero, shape (n,), `times` increasing times, zero or more, shape (t,). `edges` are the increasing times,
    all above zero, at which the input changes; `inputs` holds the input of each stretch, one more than there
    are edges. `tolerance` is the relative and absolute error of a step. Raises ValueError when an argument is
    out of range and when the solver does not get to the end.

    Solver: scipy odeint (LSODA, Petzold 1983, doi:10.1137/0904010).
    """
    state = checks.finite(start, "Start")
    times = checks.times(times, "Times", "the time unit")
    edges = _edges(edges, inputs)
    tolerance = checks.single(checks.positive_fraction(tolerance, "Tolerance", 1e-9), "Tolerance")
    if state.ndim != 1 or not state.size:
        raise ValueError(f"Start must be a row of numbers, but its shape is {state.shape}. Give a list such as [0, 1].")
    change = bounded(change, state.size)
    _try(change, state, inputs)
    end = times[-1]
    nearly = 1e-10 * max(end, 1.0)  # the solver cannot start a stretch shorter than this
    bounds = [0.0, *(edge for edge in edges if edge < end), end]
    found = np.empty((times.size, state.size))
    for left, right, value in zip(bounds[:-1], bounds[1:], inputs, strict=False):
        here = (times >= left) & (times <= right)
        inner = times[here & (times - left > nearly) & (right - times > nearly)]
        grid = np.concatenate([[left], inner, [right]]) if right - left > nearly else np.array([left])
        path = _stretch(change, state, grid, (value,), (tolerance, tolerance))
        at = np.searchsorted(grid, times[here] - nearly)
        found[here] = path[np.minimum(at, len(path) - 1)]
        state = path[-1]
    return found


@checks.guarded
def stiff(system: Stiff, start: Numbers, times: Numbers, tolerance: float = 1e-7, most: int = 10_000) -> FloatArray:
    """Return the states of stiff equations at the given times, of which the first is that of `start`; shape (t, n).

    `tolerance` is the relative and a thousand times the absolute error of a step; `most` the calls of the rates after
    which it is given up. Raises ValueError when an argument is out of range and when the solver does not get there.

    Solver: scipy odeint (LSODA, Petzold 1983, doi:10.1137/0904010), with the Jacobian.
    """
    checks.record(system, "System", Stiff)
    state = checks.finite(start, "Start")
    times = checks.times(times, "Times", "the time unit")
    error = checks.single(checks.positive_fraction(tolerance, "Tolerance", 1e-7), "Tolerance")
    if state.ndim != 1 or state.size > _MOST_STATES:
        wanted = f"a row of at most {_MOST_STATES} numbers"
        raise ValueError(f"Start must be {wanted}, but its shape is {state.shape}. Give a list such as [0, 1].")
    change = bounded(system.rates, state.size, most)
    _try(lambda time, x, _: change(time, x), state, [None])
    return _stretch(change, state, times, (), (error, error / 1000), system.jacobian)


def _try(change: Rates, state: FloatArray, inputs: Sequence[object]) -> None:
    """Refuse a function that cannot be called as the solver will call it."""
    try:
        for value in inputs:
            change(0.0, state, value)
    except TypeError as error:
        raise ValueError(
            "The rates of change cannot be computed from the start and the inputs. Give a function of time, state and"
            " input, and inputs that it can compute with."
        ) from error


def _stretch(
    change: Rates,
    state: FloatArray,
    grid: FloatArray,
    given: Any,
    tolerance: tuple[float, float],
    jacobian: Callable[[float, FloatArray], FloatArray] | None = None,
) -> FloatArray:
    """Return the states on a grid over which the input stays; raises ValueError when the solver gives up."""
    from scipy.integrate import ODEintWarning, odeint  # takes a quarter of a second to load

    relative, absolute = tolerance
    with warnings.catch_warnings():
        warnings.simplefilter("error", ODEintWarning)
        try:
            return odeint(change, state, grid, given, jacobian, tfirst=True, rtol=relative, atol=absolute, mxstep=20000)
        except ODEintWarning as warning:
            raise ValueError(_NOT_SOLVED) from warning


def _edges(edges: Numbers, inputs: Sequence[object]) -> FloatArray:
    """Return the checked edges, between which `inputs` hold."""
    if not isinstance(inputs, (list, tuple)):
        raise ValueError(f"Inputs must be a list, one for each stretch, but they are {checks.shown(inputs)}. Give one.")
    array = np.empty(0) if isinstance(edges, (list, tuple)) and not edges else checks.positive(edges, "Edges")
    if array.ndim != 1 or np.any(np.diff(array) <= 0) or len(inputs) != array.size + 1:
        raise ValueError(
            f"Edges must be a row of increasing times with an input before, between and after them, but there are"
            f" {array.size} edges and {len(inputs)} inputs. Give one input more than there are edges."
        )
    return array
