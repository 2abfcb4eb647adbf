"""The roster: who is in the course, as learning platforms and spreadsheets write it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from helpers.coursework import headings, sheets
from helpers.coursework.record_format import LETTERS, visible
from helpers.coursework.sheets import Line, Sheet

IDENTIFIER = re.compile(rf"(?=\w){LETTERS}{{1,64}}", re.ASCII)
SHORTENED = re.compile(r"\d[.,]?\d*E\+\d+")  # what Excel makes of a long number
DATE = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{4}")  # and of one with hyphens or strokes
SUMS = frozenset({"total", "totals", "sum", "average", "mean", "summe", "mittelwert", "somme", "moyenne", "media"})
PREVIEW = "_previewuser"  # the end of the name under which Blackboard lets a teacher see a course as a student
MOST_FAULTS = 30  # that one message lists
# What we call a column: the headings that platforms use, the best first (`sheets.heading` says in which form).
COLUMNS: Mapping[str, Sequence[str]] = {
    "student_id": (
        "student_id",
        "id_number",
        "sis_user_id",
        "orgdefinedid",
        "org_defined_id",
        "matriculation_number",
        "student_number",
        "student_no",
        "student_#",
        "matriculation_no",
        "registration_number",
        "university_id",
        "sid",
        "student-id",
        "studentid",
        "student",
        "id",
    ),
    "name": ("name", "full_name", "student_name"),
    "first": ("first_name", "firstname", "given_name"),
    "prefix": ("name_prefix",),
    "last": ("last_name", "lastname", "surname", "family_name"),
    "email": ("email", "email_address", "e-mail", "e-mail_address"),
    "login": ("login", "sis_login_id", "username", "user_name", "login_id"),
    "canvas_id": ("canvas_id", "canvas_user_id", "lms_user_id"),
    "section": ("section", "sections", "group", "groups"),
    "participant": ("identifier",),
}
# In a gradebook of Canvas the student is a name, and the id is that of Canvas.
CANVAS_COLUMNS = {**COLUMNS, "name": ("student",), "student_id": ("sis_user_id",), "canvas_id": ("id",)}
CANVAS_HEADS = frozenset({"sis_user_id", "sis_login_id"})
POSSIBLE = "points possible"  # the row below the head of a Canvas file
TESTERS = ("student, test", "test student")


class RosterError(ValueError):
    """The roster cannot be used; the message names every line to mend and says what to do."""


@dataclass(frozen=True, slots=True)
class Student:
    """One student. Only `student_id` is needed; the rest fills the columns of the platforms.

    `participant` is the number that Moodle gives a student within one assignment.
    """

    student_id: str
    name: str = ""
    email: str = ""
    login: str = ""
    canvas_id: str = ""
    section: str = ""
    participant: str = ""


def read(path: Path) -> dict[str, Student]:
    """Return the students of a roster file by student id, in the order of the file.

    Any table that a spreadsheet saves, and the exports of Canvas, Moodle, Blackboard, Brightspace and nbgrader. Raises
    `RosterError` with everything that is wrong.
    """
    if not path.is_file():
        raise RosterError(
            f"There is no roster {path}. Write a CSV file with the heading student_id and one student a line."
        )
    table, *others = _tables(path)
    students: dict[str, Student] = {}
    faults: list[str] = []
    for line, student in _students(table):
        fault = _fault(student.student_id, students) or _too_long(line, table)
        if fault:
            faults.append(f"{table.place}, line {line.number}: {fault}")
        else:
            students[student.student_id] = student
    faults += _elsewhere(others, table, students)
    if faults:
        more = [f"and {len(faults) - MOST_FAULTS} more lines"] if len(faults) > MOST_FAULTS else []
        raise RosterError("\n".join([*faults[:MOST_FAULTS], *more]))
    if not students:
        raise RosterError(f"{path.name} lists no student; write one student a line below the heading student_id.")
    return students


@dataclass(frozen=True, slots=True)
class _Table:
    """The lines below the headings, and which column holds what.

    `ids` are the columns that may hold the ids, `width` is the number of headings.
    """

    place: str
    width: int
    lines: tuple[Line, ...]
    places: Mapping[str, int]
    ids: tuple[int, ...]
    canvas: bool


def _tables(path: Path) -> list[_Table]:
    """Return the sheets with headings that name students; a hidden one only where no other is there.

    Raises `RosterError` where there is none.
    """
    try:
        found = sheets.read(path)
    except sheets.SheetError as error:
        raise RosterError(str(error)) from None
    tables = [(table, sheet.hidden) for sheet in found if (table := _table(sheet))]
    if tables:
        return [table for place, (table, hidden) in enumerate(tables) if place == 0 or not hidden]
    first = next((line for sheet in found for line in sheet.lines if not line.blank), Line(1, ()))
    raise RosterError(
        f"{path.name} has no column student_id; give the column that holds the ids this heading. Its first line reads "
        f"'{','.join(first.cells)[:80]}'."
    )


def _table(sheet: Sheet) -> _Table | None:
    """Return what stands below the headings of a sheet, if it has headings that name students."""
    heads = enumerate(sheet.lines[: sheets.DEEPEST_HEAD])
    tables = (_below(sheet, number, headings.usual(line.cells)) for number, line in heads)
    return next((table for table in tables if table), None)


def _elsewhere(others: Sequence[_Table], first: _Table, students: Mapping[str, Student]) -> Iterator[str]:
    """Yield for each further sheet that it lists students whom the first does not: nobody is left out unnoticed."""
    known = {student.casefold() for student in students}
    for table in others:
        listed = [student.student_id for _, student in _students(table)]
        missing = [student for student in listed if student.casefold() not in known and IDENTIFIER.fullmatch(student)]
        if missing:
            yield (
                f"{table.place} lists {', '.join(missing[:MOST_FAULTS])}, who are not in {first.place}; keep the whole "
                "class in one sheet, and no other list of people in the file."
            )


def _below(sheet: Sheet, number: int, head: Sequence[str]) -> _Table | None:
    """Return the table below a line, if that is a line of headings."""
    canvas = "student" in head and (bool(CANVAS_HEADS & set(head)) or {"id", "section"} <= set(head))
    places: dict[str, int] = {}
    for name, known in (CANVAS_COLUMNS if canvas else COLUMNS).items():
        place = next((head.index(heading) for heading in known if heading in head), None)
        if place is not None and place not in places.values():
            places[name] = place
    ids = tuple(
        places[name] for name in ("student_id", "login", "email", *(("canvas_id",) if canvas else ())) if name in places
    )
    if not ids or ("student_id" not in places and not canvas and not {"first", "last", "name"} & places.keys()):
        return None
    # Lists that were joined have the headings again.
    lines = tuple(
        line for line in sheet.lines[number + 1 :] if not line.blank and headings.usual(line.cells) != list(head)
    )
    return _Table(sheet.place, len(head), lines, places, ids, canvas)


def _students(table: _Table) -> Iterator[tuple[Line, Student]]:
    """Yield every student with the line; rows of Canvas that are no student are left out."""
    told = (line for line in table.lines if any(_cell(line, place) for place in table.places.values()))
    lines = [line for line in told if not (_is_nobody(line, table) if table.canvas else _is_preview(line, table))]
    place = next((place for place in table.ids if any(_cell(line, place) for line in lines)), table.ids[0])
    for line in lines:
        cells = {name: _cell(line, where) for name, where in table.places.items()}
        parts = [cells.pop(name, "") for name in ("first", "prefix", "last")]
        name = cells.get("name") or " ".join(filter(None, parts))
        participant = re.sub(r"\D", "", cells.get("participant", ""))
        known = re.sub(r"^(\d+)\.0$", r"\1", _cell(line, place))  # as pandas writes whole numbers beside empty cells
        yield line, Student(**{**cells, "student_id": known, "name": name, "participant": participant})


def _is_nobody(line: Line, table: _Table) -> bool:
    """Return whether a row of a Canvas file is no student's: marks possible, the posting policy, the test student."""
    name = _cell(line, table.places["name"]).casefold() if "name" in table.places else ""
    known = any(_cell(line, place) for place in table.ids)
    return not known and (not name or name.startswith(POSSIBLE)) or name in TESTERS


