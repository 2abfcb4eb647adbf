"""What the prose and the questions say follows from the tables and the model."""

import math

import numpy as np
import pytest

from helpers import explorers, figures, practice, tables, views
from helpers.models import expression_pulse
from tests import notebooks

PROSE = notebooks.prose(notebooks.path_of("measuring-il6"))


def value(question):
    return practice.load(question).value


def typical(question):
    return [option.value for option in practice.load(question).options]


def level(key):
    return float(tables.load("il6_levels").set_index("level")["value_pg_per_ml"][key])


def test_the_range_of_the_table():
    values = tables.load("il6_levels")["value_pg_per_ml"]
    assert values[values > 0].min() < 1 and values.max() == 500_000


def test_cytokine_release_against_covid():
    assert round(level("cytokine-release-syndrome") / level("severe-covid-19")) == 85


def test_the_order_told_after_the_overview():
    order = ["healthy-adults", "cycling-without-carbohydrate", "sepsis", "cytokine-release-syndrome"]
    assert [level(name) for name in order] == sorted(level(name) for name in order)
    assert level("rheumatoid-arthritis-serum") < level("endotoxin-bolus")
    assert level("severe-covid-19") < level("acute-respiratory-distress-syndrome")


def test_fold_change_of_question_03():
    health, sepsis = round(level("healthy-adults"), 2), round(level("sepsis"))
    assert (health, sepsis) == (5.19, 984)
    against_the_median = sepsis / level("healthy-adults-over-the-day")
    assert f"it would be {against_the_median:.0f}:" in practice.load("measuring-il6-03").feedback
    lower = [level(name) for name in ("healthy-men-japan", "healthy-women-japan", "healthy-adults-over-the-day")]
    assert lower == [1.77, 1.55, 2.8] and max(lower) < health
    assert value("measuring-il6-03") == pytest.approx(sepsis / health, rel=1e-5)
    assert typical("measuring-il6-03") == pytest.approx(
        [sepsis - health, health / sepsis, math.log10(sepsis / health)], rel=1e-5
    )


def test_the_skewed_group_of_question_04():
    row = tables.load("il6_levels").set_index("level").loc["infarction-highest-of-days-1-and-2"]
    sd = row["high"] - row["value_pg_per_ml"]
    assert (row["value_pg_per_ml"], round(sd, 1)) == (68.5, 152.9)
    assert [round(68.5 - sd), round(68.5 + sd)] == [-84, 221]
    shown = figures.skewed_levels(views.skewed_levels()).table
    assert all(
        g < 0.75 * m for g, m in zip(shown["geometric mean, estimated (pg/mL)"], shown["mean (pg/mL)"], strict=True)
    )


def test_crp_after_a_short_stimulus():
    view = views.crp_readout(6.0, "19 h (human, Vigushin 1993)")
    hours, il6, crp, stop = view.hours, view.il6_percent, view.crp_percent, view.stop_h
    at = int(np.argmin(np.abs(hours - stop - 24)))
    assert il6[at] < 0.1 and round(crp[at]) == 94
    assert round(np.interp(1, crp[hours < 30], hours[hours < 30])) == 5 and round(hours[np.argmax(crp)]) == 37


def test_crp_rises_on_after_a_short_infusion_as_measured():
    early, late = expression_pulse.delayed_protein([6.0, 19.0], 3.0, views.IL6_HALF_LIFE_H, 19.0, views.CRP_DELAY_H)
    assert late > early > 0


def test_the_measured_times_that_the_prose_tells():
    rows = tables.load("il6_quantities").set_index("key")
    assert rows.loc["crp-first-rise-surgery-ohzato_1992", "value"] == 12
    assert rows.loc["crp-time-of-peak-surgery-ohzato_1992", ["low", "high"]].tolist() == [48, 72]
    assert rows.loc["crp-peak-after-il-6-surgery-kragsbjerg_1995", ["low", "high"]].tolist() == [48, 96]
    rat = rows.loc["il6-half-life-rat-il6_rat_1995-second-phase", "value"]
    assert round(60 * rat) == 23 and rows.loc["il6-half-life-rat-il6_liver_uptake", "value"] == 1.5


def test_decay_of_question_06():
    assert value("measuring-il6-06") == pytest.approx(100 * 0.5 ** (57 / 19))
    assert typical("measuring-il6-06") == pytest.approx(
        [100 * 0.5 ** (57 / 6), 100 / 3, 0.5**3, 100 * 0.5 ** (57 / 4.5)], rel=1e-4
    )


