"""Marks back into the table that a learning platform exported, so that the platform has nothing to guess.

A row gets marks when its own ids name one student of the roster. Names match nobody. A row that is not matched, two
rows of one student, a total that is not complete: each is named, and the platform gets no line of it.

The forms are those of the importers: Canvas `GradebookImporter`, Moodle `assignfeedback_offline_grade_importer`,
Brightspace's "Importing grades" and Blackboard's "Work offline" (see docs/instructors/coursework.md for the sources).
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from helpers.coursework import headings, items, sheets, spreadsheets
from helpers.coursework.assignments import ASSIGNMENTS
from helpers.coursework.grading import Graded, earned
from helpers.coursework.roster import POSSIBLE, TESTERS, Student

Platform: TypeAlias = Literal["canvas", "moodle", "brightspace", "blackboard"]
NOT_RETURNED = "not_returned.csv"
HEAD = ("where", "student", "reason")
COMMENTS = "feedback_comments"
# What the heading of a column says in Blackboard and in Brightspace: how many marks are possible.
_POSSIBLE = re.compile(r"(?:Total Pts: ?(?:up to )?|MaxPoints: ?)(\d+(?:[.,]\d+)?)")
MOST_INCOMPLETE = 5  # students without a total who are named one by one
LARGEST_NAME = 5  # columns that a sentence lists


class PlatformError(ValueError):
    """The table of a platform cannot be filled; the message says what to do."""


class _IncompleteError(PlatformError):
    """A row has no total yet."""


@dataclass(frozen=True, slots=True)
class NotReturned:
    """A row of the platform, or a student, without marks in the file that goes back, and why.

    `incomplete` is whether nothing else keeps the marks back than answers that wait for a person.
    """

    where: str
    student: str
    reason: str
    incomplete: bool = False

    @property
    def words(self) -> str:
        """It in words."""
        return f"{self.where}{f' ({self.student})' if self.student else ''}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Returned:
    """The file that goes back to the platform, how many students have marks in it, and what is not in it."""

    path: Path
    students: int
    refused: tuple[NotReturned, ...]

    def lines(self) -> Iterator[str]:
        """Yield it in words; of very many totals that are not complete, their number."""
        yield f"Marks for the platform are in {self.path}; lines with marks: {self.students}."
        waiting = sum(one.incomplete for one in self.refused)
        counted = waiting > MOST_INCOMPLETE
        yield from (f"Not returned: {one.words}" for one in self.refused if not (counted and one.incomplete))
        if counted:
            yield f"Not returned: {waiting} students whose total is not complete; {NOT_RETURNED} has their names."


@dataclass(frozen=True, slots=True)
class _Form:
    """How a platform's table is told and matched: its headings, and heading to what we call that id."""

    platform: Platform
    needed: frozenset[str]
    ids: Mapping[str, str]
    kept: frozenset[str]


_FORMS = (
    _Form(
        "canvas",
        frozenset({"student", "id", "section"}),
        {"id": "canvas_id", "sis_user_id": "student_id", "sis_login_id": "login"},
        frozenset({"student", "id", "sis_user_id", "sis_login_id", "root_account", "section"}),
    ),
    _Form(
        "moodle",
        frozenset({"identifier", "grade", "last_modified_(grade)"}),
        {"identifier": "participant", "id_number": "student_id", "email_address": "email"},
        frozenset(),
    ),
    _Form(
        "brightspace",
        frozenset({"end-of-line_indicator"}),
        {"orgdefinedid": "student_id", "username": "login"},
        frozenset({"orgdefinedid", "username", "end-of-line_indicator"}),
    ),
    _Form(
        "blackboard",
        frozenset({"username", "last_name", "first_name"}),
        {"username": "login", "student_id": "student_id"},
        frozenset({"last_name", "first_name", "username", "student_id"}),
    ),
)


