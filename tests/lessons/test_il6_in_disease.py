"""What text and items on IL-6 in disease say is what the tables say, or is computed here."""

import pytest

from helpers import practice, tables, views
from helpers.coursework.pools import il6_in_disease as pool
from tests.notebooks import path_of, prose

TEXT = prose(path_of("il6-in-disease"))
TRIALS = tables.load("clinical_lessons").set_index("trial")
GENES = tables.load("genetic_evidence").set_index("evidence")


def deaths() -> tuple[tuple[int, int], tuple[int, int]]:
    """Return (deaths, patients) of RECOVERY in its final count, with tocilizumab and without."""
    rows = tables.load("trials")
    row = rows[(rows["trial"] == "RECOVERY") & (rows["reference"] == "recovery_2021_lancet")].iloc[0]
    return (
        (int(row["n_treated"] - row["responders_treated"]), int(row["n_treated"])),
        (int(row["n_comparator"] - row["responders_comparator"]), int(row["n_comparator"])),
    )


RESULTS = {
    "il6-in-disease-08": 1 / (deaths()[1][0] / deaths()[1][1] - deaths()[0][0] / deaths()[0][1]),
    "il6-in-disease-13": min(8 * 108, 800) / 108,
}


@pytest.mark.parametrize("question", RESULTS)
def test_results_of_numeric_items(question):
    assert practice.load(question).value == pytest.approx(RESULTS[question], rel=1e-3)


def test_typical_mistakes_of_the_numeric_items():
    (dead, treated), (others, usual) = deaths()
    mistakes = [option.value for option in practice.load("il6-in-disease-08").options]
    first, second = others / usual, dead / treated
    assert mistakes == [
        others - dead,
        pytest.approx(100 * (first - second), abs=0.05),
        pytest.approx(second / first, abs=0.005),
    ]
    assert [option.value for option in practice.load("il6-in-disease-13").options] == [8, 12, 4, 108 / 800]


def test_the_text_on_the_joint_is_what_the_picture_counts():
    held = views.rheumatoid_joint("IL-6")
    assert len(held.in_state("held")) == 6 and "With IL-6 blocked six arrows stop" in TEXT
    assert {each.messenger for each in held.in_state("weaker")} == {"RANKL", "VEGF"}
    tnf = views.rheumatoid_joint("TNF")
    assert (len(tnf.in_state("held")), len(tnf.in_state("weaker"))) == (2, 9)
    assert "two arrows stop, and nine grow weaker" in TEXT


def test_levels_of_the_text_are_those_of_the_table():
    levels = tables.load("il6_levels").set_index("level")["value_pg_per_ml"]
    assert f"{levels['severe-covid-19']:.1f} pg/mL" in TEXT
    assert (round(levels["sepsis"]), round(levels["cytokine-release-syndrome"], -1)) == (984, 3110)
    fluid, plasma = levels["rheumatoid-arthritis-synovial-fluid"], levels["rheumatoid-arthritis-plasma"]
    assert round(fluid / plasma, -1) == 190 and "about 190 times as much IL-6" in TEXT


def test_trials_of_the_text_are_those_of_the_table():
    assert (TRIALS["crp"] != "not told").sum() == 5 and "The table lists the five trials" in TEXT
    fell = TRIALS[(TRIALS["crp"] == "fell") & (TRIALS["result"] == "did not help")]
    assert list(fell.index) == ["BUILDER-1", "siltuximab with bortezomib"] and "Two rows are of that kind." in TEXT
    for trial, people in (("RECOVERY", "4,116"), ("COVACTA", "438"), ("ZEUS", "6,376")):
        assert f"{TRIALS.loc[trial, 'people']:,}" == people and people in TEXT
    recovery = TRIALS.loc["RECOVERY", ["ratio", "low", "high"]]
    assert list(recovery) == [0.85, 0.76, 0.94] and "rate ratio of 0.85" in TEXT and "0.76 to 0.94" in TEXT
    assert round(100 * (1 - TRIALS.loc["CANTOS", "ratio"])) == 15 and "15 % fewer" in TEXT
    assert "92 %" in TRIALS.loc["RESCUE", "finding"] and "down by 92 %" in TEXT
    assert "31 of 45" in TRIALS.loc["FDA series on CRS", "finding"]
    assert "18 of 53" in TRIALS.loc["MCD trial of siltuximab", "finding"] and "of 53 patients on siltuximab" in TEXT


def test_no_licence_of_canakinumab_names_the_heart():
    licences = tables.load("indications").query("inn == 'canakinumab'")["indication"]
    assert len(licences) and not licences.str.contains("heart|coronary|athero|cardio").any()


def test_genes_of_the_text_are_those_of_the_table():
    assert round(100 * (1 - GENES.loc["asp358ala-heart", "ratio"]), 1) == 3.4 and "3.4 % for each copy" in TEXT
    assert GENES.loc["asp358ala-il6", "ratio"] > 1 > GENES.loc["asp358ala-crp", "ratio"]
    assert GENES.loc["asp358ala-soluble-receptor", "ratio"] > 1 > GENES.loc["asp358ala-receptor-on-cells", "ratio"]


def test_coursework_on_the_joint_follows_the_table():
    weaker = {
        name: {each.messenger for each in views.rheumatoid_joint(name).in_state("weaker")}
        for name in ("TNF", "IL-17A", "IL-6", "RANKL", "VEGF")
    }
    assert all({"IL-6", "RANKL"} <= weaker[name] for name in pool.HELD["chain"])
    assert weaker["IL-6"] == {"RANKL", "VEGF"} and not weaker["RANKL"] | weaker["VEGF"]


def test_the_dose_in_the_text_is_that_of_the_label():
    assert f"{min(pool.MG_PER_KG * 82, 800)} mg" in TEXT and "at most 800 mg an infusion" in TEXT
    assert "8 mg/kg × 38 kg = 304 mg" in practice.load("il6-in-disease-12").feedback and 8 * 38 == 304
