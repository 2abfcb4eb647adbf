"""Grading: recorded answers against what is right for the student's own numbers. No student code runs."""

import json
from dataclasses import dataclass, field
from pathlib import Path

from helpers.coursework import collecting, items, judging, roster
from helpers.coursework.dice import DEMO_KEY, DEMO_STUDENT
from helpers.coursework.submissions import COMPUTED, Problem


@dataclass(frozen=True)
class Row:
    """One question of one student, as it was marked."""

    student: str
    question: str
    item: str
    answer: str
    points: float | None
    out_of: float
    verdict: str
    sentence: str
    misconception: str
    right: str
    tolerance: float


@dataclass
class Graded:
    """The result of grading: rows by student, problems as (student, file, Problem), files used, tasks as asked."""

    assignment: str
    students: dict
    rows: dict = field(default_factory=dict)
    problems: list = field(default_factory=list)
    files: dict = field(default_factory=dict)
    tasks: dict = field(default_factory=dict)


class Sources:
    """Where a student's numbers come from: the key, or the list that `release` wrote."""

    def __init__(self, assignment, key="", released=None, class_edition=False):
        self.assignment, self._key, self._released = assignment, key, released or {}
        self._demo = items.student_data(DEMO_KEY, assignment, DEMO_STUDENT)
        self._class_edition = class_edition

    def __call__(self, student):
        """Return the data of `student`, as released."""
        if self._class_edition:
            return self._demo
        if student in self._released:
            return self._released[student]
        return items.student_data(self._key, self.assignment, student)


def read_released(path):
    """Return the students' data that `release` stored for the instructor: student to data."""
    return json.loads(Path(path).read_text(encoding="utf-8"))["students"]


def grade(place, students, sources, manual=None, step=None):
    """Return `Graded` for everything handed in at `place` (folder, archive or file).

    `students` is a roster, `sources` a `Sources`, `manual` marks given by a person (student and
    question to marks), `step` is called once a file (for a progress bar).
    """
    assignment = sources.assignment
    questions = list(items.pools(assignment))
    result = Graded(assignment, students)
    finder = roster.Finder(students)
    handed = {}
    for file in collecting.files(place, questions):
        student = _owner(file, finder, students, result)
        if student and file.found is not None:
            handed.setdefault(student, []).append(file)
        if step:
            step()
    for student in students:
        file = _chosen(handed.get(student, []), assignment, student, result)
        result.files[student] = file.name if file else ""
        data = sources(student)
        if file:
            _check_data(file, student, data, result)
        answers = file.found.answers if file else {}
        result.rows[student] = [
            _row(student, question, asked, answers.get(question), (manual or {}).get((student, question)), result)
            for question, asked in data["questions"].items()
        ]
    return result


def _owner(file, finder, students, result):
    """Return the student who handed a file in, or "" (then it is listed as a problem)."""

    def note(student, what, do):
        result.problems.append((student, file.name, Problem(what, do)))

    by_path = finder(file.name)
    inside = file.found.student if file.found else ""
    known = {name.casefold(): name for name in students}
    inside_known = known.get(inside.casefold(), "")
    if file.problem:
        student = next(iter(by_path)) if len(by_path) == 1 else ""
        result.problems.append((student, file.name, file.problem))
        return student
    if len(by_path) == 1:
        student = next(iter(by_path))
        if inside_known and inside_known != student:
            note(
                student,
                f"Handed in by {student}, but the notebook is that of {inside_known}: its numbers are another "
                "student's.",
                "Ask both students; it was marked against the numbers of the one who handed it in.",
            )
        return student
    if inside_known:
        if len(by_path) > 1 and inside_known not in by_path:
            note(inside_known, "File name and notebook name different students.", "See whose notebook this is.")
        return inside_known
    if file.found.answers or inside:
        who = f"'{inside}', who is not in the roster" if inside and inside != DEMO_STUDENT else "nobody in the roster"
        note(
            "",
            f"This notebook names {who}, and neither does its file name, so it is not marked.",
            "Put the student id into the file name, or the student into the roster, and grade again.",
        )
    else:
        note("", "This file holds no answers and names no student.", "Nothing, if every student below has a notebook.")
    return ""


