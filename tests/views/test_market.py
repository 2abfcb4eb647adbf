"""When copies reach a market: days from the tables, waits counted from them, and what cannot be chosen."""

from dataclasses import replace

import pytest

from helpers import tables, views


def test_lanes_are_the_rows_of_the_tables():
    view = views.market_opening()
    days = {day.key: day for lane in view.lanes for day in lane.days}
    rows = tables.load("market_days")
    assert set(days) == set(rows["inn"] + " " + rows["region"] + " " + rows["event"])
    copies = tables.load("biosimilars").query("inn == 'ustekinumab'")
    for lane in view.lanes:
        mine = copies[copies["region"] == lane.region]
        assert len(lane.copies) + lane.undated == len(mine)
        assert [one.day for one in lane.copies] == sorted(f"{day:%Y-%m-%d}" for day in mine["approved"].dropna())
    original = tables.load("therapeutics").set_index("inn").loc["ustekinumab"]
    assert [lane.original for lane in view.lanes] == [
        str(original[column])[:10] for column in ("first_fda_approval", "first_ema_approval")
    ]
    assert view.as_of == tables.as_of("market_days")


def test_the_wait_is_counted_from_the_end_of_a_month_of_which_no_day_is_known():
    us, eu = views.market_opening().lanes
    assert (us.wait_months, eu.wait_months) == (15, 0)
    free, sold = us.day_of("molecule free"), us.day_of("first copy sold")
    assert replace(us, days=(replace(free, day="2023-09-25"), sold)).wait_months == 16
    assert replace(us, days=(sold,)).wait_months is None


def test_a_day_as_years():
    assert views.calendar_years("2024-07-01") == pytest.approx(2024.4973, abs=1e-4)
    assert views.calendar_years("2024-07") == views.calendar_years("2024-07-01")


@pytest.mark.parametrize("region", views.market_regions())
def test_every_region_can_be_chosen(region):
    assert {lane.region for lane in views.market_opening(region).lanes} <= {"US", "EU"}


def test_another_region_is_refused():
    with pytest.raises(ValueError, match="'Japan' is no region of this picture; choose one of: US and EU, US, EU"):
        views.market_opening("Japan")
