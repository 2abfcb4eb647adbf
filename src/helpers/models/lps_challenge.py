"""Endotoxin given to healthy volunteers: monocytes, TNF, IL-6, IL-8 and IL-10 over eight hours.

The model and every number are those of Windoloski 2024, doi:10.1113/EP091552, and so are the names
of the parameters, so that they can be compared with the paper: k.. rates (1/h, or pg/mL per h and
activated monocyte), x.. half-saturation constants (pg/mL; xME in ng/kg), h.. exponents, w..
baselines (pg/mL). With up(x, s, h) = x^h/(x^h + s^h) and dn = 1 - up:

    act = up(E, xME) (kM + kMTNF up(T, xMTNF)) dn(I10, xM10) MR
    E'   = infusion - kE E                       endotoxin, ng/kg
    MR'  = kMR MR (1 - MR/Mmax) - act            resting monocytes
    MA'  = act - kMA MA                          activated monocytes
    T'   = kTNFM dn(I6, xTNF6) dn(I10, xTNF10) MA - kTNF (T - wTNF)
    I6'  = (k6M + k6TNF up(T, x6TNF)) dn(I6, x66) dn(I10, x610) MA - k6 (I6 - w6)
    I8'  = (k8M + k8TNF up(T, x8TNF)) dn(I10, x810) MA - k8 (I8 - w8)
    I10' = (k10M + k106 up(I6, x106)) MA - k10 (I10 - w10)

At the start no monocyte is activated and every cytokine is at its baseline. Without endotoxin
nothing is ever activated and the cytokines stay there exactly; only the resting monocytes drift
from 28,200 towards Mmax, because the published equations let them grow.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np

from helpers.models import checks, piecewise
from helpers.models.checks import FloatArray, Numbers

REFERENCE = "Windoloski 2024, doi:10.1113/EP091552"
CYTOKINES = ("TNF", "IL6", "IL8", "IL10")
WHAT_IFS = {
    "remove_il10": "IL-10 is made but restrains nothing: not the monocytes, TNF, IL-6 or IL-8.",
    "neutralise_tnf": "TNF is made but drives nothing: not the monocytes, IL-6 or IL-8.",
    "block_il6_feedback": "IL-6 is made but restrains neither TNF nor itself, nor drives IL-10.",
}


@dataclass(frozen=True, slots=True)
class LpsParameters:
    """One way of giving endotoxin, with the optimal mean parameters of the paper.

    `dose_ng_per_kg` is given at time zero, `infusion_ng_per_kg_per_h` for `infusion_h` hours;
    `resting_monocytes` is the number at the start. All other names are the paper's.
    """

    dose_ng_per_kg: float
    infusion_ng_per_kg_per_h: float
    infusion_h: float
    kE: float
    kMR: float
    kMA: float
    kMTNF: float
    kM: float
    xME: float
    xM10: float
    xMTNF: float
    hME: float
    hM10: float
    hMTNF: float
    Mmax: float
    kTNF: float
    kTNFM: float
    xTNF10: float
    xTNF6: float
    hTNF10: float
    hTNF6: float
    wTNF: float
    k6: float
    k6M: float
    k6TNF: float
    x610: float
    x66: float
    x6TNF: float
    h610: float
    h66: float
    h6TNF: float
    w6: float
    k8: float
    k8M: float
    k8TNF: float
    x810: float
    x8TNF: float
    h810: float
    h8TNF: float
    w8: float
    k10: float
    k10M: float
    k106: float
    x106: float
    h106: float
    w10: float
    resting_monocytes: float = 28200.0
    reference: str = REFERENCE

    def __post_init__(self) -> None:
        """Refuse doses and parameters that cannot be."""
        hint = "Volunteers get 2 to 4 ng/kg."
        keep, not_negative = checks.keep, checks.not_negative
        keep(self, "dose_ng_per_kg", not_negative, "Endotoxin dose", "ng/kg", 2.0, most=1000, hint=hint)
        keep(self, "infusion_ng_per_kg_per_h", not_negative, "Endotoxin infusion", "ng/kg/h", 0.5, most=1000, hint=hint)
        keep(self, "infusion_h", not_negative, "Infusion time", "h", 4.0, most=1000)
        for name in (field.name for field in fields(self) if field.name[0] in "kxhwMr" and field.name != "reference"):
            most = {"h": 20, "M": 1e9, "r": 1e9}.get(name[0], 1e6)
            keep(self, name, checks.positive, name, "", 1.0, least=1e-6, most=most)
        checks.keep_text(self, "reference")


@dataclass(frozen=True, slots=True)
class MeasuredCytokine:
    """Measured means and standard deviations, pg/mL, one for each time."""

    mean: tuple[float, ...]
    sd: tuple[float, ...]

    def __post_init__(self) -> None:
        """Refuse what is not two rows of the same length."""
        checks.keep_row(self, "mean", checks.not_negative, "Measured mean", "pg/mL")
        checks.keep_row(self, "sd", checks.not_negative, "Standard deviation", "pg/mL")
        if len(self.mean) != len(self.sd):
            raise ValueError(
                f"There must be one standard deviation for each mean, but there are {len(self.sd)} for"
                f" {len(self.mean)} means. Give two rows of the same length."
            )


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured in the volunteers, hours and pg/mL."""

    time_h: tuple[float, ...]
    TNF: MeasuredCytokine
    IL6: MeasuredCytokine
    IL8: MeasuredCytokine
    IL10: MeasuredCytokine
    reference: str = REFERENCE

    def __post_init__(self) -> None:
        """Refuse times that do not increase, and series of another length."""
        checks.keep_row(self, "time_h", checks.times, "Times of measurement", "h")
        for name in CYTOKINES:
            series = checks.record(getattr(self, name), name, MeasuredCytokine)
            if len(series.mean) != len(self.time_h):
                raise ValueError(
                    f"{name} must have a mean for each of the {len(self.time_h)} times, but it has"
                    f" {len(series.mean)}. Give rows of the same length."
                )
        checks.keep_text(self, "reference")


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """Course of the challenge: hours, endotoxin ng/kg, monocytes, cytokines pg/mL."""

    time_h: FloatArray
    endotoxin: FloatArray
    resting_monocytes: FloatArray
    activated_monocytes: FloatArray
    TNF: FloatArray
    IL6: FloatArray
    IL8: FloatArray
    IL10: FloatArray

    def __post_init__(self) -> None:
        """Refuse what is not numbers of one shape."""
        checks.keep_arrays(self)


