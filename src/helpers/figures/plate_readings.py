"""The figure of a simulated ELISA plate."""

import numpy as np

from helpers.colours import BLACK
from helpers.figures.curves import Axis, Curve, Frame, Mark, Reading, Words, curve_figure
from helpers.figures.figure import Figure
from helpers.figures.vocabulary import Style, marks
from helpers.views.plate_readings import PlateReading
from helpers.words import number_words as say


def plate_reading(view: PlateReading) -> Figure:
    """Return the wells of a plate, the curve through them, and the sample read backwards."""
    curves = [
        Curve("fitted curve", np.round(view.fitted, 4)),
        Curve("what wells show on the average", np.round(view.expected, 4)),
    ]
    readings = []
    if view.verdict == "read":
        told = f"{say(view.in_well_pg_per_ml)} pg/mL in the well"
        readings = [Reading(max(view.in_well_pg_per_ml, 1.0), view.sample_signal, told)]
    frame = Frame(
        Axis("IL-6 in the well (pg/mL)", log=True),
        Axis("absorbance", limits=(0, 4)),
        levels=[Mark(view.limit_signal, "limit: blanks + 3 SD", at=0.6), Mark(view.sample_signal, "sample", at=0.85)],
        readings=readings,
    )
    plotted = curve_figure(view.shown_pg_per_ml, curves, frame, Words("A plate is read (simulated)", _told(view)))
    standards = view.standards_pg_per_ml > 0
    wells = marks(view.standards_pg_per_ml[standards], view.signals[standards], Style(BLACK, size=8), name="standards")
    table = {"standard (pg/mL)": view.standards_pg_per_ml, "absorbance": np.round(view.signals, 3)}
    return Figure(
        [*plotted.traces, wells],
        plotted.draft,
        title=plotted.title,
        description=plotted.description,
        table=table,
        completed=lambda: plotted.layout,
    )


def _told(view: PlateReading) -> str:
    diluted = "undiluted" if view.dilution == 1 else f"diluted {say(view.dilution)} times"
    first = (
        f"The smallest IL-6 that is told from blanks is {say(view.limit_pg_per_ml)} pg/mL in the well. The sample, "
        f"{diluted}, shows an absorbance of {say(view.sample_signal)}"
    )
    truth = f"In truth it holds {say(view.truth_pg_per_ml)} pg/mL."
    if view.verdict == "below the limit":
        return (
            f"{first}, which is below the limit: less than {say(view.limit_pg_per_ml * view.dilution)} pg/mL. {truth}"
        )
    if view.verdict == "above the curve":
        return f"{first}, which is above the highest standard: dilute it and measure again. {truth}"
    return (
        f"{first}. That is {say(view.read_pg_per_ml)} pg/mL in the sample, 95 % interval {say(view.low_pg_per_ml)} to "
        f"{say(view.high_pg_per_ml)}. {truth}"
    )
