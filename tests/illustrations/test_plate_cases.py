"""Cases: every reason of the chosen drug is a part, words keep apart, a reason that is removed is gone."""

import csv
import shutil
from typing import get_args

import pytest

from helpers import illustrations, tables, views
from helpers.illustrations import plate_cases
from helpers.tables import store
from helpers.views import cases
from tests.illustrations.plates import crowded, keys


def drawn(title, drug=None):
    return illustrations.weighed_case(views.weighed_case(title, drug))


@pytest.mark.parametrize("title", views.case_options())
def test_every_reason_has_its_part_and_no_words_collide(title):
    for candidate in views.weighed_case(title).candidates:
        picture, chosen = drawn(title, candidate.drug), views.weighed_case(title, candidate.drug).chosen
        every = [reason for each in views.weighed_case(title).candidates for reason in each.arguments]
        assert len(keys(picture, "case_arguments")) == len(every)
        for reason in chosen.arguments:
            assert reason.row in keys(picture, reason.table)
            assert reason.fact in picture.table["fact"]
        assert crowded(picture) == []
        assert len(picture.svg()) < 60_000


def test_the_title_says_what_sets_a_drug_apart_and_counts_nothing():
    assert drawn("Leila").title == (
        "Leila. Against all three: tuberculosis; against secukinumab alone: the bowel and other medicines"
    )
    assert drawn("Leila", "risankizumab").title.endswith("against risankizumab alone: infections")
    assert drawn("Asthma on the road", "mepolizumab").title.startswith("Asthma on the road. Against all three: worms")
    assert drawn("Eczema and red eyes").title == "Eczema and red eyes. Nothing listed speaks against dupilumab alone"
    assert "Against lebrikizumab alone: worms" in drawn("Eczema and red eyes", "lebrikizumab").title


def test_everything_that_can_be_touched_has_words_and_is_touched():
    touched = set(tables.load("case_arguments")["touches"])
    assert touched == set(get_args(cases.Touched)) == set(plate_cases._WORDS)


def test_a_reason_that_is_removed_is_gone(tmp_path, monkeypatch):
    folder = shutil.copytree(tables.data_folder(), tmp_path / "data")
    path = folder / "case_arguments.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(row for row in rows if "bowel_inflammation" not in row[5])
    monkeypatch.setattr(store, "data_folder", lambda: folder)
    picture = drawn("Leila")
    assert picture.description.startswith(
        "Leila. Secukinumab, for it: the disease itself; against it: tuberculosis and other medicines."
    )
    assert not any("bowel" in fact for fact in picture.table["fact"] if fact.startswith("EU label"))
