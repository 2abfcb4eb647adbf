"""Explorer of cytokine storms."""

from helpers import illustrations, views
from helpers.explorers.engine import Choice, Explorer, Value, explorer


@explorer
def cytokine_storms(**start: Value) -> Explorer:
    """Compare storms: what sets each of them off, who feeds whom, and where a drug broke in.

    `start` sets the first storm, for example `storm="HLH"`.
    """
    storms = views.storm_options()
    return Explorer(
        "Who feeds whom in a cytokine storm",
        [Choice("storm", "Storm", storms, storms[0])],
        views.cytokine_storms,
        illustrations.cytokine_storms,
        start=start,
    )
