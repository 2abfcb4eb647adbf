"""What the prose and the questions say follows from the tables and the model."""

from dataclasses import replace

import pytest

from helpers import figures, practice, tables, views
from helpers.models import il6_buffer, molar_mass
from helpers.tables import standing
from tests import notebooks

PROSE = notebooks.prose(notebooks.path_of("two-ways-to-signal"))
BLOOD, EXCESS, DISH = views.PLACES
SGP130, KD = "390 ng/mL (Narazaki 1993)", "5.5 nM (assumed)"


def value(question):
    return practice.load(question).value


def typical(question):
    return [option.value for option in practice.load(question).options]


def quantity(key):
    rows = tables.load("il6_quantities").set_index("key")["value"]
    return float(rows[key])


def endothelial(il6, sil6r, sgp130):
    return views.who_responds(il6, sil6r, sgp130).cells[1].trans_percent


def free_percent(r, k1, g, k2):
    return 100 / (1 + r / k1 * (1 + g / k2))


def share_at(name, sgp130=SGP130, kd=KD):
    level = views.preset_levels()[name]
    view = views.il6_shares(level.il6_pg_per_ml, level.sil6r_ng_per_ml, sgp130, kd)
    return *view.marked_percent, figures.il6_shares(view).description


def test_the_order_of_fluids_in_question_03():
    fluids = [(10.0, 77.0, 0.0), (10.0, 77.0, 390.0), (10.0, 77.0, 5000.0), (100.0, 0.0, 0.0)]
    responses = [endothelial(*fluid) for fluid in fluids]
    assert responses == sorted(responses, reverse=True) and responses[-1] == 0
    for option, (il6, sil6r, sgp130) in zip(practice.load("two-ways-to-signal-03").options, fluids, strict=True):
        for amount in filter(None, (il6, sil6r, sgp130)):
            assert f"{amount:,.0f} ng/mL" in option.text


def test_sgp130_takes_most_of_the_endothelial_response():
    assert endothelial(10.0, 77.0, 390.0) < 0.25 * endothelial(10.0, 77.0, 0.0)


def test_trans_rows_are_as_the_prose_says():
    rows = tables.load("il6_activities").query("signalling_mode == 'trans'")
    assert len(rows) > 0 and (rows["species"] == "mouse").any()
    assert rows["system"].str.contains("fused").sum() >= 3 and "not that the body uses it" in PROSE
    assert 0.4 < (tables.load("il6_activities")["signalling_mode"] == "unspecified").mean() <= 0.5


def test_sources_spread_as_told():
    healthy = tables.load("il6_quantities").query("molecule == 'sIL-6R' and setting == 'healthy'")["value"]
    assert len(healthy) == 5 and round(healthy.max() / healthy.min()) == 5
    sgp130 = tables.load("il6_quantities").query("molecule == 'sgp130' and setting == 'healthy'")["value"]
    assert len(sgp130) == 2 and round(sgp130.max() / sgp130.min()) == 9


def test_about_5_percent_is_free_in_health():
    assert round(share_at("Health")[0]) == 5
    pairs_for_one_free, complexes_for_one_pair = 1.4 / 5.5, 3.9 / 0.05
    assert "1.4 / 5.5 is about a quarter" in PROSE and pairs_for_one_free == pytest.approx(0.25, abs=0.01)
    assert "3.9 / 0.05 is nearly eighty" in PROSE and round(complexes_for_one_pair) == 78
    assert "Four of some eighty-three" in practice.load("two-ways-to-signal-09").options[0].feedback
    assert 4 + 1 + round(complexes_for_one_pair) == 83 and round(100 * 4 / 83) == 5
    assert 0.75 < 1 / (1 + pairs_for_one_free) < 0.8, "no more than four fifths after the first step alone"
    assert "up to 45-fold" in PROSE and round(20 / 0.44) == 45


def test_shares_hardly_move_from_health_to_sepsis():
    levels = views.preset_levels()
    assert round(levels["Sepsis"].il6_pg_per_ml / levels["Health"].il6_pg_per_ml, -1) == 190
    assert share_at("Sepsis")[0] == pytest.approx(share_at("Health")[0], rel=0.05)
    assert "7.2 % of its sites" in share_at("Sepsis")[3]
    view = views.il6_shares(5.0, 77.0, SGP130, KD)
    low = view.free_percent[view.total_nM < 0.1]
    assert low.max() < 1.15 * view.free_percent[0], "the curves are flat below 100 pM"


def test_soluble_receptors_of_the_arthritis_preset():
    assert views.preset_levels()["Rheumatoid arthritis"].sil6r_ng_per_ml == 164.4
    assert round(quantity("sil6r-level-healthy-montes_cano_2011")) == 185


def test_predictions_run_as_told():
    predictions = views.predicted_free()
    assert len(predictions) == 18 and predictions[0].percent < 1 and 85 < predictions[-1].percent < 90
    above = [one.constants for one in predictions if one.percent > 50]
    assert len(above) == 3 and all("sgp130 43 " in label for label in above)


