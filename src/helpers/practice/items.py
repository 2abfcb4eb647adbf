"""Practice items as data: ``questions.csv`` and ``options.csv`` become `Item` records."""

import functools
from dataclasses import dataclass

from helpers import tables


@dataclass(frozen=True)
class Option:
    """One option, entry, typical wrong result or rubric line of an item."""

    letter: str
    text: str
    value: float | None
    correct: bool
    feedback: str
    misconception: str


@dataclass(frozen=True)
class Item:
    """One practice item. `value`, `unit` and `tolerance` (relative) belong to numeric items only."""

    question: str
    lesson: str
    objective: str
    kind: str
    section: str
    stem: str
    value: float | None
    unit: str
    tolerance: float | None
    feedback: str
    reference: str
    options: tuple[Option, ...]


def load(question):
    """Return the `Item` with identifier `question` (a string such as "messengers-03").

    Raises `tables.TableError` when there is no such item.
    """
    items = _items(tables.stamp())
    if question not in items:
        raise tables.TableError(f"There is no practice item '{question}' in data/questions.csv.")
    return items[question]


def of_lesson(lesson):
    """Return the items asked in `lesson` (a string such as "messengers"), in the order of their identifiers."""
    return [item for item in _items(tables.stamp()).values() if item.lesson == lesson]


@functools.lru_cache(maxsize=2)
def _items(stamp):
    options = {}
    for row in tables.load("options").to_dict("records"):
        options.setdefault(row["question"], []).append(
            Option(
                row["option"],
                tables.titled(row["text"]),
                _number(row["value"]),
                row["correct"] == "yes",
                tables.titled(row["feedback"]),
                row["misconception"],
            )
        )
    return {
        row["question"]: Item(
            **{
                key: row[key]
                for key in (
                    "question",
                    "lesson",
                    "objective",
                    "kind",
                    "section",
                    "unit",
                    "reference",
                )
            },
            stem=tables.titled(row["stem"]),
            feedback=tables.titled(row["feedback"]),
            value=_number(row["value"]),
            tolerance=_number(row["tolerance"]),
            options=tuple(options.get(row["question"], ())),
        )
        for row in tables.load("questions").to_dict("records")
    }


def _number(cell):
    return None if cell != cell else float(cell)
