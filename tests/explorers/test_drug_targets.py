"""Explorers of drug targets: every choice."""

import pytest

from helpers import explorers, tables


def _controls(explorer):
    return {control["name"]: control["values"] for control in explorer.controls}


def test_every_single_filter_gives_a_figure():
    explorer = explorers.drug_mechanisms()
    for name, values in _controls(explorer).items():
        for value in values:
            figure = explorer.at(**{"action": "all", name: value})
            assert len(figure.table["drug"]) >= 1, (name, value)
            assert tables.as_of("therapeutics") in figure.title


def test_a_choice_without_drugs_is_a_sentence():
    explorer = explorers.drug_mechanisms()
    with pytest.raises(ValueError, match="No drug fits this choice"):
        explorer.at(action="agonist", interleukin="IL-6")


def test_presets_can_be_drawn():
    for explorer in (explorers.drug_mechanisms(), explorers.compare_two_blockers()):
        for values in explorer.presets.values():
            assert explorer.at(**values).description
