"""Dose and time: one dose and many, one patient and a thousand, and weak kidneys."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import numpy.typing as npt

from helpers.models import checks, pharmacokinetics, population_course
from helpers.models.pharmacokinetics import Exposure, Patients
from helpers.views.courses import Course, courses_over
from helpers.views.scales import FloatArray, denser
from helpers.words import number_words as say

TimeUnit = Literal["d", "h"]
INTERVALS_WEEKS = (1.0, 2.0, 3.0, 4.0, 6.0, 8.0)
"""How far apart doses are tried."""
_AT_LEAST_D = 112
_PATIENTS = 1000
_WEIGHT_KG = 70.0
_MIN_PER_DAY, _ML_PER_L = 1440, 1000
_NORMAL_KIDNEY = 100.0


@dataclass(frozen=True)
class DoseCourse:
    """Concentrations (µg/mL) over `time`, which is in days or hours; `log` says that decades are to be compared."""

    title: str
    time: FloatArray
    unit: TimeUnit
    courses: tuple[Course, ...]
    log: bool = False


@dataclass(frozen=True)
class LinearDosing:
    """Concentration under repeated doses, its average at steady state, and both ends of the last interval.

    `reached_d` is the day of the first trough within 10 % of the steady one.
    """

    time_d: FloatArray
    concentration_ug_per_mL: FloatArray
    average_ug_per_mL: float
    half_life_d: float
    reached_d: float
    peak_ug_per_mL: float
    trough_ug_per_mL: float


@dataclass(frozen=True)
class PatientBand:
    """Tocilizumab in many simulated patients of one weight: what holds 90 % of them, and the typical patient.

    `shown_d` is how long the longest such course lasts, whatever the interval. `low` and `high` are the 5th and 95th
    percentile, `typical` is the course of the patient whose parameters have the
    population values; all in µg/mL over `time_d`.
    """

    dose_mg_per_kg: float
    interval_weeks: float
    weight_kg: float
    patients: int
    shown_d: float
    time_d: FloatArray
    low: FloatArray
    median: FloatArray
    mean: FloatArray
    high: FloatArray
    typical: FloatArray


@dataclass(frozen=True)
class TocilizumabExposure:
    """Exposure to the last of twelve four-weekly doses: in virtual patients, and in the typical patient."""

    everyone: Exposure
    typical: Exposure


@dataclass(frozen=True)
class ExposureByDose:
    """Exposure over dose (mg/kg), each course a multiple of that at the `reference` dose."""

    dose_mg_per_kg: FloatArray
    reference_mg_per_kg: float
    multiples: tuple[Course, ...]

    def at_twice(self, course: Course) -> float:
        """Return the multiple at twice the reference dose."""
        return float(course.values[self.dose_mg_per_kg == 2 * self.reference_mg_per_kg][0])


@dataclass(frozen=True)
class Spread:
    """How one `quantity` (in `unit`) is spread over patients; the last bin holds all values above it, too.

    `middle` is the middle of each bin and `share_percent` how many patients are in it; `below_mean_percent` of them
    lie below the mean.
    """

    title: str
    quantity: str
    unit: str
    patients: int
    middle: FloatArray
    share_percent: FloatArray
    highest: float
    typical: float
    median: float
    mean: float
    below_mean_percent: float


# ---------------------------------------------------------------------------- doses of one patient


def dose_course(
    time: npt.ArrayLike,
    courses: Mapping[str, npt.ArrayLike],
    *,
    title: str,
    unit: TimeUnit = "d",
    log: bool = False,
) -> DoseCourse:
    """Return concentrations to draw: `courses` maps a name to µg/mL over `time`, which is in `unit` (days or hours).

    `log` asks for a logarithmic scale. Raises ValueError when there is no drug at any time.
    """
    rows = courses_over(time, courses)
    if max(float(np.max(course.values)) for course in rows) == 0:
        raise ValueError("There is no drug in the blood to draw. Give a dose above zero.")
    return DoseCourse(title, np.asarray(time, float), unit, rows, log)


def linear_dosing(
    clearance_L_per_d: float, central_L: float, dose_mg_per_kg: float, interval_weeks: float
) -> LinearDosing:
    """Return the concentration of siltuximab, with another clearance or central volume, under repeated doses.

    A patient of 70 kg gets injections into the vein for 24 weeks; exchange and peripheral volume are those of
    Nikanjam 2019.
    """
    drug = replace(pharmacokinetics.SILTUXIMAB, clearance_L_per_d=clearance_L_per_d, central_L=central_L)
    dose, interval, number = _WEIGHT_KG * dose_mg_per_kg, 7 * interval_weeks, round(24 / interval_weeks)

    def after_one_dose(days: FloatArray) -> FloatArray:
        return pharmacokinetics.two_compartment_bolus(days, dose, drug)

    within = interval * np.linspace(0, 1, max(9, 160 // number)) ** 2
    within[-1] -= 1e-6  # just before the next dose
    days = (interval * np.arange(number)[:, None] + within).ravel()
    course = pharmacokinetics.repeat_doses(after_one_dose, days, interval, number)
    last = course.reshape(number, -1)[-1]
    troughs = np.cumsum(after_one_dose(interval * np.arange(1.0, 400.0)))
    return LinearDosing(
        time_d=np.round(days, 3),
        concentration_ug_per_mL=course,
        average_ug_per_mL=float(pharmacokinetics.average_concentration(dose, interval, clearance_L_per_d)),
        half_life_d=float(pharmacokinetics.half_lives(drug).elimination_d),
        reached_d=interval * (1 + int(np.flatnonzero(troughs >= 0.9 * troughs[-1])[0])),
        peak_ug_per_mL=float(last[0]),
        trough_ug_per_mL=float(last[-1]),
    )


# ---------------------------------------------------------------------------- many patients


@functools.cache
def _thousand() -> Patients:
    return pharmacokinetics.virtual_patients(_PATIENTS)


def tocilizumab_patients(dose_mg_per_kg: float, interval_weeks: float, weight_kg: float) -> PatientBand:
    """Return tocilizumab in 1,000 virtual patients of `weight_kg`, over at least 16 weeks."""
    interval, dose = 7 * interval_weeks, dose_mg_per_kg * weight_kg
    number = _doses_shown(interval)
    exponent = population_course.SURFACE_EXPONENT * population_course.CLEARANCE_EXPONENT
    typical = pharmacokinetics.TOCILIZUMAB
    clearance = typical.clearance_L_per_d * (weight_kg / _WEIGHT_KG) ** exponent
    patients = population_course.of_weight(_thousand(), weight_kg)
    many = population_course.repeated_doses(dose, patients, interval, number)
    one = population_course.repeated_doses(dose, replace(typical, clearance_L_per_d=clearance), interval, number)
    days, everyone = many.times_d, many.concentration_mg_per_L
    kept = np.isclose(days % 2, 0) | (np.diff(days, append=-1) == 0)
    kept &= days + everyone[:, 0] > 0  # not the moment before the first dose
    low, median, high = _percentiles(everyone[kept])
    return PatientBand(
        dose_mg_per_kg=dose_mg_per_kg,
        interval_weeks=interval_weeks,
        weight_kg=weight_kg,
        patients=_PATIENTS,
        shown_d=max(7 * weeks * _doses_shown(7 * weeks) for weeks in INTERVALS_WEEKS),
        time_d=days[kept],
        low=low,
        median=median,
        mean=everyone[kept].mean(axis=1),
        high=high,
        typical=one.concentration_mg_per_L[kept, 0],
    )


def _doses_shown(interval_d: float) -> int:
    """Return how many whole intervals (days) it takes to show a course long enough."""
    return int(np.ceil(_AT_LEAST_D / interval_d))


def _percentiles(everyone: FloatArray) -> FloatArray:
    """Return the 5th, 50th and 95th percentile of each row: numpy's definition, without its overhead."""
    places = np.array([0.05, 0.5, 0.95]) * (everyone.shape[1] - 1)
    left = places.astype(int)
    ordered = np.partition(everyone, [*left, *(left + 1)], axis=1)
    share = places - left
    return ((1 - share) * ordered[:, left] + share * ordered[:, left + 1]).T


