"""Figures of receptor binding: concentration-response, Schild plots, two receptors for one ligand."""

import math

import numpy as np

from helpers.colours import BLUE, GREY
from helpers.figures.curves import Axis, Curve, Dropped, Frame, Mark, Spot, Words, curve_figure
from helpers.figures.figure import Figure
from helpers.figures.vocabulary import Style, marks, path
from helpers.views.binding import (
    OF_THE_SYSTEM,
    ConcentrationResponse,
    PartialBesideFull,
    ReadCurve,
    SchildPlot,
    TwoReceptors,
)
from helpers.words import first_upper
from helpers.words import number_words as say


def concentration_response(view: ConcentrationResponse) -> Figure:
    """Return concentration-response curves with a mark on each at half of its own maximum, its EC50 on the axis below.

    EC50 and maximum of each stand in the words, too.
    """
    curves = [Curve(read.name, read.response) for read in view.curves]
    halves = [
        Spot(number, read.ec50_nM, read.maximum / 2)
        for number, read in enumerate(view.curves)
        if math.isfinite(read.ec50_nM)
    ]
    highest = max(105.0, 1.05 * max(read.maximum for read in view.curves))
    frame = Frame(
        Axis("agonist concentration (nM)", log=True),
        Axis(f"response ({view.unit})", limits=(0, highest)),
        dropped=Dropped("half of a curve's own maximum", halves) if halves else None,
    )
    told = " ".join(_curve_words(read, view.unit) for read in view.curves) + _comparison(view.curves)
    return curve_figure(view.concentration_nM, curves, frame, Words(view.title, told))


def schild_plot(view: SchildPlot) -> Figure:
    """Return a Schild plot: log10(dose ratio - 1) against log10(antagonist), with the fitted line."""
    x, y = np.log10(view.antagonist_nM), np.log10(view.dose_ratios - 1)
    line_x = np.array([x.min() - 0.3, x.max() + 0.3])
    line_y = view.fit.slope * (line_x - np.log10(view.fit.kb_nM))
    traces = [
        path(line_x, line_y, Style(GREY, width=2), name="fitted line"),
        marks(
            x,
            y,
            Style(BLUE),
            name="dose ratios",
            hovertemplate="log10 antagonist %{x:.2f}<br>log10(DR - 1) %{y:.2f}<extra></extra>",
        ),
    ]
    layout = {
        "xaxis": {"title": {"text": "log10 antagonist concentration (nM)"}},
        "yaxis": {"title": {"text": "log10 (dose ratio - 1)"}},
    }
    description = (
        f"The points lie on a line of slope {say(view.fit.slope)} that crosses zero at log10 = "
        f"{say(math.log10(view.fit.kb_nM))}, so KB is {say(view.fit.kb_nM)} nM."
    )
    table = {"antagonist (nM)": view.antagonist_nM, "dose ratio": view.dose_ratios, "log10 (dose ratio - 1)": y}
    return Figure(traces, layout, title="Schild plot", description=description, table=table)


def two_receptors(view: TwoReceptors) -> Figure:
    """Return occupancy of the two IL-2 receptors over concentration, read at one concentration."""
    given, taken = f"{say(view.given_pM)} pM", "Nothing eats it: "
    if view.eaten_pM:
        taken = f"Regulatory T cells eat up to {say(view.eaten_pM)} pM of it, and {say(view.left_pM)} pM are left: "
    curves = [
        Curve("αβγ (regulatory T cell)", view.trimer_percent),
        Curve("βγ (NK cell)", view.dimer_percent),
    ]
    frame = Frame(
        Axis("IL-2 given (pM, if nothing ate it)", log=True),
        Axis("receptors occupied (%)", limits=(0, 105)),
        positions=[Mark(view.given_pM, given)],
    )
    description = (
        f"Given: {given} of IL-2. {taken}{say(view.marked_trimer_percent)} % of the three-chain receptors "
        "(regulatory T cells) and "
        f"{say(view.marked_dimer_percent)} % of the two-chain receptors (resting NK cells) are occupied: "
        f"a ratio of {say(view.marked_trimer_percent / view.marked_dimer_percent)} to 1."
    )
    words = Words("One cytokine, two receptor affinities", description)
    return curve_figure(view.concentration_pM, curves, frame, words)


def partial_beside_full(view: PartialBesideFull) -> Figure:
    """Return the response over the concentration of a partial agonist that is added to a full one."""
    frame = Frame(
        Axis("partial agonist added (nM)", log=True),
        Axis(f"response ({OF_THE_SYSTEM})", limits=(0, 105)),
        levels=[Mark(view.alone, "full agonist alone")] if view.full_nM else [],
    )
    before, after = say(view.alone), say(view.partial_maximum)
    start = (
        f"{say(view.full_nM)} nM of the full agonist give {before} %." if view.full_nM else "No full agonist is there."
    )
    change = view.partial_maximum - view.alone
    verdict = (
        "adds to the response: it acts as an agonist" if change > 0 else "takes response away: it acts as an antagonist"
    )
    if abs(change) < 1:
        verdict = "changes hardly anything"
    description = (
        f"{start} With plenty of the partial agonist the response is {after} %. Here the partial agonist {verdict}."
    )
    words = Words("A partial agonist, added to a full one (simulated)", description)
    return curve_figure(view.partial_nM, [Curve("response", view.response)], frame, words)


def _curve_words(read: ReadCurve, unit: str) -> str:
    name = first_upper(read.name)
    if read.maximum <= 0:
        return f"{name}: no response at any concentration."
    if math.isnan(read.ec50_nM):
        return f"{name}: maximum {say(read.maximum)} {unit}; its EC50 lies outside the range shown."
    return f"{name}: EC50 {say(read.ec50_nM)} nM, maximum {say(read.maximum)} {unit}."


def _comparison(curves: tuple[ReadCurve, ...]) -> str:
    if len(curves) != 2:
        return ""
    first, second = curves
    if not math.isfinite(first.ec50_nM + second.ec50_nM) or first.maximum <= 0:
        return ""
    shift, height = second.ec50_nM / first.ec50_nM, second.maximum / first.maximum
    moved = "The EC50 is the same"
    if abs(shift - 1) > 0.02:
        moved = f"The EC50 differs by a factor of {say(max(shift, 1 / shift))}"
    if abs(height - 1) < 0.02:
        return f" {moved}; the maximum is the same."
    return f" {moved}; the second maximum is {say(100 * height)} % of the first."
