"""Explorers of the classes of cytokine receptors."""

from helpers import illustrations, views
from helpers.explorers.engine import Choice, Explorer, Value, explorer


@explorer
def cytokine_classes(**start: Value) -> Explorer:
    """Compare the classes of receptors; choose one for its parts and its interleukins, each with its card.

    `start` sets the first class, for example `shown="Class II receptors"`.
    """
    options = views.class_options()
    return Explorer(
        "Classes of cytokine receptors",
        [Choice("shown", "Class", options, options[0])],
        views.cytokine_classes,
        illustrations.cytokine_classes,
        start=start,
    )
