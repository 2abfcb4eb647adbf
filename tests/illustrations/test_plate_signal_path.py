"""JAK, STAT and SOCS step by step: every row a part, every part a row; the brake touches the kinase."""

import shutil

import pytest

from helpers import illustrations, tables, views
from helpers.illustrations import kinase
from helpers.illustrations.plate_signal_path import _PLACES, _brake, _half
from helpers.tables import store
from tests.illustrations.plates import crowded, keys

NAMES = views.signal_interleukins()


def drawn(**choice):
    return illustrations.signal_steps(views.signal_steps(**choice))


@pytest.mark.parametrize("step", views.signal_stops())
@pytest.mark.parametrize("interleukin", NAMES)
def test_no_word_lies_over_another(interleukin, step):
    assert crowded(drawn(step=step, interleukin=interleukin)) == []


@pytest.mark.parametrize("interleukin", NAMES)
def test_every_row_has_its_part_and_every_part_its_row(interleukin):
    view = views.signal_steps(9, interleukin)
    picture = illustrations.signal_steps(view)
    rows = tables.load("jak_stat_steps")
    assert keys(picture, "jak_stat_steps") == set(rows["actor"] + " " + rows["effect"] + " " + rows["acts_on"])
    assert keys(picture, "receptor_chains") == {chain.key for chain in view.receptor.standing}
    assert keys(picture, "signalling_pairs") == {partner.key for partner in view.kinases}
    assert keys(picture, "ligand_structures") == {interleukin}


def test_a_step_that_is_removed_takes_its_part_with_it(tmp_path, monkeypatch):
    folder = shutil.copytree(tables.data_folder(), tmp_path / "data")
    lines = (folder / "jak_stat_steps.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / "jak_stat_steps.csv").write_text("".join(lines[:-1]), encoding="utf-8")
    before, words = keys(drawn(step=8), "jak_stat_steps"), drawn(step=8).svg()
    monkeypatch.setattr(store, "data_folder", lambda: folder)
    assert before - keys(drawn(step=8), "jak_stat_steps") == {"SOCS holds back JAK"}
    assert "holds JAK back" in words and "holds JAK back" not in drawn(step=8).svg()


@pytest.mark.parametrize("wide", [True, False])
@pytest.mark.parametrize("interleukin", NAMES)
def test_the_bar_of_socs_touches_the_kinase(interleukin, wide):
    view, places = views.signal_steps(9, interleukin), _PLACES[wide]
    sign = kinase(view.kinases[1].gene)
    jak = sign.at(places.middle + _half(view) - sign.box.width / 2 + 1, 54).box
    bar = _brake(view, places)[-1]
    assert bar.box.grown(1).meets(jak) and bar.box.bottom <= places.socs.y


def test_words_follow_the_rows():
    picture = drawn(step=3, interleukin="IL-10")
    assert picture.title == "Step 3 of 9: TYK2 and JAK1 phosphorylate each other and the tail of IL-10R1"
    assert picture.table["reached"].count("yes") == 4
    last = drawn(step=9)
    assert last.description.endswith("Which SOCS holds back which receptor differs.")
    assert last.svg() == drawn(step=9).svg() and len(last.svg().encode()) < 60_000
    assert "γc and" in drawn(step=2, interleukin="IL-2").svg()