def tocilizumab_exposure(dose_mg_per_kg: float, patients: int = 10000, seed: int = 2010) -> TocilizumabExposure:
    """Return the exposure to the last of twelve four-weekly doses in virtual patients and in the typical one.

    Raises ValueError for a dose that is not zero or a positive number.
    """
    return _exposure(float(checks.not_negative(dose_mg_per_kg, "Dose", "mg/kg", 8.0)), patients, seed)


@functools.cache
def _exposure(dose_mg_per_kg: float, patients: int, seed: int) -> TocilizumabExposure:
    people = pharmacokinetics.virtual_patients(patients, seed)
    return TocilizumabExposure(
        everyone=_last(dose_mg_per_kg * people.weight_kg, people),
        typical=_last(_WEIGHT_KG * dose_mg_per_kg, pharmacokinetics.TOCILIZUMAB),
    )


def _last(dose_mg: float | FloatArray, patients: Patients | pharmacokinetics.TwoCompartment) -> Exposure:
    """Return the exposure to the last of twelve doses, in one patient or many."""
    return pharmacokinetics.population_exposure(dose_mg, patients).last


def spread(
    values: npt.ArrayLike, typical: npt.ArrayLike, *, title: str, quantity: str, unit: str, bins: int = 40
) -> Spread:
    """Return how `values`, one for each patient, are spread, beside the value of the `typical` patient.

    The highest two per cent are gathered in the last of the `bins`.
    """
    values = np.asarray(values, float)
    highest, mean = float(np.percentile(values, 98)), float(values.mean())
    counts, edges = np.histogram(np.minimum(values, highest), bins=bins, range=(0, highest))
    return Spread(
        title=title,
        quantity=quantity,
        unit=unit,
        patients=len(values),
        middle=(edges[:-1] + edges[1:]) / 2,
        share_percent=100 * counts / len(values),
        highest=highest,
        typical=np.asarray(typical, float).item(),
        median=float(np.median(values)),
        mean=mean,
        below_mean_percent=100 * float(np.mean(values < mean)),
    )


