"""An interleukin's receptors as they stand in the membrane: chains, what they are made of, and what they switch on."""

from dataclasses import dataclass
from typing import Literal, cast

import pandas as pd

from helpers import tables
from helpers.views.receptors import users_of_chains

ChainRole = Literal["signalling", "shared", "decoy", "soluble"]
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
    interleukins whose receptors contain the chain.
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


@dataclass(frozen=True, slots=True)
class StandingReceptor:
    """One complex that an interleukin binds: its key, its name, whether it `signals`, the species, and its chains."""

    key: str
    name: str
    signals: bool
    species: str
    chains: tuple[StandingChain, ...]


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


def signalling_options() -> tuple[str, ...]:
    """Return the interleukins with an established receptor, in the order of the table of interleukins."""
    known = set(tables.load("receptor_complexes")["interleukin"])
    return tuple(name for name in tables.load("interleukins")["interleukin"] if name in known)


def signalling(interleukin: str) -> Signalling:
    """Return the receptors of `interleukin` as they stand in the membrane.

    Raises ValueError when the interleukin is unknown, or when no receptor of it is established.
    """
    if interleukin not in set(tables.load("interleukins")["interleukin"]):
        raise ValueError(f"'{interleukin}' is not an interleukin of this course; write it like IL-6 or IL-1β.")
    complexes = tables.load("receptor_complexes")
    own = complexes[complexes["interleukin"] == interleukin]
    if own.empty:
        raise ValueError(f"No receptor of {interleukin} is established, so none can be drawn; choose another.")
    shape = tables.load("ligand_structures").set_index("interleukin").loc[interleukin]
    receptors = tuple(
        StandingReceptor(key, name, signals == "yes", species, _chains(key))
        for key, name, signals, species in own[["complex", "name", "signals", "species"]].itertuples(index=False)
    )
    return Signalling(interleukin, shape["fold"], shape["form"], receptors, _references(own, shape["reference"]))


def _chains(key: str) -> tuple[StandingChain, ...]:
    rows = tables.load("receptor_chains")
    chosen = rows.loc[rows["complex"] == key, ["gene_symbol", "chain_role"]]
    return tuple(_chain(key, gene, role) for gene, role in chosen.itertuples(index=False))


def _chain(key: str, gene: str, role: ChainRole) -> StandingChain:
    row = tables.load("receptor_architecture").set_index("gene_symbol").loc[gene]
    return StandingChain(
        key=f"{key} {gene}",
        gene=gene,
        name=row["name"],
        role=role,
        chain_class=row["chain_class"],
        ig=_count(row["ig_domains"]),
        fibronectin=_count(row["fibronectin_domains"]),
        cysteine_rich=_count(row["cysteine_rich_domains"]),
        sushi=_count(row["sushi_domains"]),
        passes=int(row["passes"]),
        anchor=row["anchor"],
        inside=row["inside"],
        partners=_partners(gene),
        users=users_of_chains().get(gene, ()),
    )


def _partners(gene: str) -> tuple[Partner, ...]:
    rows = tables.load("signalling_pairs")
    own = rows[(rows["gene_symbol"] == gene) & rows["partner_kind"].isin(_PARTNERS)]
    columns = own[["partner", "partner_kind", "transcription_factor", "rank"]]
    return tuple(
        Partner(f"{gene} {partner} {factor}".strip(), partner, cast("PartnerKind", kind), factor, rank == "main")
        for partner, kind, factor, rank in columns.itertuples(index=False)
    )


def _count(number: object) -> int | None:
    return None if pd.isna(cast("float", number)) else int(cast("float", number))


def _references(own: pd.DataFrame, structure: str) -> tuple[str, ...]:
    genes = tables.load("receptor_chains")
    genes = set(genes.loc[genes["complex"].isin(own["complex"]), "gene_symbol"])
    cells = [*own["reference"], structure]
    for name in ("receptor_architecture", "signalling_pairs"):
        rows = tables.load(name)
        cells += list(rows.loc[rows["gene_symbol"].isin(genes), "reference"])
    return tuple(dict.fromkeys(key for cell in cells for key in cell.split(";") if key))
