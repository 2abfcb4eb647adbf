"""CRP under an antibody to IL-6 or to its receptor, after the model of Crohn's disease."""

import functools
from dataclasses import dataclass, replace

import numpy as np

from helpers.models import crp_suppression
from helpers.models.crp_suppression import CROHN, FIRST_DOSE_H, Course, Doses
from helpers.views.scales import FloatArray, denser

USUAL_ANTIBODY_MG = 300.0
USUAL_ANTIBODY_WEEKS = 4.0
_LAST_WEEK = 8
SUPPRESSION_WEEKS = (2.0, 4.0, float(_LAST_WEEK))
_WEEK_H = 168.0
_STEP_ERROR = 3e-5
_NO_DOSE = Doses(dose_mg=0.0, number=1)


@dataclass(frozen=True, slots=True)
class CrpSuppression:
    """CRP and free drug in serum over weeks under one of two antibodies.

    `crp_percent` is CRP in % of before; `drug_percent` is free antibody in % of the level right after a first dose of
    `USUAL_ANTIBODY_MG`. `suppressed_percent` is how far below that of before CRP is at `SUPPRESSION_WEEKS`.
    """

    drug: str
    dose_mg: float
    interval_weeks: float
    weeks: FloatArray
    crp_percent: FloatArray
    drug_percent: FloatArray
    suppressed_percent: tuple[float, ...]


def crp_suppressed(drug: str, dose_mg: float, interval_weeks: float) -> CrpSuppression:
    """Return CRP over eight weeks, `dose_mg` of `drug` (one of `DRUGS` of the model) given every `interval_weeks`.

    Raises ValueError for a drug that is not there, and for a dose or an interval that cannot be.
    """
    doses = Doses(drug, dose_mg, _WEEK_H * interval_weeks)
    course = _course(replace(doses, number=int(np.ceil(_LAST_WEEK / interval_weeks))) if dose_mg else _NO_DOSE)
    crp = 100 - course.suppression_percent
    weeks = course.hours / _WEEK_H
    return CrpSuppression(
        drug=drug,
        dose_mg=dose_mg,
        interval_weeks=interval_weeks,
        weeks=weeks,
        crp_percent=crp,
        drug_percent=100 * course.drug / (CROHN.nM_per_mg * USUAL_ANTIBODY_MG),
        suppressed_percent=tuple(float(100 - np.interp(week, weeks, crp)) for week in SUPPRESSION_WEEKS),
    )


@functools.lru_cache(maxsize=128)
def _course(doses: Doses) -> Course:
    """Return the course at hours that are close together after each dose, and just before it: it is a jump."""
    later = doses.interval_h * np.arange(1, doses.number)
    hours = np.union1d(np.linspace(0, _LAST_WEEK * _WEEK_H, 225), later - FIRST_DOSE_H)
    hours = denser(hours, FIRST_DOSE_H, *later, reach=48.0, points=25)
    return crp_suppression.simulate(hours, doses, CROHN, _STEP_ERROR)
