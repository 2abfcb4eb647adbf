"""Doors out of the body: half-lives from the table of pharmacokinetics, the fastest first."""

import pytest

from helpers import tables, views


def test_half_lives_are_those_of_their_rows():
    rows, known = tables.load("drug_exits"), tables.load("pk_parameters").set_index("pk")
    found = {each.drug: each for each in views.drug_exits().drugs}
    assert set(found) == set(rows["drug"])
    for drug, pk, own in rows[["drug", "pk", "half_life_d"]].itertuples(index=False):
        if pk:
            assert known.loc[pk, "inn"] == drug and known.loc[pk, "parameter"] == "half-life"
            hours = known.loc[pk, "unit"] == "h"
            assert found[drug].half_life_d == pytest.approx(known.loc[pk, "value"] / (24 if hours else 1))
        else:
            assert found[drug].half_life_d == own


def test_the_fastest_comes_first_and_what_is_saved_stays_longer():
    drugs = views.drug_exits().drugs
    assert [each.half_life_d for each in drugs] == sorted(each.half_life_d for each in drugs)
    assert [each.drug for each in drugs if each.by_kidney] == ["anakinra"]
    assert drugs[-1].recycled == "better"
    assert views.exit_options() == tuple(each.drug for each in drugs)


def test_an_unknown_drug_is_said():
    with pytest.raises(ValueError, match="'aspirin' is not a drug of this picture; choose one of: anakinra"):
        views.drug_exits("aspirin")
