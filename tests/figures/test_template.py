"""Colours: contrast on white, and their distance as readers with a colour-blindness see them."""

import itertools
import json

import numpy as np
import pytest
from colorspacious import cspace_convert, deltaE

from helpers.figures import template
from helpers.figures.figure import Figure
from tests import notebooks

KINDS = ("normal", "deuteranomaly", "protanomaly", "tritanomaly")
# Distances in CAM02-UCS (Luo, Cui and Li 2006). About 1 is just noticeable side by side; 6 is seen at a glance. Two
# colours nearer than 10 in anybody's eyes must differ in dash and in marker as well.
SMALLEST, NEAR = 6, 10
NAMED = [*template.COLOURS, template.GREY]
PLOTLY = "application/vnd.plotly.v1+json"


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


def stored_figures():
    """Yield (notebook, plotly JSON) of every figure that is stored in a notebook."""
    for path in notebooks.everything():
        for cell in notebooks.code(path):
            for output in cell["outputs"]:
                if PLOTLY in output.get("data", {}):
                    yield path.stem, output["data"][PLOTLY]


def colours_at(value, path=()):
    """Yield (path, colour) of every colour of the form #RRGGBB in a figure, without its template."""
    if isinstance(value, dict):
        for key, part in value.items():
            if key != "template":
                yield from colours_at(part, (*path, key))
    elif isinstance(value, list):
        for part in value:
            yield from colours_at(part, path)
    elif isinstance(value, str) and len(value) == 7 and value.startswith("#"):
        yield path, value


@pytest.mark.parametrize("kind", KINDS)
def test_colours_keep_their_distance(kind):
    for one, other in itertools.combinations(NAMED, 2):
        assert distance(one, other, kind) >= SMALLEST, (one, other)


def test_colours_that_come_near_differ_in_dash_and_marker():
    styles = list(zip(template.COLOURS, template.DASHES, template.MARKERS, strict=True))
    for one, other in itertools.combinations(styles, 2):
        if min(distance(one[0], other[0], kind) for kind in KINDS) < NEAR:
            assert one[1] != other[1] and one[2] != other[2], (one, other)


def test_the_simulation_is_alive():
    """Red and green of the same lightness are far apart for most readers and near for some."""
    assert distance("#C00000", "#007000", "normal") > 50
    assert distance("#A06000", "#6E7A00", "deuteranomaly") < 0.5 * distance("#A06000", "#6E7A00", "normal")


def test_contrast_is_that_of_the_guidelines():
    assert template.contrast("#000000") == pytest.approx(21)
    assert template.contrast("#FFFFFF") == pytest.approx(1)
    assert template.contrast("#777777") == pytest.approx(4.48, abs=0.01)
    assert template.contrast("#1F1F1F", "#000000") == template.contrast("#000000", "#1F1F1F")


def test_marks_stand_out():
    for colour in (*NAMED, template.PALE):
        assert template.contrast(colour) >= 3, colour
    for colour in (template.TEXT, template.GREY):
        assert template.contrast(colour) >= 4.5, colour


@pytest.mark.parametrize("colour", NAMED)
def test_labels_can_be_read(colour):
    label = template.label(1, 1, "name", colour)
    assert template.contrast(label["font"]["color"]) >= 4.5
    assert label["font"]["size"] >= 12


def test_text_in_every_figure_can_be_read():
    """Every colour of letters (annotations, names of points, axes) has 4.5:1; every mark of data has 3:1."""
    weak = set()
    for name, figure in stored_figures():
        for path, colour in [*colours_at(figure["data"], ("data",)), *colours_at(figure["layout"], ("layout",))]:
            text = "font" in path or "textfont" in path or "tickfont" in path
            mark = path[0] == "data" and "pattern" not in path
            wanted = 4.5 if text else 3 if mark else 0
            if template.contrast(colour) < wanted and (path[-2:], colour) not in DECORATION:
                weak.add((name, ".".join(map(str, path)), colour))
    assert sorted(weak) == []


# Rules that only guide the eye, like the lines of a grid.
DECORATION = {(("line", "color"), template.RULE)}


def test_a_weak_colour_would_be_found():
    figure = Figure(
        [{"type": "scatter", "y": [1, 2], "line": {"color": "#C4CCD2"}}],
        {},
        title="Title.",
        description="Words.",
        table={"y": [1, 2]},
    )
    ((path, colour),) = colours_at(json.loads(json.dumps(figure.spec()["data"])))
    assert path == ("line", "color") and template.contrast(colour) < 3
