"""Explorers of ligand turnover: ends and middle of every slider, and the limits."""

import itertools

import pytest

from helpers import explorers
from helpers.explorers import turnover


@pytest.mark.parametrize("make", [explorers.blocked_receptor, explorers.neutralised_ligand])
def test_every_slider_at_its_ends_and_middle(make):
    explorer = make()
    stops = [[c["values"][0], c["values"][len(c["values"]) // 2], c["values"][-1]] for c in explorer.controls]
    names = [c["name"] for c in explorer.controls]
    for values in itertools.product(*stops):
        assert explorer.at(**dict(zip(names, values, strict=True))).description
    for control in explorer.controls:
        for value in control["values"]:
            assert explorer.at(**{control["name"]: value}).table
    for values in explorer.presets.values():
        assert explorer.at(**values).title


def test_value_that_is_not_a_stop_is_a_sentence():
    with pytest.raises(ValueError, match="is not a value of"):
        explorers.blocked_receptor().at(drug_nM=3.3)


def test_limits_bound_what_is_drawn():
    _, free, signal, limit, _, here = turnover.blocked_receptor_at(5000.0, 10.0, 2.54)
    assert limit == pytest.approx(11.0)
    assert free.max() < limit
    assert here[0] == pytest.approx(limit, rel=0.01)
    assert signal[0] == pytest.approx(1.0, rel=0.01)
    _, total, free, limit, _, here = turnover.neutralised_ligand_at(5000.0, 50.0, 1.07)
    assert limit == pytest.approx(50.0)
    assert total.max() < limit
    assert here[0] == pytest.approx(limit, rel=0.02)
    assert free.max() <= 1.0


def test_without_consumption_nothing_rises():
    assert turnover.blocked_receptor_at(100.0, 0.0, 2.54)[5] == pytest.approx((1.0, 2.54 / 102.54))


def test_course_starts_where_the_drug_acts_and_ends_at_steady_state():
    hours, courses = explorers.two_strategies_course(hours=2000.0)
    assert courses["blocker: free"][0] == courses["neutraliser: total"][0] == 1.0
    assert courses["blocker: free"][-1] == pytest.approx(
        turnover.blocked_receptor_at(100.0, 10.0, 2.54)[5][0], rel=1e-3
    )
    assert courses["neutraliser: total"][-1] == pytest.approx(
        turnover.neutralised_ligand_at(100.0, 50.0, 1.07)[5][0], rel=1e-2
    )
    assert hours[-1] == 2000.0
