"""A hundred people for each outcome: as many in colour as the drug added, and the words say the same."""

import pytest

from helpers import illustrations, views
from tests.illustrations.plates import crowded, keys, signs


def drawn(arm=None):
    return illustrations.benefit_and_harm(views.benefit_and_harm(arm))


@pytest.mark.parametrize("arm", views.weighed_arms())
def test_a_hundred_people_for_each_outcome(arm):
    picture, view = drawn(arm), views.benefit_and_harm(arm)
    assert crowded(picture) == []
    assert keys(picture, "harms") == {each.row for each in view.outcomes if not each.wanted}
    assert keys(picture, "harm_benefits") == {each.row for each in view.outcomes if each.wanted}
    people = sum(node.markup().count('r="4.4"') for mark in picture.draw(780).marks for node in mark.nodes)
    assert people == 100 * len(view.outcomes)
    assert len(picture.svg()) < 60_000


def test_colour_counts_what_the_drug_adds():
    markup = "".join(node.markup() for mark in drawn().draw(780).marks for node in mark.nodes)
    assert markup.count('fill="var(--blue)"') == 13 and markup.count('fill="var(--vermilion)"') == 13
    assert drawn().title == (
        "Of 100 on sarilumab instead of adalimumab, 13 more respond (ACR20) "
        "and 13 more are harmed (low neutrophil count)"
    )
    assert "No difference cannot be excluded for serious infection" in drawn().description
    assert not any("fewer on" in sign for sign in signs(drawn()))
    assert "has it not: fewer on tocilizumab" in signs(drawn("tocilizumab, faSScinate, 162 mg weekly"))
    assert "was not counted in the same source" in drawn("anakinra, 990757, 100 mg daily").description
