"""Explorers of drug targets: what a drug binds, and which signals it leaves open.

The rule behind both, from the tables: a drug that binds a chain of the interleukin stops every
complex of it; a drug that binds a receptor chain stops every complex that contains the chain.
"""

from dataclasses import dataclass

from helpers import figures, tables
from helpers.explorers.engine import Choice, Explorer, Value, explorer

_ALL = "all"
_TAKEN_UP = figures.TAKEN_UP
_BLOCKERS = ("ligand-neutralising", "receptor-blocking", "decoy")
_FILTERS = (
    ("action", "Mechanism"),
    ("interleukin", "Interleukin concerned"),
    ("modality", "Kind of molecule"),
    ("region", "Licensed in"),
)


@dataclass(frozen=True)
class ReceptorComplex:
    """One receptor complex of an interleukin: its key, the name that is shown, its chains and whether it signals."""

    key: str
    interleukin: str
    name: str
    chains: frozenset[str]
    signals: bool


@tables.cached
def receptor_complexes() -> dict[str, ReceptorComplex]:
    """Return the receptor complexes by their key."""
    chains = tables.load("receptor_chains").groupby("complex")["gene_symbol"].agg(frozenset)
    return {
        row["complex"]: ReceptorComplex(
            row["complex"], row["interleukin"], row["name"], chains[row["complex"]], row["signals"] == "yes"
        )
        for row in tables.load("receptor_complexes").to_dict("records")
    }


def stops(inn: str) -> set[str]:
    """Return the keys of the receptor complexes that the drug `inn` keeps their interleukin from.

    Raises ValueError for a drug that the table does not hold.
    """
    mine = [row for row in _all_rows() if row["drug"] == inn]
    if not mine:
        raise ValueError(f"'{inn}' is not a drug of the table 'therapeutic_targets'; use its INN in small letters.")
    receptors = {row["gene"] for row in mine if row["binds"] == "receptor"}
    caught = {name for row in mine if row["binds"] == "ligand" for name in row["interleukins"]}
    return {c.key for c in receptor_complexes().values() if c.interleukin in caught or c.chains & receptors}


def drug_rows(action=_ALL, interleukin=_ALL, modality=_ALL, region=_ALL):
    """Return what `figures.drug_map` draws: (rows of drugs and targets, the choice in words, date)."""
    words = [value for value in (action, interleukin, modality, region) if value != _ALL]
    rows = [
        row
        for row in _all_rows()
        if action in (_ALL, row["action"]) and modality in (_ALL, row["modality"]) and region in (_ALL, row["region"])
    ]
    if interleukin != _ALL:
        chosen = {row["drug"] for row in rows if interleukin in row["interleukins"]}
        rows = [row for row in rows if row["drug"] in chosen]
    return rows, ", ".join(words) or "every licensed drug", tables.as_of("therapeutics")


@tables.cached
def _all_rows():
    """Return one row for each drug and protein that it binds."""
    drugs = tables.load("therapeutics").set_index("inn")
    subunits = tables.load("subunits")
    complexes = receptor_complexes().values()
    known = {c.interleukin for c in complexes}
    rows = []
    for target in tables.load("therapeutic_targets").to_dict("records"):
        drug, gene = drugs.loc[target["inn"]], target["gene_symbol"]
        if drug["action"] == "toxin-fusion":
            concerned = [_TAKEN_UP]
        elif drug["action"] == "agonist":
            concerned = [drug["imitates"]]
        elif target["binds"] == "ligand":
            concerned = [i for i in subunits.loc[subunits["gene_symbol"] == gene, "interleukin"] if i in known]
        else:
            concerned = list(dict.fromkeys(c.interleukin for c in complexes if gene in c.chains and c.signals))
        rows.append(
            {
                "drug": target["inn"],
                "action": drug["action"],
                "gene": gene,
                "binds": target["binds"],
                "interleukins": concerned,
                "modality": drug["modality"],
                "region": drug["region"],
                "status": drug["status"],
                "reference": target["reference"],
            }
        )
    return rows