def test_the_chain_has_seven_steps():
    for biomarker in views.READOUTS:
        assert len(views.il6_chain(biomarker, views.NO_DRUG).steps) == 7
    assert list(views.READOUTS)[1] == "ICAM-1", "the second chain of question 10"
    assert views.READOUTS["hepcidin"].way == "unspecified"


def tumour_votes(rows):
    """Return the number of rows in which IL-6 helps a tumour, slows it, and does neither."""
    growth = rows[rows["branch"] == "growth inhibition"]["direction"]
    helps = rows["branch"].isin(["tumour support", "proliferation"]) & (rows["direction"] == "up")
    return helps.sum(), growth.eq("down").sum(), growth.eq("no change").sum()


def test_votes_on_the_growth_of_tumours():
    """The score turns with the rows that are counted: that it does is what the lesson teaches."""
    rows = views.tumour_rows()
    assert tumour_votes(rows) == (12, 6, 1)
    assert tumour_votes(rows[rows["species"] == "human"])[:2] == (3, 4)
    assert "in twelve IL-6 helps a tumour, in six it slows the growth of its cells, in one it does neither" in PROSE
    assert "it is three against four" in PROSE and len(rows) - sum(tumour_votes(rows)) == 2
    assert "Two rows tell something else" in PROSE
    item = practice.load("measuring-il6-18")
    assert "twelve say" in item.stem and "three say the one and four the other" in item.stem
    assert "Nine of the twelve" in next(o.feedback for o in item.options if "twice as many" in o.text)


def test_later_work_on_breast_cancer_is_among_the_rows():
    """Whoever teaches with old cell lines only would teach that IL-6 slows breast cancer."""
    rows = views.tumour_rows().query("target == 'breast carcinoma cell'").set_index("reference")["direction"]
    assert rows[["breast_clones_1991", "chiu_1996"]].eq("down").all()
    assert rows[["casneuf_2016", "osuala_2015"]].eq("up").all() and rows["il6_adhesion_1994"] == "no change"


def test_il2_and_myeloma():
    rows = tables.load("diseases").query("interleukin == 'IL-2'").set_index("condition")["finding"]
    assert "6.6 %" in rows["Melanoma"] and "9.3 %" in rows["Renal cell carcinoma"]
    myeloma = tables.load("diseases").query("condition == 'Multiple myeloma' and interleukin == 'IL-6'")
    assert set(myeloma["role"]) == {"drives", "tested without benefit"}
    assert any("8.0 against 7.6 months" in finding for finding in myeloma["finding"])


def test_two_pg_per_ml_fits_healthy_people_and_patients():
    labels = [row.label for row in views.same_level(2.0).rows]
    assert len(labels) == 8
    healthy = [label for label in labels if "healthy" in label]
    assert 0 < len(healthy) < len(labels) / 2


def test_most_levels_fit_several_conditions():
    stops = next(c for c in explorers.same_level().controls if c["name"] == "level")["values"]
    assert np.mean([len(views.same_level(stop).rows) > 1 for stop in stops]) > 0.8
    assert "strenuous exercise, or infusion to the same level" not in {
        row.label for row in views.same_level(140.0).rows
    }


def test_the_worked_example():
    assert level("strenuous-exercise") == 140
    assert round(140 / level("healthy-adults")) == 27
    assert [level(f"burns-{end}-sepsis") for end in ("without", "with")] == [63, 349]


def test_joint_fluid_of_question_15():
    fluid = level("rheumatoid-arthritis-synovial-fluid")
    plasma = level("rheumatoid-arthritis-plasma")
    assert (fluid, plasma) == (2600, 14)
    assert value("measuring-il6-15") == pytest.approx(fluid / plasma, rel=1e-5)
    assert typical("measuring-il6-15") == pytest.approx(
        [fluid / plasma / 1000, fluid - plasma, plasma / fluid], rel=1e-4
    )


def test_heart_attack_groups_of_question_16():
    rows = tables.load("il6_levels").set_index("level")
    died, lived = rows.loc["st-elevation-died-within-30-days"], rows.loc["st-elevation-alive-at-30-days"]
    assert (died["value_pg_per_ml"], died["n"], lived["value_pg_per_ml"], lived["n"]) == (8.5, 10, 2.0, 148)
    assert "15 years older" in died["assay"]
    healthy = rows[rows["set"] == "health"]
    assert ((healthy["low"] <= 8.5) & (healthy["high"] >= 8.5)).any()


def test_covid_against_sepsis_in_question_17():
    assert round(level("sepsis") / level("severe-covid-19")) == 27
    assert "27-fold" in practice.load("measuring-il6-17").feedback
