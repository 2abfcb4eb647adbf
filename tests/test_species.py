"""An item that rests on an animal says so: species stands where the fact is asked, not only in the table."""

import re
from collections import defaultdict

import pytest

from helpers import figures, practice, tables, views

WITH_SPECIES = ("receptor_complexes", "affinities", "diseases", "il6_activities", "producers", "targets")
ANIMALS = {"mouse": r"mouse|mice", "rat": r"rats?", "cattle": r"cattle|cows?"}
# Rows that leave open in which species a fact was shown; lower them, never raise them.
OPEN = {"producers": 26, "targets": 21, "helper_programmes": 8, "diseases": 0}


def animals_of_sources() -> dict[str, set[str]]:
    """Return, for each source whose rows were all shown in animals, which animals."""
    species: dict[str, set[str]] = defaultdict(set)
    for name in WITH_SPECIES:
        rows = tables.load(name)
        for references, found in zip(rows["reference"], rows["species"], strict=True):
            for reference in references.split(";"):
                species[reference].add(found)
    return {reference: found for reference, found in species.items() if found <= set(ANIMALS)}


def words_of(item: practice.Item) -> str:
    """Return everything that a reader of an item sees."""
    return " ".join([item.stem, item.feedback, *(f"{option.text} {option.feedback}" for option in item.options)])


@pytest.mark.parametrize("question", list(tables.load("questions")["question"]))
def test_an_item_on_animals_says_so(question: str) -> None:
    item, animals = practice.load(question), animals_of_sources()
    words = words_of(item)
    silent = [
        f"{reference} ({animal})"
        for reference in item.reference.split(";")
        for animal in animals.get(reference, ())
        if not re.search(rf"\b(?:{ANIMALS[animal]})\b", words, re.IGNORECASE)
    ]
    assert not silent, f"{question} rests on animals and does not say so: {', '.join(silent)}"


def test_there_are_sources_on_animals_alone() -> None:
    assert {"collison_2012", "huang_2021_il17d", "dripps_1991"} <= set(animals_of_sources())


@pytest.mark.parametrize("table", OPEN)
def test_few_rows_leave_the_species_open(table: str) -> None:
    assert (tables.load(table)["species"] == "not stated").sum() <= OPEN[table]


@pytest.mark.parametrize("interleukin", views.conversing())
def test_what_a_cell_of_mice_sends_or_hears_is_told_as_that_of_mice(interleukin: str) -> None:
    """In the picture, in its sentence and in its table; two tables of cells had no species once."""
    view, figure = views.conversation(interleukin), figures.conversation(views.conversation(interleukin))
    words = " ".join(text for trace in figure.traces for text in trace.get("text", ()))
    for sender in view.senders:
        in_mice = sender.species == "mouse"
        assert (f"{sender.cell_type} (mice)" in words or f"{sender.cell_type} (stored, mice)" in words) is in_mice
        assert not in_mice or sender.cell_type in figure.description.partition("is of mice for")[2]
    heard = tables.load("targets").query("interleukin == @interleukin")
    told = "; ".join(receiver.effect for receiver in view.receivers)
    for animal, words in (("mouse", "(in mice)"), ("cattle", "(in cattle)")):
        effects = heard.loc[heard["species"] == animal, "effect"]
        assert all(f"{effect} {words}" in told for effect in effects) and told.count(words) == len(effects)
    assert list(figure.table["seen in"]) == [cell.species for cell in (*view.senders, *view.receivers)]
