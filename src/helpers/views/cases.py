"""Cases to decide: what speaks for and against a drug for a patient, each fact read from the row that carries it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Literal, cast

import pandas as pd

from helpers import tables
from helpers.models import checks
from helpers.views.source import too_few
from helpers.words import first_upper

Side = Literal["for", "against"]
Touched = Literal[
    "disease", "bowel", "tuberculosis", "infection", "worms", "thrush", "eyes", "liver", "blood", "vaccines", "allergy",
    "other_drugs", "dosing",
]  # fmt: skip
"""What of a patient a reason touches."""
TOUCHED: Mapping[Touched, str] = {
    "disease": "the disease itself", "bowel": "the bowel", "tuberculosis": "tuberculosis", "infection": "infections",
    "worms": "worms", "thrush": "thrush", "eyes": "the eyes", "liver": "the liver", "blood": "the blood",
    "vaccines": "vaccines", "allergy": "reactions to it", "other_drugs": "other medicines",
    "dosing": "dosing",
}  # fmt: skip
"""The same in words, as picture and table print it."""
_Cells = Mapping[str, str]
_BETWEEN = " | "
_TOO = "Its label warns of it as well."


@dataclass(frozen=True, slots=True)
class Argument:
    """A reason for or against a drug: the `fact` of the row `row` of `table`, and `why` it matters for the patient.

    `touches` is what of the patient it touches.
    """

    side: Side
    touches: Touched
    table: str
    row: str
    fact: str
    why: str
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A drug that is weighed in a case, with its brand and the reasons on both sides.

    `warned` is what its label warns of as well, and is not weighed: it touches the same as a reason of the case.
    """

    drug: str
    brand: str
    modality: str
    arguments: tuple[Argument, ...]
    warned: tuple[Argument, ...] = ()

    def on(self, side: Side) -> tuple[Argument, ...]:
        """Return the reasons on one side."""
        return tuple(each for each in self.arguments if each.side == side)


@dataclass(frozen=True, slots=True)
class WeighedCase:
    """A patient, the drugs that are weighed, the `chosen` one of them, and what a clinician would add."""

    case: str
    title: str
    told: str
    clinician: str
    candidates: tuple[Candidate, ...]
    chosen: Candidate

    @property
    def touched(self) -> tuple[Touched, ...]:
        """What the reasons touch: first what they touch in most of the drugs."""
        drugs: dict[Touched, set[str]] = {}
        for each in self.candidates:
            for reason in each.arguments:
                drugs.setdefault(reason.touches, set()).add(each.drug)
        return tuple(sorted(drugs, key=lambda touches: -len(drugs[touches])))

    def against_chosen_alone(self) -> list[Touched]:
        """Return what speaks against the chosen drug and against no other, whose labels do not warn of it either."""
        others = [each for each in self.candidates if each is not self.chosen]
        return [
            touches
            for touches in self.touched
            if self._against(self.chosen, touches) and not any(self._against(each, touches) for each in others)
        ]

    @staticmethod
    def _against(one: Candidate, touches: Touched) -> bool:
        return any(each.touches == touches for each in (*one.on("against"), *one.warned))

    @property
    def columns(self) -> dict[str, list[str]]:
        """All reasons of all drugs and what their labels warn of as well, one a row: the entries of each column."""
        rows = [(each, one) for each in self.candidates for one in (*each.arguments, *each.warned)]
        return {
            "drug": [each.drug for each, _ in rows],
            "speaks": [one.side for _, one in rows],
            "touches": [TOUCHED[one.touches] for _, one in rows],
            "fact": [one.fact for _, one in rows],
            "why it matters here": [one.why for _, one in rows],
            "table": [one.table for _, one in rows],
            "source": [tables.short_names(";".join(one.references)) for _, one in rows],
        }


def case_options() -> tuple[str, ...]:
    """Return the titles of the cases, in the order of the table."""
    return tuple(tables.load("cases")["title"])


def weighed_options() -> dict[str, tuple[str, str]]:
    """Return every case with each of its drugs: the title and the name of the drug, by both in one line."""
    return {f"{title}: {each.drug}": (title, each.drug) for title, case in _cases().items() for each in case.candidates}


def weighed_case(case: str | None = None, drug: str | None = None) -> WeighedCase:
    """Return a case by its title (None: the first) with one of its drugs by name (None: the first that is weighed).

    Raises ValueError for a case or a drug that is not there, and TableError when a table is empty.
    """
    found = _cases()
    if not found:
        raise too_few("cases")
    title = next(iter(found)) if case is None else checks.choice(case, "Case", tuple(found))
    candidates = {each.drug: each for each in found[title].candidates}
    name = next(iter(candidates)) if drug is None else checks.choice(drug, "Drug", tuple(candidates))
    return replace(found[title], chosen=candidates[name])


def case_table(case: str | None = None) -> pd.DataFrame:
    """Return all that speaks for and against each drug of a case, one reason a row, as a table to show."""
    return pd.DataFrame(weighed_case(case).columns)


def licence(row: str) -> str:
    """Return what a row of the table `indications` says, by the cells of its key (`drug | use | region`)."""
    return first_upper(_licensed(_rows("indications")[row]))


# ---------------------------------------------------------------------------- reading the rows


