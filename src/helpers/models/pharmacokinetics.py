"""Drug concentration over time: absorption, two compartments, saturable elimination, populations.

Doses in mg, volumes in L, time in days, so that concentrations are in mg/L, the same as µg/mL.
Everything linear is in closed form; with elimination that saturates (tocilizumab), one patient is
solved with LSODA and a population with fourth-order Runge-Kutta steps, all patients at once.

The typical patient is not the average one: between-patient spread and saturation bend the mean.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from helpers.models import checks, piecewise
from helpers.models.checks import FloatArray, Limits, Numbers

LN2 = np.log(2.0)
HOURS_PER_DAY = 24.0
_FLOW: Limits = {"least": 1e-6, "most": 1e6}  # L/d, and rates per day
_VOLUME: Limits = {"least": 1e-3, "most": 1e6, "hint": "A volume in mL is divided by 1,000."}
_HALF_SATURATION: Limits = {"least": 1e-6, "most": 1e6}
_MOST_KIDNEY = 400
_MOST_DOSES = 200  # solved one after the other
_MOST_PATIENTS = 100_000


@dataclass(frozen=True, slots=True)
class OneCompartment:
    """A drug in one compartment after absorption; clearance and volume as published.

    With `bioavailability` 1 they are the apparent ones (CL/F, V/F), as for subcutaneous drugs.
    """

    drug: str
    clearance_L_per_d: float
    volume_L: float
    absorption_per_d: float
    reference: str
    bioavailability: float = 1.0

    def __post_init__(self) -> None:
        """Refuse parameters that cannot be."""
        checks.keep_text(self, "drug", "reference")
        checks.keep(self, "clearance_L_per_d", checks.positive, "Clearance", "L/d", 0.5, **_FLOW)
        checks.keep(self, "volume_L", checks.positive, "Volume", "L", 5.0, **_VOLUME)
        checks.keep(self, "absorption_per_d", checks.positive, "Absorption rate", "1/d", 0.3, **_FLOW)
        checks.keep(self, "bioavailability", checks.positive_fraction, "Bioavailability", 0.7)


@dataclass(frozen=True, slots=True)
class TwoCompartment:
    """A drug in two compartments, eliminated linearly and, if so published, also saturably.

    `exchange_L_per_d` is the clearance between the compartments (Q), `maximum_rate_mg_per_d`
    and `km_mg_per_L` are Vm (0 without a saturable path) and Km of the saturable path.
    """

    drug: str
    clearance_L_per_d: float
    central_L: float
    exchange_L_per_d: float
    peripheral_L: float
    reference: str
    absorption_per_d: float | None = None
    bioavailability: float = 1.0
    maximum_rate_mg_per_d: float = 0.0
    km_mg_per_L: float = 1.0

    def __post_init__(self) -> None:
        """Refuse parameters that cannot be."""
        checks.keep_text(self, "drug", "reference")
        checks.keep(self, "clearance_L_per_d", checks.positive, "Clearance", "L/d", 0.3, **_FLOW)
        checks.keep(self, "central_L", checks.positive, "Central volume", "L", 3.5, **_VOLUME)
        checks.keep(self, "exchange_L_per_d", checks.positive, "Exchange between compartments", "L/d", 0.5, **_FLOW)
        checks.keep(self, "peripheral_L", checks.positive, "Peripheral volume", "L", 3.0, **_VOLUME)
        if self.absorption_per_d is not None:
            checks.keep(self, "absorption_per_d", checks.positive, "Absorption rate", "1/d", 0.3, **_FLOW)
        checks.keep(self, "bioavailability", checks.positive_fraction, "Bioavailability", 0.7)
        name = "Maximum elimination rate"
        checks.keep(self, "maximum_rate_mg_per_d", checks.not_negative, name, "mg/d", 7.5, most=1e6)
        checks.keep(self, "km_mg_per_L", checks.positive, "Km", "mg/L", 2.7, **_HALF_SATURATION)


WEIGHT: Limits = {"least": 1.0, "most": 700.0, "hint": "A weight in grams is divided by 1,000."}

SILTUXIMAB = TwoCompartment("siltuximab", 0.214, 3.66, 0.624, 3.13, "Nikanjam 2019, doi:10.1007/s00280-019-03939-7")
TOCILIZUMAB = TwoCompartment(
    "tocilizumab", 0.3, 3.5, 0.2, 2.9, "Frey 2010, doi:10.1177/0091270009350623",
    maximum_rate_mg_per_d=7.5, km_mg_per_L=2.7,
)  # fmt: skip
CANAKINUMAB = TwoCompartment(
    "canakinumab", 0.174, 3.30, 0.429, 2.71,
    "Chakraborty 2012, doi:10.2165/11599820-000000000-00000 (drug alone, without its ligand)",
    absorption_per_d=0.269, bioavailability=0.70,
)  # fmt: skip
USTEKINUMAB = OneCompartment("ustekinumab", 0.465, 15.7, 0.354, "Zhu 2009, J Clin Pharmacol 49:162")
# An approximation: in the source the rate of absorption falls with time (t in h) as 0.47 t^-0.139; here it stays 0.47.
ANAKINRA = OneCompartment(
    "anakinra", 9.03 * HOURS_PER_DAY, 53.7, 0.47 * HOURS_PER_DAY,
    "Jung 2023, fitted to Ngo 2020 (linear part of a target-mediated model; the coefficient of its fractal absorption "
    "taken as a constant rate)",
)  # fmt: skip
DRUGS = (SILTUXIMAB, TOCILIZUMAB, CANAKINUMAB, USTEKINUMAB, ANAKINRA)

CANAKINUMAB_KD_NM = 1.07  # canakinumab and IL-1beta in CAPS patients, Chakraborty 2012

# Yang 2003: measured mean CL/F by kidney function; the regression is fitted to single patients
# and does not pass through these means.
ANAKINRA_KIDNEY_REFERENCE = "Yang 2003, doi:10.1016/S0009-9236(03)00094-8"
ANAKINRA_CLEARANCE_BY_KIDNEY_ML_PER_MIN = {
    "normal (above 80 mL/min)": 170.0,
    "mildly impaired (50 to 80)": 142.0,
    "moderately impaired (30 to 49)": 84.5,
    "severely impaired (below 30)": 51.5,
    "end-stage, dialysis": 42.7,
}


@dataclass(frozen=True, slots=True, eq=False)
class Peak:
    """Time of the highest concentration (days) and that concentration (mg/L)."""

    time_d: FloatArray
    concentration_mg_per_L: FloatArray

    def __post_init__(self) -> None:
        """Refuse what is not numbers."""
        checks.keep_arrays(self, alike=False)


@dataclass(frozen=True, slots=True)
class HalfLives:
    """Half-lives of distribution (None for a drug in one compartment) and of elimination in days."""

    distribution_d: float | None
    elimination_d: float

    def __post_init__(self) -> None:
        """Refuse half-lives that are not positive numbers."""
        if self.distribution_d is not None:
            checks.keep(self, "distribution_d", checks.positive, "Half-life of distribution", "d")
        checks.keep(self, "elimination_d", checks.positive, "Half-life of elimination", "d", 21.0)


@dataclass(frozen=True, slots=True, eq=False)
class Exposure:
    """Exposure over one dosing interval, one value for each patient.

    Highest and lowest concentration in mg/L (µg/mL), area under the curve in mg h/L (µg h/mL).
    """

    cmax: FloatArray
    cmin: FloatArray
    auc_h: FloatArray

    def __post_init__(self) -> None:
        """Refuse what is not numbers of one shape."""
        checks.keep_arrays(self)


@dataclass(frozen=True, slots=True)
class Exposures:
    """Exposure over the first dosing interval and over the last one."""

    first: Exposure
    last: Exposure

    def __post_init__(self) -> None:
        """Refuse what is not two exposures."""
        checks.record(self.first, "First exposure", Exposure)
        checks.record(self.last, "Last exposure", Exposure)


@dataclass(frozen=True, slots=True, eq=False)
class Patients:
    """Virtual patients: body, blood and the parameters that follow, one value each."""

    weight_kg: FloatArray
    female: npt.NDArray[np.bool_]
    body_surface_m2: FloatArray
    clearance_L_per_d: FloatArray
    central_L: FloatArray
    exchange_L_per_d: FloatArray
    peripheral_L: FloatArray
    maximum_rate_mg_per_d: FloatArray
    km_mg_per_L: FloatArray

    def __post_init__(self) -> None:
        """Refuse patients that cannot be."""
        limits: dict[str, tuple[str, str, float, Limits]] = {
            "weight_kg": ("Weight", "kg", 70.0, WEIGHT),
            "body_surface_m2": ("Body surface", "m²", 1.8, {"least": 0.1, "most": 5.0}),
            "clearance_L_per_d": ("Clearance", "L/d", 0.3, _FLOW),
            "central_L": ("Central volume", "L", 3.5, _VOLUME),
            "exchange_L_per_d": ("Exchange between compartments", "L/d", 0.2, _FLOW),
            "peripheral_L": ("Peripheral volume", "L", 2.9, _VOLUME),
            "km_mg_per_L": ("Km", "mg/L", 2.7, _HALF_SATURATION),
        }
        for field, (name, unit, example, limit) in limits.items():
            object.__setattr__(self, field, checks.positive(getattr(self, field), name, unit, example, **limit))
        rate = checks.not_negative(self.maximum_rate_mg_per_d, "Maximum elimination rate", "mg/d", 7.5, most=1e6)
        object.__setattr__(self, "maximum_rate_mg_per_d", rate)
        object.__setattr__(self, "female", checks.truths(self.female, "Female"))
        shapes = {getattr(self, field.name).shape for field in fields(self)}
        if len(shapes) > 1 or len(shapes.pop()) != 1:
            raise ValueError("Patients must have one value each of everything. Give rows of one and the same length.")


# One compartment ----------------------------------------------------------------------------------


@checks.guarded
def one_compartment(times: Numbers, dose: Numbers, drug: OneCompartment) -> FloatArray:
    """Return the concentration (mg/L) after one dose under the skin or by mouth.

    C = F D ka / V x (exp(-ke t) - exp(-ka t)) / (ka - ke), finite also where ka equals ke. `times` are days since
    the dose, zero or more, any shape; `dose` is in mg, zero or more. Shape of both broadcast together. Raises
    ValueError for an argument out of range and for what is not a OneCompartment.

    >>> one_compartment([0, 7, 84], 45, USTEKINUMAB).round(2).tolist()
    [0.0, 2.28, 0.26]

    Source: Bateman 1910, Proc Camb Philos Soc 15:423.
    """
    times, dose = _time_and_dose(times, dose)
    checks.record(drug, "Drug", OneCompartment)
    ka, ke = drug.absorption_per_d, drug.clearance_L_per_d / drug.volume_L
    return drug.bioavailability * dose * ka / drug.volume_L * _difference(times, ka, ke)


@checks.guarded
def one_compartment_peak(dose: Numbers, drug: OneCompartment) -> Peak:
    """Return time and height of the peak after one dose, ln(ka/ke)/(ka - ke); the height in the shape of `dose`.

    `dose` is in mg, zero or more. Raises ValueError for an argument out of range and for what is not a
    OneCompartment.

    >>> peak = one_compartment_peak(45, USTEKINUMAB)
    >>> round(float(peak.time_d), 1), round(float(peak.concentration_mg_per_L), 1)
    (7.6, 2.3)

    Source: maximum of `one_compartment`.
    """
    checks.record(drug, "Drug", OneCompartment)
    ke = drug.clearance_L_per_d / drug.volume_L
    gap = (drug.absorption_per_d - ke) / ke
    time = float((np.log1p(gap) / gap if gap else 1.0) / ke)
    return Peak(np.array(time), one_compartment(time, dose, drug))


# Two compartments, linear -------------------------------------------------------------------------


@checks.guarded
def half_lives(drug: OneCompartment | TwoCompartment) -> HalfLives:
    """Return the half-lives: one compartment ln 2 V/CL; two compartments from both exponents.

    The saturable path, if any, is left out: these are the half-lives where it is saturated. There is none of
    distribution for one compartment. Raises ValueError for what is not a drug record.

    >>> round(half_lives(SILTUXIMAB).elimination_d, 1), half_lives(USTEKINUMAB).distribution_d
    (23.7, None)

    Source: Gibaldi & Perrier 1982, Pharmacokinetics.
    """
    if isinstance(drug, OneCompartment):
        return HalfLives(None, LN2 * drug.volume_L / drug.clearance_L_per_d)
    rates, _ = _exponentials(drug)
    return HalfLives(LN2 / rates[0], LN2 / rates[1])


@checks.guarded
def two_compartment_bolus(times: Numbers, dose: Numbers, drug: TwoCompartment) -> FloatArray:
    """Return the concentration (mg/L) after one injection into the vein.

    `times` are days since the dose, zero or more, any shape; `dose` is in mg, zero or more; the saturable path of
    `drug` is left out. Shape of both broadcast together. Raises ValueError for an argument out of range and for
    what is not a TwoCompartment.

    >>> two_compartment_bolus([0, 21], 770, SILTUXIMAB).round(1).tolist()
    [210.4, 52.4]

    Source: Gibaldi & Perrier 1982, Pharmacokinetics.
    """
    times, dose = _time_and_dose(times, dose)
    rates, weights = _exponentials(drug)
    terms = (w * np.exp(-r * times) for r, w in zip(rates, weights, strict=True))
    return dose / drug.central_L * sum(terms)


@checks.guarded
def two_compartment_infusion(times: Numbers, dose: Numbers, duration: Numbers, drug: TwoCompartment) -> FloatArray:
    """Return the concentration (mg/L) during and after one infusion at a constant rate.

    `times` are days since the infusion began, zero or more, any shape; `dose` is mg in all, zero or more;
    `duration` the days that it runs, positive; the saturable path of `drug` is left out. Shape of all broadcast
    together. Raises ValueError for an argument out of range and for what is not a TwoCompartment.

    >>> two_compartment_infusion([0, 0.04, 21], 770, 0.04, SILTUXIMAB).round(1).tolist()
    [0.0, 209.4, 52.5]

    Source: Gibaldi & Perrier 1982, Pharmacokinetics.
    """
    times, dose = _time_and_dose(times, dose)
    duration = checks.positive(duration, "Duration of the infusion", "d", 0.04)
    checks.fit_together(times=times, dose=dose, duration=duration)
    rates, weights = _exponentials(drug)
    during, after = np.minimum(times, duration), np.maximum(times - duration, 0.0)
    terms = (w / r * -np.expm1(-r * during) * np.exp(-r * after) for r, w in zip(rates, weights, strict=True))
    return dose / duration / drug.central_L * sum(terms)


@checks.guarded
def two_compartment_absorption(times: Numbers, dose: Numbers, drug: TwoCompartment) -> FloatArray:
    """Return the concentration (mg/L) after one dose under the skin, absorbed into two compartments.

    `times` are days since the dose, zero or more, any shape; `dose` is in mg, zero or more; `drug` has an
    absorption rate, and its saturable path is left out. Shape of both broadcast together. Raises ValueError for
    an argument out of range and for a drug without absorption rate.

    >>> two_compartment_absorption([0, 7, 56], 150, CANAKINUMAB).round(1).tolist()
    [0.0, 15.2, 3.7]

    Source: Gibaldi & Perrier 1982, Pharmacokinetics.
    """
    times, dose = _time_and_dose(times, dose)
    rates, weights = _exponentials(drug)
    ka = _absorption(drug)
    terms = (w * _difference(times, ka, r) for r, w in zip(rates, weights, strict=True))
    return drug.bioavailability * dose * ka / drug.central_L * sum(terms)


@checks.guarded
def repeat_doses(
    single_dose: Callable[[FloatArray], FloatArray], times: Numbers, interval: float, number: int
) -> FloatArray:
    """Return the concentration (mg/L) under repeated equal doses, by adding up single ones, in the shape of `times`.

    `single_dose` is a function from an array of days since one dose to mg/L, for a linear drug; `times` are days
    since the first dose, zero or more, any shape; `interval` the days between doses, positive; `number` how many
    doses, a whole number. Times and doses make at most a million pairs. Raises ValueError for an argument out of
    range.

    >>> def single(days):
    ...     return two_compartment_bolus(days, 770, SILTUXIMAB)
    >>> repeat_doses(single, [20.9, 41.9], interval=21, number=2).round(1).tolist()
    [52.6, 81.1]

    Source: superposition, which holds for linear kinetics only.
    """
    times = checks.not_negative(times, "Time", "d")
    interval = checks.single(checks.positive(interval, "Dosing interval", "d", 28.0), "Interval")
    starts = interval * np.arange(checks.whole_number(number, "Number of doses", most=10_000), dtype=np.float64)
    checks.fit_together(times=times[..., None], doses=starts)
    since = times[..., None] - starts
    return np.sum(np.where(since >= 0, _called(single_dose, np.maximum(since, 0.0)), 0.0), axis=-1)


def _called(single_dose: Callable[[FloatArray], FloatArray], days: FloatArray) -> FloatArray:
    """Return what a reader's own function gives, or say that it is not such a function."""
    advice = "Give one such as `lambda days: two_compartment_bolus(days, 770, SILTUXIMAB)`."
    if not callable(single_dose):
        raise ValueError(f"The single dose must be a function of days, but it is {checks.shown(single_dose)}. {advice}")
    try:
        level = checks.finite(single_dose(days), "The concentration after a single dose", "mg/L")
    except TypeError as error:
        raise ValueError(f"The function of a single dose cannot take an array of days. {advice}") from error
    if level.shape != days.shape:
        raise ValueError(f"The function of a single dose must give one number for each of the days. {advice}")
    return level


