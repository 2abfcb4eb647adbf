"""The explorer of CRP under an antibody to IL-6 or to its receptor."""

from helpers import figures, views
from helpers.explorers.engine import Choice, Explorer, Slider, Value, explorer
from helpers.explorers.standing import StandingExplorer
from helpers.models.crp_suppression import DRUGS

_DOSES_MG = (0.0, 10.0, 30.0, 50.0, 100.0, 150.0, 200.0, 300.0, 400.0, 600.0)


@explorer
def crp_suppressed(**start: Value) -> Explorer:
    """Explore CRP in Crohn's disease under anti-IL-6 or anti-IL-6R; `start` sets first values by name."""
    given = {"dose_mg": _DOSES_MG[1:]}
    return StandingExplorer(
        "From dose to CRP",
        [
            Choice("drug", "Antibody", DRUGS, DRUGS[1], given),
            Slider("dose_mg", "Dose into the vein", "mg", _DOSES_MG, views.USUAL_ANTIBODY_MG),
            Slider("interval_weeks", "Interval", "weeks", (2.0, 4.0, 6.0), views.USUAL_ANTIBODY_WEEKS, given),
        ],
        views.crp_suppressed,
        figures.crp_suppressed,
        {
            "Anti-IL-6R, 300 mg every 4 weeks": {},
            "The same every 2 weeks": {"interval_weeks": 2.0},
            "A third of the dose": {"dose_mg": 100.0},
            "Anti-IL-6 instead": {"drug": DRUGS[0]},
        },
        start,
    )
