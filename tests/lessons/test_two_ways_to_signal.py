"""What the prose and the questions say follows from the tables and the model."""

from dataclasses import replace

import pytest

from helpers import practice, tables, views
from helpers.models import il6_buffer, molar_mass
from helpers.tables import standing
from tests import notebooks

PROSE = notebooks.prose(notebooks.path_of("two-ways-to-signal"))
BLOOD, EXCESS, DISH = views.PLACES
SGP130, LITTLE, NONE = views.SGP130_NG_PER_ML
PLENTY, LESS = views.DRUG_NM


def value(question):
    return practice.load(question).value


def typical(question):
    return [option.value for option in practice.load(question).options]


def endothelial(il6, sil6r, sgp130):
    return views.who_responds(il6, sil6r, sgp130).cells[1].trans_percent


def free_percent(r, k1, g, k2):
    return 100 / (1 + r / k1 * (1 + g / k2))


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


def test_of_sgp130_a_second_study_found_nine_times_less():
    rows = tables.load("il6_quantities").query("molecule == 'sgp130' and setting == 'healthy'")
    assert len(rows) == 2 and round(rows["value"].max() / rows["value"].min()) == 9
    assert "a second study of healthy blood found nine times less" in PROSE


def test_eighty_of_a_hundred_are_free_before_sgp130_comes_and_five_after():
    bound = 100 * 1.4 / (1.4 + 5.5)
    assert value("two-ways-to-signal-27") == pytest.approx(bound, rel=1e-6)
    assert typical("two-ways-to-signal-27") == pytest.approx([100 * 1.4 / 5.5, 100 - bound], rel=1e-5)
    before, after = views.il6_shares(NONE), views.il6_shares(SGP130)
    assert (round(before.free_percent), round(before.pair_percent), before.sgp130_percent) == (80, 20, 0)
    assert round(after.free_percent) == 5 and "only five are left" in PROSE
    assert round(after.sgp130_percent) == 94 and "it holds 94" in PROSE


def test_the_liver_hears_pairs_as_well_but_mostly_free_il6():
    for level in views.preset_levels().values():
        fluid = (level.il6_pg_per_ml / 1000, level.sil6r_ng_per_ml, views.SGP130_NG_PER_ML[SGP130])
        liver = views.who_responds(*fluid).cells[0]
        assert liver.classic_percent > 5 * liver.trans_percent > 0


def test_shares_hardly_move_from_health_to_sepsis():
    levels = views.preset_levels()
    assert round(levels["Sepsis"].il6_pg_per_ml / levels["Health"].il6_pg_per_ml, -1) == 190
    in_sepsis = views.il6_shares(SGP130, level="Sepsis").free_percent
    assert in_sepsis == pytest.approx(views.il6_shares(SGP130).free_percent, rel=0.05)


def test_predictions_run_as_told():
    predictions = views.predicted_free()
    assert len(predictions) == 18 and predictions[0].percent < 1 and 85 < predictions[-1].percent < 90
    above = [one.constants for one in predictions if one.percent > 50]
    assert len(above) == 3 and all("sgp130 43 " in label for label in above)
    assert sum(one.percent > 50 for one in views.predicted_free(1.0)) == 10


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
    model = tables.load("il6_quantities").set_index("key").loc["il6-kd-receptor-dwivedi_2014", "value"]
    assert model == 5 and "near the 5 nM in a model" in PROSE
    assert {k1: known[rows[k1]] for k1 in used & set(rows.index)} == {0.44: "primary", 20.0: "primary"}
    assert used - set(rows.index) == {views.ASSUMED_K1_NM}


def test_k2_decides_as_the_prose_says():
    assert views.free_il6_map(77.0, SGP130).above_half == (1, 3, 8, 10, 12)
    left = [views.signals_left(views.TOCILIZUMAB, BLOOD, 100.0, k2)[0] for k2 in (0.05, 1.0)]
    assert [round(left[0]), round(left[1], 1)] == [36, 8.9]
    spans = [one.with_receptor for one in views.drug_signals(BLOOD, LESS).drugs]
    ends = [f"{span.low:.2g} to {span.high:.2g}" for span in spans]
    assert ends == ["7.5 to 71", "0.18 to 5.4", "3.9 to 28"] and "7.5 to 71 % of the liver" in PROSE
    rows = tables.load("il6_quantities").set_index("key")
    assert rows.loc["gp130-kd-pair-dwivedi_2014", "value"] == pytest.approx(1.026 / 20.52)


def test_affinities_named_in_the_prose():
    assert il6_buffer.KD_ASSUMED.gp130_nM == 0.05 and il6_buffer.KD_ASSUMED.receptor_nM == 5.5