@checks.guarded
def average_concentration(
    dose: Numbers, interval: Numbers, clearance: Numbers, bioavailability: Numbers = 1.0
) -> FloatArray:
    """Return the mean concentration (mg/L) at steady state: F D / (CL tau), whatever the volume.

    `dose` is in mg, zero or more; `interval` the days between doses, positive; `clearance` in L/d, positive;
    `bioavailability` the fraction absorbed, greater than 0 and at most 1. Shape of all broadcast together.
    Raises ValueError for an argument out of range.

    >>> round(float(average_concentration(45, 84, 0.465)), 2)
    1.15

    Source: Gibaldi & Perrier 1982, Pharmacokinetics; linear kinetics only.
    """
    dose = checks.not_negative(dose, "Dose", "mg", 100.0)
    interval = checks.positive(interval, "Dosing interval", "d", 28.0)
    clearance = checks.positive(clearance, "Clearance", "L/d", 0.3)
    share = checks.positive_fraction(bioavailability, "Bioavailability")
    checks.fit_together(dose=dose, interval=interval, clearance=clearance, bioavailability=share)
    return share * dose / clearance / interval


@checks.guarded
def anakinra_clearance(creatinine_clearance: Numbers) -> FloatArray:
    """Return the apparent clearance of anakinra (mL/min) for a kidney function, shape of the argument.

    log10(CL/F) = 1.65 + 0.0062 CLcr, fitted to 30 subjects (r squared 0.718). `creatinine_clearance` is in
    mL/min, zero to 400. Raises ValueError for one that is negative, not a number, or in mL/h.

    >>> anakinra_clearance([0, 80]).round(1).tolist()
    [44.7, 140.0]

    Source: Yang 2003, doi:10.1016/S0009-9236(03)00094-8.
    """
    hint = "A value in mL/h is divided by 60, one in L/h multiplied by 16.7."
    kidney = checks.not_negative(
        creatinine_clearance, "Creatinine clearance", "mL/min", 80.0, most=_MOST_KIDNEY, hint=hint
    )
    return 10 ** (1.65 + 0.0062 * kidney)


