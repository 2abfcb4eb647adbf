"""The whole pulse, from stimulus to silence: expression, occupancy and JAK-STAT with SOCS in one chain.

A stimulus makes mRNA and cytokine (`expression_pulse`); the cytokine occupies its receptor and
drives the sketch of JAK-STAT with SOCS feedback (`jak_stat`), which gets the changing
concentration as its ligand. Times in hours; the cytokine in multiples of its Kd.

Like the sketch it is NOT fitted to data: it shows which brake ends which part of the pulse.
"""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.interpolate import CubicSpline

from helpers.models import checks, expression_pulse, jak_stat, piecewise
from helpers.models.checks import FloatArray, Numbers

_KNOTS = (160, 640, 2560, 10240)  # as many as the course of the cytokine needs
_TOLERANCE = 1e-7


@dataclass(frozen=True, slots=True)
class Brakes:
    """What ends the pulse.

    `duration_h` is how long the stimulus lasts, `mrna_half_life_h` the half-life of the cytokine's mRNA,
    `cytokine_half_life_h` that of the cytokine where it acts (consumption and clearance), `production_kd_per_h`
    the cytokine made per hour and unit of mRNA, in multiples of its Kd, `pstat_lifetime_h` the lifetime of
    phosphorylated STAT, `signalling` the sketch of JAK-STAT (strength 0 is a cell without SOCS).
    """

    duration_h: float = 2.0
    mrna_half_life_h: float = expression_pulse.IL6_MRNA.half_life_h
    cytokine_half_life_h: float = 0.5
    production_kd_per_h: float = 12.0
    pstat_lifetime_h: float = 0.25
    signalling: jak_stat.JakStat = jak_stat.USUAL
    reference: str = "mRNA half-life: Paschoud 2006; the other numbers chosen for teaching, not fitted to data"

    def __post_init__(self) -> None:
        """Refuse parameters that mean nothing."""
        positive = checks.positive
        checks.keep(self, "duration_h", positive, "Stimulus duration", "h", 2.0, least=0.001, most=10_000)
        checks.keep(self, "mrna_half_life_h", positive, "mRNA half-life", "h", 0.5, least=0.001, most=10_000)
        checks.keep(self, "cytokine_half_life_h", positive, "Cytokine half-life", "h", 0.5, least=0.001, most=10_000)
        checks.keep(self, "production_kd_per_h", positive, "Production", "Kd/h", 12.0, most=1e9)
        name = "Lifetime of phosphorylated STAT"
        checks.keep(self, "pstat_lifetime_h", positive, name, "h", 0.25, least=0.001, most=10_000)
        checks.record(self.signalling, "Signalling", jak_stat.JakStat)
        checks.keep_text(self, "reference")


USUAL = Brakes()


@dataclass(frozen=True, slots=True, eq=False)
class Pulse:
    """Course of the pulse: one array per quantity, in the shape of `time` (hours)."""

    time: FloatArray
    stimulus: FloatArray
    mrna: FloatArray
    cytokine: FloatArray
    occupancy: FloatArray
    pstat: FloatArray
    socs: FloatArray

    def __post_init__(self) -> None:
        """Refuse what is not numbers of one shape."""
        checks.keep_arrays(self)


