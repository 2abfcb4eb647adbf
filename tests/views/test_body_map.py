"""The map of IL-6 on a body, as a record: organs, years, and what a drug stops."""

import pytest

from helpers import tables, views
from helpers.tables import standing
from helpers.views.body_map import verdict

BLOCKS = {"classic": "disputed", "trans": "yes"}


def test_every_row_stands_in_one_line_of_its_organ():
    view = views.il6_body()
    shown = [row for effect in view.effects for row in effect.rows]
    assert len(shown) == len(set(shown)) == len(tables.load("il6_activities"))
    places = tables.load("target_sectors").query("role == 'target'").set_index("name")["sector"]
    for sector in view.sectors:
        for effect in sector.effects:
            assert {places[row.target] for row in effect.rows} == {sector.key}
            assert len({row.branch for row in effect.rows}) == 1
            assert effect.studies >= max(effect.up, effect.down, effect.same)


def test_the_map_grows_with_the_years_and_keeps_the_old_names():
    years = views.il6_years()
    sizes = [sum(len(effect.rows) for effect in views.il6_body(year=year).effects) for year in years]
    assert sizes == sorted(sizes) and sizes[0] < 10 and sizes[-1] == len(tables.load("il6_activities"))
    assert {"BSF-2", "IFN-β2"} <= set(views.il6_body(year=1990).names)


@pytest.mark.parametrize(
    ("modes", "blocks", "expected"),
    [
        (("classic",), {"classic": "yes", "trans": "yes"}, "stops"),
        (("unspecified",), {"classic": "yes", "trans": "yes"}, "stops"),
        (("trans",), BLOCKS, "stops"),
        (("classic",), BLOCKS, "undecided"),
        (("unspecified",), BLOCKS, "undecided"),
        (("classic", "trans"), BLOCKS, "partly"),
        (("classic",), {"classic": "no", "trans": "yes"}, "stays"),
        (("unspecified",), {"classic": "no", "trans": "yes"}, "undecided"),
        (("trans",), {"classic": "no", "trans": "no"}, "stays"),
    ],
)
def test_what_a_drug_does_follows_the_way_of_signalling(modes, blocks, expected):
    assert verdict(modes, blocks) == expected


def test_a_drug_against_the_receptor_or_the_messenger_stops_everything():
    for drug in ("tocilizumab", "siltuximab"):
        assert {dict(effect.verdicts)[drug] for effect in views.il6_body().effects} == {"stops"}
    assert {dict(effect.verdicts)["sgp130Fc"] for effect in views.il6_body().effects} >= {"stops", "undecided"}


@pytest.mark.parametrize(
    ("choice", "sentence"),
    [
        ({"drug": "aspirin"}, "'aspirin' is not a drug of this map; choose one of: none, tocilizumab"),
        ({"organ": "spleen"}, "'spleen' is not an organ of this map"),
        ({"year": 1950}, "Nothing on IL-6 was published by 1950; choose 1986"),
    ],
)
def test_what_is_not_on_the_map_is_said(choice, sentence):
    with pytest.raises(ValueError, match=sentence):
        views.il6_body(**choice)


def test_the_map_is_of_today_and_half_of_it_knows_its_way():
    """At least forty rows come from papers after 2010; the way of signalling is open in at most half of all rows."""
    rows = tables.load("il6_activities")
    assert (rows["year"] > 2010).sum() >= 40
    assert 2 * (rows["signalling_mode"] == "unspecified").sum() <= len(rows)


def test_who_makes_il6_is_told_by_papers():
    """No cell that makes IL-6 rests on what others tell of it."""
    known = standing.standings(tables.data_folder())
    makers = tables.load("producers").query("interleukin == 'IL-6'")
    assert len(makers) >= 20
    assert {known[key] for cell in makers["reference"] for key in cell.split(";")} == {"primary"}
