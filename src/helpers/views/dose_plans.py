"""Ustekinumab in one patient with psoriasis over a year: weight, dose, the start, a missed dose, antibodies to it."""

from dataclasses import dataclass, replace

import numpy as np

from helpers import tables
from helpers.models import checks, dose_plan, pharmacokinetics
from helpers.models.dose_plan import Antibodies
from helpers.models.pharmacokinetics import OneCompartment
from helpers.views.scales import FloatArray, denser

PLAN_WEEKS = (0, 4, 16, 28, 40)
"""When the plan of the label gives its doses; each from the third on comes twelve weeks after the one before."""
STARTS = ("two doses, four weeks apart", "one dose")
MISSED = ("no dose", "the dose of week 28: it comes four weeks late", "the dose of week 28: it is left out")
ANTIBODIES = ("none", "from week 16", "from week 28")
_ANTIBODY_WEEKS = (None, 16, 28)
_MISSED_WEEK, _LATE_WEEKS = 28, 4
_LAST_WEEK, _WEEK_D = 52, 7.0
_TIMES_CLEARANCE = 3.0
_STUDY_KG = 90.0
_CLEARANCE_EXPONENT, _VOLUME_EXPONENT = 1.2, 0.85
"""Assumed, such that heavier patients have the shorter half-life and 90 mg above 100 kg gives the troughs of 45 mg
below it, as the label says (in words, without exponents)."""
_WATCHED = "ustekinumab-cmin-elberdin_2022-3"


@dataclass(frozen=True, slots=True)
class PatientPlan:
    """The level of a drug in one patient over weeks.

    `given_weeks` are the weeks of the doses; `trough_weeks` those just before each later dose and the last one,
    `trough_ug_per_mL` the levels then. `antibodies_week` is the week from which antibodies multiply the clearance by
    `times_clearance`, None without. `watched_ug_per_mL` is a lowest level that one study found to divide good from poor
    responders.
    """

    weight_kg: float
    dose_mg: float
    weeks: FloatArray
    level_ug_per_mL: FloatArray
    given_weeks: tuple[int, ...]
    trough_weeks: tuple[int, ...]
    trough_ug_per_mL: tuple[float, ...]
    half_life_d: float
    antibodies_week: int | None
    times_clearance: float
    watched_ug_per_mL: float

    @property
    def peak_ug_per_mL(self) -> float:
        """The highest level."""
        return float(self.level_ug_per_mL.max())


def patient_plan(weight_kg: float, dose_mg: float, start: str, missed: str, antibodies: str) -> PatientPlan:
    """Return a year of ustekinumab under the skin of a patient of `weight_kg`, `dose_mg` each time.

    `start` is one of `STARTS`, `missed` of `MISSED`, `antibodies` of `ANTIBODIES`. Clearance and volume are those of
    Zhu 2009, here at 90 kg, and grow with the weight by assumed exponents. Raises ValueError for another word, and
    for a weight or a dose that cannot be.
    """
    drug = _of_weight(weight_kg)
    week = _ANTIBODY_WEEKS[ANTIBODIES.index(checks.choice(antibodies, "Antibodies", ANTIBODIES))]
    given = _given(checks.choice(start, "Start", STARTS), checks.choice(missed, "Missed dose", MISSED))
    against = None if week is None else Antibodies(_WEEK_D * week, _TIMES_CLEARANCE)
    troughs = (*given[1:], _LAST_WEEK)
    days = denser(np.linspace(0, _WEEK_D * _LAST_WEEK, 105), *(_WEEK_D * dosed for dosed in given), reach=14, points=21)
    days = np.union1d(days, _WEEK_D * np.array(troughs))
    doses = np.full(len(given), dose_mg)
    levels = dose_plan.planned_course(days, _WEEK_D * np.array(given), doses, drug, against)
    return PatientPlan(
        weight_kg=weight_kg,
        dose_mg=dose_mg,
        weeks=days / _WEEK_D,
        level_ug_per_mL=levels,
        given_weeks=given,
        trough_weeks=troughs,
        trough_ug_per_mL=tuple(float(levels[days == _WEEK_D * at][0]) for at in troughs),
        half_life_d=pharmacokinetics.half_lives(drug).elimination_d,
        antibodies_week=week,
        times_clearance=_TIMES_CLEARANCE,
        watched_ug_per_mL=_watched(),
    )


@tables.cached
def _watched() -> float:
    rows = tables.load("pk_parameters")
    return float(dict(zip(rows["pk"], rows["value"], strict=True))[_WATCHED])


def _of_weight(weight_kg: float) -> OneCompartment:
    kg = checks.single(checks.positive(weight_kg, "Weight", "kg", 90.0, **pharmacokinetics.WEIGHT), "Weight")
    share, drug = kg / _STUDY_KG, pharmacokinetics.USTEKINUMAB
    return replace(
        drug,
        clearance_L_per_d=drug.clearance_L_per_d * share**_CLEARANCE_EXPONENT,
        volume_L=drug.volume_L * share**_VOLUME_EXPONENT,
    )


def _given(start: str, missed: str) -> tuple[int, ...]:
    """Return the weeks of the doses."""
    weeks = [week for week in PLAN_WEEKS if week != PLAN_WEEKS[1] or start == STARTS[0]]
    if missed == MISSED[0]:
        return tuple(weeks)
    late = [_MISSED_WEEK + _LATE_WEEKS] if missed == MISSED[1] else []
    return tuple(sorted([*(week for week in weeks if week != _MISSED_WEEK), *late]))
