"""Canakinumab and the IL-1β that it binds, over weeks, after the model that was fitted to patients."""

import functools
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from helpers.models import trapped_il1b
from helpers.models.pharmacokinetics import CANAKINUMAB_KD_NM
from helpers.models.trapped_il1b import CAPS
from helpers.views.scales import FloatArray, denser

Doses = Literal["again and again", "once"]
DOSES: tuple[Doses, ...] = ("again and again", "once")
USUAL_CANAKINUMAB_MG = 150.0
USUAL_CANAKINUMAB_WEEKS = 8.0
_LAST_D = 336.0


@dataclass(frozen=True, slots=True)
class BoundIl1b:
    """Canakinumab (µg/mL), total and free IL-1β (pg/mL) in plasma over weeks, under doses beneath the skin.

    `before_pg_per_ml` is IL-1β before the drug, `total_rise` the highest total as a multiple of it, `free_percent` the
    lowest free IL-1β in % of it, and `free_end_percent` what it is at the end.
    """

    dose_mg: float
    interval_weeks: float | None
    kd_nM: float
    weeks: FloatArray
    drug_ug_per_ml: FloatArray
    total_pg_per_ml: FloatArray
    free_pg_per_ml: FloatArray

    @property
    def before_pg_per_ml(self) -> float:
        """IL-1β before the drug (pg/mL)."""
        return float(self.free_pg_per_ml[0])

    @property
    def first_peak(self) -> tuple[float, float]:
        """The highest drug (µg/mL) after the first dose, and its day: the top of a parabola through three points."""
        first = self.drug_ug_per_ml[self.weeks <= (self.interval_weeks or self.weeks[-1])]
        top = min(max(int(first.argmax()), 1), first.size - 2)
        days, level = 7 * self.weeks[top - 1 : top + 2], first[top - 1 : top + 2]
        a, b, c = np.polyfit(days - days[1], level, 2)
        return float(c - b * b / (4 * a)), float(days[1] - b / (2 * a))

    @property
    def total_rise(self) -> float:
        """How many times the IL-1β from before total IL-1β reaches."""
        return float(self.total_pg_per_ml.max()) / self.before_pg_per_ml

    @property
    def free_percent(self) -> float:
        """The lowest free IL-1β, in % of before."""
        return 100 * float(self.free_pg_per_ml.min()) / self.before_pg_per_ml

    @property
    def free_end_percent(self) -> float:
        """Free IL-1β at the end of what is shown, in % of before."""
        return 100 * float(self.free_pg_per_ml[-1]) / self.before_pg_per_ml


def bound_il1b(
    dose_mg: float, interval_weeks: float = 8.0, doses: str = DOSES[0], kd_nM: float = CANAKINUMAB_KD_NM
) -> BoundIl1b:
    """Return canakinumab and IL-1β over 48 weeks, `dose_mg` given every `interval_weeks` weeks or once.

    `doses` is one of `DOSES`; `kd_nM` is that of drug and IL-1β. Raises ValueError for what cannot be.
    """
    if doses not in DOSES:
        raise ValueError(f"There are no doses '{doses}'; choose one of: {'; '.join(DOSES)}.")
    once = doses == "once" or dose_mg == 0
    number = 1 if once else max(1, int(np.ceil(_LAST_D / (7 * interval_weeks))))
    days = _days(number, 7 * interval_weeks)
    course = trapped_il1b.repeated_doses(days, dose_mg, 7 * interval_weeks, number, replace(CAPS, kd_nM=kd_nM))
    return BoundIl1b(
        dose_mg=dose_mg,
        interval_weeks=None if once else interval_weeks,
        kd_nM=kd_nM,
        weeks=days / 7,
        drug_ug_per_ml=course.drug,
        total_pg_per_ml=course.total_il1b,
        free_pg_per_ml=course.free_il1b,
    )


@functools.cache
def _days(number: int, interval_d: float) -> FloatArray:
    """Return the days at which curves are drawn: close together around each dose, where a fall becomes a rise."""
    dosed = interval_d * np.arange(number)
    return denser(np.union1d(np.linspace(0, _LAST_D, 169), dosed[1:] - 1), *dosed, reach=7.0, points=17)
