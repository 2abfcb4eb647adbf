"""Th1 against Th2 cells as they are shown."""

import pytest

from helpers import figures, views


def test_who_is_ahead_is_told() -> None:
    usual = views.th1_against_th2(100.0, 60.0, 100.0)
    assert usual.ahead_d == (10.0, 146.0) and not usual.stays
    assert usual.needed_pg_per_ml == pytest.approx(8.543, abs=1e-3)
    words = figures.th1_against_th2(usual).description
    assert "at first 2.28 Th2 cells for each Th1 cell" in words and "more from day 10 to day 146" in words
    lasting = views.th1_against_th2(100.0, views.LAST_D, 100.0)
    assert lasting.stays and lasting.ahead_d == (10.0, 360.0)
    assert "IL-12 all the time" in figures.th1_against_th2(lasting).description
    assert "to the end; after 360 days 20.7 Th1 cells for each Th2" in figures.th1_against_th2(lasting).description


@pytest.mark.parametrize("il12", [0.0, 5.0])
def test_below_the_threshold_th1_cells_are_never_more(il12: float) -> None:
    view = views.th1_against_th2(il12, views.LAST_D, 100.0)
    assert view.ahead_d is None and view.needed_pg_per_ml > il12
    assert "Th1 cells are never more" in figures.th1_against_th2(view).description


def test_without_il12_its_days_say_nothing() -> None:
    first, second = (figures.th1_against_th2(views.th1_against_th2(0.0, days, 100.0)) for days in (30.0, 360.0))
    assert first.description == second.description and first.description.startswith("No IL-12")
    assert not [shape for shape in first.layout["shapes"] if shape["type"] == "line"]


def test_more_il10_asks_for_more_il12() -> None:
    needed = [views.th1_against_th2(0.0, 60.0, percent).needed_pg_per_ml for percent in (25.0, 100.0, 400.0)]
    assert needed == pytest.approx([1.872, 8.543, 28.99], abs=0.01)


def test_bad_input_is_a_sentence() -> None:
    with pytest.raises(ValueError, match="IL-12 must be"):
        views.th1_against_th2(-1.0, 60.0, 100.0)
    with pytest.raises(ValueError, match="p_I must be"):
        views.th1_against_th2(100.0, 60.0, 0.0)
    with pytest.raises(ValueError, match="Give less IL-10"):
        views.th1_against_th2(100.0, 60.0, 2e6)
