"""IL-6 on a liver cell: the view shows the model, and says where it peaks."""

import pytest

from helpers import figures, views


def test_the_published_numbers_are_shown() -> None:
    usual = views.il6_to_pstat3(40.0)
    assert (usual.peak_nM, usual.peak_min) == (pytest.approx(15.08, abs=0.005), pytest.approx(16, abs=0.5))
    assert usual.later_nM == pytest.approx(4.91, abs=0.005)
    drugged = views.il6_to_pstat3(40.0, 500.0)
    assert (drugged.peak_nM, drugged.peak_min) == (pytest.approx(6.71, abs=0.005), pytest.approx(28, abs=0.5))
    assert drugged.undrugged_peak_nM == usual.peak_nM


def test_a_drug_that_is_not_given_has_no_time_and_nothing_happens_without_il6() -> None:
    assert views.il6_to_pstat3(40.0, 0.0, 60.0).pstat3_nM.tolist() == views.il6_to_pstat3(40.0).pstat3_nM.tolist()
    quiet = views.il6_to_pstat3(0.0)
    assert quiet.peak_min == 0 and quiet.peak_nM == pytest.approx(quiet.later_nM, rel=1e-6)
    washed = views.il6_to_pstat3(40.0, washed_out="5")
    assert washed.washed_out_min == 5 and washed.peak_nM < 15 and washed.pstat3_nM[-1] < 1


def test_the_description_is_computed() -> None:
    words = figures.il6_to_pstat3(views.il6_to_pstat3(40.0, 500.0, 60.0, "30")).description
    assert "washed out after 30 min" in words and "500 nM at 60 min; without it the peak is 15.1 nM" in words
    assert "Ruxolitinib" not in figures.il6_to_pstat3(views.il6_to_pstat3(40.0)).description


def test_bad_input_is_a_sentence() -> None:
    with pytest.raises(ValueError, match="IL-6 must be zero or a positive number of ng/mL"):
        views.il6_to_pstat3(-1.0)
    with pytest.raises(ValueError, match="Ruxolitinib must be"):
        views.il6_to_pstat3(40.0, -5.0)
