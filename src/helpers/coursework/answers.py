"""The table answers.csv: every row as it was marked, and what an earlier grading wrote into it."""

from dataclasses import dataclass, fields
from pathlib import Path

from helpers.coursework import sheets, spreadsheets
from helpers.coursework.grading import Graded, Row
from helpers.coursework.sheets import Entry

FILE = "answers.csv"
HEAD = tuple(field.name for field in fields(Row) if field.name != "by_hand")


class AnswersError(ValueError):
    """answers.csv cannot be read; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Stored:
    """One row of an earlier answers.csv. `points` is None where a person had to mark it."""

    student: str
    question: str
    item: str
    answer: str
    points: float | None
    out_of: float
    verdict: str
    right: str
    tolerance: float


def write(graded: Graded, folder: Path) -> None:
    """Write answers.csv."""
    spreadsheets.write(folder / FILE, HEAD, [{name: getattr(row, name) for name in HEAD} for row in graded.rows])


def read(folder: Path) -> dict[tuple[str, str], Stored]:
    """Return the rows of an earlier answers.csv by student and question; empty when there is none."""
    path = folder / FILE
    if not path.is_file():
        return {}
    try:
        entries = [entry for sheet in sheets.read(path) for entry in sheets.entries(sheet, HEAD[:-1])]
        rows = [_stored(entry) for entry in entries]
    except ValueError:
        raise AnswersError(f"{path} is damaged. Move it away and grade again.") from None
    return {(row.student, row.question): row for row in rows}


def _number(cell: str) -> float:
    """Return a number of the table, also where a spreadsheet gave it a decimal comma."""
    return float(cell.replace(",", "."))


def _stored(row: Entry) -> Stored:
    return Stored(
        student=row.get("student"),
        question=row.get("question"),
        item=row.get("item"),
        answer=row.get("answer"),
        points=_number(row.get("points")) if row.get("points") else None,
        out_of=_number(row.get("out_of")),
        verdict=row.get("verdict"),
        right=row.get("right"),
        tolerance=_number(row.get("tolerance")),
    )
