"""The figure of canakinumab and the IL-1β that it binds."""

from helpers.figures.curves import Axis, Curve, Frame, Mark, Words, curve_figure
from helpers.figures.figure import Figure
from helpers.views.il1b_binding import BoundIl1b
from helpers.words import number_words as say


def bound_il1b(view: BoundIl1b) -> Figure:
    """Return total and free IL-1β and the drug over weeks, on one logarithmic axis.

    Curves begin right after the first dose: at the dose itself there is no drug, which has no place on such an axis.
    """
    curves = [
        Curve("total IL-1β (pg/mL)", view.total_pg_per_ml[1:]),
        Curve("free IL-1β (pg/mL)", view.free_pg_per_ml[1:]),
        Curve("canakinumab (µg/mL)", view.drug_ug_per_ml[1:]),
    ]
    low = min(0.01, *(float(values[values > 0].min(initial=1.0)) for values in (view.free_pg_per_ml,)))
    high = max(100.0, *(float(values.max()) for values in (view.total_pg_per_ml, view.drug_ug_per_ml)))
    frame = Frame(
        Axis("time since the first dose (weeks)"),
        Axis("IL-1β (pg/mL) or canakinumab (µg/mL)", log=True, limits=(low, 2 * high)),
        levels=[Mark(view.before_pg_per_ml, "IL-1β before", at=0.4)],
    )
    return curve_figure(view.weeks[1:], curves, frame, Words("Canakinumab and its ligand (simulated)", _told(view)))


def _told(view: BoundIl1b) -> str:
    often = "once" if view.interval_weeks is None else f"every {say(view.interval_weeks)} weeks"
    if view.dose_mg == 0:
        return f"Without canakinumab IL-1β stays at {say(view.before_pg_per_ml)} pg/mL."
    level, day = view.first_peak
    return (
        f"Canakinumab {say(view.dose_mg)} mg {often}: the first dose peaks at {say(level)} µg/mL after "
        f"{say(day, 2)} days. Total IL-1β rises from {say(view.before_pg_per_ml)} pg/mL "
        f"to {say(view.total_rise)} times that; free IL-1β falls to {say(view.free_percent)} % and is at "
        f"{say(view.free_end_percent)} % after {say(float(view.weeks[-1]))} weeks."
    )
