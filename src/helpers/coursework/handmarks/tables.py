"""The tables in which a person marks: manual.csv, and manual.xlsx with a sheet for each item."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from helpers import extras
from helpers.coursework import items, sheets, spreadsheets
from helpers.coursework.grading import Graded, Row
from helpers.coursework.judging import FOR_A_PERSON

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

CSV = "manual.csv"
XLSX = "manual.xlsx"
EARLIER = "earlier"  # the folder in which what was there before is kept
HEAD = ("student", "question", "item", "task", "answer", "rubric", "out_of", "marks", "comment", "given", "text_id")
SHEET = ("student", "question", "answer", "marks", "comment", "task", "rubric", "given", "text_id")
_WIDTHS = {"answer": 70, "comment": 40, "task": 40, "student": 16, "text_id": 16}
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def to_mark(graded: Graded) -> list[Row]:
    """Return the rows that a person marks or has marked, in the order of the roster; those of a group once."""
    results = (result for result in graded.results.values() if not result.owner)
    rows = (row for result in results for row in result.rows)
    return [row for row in rows if row.verdict in FOR_A_PERSON or row.verdict == "marked by hand"]


def write(graded: Graded, folder: Path) -> bool:
    """Write manual.csv and manual.xlsx; what stood there before is kept in the folder `earlier`.

    Returns False where there is no workbook, because the package that writes it is not installed.
    """
    lines = [_line(row, graded.results[row.student].tasks[row.question]) for row in to_mark(graded)]
    _renew(folder / CSV, lambda path: spreadsheets.write(path, HEAD, lines))
    try:
        _renew(folder / XLSX, lambda path: _write_workbook(path, lines))
    except ModuleNotFoundError:
        return False
    return True


def _renew(path: Path, write: Callable[[Path], None]) -> None:
    """Write a table; the one that stands there is kept where it says something else, and stays where it does not."""
    new = path.with_name(f"new_{path.name}")
    write(new)
    if path.is_file():
        if _content(path) == _content(new):
            new.unlink()
            return
        keep_earlier(path)
    new.replace(path)


def _content(path: Path) -> Sequence[object]:
    try:
        return [(sheet.name, sheet.lines) for sheet in sheets.read(path)]
    except sheets.SheetError:
        return []


def keep_earlier(path: Path) -> Path:
    """Copy a table into the folder `earlier` beside it, under the time it was saved; return the copy."""
    saved = datetime.fromtimestamp(path.stat().st_mtime).strftime("%Y-%m-%d_%H-%M-%S")
    folder, number = path.parent / EARLIER, 2
    copy = folder / f"{path.stem}_{saved}{path.suffix}"
    while copy.exists():
        copy = folder / f"{path.stem}_{saved}_{number}{path.suffix}"
        number += 1
    folder.mkdir(exist_ok=True)
    copy.write_bytes(path.read_bytes())
    return copy


def rubric(row: Row) -> str:
    """Return what marks are given for: the lines of the rubric, or what is right."""
    item = items.load()[row.item]
    if item.kind == "text":
        return "; ".join(f"{option.text} ({option.score:g})" for option in item.options)
    return f"right is {row.right} {item.unit}".strip()


def _line(row: Row, task: str) -> Mapping[str, str]:
    given = row.by_hand
    marks = f"{given.points:g}" if given and given.points is not None else ""
    return {
        "student": row.student,
        "question": row.question,
        "item": row.item,
        "task": task,
        "answer": row.answer,
        "rubric": rubric(row),
        "out_of": f"{row.out_of:g}",
        "marks": marks,
        "comment": given.comment if given else "",
        "given": marks,
        "text_id": row.text,
    }


# ---------------------------------------------------------------------------- the workbook


def _write_workbook(path: Path, lines: Sequence[Mapping[str, str]]) -> None:
    """Write one sheet for each item: the rubric above, a line for each text, marks that the sheet checks."""
    with extras.needing("coursework"):
        from openpyxl import Workbook
    book = Workbook()
    book.remove(book.worksheets[0])
    for item in sorted({line["item"] for line in lines}):
        _write_sheet(book.create_sheet(item), [line for line in lines if line["item"] == item])
    if not lines:
        empty = book.create_sheet("nothing to mark")
        _write_text(empty, 1, ["Nothing waits for a person."])
        _write_text(empty, 3, SHEET)  # a table without lines, which the next grading reads as one
    book.save(path)


def _write_sheet(sheet: "Worksheet", lines: Sequence[Mapping[str, str]]) -> None:
    first = lines[0]
    about = items.load()[first["item"]]
    lines_of_rubric = [f"{option.score:g}: {option.text}" for option in about.options if about.kind == "text"]
    above = [f"{about.item} {about.title}: {first['out_of']} marks", *lines_of_rubric]
    for number, text in enumerate(above, start=1):
        _write_text(sheet, number, [text])
    head = len(above) + 2
    _write_text(sheet, head, SHEET)
    for number, line in enumerate(lines, start=head + 1):
        _write_text(sheet, number, [line[name] for name in SHEET])
    _check_marks(sheet, head, len(lines), float(first["out_of"]))
    _set_widths(sheet)
    sheet.freeze_panes = f"B{head + 1}"


def _write_text(sheet: "Worksheet", row: int, texts: Sequence[str]) -> None:
    """Write cells that hold text and nothing else: no formula, no number, no date."""
    from openpyxl.styles import Alignment

    for column, text in enumerate(texts, start=1):
        cell = sheet.cell(row, column, _NOT_IN_XML.sub("", text) or None)
        cell.number_format = "@"
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if text:
            cell.data_type = "s"


def _check_marks(sheet: "Worksheet", head: int, number: int, out_of: float) -> None:
    """Make the cells of the marks hold numbers from 0 to `out_of` only."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    letter = get_column_letter(SHEET.index("marks") + 1)
    check = DataValidation("decimal", operator="between", formula1="0", formula2=f"{out_of:g}", allow_blank=True)
    check.errorTitle, check.error = "Marks", f"Marks are a number from 0 to {out_of:g}."
    check.showErrorMessage = True
    sheet.add_data_validation(check)
    check.add(f"{letter}{head + 1}:{letter}{head + number}")
    for row in range(head + 1, head + number + 1):
        cell = sheet[f"{letter}{row}"]
        cell.number_format = "General"
        if cell.value:
            cell.value = float(str(cell.value))


def _set_widths(sheet: "Worksheet") -> None:
    from openpyxl.utils import get_column_letter

    for number, name in enumerate(SHEET, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(name, 10)