def give_back(graded: Graded, table: Path, column: str | None, out: Path) -> Returned:
    """Write marks into a copy of a platform's table, `back_<platform>.csv` in `out`; return what could not be returned.

    `column` is the heading of the marks; without it the one that names the assignment is taken. Raises `PlatformError`.
    """
    source = _Source.read(table)
    place = _column(source, graded, column)
    if told := _POSSIBLE.search(source.head[place]):
        _check_possible(told[1], sum(items.points(graded.assignment).values()))
    filled: list[list[str]] = []
    found: dict[str, str] = {}
    refused: list[NotReturned] = []
    for number, cells in source.rows:
        where = f"{table.name}, line {number}"
        if source.is_head(cells):
            _check_possible(cells[place] if place < len(cells) else "", sum(items.points(graded.assignment).values()))
            filled.append(source.kept(cells, place))
            continue
        try:
            student = _owner(source, cells, graded.students)
            if student in found:
                raise PlatformError(f"{found[student]} is the same student; keep one of the two lines.")
            found[student] = where
            filled.append(source.kept(_filled(source, cells, place, graded, student), place))
        except PlatformError as reason:
            incomplete = isinstance(reason, _IncompleteError)
            refused.append(NotReturned(where, _named(source, cells), str(reason), incomplete))
    refused += [
        NotReturned(table.name, student, "no line of the platform's table has an id of this student.")
        for student in graded.present
        if student not in found
    ]
    path = out / f"back_{source.form.platform}{source.suffix}"
    source.write(path, place, filled)
    return Returned(path, len(set(found.values()) - {one.where for one in refused}), tuple(refused))


def write_refused(refused: Iterable[NotReturned], out: Path) -> None:
    """Write not_returned.csv."""
    spreadsheets.write(out / NOT_RETURNED, HEAD, map(asdict, refused))


@dataclass(frozen=True, slots=True)
class _Source:
    """A platform's table: its form, encoding and separator, its headings, and its lines with their numbers.

    `names` are the headings in their usual form, in English.
    """

    form: _Form
    encoding: str
    separator: str
    head: Sequence[str]
    names: Sequence[str]
    rows: Sequence[tuple[int, list[str]]]

    @classmethod
    def read(cls, path: Path) -> "_Source":
        """Return the table in a file. Raises `PlatformError` where no platform is known that writes it."""
        try:
            (sheet, *_) = sheets.read(path)
        except sheets.SheetError as error:
            raise PlatformError(str(error)) from None
        lines = [line for line in sheet.lines if not line.blank]
        head = list(lines[0].cells) if lines else []
        names = headings.usual(head)
        form = next((form for form in _FORMS if form.needed <= set(names)), None)
        if form is None or sheet.name:
            raise PlatformError(
                f"{path.name} is not what Canvas, Moodle, Brightspace or Blackboard export for grades (CSV); its first "
                f"line reads '{','.join(head)[:80]}'. Of Moodle take the offline grading worksheet (Identifier, Grade, "
                "Last modified (grade)), in English, German, French, Spanish, Italian, Portuguese, Dutch, Polish or "
                "Swedish."
            )
        raw = path.read_bytes()
        wide = raw[:2] in (b"\xff\xfe", b"\xfe\xff")
        encoding = "utf-16" if wide else "utf-8-sig" if raw[:3] == b"\xef\xbb\xbf" else "utf-8"
        separator = spreadsheets.separator(sheets.text_of(raw))
        return cls(form, encoding, separator, head, names, [(line.number, list(line.cells)) for line in lines[1:]])

    @property
    def suffix(self) -> str:
        """The ending of the file: Blackboard calls a text with tabs .xls."""
        return ".xls" if self.form.platform == "blackboard" and self.separator == "\t" else ".csv"

    def places(self) -> dict[str, int]:
        """Return heading to column, the first of equals."""
        found: dict[str, int] = {}
        for place, name in enumerate(self.names):
            found.setdefault(name, place)
        return found

    def cell(self, cells: Sequence[str], name: str) -> str:
        """Return a cell below a heading, without what keeps a spreadsheet from counting it."""
        place = self.places().get(name)
        return cells[place].strip().removeprefix("#") if place is not None and place < len(cells) else ""

    def is_head(self, cells: Sequence[str]) -> bool:
        """Return whether a row belongs to the headings: how marks are posted and how many there are, in Canvas."""
        if self.form.platform != "canvas":
            return False
        name = self.cell(cells, "student").casefold()
        return name in TESTERS or (not self.cell(cells, "id") and (not name or name.startswith(POSSIBLE)))

    def kept(self, cells: Sequence[str], place: int) -> list[str]:
        """Return the cells that go back: who it is and the marks; all of them where the importer needs the whole."""
        whole = [*cells, *[""] * (len(self.head) - len(cells))]
        if not self.form.kept:
            return whole
        return [cell for n, cell in enumerate(whole) if n == place or self.names[n] in self.form.kept]

    def write(self, path: Path, place: int, rows: Iterable[Sequence[str]]) -> None:
        """Write the table as the platform wrote it."""
        text = io.StringIO()
        writer = csv.writer(text, delimiter=self.separator, lineterminator="\r\n")
        writer.writerow(self.kept(list(self.head), place))
        writer.writerows(rows)
        path.write_text(text.getvalue(), encoding=self.encoding, newline="")


