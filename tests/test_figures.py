"""The figure type and every figure made from the tables: description, table and picture agree."""

import json
import subprocess
import sys

import numpy as np
import pytest

from helpers import figures, models, tables, views
from helpers.colours import TEXT
from helpers.figures.curves import Axis, Curve, Frame, Words, curve_figure
from helpers.figures.template import COLOURS, TEMPLATE

X = views.decades(0.01, 100)
BINDING = models.receptor_binding


def rising():
    return curve_figure(X, [Curve("one", X)], Frame(Axis("x (nM)"), Axis("y (%)")), Words("T", "It rises."))


def drawn_response(responses):
    return figures.concentration_response(views.concentration_response(X, responses, title="T"))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"description": " "}, "needs a title and a description"),
        ({"title": ""}, "needs a title and a description"),
        ({"table": {}}, "needs its data as a table"),
        ({"table": {"x": []}}, "needs its data as a table"),
        ({"table": {"x": [1], "y": [1, 2]}}, "same length"),
    ],
)
def test_a_figure_without_words_or_table_cannot_be_made(change, sentence):
    parts = {"title": "T", "description": "D.", "table": {"x": [1]}} | change
    with pytest.raises(ValueError, match=sentence):
        figures.Figure([], {}, **parts)


def all_figures():
    """Every figure function with typical input."""
    response = BINDING.operational_response(X, 1, 3)
    il6 = tables.load("il6_activities")
    targets = tables.load("targets")
    return {
        "lines": rising(),
        "concentration_response": drawn_response({"a": response, "b": response / 2}),
        "schild_plot": figures.schild_plot(views.schild_plot([1, 10], [2, 11])),
        "two_receptors": figures.two_receptors(views.il2_two_receptors(1000.0)),
        "partial_beside_full": figures.partial_beside_full(views.partial_beside_full(10.0, 1.0)),
        "concentration_profile": figures.concentration_profile(views.concentration_profile(1000, 100, 10, 1)),
        "conversation": figures.conversation(views.conversation("IL-6")),
        "producers_by_cell": figures.producers_by_cell(views.producers_by_cell()),
        "activity_map": figures.activity_map(views.activity_map(il6)),
        "pleiotropy": figures.pleiotropy(views.pleiotropy(targets)),
    }


@pytest.mark.parametrize("name", sorted(all_figures()))
def test_plotly_accepts_the_figure_and_it_holds_plain_json(name):
    figure = all_figures()[name]
    plotly = figure.to_plotly()
    assert len(plotly.data) == len(figure.traces)
    spec = figure.spec()
    assert json.loads(json.dumps(spec)) == spec
    assert "bdata" not in json.dumps(spec)
    assert len(json.dumps(spec)) < 100_000


@pytest.mark.parametrize("name", sorted(all_figures()))
def test_description_and_table_come_with_it(name):
    figure = all_figures()[name]
    assert figure.description.rstrip().endswith(".")
    assert set(figure.bundle()) == {"application/vnd.plotly.v1+json", "text/html", "text/plain"}
    assert figure.description in figure.bundle()["text/plain"]
    words = figure.words()
    assert words.count("<tr>") == 1 + len(next(iter(figure.table.values())))
    assert words.count('<th scope="col"') == len(figure.table)
    assert "Read this figure as a table" in words


@pytest.mark.parametrize("name", ["producers_by_cell", "pleiotropy"])
def test_hatched_bars_keep_their_colour(name):
    patterns = [trace["marker"]["pattern"] for trace in all_figures()[name].traces if "pattern" in trace["marker"]]
    assert patterns
    assert all(pattern["fillmode"] == "overlay" for pattern in patterns)


def test_a_figure_cannot_be_changed_through_its_copy():
    figure = rising()
    figure.to_plotly().update_layout(height=999)
    assert "height" not in figure.layout


def test_stored_numbers_keep_six_digits():
    assert figures.plain([1 / 3, np.float64(2e-7) / 3, np.nan, np.inf, 7, True, "x"]) == [
        0.333333,
        6.66667e-08,
        None,
        None,
        7,
        True,
        "x",
    ]


