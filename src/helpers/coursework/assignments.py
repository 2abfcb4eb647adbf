"""The assignments of the course, and how their questions are named."""

import re
import unicodedata
from dataclasses import dataclass

LONGEST_NAME = 30  # characters in which a question may be named


@dataclass(frozen=True, slots=True)
class Assignment:
    """One assignment: its identifier, the name of its notebook, its title and minutes of work."""

    identifier: str
    name: str
    title: str
    minutes: int


ASSIGNMENTS = {
    "A1": Assignment("A1", "part1", "Coursework 1: cytokine basics", 60),
    "A2": Assignment("A2", "part2", "Coursework 2: the IL-6 activity map", 60),
    "A3": Assignment("A3", "part3", "Coursework 3: agonist versus antagonist therapeutics", 60),
    "A4": Assignment("A4", "capstone", "Capstone: check the lecture", 40),
}


def assignment_of(question: str) -> str:
    """Return the identifier of the assignment that `question` ("A1-03") or item ("A1-03a") belongs to."""
    return question.partition("-")[0]


def question_name(written: object) -> str | None:
    """Return a question's identifier in its usual form ("a1-3" becomes "A1-03"), or None where it is none.

    Letters, digits and dashes of other widths count as those that they look like; what cannot be seen does not count.
    """
    if not isinstance(written, str) or len(written) > LONGEST_NAME:
        return None
    plain = "".join(c for c in unicodedata.normalize("NFKC", written) if unicodedata.category(c) != "Cf")
    match = re.fullmatch(r"\s*([Aa]\d)\s*[-_\u2010-\u2015\u2212. ]\s*(\d{1,2})\s*", plain)
    return f"{match[1].upper()}-{int(match[2]):02d}" if match else None


def questions_named(text: str) -> set[str]:
    """Return the questions whose identifiers stand in a text."""
    return set(re.findall(r"\bA\d-\d\d\b", text))
