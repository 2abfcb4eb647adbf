"""Figures of dose and time: descriptions read what is plotted, every figure has a title, axes with units, a table."""

import numpy as np
import pandas as pd
import pytest

from helpers import figures, views

DAYS = np.array([0.0, 1.0, 2.0, 3.0])


def test_dose_course_reads_peak_and_last_value():
    figure = figures.dose_course(DAYS, {"drug": np.array([0.0, 4.0, 3.0, 1.0])}, title="A course (simulated)")
    assert figure.description == "drug: peak 4 µg/mL at 1 d, 1 µg/mL at 3 d."
    log = figures.dose_course(DAYS, {"drug": np.array([0.0, 4.0, 3.0, 1.0])}, title="A course (simulated)", log_y=True)
    assert log.layout["yaxis"]["type"] == "log"


def test_repeated_dosing_says_half_life_and_ends():
    figure = figures.repeated_dosing(DAYS, np.array([4.0, 2.0, 5.0, 3.0]), 3.5, 1.2, 6.0, (5.0, 3.0))
    for words in ("half-life is 1.2 d", "from day 6 on", "peak is 5 and the trough 3", "3.5 µg/mL"):
        assert words in figure.description


def test_band_is_closed_and_its_table_is_complete():
    low, mean, high = np.array([1.0, 1, 1, 1]), np.array([2.0, 2, 2, 2]), np.array([4.0, 4, 4, 4])
    figure = figures.patient_band(DAYS, low, high, mean, mean / 2, title="A band (simulated)", told="Told.")
    assert figure.traces[0]["x"] == [0, 1, 2, 3, 3, 2, 1, 0]
    assert figure.traces[0]["y"] == [4, 4, 4, 4, 1, 1, 1, 1]
    assert len(figure.table) == 5


def test_exposure_is_relative_to_the_reference_dose():
    figure = figures.exposure_by_dose([1, 2, 4], {"linear": [10, 20, 40], "bent": [5, 20, 60]}, reference=2)
    assert "From 2 to 4 mg/kg the exposure grows: linear 2-fold; bent 3-fold." in figure.description


def test_label_comparison_rounds_before_it_compares():
    row = {
        "dose": 4,
        "measure": "Cmax",
        "unit": "µg/mL",
        "label_mean": 100.0,
        "label_sd": 10.0,
        "simulated_mean": 102.4,
        "simulated_sd": 11.0,
        "tolerance": 0.05,
    }
    figure = figures.label_comparison([row, row | {"measure": "Cmin", "simulated_mean": 97.0}])
    assert "Cmax by 2 %, Cmin by 3 %" in figure.description
    assert figure.table["label: mean ± SD"][0] == "100 ± 10"


def test_spread_reads_typical_median_and_mean():
    values = np.array([1.0, 1, 1, 1, 6])
    figure = figures.spread(values, 0.9, title="Spread (simulated)", x_title="Cmin (µg/mL)", unit="µg/mL")
    assert "typical patient has 0.9, the median is 1 and the mean 2 µg/mL. 80 % of the 5 patients" in figure.description
    assert sum(figure.table["patients (%)"]) == pytest.approx(100)


def test_kidney_clearance_reads_means_and_regression():
    groups = [("normal", 80, 120, 170.0), ("dialysis", 0, 0, 42.5)]
    figure = figures.kidney_clearance(np.array([0.0, 120.0]), np.array([45.0, 248.0]), groups)
    assert "falls from 170 to 42.5 mL/min, to 25 %" in figure.description
    assert "45 mL/min at 0 to 248 mL/min at 120" in figure.description


def test_presentations_count_drugs_not_rows():
    table = pd.DataFrame(
        {
            "inn": ["a", "a", "b", "b"],
            "route": ["subcutaneous", "subcutaneous", "subcutaneous", "intravenous"],
            "presentation": ["pen", "pen", "vial", "vial"],
        }
    )
    figure = figures.presentations_by_route(table, "2026-01-02")
    assert "(as of 2026-01-02), 2 can be given under the skin and 1 into a vein; 1 come" in (figure.description)
    assert dict(zip(figure.table["presentation"], figure.table["subcutaneous (drugs)"], strict=True)) == {
        "pen": 1,
        "vial": 1,
    }
    assert "2026-01-02" in figure.title


def test_no_drug_and_doses_without_the_compared_pair_are_sentences():
    with pytest.raises(ValueError, match="Give a dose above zero"):
        figures.dose_course([0, 1], {"nothing": [0, 0]}, title="T", log_y=True)
    with pytest.raises(ValueError, match="compares 4 and 8 mg/kg: add 8 to the doses"):
        figures.exposure_by_dose([2, 4, 6], {"drug": [1, 2, 3]}, reference=4)


@pytest.mark.parametrize("courses", [{}, [1, 2], "drug A"])
def test_curves_need_names(courses):
    with pytest.raises(ValueError, match="Give at least one curve with its name"):
        views.concentration_response([1, 2], courses, title="T")


def test_a_curve_has_as_many_values_as_its_axis():
    with pytest.raises(ValueError, match="'drug A' has 3 values and the axis below it 2"):
        views.concentration_response([1, 2], {"drug A": [1, 2, 3]}, title="T")
    with pytest.raises(ValueError, match="'drug A' has 1 values and the axis below it 2"):
        figures.dose_course([0, 1], {"drug A": 5}, title="T")
