"""Explorers of a rheumatoid joint."""

from helpers import illustrations, views
from helpers.explorers.engine import Choice, Explorer, Value, explorer


@explorer
def rheumatoid_joint(**start: Value) -> Explorer:
    """Follow the messages in a rheumatoid joint, and hold one to see which others stop, weaken or go on.

    `start` sets what is held first, for example `hold="IL-6"`.
    """
    messengers = views.joint_options()
    return Explorer(
        "Who tells whom in a rheumatoid joint",
        [Choice("hold", "Block", messengers, messengers[0])],
        views.rheumatoid_joint,
        illustrations.rheumatoid_joint,
        start=start,
    )