@tables.cached
def _cases() -> dict[str, WeighedCase]:
    drugs = {row["inn"]: row for row in _cells("therapeutics")}
    reasons = _cells("case_arguments")
    touched = _touched_by_harms(reasons)
    found = {}
    for row in _cells("cases"):
        own = [reason for reason in reasons if reason["case"] == row["case"]]
        weighed = {reason["touches"] for reason in own}
        candidates = tuple(
            _candidate(drugs[drug], own, {harm: each for harm, each in touched.items() if each in weighed})
            for drug in dict.fromkeys(reason["drug"] for reason in own)
        )
        if not candidates:
            raise too_few("case_arguments")
        case = WeighedCase(row["case"], row["title"], row["told"], row["clinician"], candidates, candidates[0])
        found[case.title] = case
    return found


def _touched_by_harms(reasons: list[dict[str, str]]) -> dict[str, Touched]:
    """Return what of a patient each harm touches, as the reasons that rest on it say."""
    return {
        _rows(reason["source_table"])[reason["source_row"]]["harm"]: cast("Touched", reason["touches"])
        for reason in reasons
        if reason["source_table"] in ("warnings", "harms")
    }


def _candidate(row: _Cells, reasons: list[dict[str, str]], touched: Mapping[str, Touched]) -> Candidate:
    arguments = _arguments(reasons, row["inn"])
    told = {each.touches for each in arguments if each.side == "against"}
    warned: dict[Touched, Argument] = {}
    for key, each in _rows("warnings").items():
        touches = touched.get(each["harm"])
        if touches and each["inn"] == row["inn"] and touches not in told and touches not in warned:
            warned[touches] = _argument("against", touches, "warnings", key, each, _TOO)
    return Candidate(row["inn"], row["brand"], row["modality"], arguments, tuple(warned.values()))


def _arguments(reasons: list[dict[str, str]], drug: str) -> tuple[Argument, ...]:
    found = []
    for reason in reasons:
        if reason["drug"] != drug:
            continue
        table, key = reason["source_table"], reason["source_row"]
        row = _rows(table).get(key)
        if row is None:
            raise tables.TableError(f"The table '{table}' has no row '{key}', which an argument of '{drug}' names.")
        side: Side = "for" if reason["side"] == "for" else "against"
        found.append(_argument(side, cast("Touched", reason["touches"]), table, key, row, reason["why"]))
    return tuple(found)


def _argument(side: Side, touches: Touched, table: str, key: str, row: _Cells, why: str) -> Argument:
    fact = first_upper(_FACTS[table](row))
    return Argument(side, touches, table, key, fact, why, tuple(row["reference"].split(";")))


@tables.cached
def _rows(table: str) -> dict[str, dict[str, str]]:
    """Return the rows of a table by the cells of its primary key, in their order."""
    schema = next(each for each in tables.package()["resources"] if each["name"] == table)["schema"]
    return {_BETWEEN.join(row[column] or "-" for column in schema["primaryKey"]): row for row in _cells(table)}


def _cells(table: str) -> list[dict[str, str]]:
    """Return the rows of a table as words: numbers as short as they are read, blanks as ""."""
    rows = tables.load(table)
    return [
        {str(column): "" if pd.isna(cell) else f"{cell:g}" if isinstance(cell, float) else str(cell)
         for column, cell in row.items()}
        for row in rows.to_dict("records")
    ]  # fmt: skip


# ---------------------------------------------------------------------------- facts in words


def _harm(key: str) -> str:
    return next(row["name"] for row in _cells("harm_kinds") if row["harm"] == key).lower()


def _warned(row: _Cells) -> str:
    box = ", boxed" if row["boxed"] == "yes" else ""
    where = "A label elsewhere" if row["region"] == "elsewhere" else f"{row['region']} label"
    return f"{where} warns{box}: {_harm(row['harm'])}. {row['monitoring']}".strip()


def _harmed(row: _Cells) -> str:
    trial = f"trial {row['trial']}" if row["trial"].isdigit() else row["trial"]
    told = f"{trial}: {_harm(row['harm'])} in {row['events']} of {row['patients']}"
    if not row["comparator"]:
        return f"{told}, with no control group."
    return f"{told}, on {row['comparator']} in {row['comparator_events']} of {row['comparator_patients']}."


def _interacts(row: _Cells) -> str:
    if row["percent_of_before"]:
        after = f" {row['days_after']} days after a dose" if row["days_after"] else ""
        return f"{row['other_drug']}: exposure {row['percent_of_before']} % of that before{after}."
    return f"{row['other_drug']}: {row['effect']}. {row['advice']}".strip()


def _licensed(row: _Cells) -> str:
    day = row["first_approved"] or row["approved_about"]
    since = f" since {day[:4]}" if day else ""
    return f"Licensed for {row['indication']}, {row['region']}{since}."


def _tried(row: _Cells) -> str:
    treated = f"{row['responders_treated']} of {row['n_treated']}"
    others = f"{row['responders_comparator']} of {row['n_comparator']}"
    when = f"{row['trial']} ({row['arm']}), week {row['week']}"
    return f"{when}: {row['endpoint']} in {treated}, on {row['comparator']} in {others}."


def _measured(row: _Cells) -> str:
    unit = row["unit"].replace("ug/", "µg/")
    return f"{row['parameter']} {row['value']} {unit} ({row['population']})."


def _leaves(row: _Cells) -> str:
    return row["told"]


_FACTS: Mapping[str, Callable[[_Cells], str]] = {
    "warnings": _warned,
    "harms": _harmed,
    "interactions": _interacts,
    "indications": _licensed,
    "trials": _tried,
    "pk_parameters": _measured,
    "drug_exits": _leaves,
}
