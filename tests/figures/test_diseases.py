"""The figure of interleukins in disease: role by place and colour, evidence by shape, findings in the table."""

import pytest

from helpers import figures, tables, views
from helpers.figures import diseases


@pytest.fixture(scope="module")
def rows():
    return tables.load("diseases")


def drawn(rows, chosen):
    return figures.disease_roles(views.disease_roles(rows, chosen))


def markers(figure):
    return [trace for trace in figure.traces if not trace["showlegend"]]


def test_every_row_is_one_marker_with_the_shape_of_its_evidence(rows):
    figure = drawn(rows, "everything")
    for trace in markers(figure):
        expected = int((rows["evidence"] == trace["name"]).sum())
        assert sum(x is not None for x in trace["x"]) == expected
        assert trace["marker"]["symbol"] == diseases._SHAPES[trace["name"]].symbol
    keys = [trace for trace in figure.traces if trace["showlegend"]]
    assert [key["name"] for key in keys] == list(views.EVIDENCE)


def test_the_column_is_the_role(rows):
    figure = drawn(rows, "everything")
    for trace in markers(figure):
        for x, colour in zip(trace["x"], trace["marker"]["color"], strict=True):
            assert diseases._COLOURS[views.ROLES[round(x)]] == colour
    spots = [(x, y) for trace in markers(figure) for x, y in zip(trace["x"], trace["y"], strict=True)]
    assert len(spots) == len(set(spots)), "no marker hides another"


def test_one_interleukin_is_shown_by_condition(rows):
    figure = drawn(rows[rows["interleukin"] == "IL-17A"], "IL-17A")
    assert "Crohn's disease" in figure.layout["yaxis"]["ticktext"]
    assert "drives: Axial spondyloarthritis (trial), Plaque psoriasis (trial)" in figure.description


def test_one_condition_is_shown_by_interleukin(rows):
    figure = drawn(rows[rows["condition"] == "Rheumatoid arthritis"], "Rheumatoid arthritis")
    assert figure.layout["yaxis"]["ticktext"] == ["IL-23", "IL-12", "IL-6", "IL-1β"]
    assert figure.table["finding"][0] and figure.table["reference"][0]
    assert (
        "Drives: IL-1β (trial), IL-6 (trial); tested without benefit: IL-12 (trial), IL-23 (trial)."
        in figure.description
    )


def test_no_row_is_a_sentence(rows):
    with pytest.raises(ValueError, match=r"No row of the table fits this choice \(IL-4, Gout\)"):
        drawn(rows[rows["interleukin"] == "nothing"], "IL-4, Gout")


def test_both_names_are_told_where_neither_is_fixed(rows):
    alone = drawn(rows[rows["condition"] == "Gout"], "Gout")
    assert alone.layout["yaxis"]["ticktext"] == ["IL-1β in Gout"]
    assert "Drives: IL-1β in Gout (trial)." in alone.description
    observed = drawn(rows[rows["evidence"] == "observation"], "observation")
    assert "IL-6 in Sepsis (observation)" in observed.description
    assert "IL-6" in observed.layout["yaxis"]["ticktext"]
