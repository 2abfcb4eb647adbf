"""The figure of CRP under an antibody to IL-6 or to its receptor."""

import numpy as np

from helpers.figures.curves import Axis, Curve, Frame, Mark, Words, curve_figure
from helpers.figures.figure import Figure
from helpers.views.crp_suppression import SUPPRESSION_WEEKS, USUAL_ANTIBODY_MG, CrpSuppression
from helpers.words import listed
from helpers.words import number_words as say


def crp_suppressed(view: CrpSuppression) -> Figure:
    """Return CRP over weeks, and the free antibody that holds it down."""
    curves = [
        Curve("CRP", np.round(view.crp_percent, 2)),
        Curve("free antibody", np.round(view.drug_percent, 2)),
    ]
    top = max(105.0, 1.05 * float(view.drug_percent.max()))
    frame = Frame(
        Axis("time since the first dose (weeks)"),
        Axis(f"CRP (% of before), antibody (% of that after {say(USUAL_ANTIBODY_MG)} mg)", limits=(0, top)),
        levels=[Mark(100, "CRP before", at=0.5)],
    )
    words = Words("CRP under an antibody, Crohn's disease (simulated)", _told(view))
    return curve_figure(view.weeks, curves, frame, words)


def _told(view: CrpSuppression) -> str:
    if view.dose_mg == 0:
        return "Without a dose CRP stays as it was."
    first, *later = (
        (say(round(percent)), say(week))
        for week, percent in zip(SUPPRESSION_WEEKS, view.suppressed_percent, strict=True)
    )
    parts = [f"{first[0]} % lower than before in week {first[1]}", *(f"{low} % in week {week}" for low, week in later)]
    return f"{view.drug}, {say(view.dose_mg)} mg every {say(view.interval_weeks)} weeks: CRP is {listed(parts)}."
