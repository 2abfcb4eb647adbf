"""Counts in prose and items come from the table of IL-6 activities."""

import pytest

from helpers import figures, practice, tables, views
from helpers.views.il6_map import LECTURE_BRANCHES
from tests import notebooks

ROWS = tables.load("il6_activities")
PROSE = notebooks.prose(notebooks.path_of("il6-activity-map"))


def test_more_than_twenty_targets():
    assert ROWS["target"].nunique() > 20
    assert "More than twenty." in [option.text for option in practice.load("il6-activity-map-02").options]


def test_every_branch_has_rows_and_the_six_of_the_lecture_are_there():
    counts = ROWS["branch"].value_counts()
    assert set(LECTURE_BRANCHES) <= set(counts.index)
    assert counts.min() >= 2
    assert len(ROWS) >= 35 and ROWS["target"].nunique() >= 10


def test_the_hepatocyte_leads_and_most_of_its_rows_are_acute_phase():
    assert ROWS["target"].value_counts().index[0] == "hepatocyte"
    hepatocyte = ROWS[ROWS["target"] == "hepatocyte"]
    assert (hepatocyte["branch"] == "acute-phase proteins").sum() > len(hepatocyte) / 2


def test_three_acute_phase_products_fall():
    acute = ROWS[ROWS["branch"] == "acute-phase proteins"]
    assert set(acute.loc[acute["readout_direction"] == "down", "readout"]) == {"albumin", "transferrin", "fibronectin"}


def test_what_dexamethasone_did_is_a_condition():
    row = ROWS[ROWS["condition"] == "dexamethasone"].squeeze()
    assert (row["readout"], row["readout_direction"], row["reference"]) == ("osteoclasts", "up", "udagawa_1995")
    assert "dexamethasone" in practice.load("il6-activity-map-16").stem


def test_a_readout_may_stay_while_the_effect_goes_up():
    row = ROWS[ROWS["readout"] == "PGE2"].squeeze()
    assert (row["direction"], row["readout_direction"], row["species"]) == ("up", "no change", "mouse")
    assert row["reference"] == "fever_pge2_2009"


def test_two_tables_count_the_targets_of_il6():
    """The map counts all that answers; the figure counts cell types of one list, for all interleukins alike."""
    (short,) = (reach.number for reach in views.pleiotropy().interleukins if reach.name == "IL-6")
    cells = len(tables.load("cell_types"))
    assert f"the map names {ROWS['target'].nunique()} targets, and this figure {short} cell types" in PROSE
    assert f"one list of {cells} cell types" in PROSE
    assert f"IL-6 reaches {short}." in figures.pleiotropy(views.pleiotropy()).description
    assert "cell not shown (plasma)" in set(ROWS["target"]), "the cell that nobody has shown"


def test_sources_differ_on_cyclin_d1():
    rows = ROWS[ROWS["readout"] == "cyclin D1"]
    assert set(rows["readout_direction"]) == {"up", "down"} and set(rows["species"]) == {"mouse"}
    assert set(rows["reference"]) == {"cressman_1996", "il6_cell_cycle_2014"}


def test_the_cd4_t_cell_counts():
    received = tables.load("targets").query("cell_type == 'CD4 T cell'")["interleukin"].nunique()
    item = practice.load("il6-activity-map-13")
    assert f"answers to {received} listed" in item.stem
    assert item.value == received - 1


@pytest.mark.parametrize(
    ("target", "branch", "readout"),
    [
        ("hepatocyte", "acute-phase proteins", "CRP"),
        ("hepatocyte", "acute-phase proteins", "hepcidin"),
        ("megakaryocyte", "haematopoiesis", "platelet count"),
        ("hepatocyte", "hepatocyte regeneration", "DNA synthesis"),
        ("hepatocyte", "metabolism", "CYP3A4"),
    ],
)
def test_the_walks_that_items_use_are_there(target, branch, readout):
    assert not ROWS.query("target == @target and branch == @branch and readout == @readout").empty


def test_half_of_the_rows_leave_the_way_of_signalling_open():
    assert 0.4 * len(ROWS) < (ROWS["signalling_mode"] == "unspecified").sum() <= len(ROWS) / 2
    ways = ROWS.query("target == 'endothelial cell'")["signalling_mode"].value_counts()
    assert set(ways.index) == {"trans", "classic"}, "sources disagree about the endothelium"
    assert ways["trans"] > ways["classic"]


def test_most_interleukins_act_on_several_cell_types():
    reach = tables.load("targets").groupby("interleukin")["cell_type"].nunique()
    assert (reach > 1).sum() > len(reach) / 2
