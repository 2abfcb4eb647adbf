"""The explorer of two steps to a Th1 cell."""

from helpers import figures, views
from helpers.explorers.engine import Explorer, Slider, Value, even_stops, explorer
from helpers.explorers.standing import StandingExplorer

_IL12_PERCENT = (0.0, 20.0, 40.0, 50.0, 60.0, 80.0, 100.0, 120.0)


@explorer
def th1_steps(**start: Value) -> Explorer:
    """Explore how interferon-γ and then IL-12 make a Th1 cell; `start` sets first values by name."""
    return StandingExplorer(
        "Two steps to a Th1 cell",
        [
            Slider("il12_percent", "IL-12, of that in the cultures", "%", _IL12_PERCENT, 100.0),
            Slider(
                "ifng_blocked_percent",
                "Interferon-γ blocked",
                "%",
                even_stops(0, 100, 25),
                0.0,
                {"il12_percent": _IL12_PERCENT[1:]},
            ),
            Slider(
                "antigen_h", "Antigen is half gone after", "h", (17.0, 24.0, 34.0, 48.0, 68.0), views.USUAL_ANTIGEN_H
            ),
        ],
        views.th1_steps,
        figures.th1_steps,
        {
            "IL-12 and interferon-γ": {},
            "No IL-12": {"il12_percent": 0.0},
            "Half of the IL-12": {"il12_percent": 50.0},
            "Interferon-γ blocked": {"ifng_blocked_percent": 100.0},
            "Antigen stays longer": {"antigen_h": 68.0},
        },
        start,
    )
