"""Figures of drugs and their targets: what is drawn and said follows the rows given."""

import pytest

from helpers import figures

ROW = {
    "drug": "anakinra",
    "action": "receptor-blocking",
    "gene": "IL1R1",
    "binds": "receptor",
    "interleukins": ["IL-1α", "IL-1β"],
    "modality": "receptor antagonist protein",
    "region": "US and EU",
    "status": "marketed",
    "reference": "a_2001",
}


def test_drug_map_counts_drugs_by_mechanism():
    other = ROW | {
        "drug": "rilonacept",
        "action": "decoy",
        "gene": "IL1B",
        "binds": "ligand",
        "interleukins": ["IL-1β"],
    }
    figure = figures.drug_map([ROW, other, other | {"gene": "IL1A"}], "IL-1", "2026-01-02")
    assert (
        "holds 2 drugs (IL-1; as of 2026-01-02): 1 decoy, 1 receptor-blocking. More than one target: rilonacept."
        in figure.description
    )
    assert "2026-01-02" in figure.title
    assert figure.table["interleukins concerned"] == ["IL-1α, IL-1β", "IL-1β", "IL-1β"]


def test_drug_map_of_nothing_says_what_to_do():
    with pytest.raises(ValueError, match="No drug fits this choice"):
        figures.drug_map([], "agonist, IL-6", "2026-01-02")


def test_nodes_keep_their_distance():
    rows = [
        ROW | {"drug": f"drug {i}", "gene": f"G{i}", "interleukins": ["IL-2"] if i % 2 else ["IL-5"]} for i in range(9)
    ]
    figure = figures.drug_map(rows, "all", "2026-01-02")
    for trace in figure.traces:
        if trace["mode"] == "markers+text":
            ys = sorted(trace["y"])
            assert all(b - a >= 1 - 1e-9 for a, b in zip(ys, ys[1:], strict=False))


def test_open_signals_counts_and_names_what_is_left():
    signals = [("IL-4", "type I"), ("IL-13", "type II"), ("IL-13", "decoy")]
    states = {
        "one": [figures.OPEN, figures.STOPPED, figures.SILENT],
        "two": [figures.STOPPED, figures.STOPPED, figures.SILENT],
    }
    figure = figures.open_signals(signals, states, "2026-01-02")
    assert (
        "one stops 1 of 2 listed signals; open stay: IL-4. two stops 2 of 2 listed signals; open stay: none."
        in figure.description
    )
    assert figure.table["two"] == states["two"]
