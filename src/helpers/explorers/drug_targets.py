"""Explorers of drug targets: what a drug binds, and which signals it leaves open."""

from helpers import figures, views
from helpers.explorers.engine import Choice, Explorer, Value, explorer
from helpers.views.choices import ALL

_FILTERS = {
    "action": "Mechanism",
    "interleukin": "Interleukin concerned",
    "modality": "Kind of molecule",
    "region": "Licensed in",
}
_BLOCKING = "receptor-blocking"  # shown first: all of them at once are a long list
_PAIRS = (
    ("secukinumab", "brodalumab"),
    ("mepolizumab", "benralizumab"),
    ("lebrikizumab", "dupilumab"),
    ("siltuximab", "tocilizumab"),
    ("canakinumab", "anakinra"),
    ("canakinumab", "rilonacept"),
    ("ustekinumab", "guselkumab"),
)


@explorer
def drug_mechanisms(**start: Value) -> Explorer:
    """Explore every licensed drug: what it binds, and whose signal it stops, imitates or rides on.

    It begins with the drugs that block a receptor, unless `start` says something else.

    `start` sets the first value of a filter by its name, for example `interleukin="IL-6"`.
    """
    if start:
        start = {"action": ALL} | start
    options = views.drug_filters()
    return Explorer(
        "How every licensed drug works",
        [
            Choice(name, label, options[name], _BLOCKING if name == "action" else ALL)
            for name, label in _FILTERS.items()
        ],
        views.drug_map,
        figures.drug_map,
        {
            "Receptor blockers": {},
            "IL-6": {"action": ALL, "interleukin": "IL-6"},
            "IL-5": {"action": ALL, "interleukin": "IL-5"},
            "IL-17A": {"action": ALL, "interleukin": "IL-17A"},
            "IL-1β": {"action": ALL, "interleukin": "IL-1β"},
            "Agonists": {"action": "agonist"},
            "Toxin fusions": {"action": "toxin-fusion"},
        },
        start,
    )


@explorer
def compare_two_blockers(**start: Value) -> Explorer:
    """Explore which signals two drugs stop and which they leave open.

    `start` sets the first drugs, for example `first="mepolizumab", second="benralizumab"`.
    """
    names = views.blockers()
    return Explorer(
        "What stays open?",
        [Choice("first", "One drug", names, _PAIRS[0][0]), Choice("second", "Another drug", names, _PAIRS[0][1])],
        views.open_signals,
        figures.open_signals,
        {f"{one} or {two}": {"first": one, "second": two} for one, two in _PAIRS},
        start,
    )
