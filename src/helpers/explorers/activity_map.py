"""Explorers of the IL-6 activity map (lesson 05)."""

from helpers import figures, tables
from helpers.explorers.engine import Choice, Explorer

_ALL = "all"
_FILTERS = (
    ("branch", "Branch"),
    ("target", "Target"),
    ("species", "Species"),
    ("direction", "Direction of the effect"),
    ("signalling_mode", "Way of signalling"),
)


def chosen_activities(**filters):
    """Return (rows of ``il6_activities`` that pass every filter, the choice in words)."""
    rows = tables.load("il6_activities")
    words = []
    for column, value in filters.items():
        if value != _ALL:
            rows = rows[rows[column] == value]
            words.append(value)
    return rows, ", ".join(words) or "everything"


def il6_map(**start):
    """Explore the map by branch, target, species, direction and way of signalling.

    `start` sets the first value of a filter by its name, for example ``branch="bone"``.
    """
    rows = tables.load("il6_activities")
    controls = [
        Choice(column, label, (_ALL, *sorted(rows[column].unique(), key=str.casefold)), _ALL)
        for column, label in _FILTERS
    ]
    return Explorer(
        "The IL-6 activity map",
        controls,
        chosen_activities,
        lambda result: figures.activity_map(*result),
        {
            "Everything": dict.fromkeys((column for column, _ in _FILTERS), _ALL),
            "Acute-phase proteins": {"branch": "acute-phase proteins"},
            "Only with the soluble receptor": {"signalling_mode": "trans"},
            "What goes down": {"direction": "down"},
            "Growth inhibition": {"branch": "growth inhibition"},
        },
        start,
    )


def rows_of_biomarker(biomarker):
    """Return (rows of ``il6_activities`` with this biomarker, the choice in words)."""
    rows = tables.load("il6_activities")
    return rows[rows["mediator"] == biomarker], f"the biomarker {biomarker}"


def biomarker_walk():
    """Walk back from a biomarker to the cells that IL-6 acts on."""
    mediators = tables.load("il6_activities")["mediator"]
    names = tuple(sorted(mediators[mediators != ""].unique(), key=str.casefold))
    return Explorer(
        "From a biomarker back to the cell",
        [Choice("biomarker", "Biomarker", names, "CRP")],
        rows_of_biomarker,
        lambda result: figures.activity_map(*result),
        {"CRP": {"biomarker": "CRP"}, "Hepcidin": {"biomarker": "hepcidin"}, "VEGF": {"biomarker": "VEGF"}},
    )
