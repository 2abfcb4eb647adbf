"""IL-6 on its way to a signal, as a record: contacts by step, ways, and what stops them."""

import pytest

from helpers import tables, views
from helpers.views.body_map import blocked_ways


def test_the_complex_grows_from_one_of_each_to_two_of_each():
    made = [len(views.il6_assembly(step).made) for step in (1, 2, 3)]
    assert made == sorted(made) and made[-1] == len(tables.load("il6_contacts"))
    assert [views.il6_assembly(step).copies for step in (1, 2, 3)] == [1, 1, 2]


def test_a_way_takes_its_chains_and_drugs_from_the_tables():
    ways = {way.way: way for way in views.il6_assembly().ways}
    assert tuple(ways) == views.il6_way_options()[1:]
    assert [origin.carrier for way in ways.values() for origin in way.origins] == list(
        tables.load("il6_ways")["carrier"]
    )
    assert ways["trans"].chains[0].role == "soluble" and ways["classic"].chains[0].role == "signalling"
    assert [name for name, way in ways.items() if way.own_il6r] == ["classic"]
    for name, way in ways.items():
        assert dict(way.blocked) == {drug: by[name] for drug, by in blocked_ways().items() if name in by}


@pytest.mark.parametrize(
    ("choice", "sentence"),
    [
        ({"step": 4}, "There is no step 4; the steps are 1 to 3"),
        ({"way": "endocrine"}, "'endocrine' is not a way of IL-6; choose one of: side by side, classic"),
    ],
)
def test_what_cannot_be_chosen_is_said(choice, sentence):
    with pytest.raises(ValueError, match=sentence):
        views.il6_assembly(**choice)
