"""A sandwich immunoassay in its well, step by step, and what makes it read too high or too low."""

from dataclasses import dataclass, replace
from typing import Literal

from helpers import tables
from helpers.views.source import rows_as, too_few

Adds = Literal["capture", "analyte", "detection", "enzyme", "colour"]
Mechanism = Literal["none", "bridge", "mask", "excess"]
WELL = 6
"""How many capture antibodies the drawn well has."""


@dataclass(frozen=True, slots=True)
class ImmunoassayStep:
    """A row of `immunoassay_steps`."""

    step: int
    name: str
    told: str
    adds: Adds
    reference: str


@dataclass(frozen=True, slots=True)
class Interference:
    """A row of `interferences`: what interferes, how, and an example in small numbers."""

    interference: str
    mechanism: Mechanism
    told: str
    remedy: str
    molecules: int
    read: int
    reference: str


@dataclass(frozen=True, slots=True)
class Immunoassay:
    """The well at `step` with one `interference`; `steps` are all steps, `interferences` all that can be chosen."""

    step: int
    steps: tuple[ImmunoassayStep, ...]
    interference: Interference
    interferences: tuple[Interference, ...]

    @property
    def current(self) -> ImmunoassayStep:
        """The step that is shown as new."""
        return next(each for each in self.steps if each.step == self.step)

    @property
    def finished(self) -> bool:
        """Whether the colour can be read."""
        return self.step == self.steps[-1].step

    def added(self, what: Adds) -> bool:
        """Whether something has been added by now."""
        return any(each.adds == what and each.step <= self.step for each in self.steps)

    @property
    def held(self) -> int:
        """How many capture antibodies hold IL-6: all that there is, as far as there are antibodies."""
        return min(self.interference.molecules, WELL)


def immunoassay_steps() -> tuple[int, ...]:
    """Return the numbers of the steps, in their order."""
    return tuple(each.step for each in _steps())


def interference_options() -> tuple[str, ...]:
    """Return what can interfere, nothing first."""
    return tuple(each.interference for each in _interferences())


def sandwich_immunoassay(step: float | None = None, interference: str | None = None) -> Immunoassay:
    """Return the well at `step` (None: the last) with what interferes (None: the first of the table, nothing).

    Raises ValueError for a step or an interference that is not listed, and TableError when a table is empty.
    """
    for name, rows in (("immunoassay_steps", _steps()), ("interferences", _interferences())):
        if not rows:
            raise too_few(name)
    numbers, options = immunoassay_steps(), interference_options()
    step = numbers[-1] if step is None else step
    chosen = options[0] if interference is None else interference
    if step not in numbers:
        raise ValueError(f"{step:g} is not a step; the steps run from {numbers[0]} to {numbers[-1]}.")
    if chosen not in options:
        raise ValueError(f"'{chosen}' is not an interference of the tables; choose one of: {', '.join(options)}.")
    return Immunoassay(int(step), _steps(), _interferences()[options.index(chosen)], _interferences())


@tables.cached
def _steps() -> tuple[ImmunoassayStep, ...]:
    rows = rows_as(ImmunoassayStep, tables.load("immunoassay_steps").sort_values("step"))
    return tuple(replace(each, step=int(each.step)) for each in rows)


@tables.cached
def _interferences() -> tuple[Interference, ...]:
    rows = rows_as(Interference, tables.load("interferences"))
    return tuple(replace(each, molecules=int(each.molecules), read=int(each.read)) for each in rows)
