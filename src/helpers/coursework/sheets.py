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
# What Excel writes without Unicode: Windows in the west and in the middle of Europe, Macintosh, MS-DOS.
_ANSI = ("cp1252", "cp1250", "mac_roman", "cp850")
_SENTENCES = frozenset("–—‘’“”„…«»")
_OTHER_SCRIPT = re.compile(r"[^\x00-\x7f]{5}|(?![À-Þ]{3})[\x80-\xff]{3}")  # when it is read as accented letters
_PLAUSIBLE = 0.5  # of a letter outside of ASCII, on the average
# What it writes in China and in Japan, and where the frequent signs of each country's standard stand.
_EASTERN = {"gb18030": ("gb2312", range(0xB0A1, 0xD7FA)), "cp932": ("shift_jis", range(0x889F, 0x9873))}
_KOREAN = range(0xB0A1, 0xC8FF)  # where all of Korean stands, in bytes that are Chinese, too
_TOLD = 8  # signs by which Korean is told from Chinese
# With these begin most Korean names, and in Chinese hardly a name or heading: there they are 辫, 捞, 冠 and the like.
_SURNAMES = "김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차구우민류나진지엄채원천방공현함변염여"
_KOREAN_NAME = re.compile("[가-힣]+")
# Turkish read as Western has the first of these; Icelandic, Faroese and Czech have them, too, but the second as well.
_OF_TURKISH, _OF_OTHERS = re.compile("[ýþðÝÞÐ]"), re.compile("[áéíóúæÁÉÍÓÚÆ]")
_PER_OTHER = 2  # of the first on one of the second, at most, where it is not Turkish
_KANA = re.compile("[\u3041-\u30ff]")
_SIGN = re.compile("[\u3041-\u30ff\u3400-\u9fff]")
_AMONG_LETTERS = re.compile("[A-Za-z][\u3041-\u30ff\u3400-\u9fff]|[\u3041-\u30ff\u3400-\u9fff][a-z]")
_RARE = 0.2  # the share of rarer signs that a list of names may have
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
    """One table: the name of its file, of its sheet (empty in a CSV file), its lines, and whether people see it."""

    file: str
    name: str
    lines: tuple[Line, ...]
    hidden: bool = False

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
    return [Sheet(path.name, "", tuple(_lines(text_of(raw, path.name), path.name)))]


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
    """Return a heading in its usual form: lower case, words joined by `_`, without letters that cannot be seen."""
    seen = "".join(letter for letter in unicodedata.normalize("NFC", cell) if unicodedata.category(letter) != "Cf")
    return re.sub(r"[\s_]+", "_", seen.strip().casefold())


def text_of(raw: bytes, file: str = "The table") -> str:
    """Return the text of a `file`, in whichever encoding a spreadsheet wrote it.

    Raises `SheetError` where that cannot be told.
    """
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
        return _without_unicode(raw, file)


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


def _without_unicode(raw: bytes, file: str) -> str:
    """Return the text of a file that is not in Unicode. Raises `SheetError` where its encoding cannot be told."""
    korean = _korean(raw)
    if korean:
        return korean
    eastern = next((text for encoding in _EASTERN if (text := _eastern(raw, encoding)) is not None), None)
    text = eastern or max((raw.decode(encoding, errors="replace") for encoding in _ANSI), key=_likely)
    strange = sum(not letter.isascii() for letter in text)
    garbled = _likely(text) < _PLAUSIBLE * strange or _OTHER_SCRIPT.search(text) or _may_be_turkish(text)
    if _may_be_korean(text) if eastern else garbled:
        raise SheetError(f"The encoding of {file} cannot be told; save it as CSV UTF-8 or as XLSX and try again.")
    return text


def _eastern(raw: bytes, encoding: str) -> str | None:
    """Return a text in an encoding of China or Japan, or None where it is none for certain.

    Almost any bytes are signs in these. So the signs have to be frequent ones, as those of names and headings are, and
    in Japanese, whose bytes overlap with those of accented letters and of curly quotation marks, beside no letter.
    """
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        return None
    standard, frequent = _EASTERN[encoding]
    signs = _SIGN.findall(text)
    rare = sum(not _KANA.match(sign) and _code(sign, standard) not in frequent for sign in signs)
    if not signs or rare > _RARE * len(signs) or not all(map(_is_eastern, text)):
        return None
    return None if encoding == "cp932" and _AMONG_LETTERS.search(text) else text


def _code(sign: str, standard: str) -> int:
    return int.from_bytes(sign.encode(standard, "ignore"), "big")


def _is_eastern(letter: str) -> bool:
    """Return whether a letter may stand in Chinese or Japanese text: ASCII, a sign, a wide letter, punctuation."""
    wide = unicodedata.east_asian_width(letter) in "FH"
    return letter.isascii() or wide or bool(_SIGN.match(letter)) or unicodedata.category(letter)[0] in "PSZ"


def _korean(raw: bytes) -> str | None:
    """Return a text in the encoding of Korea, or None where it is none for certain: most of its words are names."""
    try:
        text = raw.decode("cp949")
    except UnicodeDecodeError:
        return None
    words = _KOREAN_NAME.findall(text)
    named = sum(word[0] in _SURNAMES for word in words)
    strange = any(not letter.isascii() for letter in _KOREAN_NAME.sub("", text))
    return None if strange or 2 * named <= len(words) else text


def _may_be_turkish(text: str) -> bool:
    """Return whether letters of Turkish may have been read as those that Western Europe has in their place."""
    return len(_OF_TURKISH.findall(text)) > _PER_OTHER * len(_OF_OTHERS.findall(text))


def _may_be_korean(text: str) -> bool:
    codes = [_code(sign, "gb2312") for sign in _SIGN.findall(text)]
    return len(codes) >= _TOLD and all(code in _KOREAN for code in codes)


def _likely(text: str) -> float:
    """Return how likely it is that a text was written so: letters of words rather than signs and stray capitals."""
    told = 0.0
    for before, letter, after in zip(" " + text, text, text[1:] + " ", strict=False):
        if letter.isascii():
            continue
        if letter.isalpha():
            stray = (letter.isupper() and before.islower()) or (letter.islower() and after.isupper())
            told += -1.0 if stray else 1.0
        elif letter not in _PUNCTUATION:
            told -= 1.0
        elif before.isalpha() and after.isalpha():  # within a word stands an apostrophe, and no other sign
            told += 1.0 if letter in _SENTENCES else -1.0
        else:
            told += 0.5
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
        Sheet(file, name, tuple(Line(number, tuple(cells)) for number, cells in rows), hidden)
        for name, (rows, hidden) in found.items()
    ]
