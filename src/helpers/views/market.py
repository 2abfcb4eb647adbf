"""When copies of a medicine reach the market: its licence, the end of the patent on its molecule, the first sale."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, cast

import pandas as pd

from helpers import tables
from helpers.views.source import rows_as, too_few

MarketEvent = Literal["molecule free", "first copy sold", "further patent ends"]
MarketRegion = Literal["US", "EU"]
BOTH_REGIONS = "US and EU"
_REFERENCE = "ustekinumab"  # the only substance of which each day was established
_REGIONS: Sequence[MarketRegion] = ("US", "EU")


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of `market_days`, by its columns."""

    inn: str
    region: MarketRegion
    event: MarketEvent
    day: str
    brand: str
    told: str
    reference: str


@dataclass(frozen=True, slots=True)
class _Licence:
    """A row of `biosimilars`, by its columns."""

    brand: str
    approved: pd.Timestamp
    reference: str


@dataclass(frozen=True, slots=True)
class MarketDay:
    """Something that happened to a medicine on its market.

    `day` is ISO, and only year and month where no more was established; `brand` is that of the copy, "" for other
    events; `key` names the row of `market_days`.
    """

    event: MarketEvent
    day: str
    brand: str
    told: str
    key: str
    references: tuple[str, ...]

    @property
    def years(self) -> float:
        """The day as years of the calendar, 2024.5 for the beginning of July 2024."""
        return calendar_years(self.day)


@dataclass(frozen=True, slots=True)
class LicensedCopy:
    """A licence of a biosimilar: its brand, its day (ISO), and the key of its row of `biosimilars`."""

    brand: str
    day: str
    key: str
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MarketLane:
    """A region: when the original was licensed, what happened there, and the copies licensed there by their day.

    `undated` is the number of copies whose licence has no day in the table.
    """

    region: MarketRegion
    original: str
    days: tuple[MarketDay, ...]
    copies: tuple[LicensedCopy, ...]
    undated: int

    def day_of(self, event: MarketEvent) -> MarketDay | None:
        """Return what happened there, None where the table does not tell it."""
        return next((one for one in self.days if one.event == event), None)

    @property
    def wait_months(self) -> int | None:
        """Whole months that passed at least from the free molecule to the first copy sold, None where not known.

        A molecule of which only the month is known counts as free from the end of that month on.
        """
        free, sold = self.day_of("molecule free"), self.day_of("first copy sold")
        if free is None or sold is None:
            return None
        return max(0, _months(sold.day) - _months(free.day) - _is_month(free.day))


@dataclass(frozen=True, slots=True)
class MarketOpening:
    """A medicine in one region or in both; `chosen` is what was chosen, `as_of` the day up to which it was followed."""

    chosen: str
    inn: str
    brand: str
    lanes: tuple[MarketLane, ...]
    as_of: str


def market_regions() -> tuple[str, ...]:
    """Return what can be chosen: both regions, or one."""
    return (BOTH_REGIONS, *_REGIONS)


@tables.cached
def market_opening(region: str = BOTH_REGIONS) -> MarketOpening:
    """Return when copies of ustekinumab reached the market of `region`.

    Raises ValueError for a region that cannot be chosen, and TableError when the table has no row of it.
    """
    if region not in market_regions():
        raise ValueError(f"'{region}' is no region of this picture; choose one of: {', '.join(market_regions())}.")
    chosen = _REGIONS if region == BOTH_REGIONS else (cast("MarketRegion", region),)
    lanes = tuple(lane for lane in map(_lane, chosen) if lane.days)
    if not lanes:
        raise too_few("market_days")
    brand = str(_original()["brand"].iloc[0])
    return MarketOpening(region, _REFERENCE, brand, lanes, tables.as_of("market_days"))


def calendar_years(day: str) -> float:
    """Return an ISO `day`, or a month such as "2024-07", as years of the calendar."""
    start = date.fromisoformat(f"{day}-01" if _is_month(day) else day)
    past, whole = (start - date(start.year, 1, 1)).days, (date(start.year + 1, 1, 1) - date(start.year, 1, 1)).days
    return start.year + past / whole


def _lane(region: MarketRegion) -> MarketLane:
    rows = [one for one in rows_as(_Row, tables.load("market_days")) if (one.inn, one.region) == (_REFERENCE, region)]
    days = [
        MarketDay(
            row.event, row.day, row.brand, row.told, f"{row.inn} {region} {row.event}", (*row.reference.split(";"),)
        )
        for row in rows
    ]
    copies, undated = _copies(region)
    return MarketLane(region, _licensed(region), tuple(sorted(days, key=lambda one: one.day)), copies, undated)


def _licensed(region: MarketRegion) -> str:
    """Return the day of the first licence of the original in a region."""
    day: pd.Timestamp = _original()["first_fda_approval" if region == "US" else "first_ema_approval"].iloc[0]
    return day.date().isoformat()


def _copies(region: MarketRegion) -> tuple[tuple[LicensedCopy, ...], int]:
    """Return the copies licensed in a region whose day is known, in order, and the number of the others."""
    rows = tables.load("biosimilars")
    rows = rows[(rows["inn"] == _REFERENCE) & (rows["region"] == region)]
    dated = rows.dropna(subset="approved")
    found = [
        LicensedCopy(one.brand, one.approved.date().isoformat(), f"{one.brand} {region}", (*one.reference.split(";"),))
        for one in rows_as(_Licence, dated)
    ]
    return tuple(sorted(found, key=lambda one: (one.day, one.brand))), len(rows) - len(dated)


def _original() -> pd.DataFrame:
    rows = tables.load("therapeutics")
    return rows[rows["inn"] == _REFERENCE]


def _months(day: str) -> int:
    return int(day[:4]) * 12 + int(day[5:7])


def _is_month(day: str) -> bool:
    """Return whether only year and month are given, as in "2024-07"."""
    return day.count("-") == 1
