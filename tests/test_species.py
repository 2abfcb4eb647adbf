"""An item that rests on an animal says so: species stands where the fact is asked, not only in the table."""

import re
from collections import defaultdict

import pytest

from helpers import practice, tables

WITH_SPECIES = ("receptor_complexes", "affinities", "diseases", "il6_activities")
ANIMALS = {"mouse": r"mouse|mice", "rat": r"rats?"}


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
