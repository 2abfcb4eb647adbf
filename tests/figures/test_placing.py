"""Names of curves: beside their curve, off other curves and other words, whatever the curves do."""

import itertools

import numpy as np
import pytest

from helpers import explorers
from helpers.explorers.standing import StandingExplorer
from helpers.figures import Figure, placing
from helpers.figures.curves import Axis, Curve, Frame, Mark, Words, curve_figure
from helpers.figures.standing import beside_the_start, widest
from tests.made import opened
from tests.test_explorers import NAMES

X = np.linspace(0, 10, 101)


def drawn(*curves, **around):
    frame = Frame(Axis("x"), Axis("y", limits=(0, 10)), **around)
    shown = [Curve(f"curve {number}", values) for number, values in enumerate(curves, start=1)]
    return curve_figure(X, shown, frame, Words("T", "It rises."))


def written(figure):
    """Return what is written in a plot, and the areas (left, bottom, right, top) in pixels."""
    plot = placing._plot(figure.layout)
    return {each["text"]: plot.area(each) for each in figure.layout["annotations"]}


def overlaps(figure):
    pairs = itertools.combinations(written(figure).items(), 2)
    return [(one, other) for (one, a), (other, b) in pairs if placing._overlap(a, b)]


@pytest.mark.parametrize(
    "curves",
    [
        (X, 10 - X),
        (0 * X + 5, 0 * X + 5.05),
        (X, X, X),
        (5 + 4 * np.sin(X), 5 + 4 * np.cos(X), 0 * X + 5),
        (0 * X, 0 * X + 0.1),
        (0 * X + 10, 0 * X + 9.9),
    ],
    ids=["crossing", "nearly the same", "the same", "winding", "along the axis", "along the top"],
)
def test_names_stay_off_each_other_and_inside(curves):
    figure = drawn(*curves, levels=[Mark(5, "half of it")], positions=[Mark(5, "here")])
    assert overlaps(figure) == []
    plot = placing._plot(figure.layout)
    for left, bottom, right, top in written(figure).values():
        assert left >= 0 and right <= plot.x.length
        assert bottom >= -1e-9 and top <= plot.y.length + 20  # a name of a line stands at the edge itself


def test_a_name_stands_beside_its_own_curve():
    figure = drawn(X, 10 - X)
    for trace in figure.traces:
        [label] = [each for each in figure.layout["annotations"] if each["text"] == trace["name"]]
        assert np.interp(label["x"], trace["x"], trace["y"]) == pytest.approx(label["y"])


def test_a_name_does_not_lie_on_another_curve():
    figure = drawn(0 * X + 2, 0 * X + 2.6, 0 * X + 8)
    plot = placing._plot(figure.layout)
    for trace in figure.traces:
        for text, (_, bottom, _, top) in written(figure).items():
            height = plot.y.along(trace["y"][0])
            assert text == trace["name"] or not bottom < height < top


def test_a_name_is_as_wide_as_its_capitals_and_keeps_off_the_next_curve():
    """In the widest font of a page "mRNA" is 41 pixels wide, more than four letters of the usual width."""
    figure = explorers.mrna_pulse().at()
    plot, (left, bottom, right, top) = placing._plot(figure.layout), written(figure)["mRNA"]
    [protein] = [plot.line(trace) for trace in figure.traces if trace["name"] == "protein"]
    near = ((protein > (left, bottom)) & (protein < (right, top))).all(axis=1)
    assert right - left >= 37 and not near.any()


def test_names_of_lines_at_one_place_stand_under_each_other():
    figure = drawn(X, positions=[Mark(5, "the first place"), Mark(5.2, "the second"), Mark(9, "far")])
    first, second, far = figure.layout["annotations"]
    assert second["yshift"] < first.get("yshift", 0) == far.get("yshift", 0)
    assert overlaps(figure) == []