@explorer
def drug_mechanisms(**start: Value) -> Explorer:
    """Explore every licensed drug: what it binds, and whose signal it stops, imitates or rides on.

    `start` sets the first value of a filter by its name, for example ``interleukin="IL-6"``.
    """
    rows = _all_rows()
    order = list(tables.load("interleukins")["interleukin"])
    concerned = {name for row in rows for name in row["interleukins"]}
    options = {
        "action": list(figures.ACTIONS),
        "interleukin": [i for i in order if i in concerned] + [_TAKEN_UP],
        "modality": sorted({row["modality"] for row in rows}),
        "region": sorted({row["region"] for row in rows}),
    }
    clear = dict.fromkeys(options, _ALL)
    return Explorer(
        "How every licensed drug works",
        [Choice(name, label, (_ALL, *options[name]), _ALL) for name, label in _FILTERS],
        drug_rows,
        lambda result: figures.drug_map(*result),
        {
            "Every licensed drug": clear,
            "IL-6": clear | {"interleukin": "IL-6"},
            "IL-5": clear | {"interleukin": "IL-5"},
            "IL-17A": clear | {"interleukin": "IL-17A"},
            "IL-1β": clear | {"interleukin": "IL-1β"},
            "Agonists": clear | {"action": "agonist"},
            "Toxin fusions": clear | {"action": "toxin-fusion"},
        },
        start,
    )


def blockers():
    """Return the names of the drugs that stop a signal (neither agonists nor toxin fusions)."""
    drugs = tables.load("therapeutics")
    return tuple(sorted(drugs.loc[drugs["action"].isin(_BLOCKERS), "inn"]))


def open_under(first, second):
    """Return what `figures.open_signals` draws for two drugs: signals, their states, the date.

    Listed are all complexes of every interleukin that one of the drugs stops, and those of its
    relatives (same family) that share a receptor chain with a stopped complex.
    """
    complexes = receptor_complexes()
    drugs = list(dict.fromkeys((first, second)))
    stopped = {drug: stops(drug) for drug in drugs}
    touched = {complexes[key].interleukin for keys in stopped.values() for key in keys}
    family = _families()
    shared = {chain for c in complexes.values() if c.interleukin in touched for chain in c.chains}
    families = {family[interleukin] for interleukin in touched}
    listed = [
        c
        for c in complexes.values()
        if c.interleukin in touched or (family[c.interleukin] in families and c.chains & shared)
    ]
    states = {drug: [_state(c, stopped[drug]) for c in listed] for drug in drugs}
    return [(c.interleukin, c.name) for c in listed], states, tables.as_of("therapeutic_targets")


@tables.cached
def _families():
    table = tables.load("interleukins")
    return dict(zip(table["interleukin"], table["family"], strict=True))


def _state(receptor_complex, stopped):
    if not receptor_complex.signals:
        return figures.SILENT
    return figures.STOPPED if receptor_complex.key in stopped else figures.OPEN


PAIRS = (
    ("secukinumab", "brodalumab"),
    ("mepolizumab", "benralizumab"),
    ("lebrikizumab", "dupilumab"),
    ("siltuximab", "tocilizumab"),
    ("canakinumab", "anakinra"),
    ("canakinumab", "rilonacept"),
    ("ustekinumab", "guselkumab"),
)


@explorer
def compare_two_blockers(**start: Value) -> Explorer:
    """Explore which signals two drugs stop and which they leave open.

    `start` sets the first drugs, for example ``first="mepolizumab", second="benralizumab"``.
    """
    names = blockers()
    return Explorer(
        "What stays open?",
        [Choice("first", "One drug", names, PAIRS[0][0]), Choice("second", "Another drug", names, PAIRS[0][1])],
        open_under,
        lambda result: figures.open_signals(*result),
        {f"{one} or {two}": {"first": one, "second": two} for one, two in PAIRS},
        start,
    )
