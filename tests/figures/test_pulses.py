"""Figures of a signal in time: what they say is what they plot."""

import numpy as np
import pytest

from helpers import figures
from helpers.models import jak_stat

STEPS = jak_stat.STEPS


def test_every_step_of_the_diagram():
    seen = []
    for step in range(1, len(STEPS) + 1):
        figure = figures.signal_steps(step, STEPS)
        assert STEPS[step - 1] in figure.description
        assert figure.table["shown"].count("now") == 1
        seen.append([t["name"] for t in figure.traces if "<b>" in t["text"][0]])
    assert {name for step in seen for name in step} >= {
        "ligand",
        "receptor",
        "JAK",
        "STAT",
        "SOCS mRNA",
        "SOCS protein",
    }
    arrows = [a for a in figures.signal_steps(5, STEPS).layout["annotations"] if a.get("showarrow")]
    assert sum(a["arrowwidth"] == 3 for a in arrows) == 1


@pytest.mark.parametrize("step", [0, 6, -1, "2"])
def test_a_step_that_does_not_exist(step):
    with pytest.raises(ValueError, match="the steps are 1 to 5"):
        figures.signal_steps(step, STEPS)


def test_occupancy_reading_is_marked():
    x = figures.decades(1, 1000, 5)
    figure = figures.occupancy_curve(
        x, 100 * x / (x + 50), name="IL-6", kd_pM=50, marked_pM=50, marked_percent=50.0, doubled_percent=200 / 3
    )
    reading = next(t for t in figure.traces if t["name"] == "reading")
    assert (reading["x"][1], reading["y"][1]) == (50, 50)
    assert "66.7 %" in figure.description and "a factor of 1.33, not of 2" in figure.description
    low = figures.occupancy_curve(
        x, 100 * x / (x + 50), name="IL-6", kd_pM=1e6, marked_pM=1, marked_percent=1e-4, doubled_percent=2e-4
    )
    assert "nearly a factor of 2" in low.description


def test_whole_pulse_is_scaled_to_the_reference():
    from helpers.models import brief_signal

    times = np.linspace(0, 10, 101)
    usual = brief_signal.simulate(times)
    longer = brief_signal.simulate(times, brief_signal.Brakes(mrna_half_life_h=2.0))
    figure = figures.whole_pulse(longer, usual, title="t", words="w")
    assert [t["name"] for t in figure.traces][::2] == ["stimulus", "mRNA", "cytokine", "receptors occupied", "STAT-P"]
    assert all(max(t["y"]) == 100 for t in figure.traces[::2])
    assert max(figure.traces[3]["y"]) > 100
    assert {t["yaxis"] for t in figure.traces} == {"y", "y2", "y3", "y4", "y5"}


def test_published_points_lie_on_the_curve():
    figure = figures.pulse_length(
        [0.5, 1, 9],
        [2, 3, 13],
        [("IL6", 0.5, 2.0, ""), ("CXCL8", 9, 13.0, "at least")],
        duration_h=2,
        protein_half_life_h=1,
    )
    assert "more than 9 h" in figure.traces[1]["text"][1]
    assert figure.traces[1]["marker"]["symbol"] == ["diamond", "diamond-open"]
    assert "2 h with the mRNA half-life of IL6" in figure.description
