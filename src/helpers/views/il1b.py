"""How a cell makes and releases IL-1β: who acts on whom, step by step, and what happens without one of two signals."""

from dataclasses import dataclass
from typing import Literal, cast

import pandas as pd

from helpers import tables
from helpers.views.source import too_few

ThingKind = Literal[
    "microbe", "danger", "receptor", "sensor", "factor", "gene", "messenger RNA", "precursor", "mature",
    "inflammasome", "protease", "pore piece", "pore",
]  # fmt: skip
ThingPlace = Literal["outside", "membrane", "cytosol", "nucleus"]
ThingLine = Literal["signal 1", "signal 2", "product", "pore"]
NOTHING_MISSING = "nothing"
_MISSING = (NOTHING_MISSING, "signal 1", "signal 2")


@dataclass(frozen=True, slots=True)
class IL1BThing:
    """What takes part: a row of `il1b_actors`; `begins` is the first step in which it is named.

    `there` is whether it is at work when a signal may be missing: whether a step in which it is named happens.
    """

    key: str
    kind: ThingKind
    place: ThingPlace
    line: ThingLine
    begins: int
    there: bool


@dataclass(frozen=True, slots=True)
class IL1BStep:
    """A step: a row of `il1b_steps`; `happens` is whether it does when a signal may be missing."""

    number: int
    actor: str
    becomes: bool
    object: str
    needs: str
    told: str
    species: str
    reference: str
    happens: bool


@dataclass(frozen=True, slots=True)
class IL1BRelease:
    """The making of IL-1β up to `step`, with the signal that is `missing` (`NOTHING_MISSING`: none)."""

    step: int
    missing: str
    things: tuple[IL1BThing, ...]
    steps: tuple[IL1BStep, ...]

    @property
    def current(self) -> IL1BStep:
        """The step that is shown as new."""
        return next(each for each in self.steps if each.number == self.step)

    @property
    def released(self) -> bool:
        """Whether the last step happens."""
        return self.steps[-1].happens


def il1b_numbers() -> tuple[int, ...]:
    """Return the numbers of the steps, in their order."""
    return tuple(number for number, *_ in _rows())


def il1b_missing() -> tuple[str, ...]:
    """Return the choices of a signal that is missing."""
    return _MISSING


@tables.cached
def il1b_release(step: float | None = None, missing: str = NOTHING_MISSING) -> IL1BRelease:
    """Return the making of IL-1β up to `step` (None: the last), without the signal that is `missing`.

    Raises ValueError for a step or a signal that is not listed, and TableError when the table is empty.
    """
    numbers = il1b_numbers()
    if not numbers:
        raise too_few("il1b_steps")
    step = numbers[-1] if step is None else step
    if step not in numbers:
        raise ValueError(f"{step} is not a step; the steps run from {numbers[0]} to {numbers[-1]}.")
    if missing not in _MISSING:
        raise ValueError(f"'{missing}' cannot be missing; choose one of: {', '.join(_MISSING)}.")
    things = tables.load("il1b_actors").to_dict("records")
    steps, there = _happening({row["actor"]: row["line"] for row in things}, missing)
    named = {key: each.number for each in reversed(steps) for key in (each.actor, each.object)}
    return IL1BRelease(
        step=int(step),
        missing=missing,
        things=tuple(
            IL1BThing(row["actor"], row["kind"], row["place"], row["line"], named[row["actor"]], row["actor"] in there)
            for row in things
            if row["actor"] in named
        ),
        steps=steps,
    )


def _happening(lines: dict[str, str], missing: str) -> tuple[tuple[IL1BStep, ...], set[str]]:
    """Return the steps with whether each happens, and who is at work: a step needs its actor and what it names."""
    made = {row[3] for row in _rows()}
    there = {key for key, line in lines.items() if key not in made and line != missing}
    steps = []
    for number, actor, becomes, target, needs, told, species, reference in _rows():
        happens = actor in there and (not needs or needs in there)
        if happens:
            there.add(target)
        steps.append(IL1BStep(number, actor, becomes, target, needs, told, species, reference, happens))
    return tuple(steps), {key for each in steps if each.happens for key in (each.actor, each.object)}


@tables.cached
def _rows() -> tuple[tuple[int, str, bool, str, str, str, str, str], ...]:
    """Return the rows of the table in the order of the steps."""
    rows = cast("pd.DataFrame", tables.load("il1b_steps")).sort_values("step").to_dict("records")
    return tuple(
        (
            int(row["step"]), row["actor"], row["action"] == "becomes", row["object"], row["needs"], row["told"],
            row["species"], row["reference"],
        )
        for row in rows
    )  # fmt: skip
