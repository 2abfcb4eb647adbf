"""Reading workbooks of Excel (XLSX) and LibreOffice (ODS): the text of each cell as people see it.

Only lines with something in them are returned, so that a sheet that is formatted down to its end costs no time.
"""

import datetime
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias
from xml.etree import ElementTree as Xml

from helpers import extras

if TYPE_CHECKING:
    from openpyxl.cell.read_only import EmptyCell, ReadOnlyCell

Rows: TypeAlias = Sequence[tuple[int, Sequence[str]]]  # the number of each line, as a spreadsheet counts, and its cells

MOST_REPEATED = 200  # columns that ODS says are equal; more of them are the empty end of a line
LARGEST_CONTENT = 50_000_000  # bytes of an unpacked ODS file
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


class WorkbookError(ValueError):
    """A file is no workbook that can be read."""


def read(raw: bytes) -> Mapping[str, tuple[Rows, bool]]:
    """Return the lines of each sheet by its name, and whether it is hidden; hidden ones come last.

    What a formula shows counts, or itself where that is not stored.

    Raises `WorkbookError` where the file is damaged, or something else.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            kind = archive.read("mimetype").strip() if "mimetype" in archive.namelist() else b""
            if kind == _ODS:
                return _ods(archive)
        return _xlsx(raw)
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, EOFError, SyntaxError) as error:
        raise WorkbookError(str(error)) from None


def _xlsx(raw: bytes) -> dict[str, tuple[Rows, bool]]:
    with extras.needing("coursework"):
        import openpyxl
        from openpyxl.utils.exceptions import InvalidFileException
    try:
        books = [openpyxl.load_workbook(io.BytesIO(raw), data_only=shown, read_only=True) for shown in (True, False)]
    except InvalidFileException as error:
        raise WorkbookError(str(error)) from None
    for sheet in (sheet for book in books for sheet in book.worksheets):
        sheet.reset_dimensions()  # what a file says of its size may be the end of all sheets
    found: dict[str, tuple[Rows, bool]] = {}
    pairs = zip(*(book.worksheets for book in books), strict=True)
    for sheet, formulas in sorted(pairs, key=lambda pair: pair[0].sheet_state != "visible"):
        lines = enumerate(zip(sheet.iter_rows(), formulas.iter_rows(), strict=True), start=1)
        texts = ((number, [_cell(*cells) for cells in zip(*both, strict=True)]) for number, both in lines)
        kept = [(number, cells) for number, cells in texts if any(cells)]
        found[sheet.title] = kept, sheet.sheet_state != "visible"
    return found


def _cell(shown: "ReadOnlyCell | EmptyCell", written: "ReadOnlyCell | EmptyCell") -> str:
    """Return a cell as text: what it shows or, of a formula that shows nothing, the formula."""
    return _words(written.value if shown.value is None else shown.value, shown.number_format or "")


def _words(value: object, form: str) -> str:
    """Return a value as text: a whole number without decimals, and with the zeros in front that its format shows."""
    if value is None:
        return ""
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        value = value.date()
    if isinstance(value, int | float) and not isinstance(value, bool) and "%" in form.partition(";")[0]:
        return f"{100 * value:.10g} %"
    if isinstance(value, float):
        value = int(value) if value.is_integer() and abs(value) < 10**15 else float(f"{value:.15g}")
    shown = re.fullmatch(r'(?:"([^"]*)")?(0+)', form.partition(";")[0])
    if isinstance(value, int) and not isinstance(value, bool) and shown:
        return f"{shown[1] or ''}{value:0{len(shown[2])}}"
    return unicodedata.normalize("NFC", str(value)).replace("_x000D_", "")


def _ods(archive: zipfile.ZipFile) -> dict[str, tuple[Rows, bool]]:
    if archive.getinfo("content.xml").file_size > LARGEST_CONTENT:
        raise WorkbookError("larger than any list of students")
    tables = Xml.fromstring(archive.read("content.xml")).iter(f"{_TABLE}table")
    return {table.get(f"{_TABLE}name", ""): ([*_ods_rows(table)], False) for table in tables}


def _ods_rows(table: Xml.Element) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield the lines of a sheet; one that is repeated and empty is told once."""
    number = 1
    for row in table.iter(f"{_TABLE}table-row"):
        cells: list[str] = []
        for cell in (one for one in row if one.tag in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")):
            text = "\n".join("".join(part.itertext()) for part in cell.findall(f"{_TEXT}p"))
            repeated = _repeated(cell, "columns")
            cells += [unicodedata.normalize("NFC", text)] * (repeated if text or repeated <= MOST_REPEATED else 1)
        times = _repeated(row, "rows")
        if any(cells):
            yield from ((number + place, cells) for place in range(min(times, MOST_REPEATED)))
        number += times


def _repeated(node: Xml.Element, what: str) -> int:
    said = node.get(f"{_TABLE}number-{what}-repeated", "1")
    return int(said) if said.isdecimal() and len(said) < 8 else 1