def test_last_bits_do_not_show():
    """Nudging every number by one unit in the last place leaves the stored figure as it is."""
    response = BINDING.operational_response(X, 1, 3)
    nudged = np.nextafter(response, np.inf)
    first = drawn_response({"a": response})
    second = drawn_response({"a": nudged})
    assert first.bundle() == second.bundle()
    assert first.words() == second.words()


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0.90909, "0.909"),
        (12345.6, "12,300"),
        (2.5e-7, "2.5 × 10^-7"),
        (0, "0"),
        (float("nan"), "undefined"),
        (float("inf"), "infinitely large"),
        (100.0, "100"),
        (1.0, "1"),
        (-3.14159, "-3.14"),
    ],
)
def test_numbers_read_as_a_reader_writes_them(number, words):
    assert figures.number_words(number) == words


def test_readings_from_a_curve_are_the_models():
    x = views.decades(1e-4, 1e5)
    read = views.read_curve("drug", x, BINDING.operational_response(x, 10, 10))
    assert read.ec50_nM == pytest.approx(10 / 11, rel=0.01)
    assert read.maximum == pytest.approx(1000 / 11, rel=1e-3)


def test_a_flat_curve_has_no_ec50():
    assert np.isnan(views.read_curve("drug", X, np.zeros_like(X)).ec50_nM)
    assert "no response" in drawn_response({"a": np.zeros_like(X)}).description


@pytest.mark.parametrize(("low", "high"), [(0, 1), (-1, 1), (2, 1)])
def test_a_logarithmic_axis_refuses_zero(low, high):
    with pytest.raises(ValueError, match="positive number to a larger one"):
        views.decades(low, high)


def test_an_empty_choice_of_the_map_gets_a_sentence():
    with pytest.raises(ValueError, match="Set one of the filters back"):
        views.chosen_activities(branch="bone", direction="down", species="human", target="hepatocyte")


def test_the_map_counts_what_the_table_holds():
    rows = tables.load("il6_activities")
    figure = figures.activity_map(views.activity_map(rows))
    assert f"{len(rows)} published effects on {rows['target'].nunique()} targets" in figure.description
    down, same = ((rows["direction"] == way).sum() for way in ("down", "no change"))
    assert f"{down} effects are a decrease and {same} no change" in figure.description
    assert len(figure.table["target"]) == len(rows)


def test_every_arrow_of_the_map_is_that_of_a_readout():
    """What was added, and what carries an effect, gets no name in the column of readouts; each name has one arrow."""
    arrows = {"up": "↑", "down": "↓", "no change": "="}
    table = tables.load("il6_activities")
    drawn = set()
    for branch in table["branch"].unique():
        rows = table[(table["branch"] == branch) & (table["readout"] != "")]
        figure = figures.activity_map(views.chosen_activities(branch=branch))
        names = next((trace for trace in figure.traces if trace["name"] == "readout"), {"customdata": [], "text": []})
        for (_, readout), text in zip(names["customdata"], names["text"], strict=True):
            ways = rows.loc[rows["readout"] == readout, "readout_direction"].unique()
            assert text.endswith(arrows[ways[0]] if len(ways) == 1 else "↕"), readout
            drawn.add(readout)
        assert {readout for _, readout in names["customdata"]} == set(rows["readout"]), branch
    assert not drawn & set(table["condition"])


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_colours_stand_out_on_white():
    for colour in COLOURS:
        assert 1.05 / (luminance(colour) + 0.05) >= 3, colour
    assert 1.05 / (luminance(TEXT) + 0.05) >= 4.5


def test_text_is_large_enough():
    layout = TEMPLATE["layout"]
    assert min(layout["font"]["size"], layout["xaxis"]["tickfont"]["size"], layout["legend"]["font"]["size"]) >= 12


def test_plotly_io_is_never_touched():
    command = (
        "import sys; from helpers import figures, explorers; explorers.two_drugs().figure.bundle(); "
        "print('plotly.io' in sys.modules, 'plotly.graph_objects' in sys.modules)"
    )
    result = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=True)
    assert result.stdout.split() == ["False", "False"]


def test_the_map_says_what_a_click_chooses():
    rows = tables.load("il6_activities").query("branch == 'acute-phase proteins'")
    figure = figures.activity_map(views.activity_map(rows, "acute-phase proteins"))
    nodes = {trace["name"]: trace for trace in figure.traces if "customdata" in trace}
    assert set(nodes) == {"messenger", "branch", "target", "readout"}
    assert ["target", "hepatocyte"] in nodes["target"]["customdata"]
    assert {"albumin\N{NO-BREAK SPACE}↓", "CRP\N{NO-BREAK SPACE}↑"} <= set(nodes["readout"]["text"])
