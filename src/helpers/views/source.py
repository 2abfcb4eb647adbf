"""What a view says when it is given other rows than those of its table."""

import functools
import inspect
from collections.abc import Callable, Iterator
from dataclasses import fields
from typing import Any, ParamSpec, TypeVar, cast

import pandas as pd

from helpers import tables

Given = ParamSpec("Given")
View = TypeVar("View")
Row = TypeVar("Row")


def drawn_from(**names: str) -> Callable[[Callable[Given, View]], Callable[Given, View]]:
    """Return a decorator for a view that is made from tables: parameter -> name of the table.

    A parameter that is not given, or None, stands for the whole table. The view raises TableError, with one sentence
    on what to give it, for something that is not a table, for a table without rows and for one without a column that
    it needs.
    """

    def decorate(draw: Callable[Given, View]) -> Callable[Given, View]:
        signature = inspect.signature(draw)

        @functools.wraps(draw)
        def checked(*args: Given.args, **kwargs: Given.kwargs) -> View:
            bound = signature.bind(*args, **kwargs).arguments
            given = {name: bound[parameter] for parameter, name in names.items() if bound.get(parameter) is not None}
            for name, rows in given.items():
                _check(rows, name)
            try:
                return draw(*args, **kwargs)
            except KeyError as error:
                lacking = _lacking(str(error.args[0]), given)
                raise (lacking or error) from error

        what = inspect.getdoc(draw) or draw.__name__
        checked.__doc__ = f"{what}\n\nRaises TableError when it is not given rows of: {', '.join(names.values())}."
        return checked

    return decorate


def rows_as(record: Callable[..., Row], rows: pd.DataFrame) -> Iterator[Row]:
    """Return the rows of a table as records of a dataclass, whose fields are columns of the table."""
    names = [field.name for field in fields(cast(Any, record))]
    for row in rows[names].itertuples(index=False):
        yield record(*row)


def too_few(name: str) -> tables.TableError:
    """Return the error of a figure that cannot be drawn from the rows of table `name` that it was given."""
    return tables.TableError(
        f"This figure needs more rows of the table '{name}' than it was given. "
        f'Let your filter keep more, or give it the whole table: tables.load("{name}").'
    )


def _check(rows: object, name: str) -> None:
    if not isinstance(rows, pd.DataFrame):
        raise tables.TableError(
            f"This figure is drawn from the table '{name}', not from {type(rows).__name__}. "
            f'Give it tables.load("{name}").'
        )
    if rows.empty:
        raise too_few(name)


def _lacking(column: str, given: dict[str, Any]) -> tables.TableError | None:
    """Return the error of the table of `given` (rows by the table's name) that should have `column` and has not."""
    for name, rows in given.items():
        if column in set(tables.describe(name)["column"]) and column not in rows.columns:
            return tables.TableError(
                f"This figure is drawn from the table '{name}', and its column '{column}' is not there. "
                f'Give it tables.load("{name}").'
            )
    return None
