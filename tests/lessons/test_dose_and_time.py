"""What the prose and the questions say follows from the tables and the model."""

import itertools
import math
import re
from dataclasses import replace

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from helpers import explorers, practice, tables, views
from helpers.models import crp_suppression, ligand_turnover, piecewise
from helpers.models import pharmacokinetics as pk
from helpers.practice import curves
from tests import notebooks

PROSE = notebooks.prose(notebooks.path_of("dose-and-time"))


def value(question):
    return practice.load(question).value


def typical(question):
    return [option.value for option in practice.load(question).options]


def published(*keys):
    """Return the values of rows of `pk_parameters`, by their keys."""
    return tables.load("pk_parameters").set_index("pk")["value"][list(keys)].tolist()


def test_the_band_is_widest_just_before_a_dose():
    band = views.tocilizumab_patients(8.0, 4.0, 70.0)
    ratio = band.high / band.low
    assert ratio[-1] > 5 * ratio[0] and ratio[-1] > 0.95 * ratio.max()


def test_open_receptors_of_question_13():
    kd = float(tables.load("affinities").set_index("affinity")["kd_nM"]["tocilizumab-il6r-gtopdb_2020"])
    blocker = ligand_turnover.ReceptorBlocker(kd, 0.1, 1.0)
    opened = float(ligand_turnover.receptor_blocker_steady_state(66.0, blocker).open_receptors)
    assert value("dose-and-time-13") == pytest.approx(100 * opened, rel=1e-4)
    by_arms = float(ligand_turnover.receptor_blocker_steady_state(2 * 66.0, blocker).open_receptors)
    tight = float(ligand_turnover.receptor_blocker_steady_state(66.0, replace(blocker, kd_nM=1.0)).open_receptors)
    assert all(0.01 < share < opened for share in (by_arms, tight))  # a few in a hundred, however one counts
    assert "Only a few in a hundred" in practice.load("dose-and-time-13").feedback
    sarilumab = float(tables.load("affinities").set_index("affinity")["kd_nM"]["sarilumab-il6r-rafique_2013-monomeric"])
    assert 15 * sarilumab < 1 < 22 * sarilumab  # tocilizumab was 15 to 22 times weaker
    assert typical("dose-and-time-13") == pytest.approx([100 * (1 - opened), opened, 100 * kd / 66], rel=1e-4)


def test_the_half_life_of_question_28():
    clearance, volume = published("guselkumab-cl-f-yao_2018", "guselkumab-v-f-yao_2018")
    assert value("dose-and-time-28") == pytest.approx(math.log(2) * volume / clearance, rel=1e-4)
    wrong = [volume / clearance, math.log(2) * clearance / volume]
    assert typical("dose-and-time-28") == pytest.approx(wrong, rel=1e-4)


def test_a_constant_absorption_of_anakinra_is_a_small_approximation():
    drug, exponent = pk.ANAKINRA, 0.139  # of time in h, in the note of anakinra-ka-jung_2023
    assert "0.139" in str(tables.load("pk_parameters").set_index("pk").loc["anakinra-ka-jung_2023", "note"])
    litres_per_h = float(pk.anakinra_clearance(100.0)) * 60 / 1000
    constant = pk.one_compartment_peak(100.0, replace(drug, clearance_L_per_d=24 * litres_per_h))
    rate = drug.absorption_per_d / 24

    def change(hour, amounts):
        absorbed = rate * max(hour, 1e-9) ** -exponent * amounts[0]
        return [-absorbed, absorbed - litres_per_h / drug.volume_L * amounts[1]]

    hours = np.linspace(0, 24, 2401)
    fractal = solve_ivp(change, (0, 24), [100.0, 0.0], t_eval=hours, rtol=1e-8, atol=1e-8).y[1] / drug.volume_L
    assert float(constant.concentration_mg_per_L) / fractal.max() == pytest.approx(1.025, abs=0.002)
    assert 24 * float(constant.time_d) - hours[fractal.argmax()] == pytest.approx(0.25, abs=0.05)


