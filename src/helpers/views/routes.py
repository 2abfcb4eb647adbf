"""The ways of a message: who sends it, who hears it, how far it goes, and what stopped it."""

from dataclasses import dataclass
from typing import Literal, cast

from helpers import tables
from helpers.views.source import too_few

RouteKind = Literal["autocrine", "juxtacrine", "presented", "paracrine", "endocrine"]
EVERY_WAY = "all ways"


@dataclass(frozen=True, slots=True)
class CellLook:
    """A cell as it is drawn: its name, and its shape and nucleus in `cell_types` ("" where none is common)."""

    name: str
    shape: str
    nucleus: str


@dataclass(frozen=True, slots=True)
class MessageRoute:
    """One way of a message: a row of `message_routes` with its `key`; `fold` is that of the messenger."""

    key: str
    route: RouteKind
    messenger: str
    fold: str
    sender: CellLook
    receiver: CellLook
    reach: str
    effect: str
    stopped_by: str
    not_stopped_by: str
    species: str
    reference: str

    @property
    def hearer(self) -> str:
        """The name of the cell that hears, also where that is the sender itself."""
        return self.sender.name if self.route == "autocrine" else self.receiver.name


@dataclass(frozen=True, slots=True)
class MessageRoutes:
    """All ways in the order of the table, from the shortest; `chosen` is one of them, or `EVERY_WAY`."""

    chosen: str
    routes: tuple[MessageRoute, ...]

    @property
    def ways(self) -> tuple[tuple[MessageRoute, ...], ...]:
        """The examples of each way together, the way that is drawn first."""
        kinds = dict.fromkeys(each.route for each in self.routes)
        return tuple(tuple(each for each in self.routes if each.route == kind) for kind in kinds)

    @property
    def told_twice(self) -> tuple[tuple[MessageRoute, ...], ...]:
        """Examples in which the same messenger does the same to the same cell, but on ways that differ."""
        found: dict[tuple[str, str, str], list[MessageRoute]] = {}
        for each in self.routes:
            found.setdefault((each.messenger, each.hearer, each.effect), []).append(each)
        return tuple(tuple(some) for some in found.values() if len({each.route for each in some}) > 1)

    @property
    def marked(self) -> MessageRoute | None:
        """The way that is chosen; None where all are shown alike."""
        return next((each for each in self.routes if each.route == self.chosen), None)


def route_options() -> tuple[str, ...]:
    """Return the choices of a way: all, then those of the table, each once."""
    return (EVERY_WAY, *dict.fromkeys(each.route for each in _routes()))


def message_routes(way: str = EVERY_WAY) -> MessageRoutes:
    """Return the ways of a message, with `way` chosen.

    Raises ValueError for an unknown way, and TableError when the table is empty.
    """
    if way not in route_options():
        raise ValueError(f"'{way}' is not a way of a message; choose one of: {', '.join(route_options())}.")
    if not _routes():
        raise too_few("message_routes")
    return MessageRoutes(way, _routes())


@tables.cached
def _routes() -> tuple[MessageRoute, ...]:
    looks = {
        name: (shape, nucleus)
        for name, shape, nucleus in tables.load("cell_types")[["cell_type", "shape", "nucleus"]].itertuples(index=False)
    }
    folds = dict(tables.load("ligand_structures")[["interleukin", "fold"]].itertuples(index=False))
    return tuple(
        MessageRoute(
            key=f"{row['route']} {row['messenger']} {row['sender']}",
            route=cast("RouteKind", row["route"]),
            messenger=row["messenger"],
            fold=folds.get(row["messenger"], ""),
            sender=CellLook(row["sender"], *looks[row["sender_type"]]),
            receiver=CellLook(row["receiver"], *looks[row["receiver_type"]]),
            reach=row["reach"],
            effect=row["effect"],
            stopped_by=row["stopped_by"],
            not_stopped_by=row["not_stopped_by"],
            species=row["species"],
            reference=row["reference"],
        )
        for row in tables.load("message_routes").to_dict("records")
    )
