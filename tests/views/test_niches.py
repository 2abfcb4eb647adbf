"""The profile around a sender: it ends where it falls to the threshold."""

import math

import numpy as np
import pytest

from helpers import figures, views


def test_the_profile_crosses_the_threshold_where_the_reach_says():
    view = views.concentration_profile(1000, 100, 10, 1)
    assert np.interp(view.reach_um, view.distance_um, view.concentration_pM) == pytest.approx(1, rel=0.01)
    assert f"{view.reach_um:.1f} µm" in figures.concentration_profile(view).description


def test_a_whisper_reaches_nobody():
    view = views.concentration_profile(5000, 100, 1, 50)
    assert math.isnan(view.reach_um)
    assert "no neighbour receives the signal" in figures.concentration_profile(view).description


def test_a_neighbourhood_that_cannot_exist_is_a_sentence():
    with pytest.raises(ValueError, match="receptors"):
        views.concentration_profile(-1, 100, 10, 1)


def test_what_the_nearest_neighbour_meets():
    view = views.concentration_profile(1000, 100, 10, 1)
    assert view.neighbour_pM == pytest.approx(np.interp(20, view.distance_um, view.concentration_pM), rel=0.01)
    assert f"meets {view.neighbour_pM:.2g} pM" in figures.concentration_profile(view).description
