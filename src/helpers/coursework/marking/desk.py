"""What lies on the marker's desk: the texts of each item in an order that tells nobody, and what was given to them."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from helpers.coursework import items
from helpers.coursework.assignments import assignment_of
from helpers.coursework.dice import Dice
from helpers.coursework.grading import Graded, Row
from helpers.coursework.handmarks import tables
from helpers.coursework.handmarks.store import HandMark, Store

MOST_COMMENTS = 12  # that the page offers for one item
LONGEST_COMMENT = 2000


class DeskError(ValueError):
    """What the page sent cannot be stored; the message says why."""


@dataclass(frozen=True, slots=True)
class _Text:
    """One text: the row that was graded, and the question in the student's numbers."""

    row: Row
    task: str


class Desk:
    """The texts of one assignment. A text is known to the page by a number that says nothing about whose it is."""

    def __init__(self, graded: Graded, store: Store, marker: str = "") -> None:
        self._store, self._marker, self._lock = store, marker, threading.Lock()
        by_item: dict[str, list[_Text]] = {}
        for row in tables.to_mark(graded):
            by_item.setdefault(row.item, []).append(_Text(row, graded.results[row.student].tasks[row.question]))
        self._texts: list[_Text] = []
        for item in sorted(by_item):
            self._texts += Dice("desk", graded.assignment, "", item).shuffled(by_item[item])
        self._seen: dict[_Text, HandMark | None] = {}  # the decision about each text that the page knows

    def shown(self) -> dict[str, Any]:
        """Return everything that the page shows, as JSON: items with their rubric, texts and comments. No names."""
        self._store.renew()
        found: dict[str, dict[str, Any]] = {}
        for number, text in enumerate(self._texts):
            about = found.setdefault(text.row.item, self._item(text.row))
            about["texts"].append(self._shown(number, text))
        return {"items": list(found.values())}

    def mark(self, sent: Mapping[str, Any]) -> dict[str, Any]:
        """Store what the page sent about one text, and return how many are marked. Raises `DeskError`.

        What another marker has given to it since the page was loaded is told; of two decisions the later one counts.
        """
        text = self._text(sent.get("text"))
        row = text.row
        points = _points(sent.get("points"), row.out_of)
        known = [option.name for option in items.load()[row.item].options]
        lines = tuple(name for name in known if name in _list(sent.get("lines")))
        comment = str(sent.get("comment") or "").strip()[:LONGEST_COMMENT]
        now = datetime.now().astimezone().isoformat(timespec="seconds")
        decision = HandMark(
            assignment=assignment_of(row.question),
            student=row.student,
            question=row.question,
            item=row.item,
            text=row.text,
            points=points,
            marker=self._marker,
            comment=comment,
            time=now,
            lines=lines,
        )
        with self._lock:
            self._store.renew()
            last = self._last(text)
            other = _told_of(last, decision) if last != self._seen.get(text) else ""
            if last is None or replace(last, time=now, marker=self._marker) != decision:
                self._store.add([decision])
            self._seen[text] = self._last(text)
        marked = sum(self._given(one) is not None for one in self._texts)
        return {"marked": marked, "of": len(self._texts), "time": now, "other": other}

    def _item(self, row: Row) -> dict[str, Any]:
        about = items.load()[row.item]
        rubric = [
            {"name": option.name, "text": option.text, "score": option.score}
            for option in about.options
            if about.kind == "text"
        ]
        comments = self._store.comments(row.item)[:MOST_COMMENTS]
        return {
            "item": row.item,
            "title": about.title,
            "out_of": row.out_of,
            "rubric": rubric,
            "comments": comments,
            "texts": [],
        }

    def _shown(self, number: int, text: _Text) -> dict[str, Any]:
        given, last = self._given(text), self._last(text)
        self._seen[text] = last
        right = "" if items.load()[text.row.item].kind == "text" else tables.rubric(text.row)
        return {
            "text": number,
            "task": text.task,
            "answer": text.row.answer,
            "right": right,
            "points": given.points if given else None,
            "lines": list(last.lines) if last else [],
            "comment": last.comment if last else "",
        }

    def _given(self, text: _Text) -> HandMark | None:
        return self._store.given(text.row.student, text.row.item, text.row.text)

    def _last(self, text: _Text) -> HandMark | None:
        """Return the last decision about a text, also one without marks."""
        return self._store.last(text.row.student, text.row.item, text.row.text)

    def _text(self, number: object) -> _Text:
        if isinstance(number, int) and not isinstance(number, bool) and 0 <= number < len(self._texts):
            return self._texts[number]
        raise DeskError("There is no such text on the desk; load the page again.")


def _told_of(last: HandMark | None, decision: HandMark) -> str:
    """Return what another marker had decided; empty where it is the same."""
    if last is None or last.points == decision.points:
        return ""
    given = "no marks" if last.points is None else f"{last.points:g}"
    return f"{last.marker or 'Another marker'} had given {given}; yours count now."


def _points(said: object, out_of: float) -> float | None:
    """Return the marks; None takes them back."""
    if said is None:
        return None
    if isinstance(said, int | float) and not isinstance(said, bool) and 0 <= said <= out_of:
        return float(said)
    raise DeskError(f"Marks are a number from 0 to {out_of:g}.")


def _list(said: object) -> list[object]:
    return said if isinstance(said, list) else []
