"""Views of the IL-6 system: mechanism, tables and bad choices."""

import numpy as np
import pytest

from helpers import explorers, tables, views
from helpers.models import il6_buffer

PLENTY, LESS = views.DRUG_NM


def respond(il6, sil6r, sgp130):
    cells = views.who_responds(il6, sil6r, sgp130).cells
    return np.array([one.classic_percent for one in cells]), np.array([one.trans_percent for one in cells])


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
        assert views.gp130_occupancy(1e6, pair, 0.05).total <= 1 + 1e-12


def test_a_cell_is_half_occupied_at_the_kd_of_its_site():
    assert float(views.gp130_occupancy(views.CELL_SITE_NM, 0.0, 0.05).total) == pytest.approx(0.5)


@pytest.mark.parametrize("name", views.preset_levels())
def test_shares_add_up_and_presets_follow_the_tables(name):
    level = views.preset_levels()[name]
    assert level.il6_pg_per_ml in set(tables.load("il6_levels")["value_pg_per_ml"])
    for sgp130 in views.SGP130_NG_PER_ML:
        for kd in views.KD_SOURCES:
            view = views.il6_shares(sgp130, level=name, kd=kd)
            assert view.free_percent + view.pair_percent + view.sgp130_percent == pytest.approx(100, rel=1e-8)
            in_health = views.il6_shares(sgp130, kd=kd).free_percent
            assert view.free_percent > in_health - 1e-6, "more IL-6 cannot lower its free share"


def test_sgp130_draws_on_the_free_and_a_tighter_k2_draws_more():
    much, little, none = (views.il6_shares(sgp130).free_percent for sgp130 in views.SGP130_NG_PER_ML)
    assert much < little < none
    free = [views.il6_shares(next(iter(views.SGP130_NG_PER_ML)), k2).free_percent for k2 in views.K2_NM]
    assert free == sorted(free)
    assert "no sgp130" in views.il6_shares("none").fluid


def test_sources_are_named_by_their_number():
    for name, constants in views.KD_SOURCES.items():
        assert name.startswith(f"{constants.receptor_nM:g} nM")
    sgp130 = tables.load("il6_quantities").query("molecule == 'sgp130' and setting == 'healthy'")["value"]
    assert set(sgp130) == set(views.SGP130_NG_PER_ML.values()) - {0.0}


def test_low_levels_follow_the_closed_form():
    view = views.il6_shares("390 ng/mL (Narazaki 1993)")
    expected = 100 * il6_buffer.free_fraction(77 / 55, 3.9, il6_buffer.KD_ASSUMED)
    assert view.free_percent == pytest.approx(float(expected), rel=1e-3)


def test_predictions_span_from_bound_to_free():
    predictions = views.predicted_free()
    assert len(predictions) == 18
    assert predictions[0].percent < 1 and predictions[-1].percent > 80
    assert all("sgp130 43 " in one.constants for one in predictions if one.percent > 50)


def test_the_map_counts_the_published_combinations():
    view = views.free_il6_map(77.0, "390 ng/mL (Narazaki 1993)")
    assert view.k2_nM == (0.01, 0.05, 0.5, 1.0, 3.0)
    assert view.above_half == (1, 3, 8, 10, 12) and view.combinations == 18
    assert np.all(np.diff(view.percent, axis=0) > 0) and np.all(np.diff(view.percent, axis=1) > 0)
    at = view.percent[view.k1_nM.index(5.5), view.k2_nM.index(0.05)]
    shown = views.il6_shares("390 ng/mL (Narazaki 1993)").free_percent
    assert at == pytest.approx(shown, rel=0.01)


@pytest.mark.parametrize(
    ("drug", "k2_nM", "left"),
    [
        (views.TOCILIZUMAB, 0.05, 36),
        (views.TOCILIZUMAB, 1.0, 8.9),
        (views.SILTUXIMAB, 0.05, 1.25),
        (views.SGP130FC, 0.05, 4.3),
    ],
)
def test_what_a_drug_leaves_hangs_on_k2(drug, k2_nM, left):
    place = next(iter(views.PLACES))
    assert views.signals_left(drug, place, 100.0, k2_nM)[0] == pytest.approx(left, rel=0.02)
    (one,) = [one for one in views.drug_signals(place, LESS).drugs if one.drug == drug]
    assert one.with_receptor.low <= left * 1.02 and one.with_receptor.high >= left * 0.98
    assert one.with_receptor.low < one.with_receptor.percent < one.with_receptor.high


@pytest.mark.parametrize("drug", [views.TOCILIZUMAB, views.SILTUXIMAB])
def test_antibodies_lower_both_cells_in_blood(drug):
    doses = views.decades(1e-2, 1e4, 4)
    has, lacks = zip(*(views.signals_left(drug, next(iter(views.PLACES)), dose) for dose in doses), strict=True)
    assert np.all(np.diff(has) <= 1e-6) and np.all(np.diff(lacks) <= 1e-6)
    assert has[-1] < 2 and lacks[-1] < 2


def test_what_sgp130fc_spares_depends_on_the_place():
    blood, excess, dish = (views.signals_left(views.SGP130FC, place, 100.0) for place in views.PLACES)
    assert max(blood) < 10
    assert excess[0] > 99 and excess[1] < 1
    assert dish[0] == pytest.approx(100) and np.isnan(dish[1])
    shown = views.drug_signals("in a dish without sIL-6R", PLENTY).drugs
    assert all(one.without_receptor is None for one in shown)


def test_a_choice_that_does_not_exist_gets_a_sentence():
    with pytest.raises(ValueError, match="is not a value of 'Surroundings'"):
        explorers.il6_drugs().at(place="in tea")
    with pytest.raises(ValueError, match="is not a value of 'IL-6'"):
        explorers.who_responds().at(il6_ng_ml=-1.0)


def test_presets_differ():
    explorer = explorers.who_responds()
    told = [explorer.at(**values).description for values in explorer.presets.values()]
    assert len(set(told)) == len(told)
