"""The whole pulse, from stimulus to silence: expression, occupancy and JAK-STAT with SOCS in one chain.

A stimulus makes mRNA and cytokine (:mod:`expression_pulse`); the cytokine occupies its receptor and
drives the sketch of JAK-STAT with SOCS feedback (:mod:`jak_stat`), which gets the changing
concentration as its ligand. Times in hours; the cytokine in multiples of its Kd.

Like the sketch it is NOT fitted to data: it shows which brake ends which part of the pulse.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from scipy.interpolate import CubicSpline

from . import checks, expression_pulse, jak_stat, piecewise

_KNOTS = 160
_TOLERANCE = 1e-7


@dataclass(frozen=True)
class Brakes:
    """What ends the pulse.

    Attributes:
        duration_h: hours that the stimulus lasts.
        mrna_half_life_h: half-life of the cytokine's mRNA, hours.
        cytokine_half_life_h: half-life of the cytokine where it acts, hours (consumption and clearance).
        production_kd_per_h: cytokine made per hour and unit of mRNA, in multiples of its Kd.
        pstat_lifetime_h: lifetime of phosphorylated STAT, hours.
        signalling: the sketch of JAK-STAT; strength 0 is a cell without SOCS.
        reference: where the numbers come from.
    """

    duration_h: float = 2.0
    mrna_half_life_h: float = expression_pulse.IL6_MRNA.half_life_h
    cytokine_half_life_h: float = 0.5
    production_kd_per_h: float = 12.0
    pstat_lifetime_h: float = 0.25
    signalling: jak_stat.JakStat = field(default_factory=jak_stat.JakStat)
    reference: str = "mRNA half-life: Paschoud 2006; the other numbers chosen for teaching, not fitted to data"

    def __post_init__(self):
        """Refuse parameters that mean nothing."""
        checks.positive(self.duration_h, "Stimulus duration", "h", 2.0)
        checks.positive(self.mrna_half_life_h, "mRNA half-life", "h", 0.5)
        checks.positive(self.cytokine_half_life_h, "Cytokine half-life", "h", 0.5)
        checks.positive(self.production_kd_per_h, "Production", "Kd/h", 12.0)
        checks.positive(self.pstat_lifetime_h, "Lifetime of phosphorylated STAT", "h", 0.25)
        checks.record(self.signalling, "Signalling", jak_stat.JakStat)


class Pulse(NamedTuple):
    """Course of the pulse: one array per quantity, in the shape of ``time`` (hours)."""

    time: np.ndarray
    stimulus: np.ndarray
    mrna: np.ndarray
    cytokine: np.ndarray
    occupancy: np.ndarray
    pstat: np.ndarray
    socs: np.ndarray


def simulate(times, brakes=None):
    """Return the pulse after a stimulus that begins at time zero.

    Args:
        times: increasing hours since the stimulus began.
        brakes: a Brakes; the default one if not given.

    Returns:
        Pulse; stimulus, occupancy, pSTAT and SOCS from 0 to 1, cytokine in multiples of its Kd.

    Raises:
        ValueError: times that do not increase; not a Brakes.

    Solver: scipy odeint (LSODA), tolerance 1e-7, restarted when the stimulus ends.
    Source: the equations of expression_pulse and jak_stat.
    """
    times = checks.times(times, unit="h")
    brakes = checks.record(brakes or Brakes(), "Brakes", Brakes)
    end, last = brakes.duration_h, max(times[-1], 1.01 * brakes.duration_h)
    ligands = [_ligand(0.0, end, brakes), _ligand(end, last, brakes)]

    def change(time, state, ligand):
        dose = max(float(ligand(time)), 0.0)
        pstat, mrna, socs = state.tolist()
        rate = jak_stat._activation(dose, socs, brakes.signalling)
        change = jak_stat._change(pstat, mrna, socs, rate, brakes.signalling)
        return [value / brakes.pstat_lifetime_h for value in change]

    pstat, _, socs = piecewise.solve(change, np.zeros(3), times, [end], ligands, _TOLERANCE).T
    cytokine = _cytokine(times, brakes)
    message = expression_pulse.mrna(times, end, brakes.mrna_half_life_h)
    stimulus = np.where(times < end, 1.0, 0.0)
    return Pulse(times, stimulus, message, cytokine, cytokine / (1 + cytokine), pstat, socs)


def time_above(times, values, level):
    """Return for how many hours ``values`` stand above ``level``, with linear interpolation between times.

    Args:
        times: increasing hours.
        values: array of the same shape.
        level: one number.

    Returns:
        Hours; zero if the level is never passed.

    Raises:
        ValueError: times that do not increase.

    Source: definition.
    """
    times = checks.times(times, unit="h")
    above = np.asarray(values, float) - checks.single(checks.not_negative(level, "Level"), "Level")
    left, right = above[:-1], above[1:]
    steps = np.diff(times)
    with np.errstate(invalid="ignore", divide="ignore"):
        part = np.where(
            left * right < 0, np.maximum(left, right) / np.abs(right - left), (left + right > 0).astype(float)
        )
    return float(np.sum(steps * part))


def _cytokine(times, brakes):
    return expression_pulse.protein(
        times,
        brakes.duration_h,
        brakes.mrna_half_life_h,
        brakes.cytokine_half_life_h,
        translation=brakes.production_kd_per_h,
    )


def _ligand(start, stop, brakes):
    """Return the cytokine from ``start`` to ``stop`` (hours) as a smooth function of time.

    The knots lie closest just after ``start``, where the course bends most.
    """
    knots = start + (stop - start) * np.linspace(0, 1, _KNOTS) ** 2
    return CubicSpline(knots, _cytokine(knots, brakes))
