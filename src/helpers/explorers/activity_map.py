"""Explorers of the IL-6 activity map."""

from helpers import figures, views
from helpers.explorers.engine import Choice, Explorer, Value, explorer
from helpers.views.choices import ALL

_FILTERS = {
    "branch": "Branch",
    "target": "Target",
    "readout": "Readout",
    "species": "Species",
    "direction": "Direction of the effect",
    "signalling_mode": "Way of signalling",
}

_WALKS = {"CRP": "CRP", "Hepcidin": "hepcidin", "VEGF": "VEGF", "Prostaglandin": "PGE2"}


@explorer
def il6_map(**start: Value) -> Explorer:
    """Explore the map by branch, target, readout, species, direction and way of signalling.

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
def readout_walk() -> Explorer:
    """Walk back from a readout to the cells that IL-6 acts on."""
    return Explorer(
        "From a readout back to the cell",
        [Choice("readout", "Readout", views.activity_options("readout"), "CRP")],
        views.chosen_activities,
        figures.activity_map,
        {name: {"readout": readout} for name, readout in _WALKS.items()},
    )
