"""Explorers of the IL-6 activity map."""

from helpers import figures, views
from helpers.explorers.engine import Choice, Explorer, Value, explorer
from helpers.views.choices import ALL

_FILTERS = {
    "branch": "Branch",
    "target": "Target",
    "biomarker": "Biomarker",
    "species": "Species",
    "direction": "Direction of the effect",
    "signalling_mode": "Way of signalling",
}


@explorer
def il6_map(**start: Value) -> Explorer:
    """Explore the map by branch, target, species, direction and way of signalling.

    `start` sets the first value of a filter by its name, for example `branch="bone"`.
    """
    return Explorer(
        "The IL-6 activity map",
        [Choice(name, label, (ALL, *views.activity_options(name)), ALL) for name, label in _FILTERS.items()],
        views.chosen_activities,
        figures.activity_map,
        {
            "Everything": dict.fromkeys(_FILTERS, ALL),
            "Acute-phase proteins": {"branch": "acute-phase proteins"},
            "Only with the soluble receptor": {"signalling_mode": "trans"},
            "What goes down": {"direction": "down"},
            "Growth inhibition": {"branch": "growth inhibition"},
        },
        start,
    )


@explorer
def biomarker_walk() -> Explorer:
    """Walk back from a biomarker to the cells that IL-6 acts on."""
    return Explorer(
        "From a biomarker back to the cell",
        [Choice("biomarker", "Biomarker", views.activity_options("biomarker"), "CRP")],
        views.chosen_activities,
        figures.activity_map,
        {"CRP": {"biomarker": "CRP"}, "Hepcidin": {"biomarker": "hepcidin"}, "VEGF": {"biomarker": "VEGF"}},
    )
