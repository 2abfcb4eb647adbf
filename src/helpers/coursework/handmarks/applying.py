"""From the store into what was graded: each text gets the marks that were given to it, and to no other text."""

from collections.abc import Iterator
from dataclasses import replace

from helpers.coursework import items
from helpers.coursework.grading import Graded, Result, Row
from helpers.coursework.handmarks.store import HandMark, Store
from helpers.coursework.judging import FOR_A_PERSON
from helpers.coursework.problems import Code, Where


def apply(graded: Graded, store: Store) -> Graded:
    """Return `graded` with the marks that persons gave. A text that was changed since is listed and waits."""
    results = {student: _marked(result, graded, store) for student, result in graded.results.items()}
    return replace(graded, results=results)


def _marked(result: Result, graded: Graded, store: Store) -> Result:
    return replace(result, rows=tuple(_row(row, result, graded, store) for row in result.rows))


def _row(row: Row, result: Result, graded: Graded, store: Store) -> Row:
    if row.verdict not in FOR_A_PERSON:
        return row
    given = store.given(result.owner or row.student, row.item, row.text)
    if given is None or given.points is None:
        _list_changed(row, result.file, graded, store)
        return row
    points = min(given.points, row.out_of)
    return replace(row, points=points, verdict="marked by hand", sentence=_sentence(row, given, points), by_hand=given)


def _list_changed(row: Row, file: str, graded: Graded, store: Store) -> None:
    """List a text that was marked before it was changed."""
    before = [mark for mark in store.about(row.student, row.item) if mark.points is not None and mark.text != row.text]
    if before:
        where = Where(row.student, file, row.question)
        graded.problems.add(Code.TEXT_CHANGED, where, marks=f"{before[-1].points:g}", time=before[-1].time[:10])


def _sentence(row: Row, given: HandMark, points: float) -> str:
    """Return what the student reads: which lines of the rubric were found, and the comment."""
    found = ". ".join([*_lines(row, given), *([given.comment] if given.comment else [])])
    return found or ("" if points == row.out_of else "Marked by a person with the rubric.")


def _lines(row: Row, given: HandMark) -> Iterator[str]:
    """Yield each line of the rubric with whether it was found, where the marker said so."""
    if given.lines:
        for option in items.load()[row.item].options:
            yield f"{'Found' if option.name in given.lines else 'Missing'}: {option.text}"
