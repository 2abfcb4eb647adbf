"""Reading marks from tables that people filled in: which line says what, and why a line is not applied.

A mark belongs to one text. A line says which by its fingerprint (`text_id`), else by the text beside it. What Excel
does to a table (leading zeros gone, another encoding, decimal commas) is undone; what could be meant in two ways is not
guessed.
"""

import math
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from helpers.coursework import items, sheets
from helpers.coursework.assignments import assignment_of, question_name
from helpers.coursework.grading import Row
from helpers.coursework.handmarks.store import HandMark, Store
from helpers.coursework.record_format import visible
from helpers.coursework.sheets import Entry, Sheet

WANTED = ("student", "question", "marks")
_LOST = frozenset("?\ufffd")  # what an encoding leaves of a letter that it does not have
_ITEM = re.compile(r"\s*([Aa]\d\s*[-_–]\s*\d{1,2})\s*([a-z])?\s*")
_NUMBER = re.compile(r"[+-]?(?:\d{1,6}(?:[.,]\d{0,20})?|[.,]\d{1,20})")
_OF = re.compile(r"(.+?)\s*\bof\s*(\d{1,6}(?:[.,]\d{1,20})?)")
_DECIMALS = 6  # of marks that are kept
# What a cell of marks holds instead of a number, and why it is not applied.
_NOT_MARKS = (
    (
        re.compile(r"="),
        "the value of the formula {} is not stored; open the table in a spreadsheet and save it, or write the number.",
    ),
    (re.compile(r".*%"), "the marks {} are a per cent; write how many of the marks there are."),
    (
        re.compile(r"\d{4}-\d\d-\d\d|\d\d:\d\d:\d\d|\d{1,2}\. ?[^\W\d]{3,}|\d{1,2}-[^\W\d]{3,}|[^\W\d]{3,}-\d{1,2}"),
        "a spreadsheet took the marks for the date or time {}; format the column as text and write them again.",
    ),
    (re.compile(r"[-–—]+$"), "{} says nothing; leave the cell empty to mark later, or write 0."),
    (re.compile(r"(?i)(?:ex|excused)\W*$"), "{} is no number; who is excused stands in rules.toml (excused)."),
)
_COUNTS = re.compile(r"[0-9]+(?:[eE][0-9]{1,2})?")  # an id that a spreadsheet takes for a number
_COUNTED = re.compile(r"\d+(?:[.,]0+)?|\d(?:[.,]\d+)?[eE]\+?\d+")


@dataclass(frozen=True, slots=True)
class Refused:
    """One line that was not applied: where it stands, whose it is, what it says, and why."""

    where: str
    student: str
    question: str
    marks: str
    reason: str

    @property
    def words(self) -> str:
        """The line in words."""
        about = ", ".join(part for part in (self.student, self.question) if part)
        return f"{self.where}{f' ({about})' if about else ''}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Class:
    """What lines are compared with: the rows that wait for a person or were marked by one, and all known students."""

    assignment: str
    rows: Mapping[tuple[str, str], Row]
    students: Collection[str]
    stamp: HandMark  # holds who enters the marks and when


class _No(ValueError):
    """A line cannot be applied; the message is the reason."""


def enter(paths: Iterable[Path], known: Class, store: Store) -> list[Refused]:
    """Add to the store what filled tables say that it does not hold yet; return every line that was not applied."""
    refused = [Refused(f"{store.path.name}, line {n}", "", "", "", "this line is damaged.") for n in store.damaged]
    found: dict[tuple[str, str, str], tuple[HandMark, str]] = {}
    for path in paths:
        for entry in _entries(path, refused):
            _enter(entry, known, store, found, refused)
    store.add(mark for mark, _ in found.values())
    return refused


def _entries(path: Path, refused: list[Refused]) -> list[Entry]:
    """Return the lines of a table; a sheet without the headings that are needed is named."""
    found: list[Entry] = []
    try:
        read = sheets.read(path)
    except sheets.SheetError as error:
        refused.append(Refused(path.name, "", "", "", str(error)))
        return found
    for sheet in read:
        if any(not line.blank for line in sheet.lines):
            try:
                found += [_with_item(entry, sheet) for entry in sheets.entries(_usual(sheet), WANTED)]
            except sheets.SheetError as error:
                refused.append(Refused(sheet.place, "", "", "", str(error)))
    return found


