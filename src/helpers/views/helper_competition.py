"""Th1 and Th2 cells of a lymph node that hold each other back, after a published model."""

import functools
from dataclasses import dataclass, replace

import numpy as np

from helpers.models import helper_competition
from helpers.models.helper_competition import MELANOMA_NODE
from helpers.views.scales import FloatArray

LAST_D = 360.0
_DAYS = np.linspace(0, LAST_D, 361)
_HOURS_PER_DAY, _PG_PER_NG, _MILLION = 24.0, 1000.0, 1e6


@dataclass(frozen=True, slots=True)
class Competition:
    """Th1 and Th2 cells (millions per mL) over days, of which the first `given_d` have IL-12.

    `ahead_d` are the first and the last day on which Th1 cells are more, None where they never are; `needed_pg_per_ml`
    the IL-12 that would make them as many if it stayed for good (0: none is needed).
    """

    il12_pg_per_ml: float
    given_d: float
    il10_percent: float
    days: FloatArray
    th1: FloatArray
    th2: FloatArray
    ahead_d: tuple[float, float] | None
    needed_pg_per_ml: float

    @property
    def stays(self) -> bool:
        """Whether IL-12 is there to the end."""
        return self.il12_pg_per_ml > 0 and self.given_d >= LAST_D


def th1_against_th2(il12_pg_per_ml: float, given_d: float, il10_percent: float) -> Competition:
    """Return who is in the majority while IL-12 is there and after.

    `il10_percent` is the IL-10 that dendritic and tumour cells make, in % of the published. Raises ValueError for what
    cannot be.
    """
    node = replace(MELANOMA_NODE, p_I=MELANOMA_NODE.p_I * il10_percent / 100)
    if il12_pg_per_ml == 0:
        given_d = 0.0
    course = helper_competition.simulate(
        _DAYS * _HOURS_PER_DAY, il12_pg_per_ml / _PG_PER_NG, given_d * _HOURS_PER_DAY, node
    )
    more = _DAYS[course.th1 > course.th2]
    return Competition(
        il12_pg_per_ml=il12_pg_per_ml,
        given_d=given_d,
        il10_percent=il10_percent,
        days=_DAYS,
        th1=course.th1 / _MILLION,
        th2=course.th2 / _MILLION,
        ahead_d=(float(more[0]), float(more[-1])) if more.size else None,
        needed_pg_per_ml=_needed(il10_percent),
    )


@functools.cache
def _needed(il10_percent: float) -> float:
    """Return the IL-12 that makes Th1 and Th2 cells equally many at rest."""
    node = replace(MELANOMA_NODE, p_I=MELANOMA_NODE.p_I * il10_percent / 100)
    needed = helper_competition.il12_to_balance(node)
    if needed is None:
        raise ValueError("With so much IL-10 no IL-12 makes Th1 cells as many as Th2 cells. Give less IL-10.")
    return needed * _PG_PER_NG
