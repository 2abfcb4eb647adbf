"""Every number that the lesson states in its prose or asks for, computed again from the model and the tables."""

from dataclasses import replace

import numpy as np
import pytest

from helpers import practice, views
from helpers.models import lps_challenge
from tests.notebooks import path_of, prose

TEXT = prose(path_of("balance"))
HOURS = np.array([0.1 * i for i in range(81)])
KEYS = lps_challenge.CYTOKINES


def peaks(parameters, what_if=()):
    course = lps_challenge.simulate(parameters, HOURS, what_if)
    return {key: float(getattr(course, key).max()) for key in KEYS}


def factors(parameters, what_if):
    before, after = peaks(parameters), peaks(parameters, what_if)
    return {key: after[key] / before[key] for key in KEYS}


def highest(measured, key):
    values = getattr(measured, key).mean
    return measured.time_h[int(np.argmax(values))], max(values)


def test_what_was_measured_after_the_bolus():
    bolus = lps_challenge.MEASURED_BOLUS
    assert [highest(bolus, key)[0] for key in ("TNF", "IL6", "IL10")] == [1.5, 2.0, 3.0]
    tnf = dict(zip(bolus.time_h, bolus.TNF.mean, strict=True))
    assert tnf[3.0] / tnf[1.5] == pytest.approx(1 / 4, abs=0.02)
    for key in KEYS:
        assert getattr(bolus, key).mean[-1] / highest(bolus, key)[1] < 0.201, "back to a fifth or less after six hours"
    assert min(KEYS, key=lambda key: highest(bolus, key)[1]) == "IL10"
    il6 = dict(zip(bolus.time_h, bolus.IL6.mean, strict=True))
    assert (round(il6[1.0]), round(il6[2.0])) == (10, 702)
    assert "within an hour and a half" in practice.load("balance-02").options[3].feedback
    assert 70 * lps_challenge.BOLUS.dose_ng_per_kg == 140 and "makes 140 ng, 140 billionths of a gram" in TEXT


def test_how_well_the_model_meets_it():
    fit = lps_challenge.goodness_of_fit(lps_challenge.BOLUS, lps_challenge.MEASURED_BOLUS)
    assert {round(one.r_squared, 2) for one in fit.values()} == {0.93, 0.94}
    assert all(one.rmse_in_sd < 1 for one in fit.values())
    late = lps_challenge.simulate(lps_challenge.BOLUS, [0.0, 6.0]).IL6[-1]
    assert (round(late), round(lps_challenge.MEASURED_BOLUS.IL6.mean[-1])) == (86, 23)
    assert "86 pg/mL of IL-6, where 23 were measured" in TEXT


def test_squared_correlations_beside_r_squared():
    lowered = []
    for parameters, measured, told in (
        (lps_challenge.BOLUS, lps_challenge.MEASURED_BOLUS, "0.95, 0.96, 0.95 and 0.95 for the bolus"),
        (lps_challenge.INFUSION, lps_challenge.MEASURED_INFUSION, "0.90, 0.81, 0.96 and 0.98 for the infusion"),
    ):
        course = lps_challenge.simulate(parameters, measured.time_h)
        fit = lps_challenge.goodness_of_fit(parameters, measured)
        squared = [np.corrcoef(getattr(course, key), getattr(measured, key).mean)[0, 1] ** 2 for key in KEYS]
        said = told.replace(" and", ",").split(" for")[0].split(", ")
        assert [f"{one:.2f}" for one in squared] == said
        lowered += [one - fit[key].r_squared for key, one in zip(KEYS, squared, strict=True)]
        assert told in TEXT
    assert min(lowered) > -1e-9 and 0.025 < max(lowered) < 0.035
    assert "up to 0.03 lower" in TEXT


def test_a_curve_that_runs_too_high_throughout():
    measured = np.array(lps_challenge.MEASURED_BOLUS.IL6.mean)
    model = lps_challenge.simulate(lps_challenge.BOLUS, lps_challenge.MEASURED_BOLUS.time_h).IL6
    sst = np.sum((measured - measured.mean()) ** 2)
    found = [round(float(1 - np.sum((measured - model - up) ** 2) / sst), 2) for up in (0, 150)]
    assert found == [0.93, 0.44] and "it falls from 0.93 to 0.44" in TEXT
    assert list(views.two_r_squared(150)["1 - SSE/SST"]) == found
    assert list(views.two_r_squared(150)["squared correlation"]) == [0.96, 0.96]


def test_the_fit_by_hand():
    item = practice.load("balance-21")
    measured, model = np.array([20, 120, 80, 20]), np.array([40, 100, 60, 40])
    missed = np.sum((measured - model) ** 2) / np.sum((measured - measured.mean()) ** 2)
    assert item.value == pytest.approx(1 - missed, rel=1e-3)
    wrong = [missed, np.corrcoef(measured, model)[0, 1] ** 2]
    assert [option.value for option in item.options] == pytest.approx(wrong, rel=1e-3)


