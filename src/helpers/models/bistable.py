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

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from . import checks

REFERENCE = "Baker 2013, Math Med Biol, PMID 23002057; equations as encoded in BIOMD0000000550"


@dataclass(frozen=True)
class Switch:
    """Parameters of the switch, all without unit and positive.

    Attributes:
        alpha1: production of the pro-inflammatory cytokine without any drive.
        alpha2: its strongest self-amplified production.
        alpha3: pro-inflammatory level of half-maximal anti-inflammatory production.
        alpha4: strongest production of the anti-inflammatory cytokine.
        gamma: loss of the pro-inflammatory over loss of the anti-inflammatory cytokine.
        reference: where the numbers come from.
    """

    alpha1: float = 0.025
    alpha2: float = 1.0
    alpha3: float = 0.5
    alpha4: float = 3.5
    gamma: float = 1.25
    reference: str = REFERENCE

    def __post_init__(self):
        """Refuse parameters that are not positive numbers."""
        for name in ("alpha1", "alpha2", "alpha3", "alpha4", "gamma"):
            checks.single(checks.positive(getattr(self, name), name), name)


HEALTHY = Switch()
SUSCEPTIBLE = Switch(alpha2=7.0, alpha4=2.0, reference=f"{REFERENCE}; alpha2 and alpha4 chosen for this course")


class SteadyState(NamedTuple):
    """A steady state: both levels, "stable", "saddle" or "unstable", and its eigenvalues."""

    anti: float
    pro: float
    kind: str
    eigenvalues: tuple


class Course(NamedTuple):
    """Course of both cytokines, arrays in the shape of ``time``."""

    time: np.ndarray
    anti: np.ndarray
    pro: np.ndarray


def derivatives(anti, pro, switch):
    """Return how fast the anti- and the pro-inflammatory cytokine change.

    Args:
        anti: anti-inflammatory level, zero or more, any shape.
        pro: pro-inflammatory level, zero or more, any shape.
        switch: a Switch.

    Returns:
        Two arrays in the shape of the arguments broadcast together.

    Raises:
        ValueError: a negative level; not a Switch.

    Source: Baker 2013, Math Med Biol, PMID 23002057.
    """
    anti = checks.not_negative(anti, "Anti-inflammatory level")
    pro = checks.not_negative(pro, "Pro-inflammatory level")
    return _derivatives(anti, pro, checks.record(switch, "Switch", Switch))


def anti_nullcline(pro, switch):
    """Return the anti-inflammatory level at which it stays put: alpha4 p^2/(alpha3^2 + p^2).

    Args:
        pro: pro-inflammatory level, zero or more, any shape.
        switch: a Switch.

    Returns:
        Level in the shape of ``pro``.

    Raises:
        ValueError: a negative level; not a Switch.

    Source: a' = 0 in Baker 2013, Math Med Biol, PMID 23002057.
    """
    pro = checks.not_negative(pro, "Pro-inflammatory level")
    return _answer(pro, checks.record(switch, "Switch", Switch))


def pro_nullcline(pro, switch):
    """Return the anti-inflammatory level that holds the pro-inflammatory one where it is.

    Args:
        pro: pro-inflammatory level, positive, any shape.
        switch: a Switch.

    Returns:
        Level in the shape of ``pro``; nan where no level can hold it up.

    Raises:
        ValueError: a level that is not positive; not a Switch.

    Source: p' = 0 in Baker 2013, Math Med Biol, PMID 23002057, solved for a.
    """
    pro = checks.positive(pro, "Pro-inflammatory level")
    checks.record(switch, "Switch", Switch)
    squared = _drive(pro, switch) / (switch.gamma * pro) - 1
    return np.sqrt(np.where(squared >= 0, squared, np.nan))


def jacobian(anti, pro, switch):
    """Return the matrix of partial derivatives at a point, order (anti, pro).

    Args:
        anti: anti-inflammatory level, zero or more, one number.
        pro: pro-inflammatory level, zero or more, one number.
        switch: a Switch.

    Returns:
        Array of shape (2, 2).

    Raises:
        ValueError: a negative level; not a Switch.

    Source: derivative of the equations of Baker 2013, Math Med Biol, PMID 23002057.
    """
    anti = checks.single(checks.not_negative(anti, "Anti-inflammatory level"), "Level")
    pro = checks.single(checks.not_negative(pro, "Pro-inflammatory level"), "Level")
    s = checks.record(switch, "Switch", Switch)
    answer = s.alpha4 * 2 * pro * s.alpha3**2 / (s.alpha3**2 + pro**2) ** 2
    restraint = -2 * anti * _drive(pro, s) / (1 + anti**2) ** 2
    amplification = s.alpha2 * 2 * pro / (1 + pro**2) ** 2 / (1 + anti**2)
    return np.array([[-1.0, answer], [restraint, amplification - s.gamma]])


