"""What text and items on harm say is what the tables say, and what the numbers give."""

import math
import re

import pytest

from helpers import practice, tables, views
from helpers.models import trial_statistics
from tests.notebooks import path_of, prose

TEXT = prose(path_of("harm-and-monitoring"))
HARMS = tables.load("harms")


def right(question: str) -> str:
    return next(option.text for option in practice.load(f"harm-and-monitoring-{question}").options if option.correct)


def counts(inn: str, trial: str, harm: str, arm: str) -> tuple[int, int, int, int]:
    row = HARMS.query("inn == @inn and trial == @trial and harm == @harm and arm == @arm").iloc[0]
    return int(row["events"]), int(row["patients"]), int(row["comparator_events"]), int(row["comparator_patients"])


def exposure(inn: str, day: int) -> float:
    rows = tables.load("interactions").query("inn == @inn and other_drug == 'simvastatin' and days_after == @day")
    return float(rows["percent_of_before"].iloc[0])


def test_the_map_of_il6_foresees_six_harms_and_labels_tell_twelve():
    told = views.harms_on_a_body("IL-6 blocked", views.WARNED)
    assert sum(bool(harm.jobs) and bool(harm.warnings) for harm in told.harms) == 6
    assert sum(not harm.jobs for harm in told.harms) == 6 and len(told.drugs) == 4
    assert "All six that were to be expected" in TEXT and "Six more stand in labels" in TEXT
    assert {harm.harm for harm in told.harms if not harm.jobs} == {
        "anaphylaxis", "infusion_reaction", "liver_injury", "tuberculosis", "live_vaccine_illness", "malignancy",
    }  # fmt: skip


def test_the_gut_is_marked_under_il17_and_not_under_il23():
    for target, marked in (("IL-17 blocked", True), ("IL-17A blocked", True), ("IL-23 blocked", False)):
        places = {place.place for place in views.harms_on_a_body(target, views.WARNED).places}
        assert ("gut" in places) == marked


def test_a_job_explains_the_test_for_tuberculosis_with_p40_and_with_p19():
    rows = tables.load("warnings").query("harm == 'tuberculosis'")
    p19 = {"guselkumab", "tildrakizumab", "risankizumab", "mirikizumab"}
    assert set(rows.loc[rows["mechanism"] == "job lost", "inn"]) == {"ustekinumab"} | p19
    jobs = tables.load("harm_jobs").query("harm == 'tuberculosis'")
    assert dict(zip(jobs["interleukin"], jobs["species"], strict=True)) == {"IL-12": "human", "IL-23": "human"}
    assert "With p19 there is a little more to it, and the picture shows it as a job" in TEXT
    assert right("05").startswith("ustekinumab")
    boxed = set(rows.loc[rows["boxed"] == "yes", "inn"])
    assert boxed == {"tocilizumab", "sarilumab"}
    vaccines = tables.load("warnings").query("harm == 'live_vaccine_illness' and region == 'EU'")
    (asked,) = vaccines.query("inn == 'tildrakizumab'")["monitoring"]
    assert "17 weeks" in asked and "not for 17 weeks after the last tildrakizumab" in TEXT


def test_capillary_leak_is_the_only_harm_of_a_signal_gained():
    gained = tables.load("harm_jobs").query("way == 'signal gained'")
    assert list(gained["harm"]) == ["capillary_leak"]
    boxed = tables.load("warnings").query("harm == 'capillary_leak' and boxed == 'yes'")
    assert {"aldesleukin", "denileukin diftitox", "tagraxofusp"} <= set(boxed["inn"])


def test_the_bowel_trial_and_the_eyes_are_counted_as_the_text_says():
    assert counts("secukinumab", "Hueber 2012", "serious_event", "2 x 10 mg/kg intravenously") == (7, 39, 3, 20)
    eyes = counts("dupilumab", "atopic dermatitis trials pooled", "eye_inflammation", "300 mg every 2 weeks")
    assert eyes == (64, 403, 47, 598)
    assert "39 patients on secukinumab and none among 20 on placebo" in TEXT and "in 7 patients and in 3" in TEXT
    assert "Brodalumab, which closes the receptor, made the disease worse more often than placebo did" in TEXT
    assert "64 of 403" in TEXT and "47 of 598" in TEXT


