"""Figures of IL-6 on a liver cell."""

import numpy as np

from helpers.figures.curves import Axis, Curve, Frame, Mark, Words, curve_figure
from helpers.figures.figure import Figure
from helpers.views.hepatocytes import LATER_MIN, HepatocyteSignal
from helpers.words import number_words as say


def il6_to_pstat3(view: HepatocyteSignal) -> Figure:
    """Return phosphorylated STAT3 over time, with its brake SOCS3 and in a cell without it."""
    courses = {
        "STAT3-P": view.pstat3_nM,
        "STAT3-P without SOCS3": view.without_socs3_nM,
        "SOCS3": view.socs3_nM,
    }
    curves = [Curve(name, np.round(values, 3)) for name, values in courses.items()]
    top = max(float(values.max()) for values in courses.values())
    positions = [Mark(view.washed_out_min, "IL-6 washed out")] if view.washed_out_min else []
    if view.ruxolitinib_nM and view.ruxolitinib_min:
        positions.append(Mark(view.ruxolitinib_min, "ruxolitinib"))
    frame = Frame(
        Axis("time since IL-6 was added (min)"),
        Axis("STAT3-P or SOCS3 (nM)", limits=(0, 1.1 * top)),
        positions=positions,
    )
    words = Words("IL-6 on a liver cell: the signal and its brake (simulated)", _told(view))
    return curve_figure(view.minutes, curves, frame, words)


def _told(view: HepatocyteSignal) -> str:
    gone = f", washed out after {say(view.washed_out_min)} min" if view.washed_out_min else ""
    told = (
        f"IL-6 at {say(view.il6_ng_per_ml)} ng/mL{gone}: STAT3-P begins at {say(float(view.pstat3_nM[0]))} nM, peaks "
        f"at {say(view.peak_nM)} nM after {say(view.peak_min)} min and is at {say(view.later_nM)} nM after "
        f"{say(LATER_MIN)} min. SOCS3 reaches {say(float(view.socs3_nM.max()))} nM; in a cell without it STAT3-P is at "
        f"{say(float(view.without_socs3_nM[-1]))} nM after {say(float(view.minutes[-1]))} min."
    )
    if view.ruxolitinib_nM:
        told += (
            f" Ruxolitinib, {say(view.ruxolitinib_nM)} nM at {say(view.ruxolitinib_min)} min; without it the peak is "
            f"{say(view.undrugged_peak_nM)} nM."
        )
    return told
