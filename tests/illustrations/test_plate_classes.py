"""The classes of cytokine receptors: every row its part, chains that touch, cards behind interleukins."""

import re
import shutil

import pytest

from helpers import illustrations, tables, views
from helpers.illustrations import PAGE, TELEPHONE, plate_classes
from helpers.illustrations.receptors import half_width
from helpers.illustrations.standing import chain_parts, standing_chain
from helpers.tables import store
from tests.illustrations.plates import crowded, keys


def drawn(shown="all classes"):
    return illustrations.cytokine_classes(views.cytokine_classes(shown))


@pytest.mark.parametrize("shown", ["all classes", "Type I", "TNF receptors"])
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
        widths = plate_classes._widths(row, inner)
        assert sum(widths) == pytest.approx(inner, abs=1)
        for one, wide in zip(row, widths, strict=True):
            column = plate_classes._column(one, wide)
            for mark in (column.head, column.standing, column.inside, column.factor, column.words):
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
    assert {"e.g. IL-4", "e.g. IL-17A", "TNF", "IL-8"} <= told and "IL-10" in told and "e.g. TNF" not in told


def test_each_interleukin_opens_its_card():
    picture = drawn()
    assert set(picture.cards) == set(re.findall(r'data-card="([^"]+)"', picture.svg()))
    summary = tables.load("interleukins").set_index("interleukin").loc["IL-34", "summary"]
    assert picture.cards["IL-34"].sentences == (summary, "Class: Receptor tyrosine kinases.")
    assert all(link.startswith("http") for card in picture.cards.values() for link in card.links.values())


def test_the_words_count_what_is_drawn():
    picture = drawn("Type II")
    assert picture.title == "Eight receptor classes: Type I hears 16 of 46 interleukins"
    assert "Interleukins by class: Type I 16, Type II 9, " in drawn().description
    assert "Marked is Type II: IL-10 on IL-10R1 and IL-10R2" in picture.description
    assert 'data-shown="Type II"' in picture.svg() and len(picture.table["class"]) == 8


def test_a_row_that_is_removed_takes_its_part_with_it(tmp_path, monkeypatch):
    folder = shutil.copytree(tables.data_folder(), tmp_path / "data")
    path = folder / "other_cytokines.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith("LIF,")), encoding="utf-8")
    before = keys(drawn(), "other_cytokines")
    monkeypatch.setattr(store, "data_folder", lambda: folder)
    assert before - keys(drawn(), "other_cytokines") == {"LIF IL6ST"}
