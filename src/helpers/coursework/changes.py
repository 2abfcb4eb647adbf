"""Who changed since an earlier grading, by how much and why."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from helpers.coursework import spreadsheets
from helpers.coursework.answers import Stored
from helpers.coursework.grading import Graded, Row

FILE = "changes.csv"
HEAD = ("student", "question", "before", "after", "why")
LONGEST = 40  # characters of an answer that is quoted


@dataclass(frozen=True, slots=True)
class Change:
    """One question whose marks are others than before."""

    student: str
    question: str
    before: str
    after: str
    why: str

    @property
    def words(self) -> str:
        """The change in words, without the student."""
        return f"{self.question} {self.before} -> {self.after} ({self.why})"


def compare(before: Mapping[tuple[str, str], Stored], graded: Graded) -> list[Change]:
    """Return what changed since `before`, the rows of an earlier grading by student and question."""
    changes: list[Change] = []
    for row in graded.rows:
        old = before.get((row.student, row.question))
        if old and _marks(old.points) != _marks(row.points):
            changes.append(Change(row.student, row.question, _marks(old.points), _marks(row.points), _why(old, row)))
    return changes


def write(changes: list[Change], folder: Path) -> None:
    """Write changes.csv."""
    spreadsheets.write(folder / FILE, HEAD, [asdict(change) for change in changes])


def short(text: str) -> str:
    """Return a text cut to what fits into a sentence."""
    return text if len(text) <= LONGEST else text[: LONGEST - 3] + "..."


def _marks(points: float | None) -> str:
    return "to mark" if points is None else f"{points:g}"


def _why(old: Stored, row: Row) -> str:
    if old.answer.split() != spreadsheets.shown(spreadsheets.safe(row.answer)).split():
        return f"another answer was read: '{short(old.answer)}' before, '{short(row.answer)}' now"
    if row.verdict == "marked by hand":
        return "marked by a person"
    if old.item != row.item:
        return f"another item was asked: {old.item} before, {row.item} now"
    if old.right != row.right:
        return f"the right answer was corrected: {old.right} before, {row.right} now"
    if old.tolerance != row.tolerance:
        return f"the tolerance was changed: {old.tolerance:g} before, {row.tolerance:g} now"
    if old.out_of != row.out_of:
        return f"the marks of the question were changed: {old.out_of:g} before, {row.out_of:g} now"
    return f"the rule for this answer was changed: {old.verdict} before, {row.verdict} now"
