"""Who makes an interleukin and who responds to it."""

from dataclasses import dataclass

import pandas as pd

from helpers import tables
from helpers.views.source import drawn_from

_MOUSE = "mouse"
_ANIMALS = {_MOUSE: " (in mice)", "cattle": " (in cattle)"}


@dataclass(frozen=True, slots=True)
class Sender:
    """A cell type that makes an interleukin, as seen in `species`.

    `stored` says whether ready-made, and is None where nothing is listed.
    """

    cell_type: str
    leukocyte: bool
    stored: bool | None
    species: str


@dataclass(frozen=True, slots=True)
class Receiver:
    """A cell type that responds to an interleukin, with the `effect` on it and the `species` in which it was seen.

    Several effects are joined by semicolons; one that was seen in animals alone is followed by their name.
    """

    cell_type: str
    leukocyte: bool
    effect: str
    species: str


@dataclass(frozen=True, slots=True)
class Conversation:
    """One interleukin between the cells that make it and those that respond, both in alphabetical order."""

    interleukin: str
    senders: tuple[Sender, ...]
    receivers: tuple[Receiver, ...]


@dataclass(frozen=True, slots=True)
class ProducerCount:
    """How many interleukins a cell type makes."""

    cell_type: str
    leukocyte: bool
    interleukins: int


@dataclass(frozen=True, slots=True)
class ProducersByCell:
    """How many interleukins each cell type makes, the fewest first.

    `interleukins` have a listed producer, and `made_elsewhere` of them one that is no white blood cell. Of the `pairs`
    of an interleukin and its producer `in_mice` rest on sources of mice.
    """

    counts: tuple[ProducerCount, ...]
    interleukins: int
    made_elsewhere: int
    pairs: int
    in_mice: int


def leukocytes() -> frozenset[str]:
    """Return the cell types that are white blood cells."""
    kinds = tables.load("cell_types")
    return frozenset(kinds.loc[kinds["leukocyte"] == "yes", "cell_type"])


def conversing() -> tuple[str, ...]:
    """Return the interleukins with a listed producer or a listed target, in the order of the table."""
    listed = set(tables.load("producers")["interleukin"]) | set(tables.load("targets")["interleukin"])
    return tuple(name for name in tables.load("interleukins")["interleukin"] if name in listed)


def conversation(interleukin: str) -> Conversation:
    """Return who sends and who receives `interleukin`, a name or an alias.

    Raises TableError when there is no such interleukin.
    """
    name, white = tables.interleukin(interleukin), leukocytes()
    producers, targets = tables.load("producers"), tables.load("targets")
    made = producers.loc[producers["interleukin"] == name].sort_values("cell_type")
    heard = targets.loc[targets["interleukin"] == name]
    heard = heard.assign(effect=heard["effect"] + heard["species"].map(_ANIMALS).fillna(""))
    seen_in = {"effect": "; ".join, "species": lambda seen: ", ".join(sorted(set(seen)))}
    effects = heard.groupby("cell_type").agg(seen_in)
    return Conversation(
        interleukin=name,
        senders=tuple(
            Sender(cell, cell in white, {"yes": True, "no": False}.get(stored), species)
            for cell, stored, species in zip(made["cell_type"], made["stored"], made["species"], strict=True)
        ),
        receivers=tuple(
            Receiver(cell, cell in white, effect, species) for cell, effect, species in effects.itertuples()
        ),
    )


@drawn_from(producers="producers")
def producers_by_cell(producers: pd.DataFrame | None = None) -> ProducersByCell:
    """Return how many interleukins each cell type makes, counted in rows of the table `producers`."""
    rows, white = tables.load("producers") if producers is None else producers, leukocytes()
    counts = rows.groupby("cell_type").agg({"interleukin": "nunique"}).sort_values("interleukin")
    return ProducersByCell(
        counts=tuple(ProducerCount(cell, cell in white, int(number)) for cell, number in counts.itertuples()),
        interleukins=len(set(rows["interleukin"])),
        made_elsewhere=len(set(rows.loc[~rows["cell_type"].isin(list(white)), "interleukin"])),
        pairs=len(rows),
        in_mice=int((rows["species"] == _MOUSE).sum()),
    )
