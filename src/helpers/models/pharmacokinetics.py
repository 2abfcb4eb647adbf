"""Drug concentration over time: absorption, two compartments, saturable elimination, populations.

Doses in mg, volumes in L, time in days, so that concentrations are in mg/L, the same as ug/mL.
Everything linear is in closed form; with elimination that saturates (tocilizumab), one patient is
solved with LSODA and a population with fourth-order Runge-Kutta steps, all patients at once.

The typical patient is not the average one: between-patient spread and saturation bend the mean.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from scipy.special import ndtri

from . import checks, piecewise

LN2 = np.log(2.0)
HOURS_PER_DAY = 24.0


@dataclass(frozen=True)
class OneCompartment:
    """A drug in one compartment after absorption; clearance and volume as published.

    With ``bioavailability`` 1 they are the apparent ones (CL/F, V/F), as for subcutaneous drugs.
    """

    drug: str
    clearance_L_per_d: float
    volume_L: float
    absorption_per_d: float
    reference: str
    bioavailability: float = 1.0

    def __post_init__(self):
        """Refuse parameters that cannot be."""
        checks.positive(self.clearance_L_per_d, "Clearance", "L/d", 0.5)
        checks.positive(self.volume_L, "Volume", "L", 5.0)
        checks.positive(self.absorption_per_d, "Absorption rate", "1/d", 0.3)
        checks.positive_fraction(self.bioavailability, "Bioavailability", 0.7)


@dataclass(frozen=True)
class TwoCompartment:
    """A drug in two compartments, eliminated linearly and, if so published, also saturably.

    ``exchange_L_per_d`` is the clearance between the compartments (Q), ``maximum_rate_mg_per_d``
    and ``km_mg_per_L`` are Vm (0 without a saturable path) and Km of the saturable path.
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

    def __post_init__(self):
        """Refuse parameters that cannot be."""
        checks.positive(self.clearance_L_per_d, "Clearance", "L/d", 0.3)
        checks.positive(self.central_L, "Central volume", "L", 3.5)
        checks.positive(self.exchange_L_per_d, "Exchange between compartments", "L/d", 0.5)
        checks.positive(self.peripheral_L, "Peripheral volume", "L", 3.0)
        if self.absorption_per_d is not None:
            checks.positive(self.absorption_per_d, "Absorption rate", "1/d", 0.3)
        checks.positive_fraction(self.bioavailability, "Bioavailability", 0.7)
        checks.not_negative(self.maximum_rate_mg_per_d, "Maximum elimination rate", "mg/d", 7.5)
        checks.positive(self.km_mg_per_L, "Km", "mg/L", 2.7)


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
ANAKINRA = OneCompartment(
    "anakinra", 9.03 * HOURS_PER_DAY, 53.7, 0.47 * HOURS_PER_DAY,
    "Jung 2023, fitted to Ngo 2020 (linear part of a target-mediated model)",
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


class Peak(NamedTuple):
    """Time of the highest concentration (days) and that concentration (mg/L)."""

    time_d: np.ndarray
    concentration_mg_per_L: np.ndarray


class HalfLives(NamedTuple):
    """Half-lives of distribution and of elimination in days."""

    distribution_d: np.ndarray
    elimination_d: np.ndarray


class Exposure(NamedTuple):
    """Exposure over one dosing interval, one value for each patient.

    Highest and lowest concentration in mg/L (ug/mL), area under the curve in mg h/L (ug h/mL).
    """

    cmax: np.ndarray
    cmin: np.ndarray
    auc_h: np.ndarray


class Patients(NamedTuple):
    """Virtual patients: body, blood and the parameters that follow, one value each."""

    weight_kg: np.ndarray
    female: np.ndarray
    body_surface_m2: np.ndarray
    clearance_L_per_d: np.ndarray
    central_L: np.ndarray
    exchange_L_per_d: np.ndarray
    peripheral_L: np.ndarray
    maximum_rate_mg_per_d: np.ndarray
    km_mg_per_L: np.ndarray


# One compartment ----------------------------------------------------------------------------------


def one_compartment(times, dose, drug):
    """Return the concentration after one dose under the skin or by mouth.

    C = F D ka / V x (exp(-ke t) - exp(-ka t)) / (ka - ke), finite also where ka equals ke.

    Args:
        times: days since the dose, zero or more, any shape.
        dose: mg, zero or more.
        drug: a OneCompartment.

    Returns:
        mg/L, shape of the arguments broadcast together.

    Raises:
        ValueError: an argument out of range; not a OneCompartment.

    Source: Bateman 1910, Proc Camb Philos Soc 15:423.
    """
    times, dose = _time_and_dose(times, dose)
    checks.record(drug, "Drug", OneCompartment)
    ka, ke = drug.absorption_per_d, drug.clearance_L_per_d / drug.volume_L
    return drug.bioavailability * dose * ka / drug.volume_L * _difference(times, ka, ke)


def one_compartment_peak(dose, drug):
    """Return time and height of the peak after one dose: ln(ka/ke)/(ka - ke).

    Args:
        dose: mg, zero or more, any shape.
        drug: a OneCompartment.

    Returns:
        Peak, in the shape of ``dose``.

    Raises:
        ValueError: an argument out of range; not a OneCompartment.

    Source: maximum of :func:`one_compartment`.
    """
    checks.record(drug, "Drug", OneCompartment)
    ke = drug.clearance_L_per_d / drug.volume_L
    gap = (drug.absorption_per_d - ke) / ke
    time = (np.log1p(gap) / gap if gap else 1.0) / ke
    return Peak(time, one_compartment(time, dose, drug))


# Two compartments, linear -------------------------------------------------------------------------


def half_lives(drug):
    """Return the half-lives: one compartment ln 2 V/CL; two compartments from both exponents.

    The saturable path, if any, is left out: these are the half-lives where it is saturated.

    Args:
        drug: a OneCompartment or a TwoCompartment.

    Returns:
        HalfLives; distribution is nan for one compartment.

    Raises:
        ValueError: not a drug record.

    Source: Gibaldi & Perrier 1982, Pharmacokinetics.
    """
    if isinstance(drug, OneCompartment):
        return HalfLives(np.nan, LN2 * drug.volume_L / drug.clearance_L_per_d)
    rates, _ = _exponentials(drug)
    return HalfLives(LN2 / rates[0], LN2 / rates[1])


def two_compartment_bolus(times, dose, drug):
    """Return the concentration after one injection into the vein.

    Args:
        times: days since the dose, zero or more, any shape.
        dose: mg, zero or more.
        drug: a TwoCompartment; its saturable path is left out.

    Returns:
        mg/L, shape of the arguments broadcast together.

    Raises:
        ValueError: an argument out of range; not a TwoCompartment.

    Source: Gibaldi & Perrier 1982, Pharmacokinetics.
    """
    times, dose = _time_and_dose(times, dose)
    rates, weights = _exponentials(drug)
    terms = (w * np.exp(-r * times) for r, w in zip(rates, weights, strict=True))
    return dose / drug.central_L * sum(terms)


def two_compartment_infusion(times, dose, duration, drug):
    """Return the concentration during and after one infusion at a constant rate.

    Args:
        times: days since the infusion began, zero or more, any shape.
        dose: mg in all, zero or more.
        duration: days that it runs, positive.
        drug: a TwoCompartment; its saturable path is left out.

    Returns:
        mg/L, shape of the arguments broadcast together.

    Raises:
        ValueError: an argument out of range; not a TwoCompartment.

    Source: Gibaldi & Perrier 1982, Pharmacokinetics.
    """
    times, dose = _time_and_dose(times, dose)
    duration = checks.positive(duration, "Duration of the infusion", "d", 0.04)
    rates, weights = _exponentials(drug)
    during, after = np.minimum(times, duration), np.maximum(times - duration, 0.0)
    terms = (w / r * -np.expm1(-r * during) * np.exp(-r * after) for r, w in zip(rates, weights, strict=True))
    return dose / duration / drug.central_L * sum(terms)


def two_compartment_absorption(times, dose, drug):
    """Return the concentration after one dose under the skin, absorbed into two compartments.

    Args:
        times: days since the dose, zero or more, any shape.
        dose: mg, zero or more.
        drug: a TwoCompartment with an absorption rate; its saturable path is left out.

    Returns:
        mg/L, shape of the arguments broadcast together.

    Raises:
        ValueError: an argument out of range; a drug without absorption rate.

    Source: Gibaldi & Perrier 1982, Pharmacokinetics.
    """
    times, dose = _time_and_dose(times, dose)
    rates, weights = _exponentials(drug)
    ka = drug.absorption_per_d
    if ka is None:
        raise ValueError(
            f"An absorption rate is needed for a dose under the skin, but {drug.drug} has none."
            f" Give absorption_per_d, or use an infusion."
        )
    terms = (w * _difference(times, ka, r) for r, w in zip(rates, weights, strict=True))
    return drug.bioavailability * dose * ka / drug.central_L * sum(terms)


def repeat_doses(single_dose, times, interval, number):
    """Return the concentration under repeated equal doses, by adding up single ones.

    Args:
        single_dose: function from an array of days since one dose to mg/L, for a linear drug.
        times: days since the first dose, zero or more, any shape.
        interval: days between doses, positive.
        number: how many doses, a whole number.

    Returns:
        mg/L in the shape of ``times``.

    Raises:
        ValueError: an argument out of range.

    Source: superposition, which holds for linear kinetics only.
    """
    times = checks.not_negative(times, "Time", "d")
    interval = checks.single(checks.positive(interval, "Dosing interval", "d", 28.0), "Interval")
    starts = interval * np.arange(checks.whole_number(number, "Number of doses"))
    since = times[..., None] - starts
    return np.sum(np.where(since >= 0, single_dose(np.maximum(since, 0.0)), 0.0), axis=-1)


def average_concentration(dose, interval, clearance, bioavailability=1.0):
    """Return the mean concentration at steady state: F D / (CL tau), whatever the volume.

    Args:
        dose: mg, zero or more.
        interval: days between doses, positive.
        clearance: L/d, positive.
        bioavailability: fraction absorbed, greater than 0 and at most 1.

    Returns:
        mg/L, shape of the arguments broadcast together.

    Raises:
        ValueError: an argument out of range.

    Source: Gibaldi & Perrier 1982, Pharmacokinetics; linear kinetics only.
    """
    dose = checks.not_negative(dose, "Dose", "mg", 100.0)
    interval = checks.positive(interval, "Dosing interval", "d", 28.0)
    clearance = checks.positive(clearance, "Clearance", "L/d", 0.3)
    absorbed = checks.positive_fraction(bioavailability, "Bioavailability") * dose
    return absorbed / clearance / interval


def anakinra_clearance(creatinine_clearance):
    """Return the apparent clearance of anakinra (mL/min) for a kidney function.

    log10(CL/F) = 1.65 + 0.0062 CLcr, fitted to 30 subjects (r squared 0.718).

    Args:
        creatinine_clearance: mL/min, zero or more, any shape.

    Returns:
        mL/min in the shape of the argument.

    Raises:
        ValueError: a negative creatinine clearance or not a number.

    Source: Yang 2003, doi:10.1016/S0009-9236(03)00094-8.
    """
    kidney = checks.not_negative(creatinine_clearance, "Creatinine clearance", "mL/min", 80.0)
    return 10 ** (1.65 + 0.0062 * kidney)


# Saturable elimination ----------------------------------------------------------------------------


def saturable_course(times, dose, interval, number, drug, infusion=1 / HOURS_PER_DAY):
    """Return the concentration in one patient under repeated infusions, with saturable elimination.

    V1 C1' = rate - CL C1 - Vm C1/(Km + C1) - Q (C1 - C2),  V2 C2' = Q (C1 - C2)

    Args:
        times: increasing days since the first infusion began, shape (t,).
        dose: mg each time, zero or more.
        interval: days between infusions, positive.
        number: how many infusions, a whole number.
        drug: a TwoCompartment.
        infusion: days that one infusion runs, positive, not longer than the interval.

    Returns:
        mg/L, shape (t,).

    Raises:
        ValueError: an argument out of range; not a TwoCompartment.

    Solver: scipy odeint (LSODA), tolerance 1e-9, restarted where an infusion starts or ends.
    Source: Frey 2010, doi:10.1177/0091270009350623.
    """
    times = checks.times(times, unit="d")
    dose = checks.single(checks.not_negative(dose, "Dose", "mg", 560.0), "Dose")
    interval, infusion, number = _schedule(interval, infusion, number)
    drug = checks.record(drug, "Drug", TwoCompartment)
    k10_k12, vm, km, k12, k21 = (float(constant) for constant in _rate_constants(drug))

    def change(_, state, given):
        central, peripheral = state.tolist()
        lost = (k10_k12 + vm / (km + central)) * central
        return [given + k12 * peripheral - lost, k21 * (central - peripheral)]

    starts = interval * np.arange(number)
    edges = np.stack([starts, starts + infusion], axis=1).ravel()
    inputs = np.tile([dose / infusion / drug.central_L, 0.0], number)
    return piecewise.solve(change, [0.0, 0.0], times, edges[1:], inputs)[:, 0]


def population_exposure(dose, patients, interval=28.0, number=12, infusion=1 / HOURS_PER_DAY):
    """Return first and last interval's exposure of every patient, with saturable elimination.

    Args:
        dose: mg each time, one number or one for each patient, zero or more.
        patients: Patients, or a TwoCompartment for one typical patient.
        interval: days between infusions, positive.
        number: how many infusions; the twelfth of a four-weekly one is steady (48 weeks).
        infusion: days that one infusion runs, positive, shorter than the interval.

    Returns:
        Two Exposures, of the first and of the last interval, arrays of shape (patients,).

    Raises:
        ValueError: an argument out of range; neither Patients nor a TwoCompartment.

    Solver: classical fourth-order Runge-Kutta, all patients at once, six steps for the
    infusion, then steps of at most 0.63 days, shorter for patients with fast elimination.
    Source: Frey 2010, doi:10.1177/0091270009350623; protocol of its Table IV.
    """
    checks.record(patients, "Patients", (Patients, TwoCompartment))
    interval, infusion, number = _schedule(interval, infusion, number)
    dose = checks.not_negative(dose, "Dose", "mg", 560.0)
    rates = _rate_constants(patients)
    dose, *rates = np.broadcast_arrays(np.atleast_1d(dose), *rates)
    # Patients alike in speed go together: each group takes as many steps as it needs.
    order = np.argsort(rates[1] / rates[2] + rates[0])
    results = np.empty((2, 3, dose.size))
    for group in np.split(order, [int(0.7 * dose.size), int(0.95 * dose.size)]):
        if group.size:
            given = dose[group] / np.broadcast_to(patients.central_L, dose.shape)[group]
            own = tuple(np.ascontiguousarray(rate[group]) for rate in rates)
            results[:, :, group] = _dose_repeatedly(given, own, interval, infusion, number)
    return Exposure(*results[0]), Exposure(*results[1])


def _dose_repeatedly(given, rates, interval, infusion, number):
    """Return (first, last) of (cmax, cmin, auc) for one group of patients."""
    state = np.zeros((2, given.size))
    fastest = np.max(rates[0] + rates[1] / rates[2])
    steps = int(np.ceil((interval - infusion) * max(fastest / 1.5, 1.6)))
    # Elimination saturates within the first minutes of an infusion: small steps first.
    pieces = np.diff(infusion * np.linspace(0.0, 1.0, 7) ** 2)
    kept = []
    for index in range(number):
        area = np.zeros(given.size)
        for piece in pieces:
            _runge_kutta(state, area, given / infusion, rates, piece, 1)
        top = state[0].copy()
        if steps:
            _runge_kutta(state, area, None, rates, interval - infusion, steps)
        if index in (0, number - 1):
            kept.append((top, state[0].copy(), area * HOURS_PER_DAY))
    return np.array([kept[0], kept[-1]])


def _runge_kutta(state, area, given, rates, duration, steps):
    """Advance concentrations (2, n) and the area under the first one in place.

    Written with one buffer for each quantity: allocating arrays costs more than the arithmetic.
    """
    k10_k12, vm, km, k12, k21 = rates
    step = duration / steps
    slope, total, trial = np.empty_like(state), np.empty_like(state), np.empty_like(state)
    part, sampled = np.empty_like(area), np.empty_like(area)

    def change(y):
        np.add(km, y[0], out=part)
        np.divide(vm, part, out=part)
        np.add(part, k10_k12, out=part)
        np.multiply(part, y[0], out=part)
        np.multiply(k12, y[1], out=slope[0])
        np.subtract(slope[0], part, out=slope[0])
        if given is not None:
            np.add(slope[0], given, out=slope[0])
        np.subtract(y[0], y[1], out=slope[1])
        np.multiply(slope[1], k21, out=slope[1])

    for _ in range(steps):
        change(state)
        np.copyto(total, slope)
        np.copyto(sampled, state[0])
        for fraction, weight in ((0.5, 2.0), (0.5, 2.0), (1.0, 1.0)):
            np.multiply(slope, fraction * step, out=trial)
            np.add(trial, state, out=trial)
            change(trial)
            np.multiply(trial[0], weight, out=part)
            np.add(sampled, part, out=sampled)
            np.multiply(slope, weight, out=trial)
            np.add(total, trial, out=total)
        np.multiply(total, step / 6, out=total)
        np.add(state, total, out=state)
        np.multiply(sampled, step / 6, out=sampled)
        np.add(area, sampled, out=area)


def _rate_constants(patients):
    """Return k10 + k12, Vm/V1, Km, k12 and k21 of every patient, all per day or in mg/L."""
    central = patients.central_L
    exchange = patients.exchange_L_per_d
    return (
        (patients.clearance_L_per_d + exchange) / central,
        patients.maximum_rate_mg_per_d / central,
        patients.km_mg_per_L,
        exchange / central,
        exchange / patients.peripheral_L,
    )


# The virtual population of tocilizumab -----------------------------------------------------------


@dataclass(frozen=True)
class Covariate:
    """Distribution of one property of the patients: median, log-normal spread and limits."""

    median: float
    log_sd: float
    lowest: float
    highest: float
    reference: str


_TABLE_1 = "median and range: Frey 2010, Table I; spread assumed"


@dataclass(frozen=True)
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
    variances: tuple = (0.1416, 0.1284, 0.3614, 0.2562)
    correlations: tuple = (
        (1.0, 0.6, -0.1, -0.5),
        (0.6, 1.0, 0.5, 0.2),
        (-0.1, 0.5, 1.0, 0.2),
        (-0.5, 0.2, 0.2, 1.0),
    )
    reference: str = "Frey 2010, doi:10.1177/0091270009350623; covariate spreads assumed"


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


def virtual_patients(number=10000, seed=2010, population=RHEUMATOID_ARTHRITIS):
    """Return virtual patients with the spread and the covariates of a population.

    Args:
        number: how many, a whole number.
        seed: start of the random numbers, a whole number; the same seed gives the same patients.
        population: a Population.

    Returns:
        Patients, arrays of shape (number,).

    Raises:
        ValueError: an argument out of range; not a Population.

    Source: Frey 2010, doi:10.1177/0091270009350623, final model (Tables II and III).
    """
    number = checks.whole_number(number, "Number of patients", example=10000)
    seed = checks.whole_number(seed, "Seed", 0, 2010)
    p = checks.record(population, "Population", Population)
    # Uniform numbers turned normal: their stream is the same in every version of numpy.
    uniform = np.random.default_rng(seed).random((13, number))
    normal = ndtri(np.clip(uniform, 1e-12, 1 - 1e-12))
    female, smoker = uniform[0] < p.female_share, uniform[1] < p.smoker_share
    weight = _draw(p.weight_kg, normal[2])
    height = np.where(female, p.height_women_m, p.height_men_m) + p.height_sd_m * normal[3]
    surface = 0.007184 * weight**0.425 * (100 * height) ** 0.725  # Du Bois & Du Bois 1916
    covariates = [
        p.hdl_mg_per_dL, p.rheumatoid_factor_U_per_mL, p.protein_g_per_L,
        p.albumin_g_per_L, p.creatinine_clearance_mL_per_min,
    ]  # fmt: skip
    blood = [_draw(c, z) for c, z in zip(covariates, normal[4:9], strict=True)]
    factors = _covariate_factors(surface, female, smoker, *blood)
    spread = np.exp(_correlated(p, normal[9:13]))
    typical, like = p.typical, np.ones(number)
    return Patients(
        weight, female, surface,
        typical.clearance_L_per_d * factors[0] * spread[0],
        typical.central_L * factors[1] * spread[1],
        typical.exchange_L_per_d * like,
        typical.peripheral_L * spread[2],
        typical.maximum_rate_mg_per_d * factors[2] * spread[3],
        typical.km_mg_per_L * like,
    )  # fmt: skip


def _covariate_factors(surface, female, smoker, hdl, factor, protein, albumin, creatinine):
    """Return the factors on clearance, central volume and maximum rate (Frey 2010, Table III)."""
    clearance = (surface / 1.8) ** 0.7 * np.where(female, 0.84, 1.0) * (hdl / 54) ** -0.2
    clearance = clearance * (np.log(factor) / 4.7) ** 0.1
    central = (protein / 74) ** -1.1 * (albumin / 38) ** 0.7
    maximum = (albumin / 38) ** -0.4 * (creatinine / 106) ** 0.2 * np.where(smoker, 1.11, 1.0)
    return clearance, central, maximum


def _draw(covariate, normal):
    drawn = covariate.median * np.exp(covariate.log_sd * normal)
    return np.clip(drawn, covariate.lowest, covariate.highest)


def _correlated(population, normal):
    deviations = np.sqrt(population.variances)
    covariance = np.array(population.correlations) * np.outer(deviations, deviations)
    return np.linalg.cholesky(covariance) @ normal


# Shared -------------------------------------------------------------------------------------------


def _time_and_dose(times, dose):
    return checks.not_negative(times, "Time", "d"), checks.not_negative(dose, "Dose", "mg", 100.0)


def _schedule(interval, infusion, number):
    interval = checks.single(checks.positive(interval, "Dosing interval", "d", 28.0), "Interval")
    infusion = checks.single(checks.positive(infusion, "Infusion", "d", 0.04), "Infusion")
    if infusion > interval:
        raise ValueError(
            f"One infusion must not run longer than the interval of {interval} d, but it runs"
            f" {infusion} d. Give a shorter infusion, such as 0.04 (one hour)."
        )
    return interval, infusion, checks.whole_number(number, "Number of doses")


def _exponentials(drug):
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


def _difference(times, first, second):
    """Return (exp(-second t) - exp(-first t)) / (first - second), finite where both are equal."""
    x = np.abs(first - second) * times
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(x > 0, -np.expm1(-x) / x, 1.0)
    return times * np.exp(-np.minimum(first, second) * times) * mean
