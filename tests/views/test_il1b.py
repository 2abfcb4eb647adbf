"""The making of IL-1β as a record: which steps happen, and what is lacking without one of the signals."""

import pytest

from helpers import tables, views


def test_every_step_of_the_table_is_there_in_its_order():
    view = views.il1b_release()
    assert [each.number for each in view.steps] == sorted(tables.load("il1b_steps")["step"])
    assert view.step == view.steps[-1].number and view.released
    assert {thing.key for thing in view.things} == set(tables.load("il1b_actors")["actor"])


@pytest.mark.parametrize(
    ("missing", "lacking", "there"),
    [("signal 1", "pro-IL-1β", "K⁺ leaves"), ("signal 2", "IL-1β", "pro-IL-1β")],
)
def test_without_one_signal_nothing_is_released(missing, lacking, there):
    view = views.il1b_release(missing=missing)
    found = {thing.key: thing.there for thing in view.things}
    assert not view.released and not found[lacking] and not found["free IL-1β"] and found[there]


def test_a_thing_begins_with_the_step_that_names_it_first():
    begins = {thing.key: thing.begins for thing in views.il1b_release().things}
    assert begins["TLR4"] == 1 and begins["caspase-1"] == 8 and begins["free IL-1β"] == 11


@pytest.mark.parametrize(
    ("choice", "sentence"),
    [({"step": 12}, "12 is not a step; the steps run from 1 to 11"), ({"missing": "TLR4"}, "'TLR4' cannot be missing")],
)
def test_what_is_not_there_is_refused(choice, sentence):
    with pytest.raises(ValueError, match=sentence):
        views.il1b_release(**choice)
