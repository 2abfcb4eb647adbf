"""Marks that a person gives: the table manual.csv, written with the rubric and read back with the marks."""

from collections.abc import Mapping
from pathlib import Path

from helpers.coursework import items, spreadsheets
from helpers.coursework.grading import Graded, Manual, Row
from helpers.coursework.judging import FOR_A_PERSON

FILE = "manual.csv"
HEAD = ("student", "question", "item", "task", "answer", "rubric", "out_of", "marks")


class HandmarkError(ValueError):
    """A line of manual.csv cannot be read; the message names it."""


def read(path: Path) -> Manual:
    """Return the marks entered in a manual.csv, by student and question. Raises `HandmarkError` with the line."""
    marks: dict[tuple[str, str], float] = {}
    for number, row in enumerate(spreadsheets.read(path), start=2):
        text = (row.get("marks") or "").strip().replace(",", ".")
        if text:
            try:
                marks[row["student"], row["question"]] = float(text)
            except ValueError:
                raise HandmarkError(f"{path.name}, line {number}: the marks '{text}' are not a number.") from None
    return marks


def write(graded: Graded, folder: Path) -> None:
    """Write manual.csv: what a person has to mark; marks given before are kept."""
    rows = [
        _row(row, graded.results[row.student].tasks[row.question])
        for row in graded.rows
        if row.verdict in FOR_A_PERSON or row.verdict == "marked by hand"
    ]
    spreadsheets.write(folder / FILE, HEAD, rows)


def _row(row: Row, task: str) -> Mapping[str, str]:
    item = items.load()[row.item]
    rubric = "; ".join(f"{option.text} ({option.score:g})" for option in item.options)
    return {
        "student": row.student,
        "question": row.question,
        "item": row.item,
        "task": task,
        "answer": row.answer,
        "rubric": rubric if item.kind == "text" else f"right is {row.right} {item.unit}".strip(),
        "out_of": f"{row.out_of:g}",
        "marks": f"{row.points:g}" if row.verdict == "marked by hand" else "",
    }