# ---------------------------------------------------------------------------- whose row, which column, how many marks


def _owner(source: _Source, cells: Sequence[str], students: Mapping[str, Student]) -> str:
    """Return the student whom the ids of a row name. Raises `PlatformError` with the reason where it is not one."""
    found: dict[str, str] = {}
    for name, ours in source.form.ids.items():
        said = source.cell(cells, name)
        said = re.sub(r"\D", "", said) if ours == "participant" else said
        if said:
            for student, person in students.items():
                if said.casefold() in _ids(person, ours):
                    found[student] = said
    if len(found) > 1:
        raise PlatformError(f"its ids name {' and '.join(sorted(found))}; mend the roster or the table.")
    if not found:
        raise PlatformError("nobody of the roster has one of its ids; a name alone matches nobody.")
    return next(iter(found))


def _ids(person: Student, ours: str) -> set[str]:
    """Return what a person may be called under one of our names for ids; a login may be the id itself."""
    values = {getattr(person, ours), person.student_id if ours == "login" else ""}
    return {value.casefold() for value in values if value}


def _named(source: _Source, cells: Sequence[str]) -> str:
    """Return what a row calls its student, for people."""
    names = ("student", "full_name", "last_name", "username", "orgdefinedid")
    return next((said for name in names if (said := source.cell(cells, name))), "")


def _column(source: _Source, graded: Graded, wanted: str | None) -> int:
    """Return the column of the marks. Raises `PlatformError` where it cannot be told, or has other marks possible."""
    if source.form.platform == "moodle":
        return source.places()["grade"]
    about = ASSIGNMENTS[graded.assignment]
    ids = source.form.kept | set(source.form.ids)
    others = [place for place, name in enumerate(source.names) if name not in ids]
    if wanted:
        fitting = [place for place in others if source.head[place].strip() == wanted.strip()]
    else:
        words = [about.title.casefold(), about.identifier.casefold(), about.title.partition(":")[0].casefold()]
        named = re.compile("|".join(rf"\b{re.escape(word)}\b" for word in words))
        fitting = [place for place in others if named.search(source.head[place].casefold())]
    if len(fitting) != 1:
        listed = "; ".join(source.head[place] for place in (fitting or others)[:LARGEST_NAME])
        raise PlatformError(f"Say which column the marks of {about.title} go into: --column, one of: {listed}.")
    return fitting[0]


def _check_possible(said: str, out_of: float) -> None:
    """Raise `PlatformError` where a platform has other marks possible than the assignment: it would scale them."""
    if re.fullmatch(r"\d+([.,]\d+)?", said) and float(said.replace(",", ".")) != out_of:
        raise PlatformError(
            f"the platform has {said} marks possible and the assignment {out_of:g}; set them equal there."
        )


def _filled(source: _Source, cells: Sequence[str], place: int, graded: Graded, student: str) -> list[str]:
    """Return a row with its marks. Raises `PlatformError` where there are none to return."""
    rows, so_far = graded.results[student].rows, earned(graded.results[student])
    if so_far.excused:
        raise PlatformError("the student is excused; say so to the platform by hand.")
    if not so_far.complete:
        waiting = sum(row.points is None and row.verdict != "excused" for row in rows)
        wait = "1 answer waits" if waiting == 1 else f"{waiting} answers wait"
        raise _IncompleteError(f"the total is not complete: {wait} for a person.")
    if source.form.platform == "moodle":
        possible = source.cell(cells, "maximum_grade")
        if possible and not re.search(r"\d", possible):
            raise PlatformError(f"Moodle gives words for it ('{possible}') and not marks; set a maximum there.")
        _check_possible(possible, so_far.out_of)
    if source.cell(cells, "grade_can_be_changed").casefold() in headings.NO:
        raise PlatformError("Moodle says that this grade cannot be changed.")
    filled = [*cells, *[""] * (len(source.head) - len(cells))]
    filled[place] = f"{so_far.points:g}"
    comments = source.places().get(COMMENTS)
    if source.form.platform == "moodle" and comments is not None:
        lost = [f"{row.question}: {row.sentence}" for row in rows if row.sentence and row.points != row.out_of]
        filled[comments] = spreadsheets.safe(" ".join(lost))
    return filled
