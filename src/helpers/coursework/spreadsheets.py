"""CSV files that people open in a spreadsheet: no cell runs as a formula, and either separator is read."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from helpers.coursework.record_format import whole

LONGEST_CELL = 10_000_000
SEPARATORS = ",;\t|"

# Where a cell may begin: at the start, or where another separator or a line end would cut. Some spreadsheets take the
# wide forms of the signs for the signs.
_START = re.compile(
    r"(?P<before>\A|[;,|\t\r\n])(?P<space>[\s\"]*)(?P<sign>[=@+\-\uff1d\uff20\uff0b\uff0d]|(?<=\A)[\t\r])"
)
_NUMBER = re.compile(r"\d[^()=!|;,\t\r\n]*(?:\Z|[;,\t\r\n])")


def write(path: Path, head: Sequence[str], rows: Iterable[Mapping[str, object]]) -> None:
    """Write rows as CSV; the file is whole or as it was. Keys that are not in `head` are left out."""
    text = io.StringIO()
    writer = csv.DictWriter(text, head, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows({key: _cell(value) for key, value in row.items()} for row in rows)
    temporary = path.with_name(path.name + ".new")
    try:
        temporary.write_text(text.getvalue(), encoding="utf-8")
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def read(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file, whatever separates its cells."""
    csv.field_size_limit(LONGEST_CELL)
    with path.open(encoding="utf-8-sig", newline="") as file:
        text = file.read()
    return list(csv.DictReader(io.StringIO(text), delimiter=separator(text)))


def separator(text: str) -> str:
    """Return the separator of a CSV text: whichever its first line has most often outside quotes."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    bare = re.sub(r'"[^"]*"', "", first)
    return max(SEPARATORS, key=bare.count)


def safe(text: str) -> str:
    """Return a text that a spreadsheet does not run: what would be a formula gets an apostrophe in front.

    So does what would become a formula where the text is cut: after a separator or a new line.
    """
    return _START.sub(_disarmed, whole(text))


def _disarmed(match: re.Match[str]) -> str:
    sign = match["sign"]
    harmless = sign in "+-" and _NUMBER.match(match.string, match.end())
    if harmless:
        return match[0]
    first = "'" if match["space"] and not match["before"] else ""
    return f"{match['before']}{first}{match['space']}'{sign}"


def shown(cell: str) -> str:
    """Return a cell as people see it, without the apostrophe that makes it safe."""
    return cell.removeprefix("'")


def _cell(value: object) -> object:
    return safe(value) if isinstance(value, str) else "" if value is None else value
