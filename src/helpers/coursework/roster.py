"""The roster: who is in the course, and whose file is this."""

import csv
import io
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

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


@dataclass(frozen=True)
class Student:
    """One student. Only `student_id` is needed; the rest fills the columns of Canvas and Moodle."""

    student_id: str
    name: str = ""
    email: str = ""
    login: str = ""
    canvas_id: str = ""
    section: str = ""


def read(path):
    """Return the students of a roster file as a dictionary from student id, in the order of the file.

    CSV with a header, comma or semicolon. Raises `RosterError`.
    """
    path = Path(path)
    if not path.is_file():
        raise RosterError(
            f"There is no roster {path}. Write a CSV file with the heading student_id and one student a line."
        )
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
    first = text.partition("\n")[0]
    rows = list(csv.reader(io.StringIO(text), delimiter=";" if first.count(";") > first.count(",") else ","))
    places = _places(rows[0] if rows else [], path)
    students = {}
    for number, row in enumerate(rows[1:], start=2):
        if not any(cell.strip() for cell in row):
            continue
        values = {name: row[place].strip() if place < len(row) else "" for name, place in places.items()}
        known = values["student_id"]
        if not IDENTIFIER.fullmatch(known):
            raise RosterError(
                f"{path.name}, line {number}: '{known}' cannot be a student id; use letters, digits and . _ @ - only."
            )
        if known.casefold() in (other.casefold() for other in students):
            raise RosterError(
                f"{path.name}, line {number}: the student id '{known}' stands there twice; remove one line."
            )
        students[known] = Student(**values)
    if not students:
        raise RosterError(f"{path.name} lists no student; write one student a line below the heading student_id.")
    return students


def _places(header, path):
    cleaned = [re.sub(r"[\s_]+", " ", cell).strip().casefold() for cell in header]
    places = {}
    for name, others in COLUMNS.items():
        for heading in (name.replace("_", " "), *others):
            if heading in cleaned and cleaned.index(heading) not in places.values():
                places[name] = cleaned.index(heading)
                break
    if "student_id" not in places:
        raise RosterError(f"{path.name} has no column student_id; its first line reads '{','.join(header)[:80]}'.")
    return places


class Finder:
    """Finds the student that a path belongs to: learning platforms put name or number into it."""

    def __init__(self, students):
        self._tokens, names = {}, {}
        for student in students.values():
            for token in (student.student_id, student.login, student.canvas_id, student.email):
                if token:
                    self._tokens.setdefault(token.casefold(), set()).add(student.student_id)
            for form in _name_forms(student.name):
                names.setdefault(form, set()).add(student.student_id)
        self._names = {form: known for form, known in names.items() if len(known) == 1 and len(form) >= 5}

    def __call__(self, path):
        """Return the student ids that `path` names (a set, empty when it names nobody)."""
        parts = re.split(r"[/\\!]+", path)
        for part in reversed(parts):
            lower = part.casefold()
            exact = set()
            for piece in {lower, lower.split(".ipynb")[0], *re.split(r"[\s_()\[\],;+]+", lower)}:
                exact |= self._tokens.get(piece, set()) | self._tokens.get(piece.split(".")[0], set())
            for piece in re.split(r"[^a-z0-9]+", lower):
                exact |= self._tokens.get(piece, set())
            if exact:
                return exact
            named = self._names.get(_letters(re.split(r"[_.\d]", part)[0]))
            if named:
                return set(named)
        return set()


def _name_forms(name):
    parts = [_letters(part) for part in re.split(r"[\s,]+", name) if _letters(part)]
    if not parts:
        return set()
    return {"".join(parts), "".join(parts[1:] + parts[:1]), "".join(parts[-1:] + parts[:-1])}


def _letters(text):
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain if c.isalpha() and not unicodedata.combining(c)).casefold()
