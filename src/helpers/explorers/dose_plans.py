"""The explorer of one patient's doses over a year."""

from helpers import figures, views
from helpers.explorers.engine import Choice, Explorer, Slider, Value, explorer
from helpers.explorers.standing import StandingExplorer


@explorer
def patient_plan(**start: Value) -> Explorer:
    """Explore ustekinumab in one patient: weight, dose, start, a missed dose, and antibodies against the drug.

    `start` sets the first value of a control by its name, for example `weight_kg=90.0`.
    """
    return StandingExplorer(
        "One patient, one year",
        [
            Slider("weight_kg", "Body weight", "kg", (50.0, 70.0, 90.0, 104.0, 130.0), 104.0),
            Slider("dose_mg", "Dose under the skin", "mg", (45.0, 90.0), 90.0),
            Choice("start", "Start", views.STARTS, views.STARTS[0]),
            Choice("missed", "Missed", views.MISSED, views.MISSED[0]),
            Choice("antibodies", "Antibodies against the drug", views.ANTIBODIES, views.ANTIBODIES[0]),
        ],
        views.patient_plan,
        figures.patient_plan,
        {
            "Leila, by the label": {},
            "45 mg": {"dose_mg": 45.0},
            "No second dose at the start": {"start": views.STARTS[1]},
            "A dose four weeks late": {"missed": views.MISSED[1]},
            "A dose left out": {"missed": views.MISSED[2]},
            "Antibodies": {"antibodies": views.ANTIBODIES[2]},
        },
        start,
    )
