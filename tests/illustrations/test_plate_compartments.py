"""Compartments: receptors are drawn where they take the drug, and every row has its part."""

import csv
import shutil

import pytest

from helpers import illustrations, tables, views
from helpers.tables import store
from helpers.words import number_words as say
from tests.illustrations.plates import crowded, keys, signs


def drawn(drug, level=3.0):
    return illustrations.drug_compartments(views.drug_compartments(drug, level))


@pytest.mark.parametrize("drug", views.compartment_options())
def test_every_row_of_a_model_has_its_part_and_no_words_collide(drug):
    for level in views.LEVELS_UG_PER_ML:
        picture = drawn(drug, level)
        assert keys(picture, "pk_parameters") == set(views.drug_compartments(drug, level).model.rows.values())
        assert crowded(picture) == []
        assert ("with receptors" in picture.svg()) == views.drug_compartments(drug, level).model.by_receptors


def test_the_titles_say_what_is_seen():
    titles = [drawn("tocilizumab", level).title for level in (3.0, 300.0)]
    assert titles[0] == "Tocilizumab at 3 µg/mL: receptors clear 1.3 of 1.6 L a day"
    assert titles[1] == "Tocilizumab at 300 µg/mL: receptors clear 0.025 of 0.32 L a day"
    assert drawn("siltuximab").title.startswith("Siltuximab: at any level the same share leaves a day; half-life ")


def test_what_no_source_prints_is_marked_where_it_is_drawn():
    unprinted = [drug for drug in views.compartment_options() if views.drug_compartments(drug, 30.0).model.basis]
    assert unprinted == ["satralizumab"]
    for drug in views.compartment_options():
        picture, marked = drawn(drug, 30.0), drug in unprinted
        assert ("≈ reckoned or assumed, not printed" in signs(picture)) == marked == ("≈" in picture.title)
        for words in ("≈0.28 L/d each way", "with receptors: ≈0.048 L/d", "≈"):
            assert all((words in picture.svg(width)) == marked for width in (780, 360))


def test_one_thing_is_counted_in_the_picture_litres_a_day():
    for level in views.LEVELS_UG_PER_ML:
        view, picture = views.drug_compartments("tocilizumab", level), drawn("tocilizumab", level)
        litres = say(view.receptor_clearance_L_per_d, 2)
        assert f"{litres} L/d" in picture.svg() and f"as much as {litres} L of plasma hold" in picture.description
        assert "%" not in picture.title + picture.description and " of 10" not in picture.svg()
        *_, taken, cleared = picture.table["value"]
        assert taken == pytest.approx(level * cleared, rel=1e-5) == pytest.approx(7.5 * view.in_use, rel=1e-5)
    assert "take 3.9 mg a day (7.5 at most), as much as 1.3 L" in drawn("tocilizumab").description


def test_a_row_that_is_removed_takes_its_model_with_it(tmp_path, monkeypatch):
    folder = shutil.copytree(tables.data_folder(), tmp_path / "data")
    path = folder / "pk_parameters.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(row for row in rows if row[0] != "tocilizumab-vmax-frey_2010")
    monkeypatch.setattr(store, "data_folder", lambda: folder)
    assert "with receptors" not in drawn("tocilizumab").svg()
