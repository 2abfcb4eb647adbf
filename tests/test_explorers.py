"""Every explorer over its whole range: each option, both ends and the middle of each slider, each preset."""

import gzip
import inspect
import json

import pytest

from helpers import explorers
from helpers.explorers import engine


def made(name):
    return getattr(explorers, name)()


def is_explorer(name):
    """Return whether `name` of helpers.explorers makes an explorer when it is called without arguments."""
    thing = getattr(explorers, name)
    if not inspect.isfunction(thing):
        return False
    required = [
        p
        for p in inspect.signature(thing).parameters.values()
        if p.default is p.empty and p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)
    ]
    return not required and isinstance(thing(), explorers.Explorer)


NAMES = sorted(filter(is_explorer, explorers.__all__))


def test_the_explorers_are_found():
    assert {"two_drugs", "signalling_niche", "il6_map"} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_it_answers_over_its_whole_range(name):
    explorer = made(name)
    for control in explorer.controls:
        values = control["values"]
        if control["kind"] == "slider":
            values = [values[0], values[len(values) // 2], values[-1]]
        for value in values:
            check(explorer, {control["name"]: value})
    ends = {c["name"]: c["values"][0] for c in explorer.controls if c["kind"] == "slider"}
    check(explorer, ends)
    check(explorer, {c["name"]: c["values"][-1] for c in explorer.controls if c["kind"] == "slider"})


def check(explorer, values):
    """A state is a figure with finite numbers, or one clear sentence."""
    try:
        figure = explorer.at(**values)
    except ValueError as error:
        assert str(error).endswith(".") and len(str(error)) > 30
        return
    assert figure.description.endswith(".")
    assert "nan" not in figure.description.split()
    assert json.dumps(figure.spec(), allow_nan=False)
    for trace in figure.traces:
        pattern = trace.get("marker", {}).get("pattern") if isinstance(trace.get("marker"), dict) else None
        assert pattern is None or pattern["fillmode"] == "overlay", "without it plotly draws the bar in white"


@pytest.mark.parametrize("name", NAMES)
def test_controls_have_names_units_and_presets_that_fit(name):
    explorer = made(name)
    for control in explorer.controls:
        assert len(control["label"]) > 3
        assert control["values"] == list(dict.fromkeys(control["values"]))
        assert len(control["words"]) == len(control["values"]) == len(set(control["words"]))
        if control["kind"] == "slider":
            assert control["values"] == sorted(control["values"])
    for preset in explorer.presets.values():
        check(explorer, preset)
        assert set(preset) == {control["name"] for control in explorer.controls}


@pytest.mark.parametrize("name", NAMES)
def test_what_is_stored_is_a_still_figure_with_words(name):
    explorer = made(name)
    bundle = explorer._repr_mimebundle_()
    assert {"application/vnd.plotly.v1+json", "text/html", "text/plain"} <= set(bundle)
    assert explorer.figure.description in bundle["text/plain"]
    assert "<details>" in bundle["text/html"]
    assert bundle["application/vnd.plotly.v1+json"] == made(name).figure.spec(), "the same every time"


@pytest.mark.parametrize("name", NAMES)
def test_the_description_follows_the_controls(name):
    explorer = made(name)
    words = set()
    for control in explorer.controls:
        for value in (control["values"][0], control["values"][-1]):
            try:
                words.add(explorer.at(**{control["name"]: value}).description)
            except ValueError as error:
                words.add(str(error))
    assert len(words) > 1


def small(compute=lambda x: x):
    from helpers import figures

    def draw(x):
        return figures.Figure([], {}, title="T", description=f"x is {x}.", table={"x": [x]})

    return explorers.Explorer("Test", [explorers.Slider("x", "The x", "nM", (1.0, 2.0, 3.0), 2.0)], compute, draw)


def test_a_message_from_the_browser_is_answered():
    explorer = small()
    explorer._answer(explorer, {"ticket": 7, "values": {"x": 3.0}}, [])
    assert explorer.state["ticket"] == 7
    assert explorer.state["description"] == "x is 3.0."
    assert explorer.values == {"x": 3.0}
    assert explorer.state["notice"] == ""


def test_a_bad_value_gets_a_sentence_and_the_figure_stays():
    def compute(x):
        if x > 2:
            raise ValueError("Kd must be a positive number.")
        return x

    explorer = small(compute)
    explorer._answer(explorer, {"ticket": 1, "values": {"x": 3.0}}, [])
    assert explorer.state["notice"] == "Kd must be a positive number."
    assert explorer.state["description"] == "x is 2.0."
    explorer._answer(explorer, {"ticket": 2, "values": {"x": 99}}, [])
    assert "is not a value of 'The x'" in explorer.state["notice"]
    explorer._answer(explorer, {"ticket": 3, "values": {"y": 1}}, [])
    assert "There is no control 'y'" in explorer.state["notice"]
    explorer._answer(explorer, {"ticket": 4, "values": {"x": 1.0}}, [])
    assert explorer.state["notice"] == ""


def test_other_errors_are_not_swallowed():
    explorer = small()
    explorer._compute = lambda x: 1 / 0
    with pytest.raises(ZeroDivisionError):
        explorer._answer(explorer, {"ticket": 1, "values": {"x": 1.0}}, [])


def test_plotly_js_is_sent_once_compressed():
    source = gzip.decompress(engine.plotly_js())
    assert b"plotly.js" in source[:200]
    assert len(engine.plotly_js()) < len(source) / 2


def test_controls_refuse_a_first_value_that_they_do_not_have():
    with pytest.raises(
        ValueError, match="'3.2' is not a value of 'The x'; its stops run from 1.0 to 4.0, and the nearest is 4.0"
    ):
        explorers.Slider("x", "The x", "nM", (1.0, 2.0, 4.0), 3.2)
    for word in ("3,5", None, float("nan")):
        with pytest.raises(ValueError, match="its stops run from 1.0 to 2.0.$"):
            explorers.Slider("x", "The x", "nM", (1.0, 2.0), word)
    with pytest.raises(ValueError, match="'c' is not a value of 'The x'; choose one of: a; b."):
        explorers.Choice("x", "The x", ("a", "b"), "c")


def test_a_start_for_a_control_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="There is no control 'mrna_half_live_h'; the controls are: mrna_half_life_h"):
        explorers.mrna_pulse(mrna_half_live_h=9.0)


def test_stops_are_round_numbers():
    assert explorers.log_stops(0.1, 10) == (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0)
    assert explorers.even_stops(0, 0.3, 0.1) == (0.0, 0.1, 0.2, 0.3)
