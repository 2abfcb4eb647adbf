"""Families drawn: what is said is what is plotted."""

import pytest

from helpers import figures, tables, views


def test_words_follow_the_plotted_lines():
    view = views.families_compared()
    figure = figures.families_compared(view)
    marked = next(t for t in figure.traces if t["name"] == "chosen")
    moved = [each for each in view.companies if each.moves]
    assert f"{len(moved)} of " in figure.description
    assert figure.table["changes company"].count("yes") == len(moved)
    assert 0 < sum(x is None for x in marked["x"]) <= sum(len(each.before) * len(each.after) for each in moved)
    for trace in (trace for trace in figure.traces if trace["name"] == "interleukins"):
        bold = [text for text in trace["text"] if text.startswith("<b>")]
        assert {name for text in bold for name in text[3:-4].split(", ")} == {each.interleukin for each in moved}
        written = [name for text in trace["text"] for name in text.replace("<b>", "").replace("</b>", "").split(", ")]
        assert set(written) == set(figure.table["interleukin"])
    assert len(figure.table["interleukin"]) == len(tables.load("interleukins"))


@pytest.mark.parametrize("name", ["IL-4", "IL-8", "IL-14"])
def test_one_interleukin_is_followed(name):
    figure = figures.families_compared(views.families_compared(follow=name))
    assert figure.description.count(name) and "compan" in figure.description


def test_gene_map_counts_what_it_plots():
    subunits = tables.load("subunits")
    figure = figures.gene_map(views.gene_map())
    assert sum(figure.table["number of genes"]) == subunits["gene_symbol"].nunique()
    points = [t for t in figure.traces if t["mode"] == "markers"]
    assert sum(len(t["x"]) for t in points) == len(figure.table["band"])
    several = [n for n in figure.table["number of genes"] if n > 1]
    assert f"{len(several)} bands hold more than one of them, {sum(several)} genes together" in figure.description
    texts = " ".join(next(t for t in figure.traces if t["name"] == "names")["text"])
    assert all(gene in texts for gene in subunits["gene_symbol"])
