"""Every number in prose and items is recomputed with the models."""

import pytest

from helpers import practice, tables, views
from helpers.models import receptor_binding as binding
from tests.notebooks import path_of, prose

TEXT = prose(path_of("agonists-and-antagonists"))


def values(question):
    item = practice.load(question)
    return item.value, {option.text: option.value for option in item.options}


def test_ec50_of_the_operational_model():
    assert "near 0.9 nM, eleven times below KA" in TEXT
    assert binding.operational_ec50(10, 10) == pytest.approx(0.909, abs=0.001)


def test_the_three_drugs_are_ranked_by_what_30_percent_takes():
    drugs = {"A": (1, 0.5), "B": (10, 3), "C": (100, 100)}
    needed = {name: 0.3 * ka / (0.7 * tau - 0.3) for name, (ka, tau) in drugs.items()}
    for name, (ka, tau) in drugs.items():
        assert float(binding.operational_response(needed[name], ka=ka, tau=tau)) == pytest.approx(30)
    item = practice.load("agonists-and-antagonists-04")
    assert [option.text[5] for option in item.options] == sorted(needed, key=needed.get)
    assert [round(needed[name], 2) for name in "CBA"] == [0.43, 1.67, 6.0]
    assert "C needs 0.43 nM, B 1.7 nM and A 6.0 nM" in item.feedback
    assert "a hundred times tighter" in TEXT and "Drug B, at 75 %" in TEXT
    potencies = [float(binding.operational_ec50(ka, tau)) for ka, tau in ((1, 0.5), (100, 100), (10, 3))]
    assert potencies == pytest.approx([0.67, 0.99, 2.5], abs=0.005)
    assert "by potency A, C, B (EC50 0.67, 0.99 and 2.5 nM)" in TEXT


def test_eleven_times_at_ten_times_kb():
    assert binding.dose_ratio(10, 1) == pytest.approx(11)
    assert "eleven times higher" in TEXT


def test_the_dose_ratio_of_two_curves_that_are_read():
    right, wrong = values("agonists-and-antagonists-23")
    alone, beside = (0.25 * 4 / 0.75, 4, 0.75 * 4 / 0.25), (8, 24, 72)
    assert [float(binding.operational_response(x, ka=10, tau=1.5)) for x in alone] == pytest.approx([15, 30, 45])
    assert [float(binding.operational_response(x, ka=6 * 10, tau=1.5)) for x in beside] == pytest.approx([15, 30, 45])
    assert right == 24 / 4 and list(wrong.values()) == pytest.approx([24 - 4, 4 / 24, 24], rel=1e-4)


def test_schild_gives_back_what_went_in():
    right, wrong = values("agonists-and-antagonists-08")
    fit = binding.fit_schild([20, 40], [5, 9])
    assert right == pytest.approx(fit.kb_nM) == pytest.approx(20 / (25 / 5 - 1))
    assert wrong["Forgot to subtract 1 from the dose ratio"] == pytest.approx(20 / 5)
    assert binding.fit_schild([3, 30], binding.dose_ratio([3, 30], 3)).pa2 == pytest.approx(8.52, abs=0.005)
    read = views.schild_readings([3, 30, 300], kb_nM=3)
    assert (read.fit.slope, read.fit.kb_nM) == (pytest.approx(1, abs=0.005), pytest.approx(3, rel=0.01))
    assert list(read.dose_ratios) == pytest.approx([2, 11, 101], rel=0.01)


def test_an_antagonist_that_is_swallowed_gives_another_slope():
    added = [10, 30, 100]
    free = [b - binding.ligand_depletion(b, 20, kd=10) for b in added]
    fit = binding.fit_schild(added, [binding.dose_ratio(b, kb=3) for b in free])
    assert (round(fit.slope, 1), round(fit.kb_nM, 1)) == (1.3, 7.8)
    assert "The slope is 1.3" in TEXT and "the crossing, 7.8 nM, is not KB" in TEXT


def test_an_antibody_that_catches_the_agonist_gives_slope_1_too():
    ec50, kd, antibody = 0.9, 1.0, [3.0, 30.0, 300.0]
    ratios = [(ec50 + sites * ec50 / (ec50 + kd)) / ec50 for sites in antibody]
    fit = binding.fit_schild(antibody, ratios)
    assert fit.slope == pytest.approx(1) and fit.kb_nM == pytest.approx(kd + ec50)
    assert "gives slope 1 as well" in TEXT


def test_the_excess_of_il1ra():
    assert binding.antagonist_fold_excess(0.05, ki=1, kd=1) == pytest.approx(19)
    assert binding.antagonist_fold_excess(0.01, ki=1, kd=1) == pytest.approx(99)
    assert "With equal constants it is 19 for 5 % and 99 for 1 %" in TEXT