def dose_exposures(doses: npt.ArrayLike) -> dict[str, FloatArray]:
    """Return {drug: AUC of one interval at steady state, µg h/mL} over `doses` (mg/kg), typical patient of 70 kg."""
    doses = np.asarray(doses, float)
    tocilizumab = _last(_WEIGHT_KG * doses, pharmacokinetics.TOCILIZUMAB)
    siltuximab = _WEIGHT_KG * doses / pharmacokinetics.SILTUXIMAB.clearance_L_per_d
    return {"tocilizumab": tocilizumab.auc_h, "siltuximab": 24 * siltuximab}


def exposure_by_dose(
    doses: npt.ArrayLike, exposures: Mapping[str, npt.ArrayLike], *, reference: float
) -> ExposureByDose:
    """Return exposures as multiples of that at the `reference` dose: a straight line if kinetics are linear.

    `doses` are mg/kg (ascending), `exposures` maps a name to AUC over them. Raises ValueError unless the reference and
    twice the reference are among the doses.
    """
    row = np.asarray(doses, float)
    for needed in (reference, 2 * reference):
        if needed not in row:
            raise ValueError(
                f"The figure compares {say(reference)} and {say(2 * reference)} mg/kg: "
                f"add {say(needed)} to the doses, or name another reference."
            )
    multiples = (
        Course(course.name, course.values / course.values[row == reference]) for course in courses_over(row, exposures)
    )
    return ExposureByDose(row, reference, tuple(multiples))


# ---------------------------------------------------------------------------- the kidney


def anakinra_course(kidney_mL_per_min: float, interval_h: float, hours: float = 96.0) -> Course:
    """Return µg/mL of anakinra over `hours`, under 100 mg every `interval_h` hours.

    Clearance follows Yang 2003; volume and absorption are those of Jung 2023, whose absorption slows down with time: a
    constant rate is an approximation.
    """
    clearance = float(pharmacokinetics.anakinra_clearance(kidney_mL_per_min)) * _MIN_PER_DAY / _ML_PER_L
    drug = replace(pharmacokinetics.ANAKINRA, clearance_L_per_d=clearance)

    def after_one_dose(days: FloatArray) -> FloatArray:
        return pharmacokinetics.one_compartment(days, 100.0, drug)

    days, number = _hours(hours) / 24, int(np.ceil(hours / interval_h))
    course = pharmacokinetics.repeat_doses(after_one_dose, days, interval_h / 24, number)
    return Course(f"{kidney_mL_per_min:g} mL/min, every {interval_h:g} h", course)


def anakinra_kidney(kidney_mL_per_min: float, interval_h: float) -> DoseCourse:
    """Return anakinra over four days, for a kidney function and an interval, beside a normal kidney and 24 hours."""
    pair = (anakinra_course(kidney_mL_per_min, interval_h), anakinra_course(_NORMAL_KIDNEY, 24.0))
    courses = {course.name: course.values for course in pair}
    return dose_course(
        _hours(96.0), courses, title="Anakinra 100 mg under the skin (simulated; volume of healthy men)", unit="h"
    )


def _hours(hours: float) -> FloatArray:
    return denser(np.linspace(0, hours, 145), *np.arange(0, hours, 24), reach=8.0, points=25)
