"""Figures of drugs and their targets: what is drawn and said follows the rows given."""

from dataclasses import replace

from helpers import figures, views
from helpers.views.drug_targets import OPEN, SILENT, STOPPED, UNSETTLED

ROW = views.DrugTarget(
    drug="anakinra",
    action="receptor-blocking",
    gene="IL1R1",
    binds="receptor",
    interleukins=("IL-1α", "IL-1β"),
    modality="receptor antagonist protein",
    region="US and EU",
    status="marketed",
    reference="a_2001",
)


def test_drug_map_counts_drugs_by_mechanism():
    other = replace(ROW, drug="rilonacept", action="decoy", gene="IL1B", binds="ligand", interleukins=("IL-1β",))
    figure = figures.drug_map(views.DrugMap((ROW, other, replace(other, gene="IL1A")), "IL-1", "2026-01-02"))
    assert (
        "holds 2 drugs (IL-1; as of 2026-01-02): 1 decoy, 1 receptor-blocking. More than one target: rilonacept."
        in figure.description
    )
    assert "2026-01-02" in figure.title
    assert figure.table["interleukins concerned"] == ["IL-1α, IL-1β", "IL-1β", "IL-1β"]


def test_nodes_keep_their_distance():
    rows = tuple(
        replace(ROW, drug=f"drug {i}", gene=f"G{i}", interleukins=("IL-2",) if i % 2 else ("IL-5",)) for i in range(9)
    )
    for trace in figures.drug_map(views.DrugMap(rows, "all", "2026-01-02")).traces:
        if trace["mode"] == "markers+text":
            ys = sorted(trace["y"])
            assert all(b - a >= 1 - 1e-9 for a, b in zip(ys, ys[1:], strict=False))


def test_what_a_drug_does_is_told_on_pointing():
    toxin = replace(ROW, drug="tagraxofusp", action="toxin-fusion", interleukins=(views.TAKEN_UP,))
    figure = figures.drug_map(views.DrugMap((ROW, toxin), "two", "2026-01-02"))
    told = {}
    for trace in (trace for trace in figure.traces if trace["name"] in ("toxin-fusion", ROW.action)):
        told |= dict(zip(trace["text"], trace["hovertext"], strict=True))
    assert "<br>stops IL-1α, IL-1β<br>" in told[" anakinra"]
    assert "<br>kills the cell that takes it up<br>" in told[" tagraxofusp"]


def test_open_signals_counts_and_names_what_is_left():
    complexes = tuple(
        views.ReceptorComplex(name, interleukin, name, frozenset(), name != "decoy")
        for interleukin, name in (("IL-4", "type I"), ("IL-13", "type II"), ("IL-13", "decoy"))
    )
    states = {"one": (OPEN, STOPPED, SILENT), "two": (STOPPED, STOPPED, SILENT)}
    figure = figures.open_signals(views.OpenSignals(complexes, states, "2026-01-02"))
    assert (
        "one stops 1 of 2 listed signals; open stay: IL-4. two stops 2 of 2 listed signals; open stay: none."
        in figure.description
    )
    assert figure.table["two"] == list(states["two"])


def test_what_is_not_settled_is_neither_stopped_nor_open():
    complexes = (views.ReceptorComplex("b", "IL-17B", "IL-17RB", frozenset({"IL17RB"}), signals=True),)
    figure = figures.open_signals(views.OpenSignals(complexes, {"one": (UNSETTLED,)}, "2026-01-02"))
    assert "one stops 0 of 1 listed signals; open stay: none; not settled: IL-17B." in figure.description
    assert [trace["name"] for trace in figure.traces] == [UNSETTLED]
