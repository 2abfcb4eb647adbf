"""One patient's year: what the label says of heavy patients, late and missing doses, antibodies, wrong words."""

import itertools

import numpy as np
import pytest

from helpers import tables, views
from helpers.models import pharmacokinetics

ON_TIME = (views.STARTS[0], views.MISSED[0], views.ANTIBODIES[0])


def steady(weight_kg: float, dose_mg: float) -> float:
    return views.patient_plan(weight_kg, dose_mg, *ON_TIME).trough_ug_per_mL[-1]


def test_the_plan_is_that_of_the_label_and_its_levels_are_those_of_the_model():
    view = views.patient_plan(90.0, 45.0, *ON_TIME)
    assert view.given_weeks == views.PLAN_WEEKS == (0, 4, 16, 28, 40)
    assert view.half_life_d == pytest.approx(pharmacokinetics.half_lives(pharmacokinetics.USTEKINUMAB).elimination_d)
    expected = pharmacokinetics.repeat_doses(
        lambda days: pharmacokinetics.one_compartment(days, 45, pharmacokinetics.USTEKINUMAB), [84.0], 28, 2
    )
    assert np.interp(12, view.weeks, view.level_ug_per_mL) == pytest.approx(expected[0], rel=1e-3)
    rows = tables.load("pk_parameters").set_index("pk")["value"]
    assert view.trough_ug_per_mL[-1] == pytest.approx(rows["ustekinumab-cmin-de_keyser_2019"], rel=0.1)
    assert view.watched_ug_per_mL == rows["ustekinumab-cmin-elberdin_2022-3"]


def test_a_double_dose_above_100_kg_gives_what_one_gives_below_as_the_label_says():
    assert steady(115.0, 90.0) == pytest.approx(steady(80.0, 45.0), rel=0.15)
    assert steady(104.0, 45.0) < 0.8 * steady(90.0, 45.0)
    heavy, light = (views.patient_plan(kg, 90.0, *ON_TIME) for kg in (130.0, 70.0))
    assert heavy.half_life_d < light.half_life_d


def test_late_and_missing_doses_and_antibodies_lower_the_trough():
    start, missed, antibodies = ON_TIME
    usual = views.patient_plan(104.0, 90.0, *ON_TIME)
    late = views.patient_plan(104.0, 90.0, start, views.MISSED[1], antibodies)
    left_out = views.patient_plan(104.0, 90.0, start, views.MISSED[2], antibodies)
    assert late.given_weeks == (0, 4, 16, 32, 40) and left_out.given_weeks == (0, 4, 16, 40)
    assert min(left_out.trough_ug_per_mL) < min(late.trough_ug_per_mL) < min(usual.trough_ug_per_mL)
    assert late.trough_ug_per_mL[-1] == pytest.approx(usual.trough_ug_per_mL[-1], rel=0.1)
    fought = views.patient_plan(104.0, 90.0, start, missed, "from week 28")
    assert fought.trough_ug_per_mL[:3] == usual.trough_ug_per_mL[:3]
    assert fought.trough_ug_per_mL[-1] < 0.01 * usual.trough_ug_per_mL[-1]
    alone = views.patient_plan(104.0, 90.0, views.STARTS[1], missed, antibodies)
    assert alone.trough_ug_per_mL[0] < 0.5 * usual.trough_ug_per_mL[1]
    assert alone.trough_ug_per_mL[-1] == pytest.approx(usual.trough_ug_per_mL[-1], rel=0.01)


def test_every_state_has_a_trough_before_every_later_dose():
    for words in itertools.product(views.STARTS, views.MISSED, views.ANTIBODIES):
        view = views.patient_plan(104.0, 90.0, *words)
        assert view.trough_weeks == (*view.given_weeks[1:], 52)
        assert all(level > 0 for level in view.trough_ug_per_mL)


def test_wrong_input_is_said():
    with pytest.raises(ValueError, match="Start must be one of"):
        views.patient_plan(104.0, 90.0, "none", *ON_TIME[1:])
    with pytest.raises(ValueError, match="Weight must be"):
        views.patient_plan(0.0, 90.0, *ON_TIME)
    with pytest.raises(ValueError, match="Dose must be"):
        views.patient_plan(104.0, -1.0, *ON_TIME)
