"""What a reader chose: one word for "everything passes", and rows that fit every choice."""

from collections.abc import Iterable, Mapping

import pandas as pd

ALL = "all"
"""The option of a filter that lets every row pass."""


def kept(rows: pd.DataFrame, chosen: Mapping[str, str]) -> pd.DataFrame:
    """Return the rows that have the chosen value in each column of `chosen`; `ALL` lets every row pass."""
    for column, value in chosen.items():
        if value != ALL:
            rows = rows.loc[rows[column] == value]
    return rows


def chosen_words(values: Iterable[str], everything: str) -> str:
    """Return the choices in words, or `everything` where nothing was narrowed."""
    return ", ".join(value for value in values if value != ALL) or everything


def options(values: Iterable[str]) -> tuple[str, ...]:
    """Return the options of a filter: `ALL`, then each of `values` once, in their order."""
    return (ALL, *dict.fromkeys(values))
