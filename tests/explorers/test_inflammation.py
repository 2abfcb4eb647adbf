"""Explorers of inflammation that meet a model: every option, every slider from end to end, and the thresholds."""

import itertools

import numpy as np
import pytest

from helpers import explorers, figures
from helpers.explorers import inflammation
from helpers.models import bistable, lps_challenge

WAYS = ("bolus", "4-hour infusion")
FITTED = ("the same experiment", "the other experiment")
CHANGES = tuple(inflammation._CHANGES)
DOSES = (0.5, 1.0, 1.5, 2.0, 3.0, 4.0)


@pytest.mark.parametrize(("way", "fitted", "change"), list(itertools.product(WAYS, FITTED, CHANGES)))
def test_every_challenge_can_be_drawn(way, fitted, change):
    for dose in (DOSES[0], 2.0, DOSES[-1]):
        courses, measured, fit, title, note = inflammation.challenge(way, fitted, change, dose)
        figure = figures.endotoxin_challenge(courses, measured, fit, title=title, note=note)
        assert len(courses) == (1 if change == "nothing" else 2)
        assert (measured is not None) == (fit is not None) == (dose == 2.0) == (note == "")
        assert "undefined" not in figure.description


def test_the_same_experiment_uses_its_own_numbers_and_the_other_one_not():
    own = inflammation.challenge("4-hour infusion", FITTED[0], "nothing", 2.0)
    other = inflammation.challenge("4-hour infusion", FITTED[1], "nothing", 2.0)
    expected = lps_challenge.goodness_of_fit(lps_challenge.INFUSION, lps_challenge.MEASURED_INFUSION)
    assert own[2] == expected
    course = own[0]["model"]
    assert pytest.approx(lps_challenge.simulate(lps_challenge.INFUSION, course.time_h).TNF) == course.TNF
    assert other[1] is own[1] is lps_challenge.MEASURED_INFUSION
    assert other[2]["TNF"].r_squared < 0 < own[2]["TNF"].r_squared


def test_half_the_dose_is_half_the_endotoxin():
    for way in WAYS:
        full = inflammation.challenge(way, FITTED[0], "nothing", 2.0)[0]["model"].endotoxin
        half = inflammation.challenge(way, FITTED[0], "nothing", 1.0)[0]["model"].endotoxin
        assert half == pytest.approx(full / 2, abs=1e-6)


def stops(name):
    return next(control["values"] for control in explorers.inflammation_switch().controls if control["name"] == name)


@pytest.mark.parametrize("begin", stops("begin"))
def test_the_threshold_told_is_the_threshold_found_by_simulation(begin):
    """Just below it the model itself settles low and just above it high, at every stop of both sliders."""
    late = np.array([0.0, 300.0])
    with_switch = 0
    for amplification, brake in itertools.product(stops("amplification"), stops("brake")):
        course, levels, threshold, _ = inflammation.switched(begin, 0.1, amplification, brake)
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
        course, levels, threshold, title = inflammation.switched(begin, level, amplification, brake)
        figure = figures.settling(course, levels, threshold, title=title)
        if threshold is not None:
            assert (level > threshold) == ("high state, at" in figure.description)


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