def test_the_licence_of_a_disease_is_held_against_its_own_clearance():
    (factor,) = published("siltuximab-cl-factor-nikanjam_2019-1")
    clearance = explorers.linear_dosing().presets["With Castleman disease"]["clearance_L_per_d"]
    assert clearance == pytest.approx(factor * pk.SILTUXIMAB.clearance_L_per_d, abs=5e-4)
    typical, castleman = (views.linear_dosing(each, 3.66, 11.0, 3.0) for each in (0.214, clearance))
    assert f"{typical.trough_ug_per_mL:.3g}" == "113"
    peak, trough = castleman.peak_ug_per_mL, castleman.trough_ug_per_mL
    rows = tables.load("pk_parameters").set_index("pk")[["value", "sd"]]
    (high, spread), (low, below) = (rows.loc[f"siltuximab-{name}-swiss_label_sylvant"] for name in ("cmax", "cmin"))
    assert abs(peak - high) < spread / 3 and abs(trough - low) < below / 100
    assert f"it is {factor:g} times the typical one" in PROSE
    told = f"a peak of {peak:.0f} and a trough of {trough:.1f} µg/mL, within the licence's"
    assert f"{told} {high:g} ± {spread:g} and {low:g} ± {below:g}." in PROSE


def test_the_volume_of_the_formula_is_a_little_more_than_both():
    drug, volume = pk.SILTUXIMAB, 7.33
    assert f"{volume} L, a little more than both together" in PROSE and volume > drug.central_L + drug.peripheral_L
    late = float(pk.half_lives(drug).elimination_d)
    assert round(math.log(2) * volume / drug.clearance_L_per_d, 1) == round(late, 1) == 23.7


def test_half_lives_belong_to_groups():
    assert published(*(f"anakinra-half-life-clustermed_anakinra-{row}" for row in (1, 2))) == [4, 6]
    assert published("anakinra-cl-f-yang_2003-1", "anakinra-cl-f-yang_2003-5") == [170, 42.7]
    assert published("anakinra-cl-f-yang_2003-5")[0] / 170 == pytest.approx(0.25, abs=0.01)
    tocilizumab, satralizumab = (views.drug_exits(drug).chosen for drug in ("tocilizumab", "satralizumab"))
    assert satralizumab.half_life_d / tocilizumab.half_life_d == pytest.approx(2.3, abs=0.1)
    longest = published("tocilizumab-half-life-au_label_actemra-2")[0]
    assert satralizumab.half_life_d > 2 * longest and "at least twice as long" in PROSE


def test_size_kidney_and_stem_order_the_half_lives():
    hours = published("anakinra-half-life-clustermed_anakinra-2")[0]
    normal, dialysis = published("anakinra-cl-yang_2003-1", "anakinra-cl-yang_2003-2")
    usual, better = (views.drug_exits(drug).chosen.half_life_d for drug in ("tocilizumab", "nirsevimab"))
    ordered = [hours / 24, hours / 24 * normal / dialysis, usual, better]
    assert all(2 * shorter < longer for shorter, longer in itertools.pairwise(ordered))
    starts = [option.text.split(",")[0] for option in practice.load("dose-and-time-30").options]
    assert (
        starts[0] == "a small protein without a stem"
        and starts[3] == "an antibody whose stem holds FcRn better at pH 6"
    )
    filtered = [each.drug for each in views.drug_exits().drugs if each.by_kidney]
    assert filtered == ["anakinra"] and "small proteins without a stem, such as anakinra" in PROSE


def test_those_that_leave_with_their_target_hold_a_receptor():
    eaten = [each.drug for each in views.drug_exits().drugs if each.by_target]
    assert sorted(eaten) == ["satralizumab", "tocilizumab"]
    binds = tables.load("therapeutic_targets").groupby("inn")["binds"].first()
    assert {binds[drug] for drug in eaten} == {"receptor"}
    assert {binds[each.drug] for each in views.drug_exits().drugs if each.drug in ("rilonacept", "canakinumab")} == {
        "ligand"
    }


