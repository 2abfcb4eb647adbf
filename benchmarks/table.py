"""The one table of ``make bench``: what was measured, against which budget, and whether it is met."""

import statistics
from typing import NamedTuple


class Row(NamedTuple):
    """One line of the table. `met` is None where there is no budget, only something to compare with."""

    what: str
    measured: str
    budget: str = ""
    met: bool | None = None


def within(what, value, limit, unit, digits=1):
    """Return the `Row` of a number that must not be larger than `limit`, both in `unit`."""
    return Row(what, f"{value:.{digits}f} {unit}", f"<= {limit:g} {unit}", value <= limit)


def middle_and_tail(values):
    """Return (median, 95th percentile) of numbers."""
    ordered = sorted(values)
    return statistics.median(ordered), ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]


def show(rows):
    """Return the rows as text, in aligned columns."""
    words = {True: "yes", False: "NO", None: ""}
    lines = [("what", "measured", "budget", "met?")]
    lines += [(row.what, row.measured, row.budget, words[row.met]) for row in rows]
    widths = [max(len(line[i]) for line in lines) for i in range(4)]
    rule = "-|-".join("-" * width for width in widths)
    text = [" | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines]
    return "\n".join([text[0], rule, *text[1:]])
