"""From occupied receptor to STAT and back: a teaching sketch of JAK-STAT with SOCS feedback.

Three dimensionless states, each between 0 and 1: phosphorylated STAT, SOCS mRNA and SOCS protein.
Time is counted in lifetimes of phosphorylated STAT.

    occupancy        rho   = ligand / (1 + ligand)                      ligand in multiples of Kd
    activation       a     = gain rho / (1 + (strength socs)^hill)      SOCS holds the kinase back
    pSTAT'           = a (1 - pSTAT) - pSTAT
    SOCS mRNA'       = (pSTAT - mRNA) / mrna_lifetime
    SOCS protein'    = (mRNA - socs) / socs_lifetime

It is NOT fitted to data and its numbers measure nothing: it shows why a constant ligand can give
a brief signal. The wiring follows Yamada 2003, FEBS Lett 534:190 (control of JAK/STAT by SOCS) in
its simplest form.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from scipy.optimize import brentq

from . import checks, piecewise

STEPS = (
    "The ligand occupies its receptor.",
    "JAK at the occupied receptor phosphorylates STAT.",
    "Phosphorylated STAT enters the nucleus and starts transcription, SOCS among its targets.",
    "SOCS mRNA is translated.",
    "SOCS protein binds JAK and receptor and holds the phosphorylation back.",
)


@dataclass(frozen=True)
class JakStat:
    """Parameters of the sketch, all without unit.

    Attributes:
        gain: phosphorylation over dephosphorylation at full occupancy without SOCS.
        strength: how strongly SOCS inhibits; 0 is a cell without SOCS.
        hill: steepness of the inhibition.
        mrna_lifetime: lifetime of SOCS mRNA in lifetimes of phosphorylated STAT.
        socs_lifetime: lifetime of SOCS protein in lifetimes of phosphorylated STAT.
        reference: where the numbers come from.
    """

    gain: float = 10.0
    strength: float = 10.0
    hill: float = 2.0
    mrna_lifetime: float = 3.0
    socs_lifetime: float = 6.0
    reference: str = "chosen for teaching, not fitted to data; wiring after Yamada 2003, FEBS Lett"

    def __post_init__(self):
        """Refuse parameters that mean nothing."""
        checks.positive(self.gain, "Gain", example=10.0)
        checks.not_negative(self.strength, "SOCS strength", example=10.0)
        checks.positive(self.hill, "Hill coefficient", example=2.0)
        checks.positive(self.mrna_lifetime, "SOCS mRNA lifetime", example=3.0)
        checks.positive(self.socs_lifetime, "SOCS protein lifetime", example=6.0)


class Signal(NamedTuple):
    """Course of the sketch: one array per state, in the shape of ``time``."""

    time: np.ndarray
    occupancy: np.ndarray
    activation: np.ndarray
    pstat: np.ndarray
    socs_mrna: np.ndarray
    socs: np.ndarray


def activation(ligand, socs, parameters):
    """Return the rate at which STAT is phosphorylated, without unit.

    Args:
        ligand: free ligand in multiples of its Kd, zero or more.
        socs: SOCS protein, zero or more.
        parameters: a JakStat.

    Returns:
        Rate per lifetime of phosphorylated STAT, shape of the arguments broadcast together.

    Raises:
        ValueError: an argument out of range; not a JakStat.

    Source: the module's second line; wiring after Yamada 2003, FEBS Lett 534:190.
    """
    ligand = checks.not_negative(ligand, "Ligand", "Kd")
    socs = checks.not_negative(socs, "SOCS protein")
    checks.record(parameters, "Parameters", JakStat)
    return _activation(ligand, socs, parameters)


def derivatives(state, ligand, parameters):
    """Return how fast each of the three states changes: one step of the sketch, to look at.

    Args:
        state: pSTAT, SOCS mRNA and SOCS protein; shape (3,) or (3, n).
        ligand: free ligand in multiples of its Kd, zero or more.
        parameters: a JakStat.

    Returns:
        Array of the shape of ``state``, per lifetime of phosphorylated STAT.

    Raises:
        ValueError: an argument out of range; not a JakStat.

    Source: the module's equations; wiring after Yamada 2003, FEBS Lett 534:190.
    """
    pstat, mrna, socs = checks.not_negative(state, "State")
    rate = activation(ligand, socs, parameters)
    return np.array(_change(pstat, mrna, socs, rate, parameters))


def simulate(times, ligand, parameters=None, stop=None):
    """Return the signal after ligand is added to a resting cell, and washed out if wished.

    Args:
        times: increasing times since the ligand was added, in lifetimes of phosphorylated STAT.
        ligand: free ligand in multiples of its Kd, zero or more, one number.
        parameters: a JakStat; the default one if not given.
        stop: time at which the ligand is washed out, positive; ``None`` for never.

    Returns:
        Signal.

    Raises:
        ValueError: an argument out of range or not a number.

    Solver: scipy odeint (LSODA), tolerance 1e-9, restarted at ``stop``.
    Source: the module's equations; wiring after Yamada 2003, FEBS Lett 534:190.
    """
    times = checks.times(times, unit="lifetimes")
    parameters = checks.record(parameters or JakStat(), "Parameters", JakStat)
    ligand = checks.single(checks.not_negative(ligand, "Ligand", "Kd"), "Ligand")
    end = np.inf if stop is None else checks.single(checks.positive(stop, "Stop"), "Stop")

    def change(_, state, dose):
        pstat, mrna, socs = state.tolist()
        return _change(pstat, mrna, socs, _activation(dose, socs, parameters), parameters)

    states = piecewise.solve(change, np.zeros(3), times, [end], [ligand, 0.0]).T
    dose = np.where(times <= end, ligand, 0.0)
    rate = _activation(dose, states[2], parameters)
    return Signal(times, dose / (1 + dose), rate, *states)


def steady_state(ligand, parameters=None):
    """Return the level at which pSTAT (and with it SOCS mRNA and protein) settles.

    Args:
        ligand: free ligand in multiples of its Kd, zero or more, any shape.
        parameters: a JakStat; the default one if not given.

    Returns:
        Level from 0 to 1, shape of ``ligand``. There is exactly one: feedback only falls.

    Raises:
        ValueError: a negative ligand; not a JakStat.

    Source: all derivatives of the module set to zero, bracketed root.
    """
    parameters = checks.record(parameters or JakStat(), "Parameters", JakStat)
    ligand = checks.not_negative(ligand, "Ligand", "Kd")

    def level(dose):
        def surplus(x):
            return _activation(dose, x, parameters) * (1 - x) - x

        return brentq(surplus, 0.0, 1.0, xtol=1e-15, rtol=1e-14)

    return np.vectorize(level, otypes=[float])(ligand)[()]


def _activation(ligand, socs, parameters):
    braked = 1 + (parameters.strength * np.maximum(socs, 0.0)) ** parameters.hill
    return parameters.gain * ligand / (1 + ligand) / braked


def _change(pstat, mrna, socs, rate, parameters):
    return [
        rate * (1 - pstat) - pstat,
        (pstat - mrna) / parameters.mrna_lifetime,
        (mrna - socs) / parameters.socs_lifetime,
    ]
