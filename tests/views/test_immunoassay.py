"""The sandwich immunoassay: steps in order, and what is held, read and missed."""

import pytest

from helpers import tables, views
from helpers.views.immunoassay import WELL


def test_steps_and_interferences_are_the_rows():
    view = views.sandwich_immunoassay()
    assert views.immunoassay_steps() == tuple(range(1, len(tables.load("immunoassay_steps")) + 1))
    assert views.interference_options() == tuple(tables.load("interferences")["interference"])
    assert view.finished and view.interference.mechanism == "none"
    assert [view.added(what) for what in ("capture", "analyte", "detection", "enzyme", "colour")] == [True] * 5


def test_what_is_not_yet_added_is_not_there():
    view = views.sandwich_immunoassay(2, "too much IL-6")
    assert view.added("analyte") and not view.added("detection") and not view.finished
    assert view.held == WELL < view.interference.molecules


@pytest.mark.parametrize("interference", views.interference_options())
def test_an_example_is_possible(interference):
    one = views.sandwich_immunoassay(5, interference).interference
    assert 0 <= one.read <= WELL
    assert (one.read > one.molecules) == (one.mechanism == "bridge")
    assert (one.read < one.molecules) == (one.mechanism in ("mask", "excess"))
    assert bool(one.remedy) == (one.mechanism != "none")


def test_what_is_unknown_is_said():
    with pytest.raises(ValueError, match="7 is not a step; the steps run from 1 to 5"):
        views.sandwich_immunoassay(7)
    with pytest.raises(ValueError, match="'haemolysis' is not an interference of the tables; choose one of: nothing"):
        views.sandwich_immunoassay(5, "haemolysis")
