"""Releasing an assignment: one notebook and one small data file for every student, or one class edition."""

import io
import json
import zipfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from helpers.coursework import editions, handouts
from helpers.coursework.assignments import ASSIGNMENTS
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

    With `zipped` each student has one archive. `step` is called once a student (for a progress bar). Returns the path
    of the list `released_<assignment>.json`, which stays with the instructor.
    """
    notebook = blank_edition(assignment)
    write = _write_archive if zipped else _write_folder
    everyone: dict[str, object] = {}
    for student in students:
        data = handouts.handout(key, assignment, student)
        everyone[student] = data.stored()
        write(out / "students", student, _files(editions.personal(notebook, data), data))
        if step:
            step()
    return _list(out / "instructor" / f"released_{assignment}.json", assignment, everyone)


def _list(path: Path, assignment: str, everyone: dict[str, object]) -> Path:
    """Write the numbers of every student to `path` and return it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"assignment": assignment, "students": everyone}, ensure_ascii=False), encoding="utf-8")
    return path


def release_class(assignment: str, out: Path) -> Path:
    """Write the class edition: one notebook and one data file for everybody. Returns the folder."""
    _write_folder(out, "class", _files(blank_edition(assignment), handouts.demo(assignment)))
    return out / "class"


def read_released(path: Path) -> dict[str, Handout]:
    """Return the students' data that `release` stored for the instructor: student to data.

    Raises `ReleaseError` where something in it was changed.
    """
    found: dict[str, Handout] = {}
    for student, stored in json.loads(path.read_text(encoding="utf-8"))["students"].items():
        data = handouts.parse(stored)
        if data is None:
            raise ReleaseError(f"The data of {student} in {path} were changed. Use the list that release wrote.")
        found[student] = data
    return found


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
