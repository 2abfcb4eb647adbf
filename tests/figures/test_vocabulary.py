"""The words figures are written in: what is the same everywhere, and how a part of it is replaced."""

import numpy as np
import pytest

from helpers.figures import vocabulary
from helpers.figures.curves import Axis, Curve, Frame, Mark, Reading, Words, curve_figure
from helpers.figures.vocabulary import Link, Style

RED = Style("#BD4900", "square", "dash", "/", 9, 2)


def test_only_the_part_that_is_named_changes():
    trace = vocabulary.names([1], [2], ["a"], RED, marker={"size": 14}, textfont={"size": 12})
    assert trace["marker"] == {"color": "#BD4900", "symbol": "square", "size": 14}
    assert trace["textfont"]["size"] == 12
    assert trace["textfont"]["color"]


def test_nothing_that_was_given_is_changed():
    base = {"marker": {"size": 1}}
    vocabulary.merged(base, {"marker": {"size": 2}})
    assert base == {"marker": {"size": 1}}


@pytest.mark.parametrize(
    ("changes", "hover"), [({}, "skip"), ({"hovertext": ["a"]}, "text"), ({"hovertemplate": "%{x}"}, None)]
)
def test_marks_are_silent_unless_they_have_something_to_tell(changes, hover):
    assert vocabulary.marks([1], [1], RED, **changes).get("hoverinfo") == hover


def test_bars_keep_their_colour_under_the_pattern():
    trace = vocabulary.bars(["a"], [1], RED)
    assert trace["marker"]["pattern"]["fillmode"] == "overlay"
    assert trace["marker"]["color"] == "#BD4900"
    assert trace["orientation"] == "h"


def test_an_interval_is_a_line_with_a_gap_behind_it():
    trace = vocabulary.spans([(1, 2), (3, 4)], [0, 1], RED)
    assert trace["x"] == [1, 2, None, 3, 4, None]
    assert trace["y"] == [0, 0, None, 1, 1, None]
    assert vocabulary.spans([], [], RED)["x"] == [None]


def test_a_link_leaves_level_and_arrives():
    trace = vocabulary.links([Link(0, 5, 2, 7)], points=5)
    assert (trace["x"][0], trace["y"][0]) == (0, 5)
    assert (trace["x"][-2], trace["y"][-2]) == (2, 7)
    assert trace["x"][-1] is None
    assert np.all(np.diff(trace["y"][:-1]) >= 0)
    assert trace["line"]["shape"] == "spline"


def test_a_box_is_closed_and_as_high_as_asked():
    trace = vocabulary.boxes([2.0, 5], (0, 1), 0.5)
    assert trace["x"] == [0, 1, 1, 0, 0, None] * 2
    assert trace["y"] == [1.75, 1.75, 2.25, 2.25, 1.75, None, 4.75, 4.75, 5.25, 5.25, 4.75, None]
    assert vocabulary.boxes([], (0, 1))["x"] == [None]


@pytest.mark.parametrize(("count", "tallest"), [(1, 1), (2, 10), (5, 5), (3, 7)])
def test_a_column_is_centred_in_order_and_not_too_wide(count, tallest):
    places = list(vocabulary.column_places(range(count), tallest, 2.0).values())
    assert sum(places) == pytest.approx(0)
    steps = -np.diff(places)
    assert np.all(steps > 0) and np.all(steps <= 2)


def test_entries_of_different_height_are_stacked_without_a_gap():
    assert vocabulary.stacked_places([2, 1, 1]) == [1, -0.5, -1.5]
    assert vocabulary.stacked_places([]) == []


def test_a_rule_crosses_the_plot_and_a_note_has_no_arrow():
    rule = vocabulary.rule("x", 3)
    assert (rule["x0"], rule["x1"], rule["y0"], rule["y1"], rule["yref"]) == (3, 3, 0, 1, "paper")
    assert vocabulary.note(0, 0, "a")["showarrow"] is False
    assert vocabulary.heading(2, "a", yshift=9).items() >= {"x": 2, "y": 1, "yref": "paper", "text": "<b>a</b>"}.items()
    assert vocabulary.heading(2, "a", y=5, yref="y").items() >= {"y": 5, "yref": "y"}.items()
    assert vocabulary.band((0, 1), "#FFFFFF")["yref"] == "paper"
    assert "yref" not in vocabulary.band((0, 1), "#FFFFFF", (2, 3))


