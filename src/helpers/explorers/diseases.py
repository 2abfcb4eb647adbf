"""Explorer of diseases by interleukin."""

from helpers import figures, views
from helpers.explorers.engine import Choice, Explorer, Value, explorer
from helpers.views.choices import ALL

_FIRST = "Rheumatoid arthritis"  # shown first: all conditions at once are a long list


@explorer
def interleukins_in_disease(**start: Value) -> Explorer:
    """Explore which interleukin drives, opposes or only marks which disease, and on what evidence.

    It begins with rheumatoid arthritis, unless `start` says something else.

    `start` sets the first value of a control by its name, for example `interleukin="IL-17A"`.
    """
    if start:
        start = {"condition": ALL} | start
    clear = {"condition": ALL, "interleukin": ALL, "evidence": ALL}
    return Explorer(
        "Interleukins in disease",
        [
            Choice("condition", "Condition", (ALL, *views.diseases_options("condition")), _FIRST),
            Choice("interleukin", "Interleukin", (ALL, *views.diseases_options("interleukin")), ALL),
            Choice("evidence", "Kind of evidence", (ALL, *views.EVIDENCE), ALL),
        ],
        views.interleukins_in_disease,
        figures.disease_roles,
        {
            "Rheumatoid arthritis": clear | {"condition": "Rheumatoid arthritis"},
            "Crohn's disease": clear | {"condition": "Crohn's disease"},
            "Plaque psoriasis": clear | {"condition": "Plaque psoriasis"},
            "IL-6": clear | {"interleukin": "IL-6"},
            "IL-10": clear | {"interleukin": "IL-10"},
            "Human genetics only": clear | {"evidence": "human genetics"},
        },
        start,
    )
