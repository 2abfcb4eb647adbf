"""Items of the capstone, checking a lecture: draws and right answers."""

import math

from helpers.coursework import facts
from helpers.coursework.kinds import Choice, Number, Text, lettered

# Claims by what the table lecture_claims says of them; named here so that a new claim there moves no draw.
CLAIMS = {
    "true": ("C04a", "C04b", "C06b", "C08b", "C09b", "C09c", "C10c", "C11", "C12a"),
    "false": ("C01b", "C03", "C06a", "C07b", "C08a", "C10a", "C10b"),
    "incomplete": ("C02", "C06c", "C07a", "C09a", "C12b", "C14"),
    "out of date": ("C01a", "C05", "C13"),
}


def _claim(claim):
    return facts.first("lecture_claims", claim_id=claim)


def _judged(item, number):
    """Return the item on the student's claim `number` (0, 1 or 2); no claim is met twice."""

    def draw(dice):
        claim = dice.among(CLAIMS[dice.among(sorted(CLAIMS))][number::3])
        return {"claim": claim, "options": lettered(dice.shuffled(facts.options(item).values()))}

    return Choice(
        draw, lambda g: facts.options(item)[_claim(g["claim"])["verdict"].replace(" ", "-")], words=_claim_words
    )


def _claim_words(given):
    return {"text": _claim(given["claim"])["claim"]}


EVIDENCE = ("producers", "therapeutics", "therapeutic_targets", "indications", "presentations", "trials")
# A second table that decides the claim, too: it is not offered as a wrong one.
ALSO_DECIDES = {
    "C06a": "therapeutics",
    "C06b": "therapeutic_targets",
    "C07b": "indications",
    "C09a": "therapeutics",
    "C09b": "therapeutics",
}


def _evidence(dice):
    by_table = {
        "producers": ("C02", "C03"),
        "therapeutics": ("C05", "C06b", "C07b"),
        "indications": ("C06c", "C10a", "C10b", "C10c"),
        "therapeutic_targets": ("C06a", "C09a", "C09b"),
        "presentations": ("C08a", "C08b"),
    }
    claim = dice.among(by_table[dice.among(sorted(by_table))])
    right = next(name for name, claims in by_table.items() if claim in claims)
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


def _level(condition):
    return float(facts.first("il6_levels", level=LEVELS[condition])["value_pg_per_ml"])


def _two_levels(dice):
    first, second = dice.some(tuple(LEVELS), 2)
    return {"first": first, "second": second}


def _fold(given):
    return _level(given["first"]) / _level(given["second"])


def _spans(dice):
    return {"reported_pg_per_mL": dice.grid(5, 95, 1), "factor_assay": dice.grid(1.5, 6, 0.25)}


ITEMS = {
    "A4-01a": _judged("A4-01a", 0),
    "A4-02a": _judged("A4-02a", 1),
    "A4-03a": _judged("A4-03a", 2),
    "A4-04a": Choice(
        _evidence, lambda g: _claim(g["claim"])["evidence_table"], lambda g, text: "other-table", words=_claim_words
    ),
    "A4-05a": Number(
        _two_levels,
        _fold,
        {
            "turned-over": lambda g: 1 / _fold(g),
            "difference": lambda g: _level(g["first"]) - _level(g["second"]),
            "log": lambda g: math.log10(_fold(g)),
        },
    ),
    "A4-06a": Number(
        _spans,
        lambda g: g["reported_pg_per_mL"] * g["factor_assay"],
        {"agree": lambda g: g["reported_pg_per_mL"], "divided": lambda g: g["reported_pg_per_mL"] / g["factor_assay"]},
    ),
    "A4-07a": Text(lambda d: {"claim": d.among(CLAIMS["false"] + CLAIMS["incomplete"])}, words=_claim_words),
    "A4-08a": Text(lambda d: {"claim": d.among(CLAIMS["out of date"] + CLAIMS["incomplete"])}, words=_claim_words),
}