def test_one_k1_is_assumed_and_the_ends_do_not_need_it():
    predictions = views.predicted_free()
    left = [one.percent for one in predictions if one.kd_nM != views.ASSUMED_K1_NM]
    assert len(left) == 12 and sum(percent > 50 for percent in left) == 2
    assert (left[0], left[-1]) == (predictions[0].percent, predictions[-1].percent)
    wide = views.predicted_free(k2_nM=1.0)
    assert sum(one.percent > 50 and one.kd_nM != views.ASSUMED_K1_NM for one in wide) == 6
    known = standing.standings(tables.data_folder())
    rows = tables.load("il6_quantities").query("setting == 'receptor' and unit == 'nM'").set_index("value")["reference"]
    used = {constants.receptor_nM for constants in views.KD_SOURCES.values()}
    assert {k1: known[rows[k1]] for k1 in used & set(rows.index)} == {0.44: "primary", 20.0: "primary"}
    assert used - set(rows.index) == {views.ASSUMED_K1_NM}


def test_k2_decides_as_the_prose_says():
    assert views.free_il6_map(77.0, SGP130).above_half == (1, 3, 8, 10, 12)
    left = [views.drug_signals(views.TOCILIZUMAB, BLOOD, 100.0, k2).marked_with_receptor for k2 in (0.05, 1.0)]
    assert [round(left[0]), round(left[1], 1)] == [36, 8.9]
    spans = [views.drug_signals(drug, BLOOD, 100.0).with_receptor_range for drug in views.IL6_DRUGS]
    ends = [f"{span.marked_low:.2g} to {span.marked_high:.2g}" for span in spans if span is not None]
    assert ends == ["7.5 to 71", "0.18 to 5.4", "3.9 to 28"]
    rows = tables.load("il6_quantities").set_index("key")
    assert rows.loc["gp130-kd-pair-dwivedi_2014", "value"] == pytest.approx(1.026 / 20.52)


def test_affinities_named_in_the_prose():
    constants = views.drug_constants()
    assert constants.tocilizumab_nM == 2.54
    assert constants.antibody_nM == 0.057
    site = views.CELL_SITE_NM
    assert site == 0.03
    assert il6_buffer.KD_ASSUMED.gp130_nM == 0.05


def test_what_the_drugs_do():
    def read(drug, place):
        view = views.drug_signals(drug, place, 100.0)
        return view.marked_with_receptor, view.marked_without_receptor

    for drug in (views.TOCILIZUMAB, views.SILTUXIMAB, views.SGP130FC):
        assert max(read(drug, BLOOD)) < 40
    assert read(views.SGP130FC, EXCESS)[0] > 99 and read(views.SGP130FC, EXCESS)[1] < 1
    assert read(views.SGP130FC, DISH)[0] == pytest.approx(100)


def test_tocilizumab_frees_the_il6_that_the_soluble_receptors_held():
    """The open receptors fall to a fortieth, free IL-6 rises more than tenfold, and a third of the pairs is left."""
    affinities = replace(il6_buffer.KD_ASSUMED, tocilizumab_nM=2.54)
    fluid = (molar_mass.to_nM(0.984, "IL-6"), 77 / 55, 3.9, affinities)
    before = il6_buffer.equilibrium(*fluid)
    after = il6_buffer.equilibrium(*fluid, il6_buffer.Others(tocilizumab=100.0))
    opened, freed = after.free_sil6r / before.free_sil6r, after.free_il6 / before.free_il6
    assert opened < 1 / 38 and freed > 10
    assert 100 * opened * freed == pytest.approx(35, abs=0.5)  # the cell without IL-6R in the stored figure


def test_the_formula_gives_what_the_optional_part_says():
    assert round(free_percent(1.4, 5.5, 0.43, 0.05)) == 29
    assert free_percent(1.4, 5.5, 3.9, 1.0) == pytest.approx(44.5, abs=0.05)  # the prediction, and in the map
    view = views.free_il6_map(77.0, SGP130)
    assert round(view.percent[view.k1_nM.index(5.5)][view.k2_nM.index(1.0)], 1) == 44.5


def test_receptors_afloat_for_each_molecule_of_il6():
    healthy = molar_mass.to_nM(77, "sIL-6R") / molar_mass.to_nM(5.186e-3, "IL-6")
    assert 5000 < healthy < 6000 and "more than 5,000 molecules of sIL-6R" in PROSE
    ratio = (77 / 55) / (1.9 / 21)
    assert value("two-ways-to-signal-23") == pytest.approx(ratio, rel=1e-5)
    assert typical("two-ways-to-signal-23") == pytest.approx([77 / 1.9, ratio / 1000, 1 / ratio], rel=1e-5)


def test_the_variant_is_told_as_its_table_has_it():
    """More receptor afloat, less on cells, more IL-6, less CRP, and a heart that fares a little better."""
    ratio = tables.load("genetic_evidence").set_index("evidence")["ratio"]
    assert ratio["asp358ala-soluble-receptor"] > 1 > ratio["asp358ala-receptor-on-cells"]
    assert ratio["asp358ala-il6"] > 1 > ratio["asp358ala-crp"]
    assert ratio["asp358ala-heart"] < 1
    assert 1.3 < ratio["asp358ala-soluble-receptor"] < 1.37 and "a third more sIL-6R" in PROSE


def test_one_antibody_closes_three_ways():
    rows = tables.load("il6_blockers").query("blocker == 'tocilizumab'")
    assert set(rows["signalling_mode"]) == {"classic", "trans", "cluster"} and set(rows["blocks"]) == {"yes"}
