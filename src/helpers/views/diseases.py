"""Which interleukin plays which role in which disease, and on what evidence."""

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from helpers import tables
from helpers.views.choices import ALL, chosen_words, kept
from helpers.views.source import rows_as

Role = Literal["protects", "both", "drives", "marker", "tested without benefit"]
Evidence = Literal["human genetics", "trial", "model", "observation"]
ROLES: tuple[Role, ...] = ("protects", "both", "drives", "marker", "tested without benefit")
EVIDENCE: tuple[Evidence, ...] = ("human genetics", "trial", "model", "observation")


@dataclass(frozen=True)
class DiseaseRow:
    """One row of the table `diseases`."""

    condition: str
    interleukin: str
    role: Role
    direction: str
    evidence: Evidence
    species: str
    finding: str
    reference: str


@dataclass(frozen=True)
class DiseaseRoles:
    """Rows of the table `diseases`, and how they were chosen, in words."""

    rows: tuple[DiseaseRow, ...]
    chosen: str

    @property
    def interleukins(self) -> int:
        """How many interleukins the rows name."""
        return len({row.interleukin for row in self.rows})

    @property
    def conditions(self) -> int:
        """How many conditions the rows name."""
        return len({row.condition for row in self.rows})


def interleukins_in_disease(condition: str = ALL, interleukin: str = ALL, evidence: str = ALL) -> DiseaseRoles:
    """Return the rows that fit every choice.

    Raises ValueError when there is none.
    """
    chosen = {"interleukin": interleukin, "condition": condition, "evidence": evidence}
    by_evidence = evidence if evidence in (ALL, "human genetics") else f"evidence from {evidence}"
    words = chosen_words((interleukin, condition, by_evidence), "everything")
    return disease_roles(kept(tables.load("diseases"), chosen), words)


def disease_roles(rows: pd.DataFrame, chosen: str) -> DiseaseRoles:
    """Return `rows` of the table `diseases`, of which `chosen` says in words how they were chosen.

    Raises ValueError when there is none.
    """
    if rows.empty:
        raise ValueError(f"No row of the table fits this choice ({chosen}). Set one of the choices back to 'all'.")
    return DiseaseRoles(tuple(rows_as(DiseaseRow, rows)), chosen)


def diseases_options(column: Literal["condition", "interleukin"]) -> tuple[str, ...]:
    """Return what can be chosen in a column: conditions by the alphabet, interleukins in the order of their table."""
    found = set(tables.load("diseases")[column])
    if column == "condition":
        return tuple(sorted(found, key=str.casefold))
    return tuple(name for name in tables.load("interleukins")["interleukin"] if name in found)
