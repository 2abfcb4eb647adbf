"""The items of the assignments, and what each student receives.

An item joins its row in ``coursework_items.csv`` and ``coursework_options.csv`` with its functions in
`part1`, `part2`, `part3` or `capstone`. `student_data` draws a student's questions and numbers.
"""

import functools
import hashlib
import json
from dataclasses import dataclass

from helpers.coursework import capstone, facts, part1, part2, part3
from helpers.coursework.assignments import ASSIGNMENTS
from helpers.coursework.dice import Dice
from helpers.coursework.kinds import Number, clear_of_mistakes

TRIES = 500
FORMAT = 1


FUNCTIONS = part1.ITEMS | part2.ITEMS | part3.ITEMS | capstone.ITEMS


@dataclass(frozen=True)
class Option:
    """A choice, a typical wrong answer or a line of a rubric; `score` is its share of the marks (or marks)."""

    name: str
    text: str
    score: float
    misconception: str
    feedback: str


@dataclass(frozen=True)
class Item:
    """One item. `tolerance` is relative; `unit` and `tolerance` belong to numbers only."""

    item: str
    question: str
    objective: str
    kind: str
    points: float
    unit: str
    tolerance: float
    title: str
    stem: str
    hint: str
    options: tuple
    functions: object

    def draw(self, dice):
        """Return the student's numbers, as plain JSON.

        Numbers are drawn again until the right one and every typical mistake can be told apart.
        Raises ArithmeticError when that does not happen: the ranges of the item are wrong.
        """
        for _ in range(TRIES):
            given = self.functions.draw(dice)
            if not isinstance(self.functions, Number) or clear_of_mistakes(self.functions, given, self.tolerance):
                return given
        raise ArithmeticError(f"Item {self.item}: no numbers found that keep right and wrong apart; widen its ranges.")

    def right(self, given):
        """Return what is right for `given`: a number, a text or a list of texts."""
        return self.functions.right(given)

    def ask(self, given):
        """Return the question in words, with the student's numbers (Markdown)."""
        words = {key: _say(value) for key, value in given.items() if not isinstance(value, list | dict)}
        words |= {key: _say(value) for key, value in self.functions.words(given).items()}
        lines = [self.stem.format_map(words)]
        if "options" in given:
            lines.append("\n".join(f"- **{letter}** {text}" for letter, text in given["options"].items()))
        return "\n\n".join(lines)


@functools.cache
def load():
    """Return all items: a dictionary from identifier to `Item`."""
    options = {}
    for row in facts.rows("coursework_options"):
        options.setdefault(row["item"], []).append(
            Option(row["option"], row["text"], float(row["score"]), row["misconception"], row["feedback"])
        )
    return {
        row["item"]: Item(
            **{key: row[key] for key in ("item", "question", "objective", "kind", "unit", "title", "stem", "hint")},
            points=float(row["points"]),
            tolerance=float(row["tolerance"]) if row["tolerance"] == row["tolerance"] else 0.0,
            options=tuple(options.get(row["item"], ())),
            functions=FUNCTIONS[row["item"]],
        )
        for row in facts.rows("coursework_items")
    }


@functools.cache
def pools(assignment):
    """Return the questions of an assignment ("A1"): a dictionary from question to its list of items."""
    found = {}
    for item in load().values():
        if item.question.startswith(assignment):
            found.setdefault(item.question, []).append(item)
    return found


def points(assignment):
    """Return the marks of an assignment: a dictionary from question to marks."""
    return {question: pool[0].points for question, pool in pools(assignment).items()}


def student_data(key, assignment, student):
    """Return what `student` receives for `assignment`: items and numbers, no key and no answer.

    A dictionary with ``coursework`` (version of the format), ``assignment``, ``student``, ``questions``
    (question to item and given) and ``fingerprint`` of all that.
    """
    questions = {}
    for question, pool in pools(assignment).items():
        item = Dice(key, assignment, student, f"{question} item").among(pool)
        questions[question] = {"item": item.item, "given": item.draw(Dice(key, assignment, student, item.item))}
    data = {"coursework": FORMAT, "assignment": assignment, "student": student, "questions": questions}
    return data | {"fingerprint": fingerprint(data)}


def fingerprint(data):
    """Return twelve characters that change when anything in a student's data changes."""
    rest = {key: value for key, value in data.items() if key != "fingerprint"}
    text = json.dumps(rest, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def data_file(assignment, student):
    """Return the name of a student's data file."""
    return f"{ASSIGNMENTS[assignment].name}_data_{student}.json"


def data_text(data):
    """Return a student's data as the text of the data file, one question a line."""
    head = {key: value for key, value in data.items() if key != "questions"}
    lines = [f"  {json.dumps(q)}: {json.dumps(v, ensure_ascii=False)}" for q, v in data["questions"].items()]
    return json.dumps(head, ensure_ascii=False)[:-1] + ', "questions": {\n' + ",\n".join(lines) + "\n}}\n"


def _say(value):
    return f"{value:.10g}" if isinstance(value, float) else str(value)