# Saturable elimination ----------------------------------------------------------------------------


@checks.guarded
def saturable_course(
    times: Numbers, dose: float, interval: float, number: int, drug: TwoCompartment, infusion: float = 1 / HOURS_PER_DAY
) -> FloatArray:
    """Return the concentration (mg/L, shape (t,)) in one patient under repeated infusions, with saturable elimination.

    V1 C1' = rate - CL C1 - Vm C1/(Km + C1) - Q (C1 - C2),  V2 C2' = Q (C1 - C2)

    `times` are increasing days since the first infusion began, shape (t,); `dose` is mg each time, zero or more;
    `interval` the days between infusions, positive; `number` how many infusions, at most 200; `infusion` the
    days that one runs, positive, not longer than the interval. Raises ValueError for an argument out of range
    and for what is not a TwoCompartment.

    >>> saturable_course([0, 1, 28], 560, interval=28, number=1, drug=TOCILIZUMAB).round(1).tolist()
    [0.0, 137.4, 2.7]

    Solver: scipy odeint (LSODA), tolerance 1e-9, restarted where an infusion starts or ends.
    Source: Frey 2010, doi:10.1177/0091270009350623.
    """
    times = checks.times(times, unit="d")
    dose = checks.single(checks.not_negative(dose, "Dose", "mg", 560.0), "Dose")
    interval, infusion, number = _schedule(interval, infusion, number)
    change = _concentrations(checks.record(drug, "Drug", TwoCompartment))
    starts = interval * np.arange(number)
    edges = np.stack([starts, starts + infusion], axis=1).ravel()[1:]
    inputs = [dose / infusion / drug.central_L, 0.0] * number
    if infusion == interval:  # one long infusion: the pauses have no length
        edges, inputs = edges[-1:], [inputs[0], 0.0]
    return piecewise.solve(change, [0.0, 0.0], times, edges, inputs)[:, 0]


