"""How drugs leave the body: the filter of the kidney, the lining of vessels with FcRn, and the target on cells."""

import math
from dataclasses import dataclass
from typing import Literal

from helpers import tables
from helpers.views.source import rows_as, too_few

ExitFormat = Literal["small protein", "Fc fusion", "antibody", "engineered antibody"]
_HOURS_PER_DAY = 24.0


@dataclass(frozen=True, slots=True)
class _Exit:
    """A row of `drug_exits`, by its columns."""

    drug: str
    format: ExitFormat
    kidney: str
    recycled: str
    target: str
    pk: str
    half_life_d: float
    half_life_bound: str
    told: str
    reference: str


@dataclass(frozen=True, slots=True)
class DrugExit:
    """A drug, the doors that it takes, whether FcRn brings it back, and its half-life.

    `recycled` is "no", "yes", "free" where its engineered hands have let the target go, or "better".
    `half_life_bound` is "up to" or "at least" where the source gives no single half-life, else "".
    """

    drug: str
    format: ExitFormat
    by_kidney: bool
    recycled: str
    by_target: bool
    half_life_d: float
    half_life_bound: str
    told: str
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DrugExits:
    """All examples by their half-life, the shortest first, with the `chosen` one among them."""

    chosen: DrugExit
    drugs: tuple[DrugExit, ...]


def exit_options() -> tuple[str, ...]:
    """Return the drugs that can be followed, the one that leaves fastest first."""
    return tuple(each.drug for each in _exits())


def drug_exits(drug: str | None = None) -> DrugExits:
    """Return how `drug` (None: the first) leaves the body, beside the others.

    Raises ValueError for a drug that is not listed, and TableError when the table is empty.
    """
    if not _exits():
        raise too_few("drug_exits")
    found = {each.drug: each for each in _exits()}
    drug = exit_options()[0] if drug is None else drug
    if drug not in found:
        raise ValueError(f"'{drug}' is not a drug of this picture; choose one of: {', '.join(found)}.")
    return DrugExits(found[drug], _exits())


@tables.cached
def _exits() -> tuple[DrugExit, ...]:
    rows = tables.load("pk_parameters")[["pk", "value", "unit", "reference"]]
    known = {
        pk: (value / (_HOURS_PER_DAY if unit == "h" else 1), ref)
        for pk, value, unit, ref in rows.itertuples(index=False)
    }
    found = []
    for row in rows_as(_Exit, tables.load("drug_exits")):
        days, reference = known.get(row.pk, (row.half_life_d, ""))
        if math.isnan(days):
            raise tables.TableError(f"'{row.drug}' has no half-life: give it a row of pk_parameters, or half_life_d.")
        keys = tuple(dict.fromkeys(key for key in (*row.reference.split(";"), *reference.split(";")) if key))
        doors = row.kidney == "yes", row.recycled, row.target == "yes"
        found.append(DrugExit(row.drug, row.format, *doors, float(days), row.half_life_bound, row.told, keys))
    return tuple(sorted(found, key=lambda each: each.half_life_d))
