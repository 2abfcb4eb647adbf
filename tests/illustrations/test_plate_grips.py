"""Drugs and what they hold: every row a part, every drug touching what it binds, no word over another."""

import dataclasses
import shutil

import pytest

from helpers import illustrations, tables, views
from helpers.illustrations import PAGE, plate_grips
from helpers.illustrations.standing import standing_chain
from helpers.illustrations.svg import Box
from helpers.tables import store
from tests.illustrations.plates import crowded, keys, signs

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
def test_every_chain_that_is_held_touches_the_drug_and_the_others_stand_free(name):
    for grip in views.drug_grips(name).on_receptor:
        middle, lying, roots = plate_grips._lying(grip.standing, grip.chains, plate_grips._head(grip), 140.0)
        solid = lying.mark.box
        for chain, x in zip(grip.standing, roots, strict=True):
            if chain not in grip.chains:
                continue
            mark = standing_chain(chain, x - middle, lying)
            parts = illustrations.chain_parts(chain)
            tip = mark.ports.get("domain 1", mark.ports["top"])
            reach = illustrations.half_width(parts) + 3
            assert solid.grown(reach).holds(Box(tip.x, tip.y, tip.x, tip.y)), (grip.drug, chain.name)


def test_a_blocker_is_drawn_with_the_chains_that_it_leaves_alone():
    grip = next(grip for grip in views.drug_grips("five drugs").grips if grip.drug == "daclizumab")
    assert [chain.gene for chain in grip.chains] == ["IL2RA"]
    assert [chain.gene for chain in grip.standing] == ["IL2RA", "IL2RB", "IL2RG"]
    words = [word.text for word in illustrations.drug_grips(views.drug_grips("five drugs")).draw(PAGE).words]
    assert words.count("IL-2Rα") == words.count("IL-2Rβ") == words.count("γc") == 3
    assert "since 2024: denileukin diftitox-cxdl" in " ".join(words)


def test_a_trap_is_made_of_the_domains_of_its_receptor():
    grip = next(grip for grip in views.drug_grips("IL-1β").grips if grip.drug == "rilonacept")
    assert plate_grips._pieces(grip) == ("Ig",) * 3


def test_a_drug_holds_the_messenger_on_its_tips():
    for name in NAMES:
        for grip in views.drug_grips(name).on_messenger:
            drawn = plate_grips._catching(grip)
            assert drawn.box.height < 90 and drawn.box.width < 80, grip.drug


@pytest.mark.parametrize("name", NAMES)
def test_few_drugs_stand_in_one_line(name):
    view = views.drug_grips(name)
    count = len(view.on_messenger) + len(plate_grips._columns(view))
    if count <= 6:
        assert illustrations.drug_grips(view).drawing(PAGE).height <= 560, name


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
    assert "trap made of receptor pieces" in signs(illustrations.drug_grips(views.drug_grips("IL-1β")))
    assert "trap made of receptor pieces" not in signs(picture)


def test_very_many_drugs_stand_in_even_lines():
    view = views.drug_grips("IL-6")
    more = [dataclasses.replace(view.on_receptor[0], drug=f"drug {i}") for i in range(40)]
    many = illustrations.drug_grips(dataclasses.replace(view, grips=(*view.grips, *more)))
    assert crowded(many) == [] and len(keys(many, "therapeutics")) == len(view.grips) + 40


def test_drugs_that_do_the_same_are_drawn_once_where_there_are_many():
    view = views.drug_grips("IL-2")
    plan = plate_grips._plan(view, 6)
    assert plan and [len(some) for some in plan.groups] == [2, 2, 3]
    words = [word.text for word in illustrations.drug_grips(view).draw(PAGE).words]
    assert words.count("γc") == 1 + len(plan.groups) and {"aldesleukin", "teceleukin"} <= set(words)
