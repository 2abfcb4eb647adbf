"""Why the ligand rises when it is blocked: receptor blocker and ligand neutraliser.

A cytokine is made at a constant rate and removed in two ways. A drug closes one of them.

Receptor blocker (tocilizumab): free ligand L is lost by itself (k0) and through its receptor (kR);
the drug C leaves the fraction phi = 1/(1 + C/Kd) of the receptors open:

    dL/dt = s - (k0 + kR phi) L          before the drug L0 = s / (k0 + kR)

Ligand neutraliser (siltuximab, canakinumab): of the total ligand LT the fraction f = Kd/(Kd + A)
is free, A being the free antibody sites; free ligand is lost at k0, the complex at kC:

    dLT/dt = s - (k0 f + kC (1 - f)) LT  before the drug L0 = s / k0

Everything is given as a multiple of the ligand before the drug. Drug and Kd in nM, rates per hour.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from . import checks


@dataclass(frozen=True)
class ReceptorBlocker:
    """A drug that occupies the receptor.

    Attributes:
        kd_nM: dissociation constant of drug and receptor, positive.
        free_elimination_per_h: k0, loss of free ligand without its receptor, positive.
        receptor_elimination_per_h: kR, loss through all receptors open, zero or more.
        reference: where the numbers were published, or that they are illustrative.
    """

    kd_nM: float
    free_elimination_per_h: float
    receptor_elimination_per_h: float
    reference: str = "illustrative"

    def __post_init__(self):
        """Refuse rates and constants that cannot be."""
        checks.positive(self.kd_nM, "Kd", "nM")
        checks.positive(self.free_elimination_per_h, "Free elimination rate k0", "1/h", 0.1)
        checks.not_negative(self.receptor_elimination_per_h, "Receptor-mediated elimination rate kR", "1/h", 0.5)


@dataclass(frozen=True)
class LigandNeutraliser:
    """A drug that occupies the ligand.

    Attributes:
        kd_nM: dissociation constant of drug and ligand, positive.
        free_elimination_per_h: k0, loss of free ligand, positive.
        complex_elimination_per_h: kC, loss of the drug-ligand complex, positive.
        reference: where the numbers were published, or that they are illustrative.
    """

    kd_nM: float
    free_elimination_per_h: float
    complex_elimination_per_h: float
    reference: str = "illustrative"

    def __post_init__(self):
        """Refuse rates and constants that cannot be."""
        checks.positive(self.kd_nM, "Kd", "nM")
        checks.positive(self.free_elimination_per_h, "Free elimination rate k0", "1/h", 0.5)
        checks.positive(self.complex_elimination_per_h, "Complex elimination rate kC", "1/h", 0.01)


class Blocked(NamedTuple):
    """Under a receptor blocker: open receptors; free ligand and signal as multiples of before."""

    open_receptors: np.ndarray
    free_ligand: np.ndarray
    signal: np.ndarray


class Neutralised(NamedTuple):
    """Under a ligand neutraliser: free fraction; total and free ligand as multiples of before."""

    free_fraction: np.ndarray
    total_ligand: np.ndarray
    free_ligand: np.ndarray


def receptor_blocker_steady_state(drug, blocker):
    """Return open receptors, free ligand and signal once a constant drug level has acted.

    Free ligand (k0 + kR)/(k0 + kR phi) rises towards 1 + kR/k0; the signal is phi times that.

    Args:
        drug: free drug, nM, zero or more, any shape.
        blocker: a ReceptorBlocker.

    Returns:
        Blocked, arrays in the shape of ``drug``.

    Raises:
        ValueError: a negative drug level; not a ReceptorBlocker.

    Source: Nishimoto 2008, doi:10.1182/blood-2008-05-155846 (loss of receptor-mediated
    consumption), written as a turnover equation.
    """
    drug, phi = _open_fraction(drug, blocker, ReceptorBlocker)
    before, now = _blocker_rates(phi, blocker)
    return Blocked(phi, before / now, phi * before / now)


def receptor_blocker_limit(blocker):
    """Return the largest rise of free ligand that a receptor blocker can cause: 1 + kR/k0.

    Args:
        blocker: a ReceptorBlocker.

    Returns:
        Multiple of the free ligand before the drug.

    Raises:
        ValueError: not a ReceptorBlocker.

    Source: limit of :func:`receptor_blocker_steady_state` with all receptors closed.
    """
    checks.record(blocker, "Blocker", ReceptorBlocker)
    return 1 + blocker.receptor_elimination_per_h / blocker.free_elimination_per_h


def receptor_blocker_course(times, drug, blocker):
    """Return the same as :func:`receptor_blocker_steady_state`, over time.

    Args:
        times: increasing hours since the first drug, shape (t,).
        drug: free drug, nM: one number (constant, solved in closed form) or one for each time
            (joined by straight lines, solved with solve_ivp, method LSODA).
        blocker: a ReceptorBlocker.

    Returns:
        Blocked, arrays of shape (t,); free ligand is 1 at the first time.

    Raises:
        ValueError: an argument out of range or of the wrong length.

    Source: Nishimoto 2008, doi:10.1182/blood-2008-05-155846, written as a turnover equation.
    """
    times = checks.times(times)
    drug, phi = _open_fraction(_per_time(drug, times), blocker, ReceptorBlocker)
    before, _ = _blocker_rates(1.0, blocker)

    def removal(level):
        return _blocker_rates(1 / (1 + level / blocker.kd_nM), blocker)[1]

    ligand = _turnover(times, drug, before, removal)
    phi = np.broadcast_to(phi, times.shape)
    return Blocked(phi, ligand, phi * ligand)


def neutraliser_steady_state(drug, neutraliser):
    """Return free fraction, total and free ligand once a constant antibody level has acted.

    Total ligand k0/(k0 f + kC (1 - f)) rises towards k0/kC while the free ligand falls.

    Args:
        drug: free binding sites of the antibody, nM, zero or more, any shape.
        neutraliser: a LigandNeutraliser.

    Returns:
        Neutralised, arrays in the shape of ``drug``.

    Raises:
        ValueError: a negative drug level; not a LigandNeutraliser.

    Source: Hayashi 2007, doi:10.1111/j.1365-2125.2006.02803.x (binding at quasi-equilibrium).
    """
    drug, free = _open_fraction(drug, neutraliser, LigandNeutraliser)
    total = neutraliser.free_elimination_per_h / _neutraliser_rate(free, neutraliser)
    return Neutralised(free, total, free * total)


def neutraliser_limit(neutraliser):
    """Return the total ligand when all of it is bound: k0/kC.

    Args:
        neutraliser: a LigandNeutraliser.

    Returns:
        Multiple of the ligand before the drug.

    Raises:
        ValueError: not a LigandNeutraliser.

    Source: limit of :func:`neutraliser_steady_state` at high antibody.
    """
    checks.record(neutraliser, "Neutraliser", LigandNeutraliser)
    return neutraliser.free_elimination_per_h / neutraliser.complex_elimination_per_h


def neutraliser_course(times, drug, neutraliser):
    """Return the same as :func:`neutraliser_steady_state`, over time.

    Args:
        times: increasing hours since the first drug, shape (t,).
        drug: free binding sites, nM: one number (constant, solved in closed form) or one for each
            time (joined by straight lines, solved with solve_ivp, method LSODA).
        neutraliser: a LigandNeutraliser.

    Returns:
        Neutralised, arrays of shape (t,); total ligand is 1 at the first time.

    Raises:
        ValueError: an argument out of range or of the wrong length.

    Source: Hayashi 2007, doi:10.1111/j.1365-2125.2006.02803.x (binding at quasi-equilibrium).
    """
    times = checks.times(times)
    drug, free = _open_fraction(_per_time(drug, times), neutraliser, LigandNeutraliser)

    def removal(level):
        return _neutraliser_rate(1 / (1 + level / neutraliser.kd_nM), neutraliser)

    total = _turnover(times, drug, neutraliser.free_elimination_per_h, removal)
    free = np.broadcast_to(free, times.shape)
    return Neutralised(free, total, free * total)


def _open_fraction(drug, record, kind):
    """Return the checked drug level and the fraction it leaves free."""
    checks.record(record, "Drug", kind)
    drug = checks.not_negative(drug, "Drug concentration", "nM", 100.0)
    return drug, 1 / (1 + drug / record.kd_nM)


def _blocker_rates(phi, blocker):
    """Return the removal rate before the drug and at the open fraction phi."""
    free, receptor = blocker.free_elimination_per_h, blocker.receptor_elimination_per_h
    return free + receptor, free + receptor * phi


def _neutraliser_rate(free, neutraliser):
    """Return the mean removal rate of total ligand at the free fraction."""
    bound = neutraliser.complex_elimination_per_h * (1 - free)
    return neutraliser.free_elimination_per_h * free + bound


def _per_time(drug, times):
    """Check that there is one drug level, or one for each time."""
    if np.ndim(drug) and np.shape(drug) != times.shape:
        raise ValueError(
            f"Drug concentration must be one number or one for each of the {times.size} times, but"
            f" its shape is {np.shape(drug)}. Give an array of the same length as the times."
        )
    return drug


def _turnover(times, drug, production, removal):
    """Solve y' = production - removal(drug) y from y = 1 at the first time."""
    from scipy.integrate import solve_ivp  # takes a quarter of a second to load

    if drug.ndim == 0:
        rate = removal(drug)
        steady = production / rate
        return steady + (1 - steady) * np.exp(-rate * (times - times[0]))
    if times.size == 1:
        return np.ones(1)

    def change(time, ligand):
        return production - removal(np.interp(time, times, drug)) * ligand

    longest_step = np.diff(times).max()  # so that no corner of the drug's course is stepped over
    return solve_ivp(
        change, (times[0], times[-1]), [1.0], "LSODA", t_eval=times,
        rtol=1e-9, atol=1e-12, max_step=longest_step,
    ).y[0]  # fmt: skip
