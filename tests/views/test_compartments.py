"""Compartments: every model is made of rows of one source, receptors fill with the level, wrong input is said."""

import math

import pytest

from helpers import tables, views
from helpers.models import pharmacokinetics


def test_every_number_is_that_of_its_row():
    rows = {row["pk"]: row for row in tables.load("pk_parameters").to_dict("records")}
    for drug in views.compartment_options():
        model = views.drug_compartments(drug, 3.0).model
        assert {rows[pk]["inn"] for pk in model.rows.values()} == {drug}
        assert len({str(rows[pk]["reference"]).split(";")[0] for pk in model.rows.values()}) == 1
        for symbol, found in (("CL", model.clearance_L_per_d), ("Vc", model.blood_L), ("Vp", model.tissue_L)):
            if symbol in model.rows:
                assert found == rows[model.rows[symbol]]["value"]


def test_the_models_of_the_course_are_among_them():
    for drug in (pharmacokinetics.TOCILIZUMAB, pharmacokinetics.SILTUXIMAB):
        view = views.drug_compartments(drug.drug, 3.0)
        model = view.model
        assert (model.blood_L, model.tissue_L) == (drug.central_L, drug.peripheral_L)
        assert (model.clearance_L_per_d, model.most_mg_per_d) == (drug.clearance_L_per_d, drug.maximum_rate_mg_per_d)
        assert view.half_life_d == pytest.approx(pharmacokinetics.half_lives(drug).elimination_d)
    one = views.drug_compartments("ustekinumab", 3.0)
    assert one.half_life_d == pytest.approx(math.log(2) * 15.7 / 0.465)
    assert one.model.tissue_L == 0


def test_the_receptors_grow_busy_and_clear_less_as_the_level_rises():
    assert not views.drug_compartments("ustekinumab", 3.0).model.by_receptors
    seen = [views.drug_compartments("tocilizumab", level) for level in views.LEVELS_UG_PER_ML]
    assert [view.in_use for view in seen] == sorted(view.in_use for view in seen)
    assert seen[0].receptor_clearance_L_per_d > 10 * seen[-2].receptor_clearance_L_per_d
    half = views.drug_compartments("tocilizumab", 2.7)
    assert half.in_use == 0.5
    assert half.receptor_clearance_L_per_d == pytest.approx(7.5 / 5.4)


def test_wrong_input_is_said():
    with pytest.raises(ValueError, match="Drug must be one of"):
        views.drug_compartments("aspirin", 3.0)
    with pytest.raises(ValueError, match="Level must be"):
        views.drug_compartments("tocilizumab", 0.0)
