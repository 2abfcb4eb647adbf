"""Storms: every row is drawn, title and words follow what came of breaking links, a removed row takes its part."""

import csv
import shutil

import pytest

from helpers import illustrations, tables, views
from helpers.illustrations import PAGE, TELEPHONE
from helpers.tables import TableError, store
from tests.illustrations.plates import keys


def drawn(storm):
    return illustrations.cytokine_storms(views.cytokine_storms(storm))


@pytest.mark.parametrize("storm", views.storm_options())
def test_every_row_is_drawn(storm):
    rows = tables.load("storm_links").query("storm == @storm")
    assert keys(drawn(storm), "storm_links") == set(rows["link"])
    assert keys(drawn(storm), "storm_sparks") == {storm}
    assert len(drawn(storm).table["found"]) == 1 + len(rows)


def test_the_title_says_what_came_of_breaking_links():
    assert (
        drawn("CAR T cells").title
        == "CAR T cells: holding IL-6 helped patients (no control arm); holding GM-CSF and IL-1 helped mice"
    )
    assert (
        drawn("sepsis").title
        == "Sepsis: holding IL-1 brought no benefit; holding TNF went with more deaths (highest dose)"
    )
    assert drawn("TGN1412").title == "TGN1412: T cells begin, and no link was broken in a trial"
    helped = "(emapalumab helped patients, no control arm)"
    assert f"interferon-γ from T cells to macrophages {helped}" in drawn("HLH").description


@pytest.mark.parametrize("width", [PAGE, TELEPHONE])
def test_a_bar_for_every_drug(width):
    texts = [word.text for word in drawn("sepsis").drawing(width).words]
    assert (
        any(text.startswith("TNFR:Fc went with more deaths") for text in texts)
        and "anakinra brought no benefit" in texts
    )
    assert "IL-6" in texts and not any(text.startswith("tocilizumab") for text in texts)


def without(tmp_path, monkeypatch, *links):
    folder = shutil.copytree(tables.data_folder(), tmp_path / "data")
    path = folder / "storm_links.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(row for row in rows if row[0] not in links)
    monkeypatch.setattr(store, "data_folder", lambda: folder)


def test_a_row_that_is_removed_takes_its_part_with_it(tmp_path, monkeypatch):
    without(tmp_path, monkeypatch, "sepsis-tnf")
    picture = drawn("sepsis")
    assert ">TNF<" not in picture.svg() and "deaths" not in picture.title


def test_a_storm_without_links_is_said(tmp_path, monkeypatch):
    without(tmp_path, monkeypatch, "tgn-cytokines")
    with pytest.raises(TableError, match="storm_links"):
        drawn("TGN1412")
