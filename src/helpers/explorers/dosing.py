"""Explorers of dose and time: clearance and volume, a thousand patients, the kidney, the skin."""

import functools
from dataclasses import replace

import numpy as np

from helpers import figures
from helpers.explorers.engine import Explorer, Slider, Value, even_stops, explorer
from helpers.models import checks, pharmacokinetics, population_course

_WEEKS = (1.0, 2.0, 3.0, 4.0, 6.0, 8.0)
_PATIENTS = 1000
_MIN_PER_DAY, _ML_PER_L = 1440, 1000
_NORMAL_KIDNEY = 100.0


def linear_dosing_at(clearance_L_per_d, central_L, dose_mg_per_kg, interval_weeks):
    """Return what `figures.repeated_dosing` draws, for siltuximab with another clearance or central volume.

    A patient of 70 kg gets injections into the vein for 24 weeks; exchange and peripheral volume are
    those of Nikanjam 2019.
    """
    drug = replace(pharmacokinetics.SILTUXIMAB, clearance_L_per_d=clearance_L_per_d, central_L=central_L)
    dose, interval = 70 * dose_mg_per_kg, 7 * interval_weeks
    number = round(24 / interval_weeks)
    within = np.linspace(0, interval, max(5, 120 // number))
    within[-1] -= 1e-6  # just before the next dose
    days = (interval * np.arange(number)[:, None] + within).ravel()
    course = pharmacokinetics.repeat_doses(
        lambda since: pharmacokinetics.two_compartment_bolus(since, dose, drug), days, interval, number
    )
    troughs = course.reshape(number, -1)[:, -1]
    later = np.arange(1, 400) * interval
    steady = float(np.sum(pharmacokinetics.two_compartment_bolus(later, dose, drug)))
    building = np.cumsum(pharmacokinetics.two_compartment_bolus(later, dose, drug))
    reached = interval * (1 + int(np.flatnonzero(building >= 0.9 * steady)[0]))
    average = float(pharmacokinetics.average_concentration(dose, interval, clearance_L_per_d))
    half_life = float(pharmacokinetics.half_lives(drug).elimination_d)
    return (
        np.round(days, 3),
        course,
        average,
        half_life,
        reached,
        (float(course.reshape(number, -1)[-1, 0]), float(troughs[-1])),
    )


@explorer
def linear_dosing(**start: Value) -> Explorer:
    """Explore repeated doses of a drug with linear kinetics: what clearance, volume, dose and interval decide.

    `start` sets the first value of a control by its name, for example ``dose_mg_per_kg=22.0``.
    """
    return Explorer(
        "Clearance, volume, dose and interval",
        [
            Slider("clearance_L_per_d", "Clearance", "L/d", (0.1, 0.15, 0.214, 0.3, 0.428, 0.6), 0.214),
            Slider("central_L", "Central volume", "L", (2.0, 3.0, 3.66, 5.0, 7.32, 10.0), 3.66),
            Slider("dose_mg_per_kg", "Dose", "mg/kg", (3.0, 5.5, 8.0, 11.0, 15.0, 22.0), 11.0),
            Slider("interval_weeks", "Interval", "weeks", _WEEKS, 3.0),
        ],
        linear_dosing_at,
        lambda result: figures.repeated_dosing(*result),
        {
            "Siltuximab 11 mg/kg every 3 weeks": {
                "clearance_L_per_d": 0.214,
                "central_L": 3.66,
                "dose_mg_per_kg": 11.0,
                "interval_weeks": 3.0,
            },
            "Twice the dose": {"dose_mg_per_kg": 22.0},
            "Twice the clearance": {"clearance_L_per_d": 0.428},
            "Twice the volume": {"central_L": 7.32},
            "Twice the interval": {"interval_weeks": 6.0},
        },
        start,
    )


@functools.cache
def _thousand():
    return pharmacokinetics.virtual_patients(_PATIENTS)


def tocilizumab_patients_at(dose_mg_per_kg, interval_weeks, weight_kg):
    """Return what `figures.patient_band` draws: 1,000 virtual patients of `weight_kg` over at least 16 weeks."""
    interval = 7 * interval_weeks
    number = int(np.ceil(112 / interval))
    dose = dose_mg_per_kg * weight_kg
    patients = population_course.of_weight(_thousand(), weight_kg)
    exponent = population_course.SURFACE_EXPONENT * population_course.CLEARANCE_EXPONENT
    typical = pharmacokinetics.TOCILIZUMAB
    typical = replace(typical, clearance_L_per_d=typical.clearance_L_per_d * (weight_kg / 70) ** exponent)
    many = population_course.repeated_doses(dose, patients, interval, number)
    days, everyone = many.times_d, many.concentration_mg_per_L
    one = population_course.repeated_doses(dose, typical, interval, number).concentration_mg_per_L[:, 0]
    kept = np.isclose(days % 2, 0) | (np.diff(days, append=-1) == 0)
    kept &= days + everyone[:, 0] > 0  # not the moment before the first dose
    low, middle, high = _percentiles(everyone[kept])
    mean = everyone[kept].mean(axis=1)
    say = figures.number_words
    told = (
        f"With {say(dose)} mg every {interval_weeks:g} weeks, the last trough of the typical patient is "
        f"{say(float(one[-1]))} µg/mL. Over 1,000 simulated patients the mean is {say(float(mean[-1]))}, the median "
        f"{say(float(middle[-1]))}, and the band runs from {say(float(low[-1]))} to {say(float(high[-1]))} µg/mL."
    )
    title = f"Tocilizumab {dose_mg_per_kg:g} mg/kg every {interval_weeks:g} weeks, {weight_kg:g} kg (simulated)"
    return days[kept], low, high, mean, one[kept], title, told


def _percentiles(everyone):
    """Return the 5th, 50th and 95th percentile of each row: numpy's definition, without its overhead."""
    places = np.array([0.05, 0.5, 0.95]) * (everyone.shape[1] - 1)
    left = places.astype(int)
    ordered = np.partition(everyone, [*left, *(left + 1)], axis=1)
    share = places - left
    return ((1 - share) * ordered[:, left] + share * ordered[:, left + 1]).T


@explorer
def tocilizumab_patients(**start: Value) -> Explorer:
    """Explore tocilizumab in 1,000 virtual patients: dose, interval and body weight.

    `start` sets the first value of a control by its name, for example ``dose_mg_per_kg=4.0``.
    """
    return Explorer(
        "A thousand patients on tocilizumab",
        [
            Slider("dose_mg_per_kg", "Dose", "mg/kg", even_stops(1, 12, 1), 8.0),
            Slider("interval_weeks", "Interval", "weeks", _WEEKS, 4.0),
            Slider("weight_kg", "Body weight of all patients", "kg", even_stops(40, 140, 10), 70.0),
        ],
        tocilizumab_patients_at,
        lambda r: figures.patient_band(*r[:5], title=r[5], told=r[6]),
        {
            "8 mg/kg every 4 weeks": {"dose_mg_per_kg": 8.0, "interval_weeks": 4.0},
            "4 mg/kg every 4 weeks": {"dose_mg_per_kg": 4.0, "interval_weeks": 4.0},
            "4 mg/kg every 2 weeks": {"dose_mg_per_kg": 4.0, "interval_weeks": 2.0},
            "120 kg": {"weight_kg": 120.0},
            "50 kg": {"weight_kg": 50.0},
        },
        start,
    )


@functools.cache
def tocilizumab_exposure(dose_mg_per_kg, patients=10000, seed=2010):
    """Return (`Exposure` of the last of twelve four-weekly doses in virtual patients, that of the typical patient).

    Raises ValueError for a dose that is not zero or a positive number.
    """
    dose_mg_per_kg = checks.not_negative(dose_mg_per_kg, "Dose", "mg/kg", 8.0)
    people = pharmacokinetics.virtual_patients(patients, seed)
    many = pharmacokinetics.population_exposure(dose_mg_per_kg * people.weight_kg, people)
    typical = pharmacokinetics.population_exposure(70.0 * dose_mg_per_kg, pharmacokinetics.TOCILIZUMAB)
    return many.last, typical.last


_MEASURES = (("Cmax", "cmax", "µg/mL", 0.05), ("Cmin", "cmin", "µg/mL", 0.15), ("AUC", "auc_h", "µg h/mL", 0.05))


def label_rows():
    """Return what `figures.label_comparison` draws: tocilizumab at 4 and 8 mg/kg, simulated and by the label."""
    rows = []
    for dose in (4, 8):
        simulated, _ = tocilizumab_exposure(dose)
        for measure, field, unit, tolerance in _MEASURES:
            mean, sd = pharmacokinetics.LABEL_EXPOSURE[dose][field]
            values = getattr(simulated, field)
            rows.append(
                {
                    "dose": dose,
                    "measure": measure,
                    "unit": unit,
                    "label_mean": mean,
                    "label_sd": sd,
                    "simulated_mean": float(values.mean()),
                    "simulated_sd": float(values.std()),
                    "tolerance": tolerance,
                }
            )
    return rows


def dose_exposures(doses):
    """Return {drug: AUC of one interval at steady state, µg h/mL} over `doses` (mg/kg), typical patient of 70 kg."""
    doses = np.asarray(doses, float)
    last = pharmacokinetics.population_exposure(70 * doses, pharmacokinetics.TOCILIZUMAB).last
    siltuximab = 70 * doses / pharmacokinetics.SILTUXIMAB.clearance_L_per_d
    return {"tocilizumab": last.auc_h, "siltuximab": 24 * siltuximab}


def anakinra_course(kidney_mL_per_min, interval_h, hours=96.0):
    """Return (hours, µg/mL, average at steady state in µg/mL) under 100 mg of anakinra, for a kidney function.

    Clearance follows Yang 2003; volume and absorption are those of Jung 2023.
    """
    clearance = float(pharmacokinetics.anakinra_clearance(kidney_mL_per_min)) * _MIN_PER_DAY / _ML_PER_L
    drug = replace(pharmacokinetics.ANAKINRA, clearance_L_per_d=clearance)
    times = np.linspace(0, hours, 145)
    course = pharmacokinetics.repeat_doses(
        lambda since: pharmacokinetics.one_compartment(since, 100.0, drug),
        times / 24,
        interval_h / 24,
        int(np.ceil(hours / interval_h)),
    )
    return times, course, float(pharmacokinetics.average_concentration(100.0, interval_h / 24, clearance))


def anakinra_kidney_at(kidney_mL_per_min, interval_h):
    """Return (hours, {name: µg/mL}): the chosen kidney function and interval beside a normal kidney and 24 h."""
    hours, chosen, _ = anakinra_course(kidney_mL_per_min, interval_h)
    _, normal, _ = anakinra_course(_NORMAL_KIDNEY, 24.0)
    return hours, {
        f"{kidney_mL_per_min:g} mL/min, every {interval_h:g} h": chosen,
        f"{_NORMAL_KIDNEY:g} mL/min, every 24 h": normal,
    }


@explorer
def anakinra_kidney(**start: Value) -> Explorer:
    """Explore anakinra 100 mg under the skin: kidney function and interval.

    `start` sets the first value of a control by its name, for example ``interval_h=48.0``.
    """
    return Explorer(
        "Anakinra and the kidney",
        [
            Slider(
                "kidney_mL_per_min", "Kidney function (creatinine clearance)", "mL/min", even_stops(0, 120, 10), 20.0
            ),
            Slider("interval_h", "Interval", "h", (24.0, 48.0), 24.0),
        ],
        anakinra_kidney_at,
        lambda r: figures.dose_course(*r, title="Anakinra 100 mg under the skin (simulated)", unit="h"),
        {
            "Normal kidney": {"kidney_mL_per_min": 100.0, "interval_h": 24.0},
            "Severe impairment, every 24 h": {"kidney_mL_per_min": 20.0, "interval_h": 24.0},
            "Severe impairment, every 48 h": {"kidney_mL_per_min": 20.0, "interval_h": 48.0},
        },
        start,
    )


KIDNEY_RANGES = ((80.0, 120.0), (50.0, 80.0), (30.0, 49.0), (0.0, 30.0), (0.0, 0.0))


def kidney_groups():
    """Return what `figures.kidney_clearance` draws: kidney functions, the regression, and the measured groups."""
    kidney = np.linspace(0, 120, 25)
    measured = pharmacokinetics.ANAKINRA_CLEARANCE_BY_KIDNEY_ML_PER_MIN
    groups = [(name, *limits, mean) for (name, mean), limits in zip(measured.items(), KIDNEY_RANGES, strict=True)]
    return kidney, pharmacokinetics.anakinra_clearance(kidney), groups


def skin_or_vein_at(bioavailability, absorption_half_life_d):
    """Return (days, {way: µg/mL}, both areas in µg d/mL) after 150 mg of canakinumab by two ways."""
    days = np.concatenate([np.linspace(0, 14, 57), np.linspace(15, 84, 70)])
    drug = replace(
        pharmacokinetics.CANAKINUMAB,
        bioavailability=bioavailability,
        absorption_per_d=float(np.log(2) / absorption_half_life_d),
    )
    area = 150.0 / drug.clearance_L_per_d
    courses = {
        "into the vein": pharmacokinetics.two_compartment_bolus(days, 150.0, drug),
        "under the skin": pharmacokinetics.two_compartment_absorption(days, 150.0, drug),
    }
    return days, courses, (area, bioavailability * area)


def _draw_ways(result):
    days, courses, areas = result
    figure = figures.dose_course(
        days, courses, title="150 mg of canakinumab by two ways (simulated)", label_at=[(10, "right"), (75, "left")]
    )
    vein, skin = (figures.number_words(area) for area in areas)
    figure.description += (
        f" The whole area under the curve is {vein} µg d/mL by the vein and {skin} µg d/mL by the skin."
    )
    return figure


@explorer
def skin_or_vein(**start: Value) -> Explorer:
    """Explore one dose of canakinumab under the skin beside the same dose into the vein.

    `start` sets the first value of a control by its name, for example ``bioavailability=1.0``.
    """
    return Explorer(
        "Under the skin or into the vein",
        [
            Slider(
                "bioavailability",
                "Bioavailability (fraction that arrives)",
                "",
                (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0),
                0.7,
            ),
            Slider(
                "absorption_half_life_d", "Half-life of absorption", "d", (0.1, 0.5, 1.0, 2.0, 2.58, 5.0, 10.0), 2.58
            ),
        ],
        skin_or_vein_at,
        _draw_ways,
        {
            "Canakinumab": {"bioavailability": 0.7, "absorption_half_life_d": 2.58},
            "All of it arrives": {"bioavailability": 1.0},
            "Faster absorption": {"absorption_half_life_d": 0.5},
            "Slower absorption": {"absorption_half_life_d": 10.0},
        },
        start,
    )
