"""Inflammation as a switch: pro- and anti-inflammatory cytokines that answer each other.

The two-variable model of Baker 2013 (joint inflammation), without units; time is counted in
lifetimes of the anti-inflammatory cytokine:

    a' = -a + alpha4 p^2 / (alpha3^2 + p^2)                                anti-inflammatory
    p' = -gamma p + (alpha1 + alpha2 p^2 / (1 + p^2)) / (1 + a^2)          pro-inflammatory

The pro-inflammatory cytokine drives itself and its opponent; the opponent holds it back. With the
published numbers there is one, healthy, steady state. With stronger self-amplification (alpha2,
which the paper's second model lets rise with age) and a weaker opponent (alpha4) there are two
stable states, low and high, and a saddle between them: the threshold.
"""

import warnings
from dataclasses import dataclass
from typing import Any, Literal, cast

import numpy as np
from numpy.polynomial import polynomial as poly

from helpers.models import checks, piecewise
from helpers.models.checks import FloatArray, Numbers

REFERENCE = "Baker 2013, Math Med Biol, PMID 23002057; equations as encoded in BIOMD0000000550"
_PARAMETERS = ("alpha1", "alpha2", "alpha3", "alpha4", "gamma")


@dataclass(frozen=True, slots=True)
class Switch:
    """Parameters of the switch, all without unit, from 0.0001 to 10,000.

    `alpha1` is the production of the pro-inflammatory cytokine without any drive, `alpha2` its strongest
    self-amplified production, `alpha3` the pro-inflammatory level of half-maximal anti-inflammatory production,
    `alpha4` the strongest production of the anti-inflammatory cytokine, `gamma` the loss of the
    pro-inflammatory over that of the anti-inflammatory cytokine.
    """

    alpha1: float = 0.025
    alpha2: float = 1.0
    alpha3: float = 0.5
    alpha4: float = 3.5
    gamma: float = 1.25
    reference: str = REFERENCE

    def __post_init__(self) -> None:
        """Refuse parameters that are not positive numbers."""
        for name in _PARAMETERS:
            checks.keep(self, name, checks.positive, name, "", 1.0, least=1e-4, most=1e4)
        checks.keep_text(self, "reference")


HEALTHY = Switch()
SUSCEPTIBLE = Switch(alpha2=7.0, alpha4=2.0, reference=f"{REFERENCE}; alpha2 and alpha4 chosen for this course")

Kind = Literal["stable", "saddle", "unstable"]
KINDS: tuple[Kind, ...] = ("stable", "saddle", "unstable")


@dataclass(frozen=True, slots=True)
class SteadyState:
    """A steady state: both levels, what kind it is, and its two eigenvalues."""

    anti: float
    pro: float
    kind: Kind
    eigenvalues: tuple[complex, complex]

    def __post_init__(self) -> None:
        """Refuse levels that are negative, another kind, and eigenvalues that are not two numbers."""
        checks.keep(self, "anti", checks.not_negative, "Anti-inflammatory level")
        checks.keep(self, "pro", checks.not_negative, "Pro-inflammatory level")
        checks.choice(self.kind, "Kind", KINDS)
        pair = isinstance(self.eigenvalues, tuple) and [type(value) for value in self.eigenvalues]
        if pair != [complex, complex] or not np.all(np.isfinite(self.eigenvalues)):
            raise ValueError("Eigenvalues must be a pair of finite complex numbers. Give one such as (-1j, 1j).")


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """Course of both cytokines, arrays in the shape of `time`."""

    time: FloatArray
    anti: FloatArray
    pro: FloatArray

    def __post_init__(self) -> None:
        """Refuse what is not numbers of one shape."""
        checks.keep_arrays(self)


@dataclass(frozen=True, slots=True, eq=False)
class Border:
    """Points on the border between what settles low and what settles high; none if there is no switch."""

    anti: FloatArray
    pro: FloatArray

    def __post_init__(self) -> None:
        """Refuse what is not numbers of one shape."""
        checks.keep_arrays(self)


