"""Explorers of the ways of a message."""

from helpers import illustrations, views
from helpers.explorers.engine import Choice, Explorer, Value, explorer


@explorer
def message_routes(**start: Value) -> Explorer:
    """Compare the ways from sender to receiver, choose one, and see what would stop it.

    `start` sets the first way, for example `way="endocrine"`.
    """
    ways = views.route_options()
    return Explorer(
        "The ways of a message",
        [Choice("way", "Way", ways, ways[0])],
        views.message_routes,
        illustrations.message_routes,
        start=start,
    )
