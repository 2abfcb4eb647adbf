"""Every number that the lesson states in its prose or asks for, computed again from the model and the tables."""

import pytest

from helpers import practice, tables, views
from helpers.models import bistable, lps_challenge
from tests.notebooks import path_of, prose

TEXT = prose(path_of("when-balance-is-lost"))


def roles(condition, interleukin):
    rows = tables.load("diseases")
    chosen = rows[(rows["condition"] == condition) & (rows["interleukin"] == interleukin)]
    return set(zip(chosen["role"], chosen["evidence"], strict=True))


def finding(condition, interleukin, role):
    rows = tables.load("diseases").query("condition == @condition and interleukin == @interleukin and role == @role")
    return "; ".join(rows["finding"])


def test_the_switch():
    _, _, high = bistable.steady_states(bistable.SUSCEPTIBLE)
    at_rest = views.inflammation_switch("at rest, then a trigger", 0.15, 7.0, 2.0)
    treated = views.inflammation_switch("inflamed, then a treatment", 0.5, 7.0, 2.0)
    assert (round(at_rest.threshold, 3), round(treated.threshold, 3), round(high.pro, 3)) == (0.164, 0.299, 0.655)
    assert 0.15 < at_rest.threshold < 0.2 and "a little earlier" in TEXT
    assert treated.course.pro[-1] == pytest.approx(high.pro, rel=0.01), "0.5 climbs back"
    item = practice.load("when-balance-is-lost-12")
    assert item.value == pytest.approx(high.pro / treated.threshold, rel=0.002)
    wrong = [high.pro / at_rest.threshold, treated.threshold / high.pro, high.pro - treated.threshold]
    assert [option.value for option in item.options] == pytest.approx(wrong, rel=0.002)


def test_the_dose():
    item = practice.load("when-balance-is-lost-13")
    dose = 17 * 2
    assert item.value == pytest.approx(dose / 150, rel=1e-5) and item.unit == "mL" and "150 mg in 1 mL" in item.stem
    assert "17 kg" in TEXT and "34 mg" in item.feedback and "34 mg" in practice.load("when-balance-is-lost-14").feedback
    assert [option.value for option in item.options] == pytest.approx([1, dose / 150 / 8, 150 / dose], rel=1e-5)
    vials = tables.load("presentations").query("brand == 'Ilaris'")["strength"]
    assert "150 mg/mL" in set(vials)


def test_what_the_tables_say():
    failed = {("tested without benefit", "trial")}
    assert roles("Crohn's disease", "IL-17A") == failed | {("protects", "trial")}
    assert roles("Axial spondyloarthritis", "IL-17A") == roles("Plaque psoriasis", "IL-17A") == {("drives", "trial")}
    assert roles("Chronic mucocutaneous candidiasis", "IL-17A") == {("protects", "human genetics")}
    assert roles("Rheumatoid arthritis", "IL-23") == roles("Rheumatoid arthritis", "IL-12") == failed
    assert roles("Sepsis", "IL-6") == {("marker", "observation")} and roles("Sepsis", "IL-1β") == failed
    caps = {("drives", "human genetics"), ("drives", "trial")}
    assert roles("Cryopyrin-associated periodic syndromes", "IL-1β") == caps
    assert roles("Rheumatoid arthritis", "IL-6") == roles("Rheumatoid arthritis", "IL-1β") == {("drives", "trial")}


def test_numbers_of_trials_are_those_of_the_tables():
    assert "59 patients" in finding("Crohn's disease", "IL-17A", "tested without benefit")
    assert "130 patients" in finding("Crohn's disease", "IL-17A", "protects") and "among 130 patients" in TEXT
    assert "33.1 % against 36.4 %" in finding("Sepsis", "IL-1β", "tested without benefit")
    assert "33.1 % died within 28 days, and 36.4 % on placebo" in TEXT
    assert "31 of 45 patients (69 %)" in finding("Cytokine release syndrome", "IL-6", "drives")
    assert "Of 45 patients who had had one product of CAR T cells, 31 (69 %) responded" in TEXT
    covid = finding("Severe COVID-19", "IL-6", "drives")
    main = tables.load("trials").query("trial == 'RECOVERY' and main_count == 'yes'").iloc[0]
    died = [
        f"{100 * (1 - main[alive] / main[n]):.0f} %"
        for alive, n in (("responders_treated", "n_treated"), ("responders_comparator", "n_comparator"))
    ]
    assert died == ["31 %", "35 %"] and main["n_treated"] + main["n_comparator"] == 4116
    assert "31 % with tocilizumab and 35 % with usual care among 4,116" in covid and "more than four thousand" in TEXT
    assert "31 % had died after 28 days, and 35 % with usual care" in TEXT
    (link,) = tables.load("storm_links").query("link == 'covid-il6'").to_dict("records")
    assert "31 % died" in str(link) and "35 % with usual care" in str(link)
    caps = tables.load("trials").query("trial == 'CAPS withdrawal trial'").iloc[0]
    counts = [caps[name] for name in ("n_treated", "responders_treated", "n_comparator", "responders_comparator")]
    assert counts == [15, 15, 16, 3]
    assert "none of 15 had a flare within half a year, and 13 of 16 did" in TEXT
    told = finding("Cryopyrin-associated periodic syndromes", "IL-1β", "drives")
    assert "34 of 35 lost their symptoms; then a flare in 0 of 15 who stayed on it and in 13 of 16 on placebo" in told
    assert "Thirty-five patients with CAPS received canakinumab, and 34 lost their symptoms" in TEXT


def test_levels_of_il6():
    levels = tables.load("il6_levels").set_index("level")["value_pg_per_ml"]
    volunteers = levels["endotoxin-bolus"]
    assert round(volunteers) == 702 and round(volunteers / levels["severe-covid-19"]) == 19
    bolus = dict(zip(lps_challenge.MEASURED_BOLUS.time_h, lps_challenge.MEASURED_BOLUS.IL6.mean, strict=True))
    assert bolus[2.0] == volunteers and round(bolus[6.0]) == 23
    assert "702 pg/mL, 19 times the pooled mean of severe COVID-19, and are down to 23 pg/mL four hours later" in TEXT
    stem = practice.load("when-balance-is-lost-08").stem
    assert (round(levels["sepsis"]), levels["severe-covid-19"]) == (
        984,
        36.7,
    ) and "984 pg/mL in sepsis and 36.7" in stem


def test_two_drugs_that_are_stopped():
    lowered = views.inflammation_switch("inflamed, then a treatment", 0.35, 7.0, 2.0)
    braked = views.inflammation_switch("inflamed, then a treatment", 0.6, 7.0, 3.5)
    assert lowered.course.pro[-1] > 0.6 and braked.course.pro[-1] < 0.05 and len(braked.stable_levels) == 1
    right = next(option for option in practice.load("when-balance-is-lost-16").options if option.correct)
    assert right.text == "A's flares up again, and B's comes to rest."
