"""What inherited differences in the signal of IL-6 go with, and what trials did: ratios with their intervals."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast, get_args

import pandas as pd

from helpers import tables
from helpers.views.source import drawn_from, too_few

RatioKind = Literal["amount", "disease", "trial"]
"""What a ratio is about: an amount in the blood or on cells, how often a disease occurs, or a disease under a drug."""

RatioStep = Literal["one copy", "CRP lower by 1 mg/L", "the drug"]
"""What the ratio is for, with over without; ratios for unlike steps are not to be compared."""

_STEPS: tuple[RatioStep, ...] = get_args(RatioStep)


@dataclass(frozen=True, slots=True)
class RatioRow:
    """One ratio, with over without; `low` and `high` are its 95 % interval, None where it was not read.

    `what` is what was compared, `cause` the inherited difference or the drug, `step` how much of it.
    """

    what: str
    cause: str
    step: RatioStep
    kind: RatioKind
    ratio: float
    low: float | None
    high: float | None
    reference: str


@dataclass(frozen=True, slots=True)
class InheritedRatios:
    """Ratios of genes in the order of their table, and after them those of trials of heart and vessels.

    Rows for the same step stand together.
    """

    rows: tuple[RatioRow, ...]

    @property
    def steps(self) -> tuple[RatioStep, ...]:
        """The steps for which there is a ratio, in their order."""
        return tuple(dict.fromkeys(row.step for row in self.rows))

    def of(self, kind: RatioKind) -> tuple[tuple[int, RatioRow], ...]:
        """Return the rows of a kind, each with its place from the top."""
        return tuple((place, row) for place, row in enumerate(self.rows) if row.kind == kind)


@drawn_from(evidence="genetic_evidence", trials="clinical_lessons")
def inherited_ratios(evidence: pd.DataFrame | None = None, trials: pd.DataFrame | None = None) -> InheritedRatios:
    """Return the ratios of the table `genetic_evidence`, and those of trials of heart and vessels."""
    evidence = tables.load("genetic_evidence") if evidence is None else evidence
    trials = tables.load("clinical_lessons") if trials is None else trials
    hearts = trials[(trials["field"] == "heart and vessels") & trials["ratio"].notna()]
    rows = [_gene(row) for row in evidence.to_dict("records")] + [_trial(row) for row in hearts.to_dict("records")]
    if not rows:
        raise too_few("genetic_evidence")
    return InheritedRatios(tuple(sorted(rows, key=lambda row: _STEPS.index(row.step))))


def _gene(row: Mapping[Any, Any]) -> RatioRow:
    cause = row["variant"] if row["step"] == "one copy" else f"variants of {row['gene']}"
    kind, step = cast("RatioKind", row["kind"]), cast("RatioStep", row["step"])
    return RatioRow(str(row["outcome"]), cause, step, kind, *_numbers(row), str(row["reference"]))


def _trial(row: Mapping[Any, Any]) -> RatioRow:
    return RatioRow(
        "heart attack, stroke or death of it", f"{row['drug']}: {row['trial']}", "the drug", "trial",
        *_numbers(row), str(row["reference"]),
    )  # fmt: skip


def _numbers(row: Mapping[Any, Any]) -> tuple[float, float | None, float | None]:
    ratio, low, high = (cast("float", row[name]) for name in ("ratio", "low", "high"))
    return ratio, None if pd.isna(low) else low, None if pd.isna(high) else high
