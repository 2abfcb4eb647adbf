"""What an item of the coursework is: how its numbers are drawn and what the right answer is.

The text of an item (stem, unit, tolerance, marks, the sentence for each typical wrong answer) is a row of
`coursework_items.csv` and its rows of `coursework_options.csv`. Here is what a table cannot hold: pure functions
of `given`, the plain JSON of numbers and words that a student receives.
"""

import math
import string
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypedDict, TypeVar

import numpy as np
import numpy.typing as npt

from helpers.coursework.dice import Dice

if TYPE_CHECKING:
    from helpers.figures import Figure

# What a student receives for an item, where no narrower type is declared: JSON of numbers, words and lists.
Given: TypeAlias = Mapping[str, Any]
G = TypeVar("G", bound=Given)


class Lettered(TypedDict):
    """What is given with a question that shows options: letter to text."""

    options: dict[str, str]


def no_words(given: Given) -> Mapping[str, object]:
    """Return no words besides the numbers: the stem needs none."""
    return {}


@dataclass(frozen=True)
class Number(Generic[G]):
    """A number with a unit. `wrong` goes from the option in the table to the value of a typical mistake."""

    item: str
    draw: Callable[[Dice], G]
    right: Callable[[G], float]
    wrong: Mapping[str, Callable[[G], float]] = field(default_factory=dict)
    figure: "Callable[[G], Figure] | None" = None
    words: Callable[[G], Mapping[str, object]] = no_words

    def clear_of_mistakes(self, given: G, apart: float) -> bool:
        """Return whether the right number and typical mistakes lie more than three times `apart` from each other."""
        right = self.right(given)
        values = sorted([right, *(mistake(given) for mistake in self.wrong.values())])
        if not all(math.isfinite(value) for value in values) or right == 0:
            return False
        pairs = zip(values, values[1:], strict=False)
        return all(high - low > 3 * apart * max(abs(low), abs(high)) for low, high in pairs)


@dataclass(frozen=True)
class Choice(Generic[G]):
    """One of several texts. The options stand in `given["options"]` (letter to text), shuffled.

    `right` returns the right text; `diagnose` the option of the table that a wrong text stands for
    (by default the row with that text).
    """

    item: str
    draw: Callable[[Dice], G]
    right: Callable[[G], str]
    diagnose: Callable[[G, str], str] | None = None
    figure: "Callable[[G], Figure] | None" = None
    words: Callable[[G], Mapping[str, object]] = no_words


@dataclass(frozen=True)
class Letters(Generic[G]):
    """Several letters of `given["options"]`: a set, or with `ordered` a sequence. `right` returns their texts."""

    item: str
    draw: Callable[[Dice], G]
    right: Callable[[G], list[str]]
    ordered: bool = False
    figure: "Callable[[G], Figure] | None" = None
    words: Callable[[G], Mapping[str, object]] = no_words


@dataclass(frozen=True)
class Text(Generic[G]):
    """An explanation in words, marked by a person with the rubric in the table."""

    item: str
    draw: Callable[[Dice], G]
    figure: "Callable[[G], Figure] | None" = None
    words: Callable[[G], Mapping[str, object]] = no_words

    def right(self, given: G) -> str:
        """Return nothing: no text is the right one."""
        return ""


# One kind of item, whatever it is given.
Kind: TypeAlias = Number[Any] | Choice[Any] | Letters[Any] | Text[Any]


def lettered(texts: Iterable[str]) -> dict[str, str]:
    """Return texts as options: a dictionary from letters to them."""
    return dict(zip(string.ascii_lowercase, texts, strict=False))


# ---------------------------------------------------------------------------- reading curves


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a curve."""

    x: float
    y: float


def crossing(x: Sequence[float], y: Sequence[float], level: float) -> float:
    """Return where the curve `y` over `x` first crosses `level`, on straight lines between points.

    Returns nan where it never does.
    """
    for x0, y0, x1, y1 in zip(x, y, x[1:], y[1:], strict=False):
        if y0 != y1 and (y0 - level) * (y1 - level) <= 0:
            return x0 + (x1 - x0) * (level - y0) / (y1 - y0)
    return math.nan


def top(x: Sequence[float], y: Sequence[float]) -> Point:
    """Return the highest point of a curve, the first of equals."""
    place = max(range(len(y)), key=y.__getitem__)
    return Point(x[place], y[place])


def rounded(values: npt.ArrayLike, digits: int = 4) -> list[float]:
    """Return numbers as a list of floats with so many significant digits: what a data file holds."""
    form = f"%.{digits}g"
    return [float(form % value) for value in np.asarray(values, float).tolist()]
