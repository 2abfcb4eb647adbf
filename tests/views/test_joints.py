"""A rheumatoid joint: what is held stops, what loses a reason weakens, through others as well."""

import pytest

from helpers import tables, views


def numbers(view, state):
    return {each.number for each in view.in_state(state)}


def test_every_row_is_a_message_and_nothing_is_held_at_first():
    view = views.rheumatoid_joint()
    assert numbers(view, "sent") == set(tables.load("joint_signals")["signal"])
    assert (view.hub, view.answer) == ("synovial fibroblast", "IL-6")
    assert sum(len(some) for some in view.ways) == len(view.signals) > len(view.ways)


def test_holding_il6_stops_it_and_weakens_what_it_asks_for():
    view = views.rheumatoid_joint("IL-6")
    assert {each.messenger for each in view.in_state("held")} == {"IL-6"}
    assert {each.messenger for each in view.in_state("weaker")} == {"RANKL", "VEGF"}
    assert {each.messenger for each in view.in_state("sent")} == {"TNF", "IL-1β", "IL-17A", "GM-CSF"}


def test_holding_tnf_weakens_il6_and_through_it_rankl():
    view = views.rheumatoid_joint("TNF")
    assert {each.messenger for each in view.in_state("weaker")} == {"IL-6", "RANKL", "VEGF", "GM-CSF"}
    assert {each.messenger for each in view.in_state("sent")} == {"IL-1β", "IL-17A"}


def test_holding_the_last_of_a_chain_weakens_nothing():
    assert numbers(views.rheumatoid_joint("RANKL"), "weaker") == set()


def test_an_unknown_messenger_is_said():
    with pytest.raises(ValueError, match="'IL-5' is not a messenger of the joint; choose one of: nothing, TNF, IL-1β"):
        views.rheumatoid_joint("IL-5")
