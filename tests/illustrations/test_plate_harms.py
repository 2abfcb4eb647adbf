"""Harms on a body: every warning is a part, each step shows its own, nothing overlaps, the words follow the rows."""

import csv
import shutil

import pytest

from helpers import illustrations, tables, views
from helpers.illustrations.anatomy import ORGANS
from helpers.tables import store
from tests.illustrations.plates import crowded, keys, signs


def drawn(target="IL-6 blocked", step=views.WARNED):
    return illustrations.harms_on_a_body(views.harms_on_a_body(target, step))


@pytest.mark.parametrize("target", views.harm_options())
@pytest.mark.parametrize("step", views.HARM_STEPS)
def test_every_row_is_a_part_and_no_word_lies_over_another(target, step):
    picture, view = drawn(target, step), views.harms_on_a_body(target, step)
    assert crowded(picture) == []
    assert keys(picture, "warnings") == {key for harm in view.harms for each in harm.warnings for key in each.keys}
    assert keys(picture, "harm_jobs") == {job.key for harm in view.harms for job in harm.jobs}
    assert keys(picture, "harm_kinds") == {harm.harm for harm in view.harms} == set(picture.cards)
    assert keys(picture, "harm_places") == {place.place for place in view.places}
    assert all(harm.name in picture.description for harm in view.harms)
    assert len(picture.svg()) < 60_000


def test_the_prediction_tells_no_label():
    picture = drawn(step=views.EXPECTED)
    assert keys(picture, "warnings") == set()
    assert picture.title == "Block IL-6: expect 6 harms in 4 places"
    assert signs(picture) == {
        "Drugs: siltuximab, tocilizumab, sarilumab and satralizumab.",
        "expected: a job of IL-6 is lost",
    }
    assert drawn().title == "Block IL-6: labels warn of 12 harms, and its jobs explain 6"
    assert drawn("IL-23 blocked").title == "Block IL-23: labels warn of 5 harms, and its jobs explain 1"
    assert drawn("IL-36 blocked", views.EXPECTED).title == "Block IL-36: no job in the table lets a harm be expected"


def test_every_place_but_the_whole_body_can_be_drawn():
    places = set(tables.load("harm_places")["place"])
    assert places - {"whole_body"} <= set(ORGANS)
    assert set(tables.load("harm_kinds")["place"]) <= places


def test_a_warning_that_is_removed_takes_its_part_with_it(tmp_path, monkeypatch):
    folder = shutil.copytree(tables.data_folder(), tmp_path / "data")
    path = folder / "warnings.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        kept = (row for row in rows if row[:3] != ["sarilumab", "US", "bowel_perforation"])
        csv.writer(file, lineterminator="\n").writerows(kept)
    before = keys(drawn(), "warnings")
    monkeypatch.setattr(store, "data_folder", lambda: folder)
    assert before - keys(drawn(), "warnings") == {"sarilumab US bowel_perforation"}
