"""How a helper cell becomes a Th1 cell in two steps: first interferon-γ and T-bet, then IL-12 and T-bet.

The model of Schulz 2009, doi:10.1016/j.immuni.2009.03.013, for mouse T cells in culture, as deposited (BioModels
BIOMD0000000215), with its names of parameters. Hours; amounts in the units of the fit.

    Ag       = 1 / (1 + (t / Ag_half)^Ag_power)                           what the T cell receptor sees
    Tbet_m'  = a1 + a2 Ag/(K1 + Ag) Ifn/(K2 + Ifn) + a3 S - gamma Tbet_m   S = IL-12 x Rec
    Ifn_m'   = a5 Tbet/(K5 + Tbet) S/(K6 + S) Ag/(K7 + Ag) - gamma Ifn_m
    Rec_m'   = a4 Tbet K4/(K4 + Ag) - gamma Rec_m
    Tbet'    = b Tbet_m - delta_Tbet Tbet, and so for Ifn and Rec (the chain IL-12Rβ2 of the receptor for IL-12)

Tbet_m is the message of T-bet, and so on. IL-12 is 1 as in the cultures, 0 without it; what neutralises interferon-γ
takes its share from a2. While antigen is there the receptor for IL-12 is held back; when it goes, T-bet and this
receptor drive each other, and with enough IL-12 they need interferon-γ no more.
"""

from dataclasses import dataclass, fields

import numpy as np

from helpers.models import checks, piecewise
from helpers.models.checks import FloatArray, Number, Numbers

REFERENCE = "Schulz 2009, doi:10.1016/j.immuni.2009.03.013"
_LAST_H = 5000.0
_MOST_IL12 = 100.0
_TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class Th1Cell:
    """Parameters under the names of the deposited file; `Ag_half` and `Ag_power` say when antigen goes."""

    a1: float
    a2: float
    a3: float
    a4: float
    a5: float
    K1: float
    K2: float
    K4: float
    K5: float
    K6: float
    K7: float
    b: float
    gamma: float
    delta_Tbet: float
    delta_Rec: float
    delta_IFN: float
    Ag_half: float
    Ag_power: float
    reference: str = REFERENCE

    def __post_init__(self) -> None:
        """Refuse parameters that cannot be."""
        for name in (field.name for field in fields(self) if field.name != "reference"):
            most = {"Ag_power": 20.0}.get(name, 1e4)
            checks.keep(self, name, checks.positive, name, "", 1.0, least=1e-6, most=most)
        checks.keep_text(self, "reference")


MOUSE_TH1 = Th1Cell(
    a1=0.044, a2=0.42, a3=0.00051, a4=0.0028, a5=3.7, K1=0.46, K2=2.1, K4=0.013, K5=0.029, K6=66.0, K7=0.014,
    b=100.0, gamma=1.0, delta_Tbet=0.1, delta_Rec=0.1, delta_IFN=1.0, Ag_half=34.0, Ag_power=10.0,
)  # fmt: skip
"""Mouse T cells in culture, Schulz 2009; every number is a row of the table `model_parameters`."""


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """Course of the cell: hours, antigen (1 at the start), T-bet, IL-12Rβ2 and interferon-γ, in the model's units."""

    hours: FloatArray
    antigen: FloatArray
    tbet: FloatArray
    il12_receptor: FloatArray
    ifng: FloatArray

    def __post_init__(self) -> None:
        """Refuse what is not numbers of one shape."""
        checks.keep_arrays(self)


@checks.guarded
def simulate(times: Numbers, il12: Number = 1.0, ifng_blocked: Number = 0.0, cell: Th1Cell = MOUSE_TH1) -> Course:
    """Return how a naive cell that meets antigen at hour 0 goes on.

    `times` are increasing hours, shape (t,), at most 5,000; `il12` is IL-12 as a multiple of that in the cultures, zero
    or more; `ifng_blocked` the share, 0 to 1, of interferon-γ's signal that is taken away. Raises ValueError for an
    argument out of range and when the equations cannot be solved.

    >>> simulate([0, 30, 72]).tbet.round().tolist()
    [44.0, 276.0, 161.0]

    Solver: scipy odeint (LSODA), tolerance 1e-9.
    Source: Schulz 2009, doi:10.1016/j.immuni.2009.03.013 (BioModels BIOMD0000000215).
    """
    times = checks.times(times, last=_LAST_H)
    amount = checks.single(checks.not_negative(il12, "IL-12", "", 1.0, most=_MOST_IL12), "IL-12")
    blocked = checks.single(checks.fraction(ifng_blocked, "Blocked share"), "Blocked share")
    checks.record(cell, "Cell", Th1Cell)
    message = cell.a1 / cell.gamma
    start = [message, 0.0, 0.0, cell.b * message / cell.delta_Tbet, 0.0, 0.0]

    def change(time: float, state: FloatArray, open_share: float) -> list[float]:
        return _rates(state, _antigen(time, cell), amount, open_share, cell)

    found = piecewise.solve(change, start, times, [], [1 - blocked], _TOLERANCE).T
    antigen = np.array([_antigen(time, cell) for time in times.tolist()])
    return Course(times, antigen, *found[3:])


@checks.guarded
def il12_needed(cell: Th1Cell = MOUSE_TH1) -> float:
    """Return how much IL-12 (as a multiple of that in the cultures) keeps T-bet up once antigen has gone.

    T-bet and IL-12Rβ2 then drive each other in proportion; they grow when one turn of the loop gives back more than it
    took, b² a3 IL-12 a4 > gamma² delta_Tbet delta_Rec. Raises ValueError for what is not a Th1Cell.

    >>> round(il12_needed(), 3)
    0.7

    Source: the module's equations without antigen; their threshold is worked out here, not in the paper.
    """
    c = checks.record(cell, "Cell", Th1Cell)
    return c.gamma**2 * c.delta_Tbet * c.delta_Rec / (c.b**2 * c.a3 * c.a4)


def _antigen(time: float, cell: Th1Cell) -> float:
    """Return what is left of antigen, as a share of the first."""
    return 1 / (1 + (max(time, 0.0) / cell.Ag_half) ** cell.Ag_power)


def _rates(state: FloatArray, antigen: float, il12: float, open_share: float, c: Th1Cell) -> list[float]:
    """Return how fast the three messages and the three proteins change."""
    tbet_m, ifn_m, rec_m, tbet, rec, ifn = state.tolist()
    signal = il12 * rec
    by_ifng = open_share * c.a2 * antigen / (c.K1 + antigen) * ifn / (c.K2 + ifn)
    made = c.a5 * tbet / (c.K5 + tbet) * signal / (c.K6 + signal) * antigen / (c.K7 + antigen)
    return [
        c.a1 + by_ifng + c.a3 * signal - c.gamma * tbet_m,
        made - c.gamma * ifn_m,
        c.a4 * tbet * c.K4 / (c.K4 + antigen) - c.gamma * rec_m,
        c.b * tbet_m - c.delta_Tbet * tbet,
        c.b * rec_m - c.delta_Rec * rec,
        c.b * ifn_m - c.delta_IFN * ifn,
    ]
