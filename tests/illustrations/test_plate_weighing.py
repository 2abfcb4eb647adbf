"""A hundred people for each outcome: as many in colour as the drug was shown to add, and the words say the same."""

import re
from dataclasses import replace

import pytest

from helpers import illustrations, views
from helpers.views.trials import PercentInterval
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


@pytest.mark.parametrize("arm", views.weighed_arms())
def test_what_may_be_chance_is_told_as_no_fact(arm):
    """No number needed and no surplus in colour where the interval includes zero; one and the other where not."""
    picture, view = drawn(arm), views.benefit_and_harm(arm)
    told = dict(zip(picture.table["outcome"], picture.table["number needed"], strict=True))
    coloured = {"blue": 0, "vermilion": 0}
    for each in view.outcomes:
        name, words = (f"response ({each.name})" if each.wanted else each.name), told[each.name]
        found = re.search(rf"(?:: |; ){re.escape(name)}, ([^;.]+)", picture.description)[1]
        assert f"{name}, {found}" in picture.title or name not in picture.title
        if each.difference.includes_zero:
            fewer, more = re.findall(r"[\d.]+ (?=fewer|more)", words)
            assert words.startswith("No difference shown: ") and "Number needed" not in words
            assert float(fewer) == pytest.approx(-each.difference.low, abs=0.05)
            assert float(more) == pytest.approx(each.difference.high, abs=0.05)
            assert found == "no difference shown"
        else:
            assert words.startswith(f"Number needed to {'treat' if each.wanted else 'harm'}: ")
            assert found == f"{round(each.difference.estimate)} more in 100"
            coloured["blue" if each.wanted else "vermilion"] += round(each.difference.estimate)
    people = "".join(node.markup() for mark in picture.draw(780).marks for node in mark.nodes)
    assert {hue: people.count(f'fill="var(--{hue})"') for hue in coloured} == coloured
    unsure = any(round(each.difference.estimate) and each.difference.includes_zero for each in view.outcomes)
    assert ("more or fewer, which may be chance" in signs(picture)) == unsure == ("stroke-dasharray" in people)


@pytest.mark.parametrize("arm", views.weighed_arms())
def test_the_title_names_both_arms_whole_and_harms_nobody(arm):
    picture, view = drawn(arm), views.benefit_and_harm(arm)
    assert picture.title.lower().startswith(f"{view.inn}, {view.arm}, instead of {view.comparator}: ".lower())
    assert not re.search(r"harmed|as many|cannot be excluded", picture.title + picture.description)
    if "with methotrexate" in view.arm:
        assert view.comparator == "methotrexate alone"


def test_fewer_with_a_harm_are_struck_out_where_a_difference_is_shown():
    view = views.benefit_and_harm()
    benefit, harm, _ = view.outcomes
    spared = replace(
        harm, counts=(1, 184, 25, 184), treated=harm.control, control=harm.treated,
        difference=PercentInterval(-harm.difference.estimate, -harm.difference.high, -harm.difference.low),
        needed=replace(harm.needed, kind="benefit"),
    )  # fmt: skip
    picture = illustrations.benefit_and_harm(replace(view, outcomes=(benefit, spared)))
    assert picture.title.endswith("low neutrophil count, 13 fewer in 100")
    assert "has it not: fewer on sarilumab" in signs(picture)
    assert picture.table["number needed"][1].startswith("Number needed to treat: 7.67 ")


def test_colour_counts_what_the_drug_adds():
    assert drawn().title == (
        "Sarilumab, 200 mg every 2 weeks, instead of adalimumab: "
        "response (ACR20), 13 more in 100; low neutrophil count, 13 more in 100"
    )
    assert not any("fewer on" in sign for sign in signs(drawn()))
    assert "was not counted in the same source" in drawn("anakinra, 990757, 100 mg daily").description
