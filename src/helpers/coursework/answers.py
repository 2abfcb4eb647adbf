"""The table answers.csv: every row as it was marked, and what an earlier grading wrote into it."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from helpers.coursework import spreadsheets
from helpers.coursework.grading import Graded, Row

FILE = "answers.csv"
HEAD = tuple(field.name for field in fields(Row) if field.name != "by_hand")


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
    rows = map(_stored, spreadsheets.read(path)) if path.is_file() else ()
    return {(row.student, row.question): row for row in rows}


def _stored(row: Mapping[str, str]) -> Stored:
    return Stored(
        student=row["student"],
        question=row["question"],
        item=row["item"],
        answer=spreadsheets.shown(row["answer"]),
        points=float(row["points"]) if row["points"] else None,
        out_of=float(row["out_of"]),
        verdict=row["verdict"],
        right=spreadsheets.shown(row["right"]),
        tolerance=float(row["tolerance"]),
    )
