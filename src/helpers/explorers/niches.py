"""Explorers of the diffusion niche."""

from helpers import figures, illustrations, views
from helpers.explorers.engine import Explorer, Slider, Value, even_stops, explorer, log_stops
from helpers.explorers.standing import StandingExplorer


def _controls() -> tuple[Slider, ...]:
    shares = (5.0, *even_stops(10, 100, 10))
    return (
        Slider("receptors", "Receptors on each consuming cell", "", log_stops(100, 5000), 1000.0),
        Slider("consumer_percent", "Neighbours that consume the cytokine", "%", shares, 100.0),
        Slider("secretion", "Secretion by the sender", "molecules/s", log_stops(1, 100), 10.0),
        Slider("threshold_pM", "Concentration that a receiver needs", "pM", log_stops(0.1, 50), 1.0),
    )


@explorer
def niche_cloud(**start: Value) -> Explorer:
    """See the cloud of one secreting cell among its neighbours, where its signal ends, and who hears it.

    `start` sets first values, for example `consumer_percent=5.0`.
    """
    return Explorer(
        "The cloud around a sender",
        _controls(),
        views.niche_cloud,
        illustrations.niche_cloud,
        {
            "Everybody consumes": {},
            "Many receptors": {"receptors": 5000.0},
            "Few consumers": {"consumer_percent": 5.0},
            "A whisper": {"secretion": 1.0},
            "A shout": {"secretion": 100.0},
        },
        start,
    )


@explorer
def signalling_niche() -> Explorer:
    """Explore how receptors and consumers around a secreting cell decide where its signal ends."""
    return StandingExplorer(
        "Where does a signal end?",
        _controls(),
        views.concentration_profile,
        figures.concentration_profile,
        {
            "Few receptors": {"receptors": 100.0},
            "Many receptors": {"receptors": 5000.0},
            "Few consumers": {"consumer_percent": 5.0},
        },
    )
