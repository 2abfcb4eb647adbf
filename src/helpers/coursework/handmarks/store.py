"""The store of marks that people give: a file of its own, to which lines are only ever added.

One line is one decision: for which text of which student, how many marks, by whom, when, with which comment. Of
several decisions about one text the last one counts. A text that was changed has none, and waits for a person.
Nothing that is graded later writes here, and no spreadsheet opens this file by itself: its lines are JSON.
"""

import hashlib
import json
import os
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from helpers.coursework.record_format import whole

FILE = "hand_marks.jsonl"
DIGITS = 12  # of a fingerprint


@dataclass(frozen=True, slots=True)
class HandMark:
    """One decision of a person about one text. `text` is its fingerprint, `time` in ISO form with its zone.

    `lines` are the lines of the rubric that were given, by their names. `points` is None where marks were taken back.
    """

    assignment: str
    student: str
    question: str
    item: str
    text: str
    points: float | None
    marker: str = ""
    comment: str = ""
    time: str = ""
    lines: tuple[str, ...] = ()


def fingerprint(text: str) -> str:
    """Return the fingerprint of a text that was marked; it begins with a letter, so that no spreadsheet counts it.

    How a line ends and how an accent is written change nothing: spreadsheets change them.
    """
    plain = " ".join(unicodedata.normalize("NFC", whole(text)).split())
    return "t" + hashlib.sha256(plain.encode()).hexdigest()[:DIGITS]


@dataclass(slots=True)
class Store:
    """All decisions of a store, in their order. `damaged` are the numbers of lines that cannot be read."""

    path: Path
    decisions: list[HandMark] = field(default_factory=list)
    damaged: list[int] = field(default_factory=list)
    _last: dict[tuple[str, str, str], HandMark] = field(default_factory=dict)
    _size: int = 0  # of the file when it was read or written last

    def given(self, student: str, item: str, text: str) -> HandMark | None:
        """Return the decision that counts for this text of a student's, or None where there is none."""
        found = self._last.get((student, item, text))
        return found if found is not None and found.points is not None else None

    def last(self, student: str, item: str, text: str) -> HandMark | None:
        """Return the last decision about this text, also one that took marks back."""
        return self._last.get((student, item, text))

    @property
    def students(self) -> set[str]:
        """Everybody whose texts were marked."""
        return {mark.student for mark in self.decisions}

    def about(self, student: str, item: str) -> list[HandMark]:
        """Return every decision about a student's texts for this item, the oldest first."""
        return [mark for mark in self.decisions if mark.student == student and mark.item == item]

    def comments(self, item: str) -> list[str]:
        """Return the comments that were given to an item, the most frequent first."""
        counted: dict[str, int] = {}
        for mark in self.decisions:
            if mark.item == item and mark.comment:
                counted[mark.comment] = counted.get(mark.comment, 0) + 1
        return sorted(counted, key=lambda comment: -counted[comment])

    def add(self, marks: Iterable[HandMark]) -> None:
        """Write decisions below those that are there. Raises OSError where the file cannot be written."""
        new = list(marks)
        if not new:
            return
        text = "".join(json.dumps(asdict(mark), ensure_ascii=False) + "\n" for mark in new)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a+b") as file:
            file.write((b"" if _ends_a_line(file) else b"\n") + text.encode())
            file.flush()
            os.fsync(file.fileno())
            self._size = file.tell()
        for mark in new:
            self._take(mark)

    def renew(self) -> None:
        """Read the file again where something else has written to it."""
        if self.path.is_file() and self.path.stat().st_size != self._size:
            there = read(self.path)
            self.decisions, self.damaged, self._last, self._size = (
                there.decisions, there.damaged, there._last, there._size,
            )  # fmt: skip

    def _take(self, mark: HandMark) -> None:
        self.decisions.append(mark)
        self._last[mark.student, mark.item, mark.text] = mark


def read(path: Path) -> Store:
    """Return the store in a file; an empty one where there is no file yet."""
    store = Store(path)
    if path.is_file():
        store._size = path.stat().st_size
        for number, mark in _read_lines(path):
            if mark is None:
                store.damaged.append(number)
            else:
                store._take(mark)
    return store


def _read_lines(path: Path) -> Iterator[tuple[int, HandMark | None]]:
    for number, line in enumerate(path.read_bytes().split(b"\n"), start=1):
        if line.strip():
            yield number, _parsed(line)


def _parsed(line: bytes) -> HandMark | None:
    """Return the decision in a line, or None where it is none."""
    try:
        stored: Mapping[str, Any] = json.loads(line)
        points = stored["points"]
        return HandMark(
            **{name: str(stored[name]) for name in ("assignment", "student", "question", "item", "text")},
            points=None if points is None else float(points),
            **{name: str(stored.get(name, "")) for name in ("marker", "comment", "time")},
            lines=tuple(str(name) for name in stored.get("lines", ())),
        )
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _ends_a_line(file: Any) -> bool:
    """Return whether a file that is open for adding is empty or ends with a whole line."""
    if file.seek(0, os.SEEK_END) == 0:
        return True
    file.seek(-1, os.SEEK_END)
    return file.read(1) == b"\n"
