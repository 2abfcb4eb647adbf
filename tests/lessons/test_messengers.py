"""The numbers in prose and items come from the tables and the model."""

import math
import re

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


def test_a_handful_is_stored_and_most_entries_say_no():
    stored = tables.load("producers")
    names = stored.loc[stored["stored"] == "yes", "interleukin"].unique()
    assert 3 <= len(names) <= 10
    assert {"IL-8", "IL-4", "IL-33"} <= set(names)
    assert (stored["stored"] == "no").sum() > (stored["stored"] == "yes").sum()


@pytest.mark.parametrize(
    ("interleukin", "cell", "stored"),
    [
        ("IL-8", "endothelial cell", "yes"),
        ("IL-2", "CD4 T cell", "no"),
        ("IL-4", "mast cell", "yes"),
        ("IL-33", "epithelial cell", "yes"),
        ("IL-6", "skeletal muscle cell", ""),
    ],
)
def test_the_rows_that_the_items_use_are_there(interleukin, cell, stored):
    rows = tables.load("producers").query("interleukin == @interleukin and cell_type == @cell")
    assert list(rows["stored"]) == [stored]


@pytest.mark.parametrize(
    ("interleukin", "cell"),
    [
        ("IL-33", "ILC2"),
        ("IL-33", "mast cell"),
        ("IL-4", "B cell"),
        ("IL-2", "CD4 T cell"),
        ("IL-10", "macrophage"),
        ("IL-6", "hepatocyte"),
    ],
)
def test_the_receivers_that_the_items_use_are_there(interleukin, cell):
    assert not tables.load("targets").query("interleukin == @interleukin and cell_type == @cell").empty


def scale(receptors=1000, consumers=1.0):
    return float(niches.length_scale(niches.Niche(receptors_per_cell=receptors, consumer_fraction=consumers)))


def test_length_scale_items_follow_the_model():
    assert practice.load("messengers-08").value == pytest.approx(scale(consumers=1.0) / scale(consumers=0.25))
    assert practice.load("messengers-12").value == pytest.approx(40 * scale(consumers=0.25) / scale(consumers=1.0))


def test_the_space_of_a_lone_cell_and_that_among_consumers():
    assert (round(250 / 20), round(math.pi / 6 * 250**3 / 20**3, -2)) == (12, 1000)
    assert "some thousand" in TEXT and "250 µm across" in TEXT
    usual, few = niches.Niche(), niches.Niche(receptors_per_cell=100, consumer_fraction=0.05)
    assert round(float(niches.reach(0.001, usual))) == 45 and "45 µm from the sender's centre" in TEXT
    assert round(2 * float(niches.reach(0.001, few)), -1) == 220 and "220 µm across" in TEXT


def test_a_neighbour_may_be_saturated():
    met = [views.concentration_profile(1000, 100, secretion, 1).neighbour_pM for secretion in (10, 100)]
    assert [round(pM) for pM in met] == [4, 41] and "meets 4 pM; with 100 it meets 41 pM" in TEXT
    kd = tables.load("affinities").set_index("affinity")["kd_nM"]["il2-il2ra-trotta_2018"]
    assert round(met[1] / (1000 * kd)) == 4


def test_fifty_times_more_receptors_shrink_the_cloud():
    assert "Fifty times more receptors" in TEXT
    few, many = niches.Niche(receptors_per_cell=100), niches.Niche(receptors_per_cell=5000)
    assert niches.reach(0.001, many) < niches.reach(0.001, few)


def test_interleukins_run_from_1_to_41():
    assert re.search(r"from IL-1 to IL-41", TEXT)
    assert {"IL-1α", "IL-41"} <= set(tables.load("interleukins")["interleukin"])


def test_il6_takes_three_of_five_ways_and_an_antibody_stops_two():
    routes = views.message_routes().routes
    assert (len({each.route for each in routes}), sum(each.messenger == "IL-6" for each in routes)) == (5, 3)
    assert "IL-6 takes three of the five" in TEXT
    myeloma = [each for each in routes if "myeloma" in each.sender.name + each.receiver.name]
    assert [each.route for each in myeloma] == ["autocrine", "paracrine"]
    assert {each.stopped_by for each in myeloma} == {"an antibody against IL-6"}


def test_where_il1b_gets_stuck():
    first, second = (views.il1b_release(missing=signal) for signal in ("signal 1", "signal 2"))
    there = [{thing.key for thing in view.things if thing.there} for view in (first, second)]
    assert "pro-IL-1β" not in there[0] and "pro-IL-1β" in there[1] and "IL-1β" not in there[1]
    assert "mouse" in {each.species for each in first.steps}
