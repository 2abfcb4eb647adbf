"""CSV files that people open in a spreadsheet: no cell runs as a formula, and either separator is read."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

LONGEST_CELL = 10_000_000


def write(path: Path, head: Sequence[str], rows: Iterable[Mapping[str, object]]) -> None:
    """Write rows as CSV; the file is whole or as it was. Keys that are not in `head` are left out."""
    text = io.StringIO()
    writer = csv.DictWriter(text, head, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows({key: _cell(value) for key, value in row.items()} for row in rows)
    temporary = path.with_name(path.name + ".new")
    temporary.write_text(text.getvalue(), encoding="utf-8")
    temporary.replace(path)


def read(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file with comma or semicolon."""
    csv.field_size_limit(LONGEST_CELL)
    with path.open(encoding="utf-8-sig", newline="") as file:
        text = file.read()
    return list(csv.DictReader(io.StringIO(text), delimiter=separator(text)))


def separator(text: str) -> str:
    """Return the separator of a CSV text: whichever its first line has more often."""
    first = text.partition("\n")[0]
    return ";" if first.count(";") > first.count(",") else ","


def safe(text: str) -> str:
    """Return a text that a spreadsheet does not run: what would be a formula gets an apostrophe in front."""
    clean = text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
    if clean[:1] in ("=", "@", "\t", "\r") or (clean[:1] in ("+", "-") and not _numeric(clean)):
        return "'" + clean
    return clean


def shown(cell: str) -> str:
    """Return a cell as people see it, without the apostrophe that makes it safe."""
    return cell.removeprefix("'")


def _cell(value: object) -> object:
    return safe(value) if isinstance(value, str) else "" if value is None else value


def _numeric(text: str) -> bool:
    return text[1:2].isdigit() and not set(text) & set("()=!|")