def test_a_partial_agonist_beside_little_and_much():
    little, much = views.partial_beside_full(0.0, 1.0), views.partial_beside_full(100.0, 1.0)
    assert little.partial_maximum == pytest.approx(50) and round(much.alone) == 99
    assert "raises the response to 50 %" in TEXT and "from 99 towards 50 %" in TEXT


def test_one_weaker_pull_hurts_the_signal_with_less_reserve():
    left = [binding.operational_emax(tau / 10) / binding.operational_emax(tau) for tau in (30, 1)]
    assert [round(100 * share, 1) for share in left] == [77.5, 18.2]
    assert "78 % of the STAT3 signal and 18 % of the STAT1 signal" in TEXT
    assert "(tau 30, invented), STAT1 little (tau 1)" in TEXT


def test_no_weaker_pull_takes_the_signal_with_more_reserve_first():
    """So that the variant of question 18 is biased: it keeps 95 % of STAT1 and 40 % of STAT3."""
    for pull in (0.9, 0.5, 0.1, 0.01):
        stat3, stat1 = (binding.operational_emax(tau * pull) / binding.operational_emax(tau) for tau in (30, 1))
        assert stat3 > stat1
    assert "keeps 95 % of the STAT1 signal and only 40 %" in practice.load("agonists-and-antagonists-18").stem


def test_fewer_eaters_leave_more_il2():
    left = [views.il2_two_receptors(10.0, most).left_pM for most in (150.0, 30.0, 0.0)]
    assert left == sorted(left)


def test_what_is_left_of_il2():
    free, eaten, five = (views.il2_two_receptors(10.0, most) for most in (0.0, 30.0, 150.0))
    assert [round(view.marked_trimer_percent) for view in (free, eaten, five)] == [50, 23, 6]
    assert round(free.marked_dimer_percent) == 1 and round(eaten.left_pM) == 3
    assert "only 3 pM are left, and 23 % of their receptors are occupied in place of 50 %." in TEXT
    assert "Make these cells five times as many, and it is 6 %." in TEXT
    high = views.il2_two_receptors(10_000.0)
    assert min(high.marked_trimer_percent, high.marked_dimer_percent) > 90


def test_every_licensed_drug_for_plaque_psoriasis_takes_a_signal_away():
    action = tables.load("therapeutics").set_index("inn")["action"]
    rows = tables.load("indications")
    drugs = set(rows.loc[rows["indication"] == "plaque psoriasis", "inn"])
    assert {action[drug] for drug in drugs} == {"ligand-neutralising", "receptor-blocking"}


def test_worked_example_and_its_completion():
    kd = tables.load("affinities").set_index("affinity").at["brodalumab-il17ra-gtopdb_2020", "kd_nM"]
    assert kd == 0.69 and "0.0243, or 2.4 %" in TEXT
    assert 100 * float(binding.gaddum(1, 1, 0, kd)) == pytest.approx(50)
    before = 100 * float(binding.gaddum(1, 1, 27, kd))
    assert before == pytest.approx(2.43, abs=0.005)
    right, wrong = values("agonists-and-antagonists-21")
    assert right == pytest.approx(100 * float(binding.gaddum(10, 1, 27, kd)), rel=2e-4)
    assert wrong["Multiplied the 2.4 % by ten"] == pytest.approx(10 * before, rel=1e-4)
    assert wrong["Left the antagonist out"] == pytest.approx(100 * 10 / 11, rel=1e-4)
    assert right / before == pytest.approx(8.2, abs=0.05) and "several times as many as before the flare" in TEXT
    assert float(binding.gaddum(27, kd, 10, 1)) == pytest.approx(0.78, abs=0.005)
    assert "27 nM of free drug" in prose(path_of("ligand-or-receptor")), "one number for the same drug in both lessons"


def test_the_excess_of_a_weaker_antagonist():
    right, wrong = values("agonists-and-antagonists-14")
    assert right == pytest.approx(binding.antagonist_fold_excess(0.04, ki=3, kd=1))
    assert wrong["Took the constants as equal"] == pytest.approx(binding.antagonist_fold_excess(0.04, ki=1, kd=1))
    assert wrong["Turned Ki / Kd over"] == pytest.approx(binding.antagonist_fold_excess(0.04, ki=1, kd=3))
    assert wrong["Left 4 % to the variant"] == pytest.approx(binding.antagonist_fold_excess(0.96, ki=3, kd=1))
    half = wrong["Took the ratio of the constants"]
    assert half == pytest.approx(binding.antagonist_fold_excess(0.5, ki=3, kd=1))


def test_the_trial_by_lot():
    assert "27.7 % responded; with nivolumab alone, 36.0 %" in TEXT
