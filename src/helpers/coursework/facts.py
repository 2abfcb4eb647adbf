"""The rows of the course's tables that items need, read once per session: grading asks thousands of times."""

import functools

from helpers import tables


@functools.cache
def rows(name):
    """Return the rows of table `name` as a tuple of dictionaries."""
    return tuple(tables.load(name).to_dict("records"))


@functools.cache
def options(item):
    """Return the options of a coursework item: a dictionary from name to text."""
    return {row["option"]: row["text"] for row in rows("coursework_options") if row["item"] == item}


@functools.cache
def column(name, wanted, **where):
    """Return the set of values in column `wanted` of the rows of table `name` that match `where`."""
    return frozenset(row[wanted] for row in rows(name) if all(row[key] == value for key, value in where.items()))


def first(name, **where):
    """Return the first row of table `name` that matches `where`. Raises `tables.TableError` if there is none."""
    for row in rows(name):
        if all(row[key] == value for key, value in where.items()):
            return row
    raise tables.TableError(f"The coursework needs a row of data/{name}.csv with {where}, but there is none.")


def forget():
    """Read the tables anew at the next question (for tests that change them)."""
    for function in (rows, options, column):
        function.cache_clear()