@checks.guarded
def saturable_absorption(times: Numbers, dose: float, interval: float, number: int, drug: TwoCompartment) -> FloatArray:
    """Return the concentration (mg/L, shape (t,)) in one patient under repeated doses under the skin.

    V1 C1' = F ka A - CL C1 - Vm C1/(Km + C1) - Q (C1 - C2),  V2 C2' = Q (C1 - C2),  A' = -ka A

    `times` are increasing days since the first dose, shape (t,); `dose` is mg each time, zero or more; `interval` the
    days between doses, positive; `number` how many doses, at most 200; `drug` has an absorption rate. Raises
    ValueError for an argument out of range and for a drug without absorption rate.

    >>> saturable_absorption([0, 7, 56], 150, interval=28, number=2, drug=CANAKINUMAB).round(1).tolist()
    [0.0, 15.2, 11.4]

    Solver: scipy odeint (LSODA), tolerance 1e-9, restarted at every dose; what waits under the skin is in closed form.
    Source: Xu 2019, doi:10.1007/s40262-019-00765-1, for sarilumab; the equations alone.
    """
    times = checks.times(times, unit="d")
    dose = checks.single(checks.not_negative(dose, "Dose", "mg", 120.0), "Dose")
    interval, number = _repeated(interval, number)
    change = _concentrations(checks.record(drug, "Drug", TwoCompartment))
    ka = _absorption(drug)
    starts = interval * np.arange(number)
    waiting = dose * np.cumsum(np.exp(-ka * starts))  # under the skin just after each dose, mg
    rates = drug.bioavailability * ka * waiting / drug.central_L

    def absorbed(time: float, state: FloatArray, since: tuple[float, float]) -> list[float]:
        start, rate = since
        return change(time, state, rate * math.exp(ka * min(start - time, 0.0)))

    stretches = list(zip(starts.tolist(), rates.tolist(), strict=True))
    return piecewise.solve(absorbed, [0.0, 0.0], times, starts[1:], stretches)[:, 0]


