"""Explorers of what stands in the membrane."""

from helpers import illustrations, views
from helpers.explorers.engine import Choice, Explorer, Slider, Value, explorer


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
        start=start,
    )


@explorer
def il6_assembly(**start: Value) -> Explorer:
    """Turn the steps in which IL-6, IL-6R and gp130 come together, in the three ways that IL-6R is there.

    `start` sets the first step or way, for example `step=1`.
    """
    ways = views.il6_way_options()
    return Explorer(
        "IL-6 on its way to a signal",
        [Slider("step", "Step", "of 3", (1, 2, 3), 3), Choice("way", "Way", ways, ways[0])],
        views.il6_assembly,
        illustrations.il6_assembly,
        start=start,
    )
