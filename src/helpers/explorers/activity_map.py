"""Explorers of the IL-6 activity map."""

from helpers import figures, tables
from helpers.explorers.engine import Choice, Explorer, Value, explorer

_ALL = "all"
_FILTERS = (
    ("branch", "Branch"),
    ("target", "Target"),
    ("biomarker", "Biomarker"),
    ("species", "Species"),
    ("direction", "Direction of the effect"),
    ("signalling_mode", "Way of signalling"),
)


def chosen_activities(**filters):
    """Return (rows of ``il6_activities`` that pass every filter, the choice in words, the cells that make IL-6)."""
    rows = tables.load("il6_activities").rename(columns={"mediator": "biomarker"})
    words = []
    for column, value in filters.items():
        if value != _ALL:
            rows = rows[rows[column] == value]
            words.append(value)
    producers = tables.load("producers")
    sources = tuple(producers.loc[producers["interleukin"] == "IL-6", "cell_type"])
    return rows.rename(columns={"biomarker": "mediator"}), ", ".join(words) or "everything", sources


@explorer
def il6_map(**start: Value) -> Explorer:
    """Explore the map by branch, target, species, direction and way of signalling.

    `start` sets the first value of a filter by its name, for example ``branch="bone"``.
    """
    rows = tables.load("il6_activities").rename(columns={"mediator": "biomarker"})
    controls = [
        Choice(column, label, (_ALL, *sorted(set(rows[column]) - {""}, key=str.casefold)), _ALL)
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
    """Return what `chosen_activities` returns, for one biomarker."""
    return chosen_activities(biomarker=biomarker)


@explorer
def biomarker_walk() -> Explorer:
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
