"""Figures of trial results."""

import pytest

from helpers import figures


def row(label, difference, low, high, kind="placebo", **other):
    return {
        "label": label,
        "short": label,
        "arm": "10 mg",
        "counts": "5/10 v 2/10 (randomised)",
        "kind": kind,
        "difference": difference,
        "low": low,
        "high": high,
        "treated": (50.0, 24.0, 76.0),
        "control": (20.0, 6.0, 51.0),
        "source": "someone_2020",
        "note": "",
    } | other


SINGLE = row("lonely", None, None, None, "nothing (single arm)", control=None)


def test_the_forest_plot_names_the_ends_and_the_intervals_that_cross_zero():
    words = figures.forest_plot([row("big", 40.0, 30.0, 50.0), row("small", 3.0, -4.0, 10.0)], "chosen").description
    assert "The smallest difference is 3.0 (-4.0 to 10.0) percentage points (small)" in words
    assert "the largest 40.0 (30.0 to 50.0) (big)" in words
    assert "1 of 2 intervals include zero: small." in words


def test_one_row_is_described_as_one():
    words = figures.forest_plot([row("big", 40.0, 30.0, 50.0)], "chosen").description
    assert words == "big: 40.0 (30.0 to 50.0) percentage points. The interval does not include zero."


def test_no_interval_crosses_zero():
    rows = [row("a", 40.0, 30.0, 50.0), row("b", 20.0, 10.0, 30.0)]
    assert "No interval includes zero." in figures.forest_plot(rows, "chosen").description


def test_the_kinds_of_comparator_differ_in_colour_and_shape():
    rows = [row("a", 40.0, 30.0, 50.0), row("b", 20.0, 10.0, 30.0, "another treatment")]
    marks = [trace["marker"] for trace in figures.forest_plot(rows, "chosen").traces if trace["mode"] == "markers"]
    assert len({mark["color"] for mark in marks}) == len({mark["symbol"] for mark in marks}) == 2


def test_zero_is_always_inside_the_axis():
    low, high = figures.forest_plot([row("a", 40.0, 30.0, 50.0)], "chosen").full_layout()["xaxis"]["range"]
    assert low <= 0 <= 50 < high


def test_the_arm_is_named_where_the_label_has_it():
    one = row("drug v placebo, T, 10 mg", 40.0, 30.0, 50.0, short="drug v placebo, T")
    text = figures.forest_plot([one], "chosen").full_layout()["yaxis"]["ticktext"][0]
    assert text.startswith("drug v placebo, T<br>")
    assert "10 mg: 5/10" in text


@pytest.mark.parametrize("draw", [figures.forest_plot, figures.response_rates])
def test_nothing_to_draw_is_refused(draw):
    with pytest.raises(ValueError, match="fits this choice"):
        draw([], "nothing")


def test_rates_of_a_single_arm_have_no_comparator():
    figure = figures.response_rates([SINGLE, row("two arms", 30.0, -10.0, 60.0)], "chosen")
    assert figure.table["the comparator: % (95 % interval)"] == [None, "20.0 (6.0 to 51.0)"]
    assert "1 of 2 without a comparator: no difference can be computed." in figure.description


def test_rates_of_one_row():
    words = figures.response_rates([SINGLE], "chosen").description
    assert words.startswith("lonely: 50.0 (24.0 to 76.0) % on the drug.")
