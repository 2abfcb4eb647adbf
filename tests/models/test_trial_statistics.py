"""Intervals of proportions against published worked examples."""

from dataclasses import astuple

import numpy as np
import pytest

from helpers.models import trial_statistics as ts

# Newcombe 1998, Stat Med 17:857, Table I (score method without continuity correction).
WILSON = [
    (81, 263, 0.2553, 0.3662),
    (15, 148, 0.0624, 0.1605),
    (0, 20, 0.0, 0.1611),
    (1, 29, 0.0061, 0.1718),
]
# Newcombe 1998, Stat Med 17:873, Table II, method 10, examples (a) to (h).
NEWCOMBE = [
    (56, 70, 48, 80, 0.0524, 0.3339),
    (9, 10, 3, 10, 0.1705, 0.8090),
    (6, 7, 2, 7, 0.0582, 0.8062),
    (5, 56, 0, 29, -0.0381, 0.1926),
    (0, 10, 0, 20, -0.1611, 0.2775),
    (0, 10, 0, 10, -0.2775, 0.2775),
    (10, 10, 0, 20, 0.6791, 1.0),
    (10, 10, 0, 10, 0.6075, 1.0),
]


@pytest.mark.parametrize(("events", "total", "low", "high"), WILSON)
def test_wilson_published(events, total, low, high):
    interval = ts.wilson_interval(events, total)
    assert astuple(interval) == pytest.approx((events / total, low, high), abs=5e-5)


@pytest.mark.parametrize(("e1", "n1", "e2", "n2", "low", "high"), NEWCOMBE)
def test_newcombe_published(e1, n1, e2, n2, low, high):
    interval = ts.risk_difference(e1, n1, e2, n2)
    assert astuple(interval) == pytest.approx((e1 / n1 - e2 / n2, low, high), abs=6e-5)


def test_wilson_limits_solve_the_score_equation():
    events, total, z = 7.0, 31.0, 1.959963984540054
    interval = ts.wilson_interval(events, total)
    for limit in (interval.low, interval.high):
        score = (events / total - limit) ** 2
        np.testing.assert_allclose(score, z**2 * limit * (1 - limit) / total, rtol=1e-9)


def test_arrays_and_levels():
    table = np.array(NEWCOMBE)
    interval = ts.risk_difference(*table[:, :4].T)
    np.testing.assert_allclose(interval.low, table[:, 4], atol=6e-5)
    wide, narrow = ts.wilson_interval(5, 20, 0.99), ts.wilson_interval(5, 20, 0.80)
    assert wide.low < narrow.low < narrow.high < wide.high


def test_swapping_groups_mirrors_the_difference():
    one, two = ts.risk_difference(56, 70, 48, 80), ts.risk_difference(48, 80, 56, 70)
    np.testing.assert_allclose([one.low, one.high], [-two.high, -two.low], rtol=1e-9)


def test_number_needed_to_treat():
    benefit = ts.number_needed_to_treat(56, 70, 48, 80)
    assert benefit.kind == "benefit"
    assert astuple(benefit)[:3] == pytest.approx((5.0, 1 / 0.3339, 1 / 0.0524), rel=1e-3)
    harm = ts.number_needed_to_treat(48, 80, 56, 70)
    assert astuple(harm)[:3] == pytest.approx(astuple(benefit)[:3]) and harm.kind == "harm"
    unsure = ts.number_needed_to_treat(5, 56, 0, 29)
    assert unsure.estimate == pytest.approx(11.2) and unsure.high == np.inf
    worse = ts.number_needed_to_harm(48, 80, 56, 70)
    assert worse.kind == "benefit" and (worse.estimate, worse.low) == (harm.estimate, harm.low)
    assert ts.number_needed_to_harm(56, 70, 48, 80).kind == "harm"
    assert ts.number_needed_to_harm(3, 10, 3, 10).kind == "no difference"
    same = ts.number_needed_to_treat(3, 10, 3, 10)
    assert same.estimate == np.inf and same.kind == "no difference"


@pytest.mark.parametrize(
    ("events", "total", "words"),
    [
        (-1, 10, "Number of events"),
        (11, 10, "must not outnumber"),
        (2.5, 10, "whole numbers"),
        (2, 10.5, "whole numbers"),
        (0, 0, "Number of patients must be a positive"),
        (np.nan, 10, "Number of events"),
        ("two", 10, "Number of events"),
    ],
)
def test_counts_refuse(events, total, words):
    with pytest.raises(ValueError, match=words):
        ts.wilson_interval(events, total)
    with pytest.raises(ValueError, match=words):
        ts.risk_difference(1, 10, events, total)


@pytest.mark.parametrize("level", [0.0, 1.0, 95, "95 %"])
def test_levels_refuse(level):
    with pytest.raises(ValueError, match="Confidence level"):
        ts.wilson_interval(1, 10, level)


def test_one_comparison_at_a_time():
    with pytest.raises(ValueError, match="Call once for each"):
        ts.number_needed_to_treat([1, 2], 10, 3, 10)
