"""Cases: every fact is read from its row, every candidate has two sides, and wrong input is said."""

import pytest

from helpers import tables, views
from helpers.views import cases


def test_three_drugs_are_weighed_in_each_case_with_reasons_on_both_sides():
    assert len(views.case_options()) == 7
    for title in views.case_options():
        drugs = [drug for case, drug in views.weighed_options().values() if case == title]
        assert len(drugs) == 3
        for drug in drugs:
            case = views.weighed_case(title, drug)
            assert case.chosen.drug == drug
            assert case.chosen.on("for") and case.chosen.on("against")
            assert all(each.references for each in case.chosen.arguments)


def test_facts_are_those_of_their_rows():
    trials = {row["trial"]: row for row in tables.load("trials").to_dict("records") if row["endpoint"] == "PASI90"}
    case = views.weighed_case("Leila", "risankizumab").chosen
    fact = next(each for each in case.arguments if each.table == "trials")
    assert fact.row.startswith("risankizumab | UltIMMa-1 | ")
    assert f"{trials['UltIMMa-1']['responders_treated']:.0f} of" in fact.fact
    assert fact.references == ("gordon_2018",)
    interaction = next(each for each in views.weighed_case("Arthritis after diverticulitis").chosen.arguments
                       if each.table == "interactions")  # fmt: skip
    assert interaction.fact == "Simvastatin: exposure 43 % of that before 7 days after a dose."
    hidden = [each.fact for each in views.weighed_case("Arthritis after diverticulitis", "sarilumab").chosen.arguments]
    assert any(fact.startswith("US label warns: infection without its usual signs.") for fact in hidden)
    box = cases._warned(cases._rows("warnings")["sarilumab | US | serious_infection"])
    assert box.startswith("US label warns, boxed: serious infection.")


def test_the_table_of_a_case_holds_all_its_reasons():
    shown = views.case_table("Leila")
    told = [len(each.arguments) + len(each.warned) for each in views.weighed_case("Leila").candidates]
    assert len(shown) == sum(told) and sum(shown["why it matters here"] == "Its label warns of it as well.") == 3
    assert set(shown["speaks"]) == {"for", "against"}
    assert shown["source"].str.len().min() > 0


def test_wrong_input_is_said():
    with pytest.raises(ValueError, match="Case must be one of"):
        views.weighed_case("Nobody")
    with pytest.raises(ValueError, match="Drug must be one of"):
        views.weighed_case("Leila", "anakinra")
