"""CRP under an antibody as it is shown."""

import pytest

from helpers import figures, views


def test_the_published_numbers_are_shown() -> None:
    view = views.crp_suppressed("anti-IL-6R", 300.0, 4.0)
    assert view.suppressed_percent[0] == pytest.approx(59.4, abs=0.05)
    assert view.suppressed_percent[1] == pytest.approx(6.9, abs=0.2)
    assert (
        "CRP is 59 % lower than before in week 2, 7 % in week 4 and 94 % in week 8"
        in figures.crp_suppressed(view).description
    )
    often = views.crp_suppressed("anti-IL-6R", 300.0, 2.0)
    assert often.suppressed_percent[1] > 90 > view.suppressed_percent[1]
    assert views.crp_suppressed("anti-IL-6", 300.0, 4.0).suppressed_percent[1] == pytest.approx(86.7, abs=0.05)


def test_without_a_dose_nothing_happens_and_bad_input_is_a_sentence() -> None:
    nothing = views.crp_suppressed("anti-IL-6", 0.0, 4.0)
    assert nothing.crp_percent.min() == pytest.approx(100) and "stays" in figures.crp_suppressed(nothing).description
    with pytest.raises(ValueError, match="Drug must be one of"):
        views.crp_suppressed("anakinra", 300.0, 4.0)
    with pytest.raises(ValueError, match="Interval must be"):
        views.crp_suppressed("anti-IL-6", 300.0, -1.0)
