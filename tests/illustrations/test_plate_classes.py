"""The classes of cytokine receptors: every row its part, chains that touch, cards behind interleukins."""

import re
import shutil

import pytest

from helpers import illustrations, tables, views
from helpers.illustrations import PAGE, TELEPHONE, plate_classes
from helpers.illustrations.receptors import half_width
from helpers.illustrations.standing import chain_parts, standing_chain
from helpers.tables import store
from tests.illustrations.plates import crowded, keys, signs


def drawn(shown="all classes"):
    return illustrations.cytokine_classes(views.cytokine_classes(shown))


@pytest.mark.parametrize("shown", ["all classes", "Class I receptors", "TNF receptors"])
def test_no_word_lies_over_another(shown):
    assert crowded(drawn(shown)) == []


def test_every_row_has_its_part_and_every_part_its_row():
    others = tables.load("other_cytokines")
    assert keys(drawn(), "other_cytokines") == set(others["cytokine"] + " " + others["gene_symbol"])
    assert keys(drawn(), "cytokine_classes") == set(tables.load("cytokine_classes")["chain_class"])
    told = {row for each in views.cytokine_classes().classes for member in each.interleukins for row in member.rows}
    assert {("receptor_chains", key) for key in keys(drawn(), "receptor_chains")} == told


@pytest.mark.parametrize("number", range(8))
def test_every_chain_touches_the_messenger(number):
    row = views.cytokine_classes().classes[number]
    spots = plate_classes._spots(row)
    held = plate_classes._messenger(row, spots)
    messenger = held.mark
    for chain, x in spots:
        mark = standing_chain(chain, x, held)
        tip = mark.ports.get("domain 1", mark.ports["top"])
        reach = half_width(chain_parts(chain)) + 2
        assert messenger.box.grown(reach).left <= tip.x <= messenger.box.grown(reach).right
        assert messenger.box.grown(12).top <= tip.y <= messenger.box.grown(12).bottom


@pytest.mark.parametrize("width", [PAGE, TELEPHONE])
def test_no_two_receptors_share_room(width):
    inner = width - 2 * illustrations.MARGIN
    classes = views.cytokine_classes().classes
    columns = int(inner // plate_classes._NARROW)
    for start in range(0, len(classes), columns):
        row = classes[start : start + columns]
        wide = inner / len(row)
        for one in row:
            column = plate_classes._column(one, wide, plain=True)
            for mark in (column.head, column.standing, column.inside, column.factor, column.count):
                assert mark is None or mark.box.width <= wide + 4, one.label


def test_a_messenger_of_two_equal_parts_brings_two_receptors_together():
    copies = {row.cytokine: len(plate_classes._spots(row)) for row in views.cytokine_classes().classes}
    assert copies["IL-34"] == 2 and copies["TNF"] == 3 and copies["IL-8"] == 1


def test_what_goes_to_no_nucleus_says_what_it_does_instead():
    view = views.cytokine_classes()
    words = {word.text for word in drawn().draw(PAGE).words}
    for each in view.classes:
        assert bool(each.onward) != any(p.factor for chain in each.chains for p in chain.partners if p.main)
        assert set(each.onward.split()) <= {part for word in words for part in word.split()}


def test_interleukins_of_no_class_are_told():
    assert "IL-16 and IL-17D are of no class." in drawn().description


def test_what_is_drawn_of_a_class_of_many_is_called_an_example():
    told = {word.text for word in drawn().draw(PAGE).words}
    assert {"e.g. IL-4", "e.g. IL-17A", "TNF", "IL-8"} <= told and "e.g. TNF" not in told


def test_each_interleukin_opens_its_card():
    view = views.cytokine_classes()
    opened = {each.label: drawn(each.label) for each in view.classes}
    for each in view.classes:
        picture = opened[each.label]
        assert set(picture.cards) == set(re.findall(r'data-card="([^"]+)"', picture.svg()))
        assert set(picture.cards) == {member.name for member in each.interleukins}
        assert all(link.startswith("http") for card in picture.cards.values() for link in card.links.values())
    summary = tables.load("interleukins").set_index("interleukin").loc["IL-34", "summary"]
    card = opened["Receptor tyrosine kinases"].cards["IL-34"]
    assert card.sentences == (summary, "Heard by: Receptor tyrosine kinases.")


def test_all_classes_are_read_with_few_signs_and_the_parts_of_one_by_choice():
    assert len(signs(drawn())) == 4 and not drawn().cards
    assert {"β-trefoil", "immunoglobulin domain", "TIR domain", "shared chain"} <= signs(drawn("IL-1 receptors"))
    assert "TIR domain" not in signs(drawn("IL-17 receptors"))
    assert "domains not counted" in signs(drawn("IL-17 receptors"))
    assert "trimer" in signs(drawn("TNF receptors"))
    assert "cystine knot, dimer" in signs(drawn("TGF-β receptors"))


def test_the_words_count_what_is_drawn():
    picture = drawn("Class II receptors")
    assert drawn().title == "Eight classes of receptors, and three of them end at NF-κB"
    assert picture.title == "Class II receptors hear 9 of 46 interleukins"
    assert drawn("TNF receptors").title == "TNF receptors hear none of the 46 interleukins"
    assert "Interleukins by class: Class I receptors 16, Class II receptors 9, " in drawn().description
    assert "Class II receptors, for example IL-10 on IL-10R1 and IL-10R2. They hear IL-10, " in picture.description
    assert 'data-shown="Class II receptors"' in picture.svg() and len(picture.table["class"]) == 8


def test_a_row_that_is_removed_takes_its_part_with_it(tmp_path, monkeypatch):
    folder = shutil.copytree(tables.data_folder(), tmp_path / "data")
    path = folder / "other_cytokines.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith("LIF,")), encoding="utf-8")
    before = keys(drawn(), "other_cytokines")
    monkeypatch.setattr(store, "data_folder", lambda: folder)
    assert before - keys(drawn(), "other_cytokines") == {"LIF IL6ST"}
