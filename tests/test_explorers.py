"""Every explorer over its whole range: each option, both ends and the middle of each slider, each preset."""

import functools
import gzip
import importlib
import json
import pkgutil
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from helpers import explorers, figures, messages
from helpers.explorers import engine
from helpers.figures import placing, standing
from helpers.illustrations import PAGE, TELEPHONE, Illustration
from tests.made import opened


def made(name):
    return getattr(explorers, name)()


NAMES = explorers.__all__


def test_every_function_with_the_decorator_is_an_explorer_and_nothing_else():
    """The names are found in the text of the modules; here the modules are run, and the decorator counts."""
    modules = [module.name for module in pkgutil.iter_modules(explorers.__path__)]
    for module in modules:
        importlib.import_module(f"helpers.explorers.{module}")
    assert sorted(engine.EXPLORERS) == NAMES == dir(explorers)
    assert {"two_drugs", "signalling_niche", "il6_map"} <= set(NAMES)
    assert not set(NAMES) & set(modules), "a module would hide the explorer of its name"
    for other in ("Explorer", "log_stops", "Slider", "figures", "two_drug"):
        assert not hasattr(explorers, other), "only explorers are exported"
    for name in NAMES:
        assert engine.EXPLORERS[name] is getattr(explorers, name)
        assert isinstance(opened(name), engine.Explorer)


def test_pyright_is_told_of_every_module_that_declares_explorers():
    homes = {make.__module__ for make in map(engine.EXPLORERS.get, NAMES)}
    told = re.findall(
        r"^    from (helpers\.explorers\.\w+) import \*$", Path(explorers.__file__).read_text(), re.MULTILINE
    )
    assert told == sorted(homes)


def test_an_explorer_that_could_not_open_is_refused():
    def needs_a_drug(drug):
        return small()

    def engine_(**start):
        return small()

    with pytest.raises(ValueError, match="'needs_a_drug' must open without arguments: give 'drug' a value."):
        engine.explorer(needs_a_drug)
    engine_.__name__ = "test_explorers"
    with pytest.raises(ValueError, match="'test_explorers' has the name of its module, which would hide it"):
        engine.explorer(engine_)


@pytest.mark.parametrize("name", NAMES)
def test_it_answers_over_its_whole_range(name):
    explorer = opened(name)
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
    if isinstance(figure, Illustration):
        for width in (PAGE, TELEPHONE):
            markup = figure.svg(width)
            assert ElementTree.fromstring(markup).get("viewBox").startswith(f"0 0 {width} ")
            assert len(markup.encode()) <= 60_000
        return
    assert json.dumps(figure.spec(), allow_nan=False)
    for trace in figure.traces:
        pattern = trace.get("marker", {}).get("pattern") if isinstance(trace.get("marker"), dict) else None
        assert pattern is None or pattern["fillmode"] == "overlay", "without it plotly draws the bar in white"


@pytest.mark.parametrize("name", NAMES)
def test_controls_have_names_units_and_presets_that_fit(name):
    check_controls(opened(name))


def check_controls(explorer):
    for control in explorer.controls:
        assert control["label"].strip() == control["label"] != ""
        assert control["values"] == list(dict.fromkeys(control["values"]))
        assert len(control["words"]) == len(control["values"]) == len(set(control["words"]))
        if control["kind"] == "slider":
            assert control["values"] == sorted(control["values"])
    for preset in explorer.presets.values():
        check(explorer, preset)
        assert set(preset) == {control["name"] for control in explorer.controls}


@pytest.mark.parametrize("name", NAMES)
def test_what_is_stored_is_a_still_figure_with_words(name):
    explorer = opened(name)
    bundle, _ = explorer._repr_mimebundle_()
    assert explorer.figure.description in bundle["text/plain"]
    assert bundle["text/html"] == made(name).still()["text/html"], "the same every time"
    assert "<details>" in bundle["text/html"] and '<img alt="' in bundle["text/html"]
    spec = None if isinstance(explorer.figure, Illustration) else made(name).figure.spec()
    assert bundle.get("application/vnd.plotly.v1+json") == spec, "the same every time"


@pytest.mark.parametrize("name", NAMES)
def test_the_description_follows_the_controls(name):
    explorer = opened(name)
    words = set()
    for control in explorer.controls:
        for value in (control["values"][0], control["values"][-1]):
            try:
                words.add(explorer.at(**{control["name"]: value}).description)
            except ValueError as error:
                words.add(str(error))
    assert len(words) > 1


# ---------------------------------------------------------------------------- a change is seen

