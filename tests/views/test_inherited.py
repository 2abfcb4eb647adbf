"""Ratios of genes and of trials: every row of the first table, of the second those of hearts that have a ratio."""

import pytest

from helpers import tables, views


def test_every_gene_row_stands_there_and_the_trials_of_hearts_with_a_ratio():
    view = views.inherited_ratios()
    genes = tables.load("genetic_evidence")
    assert [row.ratio for row in view.rows[: len(genes)]] == list(genes["ratio"])
    assert [row.cause for _, row in view.of("trial")] == ["canakinumab: CANTOS", "methotrexate: CIRT"]


def test_one_copy_leaves_more_il6_and_less_crp():
    ratios = {(row.what, row.reference): row.ratio for row in views.inherited_ratios().rows}
    assert ratios["IL-6 in blood", "sarwar_2012"] > 1 > ratios["C-reactive protein", "sarwar_2012"]
    assert ratios["coronary heart disease", "sarwar_2012"] == pytest.approx(1 - 0.034)


def test_an_interval_that_was_not_read_is_none():
    row = next(row for row in views.inherited_ratios().rows if row.what == "IL-6R on white cells")
    assert (row.low, row.high) == (None, None)


def test_a_filtered_table_is_drawn_and_another_is_refused():
    genes = tables.load("genetic_evidence").query("gene == 'IL6'")
    assert len(views.inherited_ratios(genes).of("disease")) == 1
    with pytest.raises(tables.TableError, match="'genetic_evidence'"):
        views.inherited_ratios(genes[0:0])
