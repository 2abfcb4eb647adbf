"""Tables that people and learning platforms save: Excel, LibreOffice, and every form of CSV that they write.

What a file is, is told by its bytes and never by its name: an export called .xls may be text in UTF-16.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from helpers.coursework import spreadsheets, workbooks

DEEPEST_HEAD = 40  # lines above the headings that are looked through
_ANSI = ("cp1252", "mac_roman", "cp850")  # what Excel writes without Unicode: Windows, Macintosh, MS-DOS
_PUNCTUATION = frozenset("–—‘’“”„…«»·°µ§²³½±×€£ \u00ad")
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"


class SheetError(ValueError):
    """A table cannot be read; the message names the file and says what to do."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: its number as a spreadsheet counts, and its cells."""

    number: int
    cells: tuple[str, ...]

    @property
    def blank(self) -> bool:
        """Whether nothing stands in it."""
        return not any(cell.strip() for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: the name of its file, of its sheet (empty in a CSV file), and its lines."""

    file: str
    name: str
    lines: tuple[Line, ...]

    @property
    def place(self) -> str:
        """The file and, in a workbook, the sheet."""
        return f"{self.file}, sheet {self.name}" if self.name else self.file


@dataclass(frozen=True, slots=True)
class Entry:
    """One line below the headings: the words for it ("manual.csv, line 3"), and heading to cell."""

    where: str
    cells: Mapping[str, str]

    def get(self, heading: str) -> str:
        """Return the cell below a heading, without the space around it; empty where there is none."""
        return self.cells.get(heading, "").strip()


def read(path: Path) -> list[Sheet]:
    """Return the tables of a file: the sheets of a workbook, or the one table of a text.

    Raises `SheetError` where the file is no table.
    """
    if not path.is_file():
        raise SheetError(f"There is no file {path}.")
    raw = path.read_bytes()
    if raw[:4] == _OLD_EXCEL:
        raise SheetError(f"{path.name} is a workbook of an old Excel, or has a password; save it as XLSX without one.")
    if raw[:2] == b"PK":
        return _workbook(raw, path.name)
    return [Sheet(path.name, "", tuple(_lines(text_of(raw), path.name)))]


def entries(sheet: Sheet, wanted: Sequence[str]) -> list[Entry]:
    """Return the lines below the headings; the line of headings is the first that holds all of `wanted`.

    Headings are given in lower case, with `_` for space. Raises `SheetError` where there is no such line.
    """
    for place, line in enumerate(sheet.lines[:DEEPEST_HEAD]):
        head = [heading(cell) for cell in line.cells]
        twice = next((name for name in wanted if head.count(name) > 1), None)
        if set(wanted) <= set(head):
            if twice:
                raise SheetError(f"{sheet.place} has two columns with the heading {twice}; give one another heading.")
            return [
                Entry(f"{sheet.place}, line {below.number}", dict(zip(head, map(_shown, below.cells), strict=False)))
                for below in sheet.lines[place + 1 :]
                if not below.blank
            ]
    first = next((line for line in sheet.lines if not line.blank), Line(1, ()))
    raise SheetError(
        f"{sheet.place} has no line with the headings {', '.join(wanted)}; its first line reads "
        f"'{','.join(first.cells)[:80]}'."
    )


def heading(cell: str) -> str:
    """Return a heading in its usual form: lower case, words joined by `_`."""
    return re.sub(r"[\s_]+", "_", unicodedata.normalize("NFC", cell).strip().strip("\ufeff").casefold())


def text_of(raw: bytes) -> str:
    """Return the text of a file, in whichever encoding a spreadsheet wrote it."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding, errors="replace")
    if raw[1:200:2].count(0) > len(raw[1:200:2]) / 2:
        return raw.decode("utf-16-le", errors="replace")
    if raw[0:200:2].count(0) > len(raw[0:200:2]) / 2:
        return raw.decode("utf-16-be", errors="replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return max((raw.decode(encoding, errors="replace") for encoding in _ANSI), key=_likely)


def _lines(text: str, file: str) -> Iterator[Line]:
    said = re.match(r"\ufeff?\"?sep=(.)\"?\s*\n", text.replace("\r\n", "\n").replace("\r", "\n"))
    csv.field_size_limit(spreadsheets.LONGEST_CELL)
    source = io.StringIO(text.replace("\0", ""), newline=None)
    if said:
        source.readline()
    reader = csv.reader(source, delimiter=said[1] if said else spreadsheets.separator(text), strict=True)
    ends = 0  # the line of the file at which the row before ends
    try:
        for number, cells in enumerate(reader, start=2 if said else 1):
            ends = reader.line_num
            yield Line(number, tuple(cells))
    except csv.Error:
        place = ends + (2 if said else 1)
        raise SheetError(
            f"{file} cannot be read from line {place} on: a quotation mark there is not closed, or stands among other "
            "letters; mend it, or save the table as XLSX, and try again."
        ) from None


def _likely(text: str) -> float:
    """Return how likely it is that a text was written so: letters of words rather than signs and stray capitals."""
    told = 0.0
    for before, letter in zip(" " + text, text, strict=False):
        if letter.isascii():
            continue
        if letter.isalpha():
            told += -1.0 if letter.isupper() and before.islower() else 1.0
        else:
            told += 0.5 if letter in _PUNCTUATION else -1.0
    return told


def _shown(cell: str) -> str:
    return spreadsheets.shown(unguarded(cell))


def unguarded(cell: str) -> str:
    """Return a cell without the formula that keeps a spreadsheet from counting it: `="00123"`."""
    guarded = re.fullmatch(r'\s*=\s*"([^"]*)"\s*', cell)
    return guarded[1] if guarded else cell


def _workbook(raw: bytes, file: str) -> list[Sheet]:
    try:
        found = workbooks.read(raw)
    except workbooks.WorkbookError:
        raise SheetError(f"{file} is a damaged workbook; open it, save it as XLSX anew and try again.") from None
    return [
        Sheet(file, name, tuple(Line(number, tuple(cells)) for number, cells in rows)) for name, rows in found.items()
    ]
