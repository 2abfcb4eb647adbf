"""The joint: every row is drawn whatever is held, arrows touch their cells, title and list follow the rows."""

import csv
import shutil

import pytest

from helpers import illustrations, tables, views
from helpers.colours import LIGHT
from helpers.illustrations import PAGE, TELEPHONE
from helpers.tables import store
from tests.illustrations.plates import crowded, keys, signs


def drawn(hold="nothing"):
    return illustrations.rheumatoid_joint(views.rheumatoid_joint(hold))


@pytest.mark.parametrize("hold", views.joint_options())
def test_every_row_is_drawn_whatever_is_held(hold):
    picture = drawn(hold)
    assert keys(picture, "joint_signals") == {str(number) for number in tables.load("joint_signals")["signal"]}
    assert keys(picture, "joint_actors") == set(tables.load("joint_actors")["actor"])
    assert crowded(picture) == []


def test_the_words_follow_what_is_held():
    assert drawn().title == "Told by three, the synovial fibroblast sends IL-6 to four kinds of cell"
    liver = "A colour is a messenger; the blood carries IL-6 to the liver"
    assert signs(drawn()) == {"tells", "in the lining or the joint space", liver}
    without = drawn("IL-6")
    assert without.title == "Without IL-6 six effects stop, two grow weaker, and eight go on"
    assert "RANKL and VEGF lose a reason" in without.description and "TNF, IL-1β, IL-17A" in without.description
    assert {"weaker", "stops"} <= signs(without)
    becomes = dict(zip(without.table["messenger"], without.table["what becomes of it"], strict=True))
    assert (becomes["IL-6"], becomes["RANKL"], becomes["TNF"]) == ("stops", "grows weaker", "goes on")
    assert "no other message loses a reason" in drawn("RANKL").description
    assert drawn("RANKL").title == "Without RANKL one effect stops, none grows weaker, and 15 go on"


def test_a_held_message_is_crossed_out_and_its_arrow_has_no_head():
    heads = drawn().svg().count(f'Z" fill="{LIGHT["blue"]}"')
    assert drawn("RANKL").svg().count(f'Z" fill="{LIGHT["blue"]}"') == heads - 1
    assert 'stroke-dasharray="2 4"' in drawn("RANKL").svg() and 'stroke-dasharray="6 4"' in drawn("TNF").svg()


def test_a_row_that_is_removed_takes_its_part_with_it(tmp_path, monkeypatch):
    folder = shutil.copytree(tables.data_folder(), tmp_path / "data")
    path = folder / "joint_signals.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(
            row for row in rows if row[1] != "GM-CSF" and row[5] != "GM-CSF"
        )
    monkeypatch.setattr(store, "data_folder", lambda: folder)
    picture = drawn()
    for width in (PAGE, TELEPHONE):
        assert "GM-CSF" not in picture.svg(width)
    assert len(picture.table["messenger"]) == len(rows) - 1 - 3


def test_an_empty_table_is_said(tmp_path, monkeypatch):
    folder = shutil.copytree(tables.data_folder(), tmp_path / "data")
    path = folder / "joint_signals.csv"
    path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    monkeypatch.setattr(store, "data_folder", lambda: folder)
    with pytest.raises(tables.TableError, match="The file data/joint_signals.csv has a header and no rows"):
        drawn()
