"""Interleukins, the receptor complexes they bind, and the chains that several of them share."""

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import fmean
from typing import Literal

import pandas as pd

from helpers import tables
from helpers.views.source import drawn_from

NOT_CHOSEN = "none"
# The usual names of chains that many receptors share; the others are shown by their gene symbol.
CHAIN_NAMES = {
    "IL2RG": "γc",
    "CSF2RB": "βc",
    "IL6ST": "gp130",
    "IL12RB1": "IL-12Rβ1",
    "IL1RAP": "IL-1RAcP",
    "IL10RB": "IL-10Rβ",
}

_PARTNER_NAMES = {
    "MYD88": "MyD88",
    "TRAF3IP2": "Act1",
    "CSF1R": "nothing: the chain CSF1R is a kinase",
    "KIT": "nothing: the chain KIT is a kinase",
}
_PARTNER_ORDER = ("kinase", "adapter", "G protein", "own kinase")

Users = Mapping[str, tuple[str, ...]]
ChainKind = Literal["signals", "chosen", "decoy", "soluble"]


@dataclass(frozen=True, slots=True)
class BoundComplex:
    """A receptor complex that an interleukin binds: its `key` in the tables and its `name` as it is shown."""

    key: str
    interleukin: str
    name: str


@dataclass(frozen=True, slots=True)
class ComplexChain:
    """One chain of a complex: its gene symbol, its `role` in the table, and the `kind` of line that shows it."""

    complex: BoundComplex
    gene: str
    role: str
    kind: ChainKind


@dataclass(frozen=True, slots=True)
class ReceptorNetwork:
    """The complexes of a chosen chain (a gene symbol), of a chosen interleukin, or of both ("" where none is chosen).

    The columns stand from top to bottom, in an order in which few lines cross; `users` names for each chain of the
    course the interleukins whose receptors contain it.
    """

    chain: str
    interleukin: str
    interleukins: tuple[str, ...]
    complexes: tuple[BoundComplex, ...]
    genes: tuple[str, ...]
    chains: tuple[ComplexChain, ...]
    users: Users


def chain_label(gene_symbol: str) -> str:
    """Return how a chain is shown: "γc (IL2RG)", or its gene symbol alone."""
    name = CHAIN_NAMES.get(gene_symbol)
    return f"{name} ({gene_symbol})" if name else gene_symbol


def role_words(role: str) -> str:
    """Return how the role of a chain is shown.

    A chain that is not shared may signal or only bind the ligand, as IL-2Rα does; the table does not tell them apart.
    """
    return "part of the complex" if role == "signalling" else role


def chain_options() -> tuple[str, ...]:
    """Return the labels of all receptor chains, those with a name of their own first."""
    genes = sorted(set(tables.load("receptor_chains")["gene_symbol"]) - set(CHAIN_NAMES))
    return tuple(chain_label(gene) for gene in (*CHAIN_NAMES, *genes))


def chain_option(gene_symbol: str) -> str:
    """Return the label of the receptor chain with this gene symbol. Raises TableError when there is none."""
    label = chain_label(gene_symbol)
    if label not in chain_options():
        raise tables.TableError(
            f"'{gene_symbol}' is not a receptor chain of this course; write its gene symbol, "
            "for example IL6ST for gp130."
        )
    return label


@drawn_from(receptor_chains="receptor_chains")
def users_of_chains(receptor_chains: pd.DataFrame | None = None) -> dict[str, tuple[str, ...]]:
    """Return gene symbol -> the interleukins whose receptors contain this chain, the most used chain first."""
    rows = tables.load("receptor_chains") if receptor_chains is None else receptor_chains
    users: dict[str, dict[str, None]] = {}
    for gene, name in zip(rows["gene_symbol"], rows["interleukin"], strict=True):
        users.setdefault(gene, {})[name] = None
    return {gene: tuple(users[gene]) for gene in sorted(users, key=lambda gene: -len(users[gene]))}


def user_label(gene: str, interleukin: str) -> str:
    """Return how a user of the chain `gene` is listed: "IL-35 (mice)" where it was seen to use it in mice only."""
    return f"{interleukin} (mice)" if _species_of_uses().get((gene, interleukin)) == {"mouse"} else interleukin


