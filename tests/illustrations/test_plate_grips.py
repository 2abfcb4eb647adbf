"""Drugs and what they hold: every row a part, every drug touching what it binds, no word over another."""

import shutil

import pytest

from helpers import illustrations, tables, views
from helpers.illustrations import plate_grips
from helpers.illustrations.svg import Box, Point
from helpers.tables import store
from tests.illustrations.plates import crowded, keys

NAMES = views.drug_grip_options()


@pytest.mark.parametrize("name", NAMES)
def test_every_row_has_its_part_and_every_part_its_row(name):
    view = views.drug_grips(name)
    picture = illustrations.drug_grips(view)
    assert keys(picture, "therapeutics") == {grip.drug for grip in view.grips} == set(picture.cards)
    assert keys(picture, "therapeutic_targets") == {key for grip in view.grips for key in grip.held}
    assert keys(picture, "therapeutics") == set(picture.table["drug"])
    assert all(grip.drug.lower() in picture.description.lower() for grip in view.grips)


@pytest.mark.parametrize("name", NAMES)
def test_no_word_lies_over_another(name):
    assert crowded(illustrations.drug_grips(views.drug_grips(name))) == []


@pytest.mark.parametrize("name", NAMES)
def test_every_chain_touches_the_drug_that_holds_it(name):
    for grip in views.drug_grips(name).on_receptor:
        head, count = plate_grips._head(grip), len(grip.chains)
        solid = head.mark.box
        for i, chain in enumerate(grip.chains):
            parts = illustrations.chain_parts(chain)
            tip = plate_grips._contact(parts, 46 * (i - (count - 1) / 2), head)
            reach = max(illustrations.half_width(parts), plate_grips._first(parts))
            assert solid.grown(reach).holds(Box(tip.x, tip.y, tip.x, tip.y)), (grip.drug, chain.name)


def test_a_drug_holds_the_messenger_where_that_is_solid():
    for name in NAMES:
        for grip in views.drug_grips(name).on_messenger:
            caught = plate_grips._held_messenger(grip.fold, grip.form)
            at = caught.ports["grip"]
            assert caught.box.grown(0.1).left < at.x < caught.box.right and at.y == pytest.approx(caught.box.bottom - 4)
            assert plate_grips._catching(grip).box.height < 90
            assert Point(0, 0).far_from(at) < 40


def test_a_row_that_is_removed_takes_its_part_with_it(tmp_path, monkeypatch):
    folder = shutil.copytree(tables.data_folder(), tmp_path / "data")
    path = folder / "therapeutic_targets.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith("levilimab,")), encoding="utf-8")
    before = illustrations.drug_grips(views.drug_grips("IL-6"))
    monkeypatch.setattr(store, "data_folder", lambda: folder)
    after = illustrations.drug_grips(views.drug_grips("IL-6"))
    assert keys(before, "therapeutics") - keys(after, "therapeutics") == {"levilimab"}
    assert "levilimab" not in after.svg()
    assert after.title == "Two of five drugs of IL-6 hold the messenger, three its receptor"


def test_the_words_say_what_the_rows_say():
    picture = illustrations.drug_grips(views.drug_grips("IL-6"))
    assert picture.title == "Two of six drugs of IL-6 hold the messenger, four its receptor"
    assert "Siltuximab and olokizumab catch IL-6 away from the cell." in picture.description
    assert "levilimab block IL-6Rα, so that no signal follows." in picture.description
    card = picture.cards["tocilizumab"]
    assert "IL6R" in " ".join(card.sentences) and all(link.startswith("http") for link in card.links.values())
    alone = illustrations.drug_grips(views.drug_grips("IL-31"))
    assert alone.title == "The only licensed drug of IL-31, nemolizumab, holds its receptor"
    assert "trap" in illustrations.drug_grips(views.drug_grips("IL-1β")).key
    assert "trap" not in picture.key
