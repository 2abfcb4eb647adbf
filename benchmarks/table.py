"""The one table of `make bench`: what was measured, against which budget, and whether it is met."""

import statistics
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. `met` is None where there is no budget, only something to compare with."""

    what: str
    measured: str
    budget: str = ""
    met: bool | None = None


@dataclass(frozen=True, slots=True)
class Spread:
    """The middle of many numbers, and what all but the largest twentieth stay below."""

    median: float
    p95: float


def within(what: str, value: float, limit: float, unit: str, digits: int = 1) -> Row:
    """Return the `Row` of a number that must not be larger than `limit`, both in `unit`."""
    return Row(what, f"{value:.{digits}f} {unit}", f"<= {limit:g} {unit}", value <= limit)


def middle_and_tail(values: Iterable[float]) -> Spread:
    """Return the median and the 95th percentile of numbers."""
    ordered = sorted(values)
    return Spread(statistics.median(ordered), ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))])


def show(rows: Iterable[Row]) -> str:
    """Return the rows as text, in aligned columns."""
    words = {True: "yes", False: "NO", None: ""}
    lines = [("what", "measured", "budget", "met?")]
    lines += [(row.what, row.measured, row.budget, words[row.met]) for row in rows]
    widths = [max(len(line[i]) for line in lines) for i in range(4)]
    rule = "-|-".join("-" * width for width in widths)
    text = [" | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines]
    return "\n".join([text[0], rule, *text[1:]])