def _concentrations(drug: TwoCompartment) -> Callable[[float, FloatArray, float], list[float]]:
    """Return the rates of change of both concentrations of one patient; the input is in mg/L of blood per day."""
    p = _rate_constants(drug)
    k10_k12, vm, km, k12, k21 = (float(rate[0]) for rate in (p.k10 + p.k12, p.vm, p.km, p.k12, p.k21))

    def change(_: float, state: FloatArray, given: float) -> list[float]:
        central, peripheral = state.tolist()
        lost = (k10_k12 + vm / (km + central)) * central
        return [given + k12 * peripheral - lost, k21 * (central - peripheral)]

    return change


@checks.guarded
def population_exposure(
    dose: Numbers,
    patients: Patients | TwoCompartment,
    interval: float = 28.0,
    number: int = 12,
    infusion: float = 1 / HOURS_PER_DAY,
) -> Exposures:
    """Return the exposure of every patient over the first and the last interval, with saturable elimination.

    `dose` is mg each time, one number or one for each patient, zero or more; `patients` are Patients, or a
    TwoCompartment for one typical patient; `interval` is the days between infusions, positive; `number` how
    many infusions, at most 200 (the twelfth of a four-weekly one is steady, 48 weeks); `infusion` the days that
    one runs, positive, not longer than the interval. Arrays of shape (patients,). Raises ValueError for an
    argument out of range, and for what would take longer than a second: exchange or elimination in minutes.

    >>> last = population_exposure(560, TOCILIZUMAB).last
    >>> last.cmax.round(1).tolist(), last.cmin.round(1).tolist()
    ([165.2], [5.8])

    Solver: classical fourth-order Runge-Kutta, all patients at once, six steps for the infusion, then steps of
    at most 0.63 days; shorter ones where exchange or elimination is fast.
    Source: Frey 2010, doi:10.1177/0091270009350623; protocol of its Table IV.
    """
    p = _rate_constants(checks.record(patients, "Patients", Patients, TwoCompartment))
    interval, infusion, number = _schedule(interval, infusion, number)
    dose = checks.not_negative(dose, "Dose", "mg", 560.0)
    checks.fit_together(most=_MOST_PATIENTS, dose=dose, patients=p.vm)
    if dose.ndim > 1:
        raise ValueError(f"Dose must be one number or a row, but its shape is {dose.shape}. Give one for each patient.")
    given, *rates = np.broadcast_arrays(dose / p.central_L, *p.for_steps())
    fastest = np.broadcast_to(p.fastest(), given.shape)
    groups = _alike(fastest)
    plans = [_Plan(interval, infusion, number, float(np.max(fastest[group]))) for group in groups]
    _refuse_too_much(plans, groups)
    results = np.empty((2, 3, given.size))
    for plan, group in zip(plans, groups, strict=True):
        own = tuple(np.ascontiguousarray(rate[group]) for rate in rates)
        results[:, :, group] = _dose_repeatedly(given[group], own, plan)
    return Exposures(Exposure(*results[0]), Exposure(*results[1]))


@dataclass(frozen=True, slots=True)
class _Plan:
    """How often and how finely a group of patients is computed; `fastest` is their fastest rate, per day."""

    interval: float
    infusion: float
    number: int
    fastest: float

    def pieces(self) -> list[tuple[float, int]]:
        """Return duration and steps of each piece of the infusion; elimination saturates within its first minutes."""
        pieces = np.diff(self.infusion * np.linspace(0.0, 1.0, 7) ** 2)
        return [(piece, int(np.ceil(piece * max(self.fastest / _STABLE, 1 / piece)))) for piece in pieces]

    def later_steps(self) -> int:
        """Return the steps between two infusions."""
        return int(np.ceil((self.interval - self.infusion) * max(self.fastest / _STABLE, _FEWEST_PER_DAY)))

    def steps(self) -> int:
        """Return all steps."""
        return self.number * (self.later_steps() + sum(steps for _, steps in self.pieces()))


_STABLE = 1.5  # fastest rate x step; a fourth-order Runge-Kutta step explodes beyond 2.78
_FEWEST_PER_DAY = 1.6
_MOST_WORK = 16_000_000  # patient-steps; a step costs as much as 1,500 patients in it


def _alike(fastest: FloatArray) -> list[npt.NDArray[np.intp]]:
    """Return the places of patients alike in speed: each group takes as many steps as its fastest needs."""
    cuts = [int(0.7 * fastest.size), int(0.95 * fastest.size)]
    return [group for group in np.split(np.argsort(fastest), cuts) if group.size]


def _refuse_too_much(plans: list[_Plan], groups: list[npt.NDArray[np.intp]]) -> None:
    """Refuse what would take longer than a second."""
    work = sum(plan.steps() * (1500 + group.size) for plan, group in zip(plans, groups, strict=True))
    if work > _MOST_WORK:
        fastest = max(plan.fastest for plan in plans)
        raise ValueError(
            f"This takes too many steps: the fastest exchange or elimination is {fastest:.3g} per day, and there are"
            f" {plans[0].number} doses for {sum(group.size for group in groups)} patients. Give slower rates, fewer"
            f" doses or fewer patients."
        )


