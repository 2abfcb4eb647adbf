"""Receptor chains: who uses which, and who hangs together through them."""

import pytest

from helpers import tables, views


def test_users_are_counted_once():
    chains, users = tables.load("receptor_chains"), views.users_of_chains()
    for gene, names in users.items():
        assert set(names) == set(chains[chains["gene_symbol"] == gene]["interleukin"])
        assert len(names) == len(set(names))
    lengths = [len(names) for names in users.values()]
    assert lengths == sorted(lengths, reverse=True)


def test_empty_choices_say_what_to_do():
    with pytest.raises(ValueError, match="Nothing is chosen: choose a receptor chain, an interleukin, or both"):
        views.receptor_network()
    with pytest.raises(ValueError, match="No receptor of IL-14 is established; choose another"):
        views.receptor_network(interleukin="IL-14")
    with pytest.raises(ValueError, match="No receptor with the chain 'XYZ'"):
        views.receptor_network(chain="XYZ")


def test_a_chain_is_chosen_by_its_gene_or_its_label():
    assert views.receptor_network(chain="gp130 (IL6ST)") == views.receptor_network(chain="IL6ST")
    assert views.chain_option("IL6ST") == "gp130 (IL6ST)"
    assert views.chain_options()[:2] == ("γc (IL2RG)", "βc (CSF2RB)")
    with pytest.raises(tables.TableError, match="'gp130' is not a receptor chain of this course"):
        views.chain_option("gp130")


def test_what_a_chain_does_decides_how_its_line_is_drawn():
    chains = views.receptor_network(chain="IL1RAP", interleukin="IL-1β").chains
    for chain in chains:
        if chain.role in ("decoy", "soluble"):
            assert chain.kind == chain.role
        else:
            assert chain.kind == ("chosen" if chain.gene == "IL1RAP" else "signals")
    assert {chain.kind for chain in chains} == {"signals", "chosen", "decoy"}


def test_what_receptors_hold_is_the_table_of_pairs_turned_round():
    held = views.interleukins_by_partner().set_index("held by the receptor")["interleukins"]
    assert list(held.index[:4]) == ["JAK1", "JAK2", "JAK3", "TYK2"] and held["G protein"] == "IL-8"
    assert held["JAK3"] == "IL-2, IL-4, IL-7, IL-9, IL-15, IL-21"
    assert "IL-1β" in held["MyD88"] and "IL-1β" not in held["JAK1"] and "IL-17A" in held["Act1"].split(", ")
    pairs = tables.load("signalling_pairs").query("partner != ''")
    users = views.users_of_chains()
    named = {each for cell in held for each in cell.split(", ")}
    assert {each.removesuffix(" (mice)") for each in named} == {
        name for gene in pairs["gene_symbol"] for name in users.get(gene, ())
    }
    assert {each for each in named if each.endswith(" (mice)")} == {"IL-35 (mice)"}


def test_who_was_seen_to_use_a_chain_in_mice_only_is_marked():
    complexes = tables.load("receptor_complexes").set_index("complex")["species"]
    assert set(complexes[tables.load("receptor_chains").query("interleukin == 'IL-35'")["complex"]]) == {"mouse"}
    assert views.user_label("IL6ST", "IL-35") == "IL-35 (mice)"
    assert views.user_label("IL6ST", "IL-6") == "IL-6"
    assert views.user_label("IL1RL1", "IL-33") == "IL-33", "one complex of mice and one of people"
