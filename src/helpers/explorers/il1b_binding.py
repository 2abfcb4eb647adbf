"""The explorer of canakinumab and the IL-1β that it binds."""

from helpers import figures, views
from helpers.explorers.engine import Choice, Explorer, Slider, Value, explorer
from helpers.explorers.standing import StandingExplorer
from helpers.models.pharmacokinetics import CANAKINUMAB_KD_NM

_DOSES_MG = (0.0, 25.0, 50.0, 75.0, 100.0, 150.0, 200.0, 300.0, 450.0, 600.0)
_KD_NM = (0.01, 0.05, 0.1, 0.2, 0.5, CANAKINUMAB_KD_NM, 2.0, 5.0, 10.0)


@explorer
def bound_il1b(**start: Value) -> Explorer:
    """Explore total and free IL-1β in patients under canakinumab; `start` sets first values by name."""
    given = {"dose_mg": _DOSES_MG[1:]}
    repeated = views.DOSES[0]
    return StandingExplorer(
        "Canakinumab and the IL-1β that it binds",
        [
            Slider("dose_mg", "Dose under the skin", "mg", _DOSES_MG, views.USUAL_CANAKINUMAB_MG),
            Choice("doses", "Given", views.DOSES, repeated, given),
            Slider(
                "interval_weeks",
                "Interval",
                "weeks",
                (2.0, 4.0, 6.0, 8.0, 12.0, 16.0, 24.0),
                views.USUAL_CANAKINUMAB_WEEKS,
                given | {"doses": (repeated,)},
            ),
            Slider("kd_nM", "Kd of canakinumab and IL-1β", "nM", _KD_NM, CANAKINUMAB_KD_NM, given),
        ],
        views.bound_il1b,
        figures.bound_il1b,
        {
            "150 mg every 8 weeks": {},
            "One dose": {"doses": "once"},
            "Four times the dose": {"dose_mg": 600.0},
            "Binds ten times as tightly": {"kd_nM": 0.1},
        },
        start,
    )
