"""Figures of trial results."""

import re

from helpers import figures, scripts, views


def row(label, difference=None, kind="placebo", **other):
    values = {
        "name": label,
        "label": label,
        "arm": "10 mg",
        "week": "week 12",
        "counts": "5/10 v 2/10",
        "denominator": "randomised",
        "kind": kind,
        "treated": views.PercentInterval(50.0, 24.0, 76.0),
        "control": views.PercentInterval(20.0, 6.0, 51.0),
        "difference": difference and views.PercentInterval(*difference),
        "source": "someone_2020",
        "note": "",
    }
    return views.TrialRow(**values | other)


SINGLE = row("lonely", None, "none", control=None)
BIG, SMALL = row("big", (40.0, 30.0, 50.0)), row("small", (3.0, -4.0, 10.0))


def forest(*rows):
    return figures.forest_plot(views.forest_plot(rows, "chosen"))


def rates(*rows):
    return figures.response_rates(views.response_rates(rows, "chosen"))


def test_the_forest_plot_names_the_ends_and_the_intervals_that_cross_zero():
    words = forest(BIG, SMALL).description
    assert "The smallest difference is 3.0 (-4.0 to 10.0) percentage points (small)" in words
    assert "the largest 40.0 (30.0 to 50.0) (big)" in words
    assert "1 of 2 intervals include zero: small." in words


def test_one_row_is_described_as_one():
    words = forest(BIG).description
    assert words == "big: 40.0 (30.0 to 50.0) percentage points. The interval does not include zero."


def test_no_interval_crosses_zero():
    assert "No interval includes zero." in forest(BIG, row("b", (20.0, 10.0, 30.0))).description


def test_the_kinds_of_comparator_differ_in_colour_and_shape():
    figure = forest(BIG, row("b", (20.0, 10.0, 30.0), "treatment"))
    marks = [trace["marker"] for trace in figure.traces if trace["mode"] == "markers"]
    assert len({mark["color"] for mark in marks}) == len({mark["symbol"] for mark in marks}) == 2


def test_zero_is_always_inside_the_axis():
    low, high = forest(BIG).full_layout()["xaxis"]["range"]
    assert low <= 0 <= 50 < high


def test_the_arm_is_named_where_the_label_has_it():
    one = row("drug v placebo, T, 10 mg", (40.0, 30.0, 50.0), name="drug v placebo, T")
    text = forest(one).full_layout()["yaxis"]["ticktext"][0]
    assert text.startswith("drug v placebo, T<br>") and "10 mg, week 12: 5/10 v 2/10</span>" in text


def test_the_counts_are_grey_as_the_style_sheet_for_dark_pages_looks_for_it():
    text = forest(BIG).full_layout()["yaxis"]["ticktext"][0]
    colour = re.search(r"<span style='color: (rgb[^']+)'>", text)[1]  # plotly writes it as a fill, letter by letter
    assert f'[style*="fill: {colour}"]' in scripts.dark_style()


def test_table_and_hover_tell_when_it_was_counted():
    figure = forest(BIG)
    assert figure.table["counted in"] == rates(BIG).table["counted in"] == ["week 12"]
    assert any(
        "big<br>week 12<br>5/10 v 2/10 (randomised)" in text
        for trace in figure.traces
        for text in trace.get("hovertext", [])
    )


def test_rates_of_a_single_arm_have_no_comparator():
    figure = rates(SINGLE, row("two arms", (30.0, -10.0, 60.0)))
    assert figure.table["the comparator: % (95 % interval)"] == [None, "20.0 (6.0 to 51.0)"]
    assert "1 of 2 without a comparator: no difference can be computed." in figure.description


def test_rates_of_one_row():
    words = rates(SINGLE).description
    assert words.startswith("lonely: 50.0 (24.0 to 76.0) % on the drug.")
