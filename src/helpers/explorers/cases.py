"""The explorer of cases: choose a patient and a drug, and weigh."""

from helpers import illustrations, views
from helpers.explorers.engine import Choice, Explorer, Value, explorer


@explorer
def weighed_case(**start: Value) -> Explorer:
    """Choose a case and one of three drugs, and see what speaks for and against it, and from which rows.

    `start` sets first values by name, for example `case="A boy with CAPS"`.
    """
    titles, places = views.case_options(), views.CANDIDATES
    return Explorer(
        f"What speaks for it, what against: {start.get('case', titles[0])}",
        [
            Choice("case", "Case", titles, titles[0]),
            Choice("candidate", "Drug", places, places[0]),
        ],
        views.weighed_case,
        illustrations.weighed_case,
        start=start,
    )
