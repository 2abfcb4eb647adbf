"""A simulated plate as it is shown: inside, below and above the curve, the hook, wrong input."""

import pytest

from helpers import figures, views

TWO_STEPS, ONE_STEP = views.MIXINGS


def test_a_sample_inside_the_curve_is_read_with_its_interval() -> None:
    view = views.plate_reading(200.0, 1.0, 5.0)
    assert view.verdict == "read" and view.low_pg_per_ml < 200 < view.high_pg_per_ml
    words = figures.plate_reading(view).description
    assert "95 % interval" in words and "In truth it holds 200 pg/mL" in words
    inside = [views.plate_reading(200.0, 2.0, 5.0, TWO_STEPS, float(plate)) for plate in range(1, 41)]
    assert sum(each.low_pg_per_ml < 200 < each.high_pg_per_ml for each in inside) >= 35


def test_below_and_above_are_said() -> None:
    below, above = views.plate_reading(1.0, 10.0, 5.0), views.plate_reading(20_000.0, 1.0, 5.0)
    assert (below.verdict, above.verdict) == ("below the limit", "above the curve")
    assert "less than" in figures.plate_reading(below).description
    assert "dilute it" in figures.plate_reading(above).description
    diluted = views.plate_reading(20_000.0, 100.0, 5.0)
    assert diluted.verdict == "read" and diluted.read_pg_per_ml == pytest.approx(20_000, rel=0.15)


def test_the_hook_reads_far_too_little() -> None:
    hooked = views.plate_reading(1e6, 1.0, 5.0, ONE_STEP)
    assert hooked.verdict == "read" and hooked.read_pg_per_ml < 1000
    assert views.plate_reading(1e6, 1.0, 5.0, TWO_STEPS).verdict == "above the curve"
    assert views.plate_reading(1e6, 1000.0, 5.0, ONE_STEP).read_pg_per_ml == pytest.approx(1e6, rel=0.2)


def test_bad_input_is_a_sentence() -> None:
    with pytest.raises(ValueError, match="There is no mixing 'shaken'"):
        views.plate_reading(1.0, 1.0, 5.0, "shaken")
    with pytest.raises(ValueError, match="Concentration must be"):
        views.plate_reading(-1.0, 1.0, 5.0)
    with pytest.raises(ValueError, match="Scatter must be"):
        views.plate_reading(1.0, 1.0, 500.0)
