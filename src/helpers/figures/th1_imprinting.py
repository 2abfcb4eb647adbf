"""The figure of two steps to a Th1 cell."""

import numpy as np

from helpers.figures.curves import Axis, Curve, Frame, Mark, Words, curve_figure
from helpers.figures.figure import Figure
from helpers.views.th1_imprinting import LATE_H, Th1Steps
from helpers.words import number_words as say


def th1_steps(view: Th1Steps) -> Figure:
    """Return T-bet, the receptor for IL-12 and interferon-γ over hours, while antigen is there and after."""
    courses = {"T-bet": view.tbet_percent, "IL-12Rβ2": view.receptor_percent, "IFN-γ": view.ifng_percent}
    curves = [Curve(name, np.round(values, 2)) for name, values in courses.items()]
    top = max(105.0, 1.05 * max(float(values.max()) for values in courses.values()))
    frame = Frame(
        Axis("time since antigen was met (h)"),
        Axis("% of the highest at the starting values", limits=(0, top)),
        positions=[Mark(view.antigen_h, "half of the antigen has gone")],
    )
    return curve_figure(view.hours, curves, frame, Words("Two steps to a Th1 cell (simulated)", _told(view)))


def _told(view: Th1Steps) -> str:
    blocked = f", {say(view.ifng_blocked_percent)} % of interferon-γ blocked" if view.ifng_blocked_percent else ""
    still = " and still rising, which this picture only cuts off" if view.climbs else ""
    after = "T-bet and IL-12Rβ2 drive each other on" if view.lasts else "T-bet does not last"
    return (
        f"IL-12 at {say(view.il12_percent)} % of that in the cultures{blocked}, antigen half gone after "
        f"{say(view.antigen_h)} h: T-bet rises from {say(view.naive_percent)} % to {say(view.first_percent)} % while "
        f"antigen is there, and is at {say(view.late_percent)} % after {say(LATE_H)} h{still}. Without antigen it "
        f"takes more than {say(view.needed_percent)} % of the IL-12 to keep it up: {after}."
    )
