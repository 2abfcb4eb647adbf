"""Items on choosing a drug: on which side a fact stands, which table carries it, and a choice that is defended."""

from helpers import tables, views
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


def _fact(dice: Dice) -> dict[str, str]:
    """Draw a fact that is told for or against a drug in a case, each side equally likely."""
    side = dice.among(["for", "against"])
    told, drug, reason = dice.among([found for found in _weighed() if found[2].side == side])
    return {"told": told, "drug": drug, "fact": reason.fact}


def _side(given: Given) -> str:
    """Return the side of the fact that a student received."""
    asked = (given["told"], given["drug"], given["fact"])
    return next(reason.side for told, drug, reason in _weighed() if (told, drug, reason.fact) == asked)


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
