"""The hours after endotoxin: means of the model's module, cells and fever of the table."""

import pytest

from helpers import tables, views
from helpers.models import lps_challenge


def test_messengers_are_the_measured_means_and_il10_the_brake():
    view = views.endotoxin_hours(2.0)
    measured = lps_challenge.MEASURED_BOLUS
    means = {one.name: one.mean_pg_per_ml for one in view.messengers}
    assert means == {
        "TNF": measured.TNF.mean, "IL-6": measured.IL6.mean, "IL-8": measured.IL8.mean, "IL-10": measured.IL10.mean,
    }  # fmt: skip
    assert [one.name for one in view.messengers if one.brake] == ["IL-10"]
    assert [view.peak_hour(one) for one in view.messengers] == [1.5, 2.0, 2.0, 3.0]


def test_cells_are_shares_of_what_was_counted_with_them():
    view = views.endotoxin_hours(3.0)
    at_3h = {one.kind: one.count for one in view.cells_at(3.0)}
    assert at_3h == pytest.approx({"neutrophils": 11.4 * 0.927, "lymphocytes": 11.4 * 0.095, "monocytes": 11.4 * 0.023})
    used = {key for one in view.cells for key in one.keys} | {view.fever.key}
    rows = tables.load("endotoxin_signs")
    assert used == {f"{sign} {hour:g}" for sign, hour in zip(rows["sign"], rows["hour"], strict=True)}


def test_an_hour_without_a_measurement_is_refused():
    with pytest.raises(
        ValueError, match="Nothing was measured at hour 7; choose one of: 0, 1, 1.5, 2, 3, 4, 5, 6, 24."
    ):
        views.endotoxin_hours(7.0)
