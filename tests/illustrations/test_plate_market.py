"""A market that opens: every row has its part, the bars meet at the days, and the words follow the rows."""

import shutil

import pytest

from helpers import illustrations, tables, views
from helpers.illustrations import PAGE, TELEPHONE, plate_market
from helpers.tables import store
from tests.illustrations.plates import crowded, keys, signs


def drawn(region="US and EU"):
    return illustrations.market_opening(views.market_opening(region))


@pytest.mark.parametrize("region", views.market_regions())
def test_every_row_has_its_part_and_every_part_its_row(region):
    view, picture = views.market_opening(region), drawn(region)
    assert keys(picture, "market_days") == {day.key for lane in view.lanes for day in lane.days}
    assert keys(picture, "biosimilars") == {copy.key for lane in view.lanes for copy in lane.copies}
    assert len(picture.table["day"]) == sum(1 + len(lane.days) + len(lane.copies) for lane in view.lanes)
    assert crowded(picture) == []


@pytest.mark.parametrize("width", [PAGE, TELEPHONE])
def test_a_bar_ends_where_the_next_begins(width):
    view = views.market_opening()
    scale = plate_market._scale(view, width)
    for lane in view.lanes:
        sold = scale.at(lane.day_of("first copy sold").years)
        assert scale.left < sold < scale.right
        assert plate_market._bars(view, lane, scale).box.left == pytest.approx(scale.left - plate_market._EDGE)


def test_licences_do_not_touch_each_other():
    view = views.market_opening()
    for width in (PAGE, TELEPHONE):
        scale = plate_market._scale(view, width)
        for lane in view.lanes:
            found = plate_market._licences(lane.copies, scale)
            assert len(found.rows) == len(lane.copies)


def test_the_words_say_what_the_rows_say():
    picture = drawn()
    assert picture.title == (
        "The molecule of Stelara was free, and copies were sold more than 15 months later in the US "
        "and within a month in the EU"
    )
    assert "first sold 1 January 2025: Wezlana" in picture.description
    assert "molecule free July 2024" in picture.description
    assert "copies on sale" in signs(picture)
    assert "in the US" not in drawn("EU").title


def test_a_row_that_is_removed_takes_its_part_with_it(tmp_path, monkeypatch):
    folder = shutil.copytree(tables.data_folder(), tmp_path / "data")
    path = folder / "market_days.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if "2039" not in line), encoding="utf-8")
    assert "2039" in drawn().svg()
    monkeypatch.setattr(store, "data_folder", lambda: folder)
    assert "2039" not in drawn().svg()
