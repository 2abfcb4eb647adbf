"""Explorers of the IL-6 activity map."""

from collections.abc import Iterator

from helpers import figures, illustrations, views
from helpers.explorers.engine import Choice, Explorer, Slider, Value, explorer
from helpers.views.choices import ALL

_FILTERS = {
    "branch": "Branch",
    "target": "Target",
    "readout": "Readout",
    "species": "Species",
    "direction": "Direction of the effect",
    "signalling_mode": "Way of signalling",
}

_FIRST = "human"  # shown first: all targets at once are a long list


class _Filters(Explorer[views.ActivityMap]):
    """Most of the four million combinations of filters fit no row: only the others are states of their own."""

    refusal = views.NOTHING_FITS

    def states(self) -> Iterator[dict[str, Value]]:
        """Yield the values with which some row fits."""
        for chosen in views.fitting_activities():
            yield dict(zip(_FILTERS, chosen, strict=True))


@explorer
def il6_map(**start: Value) -> Explorer:
    """Explore the map by branch, target, readout, species, direction and way of signalling.

    It begins with what was seen in humans, unless `start` says something else: that sets the first value of a filter by
    its name, for example `branch="bone"`.
    """
    if start:
        start = {"species": ALL} | start
    return _Filters(
        "The IL-6 activity map",
        [
            Choice(name, label, (ALL, *views.activity_options(name)), _FIRST if name == "species" else ALL)
            for name, label in _FILTERS.items()
        ],
        views.chosen_activities,
        figures.activity_map,
        {
            "In humans": {},
            "CRP": {"readout": "CRP"},
            "Prostaglandin": {"species": ALL, "readout": "PGE2"},
            "By the soluble receptor": {"signalling_mode": "trans"},
            "Growth inhibition": {"species": ALL, "branch": "growth inhibition"},
        },
        start,
    )


@explorer
def il6_on_a_body(**start: Value) -> Explorer:
    """See what IL-6 does in each organ, up to a year of your choice, and what a drug would stop.

    `start` sets the first drug, organ or year, for example `drug="tocilizumab"`.
    """
    years = tuple(float(year) for year in views.il6_years())
    return Explorer(
        "IL-6 in the body",
        [
            Choice("drug", "Drug", views.il6_drugs(), views.NO_BLOCKER),
            Choice("organ", "Place", views.il6_organs(), views.ALL_ORGANS),
            Slider("year", "Published up to", "", years, years[-1]),
        ],
        views.il6_body,
        illustrations.il6_body,
        start=start,
    )
