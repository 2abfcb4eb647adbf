"""The class: which misconceptions the answers reveal, and how each question went."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from helpers.coursework import facts, items, pages, spreadsheets
from helpers.coursework.assignments import ASSIGNMENTS
from helpers.coursework.grading import Graded
from helpers.coursework.pages import Column

FILE = "class_picture.csv"
HEAD = ("misconception", "statement", "students", "share_percent", "questions")
_REVEALED = (
    Column("A student would say"),
    Column("Students", "marks"),
    Column("Share", "share"),
    Column("Questions"),
)
_WENT = (Column("Question"), Column("Marked", "marks"), Column("Mean", "share"))


@dataclass(frozen=True, slots=True)
class Revealed:
    """One misconception: what a student would say, in how many students it shows, and in which questions."""

    misconception: str
    statement: str
    students: int
    share_percent: str
    questions: str


def write(graded: Graded, out: Path) -> None:
    """Write class_picture.csv and class_picture.html."""
    found = revealed(graded)
    spreadsheets.write(out / FILE, HEAD, [asdict(row) for row in found])
    (out / "class_picture.html").write_text(page(graded, found), encoding="utf-8")


def revealed(graded: Graded) -> list[Revealed]:
    """Return which misconceptions the answers reveal, most frequent first."""
    told = {row["misconception"]: row["statement"] for row in facts.rows("misconceptions")}
    students: defaultdict[str, set[str]] = defaultdict(set)
    questions: defaultdict[str, set[str]] = defaultdict(set)
    for row in graded.rows:
        if row.misconception and row.points != row.out_of:
            students[row.misconception].add(row.student)
            questions[row.misconception].add(row.question)
    present = len(graded.present) or 1
    found = [
        Revealed(
            name, told.get(name, ""), len(who), f"{100 * len(who) / present:.0f}", " ".join(sorted(questions[name]))
        )
        for name, who in students.items()
    ]
    return sorted(found, key=lambda row: (-row.students, row.misconception))


def page(graded: Graded, found: list[Revealed]) -> str:
    """Return the class picture as a page: misconceptions, and how each question went."""
    lines = [
        pages.row(
            row.statement or row.misconception,
            pages.marks(row.students),
            pages.bar(row.share_percent),
            pages.cell(row.questions),
        )
        for row in found
    ]
    return pages.page(
        f"The class: {ASSIGNMENTS[graded.assignment].title}",
        f"<p>{len(graded.present)} of {len(graded.students)} students handed in.</p>"
        "<h2>Misconceptions that the answers reveal</h2>"
        + pages.table("Most frequent first", _REVEALED, lines or ['<tr><td colspan="4">None was recognised.</td></tr>'])
        + "<h2>How each question went</h2>"
        + pages.table("Mean share of the marks", _WENT, _questions(graded)),
    )


def _questions(graded: Graded) -> Iterator[str]:
    """Yield a row for each question: how many were marked, and their mean share of the marks."""
    marks: defaultdict[str, list[float]] = defaultdict(list)
    for row in (row for student in graded.present for row in graded.results[student].rows):
        if row.points is not None:
            marks[row.question].append(row.points)
    for question, points in items.points(graded.assignment).items():
        earned = marks[question]
        share = 100 * sum(earned) / (len(earned) * points) if earned else 0.0
        yield pages.row(question, pages.marks(len(earned)), pages.bar(f"{share:.0f}"))
