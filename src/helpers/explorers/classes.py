"""Explorers of the classes of cytokine receptors."""

from helpers import illustrations, views
from helpers.explorers.engine import Choice, Explorer, Value, explorer


@explorer
def cytokine_classes(**start: Value) -> Explorer:
    """Compare the classes of receptors, see who belongs to each, and open the card of an interleukin.

    `start` sets the first class, for example `shown="Type II"`.
    """
    options = views.class_options()
    return Explorer(
        "Classes of cytokine receptors",
        [Choice("shown", "Class", options, options[0])],
        views.cytokine_classes,
        illustrations.cytokine_classes,
        start=start,
    )
