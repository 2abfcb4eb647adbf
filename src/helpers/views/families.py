"""Families: three classifications laid over each other."""

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import fmean
from typing import Literal

import pandas as pd

from helpers import tables
from helpers.tables import cross_rules
from helpers.views.source import drawn_from, too_few

SCHEMES = {"sequence and structure": "sequence-structure", "receptor chain": "receptor-chain", "function": "function"}
# Words of the classification that say "belongs to no family": whoever is there has no companions.
NO_FAMILY: tuple[str, ...] = cross_rules.NO_FAMILY
MOVERS = "who changes company"
_GAP = 0.7  # rows between two families of a column

Standing = Literal["chosen", "companion", "other"]
Families = Mapping[str, tuple[str, ...]]  # interleukin: its families under one scheme


@dataclass(frozen=True, slots=True)
class Company:
    """One interleukin under two schemes: its families, its companions in the first and those it meets again.

    It may belong to several families of a scheme; companions are all who share any of them.
    It changes company (`moves`) when it had companions and meets fewer than half of them again.
    """

    interleukin: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    companions: tuple[str, ...]
    met_again: tuple[str, ...]

    @property
    def moves(self) -> bool:
        """Whether this interleukin changes company."""
        return 2 * len(self.met_again) < len(self.companions)


@dataclass(frozen=True, slots=True)
class FamilyPlace:
    """A family in a column of interleukins: its members from top to bottom, the first in the row `top`."""

    family: str
    members: tuple[str, ...]
    top: float

    @property
    def rows(self) -> dict[str, float]:
        """Return the row of each member, counted from the top of the column."""
        return {name: self.top + place for place, name in enumerate(self.members)}


@dataclass(frozen=True, slots=True)
class FamiliesCompared:
    """Two classifications side by side (`before` and `after`), in an order in which few lines cross.

    `follow` is `MOVERS` or one interleukin; `standings` says who is marked for that.
    """

    first: str
    second: str
    follow: str
    companies: tuple[Company, ...]
    before: tuple[FamilyPlace, ...]
    after: tuple[FamilyPlace, ...]
    standings: Mapping[str, Standing]

    @property
    def followed(self) -> Company | None:
        """The company of the interleukin that is followed; None where all who change company are marked."""
        return next((company for company in self.companies if company.interleukin == self.follow), None)


# ---------------------------------------------------------------------------- classifications


@drawn_from(classification="classification")
def company(first: str, second: str, classification: pd.DataFrame | None = None) -> tuple[Company, ...]:
    """Return for each interleukin its companions under two schemes, keys of `SCHEMES`.

    Raises ValueError for an unknown scheme or twice the same, TableError when an interleukin stands under one only.
    """
    for scheme in (first, second):
        if scheme not in SCHEMES:
            raise ValueError(f"'{scheme}' is not a scheme; choose from: {', '.join(SCHEMES)}.")
    if first == second:
        raise ValueError(f"You compare '{first}' with itself. Choose two different schemes.")
    rows = tables.load("classification") if classification is None else classification
    before, after = (_families(rows, scheme) for scheme in (first, second))
    if not before or before.keys() - after.keys():
        raise too_few("classification")
    return tuple(_company(name, before, after) for name in before)


def families_compared(
    first: str = "sequence and structure",
    second: str = "receptor chain",
    follow: str = MOVERS,
    classification: pd.DataFrame | None = None,
) -> FamiliesCompared:
    """Return two classifications side by side.

    `follow` is `MOVERS` (all who change company are marked) or one interleukin (it and its former companions are
    marked). Raises ValueError for an unknown scheme, twice the same or an interleukin that is not classified.
    """
    companies = company(first, second, classification)
    if follow not in (MOVERS, *(each.interleukin for each in companies)):
        raise ValueError(f"'{follow}' is not in the classification; choose an interleukin or '{MOVERS}'.")
    before = _stacked({each.interleukin: each.before for each in companies}, {})
    neighbours = {name: fmean(rows) for name, rows in rows_of(before).items()}
    after = _stacked({each.interleukin: each.after for each in companies}, neighbours)
    return FamiliesCompared(first, second, follow, companies, before, after, _standings(companies, follow))


def rows_of(column: tuple[FamilyPlace, ...]) -> dict[str, list[float]]:
    """Return interleukin -> its rows in a column, one for each of its families."""
    rows: dict[str, list[float]] = {}
    for place in column:
        for name, row in place.rows.items():
            rows.setdefault(name, []).append(row)
    return rows


def _families(rows: pd.DataFrame, scheme: str) -> Families:
    """Return interleukin -> its families under a scheme, a key of `SCHEMES`, in the order of the table."""
    families: dict[str, tuple[str, ...]] = {}
    for word, name, family in zip(rows["scheme"], rows["interleukin"], rows["family"], strict=True):
        if word == SCHEMES[scheme]:
            families[name] = (*families.get(name, ()), family)
    return families


def _company(name: str, before: Families, after: Families) -> Company:
    """Return the company of one interleukin."""
    companions = tuple(other for other in before if other != name and _share(before[other], before[name]))
    met_again = tuple(other for other in companions if _share(after[other], after[name]))
    return Company(name, before[name], after[name], companions, met_again)


def _share(some: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Return whether two interleukins share a family; a word of `NO_FAMILY` is none."""
    return bool(set(some) & set(others) - set(NO_FAMILY))


def _standings(companies: tuple[Company, ...], follow: str) -> dict[str, Standing]:
    if follow == MOVERS:
        return {each.interleukin: "chosen" if each.moves else "other" for each in companies}
    companions = next(each.companions for each in companies if each.interleukin == follow)
    return {
        name: "chosen" if name == follow else "companion" if name in companions else "other"
        for name in (each.interleukin for each in companies)
    }


def _stacked(families: Families, neighbours: Mapping[str, float]) -> tuple[FamilyPlace, ...]:
    """Return one column of families, sorted by the mean row of their members among the `neighbours`.

    Without neighbours the order of the table counts. Those without a family come last.
    """
    row_of = neighbours or {name: float(row) for row, name in enumerate(families)}
    groups: dict[str, list[str]] = {}
    for name, its_families in families.items():
        for family in its_families:
            groups.setdefault(family, []).append(name)
    places, top = [], 0.0
    for family in sorted(groups, key=lambda f: (f in NO_FAMILY, fmean(row_of[name] for name in groups[f]), f)):
        places.append(FamilyPlace(family, tuple(sorted(groups[family], key=row_of.__getitem__)), round(top, 1)))
        top += len(groups[family]) + _GAP
    return tuple(places)
