"""Feedback back to students through their platform: archives whose names the importers of Moodle and Canvas know.

Both know a file by the name that they gave it when it was downloaded. Moodle's `assignfeedback_file_zip_importer` takes
`Full name_participant_assignsubmission_file_...`; Canvas takes a name in which the first two whole numbers are its ids
of the student and of the file handed in, and shows the feedback under the name of that file, so it is a notebook.
"""

import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from helpers.coursework import feedback
from helpers.coursework.assignments import ASSIGNMENTS
from helpers.coursework.grading import Graded

MOODLE, CANVAS = "feedback_moodle.zip", "feedback_canvas.zip"
_FROM_MOODLE = re.compile(r"(?P<name>[^_/]+)_(?P<participant>\d+)_assignsubmission_[a-z]+(?:_.*)?")
_FROM_CANVAS = re.compile(r"(?P<name>[^_/\d]+(?:_LATE)?)_(?P<student>\d+)_(?P<file>\d+)_(?P<rest>.+)")
_MOMENT = (2000, 1, 1, 0, 0, 0)


def write(graded: Graded, out: Path) -> list[str]:
    """Write the archives for which names are known; return which were written. An archive of before goes."""
    pages = {student: feedback.page(graded, graded.students[student]) for student in graded.present}
    return [
        name
        for name, files in ((MOODLE, _for_moodle(graded, pages)), (CANVAS, _for_canvas(graded, pages)))
        if _pack(out / name, files)
    ]


def _trail(graded: Graded, student: str) -> tuple[str, ...]:
    """Return the parts of the path under which a student's file came; none where it is another's of the group."""
    read = None if graded.results[student].owner else graded.readings.get(student)
    return tuple(part for piece in read.upload.trail for part in re.split(r"[/\\]", piece)) if read else ()


def _for_moodle(graded: Graded, pages: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield name and text of each file that Moodle can give back."""
    name = ASSIGNMENTS[graded.assignment].name
    for student, page in pages.items():
        person = graded.students[student]
        match = next((match for part in _trail(graded, student) if (match := _FROM_MOODLE.fullmatch(part))), None)
        participant = match["participant"] if match else person.participant
        if participant:
            who = match["name"] if match else (person.name or student).replace("_", " ").replace("/", " ")
            yield f"{who}_{participant}_assignsubmission_file_feedback_{name}.html", page


def _for_canvas(graded: Graded, pages: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield name and text of each file that Canvas can give back."""
    for student, page in pages.items():
        match = next((match for part in _trail(graded, student) if (match := _FROM_CANVAS.fullmatch(part))), None)
        if match:
            yield match[0], as_notebook(page)


def as_notebook(page: str) -> str:
    """Return a page of feedback as a notebook of one cell of text."""
    body = re.sub(r"(?s)^.*<body>|</body>.*$", "", page)
    cell = {"cell_type": "markdown", "id": "feedback", "metadata": {}, "source": [body]}
    return json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, ensure_ascii=False)


def _pack(path: Path, files: Iterable[tuple[str, str]]) -> bool:
    """Write an archive; where there is nothing to put in, there is none. Returns whether there is one."""
    listed = list(files)
    if not listed:
        path.unlink(missing_ok=True)
        return False
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in listed:
            archive.writestr(zipfile.ZipInfo(name, _MOMENT), text.encode("utf-8", "replace"), zipfile.ZIP_DEFLATED)
    return True
