"""The roster: who is in the course."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from helpers.coursework import spreadsheets

IDENTIFIER = re.compile(r"[A-Za-z0-9._@-]{1,64}")
COLUMNS = {  # our name: other headings that learning platforms use
    "student_id": ("student id", "student", "id number", "sis user id", "matriculation number", "id"),
    "name": ("full name", "student name"),
    "email": ("email address", "e-mail"),
    "login": ("sis login id", "username", "user name", "login id"),
    "canvas_id": ("canvas id", "canvas user id"),
    "section": ("group",),
}


class RosterError(ValueError):
    """The roster cannot be used; the message names the line and says what to do."""


@dataclass(frozen=True, slots=True)
class Student:
    """One student. Only `student_id` is needed; the rest fills the columns of Canvas and Moodle."""

    student_id: str
    name: str = ""
    email: str = ""
    login: str = ""
    canvas_id: str = ""
    section: str = ""


def read(path: Path) -> dict[str, Student]:
    """Return the students of a roster file by student id, in the order of the file.

    CSV with a header, comma or semicolon. Raises `RosterError`.
    """
    head, *lines = _lines(path) or [[]]
    places = _places(head, path.name)
    students: dict[str, Student] = {}
    for number, line in enumerate(lines, start=2):
        if any(cell.strip() for cell in line):
            student = _student(line, places)
            _check(student.student_id, students, f"{path.name}, line {number}")
            students[student.student_id] = student
    if not students:
        raise RosterError(f"{path.name} lists no student; write one student a line below the heading student_id.")
    return students


def _lines(path: Path) -> list[list[str]]:
    if not path.is_file():
        raise RosterError(
            f"There is no roster {path}. Write a CSV file with the heading student_id and one student a line."
        )
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
    return list(csv.reader(io.StringIO(text), delimiter=spreadsheets.separator(text)))


def _places(head: Sequence[str], file: str) -> dict[str, int]:
    """Return which column holds what. Raises `RosterError` where none holds the student ids."""
    cleaned = [re.sub(r"[\s_]+", " ", cell).strip().casefold() for cell in head]
    places: dict[str, int] = {}
    for name, others in COLUMNS.items():
        headings = (name.replace("_", " "), *others)
        found = (cleaned.index(heading) for heading in headings if heading in cleaned)
        place = next((place for place in found if place not in places.values()), None)
        if place is not None:
            places[name] = place
    if "student_id" not in places:
        raise RosterError(f"{file} has no column student_id; its first line reads '{','.join(head)[:80]}'.")
    return places


def _student(line: Sequence[str], places: Mapping[str, int]) -> Student:
    return Student(**{name: line[place].strip() if place < len(line) else "" for name, place in places.items()})


def _check(known: str, students: Mapping[str, Student], where: str) -> None:
    """Raise `RosterError` for an id that cannot be one, or stands there twice."""
    if not IDENTIFIER.fullmatch(known):
        raise RosterError(f"{where}: '{known}' cannot be a student id; use letters, digits and . _ @ - only.")
    if known.casefold() in (other.casefold() for other in students):
        raise RosterError(f"{where}: the student id '{known}' stands there twice; remove one line.")
