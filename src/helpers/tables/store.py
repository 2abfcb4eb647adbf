"""The files of the tables: where they stand, what is in them as text, and the same with types.

Every function takes the folder, so that a copy of the data can be read beside the course's own; `data_folder` is the
only place that knows where that is. Nothing here checks the rules of a table (`helpers.tables.rules` does).
"""

import contextlib
import csv
import difflib
import functools
import inspect
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, Literal, NotRequired, ParamSpec, TypedDict, TypeVar, cast

import pandas as pd

from helpers import foreign

DICTIONARY = "datapackage.json"
_RESTORE = "Restore it from the course's repository."
_MOST_FOLDERS = 4  # whose results are kept at the same time: the course's own, and copies in tests

Stamp = Mapping[str, tuple[int, int]]
Result = TypeVar("Result")
Given = ParamSpec("Given")


class TableError(foreign.SentenceFirst, ValueError):
    """A table cannot be used; the message names file, row, column, value and the broken rule."""


# ---------------------------------------------------------------------------- the data dictionary

FieldType = Literal["string", "integer", "number", "date"]


class Constraints(TypedDict, total=False):
    """What a cell of a column must obey."""

    required: bool
    unique: bool
    enum: list[str]
    pattern: str
    minimum: float
    maximum: float


class Field(TypedDict):
    """One column.

    `title` is its heading for readers where the name is none; `role` is "text" or "key" where its values are not
    closed; `references` marks citation keys, and `primary` those of
    which at least one in each row must be a primary source.
    """

    name: str
    type: FieldType
    description: str
    title: NotRequired[str]
    unit: NotRequired[str]
    role: NotRequired[Literal["text", "key"]]
    references: NotRequired[bool]
    primary: NotRequired[bool]
    constraints: NotRequired[Constraints]


class Target(TypedDict):
    """The column of a table that a foreign key points to."""

    resource: str
    fields: str


class ForeignKey(TypedDict):
    """A column whose values stand in a column of another table."""

    fields: str
    reference: Target


class Schema(TypedDict):
    """The columns of a table, the ones that name a row, and those that point to other tables."""

    fields: list[Field]
    primaryKey: list[str]
    foreignKeys: NotRequired[list[ForeignKey]]


class Resource(TypedDict):
    """One table; `as_of` is the day (ISO) on which what is new was last looked for."""

    name: str
    path: str
    title: str
    description: str
    schema: Schema
    as_of: NotRequired[str]


class Licence(TypedDict):
    """The terms under which the tables may be used."""

    name: str
    title: str
    path: str


class Package(TypedDict):
    """The data dictionary, as it stands in `datapackage.json`."""

    name: str
    licenses: list[Licence]
    resources: list[Resource]


# What each part of the dictionary must have, and of which kind that is.
_NEEDED: dict[str, dict[str, type]] = {
    "the dictionary": {"name": str, "licenses": list, "resources": list},
    "licence": {"name": str, "title": str, "path": str},
    "table": {"name": str, "path": str, "title": str, "description": str, "schema": dict},
    "schema": {"fields": list, "primaryKey": list},
    "column": {"name": str, "type": str, "description": str},
    "foreign key": {"fields": str, "reference": dict},
    "target of a foreign key": {"resource": str, "fields": str},
}
_FIELD_TYPES = ("string", "integer", "number", "date")


# ---------------------------------------------------------------------------- where, and whether it has changed


