"""Explorers of balance and dysregulation: the endotoxin challenge and the switch."""

from helpers import figures, illustrations, views
from helpers.explorers.engine import Choice, Explorer, Slider, Value, explorer
from helpers.explorers.standing import StandingExplorer


class _Challenge(StandingExplorer[views.EndotoxinChallenge]):
    """Without IL-10 the model's IL-8 rises ninefold: an axis for that would press the measured means to its foot."""

    follows = ("change",)


@explorer
def endotoxin_challenge(**start: Value) -> Explorer:
    """Explore the endotoxin challenge in volunteers: how it is given, what is taken away, the dose.

    `start` sets the first value of a control by its name, for example `change="remove IL-10"`.
    """
    fitted_to = (views.SAME_EXPERIMENT, views.OTHER_EXPERIMENT)
    doses = (0.5, 1.0, 1.5, 2.0, 3.0, 4.0)
    return _Challenge(
        "Endotoxin challenge in healthy volunteers",
        [
            Choice("way", "Endotoxin given as", (views.BOLUS, views.INFUSION), views.BOLUS),
            Choice("change", "Take away", tuple(views.REMOVALS), views.NOTHING),
            Choice("fitted_to", "Model's numbers fitted to", fitted_to, views.SAME_EXPERIMENT),
            Slider("dose_ng_per_kg", "Endotoxin dose", "ng/kg", doses, views.FITTED_DOSE_NG_PER_KG),
        ],
        views.endotoxin_challenge,
        figures.endotoxin_challenge,
        {
            "Bolus": {},
            "Infusion": {"way": views.INFUSION},
            "Without the brake": {"change": "remove IL-10"},
            "Numbers of the bolus on the infusion": {"way": views.INFUSION, "fitted_to": views.OTHER_EXPERIMENT},
        },
        start,
    )


@explorer
def endotoxin_hours(**start: Value) -> Explorer:
    """Follow volunteers through the hours after endotoxin: messengers, fever, and the cells of the blood.

    `start` sets the first hour, for example `hour=3.0`.
    """
    return Explorer(
        "The hours after endotoxin",
        [Slider("hour", "Hour", "h", views.endotoxin_hour_stops(), 0.0)],
        views.endotoxin_hours,
        illustrations.endotoxin_hours,
        {
            "Before": {"hour": 0.0},
            "TNF is highest": {"hour": 1.5},
            "IL-6 and IL-8 are highest": {"hour": 2.0},
            "IL-10 is highest, and the fever": {"hour": 3.0},
            "A day later": {"hour": 24.0},
        },
        start,
    )


@explorer
def inflammation_switch(**start: Value) -> Explorer:
    """Explore when a simulated inflammation resolves and when it stays.

    `start` sets the first value of a control by its name.
    """
    levels = (0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.65, 1.0, 2.0, 5.0)
    return StandingExplorer(
        "Does inflammation resolve or stay?",
        [
            Choice("begin", "The joint is", (views.AT_REST, views.INFLAMED), views.AT_REST),
            Slider("level", "Level after the trigger or treatment", "", levels, 0.1),
            Slider("amplification", "Self-amplification (alpha2)", "", (1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0), 7.0),
            Slider("brake", "Strength of the brake (alpha4)", "", (0.5, 1.0, 1.5, 2.0, 3.5), 2.0),
        ],
        views.inflammation_switch,
        figures.settling,
        {
            "Small trigger": {"level": 0.1},
            "Larger trigger": {"level": 0.2},
            "Treatment: lower the level": {"begin": views.INFLAMED, "level": 0.25},
            "Treatment: stronger brake": {"begin": views.INFLAMED, "level": 0.65, "brake": 3.5},
        },
        start,
    )
