"""Feedback: one page for each student, with every lost mark explained in a sentence and no answer given away."""

import functools
from pathlib import Path

from helpers.coursework import facts, items, pages
from helpers.coursework.assignments import ASSIGNMENTS
from helpers.coursework.changes import short
from helpers.coursework.grading import Graded, Row, total
from helpers.coursework.pages import Column
from helpers.coursework.problems import Problem
from helpers.coursework.roster import Student

_COLUMNS = (Column("Question"), Column("Your answer"), Column("Marks", "marks"), Column("Why"))


def write(graded: Graded, folder: Path) -> None:
    """Write one page for each student who handed something in."""
    folder.mkdir(parents=True, exist_ok=True)
    for student in graded.present:
        text = page(graded, graded.students[student])
        (folder / f"{student}.html").write_text(text, encoding="utf-8", errors="replace")


def page(graded: Graded, person: Student) -> str:
    """Return a student's feedback."""
    rows = graded.results[person.student_id].rows
    earned = total(rows)
    name = pages.escape(f"{person.name or person.student_id} ({person.student_id})")
    return pages.page(
        f"Feedback: {ASSIGNMENTS[graded.assignment].title}",
        f"<p>{name}: <strong>{earned.points:g} of {earned.out_of:g} marks</strong>.{_waiting(earned.waiting)}</p>"
        + pages.table("Each question, what you recorded, and what the mark rests on", _COLUMNS, map(_row, rows))
        + _about_the_file(graded.problems.serious(person.student_id)),
    )


def _waiting(number: int) -> str:
    if number == 1:
        return " 1 text waits for a person to mark it."
    return f" {number} texts wait for a person to mark them." if number else ""


def _row(row: Row) -> str:
    item = items.load()[row.item]
    lost = row.points is None or row.points < row.out_of
    return pages.row(
        f"{row.question} {item.title}",
        pages.cell(short(row.answer) or "none"),
        pages.marks("open" if row.points is None else f"{row.points:g} of {row.out_of:g}"),
        pages.cell(f"{row.sentence} {_where_to_look(item.objective)}" if lost else "Right."),
    )


@functools.cache
def _where_to_look(objective: str) -> str:
    """Return the lesson to which an objective belongs, in words."""
    lesson = facts.first("objectives", objective=objective)["lesson"]
    return f"Lesson: {facts.first('lessons', lesson=lesson)['title']}, objective {objective}."


def _about_the_file(problems: list[Problem]) -> str:
    """Return a list of what was serious about the file, or nothing."""
    told = "".join(f"<li>{pages.escape(f'{p.question} {p.what}'.strip())}</li>" for p in problems)
    return f"<h2>About your file</h2><ul>{told}</ul>" if told else ""
