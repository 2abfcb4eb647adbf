"""Figures of IL-6 in disease: the sentences follow the numbers."""

import numpy as np
import pytest

from helpers import figures, views


def test_the_readout_tells_both_peaks_and_what_is_left():
    hours = np.arange(0, 101.0)
    il6, crp = 100 * np.exp(-np.abs(hours - 6)), 100 * np.exp(-np.abs(hours - 16) / 50)
    words = figures.readout_course(views.ReadoutCourse(hours, il6, crp, 6.0, 19)).description
    assert "IL-6 peaks at 6 h. CRP (half-life 19 h)" in words
    assert "and the peak at 16 h: 10 h after IL-6" in words
    assert "IL-6 is at less than 0.1 %" in words
    assert f"CRP at {100 * np.exp(-14 / 50):.0f} %" in words


STEPS = (
    views.Step("stimulus", "a start", "a"),
    views.Step("messenger", "a message", "b"),
    views.Step("biomarker", "an end", "c"),
)


@pytest.mark.parametrize("cut, alive", [(1, ["yes", "no", "no"]), (3, ["yes", "yes", "yes"])])
def test_a_chain_ends_where_it_is_cut(cut, alive):
    figure = figures.chain(views.Chain("A chain", STEPS, cut, "a drug"))
    assert figure.table["still happens"] == alive
    assert ("breaks before step 2 (a message)" in figure.description) == (cut == 1)
    assert figure.traces[0]["line"]["dash"] == ("dot" if cut == 1 else "solid"), "not by colour alone"
