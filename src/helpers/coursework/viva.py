"""Questions for a short conversation, made from the numbers of one student, who should be able to explain them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from helpers.coursework import judging
from helpers.coursework.answers import Stored
from helpers.coursework.dice import Dice
from helpers.coursework.handouts import Asked, Handout

_UNITS = {
    "um2_per_s": "µm²/s",
    "per_s": "1/s",
    "per_h": "1/h",
    "pg_per_mL": "pg/mL",
    "ng_per_mL": "ng/mL",
    "mg_per_L": "mg/L",
    "mL_per_min": "mL/min",
    "L_per_d": "L/d",
    "mg_d_per_L": "mg d/L",
    "um": "µm",
    "nM": "nM",
    "pM": "pM",
    "kDa": "kDa",
    "mg": "mg",
    "min": "min",
    "percent": "%",
    "h": "h",
    "d": "d",
    "s": "s",
    "L": "L",
}
_ENDING = re.compile(rf"^(.+?)_({'|'.join(_UNITS)})$")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that a student received, as it is spoken of: what it is, and its unit."""

    key: str
    name: str
    unit: str
    value: float

    def words(self, factor: int = 1) -> str:
        """Return the number, times `factor`, with its unit."""
        return f"{factor * self.value:g} {self.unit}"


@dataclass(frozen=True, slots=True)
class VivaQuestion:
    """What to ask about a question, and what to listen for."""

    question: str
    ask: str
    listen: str


def questions(rows: Mapping[str, Stored], data: Handout, number: int = 3) -> list[VivaQuestion]:
    """Return `number` questions for a conversation.

    `rows` are the student's rows of answers.csv, by question. Right answers come first (they are the ones whose
    author is to be found out), and of them those with numbers that can be changed.
    """
    shuffled = Dice("viva", data.assignment, data.student).shuffled(data.questions)
    names = [name for name in shuffled if data.questions[name].about.kind != "text"]

    def rank(name: str) -> tuple[bool, bool]:
        right = name in rows and rows[name].verdict == "right"
        return not right, _changeable(data.questions[name]) is None

    return [_about(name, data.questions[name], rows.get(name)) for name in sorted(names, key=rank)[:number]]


def _about(question: str, asked: Asked, row: Stored | None) -> VivaQuestion:
    answer = row.answer if row and row.answer else "nothing"
    return VivaQuestion(question, _ask(asked, answer), _listen(asked))


def _ask(asked: Asked, answer: str) -> str:
    told = asked.text.partition("\n\n")[0]
    changed = _changeable(asked)
    if changed:
        return (
            f"You were asked: {told} You recorded {answer}. Suppose {changed.name} were {changed.words(2)} instead of "
            f"{changed.words()}: would your answer rise, fall or stay, roughly by how much, and why?"
        )
    if asked.about.functions.figure:
        return (
            f"{asked.about.title}: you recorded {answer}. Show in the figure how you read it. "
            "What would an error of reading do to it?"
        )
    return f"You were asked: {told} You recorded {answer}. How did you decide, and what did you rule out first?"


def _listen(asked: Asked) -> str:
    item, changed = asked.about, _changeable(asked)
    told = f"{judging.right_words(item, asked.given, asked.held, 4)} {item.unit}".strip()
    if item.kind != "number":
        told = f"“{told.rstrip('.')}”"
    if not changed:
        return f"right is {told}. {item.hint}"
    then = judging.right_words(item, {**asked.given, changed.key: 2 * changed.value}, None, 4)
    return f"right is {told}; with the change it is {then} {item.unit}."


def _changeable(asked: Asked) -> Quantity | None:
    """Return a number whose doubling can be asked for, or None: none of a figure, and no percentage."""
    if asked.about.kind != "number" or asked.about.functions.figure:
        return None
    found = (_quantity(key, value) for key, value in asked.given.items() if isinstance(value, int | float))
    return next((quantity for quantity in found if quantity and quantity.unit != "%"), None)


def _quantity(key: str, value: float) -> Quantity | None:
    match = _ENDING.match(key)
    return Quantity(key, match[1].replace("_", " "), _UNITS[match[2]], value) if match else None
