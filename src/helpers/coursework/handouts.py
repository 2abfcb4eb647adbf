"""What each student receives for an assignment: items and numbers of their own, in one small data file.

Which item of a pool a student gets, and the numbers of that item, are two draws with seeds of their own
(`Dice` with a purpose), so that a change of one item moves no other.
"""

import functools
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from helpers.coursework import items, record_format
from helpers.coursework.assignments import ASSIGNMENTS
from helpers.coursework.dice import DEMO_KEY, DEMO_STUDENT, Dice
from helpers.coursework.holding import Held
from helpers.coursework.items import Item
from helpers.coursework.kinds import Given

FORMAT = 1  # of the data file


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as a student receives it: which item of the pool, and its numbers.

    `held` is what the list of a release keeps of it, None where the numbers were drawn now.
    """

    item: str
    given: Given
    held: Held | None = field(default=None, compare=False)

    @property
    def about(self) -> Item:
        """The item itself."""
        return items.load()[self.item]

    @property
    def text(self) -> str:
        """The question in words, with the numbers (Markdown)."""
        return self.held.text if self.held else self.about.ask(self.given)


@dataclass(frozen=True)
class Handout:
    """What one student receives for one assignment: no key and no answer."""

    assignment: str
    student: str
    questions: Mapping[str, Asked]

    @functools.cached_property
    def fingerprint(self) -> str:
        """Twelve characters that change when anything changes that the student receives."""
        text = json.dumps(self._content(), sort_keys=True, ensure_ascii=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()[: record_format.FINGERPRINT]

    def stored(self) -> dict[str, Any]:
        """Return it as the JSON of the data file."""
        return self._content() | {"fingerprint": self.fingerprint}

    def _content(self) -> dict[str, Any]:
        questions = {name: {"item": asked.item, "given": asked.given} for name, asked in self.questions.items()}
        return {
            "coursework": FORMAT,
            "assignment": self.assignment,
            "student": self.student,
            "questions": questions,
        }


def handout(key: str, assignment: str, student: str) -> Handout:
    """Return what `student` receives for `assignment` in a course with this key."""
    questions = {}
    for question, pool in items.questions(assignment).items():
        item = Dice(key, assignment, student, f"{question} item").among(pool)
        questions[question] = Asked(item.item, item.draw(Dice(key, assignment, student, item.item)))
    return Handout(assignment, student, questions)


def demo(assignment: str) -> Handout:
    """Return what the demonstration student receives: the class edition, made with a public key."""
    return handout(DEMO_KEY, assignment, DEMO_STUDENT)


def file_name(assignment: str, student: str) -> str:
    """Return the name of a student's data file."""
    return record_format.data_file_name(ASSIGNMENTS[assignment].name, student)


def file_text(data: Handout) -> str:
    """Return a student's data as the text of the data file, one question a line."""
    stored = data.stored()
    head = json.dumps({key: value for key, value in stored.items() if key != "questions"}, ensure_ascii=False)
    lines = [f"  {json.dumps(q)}: {json.dumps(v, ensure_ascii=False)}" for q, v in stored["questions"].items()]
    return head[:-1] + ', "questions": {\n' + ",\n".join(lines) + "\n}}\n"


def parse(stored: Any) -> Handout | None:
    """Return the handout that stored JSON is, or None where it is none, or one that was changed."""
    try:
        questions = {name: Asked(asked["item"], asked["given"]) for name, asked in stored["questions"].items()}
        data = Handout(stored["assignment"], stored["student"], questions)
        return data if data.stored() == stored else None
    except (KeyError, TypeError, AttributeError):
        return None