@checks.guarded
def steady_states(switch: Switch) -> tuple[SteadyState, ...]:
    """Return every steady state, at least one, from the lowest pro-inflammatory level to the highest.

    Setting both derivatives to zero leaves one polynomial of degree seven in p; its positive real roots are all
    the steady states there are, each then polished by Newton's method. Raises ValueError for what is not a
    Switch, and when the roots are not found.

    >>> [(state.kind, round(state.pro, 3)) for state in steady_states(SUSCEPTIBLE)]
    [('stable', 0.023), ('saddle', 0.17), ('stable', 0.655)]

    Source: Baker 2013, Math Med Biol, PMID 23002057; stability from the Jacobian's eigenvalues.
    """
    s = checks.record(switch, "Switch", Switch)
    lost, balance = _balance(s)
    roots = poly.polyroots(balance)
    real = np.real(roots[(np.abs(np.imag(roots)) < 1e-7 * np.abs(roots)) & (np.real(roots) > 0)])
    levels = _polished(np.sort(real), balance)
    missed = np.abs(poly.polyval(levels, balance)) > 1e-6 * np.abs(poly.polyval(levels, lost))
    if not levels.size or np.any(missed):
        raise ValueError(
            "The steady states of this switch cannot be told apart from rounding errors. Give parameters nearer"
            " to those of HEALTHY and SUSCEPTIBLE."
        )
    return tuple(_steady_state(level, s) for level in levels.tolist())


@checks.guarded
def threshold(switch: Switch) -> SteadyState | None:
    """Return the saddle between the low and the high state, or None if there is no switch.

    Raises ValueError for what is not a Switch.

    >>> threshold(HEALTHY) is None, round(threshold(SUSCEPTIBLE).pro, 3)
    (True, 0.17)

    Source: Baker 2013, Math Med Biol, PMID 23002057.
    """
    saddles = [state for state in steady_states(switch) if state.kind == "saddle"]
    return saddles[0] if saddles else None


@checks.guarded
def separatrix(switch: Switch, duration: float = 30.0, points: int = 200) -> Border:
    """Return the border between what settles low and what settles high, through the saddle.

    The stable direction of the saddle is followed backwards in time to both sides, for `duration` (positive) and
    as long as both levels stay between zero and a hundred; `points` (2 to 10,000) is the number of points on
    each side. Raises ValueError for an argument out of range and for what is not a Switch.

    >>> separatrix(SUSCEPTIBLE, points=20).pro.size, separatrix(HEALTHY).pro.size
    (41, 0)

    Solver: scipy's LSODA, relative tolerance 1e-9.
    Source: Baker 2013, Math Med Biol, PMID 23002057.
    """
    saddle = threshold(switch)
    duration = checks.single(checks.positive(duration, "Duration", "lifetimes", 30.0), "Duration")
    points = checks.whole_number(points, "Number of points", 2, 200, most=10_000)
    if saddle is None:
        return Border(np.empty(0), np.empty(0))
    values, vectors = np.linalg.eig(_jacobian(saddle.anti, saddle.pro, switch))
    direction = np.real(vectors[:, np.argmin(np.real(values))])
    middle = np.array([saddle.anti, saddle.pro])
    aside = min(1e-5, 0.1 * middle.min()) * direction
    first = _backwards(middle + aside, switch, duration, points)
    second = _backwards(middle - aside, switch, duration, points)
    return Border(*np.hstack([first[:, ::-1], middle[:, None], second]))


@checks.guarded
def simulate(times: Numbers, anti: float, pro: float, switch: Switch) -> Course:
    """Return the course of both cytokines from a start.

    `times` are increasing times, zero or more, shape (t,); `anti` and `pro` the levels at time zero, zero or
    more, one number each. Raises ValueError for an argument out of range and for what is not a Switch.

    >>> [round(float(simulate([0, 60], 0.2, start, SUSCEPTIBLE).pro[-1]), 3) for start in (0.15, 0.2)]
    [0.023, 0.655]

    Solver: scipy solve_ivp, method LSODA, relative tolerance 1e-9.
    Source: Baker 2013, Math Med Biol, PMID 23002057.
    """
    from scipy.integrate import solve_ivp  # takes a quarter of a second to load

    times = checks.times(times, unit="lifetimes")
    checks.record(switch, "Switch", Switch)
    start = [
        checks.single(checks.not_negative(anti, "Anti-inflammatory level", most=1e6), "Level"),
        checks.single(checks.not_negative(pro, "Pro-inflammatory level", most=1e6), "Level"),
    ]
    if times[-1] == 0:
        return Course(times, np.array(start[:1]), np.array(start[1:]))
    change = piecewise.bounded(lambda _, y: _rates(y, switch), 2)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # of a solver that gives up: its status is read
        solution = solve_ivp(change, (0.0, times[-1]), start, "LSODA", t_eval=times, rtol=1e-9, atol=1e-12)
    if not solution.success:
        raise ValueError(_NOT_FOLLOWED)
    return Course(times, *solution.y)


