"""Explorers of the programmes of helper cells."""

from helpers import illustrations, views
from helpers.explorers.engine import Choice, Explorer, Value, explorer


@explorer
def helper_programmes(**start: Value) -> Explorer:
    """Compare the programmes of helper cells, choose one, and read it from the cytokine that tells it to its disease.

    `start` sets the first programme, for example `programme="Th17"`.
    """
    programmes = views.programme_options()
    return Explorer(
        "Who tells helper cells what to do",
        [Choice("programme", "Programme", programmes, programmes[0])],
        views.helper_programmes,
        illustrations.helper_programmes,
        start=start,
    )
