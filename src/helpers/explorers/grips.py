"""Explorers of what drugs hold: the messenger, or its receptor."""

from helpers import illustrations, views
from helpers.explorers.engine import Choice, Explorer, Value, explorer
from helpers.views.grips import FIRST_OF_EACH


@explorer
def drug_grips(**start: Value) -> Explorer:
    """Choose an interleukin, and see every licensed drug touching what it holds: the messenger, or its receptor.

    It begins with five drugs, the first of each kind; `start` sets something else, for example `interleukin="IL-6"`.
    """
    return Explorer(
        "What a drug holds",
        [Choice("interleukin", "Drugs of", views.drug_grip_options(), FIRST_OF_EACH)],
        views.drug_grips,
        illustrations.drug_grips,
        start=start,
    )
