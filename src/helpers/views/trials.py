"""Trial results: responders of both arms, their rates and the risk difference, with their intervals."""

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from helpers import tables
from helpers.models import trial_statistics
from helpers.views.choices import ALL, chosen_words, kept, options
from helpers.views.source import drawn_from

COMPARATORS = {"placebo": "placebo", "treatment": "another treatment", "none": "nothing (single arm)"}
"""What a drug was compared with, as the table `trials` says it, and in words."""
RISK_DIFFERENCE = "risk difference"
RESPONSE_RATES = "response rates"


@dataclass(frozen=True)
class PercentInterval:
    """An estimate in per cent, or a difference in percentage points, with its 95 % interval."""

    estimate: float
    low: float
    high: float

    @property
    def includes_zero(self) -> bool:
        """Whether no effect cannot be excluded."""
        return self.low <= 0 <= self.high


@dataclass(frozen=True)
class TrialRow:
    """One comparison of the table `trials`; `control` and `difference` are None in a single-arm trial.

    `name` tells drug, comparator and trial; `label` the arm as well, where more than one stands in the picture.
    The name ends with the disease where most rows of the picture are of another. `week` tells when it was counted.
    `counts` are responders and patients of both arms in words, `denominator` says who the patients are, `kind` is a key
    of `COMPARATORS`.
    """

    name: str
    label: str
    arm: str
    week: str
    counts: str
    denominator: str
    kind: str
    treated: PercentInterval
    control: PercentInterval | None
    difference: PercentInterval | None
    source: str
    note: str


@dataclass(frozen=True)
class Comparison:
    """A comparison that has a difference: its row, and the risk difference in percentage points."""

    row: TrialRow
    difference: PercentInterval


@dataclass(frozen=True)
class ForestPlot:
    """Comparisons in alphabetical order, so that trials are not ranked; `chosen` says in words which they are."""

    comparisons: tuple[Comparison, ...]
    chosen: str


@dataclass(frozen=True)
class ResponseRates:
    """Trials whose response rates are shown, with or without a comparator; `chosen` says in words which they are."""

    rows: tuple[TrialRow, ...]
    chosen: str


@drawn_from(trials="trials")
def trial_rows(trials: pd.DataFrame | None = None, /, **columns: str) -> tuple[TrialRow, ...]:
    """Return rows of the table `trials`, or of the rows given, with their rates and differences.

    `columns` keep the rows with these values, for example `inn="ustekinumab", endpoint="ACR20"`. Rates carry Wilson's
    interval, differences Newcombe's (method 10), both 95 %. Raises ValueError for a column that the table does not
    have.
    """
    table = tables.load("trials") if trials is None else trials
    for column in columns:
        if column not in table:
            raise ValueError(f"The table of trials has no column '{column}'; it has: {', '.join(table.columns)}.")
    found = kept(table, columns)
    usual = found["disease"].mode()
    return _told_apart([_trial_row(record, usual.iloc[0]) for record in found.to_dict("records")])


def forest_plot(rows: Sequence[TrialRow], chosen: str) -> ForestPlot:
    """Return the comparisons among `rows` by their labels; `chosen` says in words which they are.

    An order by the difference would rank drugs across trials, which differ in patients, week and placebo arm.

    Raises ValueError when there are none.
    """
    found = [Comparison(row, row.difference) for row in rows if row.difference is not None]
    if not found:
        raise ValueError(
            f"No comparison fits this choice ({chosen}). A single-arm trial has no difference; "
            "choose another end point or show the response rates."
        )
    return ForestPlot(tuple(sorted(found, key=lambda one: one.row.label.casefold())), chosen)


def response_rates(rows: Sequence[TrialRow], chosen: str) -> ResponseRates:
    """Return `rows` to show their response rates; `chosen` says in words which they are.

    Raises ValueError when there are none.
    """
    if not rows:
        raise ValueError(f"No trial fits this choice ({chosen}). Set one of the choices back to 'all'.")
    return ResponseRates(tuple(rows), chosen)


def pivotal_trials(endpoint: str, axis: str, comparator: str, show: str) -> ForestPlot | ResponseRates:
    """Return the trials with this end point, axis and comparator (in words): their differences or both rates.

    A comparison that was counted more than once stands once, with its main count. Raises ValueError when none is left.
    """
    kind = next((kind for kind, words in COMPARATORS.items() if words == comparator), ALL)
    against = ALL if comparator == ALL else f"against {comparator}"
    rows = trial_rows(endpoint=endpoint, axis=axis, comparator_kind=kind, main_count="yes")
    chosen = chosen_words((endpoint, axis, against), endpoint)
    return forest_plot(rows, chosen) if show == RISK_DIFFERENCE else response_rates(rows, chosen)


def trial_options() -> dict[str, tuple[str, ...]]:
    """Return the options of the choices of `pivotal_trials`, by their name; the most frequent end point is first."""
    table = tables.load("trials")
    endpoints = table["endpoint"].value_counts(sort=False).sort_values(ascending=False, kind="stable")
    return {
        "endpoint": tuple(endpoints.index),
        "axis": options(table["axis"]),
        "comparator": options(COMPARATORS.values()),
        "show": (RISK_DIFFERENCE, RESPONSE_RATES),
    }


def _trial_row(record: Mapping[Any, Any], usual: str) -> TrialRow:
    treated = int(record["responders_treated"]), int(record["n_treated"])
    control, against, versus = None, "", ""
    if record["comparator_kind"] != "none":
        control = int(record["responders_comparator"]), int(record["n_comparator"])
        against, versus = f" v {record['comparator']}", f" v {control[0]}/{control[1]}"
    unlike = "" if record["disease"] == usual else f", {record['disease']}"
    name = f"{record['inn']}{against}, {record['trial']}{unlike}"
    return TrialRow(
        name=name,
        label=name,
        arm=record["arm"],
        week=f"week {record['week']:g}" if record["week"] else "no fixed week",
        counts=f"{treated[0]}/{treated[1]}{versus}",
        denominator=record["denominator"],
        kind=record["comparator_kind"],
        treated=_rate(*treated),
        control=control and _rate(*control),
        difference=control and _difference(*treated, *control),
        source=record["reference"].replace(";", "; "),
        note=record["note"],
    )


@functools.cache
def _rate(responders: int, patients: int) -> PercentInterval:
    return _percent(trial_statistics.wilson_interval(responders, patients))


@functools.cache
def _difference(responders: int, patients: int, others: int, other_patients: int) -> PercentInterval:
    return _percent(trial_statistics.risk_difference(responders, patients, others, other_patients))


def _told_apart(rows: Sequence[TrialRow]) -> tuple[TrialRow, ...]:
    """Return `rows`; where more than one arm bears the same name, the label names the arm."""
    arms: dict[str, set[str]] = {}
    for row in rows:
        arms.setdefault(row.name, set()).add(row.arm)
    return tuple(replace(row, label=f"{row.name}, {row.arm}") if len(arms[row.name]) > 1 else row for row in rows)


def _percent(interval: trial_statistics.Interval) -> PercentInterval:
    return PercentInterval(*(100 * float(value) for value in (interval.estimate, interval.low, interval.high)))
