"""Figures of the IL-6 system: the sentences follow the numbers."""

import numpy as np
import pytest

from helpers import figures, tables, views


def test_responders_tell_both_ways():
    cells = (views.Cell("cell A", "x", True, True), views.Cell("cell B", "y", False, True))
    heard = (views.Responder(cells[0], 40.0, 10.0), views.Responder(cells[1], 0.0, 3.0))
    figure = figures.responders(views.Responders(heard, "some IL-6"))
    assert "cell A (x) 50 % (classic 40 %, trans 10 %)" in figure.description
    assert figure.table["trans (% of gp130)"] == [10.0, 3.0]
    assert len({trace["marker"]["pattern"]["shape"] for trace in figure.traces}) == 2, "a second channel"


def test_molar_levels_follow_the_tables():
    levels, quantities = tables.load("il6_levels"), tables.load("il6_quantities")
    figure = figures.levels(views.molar_levels(levels, quantities))
    values = dict(zip(figure.table["condition"], figure.table["concentration (pM)"], strict=True))
    assert values["IL-6 (3,166 people)"] == pytest.approx(5.186 / 21, rel=1e-5)
    assert values["sIL-6R (18 people)"] == pytest.approx(77_000 / 55, rel=1e-5)
    assert values["sgp130 (Narazaki 1993)"] == pytest.approx(3900, rel=1e-5)
    changed = quantities.assign(value=quantities["value"].where(quantities["reference"] != "narazaki_1993", 4300))
    assert "100-fold on sgp130" in figures.levels(views.molar_levels(levels, changed)).description


def test_shares_are_read_at_the_mark():
    x = views.decades(1e-6, 1e3)
    free = np.where(x < 1, 20.0, 90.0)
    view = views.Il6Shares(x, free, np.full(x.size, 5.0), 95 - free, 10.0, 210_000.0, (90.0, 5.0, 5.0), 40.0, 2.0)
    figure = figures.il6_shares(view)
    assert "At 210,000 pg/mL of IL-6 (10,000 pM)" in figure.description
    assert "90 % free, 5 % in pairs with sIL-6R and 5 % in complexes" in figure.description
    assert "40 % of its sites occupied by free IL-6; a cell with gp130 alone 2 % by pairs." in figure.description


def test_the_map_says_what_is_published_and_what_is_not():
    ticks = figures.free_il6_map(views.free_il6_map(77.0, "none")).layout["yaxis"]["ticktext"]
    assert [tick for tick in ticks if "(" in tick] == ["0.44 (published)", "5.5 (assumed)", "20 (published)"]


def test_the_map_reads_its_counts_and_marks_the_upper_half():
    percent = np.array([[10.0, 60.0], [40.0, 90.0]])
    figure = figures.free_il6_map(views.FreeMap((1.0, 2.0), (0.1, 1.0), percent, (2.0,), (0, 3), 4, "a fluid"))
    assert figure.traces[0]["marker"]["line"]["width"] == [0.5, 3, 0.5, 3]
    assert figure.traces[1]["text"] == ["10", "60", "40", "90"]
    assert "0 for K2 = 0.1 nM, 3 for K2 = 1 nM lie above 50 %" in figure.description
    assert figure.layout["yaxis"]["ticktext"] == ["1", "2 (published)"]


def test_the_other_k2_are_an_area_behind_the_curve():
    view = views.drug_signals(views.TOCILIZUMAB, next(iter(views.PLACES)), 100.0)
    figure = figures.drug_signals(view)
    assert [trace.get("fill") for trace in figure.traces[:2]] == ["toself", "toself"]
    assert "over all K2" in figure.description


def test_a_cell_that_never_had_a_signal_is_left_out():
    x = views.decades(0.01, 100)
    curve, none = 100 / (1 + x), np.full(x.size, np.nan)
    named = ("a drug", "in a dish", x, curve)
    both = figures.drug_signals(views.DrugSignals(*named, curve / 2, 1.0, 50.0, 25.0))
    one = figures.drug_signals(views.DrugSignals(*named, none, 1.0, 50.0, float("nan")))
    assert len(both.traces) == 2 and len(one.traces) == 1
    assert "keeps 50 % of its signal; the cell without IL-6R 25 %" in both.description
    assert "had no signal before" in one.description
