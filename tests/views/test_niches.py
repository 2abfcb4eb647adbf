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


def test_the_cloud_is_the_profile_in_space():
    cloud, profile = views.niche_cloud(1000, 100, 10, 1), views.concentration_profile(1000, 100, 10, 1)
    assert cloud.reach_um == profile.reach_um
    assert cloud.cells[0].meets_pM == pytest.approx(profile.neighbour_pM)
    assert cloud.levels_um[2] == cloud.reach_um, "the shade of 1 pM ends where 1 pM ends"
    assert all(one.bound == pytest.approx(one.meets_pM / (one.meets_pM + 10)) for one in cloud.cells)


@pytest.mark.parametrize("secretion", [5.0, 10.0, 100.0])
def test_neighbours_are_counted_one_in_each_cube(secretion):
    cloud = views.niche_cloud(1000, 100, secretion, 1)
    far = cloud.reach_um / cloud.cell_spacing_um
    whole = range(-int(far) - 1, int(far) + 2)
    counted = sum(0 < x * x + y * y + z * z <= far * far for x in whole for y in whole for z in whole)
    assert cloud.neighbours == counted
    assert len(cloud.within) == sum(0 < x * x + y * y <= far * far for x in whole for y in whole)


def test_more_consumers_are_the_same_cells_and_others():
    few, many = (
        {(one.column, one.row) for one in views.niche_cloud(1000, percent, 10, 1).cells if one.consumes}
        for percent in (20, 60)
    )
    assert few < many
    assert len(many) / len(views.niche_cloud(1000, 60, 10, 1).cells) == pytest.approx(0.6, abs=0.01)


def test_a_whisper_has_no_cloud_that_counts():
    cloud = views.niche_cloud(5000, 100, 1, 50)
    assert (cloud.reach_um, cloud.neighbours, cloud.within) == (0, 0, ())
    with pytest.raises(ValueError, match="receptors"):
        views.niche_cloud(-1, 100, 10, 1)
