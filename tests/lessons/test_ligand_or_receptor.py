"""What the prose and the questions say follows from the tables and the model."""

from dataclasses import astuple

import pytest

from helpers import practice, tables, views
from helpers.models import ligand_turnover
from tests import notebooks


def value(question):
    return practice.load(question).value


def typical(question):
    return [option.value for option in practice.load(question).options]


def stopped_interleukins(drug):
    return {views.receptor_complexes()[key].interleukin for key in views.stops(drug)}


def test_most_drugs_that_stop_an_interleukin_catch_the_ligand():
    actions = tables.load("therapeutics")["action"].value_counts()
    catch, block = actions["ligand-neutralising"] + actions["decoy"], actions["receptor-blocking"]
    told = f"the map has {catch} drugs that catch the ligand and {block} that block a receptor"
    assert catch > block > 0 and told in practice.load("ligand-or-receptor-02").options[2].feedback
    assert f"{catch} catch the ligand and {block} block a receptor" in prose()


def test_il17_family():
    family = {"IL-17A", "IL-17B", "IL-17C", "IL-17D", "IL-17F", "IL-25"}
    counts = [len(stopped_interleukins(drug) & family) for drug in ("brodalumab", "bimekizumab", "secukinumab")]
    assert counts == [4, 2, 1]
    complexes, options = views.receptor_complexes().values(), practice.load("ligand-or-receptor-06").options
    users = {
        option.text: {each.interleukin for each in complexes if option.text.replace("-", "") in each.chains}
        for option in options[:2]
    }
    assert users == {"IL-17RC": {"IL-17A", "IL-17F"}, "IL-17RA": stopped_interleukins("brodalumab")}
    assert [option.text for option in options if option.correct] == ["IL-17RC"]
    assert stopped_interleukins("brodalumab") == {"IL-17A", "IL-17C", "IL-17F", "IL-25"}
    view = views.open_signals("secukinumab", "brodalumab")
    assert view.in_state("brodalumab", views.OPEN) == []
    assert {one.interleukin for one in view.in_state("brodalumab", views.UNSETTLED)} == {"IL-17B"}


def test_what_leila_would_rather_keep_under_three_names():
    drugs = {"IL-23 (p19)": "guselkumab", "p40": "ustekinumab", "IL-17RA": "brodalumab"}
    wanted = ({"IL-12"}, {"IL-17F", "IL-17C", "IL-25"}, {"IL-17A"})
    kept = {name: sum(not one & stopped_interleukins(drug) for one in wanted) for name, drug in drugs.items()}
    assert kept == {"IL-23 (p19)": 3, "p40": 2, "IL-17RA": 1}
    assert [option.text for option in practice.load("ligand-or-receptor-20").options] == list(kept)


def test_the_partners_of_il23():
    assert stopped_interleukins("guselkumab") == {"IL-23"}
    assert stopped_interleukins("ustekinumab") == {"IL-12", "IL-23"}
    chains = views.receptor_complexes().values()
    assert {one.interleukin for one in chains if "IL12RB1" in one.chains} >= {"IL-12", "IL-23"}


def test_il5_drugs_stop_the_same_row():
    assert views.stops("mepolizumab") == views.stops("benralizumab")


def test_rilonacept_also_holds_the_natural_antagonist_less_tightly():
    table = tables.load("affinities")
    kd = table[table["ligand_or_drug"] == "rilonacept"].set_index("binds_gene")["kd_nM"]
    assert set(kd.index) == {"IL1A", "IL1B", "IL1RN"}
    assert 3 < kd["IL1RN"] / kd["IL1B"] < 20
    assert "IL-1Ra" in stopped_interleukins("rilonacept")


def test_the_limit_of_question_15():
    neutraliser = ligand_turnover.LigandNeutraliser(1.0, 1.0, 1.0 / (20 * 24))
    assert value("ligand-or-receptor-15") == pytest.approx(ligand_turnover.neutraliser_limit(neutraliser))
    assert typical("ligand-or-receptor-15") == pytest.approx([20, 1 / 480], rel=1e-4)


def test_worked_example_and_its_completion():
    kd = tables.load("affinities").set_index("affinity").at["brodalumab-il17ra-gtopdb_2020", "kd_nM"]
    blocker = ligand_turnover.ReceptorBlocker(kd, 0.5, 0.4)
    example = ligand_turnover.receptor_blocker_steady_state(27.0, blocker)
    assert [round(float(part), 4) for part in astuple(example)] == [0.0249, 1.7648, 0.044]
    phi, free, signal = map(float, astuple(ligand_turnover.receptor_blocker_steady_state(270.0, blocker)))
    assert value("ligand-or-receptor-17") == pytest.approx(100 * signal, rel=1e-5)
    assert typical("ligand-or-receptor-17") == pytest.approx([100 * phi, signal, 100 * free], rel=1e-5)


def test_the_signal_left_that_the_prose_tells():
    usual = views.blocked_receptor(100.0, views.CONSUMPTION_RATIO, views.TOCILIZUMAB_KD_NM)
    little = views.blocked_receptor(usual.crp_normal_nM, views.CONSUMPTION_RATIO, views.TOCILIZUMAB_KD_NM)
    assert [round(100 * one.marked_signal) for one in (usual, little)] == [4, 40]
    assert round(usual.crp_normal_nM, 1) == 6.8


def prose():
    return notebooks.prose(notebooks.path_of("ligand-or-receptor"))


def test_canakinumab_in_the_published_model():
    usual, more, tighter = (
        views.bound_il1b(dose, kd_nM=kd) for dose, kd in ((150.0, 1.07), (600.0, 1.07), (150.0, 0.1))
    )
    level, day = usual.first_peak
    assert f"lead to {level:.1f} µg/mL of canakinumab after {day:.1f} days" in prose()
    assert f"climbs to {usual.total_rise:.1f} times what it was" in prose()
    assert usual.free_percent == pytest.approx(10.3, abs=0.1)
    assert 7 * usual.weeks[usual.free_pg_per_ml.argmin()] <= 1
    lifted, pressed = more.total_rise / usual.total_rise, usual.free_percent / more.free_percent
    assert f"lifts the total {lifted:.1f}-fold and presses the lowest free value {pressed:.1f}-fold" in prose()
    assert tighter.free_percent < usual.free_percent
    kd = tables.load("affinities").set_index("affinity")["kd_nM"]
    assert kd["canakinumab-il1b-gtopdb_2020"] == 0.035 and kd["canakinumab-il1b-chakraborty_2012"] == 1.07
    label = tables.load("pk_parameters").set_index("pk").loc["canakinumab-cmax-rxlist_ilaris"]
    assert (label["value"], label["note"]) == (16, "about day 7")


def test_the_five_drugs_hold_what_the_prose_tells():
    five = views.drug_grips(views.FIRST_OF_EACH)
    assert [grip.drug for grip in five.on_messenger] == ["canakinumab", "rilonacept"]
    assert {grip.interleukin for grip in five.on_messenger} == {"IL-1β"}
    assert [grip.interleukin for grip in five.on_receptor] == ["IL-2"] * 3
    assert {grip.holds_messenger for grip in views.drug_grips("IL-6").grips} == {True, False}
    assert not views.drug_grips("IL-2").on_messenger
    assert {grip.holds_messenger for grip in views.drug_grips("IL-17A").grips} == {True, False}
    il23 = views.drug_grips("IL-23")
    assert len(il23.on_messenger) > 3 * len(il23.on_receptor)
