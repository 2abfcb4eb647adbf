"""Families: who changes company."""

import pandas as pd
import pytest

from helpers import tables, views

SCHEMES = tuple(views.SCHEMES)


def small(**families):
    """Return a classification in which each keyword is an interleukin with its two families."""
    rows = [
        (name, scheme, family)
        for name, pair in families.items()
        for scheme, family in zip(("sequence-structure", "receptor-chain"), pair, strict=True)
    ]
    return pd.DataFrame(rows, columns=["interleukin", "scheme", "family"])


def found_in(classification):
    """Return interleukin -> its company under the first two schemes."""
    return {company.interleukin: company for company in views.company(*SCHEMES[:2], classification)}


def movers(found):
    return [name for name, company in found.items() if company.moves]


def test_who_meets_fewer_than_half_moves():
    found = found_in(small(a="Xx", b="Xx", c="Xy", d="Xx", e="Zx"))
    assert movers(found) == ["c"]
    assert found["a"].companions == ("b", "c", "d")
    assert found["a"].met_again == ("b", "d")
    assert found["e"].companions == ()


def test_half_is_enough_to_stay():
    assert movers(found_in(small(a="Xx", b="Xx", c="Xy"))) == ["c"]


def test_no_family_is_no_company():
    rows = small(
        a=("no shared fold", "x"), b=("no shared fold", "x"), c=("X", "not established"), d=("X", "not established")
    )
    found = found_in(rows)
    assert {name: len(company.companions) for name, company in found.items()} == {"a": 0, "b": 0, "c": 1, "d": 1}
    assert movers(found) == ["c", "d"]


def test_companions_share_any_family():
    twice = pd.DataFrame([("a", "receptor-chain", "Y")], columns=["interleukin", "scheme", "family"])
    rows = pd.concat([small(a=("S", "X"), b=("S", "Y"), c=("S", "Z")), twice])
    found = found_in(rows)
    assert found["a"].after == ("X", "Y") and found["a"].met_again == found["a"].companions[:1] == ("b",)
    assert found["b"].met_again == ("a",) and found["c"].met_again == ()
    column = views.families_compared(classification=rows).after
    assert len(views.rows_of(column)["a"]) == 2


def test_unknown_or_equal_schemes_are_refused():
    with pytest.raises(ValueError, match="is not a scheme; choose from"):
        views.company("age", SCHEMES[0])
    with pytest.raises(ValueError, match="with itself. Choose two different schemes"):
        views.company(SCHEMES[0], SCHEMES[0])
    with pytest.raises(ValueError, match="is not in the classification"):
        views.families_compared(follow="IL-99")


def test_families_stand_in_a_column_without_overlap_and_the_unclassified_last():
    view = views.families_compared()
    for column in (view.before, view.after):
        rows = [row for family in column for row in family.rows.values()]
        assert all(later - earlier >= 1 for earlier, later in zip(rows, rows[1:], strict=False))
        known = [family.family not in views.NO_FAMILY for family in column]
        assert known == sorted(known, reverse=True)
        assert {name for family in column for name in family.members} == set(tables.load("interleukins")["interleukin"])
