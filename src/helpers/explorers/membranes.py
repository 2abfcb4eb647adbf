"""Explorers of what stands in the membrane."""

from helpers import illustrations, views
from helpers.explorers.engine import Choice, Explorer, Value, explorer


@explorer
def signalling(**start: Value) -> Explorer:
    """Choose an interleukin, and see its receptors in the membrane, what they hold inside, and who else uses them.

    `start` sets the first interleukin, for example `interleukin="IL-2"`.
    """
    return Explorer(
        "An interleukin and its receptors",
        [Choice("interleukin", "Interleukin", views.signalling_options(), "IL-4")],
        views.signalling,
        illustrations.signalling,
        {
            "Two receptors for IL-4": {"interleukin": "IL-4"},
            "Three chains for IL-2": {"interleukin": "IL-2"},
            "IL-6 in two ways": {"interleukin": "IL-6"},
            "A signal and a decoy for IL-1β": {"interleukin": "IL-1β"},
            "Seven passes for IL-8": {"interleukin": "IL-8"},
        },
        start,
    )
