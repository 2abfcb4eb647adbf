"""Explorer of pivotal trials: counts, rates and risk differences."""

import functools

from helpers import figures, tables
from helpers.explorers.engine import Choice, Explorer, Value, explorer
from helpers.models import trial_statistics

_ALL = "all"
DIFFERENCE, RATES = "risk difference", "response rates"


_KINDS = {"placebo": "placebo", "treatment": "another treatment", "none": "nothing (single arm)"}
"""Words of the column comparator_kind of ``trials``, and how they are shown (keys of `figures.COMPARATORS`)."""


def trial_rows(**columns):
    """Return rows of ``trials`` with their rates and differences in per cent, as `figures.forest_plot` takes them.

    `columns` keep the rows with these values, for example ``inn="ustekinumab", endpoint="ACR20"``.
    Rates carry Wilson's interval, differences Newcombe's (method 10), both 95 %. Raises ValueError
    for a column that the table does not have.
    """
    records = _computed(tables.stamp())
    for column in columns:
        if column not in records[0][0]:
            raise ValueError(f"The table of trials has no column '{column}'; it has: {', '.join(records[0][0])}.")
    rows = [dict(row) for record, row in records if all(record[column] == columns[column] for column in columns)]
    arms = {}
    for row in rows:
        arms.setdefault(row["short"], set()).add(row["arm"])
    for row in rows:
        if len(arms[row["short"]]) > 1:
            row["label"] = f"{row['short']}, {row['arm']}"
    return rows


def chosen_trials(endpoint, axis, comparator, show):
    """Return (rows as of `trial_rows`, the choice in words, what to show); single arms have no difference."""
    filters = {"endpoint": endpoint} | ({} if axis == _ALL else {"axis": axis})
    rows = [row for row in trial_rows(**filters) if comparator in (_ALL, row["kind"])]
    if show == DIFFERENCE:
        rows = sorted((row for row in rows if row["control"] is not None), key=lambda row: -row["difference"])
    words = [endpoint, *([] if axis == _ALL else [axis]), *([] if comparator == _ALL else [f"against {comparator}"])]
    return rows, ", ".join(words), show


@explorer
def pivotal_trials(**start: Value) -> Explorer:
    """Explore trial results end point by end point: risk differences or the rates of both arms.

    `start` sets the first value of a control by its name, for example ``endpoint="ACR20"``.
    """
    table = tables.load("trials")
    endpoints = tuple(table["endpoint"].value_counts(sort=False).sort_values(ascending=False, kind="stable").index)
    axes = tuple(dict.fromkeys(table["axis"]))
    return Explorer(
        "Pivotal trials",
        [
            Choice("endpoint", "End point", endpoints, "PASI90"),
            Choice("axis", "Interleukin axis", (_ALL, *axes), _ALL),
            Choice("comparator", "Compared with", (_ALL, *figures.COMPARATORS), "placebo"),
            Choice("show", "Show", (DIFFERENCE, RATES), DIFFERENCE),
        ],
        chosen_trials,
        _draw,
        {
            "Psoriasis: PASI90 against placebo": _view("PASI90", "placebo"),
            "Psoriasis: drug against drug": _view("PASI90", "another treatment"),
            "Arthritis: ACR20": _view("ACR20", _ALL),
            "Tumours: complete response": _view("complete response", _ALL, RATES),
        },
        start,
    )


def _view(endpoint, comparator, show=DIFFERENCE):
    return {"endpoint": endpoint, "axis": _ALL, "comparator": comparator, "show": show}


def _draw(result):
    rows, chosen, show = result
    return (figures.forest_plot if show == DIFFERENCE else figures.response_rates)(rows, chosen)


@functools.lru_cache(maxsize=2)
def _computed(stamp):
    """Return (row of ``trials``, the same with its intervals) for all rows; kept until a table changes."""
    return [(record, _with_intervals(record)) for record in tables.load("trials").to_dict("records")]


def _with_intervals(row):
    counts = int(row["responders_treated"]), int(row["n_treated"])
    single = row["comparator_kind"] == "none"
    versus = "" if single else f" v {row['responders_comparator']}/{row['n_comparator']}"
    name = f"{row['inn']}{'' if single else ' v ' + row['comparator']}, {row['trial']}"
    out = {
        "label": name,
        "short": name,
        "counts": f"{counts[0]}/{counts[1]}{versus} ({row['denominator']})",
        "kind": _KINDS[row["comparator_kind"]],
        "arm": row["arm"],
        "treated": _percent(trial_statistics.wilson_interval(*counts)),
        "control": None,
        "difference": None,
        "low": None,
        "high": None,
        "source": row["reference"].replace(";", "; "),
        "note": row["note"],
    }
    if not single:
        control = int(row["responders_comparator"]), int(row["n_comparator"])
        out["control"] = _percent(trial_statistics.wilson_interval(*control))
        out["difference"], out["low"], out["high"] = _percent(trial_statistics.risk_difference(*counts, *control))
    return out


def _percent(interval):
    return tuple(100 * float(value) for value in (interval.estimate, interval.low, interval.high))
