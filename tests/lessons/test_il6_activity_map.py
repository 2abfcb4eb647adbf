"""Counts in prose and items come from the table of IL-6 activities."""

import pytest

from helpers import practice, tables
from helpers.views.il6_map import CLASSIC_BRANCHES

ROWS = tables.load("il6_activities")


def test_more_than_twenty_targets():
    assert ROWS["target"].nunique() > 20
    assert "More than twenty." in [option.text for option in practice.load("il6-activity-map-02").options]


def test_every_branch_has_rows_and_the_six_classic_ones_are_there():
    counts = ROWS["branch"].value_counts()
    assert set(CLASSIC_BRANCHES) <= set(counts.index)
    assert counts.min() >= 2
    assert len(ROWS) >= 35 and ROWS["target"].nunique() >= 10


def test_the_hepatocyte_leads_and_most_of_its_rows_are_acute_phase():
    assert ROWS["target"].value_counts().index[0] == "hepatocyte"
    hepatocyte = ROWS[ROWS["target"] == "hepatocyte"]
    assert (hepatocyte["branch"] == "acute-phase proteins").sum() > len(hepatocyte) / 2


def test_three_acute_phase_products_fall():
    acute = ROWS[ROWS["branch"] == "acute-phase proteins"]
    down = set(acute.loc[acute["direction"] == "down", "mediator"])
    assert down == {"albumin", "transferrin", "fibronectin"}
    item = practice.load("il6-activity-map-08")
    assert item.value == len(down)
    assert (acute["direction"] == "up").sum() in [option.value for option in item.options]


def test_the_cd4_t_cell_counts():
    received = tables.load("targets").query("cell_type == 'CD4 T cell'")["interleukin"].nunique()
    item = practice.load("il6-activity-map-13")
    assert f"answers to {received} listed" in item.stem
    assert item.value == received - 1


@pytest.mark.parametrize(
    ("target", "branch", "mediator"),
    [
        ("hepatocyte", "acute-phase proteins", "CRP"),
        ("hepatocyte", "acute-phase proteins", "hepcidin"),
        ("megakaryocyte", "haematopoiesis", "platelet count"),
        ("hepatocyte", "hepatocyte regeneration", "STAT3"),
    ],
)
def test_the_walks_that_items_use_are_there(target, branch, mediator):
    assert not ROWS.query("target == @target and branch == @branch and mediator == @mediator").empty


def test_most_rows_leave_the_way_of_signalling_open():
    assert (ROWS["signalling_mode"] == "unspecified").sum() > len(ROWS) / 2
    assert set(ROWS.query("target in ['endothelial cell']")["signalling_mode"]) == {"trans"}


def test_most_interleukins_act_on_several_cell_types():
    reach = tables.load("targets").groupby("interleukin")["cell_type"].nunique()
    assert (reach > 1).sum() > len(reach) / 2
