"""What each licensed drug holds: the messenger, or chains of its receptor as they stand in the membrane."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, Literal, cast

from helpers import tables
from helpers.views.drug_targets import DrugTarget, every_drug_target, receptor_complexes
from helpers.views.membrane import StandingChain, StandingReceptor, signalling

FIRST_OF_EACH = "five drugs"
"""The choice that shows the first licensed drug of each kind of action, whatever its interleukin."""
DrugAction = Literal["ligand-neutralising", "decoy", "receptor-blocking", "agonist", "toxin-fusion"]
_ACTIONS: Sequence[DrugAction] = ("ligand-neutralising", "decoy", "receptor-blocking", "agonist", "toxin-fusion")


@dataclass(frozen=True, slots=True)
class DrugGrip:
    """A drug, the `interleukin` that it concerns here with the fold of that messenger, and what it holds of the two.

    `held` are the keys of its rows of `therapeutic_targets`; `genes` what it holds, `also` what else it holds that
    concerns other interleukins; `chains` the receptor chains among `genes`, as they stand in the membrane, and none
    where it holds the messenger; `standing` is the whole receptor in which they stand, without a drug that of the
    messenger. `newer` is a preparation of the same drug with a later licence and the year of that, "" where there is
    none. Dates are ISO, "" where there is none.
    """

    drug: str
    brand: str
    action: DrugAction
    modality: str
    region: str
    status: str
    status_note: str
    first_fda: str
    first_ema: str
    interleukin: str
    fold: str
    form: str
    held: tuple[str, ...]
    genes: tuple[str, ...]
    also: tuple[str, ...]
    chains: tuple[StandingChain, ...]
    standing: tuple[StandingChain, ...]
    newer: str
    references: tuple[str, ...]

    @property
    def year(self) -> str:
        """The year of the first licence in the US or the EU, "" where the tables have none."""
        return min(filter(None, (self.first_fda, self.first_ema)), default="")[:4]

    @property
    def holds_messenger(self) -> bool:
        """Whether the drug holds the messenger and leaves the receptor free."""
        return not self.chains


@dataclass(frozen=True, slots=True)
class DrugGrips:
    """Drugs with what they hold, in the order of the table; `receptor` is that of the chosen interleukin, if one is."""

    chosen: str
    grips: tuple[DrugGrip, ...]
    receptor: StandingReceptor | None
    fold: str
    form: str
    as_of: str
    references: tuple[str, ...]

    @property
    def on_messenger(self) -> tuple[DrugGrip, ...]:
        """The drugs that hold the messenger."""
        return tuple(grip for grip in self.grips if grip.holds_messenger)

    @property
    def on_receptor(self) -> tuple[DrugGrip, ...]:
        """The drugs that hold a chain of the receptor."""
        return tuple(grip for grip in self.grips if not grip.holds_messenger)


def drug_grip_options() -> tuple[str, ...]:
    """Return what can be chosen: the first drug of each kind, or an interleukin that a licensed drug concerns."""
    concerned = {name for target in every_drug_target() for name in _concerned(target)}
    return (FIRST_OF_EACH, *(name for name in tables.load("interleukins")["interleukin"] if name in concerned))


@tables.cached
def drug_grips(interleukin: str) -> DrugGrips:
    """Return the licensed drugs that concern `interleukin`, or the first of each kind, with what each of them holds.

    Raises ValueError when the interleukin is unknown, or when no licensed drug concerns it.
    """
    if interleukin == FIRST_OF_EACH:
        grips = tuple(_grip(drug, _main_interleukin(drug)) for drug in _first_of_each_action())
        return DrugGrips(interleukin, grips, None, "", "", tables.as_of("therapeutics"), _cited(grips, ()))
    if interleukin not in drug_grip_options():
        raise ValueError(f"No licensed drug of the tables concerns '{interleukin}'; choose one that is listed.")
    drugs = dict.fromkeys(target.drug for target in every_drug_target() if interleukin in _concerned(target))
    grips = tuple(_grip(drug, interleukin) for drug in drugs)
    whole = signalling(interleukin)
    receptor = next((one for one in whole.receptors if one.signals), None)
    as_of, references = tables.as_of("therapeutics"), _cited(grips, whole.references)
    return DrugGrips(interleukin, grips, receptor, whole.fold, whole.form, as_of, references)


def _grip(drug: str, interleukin: str) -> DrugGrip:
    row, whole = _drugs()[drug], signalling(interleukin)
    targets = [target for target in _targets(drug) if interleukin in _concerned(target)]
    genes = tuple(target.gene for target in targets)
    on_receptor = {target.gene for target in targets if target.binds == "receptor"}
    standing = _standing(whole.receptors, on_receptor)
    cells = [row["reference"], *(target.reference for target in targets)]
    return DrugGrip(
        drug=drug,
        brand=row["brand"],
        action=cast("DrugAction", row["action"]),
        modality=row["modality"],
        region=row["region"],
        status=row["status"],
        status_note=row["status_note"],
        first_fda=_day(row["first_fda_approval"]),
        first_ema=_day(row["first_ema_approval"]),
        interleukin=interleukin,
        fold=whole.fold,
        form=whole.form,
        held=tuple(f"{drug} {gene}" for gene in genes),
        genes=genes,
        also=tuple(target.gene for target in _targets(drug) if target not in targets),
        chains=tuple(chain for chain in standing if chain.gene in on_receptor),
        standing=standing,
        newer=_newer(drug),
        references=tuple(dict.fromkeys(key for cell in cells for key in cell.split(";"))),
    )


def _standing(receptors: Sequence[StandingReceptor], genes: Set[str]) -> tuple[StandingChain, ...]:
    """Return the chains of the first receptor that has all these `genes`, one that gives a signal before the others."""
    for receptor in sorted(receptors, key=lambda each: not each.signals):
        if genes <= {chain.gene for chain in receptor.chains}:
            return receptor.standing if genes <= {chain.gene for chain in receptor.standing} else receptor.chains
    return ()


def _newer(drug: str) -> str:
    """Return the preparation whose name is that of `drug` with a suffix, as the FDA gives it, and when it came."""
    for name, row in _drugs().items():
        if name.startswith(f"{drug}-"):
            return f"since {_day(row['first_fda_approval'])[:4]}: {name}"
    return ""


def _concerned(target: DrugTarget) -> tuple[str, ...]:
    """Return the interleukins that a drug concerns through one target; for a toxin fusion those that it goes in for.

    A toxin fusion goes in where the messenger would: at the interleukins whose receptor holds all chains that it binds.
    """
    if target.action != "toxin-fusion":
        return target.interleukins
    bound = {each.gene for each in _targets(target.drug)}
    complexes = receptor_complexes().values()
    return tuple(dict.fromkeys(one.interleukin for one in complexes if one.signals and bound <= one.chains))


def _main_interleukin(drug: str) -> str:
    return next(name for target in _targets(drug) for name in _concerned(target))


def _first_of_each_action() -> list[str]:
    """Return, for each kind of action, the drug with the earliest licence in the US."""
    dated = {drug: _day(row["first_fda_approval"]) for drug, row in _drugs().items()}
    found = []
    for action in _ACTIONS:
        some = [drug for drug, row in _drugs().items() if row["action"] == action and dated[drug] and _targets(drug)]
        found += [min(some, key=lambda drug: dated[drug])] if some else []
    return found


@tables.cached
def _drugs() -> dict[str, Mapping[Any, Any]]:
    return {row["inn"]: row for row in tables.load("therapeutics").to_dict("records")}


def _targets(drug: str) -> tuple[DrugTarget, ...]:
    return _targets_of_drugs().get(drug, ())


@tables.cached
def _targets_of_drugs() -> dict[str, tuple[DrugTarget, ...]]:
    found: dict[str, tuple[DrugTarget, ...]] = {}
    for target in every_drug_target():
        found[target.drug] = (*found.get(target.drug, ()), target)
    return found


def _day(date: object) -> str:
    """Return a date of a table as ISO, "" where it is blank."""
    text = str(date)[:10]
    return text if text[:1].isdigit() else ""


def _cited(grips: Sequence[DrugGrip], more: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*(key for grip in grips for key in grip.references), *more]))
