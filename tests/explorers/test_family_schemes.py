"""The explorers of families and receptors at every option."""

import itertools

import pytest

from helpers import explorers, tables, views


def options(explorer, name):
    return next(control["values"] for control in explorer.controls if control["name"] == name)


def test_every_pair_of_schemes_and_every_interleukin():
    explorer = explorers.family_schemes()
    schemes, names = options(explorer, "first"), options(explorer, "follow")
    assert names[0] == views.MOVERS and set(names[1:]) == set(tables.load("interleukins")["interleukin"])
    for first, second in itertools.permutations(schemes, 2):
        assert f"by {first}" in explorer.at(first=first, second=second).description
    for name in names[1:]:
        assert name in explorer.at(follow=name).description


def test_equal_schemes_are_a_sentence():
    with pytest.raises(ValueError, match="Choose two different schemes"):
        explorers.family_schemes().at(first="function", second="function")


def test_presets_can_be_drawn():
    for explorer in (explorers.family_schemes(), explorers.receptor_network()):
        for values in explorer.presets.values():
            assert explorer.at(**values).description


def test_names_are_resolved():
    assert explorers.family_schemes(follow="CXCL8").values["follow"] == "IL-8"
    assert explorers.receptor_network(interleukin="il17").values == {"chain": "none", "interleukin": "IL-17A"}
    with pytest.raises(tables.TableError, match="did you mean .*IL-17A"):
        explorers.receptor_network(interleukin="IL-17X")
    with pytest.raises(tables.TableError, match="did you mean"):
        explorers.family_schemes(follow="IL-17Z")
    with pytest.raises(tables.TableError, match="write its gene symbol"):
        explorers.receptor_network(chain="gp130")


def test_every_chain_and_every_interleukin():
    explorer = explorers.receptor_network()
    listed = set(tables.load("receptor_chains")["interleukin"])
    for chain in options(explorer, "chain")[1:]:
        assert chain in explorer.at(chain=chain).description
    for name in options(explorer, "interleukin")[1:]:
        if name in listed:
            assert name in explorer.at(chain="none", interleukin=name).description
        else:
            with pytest.raises(ValueError, match="No receptor of"):
                explorer.at(chain="none", interleukin=name)


def test_nothing_chosen_is_a_sentence():
    with pytest.raises(ValueError, match="Nothing is chosen"):
        explorers.receptor_network().at(chain="none", interleukin="none")
