"""A drug as tanks of water: blood and tissue by their volumes, what flows between them and out, and the receptors.

Every model is found among the rows of `pk_parameters`: those of one drug and one source that together make a model of
one or of two compartments, in litres and days.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from helpers import tables
from helpers.models import checks, pharmacokinetics
from helpers.models.pharmacokinetics import OneCompartment, TwoCompartment
from helpers.views.source import too_few

LEVELS_UG_PER_ML = (0.3, 3.0, 30.0, 300.0)
"""Levels in blood that can be looked at."""
_UNITS = {"CL": "L/d", "Vc": "L", "Q": "L/d", "Vp": "L", "ka": "1/d", "Vmax": "mg/d", "Km": "ug/mL"}
_NAMES = {"CL/F": "CL", "Vc/F": "Vc", "V/F": "Vc", "Vp/F": "Vp", "Q/F": "Q"}


@dataclass(frozen=True, slots=True)
class CompartmentModel:
    """Volumes (L) and flows (L/d) of a drug; what a model has not is 0.

    `exchange_L_per_d` flows between blood and tissue, `absorption_per_d` is the rate from the skin, and the receptors
    take at most `most_mg_per_d`, half of it at `half_ug_per_mL`. `rows` are the keys of its rows by their symbols, and
    `basis` says of the symbols that no opened source prints whether they were "reckoned" or "assumed".
    """

    drug: str
    blood_L: float
    tissue_L: float
    exchange_L_per_d: float
    clearance_L_per_d: float
    absorption_per_d: float
    most_mg_per_d: float
    half_ug_per_mL: float
    rows: Mapping[str, str]
    basis: Mapping[str, str]
    references: tuple[str, ...]

    @property
    def by_receptors(self) -> bool:
        """Whether receptors take the drug away, too."""
        return self.most_mg_per_d > 0


@dataclass(frozen=True, slots=True)
class DrugCompartments:
    """A model at one level in blood: what its receptors take, and how many litres they clear of it.

    `in_use` is the share (0 to 1) that they take of the most they can, not how many of the receptors are covered; what
    they clear is in L/d. `half_life_d` is that of the late slope, without the receptors.
    """

    model: CompartmentModel
    level_ug_per_mL: float
    in_use: float
    receptor_clearance_L_per_d: float
    half_life_d: float

    @property
    def taken_mg_per_d(self) -> float:
        """What the receptors take, mg/d: the level times the litres that they clear."""
        return self.level_ug_per_mL * self.receptor_clearance_L_per_d


def compartment_options() -> tuple[str, ...]:
    """Return the drugs with such a model, in the order of the table."""
    return tuple(_models())


def drug_compartments(drug: str, level_ug_per_mL: float) -> DrugCompartments:
    """Return the model of `drug` at a level in blood.

    Raises ValueError for a drug without such a model and for a level that is not positive, and TableError when the
    table has no model at all.
    """
    if not _models():
        raise too_few("pk_parameters")
    model = _models()[checks.choice(drug, "Drug", tuple(_models()))]
    level = checks.single(checks.positive(level_ug_per_mL, "Level", "µg/mL", 3.0, most=1e6), "Level")
    in_use = level / (model.half_ug_per_mL + level) if model.by_receptors else 0.0
    by_receptors = model.most_mg_per_d / (model.half_ug_per_mL + level) if model.by_receptors else 0.0
    return DrugCompartments(model, level, in_use, by_receptors, _half_life(model))


def _half_life(model: CompartmentModel) -> float:
    source, out = model.references[0], model.clearance_L_per_d
    if model.tissue_L:
        two = TwoCompartment(model.drug, out, model.blood_L, model.exchange_L_per_d, model.tissue_L, source)
        return pharmacokinetics.half_lives(two).elimination_d
    one = OneCompartment(model.drug, out, model.blood_L, model.absorption_per_d, source)
    return pharmacokinetics.half_lives(one).elimination_d


@dataclass(frozen=True, slots=True)
class _Part:
    pk: str
    value: float
    basis: str
    sources: str


@tables.cached
def _models() -> dict[str, CompartmentModel]:
    rows = tables.load("pk_parameters")[["pk", "inn", "parameter", "value", "unit", "basis", "reference"]]
    found: dict[tuple[str, str], dict[str, _Part]] = defaultdict(dict)
    for pk, inn, parameter, value, unit, basis, reference in rows.itertuples(index=False):
        symbol, sources = _NAMES.get(str(parameter), str(parameter)), str(reference)
        if unit == _UNITS.get(symbol):
            part = _Part(str(pk), float(value), str(basis), sources)
            found[str(inn), sources.split(";")[0]].setdefault(symbol, part)
    models: dict[str, CompartmentModel] = {}
    for (inn, _), parts in found.items():
        tissue = {"Q", "Vp"} & parts.keys()
        whole = len(tissue) == 2 or (not tissue and "ka" in parts)
        if {"CL", "Vc"} <= parts.keys() and whole and inn not in models:
            models[inn] = _model(inn, parts)
    return models


def _model(drug: str, parts: Mapping[str, _Part]) -> CompartmentModel:
    value = {symbol: part.value for symbol, part in parts.items()}
    keys = (key for part in parts.values() for key in part.sources.split(";"))
    return CompartmentModel(
        drug=drug,
        blood_L=value["Vc"],
        tissue_L=value.get("Vp", 0.0),
        exchange_L_per_d=value.get("Q", 0.0),
        clearance_L_per_d=value["CL"],
        absorption_per_d=value.get("ka", 0.0),
        most_mg_per_d=value.get("Vmax", 0.0),
        half_ug_per_mL=value.get("Km", 0.0),
        rows={symbol: part.pk for symbol, part in parts.items()},
        basis={symbol: part.basis for symbol, part in parts.items() if part.basis},
        references=tuple(dict.fromkeys(keys)),
    )