_NOT_FOLLOWED = (
    "The course of this switch cannot be computed with these values. Give parameters, levels and times nearer to"
    " those of the examples."
)


def _answer(pro: float, s: Switch) -> float:
    return s.alpha4 * pro**2 / (s.alpha3**2 + pro**2)


def _drive(pro: float, s: Switch) -> float:
    return s.alpha1 + s.alpha2 * pro**2 / (1 + pro**2)


def _rates(state: FloatArray, s: Switch) -> list[float]:
    """Return how fast both cytokines change; plain floats, because they are faster than arrays."""
    anti, pro = state.tolist()
    return [-anti + _answer(pro, s), -s.gamma * pro + _drive(pro, s) / (1 + anti**2)]


def _jacobian(anti: float, pro: float, s: Switch) -> FloatArray:
    """Return the matrix of partial derivatives at a point, order (anti, pro)."""
    answer = s.alpha4 * 2 * pro * s.alpha3**2 / (s.alpha3**2 + pro**2) ** 2
    restraint = -2 * anti * _drive(pro, s) / (1 + anti**2) ** 2
    amplification = s.alpha2 * 2 * pro / (1 + pro**2) ** 2 / (1 + anti**2)
    return np.array([[-1.0, answer], [restraint, amplification - s.gamma]])


def _balance(s: Switch) -> tuple[FloatArray, FloatArray]:
    """Return the loss of p at a' = 0, and loss minus production, both times what leaves polynomials in p.

    lost = gamma p (1 + p^2) (h + alpha4^2 p^4), made = (alpha1 (1 + p^2) + alpha2 p^2) h, h = (alpha3^2 + p^2)^2.
    """
    half = poly.polymul([s.alpha3**2, 0, 1], [s.alpha3**2, 0, 1])
    lost = poly.polymul([0, s.gamma, 0, s.gamma], poly.polyadd(half, [0, 0, 0, 0, s.alpha4**2]))
    made = poly.polymul([s.alpha1, 0, s.alpha1 + s.alpha2], half)
    return np.asarray(lost, float), np.asarray(poly.polysub(lost, made), float)


def _polished(levels: FloatArray, balance: FloatArray) -> FloatArray:
    """Return the roots after a few Newton steps; a double root is left as it is."""
    slope = poly.polyder(balance)
    for _ in range(5):
        step = poly.polyval(levels, balance) / poly.polyval(levels, slope)
        levels = np.where(np.abs(step) < 0.1 * levels, levels - step, levels)
    return levels


def _steady_state(pro: float, switch: Switch) -> SteadyState:
    anti = _answer(pro, switch)
    first, second = (complex(value) for value in np.linalg.eigvals(_jacobian(anti, pro, switch)))
    growing = (first.real > 0) + (second.real > 0)
    return SteadyState(anti, pro, KINDS[growing], (first, second))


def _backwards(start: FloatArray, switch: Switch, duration: float, points: int) -> FloatArray:
    """Return the flow back in time from a point until a level leaves the range, shape (2, points).

    The solver is led step by step: scipy's solve_ivp, asked for the same, takes twice as long.
    """
    from scipy.integrate import LSODA, OdeSolution  # takes a quarter of a second to load
    from scipy.optimize import brentq

    def back(_: float, state: FloatArray) -> list[float]:
        anti, pro = state.tolist()
        return [anti - _answer(pro, switch), switch.gamma * pro - _drive(pro, switch) / (1 + anti**2)]

    change = piecewise.bounded(back, 2)
    solver = LSODA(cast("Any", change), 0.0, start, duration, rtol=1e-9, atol=1e-12)
    ends, pieces, room = [0.0], [], _inside(start)
    while solver.status == "running" and room > 0:
        solver.step()
        pieces.append(solver.dense_output())
        ends.append(solver.t)
        room = _inside(solver.y)
    if solver.status == "failed":
        raise ValueError(_NOT_FOLLOWED)
    if not pieces:
        return np.repeat(start[:, None], points, axis=1)
    if room < 0:
        ends[-1] = brentq(lambda time: _inside(pieces[-1](time)), ends[-2], ends[-1], xtol=1e-15, rtol=1e-15)
    return np.maximum(OdeSolution(ends, pieces)(np.linspace(0.0, ends[-1], points)), 0.0)


def _inside(state: FloatArray) -> float:
    """Return how far both levels lie inside the range from zero to a hundred; negative outside."""
    anti, pro = state.tolist()
    return min(anti, pro, 100 - anti, 100 - pro)
