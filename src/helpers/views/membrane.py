"""An interleukin's receptors as they stand in the membrane: chains, what they are made of, and what they switch on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, cast

import pandas as pd

from helpers import tables
from helpers.views.receptors import users_of_chains

ChainRole = Literal["signalling", "shared", "decoy", "soluble", "presenting"]
PartnerKind = Literal["kinase", "adapter", "G protein", "own kinase"]
_PARTNERS = ("kinase", "adapter", "G protein", "own kinase")


@dataclass(frozen=True, slots=True)
class Partner:
    """What a chain holds inside: a row of `signalling_pairs` with its `key`; `factor` is "" where none is named.

    `main` is whether the sources call it the chain's own; the others stand beside it.
    """

    key: str
    gene: str
    kind: PartnerKind
    factor: str
    main: bool


@dataclass(frozen=True, slots=True)
class StandingChain:
    """A receptor chain in the membrane: a row of `receptor_chains` with its row of `receptor_architecture`.

    Domains are counted outside the membrane; None where the sources do not agree or none was found. `users` are the
    interleukins whose receptors contain the chain; `copies` is how often it stands in the complex.
    """

    key: str
    gene: str
    name: str
    role: ChainRole
    chain_class: str
    ig: int | None
    fibronectin: int | None
    cysteine_rich: int | None
    sushi: int | None
    passes: int
    anchor: str
    inside: str
    partners: tuple[Partner, ...]
    users: tuple[str, ...]
    copies: int = 1


@dataclass(frozen=True, slots=True)
class StandingReceptor:
    """One complex that an interleukin binds: its key, its name, whether it `signals`, the species, and its chains."""

    key: str
    name: str
    signals: bool
    species: str
    chains: tuple[StandingChain, ...]

    @property
    def standing(self) -> tuple[StandingChain, ...]:
        """The chains of the cell that hears."""
        return tuple(chain for chain in self.chains if chain.role != "presenting")

    @property
    def presenting(self) -> tuple[StandingChain, ...]:
        """The chains of another cell, which holds the messenger out."""
        return tuple(chain for chain in self.chains if chain.role == "presenting")


@dataclass(frozen=True, slots=True)
class Signalling:
    """What an interleukin binds and switches on.

    `fold` and `form` are "" where none is established; `references` are the keys of all rows that are shown.
    """

    interleukin: str
    fold: str
    form: str
    receptors: tuple[StandingReceptor, ...]
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Complex:
    """A row of `receptor_complexes`, with the genes, roles and copies of its chains."""

    receptor: str
    name: str
    signals: bool
    species: str
    reference: str
    chains: tuple[tuple[str, ChainRole, int], ...]


@tables.cached
def signalling_options() -> tuple[str, ...]:
    """Return the interleukins with an established receptor, in the order of the table of interleukins."""
    return tuple(name for name in _interleukins() if name in _complexes())


@tables.cached
def signalling(interleukin: str) -> Signalling:
    """Return the receptors of `interleukin` as they stand in the membrane.

    Raises ValueError when the interleukin is unknown, or when no receptor of it is established.
    """
    if interleukin not in _interleukins():
        raise ValueError(f"'{interleukin}' is not an interleukin of this course; write it like IL-6 or IL-1β.")
    own = _complexes().get(interleukin, ())
    if not own:
        raise ValueError(f"No receptor of {interleukin} is established, so none can be drawn; choose another.")
    fold, form, structure = _shapes().get(interleukin, ("", "", ""))
    receptors = tuple(
        StandingReceptor(
            each.receptor,
            each.name,
            each.signals,
            each.species,
            tuple(standing_chain(each.receptor, gene, role, copies) for gene, role, copies in each.chains),
        )
        for each in own
    )
    return Signalling(interleukin, fold, form, receptors, _references(own, structure))


def standing_chain(key: str, gene: str, role: ChainRole = "signalling", copies: int = 1) -> StandingChain:
    """Return the chain of this `gene` in the complex `key`. Raises TableError when its architecture is not listed."""
    found = _architecture().get(gene)
    if found is None:
        raise tables.TableError(f"'{gene}' has no row in the table receptor_architecture; add it there.")
    return replace(found, key=f"{key} {gene}", role=role, copies=copies)


@tables.cached
def _interleukins() -> tuple[str, ...]:
    return tuple(tables.load("interleukins")["interleukin"])


@tables.cached
def _shapes() -> dict[str, tuple[str, str, str]]:
    """Return interleukin -> its fold, its form and the sources of both."""
    rows = tables.load("ligand_structures")[["interleukin", "fold", "form", "reference"]]
    return {name: (fold, form, reference) for name, fold, form, reference in rows.itertuples(index=False)}


@tables.cached
def _complexes() -> dict[str, tuple[_Complex, ...]]:
    """Return interleukin -> its complexes."""
    chains: dict[str, list[tuple[str, ChainRole, int]]] = {}
    rows = tables.load("receptor_chains")[["complex", "gene_symbol", "chain_role", "copies"]]
    for key, gene, role, copies in rows.itertuples(index=False):
        chains.setdefault(key, []).append((gene, role, _count(copies) or 1))
    found: dict[str, list[_Complex]] = {}
    columns = ["interleukin", "complex", "name", "signals", "species", "reference"]
    for interleukin, key, name, signals, species, reference in tables.load("receptor_complexes")[columns].itertuples(
        index=False
    ):
        made = _Complex(key, name, signals == "yes", species, reference, tuple(chains.get(key, ())))
        found.setdefault(interleukin, []).append(made)
    return {interleukin: tuple(some) for interleukin, some in found.items()}


@tables.cached
def _architecture() -> dict[str, StandingChain]:
    """Return gene -> its chain, in no complex yet."""
    users, partners = users_of_chains(), _partners()
    return {
        row["gene_symbol"]: StandingChain(
            key="",
            gene=row["gene_symbol"],
            name=row["name"],
            role="signalling",
            chain_class=row["chain_class"],
            ig=_count(row["ig_domains"]),
            fibronectin=_count(row["fibronectin_domains"]),
            cysteine_rich=_count(row["cysteine_rich_domains"]),
            sushi=_count(row["sushi_domains"]),
            passes=int(row["passes"]),
            anchor=row["anchor"],
            inside=row["inside"],
            partners=partners.get(row["gene_symbol"], ()),
            users=users.get(row["gene_symbol"], ()),
        )
        for row in tables.load("receptor_architecture").to_dict("records")
    }


@tables.cached
def _partners() -> dict[str, tuple[Partner, ...]]:
    """Return gene -> what its chain holds inside."""
    found: dict[str, list[Partner]] = {}
    columns = ["gene_symbol", "partner", "partner_kind", "transcription_factor", "rank"]
    for gene, partner, kind, factor, rank in tables.load("signalling_pairs")[columns].itertuples(index=False):
        if kind in _PARTNERS:
            key = f"{gene} {partner} {factor}".strip()
            found.setdefault(gene, []).append(Partner(key, partner, kind, factor, rank == "main"))
    return {gene: tuple(some) for gene, some in found.items()}


def _count(number: object) -> int | None:
    return None if pd.isna(cast("float", number)) else int(cast("float", number))


@tables.cached
def _cited_for() -> dict[str, str]:
    """Return gene -> the sources of its architecture and of what it holds."""
    found: dict[str, str] = {}
    for name in ("receptor_architecture", "signalling_pairs"):
        for gene, cell in tables.load(name)[["gene_symbol", "reference"]].itertuples(index=False):
            found[gene] = f"{found[gene]};{cell}" if gene in found else cell
    return found


def _references(own: Sequence[_Complex], structure: str) -> tuple[str, ...]:
    genes = dict.fromkeys(gene for each in own for gene, *_ in each.chains)
    cells = [*(each.reference for each in own), structure, *(_cited_for().get(gene, "") for gene in genes)]
    return tuple(dict.fromkeys(key for cell in cells for key in cell.split(";") if key))