@dataclass(frozen=True, slots=True)
class Fit:
    """Share of the variation explained, and root mean square error in standard deviations."""

    r_squared: float
    rmse_in_sd: float

    def __post_init__(self) -> None:
        """Refuse what is not two numbers: means that are all alike have no variation to explain."""
        checks.keep(self, "r_squared", checks.finite, "R squared", "", 0.9)
        checks.keep(self, "rmse_in_sd", checks.not_negative, "Error in standard deviations", "", 0.4)


BOLUS = LpsParameters(
    dose_ng_per_kg=2.0, infusion_ng_per_kg_per_h=0.0, infusion_h=0.0,
    kE=1.01, kMR=0.006, kMA=2.673824, kMTNF=8.6497, kM=0.0414, xME=3.3, xM10=3.883929,
    xMTNF=140.8451, hME=1.0, hM10=0.3, hMTNF=3.16, Mmax=30000.0, kTNF=1.395104, kTNFM=0.9979786,
    xTNF10=15.53571, xTNF6=560.0, hTNF10=3.0, hTNF6=2.0, wTNF=8.792574, k6=0.66, k6M=0.81,
    k6TNF=0.81, x610=31.07143, x66=560.0, x6TNF=260.5634, h610=4.0, h66=1.0, h6TNF=2.0,
    w6=0.6097347, k8=0.6863674, k8M=0.7457273, k8TNF=0.7887324, x810=15.53571, x8TNF=260.5634,
    h810=1.5, h8TNF=3.0, w8=4.175065, k10=0.8, k10M=0.01504492, k106=0.01705357, x106=560.0,
    h106=3.68, w10=3.747134,
)  # fmt: skip

