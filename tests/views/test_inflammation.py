"""Explorers of inflammation that meet a model: every option, every slider from end to end, and the thresholds."""

import itertools

import numpy as np
import pytest

from helpers import explorers, figures, views
from helpers.models import bistable, lps_challenge

WAYS = ("bolus", "4-hour infusion")
FITTED = ("the same experiment", "the other experiment")
CHANGES = tuple(views.REMOVALS)
DOSES = (0.5, 1.0, 1.5, 2.0, 3.0, 4.0)


@pytest.mark.parametrize(("way", "fitted", "change"), list(itertools.product(WAYS, FITTED, CHANGES)))
def test_every_challenge_can_be_drawn(way, fitted, change):
    for dose in (DOSES[0], 2.0, DOSES[-1]):
        view = views.endotoxin_challenge(way, fitted, change, dose)
        figure = figures.endotoxin_challenge(view)
        assert len(view.courses) == (1 if change == "nothing" else 2)
        assert (view.measured is not None) == (view.fit is not None) == (dose == 2.0) == (view.note == "")
        assert "undefined" not in figure.description


def test_the_same_experiment_uses_its_own_numbers_and_the_other_one_not():
    own = views.endotoxin_challenge("4-hour infusion", FITTED[0], "nothing", 2.0)
    other = views.endotoxin_challenge("4-hour infusion", FITTED[1], "nothing", 2.0)
    expected = lps_challenge.goodness_of_fit(lps_challenge.INFUSION, lps_challenge.MEASURED_INFUSION)
    assert own.fit == expected
    course = own.courses[0].course
    assert pytest.approx(lps_challenge.simulate(lps_challenge.INFUSION, course.time_h).TNF) == course.TNF
    assert other.measured is own.measured is lps_challenge.MEASURED_INFUSION
    assert other.fit["TNF"].r_squared < 0 < own.fit["TNF"].r_squared


def test_half_the_dose_is_half_the_endotoxin():
    for way in WAYS:
        full = views.endotoxin_challenge(way, FITTED[0], "nothing", 2.0).courses[0].course.endotoxin
        half = views.endotoxin_challenge(way, FITTED[0], "nothing", 1.0).courses[0].course.endotoxin
        assert half == pytest.approx(full / 2, abs=1e-6)


def stops(name):
    return next(control["values"] for control in explorers.inflammation_switch().controls if control["name"] == name)


@pytest.mark.parametrize("begin", stops("begin"))
def test_the_threshold_told_is_the_threshold_found_by_simulation(begin):
    """Just below it the model itself settles low and just above it high, at every stop of both sliders."""
    late = np.array([0.0, 300.0])
    with_switch = 0
    for amplification, brake in itertools.product(stops("amplification"), stops("brake")):
        view = views.inflammation_switch(begin, 0.1, amplification, brake)
        course, levels, threshold = view.course, view.stable_levels, view.threshold
        assert (threshold is None) == (len(levels) == 1)
        if threshold is not None:
            with_switch += 1
            switch = bistable.Switch(alpha2=amplification, alpha4=brake)
            below = bistable.simulate(late, course.anti[0], 0.98 * threshold, switch).pro[-1]
            above = bistable.simulate(late, course.anti[0], 1.02 * threshold, switch).pro[-1]
            assert below == pytest.approx(levels[0], rel=1e-3)
            assert above == pytest.approx(levels[1], rel=1e-3)
    assert with_switch > 10


@pytest.mark.parametrize("begin", stops("begin"))
def test_every_level_can_be_drawn_and_ends_where_the_sentence_says(begin):
    for level, amplification, brake in itertools.product(stops("level"), (1.0, 4.0, 7.0), (0.5, 2.0, 3.5)):
        view = views.inflammation_switch(begin, level, amplification, brake)
        figure = figures.settling(view)
        if view.threshold is not None:
            assert (level > view.threshold) == ("high state, at" in figure.description)


def test_the_presets_tell_the_story():
    explorer = explorers.inflammation_switch()
    ends = {name: explorer.at(**values).description for name, values in explorer.presets.items()}
    assert "low state" in ends["Small trigger"] and "high state" in ends["Larger trigger"]
    assert "low state" in ends["Treatment: lower the level"]
    assert "one stable state" in ends["Treatment: stronger brake"]


def test_a_wrong_choice_is_a_sentence():
    with pytest.raises(ValueError, match="not a value of 'Take away'"):
        explorers.endotoxin_challenge().at(change="remove IL-99")
    with pytest.raises(ValueError, match="There is no control 'dose'"):
        explorers.endotoxin_challenge().at(dose=2)


def test_the_model_without_a_member_is_that_of_the_explorer():
    for change in CHANGES[1:]:
        alone, explored = views.endotoxin_without(change), views.endotoxin_challenge("bolus", FITTED[0], change, 2.0)
        assert [one.course is other.course for one, other in zip(alone.courses, explored.courses, strict=True)] == [
            True
        ] * 2
        assert alone.measured is None and alone.title.endswith("(simulated)")
    with pytest.raises(ValueError, match="What is taken away must be one of 'remove IL-10'"):
        views.endotoxin_without("nothing")
    with pytest.raises(ValueError, match="The way must be one of"):
        views.endotoxin_without("remove IL-10", way="by mouth")


def test_only_one_of_two_r_squared_sees_a_shift():
    for shift in (-100, 150):
        table = views.two_r_squared(shift)
        assert table["1 - SSE/SST"][1] < table["1 - SSE/SST"][0]
        assert table["squared correlation"].nunique() == 1
    assert views.two_r_squared(0).iloc[0, 1] == views.two_r_squared(0).iloc[1, 1]
    with pytest.raises(ValueError, match="The shift must be a finite number of pg/mL"):
        views.two_r_squared("much")


def test_the_high_state_goes_where_the_brake_is_strong():
    states = views.switch_by_brake()
    assert [len(levels) for levels in states.levels] == sorted((len(one) for one in states.levels), reverse=True)
    assert (len(states.levels[0]), len(states.levels[-1])) == (3, 1) and states.brakes[0] == 0.5
    last = [levels for levels in states.levels if len(levels) == 3][-1]
    assert last[2] - last[1] < 0.005, "the high state and the threshold meet"
