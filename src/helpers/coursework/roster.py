"""The roster: who is in the course, and whose file is this."""

import csv
import io
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from helpers.coursework import spreadsheets

IDENTIFIER = re.compile(r"[A-Za-z0-9._@-]{1,64}")
SHORTEST_NAME = 5  # letters of a name that is looked for in a path
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


# ---------------------------------------------------------------------------- whose file is this


class Finder:
    """Finds the student that a path belongs to: learning platforms put name or number into it."""

    def __init__(self, students: Mapping[str, Student]) -> None:
        self._tokens: dict[str, set[str]] = {}
        names: dict[str, set[str]] = {}
        for student in students.values():
            for token in (student.student_id, student.login, student.canvas_id, student.email):
                if token:
                    self._tokens.setdefault(token.casefold(), set()).add(student.student_id)
            for form in _name_forms(student.name):
                names.setdefault(form, set()).add(student.student_id)
        self._names = {form: known for form, known in names.items() if len(known) == 1 and len(form) >= SHORTEST_NAME}

    def __call__(self, path: str) -> set[str]:
        """Return the student ids that `path` names, from inside out; empty when it names nobody."""
        for part in reversed(re.split(r"[/\\!]+", path)):
            found = self._by_token(part.casefold()) or self._names.get(_letters(re.split(r"[_.\d]", part)[0]))
            if found:
                return set(found)
        return set()

    def _by_token(self, part: str) -> set[str]:
        """Return the students whose id, login or address stands in a part of a path."""
        found: set[str] = set()
        for piece in {part, part.split(".ipynb")[0], *re.split(r"[\s_()\[\],;+]+", part)}:
            found |= self._tokens.get(piece, set()) | self._tokens.get(piece.split(".")[0], set())
        for piece in re.split(r"[^a-z0-9]+", part):
            found |= self._tokens.get(piece, set())
        return found


def _name_forms(name: str) -> set[str]:
    """Return the ways in which a name may stand in a path: in order, and with its first or last part moved."""
    parts = [letters for part in re.split(r"[\s,]+", name) if (letters := _letters(part))]
    if not parts:
        return set()
    return {"".join(parts), "".join(parts[1:] + parts[:1]), "".join(parts[-1:] + parts[:-1])}


def _letters(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain if c.isalpha() and not unicodedata.combining(c)).casefold()
