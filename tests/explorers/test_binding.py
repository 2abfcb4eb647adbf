"""The presets of two drugs on one receptor: one thing changes at a time."""

from helpers import explorers


def test_each_preset_changes_one_thing_of_an_earlier_one() -> None:
    presets = list(explorers.two_drugs().presets.values())
    for place, preset in enumerate(presets[1:], start=1):
        changes = [sum(preset[name] != earlier[name] for name in preset) for earlier in presets[:place]]
        assert 1 in changes, f"preset {place} changes several things at once"
