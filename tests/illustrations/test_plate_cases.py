"""Cases: every reason of the chosen drug is a part, words keep apart, a reason that is removed is gone."""

import csv
import shutil
from dataclasses import dataclass
from typing import get_args

import pytest

from helpers import illustrations, tables, views
from helpers.tables import store
from helpers.views import cases
from tests.illustrations.plates import crowded, keys


@dataclass(frozen=True)
class Weighed:
    harm: str
    touches: str


def harms_weighed():
    """Return the harms on which reasons rest, read from the tables alone."""
    for row in tables.load("case_arguments").to_dict("records"):
        if row["source_table"] in ("warnings", "harms"):
            harm = row["source_row"].split(" | ")[2]
            yield Weighed(harm, row["touches"])


def signs(title, harm):
    """Return for each drug of a case its rows of warnings of a harm that the sheet shows."""
    shown = {}
    for each in views.weighed_case(title).candidates:
        rows = [one.row for one in (*each.arguments, *each.warned)]
        shown[each.drug] = [row for row in rows if row.endswith(f"| {harm}")]
    return shown


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
    assert drawn("Leila").title == "Leila. Against secukinumab alone: the bowel and other medicines"
    assert drawn("Leila", "risankizumab").title == "Leila. Against risankizumab and another: tuberculosis"
    assert "alone" not in drawn("Asthma on the road", "mepolizumab").title
    assert drawn("Eczema and red eyes").title == "Eczema and red eyes. Against dupilumab and another: the eyes"
    assert drawn("Psoriatic arthritis after thrush").title.endswith("Against ixekizumab alone: thrush")


@pytest.mark.parametrize(("title", "drug"), views.weighed_options().values())
def test_no_title_says_that_nothing_speaks_against_a_drug(title, drug):
    """It stands above minus signs: it names what they touch, all of it where other drugs have it, too."""
    told, case = drawn(title, drug).title, views.weighed_case(title, drug)
    weighed, alone = {reason.touches for reason in case.chosen.on("against")}, set(case.against_chosen_alone())
    assert weighed and "nothing" not in told
    assert (" alone: " in told, " and another: " in told) == (bool(alone), not alone)
    named = {touches for touches, words in cases.TOUCHED.items() if words in told.partition(": ")[2]}
    assert named == (alone & weighed or weighed)


def test_nothing_is_told_against_a_drug_alone_of_which_the_label_of_another_warns():
    """What touches the same: both antibodies to IL-6R warn of the bowel; dupilumab's label warns of worms, too."""
    touched = {row.harm: row.touches for row in harms_weighed()}
    for title, drug in views.weighed_options().values():
        case = views.weighed_case(title, drug)
        alone = case.against_chosen_alone()
        others = [each.drug for each in case.candidates if each.drug != drug]
        warnings = tables.load("warnings")
        warned = warnings[warnings["inn"].isin(others)]["harm"]
        assert not {touched[harm] for harm in warned if harm in touched} & set(alone), (title, drug)
    bowel = [drug for drug, rows in signs("Arthritis after diverticulitis", "bowel_perforation").items() if rows]
    assert bowel == ["tocilizumab", "sarilumab"]


def test_what_a_label_warns_of_as_well_is_drawn_told_and_in_the_table():
    picture = drawn("Eczema and red eyes")
    assert "dupilumab | US | helminth_infection" in keys(picture, "warnings")
    assert "its label also warns of: worms" in picture.description
    row = picture.table["fact"].index(
        next(each.fact for each in views.weighed_case("Eczema and red eyes").chosen.warned)
    )
    assert picture.table["why it matters here"][row] == "Its label warns of it as well."


def test_everything_that_can_be_touched_has_words_and_is_touched():
    touched = set(tables.load("case_arguments")["touches"])
    assert touched == set(get_args(cases.Touched)) == set(cases.TOUCHED)


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
        "Leila. Secukinumab, for it: the disease itself; against it: tuberculosis, other medicines and dosing; "
        "its label also warns of: infections."
    )
    assert not any("bowel" in fact for fact in picture.table["fact"] if fact.startswith("EU label"))
