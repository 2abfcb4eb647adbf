"""Views of trials: every row has the interval of the published formula, and arms are told apart."""

import math
from dataclasses import replace

import pytest

from helpers import tables, views

TRIALS = tables.load("trials")


def newcombe(a, m, b, n, z=1.959963984540054):
    """Return the interval of a difference by its published formula, written out in full and apart from the model."""

    def wilson(x, k):
        p = x / k
        middle = (2 * x + z**2) / (2 * (k + z**2))
        half = z * math.sqrt(z**2 + 4 * x * (1 - p)) / (2 * (k + z**2))
        return middle - half, middle + half

    (l1, u1), (l2, u2) = wilson(a, m), wilson(b, n)
    p1, p2 = a / m, b / n
    return (p1 - p2 - math.sqrt((p1 - l1) ** 2 + (u2 - p2) ** 2), p1 - p2 + math.sqrt((u1 - p1) ** 2 + (p2 - l2) ** 2))


def test_every_row_has_the_interval_of_the_formula():
    for row, counts in zip(views.trial_rows(), TRIALS.to_dict("records"), strict=True):
        if row.difference is None:
            assert row.control is None
            continue
        low, high = newcombe(
            *(float(counts[c]) for c in ("responders_treated", "n_treated", "responders_comparator", "n_comparator"))
        )
        assert (row.difference.low, row.difference.high) == pytest.approx((100 * low, 100 * high), abs=1e-6)
        assert row.difference.low < row.difference.estimate < row.difference.high


def test_comparators_are_of_three_kinds():
    kinds = dict(zip(TRIALS["comparator"], TRIALS["comparator_kind"], strict=True))
    assert set(views.COMPARATORS) == set(kinds.values())
    assert kinds["etanercept"] == "treatment"
    assert kinds["placebo (withdrawal)"] == "placebo"
    assert {row.kind for row in views.trial_rows() if row.control is None} == {"none"}


def test_columns_keep_their_rows():
    rows = views.trial_rows(inn="ustekinumab", endpoint="ACR20")
    assert rows and all(row.name.startswith("ustekinumab v ") for row in rows)
    mine = TRIALS[TRIALS["inn"] == "ustekinumab"]
    assert views.trial_rows(mine, endpoint="ACR20") == rows


def test_an_unknown_column_is_refused():
    with pytest.raises(ValueError, match="has no column 'drug'; it has: inn, axis"):
        views.trial_rows(drug="ustekinumab")


def test_a_label_names_the_arm_only_where_there_are_several():
    for row in views.trial_rows():
        several = len({other.arm for other in views.trial_rows() if other.name == row.name}) > 1
        assert row.label == (f"{row.name}, {row.arm}" if several else row.name)


def test_a_row_tells_its_week_and_the_disease_where_most_rows_are_of_another():
    alone = {row.name: row.week for row in views.trial_rows(endpoint="PASI90", inn="guselkumab", trial="VOYAGE 1")}
    assert alone == {"guselkumab v adalimumab, VOYAGE 1": "week 12", "guselkumab v placebo, VOYAGE 1": "week 16"}
    mixed = {row.name: row.week for row in views.trial_rows(endpoint="ACR20")}
    assert mixed["netakimab v placebo, PATERA, psoriatic arthritis"] == "week 24"
    assert mixed["levilimab v placebo, SOLAR"] == "week 12"
    assert not any("rheumatoid" in name for name in mixed)


def test_a_count_at_no_fixed_week_says_so():
    rows = views.trial_rows(inn="aldesleukin", endpoint="complete response")
    assert {row.week for row in rows} == {"no fixed week"}


def test_trials_are_not_ranked_and_single_arms_are_left_out():
    view = views.forest_plot(views.trial_rows(), "all")
    labels = [one.row.label.casefold() for one in view.comparisons]
    assert labels == sorted(labels)
    estimates = [one.difference.estimate for one in view.comparisons]
    assert estimates != sorted(estimates, reverse=True), "an order by the difference ranks across trials"
    assert len(labels) == (TRIALS["comparator_kind"] != "none").sum()


def test_the_choice_is_said_in_words():
    view = views.pivotal_trials("PASI90", "IL-17", "another treatment", views.RESPONSE_RATES)
    assert view.chosen == "PASI90, IL-17, against another treatment"
    assert views.pivotal_trials("ACR20", "all", "all", views.RISK_DIFFERENCE).chosen == "ACR20"


@pytest.mark.parametrize("make", [views.forest_plot, views.response_rates])
def test_nothing_to_draw_is_refused(make):
    with pytest.raises(ValueError, match="fits this choice"):
        make([], "nothing")


def test_a_single_arm_has_no_difference_to_show():
    single = replace(views.trial_rows()[0], control=None, difference=None, kind="none")
    with pytest.raises(ValueError, match="A single-arm trial has no difference"):
        views.forest_plot([single], "chosen")
