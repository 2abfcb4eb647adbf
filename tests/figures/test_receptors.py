"""Receptor chains drawn: what is said is what is plotted."""

import pytest

from helpers import figures, tables, views


@pytest.fixture(scope="module")
def chains():
    names = tables.load("receptor_complexes")[["complex", "name"]]
    return tables.load("receptor_chains").merge(names, on="complex")


def network(**chosen):
    return figures.receptor_network(views.receptor_network(**chosen))


def test_every_chain_and_every_interleukin_can_be_drawn(chains):
    for gene in chains["gene_symbol"].unique():
        figure = network(chain=gene)
        assert set(figure.table["interleukin"]) == set(chains[chains["gene_symbol"] == gene]["interleukin"])
    for name in chains["interleukin"].unique():
        figure = network(interleukin=name)
        rows = chains[chains["interleukin"] == name]
        assert list(figure.table["receptor complex"]) == list(rows["name"])
        assert f"{name} binds {rows['complex'].nunique()} receptor complex" in figure.description


def test_chain_and_interleukin_together():
    yes = network(chain="IL6ST", interleukin="IL-6").description
    no = network(chain="IL6ST", interleukin="IL-2").description
    assert "IL-6 uses gp130 (IL6ST)" in yes
    assert "IL-2 does not use gp130 (IL6ST)" in no


def test_links_are_drawn_with_a_second_channel():
    figure = network(chain="IL1RAP", interleukin="IL-1β")
    lines = {t["name"]: t["line"] for t in figure.traces if t["mode"] == "lines"}
    assert lines["decoy: binds, no signal"]["dash"] != lines["chain of the complex"]["dash"]
    assert lines["the chosen chain"]["width"] > lines["chain of the complex"]["width"]
