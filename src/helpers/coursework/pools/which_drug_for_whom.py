"""Items on choosing a drug: on which side a fact stands, which table carries it, and a choice that is defended."""

from collections.abc import Mapping
from typing import NamedTuple

from helpers import tables, views
from helpers.coursework.dice import Dice
from helpers.coursework.draws import among_options
from helpers.coursework.kinds import Given, Text
from helpers.views.cases import Argument, Touched, WeighedCase
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

TOLD: dict[str, set[Touched]] = {  # of each case, what the patient is told to have that a drug may harm
    "leila": {"bowel", "tuberculosis", "other_drugs"},
    "arthritis-bowel": {"bowel", "other_drugs"},
    "asthma-traveller": {"worms"},
    "eczema-eyes": {"eyes"},
    "joints-thrush": {"thrush"},
    "colitis-liver": {"liver"},
}
ELSEWHERE = {  # of each case, rows of the table indications for a disease that the patient does not have
    "leila": ("secukinumab | hidradenitis suppurativa | EU", "secukinumab | ankylosing spondylitis | US"),
    "caps-boy": (
        "anakinra | rheumatoid arthritis | EU",
        "canakinumab | gouty arthritis | EU",
        "rilonacept | recurrent pericarditis | US",
    ),
    "arthritis-bowel": (
        "tocilizumab | giant cell arteritis | EU",
        "tocilizumab | cytokine release syndrome | US",
        "sarilumab | polymyalgia rheumatica | US",
    ),
    "asthma-traveller": (
        "mepolizumab | chronic obstructive pulmonary disease | EU",
        "dupilumab | atopic dermatitis | EU",
        "dupilumab | prurigo nodularis | EU",
    ),
    "eczema-eyes": ("dupilumab | asthma | EU", "dupilumab | eosinophilic oesophagitis | EU"),
    "joints-thrush": ("guselkumab | ulcerative colitis | US", "ustekinumab | Crohn's disease | EU"),
    "colitis-liver": ("ustekinumab | psoriatic arthritis | EU", "risankizumab | plaque psoriasis | EU"),
}


class Fact(NamedTuple):
    """A patient, a drug of the patient's case, and what a row says of it."""

    told: str
    drug: str
    fact: str


def _plain(case: WeighedCase, reason: Argument) -> bool:
    """Return whether the side of a reason follows from what the student reads: the patient and the fact."""
    if reason.side == "for":
        return reason.touches == "disease" and reason.table in ("indications", "trials")
    return reason.touches in TOLD.get(case.case, ()) and reason.table in ("warnings", "harms", "interactions")


@tables.cached
def _facts() -> Mapping[str, list[Fact]]:
    """Return the facts whose side is plain, by that side (an option of A3-05c)."""
    found: dict[str, list[Fact]] = {"for": [], "against": [], "neither": []}
    for case in map(views.weighed_case, views.case_options()):
        for each in case.candidates:
            for reason in each.arguments:
                if _plain(case, reason):
                    found[reason.side].append(Fact(case.told, each.drug, reason.fact))
        for row in ELSEWHERE.get(case.case, ()):
            found["neither"].append(Fact(case.told, row.split(" | ")[0], views.licence(row)))
    return found


def _fact(dice: Dice) -> dict[str, str]:
    """Draw a fact, each side equally likely."""
    facts = _facts()
    return dice.among(facts[dice.among(list(facts))])._asdict()


def _side(given: Given) -> str:
    """Return the side of the fact that a student received."""
    asked = Fact(given["told"], given["drug"], given["fact"])
    return next(side for side, facts in _facts().items() if asked in facts)


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
