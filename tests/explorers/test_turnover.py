"""Explorers of ligand turnover: ends and middle of every slider."""

import itertools

import pytest

from helpers import explorers


def test_every_slider_at_its_ends_and_middle():
    explorer = explorers.blocked_receptor()
    stops = [[c["values"][0], c["values"][len(c["values"]) // 2], c["values"][-1]] for c in explorer.controls]
    names = [c["name"] for c in explorer.controls]
    for values in itertools.product(*stops):
        assert explorer.at(**dict(zip(names, values, strict=True))).description
    for control in explorer.controls:
        for value in control["values"]:
            assert explorer.at(**{control["name"]: value}).table
    for values in explorer.presets.values():
        assert explorer.at(**values).title


def test_value_that_is_not_a_stop_is_a_sentence():
    with pytest.raises(ValueError, match="is not a value of"):
        explorers.blocked_receptor().at(drug_nM=3.3)