def _is_preview(line: Line, table: _Table) -> bool:
    """Return whether a row of Blackboard is a teacher's view of the course."""
    return "login" in table.places and _cell(line, table.places["login"]).casefold().endswith(PREVIEW)


def _too_long(line: Line, table: _Table) -> str:
    """Return that something stands where no heading is; empty where nothing does."""
    if any(cell.strip() for cell in line.cells[table.width :]):
        return "it has more cells than there are headings; a name with a comma needs quotation marks."
    return ""


def _cell(line: Line, place: int) -> str:
    """Return a cell without what keeps a spreadsheet from counting it: `#00123`, `="00123"`, `'00123`."""
    text = visible(line.cells[place]) if place < len(line.cells) else ""
    return sheets.unguarded(text).removeprefix("'").removeprefix("#").strip()


def _fault(known: str, students: Mapping[str, Student]) -> str:
    """Return what is wrong with an id: it cannot be one, or stands there twice; empty where nothing is."""
    if not known:
        return "there is no student id."
    if SHORTENED.fullmatch(known.upper()):
        return f"'{known}' is a number that a spreadsheet shortened; format the column as text and enter it anew."
    if DATE.fullmatch(known):
        return f"'{known}' is a date that a spreadsheet made of an id; format the column as text and enter it anew."
    if known.startswith("="):
        return f"the value of the formula '{known}' is not stored; open the table in a spreadsheet and save it."
    if known.casefold() in SUMS:
        return f"'{known}' is no student; remove the line."
    if not IDENTIFIER.fullmatch(known):
        return (
            f"'{known}' cannot be a student id; it begins with a letter or digit and has no others than . _ @ + ' - "
            "besides."
        )
    if known.casefold() in (other.casefold() for other in students):
        return f"the student id '{known}' stands there twice; remove one line."
    return ""
