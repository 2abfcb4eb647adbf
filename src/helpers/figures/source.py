"""What a figure says when it is given other rows than those of its table."""

import functools
import inspect

import pandas as pd

from helpers import tables


def drawn_from(**names):
    """Return a decorator for a figure that is drawn from tables: parameter -> name of the table.

    The figure then raises TableError, with one sentence on what to give it, for something that is
    not a table, for a table without rows and for one without a column that the figure needs.
    """

    def decorate(draw):
        signature = inspect.signature(draw)

        @functools.wraps(draw)
        def checked(*args, **kwargs):
            given = signature.bind(*args, **kwargs).arguments
            for parameter, name in names.items():
                _check(given[parameter], name)
            try:
                return draw(*args, **kwargs)
            except KeyError as error:
                for parameter, name in names.items():
                    if error.args[0] in _columns(name) and error.args[0] not in given[parameter].columns:
                        raise tables.TableError(
                            f"This figure is drawn from the table '{name}', and its column '{error.args[0]}' is not "
                            f'there. Give it tables.load("{name}").'
                        ) from error
                raise

        checked.__doc__ = (
            f"{inspect.getdoc(draw) or draw.__name__}\n\n"
            f"Raises TableError when it is not given rows of: {', '.join(names.values())}."
        )
        return checked

    return decorate


def too_few(name):
    """Return the error of a figure that cannot be drawn from the rows of table `name` that it was given."""
    return tables.TableError(
        f"This figure needs more rows of the table '{name}' than it was given. "
        f'Let your filter keep more, or give it the whole table: tables.load("{name}").'
    )


def _check(rows, name):
    if not isinstance(rows, pd.DataFrame):
        raise tables.TableError(
            f"This figure is drawn from the table '{name}', not from {type(rows).__name__}. "
            f'Give it tables.load("{name}").'
        )
    if rows.empty:
        raise too_few(name)


def _columns(name):
    return set(tables.describe(name)["column"])
