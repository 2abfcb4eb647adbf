"""The explorer of Th1 and Th2 cells that hold each other back."""

from helpers import figures, views
from helpers.explorers.engine import Explorer, Slider, Value, explorer
from helpers.explorers.standing import StandingExplorer

_IL12_PG_PER_ML = (0.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0)
_GIVEN_D = (30.0, 60.0, 120.0, views.LAST_D)


@explorer
def th1_against_th2(**start: Value) -> Explorer:
    """Explore which helper cells are in the majority under IL-12 and after; `start` sets first values by name."""
    return StandingExplorer(
        "Who is in the majority, Th1 or Th2?",
        [
            Slider("il12_pg_per_ml", "IL-12", "pg/mL", _IL12_PG_PER_ML, 100.0),
            Slider("given_d", "IL-12 stays for", "days", _GIVEN_D, 60.0, {"il12_pg_per_ml": _IL12_PG_PER_ML[1:]}),
            Slider(
                "il10_percent",
                "IL-10 of tumour and dendritic cells, of the published",
                "%",
                (25.0, 50.0, 100.0, 200.0, 400.0),
                100.0,
            ),
        ],
        views.th1_against_th2,
        figures.th1_against_th2,
        {
            "IL-12 for 60 days": {},
            "No IL-12": {"il12_pg_per_ml": 0.0},
            "Very little IL-12": {"il12_pg_per_ml": 5.0},
            "IL-12 all the time": {"given_d": views.LAST_D},
            "Four times the IL-10": {"il10_percent": 400.0},
        },
        start,
    )
