"""Figures of dose and time: descriptions read what is plotted, every figure has a title, axes with units, a table."""

import numpy as np
import pytest

from helpers import figures, views

DAYS = np.array([0.0, 1.0, 2.0, 3.0])


def test_dose_course_reads_peak_and_last_value():
    courses = {"drug": [0.0, 4.0, 3.0, 1.0]}
    figure = figures.dose_course(views.dose_course(DAYS, courses, title="A course (simulated)"))
    assert figure.description == "drug: peak 4 µg/mL at 1 d, 1 µg/mL at 3 d."
    log = figures.dose_course(views.dose_course(DAYS, courses, title="A course (simulated)", log=True))
    assert log.layout["yaxis"]["type"] == "log"


def test_repeated_dosing_says_half_life_and_ends():
    view = views.LinearDosing(
        time_d=DAYS,
        concentration_ug_per_mL=np.array([4.0, 2.0, 5.0, 3.0]),
        average_ug_per_mL=3.5,
        half_life_d=1.2,
        reached_d=6.0,
        peak_ug_per_mL=5.0,
        trough_ug_per_mL=3.0,
    )
    figure = figures.linear_dosing(view)
    for words in ("half-life is 1.2 d", "from day 6 on", "peak is 5 and the trough 3", "3.5 µg/mL"):
        assert words in figure.description


def test_band_is_closed_and_its_table_is_complete():
    low, mean, high = (np.full(4, value) for value in (1.0, 2.0, 4.0))
    view = views.PatientBand(
        dose_mg_per_kg=8.0,
        interval_weeks=4.0,
        weight_kg=70.0,
        patients=1000,
        shown_d=4.0,
        time_d=DAYS,
        low=low,
        median=mean,
        mean=mean,
        high=high,
        typical=mean / 2,
    )
    figure = figures.tocilizumab_patients(view)
    assert figure.traces[0]["x"] == [0, 1, 2, 3, 3, 2, 1, 0]
    assert figure.traces[0]["y"] == [4, 4, 4, 4, 1, 1, 1, 1]
    assert len(figure.table) == 5
    assert "With 560 mg every 4 weeks, the last trough of the typical patient is 1 µg/mL." in figure.description
    assert "1,000 simulated patients the mean is 2, the median 2, and the band runs from 1 to 4" in figure.description


def test_exposure_is_relative_to_the_reference_dose():
    view = views.exposure_by_dose([1, 2, 4], {"linear": [10, 20, 40], "bent": [5, 20, 60]}, reference=2)
    figure = figures.exposure_by_dose(view)
    assert "From 2 to 4 mg/kg the exposure grows: linear 2-fold; bent 3-fold." in figure.description


def test_spread_reads_typical_median_and_mean():
    view = views.spread([1.0, 1, 1, 1, 6], 0.9, title="Spread (simulated)", quantity="Cmin", unit="µg/mL")
    figure = figures.spread(view)
    assert "typical patient has 0.9, the median is 1 and the mean 2 µg/mL. 80 % of the 5 patients" in figure.description
    assert sum(figure.table["patients (%)"]) == pytest.approx(100)
    assert figure.layout["xaxis"]["title"]["text"] == "Cmin (µg/mL; last bar: all above)"
