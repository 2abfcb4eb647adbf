"""Explorers of how drugs leave the body."""

from helpers import illustrations, views
from helpers.explorers.engine import Choice, Explorer, Value, explorer


@explorer
def drug_exits(**start: Value) -> Explorer:
    """Choose a drug by its format, and see which doors out of the body it takes and how long it stays.

    `start` sets the first drug, for example `drug="tocilizumab"`.
    """
    drugs = views.exit_options()
    return Explorer(
        "Doors out of the body",
        [Choice("drug", "Drug", drugs, drugs[0])],
        views.drug_exits,
        illustrations.drug_exits,
        start=start,
    )
