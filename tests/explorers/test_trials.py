"""The explorer of pivotal trials, over every end point, axis and comparator."""

import pytest

from helpers import explorers, tables
from helpers.views.trials import COMPARATORS, RESPONSE_RATES, RISK_DIFFERENCE

EXPLORER = explorers.pivotal_trials()
TRIALS = tables.load("trials")
TRIALS = TRIALS[TRIALS["main_count"] == "yes"]  # each comparison once


@pytest.mark.parametrize("endpoint", sorted(set(TRIALS["endpoint"])))
def test_every_end_point_can_be_shown(endpoint):
    for comparator in ("all", *COMPARATORS.values()):
        for show in (RISK_DIFFERENCE, RESPONSE_RATES):
            rows = TRIALS[TRIALS["endpoint"] == endpoint]
            if comparator != "all":
                rows = rows[rows["comparator_kind"].map(COMPARATORS) == comparator]
            if show == RISK_DIFFERENCE:
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
    assert EXPLORER.at(endpoint=endpoint, axis=axis, comparator="all", show=RESPONSE_RATES).table["trial"]


@pytest.mark.parametrize("preset", EXPLORER.presets)
def test_presets_work(preset):
    assert EXPLORER.at(**EXPLORER.presets[preset]).table["trial"]


@pytest.mark.parametrize("endpoint", sorted(set(TRIALS["endpoint"])))
def test_a_comparison_stands_once(endpoint: str) -> None:
    """A trial that was counted in two ways, as FEATURE was, is one row of the forest plot."""
    rows = EXPLORER.at(endpoint=endpoint, comparator="all", show=RESPONSE_RATES).table
    assert len(set(rows["trial"])) == len(rows["trial"])


def test_rows_stand_by_their_names_and_labels_tell_arms_apart():
    rows = EXPLORER.at(endpoint="ACR20", comparator="all")
    names = [name.casefold() for name in rows.table["trial"]]
    assert names == sorted(names)
    assert "separate trials are not ranked" in rows.description
    both = list(zip(rows.table["trial"], rows.table["counts"], strict=True))
    assert len(set(both)) == len(both)