def test_what_plenty_of_the_drugs_does():
    def most_left(place):
        drugs = views.drug_signals(place, PLENTY).drugs
        return {one.drug: (one.with_receptor, one.without_receptor) for one in drugs}

    for has, lacks in most_left(BLOOD).values():
        assert max(has.high, lacks.high) < 5, "whatever K2 is"
    has, lacks = most_left(EXCESS)[views.SGP130FC]
    assert has.low > 99 and lacks.high < 1
    has, lacks = most_left(DISH)[views.SGP130FC]
    assert has.percent == pytest.approx(100) and lacks is None
    spared = [drug for place in (BLOOD, EXCESS, DISH) for drug, left in most_left(place).items() if left[0].high > 10]
    assert set(spared) == {views.SGP130FC}, "only sgp130Fc can spare a cell at plenty"
    assert "At plenty only sgp130Fc can spare a cell, and only if IL-6 exceeds sIL-6R" in PROSE
    liver, vessel = views.signals_left(views.TOCILIZUMAB, EXCESS, 100.0)
    assert (round(liver), round(vessel)) == (80, 8), "a little of another drug can"


@pytest.mark.parametrize(("times", "spared"), [(1, False), (14, False), (17, True), (30, True)])
def test_sgp130fc_would_spare_viktors_liver_if_his_il6_exceeded_his_sil6r(times, spared):
    """Question 14: free IL-6 holds half of the liver's sites only beyond the ratio of question 23."""
    assert (times > value("two-ways-to-signal-23")) is spared
    drug = il6_buffer.Others(sgp130fc=5000.0)
    affinities = replace(il6_buffer.KD_ASSUMED, sgp130fc_nM=il6_buffer.KD_ASSUMED.gp130_nM)
    fluid = il6_buffer.equilibrium(times * 1.9 / 21, 77 / 55, 3.9, affinities, drug)
    assert bool(fluid.free_il6 > views.CELL_SITE_NM) is spared


def test_tocilizumab_frees_the_il6_that_the_soluble_receptors_held():
    """The open receptors fall to a fortieth, free IL-6 rises more than tenfold, and a third of the pairs is left."""
    affinities = replace(il6_buffer.KD_ASSUMED, tocilizumab_nM=2.54)
    fluid = (molar_mass.to_nM(0.984, "IL-6"), 77 / 55, 3.9, affinities)
    before = il6_buffer.equilibrium(*fluid)
    after = il6_buffer.equilibrium(*fluid, il6_buffer.Others(tocilizumab=100.0))
    opened, freed = after.free_sil6r / before.free_sil6r, after.free_il6 / before.free_il6
    assert opened < 1 / 38 and freed > 10
    assert 100 * opened * freed == pytest.approx(35, abs=0.5)  # the cell without IL-6R in the stored figure


def test_the_formula_gives_what_is_told_and_asked():
    pairs, for_each_pair = 1.4 / 5.5, 3.9 / 0.05
    held = pairs * for_each_pair
    assert (round(pairs, 2), round(for_each_pair), round(held), round(1 + pairs + held)) == (0.25, 78, 20, 21)
    said = ("= 0.25$ are in pairs", "= 78$ are with", "which makes about 20", "1 of 21 is 5 %")
    assert all(words in PROSE for words in said)
    assert round(free_percent(1.4, 5.5, 3.9, 0.05)) == 5
    assert value("two-ways-to-signal-28") == pytest.approx(free_percent(1.4, 20.0, 3.9, 0.05), rel=1e-6)
    without, old = free_percent(1.4, 20.0, 0.0, 1.0), free_percent(1.4, 5.5, 3.9, 0.05)
    turned = 100 / (1 + 20.0 / 1.4 * 79)
    assert typical("two-ways-to-signal-28") == pytest.approx([without, old, turned], rel=1e-5)
    view = views.free_il6_map(77.0, SGP130)
    row = view.percent[view.k1_nM.index(20.0)]
    assert row[view.k2_nM.index(0.05)] == pytest.approx(value("two-ways-to-signal-28"), abs=0.05), "the reader's square"
    assert [round(row[view.k2_nM.index(k2)]) for k2 in (0.05, 0.5)] == [15, 62]
    assert "to a K2 of 0.5 nM, turns 15 % into 62 %" in PROSE


def test_receptors_afloat_for_each_molecule_of_il6():
    healthy = molar_mass.to_nM(77, "sIL-6R") / molar_mass.to_nM(5.186e-3, "IL-6")
    assert 5000 < healthy < 6000 and "at least 5,000 molecules of sIL-6R" in PROSE
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


def test_one_antibody_closes_two_ways_and_is_expected_to_close_the_third():
    rows = tables.load("il6_blockers").query("blocker == 'tocilizumab'")
    known = dict(zip(rows["signalling_mode"], rows["blocks"], strict=True))
    assert known == {"classic": "yes", "trans": "yes", "cluster": "expected"}
    assert "but we found no experiment" in PROSE
