"""Figures of how far a cytokine reaches."""

import math

from helpers.figures.curves import Axis, Curve, Frame, Mark, Words, curve_figure
from helpers.figures.figure import Figure
from helpers.views.niches import ConcentrationProfile
from helpers.words import number_words as say


def concentration_profile(view: ConcentrationProfile) -> Figure:
    """Return concentration against distance from one secreting cell, with the threshold of response."""
    reached = [] if math.isnan(view.reach_um) else [Mark(view.reach_um, f"signal ends at {say(view.reach_um)} µm")]
    frame = Frame(
        Axis("distance from the centre of the sender (µm)"),
        Axis("concentration (pM)", log=True, limits=(0.01, 1000)),
        levels=[Mark(view.threshold_pM, f"threshold {say(view.threshold_pM)} pM")],
        positions=reached,
    )
    told = (
        f"{_reach_told(view)} The length scale of this neighbourhood is {say(view.length_scale_um)} µm, and the "
        f"nearest neighbour meets {say(view.neighbour_pM, 2)} pM."
    )
    curves = [Curve("cytokine", view.concentration_pM)]
    return curve_figure(view.distance_um, curves, frame, Words("How far one cell's signal reaches", told))


def _reach_told(view: ConcentrationProfile) -> str:
    threshold = say(view.threshold_pM)
    if math.isnan(view.reach_um):
        return f"The concentration stays below {threshold} pM everywhere: no neighbour receives the signal."
    spacings = say(view.reach_um / view.cell_spacing_um, 2)
    return (
        f"The concentration stays above {threshold} pM up to {say(view.reach_um)} µm from the centre of the "
        f"sender, about {spacings} cell spacings of {say(view.cell_spacing_um)} µm."
    )
