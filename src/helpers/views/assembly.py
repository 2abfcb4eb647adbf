"""IL-6 on its way to a signal: how IL-6, IL-6R and gp130 come together, and the three ways in which IL-6R is there."""

from dataclasses import dataclass
from typing import Literal, cast

from helpers import tables
from helpers.views.body_map import Blocks, blocked_ways
from helpers.views.membrane import StandingChain, signalling

Whose = Literal["own", "other"]
ALL_WAYS = "side by side"
_LAST_STEP = 3


@dataclass(frozen=True, slots=True)
class IL6Contact:
    """A contact of the complex: a row of `il6_contacts` with its key, made at `step`.

    `molecule` is "IL-6" or a chain; it binds a domain of kind `place` of the chain `receptor`, which belongs to the
    same three molecules (`whose` is "own") or to the other three.
    """

    key: str
    step: int
    molecule: str
    receptor: str
    place: str
    whose: Whose


@dataclass(frozen=True, slots=True)
class IL6Origin:
    """Where the IL-6R of a way comes from: a row of `il6_ways`; `carrier` is "" where no cell is named."""

    key: str
    origin: str
    carrier: str


@dataclass(frozen=True, slots=True)
class IL6Way:
    """A way of IL-6 to gp130: where its IL-6R comes from, a cell that hears, and what each drug does to it.

    `own_il6r` is whether the hearing cell needs IL-6R of its own; `chains` are IL-6R and gp130 as they stand;
    `blocked` pairs drugs with what is known, `blocked_rows` are the keys of the rows of `il6_blockers` behind them;
    `idle` are the drugs that do nothing in the species in which this way was shown; `in_lines` are those whose effect
    on this way was seen only in cell lines made for the purpose.
    """

    way: str
    origins: tuple[IL6Origin, ...]
    hearer: str
    own_il6r: bool
    species: str
    chains: tuple[StandingChain, ...]
    blocked: tuple[tuple[str, Blocks], ...]
    blocked_rows: tuple[str, ...]
    idle: tuple[str, ...]
    in_lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IL6Assembly:
    """The complex at a `step` (1 to 3), in each way; `chosen` is the way that was chosen, "" for all of them."""

    step: int
    chosen: str
    contacts: tuple[IL6Contact, ...]
    ways: tuple[IL6Way, ...]
    references: tuple[str, ...]

    @property
    def made(self) -> tuple[IL6Contact, ...]:
        """The contacts that are made by this step."""
        return tuple(contact for contact in self.contacts if contact.step <= self.step)

    @property
    def copies(self) -> int:
        """How many of each molecule the complex holds at this step: two where it reaches over to another three."""
        return 2 if any(contact.whose == "other" for contact in self.made) else 1


@tables.cached
def il6_way_options() -> tuple[str, ...]:
    """Return the choices of a way: all side by side, then those of the table `il6_ways`."""
    return (ALL_WAYS, *dict.fromkeys(tables.load("il6_ways")["way"]))


def il6_assembly(step: float = _LAST_STEP, way: str = ALL_WAYS) -> IL6Assembly:
    """Return IL-6, IL-6R and gp130 as they stand at `step`, 1 to 3, with one `way` chosen or all side by side.

    Raises ValueError for an unknown step or way.
    """
    if step not in range(1, _LAST_STEP + 1):
        raise ValueError(f"There is no step {step:g}; the steps are 1 to {_LAST_STEP}.")
    if way not in il6_way_options():
        raise ValueError(f"'{way}' is not a way of IL-6; choose one of: {', '.join(il6_way_options())}.")
    return IL6Assembly(
        step=int(step),
        chosen="" if way == ALL_WAYS else way,
        contacts=_contacts(),
        ways=tuple(_way(name) for name in il6_way_options()[1:]),
        references=_references(),
    )


@tables.cached
def _contacts() -> tuple[IL6Contact, ...]:
    rows = tables.load("il6_contacts")[["contact", "step", "molecule", "receptor", "place", "whose"]]
    return tuple(
        IL6Contact(key, int(number), molecule, receptor, place, cast("Whose", whose))
        for key, number, molecule, receptor, place, whose in rows.itertuples(index=False)
    )


@tables.cached
def _way(name: str) -> IL6Way:
    rows = tables.load("il6_ways")
    own = rows[rows["way"] == name]
    first = own.iloc[0]
    blockers = tables.load("il6_blockers")
    blockers = blockers[blockers["signalling_mode"] == name]
    receptors = {receptor.key: receptor.chains for receptor in signalling("IL-6").receptors}
    return IL6Way(
        way=name,
        origins=tuple(
            IL6Origin(f"{name} {origin}", origin, carrier)
            for origin, carrier in own[["origin", "carrier"]].itertuples(index=False)
        ),
        hearer=first["hearer"],
        own_il6r=first["own_il6r"] == "needed",
        species=first["species"],
        chains=receptors.get(f"il6-{name}") or receptors["il6-classic"],
        blocked=tuple((drug, ways[name]) for drug, ways in blocked_ways().items() if name in ways),
        blocked_rows=tuple(blockers["blocker"] + f" {name} " + blockers["blocks"]),
        idle=tuple(dict.fromkeys(blockers.loc[blockers["not_in"] == first["species"], "blocker"])),
        in_lines=tuple(blockers.loc[blockers["seen_in"] == "cell lines", "blocker"]),
    )


@tables.cached
def _references() -> tuple[str, ...]:
    cells = [cell for name in ("il6_contacts", "il6_ways", "il6_blockers") for cell in tables.load(name)["reference"]]
    return tuple(dict.fromkeys(key for cell in cells for key in cell.split(";")))
