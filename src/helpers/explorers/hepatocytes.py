"""Explorers of IL-6 on a liver cell."""

from helpers import figures, views
from helpers.explorers.engine import Choice, Explorer, Slider, Value, explorer
from helpers.explorers.standing import StandingExplorer

_IL6_NG_PER_ML = (0.0, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 40.0, 100.0, 1000.0)
_RUXOLITINIB_NM = (50.0, 100.0, 200.0, 500.0, 1000.0, 10_000.0)


@explorer
def il6_to_pstat3(**start: Value) -> Explorer:
    """Explore IL-6, its brake SOCS3 and ruxolitinib in a liver cell; `start` sets first values by name."""
    return StandingExplorer(
        "IL-6 on a liver cell",
        [
            Slider("il6_ng_per_ml", "IL-6", "ng/mL", _IL6_NG_PER_ML, views.USUAL_IL6_NG_PER_ML),
            Slider("ruxolitinib_nM", "Ruxolitinib", "nM", (0.0, *_RUXOLITINIB_NM), 0.0),
            Slider(
                "ruxolitinib_min",
                "Ruxolitinib is given at",
                "min",
                (0.0, 15.0, 30.0, 60.0),
                0.0,
                {"ruxolitinib_nM": _RUXOLITINIB_NM},
            ),
            Choice(
                "washed_out",
                "IL-6 is washed out after (min)",
                (views.STAYS, "5", "15", "60"),
                views.STAYS,
                {"il6_ng_per_ml": _IL6_NG_PER_ML[1:]},
            ),
        ],
        views.il6_to_pstat3,
        figures.il6_to_pstat3,
        {
            "IL-6 that stays": {},
            "An eighth of the IL-6": {"il6_ng_per_ml": 5.0},
            "IL-6 washed out": {"washed_out": "15"},
            "Ruxolitinib with IL-6": {"ruxolitinib_nM": 500.0},
            "Ruxolitinib an hour later": {"ruxolitinib_nM": 500.0, "ruxolitinib_min": 60.0},
        },
        start,
    )
