"""Two steps to a Th1 cell as they are shown."""

import pytest

from helpers import figures, views


def test_two_steps_are_told() -> None:
    usual = views.th1_steps(100.0, 0.0, 34.0)
    assert (
        usual.lasts
        and usual.late_percent == pytest.approx(100)
        and usual.needed_percent == pytest.approx(70.03, abs=0.01)
    )
    words = figures.th1_steps(usual).description
    assert "it takes more than 70 % of the IL-12" in words and "drive each other on" in words
    half = views.th1_steps(50.0, 0.0, 34.0)
    assert not half.lasts and half.late_percent < usual.late_percent
    assert "T-bet does not last" in figures.th1_steps(half).description
    blocked = views.th1_steps(100.0, 100.0, 34.0)
    assert blocked.first_percent < 0.3 * usual.first_percent
    assert "100 % of interferon-γ blocked" in figures.th1_steps(blocked).description


def test_bad_input_is_a_sentence() -> None:
    with pytest.raises(ValueError, match="IL-12 must be"):
        views.th1_steps(-1.0, 0.0, 34.0)
    with pytest.raises(ValueError, match="Blocked share must be"):
        views.th1_steps(100.0, 200.0, 34.0)
