"""Every number that the lesson states in its prose or asks for, computed again from models and tables."""

import math

import numpy as np
import pytest

from helpers import figures, practice, tables, views
from helpers.models import brief_signal, expression_pulse, receptor_binding
from tests.notebooks import path_of

NOTEBOOK = path_of("a-brief-signal")
say = figures.number_words


@pytest.fixture(scope="module")
def prose():
    return NOTEBOOK.read_text(encoding="utf-8")


def wrong(question):
    return [option.value for option in practice.load(question).options]


def height(duration, mrna_half_life, protein_half_life=1.0):
    arguments = (duration, mrna_half_life, protein_half_life)
    return float(expression_pulse.protein(expression_pulse.peak_time(*arguments), *arguments))


def test_what_is_left_after_half_lives():
    assert practice.load("a-brief-signal-03").value == pytest.approx(100 * 0.5 ** (2 / 0.5))
    assert wrong("a-brief-signal-03") == [100 / 4, 0.5**4]
    assert expression_pulse.IL6_MRNA.half_life_h == 0.5
    half_life = expression_pulse.IL8_MRNA_BLOOD.half_life_h
    assert practice.load("a-brief-signal-18").value == pytest.approx(3 * half_life)
    assert wrong("a-brief-signal-18") == pytest.approx([8 * half_life, math.log(8) * half_life], rel=1e-4)


def test_peak_and_longer_stimulus(prose):
    peak = float(expression_pulse.peak_time(2, 0.5, 1))
    assert f"peaks at {say(peak)} h" in prose
    assert 60 * (peak - 2) == pytest.approx(20, abs=1)
    assert f"{say(height(8, 0.5) / height(2, 0.5), 2)} times the height of 2 h" in prose


def test_stable_transcript(prose):
    assert 9.0 / 0.5 == 18
    widths = [float(expression_pulse.protein_pulse_width(2, h, 1)) for h in (9.0, 0.5)]
    assert f"{say(widths[0])} h above half of the peak in place of {say(widths[1])} h" in prose
    assert f"{say(height(2, 9.0) / height(2, 0.5), 2)} times the height" in prose
    later = float(expression_pulse.peak_time(2, 9.0, 1) - expression_pulse.peak_time(2, 0.5, 1))
    assert f"a peak {say(later, 2)} h later" in prose


def test_published_half_lives(prose):
    messages = expression_pulse.MESSAGES
    assert len(messages) == 5 and sum(m.message == "CXCL8" for m in messages) == 3
    assert "Three of the five belong to one gene" in prose
    assert expression_pulse.IL8_MRNA_BLOOD.half_life_h / expression_pulse.TNF_MRNA.half_life_h == 2
    assert expression_pulse.IL8_MRNA_LATE.at_least
    order = (
        expression_pulse.IL6_MRNA,
        expression_pulse.IL8_MRNA_EARLY,
        expression_pulse.TNF_MRNA,
        expression_pulse.IL8_MRNA_BLOOD,
    )
    assert np.all(np.diff([m.half_life_h for m in order]) > 0)
    assert [o.text.split()[0] for o in practice.load("a-brief-signal-05").options] == [m.message for m in order]


def test_occupancy_items(prose):
    occupied = receptor_binding.hill_langmuir
    assert float(occupied(300, 150)) == pytest.approx(0.667, abs=1e-3)
    assert practice.load("a-brief-signal-08").value == pytest.approx(100 * float(occupied(120, 30)))
    assert wrong("a-brief-signal-08") == pytest.approx([0.8, 100 * 0.12 / 30.12, 20], rel=1e-3)
    assert practice.load("a-brief-signal-09").value == pytest.approx(
        float(receptor_binding.concentration_at_occupancy(0.9, 150))
    )
    assert wrong("a-brief-signal-09") == pytest.approx([0.9 * 150, 0.9 / 0.5 * 150, 150 / 9], rel=1e-4)
    assert practice.load("a-brief-signal-17").value == pytest.approx(100 * float(occupied(10, 30)))
    assert wrong("a-brief-signal-17") == pytest.approx([0.25, 100 * 10 / 30, 75], rel=1e-4)
    assert float(receptor_binding.ec90_to_ec10_ratio()) == 81 and "81 times" in prose
    assert occupied(100, [4000, 30]).round(3).tolist() == [0.024, 0.769]
    kd_nM = tables.load("affinities").set_index("affinity")["kd_nM"]
    kd = {name: kd_nM[row] for name, row in views.READ_RECEPTORS.items()}
    assert kd["IL-13, IL-13Rα1 alone"] / kd["IL-13, IL-13Rα1 with IL-4Rα"] > 100
    assert 1000 * kd["IL-1β, type I receptor (mouse cells)"] == 150
    assert 1000 * kd["IL-6, IL-6R together with gp130"] == pytest.approx(30)


def test_constant_ligand(prose):
    view = views.feedback(10.0, 10.0)
    assert f"STAT-P falls from {view.peak_percent:.0f} % to {view.pstat_percent[-1]:.0f} %" in prose
    assert np.ptp(view.occupancy_percent) == 0
    assert view.pstat_without_socs_percent[-1] > 89
    assert abs(views.feedback(20.0, 10.0).pstat_percent - view.pstat_percent).max() < 10  # "changes little"


def test_whole_pulse(prose):
    full = views.whole_pulse()
    usual, above = full.pulse, full.lengths.pstat_h
    assert f"above half of its peak for {say(above, 2)} h: shorter than the stimulus" in prose
    assert above < brief_signal.Brakes().duration_h
    assert usual.time[usual.pstat.argmax()] < usual.time[usual.cytokine.argmax()]
    without = {brake.name: views.whole_pulse(brake.option) for brake in views.BRAKES}
    assert f"lasts for {say(without['SOCS'].lengths.pstat_h, 2)} h" in prose
    for brake in ("unstable mRNA", "clearance"):
        assert without[brake].pulse.pstat[-1] > 0.1 * usual.pstat.max()
        assert without[brake].lengths.silent_after_h is None
    assert np.allclose(usual.pstat, full.usual.pstat)


def test_every_objective_is_practised_and_two_items_look_back():
    practised = [item.objective for item in practice.of_lesson("a-brief-signal")]
    assert {f"a-brief-signal.{n}" for n in range(1, 5)} <= set(practised)
    assert sum(objective.split(".")[0] in ("messengers", "families-and-receptors") for objective in practised) >= 2