def _dose_repeatedly(given: FloatArray, rates: tuple[FloatArray, ...], plan: _Plan) -> FloatArray:
    """Return (first, last) of (cmax, cmin, auc) for one group of patients."""
    state = np.zeros((2, given.size))
    pieces, later = plan.pieces(), plan.later_steps()
    during, between = _Flow(rates, given / plan.infusion), _Flow(rates, None)
    kept = []
    for index in range(plan.number):
        area = np.zeros(given.size)
        for piece, steps in pieces:
            _runge_kutta(during, state, area, piece, steps)
        top = state[0].copy()
        if later:
            _runge_kutta(between, state, area, plan.interval - plan.infusion, later)
        if index in (0, plan.number - 1):
            kept.append((top, state[0].copy(), area * HOURS_PER_DAY))
    if not np.all((state >= 0) & (state <= 1.001 * plan.number * given)):  # more than was ever given
        raise ValueError(
            "The concentrations cannot be followed with these values. Give parameters nearer to those of TOCILIZUMAB."
        )
    return np.array([kept[0], kept[-1]])


class _Flow:
    """Rates of change of a group of patients, and one buffer for each quantity: allocating costs more than arithmetic.

    `rates` are the elimination and exchange rates of the central compartment together, Vmax, Km, and the exchange
    rates k12 and k21; `given` is what an infusion adds to the central concentration, or None.
    """

    def __init__(self, rates: tuple[FloatArray, ...], given: FloatArray | None) -> None:
        self.k10_k12, self.vm, self.km, self.k12, self.k21 = rates
        self.given = given
        shape = (2, self.vm.size)
        self.slope, self.total, self.trial = np.empty(shape), np.empty(shape), np.empty(shape)
        self.part, self.sampled = np.empty(self.vm.size), np.empty(self.vm.size)

    def change(self, y: FloatArray) -> None:
        """Write the rates of change at the concentrations `y` into `slope`."""
        part, slope = self.part, self.slope
        np.add(self.km, y[0], out=part)
        np.divide(self.vm, part, out=part)
        np.add(part, self.k10_k12, out=part)
        np.multiply(part, y[0], out=part)
        np.multiply(self.k12, y[1], out=slope[0])
        np.subtract(slope[0], part, out=slope[0])
        if self.given is not None:
            np.add(slope[0], self.given, out=slope[0])
        np.subtract(y[0], y[1], out=slope[1])
        np.multiply(slope[1], self.k21, out=slope[1])

    def advance(self, state: FloatArray, area: FloatArray, step: float) -> None:
        """Advance concentrations (2, n) and the area under the first one in place, by one classical step."""
        slope, total, trial, part, sampled = self.slope, self.total, self.trial, self.part, self.sampled
        self.change(state)
        np.copyto(total, slope)
        np.copyto(sampled, state[0])
        for fraction, weight in ((0.5, 2.0), (0.5, 2.0), (1.0, 1.0)):
            np.multiply(slope, fraction * step, out=trial)
            np.add(trial, state, out=trial)
            self.change(trial)
            np.multiply(trial[0], weight, out=part)
            np.add(sampled, part, out=sampled)
            np.multiply(slope, weight, out=trial)
            np.add(total, trial, out=total)
        np.multiply(total, step / 6, out=total)
        np.add(state, total, out=state)
        np.multiply(sampled, step / 6, out=sampled)
        np.add(area, sampled, out=area)


def _runge_kutta(flow: _Flow, state: FloatArray, area: FloatArray, duration: float, steps: int) -> None:
    """Advance concentrations (2, n) and the area under the first one in place, over `duration` days."""
    for _ in range(steps):
        flow.advance(state, area, duration / steps)


@dataclass(frozen=True, slots=True, eq=False)
class _RateConstants:
    """Rates of every patient, shape (patients,): k10, k12, k21 per day, Vm/V1 in mg/L per day, Km in mg/L."""

    k10: FloatArray
    k12: FloatArray
    k21: FloatArray
    vm: FloatArray
    km: FloatArray
    central_L: FloatArray

    def for_steps(self) -> tuple[FloatArray, ...]:
        """Return k10 + k12, Vm/V1, Km, k12 and k21."""
        return self.k10 + self.k12, self.vm, self.km, self.k12, self.k21

    def fastest(self) -> FloatArray:
        """Return the fastest rate of the whole system per day, where elimination is least saturated."""
        out = self.k10 + self.k12 + self.vm / self.km
        return (out + self.k21 + np.hypot(out - self.k21, 2 * np.sqrt(self.k12 * self.k21))) / 2


def _rate_constants(patients: Patients | TwoCompartment) -> _RateConstants:
    """Return the rates of every patient; a typical patient is one."""
    central, peripheral = (np.atleast_1d(np.asarray(x)) for x in (patients.central_L, patients.peripheral_L))
    exchange = patients.exchange_L_per_d
    return _RateConstants(
        k10=patients.clearance_L_per_d / central,
        k12=exchange / central,
        k21=exchange / peripheral,
        vm=patients.maximum_rate_mg_per_d / central,
        km=np.broadcast_to(patients.km_mg_per_L, central.shape),
        central_L=central,
    )