_OTHER_HEADINGS = {
    "student_id": "student", "id": "student", "item": "item", "text": "answer", "mark": "marks", "points": "marks",
    "comments": "comment", "feedback": "comment",
}  # fmt: skip


def _usual(sheet: Sheet) -> Sheet:
    """Return a sheet whose headings have the usual names, where people wrote others."""
    lines = list(sheet.lines)
    for place, line in enumerate(lines[: sheets.DEEPEST_HEAD]):
        head = [sheets.heading(cell) for cell in line.cells]
        usual = [name if name in WANTED else _OTHER_HEADINGS.get(name, name) for name in head]
        if set(WANTED) <= set(usual):
            kept = [
                name if name not in head[:number] else cell
                for number, (name, cell) in enumerate(zip(usual, head, strict=True))
            ]
            lines[place] = replace(line, cells=tuple(kept))
            break
    return replace(sheet, lines=tuple(lines))


def _with_item(entry: Entry, sheet: Sheet) -> Entry:
    """Return a line with its item where only the name of its sheet says it."""
    if entry.get("item") or sheet.name not in items.load():
        return entry
    return replace(entry, cells={**entry.cells, "item": sheet.name})


def _enter(
    entry: Entry,
    known: Class,
    store: Store,
    found: dict[tuple[str, str, str], tuple[HandMark, str]],
    refused: list[Refused],
) -> None:
    """Take one line: into `found` where it says something new, into `refused` where it cannot be applied."""
    if not entry.get("marks"):
        if entry.get("comment") and not entry.get("given"):
            refused.append(_refused(entry, "there is a comment but no marks."))
        return
    try:
        mark = _decision(entry, known, store)
        if mark is None:
            return
        key = (mark.student, mark.item, mark.text)
        if key in found and found[key][0].points != mark.points:
            other, where = found[key]
            raise _No(f"{where} gives {other.points:g} to the same text; decide for one of them.")
        found.setdefault(key, (mark, entry.where))
    except _No as reason:
        refused.append(_refused(entry, str(reason)))


def _refused(entry: Entry, reason: str) -> Refused:
    return Refused(entry.where, entry.get("student"), entry.get("question"), entry.get("marks"), reason)


def _decision(entry: Entry, known: Class, store: Store) -> HandMark | None:
    """Return the decision in a line, or None where it says what the store holds. Raises `_No` with the reason."""
    question, item = _question(entry)
    student = _student(entry, question, known)
    row = known.rows.get((student, question))
    item = item or (row.item if row else "")
    text = _text(entry, row, known, store, (student, question, item))
    points = _points(entry.get("marks"), items.load()[item].points)
    comment = entry.get("comment")
    if not _is_new(entry, points, comment, store, (student, item, text)):
        return None
    return replace(
        known.stamp,
        assignment=assignment_of(question),
        student=student,
        question=question,
        item=item,
        text=text,
        points=points,
        comment=comment,
    )


# ---------------------------------------------------------------------------- which question, whose, which text


def _question(entry: Entry) -> tuple[str, str]:
    """Return the question and the item (empty where it is not said) that a line is about."""
    said = entry.get("question")
    match = _ITEM.fullmatch(said)
    question = question_name(match[1]) if match else None
    if question is None or question not in items.questions(assignment_of(question)):
        raise _No(f"'{said}' is no question of the coursework.")
    named = entry.get("item") or (f"{question}{match[2]}" if match and match[2] else "")
    if named and (named not in items.load() or items.load()[named].question != question):
        raise _No(f"'{named}' is no item of {question}.")
    return question, named


def _student(entry: Entry, question: str, known: Class) -> str:
    """Return the student of a line, also where a spreadsheet took the id for a number."""
    said = visible(entry.get("student"))
    if said in known.students:
        return said
    same = [student for student in known.students if student.casefold() == said.casefold()]
    if not same and _COUNTED.fullmatch(said):
        value = float(said.replace(",", "."))
        numbers = ((student, _COUNTS.fullmatch(student)) for student in known.students)
        same = [student for student, counts in numbers if counts and _looks_like(float(student), value, said)]
    if len(same) > 1 and entry.get("text_id"):
        rows = (known.rows.get((student, question)) for student in same)
        same = [row.student for row in rows if row and row.text == entry.get("text_id")]
    if len(same) > 1:
        raise _No(f"'{said}' may be {' or '.join(sorted(same))}; write the whole id, as text.")
    if not same:
        raise _No(f"'{said}' is not in the roster." if said else "it names no student.")
    return same[0]


