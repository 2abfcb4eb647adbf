"""Explorers of dose and time, over the whole range of every control."""

import itertools

import pytest

from helpers import explorers

EXPLORERS = (explorers.linear_dosing, explorers.tocilizumab_patients, explorers.anakinra_kidney, explorers.patient_plan)


@pytest.mark.parametrize("make", EXPLORERS)
def test_every_control_over_its_range(make):
    explorer = make()
    for control in explorer.controls:
        for value in control["values"]:
            figure = explorer.at(**{control["name"]: value})
            assert "nan" not in figure.description
            assert "infinite" not in figure.description
            assert "simulated" in figure.title
            assert all(len(trace["x"]) <= 260 for trace in figure.traces)
    ends = [(control["values"][0], control["values"][-1]) for control in explorer.controls]
    names = [control["name"] for control in explorer.controls]
    for values in itertools.product(*ends):
        assert explorer.at(**dict(zip(names, values, strict=True))).table
    for values in explorer.presets.values():
        assert explorer.at(**values).description


def test_value_that_is_not_a_stop_is_a_sentence():
    with pytest.raises(ValueError, match="is not a value of 'Body weight"):
        explorers.tocilizumab_patients().at(weight_kg=71.0)
