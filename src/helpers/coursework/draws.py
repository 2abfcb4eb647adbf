"""How the numbers of an item are drawn, as declarations that read like a table of ranges."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeAlias, TypeVar

from helpers.coursework import facts
from helpers.coursework.dice import Dice
from helpers.coursework.kinds import Choice, Given, lettered, no_words

T = TypeVar("T")
Draw: TypeAlias = Callable[[Dice], T]
# What kind of case it is (an option of the item), and the cases of that kind: each list one at least.
Cases: TypeAlias = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Grid:
    """A number from `low` to `high`, both included, in steps of `step`."""

    low: float
    high: float
    step: float

    def __call__(self, dice: Dice) -> float:
        """Return one of the numbers."""
        return dice.grid(self.low, self.high, self.step)


@dataclass(frozen=True, slots=True)
class Among(Generic[T]):
    """One of several values."""

    values: tuple[T, ...]

    def __call__(self, dice: Dice) -> T:
        """Return one of the values."""
        return dice.among(self.values)


def among(*values: T) -> Among[T]:
    """Return the draw of one of `values`."""
    return Among(values)


def drawn(**draws: Draw[T]) -> Draw[dict[str, T]]:
    """Return the draw of one value for each name, in the order of the names."""
    return lambda dice: {name: draw(dice) for name, draw in draws.items()}


def shuffled_options(item: str, dice: Dice) -> dict[str, str]:
    """Return the options that the table has for `item`, with letters, in random order."""
    return lettered(dice.shuffled(facts.options(item).values()))


def among_options(
    item: str,
    draw: Draw[Mapping[str, Any]],
    name: Callable[[Given], str],
    words: Callable[[Given], Mapping[str, object]] = no_words,
) -> Choice[Given]:
    """Return a choice among the options that the table has for `item`; `name` returns the one that is right."""

    def given(dice: Dice) -> Given:
        return {**draw(dice), "options": shuffled_options(item, dice)}

    return Choice(item, given, lambda given: facts.options(item)[name(given)], words=words)


@dataclass(frozen=True, slots=True)
class CaseDraw:
    """One case: first its kind, all equally likely, then one of that kind. It is given under the name `key`."""

    cases: Cases
    key: str = "seen"

    def __call__(self, dice: Dice) -> dict[str, str]:
        """Return the case under its name."""
        return {self.key: dice.among(self.cases[dice.among(list(self.cases))])}

    def kind_of(self, given: Given) -> str:
        """Return the kind of the case that a student received."""
        return next(kind for kind, cases in self.cases.items() if given[self.key] in cases)


def case(item: str, cases: Cases, key: str = "seen") -> Choice[Given]:
    """Return the choice in which the student says of what kind a case is; the kinds are options of the table."""
    draw = CaseDraw(cases, key)
    return among_options(item, draw, draw.kind_of)
