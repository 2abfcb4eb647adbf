"""Families: who changes company, and where the genes lie."""

import pandas as pd
import pytest

from helpers import figures, tables

SCHEMES = tuple(figures.SCHEMES)


def small(**families):
    """Return a classification in which each keyword is an interleukin with its two families."""
    rows = [
        (name, scheme, family)
        for name, pair in families.items()
        for scheme, family in zip(("sequence-structure", "receptor-chain"), pair, strict=True)
    ]
    return pd.DataFrame(rows, columns=["interleukin", "scheme", "family"])


def test_who_meets_fewer_than_half_moves():
    found = figures.company(small(a="Xx", b="Xx", c="Xy", d="Xx", e="Zx"), *SCHEMES[:2]).set_index("interleukin")
    assert found["moves"].to_dict() == {"a": False, "b": False, "c": True, "d": False, "e": False}
    assert found.loc["a", "companions"] == ["b", "c", "d"]
    assert found.loc["a", "met_again"] == ["b", "d"]
    assert found.loc["e", "companions"] == []


def test_half_is_enough_to_stay():
    found = figures.company(small(a="Xx", b="Xx", c="Xy"), *SCHEMES[:2]).set_index("interleukin")
    assert found["moves"].to_dict() == {"a": False, "b": False, "c": True}


def test_no_family_is_no_company():
    rows = small(
        a=("no shared fold", "x"), b=("no shared fold", "x"), c=("X", "not established"), d=("X", "not established")
    )
    found = figures.company(rows, *SCHEMES[:2]).set_index("interleukin")
    assert found["companions"].map(len).to_dict() == {"a": 0, "b": 0, "c": 1, "d": 1}
    assert found["moves"].to_dict() == {"a": False, "b": False, "c": True, "d": True}


def test_unknown_or_equal_schemes_are_refused():
    classification = tables.load("classification")
    with pytest.raises(ValueError, match="is not a scheme; choose from"):
        figures.company(classification, "age", SCHEMES[0])
    with pytest.raises(ValueError, match="with itself. Choose two different schemes"):
        figures.company(classification, SCHEMES[0], SCHEMES[0])
    with pytest.raises(ValueError, match="is not in the classification"):
        figures.families_compared(classification, follow="IL-99")


def test_words_follow_the_plotted_lines():
    figure = figures.families_compared(tables.load("classification"))
    marked = next(t for t in figure.traces if t["name"] == "chosen")
    lines = sum(x is None for x in marked["x"])
    assert f"{lines} of " in figure.description
    assert figure.table["changes company"].count("yes") == lines
    assert len(figure.table["interleukin"]) == len(tables.load("interleukins"))


@pytest.mark.parametrize("name", ["IL-4", "IL-8", "IL-14"])
def test_one_interleukin_is_followed(name):
    figure = figures.families_compared(tables.load("classification"), follow=name)
    assert figure.description.count(name) and "compan" in figure.description


def test_gene_map_counts_what_it_plots():
    genes, subunits = tables.load("genes"), tables.load("subunits")
    figure = figures.gene_map(genes, subunits, tables.load("classification"))
    assert sum(figure.table["number of genes"]) == subunits["gene_symbol"].nunique()
    points = [t for t in figure.traces if t["mode"] == "markers"]
    assert sum(len(t["x"]) for t in points) == len(figure.table["band"])
    several = [n for n in figure.table["number of genes"] if n > 1]
    assert f"{len(several)} bands hold more than one of them, {sum(several)} genes together" in figure.description
    texts = " ".join(next(t for t in figure.traces if t["name"] == "names")["text"])
    assert all(gene in texts for gene in subunits["gene_symbol"])