def test_the_receptors_and_the_label_of_tocilizumab():
    drug = pk.TOCILIZUMAB
    assert (drug.clearance_L_per_d, drug.maximum_rate_mg_per_d, drug.km_mg_per_L) == (0.3, 7.5, 2.7)
    km_nM = 1000 * drug.km_mg_per_L / 148
    assert km_nM > 7 * 2.54 and round(km_nM) == 18
    assert "it is 2.54 nM [" in PROSE and "at the Km (18 nM) the drug still covers seven of eight" in PROSE
    assert km_nM / (km_nM + 2.54) == pytest.approx(7 / 8, abs=0.01)
    low, high = (views.drug_compartments("tocilizumab", level).receptor_clearance_L_per_d for level in (0.3, 300.0))
    usual = views.drug_compartments("tocilizumab", 3.0).receptor_clearance_L_per_d
    assert (round(3.0 * usual, 1), round(usual, 1)) == (3.9, 1.3) and "take 3.9 mg a day" in PROSE
    assert high * 300 < 2 * 3.0 * usual and high < 0.05  # litres: a sip
    assert (round(low, 2), round(high, 3)) == (2.5, 0.025)
    assert low * 0.3 < high * 300 < 10 * low * 0.3  # busy receptors take at most what they can carry
    aucs = published("tocilizumab-auc-fda_label_actemra-1", "tocilizumab-auc-fda_label_actemra-2")
    assert aucs == [13000, 35000]
    assert aucs[1] / aucs[0] == pytest.approx(2.7, abs=0.05)


def test_the_typical_trough_lies_below_the_mean_and_the_heavy_have_more():
    exposure = views.tocilizumab_exposure(8)
    assert float(exposure.typical.cmin[0]) < float(exposure.everyone.cmin.mean())
    assert float(exposure.everyone.cmin.mean()) == pytest.approx(9.8, abs=0.05)
    assert pytest.approx(66, abs=0.5) == 9800 / 148
    heavy, light = (views.tocilizumab_patients(8.0, 4.0, weight) for weight in (120.0, 50.0))
    assert heavy.mean[-1] > 1.5 * light.mean[-1]
    band = views.tocilizumab_patients(8.0, 4.0, 70.0)
    assert band.high[-1] / band.low[-1] == pytest.approx(40, rel=0.1)


def plan(weight_kg=104.0, dose_mg=90.0, start=0, missed=0, antibodies="none"):
    return views.patient_plan(weight_kg, dose_mg, views.STARTS[start], views.MISSED[missed], antibodies)


def test_a_year_of_leila():
    usual = plan()
    assert round(usual.trough_ug_per_mL[-1], 2) == 0.44
    assert round(plan(dose_mg=45.0).trough_ug_per_mL[-1], 2) == 0.22
    assert round(plan(weight_kg=70.0, dose_mg=45.0).trough_ug_per_mL[-1], 2) == 0.44
    assert "half of it, 0.22; a patient of 70 kg has 0.44 on 45 mg" in PROSE
    assert round(usual.half_life_d) == 22
    assert math.log2(10) * usual.half_life_d / 7 == pytest.approx(10, abs=0.6)
    gone = plan(missed=2).trough_ug_per_mL[-2]
    assert round(gone, 3) == 0.033
    assert usual.trough_ug_per_mL[-2] / gone == pytest.approx(13, abs=0.5)


def test_what_four_weeks_after_a_dose_tell_antibodies_from_a_dose_left_out():
    usual, gone, without = plan(), plan(antibodies="from week 28"), plan(missed=2)
    expected, eaten, caught = (
        float(np.interp(44, each.weeks, each.level_ug_per_mL)) for each in (usual, gone, without)
    )
    assert eaten / expected == pytest.approx(0.2, abs=0.01)  # a fifth
    assert caught / expected > 0.9


def test_the_level_that_is_drawn_while_a_dose_is_left_out():
    item, without, late = practice.load("dose-and-time-29"), plan(missed=2), plan(missed=1)
    made = curves.computed(item)
    left = dict(zip(made["x"], made["y"], strict=True))
    assert round(left[40]) == 7 and "leave 7 %" in item.feedback and "every 22 days" in item.feedback
    due = float(np.interp(28, without.weeks, without.level_ug_per_mL))
    assert left[40] == pytest.approx(100 * without.trough_ug_per_mL[-2] / due, rel=1e-3)
    assert 84 / without.half_life_d == pytest.approx(3.8, abs=0.1) and 42 / without.half_life_d > 1.85
    assert 21 / without.half_life_d == pytest.approx(1, abs=0.06) and left[34] == pytest.approx(25, abs=3)
    *_, before, last = plan().trough_ug_per_mL
    assert late.trough_ug_per_mL[-2] > 1.5 * before and late.trough_ug_per_mL[-1] == pytest.approx(last, rel=0.1)
    said = {
        "equal-amounts-leave": ["90", "67", "50", "25", "0"],
        "dose-ends-with-its-interval": ["20", "0", "0", "0", "0"],
        "twice-the-wait-half-the-level": ["70", "60", "60", "55", "50"],
        "": ["60", "40", "25", "10", "5"],
    }
    assert {practice.judge(item, drawn).misconception: drawn for drawn in said.values()} == said


