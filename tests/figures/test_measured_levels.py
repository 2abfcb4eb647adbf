"""Measured levels on one axis: what is drawn and told is what was given."""

import math
from typing import get_args

import pytest

from helpers import figures, views
from helpers.figures import measured_levels

NAN = float("nan")


def row(label, value, low=NAN, high=NAN, kind="mean"):
    return views.Level(label, value, low, high, kind, "a source")


ROWS = [row("one", 5.0, 4.0, 6.0), row("two", 100.0, kind="median"), row("three", 2000.0, 0.0, 9000.0, "peak")]


def drawn(rows=ROWS, **options):
    return figures.levels(views.Levels("Levels", "IL-6 (pg/mL)", tuple(rows), "Three levels.", **options))


def test_every_row_has_a_mark_in_its_shape_and_a_line_where_a_spread_is_printed():
    figure = drawn()
    marks = [trace for trace in figure.traces if trace["mode"] == "markers"]
    assert {trace["name"]: (trace["x"], trace["y"]) for trace in marks} == {
        "mean": ([5.0], [0]),
        "median": ([100.0], [1]),
        "peak": ([2000.0], [2]),
    }
    assert len({trace["marker"]["symbol"] for trace in marks}) == 3
    spread = next(trace for trace in figure.traces if trace["name"] == "spread")
    assert [y for y in spread["y"] if y is not None] == [0, 0, 2, 2]


def test_the_interval_of_a_mean_is_no_spread():
    rows = [*ROWS, views.Level("pooled", 50.0, 40.0, 60.0, "pooled mean", "a source", of_mean=True)]
    lines = {trace["name"]: trace for trace in drawn(rows).traces if trace["mode"] == "lines"}
    assert set(lines) == {"spread", "95 % interval"}
    assert lines["spread"]["line"]["dash"] != lines["95 % interval"]["line"]["dash"]
    assert [y for y in lines["95 % interval"]["y"] if y is not None] == [3, 3]


def test_a_logarithmic_axis_starts_above_zero():
    axis = drawn().layout["xaxis"]
    assert axis["type"] == "log" and axis["range"] == [0, 4]
    spread = next(trace for trace in drawn().traces if trace["name"] == "spread")
    assert min(x for x in spread["x"] if x is not None) == 1
    below = drawn([row("below detection", 0.0, 0.0, 25.0, "median"), row("other", 5.0)])
    assert all(x > 0 for trace in below.traces for x in trace["x"] if x is not None)


def test_a_linear_axis_starts_at_zero():
    axis = drawn(log=False).layout["xaxis"]
    assert axis["type"] == "linear" and axis["range"][0] == 0


def test_the_sentence_names_the_ends_and_their_quotient():
    words = views.level_words(ROWS, "pg/mL")
    assert "5 pg/mL (one)" in words and "2,000 pg/mL (three)" in words and "400-fold" in words
    assert "below detection" in views.level_words([row("none", 0.0), ROWS[0]], "pg/mL")


def test_the_table_holds_every_number():
    table = drawn().table
    assert table["IL-6 (pg/mL)"] == [5.0, 100.0, 2000.0]
    assert table["low"] == [4.0, None, 0.0]
    assert not any(isinstance(value, float) and math.isnan(value) for column in table.values() for value in column)


def test_no_row_is_a_sentence():
    with pytest.raises(ValueError, match="no row"):
        drawn([])


def test_every_statistic_of_the_tables_has_its_mark():
    stored = {row.statistic for name in views.LEVEL_SETS for row in views.level_rows(name)}
    assert stored == set(get_args(views.Statistic)) == set(measured_levels._STATISTICS)


def test_a_level_of_zero_is_marked_below_the_limit():
    zero = views.Level("nobody", 0.0, float("nan"), float("nan"), "mean", "")
    some = views.Level("somebody", 3.0, float("nan"), float("nan"), "mean", "")
    for log, words in ((True, "below the limit"), (False, "0")):
        figure = figures.levels(views.Levels("Levels", "IL-6 (pg/mL)", (zero, some), "Two.", log=log))
        assert words in {note["text"] for note in figure.layout["annotations"]}
