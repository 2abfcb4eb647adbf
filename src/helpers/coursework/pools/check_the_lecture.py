"""Items of the capstone, checking a lecture: verdicts, evidence, and numbers from the tables of the course."""

import math

from helpers.coursework import facts
from helpers.coursework.dice import Dice
from helpers.coursework.draws import CaseDraw, Grid, among, among_options, drawn
from helpers.coursework.kinds import Choice, Given, Lettered, Number, Text, lettered

# Claims by what the table lecture_claims says of them; named here so that a new claim there moves no draw.
CLAIMS = {
    "false": ("C01c", "C03", "C06a", "C07b", "C08a", "C10a", "C10b"),
    "incomplete": ("C02", "C06c", "C07a", "C09a", "C14"),
    "out of date": ("C01a", "C05", "C13"),
    "true": ("C04a", "C04b", "C06b", "C08b", "C09b", "C09c", "C10c", "C11", "C12a"),
}
# Claims with a flaw, those among them that cannot be decided as stated: to be rewritten or explained, not judged.
TO_REWRITE = ("C01b", *CLAIMS["false"][1:], *CLAIMS["incomplete"][:4], "C12b", "C14")
TO_EXPLAIN = (*CLAIMS["out of date"], *CLAIMS["incomplete"][:4], "C12b", "C14")
OPTION_OF = {"false": "false", "incomplete": "incomplete", "out of date": "out-of-date", "true": "true"}


def _claim(given: Given) -> facts.Row:
    return facts.first("lecture_claims", claim_id=given["claim"])


def _claim_words(given: Given) -> dict[str, str]:
    return {"text": _claim(given)["claim"]}


def _judged(item: str, number: int) -> Choice[Given]:
    """Return the item on the student's claim `number` (0, 1 or 2); no claim is met twice."""
    draw = CaseDraw({verdict: claims[number::3] for verdict, claims in CLAIMS.items()}, "claim")
    return among_options(item, draw, lambda g: OPTION_OF[_claim(g)["verdict"]], words=_claim_words)


# ---------------------------------------------------------------------------- the table that decides

DECIDED_BY = {  # the table, and claims that it decides
    "indications": ("C06c", "C10a", "C10b", "C10c"),
    "presentations": ("C08a", "C08b"),
    "producers": ("C02", "C03"),
    "therapeutic_targets": ("C06a", "C09a", "C09b"),
    "therapeutics": ("C05", "C06b", "C07b"),
}
EVIDENCE = ("producers", "therapeutics", "therapeutic_targets", "indications", "presentations", "trials")
# A second table that decides the claim, too: it is not offered as a wrong one.
ALSO_DECIDES = {
    "C06a": "therapeutics",
    "C06b": "therapeutic_targets",
    "C07b": "indications",
    "C09a": "therapeutics",
    "C09b": "therapeutics",
}


class Evidence(Lettered):
    """A claim, and tables of which one decides it."""

    claim: str


def _evidence(dice: Dice) -> Evidence:
    right = dice.among(list(DECIDED_BY))
    claim = dice.among(DECIDED_BY[right])
    others = [name for name in EVIDENCE if name not in (right, ALSO_DECIDES.get(claim))]
    return {"claim": claim, "options": lettered(dice.shuffled([right, *dice.some(others, 3)]))}


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
    Choice(
        "A4-04a", _evidence, lambda g: _claim(g)["evidence_table"], lambda g, text: "other-table", words=_claim_words
    ),
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
    Text("A4-07a", drawn(claim=among(*TO_REWRITE)), words=_claim_words),
    Text("A4-08a", drawn(claim=among(*TO_EXPLAIN)), words=_claim_words),
)