AXES_FOLLOW = {
    ("endotoxin_challenge", "change"): "without IL-10, IL-8 rises ninefold; the unchanged course is drawn beside it",
    ("il6_levels", "which"): "the conditions of one set lie decades below those of another",
    ("il6_levels", "axis"): "the control asks for another axis",
    ("pivotal_trials", "endpoint"): "another end point is another measurement",
    ("pivotal_trials", "axis"): "another selection of trials is another forest plot",
    ("pivotal_trials", "comparator"): "another selection of trials is another forest plot",
    ("pivotal_trials", "show"): "rates and differences of rates are two measures",
}
"""Controls that change an axis which measures something, and why."""


def neighbours(control):
    """Return pairs of values of a control that are one stop apart: at both ends and in the middle."""
    values = control["values"]
    places = dict.fromkeys((0, len(values) // 2 - 1, len(values) - 2))
    return [(values[place], values[place + 1]) for place in places if place >= 0]


def drawn_at(explorer, **values):
    """Return the figure of these values, or the sentence with which they are refused."""
    try:
        return explorer.at(**values)
    except ValueError as error:
        return str(error)


def picture(shown):
    if isinstance(shown, figures.Figure):
        return (shown.title, shown.traces, shown.layout)
    return shown.svg() if isinstance(shown, Illustration) else shown


def spoken_axes(figure):
    """Return the range of each measuring axis as plotly is told it; a drawing has none."""
    if not isinstance(figure, figures.Figure):
        return {}
    return {name: figure.layout[name].get("range") for name in standing.reaches(figure)}


@pytest.mark.parametrize("name", NAMES)
def test_a_control_that_is_moved_by_one_stop_changes_a_mark_and_no_axis(name):
    """Where a control changes nothing at the start (a second receptor without its ligand), it does in a preset."""
    explorer = opened(name)
    shown = functools.cache(functools.partial(drawn_at, explorer))
    for control in explorer.controls:
        for before, after in neighbours(control):
            pairs = (
                [shown(**around | {control["name"]: value}) for value in (before, after)]
                for around in ({}, *explorer.presets.values())
            )
            assert any(picture(one) != picture(other) for one, other in pairs), (control["name"], before, after)
            one, other = (shown(**{control["name"]: value}) for value in (before, after))
            if (name, control["name"]) not in AXES_FOLLOW and not isinstance(one, str) and not isinstance(other, str):
                assert spoken_axes(one) == spoken_axes(other), (control["name"], before, after)


@pytest.mark.parametrize("name", NAMES)
def test_a_preset_changes_no_axis(name):
    explorer = opened(name)
    free = any(followed == name for followed, _ in AXES_FOLLOW)
    shown = [spoken_axes(explorer.at(**values)) for values in explorer.presets.values()]
    assert free or all(axes == shown[0] for axes in shown)


@pytest.mark.parametrize("name", NAMES)
def test_what_stood_at_the_start_stays_where_curves_or_bars_move(name):
    """Every explorer whose curves or bars a control moves keeps those of the start; the others have none that move."""
    explorer = opened(name)
    start = explorer.at()
    if not isinstance(start, figures.Figure):
        return
    for control in explorer.controls:
        for value in (control["values"][0], control["values"][-1]):
            shown = drawn_at(explorer, **{control["name"]: value})
            if isinstance(shown, str) or name in KEPT_OTHERWISE:
                continue
            for trace in filter(placing.is_curve, start.traces):
                assert any(kept["y"] == trace["y"] for kept in shown.traces), (control["name"], value)


KEPT_OTHERWISE = {
    "whole_pulse": "each strip is scaled to what it holds, with the usual course, dashed, and its peak, 100 %, in it",
}


def test_twice_the_dose_looks_like_twice_the_dose():
    explorer = explorers.linear_dosing()
    pale, twice = explorer.at(dose_mg_per_kg=22.0).traces
    assert twice["y"] == pytest.approx([2 * value for value in pale["y"]], rel=1e-4)
    once = explorer.at()
    axis = explorer.at(dose_mg_per_kg=22.0).layout["yaxis"]["range"]
    assert axis == once.layout["yaxis"]["range"]
    assert max(twice["y"]) < axis[1] < 1.2 * max(twice["y"])


def test_a_combination_that_needs_a_longer_axis_says_so():
    shown = explorers.linear_dosing().at(dose_mg_per_kg=22.0, interval_weeks=1.0, clearance_L_per_d=0.1)
    assert shown.description.endswith("The vertical axis is now 4 times as long.")


def small(compute=lambda x: x, label="The x"):
    def draw(x):
        return figures.Figure([], {}, title="T", description=f"x is {x}.", table={"x": [x]})

    return engine.Explorer("Test", [engine.Slider("x", label, "nM", (1.0, 2.0, 3.0), 2.0)], compute, draw)


def ask(values, ticket=1):
    """Return the message with which the browser asks for the figure of `values`."""
    return {"version": messages.VERSION, "kind": "values", "ticket": ticket, "values": values}


def test_a_message_from_the_browser_is_answered():
    explorer = small()
    explorer.receive(ask({"x": 3.0}, ticket=7))
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
    explorer.receive(ask({"x": 3.0}, ticket=1))
    assert explorer.state["notice"] == "Kd must be a positive number."
    assert explorer.state["description"] == "x is 2.0."
    explorer.receive(ask({"x": 99}, ticket=2))
    assert "is not a value of 'The x'" in explorer.state["notice"]
    explorer.receive(ask({"y": 1}, ticket=3))
    assert "There is no control 'y'" in explorer.state["notice"]
    explorer.receive(ask({"x": 1.0}, ticket=4))
    assert explorer.state["notice"] == ""


def test_other_errors_are_not_swallowed():
    explorer = small()
    explorer._compute = lambda x: 1 / 0
    with pytest.raises(ZeroDivisionError):
        explorer.receive(ask({"x": 1.0}, ticket=1))


def test_plotly_js_is_sent_once_compressed():
    source = gzip.decompress(engine.plotly_js())
    assert b"plotly.js" in source[:200]
    assert len(engine.plotly_js()) < len(source) / 2


def test_controls_refuse_a_first_value_that_they_do_not_have():
    with pytest.raises(
        ValueError, match="'3.2' is not a value of 'The x'; its stops run from 1.0 to 4.0, and the nearest is 4.0"
    ):
        engine.Slider("x", "The x", "nM", (1.0, 2.0, 4.0), 3.2)
    for word in ("3,5", None, float("nan")):
        with pytest.raises(ValueError, match="its stops run from 1.0 to 2.0.$"):
            engine.Slider("x", "The x", "nM", (1.0, 2.0), word)
    with pytest.raises(ValueError, match="'c' is not a value of 'The x'; choose one of: a; b."):
        engine.Choice("x", "The x", ("a", "b"), "c")


def test_a_start_for_a_control_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="There is no control 'mrna_half_live_h'; the controls are: mrna_half_life_h"):
        explorers.mrna_pulse(mrna_half_live_h=9.0)


def test_a_label_may_have_three_letters():
    explorer = small(label="CRP")
    check_controls(explorer)
    assert "(CRP: 2 nM)" in explorer.still()["text/plain"]
    assert "'9.0' is not a value of 'CRP'" in notice(explorer, 9.0)


def notice(explorer, value):
    """Return the sentence that the browser gets for a `value` of x."""
    explorer.receive(ask({"x": value}, ticket=1))
    return explorer.state["notice"]


def test_stops_are_round_numbers():
    assert engine.log_stops(0.1, 10) == (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0)
    assert engine.even_stops(0, 0.3, 0.1) == (0.0, 0.1, 0.2, 0.3)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_told_on_pointing_does_not_cover_the_figure(name):
    explorer = opened(name)
    for shown in (drawn_at(explorer, **values) for values in ({}, *explorer.presets.values())):
        for trace in shown.traces if isinstance(shown, figures.Figure) else ():
            for told in filter(None, trace.get("hovertext") or ()):
                lines = re.sub(r"<(?!br)[^>]*>", "", told).split("<br>")
                assert max(map(len, lines)) <= 60 and len(lines) <= 14, told


CONCENTRATION = {"pM": 1e-3, "nM": 1.0, "nM of binding sites": 1.0, "pg/mL": 1e-3, "ng/mL": 1.0, "µg/mL": 1e3}


@pytest.mark.parametrize("name", NAMES)
def test_what_a_slider_marks_on_an_axis_stands_there_in_the_unit_of_the_slider(name):
    """A slider that moves an upright line by a fixed factor of its value, other than one, speaks another unit."""
    explorer = opened(name)
    for control in explorer._by_name.values():
        if not isinstance(control, engine.Slider) or control.unit not in CONCENTRATION:
            continue
        stops = control.stops[len(control.stops) // 2 : len(control.stops) // 2 + 2]
        pair = [drawn_at(explorer, **{control.name: stop}) for stop in stops]
        if not all(isinstance(shown, figures.Figure) for shown in pair):
            continue
        marked = [
            {shape["x0"] for shape in shown.layout.get("shapes", []) if shape.get("yref") == "paper"} for shown in pair
        ]
        moved = [sorted(one - other) for one, other in (marked, marked[::-1])]
        for here, there in zip(*moved, strict=False):
            factors = here / stops[0], there / stops[1]
            assert factors[0] != pytest.approx(factors[1], rel=1e-6) or factors[0] == pytest.approx(1), control.label
