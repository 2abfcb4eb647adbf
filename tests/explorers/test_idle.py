"""A control that does nothing is off, and one that is off does nothing: proved by moving each in many states."""

import json

import pytest

from helpers.explorers.engine import Choice, Explorer, Slider
from helpers.figures import Figure
from tests.made import opened
from tests.test_explorers import NAMES

FEW = 5  # values of a control that are tried before all of them are


def values_of(control):
    return control.options if isinstance(control, Choice) else control.stops


def few(values):
    return values if len(values) <= FEW else [values[place * (len(values) - 1) // (FEW - 1)] for place in range(FEW)]


def states(explorer):
    """Return the states to look at: the start, every preset, and a few values of every control from there."""
    start = {name: control.value for name, control in explorer._by_name.items()}
    found = [start, *explorer.presets.values()]
    for control in explorer._by_name.values():
        found += [start | {control.name: value} for value in few(values_of(control))]
    return found


class Shown:
    """What an explorer shows in a state, each computed once."""

    def __init__(self, explorer):
        self.explorer = explorer
        self.known = {}

    def at(self, values):
        key = json.dumps(values, sort_keys=True)
        if key not in self.known:
            try:
                picture = self.explorer.at(**values)
                drawn = picture.spec() if isinstance(picture, Figure) else picture.svg()
                self.known[key] = json.dumps([drawn, picture.description, picture.table], default=str)
            except ValueError as error:
                self.known[key] = str(error)
        return self.known[key]

    def idle(self, values):
        """Return the controls of which no value changes what is shown."""
        found = set()
        for control in self.explorer._by_name.values():
            for some in (few(values_of(control)), values_of(control)):
                if any(self.at(values | {control.name: value}) != self.at(values) for value in some):
                    break
            else:
                found.add(control.name)
        return found


@pytest.mark.parametrize("name", NAMES)
def test_exactly_the_controls_that_do_nothing_are_off(name):
    explorer = opened(name)
    shown = Shown(explorer)
    for values in states(explorer):
        if values and "." in shown.at(values) and not shown.at(values).startswith("["):
            continue  # refused with a sentence: everything may be changed
        assert explorer.idle(**values) == shown.idle(values), values


def test_the_proof_finds_an_idle_control_that_is_alive():
    def draw(x):
        return Figure([], {}, title="T", description=f"It is {x}.", table={"x": [x]})

    def made(**needs):
        controls = [Slider("x", "X", "", (0.0, 1.0), 1.0), Choice("how", "How", ("a", "b"), "a", **needs)]
        return Explorer("E", controls, lambda x, how: (x, how) if x else 0, draw)

    assert Shown(made()).idle({"x": 0.0, "how": "a"}) == {"how"}
    assert made().idle(x=0.0) == frozenset()
    assert made(needs={"x": (1.0,)}).idle(x=0.0) == {"how"}
    with pytest.raises(ValueError, match="There is no control 'y'"):
        made(needs={"y": (1.0,)})
    with pytest.raises(ValueError, match="'2' is not a value of 'X'"):
        made(needs={"x": (2,)})
