"""IL-1β from gene to release: every row a thing or an arrow, arrows that touch, steps that only fade and mark."""

import shutil

import pytest

from helpers import illustrations, tables, views
from helpers.illustrations import PAGE, TELEPHONE, plate_il1b
from helpers.tables import store
from tests.illustrations.plates import crowded, keys


def drawn(**choice):
    return illustrations.il1b_release(views.il1b_release(**choice))


@pytest.mark.parametrize("choice", [{}, {"step": 1}, {"step": 7}, {"step": 9, "missing": "signal 1"}], ids=str)
def test_no_word_lies_over_another(choice):
    assert crowded(drawn(**choice)) == []


def test_every_row_has_its_part_and_every_part_its_row():
    assert keys(drawn(), "il1b_actors") == set(tables.load("il1b_actors")["actor"])
    assert keys(drawn(), "il1b_steps") == set(tables.load("il1b_steps")["step"].astype(str))


@pytest.mark.parametrize("column", [(PAGE - 28) / 3, (TELEPHONE - 28) / 3])
def test_every_arrow_touches_what_it_joins(column):
    view = views.il1b_release()
    units = {thing.key: plate_il1b._unit(view, thing, column) for thing in view.things}
    for each in view.steps:
        first, last = plate_il1b._ends(units[each.actor], units[each.object])
        for point, key in ((first, each.actor), (last, each.object)):
            box = units[key].box.grown(2.5)
            assert box.left <= point.x <= box.right and box.top <= point.y <= box.bottom, (each.number, key)


@pytest.mark.parametrize("column", [(PAGE - 28) / 3, (TELEPHONE - 28) / 3])
def test_a_protease_points_at_what_it_cuts(column):
    view = views.il1b_release()
    units = {thing.key: plate_il1b._unit(view, thing, column) for thing in view.things}
    cut = [each for each in view.steps if each.needs and units[each.needs].thing.kind == "protease"]
    assert [each.actor for each in cut] == ["pro-IL-1β", "gasdermin D"]
    for each in cut:
        first, last = plate_il1b._cut(units[each.needs], units[each.actor])
        for point, key in ((first, each.needs), (last, each.actor)):
            box = units[key].box.grown(4)
            assert box.left <= point.x <= box.right and box.top <= point.y <= box.bottom, (each.number, key)


def test_things_stand_apart_and_the_product_rises():
    view = views.il1b_release()
    for column in ((PAGE - 28) / 3, (TELEPHONE - 28) / 3):
        units = [plate_il1b._unit(view, thing, column) for thing in view.things]
        boxes = [unit.box.grown(-1) for unit in units]
        assert not any(one.meets(other) for i, one in enumerate(boxes) for other in boxes[:i])
        rising = sorted((unit for unit in units if unit.thing.line == "product"), key=lambda unit: -unit.box.top)
        assert [unit.thing.key for unit in rising][:3] == ["IL1B mRNA", "pro-IL-1β", "IL-1β"]


def test_later_steps_are_pale_and_the_page_keeps_its_height():
    assert drawn(step=1).svg().count('class="pale"') > drawn(step=6).svg().count('class="pale"') > 0
    assert 'class="pale"' not in drawn().svg()
    assert len({drawn(step=step).drawing(TELEPHONE).height for step in views.il1b_numbers()}) == 1


def test_the_words_say_what_happens():
    assert drawn().title == "IL-1β needs two signals: one makes it, one cuts it free"
    assert drawn(step=9).description.startswith("Step 9 of 11. Caspase-1 cuts the precursor")
    without = drawn(missing="signal 2")
    assert without.title == "Without signal 2 hardly any IL-1β gets out: 5 of 11 steps happen"
    assert without.table["happens"] == ["yes"] * 5 + ["no"] * 6 and "Missing: signal 2" in without.description


def test_a_row_that_is_removed_takes_its_part_with_it(tmp_path, monkeypatch):
    folder = shutil.copytree(tables.data_folder(), tmp_path / "data")
    path = folder / "il1b_steps.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([*lines[:10], *lines[11:]]), encoding="utf-8")
    before = keys(drawn(), "il1b_steps")
    monkeypatch.setattr(store, "data_folder", lambda: folder)
    assert len(before - keys(drawn(), "il1b_steps")) == 1
    path.write_text(lines[0], encoding="utf-8")
    with pytest.raises(ValueError, match="The file data/il1b_steps.csv has a header and no rows"):
        views.il1b_release()
