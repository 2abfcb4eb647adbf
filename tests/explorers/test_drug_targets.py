"""Explorers of drug targets: every choice, and the rule that joins drugs to signals."""

import pytest

from helpers import explorers, figures, tables
from helpers.explorers import drug_targets

PAIRS = [
    (one, other) for number, one in enumerate(explorers.blockers()) for other in explorers.blockers()[number % 5 :: 5]
]


def _controls(explorer):
    return {control["name"]: control["values"] for control in explorer.controls}


def test_every_single_filter_gives_a_figure():
    explorer = explorers.drug_mechanisms()
    for name, values in _controls(explorer).items():
        for value in values:
            figure = explorer.at(**{name: value})
            assert len(figure.table["drug"]) >= 1, (name, value)
            assert tables.as_of("therapeutics") in figure.title


def test_every_drug_is_on_the_map_with_a_target():
    rows, chosen, _ = drug_targets.drug_rows()
    assert {row["drug"] for row in rows} == set(tables.load("therapeutics")["inn"])
    assert chosen == "every licensed drug"
    assert all(row["interleukins"] for row in rows)


def test_a_choice_without_drugs_is_a_sentence():
    explorer = explorers.drug_mechanisms()
    with pytest.raises(ValueError, match="No drug fits this choice"):
        explorer.at(action="agonist", interleukin="IL-6")


def test_presets_can_be_drawn():
    for explorer in (explorers.drug_mechanisms(), explorers.compare_two_blockers()):
        for values in explorer.presets.values():
            assert explorer.at(**values).description


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_any_two_drugs_can_be_compared(one, other):
    signals, states, _ = explorers.open_under(one, other)
    assert set(states) == {one, other}
    for values in states.values():
        assert figures.STOPPED in values
        assert len(values) == len(signals)


@pytest.mark.parametrize(
    ("drug", "stopped", "left"),
    [
        ("secukinumab", {"IL-17A"}, {"IL-17C", "IL-17F", "IL-25"}),
        ("brodalumab", {"IL-17A", "IL-17C", "IL-17F", "IL-25"}, {"IL-17B"}),
        ("lebrikizumab", {"IL-13"}, {"IL-4"}),
        ("dupilumab", {"IL-4", "IL-13"}, set()),
        ("ustekinumab", {"IL-12", "IL-23"}, set()),
        ("guselkumab", {"IL-23"}, {"IL-12"}),
        ("canakinumab", {"IL-1β"}, {"IL-1α"}),
        ("anakinra", {"IL-1α", "IL-1β"}, set()),
    ],
)
def test_what_drugs_stop_and_leave_open(drug, stopped, left):
    other = {
        "secukinumab": "brodalumab",
        "brodalumab": "secukinumab",
        "lebrikizumab": "dupilumab",
        "guselkumab": "ustekinumab",
        "canakinumab": "anakinra",
    }.get(drug, drug)
    signals, states, _ = explorers.open_under(drug, other)
    by_state = {
        state: {i for (i, _), value in zip(signals, states[drug], strict=True) if value == state}
        for state in (figures.STOPPED, figures.OPEN)
    }
    assert stopped <= by_state[figures.STOPPED]
    assert left <= by_state[figures.OPEN]


def test_basiliximab_leaves_the_two_chain_receptor_of_il2():
    assert explorers.stops("basiliximab") == {"il2-il2ra-il2rb-il2rg"}


def test_unknown_drug_is_a_sentence():
    with pytest.raises(ValueError, match="'aspirin' is not a drug"):
        explorers.stops("aspirin")
