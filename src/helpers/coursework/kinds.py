"""What an item of the coursework is: how its numbers are drawn and what the right answer is.

The text of an item (stem, unit, tolerance, marks, the sentence for each typical wrong answer) is a
row of ``coursework_items.csv`` and its rows of ``coursework_options.csv``. Here is what a table
cannot hold: pure functions of `given`, the dictionary of numbers and words that a student receives.
"""

import math
import string
from collections.abc import Callable
from dataclasses import dataclass, field


def _nothing(given):
    return {}


@dataclass(frozen=True)
class Number:
    """A number with a unit. `wrong` maps the option in the table to the value of a typical mistake."""

    draw: Callable
    right: Callable
    wrong: dict = field(default_factory=dict)
    figure: Callable | None = None
    words: Callable = _nothing


@dataclass(frozen=True)
class Choice:
    """One of several texts. The options stand in ``given["options"]`` (letter to text), shuffled.

    `right` returns the right text; `diagnose` the option of the table that a wrong text stands for
    (by default the row with that text).
    """

    draw: Callable
    right: Callable
    diagnose: Callable | None = None
    figure: Callable | None = None
    words: Callable = _nothing


@dataclass(frozen=True)
class Letters:
    """Several letters of ``given["options"]``: a set, or with `ordered` a sequence. `right` returns texts."""

    draw: Callable
    right: Callable
    ordered: bool = False
    figure: Callable | None = None
    words: Callable = _nothing


@dataclass(frozen=True)
class Text:
    """An explanation in words, marked by a person with the rubric in the table."""

    draw: Callable = lambda dice: {}
    right: Callable = lambda given: ""
    figure: Callable | None = None
    words: Callable = _nothing


def lettered(texts):
    """Return texts as options: a dictionary from letters to them."""
    return dict(zip(string.ascii_lowercase, texts, strict=False))


def clear_of_mistakes(item, given, tolerance):
    """Return whether the right number and every typical mistake can be told apart for these numbers."""
    values = [item.right(given)] + [mistake(given) for mistake in item.wrong.values()]
    if not all(math.isfinite(value) for value in values) or values[0] == 0:
        return False
    ordered = sorted(values)
    return all(b - a > 3 * tolerance * max(abs(a), abs(b)) for a, b in zip(ordered, ordered[1:], strict=False))


def crossing(x, y, level):
    """Return where the curve `y` over `x` (lists) first crosses `level`, on straight lines between points.

    Returns nan where it never does.
    """
    for (x0, y0), (x1, y1) in zip(zip(x, y, strict=True), zip(x[1:], y[1:], strict=True), strict=False):
        if y0 != y1 and (y0 - level) * (y1 - level) <= 0:
            return x0 + (x1 - x0) * (level - y0) / (y1 - y0)
    return math.nan


def top(x, y):
    """Return (x, y) of the highest point of a curve given as lists."""
    place = max(range(len(y)), key=y.__getitem__)
    return x[place], y[place]


def rounded(values, digits=4):
    """Return numbers as a list of floats with so many significant digits: what a data file holds."""
    return [float(f"{float(value):.{digits}g}") for value in values]
