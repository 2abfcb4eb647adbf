"""Explorers of IL-6 in disease: they show the tables, and the model behind CRP."""

import numpy as np
import pytest

from helpers import explorers, tables
from helpers.explorers import il6_disease


def test_every_condition_is_in_one_set_and_every_set_is_offered():
    table = tables.load("il6_levels")
    assert set(table["set"]) == set(il6_disease.SETS.values())
    offered = next(c for c in explorers.il6_levels().controls if c["name"] == "which")["values"]
    assert {*il6_disease.SETS, il6_disease.OVERVIEW} == set(offered)
    shown = [row["label"] for name in il6_disease.SETS for row in il6_disease.level_rows(name)]
    assert sorted(shown) == sorted(table["condition"])


def test_the_overview_has_rows_of_most_sets():
    table = tables.load("il6_levels")
    assert len(il6_disease.level_rows()) == 10
    assert set(table.loc[table["overview"] == "yes", "set"]) == {"health", "exercise", "joints", "infection"}


def test_the_axis_changes_and_the_numbers_stay():
    explorer = explorers.il6_levels()
    log, linear = explorer.at(axis="logarithmic"), explorer.at(axis="linear")
    assert log.layout["xaxis"]["type"] == "log" and linear.layout["xaxis"]["type"] == "linear"
    assert log.table == linear.table


@pytest.mark.parametrize(
    "level, condition, inside",
    [
        (140.0, "burns, first three days, sepsis", True),
        (140.0, "sepsis", False),
        (2.0, "healthy adults over the day", True),
        (1000.0, "healthy adults over the day", False),
        (1000.0, "cytokine release syndrome", False),
    ],
)
def test_a_level_fits_where_the_spread_of_people_contains_it(level, condition, inside):
    rows, _ = il6_disease.same_level_at(level)
    assert (condition in {row["label"] for row in rows}) == inside


def test_crp_lags_and_lingers():
    hours, il6, crp, _, half_life = il6_disease.crp_course(6.0, "19 h (human, Vigushin 1993)")
    assert hours[np.argmax(crp)] > hours[np.argmax(il6)] + 5
    late = hours > 100  # long after IL-6 has gone CRP decays with its own half-life
    slope = np.polyfit(hours[late], np.log2(crp[late]), 1)[0]
    assert -1 / slope == pytest.approx(half_life, rel=0.02)
    assert [il6.max(), crp.max()] == pytest.approx([100, 100])


def test_half_lives_are_those_of_the_table():
    values = tables.load("il6_quantities").query("molecule == 'CRP' and measure == 'half-life'")["value"]
    assert set(il6_disease.CRP_HALF_LIVES.values()) <= set(values)
    il6 = tables.load("il6_quantities").set_index("key")["value"]["il6-half-life-human-weber_1993"]
    assert il6 == il6_disease.IL6_HALF_LIFE_H


@pytest.mark.parametrize("biomarker", il6_disease.READOUTS)
@pytest.mark.parametrize("drug", [il6_disease.NO_DRUG, il6_disease.LIGAND, il6_disease.RECEPTOR, il6_disease.PAIR])
def test_a_drug_cuts_after_its_target(biomarker, drug):
    steps, cut, _, words = il6_disease.chain_at(biomarker, drug)
    way = il6_disease.READOUTS[biomarker][0]
    if drug == il6_disease.NO_DRUG:
        assert cut == len(steps)
    elif drug == il6_disease.PAIR:
        assert cut == (4 if way == "trans" else len(steps))
        assert ("assumed" in words) == (way == "unspecified")
    else:
        assert cut == 3 and steps[2][0] == "messenger", "IL-6 itself is still made"


def test_the_ways_are_those_of_the_activity_map():
    rows = tables.load("il6_activities")
    for biomarker, (way, *_) in il6_disease.READOUTS.items():
        found = rows[rows["mediator"] == {"osteoclasts": "TRAP"}.get(biomarker, biomarker)]
        assert way in set(found["signalling_mode"]), biomarker


def test_every_source_of_a_chain_is_in_the_references():
    known = set(tables.load("references")["reference"])
    for biomarker in il6_disease.READOUTS:
        steps, *_ = il6_disease.chain_at(biomarker, il6_disease.NO_DRUG)
        assert {key for _, _, keys in steps for key in keys.split(";")} <= known


def test_cancer_and_tumour_rows_are_complete():
    cancers = set(explorers.cancer_rows()["condition"])
    assert {"Multiple myeloma", "Melanoma", "Renal cell carcinoma", "Gut tumours"} <= cancers
    assert not {"Sepsis", "Asthma"} & cancers
    targets = set(explorers.tumour_rows()["target"])
    assert {"myeloma cell", "melanoma cell", "U937 leukaemia cell", "colorectal tumour"} <= targets


@pytest.mark.parametrize("name", ["il6_levels", "crp_readout", "il6_chain", "same_level"])
def test_presets_differ(name):
    explorer = getattr(explorers, name)()
    states = [explorer.at(**values) for values in explorer.presets.values()]
    told = {state.description + str(state.layout) for state in states}
    assert len(told) == len(explorer.presets)
