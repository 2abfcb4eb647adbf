"""The explorer of senders and receivers on a plane."""

from helpers import figures, views
from helpers.explorers.engine import Explorer, Slider, Value, explorer, log_stops


@explorer
def niche_senders(**start: Value) -> Explorer:
    """See which of many receivers hear which of many senders; `start` sets first values by name."""
    return Explorer(
        "Senders and receivers on a plane",
        [
            Slider("senders", "Senders", "", (1.0, 4.0, 12.0, 24.0), 4.0),
            Slider("receivers", "Receivers", "", (10.0, 50.0, 100.0, 150.0), 100.0),
            Slider("receptors", "Receptors on each receiver", "", log_stops(100, 10_000, (1,)), 1000.0),
            Slider("threshold_pM", "Concentration that a receiver needs", "pM", (0.2, 0.5, 1.0, 2.0, 5.0), 1.0),
        ],
        views.niche_senders,
        figures.niche_senders,
        {
            "Few senders": {"senders": 1.0},
            "Many senders": {"senders": 24.0},
            "Greedy receivers": {"receptors": 10_000.0},
            "Few receivers": {"receivers": 10.0},
        },
        start,
    )
