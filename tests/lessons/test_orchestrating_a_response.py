"""What text and items on helper cells say is what the tables say."""

from dataclasses import replace

import pytest

from helpers import explorers, practice, tables
from helpers.models import helper_competition
from tests.notebooks import path_of, prose

TEXT = prose(path_of("orchestrating-a-response"))
PROGRAMMES = tables.load("helper_programmes")


def entries(programme: str, slot: str) -> list[str]:
    rows = PROGRAMMES[(PROGRAMMES["programme"] == programme) & (PROGRAMMES["slot"] == slot)]
    return list(rows["item"])


def right(question: str) -> str:
    return next(option.text for option in practice.load(question).options if option.correct)


def test_five_factors_serve_eight_programmes_and_three_are_shared():
    factors = PROGRAMMES[PROGRAMMES["slot"] == "factor"]
    assert (factors["item"].nunique(), factors["programme"].nunique()) == (5, 8)
    told = "serve eight programmes: five of helper cells, and three of innate lymphoid cells that share the first three"
    assert told in TEXT
    for helper, innate in (("Th1", "ILC1"), ("Th2", "ILC2"), ("Th17", "ILC3")):
        assert entries(helper, "factor") == entries(innate, "factor")


def test_programmes_of_text_and_items_are_those_of_the_table():
    assert entries("Th1", "instruct") == ["IL-12"] and entries("Th1", "factor") == ["T-bet"]
    assert entries("Th1", "output") == ["interferon-γ"]
    assert right("orchestrating-a-response-03") == "IL-17A and IL-22, against microbes outside cells."
    assert entries("Th17", "output") == ["IL-17A", "IL-22"]
    assert "IL-1β" in entries("Th17", "instruct") and "chronic candidiasis" in entries("Th17", "lack")
    assert "IPEX syndrome" in entries("Treg", "lack")
    assert "ustekinumab" in entries("Th1", "drug") and "ustekinumab" in entries("Th17", "drug")
    assert "Ustekinumab stands in two lines, since the p40 that it holds is in IL-12 and in IL-23." in TEXT


@pytest.mark.parametrize(("interleukin", "own"), [("IL-12", "IL12RB2"), ("IL-23", "IL23R")])
def test_the_receptors_share_one_chain(interleukin, own):
    chains = tables.load("receptor_chains").query("interleukin == @interleukin")["gene_symbol"]
    assert set(chains) == {"IL12RB1", own}


def test_p40_is_in_both_and_p19_in_il23_and_in_il39_of_mice():
    subunits = tables.load("subunits")
    assert set(subunits[subunits["gene_symbol"] == "IL12B"]["interleukin"]) >= {"IL-12", "IL-23"}
    assert set(subunits[subunits["gene_symbol"] == "IL23A"]["interleukin"]) == {"IL-23", "IL-39"}
    assert "as IL-39, in mice; in people that is not established" in TEXT


@pytest.mark.parametrize(
    ("drug", "chain"), [("ustekinumab", "IL12B"), ("guselkumab", "IL23A"), ("risankizumab", "IL23A")]
)
def test_the_drugs_hold_the_chains_that_the_text_names(drug, chain):
    assert chain in set(tables.load("therapeutic_targets").query("inn == @drug")["gene_symbol"])


def test_the_way_of_il12_to_the_genes():
    pairs = tables.load("signalling_pairs").query("gene_symbol == 'IL12RB2'")
    assert list(zip(pairs["partner"], pairs["transcription_factor"], strict=True)) == [("JAK2", "STAT4")]


def test_the_result_of_the_trial_is_computed_from_its_counts():
    row = tables.load("trials").query("trial == 'UltIMMa-1' and comparator == 'ustekinumab'").iloc[0]
    shares = [100 * row[f"responders_{group}"] / row[f"n_{group}"] for group in ("treated", "comparator")]
    item = practice.load("orchestrating-a-response-09")
    assert item.value == pytest.approx(shares[0] - shares[1], abs=0.05)
    typical = {option.text: option.value for option in item.options}
    assert typical["divided the two shares"] == pytest.approx(shares[0] / shares[1], abs=0.01)
    assert typical["took the difference of the counts"] == row["responders_treated"] - row["responders_comparator"]


def test_half_of_the_il12_lets_t_bet_rise_and_not_stay():
    steps = explorers.th1_steps()
    all_of_it, half = steps.at().description, steps.at(il12_percent=50.0).description
    assert "to 57.3 % while antigen is there, and is at 100 %" in all_of_it
    assert "to 52.1 % while antigen is there, and is at 25.3 %" in half
    assert "to 52 instead of 57 % of what it has with all of it at 120 h" in TEXT


def test_the_rival_of_th1_is_told_as_the_explorer_shows_it():
    rival = explorers.th1_against_th2()
    usual = rival.at().description
    assert "at first 2.28 Th2 cells for each Th1" in usual and "Th1 cells are more from day 10 to day 146" in usual
    assert "Without it there are 2.3 Th2 cells for each Th1 cell." in TEXT
    assert "With 100 pg/mL Th1 cells lead from day 10;" in TEXT and "after day 146 Th2 cells are the majority" in TEXT
    told = next(each for each in practice.load("orchestrating-a-response-16").options if each.text.startswith("Th2"))
    assert told.feedback.startswith("So it is") and "after 360 days 2.23 Th2 cells for each Th1 cell" in usual
    assert "Th1 cells are never more" in rival.at(il12_pg_per_ml=5.0).description
    assert "to the end" in rival.at(given_d=360.0).description
    assert "Th1 cells are more from day 31 to day 85" in rival.at(il10_percent=400.0).description


def test_the_thresholds_of_il12_are_those_of_the_text():
    node = helper_competition.MELANOMA_NODE
    variants = (node, replace(node, p_I=4 * node.p_I), replace(node, c_G=0.0, e_G=0.0))
    needed = [helper_competition.il12_to_balance(variant) for variant in variants]
    assert needed == pytest.approx([8.543e-3, 28.991e-3, 19.522e-3], abs=1e-6)  # ng/mL
    assert "above 8.5 pg/mL that stay Th1 cells are more" in TEXT and "with four times the IL-10 it takes 29." in TEXT
    assert needed[2] > 2 * needed[0]