def test_labels_of_il17_blockers_speak_of_the_bowel():
    warned = tables.load("warnings").query("harm == 'bowel_inflammation'")
    assert {"secukinumab", "ixekizumab", "bimekizumab", "brodalumab"} == set(warned["inn"])
    assert right("13") == "They advise against the drug or forbid it; one asks whether the disease is active."
    asked = dict(warned.query("region == 'EU'")[["inn", "monitoring"]].itertuples(index=False))
    assert [inn for inn, words in asked.items() if words.startswith("Not in active")] == ["brodalumab"]
    others = [words for inn, words in asked.items() if inn != "brodalumab"]
    assert len(others) == 3 and all(words.startswith("Not recommended") for words in others)


def test_exposure_and_clearance_of_simvastatin():  # harm-and-monitoring-09
    item = practice.load("harm-and-monitoring-09")
    assert exposure("tocilizumab", 7) == 43 and exposure("tocilizumab", 35) == 61
    assert exposure("sarilumab", 7) == 54.7
    assert item.value == pytest.approx(100 * 100 / exposure("tocilizumab", 7), rel=1e-3)
    assert {option.value for option in item.options} == {43, 157, 2.33}


def test_medicines_beside_antibodies():
    rows = tables.load("interactions")
    stays = rows.query("effect == 'exposure stays' and other_drug == 'warfarin'")
    assert {"guselkumab", "risankizumab", "ixekizumab", "ustekinumab"} == set(stays["inn"])
    patients = dict(zip(stays["inn"], stays["patients"], strict=True))
    assert (patients["guselkumab"], patients["risankizumab"]) == (14, 21)
    assert right("10") == "siltuximab, against IL-6: warfarin may work less"
    (asked,) = rows.query("inn == 'siltuximab' and other_drug == 'warfarin'").to_dict("records")
    assert (asked["effect"], asked["region"]) == ("exposure may fall", "US") and "adjust" in asked["advice"]
    assert "The US label asks to watch" in practice.load("harm-and-monitoring-10").feedback


def test_numbers_needed_of_monarch():
    benefit, harm, infection = views.benefit_and_harm().outcomes
    assert (round(benefit.needed.estimate, 2), round(harm.needed.estimate, 2)) == (7.48, 7.67)
    assert round(benefit.difference.estimate) == round(harm.difference.estimate) == 13
    assert infection.counts == (2, 184, 2, 184) and infection.difference.low < 0 < infection.difference.high
    assert "2 of 184 in either group, which are too few to tell" in TEXT
    assert "the numbers needed are 7.48 and 7.67" in TEXT
    assert "25 of 184 had it on sarilumab and 1 of 184" in TEXT and round(1 / (24 / 184), 2) == 7.67


def test_number_needed_to_harm_of_candidiasis():  # harm-and-monitoring-12
    item = practice.load("harm-and-monitoring-12")
    found = counts("ixekizumab", "SPIRIT trials pooled", "candidiasis", "80 mg every 2 weeks")
    assert found == (8, 225, 1, 224)
    needed = trial_statistics.number_needed_to_harm(*found)
    assert needed.kind == "harm" and item.value == pytest.approx(needed.estimate, rel=2e-3)
    values = sorted(option.value for option in item.options)
    assert values == pytest.approx([100 / needed.estimate, 225 / 8], rel=2e-3)
    assert round(1 / (round(8 / 225, 3) - round(1 / 224, 3)), 2) == 31.25 and "31.3 comes of rounding" in item.feedback
    assert not math.isinf(needed.high)
    assert not re.search(rf"\b{needed.estimate:.0f}\b", TEXT), "the text does not give the answer away"
