"""Explorer of diseases by interleukin."""

from helpers import figures, tables
from helpers.explorers.engine import Choice, Explorer, Value, explorer

_ALL = "all"


def chosen_diseases(condition, interleukin, evidence):
    """Return (rows of ``diseases`` that pass every filter, the choice in words)."""
    rows = tables.load("diseases")
    words = []
    for column, value in (("interleukin", interleukin), ("condition", condition), ("evidence", evidence)):
        if value != _ALL:
            rows = rows[rows[column] == value]
            words.append(f"evidence from {value}" if column == "evidence" and value != "human genetics" else value)
    return rows, ", ".join(words) or "everything"


@explorer
def interleukins_in_disease(**start: Value) -> Explorer:
    """Explore which interleukin drives, opposes or only marks which disease, and on what evidence.

    `start` sets the first value of a control by its name, for example ``interleukin="IL-17A"``.
    """
    rows = tables.load("diseases")
    order = [name for name in tables.load("interleukins")["interleukin"] if name in set(rows["interleukin"])]
    return Explorer(
        "Interleukins in disease",
        [
            Choice("condition", "Condition", (_ALL, *sorted(rows["condition"].unique(), key=str.casefold)), _ALL),
            Choice("interleukin", "Interleukin", (_ALL, *order), _ALL),
            Choice("evidence", "Kind of evidence", (_ALL, *figures.EVIDENCE), _ALL),
        ],
        chosen_diseases,
        lambda result: figures.disease_roles(*result),
        {
            "Rheumatoid arthritis": {"condition": "Rheumatoid arthritis", "interleukin": _ALL, "evidence": _ALL},
            "Crohn's disease": {"condition": "Crohn's disease", "interleukin": _ALL, "evidence": _ALL},
            "Plaque psoriasis": {"condition": "Plaque psoriasis", "interleukin": _ALL, "evidence": _ALL},
            "IL-6": {"interleukin": "IL-6", "condition": _ALL, "evidence": _ALL},
            "IL-10": {"interleukin": "IL-10", "condition": _ALL, "evidence": _ALL},
            "Human genetics only": {"evidence": "human genetics", "condition": _ALL, "interleukin": _ALL},
        },
        start,
    )