INFUSION = LpsParameters(
    dose_ng_per_kg=0.0, infusion_ng_per_kg_per_h=0.5, infusion_h=4.0,
    kE=1.01, kMR=0.006, kMA=3.491308, kMTNF=9.0, kM=0.0414, xME=2.0, xM10=4.393939,
    xMTNF=222.2222, hME=1.0, hM10=0.3, hMTNF=3.16, Mmax=30000.0, kTNF=0.4229858, kTNFM=1.391127,
    xTNF10=17.57576, xTNF6=560.0, hTNF10=3.0, hTNF6=2.0, wTNF=13.87273, k6=0.66, k6M=0.81,
    k6TNF=0.81, x610=35.15152, x66=560.0, x6TNF=411.1111, h610=1.0, h66=1.0, h6TNF=2.0,
    w6=0.6097347, k8=0.3861865, k8M=0.6127105, k8TNF=0.5090909, x810=17.57576, x8TNF=411.1111,
    h810=1.5, h8TNF=3.0, w8=2.694815, k10=0.4, k10M=0.03645676, k106=0.01929293, x106=560.0,
    h106=3.68, w10=4.239182,
)  # fmt: skip

MEASURED_BOLUS = Measured(
    time_h=(0.0, 1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0),
    TNF=MeasuredCytokine(
        mean=(6.24, 124.11, 330.97, 289.31, 84.73, 39.55, 25.14, 19.77),
        sd=(0.15, 57.39, 215.83, 172.34, 37.78, 16.64, 8.55, 6.15),
    ),
    IL6=MeasuredCytokine(
        mean=(0.61, 10.36, 222.49, 701.56, 610.71, 254.69, 67.11, 22.9),
        sd=(0.31, 7.12, 123.97, 265.0, 336.56, 194.62, 53.35, 14.0),
    ),
    IL8=MeasuredCytokine(
        mean=(2.96, 8.3, 211.67, 714.08, 685.55, 215.5, 119.22, 83.9),
        sd=(0.77, 4.13, 232.57, 118.12, 170.33, 77.69, 55.1, 40.78),
    ),
    IL10=MeasuredCytokine(
        mean=(4.2, 7.7, 14.37, 27.87, 43.56, 22.76, 12.04, 8.68),
        sd=(0.09, 2.07, 2.47, 8.8, 13.03, 11.94, 5.03, 2.8),
    ),
)

MEASURED_INFUSION = Measured(
    time_h=(0.0, 1.0, 2.0, 3.0, 4.0, 6.0),
    TNF=MeasuredCytokine(
        mean=(6.24, 14.02, 208.42, 531.69, 362.19, 87.36),
        sd=(1.38, 5.97, 146.31, 376.43, 209.47, 34.45),
    ),
    IL6=MeasuredCytokine(
        mean=(0.61, 1.0, 25.62, 347.61, 707.0, 123.16),
        sd=(0.16, 0.33, 19.82, 170.9, 374.19, 70.84),
    ),
    IL8=MeasuredCytokine(
        mean=(2.96, 2.82, 39.13, 367.73, 456.17, 171.45),
        sd=(0.65, 0.81, 35.83, 190.71, 166.89, 54.66),
    ),
    IL10=MeasuredCytokine(
        mean=(4.2, 5.26, 19.45, 84.68, 136.1, 94.46),
        sd=(1.53, 1.82, 10.33, 51.37, 66.29, 53.52),
    ),
)


@checks.guarded
def simulate(parameters: LpsParameters, times: Numbers, what_if: str | Sequence[str] = ()) -> Course:
    """Return the course of the endotoxin challenge.

    `parameters` are BOLUS, INFUSION, or a copy with another dose (`dataclasses.replace`); `times` increasing
    hours since the start, shape (t,); `what_if` is a name, or several, out of WHAT_IFS. Raises ValueError for
    what is not LpsParameters, times that do not increase, an unknown what-if, and numbers with which the
    equations cannot be solved.

    >>> simulate(BOLUS, [0, 2, 8]).IL6.round(1).tolist()
    [0.6, 746.3, 23.5]

    Solver: scipy odeint (LSODA), tolerance 1e-8, restarted where the infusion ends.
    Source: Windoloski 2024, doi:10.1113/EP091552.
    """
    p = checks.record(parameters, "Parameters", LpsParameters)
    times = checks.times(times)
    without = _chosen(what_if)
    start = [p.dose_ng_per_kg, p.resting_monocytes, 0.0, p.wTNF, p.w6, p.w8, p.w10]

    def change(_: float, state: FloatArray, infusion: float) -> list[float]:
        return _derivatives(state, infusion, p, without)

    edges = [p.infusion_h] if p.infusion_h > 0 else []
    inputs = [p.infusion_ng_per_kg_per_h, 0.0] if edges else [0.0]
    return Course(times, *piecewise.solve(change, start, times, edges, inputs, 1e-8).T)


