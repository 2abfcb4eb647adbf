"""The items of the assignments: each joins its declaration in `pools` with its rows of the tables.

The tables `coursework_items` and `coursework_options` hold what is read; the declaration holds how numbers are drawn
and what is right.
"""

import functools
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from helpers.coursework import facts, pools
from helpers.coursework.assignments import assignment_of
from helpers.coursework.dice import Dice
from helpers.coursework.kinds import Given, Kind, Number

ItemKind: TypeAlias = Literal["number", "choice", "letters", "order", "text"]

TRIES = 500  # draws until right and wrong numbers can be told apart


@dataclass(frozen=True, slots=True)
class Option:
    """A choice, a typical wrong answer or a line of a rubric; `score` is its share of the marks (or marks)."""

    name: str
    text: str
    score: float
    misconception: str
    feedback: str


@dataclass(frozen=True, slots=True)
class Item:
    """One item. `tolerance` and `apart` are relative; they and `unit` belong to numbers only.

    `apart` says how far the right number and typical mistakes were kept apart when numbers were drawn: unlike the
    tolerance, it must not change while an assignment is out.
    """

    item: str
    question: str
    objective: str
    kind: ItemKind
    points: float
    unit: str
    tolerance: float
    apart: float
    title: str
    stem: str
    hint: str
    options: tuple[Option, ...]
    functions: Kind

    def draw(self, dice: Dice) -> Given:
        """Return the student's numbers, as plain JSON.

        Numbers are drawn again until the right one and every typical mistake can be told apart.
        Raises ArithmeticError when that does not happen: the ranges of the item are wrong.
        """
        for _ in range(TRIES):
            given = self.functions.draw(dice)
            if not isinstance(self.functions, Number) or self.functions.clear_of_mistakes(given, self.apart):
                return given
        raise ArithmeticError(f"Item {self.item}: no numbers found that keep right and wrong apart; widen its ranges.")

    def right(self, given: Given) -> float | str | list[str]:
        """Return what is right for `given`: a number, a text or a list of texts."""
        return self.functions.right(given)

    def ask(self, given: Given) -> str:
        """Return the question in words, with the student's numbers (Markdown)."""
        words = {key: _say(value) for key, value in given.items() if not isinstance(value, list | dict)}
        words |= {key: _say(value) for key, value in self.functions.words(given).items()}
        lines = [self.stem.format_map(words)]
        if "options" in given:
            lines.append("\n".join(f"- **{letter}** {text}" for letter, text in given["options"].items()))
        return "\n\n".join(lines)

    def option(self, name: str) -> Option:
        """Return the option with this name."""
        return next(option for option in self.options if option.name == name)


@functools.cache
def load() -> Mapping[str, Item]:
    """Return all items: a dictionary from identifier to `Item`."""
    options: dict[str, list[Option]] = {}
    for row in facts.rows("coursework_options"):
        option = Option(row["option"], row["text"], float(row["score"]), row["misconception"], row["feedback"])
        options.setdefault(row["item"], []).append(option)
    return {row["item"]: _item(row, tuple(options.get(row["item"], ()))) for row in facts.rows("coursework_items")}


def _item(row: facts.Row, options: tuple[Option, ...]) -> Item:
    """Return the item of a row. Raises LookupError when no module of `pools` declares how it is drawn and judged."""
    if row["item"] not in pools.KINDS:
        raise LookupError(
            f"{row['item']} stands in data/coursework_items.csv and in no module of src/helpers/coursework/pools: add "
            "its record to ITEMS of the module of its lesson."
        )
    return Item(
        **{key: row[key] for key in ("item", "question", "objective", "kind", "unit", "title", "stem", "hint")},
        points=float(row["points"]),
        tolerance=_share(row["tolerance"]),
        apart=_share(row["apart"]),
        options=options,
        functions=pools.KINDS[row["item"]],
    )


def _share(cell: float) -> float:
    """Return a number of the table; 0 where the cell is blank."""
    return 0.0 if math.isnan(cell) else float(cell)


@functools.cache
def questions(assignment: str) -> Mapping[str, list[Item]]:
    """Return the questions of an assignment ("A1"): a dictionary from question to its pool of items."""
    found: dict[str, list[Item]] = {}
    for item in load().values():
        if assignment_of(item.question) == assignment:
            found.setdefault(item.question, []).append(item)
    return found


def points(assignment: str) -> Mapping[str, float]:
    """Return the marks of an assignment: a dictionary from question to marks."""
    return {question: pool[0].points for question, pool in questions(assignment).items()}


def _say(value: object) -> str:
    return f"{value:.10g}" if isinstance(value, float) else str(value)
