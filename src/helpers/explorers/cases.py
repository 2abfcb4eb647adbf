"""The explorer of cases: choose a patient and a drug, and weigh."""

from helpers import illustrations, views
from helpers.explorers.engine import Choice, Explorer, Value, explorer
from helpers.views.cases import WeighedCase


@explorer
def weighed_case(**start: Value) -> Explorer:
    """Choose a patient and a drug, and see what speaks for and against it, and from which rows.

    `start` sets the first value by name, for example `weighed="A boy with CAPS: anakinra"`.
    """
    cases = views.weighed_options()
    options, groups = tuple(cases), tuple(title for title, _ in cases.values())
    return Explorer(
        "What speaks for a drug, and what against it",
        [Choice("weighed", "Patient and drug", options, options[0], groups=groups)],
        _weighed,
        illustrations.weighed_case,
        start=start,
    )


def _weighed(weighed: str) -> WeighedCase:
    return views.weighed_case(*views.weighed_options()[weighed])
