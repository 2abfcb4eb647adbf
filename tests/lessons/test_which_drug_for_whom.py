"""What the prose and the questions say follows from the rows that the cases name."""

import math

import pytest

from helpers import practice, tables, views
from tests.notebooks import path_of, prose


def value(question: str) -> float:
    return practice.load(question).value


def typical(question: str) -> list[float]:
    return [option.value for option in practice.load(question).options]


def facts(title: str, drug: str) -> dict[str, list[str]]:
    chosen = views.weighed_case(title, drug).chosen
    return {side: [each.fact for each in chosen.on(side)] for side in ("for", "against")}


def test_the_reasons_that_the_lesson_tells_of_leila():
    sides = [facts("Leila", each.drug) for each in views.weighed_case("Leila").candidates]
    assert all(any("tuberculosis" in fact for fact in side["against"]) for side in sides)
    assert "Warfarin: exposure may fall" in " ".join(sides[0]["against"])
    assert all("Warfarin: exposure stays" in " ".join(side["for"]) for side in sides[1:])
    assert "inflammatory bowel disease" in " ".join(sides[0]["against"])
    assert all("Licensed for Crohn's disease, EU" in " ".join(side["for"]) for side in sides[1:])
    assert "CLEAR (300 mg), week 12: PASI90 in 243 of 334, on ustekinumab in 179 of 335." in sides[0]["for"]
    assert "UltIMMa-1 (150 mg), week 16: PASI90 in 229 of 304, on ustekinumab in 42 of 100." in sides[2]["for"]
    assert "PHOENIX 2 (90 mg), week 12: PASI75 in 311 of 411, on placebo in 15 of 410." in sides[1]["for"]


def test_the_largest_trial_of_the_three_is_that_of_secukinumab():
    trials = tables.load("trials").set_index("trial")
    sizes = trials[["n_treated", "n_comparator"]].sum(axis=1)
    assert sizes["CLEAR"].max() > sizes["UltIMMa-1"].max()


def test_patients_for_one_more():
    item = practice.load("which-drug-for-whom-02")
    assert pytest.approx(19.3, abs=0.05) == 100 * (243 / 334 - 179 / 335) and item.options[1].text == "About two."
    assert "243/334 minus 179/335 is 0.193, nearly two in ten" in item.options[1].feedback
    assert value("which-drug-for-whom-05") == pytest.approx(1 / (64 / 403 - 47 / 598), rel=1e-3)
    assert typical("which-drug-for-whom-05")[0] == pytest.approx((64 / 403) / (47 / 598), rel=1e-2)
    assert value("which-drug-for-whom-10") == pytest.approx(1 / (229 / 304 - 42 / 100), rel=1e-2)
    assert typical("which-drug-for-whom-10") == pytest.approx([(229 / 304) / (42 / 100), 229 - 42], rel=1e-2)
    text = " ".join(each.fact for each in views.weighed_case("Eczema and red eyes").chosen.arguments)
    assert "64 of 403, on placebo in 47 of 598" in text


def test_what_is_left_after_three_days_and_when_a_sixteenth_is_left():
    days = {each.drug: each.half_life_d for each in views.drug_exits().drugs}
    left = {drug: 2 ** (-3 / half_life) for drug, half_life in days.items()}
    assert left["anakinra"] < 0.001 and left["canakinumab"] > 0.9
    feedback = practice.load("which-drug-for-whom-01").options[2].feedback
    assert days["tocilizumab"] == 13 and "up to thirteen days" in feedback
    assert days["canakinumab"] == pytest.approx(26, abs=0.1)
    assert value("which-drug-for-whom-14") == 26 * math.log2(16)
    assert typical("which-drug-for-whom-14") == pytest.approx([16 * 26, 15 / 16 * 52, 26 * math.log(16)], rel=1e-3)


def test_the_half_life_of_canakinumab_stands_on_both_sides_and_rilonacept_is_not_for_a_boy_of_three():
    title = "A boy with CAPS"
    canakinumab, rilonacept = facts(title, "canakinumab"), views.weighed_case(title, "rilonacept").chosen
    assert any("Half-life 26 d" in fact for fact in canakinumab["for"])
    assert any("serious infection" in fact for fact in canakinumab["against"])
    assert any(reason.table == "indications" and "off label" in reason.why for reason in rilonacept.on("against"))


def test_thrush_and_serious_infections_are_those_of_their_trials():
    thrush = " ".join(facts("Psoriatic arthritis after thrush", "ixekizumab")["against"])
    assert "8 of 225, on placebo in 1 of 224" in thrush and "57 of 225, on placebo in 10 of 224" in thrush
    assert pytest.approx(3, abs=0.2) == 100 * (8 / 225 - 1 / 224)
    assert [option.text for option in practice.load("which-drug-for-whom-04").options][1] == "About 21."
    assert pytest.approx(20.9, abs=0.05) == 100 * (57 / 225 - 10 / 224)
    sore = views.weighed_case("Psoriatic arthritis after thrush", "ixekizumab").chosen.on("against")
    assert any(each.why.startswith("One in five more than on placebo") for each in sore)
    infections = " ".join(facts("Arthritis after diverticulitis", "sarilumab")["for"])
    assert "serious infection in 2 of 184, on adalimumab in 2 of 184" in infections


def test_two_of_three_drugs_for_the_colitis_warn_of_the_liver():
    title = "Colitis and a restless liver"
    warned = ["liver" in " ".join(facts(title, each.drug)["against"]) for each in views.weighed_case(title).candidates]
    assert warned == [True, False, True]


def test_the_eczema_is_a_dilemma_of_known_and_unknown():
    assert "nemolizumab" in [each.drug for each in views.weighed_case("Eczema and red eyes").candidates]
    arguments = tables.load("case_arguments").to_dict("records")
    itch, skin = (row for row in arguments if row["source_row"].startswith("nemolizumab | ARCADIA"))
    assert (itch["side"], skin["side"]) == ("for", "against")
    counts = tables.load("trials").query("trial == 'ARCADIA 1'").set_index("endpoint")
    shares = {
        name: (row["responders_treated"] / row["n_treated"], row["responders_comparator"] / row["n_comparator"])
        for name, row in counts.iterrows()
    }
    treated, placebo = shares["IGA 0 or 1"]
    assert round(1 / (treated - placebo)) == 9 and "Of nine patients treated, only one more" in skin["why"]
    treated, placebo = shares["itch response (at least 4 points)"]
    assert 2 < treated / placebo < 3 and "more than twice the share" in itch["why"]
    assert "one more in nine than with creams and placebo" in prose(path_of("which-drug-for-whom"))
