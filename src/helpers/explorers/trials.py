"""Explorer of pivotal trials: counts, rates and risk differences."""

from helpers import figures, views
from helpers.explorers.engine import Choice, Explorer, Value, explorer
from helpers.views.choices import ALL
from helpers.views.trials import COMPARATORS, RESPONSE_RATES, RISK_DIFFERENCE


@explorer
def pivotal_trials(**start: Value) -> Explorer:
    """Explore trial results end point by end point: risk differences or the rates of both arms.

    `start` sets the first value of a control by its name, for example `endpoint="ACR20"`.
    """
    options = views.trial_options()
    placebo, treatment = COMPARATORS["placebo"], COMPARATORS["treatment"]
    return Explorer(
        "Pivotal trials",
        [
            Choice("endpoint", "End point", options["endpoint"], "PASI90"),
            Choice("axis", "Interleukin axis", options["axis"], ALL),
            Choice("comparator", "Compared with", options["comparator"], placebo),
            Choice("show", "Show", options["show"], RISK_DIFFERENCE),
        ],
        views.pivotal_trials,
        figures.pivotal_trials,
        {
            "Psoriasis: PASI90 against placebo": {"endpoint": "PASI90", "comparator": placebo},
            "Psoriasis: drug against drug": {"endpoint": "PASI90", "comparator": treatment},
            "Arthritis: ACR20": {"endpoint": "ACR20", "comparator": ALL},
            "Tumours: complete response": {"endpoint": "complete response", "comparator": ALL, "show": RESPONSE_RATES},
        },
        start,
    )
