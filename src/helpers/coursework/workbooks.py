"""Reading workbooks of Excel (XLSX) and LibreOffice (ODS): the text of each cell as people see it.

Only lines with something in them are returned, so that a sheet that is formatted down to its end costs no time.
"""

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias
from xml.etree import ElementTree as Xml

from helpers import extras

Rows: TypeAlias = Sequence[tuple[int, Sequence[str]]]  # the number of each line, as a spreadsheet counts, and its cells

MOST_REPEATED = 200  # columns that ODS says are equal; more of them are the empty end of a line
LARGEST_CONTENT = 50_000_000  # bytes of an unpacked ODS file
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


class WorkbookError(ValueError):
    """A file is no workbook that can be read."""


def read(raw: bytes) -> Mapping[str, Rows]:
    """Return the lines of each sheet by its name. What a formula shows counts, not the formula.

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


def _xlsx(raw: bytes) -> dict[str, Rows]:
    with extras.needing("coursework"):
        import openpyxl
        from openpyxl.utils.exceptions import InvalidFileException
    try:
        book = openpyxl.load_workbook(io.BytesIO(raw), data_only=True, read_only=True)
    except InvalidFileException as error:
        raise WorkbookError(str(error)) from None
    found: dict[str, Rows] = {}
    for sheet in sorted(book.worksheets, key=lambda sheet: sheet.sheet_state != "visible"):
        sheet.reset_dimensions()  # what a file says of its size may be the end of all sheets
        lines = enumerate(sheet.iter_rows(), start=1)
        texts = ((number, [_words(cell.value, cell.number_format or "") for cell in line]) for number, line in lines)
        found[sheet.title] = [(number, cells) for number, cells in texts if any(cells)]
    return found


def _words(value: object, form: str) -> str:
    """Return a cell as text: a whole number without decimals, and with the zeros in front that its format shows."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**15:
        value = int(value)
    shown = re.fullmatch(r'(?:"([^"]*)")?(0+)', form.partition(";")[0])
    if isinstance(value, int) and not isinstance(value, bool) and shown:
        return f"{shown[1] or ''}{value:0{len(shown[2])}}"
    return unicodedata.normalize("NFC", str(value)).replace("_x000D_", "")


def _ods(archive: zipfile.ZipFile) -> dict[str, Rows]:
    if archive.getinfo("content.xml").file_size > LARGEST_CONTENT:
        raise WorkbookError("larger than any list of students")
    tables = Xml.fromstring(archive.read("content.xml")).iter(f"{_TABLE}table")
    return {table.get(f"{_TABLE}name", ""): [*_ods_rows(table)] for table in tables}


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
