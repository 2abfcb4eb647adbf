"""Practice items as data: `questions.csv` and `options.csv` become `Item` records."""

import math
from dataclasses import dataclass
from typing import Any, Literal, cast

from helpers import tables

Kind = Literal["choice", "numeric", "ordering", "prediction", "explanation"]


@dataclass(frozen=True, slots=True)
class Option:
    """One option, entry, typical wrong result or rubric line of an item; only a result has a `value` (else NaN)."""

    letter: str
    text: str
    value: float
    correct: bool
    feedback: str
    misconception: str


@dataclass(frozen=True, slots=True)
class Item:
    """One practice item, which sends a reader back to a `section` of the lesson `section_lesson`.

    `value` and `tolerance` (relative) are NaN, `unit` is empty but for numeric items.
    """

    question: str
    lesson: str
    objective: str
    kind: Kind
    section: str
    section_lesson: str
    stem: str
    value: float
    unit: str
    tolerance: float
    feedback: str
    reference: str
    options: tuple[Option, ...]


def load(question: str) -> Item:
    """Return the `Item` with identifier `question` (a string such as "messengers-03").

    Raises `tables.TableError` when there is no such item, or when the tables lack what its kind needs.
    """
    items = _items()
    if question not in items:
        raise tables.TableError(f"There is no practice item '{question}' in data/questions.csv.")
    item = items[question]
    if fault := _fault(item):
        raise tables.TableError(f"The {item.kind} '{question}' cannot be asked: {fault}.")
    return item


def of_lesson(lesson: str) -> list[Item]:
    """Return the items asked in `lesson` (a string such as "messengers"), in the order of their identifiers."""
    return [item for item in _items().values() if item.lesson == lesson]


_FEWEST: dict[Kind, int] = {"choice": 2, "prediction": 2, "ordering": 2, "explanation": 1, "numeric": 0}


def _fault(item: Item) -> str:
    """Return what the tables lack for `item`, or ""."""
    if not item.stem:
        return "data/questions.csv has no stem for it"
    if len(item.options) < _FEWEST[item.kind]:
        return f"it needs at least {_FEWEST[item.kind]} rows in data/options.csv and has {len(item.options)}"
    if item.kind == "numeric":
        return _number_fault(item)
    right = sum(option.correct for option in item.options)
    if item.kind == "choice" and right != 1:
        return f"one row of data/options.csv must say 'yes' under correct, and {right} do"
    silent = [option.letter for option in item.options if not option.feedback]
    if item.kind in ("prediction", "ordering") and silent:
        return f"data/options.csv has no feedback for {', '.join(silent)}, which is what the reader compares with"
    return ""


def _number_fault(item: Item) -> str:
    if math.isnan(item.value) or math.isnan(item.tolerance):
        return "data/questions.csv must give its value and its tolerance"
    without = [option.letter for option in item.options if math.isnan(option.value)]
    return f"data/options.csv has no value for {', '.join(without)}" if without else ""


@tables.cached
def _items() -> dict[str, Item]:
    """Return all items by identifier."""
    options: dict[str, list[Option]] = {}
    for row in tables.load("options").to_dict("records"):
        options.setdefault(row["question"], []).append(_option(row))
    objectives = tables.load("objectives")
    lesson_of = dict(zip(objectives["objective"], objectives["lesson"], strict=True))
    return {
        row["question"]: _item(row, options.get(row["question"], []), lesson_of[row["objective"]])
        for row in tables.load("questions").to_dict("records")
    }


def _option(row: dict[Any, Any]) -> Option:
    return Option(
        letter=row["option"],
        text=tables.titled(row["text"]),
        value=float(row["value"]),
        correct=row["correct"] == "yes",
        feedback=tables.titled(row["feedback"]),
        misconception=row["misconception"],
    )


def _item(row: dict[Any, Any], options: list[Option], section_lesson: str) -> Item:
    """Return the item of a row; what it asks stands in the lesson that has its objective."""
    return Item(
        question=row["question"],
        lesson=row["lesson"],
        objective=row["objective"],
        kind=cast("Kind", row["kind"]),
        section=row["section"],
        section_lesson=section_lesson,
        stem=tables.titled(row["stem"]),
        value=float(row["value"]),
        unit=row["unit"],
        tolerance=float(row["tolerance"]),
        feedback=tables.titled(row["feedback"]),
        reference=row["reference"],
        options=tuple(options),
    )
