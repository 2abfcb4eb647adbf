"""Every number that the lesson states in its prose or asks for, computed again from models and tables."""

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


def test_peak_of_the_protein(prose):
    assert expression_pulse.IL6_MRNA.half_life_h == 0.5
    assert "in cultured cells that of IL-6 is halved in half an hour" in prose
    peak = float(expression_pulse.peak_time(2, 0.5, 1))
    assert f"peaks at {say(peak)} h, some 20 minutes later" in prose
    assert 60 * (peak - 2) == pytest.approx(20, abs=1)


def test_stable_transcript(prose):
    assert 9.0 / 0.5 == 18 and "lives eighteen times as long" in prose
    widths = [float(expression_pulse.protein_pulse_width(2, h, 1)) for h in (9.0, 0.5)]
    assert f"for {say(widths[0])} h in place of {say(widths[1])} h" in prose
    assert f"{say(height(2, 9.0) / height(2, 0.5), 2)} times as high" in prose
    later = float(expression_pulse.peak_time(2, 9.0, 1) - expression_pulse.peak_time(2, 0.5, 1))
    assert f"peaks {say(later, 2)} h later" in prose


def test_published_half_lives(prose):
    messages = expression_pulse.MESSAGES
    assert len(messages) == 5 and sum(m.message == "CXCL8" for m in messages) == 3
    assert "Three of the five belong to one gene" in prose
    assert (expression_pulse.IL8_MRNA_EARLY.half_life_h, expression_pulse.IL8_MRNA_LATE.half_life_h) == (2, 9)
    assert expression_pulse.IL8_MRNA_LATE.at_least and "2 h early and more than 9 h late" in prose
    assert expression_pulse.IL8_MRNA_BLOOD.half_life_h / expression_pulse.TNF_MRNA.half_life_h == 2


def test_occupancy(prose):
    occupied = receptor_binding.hill_langmuir
    assert float(occupied(60, 30)) == pytest.approx(0.667, abs=1e-3)
    assert practice.load("a-brief-signal-09").value == pytest.approx(
        float(receptor_binding.concentration_at_occupancy(0.9, 30))
    )
    assert wrong("a-brief-signal-09") == pytest.approx([0.9 * 30, 0.9 / 0.5 * 30, 30 / 9], rel=1e-4)
    assert float(receptor_binding.ec90_to_ec10_ratio()) == 81 and "81 times" in prose
    assert float(occupied(4 * 30, 30)) == pytest.approx(0.8) and "it takes four times Kd" in prose
    kd_nM = tables.load("affinities").set_index("affinity")["kd_nM"]
    kd = {name: kd_nM[row] for name, row in views.READ_RECEPTORS.items()}
    assert 1000 * kd["IL-6, IL-6R together with gp130"] == pytest.approx(30)
    assert (kd["IL-13, IL-13Rα1 alone"], 1000 * kd["IL-13, IL-13Rα1 with IL-4Rα"]) == pytest.approx((4, 30))


def test_jak_and_stat_by_name():
    """Each name that the section on kinases gives stands in the table of pairs."""
    pairs = tables.load("signalling_pairs")

    def held(*genes: str) -> set[str]:
        rows = pairs[pairs["gene_symbol"].isin(genes) & (pairs["partner"] != "")]
        return set(rows["partner"]) | set(rows["transcription_factor"])

    assert {"JAK1", "JAK3", "STAT5"} <= held("IL2RB", "IL2RG") & (held("IL7R") | {"JAK3"})
    assert {"JAK1", "JAK3", "STAT6"} <= held("IL4R", "IL2RG")
    assert {"JAK1", "JAK2", "TYK2", "STAT3"} <= held("IL6ST")
    assert {"JAK2", "TYK2", "STAT4"} <= held("IL12RB1", "IL12RB2")
    assert held("IL1R1", "IL1RAP") == {"MYD88", "NF-κB"}
    assert {"TRAF3IP2", "NF-κB"} <= held("IL17RA")
    assert set(pairs.query("gene_symbol == 'CSF2RB' and partner == 'JAK1'")["reference"]) == {"ogata_1998"}
    interferons = tables.load("interferons").set_index("type")
    assert (interferons.at["type II", "kinases"], interferons.at["type II", "factor"]) == ("JAK1 and JAK2", "two STAT1")
    assert interferons.at["type I", "kinases"] == "TYK2 and JAK1"


def test_the_liver_cell(prose):
    stays, washed = views.il6_to_pstat3(40.0), views.il6_to_pstat3(40.0, washed_out="15")
    drugged = views.il6_to_pstat3(40.0, 500.0)
    assert (say(stays.peak_nM), round(stays.peak_min), say(stays.later_nM)) == ("15.1", 16, "4.91")
    assert "peaks at 15.1 nM after 16 minutes and is at 4.91 nM after an hour" in prose
    assert f"stays at {say(float(stays.without_socs3_nM[-1]))} nM" in prose
    assert float(stays.minutes[stays.socs3_nM.argmax()]) == pytest.approx(40, abs=1)
    hour = int(np.abs(washed.minutes - 60).argmin())
    left = (round(float(washed.without_socs3_nM[hour]), 1), round(washed.later_nM, 1))
    told = practice.load("a-brief-signal-27").feedback
    assert left == (2.4, 0.5) and "2.4 nM are left at the hour, and 0.5 nM in the cell with SOCS3" in told
    assert washed.without_socs3_nM.max() > washed.pstat3_nM.max() and left[0] > left[1]
    assert f"cut the peak to {say(drugged.peak_nM)} nM, less than half" in prose
    assert drugged.peak_nM < stays.peak_nM / 2


def test_the_cells_of_the_dish_meet_far_more_il6_than_those_of_volunteers(prose):
    levels = tables.load("il6_levels").set_index("level")["value_pg_per_ml"]
    highest = max(levels["endotoxin-bolus"], levels["endotoxin-infusion"])
    assert 50 < 40e3 / highest < 60 and "with 40 ng/mL of IL-6, more than fifty times the highest mean" in prose
    assert views.USUAL_IL6_NG_PER_ML == 40


def test_eight_brakes(prose):
    brakes = tables.load("signal_brakes")
    assert len(brakes) == 8 and "The table has eight" in prose
    assert {"binding protein", "decoy receptor", "internalisation", "SOCS", "phosphatase"} <= set(brakes["brake"])


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


def test_a_tablet_against_tyk2_meets_il23_and_not_il17():
    held = views.interleukins_by_partner().set_index("held by the receptor")["interleukins"].str.split(", ")
    assert "IL-23" in held["TYK2"] and "IL-17A" not in held["TYK2"] and held["Act1"].count("IL-17A") == 1
    assert any("IL-23 is heard less" in option.text for option in practice.load("a-brief-signal-26").options)
