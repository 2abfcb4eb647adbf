"""The programmes of helper cells: every row in its slot, drugs and interleukins by the names of their tables."""

import pytest

from helpers import tables, views
from helpers.views.programmes import EVERY_PROGRAMME


def test_every_row_stands_in_one_programme():
    view = views.helper_programmes()
    rows = tables.load("helper_programmes")
    assert sum(len(each.items) for each in view.programmes) == len(rows)
    assert views.programme_options() == (EVERY_PROGRAMME, *dict.fromkeys(rows["programme"]))
    for each in view.programmes:
        assert len(each.of("factor")) == 1 and each.of("output") and len(each.of("enemy")) == 1


def test_names_are_those_of_their_tables():
    rows = tables.load("helper_programmes")
    drugs = set(rows[rows["slot"] == "drug"]["item"])
    assert drugs <= set(tables.load("therapeutics")["inn"])
    messengers = set(rows[rows["slot"].isin(["instruct", "output"])]["item"])
    assert {name for name in messengers if name.startswith("IL-")} <= set(tables.load("interleukins")["interleukin"])
    enemies = rows[rows["slot"] == "enemy"]
    assert (enemies["sign"] != "").all() and (enemies["effect"] != "").all()
    assert (rows[rows["slot"] != "enemy"]["effect"] == "").all()


def test_the_twins_share_their_factor():
    served = {name: [each.name for each in some] for name, some in views.helper_programmes().factors.items()}
    assert served == {
        "T-bet": ["Th1", "ILC1"],
        "GATA3": ["Th2", "ILC2"],
        "RORγt": ["Th17", "ILC3"],
        "BCL6": ["Tfh"],
        "FOXP3": ["Treg"],
    }


def test_an_unknown_programme_is_said():
    with pytest.raises(ValueError, match="'Th9' is not a programme of the tables; choose one of: all programmes, Th1"):
        views.helper_programmes("Th9")
