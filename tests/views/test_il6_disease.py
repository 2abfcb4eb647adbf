"""Views of IL-6 in disease: they show the tables, and the model behind CRP."""

import numpy as np
import pytest

from helpers import explorers, tables, views


def test_every_condition_is_in_one_set_and_every_set_is_offered():
    table = tables.load("il6_levels")
    assert set(table["set"]) == set(views.LEVEL_SETS.values())
    offered = next(c for c in explorers.il6_levels().controls if c["name"] == "which")["values"]
    assert {*views.LEVEL_SETS, views.OVERVIEW} == set(offered)
    shown = [row.label for name in views.LEVEL_SETS for row in views.level_rows(name)]
    assert sorted(shown) == sorted(table["condition"])


def test_the_overview_has_rows_of_most_sets():
    table = tables.load("il6_levels")
    assert len(views.level_rows()) == 10
    assert set(table.loc[table["overview"] == "yes", "set"]) == {"health", "exercise", "joints", "infection"}


def test_the_axis_changes_and_the_numbers_stay():
    explorer = explorers.il6_levels()
    log, linear = explorer.at(axis="logarithmic"), explorer.at(axis="linear")
    assert log.layout["xaxis"]["type"] == "log" and linear.layout["xaxis"]["type"] == "linear"
    assert log.table == linear.table


def test_crp_lags_and_lingers():
    view = views.crp_readout(6.0, "19 h (human, Vigushin 1993)")
    hours, il6, crp = view.hours, view.il6_percent, view.crp_percent
    assert hours[np.argmax(crp)] > hours[np.argmax(il6)] + 24
    late = (hours > 136) & (hours < 144)  # long after IL-6 has gone CRP decays with its own half-life
    slope = np.polyfit(hours[late], np.log2(crp[late]), 1)[0]
    assert -1 / slope == pytest.approx(view.crp_half_life_h, rel=0.02)
    assert [il6.max(), crp.max()] == pytest.approx([100, 100])


def test_crp_rises_and_peaks_when_it_was_measured_to():
    view = views.crp_readout(6.0, "19 h (human, Vigushin 1993)")
    up = view.crp_percent[: np.argmax(view.crp_percent) + 1]
    assert 4 < np.interp(views.FIRST_RISE_PERCENT, up, view.hours[: len(up)]) < 6
    assert 36 < view.hours[len(up) - 1] < 50
    early, late = np.interp([12.0, 20.0], view.hours, view.crp_percent)
    assert late > 2 * early, "it doubles within 8 h on its way up"


def test_crp_after_an_operation_peaks_where_the_table_says():
    rows = tables.load("il6_quantities").set_index("key")
    measured = rows.loc["crp-time-of-peak-surgery-ohzato_1992"]
    lasting = views.crp_readout(24.0, "19 h (human, Vigushin 1993)")  # IL-6 was highest after 24 h
    peak = lasting.hours[np.argmax(lasting.crp_percent)]
    assert measured["low"] - 1 < peak < measured["high"]


def test_a_blocked_receptor_ends_the_stimulus_for_crp_alone():
    never, early, late = views.BLOCKED_FROM_H
    half_life = next(iter(views.CRP_HALF_LIVES))
    free, first, second = (views.crp_readout(72.0, half_life, told) for told in (never, early, late))
    hours = np.linspace(0, 144, 145)
    il6 = [np.interp(hours, view.hours, view.il6_percent) for view in (free, first, second)]
    assert il6[0] == pytest.approx(il6[1], abs=0.5) and il6[0] == pytest.approx(il6[2], abs=0.5)
    for view in (first, second):
        without, under = (np.interp(hours, each.hours, each.crp_percent) for each in (free, view))
        before = hours <= view.blocked_h
        assert under[before] == pytest.approx(without[before], abs=0.01)
        assert (under <= without + 0.01).all() and under.max() < 60
        assert hours[under.argmax()] > view.blocked_h + 12, "what was ordered is still made"


@pytest.mark.parametrize("biomarker", views.READOUTS)
@pytest.mark.parametrize("drug", views.CHAIN_DRUGS)
def test_a_drug_cuts_after_its_target(biomarker, drug):
    view = views.il6_chain(biomarker, drug)
    way = views.READOUTS[biomarker].way
    if drug == views.NO_DRUG:
        assert view.cut == len(view.steps)
    elif drug == views.SGP130FC_AS_DESIGNED:
        assert view.cut == (4 if way == "trans" else len(view.steps))
        assert ("assumed" in view.under) == (way == "unspecified")
    else:
        assert view.cut == 3 and view.steps[2].kind == "messenger", "IL-6 itself is still made"


def test_the_ways_are_those_of_the_activity_map():
    rows = tables.load("il6_activities")
    for biomarker, readout in views.READOUTS.items():
        found = rows[rows["readout"] == biomarker]
        assert readout.way in set(found["signalling_mode"]), biomarker
        assert set(found["readout_direction"]) == {"up"}, biomarker


def test_every_source_of_a_chain_is_in_the_references():
    known = set(tables.load("references")["reference"])
    for biomarker in views.READOUTS:
        steps = views.il6_chain(biomarker, views.NO_DRUG).steps
        assert {key for step in steps for key in step.reference.split(";")} <= known


@pytest.mark.parametrize("name", ["il6_levels", "crp_readout", "il6_chain"])
def test_presets_differ(name):
    explorer = getattr(explorers, name)()
    states = [explorer.at(**values) for values in explorer.presets.values()]
    told = {state.description + str(state.layout) for state in states}
    assert len(told) == len(explorer.presets)
