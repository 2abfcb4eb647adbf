"""The IL-6 activity map, and how many cells a messenger reaches."""

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Literal, TypeAlias

import pandas as pd

from helpers import tables
from helpers.views.choices import ALL, chosen_words, kept
from helpers.views.source import drawn_from

LECTURE_BRANCHES = (
    "differentiation",
    "proliferation",
    "growth inhibition",
    "acute-phase proteins",
    "hepatocyte regeneration",
    "haematopoiesis",
)
"""The branches in the figure of the lecture that the course checks; the others were added to them."""
EVERYTHING = "everything"
FILTERS = ("branch", "target", "readout", "species", "direction", "signalling_mode")
"""The columns of the table `il6_activities` by which `chosen_activities` chooses."""
NOTHING_FITS = f"No row of evidence fits this choice ({{}}). Set one of the filters back to '{ALL}'."

Direction: TypeAlias = Literal["up", "down", "no change"]


@dataclass(frozen=True, slots=True)
class Activity:
    """One published effect of IL-6: a row of the table `il6_activities`.

    `direction` is that of the effect; `readout` is what was measured, with its own direction: both are blank where the
    source names nothing beside the effect itself. `mediator` carries the effect, `condition` was needed for it.
    """

    target: str
    effect: str
    branch: str
    direction: Direction
    readout: str
    readout_direction: Direction | Literal[""]
    mediator: str
    condition: str
    signalling_mode: str
    species: str
    system: str
    reference: str

    @property
    def trans(self) -> bool:
        """Whether the effect was shown by way of the soluble receptor (trans-signalling)."""
        return self.signalling_mode == "trans"


@dataclass(frozen=True, slots=True)
class ActivityMap:
    """Published effects of IL-6 and their columns: targets by their organ, readouts beside their targets.

    `chosen` says in words what was chosen.
    """

    chosen: str
    activities: tuple[Activity, ...]
    branches: tuple[str, ...]
    targets: tuple[str, ...]
    readouts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reach:
    """How many cell types an interleukin reaches, or how many interleukins a cell type receives."""

    name: str
    number: int


@dataclass(frozen=True, slots=True)
class Pleiotropy:
    """Cell types reached by each interleukin, and interleukins received by each cell type, the most first."""

    interleukins: tuple[Reach, ...]
    cell_types: tuple[Reach, ...]


@drawn_from(activities="il6_activities")
def activity_map(activities: pd.DataFrame | None = None, chosen: str = EVERYTHING) -> ActivityMap:
    """Return the map of the rows in `activities`; `chosen` says in words which they are."""
    return _mapped(tables.load("il6_activities") if activities is None else activities, chosen)


def chosen_activities(
    branch: str = ALL,
    target: str = ALL,
    readout: str = ALL,
    species: str = ALL,
    direction: str = ALL,
    signalling_mode: str = ALL,
) -> ActivityMap:
    """Return the map of the effects that fit every choice.

    Raises ValueError when none does.
    """
    choices = {"branch": branch, "target": target, "readout": readout, "species": species}
    choices |= {"direction": direction, "signalling_mode": signalling_mode}
    rows, chosen = kept(tables.load("il6_activities"), choices), chosen_words(choices.values(), EVERYTHING)
    if rows.empty:
        raise ValueError(NOTHING_FITS.format(chosen))
    return _mapped(rows, chosen)


def fitting_activities() -> set[tuple[str, ...]]:
    """Return every combination of choices, in the order of `FILTERS`, that some effect fits."""
    rows = tables.load("il6_activities")[[*FILTERS]].drop_duplicates()
    kept_or_not = list(itertools.product((True, False), repeat=len(FILTERS)))
    return {
        tuple(value if kept else ALL for value, kept in zip(row, keeping, strict=True))
        for row in rows.itertuples(index=False)
        for keeping in kept_or_not
        if all(value or not kept for value, kept in zip(row, keeping, strict=True))
    }


def activity_options(column: str) -> tuple[str, ...]:
    """Return the words in a column of the table `il6_activities`, in alphabetical order."""
    return tuple(sorted(set(tables.load("il6_activities")[column]) - {""}, key=str.casefold))


@drawn_from(targets="targets")
def pleiotropy(targets: pd.DataFrame | None = None) -> Pleiotropy:
    """Return how many cell types each interleukin reaches (pleiotropy) and the reverse (room for redundancy)."""
    rows = tables.load("targets") if targets is None else targets
    return Pleiotropy(_reaches(rows, "interleukin", "cell_type"), _reaches(rows, "cell_type", "interleukin"))


def _reaches(rows: pd.DataFrame, name: str, other: str) -> tuple[Reach, ...]:
    counts = rows.groupby(name).agg({other: "nunique"}).sort_values(other, ascending=False)
    return tuple(Reach(each, int(number)) for each, number in counts.itertuples())


@tables.cached
def target_places() -> dict[str, int]:
    """Return target of IL-6 -> place of its organ in the table `organ_sectors`, from the head downwards."""
    organs = tables.load("organ_sectors").set_index("sector")["place"]
    targets = tables.load("target_sectors").query("role == 'target'")
    return {name: int(organs[sector]) for name, sector in zip(targets["name"], targets["sector"], strict=True)}


def _mapped(rows: pd.DataFrame, chosen: str) -> ActivityMap:
    columns = (rows[name] for name in Activity.__dataclass_fields__)
    activities = tuple(Activity(*cells) for cells in zip(*columns, strict=True))
    places = target_places()
    targets = sorted({activity.target for activity in activities}, key=lambda name: (places.get(name, math.inf), name))
    branches = _by_neighbours([(activity.branch, activity.target) for activity in activities], targets)
    measured = [(activity.readout, activity.target) for activity in activities if activity.readout]
    readouts = _by_neighbours(measured, targets)
    return ActivityMap(chosen, activities, tuple(branches), tuple(targets), tuple(readouts))


def _by_neighbours(pairs: Sequence[tuple[str, str]], order: Sequence[str]) -> list[str]:
    """Return the first names of `pairs`, sorted by the mean place in `order` of the second: few lines cross."""
    places: dict[str, list[int]] = {}
    for name, neighbour in pairs:
        places.setdefault(name, []).append(order.index(neighbour))
    return sorted(places, key=lambda name: (fmean(places[name]), name))
