"""The rules of one table: its header, its cells, its keys, and the keys of other tables that it names."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from helpers.tables import store
from helpers.tables.store import Cells, Constraints, Field, Schema

Check = tuple[Callable[[str], bool], str]
"""Whether the text of a cell obeys a rule, and the sentence when it does not."""


@dataclass(frozen=True)
class Problem:
    """One broken rule. `row` is the line in the file; the header is line 1."""

    file: str
    row: int
    column: str
    value: str
    rule: str

    def __str__(self) -> str:
        """Return the problem as one sentence."""
        return f"{self.file}, row {self.row}, column '{self.column}', value '{self.value}': {self.rule}."


def summary(problems: list[Problem]) -> str:
    """Return the first five problems, one a line, and how many more there are."""
    lines = [str(problem) for problem in problems[:5]]
    if len(problems) > 5:
        lines.append(f"... and {len(problems) - 5} more.")
    return "\n".join(lines)


@store.cached
def broken(folder: Path, name: str) -> list[Problem]:
    """Return every broken rule of the table `name` in `folder`."""
    resource = store.resource(folder, name)
    cells, schema, file = store.read(folder, name), resource["schema"], f"data/{resource['path']}"
    shape = list(_header_problems(file, cells, schema)) or list(_width_problems(file, cells))
    if shape:
        return shape
    problems = []
    for place, field in enumerate(schema["fields"]):
        column = [(line, row[place]) for line, row in enumerate(cells.rows, start=2)]
        problems += _column_problems(file, field, column, folder)
    return [*problems, *_key_problems(file, schema, cells), *_foreign_key_problems(file, schema, cells, folder)]


def _header_problems(file: str, cells: Cells, schema: Schema) -> Iterator[Problem]:
    header, expected = cells.header, [field["name"] for field in schema["fields"]]
    if header == expected:
        return
    if len(header) == 1 and ";" in header[0]:
        yield Problem(file, 1, header[0], "", "the columns are separated by ';': save the file with commas")
        return
    extra = [column for column in header if column not in expected]
    lacking = [column for column in expected if column not in header]
    rule = "the header must be: " + ", ".join(expected)
    if extra:
        rule = f"this column is not documented in datapackage.json; {rule}"
    elif lacking:
        rule = f"the column '{lacking[0]}' is missing; {rule}"
    yield Problem(file, 1, (extra or lacking or header)[0], "", rule)


def _width_problems(file: str, cells: Cells) -> Iterator[Problem]:
    header = cells.header
    for line, row in enumerate(cells.rows, start=2):
        if len(row) != len(header):
            column = header[min(len(row), len(header)) - 1] if row else header[0]
            rule = f"this row has {len(row)} cells, not {len(header)}; put quotes around a cell that holds a comma"
            yield Problem(file, line, column, ",".join(row)[:60], rule)


def _column_problems(file: str, field: Field, column: list[tuple[int, str]], folder: Path) -> Iterator[Problem]:
    checks, limits = _checks(field, folder), field.get("constraints", Constraints())
    seen: dict[str, int] = {}
    judged: dict[str, str] = {}  # the sentence for each value, which a column may hold many times
    for line, value in column:
        if value == "":
            if limits.get("required"):
                yield Problem(file, line, field["name"], value, "this cell must not be blank")
            continue
        if value not in judged:
            judged[value] = next((text for holds, text in checks if not holds(value)), "")
        sentence = judged[value]
        if not sentence and limits.get("unique") and value in seen:
            sentence = f"this value must be unique, but row {seen[value]} has it too"
        seen.setdefault(value, line)
        if sentence:
            yield Problem(file, line, field["name"], value, sentence)


def _checks(field: Field, folder: Path) -> list[Check]:
    """Return what the cells of a column must obey, the type first: later checks may rely on it."""
    checks: list[Check] = [(_TYPES[field["type"]], f"this is not a {_TYPE_WORDS[field['type']]}")]
    checks.append((lambda text: text == text.strip(), "remove the spaces around the value"))
    checks += _limits(field.get("constraints", Constraints()))
    if field.get("references"):
        known = store.values(folder, "references", "reference")
        checks.append((lambda text: set(text.split(";")) <= known, "no such key in data/references.csv"))
    return checks


def _limits(limits: Constraints) -> Iterator[Check]:
    if "enum" in limits:
        words = limits["enum"]
        yield (lambda text: text in words), f"unknown word; allowed are: {', '.join(words)}"
    if "pattern" in limits:
        form = re.compile(limits["pattern"])
        yield (lambda text: form.fullmatch(text) is not None), f"the value does not have the form {limits['pattern']}"
    if "minimum" in limits:
        low = limits["minimum"]
        yield (lambda text: float(text) >= low), f"the value must be at least {low}"
    if "maximum" in limits:
        high = limits["maximum"]
        yield (lambda text: float(text) <= high), f"the value must be at most {high}"


def _is_number(text: str) -> bool:
    return re.fullmatch(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", text) is not None


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


_TYPES: dict[str, Callable[[str], bool]] = {
    "string": lambda text: True,
    "integer": lambda text: re.fullmatch(r"[+-]?\d+", text) is not None,
    "number": _is_number,
    "date": _is_date,
}
_TYPE_WORDS = {
    "string": "text",
    "integer": "whole number",
    "number": "number (digits with a dot as decimal mark)",
    "date": "date of the form 2014-04-23",
}


def _key_problems(file: str, schema: Schema, cells: Cells) -> Iterator[Problem]:
    key = schema["primaryKey"]
    places = [cells.header.index(column) for column in key]
    seen: dict[tuple[str, ...], int] = {}
    for line, row in enumerate(cells.rows, start=2):
        value = tuple(row[place] for place in places)
        if value in seen:
            rule = f"duplicate key ({', '.join(key)}): row {seen[value]} has it too"
            yield Problem(file, line, key[0], " | ".join(value), rule)
        seen.setdefault(value, line)


def _foreign_key_problems(file: str, schema: Schema, cells: Cells, folder: Path) -> Iterator[Problem]:
    for key in schema.get("foreignKeys", []):
        column, target = key["fields"], key["reference"]
        place = cells.header.index(column)
        known = store.values(folder, target["resource"], target["fields"])
        rule = f"no such {target['fields']} in data/{target['resource']}.csv"
        for line, row in enumerate(cells.rows, start=2):
            if row[place] and row[place] not in known:
                yield Problem(file, line, column, row[place], rule)