def test_crp_returns_before_the_next_dose():
    usual = views.crp_suppressed("anti-IL-6R", 300.0, 4.0)
    assert [round(percent) for percent in usual.suppressed_percent] == [59, 7, 94]
    said = practice.load("dose-and-time-27")
    assert "CRP is 59 % lower" in said.stem
    assert [[int(each) for each in re.findall(r"\d+", option.text)] for option in said.options] == [[30], [59], [7]]
    often = views.crp_suppressed("anti-IL-6R", 300.0, 2.0)
    assert often.suppressed_percent[1] > 90
    assert np.interp([3, 3.99, 7.99], usual.weeks, usual.crp_percent).round() == pytest.approx([12, 93, 6])
    other = views.crp_suppressed("anti-IL-6", 300.0, 4.0)
    assert min(other.suppressed_percent[1:]) > 85  # before the second dose and the third
    in_model, measured = math.log(2) / crp_suppression.CROHN.kdegCRP, tables.load("il6_quantities").set_index("key")
    assert round(in_model) == 2 and measured["value"]["crp-half-life-human-vigushin_1993"] == 19
    third = views.crp_suppressed("anti-IL-6R", 100.0, 4.0)
    assert third.suppressed_percent[0] < 2 and third.crp_percent.min() > 88
    assert float(np.interp(1.0, third.weeks, third.drug_percent)) < 0.05  # eaten within a week


def test_why_two_equal_doses_do_not_do_the_same():
    """In week 4 CRP is back and the liver's active receptors are not; these alone make the second dose do more."""
    body, hours = crp_suppression.CROHN, np.array([0.0, 672.0])
    place, active = crp_suppression._AT, crp_suppression._AT["Ractive@liver"]
    system, rest = crp_suppression._system(body, "anti-IL-6R"), np.array(crp_suppression._at_rest(body))
    crp = place["CRP@serum"]

    def after_a_dose(state):
        dosed = state.copy()
        dosed[place["Ab@serum"]] += 300 * body.nM_per_mg
        return piecewise.stiff(system, dosed, hours, 1e-6, 50_000)[-1]

    week_4 = after_a_dose(rest)
    assert week_4[crp] / rest[crp] > 0.93 and 0.4 < week_4[active] / rest[active] < 0.5
    fewer = rest.copy()
    fewer[active] = week_4[active]
    assert after_a_dose(fewer)[crp] / rest[crp] == pytest.approx(0.05, abs=0.01)
    back = week_4.copy()
    back[active] = rest[active]
    assert after_a_dose(back)[crp] / rest[crp] > 0.9
    assert body.kRShedding * rest[crp] > 0.9 * (body.kRShedding * rest[crp] + body.ksynthsR)
    late = views.crp_suppressed("anti-IL-6R", 300.0, 6.0).suppressed_percent
    assert round(late[2]) - round(late[0]) == 1 and "Wait six weeks" in PROSE  # two weeks after each of its doses


def test_every_button_of_the_course_of_crp_is_told():
    first, *others = explorers.crp_suppressed().presets
    assert first == "Anti-IL-6R, 300 mg every 4 weeks"
    assert all(f"*{name}*" in PROSE for name in others)


def test_worked_example_and_its_completion():
    drug = pk.USTEKINUMAB
    assert (drug.clearance_L_per_d, drug.volume_L) == (0.465, 15.7)
    assert round(float(pk.half_lives(drug).elimination_d), 1) == 23.4 and "23.4 days" in PROSE
    assert round(float(pk.average_concentration(45, 84, drug.clearance_L_per_d)), 2) == 1.15 and "1.15 µg/mL" in PROSE
    assert value("dose-and-time-19") == pytest.approx(90 / 0.465 / 56, rel=1e-4)
    assert typical("dose-and-time-19") == pytest.approx([90 / 0.465 / 8, 90 / 0.465], rel=1e-4)
