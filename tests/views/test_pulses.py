"""A signal in time: what is computed for the figures agrees with the models."""

import numpy as np
import pytest

from helpers import tables, views
from helpers.models import brief_signal, expression_pulse, jak_stat


def test_zero_half_life_and_negative_dose_are_sentences():
    with pytest.raises(ValueError, match="mRNA half-life must be a positive number of h.*Give a value such as 0.5"):
        views.expression_pulse(0, 2.0, 1.0)
    with pytest.raises(ValueError, match="must be zero or a positive number of nM"):
        views.occupancy_curve(next(iter(views.READ_RECEPTORS)), -10.0)
    with pytest.raises(ValueError, match="There is no brake 'gravity'; choose one of: none: all brakes act; "):
        views.whole_pulse("gravity")


def test_receptors_are_rows_of_the_table():
    ligands = tables.load("affinities").set_index("affinity")["ligand_or_drug"]
    for name, row in views.READ_RECEPTORS.items():
        assert name.startswith(ligands[row])


def test_the_width_read_from_a_course_is_that_of_the_model():
    for half_life in (0.1, 0.5, 9.0, 24.0):
        view = views.expression_pulse(half_life, 2.0, 1.0)
        assert view.width_h == pytest.approx(expression_pulse.protein_pulse_width(2.0, half_life, 1.0), rel=1e-3)
    usual = views.expression_pulse(views.USUAL_MRNA_H, views.USUAL_STIMULUS_H, views.USUAL_PROTEIN_H)
    assert usual.usual and usual.height_percent == pytest.approx(100)
    assert usual.width_h == usual.usual_width_h


def test_published_half_lives_stand_in_order_and_name_their_condition():
    view = views.pulse_length()
    assert len(view.published) == len(expression_pulse.MESSAGES)
    assert np.all(np.diff([each.half_life_h for each in view.published]) > 0)
    assert {each.name for each in view.published} >= {"TNF, human whole blood", "IL6, cell culture"}
    assert sum(each.at_least for each in view.published) == 1


def test_each_brake_takes_one_thing_away():
    for brake in views.BRAKES[1:]:
        assert brake.left != brief_signal.Brakes()
        assert views.whole_pulse(brake.option).lengths.pstat_h > views.whole_pulse().lengths.pstat_h
    assert next(brake for brake in views.BRAKES if brake.name == "SOCS").left.signalling == jak_stat.JakStat(strength=0)
    assert views.whole_pulse().lengths.silent_after_h == pytest.approx(5, abs=2)
