"""Storms: every row stands in one, parties in their order, and what was broken by what came of it."""

import pytest

from helpers import tables, views


def test_every_row_stands_in_one_storm():
    shown = [each.link for name in views.storm_options() for each in views.cytokine_storms(name).links]
    assert sorted(shown) == sorted(tables.load("storm_links")["link"])
    assert views.storm_options() == tuple(tables.load("storm_sparks")["storm"])


def test_a_link_is_broken_by_something_or_has_no_outcome():
    rows = tables.load("storm_links")
    assert ((rows["blocked_by"] != "") == (rows["outcome"] != "")).all()
    assert set(rows.loc[rows["outcome"] == "helped in mice", "species"]) == {"mouse"}
    people = rows[rows["outcome"].isin(["helped", "helped, no control arm", "no benefit", "more deaths"])]
    assert people["species"].str.contains("human").all()


def test_who_takes_part():
    assert views.cytokine_storms("sepsis").parties == ("macrophage", "organs")
    assert views.cytokine_storms("COVID-19").parties == ("T cell", "macrophage", "organs")
    assert views.cytokine_storms("COVID-19").spark.lights == "macrophage"


def test_what_came_of_breaking_links():
    broken = views.cytokine_storms("CAR T cells").broken
    assert broken == {"helped in mice": ["GM-CSF", "IL-1"], "helped, no control arm": ["IL-6"]}
    assert views.cytokine_storms("TGN1412").broken == {}


def test_an_unknown_storm_is_said():
    with pytest.raises(ValueError, match="'flood' is not a storm of the tables; choose one of: CAR T cells, HLH"):
        views.cytokine_storms("flood")
