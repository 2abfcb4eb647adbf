"""Benefit and harm in the same patients: counts as the tables have them, numbers needed with Newcombe's limits."""

import math

import pytest

from helpers import tables, views


def test_every_compared_harm_belongs_to_one_arm():
    compared = tables.load("harms").query("comparator != ''")
    outcomes = [each for arm in views.weighed_arms() for each in views.benefit_and_harm(arm).outcomes]
    assert {each.row for each in outcomes if not each.wanted} == set(
        compared[["inn", "trial", "harm", "arm"]].agg(" ".join, axis=1)
    )
    gained = tables.load("harm_benefits")[["inn", "trial", "arm"]].agg(" ".join, axis=1)
    assert {each.row for each in outcomes if each.wanted} == set(gained)


def test_a_benefit_comes_first_and_has_a_number_needed_to_treat():
    view = views.benefit_and_harm()
    first, second, third = view.outcomes
    assert (view.trial, first.wanted, first.derived) == ("MONARCH", True, True)
    assert (first.needed.kind, round(first.needed.estimate, 2)) == ("benefit", 7.48)
    assert (second.needed.kind, round(second.needed.estimate, 2)) == ("harm", 7.67)
    assert third.needed.kind == "no difference" and third.difference.includes_zero
    assert views.weighed_arms()[0].startswith("dupilumab, SOLO-CONTINUE")


def test_an_interval_with_zero_has_no_last_patient():
    view = views.benefit_and_harm("ixekizumab, SPIRIT-P1, 80 mg every 2 weeks")
    infection = next(each for each in view.outcomes if each.name == "serious infection")
    assert infection.difference.includes_zero and infection.needed.high == math.inf


def test_an_unknown_arm_is_named():
    with pytest.raises(ValueError, match="not an arm with a control group"):
        views.benefit_and_harm("aspirin")
