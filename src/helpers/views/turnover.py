"""Ligand, free and bound, and its signal under a drug that blocks the receptor and under one that catches the ligand.

How much the receptor consumes is what serum IL-6 rose by in patients; the other rates are illustrative. Kd of
tocilizumab is the one of the table `affinities`; that of canakinumab was fitted in patients. Ligand and signal are
multiples of what they were before the drug. The signal, open receptors x free ligand, is that of
cells that answer in proportion.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from helpers.models import ligand_turnover
from helpers.models.ligand_turnover import LigandNeutraliser, ReceptorBlocker
from helpers.models.pharmacokinetics import CANAKINUMAB_KD_NM
from helpers.views.courses import Course, courses_over
from helpers.views.scales import FloatArray, decades

FREE_ELIMINATION_PER_H = 0.1
TOCILIZUMAB_KD_NM = 2.54
CONSUMPTION_RATIO = 0.8
"""kR/k0, as 1 + kR/k0 is 1.8: the median of serum IL-6 rose from 40.5 to 72.6 pg/mL (`il6_quantities`, Kumar 2021)."""
CRP_NORMAL_MG_PER_L = 1.0
"""Tocilizumab in serum above which CRP was normal (`il6_quantities`)."""
TOCILIZUMAB_KDA = 148.0
"""Molar mass of tocilizumab, kDa (US label of Actemra, 2024)."""
SLOWING = 50.0


@dataclass(frozen=True)
class BlockedReceptor:
    """Free ligand and signal over the level of a receptor blocker, and both read at `marked_nM`.

    `limit` is the highest rise of free ligand that is possible, 1 + kR/k0; from `crp_normal_nM` of tocilizumab on CRP
    was normal in patients.
    """

    drug_nM: FloatArray
    free_ligand: FloatArray
    signal: FloatArray
    limit: float
    marked_nM: float
    marked_free_ligand: float
    marked_signal: float
    crp_normal_nM: float = 1000 * CRP_NORMAL_MG_PER_L / TOCILIZUMAB_KDA


@dataclass(frozen=True)
class TurnoverCourse:
    """What a laboratory would measure over `time_h` while a drug acts at a constant level from hour 0 on."""

    title: str
    time_h: FloatArray
    courses: tuple[Course, ...]


def blocked_receptor(drug_nM: float, consumption_ratio: float, kd_nM: float) -> BlockedReceptor:
    """Return free ligand and signal under a receptor blocker at steady state, read at `drug_nM` of free drug.

    `consumption_ratio` is kR/k0: how much more ligand goes through the receptor than by other ways.
    """
    x = decades(1e-3, 1e4, 12)
    blocker = _blocker(kd_nM, consumption_ratio)
    over = ligand_turnover.receptor_blocker_steady_state(x, blocker)
    here = ligand_turnover.receptor_blocker_steady_state(drug_nM, blocker)
    return BlockedReceptor(
        drug_nM=x,
        free_ligand=over.free_ligand,
        signal=over.signal,
        limit=float(ligand_turnover.receptor_blocker_limit(blocker)),
        marked_nM=drug_nM,
        marked_free_ligand=float(here.free_ligand),
        marked_signal=float(here.signal),
    )


def turnover_course(hours: npt.ArrayLike, courses: Mapping[str, npt.ArrayLike], *, title: str) -> TurnoverCourse:
    """Return courses to draw: `courses` maps a name to multiples of the value before the drug, over `hours`."""
    return TurnoverCourse(title, np.asarray(hours, float), courses_over(hours, courses))


def two_strategies(hours: float = 48.0, drug_nM: float = 100.0) -> TurnoverCourse:
    """Return what both strategies do to every quantity over `hours`, at `drug_nM` of drug from hour 0 on.

    Kd, kR/k0 = 0.8 and kF/kC = 50 are those that the explorers open with.
    """
    times = np.linspace(0, hours, 97)
    blocked = ligand_turnover.receptor_blocker_course(times, drug_nM, _blocker(TOCILIZUMAB_KD_NM, CONSUMPTION_RATIO))
    caught = ligand_turnover.neutraliser_course(times, drug_nM, _neutraliser(CANAKINUMAB_KD_NM, SLOWING))
    courses = {
        "blocker: free": blocked.free_ligand,
        "blocker: signal": blocked.signal,
        "neutraliser: total": caught.total_ligand,
        "neutraliser: free": caught.free_ligand,
    }
    return turnover_course(times, courses, title="Two strategies, four measurements (simulated)")


def _blocker(kd_nM: float, consumption_ratio: float) -> ReceptorBlocker:
    return ReceptorBlocker(kd_nM, FREE_ELIMINATION_PER_H, consumption_ratio * FREE_ELIMINATION_PER_H)


def _neutraliser(kd_nM: float, slowing: float) -> LigandNeutraliser:
    return LigandNeutraliser(kd_nM, FREE_ELIMINATION_PER_H, FREE_ELIMINATION_PER_H / slowing)