@checks.guarded
def goodness_of_fit(parameters: LpsParameters, measured: Measured) -> dict[str, Fit]:
    """Return how well the model meets the measured means: cytokine name to Fit.

    R squared is 1 - (squared errors)/(squared deviations of the means from their average). The
    root mean square error is divided by the root mean square of the standard deviations, so that
    one very precise baseline does not outweigh the peak. `measured` is of the same way of giving endotoxin.
    Raises ValueError for what is not LpsParameters and Measured, and for means that are all alike.

    >>> round(goodness_of_fit(BOLUS, MEASURED_BOLUS)["IL6"].r_squared, 3)
    0.935

    Source: data of Windoloski 2024, doi:10.1113/EP091552.
    """
    checks.record(measured, "Measured", Measured)
    course = simulate(parameters, measured.time_h)
    return {name: _fit(getattr(course, name), getattr(measured, name)) for name in CYTOKINES}


def _fit(model: FloatArray, measured: MeasuredCytokine) -> Fit:
    mean, sd = np.array(measured.mean), np.array(measured.sd)
    error = np.mean((model - mean) ** 2)
    r_squared = 1 - error / np.var(mean)
    return Fit(float(r_squared), float(np.sqrt(error / np.mean(sd**2))))


def _chosen(what_if: str | Sequence[str]) -> tuple[bool, bool, bool]:
    """Return which actions are switched off: those of IL-10, of TNF, of IL-6."""
    several = isinstance(what_if, (list, tuple, set, frozenset)) and len(what_if) <= len(WHAT_IFS)
    names = {checks.choice(name, "What-if", WHAT_IFS) for name in (what_if if several else (what_if,))}
    no_il10, no_tnf, no_il6 = (name in names for name in WHAT_IFS)
    return no_il10, no_tnf, no_il6


def _up(x: float, half: float, exponent: float) -> float:
    if x <= 0:
        return 0.0
    if x < 1e-15 * half:  # the power below would be too large
        return (x / half) ** exponent
    return 1 / (1 + (half / x) ** exponent)


def _down(x: float, half: float, exponent: float) -> float:
    if x <= 0:
        return 1.0
    if x > 1e15 * half:
        return (half / x) ** exponent
    return 1 / (1 + (x / half) ** exponent)


def _derivatives(state: FloatArray, infusion: float, p: LpsParameters, without: tuple[bool, bool, bool]) -> list[float]:
    """Return the seven rates of change; plain floats, because they are faster than arrays."""
    no_il10, no_tnf, no_il6 = without
    E, MR, MA, T, I6, I8, I10 = state.tolist()

    def up_tnf(half: float, exponent: float) -> float:
        return 0.0 if no_tnf else _up(T, half, exponent)

    def down_il10(half: float, exponent: float) -> float:
        return 1.0 if no_il10 else _down(I10, half, exponent)

    def down_il6(half: float, exponent: float) -> float:
        return 1.0 if no_il6 else _down(I6, half, exponent)

    drive = _up(E, p.xME, p.hME) * (p.kM + p.kMTNF * up_tnf(p.xMTNF, p.hMTNF))
    act = drive * down_il10(p.xM10, p.hM10) * MR
    tnf = p.kTNFM * down_il6(p.xTNF6, p.hTNF6) * down_il10(p.xTNF10, p.hTNF10)
    il6 = (p.k6M + p.k6TNF * up_tnf(p.x6TNF, p.h6TNF)) * down_il6(p.x66, p.h66)
    il8 = (p.k8M + p.k8TNF * up_tnf(p.x8TNF, p.h8TNF)) * down_il10(p.x810, p.h810)
    il10 = p.k10M + p.k106 * (0.0 if no_il6 else _up(I6, p.x106, p.h106))
    return [
        infusion - p.kE * E,
        p.kMR * MR * (1 - MR / p.Mmax) - act,
        act - p.kMA * MA,
        tnf * MA - p.kTNF * (T - p.wTNF),
        il6 * down_il10(p.x610, p.h610) * MA - p.k6 * (I6 - p.w6),
        il8 * MA - p.k8 * (I8 - p.w8),
        il10 * MA - p.k10 * (I10 - p.w10),
    ]