def test_curves_outside_the_plot_are_not_named():
    figure = drawn(X, X + 100)
    assert [each["text"] for each in figure.layout["annotations"]] == ["curve 1"]


def test_names_are_placed_anew_and_not_twice():
    figure = drawn(X, 10 - X)
    again = placing.named(figure.traces, figure.layout)
    assert [each["text"] for each in again["annotations"]] == ["curve 1", "curve 2"]


def test_places_are_looked_for_once_where_a_figure_is_shown_beside_its_start(monkeypatch):
    start, now, looked = drawn(X, 10 - X), drawn(0.5 * X, 10 - X), []
    place = placing._label
    monkeypatch.setattr(placing, "_label", lambda curve, *rest: looked.append(curve["name"]) or place(curve, *rest))
    shown = beside_the_start(now, start, widest([start, now]))
    assert looked == [trace["name"] for trace in shown.traces]
    assert now.draft["annotations"] == [] and len(now.layout["annotations"]) == 2


STANDING = [name for name in NAMES if isinstance(opened(name), StandingExplorer)]


@pytest.mark.parametrize("name", STANDING)
def test_names_in_explorers_stay_off_each_other(name):
    explorer = opened(name)
    assert isinstance(explorer, StandingExplorer)
    if explorer.at().layout.get("showlegend"):
        pytest.skip("a legend names its curves")
    for control in explorer.controls:
        for value in (control["values"][0], control["values"][-1]):
            assert overlaps(explorer.at(**{control["name"]: value})) == [], (control["name"], value)


# ---------------------------------------------------------------------------- curves are smooth

REAL_CORNERS = {
    "linear_dosing": "a dose into the vein is a jump",
    "tocilizumab_patients": "a dose into the vein is a jump",
    "anakinra_kidney": "the next dose turns a fall into a rise",
    "patient_plan": "the next dose turns a fall into a rise, and antibodies a slope into a steeper one",
    "mrna_pulse": "the mRNA falls from the moment the stimulus ends",
    "crp_readout": "IL-6 falls from the moment the stimulus ends",
}
"""Explorers whose curves have corners that are no matter of drawing, and why."""


def corners(figure):
    """Return by how many degrees each curve turns at its points, where the steps before and after can be seen."""
    plot = placing._plot(figure.layout)
    for trace in filter(placing.is_curve, figure.traces):
        line = plot.line(trace)
        steps = np.diff(line, axis=0)
        angles = np.degrees(np.arctan2(*steps.T[::-1]))
        turns = np.abs((np.diff(angles) + 180) % 360 - 180)
        seen = np.hypot(*steps.T) > 4
        inside = (line[1:-1, 1] >= 0) & (line[1:-1, 1] <= plot.y.length)
        yield from turns[seen[:-1] & seen[1:] & inside]


@pytest.mark.parametrize("name", STANDING)
def test_curves_have_no_corner_that_is_a_matter_of_drawing(name):
    explorer = opened(name)
    assert isinstance(explorer, StandingExplorer)
    if explorer.at().layout.get("showlegend"):
        pytest.skip("several plots, or bars")
    for values in ({}, *explorer.presets.values()):
        turned = list(corners(explorer.at(**values)))
        drawn = [turn for turn in turned if 15 < turn < 60] if name in REAL_CORNERS else [t for t in turned if t > 15]
        assert drawn == [], values


@pytest.mark.parametrize("name", NAMES)
def test_nothing_stands_at_zero_of_a_logarithmic_axis(name):
    explorer = opened(name)
    for values in ({}, *explorer.presets.values()):
        shown = explorer.at(**values)
        if not isinstance(shown, Figure):
            continue
        for trace in shown.traces:
            for letter in "xy":
                axis = shown.layout.get(trace.get(f"{letter}axis", letter).replace(letter, f"{letter}axis"), {})
                row = trace.get(letter) if axis.get("type") == "log" else None
                assert all(value is None or value > 0 for value in row or ()), (trace["name"], values)
