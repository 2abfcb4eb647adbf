"""Canakinumab and its ligand as they are shown."""

import pytest

from helpers import figures, views


def test_the_published_numbers_are_shown() -> None:
    view = views.bound_il1b(150.0)
    words = figures.bound_il1b(view).description
    assert view.total_rise == pytest.approx(38.7, abs=0.05) and "to 38.7 times that" in words
    assert "peaks at 15.4 µg/mL" in words and "from 0.674 pg/mL" in words
    assert view.first_peak == pytest.approx((15.43, 5.67), abs=0.05) and "after 5.7 days" in words
    assert view.free_percent < view.free_end_percent < 100


def test_once_is_one_dose_and_no_drug_is_nothing() -> None:
    once = views.bound_il1b(150.0, doses="once")
    assert once.interval_weeks is None and once.free_end_percent > 99 and once.drug_ug_per_ml[-1] < 0.1
    nothing = views.bound_il1b(0.0)
    assert nothing.total_rise == pytest.approx(1) and "stays at 0.674" in figures.bound_il1b(nothing).description
    assert views.bound_il1b(150.0, kd_nM=0.1).free_percent < views.bound_il1b(150.0).free_percent


def test_bad_input_is_a_sentence() -> None:
    with pytest.raises(ValueError, match="There are no doses 'twice'"):
        views.bound_il1b(150.0, doses="twice")
    with pytest.raises(ValueError, match="Dose must be"):
        views.bound_il1b(-1.0)
