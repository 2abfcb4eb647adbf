"""The rows of the course's tables that items need, read once per session: grading asks thousands of times."""

import functools
from collections.abc import Mapping
from typing import Any, TypeAlias

from helpers import tables

Row: TypeAlias = Mapping[str, Any]


@functools.cache
def rows(name: str) -> tuple[Row, ...]:
    """Return the rows of table `name`."""
    return tuple({str(key): value for key, value in row.items()} for row in tables.load(name).to_dict("records"))


def matching(name: str, **where: str) -> list[Row]:
    """Return the rows of table `name` that match `where`."""
    return [row for row in rows(name) if all(row[key] == value for key, value in where.items())]


@functools.cache
def options(item: str) -> Mapping[str, str]:
    """Return the options of a coursework item: a dictionary from name to text."""
    return {row["option"]: row["text"] for row in matching("coursework_options", item=item)}


@functools.cache
def column(name: str, wanted: str, **where: str) -> frozenset[str]:
    """Return the set of values in column `wanted` of the rows of table `name` that match `where`."""
    return frozenset(row[wanted] for row in matching(name, **where))


def first(name: str, **where: str) -> Row:
    """Return the first row of table `name` that matches `where`. Raises `tables.TableError` if there is none."""
    for row in matching(name, **where):
        return row
    raise tables.TableError(f"The coursework needs a row of data/{name}.csv with {where}, but there is none.")
