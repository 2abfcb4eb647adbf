"""Receptor chains: who uses which, counted and drawn."""

import pytest

from helpers import figures, tables


@pytest.fixture(scope="module")
def chains():
    names = tables.load("receptor_complexes")[["complex", "name"]]
    return tables.load("receptor_chains").merge(names, on="complex")


def test_users_are_counted_once(chains):
    users = figures.users_of_chains(chains)
    for gene, names in users.items():
        assert set(names) == set(chains[chains["gene_symbol"] == gene]["interleukin"])
        assert len(names) == len(set(names))
    lengths = [len(names) for names in users.values()]
    assert lengths == sorted(lengths, reverse=True)


def test_every_chain_and_every_interleukin_can_be_drawn(chains):
    for gene in chains["gene_symbol"].unique():
        figure = figures.receptor_network(chains, chain=gene)
        assert set(figure.table["interleukin"]) == set(chains[chains["gene_symbol"] == gene]["interleukin"])
    for name in chains["interleukin"].unique():
        figure = figures.receptor_network(chains, interleukin=name)
        rows = chains[chains["interleukin"] == name]
        assert list(figure.table["receptor complex"]) == list(rows["name"])
        assert f"{name} binds {rows['complex'].nunique()} receptor complex" in figure.description


def test_chain_and_interleukin_together(chains):
    yes = figures.receptor_network(chains, chain="IL6ST", interleukin="IL-6").description
    no = figures.receptor_network(chains, chain="IL6ST", interleukin="IL-2").description
    assert "IL-6 uses gp130 (IL6ST)" in yes
    assert "IL-2 does not use gp130 (IL6ST)" in no


def test_empty_choices_say_what_to_do(chains):
    with pytest.raises(ValueError, match="Nothing is chosen: choose a receptor chain, an interleukin, or both"):
        figures.receptor_network(chains)
    with pytest.raises(ValueError, match="No receptor of IL-14 is established; choose another"):
        figures.receptor_network(chains, interleukin="IL-14")
    with pytest.raises(ValueError, match="No receptor with the chain 'XYZ'"):
        figures.receptor_network(chains, chain="XYZ")


def test_links_are_drawn_with_a_second_channel(chains):
    figure = figures.receptor_network(chains, chain="IL1RAP", interleukin="IL-1β")
    lines = {t["name"]: t["line"] for t in figure.traces if t["mode"] == "lines"}
    assert lines["decoy: binds, no signal"]["dash"] != lines["chain of the complex"]["dash"]
    assert lines["the chosen chain"]["width"] > lines["chain of the complex"]["width"]


def test_shared_chains_are_those_with_two_users(chains):
    figure = figures.shared_chains(chains)
    users = figures.users_of_chains(chains)
    shared = [gene for gene in users if len(users[gene]) > 1]
    assert len(figure.table["chain"]) == len(shared)
    assert figure.description.startswith(f"{len(shared)} of {len(users)} receptor chains")


def test_whole_network_has_every_link_once(chains):
    figure = figures.whole_network(chains)
    drawn = sum(x is None for t in figure.traces if t["mode"] == "lines" for x in t["x"])
    assert drawn == len(chains[["interleukin", "gene_symbol"]].drop_duplicates())
    assert len(figure.table["interleukin"]) == chains["interleukin"].nunique()
    groups = max(figure.table["group"])
    assert f"fall into {groups} groups" in figure.description
