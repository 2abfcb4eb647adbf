"""Harms on a body: expected from the jobs of the drug's own interleukin, warned of by labels, each in its place."""

import pytest

from helpers import tables, views


def test_what_is_blocked_or_given_is_kept_apart():
    options = views.harm_options()
    assert {"IL-2 given", "IL-2 with a toxin", "IL-2 blocked"} <= set(options)
    drugs = [views.harms_on_a_body(each).drugs for each in options]
    told = set(tables.load("warnings").query("harm != ''")["inn"])
    assert {inn for own in drugs for inn in own} == told
    assert sum(map(len, drugs)) == len(told)


def test_harms_are_expected_before_they_are_told():
    expected = views.harms_on_a_body("IL-6 blocked")
    assert {harm.harm for harm in expected.harms} == {
        "serious_infection", "hidden_infection", "bowel_perforation", "low_neutrophils", "low_platelets",
        "raised_lipids",
    }  # fmt: skip
    assert all(harm.jobs and not harm.warnings for harm in expected.harms)
    told = views.harms_on_a_body("IL-6 blocked", views.WARNED)
    boxed = {harm.harm: [each.inn for each in harm.warnings if each.boxed] for harm in told.harms if harm.boxed}
    assert boxed == {
        "serious_infection": ["tocilizumab", "sarilumab"],
        "tuberculosis": ["tocilizumab", "sarilumab"],
    }


def test_a_reason_is_a_job_the_molecule_or_open():
    reasons = {harm.harm: harm.reason for harm in views.harms_on_a_body("IL-4/IL-13 blocked", views.WARNED).harms}
    assert reasons == {
        "eye_inflammation": "job",
        "helminth_infection": "open",
        "anaphylaxis": "molecule",
        "live_vaccine_illness": "open",
    }
    gained = views.harms_on_a_body("IL-2 given").harms
    assert [harm.harm for harm in gained] == ["capillary_leak"]
    assert views.harms_on_a_body("IL-2 with a toxin").harms == ()


@pytest.mark.parametrize("target", views.harm_options())
def test_every_warning_has_its_place(target):
    view = views.harms_on_a_body(target, views.WARNED)
    rows = tables.load("warnings")
    own = rows[rows["inn"].isin(list(view.drugs)) & (rows["harm"] != "")]
    keys = {key for harm in view.harms for each in harm.warnings for key in each.keys}
    assert keys == set(own["inn"] + " " + own["region"] + " " + own["harm"])
    ranks = dict(tables.load("harm_places")[["place", "rank"]].itertuples(index=False))
    order = [ranks[place.place] for place in view.places]
    assert order == sorted(order)


def test_an_unknown_choice_is_named():
    with pytest.raises(ValueError, match="not among what drugs act on"):
        views.harms_on_a_body("IL-99 blocked")
    with pytest.raises(ValueError, match="not a step"):
        views.harms_on_a_body("IL-6 blocked", "all")
