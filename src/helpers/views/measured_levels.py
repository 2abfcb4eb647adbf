"""Measured levels of IL-6 by setting."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from helpers import tables
from helpers.words import number_words as say

Statistic = Literal["mean", "pooled mean", "median", "geometric mean", "peak"]
OVERVIEW = "One row for each setting"
LOGARITHMIC = "logarithmic"
LINEAR = "linear"
LEVEL_SETS = {
    "Health": "health",
    "Exercise": "exercise",
    "Joints": "joints",
    "Heart attack": "heart-attack",
    "Operations and burns": "operations-and-burns",
    "Infection and cytokine release": "infection",
    "Melanoma": "melanoma",
}
"""Name of a set as it is shown: its word in the column `set` of `il6_levels`."""
_PG_PER_ML = "IL-6 (pg/mL)"
_INTERVAL = "ci95"


@dataclass(frozen=True)
class Level:
    """One measured level: `value`, `low` and `high` in the unit of the picture, nan where no spread is given.

    `note` is the source in words; `of_mean` says that `low` to `high` is how surely the mean is known (its 95 %
    interval), and not how far people lie apart.
    """

    label: str
    value: float
    low: float
    high: float
    statistic: Statistic
    note: str
    of_mean: bool = False


@dataclass(frozen=True)
class Levels:
    """Levels on one axis, the first on top; `told` says what they show."""

    title: str
    x_title: str
    rows: tuple[Level, ...]
    told: str
    log: bool = True

    def __post_init__(self) -> None:
        """Raise ValueError when there is nothing to show."""
        if not self.rows:
            raise ValueError("There is no row to show. Choose another set of conditions.")


def level_rows(which: str = OVERVIEW) -> tuple[Level, ...]:
    """Return the levels of the set `which` (a key of `LEVEL_SETS`, or `OVERVIEW`), lowest first."""
    table = tables.load("il6_levels")
    if which == OVERVIEW:
        return _rows_of(table[table["overview"] == "yes"])
    return _rows_of(table[table["set"] == LEVEL_SETS[which]])


def il6_levels(which: str = OVERVIEW, axis: str = LOGARITHMIC) -> Levels:
    """Return the levels of one set on a logarithmic or a linear axis."""
    rows = level_rows(which)
    without = sum(math.isnan(row.low) for row in rows)
    told = f"{level_words(rows, 'pg/mL')} {without} of {len(rows)} rows come without a usable spread."
    return Levels(f"IL-6: {which[0].lower()}{which[1:]}", _PG_PER_ML, rows, told, log=axis == LOGARITHMIC)


def level_words(rows: Sequence[Level], unit: str) -> str:
    """Return one sentence on the lowest and the highest of `rows` and their quotient."""
    bottom, top = min(rows, key=lambda row: row.value), max(rows, key=lambda row: row.value)
    ends = (
        f"The lowest level is {say(bottom.value)} {unit} ({bottom.label}), the highest "
        f"{say(top.value)} {unit} ({top.label})"
    )
    if bottom.value > 0:
        return f"{ends}: {say(top.value / bottom.value)}-fold apart."
    return f"{ends}; a level of 0 means below detection."


def _rows_of(table: pd.DataFrame) -> tuple[Level, ...]:
    return tuple(
        Level(
            label=row["condition"],
            value=row["value_pg_per_ml"],
            low=row["low"],
            high=row["high"],
            statistic=row["statistic"],
            note="; ".join(filter(None, (row["spread"], row["assay"], tables.short_names(row["reference"])))),
            of_mean=row["spread_kind"] == _INTERVAL,
        )
        for row in table.sort_values("value_pg_per_ml", kind="stable").to_dict("records")
    )