@checks.guarded
def simulate(times: Numbers, brakes: Brakes = USUAL) -> Pulse:
    """Return the pulse after a stimulus that begins at time zero.

    `times` are increasing hours since the stimulus began, shape (t,). Stimulus, occupancy, pSTAT and SOCS run
    from 0 to 1, the cytokine in multiples of its Kd. Raises ValueError for times that do not increase and for
    what is not Brakes.

    >>> simulate([0, 1, 8]).pstat.round(3).tolist()
    [0.0, 0.75, 0.042]

    Solver: scipy odeint (LSODA), tolerance 1e-7, restarted when the stimulus ends.
    Source: the equations of `expression_pulse` and `jak_stat`.
    """
    times = checks.times(times, unit="h", last=1e6)
    brakes = checks.record(brakes, "Brakes", Brakes)
    end, last = brakes.duration_h, max(times[-1], 1.01 * brakes.duration_h)
    signalling, lifetime = brakes.signalling, brakes.pstat_lifetime_h
    ligands = [_ligand(0.0, end, brakes), _ligand(end, last, brakes)]

    def change(time: float, state: FloatArray, ligand: Callable[[float], float]) -> list[float]:
        return jak_stat._rates(state, max(ligand(time), 0.0), signalling, lifetime)

    pstat, _, socs = piecewise.solve(change, [0.0, 0.0, 0.0], times, [end], ligands, _TOLERANCE).T
    cytokine = _cytokine(times, brakes)
    message = expression_pulse.mrna(times, end, brakes.mrna_half_life_h)
    stimulus = np.where(times < end, 1.0, 0.0)
    return Pulse(times, stimulus, message, cytokine, cytokine / (1 + cytokine), pstat, socs)


@checks.guarded
def time_above(times: Numbers, values: Numbers, level: float) -> float:
    """Return for how many hours `values` stand above `level`, with straight lines between the times.

    `times` are increasing hours, `values` as many numbers, `level` is one number, zero or more. Zero if the level
    is never passed. Raises ValueError for times that do not increase and for values that are not as many numbers.

    >>> time_above([0, 1, 2, 3], [0, 1, 1, 0], level=0.5)
    2.0

    Source: definition.
    """
    times = checks.times(times, unit="h", most=checks.MOST_NUMBERS)
    values = checks.finite(values, "Values")
    if values.shape != times.shape:
        raise ValueError(
            f"There must be one value for each of the {times.size} times, but the shape of the values is"
            f" {values.shape}. Give as many values as times."
        )
    above = values - checks.single(checks.not_negative(level, "Level"), "Level")
    left, right = above[:-1], above[1:]
    passing = np.maximum(left, right) / np.abs(right - left)
    part = np.where(np.sign(left) * np.sign(right) < 0, passing, (left + right > 0).astype(float))
    return float(np.sum(np.diff(times) * part))


def _cytokine(times: FloatArray, brakes: Brakes) -> FloatArray:
    """Return the cytokine in multiples of its Kd, at checked times."""
    b = brakes
    made = expression_pulse._protein(times, b.duration_h, b.mrna_half_life_h, b.cytokine_half_life_h)
    return b.production_kd_per_h * made


def _ligand(start: float, stop: float, brakes: Brakes) -> Callable[[float], float]:
    """Return the cytokine from `start` to `stop` (hours) as a smooth function of time.

    The knots lie closest just after `start`, where the course bends most. Raises ValueError when even many
    of them miss the course by more than a millionth of its peak.
    """
    for knots in _KNOTS:
        places = start + (stop - start) * np.linspace(0, 1, knots) ** 2
        course = _cytokine(places, brakes)
        smooth = CubicSpline(places, course)
        between = (places[:-1] + places[1:]) / 2
        missed = np.max(np.abs(smooth(between) - _cytokine(between, brakes)))
        if missed <= 1e-6 * np.max(course):
            return _quick(smooth)
    raise ValueError(
        "The times reach so much further than the pulse that its course cannot be followed."
        " Give times that end nearer to the end of the pulse."
    )


def _quick(smooth: CubicSpline) -> Callable[[float], float]:
    """Return a spline as a function of one plain number, many times faster than the spline itself."""
    places, last = smooth.x.tolist(), len(smooth.x) - 2
    pieces = smooth.c.T.tolist()

    def at(time: float) -> float:
        index = min(max(bisect_right(places, time) - 1, 0), last)
        cubic, square, linear, constant = pieces[index]
        s = time - places[index]
        return constant + linear * s + square * (s * s) + cubic * (s * s * s)

    return at
