"""What the lesson on the map of IL-6 tells is what its tables and items hold."""

import pytest

from helpers import figures, practice, tables, views
from helpers.views.il6_map import LECTURE_BRANCHES
from tests import notebooks

ROWS = tables.load("il6_activities")
PROSE = notebooks.prose(notebooks.path_of("il6-activity-map"))


def test_every_branch_has_rows_and_the_six_of_the_lecture_are_there():
    counts = ROWS["branch"].value_counts()
    assert set(LECTURE_BRANCHES) <= set(counts.index)
    assert counts.min() >= 2
    assert len(ROWS) > 100 and "more than a hundred effects" in PROSE


def test_the_signs_of_the_patient_are_on_the_map_but_for_his_blood_pressure():
    readouts = set(ROWS["readout"])
    assert {"body temperature", "CRP"} <= readouts and not any("pressure" in readout for readout in readouts)
    body = {sector.key: sector for sector in views.il6_body().sectors}
    assert [readout.key for readout in body["brain"].readouts][:1] == ["body temperature"]
    assert "CRP" in [readout.key for readout in body["liver"].readouts]
    assert "PAI-1" in set(ROWS.loc[ROWS["target"] == "endothelial cell", "readout"])


def test_who_sends_il6():
    senders = views.conversation("IL-6").senders
    elsewhere = [sender for sender in senders if not sender.leukocyte]
    assert len(senders) == 21 and "Twenty-one kinds of cell send it" in PROSE
    assert len(elsewhere) > len(senders) / 2
    assert not {sender.cell_type for sender in senders} & {"CD4 T cell", "CD8 T cell"}
    assert {"monocyte", "macrophage"} <= {sender.cell_type for sender in senders}


def test_the_endothelium_reads_by_both_ways_and_ccl2_by_the_soluble_one():
    rows = ROWS[ROWS["target"] == "endothelial cell"].set_index("reference")
    assert (rows.at["zegeye_2018", "readout"], rows.at["zegeye_2018", "signalling_mode"]) == ("CCL2", "trans")
    assert rows.at["endothelial_two_ways", "signalling_mode"] == "classic"
    assert "IL-6 alone does not make them send the chemokine CCL2" in PROSE


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
    assert f"the map names {ROWS['target'].nunique()} targets, and this figure {short} cell types" in PROSE
    assert f"IL-6 reaches {short}." in figures.pleiotropy(views.pleiotropy()).description


@pytest.mark.parametrize(
    ("target", "branch", "readout"),
    [
        ("hepatocyte", "acute-phase proteins", "CRP"),
        ("hepatocyte", "acute-phase proteins", "hepcidin"),
        ("megakaryocyte", "haematopoiesis", "platelet count"),
        ("brain endothelium or hypothalamus", "nervous and endocrine", "body temperature"),
    ],
)
def test_the_walks_of_the_lesson_are_there(target, branch, readout):
    assert not ROWS.query("target == @target and branch == @branch and readout == @readout").empty


def test_species_and_ways_are_counted_as_told():
    assert 0.35 < (ROWS["species"] == "mouse").mean() < 0.45
    assert "Two rows in five were seen in mice only" in PROSE
    assert 0.45 < (ROWS["signalling_mode"] == "unspecified").mean() <= 0.5
    assert "Nearly half of all rows say *unspecified*" in PROSE
    trans = ROWS.query("signalling_mode == 'trans' and species == 'human'")
    assert len(trans) > 5
    verdicts = [dict(effect.verdicts)["sgp130Fc"] for effect in views.il6_body().effects]
    assert verdicts.count("stops") < len(verdicts) / 4


def test_most_interleukins_act_on_several_cell_types():
    for column, other in (("interleukin", "cell_type"), ("cell_type", "interleukin")):
        reach = tables.load("targets").groupby(column)[other].nunique()
        assert (reach > 1).sum() > len(reach) / 2


def test_what_is_left_of_crp():
    hours = float(tables.load("il6_quantities").set_index("key").loc["crp-half-life-human-vigushin_1993", "value"])
    item = practice.load("il6-activity-map-26")
    assert item.value == pytest.approx(3 * hours) and 160 / 2**3 == 20
    assert {option.value for option in item.options} == {2 * hours, 8 * hours, 140 / 80 * hours}
    assert f"every {hours:g} h" in item.stem
