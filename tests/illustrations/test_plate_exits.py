"""Doors out of the body: the doors that are taken stand out, every drug is a part, the words follow the choice."""

import csv
import shutil

import pytest

from helpers import illustrations, tables, views
from helpers.tables import store
from tests.illustrations.plates import keys


def drawn(drug=None):
    return illustrations.drug_exits(views.drug_exits(drug))


@pytest.mark.parametrize("drug", views.exit_options())
def test_the_doors_that_are_taken_stand_out(drug):
    one, markup = views.drug_exits(drug).chosen, drawn(drug).svg()
    taken = [one.by_kidney, one.recycled != "no", one.by_target]
    assert markup.count('<g opacity="0.65">') == taken.count(False)
    assert ("to the urine" in markup) == one.by_kidney
    assert ("pH 7.4: let go" in markup) == (one.recycled != "no")
    assert ("taken in and cut up" in markup) == one.by_target
    assert keys(drawn(drug), "drug_exits") == set(tables.load("drug_exits")["drug"])
    assert one.told in drawn(drug).description


def test_the_titles_say_what_is_seen():
    assert drawn().title == "Anakinra is small: the kidney filters it, and half is gone in 6 hours"
    assert (
        drawn("tocilizumab").title == "Tocilizumab is saved by FcRn but eaten with its target: half-life up to 13 days"
    )
    said = drawn("satralizumab")
    assert said.title == "Satralizumab is saved by FcRn with free hands but eaten with its target: half-life 30 days"
    assert said.table["saved by FcRn"][said.table["drug"].index("satralizumab")] == "yes, with free hands"
    assert (
        drawn("nirsevimab").title == "Nirsevimab is saved better by FcRn, and half is gone only after at least 85 days"
    )


def test_a_row_that_is_removed_takes_its_part_with_it(tmp_path, monkeypatch):
    folder = shutil.copytree(tables.data_folder(), tmp_path / "data")
    path = folder / "drug_exits.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(row for row in rows if row[0] != "rilonacept")
    monkeypatch.setattr(store, "data_folder", lambda: folder)
    assert "rilonacept" not in drawn().svg()
