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

import numpy as np

from helpers.models import checks, piecewise
from helpers.models.checks import FloatArray, Numbers

_MOST_LIGAND = 10**12


@dataclass(frozen=True, slots=True)
class JakStat:
    """Parameters of the sketch, all without unit.

    `gain` is phosphorylation over dephosphorylation at full occupancy without SOCS, `strength` how strongly SOCS
    inhibits (0 is a cell without SOCS), `hill` the steepness of the inhibition, `mrna_lifetime` and
    `socs_lifetime` those of SOCS mRNA and protein in lifetimes of phosphorylated STAT.
    """

    gain: float = 10.0
    strength: float = 10.0
    hill: float = 2.0
    mrna_lifetime: float = 3.0
    socs_lifetime: float = 6.0
    reference: str = "chosen for teaching, not fitted to data; wiring after Yamada 2003, FEBS Lett"

    def __post_init__(self) -> None:
        """Refuse parameters that mean nothing."""
        checks.keep(self, "gain", checks.positive, "Gain", "", 10.0, most=1e6)
        checks.keep(self, "strength", checks.not_negative, "SOCS strength", "", 10.0, most=1e6)
        checks.keep(self, "hill", checks.positive, "Hill coefficient", "", 2.0, most=20.0)
        checks.keep(self, "mrna_lifetime", checks.positive, "SOCS mRNA lifetime", "", 3.0, most=1e6)
        checks.keep(self, "socs_lifetime", checks.positive, "SOCS protein lifetime", "", 6.0, most=1e6)
        checks.keep_text(self, "reference")


USUAL = JakStat()


@dataclass(frozen=True, slots=True, eq=False)
class Signal:
    """Course of the sketch: one array per state, in the shape of `time`."""

    time: FloatArray
    occupancy: FloatArray
    activation: FloatArray
    pstat: FloatArray
    socs_mrna: FloatArray
    socs: FloatArray

    def __post_init__(self) -> None:
        """Refuse what is not numbers of one shape."""
        checks.keep_arrays(self)


@checks.guarded
def simulate(times: Numbers, ligand: float, parameters: JakStat = USUAL, stop: float | None = None) -> Signal:
    """Return the signal after ligand is added to a resting cell, and washed out if wished.

    `times` are increasing times since the ligand was added, in lifetimes of phosphorylated STAT, shape (t,);
    `ligand` is free ligand in multiples of its Kd, zero or more, one number; `stop` is the time at which it is
    washed out, positive, or None for never. Raises ValueError for an argument out of range or not a number.

    >>> signal = simulate([0, 1, 30], ligand=10)
    >>> signal.pstat.round(3).tolist()
    [0.0, 0.899, 0.376]

    Solver: scipy odeint (LSODA), tolerance 1e-9, restarted at `stop`.
    Source: the module's equations; wiring after Yamada 2003, FEBS Lett 534:190.
    """
    times = checks.times(times, unit="lifetimes")
    parameters = checks.record(parameters, "Parameters", JakStat)
    ligand = checks.single(checks.not_negative(ligand, "Ligand", "Kd", most=_MOST_LIGAND), "Ligand")
    end = np.inf if stop is None else checks.single(checks.positive(stop, "Stop", "lifetimes"), "Stop")

    def change(_: float, state: FloatArray, dose: float) -> list[float]:
        return _rates(state, dose, parameters)

    edges, doses = ([], [ligand]) if stop is None else ([end], [ligand, 0.0])
    pstat, mrna, socs = piecewise.solve(change, [0.0, 0.0, 0.0], times, edges, doses).T
    dose = np.where(times <= end, ligand, 0.0)
    return Signal(times, dose / (1 + dose), _activation(dose, socs, parameters), pstat, mrna, socs)


@checks.guarded
def steady_state(ligand: Numbers, parameters: JakStat = USUAL) -> FloatArray:
    """Return the level, 0 to 1, at which pSTAT (and with it SOCS mRNA and protein) settles, shape of `ligand`.

    There is exactly one: feedback only falls. `ligand` is free ligand in multiples of its Kd, zero or more, at
    most 20,000 of them. Raises ValueError for a negative ligand and for what is not a JakStat.

    >>> steady_state([0, 1, 10]).round(3).tolist()
    [0.0, 0.315, 0.376]

    Source: all derivatives of the module set to zero; the root is bracketed and bisected.
    """
    parameters = checks.record(parameters, "Parameters", JakStat)
    ligand = checks.not_negative(ligand, "Ligand", "Kd", most=_MOST_LIGAND)
    checks.fit_together(most=20_000, ligand=ligand)
    low, width = np.zeros(ligand.shape), 1.0
    for _ in range(60):
        width /= 2
        middle = low + width
        rising = _activation(ligand, middle, parameters) * (1 - middle) > middle
        low = np.where(rising, middle, low)
    return low[()]


def _activation(ligand: FloatArray, socs: FloatArray, parameters: JakStat) -> FloatArray:
    """Return the rate at which STAT is phosphorylated, for arrays."""
    braked = 1 + (parameters.strength * np.maximum(socs, 0.0)) ** parameters.hill
    return parameters.gain * ligand / (1 + ligand) / braked


def _rates(state: FloatArray, dose: float, parameters: JakStat, lifetime: float = 1.0) -> list[float]:
    """Return how fast the three states change, `lifetime` being that of phosphorylated STAT.

    Plain floats, because they are faster than arrays.
    """
    pstat, mrna, socs = state.tolist()
    braked = 1 + (parameters.strength * max(socs, 0.0)) ** parameters.hill
    rate = parameters.gain * dose / (1 + dose) / braked
    return [
        (rate * (1 - pstat) - pstat) / lifetime,
        (pstat - mrna) / parameters.mrna_lifetime / lifetime,
        (mrna - socs) / parameters.socs_lifetime / lifetime,
    ]
