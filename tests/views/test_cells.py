"""Senders and receivers: what is counted is what the tables hold."""

import pytest

from helpers import figures, tables, views


def test_an_alias_is_understood_and_every_row_is_there():
    view = views.conversation("CXCL8")
    assert view.interleukin == "IL-8"
    for cells, table in ((view.senders, "producers"), (view.receivers, "targets")):
        rows = tables.load(table).query("interleukin == 'IL-8'")
        assert [cell.cell_type for cell in cells] == sorted(set(rows["cell_type"]))
    assert any(cell.stored for cell in view.senders) and any(cell.stored is None for cell in view.senders)
    with pytest.raises(tables.TableError, match="IL-99"):
        views.conversation("IL-99")


@pytest.mark.parametrize("name", views.conversing())
def test_every_listed_interleukin_converses(name):
    view = views.conversation(name)
    assert view.senders or view.receivers
    assert f"{name} has {len(view.senders) or 'no'} listed producer" in figures.conversation(view).description


def test_cells_are_counted_apart():
    view = views.producers_by_cell()
    rows = tables.load("producers")
    assert {count.cell_type for count in view.counts if count.leukocyte} == set(rows["cell_type"]) & views.leukocytes()
    assert sum(count.interleukins for count in view.counts) == len(rows[["interleukin", "cell_type"]].drop_duplicates())
    assert view.counts[0].interleukins <= view.counts[-1].interleukins
    only_white = views.producers_by_cell(rows[rows["cell_type"].isin(views.leukocytes())])
    assert only_white.made_elsewhere == 0
