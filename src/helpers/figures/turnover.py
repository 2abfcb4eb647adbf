"""Figures of ligand turnover: a cytokine whose receptor is blocked, or that is caught itself."""

import numpy as np

from helpers.figures.figure import number_words as say
from helpers.figures.lines import Curve, Mark, curves_over, lines


def blocked_receptor(drug_nM, free, signal, limit, mark, at_mark):
    """Return free ligand and signal, as multiples of before, over the level of a receptor blocker.

    `drug_nM` is ascending; `limit` is the highest rise that is possible; `mark` is the level to read and
    `at_mark` free ligand and signal there.
    """
    now_free, now_signal = at_mark
    return _rise_and_fall(
        drug_nM,
        Curve("free ligand", free),
        Curve("signal", signal),
        Mark(limit, f"limit 1 + kR/k0 = {say(limit)}"),
        mark,
        title="A receptor blocker: free ligand rises, signal falls (simulated)",
        x_title="free drug (nM)",
        description=f"At {say(mark)} nM of drug, free ligand is {say(now_free)} times and the signal "
        f"{say(now_signal)} times what they were before. The limit for free ligand is 1 + kR/k0 = {say(limit)}.",
    )


def neutralised_ligand(drug_nM, total, free, limit, mark, at_mark):
    """Return total and free ligand, as multiples of before, over the level of a ligand neutraliser.

    `drug_nM` is ascending; `limit` is the highest total that is possible; `mark` is the level to read and
    `at_mark` total and free ligand there.
    """
    now_total, now_free = at_mark
    return _rise_and_fall(
        drug_nM,
        Curve("total ligand", total),
        Curve("free ligand", free),
        Mark(limit, f"limit k0/kC = {say(limit)}"),
        mark,
        title="A ligand neutraliser: total ligand rises, free ligand falls (simulated)",
        x_title="free antibody sites (nM)",
        description=f"At {say(mark)} nM of antibody sites, total ligand is {say(now_total)} times and free ligand "
        f"{say(now_free)} times what they were before. The limit for total ligand is k0/kC = {say(limit)}.",
    )


def _rise_and_fall(drug_nM, rising, falling, limit, mark, **words):
    return lines(
        drug_nM,
        [rising, falling],
        y_title="multiple of the value before the drug",
        log_x=True,
        log_y=True,
        y_range=(0.003, 4 * limit.value),
        levels=[limit],
        positions=[Mark(mark, f"{say(mark)} nM")],
        label_at=[(_risen(rising.y, limit.value), "left"), (_fallen(falling.y), "right")],
        **words,
    )


def _risen(curve, limit):
    """Return the index where a rising curve has gone two thirds of the way to its limit."""
    above = np.flatnonzero(np.asarray(curve) >= 1 + (limit - 1) * 2 / 3)
    return int(above[0]) if limit > 1 and above.size else len(curve) // 4


def _fallen(curve):
    """Return the index where a falling curve first lies below one fifth, or its last point."""
    below = np.flatnonzero(np.asarray(curve) <= 0.2)
    return int(below[0]) if below.size else len(curve) - 1


def turnover_course(hours, courses, *, title):
    """Return what a laboratory would measure over time: `courses` maps a name to multiples of the value before.

    The drug acts from hour 0 on at a constant level. The description reads first and last values.
    """
    told = "; ".join(
        f"{name} {say(float(values[0]))} at the start and {say(float(values[-1]))} at {say(hours[-1])} h"
        for name, values in courses.items()
    )
    return lines(
        hours,
        curves_over(hours, courses),
        title=title,
        x_title="time with drug (h)",
        y_title="multiple of the value before the drug",
        log_y=True,
        y_range=_decades(courses),
        description=f"Multiples of the value before the drug: {told}.",
    )


def _decades(courses):
    values = np.concatenate([np.asarray(course, float) for course in courses.values()])
    return 10 ** np.floor(np.log10(values.min())), 10 ** np.ceil(np.log10(values.max() * 1.2))
