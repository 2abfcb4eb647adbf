"""Explorers of the IL-6 system: mechanism, tables and bad choices."""

import numpy as np
import pytest

from helpers import explorers, tables
from helpers.explorers import il6_system
from helpers.models import il6_buffer


def respond(il6, sil6r, sgp130):
    _, classic, trans, _ = il6_system.who_responds_at(il6, sil6r, sgp130)
    return np.array(classic), np.array(trans)


def test_gp130_alone_hears_nothing_and_the_pair_is_heard():
    classic, trans = respond(100.0, 0.0, 0.0)
    assert classic[0] > 90 and classic[1] == trans[1] == 0
    assert respond(10.0, 77.0, 0.0)[1][1] > 50
    assert respond(0.0, 77.0, 0.0)[1].max() == 0


def test_sgp130_takes_the_endothelial_response_away():
    signals = [respond(10.0, 77.0, sgp130)[1][1] for sgp130 in (0.0, 43.0, 390.0, 5000.0)]
    assert signals == sorted(signals, reverse=True) and signals[-1] < 0.02 * signals[0]


def test_a_cell_without_gp130_is_silent():
    classic, trans = respond(100.0, 1000.0, 0.0)
    assert classic[2] == trans[2] == 0


def test_occupancy_never_exceeds_one():
    for pair in (0.0, 1.0, 1e6):
        assert sum(il6_system.gp130_occupancy(1e6, pair, 0.05)) <= 1 + 1e-12


def test_a_cell_reads_the_site_of_the_table():
    quantity = tables.load("il6_quantities").set_index("key")["value"]
    site_pM = float(quantity["il6-kd-high-affinity-site-il6_cess_sites"])
    assert pytest.approx(site_pM / 1000) == il6_system.CELL_SITE_NM
    assert sum(il6_system.gp130_occupancy(il6_system.CELL_SITE_NM, 0.0, 0.05)) == pytest.approx(0.5)


@pytest.mark.parametrize("name", il6_system.preset_levels())
def test_shares_add_up_and_presets_follow_the_tables(name):
    il6, sil6r = il6_system.preset_levels()[name]
    assert il6 in set(tables.load("il6_levels")["value_pg_per_ml"])
    for sgp130 in il6_system.SGP130:
        for kd in il6_system.SOURCES:
            _, free, pair, caught, _, _ = il6_system.buffer_at(il6, sil6r, sgp130, kd)
            assert np.allclose(free + pair + caught, 100, rtol=1e-8)
            assert np.all(np.diff(free) > -1e-6), "more IL-6 cannot lower its free share"


def test_sources_are_those_of_the_tables():
    published = tables.load("affinities").query("ligand_or_drug == 'IL-6' and binds_gene == 'IL6R'")["kd_nM"]
    for name, constants in il6_system.SOURCES.items():
        assert constants.receptor_nM in set(published)
        assert name.startswith(f"{constants.receptor_nM:g} nM")
    sgp130 = tables.load("il6_quantities").query("molecule == 'sgp130' and setting == 'healthy'")["value"]
    assert set(sgp130) == set(il6_system.SGP130.values()) - {0.0}


def test_low_levels_follow_the_closed_form():
    total, free, *_ = il6_system.buffer_at(1.0, 77.0, "390 ng/mL (Narazaki 1993)", "5.5 nM (SBH Sciences)")
    expected = 100 * il6_buffer.free_fraction(77 / 55, 3.9, il6_buffer.KD_SBH)
    assert free[0] == pytest.approx(float(expected), rel=1e-5)


def test_predictions_span_from_bound_to_free():
    labels, percent, groups = explorers.free_share_predictions()
    assert len(labels) == len(percent) == len(groups) == 18
    assert min(percent) < 1 and max(percent) > 80
    assert all("sgp130 43 " in label for label, share in zip(labels, percent, strict=True) if share > 50)


@pytest.mark.parametrize("drug", [il6_system.TOCILIZUMAB, il6_system.ANTI_IL6])
def test_antibodies_lower_both_cells_in_blood(drug):
    _, has, lacks, *_ = il6_system.drug_signals_at(drug, next(iter(il6_system.PLACES)), 100.0)
    assert np.all(np.diff(has) <= 1e-6) and np.all(np.diff(lacks) <= 1e-6)
    assert has[-1] < 2 and lacks[-1] < 2


def test_what_sgp130fc_spares_depends_on_the_place():
    blood, excess, dish = il6_system.PLACES
    at = {place: il6_system.drug_signals_at(il6_system.SGP130FC, place, 100.0)[6] for place in (blood, excess, dish)}
    assert at[blood][0] < 10 and at[blood][1] < 10
    assert at[excess][0] > 99 and at[excess][1] < 1
    assert at[dish][0] == pytest.approx(100) and np.isnan(at[dish][1])


def test_a_choice_that_does_not_exist_gets_a_sentence():
    with pytest.raises(ValueError, match="is not a value of 'Drug'"):
        explorers.il6_drugs().at(drug="aspirin")
    with pytest.raises(ValueError, match="is not a value of 'IL-6'"):
        explorers.who_responds().at(il6_ng_ml=-1.0)


@pytest.mark.parametrize("name", ["who_responds", "il6_buffer_shares", "il6_drugs"])
def test_presets_differ(name):
    explorer = getattr(explorers, name)()
    told = [explorer.at(**values).description for values in explorer.presets.values()]
    assert len(set(told)) == len(told)
