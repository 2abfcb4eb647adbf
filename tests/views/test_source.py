"""Figures that are drawn from tables: what they say when they are given something else."""

import pytest

from helpers import figures, tables, views
from helpers.views.source import drawn_from

FIGURES = {
    "pleiotropy": (lambda rows: figures.pleiotropy(views.pleiotropy(rows)), ["targets"]),
    "producers_by_cell": (lambda rows: figures.producers_by_cell(views.producers_by_cell(rows)), ["producers"]),
    "families_compared": (
        lambda rows: figures.families_compared(views.families_compared(classification=rows)),
        ["classification"],
    ),
    "activity_map": (lambda rows: figures.activity_map(views.activity_map(rows)), ["il6_activities"]),
    "biosimilar_approvals": (
        lambda rows: figures.biosimilar_approvals(views.biosimilar_approvals(rows)),
        ["biosimilars"],
    ),
    "response_rates": (
        lambda rows: figures.response_rates(views.response_rates(views.trial_rows(rows), "these trials")),
        ["trials"],
    ),
}
ARGUMENTS = [(name, at) for name, (_, names) in FIGURES.items() for at in range(len(names))]


def drawn(name, at, change):
    """Draw figure `name` from its tables, the one at `at` changed."""
    draw, names = FIGURES[name]
    return draw(*(change(tables.load(table)) if i == at else tables.load(table) for i, table in enumerate(names)))


@pytest.mark.parametrize(("name", "at"), ARGUMENTS)
def test_what_is_not_its_table_gets_one_sentence(name, at):
    table = FIGURES[name][1][at]
    with pytest.raises(tables.TableError, match=f"'{table}', not from list. Give it tables.load\\(\"{table}\"\\)"):
        drawn(name, at, lambda rows: [1])
    with pytest.raises(tables.TableError, match=f"'{table}', and its column '.*' is not there. Give it"):
        drawn(name, at, lambda rows: tables.load("glossary"))
    with pytest.raises(tables.TableError, match=f"needs more rows of the table '{table}'"):
        drawn(name, at, lambda rows: rows.iloc[:0])


@pytest.mark.parametrize(("name", "at"), ARGUMENTS)
def test_any_part_of_its_table_is_drawn_or_gets_one_sentence(name, at):
    rows = tables.load(FIGURES[name][1][at])
    parts = [slice(i, i + 1) for i in range(0, len(rows), 4)] + [slice(None, None, 2), slice(None, len(rows) // 2)]
    outcomes = []
    for part in parts:
        try:
            outcomes.append(drawn(name, at, lambda rows, part=part: rows.iloc[part]).description)
        except tables.TableError as error:
            outcomes.append(str(error))
            assert "needs more rows" in outcomes[-1]
    assert all(outcomes)


def test_an_error_of_the_figure_itself_is_not_renamed():
    @drawn_from(rows="genes")
    def broken(rows):
        return {}["gene_symbol"], {}["not a column"]

    with pytest.raises(KeyError, match="gene_symbol"):
        broken(tables.load("genes"))


def test_a_list_without_other_cells_is_described():
    producers = tables.load("producers")
    white = producers[producers["cell_type"].isin(views.leukocytes())]
    told = figures.producers_by_cell(views.producers_by_cell(white)).description
    assert told.partition(". ")[0].endswith("not white blood cells") and "leads" not in told
