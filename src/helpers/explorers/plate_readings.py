"""The explorer of a simulated ELISA plate."""

from helpers import figures, views
from helpers.explorers.engine import Choice, Explorer, Slider, Value, even_stops, explorer, log_stops
from helpers.explorers.standing import StandingExplorer


@explorer
def plate_reading(**start: Value) -> Explorer:
    """Read a sample from the standard curve of a plate; `start` sets first values by name."""
    return StandingExplorer(
        "From the colour of a well to a concentration",
        [
            Slider("sample_pg_per_ml", "IL-6 in the sample", "pg/mL", log_stops(1, 1e6), views.USUAL_SAMPLE_PG_PER_ML),
            Slider("dilution", "Diluted", "times", (1.0, 2.0, 5.0, 10.0, 100.0, 1000.0), 1.0),
            Slider(
                "scatter_percent", "Wells scatter by", "%", (1.0, 2.0, 5.0, 10.0, 15.0), views.USUAL_SCATTER_PERCENT
            ),
            Choice("mixing", "The assay is done in", views.MIXINGS, views.MIXINGS[0]),
            Slider("plate", "Plate", "", even_stops(1, 9, 1), 1.0),
        ],
        views.plate_reading,
        figures.plate_reading,
        {
            "Inside the curve": {},
            "Below the limit": {"sample_pg_per_ml": 1.0},
            "Above the curve": {"sample_pg_per_ml": 20_000.0},
            "Above, and diluted": {"sample_pg_per_ml": 20_000.0, "dilution": 100.0},
            "The hook": {"sample_pg_per_ml": 1e6, "mixing": views.MIXINGS[1]},
            "A careless hand": {"scatter_percent": 15.0},
        },
        start,
    )
