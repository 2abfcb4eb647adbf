"""Explorers of how IL-6 is measured."""

from helpers import illustrations, views
from helpers.explorers.engine import Choice, Explorer, Slider, Value, explorer


@explorer
def sandwich_immunoassay(**start: Value) -> Explorer:
    """Build a sandwich immunoassay step by step, let something interfere, and see what the reader makes of it.

    `start` sets the first step or interference, for example `interference="soluble receptor"`.
    """
    steps, some = views.immunoassay_steps(), views.interference_options()
    return Explorer(
        "A sandwich that makes colour",
        [
            Slider("step", "Step", f"of {len(steps)}", tuple(map(float, steps)), float(steps[-1])),
            Choice("interference", "What interferes", some, some[0]),
        ],
        views.sandwich_immunoassay,
        illustrations.sandwich_immunoassay,
        start=start,
    )
