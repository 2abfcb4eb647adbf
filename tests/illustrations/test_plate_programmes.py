"""Helper cells: every row is drawn, a help is no fight, the chosen line stands out and is told."""

import csv
import shutil

import pytest

from helpers import illustrations, tables, views
from helpers.illustrations import enemies
from helpers.tables import store
from tests.illustrations.plates import keys


def drawn(programme="all programmes"):
    return illustrations.helper_programmes(views.helper_programmes(programme))


@pytest.mark.parametrize("programme", views.programme_options())
def test_every_row_is_drawn_whatever_is_chosen(programme):
    rows = tables.load("helper_programmes")
    expected = {f"{name} {slot} {item}" for name, slot, item in rows[["programme", "slot", "item"]].to_numpy()}
    assert keys(drawn(programme), "helper_programmes") == expected


def test_the_words_follow_the_choice():
    assert drawn().title == "Five factors make eight programmes; T and innate cells share three"
    assert "RORγt for Th17 and ILC3" in drawn().description
    told = drawn("Th17").description
    assert "TGF-β (disputed), IL-6, IL-1β and IL-23 tell it" in told and "lacking: chronic candidiasis" in told
    assert told.endswith("; blocked by: secukinumab, guselkumab and ustekinumab."), "no drug goes wrong"
    assert all(">blocked by: ustekinumab<" in drawn("Th1").svg(width) for width in (780, 360))
    assert drawn("Th17").looks == {"programme": "Th17"}
    assert "for B cells, which make antibodies" in drawn("Tfh").title
    assert "against worms" in drawn("ILC2").title
    assert set(drawn("Tfh").table["programme"]) == {"Tfh"}


def test_what_is_disputed_is_marked_in_the_picture_and_names_both_sides():
    picture = drawn("Th17")
    assert ">?<" in picture.svg() and drawn().svg().count(">?<") == 1
    by_item = dict(zip(picture.table["what"], picture.table["disputed by"], strict=True))
    assert "Acosta-Rodriguez 2007" in by_item["TGF-β"] and by_item["IL-6"] == ""
    assert "Acosta-Rodriguez 2007" in picture.sources and "Yang 2008" in picture.sources
    wrong = drawn("Th1")
    assert "too much: autoimmune disease (disputed)" in wrong.description
    assert ">too much: autoimmune disease\u00a0?\u00a0(m)<" in wrong.svg(360)


def test_every_line_can_be_chosen():
    for name in views.programme_options()[1:]:
        assert f'data-control="programme" data-value="{name}"' in drawn().svg(360)


def test_every_enemy_has_its_own_look():
    some = ["".join(node.markup() for node in enemies.enemy(name).nodes) for name in enemies.Enemy.__args__]
    assert len(set(some)) == len(some)
    with pytest.raises(ValueError, match="'virus' is not an enemy that can be drawn; choose one of: intracellular"):
        enemies.enemy("virus")


def test_a_row_that_is_removed_takes_its_part_with_it(tmp_path, monkeypatch):
    folder = shutil.copytree(tables.data_folder(), tmp_path / "data")
    path = folder / "helper_programmes.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(row for row in rows if row[4] not in ("IL-4", "worms"))
    monkeypatch.setattr(store, "data_folder", lambda: folder)
    picture = drawn()
    assert "worms" not in picture.svg() and ">IL-4<" not in picture.svg()
    assert ">established<" in picture.svg()
