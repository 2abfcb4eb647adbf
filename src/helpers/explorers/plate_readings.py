"""The explorer of a simulated ELISA plate."""

from helpers import figures, views
from helpers.explorers.engine import Choice, Explorer, Slider, Value, even_stops, explorer
from helpers.explorers.standing import StandingExplorer

_SAMPLES_PG_PER_ML = (1.0, 5.0, 20.0, 50.0, 200.0, 1000.0, 5000.0, 20_000.0, 1e5, 1e6)


@explorer
def plate_reading(**start: Value) -> Explorer:
    """Read a sample from the standard curve of a plate; `start` sets first values by name."""
    return StandingExplorer(
        "From the colour of a well to a concentration",
        [
            Slider("sample_pg_per_ml", "IL-6 in the sample", "pg/mL", _SAMPLES_PG_PER_ML, views.USUAL_SAMPLE_PG_PER_ML),
            Slider("dilution", "Diluted", "times", (1.0, 10.0, 100.0, 1000.0), 1.0),
            Slider("scatter_percent", "Wells scatter by", "%", (2.0, 5.0, 15.0), views.USUAL_SCATTER_PERCENT),
            Choice("mixing", "The assay is done in", views.MIXINGS, views.MIXINGS[0]),
            Slider("plate", "Plate", "", even_stops(1, 3, 1), 1.0),
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
