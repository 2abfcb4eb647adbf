"""Items on choosing a drug: on which side a fact stands, which table carries it, and a choice that is defended."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from helpers import tables, views
from helpers.coursework import facts
from helpers.coursework.dice import Dice
from helpers.coursework.draws import among_options
from helpers.coursework.kinds import Given, Text
from helpers.views.cases import Argument
from helpers.words import listed

_TABLES = ("warnings", "trials", "indications", "pk_parameters")
"""Tables of which an item asks which of them carries a fact."""


@tables.cached
def _weighed() -> tuple[tuple[str, str, Argument], ...]:
    """Return who the patient is, the drug, and the reason, for every reason of every case."""
    cases = [views.weighed_case(title) for title in views.case_options()]
    return tuple(
        (case.told, each.drug, reason) for case in cases for each in case.candidates for reason in each.arguments
    )


# ---------------------------------------------------------------------------- on which side


class Fact(NamedTuple):
    """A patient, a drug of the patient's case, and what a row says of it."""

    told: str
    drug: str
    fact: str


def _plain(reason: Argument, has: Sequence[str]) -> bool:
    """Return whether the side of a reason follows from what the student reads: the patient and the fact."""
    if reason.side == "for":
        return reason.touches == "disease" and reason.table in ("indications", "trials")
    return reason.touches in has and reason.table in ("warnings", "harms", "interactions")


def _elsewhere(drug: str, diseases: Sequence[str]) -> list[str]:
    """Return for which of some diseases a drug is licensed, and where, in words."""
    licensed = facts.matching("indications", inn=drug)
    return [
        views.licence(f"{drug} | {row['indication']} | {row['region']}")
        for row in licensed
        if row["indication"] in diseases
    ]


@tables.cached
def _facts() -> Mapping[str, list[Fact]]:
    """Return the facts whose side is plain, by that side (an option of A3-05c)."""
    found: dict[str, list[Fact]] = {"for": [], "against": [], "neither": []}
    for case in map(views.weighed_case, views.case_options()):
        patient = facts.first("cases", case=case.case)
        has, has_not = (patient[column].split(";") for column in ("has", "has_not"))
        for each in case.candidates:
            for reason in each.arguments:
                if _plain(reason, has):
                    found[reason.side].append(Fact(case.told, each.drug, reason.fact))
            found["neither"] += [Fact(case.told, each.drug, fact) for fact in _elsewhere(each.drug, has_not)]
    return found


def _fact(dice: Dice) -> dict[str, str]:
    """Draw a fact, each side equally likely."""
    found = _facts()
    return dice.among(found[dice.among(list(found))])._asdict()


def _side(given: Given) -> str:
    """Return the side of the fact that a student received."""
    asked = Fact(given["told"], given["drug"], given["fact"])
    return next(side for side, found in _facts().items() if asked in found)


# ---------------------------------------------------------------------------- which table carries it


def _row(dice: Dice) -> dict[str, str]:
    """Draw a fact of one of the tables that are asked for, each table equally likely."""
    table = dice.among(_TABLES)
    _, drug, reason = dice.among([found for found in _weighed() if found[2].table == table])
    return {"drug": drug, "fact": reason.fact}


def _table(given: Given) -> str:
    """Return the option for the table from which the fact was read."""
    asked = (given["drug"], given["fact"])
    found = next(reason.table for _, drug, reason in _weighed() if (drug, reason.fact) == asked)
    return found.split("_")[0]


def _case(dice: Dice) -> dict[str, str]:
    case = views.weighed_case(dice.among(views.case_options()))
    return {"told": case.told, "drugs": listed([each.drug for each in case.candidates])}


ITEMS = (
    among_options("A3-05c", _fact, _side),
    among_options("A3-05d", _row, _table),
    Text("A3-12d", _case),
)
