"""Marks by hand in one step: what filled tables say goes into the store, and from the store into what was graded."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from helpers.coursework.grading import Graded
from helpers.coursework.handmarks import applying, entering, store, tables
from helpers.coursework.handmarks.entering import Refused
from helpers.coursework.handmarks.store import HandMark

STORE = store.FILE
TABLES = (tables.CSV, tables.XLSX)


@dataclass(frozen=True, slots=True)
class Given:
    """Where marks come from: the file of the store, tables that were filled in, and who filled them.

    `others` are students who were graded earlier and may be missing from the roster now.
    """

    store: Path
    tables: Sequence[Path] = ()
    marker: str = ""
    others: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Marked:
    """What was graded, with the marks that persons gave, and the lines that were not applied."""

    graded: Graded
    refused: tuple[Refused, ...]


def with_marks(graded: Graded, given: Given) -> Marked:
    """Enter what filled tables say into the store, and return `graded` with every mark of the store."""
    kept = store.read(given.store)
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    stamp = HandMark(graded.assignment, "", "", "", "", None, given.marker, time=now)
    rows = {(row.student, row.question): row for row in tables.to_mark(graded)}
    known = entering.Class(graded.assignment, rows, {*graded.students, *kept.students, *given.others}, stamp)
    refused = entering.enter(given.tables, known, kept)
    return Marked(applying.apply(graded, kept), tuple(refused))
