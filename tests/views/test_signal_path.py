"""From a receptor to a gene and back, as a record."""

import pytest

from helpers import tables, views


def test_the_steps_are_the_rows_and_each_adds_some():
    rows = tables.load("jak_stat_steps")
    view = views.signal_steps()
    assert [row.key for row in view.steps] == list(rows["actor"] + " " + rows["effect"] + " " + rows["acts_on"])
    reached = [sum(views.signal_steps(step).happened(row.key) for row in view.steps) for step in views.signal_stops()]
    assert reached == sorted(set(reached)) and reached[-1] == len(rows)
    assert [row.actor for row in view.steps if row.brake] == ["SOCS"]


@pytest.mark.parametrize("interleukin", views.signal_interleukins())
def test_chains_and_kinases_are_those_of_the_tables(interleukin):
    view = views.signal_steps(9, interleukin)
    pairs = tables.load("signalling_pairs")
    for chain, partner in zip(view.pair, view.kinases, strict=True):
        own = pairs[(pairs["gene_symbol"] == chain.gene) & (pairs["partner_kind"] == "kinase")]
        assert partner.gene in set(own["partner"])
    assert view.factor.startswith("STAT")


def test_gp130_stands_twice_for_il6_and_il2_has_its_two_kinases():
    assert [chain.gene for chain in views.signal_steps(1, "IL-6").pair] == ["IL6ST", "IL6ST"]
    assert {partner.gene for partner in views.signal_steps(1, "IL-2").kinases} == {"JAK1", "JAK3"}


def test_a_complex_is_drawn_twice_whole_only_where_the_tables_count_all_of_it():
    """Two gp130 are known of IL-11's receptor, and not how many IL-11 and IL-11Rα stand in it."""
    doubled = [
        name for name in views.signal_interleukins() if len({c.gene for c in views.signal_steps(1, name).pair}) == 1
    ]
    assert doubled == ["IL-6"]


@pytest.mark.parametrize(
    ("choice", "sentence"),
    [
        ({"step": 0}, "There is no step 0; the steps are 1 to 9"),
        ({"interleukin": "IL-8"}, "Two kinases at the receptor of 'IL-8' are not established; choose one of: IL-2"),
        ({"interleukin": "JAK1"}, "Two kinases at the receptor of 'JAK1' are not established"),
    ],
)
def test_what_cannot_be_shown_is_said(choice, sentence):
    with pytest.raises(ValueError, match=sentence):
        views.signal_steps(**choice)
