"""The presets of two drugs on one receptor: one thing changes at a time."""

from helpers import explorers


def test_each_preset_changes_one_thing_of_an_earlier_one() -> None:
    presets = list(explorers.two_drugs().presets.values())
    for place, preset in enumerate(presets[1:], start=1):
        changes = [sum(preset[name] != earlier[name] for name in preset) for earlier in presets[:place]]
        assert 1 in changes, f"preset {place} changes several things at once"


def test_a_non_competitive_antagonist_leaves_the_efficacy_of_the_agonist_alone() -> None:
    presets = explorers.two_drugs().presets
    competitive = presets["Full agonist, competitive antagonist"]
    other = presets["Full agonist, non-competitive antagonist"]
    assert {name for name in other if other[name] != competitive[name]} == {"antagonist"}
