"""Explorers of IL-1β, from its gene to its release."""

from helpers import illustrations, views
from helpers.explorers.engine import Choice, Explorer, Slider, Value, explorer


@explorer
def il1b_release(**start: Value) -> Explorer:
    """Turn the steps from the gene of IL-1β to its release, and take one of the two signals away.

    `start` sets the first step or the missing signal, for example `step=1`.
    """
    steps, missing = views.il1b_numbers(), views.il1b_missing()
    return Explorer(
        "IL-1β in two signals",
        [
            Slider("step", "Step", f"of {len(steps)}", steps, steps[-1]),
            Choice("missing", "Missing", missing, missing[0]),
        ],
        views.il1b_release,
        illustrations.il1b_release,
        start=start,
    )
