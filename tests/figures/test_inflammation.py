"""Figures of the endotoxin challenge and of the switch: what they draw and what they say."""

import json

import numpy as np
import pytest

from helpers import figures, views
from helpers.models import bistable, lps_challenge

HOURS = np.linspace(0, 8, 81)
CYTOKINES = ("TNF", "IL-6", "IL-8", "IL-10")


def challenge(courses, *measured, title):
    return figures.endotoxin_challenge(views.endotoxin_courses(courses, *measured, title=title))


@pytest.fixture(scope="module")
def unchanged():
    return lps_challenge.simulate(lps_challenge.BOLUS, HOURS)


def by_name(figure, name):
    return [trace for trace in figure.traces if trace.get("name") == name]


def test_measured_means_are_drawn_with_their_deviations():
    measured = lps_challenge.MEASURED_BOLUS
    figure = challenge({}, measured, title="Measured")
    drawn = by_name(figure, "measured mean ± SD")
    assert len(drawn) == 4
    for trace, key in zip(drawn, lps_challenge.CYTOKINES, strict=True):
        mean, sd = np.array(getattr(measured, key).mean), np.array(getattr(measured, key).sd)
        assert trace["x"] == list(measured.time_h)
        assert trace["y"] == pytest.approx(mean)
        assert trace["error_y"]["array"] == pytest.approx(sd)
        assert np.all(mean - trace["error_y"]["arrayminus"] >= -1e-9), "no bar reaches below zero"
    assert "TNF 331 pg/mL at 1.5 h" in figure.description
    assert figure.table["standard deviation (pg/mL)"][8 + 3] == 265
    assert [figure.table["cytokine"][i] for i in (0, 8, 16, 24)] == list(CYTOKINES)


def test_the_model_is_drawn_over_the_means_with_its_fit(unchanged):
    fit = lps_challenge.goodness_of_fit(lps_challenge.BOLUS, lps_challenge.MEASURED_BOLUS)
    figure = challenge({"model": unchanged}, lps_challenge.MEASURED_BOLUS, fit, title="Model")
    curve = by_name(figure, "model")[1]
    assert curve["x0"] == 0 and curve["dx"] == pytest.approx(0.1)
    assert curve["y"] == pytest.approx(unchanged.IL6, rel=1e-5)
    assert "R² of the model is TNF 0.93, IL-6 0.93, IL-8 0.94 and IL-10 0.94" in figure.description
    titles = [annotation["text"] for annotation in figure.layout["annotations"]]
    assert titles[1] == "<b>IL-6</b>: R² 0.93, error 0.38 SD"
    at_two_hours = figure.table["time (h)"].index(2)
    assert figure.table["model (pg/mL)"][at_two_hours] == pytest.approx(unchanged.TNF[20], rel=1e-3)


def test_two_courses_are_compared_by_their_peaks(unchanged):
    without = lps_challenge.simulate(lps_challenge.BOLUS, HOURS, "remove_il10")
    figure = challenge({"a": unchanged, "b": without}, title="Two")
    factor = without.IL8.max() / unchanged.IL8.max()
    assert f"(× {factor:.1f})" in figure.description
    first, second = by_name(figure, "a")[0], by_name(figure, "b")[0]
    assert first["line"]["dash"] != second["line"]["dash"] and first["line"]["color"] != second["line"]["color"]
    assert sum(trace["showlegend"] for trace in figure.traces) == 2, "the legend names each curve once"


def test_uneven_times_keep_their_places(unchanged):
    course = lps_challenge.simulate(lps_challenge.BOLUS, [0, 1, 3, 8])
    figure = challenge({"model": course}, title="Uneven")
    assert figure.traces[0]["x"] == [0, 1, 3, 8]


def test_nothing_to_draw_is_a_sentence():
    with pytest.raises(ValueError, match="nothing to draw"):
        challenge({}, title="Empty")


def test_the_network_is_that_of_the_equations():
    """Each action of the picture is a sign in the model's own derivatives, and the other way round."""
    names = {"endotoxin": 0, "TNF": 3, "IL-6": 4, "IL-8": 5, "IL-10": 6}
    state = np.array([1.0, 28000.0, 300.0, 150.0, 300.0, 300.0, 20.0])
    cleared = {4: lps_challenge.BOLUS.k6}

    def change(at):
        return np.array(lps_challenge._derivatives(at, 0.0, lps_challenge.BOLUS, (False, False, False)))

    found = set()
    for source, place in names.items():
        more = state.copy()
        more[place] *= 1.001
        slope = (change(more) - change(state)) / (more[place] - state[place])
        for target, row in {"monocytes": 2, "TNF": 3, "IL-6": 4, "IL-8": 5, "IL-10": 6}.items():
            effect = slope[row]
            if place == row:  # its own clearance is no action on itself
                effect += cleared.get(
                    row,
                    {3: lps_challenge.BOLUS.kTNF, 5: lps_challenge.BOLUS.k8, 6: lps_challenge.BOLUS.k10}.get(row, 0.0),
                )
            if abs(effect) > 1e-5:
                found.add((source, target, "drives" if effect > 0 else "restrains"))
    found |= {("monocytes", cytokine, "drives") for cytokine in CYTOKINES}
    assert found == {(one.source, one.target, one.action) for one in views.NETWORK}


def test_the_network_says_who_brakes():
    figure = figures.endotoxin_network(views.endotoxin_network())
    assert "IL-10 restrains monocytes, TNF, IL-6 and IL-8" in figure.description
    assert "TNF drives monocytes, IL-6 and IL-8" in figure.description
    assert "IL-6 drives IL-10, restrains TNF and restrains itself" in figure.description
    assert len(figure.table["who"]) == len(views.NETWORK) == 15
    assert json.dumps(figure.spec(), allow_nan=False)


def test_settling_says_on_which_side_it_starts():
    switch = bistable.SUSCEPTIBLE
    states = bistable.steady_states(switch)
    levels = [state.pro for state in states if state.kind == "stable"]
    for start, words in (
        (0.1, "below the threshold of 0.164: the pro-inflammatory level settles in the low state"),
        (0.2, "above the threshold of 0.164: the pro-inflammatory level settles in the high state"),
    ):
        course = bistable.simulate(np.linspace(0, 30, 61), states[0].anti, start, switch)
        figure = figures.settling(views.Settling("Switch", course, tuple(levels), 0.1637))
        assert words in figure.description
    course = bistable.simulate(np.linspace(0, 30, 61), 0.01, 0.5, bistable.HEALTHY)
    (state,) = bistable.steady_states(bistable.HEALTHY)
    alone = figures.settling(views.Settling("Healthy", course, (state.pro,), None))
    assert "one stable state, 0.0203" in alone.description
    assert not any("threshold" in annotation["text"] for annotation in alone.layout["annotations"])


def test_switch_states_says_where_the_high_state_ends():
    brakes = [0.5, 2.0, 3.15, 3.5]
    states = [bistable.steady_states(bistable.Switch(alpha2=7, alpha4=brake)) for brake in brakes]
    figure = figures.switch_states(views.switch_states(brakes, states))
    assert "Up to a brake of 3.15 there are two stable states" in figure.description
    assert figure.traces[2]["y"][-1] is None
    same = figures.switch_states(views.switch_states(brakes[:2], states[:2]))
    assert "number of stable states stays the same" in same.description