# The virtual population of tocilizumab -----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Covariate:
    """Distribution of one property of the patients: median, log-normal spread and limits."""

    median: float
    log_sd: float
    lowest: float
    highest: float
    reference: str

    def __post_init__(self) -> None:
        """Refuse limits that do not enclose the median."""
        checks.keep(self, "median", checks.positive, "Median", most=1e9)
        checks.keep(self, "log_sd", checks.not_negative, "Spread of the logarithm", "", 0.25, most=5)
        checks.keep(self, "lowest", checks.positive, "Lowest value", most=1e9)
        checks.keep(self, "highest", checks.positive, "Highest value", most=1e9)
        checks.keep_text(self, "reference")
        if not self.lowest <= self.median <= self.highest:
            raise ValueError(
                f"The median must lie between the lowest and the highest value, but {self.median} is not between"
                f" {self.lowest} and {self.highest}. Give limits around the median."
            )


_TABLE_1 = "median and range: Frey 2010, Table I; spread assumed"


def _correlations(given: Numbers, size: int) -> tuple[tuple[float, ...], ...]:
    """Return checked correlations between the four parameters that vary."""
    matrix = checks.finite(given, "Correlations", "", 0.5)
    if size != 4 or matrix.shape != (4, 4):
        raise ValueError("Four parameters vary: give four variances and four rows of four correlations.")
    if np.any(matrix != matrix.T) or np.any(np.diag(matrix) != 1) or np.min(np.linalg.eigvalsh(matrix)) <= 0:
        raise ValueError(
            "The correlations contradict each other. Give a symmetric matrix with ones on its diagonal, such that"
            " all its eigenvalues are positive."
        )
    return tuple(map(tuple, matrix.tolist()))


@dataclass(frozen=True, slots=True)
class Population:
    """Adults with rheumatoid arthritis in four trials, as published or assumed.

    Medians, ranges, share of women and smokers, variances and correlations are of Frey 2010. The
    spreads of the covariates are not in what could be read of it and are assumptions, as is the
    height (men 1.75 m, women 1.62 m, standard deviation 0.07 m), which gives the body surface by
    the formula of Du Bois 1916. Covariates other than these two are taken as independent.
    Exponents and variances: clearance, central and peripheral volume, maximum rate, in this order.
    """

    typical: TwoCompartment = TOCILIZUMAB
    female_share: float = 0.82
    smoker_share: float = 0.18
    weight_kg: Covariate = Covariate(70.0, 0.25, 38.0, 150.0, _TABLE_1)
    hdl_mg_per_dL: Covariate = Covariate(54.0, 0.27, 23.0, 135.0, _TABLE_1)
    rheumatoid_factor_U_per_mL: Covariate = Covariate(110.0, 1.3, 15.0, 11800.0, _TABLE_1)
    protein_g_per_L: Covariate = Covariate(74.0, 0.07, 57.0, 96.0, _TABLE_1)
    albumin_g_per_L: Covariate = Covariate(38.0, 0.10, 24.0, 50.0, _TABLE_1)
    creatinine_clearance_mL_per_min: Covariate = Covariate(106.0, 0.32, 27.0, 317.0, _TABLE_1)
    height_men_m: float = 1.75
    height_women_m: float = 1.62
    height_sd_m: float = 0.07
    variances: tuple[float, ...] = (0.1416, 0.1284, 0.3614, 0.2562)
    correlations: tuple[tuple[float, ...], ...] = (
        (1.0, 0.6, -0.1, -0.5),
        (0.6, 1.0, 0.5, 0.2),
        (-0.1, 0.5, 1.0, 0.2),
        (-0.5, 0.2, 0.2, 1.0),
    )
    reference: str = "Frey 2010, doi:10.1177/0091270009350623; covariate spreads assumed"

    def __post_init__(self) -> None:
        """Refuse a population that cannot be."""
        checks.record(self.typical, "Typical patient", TwoCompartment)
        checks.keep(self, "female_share", checks.fraction, "Share of women", 0.82)
        checks.keep(self, "smoker_share", checks.fraction, "Share of smokers", 0.18)
        for name in (field.name for field in fields(self) if isinstance(field.default, Covariate)):
            checks.record(getattr(self, name), name, Covariate)
        if self.rheumatoid_factor_U_per_mL.lowest <= 1:
            raise ValueError("The rheumatoid factor must stay above 1 U/mL: its logarithm counts. Give a lowest of 15.")
        for name in ("height_men_m", "height_women_m"):
            hint = "A height in cm is divided by 100."
            checks.keep(self, name, checks.positive, "Height", "m", 1.7, least=0.5, most=2.5, hint=hint)
        checks.keep(self, "height_sd_m", checks.not_negative, "Standard deviation of height", "m", 0.07, most=0.1)
        checks.keep_text(self, "reference")
        checks.keep_row(self, "variances", checks.positive, "Variances")
        object.__setattr__(self, "correlations", _correlations(self.correlations, len(self.variances)))


RHEUMATOID_ARTHRITIS = Population()

# US label of tocilizumab (source: Frey 2010, Table IV): mean and standard deviation at steady
# state, every 4 weeks, by dose in mg/kg; then accumulation of Cmax, Cmin and AUC.
LABEL_REFERENCE = "US label of tocilizumab; Frey 2010, Table IV, doi:10.1177/0091270009350623"
LABEL_EXPOSURE = {
    4: {"cmax": (88.3, 41.4), "cmin": (1.49, 2.13), "auc_h": (13000.0, 5800.0)},
    8: {"cmax": (183.0, 85.6), "cmin": (9.74, 10.5), "auc_h": (35000.0, 15500.0)},
}
LABEL_ACCUMULATION = {
    4: {"cmax": 1.02, "cmin": 1.96, "auc_h": 1.11},
    8: {"cmax": 1.06, "cmin": 2.35, "auc_h": 1.22},
}


