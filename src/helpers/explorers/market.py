"""Explorer of a market that opens: patents, licences and the first sale of a copy."""

from helpers import illustrations, views
from helpers.explorers.engine import Choice, Explorer, Value, explorer


@explorer
def market_opening(**start: Value) -> Explorer:
    """See when the molecule of ustekinumab was free, when copies were licensed, and when the first was sold.

    It begins with both regions; `start` sets one, for example `region="EU"`.
    """
    regions = views.market_regions()
    return Explorer(
        "When copies of a medicine are sold",
        [Choice("region", "Region", regions, regions[0])],
        views.market_opening,
        illustrations.market_opening,
        start=start,
    )
