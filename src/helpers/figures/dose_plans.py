"""The figure of a drug's level in one patient over a year."""

import numpy as np

from helpers.figures.curves import Axis, Curve, Frame, Mark, Words, curve_figure
from helpers.figures.figure import Figure
from helpers.views.dose_plans import PatientPlan
from helpers.words import listed
from helpers.words import number_words as say

_LOWEST, _HIGHEST = 0.001, 20.0


def patient_plan(view: PatientPlan) -> Figure:
    """Return the level of the drug over weeks on an axis of decades, with the level that one study found to divide."""
    frame = Frame(
        Axis("time since the first dose (weeks)"),
        Axis("ustekinumab (µg/mL)", log=True, limits=(_LOWEST, _HIGHEST)),
        levels=[
            Mark(
                view.watched_ug_per_mL,
                f"{say(view.watched_ug_per_mL)}: in one study most<br>good responders above",
                beside=True,
            )
        ],
    )
    seen = view.level_ug_per_mL > _LOWEST
    title = f"Ustekinumab {say(view.dose_mg)} mg in one patient of {say(view.weight_kg)} kg (simulated)"
    return curve_figure(
        view.weeks[seen], [Curve("level", np.round(view.level_ug_per_mL[seen], 4))], frame, Words(title, _told(view))
    )


def _told(view: PatientPlan) -> str:
    troughs = listed(
        [
            f"{say(level, 2)} in week {week}"
            for week, level in zip(view.trough_weeks, view.trough_ug_per_mL, strict=True)
        ]
    )
    given = listed([str(week) for week in view.given_weeks])
    told = f"Doses in week {given}; half-life {say(view.half_life_d)} days. Lowest levels (µg/mL): {troughs}."
    if view.antibodies_week is None:
        return told
    return (
        f"{told} From week {view.antibodies_week} on antibodies make the clearance {say(view.times_clearance)} times."
    )
