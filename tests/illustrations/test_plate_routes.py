"""The ways of a message: every row a scene, the receiver lower the longer the way; the choice only fades."""

import shutil

import pytest

from helpers import illustrations, tables, views
from helpers.illustrations import PAGE, TELEPHONE
from helpers.illustrations.mark import Row
from helpers.tables import store
from tests.illustrations.plates import crowded, keys


def drawn(way="all ways"):
    return illustrations.message_routes(views.message_routes(way))


def scene_of(picture, key, width=PAGE):
    (found,) = [mark for mark in picture.draw(width).marks if Row("message_routes", key) in mark.rows]
    return found


@pytest.mark.parametrize("way", views.route_options())
def test_no_word_lies_over_another(way):
    assert crowded(drawn(way)) == []


def test_every_row_has_its_scene_and_every_scene_its_row():
    assert keys(drawn(), "message_routes") == {each.key for each in views.message_routes().routes}
    assert len(drawn().draw(TELEPHONE).marks) == len(views.message_routes().ways) + 1  # and what was seen twice


def test_the_receiver_stands_lower_the_longer_the_way():
    """The name of the receiver is the last word of a scene above what is told of it."""
    view = views.message_routes()
    heights = []
    for each, *_ in view.ways[1:]:
        words = scene_of(drawn(), each.key).words
        heights.append(max(word.box.top for word in words if word.text == each.receiver.name))
    assert heights == sorted(heights) and len(set(heights)) == len(heights)


@pytest.mark.parametrize("way", views.route_options()[1:])
def test_the_chosen_way_says_what_stopped_it(way):
    view = views.message_routes(way)
    picture = drawn(way)
    assert (
        view.marked is not None and f"What stopped the {way} message: {view.marked.stopped_by}" in picture.description
    )
    assert view.marked.stopped_by in " ".join(word.text for word in picture.draw(TELEPHONE).words)
    assert f'data-way="{way}"' in picture.svg() and f".way:not(.{way})" in drawn().svg()


def test_the_title_counts_and_the_table_has_all_rows():
    assert drawn().title == "A message can go five ways; IL-6 goes four of them"
    assert drawn().table["source"][0] == "Kawano 1988" and len(drawn().table["way"]) == 6
    told = " ".join(word.text for word in drawn().draw(PAGE).words)
    assert "myeloma cell grows by IL-6: autocrine (Kawano 1988) or paracrine (Klein 1989)? The block alone" in told
    assert "cannot tell." in told
    assert "IL-6, too: the CD4 T cell" in told and "Mouse: Heink 2017" in told


def test_rows_may_come_and_go(tmp_path, monkeypatch):
    folder = shutil.copytree(tables.data_folder(), tmp_path / "data")
    path = folder / "message_routes.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([*lines[:4], *lines[5:]]), encoding="utf-8")
    before = keys(drawn(), "message_routes")
    monkeypatch.setattr(store, "data_folder", lambda: folder)
    assert len(before - keys(drawn(), "message_routes")) == 1
    more = [line.replace("monocyte,monocyte", f"monocyte {i},monocyte") for i in range(9) for line in lines[6:]]
    path.write_text("".join([*lines, *more]), encoding="utf-8")
    assert crowded(drawn()) == [] and len(keys(drawn(), "message_routes")) == 6 + 9
    path.write_text(lines[0], encoding="utf-8")
    with pytest.raises(ValueError, match="The file data/message_routes.csv has a header and no rows"):
        drawn()
