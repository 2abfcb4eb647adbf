"""The numbers in prose and items come from the tables and the model."""

import math

import pytest

from helpers import practice, tables, views
from helpers.models import diffusion_niche as niches
from tests.notebooks import path_of, prose

TEXT = prose(path_of("messengers"))


def test_more_than_half_of_the_interleukins_are_also_made_elsewhere():
    producers = tables.load("producers")
    elsewhere = producers[~producers["cell_type"].isin(views.leukocytes())]["interleukin"].nunique()
    assert elsewhere > producers["interleukin"].nunique() / 2
    right = next(option for option in practice.load("messengers-02").options if option.text == "More than half.")
    assert right.feedback.startswith("The figure shows it")


def test_epithelium_and_skin_lead_the_other_cells():
    producers = tables.load("producers")
    counts = producers.groupby("cell_type")["interleukin"].nunique().sort_values(ascending=False)
    others = [cell for cell in counts.index if cell not in views.leukocytes()]
    assert others[:2] == ["epithelial cell", "keratinocyte"]


@pytest.mark.parametrize(
    ("interleukin", "cell", "stored"),
    [
        ("IL-8", "endothelial cell", "yes"),
        ("IL-2", "CD4 T cell", "no"),
        ("IL-4", "mast cell", "yes"),
        ("IL-33", "epithelial cell", "yes"),
        ("IL-1β", "macrophage", "no"),
        ("IL-6", "skeletal muscle cell", ""),
    ],
)
def test_the_rows_that_text_and_items_use_are_there(interleukin, cell, stored):
    rows = tables.load("producers").query("interleukin == @interleukin and cell_type == @cell")
    assert list(rows["stored"]) == [stored]


@pytest.mark.parametrize(
    ("interleukin", "cell"),
    [
        ("IL-33", "mast cell"),
        ("IL-2", "CD4 T cell"),
        ("IL-6", "hepatocyte"),
        ("IL-1β", "endothelial cell"),
        ("IL-1β", "synovial fibroblast"),
        ("IL-1β", "chondrocyte"),
    ],
)
def test_the_receivers_that_text_and_items_use_are_there(interleukin, cell):
    assert not tables.load("targets").query("interleukin == @interleukin and cell_type == @cell").empty


def scale(receptors=1000, consumers=1.0):
    return float(niches.length_scale(niches.Niche(receptors_per_cell=receptors, consumer_fraction=consumers)))


def test_the_length_scale_goes_with_the_square_root():
    assert practice.load("messengers-12").value == pytest.approx(40 * scale(consumers=0.25) / scale(consumers=1.0))
    assert "consumed four times as fast, this length is half as long" in TEXT


def test_the_space_of_a_lone_cell_and_that_among_consumers():
    assert (round(250 / 20), round(math.pi / 6 * 250**3 / 20**3, -2)) == (12, 1000)
    assert "only twelve stand along that line" in TEXT and "about a thousand" in TEXT
    usual, few = niches.Niche(), niches.Niche(receptors_per_cell=100, consumer_fraction=0.05)
    assert round(float(niches.reach(0.001, usual))) == 45
    assert "45 µm from the sender's centre, so that it is 90 µm" in TEXT
    assert round(2 * float(niches.reach(0.001, few)), -1) == 220 and "grows to 220 µm" in TEXT


def test_as_many_neighbours_are_within_reach_as_the_text_says():
    assert views.niche_cloud(1000, 100, 10, 1).neighbours == 32 and "32 neighbours lie within reach" in TEXT


def test_receptors_raise_the_capture_less_and_less():
    capture = [niches.capture_rate(niches.Niche(receptors_per_cell=number)) for number in (1000, 5000)]
    assert round(capture[1] / capture[0], 1) == 3.8 and "only 3.8-fold" in TEXT


def test_a_neighbour_may_be_saturated():
    met = [views.concentration_profile(1000, 100, secretion, 1).neighbour_pM for secretion in (10, 100)]
    assert [round(pM) for pM in met] == [4, 41] and "meets 4 pM; with 100 it meets 41 pM" in TEXT
    kd = tables.load("affinities").set_index("affinity")["kd_nM"]["il2-il2ra-trotta_2018"]
    assert round(met[1] / (1000 * kd)) == 4


def test_interleukins_run_from_1_to_41():
    assert "runs from IL-1 to IL-41" in TEXT
    assert {"IL-1α", "IL-41"} <= set(tables.load("interleukins")["interleukin"])


def test_il6_takes_four_of_five_ways_and_an_antibody_stops_two():
    routes = views.message_routes().routes
    assert (len({each.route for each in routes}), sum(each.messenger == "IL-6" for each in routes)) == (5, 4)
    assert "IL-6 takes four of the five" in TEXT
    assert "autocrine, presented, paracrine and endocrine" in practice.load("messengers-21").options[2].feedback
    assert {each.route for each in routes if each.messenger == "IL-6"} == {
        "autocrine",
        "presented",
        "paracrine",
        "endocrine",
    }
    myeloma = [each for each in routes if "myeloma" in each.sender.name + each.receiver.name]
    assert [each.route for each in myeloma] == ["autocrine", "paracrine"]
    assert {each.stopped_by for each in myeloma} == {"an antibody against IL-6"}


def test_where_il1b_gets_stuck():
    first, second = (views.il1b_release(missing=signal) for signal in ("signal 1", "signal 2"))
    there = [{thing.key for thing in view.things if thing.there} for view in (first, second)]
    assert "pro-IL-1β" not in there[0] and "pro-IL-1β" in there[1] and "IL-1β" not in there[1]
    assert "mouse" in {each.species for each in first.steps}
    steps = tables.load("il1b_steps")
    made = list(steps.loc[steps["object"] == "pro-IL-1β", "step"])
    assert made == [5] and "the first five steps" in practice.load("messengers-14").options[2].feedback


def test_each_property_has_its_experiment():
    rows = tables.load("cytokine_properties").set_index("property")
    assert list(rows.index) == ["pleiotropy", "redundancy", "synergy", "antagonism"]
    assert all(f"**{name.capitalize()}**" in TEXT for name in rows.index)
    assert set(rows["species"]) == {"human"} and "IL-1β" in rows.at["synergy", "finding"]


def test_what_is_quoted_of_patients_stands_in_the_sources():
    """Lachmann 2009 and the poster of 2008 were read; a second look is asked for when these numbers change."""
    for words in ("6 ng made a day in health and 31 ng in CAPS", "up to 40 ng/mL", "5 ng/mL at most", "up to 20"):
        assert words in TEXT
    assert "about five times" in practice.load("messengers-19").feedback and round(31 / 6) == 5
