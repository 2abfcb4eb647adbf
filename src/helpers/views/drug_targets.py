"""Drug targets: what every licensed drug binds, and which signals it leaves open.

The rule behind both, from the tables: a drug that binds a chain of the interleukin stops every complex of it; a drug
that binds a receptor chain stops every complex that contains the chain.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from helpers import tables
from helpers.views.choices import ALL, chosen_words, options

SignalState = Literal["stopped", "open", "not settled", "no signal here"]
STOPPED: SignalState = "stopped"
OPEN: SignalState = "open"
UNSETTLED: SignalState = "not settled"
SILENT: SignalState = "no signal here"
MECHANISMS = ("ligand-neutralising", "decoy", "receptor-blocking", "agonist", "toxin-fusion")
"""What a drug does: the words of the column action of the table `therapeutics`."""
_BLOCKING = ("ligand-neutralising", "decoy", "receptor-blocking")
TAKEN_UP = "a cell is killed"
"""What stands in the place of an interleukin for a toxin fusion."""


@dataclass(frozen=True)
class ReceptorComplex:
    """One receptor complex of an interleukin: its key, the name that is shown, its chains and whether it signals.

    `disputed` is the gene of a chain that it may need as well, or empty.
    """

    key: str
    interleukin: str
    name: str
    chains: frozenset[str]
    signals: bool
    disputed: str = ""


@dataclass(frozen=True)
class DrugTarget:
    """A drug and one protein that it binds ("ligand" or "receptor"), with the interleukins that are concerned."""

    drug: str
    action: str
    gene: str
    binds: str
    interleukins: tuple[str, ...]
    modality: str
    region: str
    status: str
    reference: str


@dataclass(frozen=True)
class DrugMap:
    """Drugs with what they bind, one row for each protein; `chosen` says in words which drugs they are."""

    targets: tuple[DrugTarget, ...]
    chosen: str
    as_of: str

    @property
    def drugs(self) -> dict[str, list[DrugTarget]]:
        """The rows of each drug, by its name."""
        found: dict[str, list[DrugTarget]] = {}
        for target in self.targets:
            found.setdefault(target.drug, []).append(target)
        return found


@dataclass(frozen=True)
class OpenSignals:
    """Receptor complexes, and for each drug the state of every one of them, in the same order."""

    complexes: tuple[ReceptorComplex, ...]
    states: Mapping[str, tuple[SignalState, ...]]
    as_of: str

    def in_state(self, drug: str, state: SignalState) -> list[ReceptorComplex]:
        """Return the complexes that are in this state under `drug`."""
        return [one for one, found in zip(self.complexes, self.states[drug], strict=True) if found == state]


def drug_map(action: str = ALL, interleukin: str = ALL, modality: str = ALL, region: str = ALL) -> DrugMap:
    """Return the licensed drugs that pass every filter, with all that they bind; "all" lets everything pass.

    Raises ValueError when no drug is left.
    """
    chosen = chosen_words((action, interleukin, modality, region), "every licensed drug")
    rows = [
        target
        for target in every_drug_target()
        if action in (ALL, target.action) and modality in (ALL, target.modality) and region in (ALL, target.region)
    ]
    concerned = {target.drug for target in rows if interleukin in (ALL, *target.interleukins)}
    kept = tuple(target for target in rows if target.drug in concerned)
    if not kept:
        raise ValueError(f"No drug fits this choice ({chosen}). Set one of the filters back to 'all'.")
    return DrugMap(kept, chosen, tables.as_of("therapeutics"))


def drug_filters() -> dict[str, tuple[str, ...]]:
    """Return the options of each filter of `drug_map`, by its name."""
    targets = every_drug_target()
    concerned = {name for target in targets for name in target.interleukins}
    known = [name for name in tables.load("interleukins")["interleukin"] if name in concerned]
    return {
        "action": options(MECHANISMS),
        "interleukin": options([*known, TAKEN_UP]),
        "modality": options(sorted({target.modality for target in targets})),
        "region": options(sorted({target.region for target in targets})),
    }


def blockers() -> tuple[str, ...]:
    """Return the names of the drugs that stop a signal (neither agonists nor toxin fusions)."""
    return tuple(sorted({target.drug for target in every_drug_target() if target.action in _BLOCKING}))


def stops(inn: str) -> set[str]:
    """Return the keys of the receptor complexes that the drug `inn` keeps their interleukin from.

    Raises ValueError for a drug that the table does not hold.
    """
    mine = _targets_of(inn)
    receptors = _receptors_of(inn)
    caught = {name for target in mine if target.binds == "ligand" for name in target.interleukins}
    return {one.key for one in receptor_complexes().values() if one.interleukin in caught or one.chains & receptors}


def _targets_of(inn: str) -> list[DrugTarget]:
    mine = [target for target in every_drug_target() if target.drug == inn]
    if not mine:
        raise ValueError(f"'{inn}' is not a drug of the table 'therapeutic_targets'; use its INN in small letters.")
    return mine


def _receptors_of(inn: str) -> set[str]:
    return {target.gene for target in _targets_of(inn) if target.binds == "receptor"}


def open_signals(first: str, second: str) -> OpenSignals:
    """Return which signals two drugs stop and which they leave open.

    Listed are all complexes of every interleukin that one of the drugs stops, and those of its relatives (same family)
    that share a receptor chain with a stopped complex. A complex is not settled under a drug on the receptor chain that
    it may need by one source and not by another.
    """
    complexes, family = receptor_complexes(), _families()
    stopped = {drug: stops(drug) for drug in dict.fromkeys((first, second))}
    touched = {complexes[key].interleukin for keys in stopped.values() for key in keys}
    shared = {chain for one in complexes.values() if one.interleukin in touched for chain in one.chains}
    families = {family[interleukin] for interleukin in touched}
    listed = tuple(
        one
        for one in complexes.values()
        if one.interleukin in touched or (family[one.interleukin] in families and one.chains & shared)
    )
    states: dict[str, tuple[SignalState, ...]] = {
        drug: tuple(_state(one, keys, _receptors_of(drug)) for one in listed) for drug, keys in stopped.items()
    }
    return OpenSignals(listed, states, tables.as_of("therapeutic_targets"))


def _state(receptor_complex: ReceptorComplex, stopped: set[str], receptors: set[str]) -> SignalState:
    if not receptor_complex.signals:
        return SILENT
    if receptor_complex.key in stopped:
        return STOPPED
    return UNSETTLED if receptor_complex.disputed in receptors else OPEN


# ---------------------------------------------------------------------------- what the tables say


@tables.cached
def receptor_complexes() -> dict[str, ReceptorComplex]:
    """Return the receptor complexes of the tables by their key."""
    chains: dict[str, set[str]] = {}
    for row in tables.load("receptor_chains").to_dict("records"):
        chains.setdefault(row["complex"], set()).add(row["gene_symbol"])
    return {
        row["complex"]: ReceptorComplex(
            row["complex"],
            row["interleukin"],
            row["name"],
            frozenset(chains[row["complex"]]),
            row["signals"] == "yes",
            row["disputed_gene"],
        )
        for row in tables.load("receptor_complexes").to_dict("records")
    }


@tables.cached
def every_drug_target() -> tuple[DrugTarget, ...]:
    """Return one row for each licensed drug and each protein that it binds."""
    drugs = {row["inn"]: row for row in tables.load("therapeutics").to_dict("records")}
    encoded: dict[str, list[str]] = {}
    for row in tables.load("subunits").to_dict("records"):
        encoded.setdefault(row["gene_symbol"], []).append(row["interleukin"])
    return tuple(
        DrugTarget(
            drug=target["inn"],
            action=drugs[target["inn"]]["action"],
            gene=target["gene_symbol"],
            binds=target["binds"],
            interleukins=_concerned(drugs[target["inn"]], target, encoded.get(target["gene_symbol"], [])),
            modality=drugs[target["inn"]]["modality"],
            region=drugs[target["inn"]]["region"],
            status=drugs[target["inn"]]["status"],
            reference=target["reference"],
        )
        for target in tables.load("therapeutic_targets").to_dict("records")
    )


def _concerned(drug: Mapping[Any, Any], target: Mapping[Any, Any], encoded: list[str]) -> tuple[str, ...]:
    """Return the interleukins that a drug concerns through one target, whose gene encodes a chain of `encoded`."""
    complexes = receptor_complexes().values()
    if drug["action"] == "toxin-fusion":
        return (TAKEN_UP,)
    if drug["action"] == "agonist":
        return (drug["imitates"],)
    if target["binds"] == "ligand":
        known = {one.interleukin for one in complexes}
        return tuple(name for name in encoded if name in known)
    bound = (one.interleukin for one in complexes if target["gene_symbol"] in one.chains and one.signals)
    return tuple(dict.fromkeys(bound))


@tables.cached
def _families() -> dict[str, str]:
    table = tables.load("interleukins")
    return dict(zip(table["interleukin"], table["family"], strict=True))
