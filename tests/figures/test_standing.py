"""A figure beside that of the start: held axes, pale marks for what moved, longer axes only when they must be."""

import math

import pytest

from helpers import figures
from helpers.colours import PALE
from helpers.figures.curves import Axis, Curve, Frame, Words, curve_figure
from helpers.figures.standing import AT_THE_START, Reach, beside_the_start, reaches, widest
from helpers.figures.vocabulary import Style, area, bars, marks, path

X = [0.0, 1.0, 2.0]


def curves(scale=1.0, *, log=False, limits=None, **more):
    shown = {"rises": [scale * (x + 1) for x in X]} | more
    frame = Frame(Axis("x"), Axis("y", log=log, limits=limits))
    return curve_figure(X, [Curve(*item) for item in shown.items()], frame, Words("T", "It rises."))


def plain(traces, **layout):
    return figures.Figure(traces, layout, title="T", description="D.", table={"x": [1]})


def test_what_did_not_move_leaves_nothing_behind():
    start = curves()
    assert beside_the_start(start, start, reaches(start)).traces == start.traces


def test_a_moved_curve_stays_as_a_pale_line_with_its_name_on_the_axis_that_holds_all():
    start, now = curves(), curves(2)
    shown = beside_the_start(now, start, widest([start, now]))
    pale, moved = shown.traces
    assert (pale["name"], pale["line"]["color"], pale["y"]) == (AT_THE_START, PALE, [1.0, 2.0, 3.0])
    assert moved["y"] == [2.0, 4.0, 6.0]
    assert {each["text"] for each in shown.layout["annotations"]} == {AT_THE_START, "rises"}
    assert (
        shown.layout["yaxis"]["range"] == beside_the_start(start, start, widest([start, now])).layout["yaxis"]["range"]
    )
    assert shown.description == now.description


def test_only_the_curve_that_moved_is_drawn_pale():
    shown = beside_the_start(curves(2, flat=[1.0, 1.0, 1.0]), curves(1, flat=[1.0, 1.0, 1.0]), {})
    assert [trace["name"] for trace in shown.traces] == [AT_THE_START, "rises", "flat"]


def test_a_curve_that_went_away_stays_pale():
    shown = beside_the_start(curves(), curves(gone=[3.0, 2.0, 1.0]), {})
    assert [trace["y"] for trace in shown.traces] == [[3.0, 2.0, 1.0], [1.0, 2.0, 3.0]]


@pytest.mark.parametrize(("scale", "times"), [(1, 1), (2, 2), (3, 4), (100, 100)])
def test_an_axis_that_cannot_hold_all_is_doubled_and_the_description_says_so(scale, times):
    start = curves(limits=(0, 3.1))
    shown = beside_the_start(curves(scale, limits=(0, 3.1 * scale)), start, reaches(start))
    assert shown.layout["yaxis"]["range"] == [0, pytest.approx(3.1 * times)]
    told = f"The vertical axis is now {times} times as long."
    assert shown.description == "It rises." + (f" {told}" if times > 1 else "")


def test_a_logarithmic_axis_is_doubled_in_decades_and_downward_where_that_is_enough():
    start = curves(log=True, limits=(0.1, 10))
    shown = beside_the_start(curves(log=True, limits=(0.01, 10)), start, reaches(start))
    assert shown.layout["yaxis"]["range"] == [-3, 1]


def test_what_fits_on_no_doubled_axis_gets_its_own():
    assert Reach(0, 1).doubled_for(Reach(-5, 100)) == (Reach(-5, 100), 105)


def test_axes_that_measure_nothing_are_left_alone():
    figure = plain(
        [marks([1, 2], ["a", "b"], Style())],
        xaxis={"range": ["2010-01-01", "2020-01-01"]},
        yaxis={"ticktext": ["a", "b"], "range": [1.4, -0.4]},
        xaxis2={"visible": False, "range": [0, 1]},
        yaxis2={"range": [3, 0]},
    )
    assert reaches(figure) == {}


def test_an_axis_that_plotly_would_fit_holds_its_values_and_their_error_bars():
    traces = [marks([1, 2], [3.0, None], Style(), error_y={"array": [2.0, 1.0]}), path([0, 4], [0.5, 1], Style())]
    found = reaches(plain(traces, xaxis={}, yaxis={"rangemode": "tozero"}))
    assert found == {"xaxis": Reach(0, 4), "yaxis": Reach(0, pytest.approx(5.27))}
    log = reaches(plain(traces, yaxis={"type": "log"}))["yaxis"]
    assert log.log and log.low < math.log10(0.5) < math.log10(5) < log.high


def test_bars_that_moved_leave_a_stroke_where_their_stack_ended():
    def stacked(one, two):
        return plain(
            [bars(["a", "b"], [one, 1], Style(), name="one"), bars(["a", "b"], [two, 1], Style(), name="two")],
            showlegend=True,
            xaxis={"range": [0, 100]},
        )

    shown = beside_the_start(stacked(10, 20), stacked(30, 5), {})
    stroke = shown.traces[0]
    assert (stroke["x"], stroke["y"], stroke["marker"]["symbol"]) == ([35], ["a"], "line-ns-open")
    assert stroke["showlegend"] is True
    assert len(beside_the_start(stacked(1, 2), stacked(2, 1), {}).traces) == 2, "the stack ends where it did"


def test_areas_and_silent_lines_are_no_curves():
    still = [area(X, [0, 0, 0], [1, 1, 1], "#EEEEEE"), path(X, X, Style())]
    moved = [area(X, [0, 0, 0], [2, 2, 2], "#EEEEEE"), path(X, [2, 3, 4], Style())]
    layout = {"xaxis": {"range": [0, 2]}, "yaxis": {"range": [0, 4]}}
    assert len(beside_the_start(plain(moved, **layout), plain(still, **layout), {}).traces) == 2


def test_where_a_legend_names_curves_it_names_the_pale_ones_once():
    def figure(scale):
        told = {"hovertemplate": "%{y}", "showlegend": True}
        both = [path(X, [scale * x for x in X], Style(), name=name, **told) for name in ("one", "two")]
        return plain(both, showlegend=True, xaxis={}, yaxis={})

    shown = beside_the_start(figure(2), figure(1), {})
    assert [trace["showlegend"] for trace in shown.traces] == [True, False, True, True]
    assert "annotations" not in shown.layout