def test_bolus_and_infusion_compared():
    bolus, infusion = lps_challenge.MEASURED_BOLUS, lps_challenge.MEASURED_INFUSION
    assert (round(highest(infusion, "IL10")[1]), round(highest(bolus, "IL10")[1])) == (136, 44)
    assert "136 pg/mL with the infusion, 44 with the bolus" in practice.load("balance-05").options[0].feedback
    peaks = {key: tuple(round(highest(one, key)[1]) for one in (infusion, bolus)) for key in KEYS}
    assert peaks == {"TNF": (532, 331), "IL6": (707, 702), "IL8": (456, 714), "IL10": (136, 44)}
    assert "TNF climbs higher (532 against 331 pg/mL) and IL-10 much higher (136 against 44)" in TEXT
    assert "IL-6 as high as before (707 against 702), and IL-8 stays lower (456 against 714)" in TEXT
    assert all(highest(infusion, key)[0] > highest(bolus, key)[0] for key in KEYS)


def test_numbers_fitted_to_the_bolus_do_not_carry_over():
    moved = replace(lps_challenge.BOLUS, dose_ng_per_kg=0.0, infusion_ng_per_kg_per_h=0.5, infusion_h=4.0)
    measured = lps_challenge.MEASURED_INFUSION
    own = lps_challenge.goodness_of_fit(lps_challenge.INFUSION, measured)["TNF"].r_squared
    other = lps_challenge.goodness_of_fit(moved, measured)["TNF"].r_squared
    assert (round(own, 2), round(other, 2)) == (0.88, -0.23)
    assert "R² of TNF drops from 0.88 to -0.23" in TEXT
    assert "0.93 there and of -0.23" in practice.load("balance-06").stem


def test_what_the_three_questions_to_the_network_answer():
    no_il10 = factors(lps_challenge.BOLUS, "remove_il10")
    assert [round(no_il10[key], 1) for key in KEYS[:3]] == [2.0, 2.7, 9.1] and "IL-8 ninefold" in TEXT
    assert no_il10["IL10"] > 1
    early = lps_challenge.simulate(lps_challenge.BOLUS, HOURS, "remove_il10")
    usual = lps_challenge.simulate(lps_challenge.BOLUS, HOURS)
    assert all(getattr(early, key).argmax() < getattr(usual, key).argmax() for key in KEYS)
    no_tnf = factors(lps_challenge.BOLUS, "neutralise_tnf")
    assert all(no_tnf[key] < 0.105 for key in KEYS)
    assert round(no_tnf["IL10"], 2) == 0.1 and round(73 / 202, 2) == 0.36
    assert "to 36 %, where the model says 10 %" in TEXT
    no_feedback = factors(lps_challenge.BOLUS, "block_il6_feedback")
    assert round(no_feedback["TNF"], 1) == 1.5
    assert min(no_feedback[key] for key in ("TNF", "IL6", "IL8")) > 1 > no_feedback["IL10"]


def test_four_volunteers_in_the_order_of_their_il8():
    removed = ["neutralise_tnf", ("neutralise_tnf", "remove_il10"), (), "remove_il10"]
    found = [peaks(lps_challenge.BOLUS, what_if)["IL8"] for what_if in removed]
    assert found == sorted(found) and [round(one) for one in found[:3]] == [31, 65, 747]
    item = practice.load("balance-24")
    told = [option.feedback for option in item.options]
    assert "31 pg/mL" in told[0] and "65 pg/mL, a twelfth" in told[1] and round(found[2] / found[1]) == 12
    assert "747 pg/mL" in told[2] and "6,770 pg/mL" in told[3] and round(found[3], -1) == 6770
    assert "ninefold" in item.feedback and round(found[3] / found[2]) == 9
    assert "only about doubles" in item.feedback and 2 < found[1] / found[0] < 2.2


def test_the_brake_works_at_low_levels():
    bolus = lps_challenge.BOLUS
    halves = (bolus.xM10, bolus.xTNF10, bolus.x610, bolus.x810)
    assert (round(min(halves)), round(max(halves))) == (4, 31)
    assert "half strength at 4 to 31 pg/mL" in practice.load("balance-07").options[1].feedback


def test_half_the_dose():
    fall = peaks(lps_challenge.BOLUS)["IL6"] / peaks(replace(lps_challenge.BOLUS, dose_ng_per_kg=1.0))["IL6"]
    assert round(fall) == 22
    assert "IL-6 falls 22-fold" in TEXT
    cliff = [peaks(replace(lps_challenge.BOLUS, dose_ng_per_kg=dose))["IL6"] for dose in (1.5, 1.2)]
    assert [round(one) for one in cliff] == [605, 80] and "605 pg/mL at 1.5 ng/kg and 80 at 1.2" in TEXT


def test_the_worked_example():
    assert round(factors(lps_challenge.INFUSION, "remove_il10")["IL6"], 1) == 3.2
    assert "About 3.2-fold" in TEXT
