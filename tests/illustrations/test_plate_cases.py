"""Cases: every reason of the chosen drug is a part, words keep apart, a reason that is removed is gone."""

import csv
import shutil

import pytest

from helpers import illustrations, tables, views
from helpers.tables import store
from tests.illustrations.plates import crowded, keys


def drawn(title, drug=None):
    return illustrations.weighed_case(views.weighed_case(title, drug))


@pytest.mark.parametrize("title", views.case_options())
def test_every_reason_has_its_part_and_no_words_collide(title):
    for candidate in views.weighed_case(title).candidates:
        picture, chosen = drawn(title, candidate.drug), views.weighed_case(title, candidate.drug).chosen
        assert len(keys(picture, "case_arguments")) == len(chosen.arguments)
        for reason in chosen.arguments:
            assert reason.row in keys(picture, reason.table)
            assert reason.fact in picture.table["fact"]
        assert crowded(picture) == []
        assert len(picture.svg()) < 60_000


def test_the_title_counts_and_does_not_decide():
    assert (
        drawn("Leila").title == "Leila: 2 reasons for secukinumab and 3 reasons against it, none of them the last word"
    )


def test_a_reason_that_is_removed_is_gone(tmp_path, monkeypatch):
    folder = shutil.copytree(tables.data_folder(), tmp_path / "data")
    path = folder / "case_arguments.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(row for row in rows if "bowel_inflammation" not in row[4])
    monkeypatch.setattr(store, "data_folder", lambda: folder)
    picture = drawn("Leila")
    assert picture.description.startswith("Leila. Secukinumab: 2 reasons for it and 2 reasons against it.")
    assert not any("bowel" in fact for fact in picture.table["fact"] if fact.startswith("EU label"))
