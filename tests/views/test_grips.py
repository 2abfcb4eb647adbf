"""What drugs hold: from the rows of drugs and targets, the first of each kind by its date."""

import pytest

from helpers import tables, views
from helpers.views.grips import FIRST_OF_EACH


def test_every_drug_stands_under_an_interleukin_with_all_that_it_holds():
    held = {key for name in views.drug_grip_options() for grip in views.drug_grips(name).grips for key in grip.held}
    targets = tables.load("therapeutic_targets")
    assert held == set(targets["inn"] + " " + targets["gene_symbol"])


def test_the_five_are_the_first_of_each_kind():
    grips = views.drug_grips(FIRST_OF_EACH).grips
    drugs = tables.load("therapeutics")
    for grip in grips:
        same = drugs[drugs["action"] == grip.action]
        assert grip.first_fda == str(same["first_fda_approval"].min())[:10]
    assert {grip.action for grip in grips} == set(drugs["action"])


@pytest.mark.parametrize("name", views.drug_grip_options())
def test_a_drug_holds_the_messenger_or_chains_never_neither(name):
    for grip in views.drug_grips(name).grips:
        binds = tables.load("therapeutic_targets").set_index(["inn", "gene_symbol"])["binds"]
        sides = {binds[(grip.drug, gene)] for gene in grip.genes}
        assert sides == ({"ligand"} if grip.holds_messenger else {"receptor"})
        if not grip.holds_messenger:
            assert {chain.gene for chain in grip.chains} == set(grip.genes)


def test_what_else_a_drug_holds_is_told():
    rilonacept = next(grip for grip in views.drug_grips("IL-1β").grips if grip.drug == "rilonacept")
    assert rilonacept.genes == ("IL1B",) and set(rilonacept.also) == {"IL1A", "IL1RN"}
    toxins = [grip.drug for grip in views.drug_grips("IL-3").grips]
    assert toxins == ["tagraxofusp"]


@pytest.mark.parametrize("name", ["IL-32", "IL-10", "no such"])
def test_what_has_no_drug_is_said(name):
    with pytest.raises(ValueError, match=f"No licensed drug of the tables concerns '{name}'"):
        views.drug_grips(name)
