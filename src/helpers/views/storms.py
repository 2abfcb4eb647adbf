"""Cytokine storms: what sets each of them off, who feeds whom, and what came of breaking a link."""

from dataclasses import dataclass
from typing import Literal

from helpers import tables
from helpers.views.classes import messenger_shapes
from helpers.views.routes import CellLook
from helpers.views.source import rows_as, too_few

StormParty = Literal["T cell", "macrophage", "organs"]
SparkSign = Literal["tumour", "virus", "bacteria", "antibody"]
StormOutcome = Literal["helped", "helped, no control arm", "helped in mice", "no benefit", "more deaths", ""]
PARTIES: tuple[StormParty, ...] = ("T cell", "macrophage", "organs")
"""Who takes part, in the order of a storm: first callers, second callers, and what suffers."""
_LOOKS = {"T cell": "CD8 T cell", "macrophage": "macrophage"}  # the kind of cell by which a party is drawn


@dataclass(frozen=True, slots=True)
class StormSpark:
    """What begins a storm: a row of `storm_sparks`."""

    storm: str
    spark: str
    sign: SparkSign
    lights: StormParty
    told: str
    species: str
    reference: str


@dataclass(frozen=True, slots=True)
class StormLink:
    """Who sends what to whom: a row of `storm_links`; `blocked_by` and `outcome` are "" for a link left unbroken."""

    link: str
    storm: str
    sender: StormParty
    messenger: str
    receiver: StormParty
    told: str
    species: str
    blocked_by: str
    outcome: StormOutcome
    reference: str


@dataclass(frozen=True, slots=True)
class CytokineStorm:
    """A storm: its spark and its links in the order of the table, how its cells look, and folds of its messengers."""

    spark: StormSpark
    links: tuple[StormLink, ...]
    looks: dict[StormParty, CellLook]
    folds: dict[str, tuple[str, str]]

    @property
    def parties(self) -> tuple[StormParty, ...]:
        """Who takes part in this storm, in the order of `PARTIES`."""
        named = {self.spark.lights, *(party for each in self.links for party in (each.sender, each.receiver))}
        return tuple(party for party in PARTIES if party in named)

    @property
    def broken(self) -> dict[StormOutcome, list[str]]:
        """The messengers whose link was broken, by what came of it, in the order of the links."""
        found: dict[StormOutcome, list[str]] = {}
        for each in self.links:
            if each.outcome:
                found.setdefault(each.outcome, []).append(each.messenger)
        return found


def storm_options() -> tuple[str, ...]:
    """Return the storms that can be chosen, in the order of their table."""
    return tuple(each.storm for each in _sparks())


def cytokine_storms(storm: str) -> CytokineStorm:
    """Return a storm by its name in `storm_sparks`.

    Raises ValueError for an unknown storm, and TableError for one without any link.
    """
    spark = next((each for each in _sparks() if each.storm == storm), None)
    if spark is None:
        raise ValueError(f"'{storm}' is not a storm of the tables; choose one of: {', '.join(storm_options())}.")
    links = tuple(each for each in rows_as(StormLink, tables.load("storm_links")) if each.storm == storm)
    if not links:
        raise too_few("storm_links")
    return CytokineStorm(spark, links, _looks(), messenger_shapes())


@tables.cached
def _sparks() -> tuple[StormSpark, ...]:
    return tuple(rows_as(StormSpark, tables.load("storm_sparks")))


@tables.cached
def _looks() -> dict[StormParty, CellLook]:
    rows = tables.load("cell_types")[["cell_type", "shape", "nucleus"]]
    looks = {name: CellLook(name, shape, nucleus) for name, shape, nucleus in rows.itertuples(index=False)}
    return {party: looks[_LOOKS[party]] for party in PARTIES if party in _LOOKS}