def receptor_network(chain: str = NOT_CHOSEN, interleukin: str = NOT_CHOSEN) -> ReceptorNetwork:
    """Return the complexes that contain `chain` and those that `interleukin` binds.

    `chain` is a gene symbol or the label of a chain. Raises ValueError when nothing is chosen or no complex is known.
    """
    gene = {label: gene for gene in users_of_chains() for label in (gene, chain_label(gene))}.get(chain, chain)
    gene, name = ("" if choice == NOT_CHOSEN else choice for choice in (gene, interleukin))
    chains = _chains_of(gene, name)
    complexes = tuple(dict.fromkeys(chain.complex for chain in chains))
    places: dict[str, list[int]] = {}
    for each in chains:
        places.setdefault(each.gene, []).append(complexes.index(each.complex))
    return ReceptorNetwork(
        chain=gene,
        interleukin=name,
        interleukins=tuple(dict.fromkeys(each.interleukin for each in complexes)),
        complexes=complexes,
        genes=tuple(sorted(places, key=lambda gene: (fmean(places[gene]), gene))),
        chains=chains,
        users=users_of_chains(),
    )


def interleukins_by_partner() -> pd.DataFrame:
    """Return a table to show: what receptors hold inside, and the interleukins whose receptors hold it.

    Kinases come first, then adapters, G proteins, and receptors that are kinases themselves.
    """
    pairs = tables.load("signalling_pairs").query("partner != ''")
    rows = tables.load("receptor_chains").merge(pairs, on="gene_symbol")
    g_protein = rows["partner_kind"] == "G protein"
    rows["held"] = rows["partner"].replace(_PARTNER_NAMES).mask(g_protein, "G protein")
    rows["order"] = rows["partner_kind"].map(_PARTNER_ORDER.index)
    rows["user"] = [user_label(*use) for use in zip(rows["gene_symbol"], rows["interleukin"], strict=True)]
    order = {name: place for place, name in enumerate(tables.load("interleukins")["interleukin"])}
    rows["place"] = rows["interleukin"].map(order)
    found = rows.sort_values(["order", "held", "place"], kind="stable").groupby("held", sort=False)["user"]
    listed = {held: ", ".join(dict.fromkeys(users)) for held, users in found}
    return pd.DataFrame({"held by the receptor": list(listed), "interleukins": list(listed.values())})


@tables.cached
def _species_of_uses() -> dict[tuple[str, str], set[str]]:
    """Return (gene symbol, interleukin) -> the species in which complexes of both were seen."""
    species = tables.load("receptor_complexes").set_index("complex")["species"]
    found: dict[tuple[str, str], set[str]] = {}
    columns = ["gene_symbol", "interleukin", "complex"]
    for gene, name, key in tables.load("receptor_chains")[columns].itertuples(index=False):
        found.setdefault((gene, name), set()).add(species[key])
    return found


def _chains_of(gene: str, interleukin: str) -> tuple[ComplexChain, ...]:
    """Return the chains of the chosen complexes, in the order of the table."""
    if not gene and not interleukin:
        raise ValueError("Nothing is chosen: choose a receptor chain, an interleukin, or both.")
    rows = tables.load("receptor_chains")
    with_chain = set(rows.loc[rows["gene_symbol"] == gene, "complex"])
    if gene and not with_chain:
        raise ValueError(f"No receptor with the chain '{gene}' is listed; choose another chain.")
    own = set(rows.loc[rows["interleukin"] == interleukin, "complex"])
    if interleukin and not own:
        raise ValueError(f"No receptor of {interleukin} is established; choose another interleukin.")
    complexes = tables.load("receptor_complexes")
    known = {
        key: BoundComplex(key, name, shown)
        for key, name, shown in zip(complexes["complex"], complexes["interleukin"], complexes["name"], strict=True)
    }
    return tuple(
        ComplexChain(known[key], symbol, role, _kind(symbol, role, gene))
        for key, symbol, role in zip(rows["complex"], rows["gene_symbol"], rows["chain_role"], strict=True)
        if key in with_chain | own
    )


def _kind(gene: str, role: str, chosen: str) -> ChainKind:
    if role == "decoy" or role == "soluble":
        return role
    return "chosen" if gene == chosen else "signals"