@checks.guarded
def virtual_patients(number: int = 10000, seed: int = 2010, population: Population = RHEUMATOID_ARTHRITIS) -> Patients:
    """Return virtual patients with the spread and the covariates of a population, arrays of shape (number,).

    `number` is how many, at most 100,000; `seed` the start of the random numbers, a whole number: the same seed
    gives the same patients. Raises ValueError for an argument out of range and for what is not a Population.

    >>> patients = virtual_patients(1000)
    >>> round(float(np.median(patients.weight_kg)))
    69

    Source: Frey 2010, doi:10.1177/0091270009350623, final model (Tables II and III).
    """
    from scipy.special import ndtri  # takes a tenth of a second to load

    number = checks.whole_number(number, "Number of patients", example=10000, most=_MOST_PATIENTS)
    seed = checks.whole_number(seed, "Seed", 0, 2010, most=2**32)
    p = checks.record(population, "Population", Population)
    # Uniform numbers turned normal: their stream is the same in every version of numpy.
    uniform = np.random.default_rng(seed).random((13, number))
    normal = ndtri(np.clip(uniform, 1e-12, 1 - 1e-12))
    female, smoker = uniform[0] < p.female_share, uniform[1] < p.smoker_share
    weight = _draw(p.weight_kg, normal[2])
    height = np.where(female, p.height_women_m, p.height_men_m) + p.height_sd_m * normal[3]
    surface = 0.007184 * weight**0.425 * (100 * height) ** 0.725  # Du Bois & Du Bois 1916
    clearance, central, maximum = _covariate_factors(p, surface, female, smoker, normal[4:9])
    spread = np.exp(_correlated(p, normal[9:13]))
    typical, like = p.typical, np.ones(number)
    return Patients(
        weight, female, surface,
        typical.clearance_L_per_d * clearance * spread[0],
        typical.central_L * central * spread[1],
        typical.exchange_L_per_d * like,
        typical.peripheral_L * spread[2],
        typical.maximum_rate_mg_per_d * maximum * spread[3],
        typical.km_mg_per_L * like,
    )  # fmt: skip


def _covariate_factors(
    p: Population,
    surface: FloatArray,
    female: npt.NDArray[np.bool_],
    smoker: npt.NDArray[np.bool_],
    normal: FloatArray,
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return the factors on clearance, central volume and maximum rate (Frey 2010, Table III)."""
    covariates = [
        p.hdl_mg_per_dL, p.rheumatoid_factor_U_per_mL, p.protein_g_per_L,
        p.albumin_g_per_L, p.creatinine_clearance_mL_per_min,
    ]  # fmt: skip
    hdl, factor, protein, albumin, creatinine = map(_draw, covariates, normal)
    clearance = (surface / 1.8) ** 0.7 * np.where(female, 0.84, 1.0) * (hdl / 54) ** -0.2
    clearance = clearance * (np.log(factor) / 4.7) ** 0.1
    central = (protein / 74) ** -1.1 * (albumin / 38) ** 0.7
    maximum = (albumin / 38) ** -0.4 * (creatinine / 106) ** 0.2 * np.where(smoker, 1.11, 1.0)
    return clearance, central, maximum


def _draw(covariate: Covariate, normal: FloatArray) -> FloatArray:
    drawn = covariate.median * np.exp(covariate.log_sd * normal)
    return np.clip(drawn, covariate.lowest, covariate.highest)


def _correlated(population: Population, normal: FloatArray) -> FloatArray:
    deviations = np.sqrt(population.variances)
    covariance = np.array(population.correlations) * np.outer(deviations, deviations)
    return np.linalg.cholesky(covariance) @ normal


# Shared -------------------------------------------------------------------------------------------


def _time_and_dose(times: Numbers, dose: Numbers) -> tuple[FloatArray, FloatArray]:
    times, dose = checks.not_negative(times, "Time", "d"), checks.not_negative(dose, "Dose", "mg", 100.0)
    checks.fit_together(times=times, dose=dose)
    return times, dose


def _repeated(interval: float, number: int) -> tuple[float, int]:
    interval = checks.single(checks.positive(interval, "Dosing interval", "d", 28.0, most=10_000), "Interval")
    return interval, checks.whole_number(number, "Number of doses", most=_MOST_DOSES)


def _schedule(interval: float, infusion: float, number: int) -> tuple[float, float, int]:
    interval, number = _repeated(interval, number)
    infusion = checks.single(checks.positive(infusion, "Infusion", "d", 0.04, least=1e-6), "Infusion")
    if infusion > interval:
        raise ValueError(
            f"One infusion must not run longer than the interval of {interval} d, but it runs"
            f" {infusion} d. Give a shorter infusion, such as 0.04 (one hour)."
        )
    return interval, infusion, number


def _absorption(drug: TwoCompartment) -> float:
    if drug.absorption_per_d is None:
        raise ValueError(
            f"An absorption rate is needed for a dose under the skin, but {drug.drug} has none."
            f" Give absorption_per_d, or use an infusion."
        )
    return drug.absorption_per_d


def _exponentials(drug: TwoCompartment) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return both rates (fast, slow) and their weights after a bolus into the first compartment."""
    checks.record(drug, "Drug", TwoCompartment)
    k10 = drug.clearance_L_per_d / drug.central_L
    k12 = drug.exchange_L_per_d / drug.central_L
    k21 = drug.exchange_L_per_d / drug.peripheral_L
    width = np.hypot(k10 + k12 - k21, 2 * np.sqrt(k12 * k21))  # a sum: nothing cancels
    fast = (k10 + k12 + k21 + width) / 2
    slow = k10 * k21 / fast
    weight = (fast - k21) / width
    return (fast, slow), (weight, 1 - weight)


def _difference(times: FloatArray, first: float, second: float) -> FloatArray:
    """Return (exp(-second t) - exp(-first t)) / (first - second), finite where both are equal."""
    x = np.abs(first - second) * times
    mean = np.where(x > 0, -np.expm1(-x) / x, 1.0)
    return times * np.exp(-np.minimum(first, second) * times) * mean
