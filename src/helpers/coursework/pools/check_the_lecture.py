"""Items of the capstone, checking a lecture: verdicts, evidence, and numbers from the tables of the course.

The claims are the capstone's own. The lesson shows its verdicts on the lecture's, and so does the table lecture_claims.
"""

import math
from typing import NamedTuple

from helpers.coursework import facts
from helpers.coursework.dice import Dice
from helpers.coursework.draws import CaseDraw, Grid, among, among_options, drawn
from helpers.coursework.kinds import Choice, Given, Lettered, Number, Text, lettered


class Claim(NamedTuple):
    """What a lecture might say, the table that decides it, and a second one that could be read instead."""

    text: str
    table: str
    also: str = ""


# By the verdict, an option of A4-01a. tests/coursework/test_capstone.py holds each against its rows.
CLAIMS: dict[str, tuple[Claim, ...]] = {
    "false": (
        Claim("Tocilizumab is an antibody against IL-6 itself.", "therapeutic_targets", "therapeutics"),
        Claim("Mirikizumab is indicated for plaque psoriasis.", "indications"),
        Claim("Brodalumab is infused into a vein.", "presentations"),
        Claim("Benralizumab catches IL-5 before it reaches a cell.", "therapeutic_targets", "therapeutics"),
        Claim("Siltuximab is indicated for rheumatoid arthritis.", "indications"),
        Claim("Rilonacept is a monoclonal antibody.", "therapeutics"),
        Claim("Dupilumab was first approved in the United States in 2010.", "therapeutics", "indications"),
        Claim("Siltuximab comes in a pen.", "presentations"),
        Claim("IL-5 is made by T cells and by no other cell.", "producers"),
    ),
    "incomplete": (
        Claim("Secukinumab is an IL-17A antibody for psoriasis.", "indications"),
        Claim("Bimekizumab is an antibody against IL-17A.", "therapeutic_targets", "therapeutics"),
        Claim("Canakinumab is an IL-1β antibody for cryopyrin-associated periodic syndromes.", "indications"),
        Claim("Rilonacept is a trap for IL-1β.", "therapeutic_targets", "therapeutics"),
        Claim("Risankizumab is an IL-23 antibody for plaque psoriasis.", "indications"),
        Claim("Ustekinumab is an inhibitor of IL-23.", "therapeutic_targets", "therapeutics"),
    ),
    "out-of-date": (
        Claim("Zinbryta (daclizumab beta) is a treatment of multiple sclerosis.", "therapeutics", "indications"),
        Claim(
            "Mirikizumab is licensed for ulcerative colitis and for no other disease.", "indications", "therapeutics"
        ),
        Claim("Tocilizumab has no biosimilar.", "biosimilars"),
        Claim("Ontak (denileukin diftitox) treats cutaneous T-cell lymphoma.", "therapeutics", "indications"),
        Claim("Guselkumab is licensed for skin and joints, and not for the bowel.", "indications"),
        Claim("Nemolizumab is licensed in the United States for prurigo nodularis alone.", "indications"),
    ),
    "true": (
        Claim("Mepolizumab is an antibody against IL-5.", "therapeutic_targets", "therapeutics"),
        Claim("Reslizumab is infused into a vein.", "presentations"),
        Claim("Tildrakizumab was licensed in the United States before the EU.", "therapeutics", "indications"),
        Claim("Brodalumab binds a receptor chain, IL-17RA.", "therapeutic_targets", "therapeutics"),
        Claim("Lebrikizumab is an antibody against IL-13.", "therapeutic_targets", "therapeutics"),
        Claim("Sarilumab blocks the receptor of IL-6.", "therapeutic_targets", "therapeutics"),
    ),
}
UNDECIDED = ("IL-6 is the most important interleukin.", "Tocilizumab is the strongest drug against IL-6.")


def _texts(*verdicts: str) -> tuple[str, ...]:
    """Return the claims of these verdicts."""
    return tuple(claim.text for verdict in verdicts for claim in CLAIMS[verdict])


def _judged(item: str, number: int) -> Choice[Given]:
    """Return the item on the student's claim `number` (0, 1 or 2); no claim is met twice."""
    draw = CaseDraw({verdict: _texts(verdict)[number::3] for verdict in CLAIMS}, "text")
    return among_options(item, draw, draw.kind_of)


# ---------------------------------------------------------------------------- the table that decides

EVIDENCE = (
    "biosimilars",
    "indications",
    "presentations",
    "producers",
    "therapeutic_targets",
    "therapeutics",
    "trials",
)
DECIDED = {claim.text: claim for claims in CLAIMS.values() for claim in claims}


class Evidence(Lettered):
    """A claim, and tables of which one decides it."""

    text: str


def _evidence(dice: Dice) -> Evidence:
    right = dice.among(sorted({claim.table for claim in DECIDED.values()}))
    claim = dice.among([claim for claim in DECIDED.values() if claim.table == right])
    others = [name for name in EVIDENCE if name not in (right, claim.also)]
    return {"text": claim.text, "options": lettered(dice.shuffled([right, *dice.some(others, 3)]))}


# ---------------------------------------------------------------------------- numbers from the course's own tables

LEVELS = {  # how a student's data names a condition: its row of il6_levels
    "sepsis": "sepsis",
    "cytokine release syndrome": "cytokine-release-syndrome",
    "severe or critical COVID-19": "severe-covid-19",
    "healthy adults": "healthy-adults",
    "acute respiratory distress syndrome, not COVID-19": "acute-respiratory-distress-syndrome",
    "strenuous exercise, or infusion to the same level": "strenuous-exercise",
    "burns, first three days, sepsis": "burns-with-sepsis",
    "burns, first three days, no sepsis": "burns-without-sepsis",
    "rheumatoid arthritis, serum": "rheumatoid-arthritis-serum",
}


def _two_levels(dice: Dice) -> dict[str, str]:
    first, second = dice.some(tuple(LEVELS), 2)
    return {"first": first, "second": second}


def _level_pg_per_mL(condition: str) -> float:
    return float(facts.first("il6_levels", level=LEVELS[condition])["value_pg_per_ml"])


def _first(given: dict[str, str]) -> float:
    return _level_pg_per_mL(given["first"])


def _second(given: dict[str, str]) -> float:
    return _level_pg_per_mL(given["second"])


ITEMS = (
    _judged("A4-01a", 0),
    _judged("A4-02a", 1),
    _judged("A4-03a", 2),
    Choice("A4-04a", _evidence, lambda g: DECIDED[g["text"]].table, lambda g, text: "other-table"),
    Number(
        "A4-05a",
        _two_levels,
        lambda g: _first(g) / _second(g),
        {
            "turned-over": lambda g: 1 / (_first(g) / _second(g)),
            "difference": lambda g: _first(g) - _second(g),
            "log": lambda g: math.log10(_first(g) / _second(g)),
        },
    ),
    Number(
        "A4-06a",
        drawn(reported_pg_per_mL=Grid(5, 95, 1), factor_assay=Grid(1.5, 6, 0.25)),
        lambda g: g["reported_pg_per_mL"] * g["factor_assay"],
        {"agree": lambda g: g["reported_pg_per_mL"], "divided": lambda g: g["reported_pg_per_mL"] / g["factor_assay"]},
    ),
    Text("A4-07a", drawn(text=among(*_texts("false", "incomplete"), *UNDECIDED))),
    Text("A4-08a", drawn(text=among(*_texts("out-of-date", "incomplete"), *UNDECIDED))),
)
