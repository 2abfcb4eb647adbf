"""IL-6 on a liver cell: STAT3, its brake SOCS3 and a drug that holds JAK1 back, after a published model."""

import functools
from dataclasses import dataclass, replace

import numpy as np

from helpers.models import hepatocyte_signal
from helpers.models.hepatocyte_signal import MOUSE, Course, Schedule
from helpers.views.scales import FloatArray, denser

USUAL_IL6_NG_PER_ML = 40.0
STAYS = "stays"
LATER_MIN = 60.0
_MINUTES = denser(np.linspace(0, 240, 121), 0, 5, 15, 30, 60, 120, reach=20.0, points=21)
_NO_SOCS3 = replace(MOUSE, socs3_pro=0.0)


@dataclass(frozen=True, slots=True)
class HepatocyteSignal:
    """STAT3 and SOCS3 of a liver cell over minutes, in nM, with the peak of phosphorylated STAT3 and its level later.

    `without_socs3_nM` is phosphorylated STAT3 of a cell that makes no SOCS3, and `undrugged_peak_nM` the peak had no
    ruxolitinib been given. IL-6 stays, or is washed out after `washed_out_min` (None when never).
    """

    il6_ng_per_ml: float
    ruxolitinib_nM: float
    ruxolitinib_min: float
    washed_out_min: float | None
    minutes: FloatArray
    pstat3_nM: FloatArray
    without_socs3_nM: FloatArray
    socs3_nM: FloatArray
    undrugged_peak_nM: float

    @property
    def peak_nM(self) -> float:
        """The highest phosphorylated STAT3 (nM)."""
        return float(self.pstat3_nM.max())

    @property
    def peak_min(self) -> float:
        """When phosphorylated STAT3 first stands within a thousandth of a per cent of its peak (min)."""
        return float(self.minutes[np.argmax(self.pstat3_nM >= (1 - 1e-5) * self.peak_nM)])

    @property
    def later_nM(self) -> float:
        """Phosphorylated STAT3 after `LATER_MIN` (nM)."""
        return float(np.interp(LATER_MIN, self.minutes, self.pstat3_nM))


def il6_to_pstat3(
    il6_ng_per_ml: float, ruxolitinib_nM: float = 0.0, ruxolitinib_min: float = 0.0, washed_out: str = STAYS
) -> HepatocyteSignal:
    """Return what a mouse hepatocyte makes of IL-6, of ruxolitinib given at a time, and of washing IL-6 out.

    `washed_out` is the time of wash-out in min, or `STAYS`. Raises ValueError for a negative one of them.
    """
    after = 0.0 if washed_out == STAYS or il6_ng_per_ml == 0 else float(washed_out)
    schedule = Schedule(ruxolitinib_nM, ruxolitinib_min if ruxolitinib_nM else 0.0, after)
    course = _course(il6_ng_per_ml, schedule, socs3=True)
    return HepatocyteSignal(
        il6_ng_per_ml=il6_ng_per_ml,
        ruxolitinib_nM=ruxolitinib_nM,
        ruxolitinib_min=ruxolitinib_min,
        washed_out_min=after or None,
        minutes=_MINUTES,
        pstat3_nM=course.pstat3,
        without_socs3_nM=_course(il6_ng_per_ml, schedule, socs3=False).pstat3,
        socs3_nM=course.socs3,
        undrugged_peak_nM=float(_course(il6_ng_per_ml, Schedule(washed_out_min=after), socs3=True).pstat3.max()),
    )


@functools.lru_cache(maxsize=512)
def _course(il6: float, schedule: Schedule, *, socs3: bool) -> Course:
    return hepatocyte_signal.simulate(_MINUTES, il6, schedule, MOUSE if socs3 else _NO_SOCS3)
