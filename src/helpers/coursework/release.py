"""Releasing an assignment: one notebook and one small data file for every student, or one class edition."""

import io
import json
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from helpers.coursework import editions, handouts, holding, items
from helpers.coursework.assignments import ASSIGNMENTS
from helpers.coursework.dice import mark_of
from helpers.coursework.editions import Notebook
from helpers.coursework.handouts import Handout

_MOMENT = (2000, 1, 1, 0, 0, 0)  # archives of equal content are equal files


class ReleaseError(ValueError):
    """The list of a release cannot be used; the message says what to do."""


def release(
    assignment: str,
    students: Iterable[str],
    key: str,
    out: Path,
    zipped: bool = False,
    step: Callable[[], None] | None = None,
) -> Path:
    """Write every student's notebook and data file below `out`, and the instructor's list of all numbers.

    With `zipped` each student has one archive. `step` is called once a student (for a progress bar). Where `out` holds
    a list already, it grows: who is in it keeps the numbers of then. Returns the path of the list
    `released_<assignment>.json`, which stays with the instructor. Raises `ReleaseError` where the list was made with
    another key, or cannot be read.
    """
    path = out / "instructor" / f"released_{assignment}.json"
    listed = _List.read(path, assignment) if path.is_file() else _List(assignment)
    if listed.key not in ("", mark_of(key)):
        raise ReleaseError(
            f"{path} was made with another key. Use that key, so that everybody is graded with one, or another --out."
        )
    listed.key = mark_of(key)
    notebook = blank_edition(assignment)
    write = _write_archive if zipped else _write_folder
    for student in students:
        if student not in listed.students:
            listed.students[student] = handouts.handout(key, assignment, student)
        data = listed.students[student]
        write(out / "students", student, _files(editions.personal(notebook, data), data))
        if step:
            step()
    listed.write(path)
    return path


@dataclass(slots=True)
class _List:
    """The instructor's list of a release: the mark of its key, and what each student received."""

    assignment: str
    key: str = ""
    students: dict[str, Handout] = field(default_factory=dict)

    def write(self, path: Path) -> None:
        """Write it; the file is whole or as it was."""
        path.parent.mkdir(parents=True, exist_ok=True)
        stored = {
            "assignment": self.assignment,
            "key": self.key,
            "students": {student: data.stored() for student, data in self.students.items()},
            "held": {student: _write_held(data) for student, data in self.students.items()},
        }
        temporary = path.with_name(path.name + ".new")
        temporary.write_text(json.dumps(stored, ensure_ascii=False), encoding="utf-8")
        temporary.replace(path)

    @classmethod
    def read(cls, path: Path, assignment: str) -> "_List":
        """Return the list in a file. Raises `ReleaseError` where it is none, or was changed."""
        stored = _stored(path)
        about = stored.get("assignment")
        if assignment and about != assignment:
            raise ReleaseError(f"{path} is the list of {about or 'nothing that is known'}, not of {assignment}.")
        held = stored.get("held") or {}
        students = {
            str(student): _parse(data, held.get(student, {}), f"The data of {student} in {path}")
            for student, data in stored["students"].items()
        }
        return cls(assignment, str(stored.get("key", "")), students)


def _stored(path: Path) -> dict[str, Any]:
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        stored = None
    if isinstance(stored, dict) and isinstance(stored.get("students"), dict):
        return stored
    raise ReleaseError(f"{path} is not the list of a release. Use the file released_….json that release wrote.")


def _parse(stored: object, held: Mapping[str, object], what: str) -> Handout:
    """Return one student's data, with what the release holds of each question."""
    data = handouts.parse(stored)
    if data is None:
        raise ReleaseError(f"{what} were changed. Use the list that release wrote.")
    unknown = sorted({asked.item for asked in data.questions.values()} - set(items.load()))
    if unknown:
        raise ReleaseError(
            f"{what} name {', '.join(unknown)}, which the course no longer has. Use the version of the course that "
            "made the release."
        )
    try:
        known = {question: holding.parse(one) for question, one in held.items()}
    except (AttributeError, ValueError):
        raise ReleaseError(f"{what} were changed. Use the list that release wrote.") from None
    questions = {name: replace(asked, held=known.get(name)) for name, asked in data.questions.items()}
    return replace(data, questions=questions)


def _write_held(data: Handout) -> dict[str, object]:
    """Return what is kept of each question: as it was kept before, or as it is now."""
    return {
        question: holding.write(asked.held or holding.hold(asked.about, asked.given))
        for question, asked in data.questions.items()
    }


def release_class(assignment: str, out: Path) -> Path:
    """Write the class edition: one notebook and one data file for everybody. Returns the folder."""
    _write_folder(out, "class", _files(blank_edition(assignment), handouts.demo(assignment)))
    return out / "class"


def read_released(path: Path, assignment: str = "") -> dict[str, Handout]:
    """Return the students' data that `release` stored for the instructor: student to data. Any assignment's by default.

    Raises `ReleaseError` where it is not the list of this assignment, or something in it was changed.
    """
    if not path.is_file():
        raise ReleaseError(f"There is no list {path}. It lies where release wrote it, in the folder instructor.")
    return _List.read(path, assignment).students


def check_key(path: Path, assignment: str, key: str) -> None:
    """Raise `ReleaseError` where a list was made with another key: whoever is not in it would get strange numbers."""
    if _List.read(path, assignment).key not in ("", mark_of(key)):
        raise ReleaseError(f"{path} was made with another key than the one that is given; use the key of that release.")


def blank_edition(assignment: str) -> Notebook:
    """Return the class edition as it is in the repository, without outputs."""
    return editions.without_solutions(editions.read_notebook(editions.edition_path(assignment)))


def _files(notebook: Notebook, data: Handout) -> Mapping[str, str]:
    """Return what a student is given: name to text."""
    return {
        f"{ASSIGNMENTS[data.assignment].name}.ipynb": editions.text(notebook),
        handouts.file_name(data.assignment, data.student): handouts.file_text(data),
    }


def _write_folder(out: Path, name: str, files: Mapping[str, str]) -> None:
    place = out / name
    place.mkdir(parents=True, exist_ok=True)
    for file, text in files.items():
        (place / file).write_text(text, encoding="utf-8")


def _write_archive(out: Path, name: str, files: Mapping[str, str]) -> None:
    out.mkdir(parents=True, exist_ok=True)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for file, text in files.items():
            archive.writestr(zipfile.ZipInfo(f"{name}/{file}", _MOMENT), text, zipfile.ZIP_DEFLATED)
    (out / f"{name}.zip").write_bytes(packed.getvalue())