def test_an_arrow_leads_from_place_to_place():
    arrow = vocabulary.arrow((1, 2), (3, 4), RED, arrowhead=6)
    assert [arrow[end] for end in ("ax", "ay", "x", "y")] == [1, 2, 3, 4]
    assert (arrow["showarrow"], arrow["arrowhead"], arrow["arrowcolor"]) == (True, 6, "#BD4900")


def two_curves(**changes):
    x = np.array([1.0, 10, 100])
    curves = [Curve("one", x), Curve("two", 2 * x)]
    frame = Frame(Axis("x (nM)", log=True), Axis("y (%)", log=True), **changes)
    return curve_figure(x, curves, frame, Words("T", "It rises."))


def test_names_stand_where_their_curves_are():
    one, two = two_curves().layout["annotations"]
    assert (one["text"], two["text"]) == ("one", "two")
    assert one["x"] == pytest.approx(one["y"])
    assert two["y"] == pytest.approx(two["x"] + np.log10(2), abs=1e-5)


def test_one_curve_needs_no_name():
    x = [1.0, 2.0]
    figure = curve_figure(x, [Curve("one", x)], Frame(Axis("x"), Axis("y")), Words("T", "It rises."))
    assert figure.layout["annotations"] == []


def test_a_level_may_be_named_inside_or_beside():
    inside = two_curves(levels=[Mark(10, "half", at=0.45, see_through=True)]).layout
    assert inside["annotations"][0] | {"x": 0.45, "y": 1.0, "text": "half"} == inside["annotations"][0]
    assert inside["annotations"][0]["bgcolor"] == "rgba(255,255,255,0)"
    beside = two_curves(levels=[Mark(10, "half", beside=True)]).layout
    assert beside["annotations"][0]["x"] == 1
    assert beside["margin"]["r"] == 150


def test_values_that_a_logarithmic_axis_cannot_show_are_gaps():
    x = [1.0, 10.0]
    figure = curve_figure(x, [Curve("one", [0.0, 1.0])], Frame(Axis("x"), Axis("y", log=True)), Words("T", "It rises."))
    assert figure.traces[0]["y"] == [None, 1.0]


def test_a_title_keeps_its_distance_from_the_upper_edge():
    title = vocabulary.top_title("T", 320, x=0.01)
    assert title == {"text": "T", "y": 0.95, "yanchor": "top", "x": 0.01}


def test_a_span_may_be_one_of_days():
    assert vocabulary.spans([("2010-01-08", "2010-06-01")], [0], RED)["x"] == ["2010-01-08", "2010-06-01", None]


def test_an_area_is_closed():
    trace = vocabulary.area(np.array([0, 1]), np.array([1, 2]), [3, 4], "#EEEEEE", name="a")
    assert (trace["x"], trace["y"]) == ([0, 1, 1, 0], [3, 4, 2, 1])
    assert (trace["fill"], trace["hoverinfo"], trace["line"]) == ("toself", "skip", {"width": 0})


def test_bars_of_a_histogram_stand_upright():
    trace = vocabulary.upright_bars([1, 2], [3, 4], RED)
    assert (trace["x"], trace["y"]) == ([1, 2], [3, 4])
    assert "orientation" not in trace


def test_a_reading_leads_up_to_its_point_and_across():
    figure = two_curves(readings=[Reading(10.0, 20.0, "20 %", "left")])
    reading = figure.traces[-1]
    assert (reading["x"], reading["y"]) == ([10.0, 10.0, 1.0], [0, 20.0, 20.0])
    label = figure.layout["annotations"][0]
    assert label["y"] == pytest.approx(np.log10(20), abs=1e-5)
    assert (label["x"], label["text"], label["xanchor"], label["xshift"]) == (1.0, "20 %", "right", -12)


def test_what_is_told_on_pointing_stands_in_short_lines():
    told = "<b>A drug</b><br>" + "binds a receptor and stops its signal " * 4
    lines = vocabulary.marks([1], [1], RED, hovertext=[told])["hovertext"][0].split("<br>")
    assert lines[0] == "<b>A drug</b>"
    assert len(lines) == 5 and max(map(len, lines)) <= 46


@pytest.mark.parametrize(("limits", "dtick"), [((1, 50), "D2"), ((1, 200), 1), (None, 1)])
def test_a_short_logarithmic_axis_has_more_ticks(limits, dtick):
    assert vocabulary.log_axis("x (nM)", limits)["dtick"] == dtick
