"""Figures of the IL-6 system: the sentences follow the numbers."""

import numpy as np

from helpers import figures, views


def test_responders_tell_both_ways():
    cells = (views.Cell("cell A", "x", True, True), views.Cell("cell B", "y", False, True))
    heard = (views.Responder(cells[0], 40.0, 10.0), views.Responder(cells[1], 0.0, 3.0))
    figure = figures.responders(views.Responders(heard, "some IL-6"))
    assert "cell A (x) 50 % (classic 40 %, trans 10 %)" in figure.description
    assert figure.table["trans (% of gp130)"] == [10.0, 3.0]
    assert len({trace["marker"]["pattern"]["shape"] for trace in figure.traces}) == 2, "a second channel"


def test_shares_are_told_with_their_fluid():
    figure = figures.il6_shares(views.Il6Shares(20.0, 5.0, 75.0, "a fluid"))
    assert figure.description == (
        "With a fluid, the IL-6 of healthy blood is 20 % free, 5 % in pairs with sIL-6R and 75 % with sgp130."
    )
    assert figure.table == {"place": ["free", "in pairs with sIL-6R", "with sgp130"], "IL-6 (%)": [20.0, 5.0, 75.0]}
    assert [note["text"] for note in figure.layout["annotations"]] == ["20", "5", "75"]


def test_the_map_says_what_is_published_and_what_is_not():
    ticks = figures.free_il6_map(views.free_il6_map(77.0, "none")).layout["yaxis"]["ticktext"]
    assert [tick for tick in ticks if "(" in tick] == ["0.44 (published)", "5.5 (assumed)", "20 (published)"]


def test_the_map_reads_its_counts_and_marks_the_upper_half():
    percent = np.array([[10.0, 60.0], [40.0, 90.0]])
    figure = figures.free_il6_map(views.FreeMap((1.0, 2.0), (0.1, 1.0), percent, (2.0,), (0, 3), 4, "a fluid"))
    assert figure.traces[0]["marker"]["line"]["width"] == [0.5, 3, 0.5, 3]
    assert figure.traces[1]["text"] == ["10", "60", "40", "90"]
    assert "Above 50 %, where the measurement lies, are 2 of 4 squares" in figure.description
    assert figure.table["above 50 % at this K2, whatever K1, of 4 published combinations"] == [0, 3, 0, 3]
    assert figure.layout["yaxis"]["ticktext"] == ["1", "2 (published)"]


def signals(without):
    left = views.SignalLeft(50.0, 20.0, 80.0)
    return views.DrugSignals("in a dish", "some", (views.DrugSignal("a drug", left, without),))


def test_the_other_k2_are_lines_through_the_marks():
    figure = figures.drug_signals(signals(views.SignalLeft(25.0, 0.5, 30.0)))
    lines = [trace for trace in figure.traces if trace["name"] == "line: over all K2"]
    assert [trace["x"][:2] for trace in lines] == [[20.0, 80.0], [0.5, 30.0]]
    keys = [trace["name"] for trace in figure.traces if trace.get("showlegend")]
    assert keys == ["line: over all K2", "cell with IL-6R", "cell without IL-6R"]
    assert "a drug 50 % (20 to 80 %) and 25 % (less than 1 to 30 %)." in figure.description
    symbols = [trace["marker"]["symbol"] for trace in figure.traces if trace["mode"] == "markers"]
    assert len(set(symbols)) == 2, "a second channel"


def test_a_line_that_is_not_seen_has_no_key():
    short = views.SignalLeft(100.0, 99.6, 100.0)
    figure = figures.drug_signals(views.DrugSignals("in a dish", "some", (views.DrugSignal("a drug", short, short),)))
    assert not any(trace.get("showlegend") for trace in figure.traces if "over all K2" in trace["name"])


def test_a_cell_that_never_had_a_signal_is_left_out():
    figure = figures.drug_signals(signals(None))
    assert [len(trace["x"]) for trace in figure.traces if trace["mode"] == "markers"] == [1, 0]
    assert "had no signal before" in figure.description
    assert figure.table["without IL-6R: left (%)"] == [None]
