"""The explorers of a brief signal over their range."""

import itertools

import pytest

from helpers import explorers
from helpers.models import expression_pulse

ALL = (
    explorers.mrna_pulse,
    explorers.occupancy,
    explorers.signal_steps,
    explorers.whole_pulse,
)


def values(control):
    """Return both ends and the middle of a slider, or every option of a choice."""
    known = control["values"]
    return known if control["kind"] == "choice" else sorted({known[0], known[len(known) // 2], known[-1]})


@pytest.mark.parametrize("make", ALL, ids=lambda make: make.__name__)
def test_every_option_and_the_ends_of_every_slider(make):
    explorer = make()
    names = [control["name"] for control in explorer.controls]
    for chosen in itertools.product(*(values(control) for control in explorer.controls)):
        figure = explorer.at(**dict(zip(names, chosen, strict=True)))
        assert figure.description and "nan" not in figure.description
        assert "undefined" not in figure.description


@pytest.mark.parametrize("make", ALL, ids=lambda make: make.__name__)
def test_every_stop_alone_and_every_preset(make):
    explorer = make()
    for control in explorer.controls:
        for value in control["values"]:
            assert explorer.at(**{control["name"]: value}).description
    for preset in explorer.presets.values():
        assert explorer.at(**preset).description


def test_published_half_lives_are_stops_and_buttons():
    explorer = explorers.mrna_pulse()
    stops = explorer.controls[0]["values"]
    buttons = {preset["mrna_half_life_h"] for preset in explorer.presets.values()}
    for message in expression_pulse.MESSAGES:
        assert message.half_life_h in stops and message.half_life_h in buttons
        assert message.message in explorer.at(mrna_half_life_h=message.half_life_h).description


def test_a_half_life_of_zero_is_no_stop():
    with pytest.raises(ValueError, match="'0' is not a value of"):
        explorers.mrna_pulse(mrna_half_life_h=0)


def test_words_agree_with_the_model():
    figure = explorers.mrna_pulse(mrna_half_life_h=9.0).figure
    assert f"{expression_pulse.protein_pulse_width(2.0, 9.0, 1.0):.1f} h" in figure.description
