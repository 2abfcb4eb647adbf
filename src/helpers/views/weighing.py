"""What the same patients gained and suffered: responders and harms of one arm, beside those of its control group."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from helpers import tables
from helpers.models import trial_statistics
from helpers.models.trial_statistics import NumberNeededToTreat
from helpers.views.trials import PercentInterval

_FIRST = "sarilumab, MONARCH, 200 mg every 2 weeks"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A benefit (`wanted`) or a harm of one arm: rates in per cent, their difference in points, the number needed.

    `row` is the key of its row, in `harm_benefits` or in `harms`; `counts` are events and patients of the treated arm,
    then of the control group; `week` is None where the source does not say until when events were counted.
    """

    row: str
    name: str
    wanted: bool
    week: float | None
    counts: tuple[int, int, int, int]
    derived: bool
    treated: float
    control: float
    difference: PercentInterval
    needed: NumberNeededToTreat
    note: str
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Weighing:
    """One arm with what it gained, if that was counted in the same patients, and with its harms."""

    choice: str
    inn: str
    trial: str
    arm: str
    comparator: str
    population: str
    outcomes: tuple[Outcome, ...]


def weighed_arms() -> tuple[str, ...]:
    """Return the arms whose harms are compared with a control group, those with a counted benefit first."""
    arms = list(_arms())
    gained = set(_benefits())
    return tuple(sorted(arms, key=lambda arm: (arm not in gained, arms.index(arm))))


def benefit_and_harm(arm: str | None = None) -> Weighing:
    """Return what the patients of `arm` (None: one with both) gained and suffered, beside the control group.

    Raises ValueError for an arm that is not among `weighed_arms`.
    """
    arms, benefits = _arms(), _benefits()
    if arm is None:
        arm = _FIRST if _FIRST in arms else next(iter(arms))
    if arm not in arms:
        raise ValueError(f"'{arm}' is not an arm with a control group; choose one of: {', '.join(weighed_arms())}.")
    rows = arms[arm]
    gained = (_outcome(benefits[arm], None),) if arm in benefits else ()
    names = dict(tables.load("harm_kinds")[["harm", "name"]].itertuples(index=False))
    one = rows[0]
    return Weighing(
        choice=arm,
        inn=one["inn"],
        trial=one["trial"],
        arm=one["arm"],
        comparator=one["comparator"],
        population=one["population"],
        outcomes=(*gained, *(_outcome(row, names[row["harm"]]) for row in rows)),
    )


def _name(row: Mapping[Any, Any]) -> str:
    return f"{row['inn']}, {row['trial']}, {row['arm']}"


@tables.cached
def _arms() -> dict[str, list[dict[Any, Any]]]:
    """Return arm -> its rows of harms, of arms with a control group."""
    found: dict[str, list[dict[Any, Any]]] = {}
    for row in tables.load("harms").query("comparator != ''").to_dict("records"):
        found.setdefault(_name(row), []).append(row)
    return found


@tables.cached
def _benefits() -> dict[str, dict[Any, Any]]:
    return {_name(row): row for row in tables.load("harm_benefits").to_dict("records")}


def _outcome(row: Mapping[Any, Any], harm: str | None) -> Outcome:
    """Return a row as an outcome: a harm by its name, or (None) a benefit."""
    key = (
        f"{row['inn']} {row['trial']} {row['harm']} {row['arm']}"
        if harm
        else f"{row['inn']} {row['trial']} {row['arm']}"
    )
    columns = ("events", "patients", "comparator_events", "comparator_patients")
    if harm is None:
        columns = ("responders", "patients", "comparator_responders", "comparator_patients")
    events, patients, control_events, control_patients = (int(row[column]) for column in columns)
    counts = (events, patients, control_events, control_patients)
    found = trial_statistics.risk_difference(*counts)
    estimate, low, high = (100 * float(each) for each in (found.estimate, found.low, found.high))
    needed = trial_statistics.number_needed_to_harm if harm else trial_statistics.number_needed_to_treat
    return Outcome(
        row=key,
        name=harm or row["benefit"],
        wanted=harm is None,
        week=None if row["week"] != row["week"] else float(row["week"]),
        counts=counts,
        derived=row["count"] == "derived",
        treated=100 * events / patients,
        control=100 * control_events / control_patients,
        difference=PercentInterval(estimate, low, high),
        needed=needed(*counts),
        note=row["note"] if harm else "",
        references=tuple(row["reference"].split(";")),
    )
