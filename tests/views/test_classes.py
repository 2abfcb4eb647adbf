"""The classes of cytokine receptors as a record: members counted again from the tables."""

import pytest

from helpers import tables, views


def test_every_interleukin_with_a_receptor_is_in_a_class_or_named_apart():
    view = views.cytokine_classes()
    placed = {member.name for each in view.classes for member in each.interleukins}
    assert placed | set(view.unplaced) == set(views.signalling_options())
    assert not placed & set(view.unplaced) and view.interleukins == len(views.signalling_options())
    assert set(view.unplaced) == {"IL-16", "IL-17D"}


def test_members_are_those_whose_chains_have_the_class():
    chains = tables.load("receptor_chains").query("chain_role not in ('decoy', 'presenting')")
    built = dict(tables.load("receptor_architecture")[["gene_symbol", "chain_class"]].itertuples(index=False))
    chains = chains.assign(chain_class=chains["gene_symbol"].map(built))
    for each in views.cytokine_classes().classes:
        wanted = set(chains.loc[chains["chain_class"] == each.key, "interleukin"])
        assert {member.name for member in each.interleukins} == wanted, each.label


def test_a_class_without_interleukins_is_drawn_from_its_own_rows():
    tnf = next(each for each in views.cytokine_classes().classes if each.cytokine == "TNF")
    (chain,) = tnf.chains
    assert (chain.cysteine_rich, chain.inside, tnf.form, tnf.interleukins) == (4, "death", "trimer", ())
    assert [partner.factor for partner in chain.partners] == ["NF-κB"]


def test_a_class_is_chosen_by_its_label():
    marked = views.cytokine_classes("Class II receptors").marked
    assert marked is not None and marked.key == "class II"
    with pytest.raises(ValueError, match="'Class III' is not a class of receptors; choose one of: all classes, Class"):
        views.cytokine_classes("Class III")
