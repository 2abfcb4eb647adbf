"""Two steps to a Th1 cell: T-bet, the receptor for IL-12 and interferon-γ, after a published model."""

import functools
from dataclasses import dataclass, replace

import numpy as np

from helpers.models import th1_imprinting
from helpers.models.th1_imprinting import MOUSE_TH1, Course
from helpers.views.scales import FloatArray

USUAL_ANTIGEN_H = MOUSE_TH1.Ag_half
LATE_H = 120.0
_HOURS = np.linspace(0, LATE_H, 241)


@dataclass(frozen=True, slots=True)
class Th1Steps:
    """T-bet, IL-12Rβ2, interferon-γ and antigen over hours, each in % of its highest at the starting values.

    `first_percent` is the highest T-bet before antigen has gone to half, `late_percent` T-bet after `LATE_H` hours, and
    `naive_percent` what a naive cell has. `needed_percent` is the IL-12, in % of that in the cultures, that keeps T-bet
    up without antigen; `lasts` says whether there is so much.
    """

    il12_percent: float
    ifng_blocked_percent: float
    antigen_h: float
    hours: FloatArray
    antigen_percent: FloatArray
    tbet_percent: FloatArray
    receptor_percent: FloatArray
    ifng_percent: FloatArray
    first_percent: float
    late_percent: float
    naive_percent: float
    needed_percent: float

    @property
    def climbs(self) -> bool:
        """Whether T-bet still rises where the curve stops."""
        return bool(self.tbet_percent[-1] > self.tbet_percent[-2])

    @property
    def lasts(self) -> bool:
        """Whether T-bet stays up once antigen has gone."""
        return self.il12_percent > self.needed_percent


def th1_steps(il12_percent: float, ifng_blocked_percent: float, antigen_h: float) -> Th1Steps:
    """Return what becomes of a naive cell whose antigen has gone to half after `antigen_h` hours.

    `il12_percent` is IL-12 in % of that in the cultures, `ifng_blocked_percent` the share of interferon-γ's signal that
    is taken away. Raises ValueError for what cannot be.
    """
    cell = replace(MOUSE_TH1, Ag_half=antigen_h)
    if il12_percent == 0:  # then no interferon-γ is made that could be blocked
        ifng_blocked_percent = 0.0
    course = th1_imprinting.simulate(_HOURS, il12_percent / 100, ifng_blocked_percent / 100, cell)
    usual = _usual()
    top = float(usual.tbet.max())
    return Th1Steps(
        il12_percent=il12_percent,
        ifng_blocked_percent=ifng_blocked_percent,
        antigen_h=antigen_h,
        hours=_HOURS,
        antigen_percent=100 * course.antigen,
        tbet_percent=100 * course.tbet / top,
        receptor_percent=100 * course.il12_receptor / float(usual.il12_receptor.max()),
        ifng_percent=100 * course.ifng / float(usual.ifng.max()),
        first_percent=100 * float(course.tbet[antigen_h >= _HOURS].max()) / top,
        late_percent=100 * float(course.tbet[-1]) / top,
        naive_percent=100 * float(course.tbet[0]) / top,
        needed_percent=100 * th1_imprinting.il12_needed(cell),
    )


@functools.cache
def _usual() -> Course:
    return th1_imprinting.simulate(_HOURS)
