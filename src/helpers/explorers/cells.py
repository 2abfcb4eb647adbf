"""Explorer of senders and receivers."""

from helpers import figures, tables
from helpers.explorers.engine import Choice, Explorer, Value, explorer


def leukocytes():
    """Return the set of cell types that are white blood cells."""
    kinds = tables.load("cell_types")
    return frozenset(kinds.loc[kinds["leukocyte"] == "yes", "cell_type"])


def rows_of(interleukin):
    """Return (interleukin, its producers, its targets, the white blood cells) for a name or alias."""
    name = tables.interleukin(interleukin)
    producers, targets = tables.load("producers"), tables.load("targets")
    return name, producers[producers["interleukin"] == name], targets[targets["interleukin"] == name], leukocytes()


@explorer
def senders_and_receivers(**start: Value) -> Explorer:
    """Explore which cells make an interleukin and which respond to it.

    `start` sets the first interleukin, for example ``interleukin="IL-8"``; a name may be an alias.
    """
    if "interleukin" in start:
        start["interleukin"] = tables.interleukin(start["interleukin"])
    names = tuple(tables.load("interleukins")["interleukin"])
    listed = set(tables.load("producers")["interleukin"]) | set(tables.load("targets")["interleukin"])
    return Explorer(
        "Choose a messenger",
        [Choice("interleukin", "Interleukin", tuple(n for n in names if n in listed), "IL-6")],
        rows_of,
        lambda result: figures.conversation(*result),
        {
            "IL-33: stored": {"interleukin": "IL-33"},
            "IL-2: T cells to T cells": {"interleukin": "IL-2"},
            "IL-6: many senders, many receivers": {"interleukin": "IL-6"},
        },
        start,
    )
