"""The classes of cytokine receptors: one typical receptor of each, and which cytokines each class hears."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Literal, cast

import pandas as pd

from helpers import tables
from helpers.views.membrane import (
    Partner,
    PartnerKind,
    Signalling,
    StandingChain,
    signalling,
    signalling_options,
)
from helpers.views.source import too_few

EVERY_CLASS = "all classes"
CytokineForm = Literal["", "dimer", "trimer"]


@dataclass(frozen=True, slots=True)
class ClassMember:
    """A cytokine of a class; `rows` are the rows (table, key) that place it there.

    `says` is what the table of interleukins says of it, "" for a cytokine that is no interleukin.
    """

    name: str
    says: str
    rows: tuple[tuple[str, str], ...]
    reference: str


@dataclass(frozen=True, slots=True)
class CytokineClass:
    """A class: its key in `cytokine_classes`, whose receptor stands for it, and the cytokines that it hears.

    `onward` is what its signal does first where no factor of it goes to the nucleus, "" where one does.
    """

    key: str
    label: str
    cytokine: str
    fold: str
    form: str
    chains: tuple[StandingChain, ...]
    interleukins: tuple[ClassMember, ...]
    others: tuple[ClassMember, ...]
    onward: str
    reference: str


@dataclass(frozen=True, slots=True)
class CytokineClasses:
    """All classes in the order of a drawing; `shown` is the label of the chosen one, or `EVERY_CLASS`.

    `unplaced` are the interleukins whose receptors have no chain of these classes; `interleukins` counts all those
    with a known receptor.
    """

    shown: str
    classes: tuple[CytokineClass, ...]
    unplaced: tuple[str, ...]
    interleukins: int

    @property
    def marked(self) -> CytokineClass | None:
        """The class that is chosen; None where all are shown alike."""
        return next((each for each in self.classes if each.label == self.shown), None)


def class_options() -> tuple[str, ...]:
    """Return the choices of a class: all, then the labels of the table in the order of a drawing."""
    return (EVERY_CLASS, *(each.label for each in _classes()))


@tables.cached
def cytokine_classes(shown: str = EVERY_CLASS) -> CytokineClasses:
    """Return the classes of receptors, with the one labelled `shown` chosen.

    Raises ValueError for an unknown class, and TableError when the table is empty.
    """
    if shown not in class_options():
        raise ValueError(f"'{shown}' is not a class of receptors; choose one of: {', '.join(class_options())}.")
    if not _classes():
        raise too_few("cytokine_classes")
    placed = {member.name for each in _classes() for member in each.interleukins}
    names = signalling_options()
    unplaced = tuple(name for name in names if name not in placed)
    return CytokineClasses(shown, _classes(), unplaced, len(names))


@tables.cached
def messenger_shapes() -> dict[str, tuple[str, str]]:
    """Return fold and form of the messengers for which the tables know them, by name: interleukins, TNF and TGF-β."""
    typical = tables.load("cytokine_classes")[["cytokine", "fold", "form"]]
    own = tables.load("ligand_structures")[["interleukin", "fold", "form"]]
    return {str(name): (fold, form) for rows in (typical, own) for name, fold, form in rows.itertuples(index=False)}


@tables.cached
def _classes() -> tuple[CytokineClass, ...]:
    heard, others = _heard(), _others()
    rows = tables.load("cytokine_classes").sort_values("place").to_dict("records")
    made = []
    for row in rows:
        fold, form, chains = _typical(row["cytokine"], row["complex"])
        made.append(
            CytokineClass(
                key=row["chain_class"],
                label=row["label"],
                cytokine=row["cytokine"],
                fold=fold or row["fold"],
                form=form or row["form"],
                chains=chains,
                interleukins=heard.get(row["chain_class"], ()),
                others=others.get(row["chain_class"], ()),
                onward=row["onward"],
                reference=row["reference"],
            )
        )
    return tuple(made)


def _typical(cytokine: str, key: str) -> tuple[str, str, tuple[StandingChain, ...]]:
    """Return the fold and form of a cytokine and the chains of one of its receptors; of its rows where `key` is ""."""
    if not key:
        rows = tables.load("other_cytokines")
        own = rows[(rows["cytokine"] == cytokine) & (rows["inside"] != "")]
        return "", "", tuple(_other_chain(row) for row in own.to_dict("records"))
    view = signalling(cytokine)
    (receptor,) = [each for each in view.receptors if each.key == key]
    return view.fold, view.form, receptor.standing


def _other_chain(row: Mapping[Hashable, str | int]) -> StandingChain:
    gene, partner, factor = str(row["gene_symbol"]), str(row["partner"]), str(row["transcription_factor"])
    kind: PartnerKind = "adapter" if partner else "own kinase"
    domains = row["cysteine_rich_domains"]
    return StandingChain(
        key=f"{row['cytokine']} {gene}",
        gene=gene,
        name=str(row["chain_name"]),
        role="signalling",
        chain_class=str(row["chain_class"]),
        ig=0,
        fibronectin=0,
        cysteine_rich=None if pd.isna(domains) else int(domains),
        sushi=0,
        passes=1,
        anchor="transmembrane",
        inside=str(row["inside"]),
        partners=(Partner(f"{row['cytokine']} {gene}", partner or gene, kind, factor, main=True),),
        users=(),
    )


def _heard() -> dict[str, tuple[ClassMember, ...]]:
    """Return class -> the interleukins of which a receptor has a chain of the class, decoys left out."""
    says = dict(tables.load("interleukins")[["interleukin", "summary"]].itertuples(index=False))
    cited = dict(tables.load("interleukins")[["interleukin", "reference"]].itertuples(index=False))
    found: dict[str, list[ClassMember]] = {}
    for name in signalling_options():
        for chain_class, keys in _rows_by_class(signalling(name)).items():
            rows = tuple(("receptor_chains", key) for key in keys)
            found.setdefault(chain_class, []).append(ClassMember(name, says[name], rows, cited[name]))
    return {chain_class: tuple(members) for chain_class, members in found.items()}


def _rows_by_class(view: Signalling) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for receptor in view.receptors:
        for chain in receptor.standing:
            if chain.role not in ("decoy", "soluble") or receptor.signals:
                found.setdefault(chain.chain_class, []).append(chain.key)
    return found


def _others() -> dict[str, tuple[ClassMember, ...]]:
    """Return class -> the cytokines outside the numbers that the table places there."""
    found: dict[str, dict[str, ClassMember]] = {}
    columns = ["cytokine", "chain_class", "gene_symbol", "reference"]
    for name, chain_class, gene, reference in tables.load("other_cytokines")[columns].itertuples(index=False):
        members = found.setdefault(chain_class, {})
        row = ("other_cytokines", f"{name} {gene}")
        before = members.get(name)
        rows = (*before.rows, row) if before else (row,)
        sources = f"{before.reference};{reference}" if before else reference
        members[name] = ClassMember(name, "", cast("tuple[tuple[str, str], ...]", rows), sources)
    return {chain_class: tuple(members.values()) for chain_class, members in found.items()}