def _chosen(files, assignment, student, result):
    """Return the one file of a student that counts, or None."""
    fitting = []
    for file in files:
        if file.found.assignment and file.found.assignment != assignment and not file.found.answers:
            result.problems.append(
                (
                    student,
                    file.name,
                    Problem(
                        f"This is the notebook of {file.found.assignment}, not of {assignment}.",
                        "Ask for the right one.",
                    ),
                )
            )
        else:
            fitting.append(file)
    if not fitting:
        return None
    best = max(fitting, key=lambda file: (len(file.found.answers), file.written, file.name))
    if len(fitting) > 1:
        others = ", ".join(file.name for file in fitting if file is not best)
        result.problems.append(
            (
                student,
                best.name,
                Problem(
                    f"There are {len(fitting)} notebooks; the one with most answers (of equals, the newest) counts, "
                    f"not {others}.",
                    "Nothing, or remove the one that should not count and grade again.",
                ),
            )
        )
    result.problems += [(student, best.name, problem) for problem in best.found.problems]
    return best


def _check_data(file, student, data, result):
    """List a submission that was made with other numbers than the student's own."""
    found, expected = file.found, data["fingerprint"]
    if not found.answers:
        result.problems.append(
            (
                student,
                file.name,
                Problem(
                    "The notebook holds no recorded answer.",
                    "Ask whether this is the file that was meant.",
                    serious=False,
                ),
            )
        )
    if found.fingerprint and found.fingerprint != expected:
        whose = f"of {found.student}" if found.student != student else "of another release"
        result.problems.append(
            (
                student,
                file.name,
                Problem(
                    f"The notebook was made for other numbers: those {whose}.",
                    "If an older release was used, grade with its list (--released); otherwise ask the student.",
                ),
            )
        )
    elif not found.fingerprint:
        result.problems.append(
            (
                student,
                file.name,
                Problem(
                    "The line with student and data is missing from the notebook; "
                    "the student's own numbers were assumed.",
                    "Nothing, unless the marks are surprisingly low.",
                    serious=False,
                ),
            )
        )
    strange = found.data_seen - {expected, found.fingerprint}
    if strange:
        result.problems.append(
            (
                student,
                file.name,
                Problem(
                    "Answers were recorded with another data file beside the notebook than the student's own.",
                    "Ask the student; it was marked against the student's own numbers.",
                ),
            )
        )


def _row(student, question, asked, answer, marks, result):
    item = items.load()[asked["item"]]
    value, unit = (answer.value, answer.unit) if answer else (None, "")
    mark = judging.judge(item, asked["given"], value, unit)
    if mark.note:
        result.problems.append(
            (
                student,
                result.files[student],
                Problem(
                    f"{'Could not be read' if mark.verdict == 'unreadable' else 'Note'}: {show(value)} {unit}".strip()
                    + f". {mark.note}",
                    "Read the answer and, if it is right, enter its marks in manual.csv."
                    if mark.verdict == "unreadable"
                    else "Nothing.",
                    question,
                    mark.verdict == "unreadable",
                ),
            )
        )
    if mark.verdict in ("to mark", "unreadable"):
        result.tasks[student, question] = item.ask(asked["given"])
    points, verdict, sentence = mark.points, mark.verdict, mark.sentence
    if marks is not None and mark.verdict in ("to mark", "unreadable"):
        points, verdict = min(max(marks, 0.0), item.points), "marked by hand"
        sentence = "" if points == item.points else "Marked by a person with the rubric."
    right = item.right(asked["given"])
    told = f"{right:.6g}" if isinstance(right, float | int) else ", ".join(right) if isinstance(right, list) else right
    return Row(
        student,
        question,
        item.item,
        f"{show(value)} {unit}".strip(),
        points,
        item.points,
        verdict,
        sentence,
        mark.misconception,
        told,
        item.tolerance,
    )


def show(value):
    """Return a recorded value as the text of one cell of a table."""
    if value is None or value is ...:
        return ""
    if value is COMPUTED:
        return "(computed; value not in the notebook)"
    if isinstance(value, list | tuple):
        return ", ".join(str(part) for part in value)[:2000]
    return f"{value:.6g}" if isinstance(value, float) else str(value)[:5000]


def total(rows):
    """Return (marks so far, marks possible, answers that wait for a person) of a student's rows."""
    return (
        sum(row.points or 0.0 for row in rows),
        sum(row.out_of for row in rows),
        sum(row.verdict == "to mark" for row in rows),
    )
