"""Figures of a signal in time: what they say is what they plot."""

from dataclasses import replace

import pytest

from helpers import figures, views


def test_occupancy_reading_is_marked():
    view = views.occupancy_curve("IL-6, IL-6R together with gp130", 30.0)
    figure = figures.occupancy_curve(view)
    reading = next(t for t in figure.traces if t["name"] == "reading")
    assert (reading["x"][1], reading["y"][1]) == (30, 50)
    assert "66.7 %" in figure.description and "a factor of 1.33, not of 2" in figure.description
    low = figures.occupancy_curve(replace(view, marked_pM=1, marked_percent=1e-4, doubled_percent=2e-4))
    assert "nearly a factor of 2" in low.description
    nothing = figures.occupancy_curve(replace(view, marked_pM=0, marked_percent=0.0, doubled_percent=0.0))
    assert "no change" in nothing.description


def test_whole_pulse_is_scaled_to_the_reference():
    unstable = views.BRAKES[1]
    figure = figures.whole_pulse(views.whole_pulse(unstable.option))
    assert [t["name"] for t in figure.traces][::2] == ["stimulus", "mRNA", "cytokine", "receptors occupied", "STAT-P"]
    assert all(max(t["y"]) == 100 for t in figure.traces[::2])
    assert max(figure.traces[3]["y"]) > 100
    assert {t["yaxis"] for t in figure.traces} == {"y", "y2", "y3", "y4", "y5"}
    assert figure.title == "Without one brake: unstable mRNA (simulated)"


def test_published_points_lie_on_the_curve():
    published = (
        views.PublishedPulse("IL6", 0.5, at_least=False, width_h=2.0),
        views.PublishedPulse("CXCL8", 9, at_least=True, width_h=13.0),
    )
    figure = figures.pulse_length(replace(views.pulse_length(), published=published))
    assert "more than 9 h" in figure.traces[1]["text"][1]
    assert figure.traces[1]["marker"]["symbol"] == ["diamond", "diamond-open"]
    assert "2 h with the mRNA half-life of IL6" in figure.description


@pytest.mark.parametrize("brake", views.BRAKES, ids=lambda brake: brake.name)
def test_what_is_said_of_a_pulse_is_measured_on_it(brake):
    view = views.whole_pulse(brake.option)
    words = figures.whole_pulse(view).description
    assert words.count("stands above half of its usual peak") == (1 if brake is views.ALL_BRAKES else 2)
    assert f"STAT-P for {figures.number_words(view.lengths.pstat_h, 2)} h" in words
