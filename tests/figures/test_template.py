"""The palette: contrast on white, and distances as readers with a colour-blindness see them.

The colours of every stored figure: line 18 of tests/checklist.py.
"""

import itertools

import numpy as np
import pytest
from colorspacious import cspace_convert, deltaE

from helpers import colours
from helpers.figures import template, vocabulary

KINDS = ("normal", "deuteranomaly", "protanomaly", "tritanomaly")
# Distances in CAM02-UCS (Luo, Cui and Li 2006). About 1 is just noticeable side by side; 6 is seen at a glance. Two
# colours nearer than 10 in anybody's eyes must differ in dash and in marker as well.
SMALLEST, NEAR = 6, 10
NAMED = [*template.COLOURS, colours.GREY]


def rgb(colour):
    return np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)]) / 255


def seen(colour, kind):
    """Return a colour as it is seen with a complete (100 %) deficiency of one cone (Machado 2009)."""
    if kind == "normal":
        return rgb(colour)
    space = {"name": "sRGB1+CVD", "cvd_type": kind, "severity": 100}
    return np.clip(cspace_convert(rgb(colour), space, "sRGB1"), 0, 1)


def distance(one, other, kind):
    return float(deltaE(seen(one, kind), seen(other, kind), input_space="sRGB1", uniform_space="CAM02-UCS"))


def too_near(colours, kind):
    """Return the pairs of colours that a reader cannot tell apart at a glance."""
    return [pair for pair in itertools.combinations(colours, 2) if distance(*pair, kind) < SMALLEST]


def told_by_colour_alone(styles):
    """Return the pairs of styles (colour, dash, marker) whose colours come near while dash or marker is the same."""
    return [
        (one, other)
        for one, other in itertools.combinations(styles, 2)
        if min(distance(one[0], other[0], kind) for kind in KINDS) < NEAR and (one[1] == other[1] or one[2] == other[2])
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_colours_keep_their_distance(kind):
    assert too_near(NAMED, kind) == []


def test_colours_that_come_too_near_are_found():
    pair = ("#A06000", "#6E7A00")
    assert too_near((*pair, colours.BLUE), "deuteranomaly") == [pair]
    assert too_near(pair, "normal") == []


def test_colours_that_come_near_differ_in_dash_and_marker():
    assert told_by_colour_alone(zip(template.COLOURS, template.DASHES, template.MARKERS, strict=True)) == []


@pytest.mark.parametrize("other", [("#6E7A00", "solid", "square"), ("#6E7A00", "dash", "circle")])
def test_the_same_dash_or_marker_is_found(other):
    one = ("#A06000", "solid", "circle")
    assert told_by_colour_alone([one, other, (colours.BLUE, "solid", "circle")]) == [(one, other)]


def test_the_simulation_is_alive():
    """Red and green of the same lightness are far apart for most readers and near for some."""
    assert distance("#C00000", "#007000", "normal") > 50
    assert distance("#A06000", "#6E7A00", "deuteranomaly") < 0.5 * distance("#A06000", "#6E7A00", "normal")


def test_contrast_is_that_of_the_guidelines():
    assert colours.contrast("#000000") == pytest.approx(21)
    assert colours.contrast("#FFFFFF") == pytest.approx(1)
    assert colours.contrast("#777777") == pytest.approx(4.48, abs=0.01)
    assert colours.contrast("#1F1F1F", "#000000") == colours.contrast("#000000", "#1F1F1F")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_marks_stand_out(dark):
    shown, page = (colours.ON_DARK, colours.DARK["page"]) if dark else ({}, colours.WHITE)
    for colour in (*NAMED, colours.PALE):
        assert colours.contrast(shown.get(colour, colour), page) >= 3, colour
    for colour in (colours.TEXT, colours.GREY):
        assert colours.contrast(shown.get(colour, colour), page) >= 4.5, colour


def test_a_colour_keeps_its_name_on_a_dark_page():
    """The sheet for dark pages finds a colour by what it is on a light one, so no two of them may be the same."""
    written = [colours.parts(colour) for colour in colours.ON_DARK]
    assert len(written) == len(set(written))
    assert not set(written) & {colours.parts(dark) for dark in colours.ON_DARK.values()}


@pytest.mark.parametrize("colour", NAMED)
def test_labels_can_be_read(colour):
    label = vocabulary.curve_label(1, 1, "name", colour)
    assert colours.contrast(label["font"]["color"]) >= 4.5
    assert label["font"]["size"] >= 12
