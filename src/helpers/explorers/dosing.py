"""Explorers of dose and time: clearance and volume, a thousand patients, the kidney."""

from helpers import figures, views
from helpers.explorers.engine import Explorer, Slider, Value, even_stops, explorer
from helpers.explorers.standing import StandingExplorer


@explorer
def linear_dosing(**start: Value) -> Explorer:
    """Explore repeated doses of a drug with linear kinetics: what clearance, volume, dose and interval decide.

    `start` sets the first value of a control by its name, for example `dose_mg_per_kg=22.0`.
    """
    return StandingExplorer(
        "Clearance, volume, dose and interval",
        [
            Slider("clearance_L_per_d", "Clearance", "L/d", (0.1, 0.15, 0.214, 0.265, 0.3, 0.428, 0.6), 0.214),
            Slider("central_L", "Central volume", "L", (2.0, 3.0, 3.66, 5.0, 7.32, 10.0), 3.66),
            Slider("dose_mg_per_kg", "Dose", "mg/kg", (3.0, 5.5, 8.0, 11.0, 15.0, 22.0), 11.0),
            Slider("interval_weeks", "Interval", "weeks", views.INTERVALS_WEEKS, 3.0),
        ],
        views.linear_dosing,
        figures.linear_dosing,
        {
            "Siltuximab 11 mg/kg every 3 weeks": {},
            "Twice the dose": {"dose_mg_per_kg": 22.0},
            "Twice the clearance": {"clearance_L_per_d": 0.428},
            "Twice the volume": {"central_L": 7.32},
            "Twice the interval": {"interval_weeks": 6.0},
            "With Castleman disease": {"clearance_L_per_d": 0.265},
        },
        start,
    )


@explorer
def tocilizumab_patients(**start: Value) -> Explorer:
    """Explore tocilizumab in 1,000 virtual patients: dose, interval and body weight.

    `start` sets the first value of a control by its name, for example `dose_mg_per_kg=4.0`.
    """
    return StandingExplorer(
        "A thousand patients on tocilizumab",
        [
            Slider("dose_mg_per_kg", "Dose", "mg/kg", even_stops(1, 12, 1), 8.0),
            Slider("interval_weeks", "Interval", "weeks", views.INTERVALS_WEEKS, 4.0),
            Slider("weight_kg", "Body weight of all patients", "kg", even_stops(40, 140, 10), 70.0),
        ],
        views.tocilizumab_patients,
        figures.tocilizumab_patients,
        {
            "8 mg/kg every 4 weeks": {"dose_mg_per_kg": 8.0, "interval_weeks": 4.0},
            "4 mg/kg every 4 weeks": {"dose_mg_per_kg": 4.0, "interval_weeks": 4.0},
            "4 mg/kg every 2 weeks": {"dose_mg_per_kg": 4.0, "interval_weeks": 2.0},
            "120 kg": {"weight_kg": 120.0},
            "50 kg": {"weight_kg": 50.0},
        },
        start,
    )


@explorer
def anakinra_kidney(**start: Value) -> Explorer:
    """Explore anakinra 100 mg under the skin: kidney function and interval.

    `start` sets the first value of a control by its name, for example `interval_h=48.0`.
    """
    function = "Kidney function (creatinine clearance)"
    return StandingExplorer(
        "Anakinra and the kidney",
        [
            Slider("kidney_mL_per_min", function, "mL/min", even_stops(0, 120, 10), 20.0),
            Slider("interval_h", "Interval", "h", (24.0, 48.0), 24.0),
        ],
        views.anakinra_kidney,
        figures.dose_course,
        {
            "Normal kidney": {"kidney_mL_per_min": 100.0, "interval_h": 24.0},
            "Severe impairment, every 24 h": {"kidney_mL_per_min": 20.0, "interval_h": 24.0},
            "Severe impairment, every 48 h": {"kidney_mL_per_min": 20.0, "interval_h": 48.0},
        },
        start,
    )
