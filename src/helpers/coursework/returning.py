"""Feedback back to students through their platform: archives whose names the importers of Moodle and Canvas know.

Both know a file by the name that they gave it when it was downloaded. Moodle's `assignfeedback_file_zip_importer` takes
`Full name_participant_assignsubmission_file_...`; Canvas takes a name in which the first two whole numbers are its ids
of the student and of the file handed in, and shows the feedback under the name of that file, so it is a notebook.
"""

import json
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path

from helpers.coursework import feedback
from helpers.coursework.assignments import ASSIGNMENTS
from helpers.coursework.grading import Graded

MOODLE, CANVAS = "feedback_moodle.zip", "feedback_canvas.zip"
_FROM_MOODLE = re.compile(r"(?P<name>[^/]+?)_(?P<participant>\d+)_assignsubmission_[a-z]+(?:_.*)?")
_FROM_CANVAS = re.compile(r"(?P<name>[^_/\d]+(?:_LATE)?)_(?P<student>\d+)_(?P<file>\d+)_(?P<rest>.+)")
_MOMENT = (2000, 1, 1, 0, 0, 0)


def write(graded: Graded, out: Path) -> list[str]:
    """Write the archives for which names are known; return which were written. An archive of before goes."""
    pages = {student: feedback.page(graded, graded.students[student]) for student in graded.present}
    archives = ((MOODLE, _for_moodle(graded), str), (CANVAS, _for_canvas(graded), as_notebook))
    return [
        name
        for name, entries, form in archives
        if _pack(out / name, [(entry, form(pages[student])) for student, entry in entries.items()])
    ]


def left_out(graded: Graded) -> list[str]:
    """Return a sentence for each reason why some are in no archive, with their names; none where there is none."""
    packed = _for_moodle(graded).keys() | _for_canvas(graded).keys()
    missing = [student for student in graded.present if packed and student not in packed]
    shared = [student for student in missing if graded.results[student].owner]
    named = [f"{student} ({graded.results[student].file})" for student in missing if student not in shared]
    reasons = (
        (shared, "another of the group handed the file in"),
        (named, "the name of the file is none that Moodle or Canvas gives"),
    )
    return [
        f"No feedback to upload for {', '.join(who)}: {reason}, and the roster has no participant number."
        for who, reason in reasons
        if who
    ]


def _trail(graded: Graded, student: str) -> tuple[str, ...]:
    """Return the parts of the path under which a student's file came; none where it is another's of the group."""
    read = None if graded.results[student].owner else graded.readings.get(student)
    return tuple(part for piece in read.upload.trail for part in re.split(r"[/\\]", piece)) if read else ()


def _for_moodle(graded: Graded) -> dict[str, str]:
    """Return the name of each page that Moodle can give back, by student."""
    name, found = ASSIGNMENTS[graded.assignment].name, dict[str, str]()
    for student in graded.present:
        person = graded.students[student]
        match = next((match for part in _trail(graded, student) if (match := _FROM_MOODLE.fullmatch(part))), None)
        participant = match["participant"] if match else person.participant
        if participant:
            known_as = match["name"] if match else person.name or student
            who = re.sub("[_/]", " ", known_as)  # Moodle counts by `_` which part is the number
            found[student] = f"{who}_{participant}_assignsubmission_file_feedback_{name}.html"
    return found


def _for_canvas(graded: Graded) -> dict[str, str]:
    """Return the name of each page that Canvas can give back, by student."""
    matches = {
        student: next((match for part in _trail(graded, student) if (match := _FROM_CANVAS.fullmatch(part))), None)
        for student in graded.present
    }
    return {student: match[0] for student, match in matches.items() if match}


def as_notebook(page: str) -> str:
    """Return a page of feedback as a notebook of one cell of text."""
    body = re.sub(r"(?s)^.*<body>|</body>.*$", "", page)
    cell = {"cell_type": "markdown", "id": "feedback", "metadata": {}, "source": [body]}
    return json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, ensure_ascii=False)


def _pack(path: Path, files: Sequence[tuple[str, str]]) -> bool:
    """Write an archive; where there is nothing to put in, there is none. Returns whether there is one."""
    if not files:
        path.unlink(missing_ok=True)
        return False
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files:
            archive.writestr(zipfile.ZipInfo(name, _MOMENT), text.encode("utf-8", "replace"), zipfile.ZIP_DEFLATED)
    return True
