"""Compartments: receptors are drawn where they take the drug, and every row has its part."""

import csv
import shutil

import pytest

from helpers import illustrations, tables, views
from helpers.tables import store
from tests.illustrations.plates import crowded, keys


def drawn(drug, level=3.0):
    return illustrations.drug_compartments(views.drug_compartments(drug, level))


@pytest.mark.parametrize("drug", views.compartment_options())
def test_every_row_of_a_model_has_its_part_and_no_words_collide(drug):
    for level in views.LEVELS_UG_PER_ML:
        picture = drawn(drug, level)
        assert keys(picture, "pk_parameters") == set(views.drug_compartments(drug, level).model.rows.values())
        assert crowded(picture) == []
        assert ("with receptors" in picture.svg()) == (drug in views.receptor_options())


def test_the_titles_say_what_is_seen():
    assert drawn("tocilizumab").title == "Tocilizumab at 3 µg/mL: receptors take 81 % of what leaves"
    assert drawn("siltuximab").title.startswith("Siltuximab: at any level the same share leaves a day; half-life ")
    assert "5 of 10 busy" in drawn("tocilizumab").svg() and "10 of 10 busy" in drawn("tocilizumab", 300.0).svg()
    assert "the receptors take 53 % of the most they can" in drawn("tocilizumab").description


def test_a_row_that_is_removed_takes_its_model_with_it(tmp_path, monkeypatch):
    folder = shutil.copytree(tables.data_folder(), tmp_path / "data")
    path = folder / "pk_parameters.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(row for row in rows if row[0] != "tocilizumab-vmax-frey_2010")
    monkeypatch.setattr(store, "data_folder", lambda: folder)
    assert "with receptors" not in drawn("tocilizumab").svg()