def _looks_like(known: float, value: float, said: str) -> bool:
    """Return whether a spreadsheet may have written the number `known` as `said`."""
    if "e" not in said.casefold():
        return known == value
    digits = len(re.sub(r"\D", "", said.casefold().partition("e")[0])) - 1
    return f"{known:.{digits}e}" == f"{value:.{digits}e}"


def _text(entry: Entry, row: Row | None, known: Class, store: Store, about: tuple[str, str, str]) -> str:
    """Return the fingerprint of the text that a line marks. Raises `_No` where that is not the text there is now."""
    student, question, item = about
    said = entry.get("text_id")
    if row is None:
        return _elsewhere(said, known, about)
    if item != row.item:
        raise _No(f"{student} was asked {row.item}, and this line is about {item}.")
    if said == row.text:
        return said
    told = entry.get("answer")
    if said or (told and not _same(told, row.answer)):
        raise _No("the text was changed since it was marked; read the new one and mark it in the new table.")
    if not told and any(mark.text != row.text for mark in store.about(student, item)):
        raise _No("it does not say which text was marked, and there are two; use the table that grading wrote.")
    return row.text


def _elsewhere(said: str, known: Class, about: tuple[str, str, str]) -> str:
    """Return the fingerprint of a text that is not before us: of another assignment, or of somebody not graded now."""
    student, question, item = about
    if assignment_of(question) != known.assignment and not (said and item):
        raise _No(f"it is a mark of {assignment_of(question)}; grade that assignment to enter it.")
    if not (said and item):
        raise _No("no answer to this question waits for a person.")
    return said


def _same(told: str, answer: str) -> bool:
    """Return whether a table shows the text `answer`, as far as its encoding has the letters."""
    one, other = (_plain(text) for text in (told, answer))
    wide = re.sub(r"[\U00010000-\U0010ffff]", "??", other)
    return any(
        len(one) == len(whole) and all(a == b or a in _LOST for a, b in zip(one, whole, strict=True))
        for whole in (other, wide)
    )


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text.removeprefix("'")).split())


# ---------------------------------------------------------------------------- how many marks, and whether that is new


def _points(said: str, out_of: float) -> float:
    """Return the marks in a cell. Raises `_No` where they cannot be given."""
    number = _number(said, out_of)
    if not number:
        told = (reason.format(f"'{said}'") for form, reason in _NOT_MARKS if form.match(said))
        raise _No(next(told, f"the marks '{said}' are not a number."))
    points = round(float(number), _DECIMALS)
    if points < 0 or math.copysign(1, points) < 0:
        raise _No(f"the marks {said} are below 0.")
    if points > out_of:
        raise _No(f"the marks {said} are more than the {out_of:g} that there are.")
    return points


def _number(said: str, out_of: float) -> str:
    """Return the number in a cell as Python reads it; empty where it is none.

    What there is may stand behind it ("2 of 4"); another number there, or a stroke ("2/4"), may mean a share, too.
    """
    shown = visible(said)
    if (of := _OF.fullmatch(shown)) and float(of[2].replace(",", ".")) == out_of:
        shown = of[1].strip()
    if any(unicodedata.category(letter) == "No" for letter in shown):  # half a mark, or the sign of a footnote
        return ""
    plain = unicodedata.normalize("NFKC", shown).replace("\u2212", "-")
    return plain.replace(",", ".") if _NUMBER.fullmatch(plain) else ""


def _is_new(entry: Entry, points: float, comment: str, store: Store, about: tuple[str, str, str]) -> bool:
    """Return whether a line says what the store does not. Raises `_No` where the store has a later decision."""
    ours = store.given(*about)
    if ours is None or (ours.points, ours.comment) == (points, comment):
        return ours is None
    before = entry.get("given").replace(",", ".")
    if ours.points == points:
        return bool(comment)
    if before and _NUMBER.fullmatch(before):
        if float(before) == points:
            return False
        if float(before) == ours.points:
            return True
    student, item, text = about
    earlier: Sequence[float | None] = [mark.points for mark in store.about(student, item) if mark.text == text]
    if points in earlier:
        by = f" by {ours.marker}" if ours.marker else ""
        raise _No(f"the text was given {ours.points:g}{by} after this table was filled ({ours.time[:16]}).")
    return True
