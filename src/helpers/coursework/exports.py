"""Marks for people and learning platforms: grades.csv, and the import files of Canvas, Moodle and Brightspace."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from helpers.coursework import items, spreadsheets
from helpers.coursework.assignments import ASSIGNMENTS
from helpers.coursework.grading import Graded, Result, Row, Total, earned, total
from helpers.coursework.roster import Student

FILE = "grades.csv"
NOTHING, UNCLEAR = "nothing handed in", "see problems.csv"  # what stands for a file, also where one may be theirs
INCOMPLETE = "incomplete"  # what stands for a total while a mark is open: a text to mark, or a file that is held back
EXCUSED = "excused"
GRADES = ("student_id", "name", "marks", "so_far", "out_of", "percent", "to_mark", "late_days", "taken_off", "file")
CANVAS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
MOODLE = ("Full name", "ID number", "Email address")
COMMENTS = "Feedback comments"
BRIGHTSPACE = ("OrgDefinedId", "Username")
BRIGHTSPACE_END = "End-of-Line Indicator"
POSSIBLE = "    Points Possible"  # the row below the head of a Canvas file; its spaces belong to it

Cells: TypeAlias = Mapping[str, object]
Columns: TypeAlias = Callable[[Result], Cells]  # what a student earned to the cells of the marks


def write(graded: Graded, out: Path) -> None:
    """Write grades.csv, and for Canvas and Moodle a file of totals and one of single questions each."""
    possible = items.points(graded.assignment)
    title = ASSIGNMENTS[graded.assignment].title
    grades = [_grade(person, graded.results[student]) for student, person in graded.students.items()]
    spreadsheets.write(out / FILE, [*GRADES, *possible], grades)

    def totals(result: Result) -> Cells:
        so_far = earned(result)  # an empty cell changes nothing on a platform, a word may be taken for a mark
        return {title: f"{so_far.points:g}" if so_far.complete and not so_far.excused else ""}

    def single(result: Result) -> Cells:
        return {f"{title} {row.question}": _marks(row).removeprefix(EXCUSED) for row in result.rows}

    _write_canvas(graded, out / "canvas.csv", {title: sum(possible.values())}, totals)
    _write_moodle(graded, out / "moodle.csv", [title], totals)
    _write_brightspace(graded, out / "brightspace.csv", f"{title} Points Grade", totals)
    columns = {f"{title} {question}": points for question, points in possible.items()}
    _write_canvas(graded, out / "canvas_questions.csv", columns, single)
    _write_moodle(graded, out / "moodle_questions.csv", list(columns), single)


def _grade(person: Student, result: Result) -> Cells:
    so_far = earned(result)
    return {
        "student_id": person.student_id,
        "name": person.name,
        "marks": _in_words(so_far, f"{so_far.points:g}"),
        "so_far": f"{so_far.points:g}",
        "out_of": f"{so_far.out_of:g}",
        "percent": _in_words(so_far, f"{100 * so_far.points / so_far.out_of:.1f}"),
        "to_mark": so_far.waiting,
        "late_days": result.late.days if result.late else "",
        "taken_off": f"{so_far.taken:g}" if so_far.taken else "",
        "file": result.file or (UNCLEAR if any(row.verdict == "held back" for row in result.rows) else NOTHING),
        **{row.question: _marks(row) for row in result.rows},
    }


def _in_words(so_far: Total, told: str) -> str:
    """Return a number of a total, or the word that stands for it where there is none."""
    return EXCUSED if so_far.excused else told if so_far.complete else INCOMPLETE


def _marks(row: Row) -> str:
    if row.verdict == "excused":
        return EXCUSED
    return "" if row.points is None else f"{row.points:g}"


def _write_canvas(graded: Graded, path: Path, possible: Mapping[str, float], columns: Columns) -> None:
    """Write an import file of Canvas; `possible` goes from its columns of marks to the marks possible."""
    head = dict.fromkeys(CANVAS, "") | {"Student": POSSIBLE} | {c: f"{points:g}" for c, points in possible.items()}
    rows = [
        {
            "Student": person.name or person.student_id,
            "ID": person.canvas_id,
            "SIS User ID": person.student_id,
            "SIS Login ID": person.login,
            "Section": person.section,
            **columns(graded.results[student]),
        }
        for student, person in graded.students.items()
    ]
    spreadsheets.write(path, [*CANVAS, *possible], [head, *rows])


def _write_moodle(graded: Graded, path: Path, names: Sequence[str], columns: Columns) -> None:
    """Write an import file of Moodle; `names` are its columns of marks."""
    rows = [
        {
            "Full name": person.name,
            "ID number": person.student_id,
            "Email address": person.email,
            **columns(graded.results[student]),
            COMMENTS: _comments(graded.results[student].rows),
        }
        for student, person in graded.students.items()
    ]
    spreadsheets.write(path, [*MOODLE, *names, COMMENTS], rows)


def _write_brightspace(graded: Graded, path: Path, column: str, columns: Columns) -> None:
    """Write an import file of Brightspace, which needs the name of the grade item followed by "Points Grade"."""
    rows = [
        {
            "OrgDefinedId": person.student_id,
            "Username": person.login,
            column: "".join(map(str, columns(graded.results[student]).values())),
            BRIGHTSPACE_END: "#",
        }
        for student, person in graded.students.items()
    ]
    spreadsheets.write(path, [*BRIGHTSPACE, column, BRIGHTSPACE_END], rows)


def _comments(rows: Sequence[Row]) -> str:
    state = "" if total(rows).complete else f"({INCOMPLETE}) "
    lost = (row for row in rows if row.sentence and row.points != row.out_of)
    return state + " ".join(f"{row.question}: {row.sentence}" for row in lost)
