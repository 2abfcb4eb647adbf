"""The explorer of pivotal trials, over every end point, axis and comparator."""

import math

import pytest

from helpers import explorers, figures, tables
from helpers.explorers import trials
from helpers.explorers.trials import DIFFERENCE, RATES

EXPLORER = explorers.pivotal_trials()
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
    for row, counts in zip(explorers.trial_rows(), TRIALS.to_dict("records"), strict=True):
        if row["control"] is None:
            continue
        low, high = newcombe(
            *(float(counts[c]) for c in ("responders_treated", "n_treated", "responders_comparator", "n_comparator"))
        )
        assert (row["low"], row["high"]) == pytest.approx((100 * low, 100 * high), abs=1e-6)
        assert row["low"] < row["difference"] < row["high"]


@pytest.mark.parametrize("endpoint", sorted(set(TRIALS["endpoint"])))
def test_every_end_point_can_be_shown(endpoint):
    for comparator in ("all", *figures.COMPARATORS):
        for show in (DIFFERENCE, RATES):
            rows = TRIALS[TRIALS["endpoint"] == endpoint]
            if comparator != "all":
                rows = rows[rows["comparator_kind"].map(trials._KINDS) == comparator]
            if show == DIFFERENCE:
                rows = rows[rows["n_comparator"].notna()]
            if rows.empty:
                with pytest.raises(ValueError, match="fits this choice"):
                    EXPLORER.at(endpoint=endpoint, comparator=comparator, show=show)
            else:
                figure = EXPLORER.at(endpoint=endpoint, comparator=comparator, show=show)
                assert len(figure.table["trial"]) == len(rows)


@pytest.mark.parametrize("axis", ["all", *dict.fromkeys(TRIALS["axis"])])
def test_every_axis_can_be_chosen(axis):
    endpoint = "PASI90" if axis == "all" else TRIALS.loc[TRIALS["axis"] == axis, "endpoint"].iloc[0]
    assert EXPLORER.at(endpoint=endpoint, axis=axis, comparator="all", show=RATES).table["trial"]


@pytest.mark.parametrize("preset", EXPLORER.presets)
def test_presets_work(preset):
    assert EXPLORER.at(**EXPLORER.presets[preset]).table["trial"]


def test_comparators_are_sorted_into_three_kinds():
    kinds = dict(zip(TRIALS["comparator"], TRIALS["comparator_kind"], strict=True))
    assert set(trials._KINDS.values()) == set(figures.COMPARATORS)
    assert kinds["etanercept"] == "treatment"
    assert kinds["placebo (withdrawal)"] == "placebo"


def test_differences_are_sorted_and_labels_tell_arms_apart():
    rows = EXPLORER.at(endpoint="ACR20", comparator="all")
    values = rows.table["risk difference (percentage points)"]
    assert values == sorted(values, reverse=True)
    both = list(zip(rows.table["trial"], rows.table["counts"], strict=True))
    assert len(set(both)) == len(both)


def test_an_unknown_column_is_refused():
    with pytest.raises(ValueError, match="has no column 'drug'"):
        explorers.trial_rows(drug="ustekinumab")
