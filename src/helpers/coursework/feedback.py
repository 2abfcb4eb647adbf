"""Feedback: one page for each student, with every lost mark explained in a sentence and no answer given away."""

import functools
from pathlib import Path

from helpers.coursework import facts, items, pages
from helpers.coursework.assignments import ASSIGNMENTS
from helpers.coursework.changes import short
from helpers.coursework.grading import Graded, Result, Row, earned
from helpers.coursework.pages import Column
from helpers.coursework.problems import Problem
from helpers.coursework.roster import Student
from helpers.coursework.written import Written

FOLDER = "feedback"
_COLUMNS = (Column("Question"), Column("Your answer"), Column("Marks", "marks"), Column("Why"))


def write(graded: Graded, folder: Path, written: Written) -> None:
    """Write one page for each student who handed something in; one that cannot be written stops no other."""
    folder.mkdir(parents=True, exist_ok=True)
    for student in graded.present:
        name = f"{student}.html"
        written.attempt(f"{folder.name}/{name}", _write_page, graded, student, folder / name)


def _write_page(graded: Graded, student: str, path: Path) -> None:
    path.write_text(page(graded, graded.students[student]), encoding="utf-8", errors="replace")


def page(graded: Graded, person: Student) -> str:
    """Return a student's feedback."""
    result = graded.results[person.student_id]
    name = pages.escape(f"{person.name or person.student_id} ({person.student_id})")
    return pages.page(
        f"Feedback: {ASSIGNMENTS[graded.assignment].title}",
        f"<p>{name}: {_sum(result)}</p>"
        + pages.table("Each question, what you recorded, and what the mark rests on", _COLUMNS, map(_row, result.rows))
        + _about_the_file(graded.problems.serious(person.student_id)),
    )


def _sum(result: Result) -> str:
    """Return a student's marks in words, and what was taken off (HTML)."""
    so_far, late = earned(result), result.late
    if so_far.excused:
        return "<strong>excused</strong>."
    told = f"<strong>{so_far.points:g} of {so_far.out_of:g} marks</strong>.{_waiting(so_far.waiting)}"
    if late and so_far.taken:
        days = "1 day" if late.days == 1 else f"{late.days} days"
        told += f" Handed in {late.when}, {days} late: {so_far.taken:g} marks are taken off."
    return told


def _waiting(number: int) -> str:
    if number == 1:
        return " 1 text waits for a person to mark it."
    return f" {number} texts wait for a person to mark them." if number else ""


def _row(row: Row) -> str:
    item = items.load()[row.item]
    lost = row.verdict != "excused" and (row.points is None or row.points < row.out_of)
    return pages.row(
        f"{row.question} {item.title}",
        pages.cell(short(row.answer) or "none"),
        pages.marks(_marks(row)),
        pages.cell(_why(row, item.objective) if lost else row.sentence or "Right."),
    )


def _marks(row: Row) -> str:
    if row.verdict == "excused":
        return "excused"
    return "open" if row.points is None else f"{row.points:g} of {row.out_of:g}"


def _why(row: Row, objective: str) -> str:
    return f"{row.sentence} {_where_to_look(objective)}"


@functools.cache
def _where_to_look(objective: str) -> str:
    """Return the lesson to which an objective belongs, in words."""
    lesson = facts.first("objectives", objective=objective)["lesson"]
    return f"Lesson: {facts.first('lessons', lesson=lesson)['title']}, objective {objective}."


def _about_the_file(problems: list[Problem]) -> str:
    """Return a list of what was serious about the file, or nothing."""
    told = "".join(f"<li>{pages.escape(f'{p.question} {p.what}'.strip())}</li>" for p in problems)
    return f"<h2>About your file</h2><ul>{told}</ul>" if told else ""
