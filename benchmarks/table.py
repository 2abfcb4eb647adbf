"""The one table of `make bench`: what was measured, against which budget, and whether it is met."""

import statistics
from collections.abc import Iterable
from dataclasses import dataclass

WIDTHS = (76, 18, 16, 4)
"""Letters of each column: a row is printed before the next is known."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. `met` is None where there is no budget, only something to compare with."""

    what: str
    measured: str
    budget: str = ""
    met: bool | None = None
    parts: str = ""


@dataclass(frozen=True, slots=True)
class Spread:
    """The middle of many numbers, and what all but the largest twentieth stay below."""

    median: float
    p95: float

    def __str__(self) -> str:
        """Return both, in milliseconds."""
        return f"{self.median:.0f} / {self.p95:.0f} ms"


def within(what: str, value: float, limit: float, unit: str, digits: int = 1) -> Row:
    """Return the `Row` of a number that must not be larger than `limit`, both in `unit`."""
    return Row(what, f"{value:.{digits}f} {unit}", f"<= {limit:g} {unit}", value <= limit)


def repainted(what: str, spread: Spread, limit: Spread, parts: str = "") -> Row:
    """Return the `Row` of a median and a tail (ms) that must both stay within their limits."""
    met = spread.median <= limit.median and spread.p95 <= limit.p95
    return Row(what, str(spread), f"<= {limit}", met, parts)


def middle_and_tail(values: Iterable[float]) -> Spread:
    """Return the median and the 95th percentile of numbers."""
    ordered = sorted(values)
    return Spread(statistics.median(ordered), ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))])


def head() -> str:
    """Return the first two lines of the table."""
    rule = "-|-".join("-" * width for width in WIDTHS)
    return f"{_line('what', 'measured', 'budget', 'met?')}\n{rule}"


def line(row: Row) -> str:
    """Return a row as text, in the columns of the table."""
    met = "" if row.met is None else "yes" if row.met else "NO"
    return _line(row.what, row.measured, row.budget, met, *([row.parts] if row.parts else []))


def _line(*cells: str) -> str:
    widths = (*WIDTHS, 0)[: len(cells)]
    return " | ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()
