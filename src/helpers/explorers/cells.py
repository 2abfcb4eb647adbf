"""Explorer of senders and receivers."""

from helpers import figures, tables, views
from helpers.explorers.engine import Choice, Explorer, Value, explorer


@explorer
def senders_and_receivers(**start: Value) -> Explorer:
    """Explore which cells make an interleukin and which respond to it.

    `start` sets the first interleukin, for example `interleukin="IL-8"`; a name may be an alias.
    """
    if "interleukin" in start:
        start["interleukin"] = tables.interleukin(start["interleukin"])
    return Explorer(
        "Choose a messenger",
        [Choice("interleukin", "Interleukin", views.conversing(), "IL-6")],
        views.conversation,
        figures.conversation,
        {
            "IL-33: stored": {"interleukin": "IL-33"},
            "IL-2: T cells to T cells": {"interleukin": "IL-2"},
            "IL-6: many senders, many receivers": {"interleukin": "IL-6"},
        },
        start,
    )