@functools.cache
def data_folder() -> Path:
    """Return the folder of the tables: the copy inside an installed package, else `data/` of the course's folder."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "data"
    return installed if installed.is_dir() else package.parents[1] / "data"


def stamp(folder: Path) -> Stamp:
    """Return what changes when a table or the data dictionary in `folder` changes: time and size of each, by name."""
    if not folder.is_dir():
        return {}
    with os.scandir(folder) as entries:
        files = [entry for entry in entries if entry.name.endswith(".csv") or entry.name == DICTIONARY]
        return {e.name: (e.stat().st_mtime_ns, e.stat().st_size) for e in files}


@dataclass(frozen=True, slots=True)
class _Kept(Generic[Result]):
    """A result, the state of the folder in which it was found, and the names of the files that it rests on."""

    result: Result
    state: Stamp
    files: frozenset[str]

    def holds(self, now: Stamp) -> bool:
        """Return whether the files are as they were."""
        return self.state == now or all(self.state.get(file) == now.get(file) for file in self.files)


def cached(make: Callable[Given, Result]) -> Callable[Given, Result]:
    """Return `make`, whose results are kept for as long as the files of the tables stay as they are.

    The files are those of its first argument when that is called `folder`, and of them only those that are read for
    the result; else all of the course's own. They are looked at once for each outermost call, so that one result comes
    from one state. Arguments must be hashable. What a function returns is shared by everybody who calls it: it must
    not be changed.
    """
    of_folder = next(iter(inspect.signature(make).parameters), "") == "folder"
    kept: dict[Path, dict[Any, _Kept[Result]]] = {}

    @functools.wraps(make)
    def current(*args: Given.args, **kwargs: Given.kwargs) -> Result:
        folder = cast("Path", args[0]) if of_folder else data_folder()
        seen = _seen.get()
        now = seen[folder] if folder in seen else stamp(folder)
        if folder not in kept and len(kept) >= _MOST_FOLDERS:
            kept.clear()
        results, key = kept.setdefault(folder, {}), (args, tuple(kwargs.items()))
        found = results.get(key)
        if found is None or not found.holds(now):
            with _noting({**seen, folder: now}) as files:
                result = make(*args, **kwargs)
            found = results[key] = _Kept(result, now, frozenset(files if of_folder else now))
        _note(found.files)
        return found.result

    return current


_seen: ContextVar[dict[Path, Stamp]] = ContextVar("_seen", default={})  # noqa: B039 (it is never changed)
_files: ContextVar[set[str] | None] = ContextVar("_files", default=None)
"""The names of the files that what is computed just now has read so far."""


def _note(files: Iterable[str]) -> None:
    """Note that what is computed just now rests on these files."""
    noted = _files.get()
    if noted is not None:
        noted.update(files)


@contextlib.contextmanager
def _noting(seen: dict[Path, Stamp]) -> Iterator[set[str]]:
    """Give the set in which the files are noted that are read inside, with the folders as they were `seen`."""
    files: set[str] = set()
    looked, outside = _seen.set(seen), _files.set(files)
    try:
        yield files
    finally:
        _seen.reset(looked)
        _files.reset(outside)


@contextlib.contextmanager
def one_look() -> Iterator[None]:
    """Look at the files of the course once for all that is read inside, so that one picture comes from one state."""
    folder, seen = data_folder(), _seen.get()
    outer = _seen.set(seen if folder in seen else {**seen, folder: stamp(folder)})
    try:
        yield
    finally:
        _seen.reset(outer)


# ---------------------------------------------------------------------------- reading


@dataclass(frozen=True)
class Cells:
    """A table as text: the header and one list of cells for each row."""

    header: list[str]
    rows: list[list[str]]


@cached
def dictionary(folder: Path) -> Package:
    """Return the data dictionary in `folder`. Raises `TableError`, one sentence, when it is missing or damaged."""
    path = folder / DICTIONARY
    _note([path.name])
    if not path.is_file():
        raise TableError(
            f"The data dictionary {DICTIONARY} is not in {folder}. Keep the folders of the course together and "
            "install the course from its own folder with: pip install --editable ."
        )
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise TableError(f"data/{DICTIONARY} is not UTF-8 text (byte {error.start}). {_RESTORE}") from error
    except json.JSONDecodeError as error:
        raise TableError(f"data/{DICTIONARY} is not JSON (line {error.lineno}: {error.msg}). {_RESTORE}") from error
    return _checked(found)


def _checked(found: object) -> Package:
    """Return the dictionary when every part of it has what it needs."""
    whole = _part("the dictionary", "", found)
    for licence in whole["licenses"]:
        _part("licence", "", licence)
    for resource in whole["resources"]:
        table = _part("table", "", resource)
        where = f" of the table '{table['name']}'"
        schema = _part("schema", where, table["schema"])
        for field in schema["fields"]:
            column = _part("column", where, field)
            if column["type"] not in _FIELD_TYPES:
                raise _damaged(f"the column '{column['name']}'{where} has the unknown type '{column['type']}'")
        for key in schema.get("foreignKeys", []):
            _part("target of a foreign key", where, _part("foreign key", where, key)["reference"])
    return cast("Package", whole)


def _part(kind: str, where: str, found: object) -> dict[str, Any]:
    """Return a part of the dictionary as a mapping that has what a part of this kind needs."""
    named = f"the {kind}" if kind == "schema" else kind if kind.startswith("the ") else f"a {kind}"
    if not isinstance(found, dict):
        raise _damaged(f"{named}{where} is not an object in braces")
    for name, wanted in _NEEDED[kind].items():
        if not isinstance(found.get(name), wanted):
            raise _damaged(f"{named}{where} has no '{name}'" + ("" if name not in found else " of the right kind"))
    return found


def _damaged(what: str) -> TableError:
    return TableError(f"data/{DICTIONARY} is damaged: {what}. {_RESTORE}")


def table_names(folder: Path) -> list[str]:
    """Return the names of all tables, in the order of the data dictionary."""
    return [resource["name"] for resource in dictionary(folder)["resources"]]


def resource(folder: Path, name: str) -> Resource:
    """Return what the dictionary says of the table `name`. Raises `TableError` with the nearest name for another."""
    for found in dictionary(folder)["resources"]:
        if found["name"] == name:
            return found
    near = difflib.get_close_matches(str(name).casefold(), table_names(folder), n=1)
    hint = f" Did you mean '{near[0]}'?" if near else ""
    raise TableError(f"There is no table '{name}'.{hint} The tables are: {', '.join(table_names(folder))}.")


@cached
def read(folder: Path, name: str) -> Cells:
    """Return the cells of the table `name` as text. Raises `TableError` when its file is missing or damaged."""
    path = folder / resource(folder, name)["path"]
    _note([path.name])
    shown = f"data/{path.name}"
    if not path.is_file():
        raise TableError(f"The file {shown} is missing. {_RESTORE}")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise TableError(f"The file {shown} is not UTF-8 text (byte {error.start}). Save it as 'CSV UTF-8'.") from error
    if "\0" in text:
        raise TableError(f"The file {shown} holds NUL characters: it is damaged. {_RESTORE}")
    rows = list(csv.reader(text.splitlines(keepends=True)))  # a quoted cell may hold several lines
    if not rows:
        raise TableError(f"The file {shown} is empty. {_RESTORE}")
    if len(rows) == 1 and rows[0] == [field["name"] for field in resource(folder, name)["schema"]["fields"]]:
        raise TableError(f"The file {shown} has a header and no rows. {_RESTORE}")
    return Cells(rows[0], rows[1:])


@cached
def values(folder: Path, name: str, column: str) -> frozenset[str]:
    """Return the values in a column of the table `name`; nothing when it has no such column."""
    cells = read(folder, name)
    if column not in cells.header:
        return frozenset()
    place = cells.header.index(column)
    return frozenset(row[place] for row in cells.rows if len(row) > place)


@cached
def typed(folder: Path, name: str) -> pd.DataFrame:
    """Return the table `name` with the types of its columns; its cells must obey the rules of the table."""
    cells = read(folder, name)
    table = pd.DataFrame(cells.rows, columns=pd.Index(cells.header), dtype="str")
    for field in resource(folder, name)["schema"]["fields"]:
        if field["type"] == "string":
            continue
        column = table[field["name"]]
        filled = column.where(column != "", None)
        if field["type"] == "integer":
            table[field["name"]] = pd.to_numeric(filled).astype("Int64")
        elif field["type"] == "number":
            table[field["name"]] = pd.to_numeric(filled).astype("float64")
        elif field["type"] == "date":
            table[field["name"]] = pd.to_datetime(filled, format="%Y-%m-%d")
    return table
