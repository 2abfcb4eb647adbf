"""A receptor with two states: the shares are those of the model, the kinds those of the table."""

import pytest

from helpers import models, tables, views
from helpers.views.two_states import OWN_LIGAND, TwoStateReceptor


@pytest.mark.parametrize("kind", views.ligand_kinds())
def test_the_share_is_that_of_the_model(kind):
    view, receptor = views.receptor_states(kind, 30.0), TwoStateReceptor()
    ratio = 30.0 if kind == OWN_LIGAND else view.chosen.ratio
    model = models.receptor_binding.two_state(1000.0, 10.0, ratio, receptor.resting_ratio)
    assert view.chosen.active == pytest.approx(float(model))
    assert view.basal == pytest.approx(1 / 20)
    assert view.chosen.kd_active_nM == pytest.approx(10 / ratio)


def test_each_kind_does_what_its_name_says():
    share = {one.kind: one.active for one in views.receptor_states("antagonist").ligands}
    basal = views.receptor_states("antagonist").basal
    assert share["inverse agonist"] < basal < share["partial agonist"] < 0.6 < 0.95 < share["full agonist"]
    assert share["antagonist"] == pytest.approx(basal)
    assert list(share) == list(tables.load("ligand_kinds").sort_values("place")["kind"])


def test_more_efficacy_activates_more():
    shares = [views.receptor_states(OWN_LIGAND, ratio).chosen.active for ratio in (0.01, 0.3, 1.0, 10.0, 1000.0)]
    assert shares == sorted(shares)


def test_what_is_unknown_is_said():
    with pytest.raises(ValueError, match="'biased agonist' is not a kind of ligand of the tables; choose one of"):
        views.receptor_states("biased agonist")
    with pytest.raises(ValueError):
        views.receptor_states(OWN_LIGAND, 0.0)