def steady_states(switch):
    """Return every steady state, from the lowest pro-inflammatory level to the highest.

    Setting both derivatives to zero leaves one polynomial of degree seven in p; its positive real
    roots are all the steady states there are, each then polished by Newton's method.

    Args:
        switch: a Switch.

    Returns:
        tuple of SteadyState, at least one.

    Raises:
        ValueError: not a Switch.

    Source: Baker 2013, Math Med Biol, PMID 23002057; stability from the Jacobian's eigenvalues.
    """
    s = checks.record(switch, "Switch", Switch)
    p = np.polynomial.Polynomial([0.0, 1.0])
    half = (s.alpha3**2 + p**2) ** 2
    lost = s.gamma * p * (1 + p**2) * (half + s.alpha4**2 * p**4)
    balance = lost - (s.alpha1 * (1 + p**2) + s.alpha2 * p**2) * half
    roots = balance.roots()
    real = roots[(np.abs(roots.imag) < 1e-7 * np.abs(roots)) & (roots.real > 0)].real
    return tuple(_steady_state(_polished(level, balance), s) for level in np.sort(real))


def threshold(switch):
    """Return the saddle between the low and the high state, or None if there is no switch.

    Args:
        switch: a Switch.

    Returns:
        SteadyState of kind "saddle", or None.

    Raises:
        ValueError: not a Switch.

    Source: Baker 2013, Math Med Biol, PMID 23002057.
    """
    saddles = [state for state in steady_states(switch) if state.kind == "saddle"]
    return saddles[0] if saddles else None


def separatrix(switch, duration=30.0, points=200):
    """Return the border between what settles low and what settles high.

    The stable direction of the saddle is followed backwards in time to both sides, as long as
    both levels stay between zero and a hundred.

    Args:
        switch: a Switch.
        duration: how far back to follow it, positive.
        points: number of points on each side, 2 or more.

    Returns:
        Array of shape (2, n): anti- and pro-inflammatory levels along the border, through the
        saddle; n = 0 if there is no switch.

    Raises:
        ValueError: an argument out of range; not a Switch.

    Solver: scipy solve_ivp, method LSODA, relative tolerance 1e-9.
    Source: Baker 2013, Math Med Biol, PMID 23002057.
    """
    saddle = threshold(switch)
    duration = checks.single(checks.positive(duration, "Duration"), "Duration")
    points = checks.whole_number(points, "Number of points", 2, 200)
    if saddle is None:
        return np.empty((2, 0))
    values, vectors = np.linalg.eig(jacobian(saddle.anti, saddle.pro, switch))
    direction = vectors[:, np.argmin(values.real)].real
    middle = np.array([saddle.anti, saddle.pro])
    first = _backwards(middle + 1e-5 * direction, switch, duration, points)
    second = _backwards(middle - 1e-5 * direction, switch, duration, points)
    return np.hstack([first[:, ::-1], middle[:, None], second])


def simulate(times, anti, pro, switch):
    """Return the course of both cytokines from a start.

    Args:
        times: increasing times, zero or more, shape (t,).
        anti: anti-inflammatory level at time zero, zero or more, one number.
        pro: pro-inflammatory level at time zero, zero or more, one number.
        switch: a Switch.

    Returns:
        Course of arrays of shape (t,).

    Raises:
        ValueError: an argument out of range; not a Switch.

    Solver: scipy solve_ivp, method LSODA, relative tolerance 1e-9.
    Source: Baker 2013, Math Med Biol, PMID 23002057.
    """
    from scipy.integrate import solve_ivp  # takes a quarter of a second to load

    times = checks.times(times, unit="lifetimes")
    checks.record(switch, "Switch", Switch)
    start = [
        checks.single(checks.not_negative(anti, "Anti-inflammatory level"), "Level"),
        checks.single(checks.not_negative(pro, "Pro-inflammatory level"), "Level"),
    ]
    if times[-1] == 0:
        return Course(times, np.array(start[:1]), np.array(start[1:]))
    solution = solve_ivp(
        lambda _, y: _derivatives(y[0], y[1], switch), (0.0, times[-1]), start, "LSODA",
        t_eval=times, rtol=1e-9, atol=1e-12,
    )  # fmt: skip
    return Course(times, *solution.y)


def _answer(pro, s):
    return s.alpha4 * pro**2 / (s.alpha3**2 + pro**2)


def _drive(pro, s):
    return s.alpha1 + s.alpha2 * pro**2 / (1 + pro**2)


def _derivatives(anti, pro, s):
    return -anti + _answer(pro, s), -s.gamma * pro + _drive(pro, s) / (1 + anti**2)


def _polished(level, balance):
    """Return the root after a few Newton steps; a double root is left as it is."""
    slope = balance.deriv()
    for _ in range(5):
        if slope(level) != 0:
            step = balance(level) / slope(level)
            level -= step if abs(step) < 0.1 * level else 0.0
    return float(level)


def _steady_state(pro, switch):
    anti = float(_answer(pro, switch))
    values = np.linalg.eigvals(jacobian(anti, pro, switch))
    growing = int(np.sum(values.real > 0))
    kind = ("stable", "saddle", "unstable")[growing]
    return SteadyState(anti, pro, kind, tuple(complex(value) for value in values))


def _backwards(start, switch, duration, points):
    """Follow the flow back in time from a point until a level leaves the range."""
    from scipy.integrate import solve_ivp  # takes a quarter of a second to load

    def change(_, y):
        return -np.array(_derivatives(y[0], y[1], switch))

    def outside(_, y):
        return min(y[0], y[1], 100 - y[0], 100 - y[1])

    outside.terminal = True
    solution = solve_ivp(
        change, (0.0, duration), start, "LSODA", events=outside, dense_output=True,
        rtol=1e-9, atol=1e-12,
    )  # fmt: skip
    return np.maximum(solution.sol(np.linspace(0.0, solution.t[-1], points)), 0.0)
