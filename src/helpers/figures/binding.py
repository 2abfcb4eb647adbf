"""Figures of receptor binding: concentration-response, Schild plots, two receptors for one ligand."""

import numpy as np

from helpers.figures.figure import Figure
from helpers.figures.figure import number_words as say
from helpers.figures.lines import Curve, Mark, curves_over, lines
from helpers.figures.template import BLUE, GREY


def concentration_response(concentration_nM, responses, *, title, unit="% of the system's maximum"):
    """Return concentration-response curves with EC50 and maximum of each in words.

    `concentration_nM` is an ascending array; `responses` maps a curve's name to its response
    (same shape, in `unit`). EC50 and maximum are read from the curve itself, as a student would.
    """
    curves = curves_over(concentration_nM, responses)
    parts = []
    for curve in curves:
        ec50, top = read_curve(concentration_nM, curve.y)
        parts.append(_curve_words(curve.name, ec50, top, unit))
    description = " ".join(parts) + _comparison(concentration_nM, curves)
    return lines(
        concentration_nM,
        curves,
        title=title,
        x_title="agonist concentration (nM)",
        y_title=f"response ({unit})",
        description=description,
        log_x=True,
        y_range=(0, max(105.0, 1.05 * max(c.y.max() for c in curves))),
        label_at=[
            _crossing(curve.y, share, side)
            for curve, share, side in zip(
                curves, (0.7, 0.3, 0.5, 0.5), ("left", "right", "right", "left"), strict=False
            )
        ],
        levels=[Mark(curves[0].y.max() / 2, "half of the first curve's maximum")] if curves[0].y.max() > 0 else [],
    )


def read_curve(concentration_nM, response):
    """Return (EC50 in nM, maximum) read from a curve: the highest point, and where half of it is crossed.

    EC50 is nan when the response is flat or does not cross half of its maximum inside the range.
    Interpolates on log10(concentration).
    """
    top = float(np.max(response))
    above = np.flatnonzero(np.asarray(response) >= top / 2)
    if top <= 0 or above.size == 0 or above[0] == 0:
        return float("nan"), top
    after = above[0]
    low, high = response[after - 1], response[after]
    share = (top / 2 - low) / (high - low)
    logs = np.log10(concentration_nM[after - 1 : after + 1])
    return float(10 ** (logs[0] + share * (logs[1] - logs[0]))), top


def _crossing(response, share, side):
    """Return (index, side) of the point where a curve first reaches `share` of its maximum."""
    top = float(np.max(response))
    return (int(np.argmax(np.asarray(response) >= share * top)) if top > 0 else 0), side


def _curve_words(name, ec50, top, unit):
    if top <= 0:
        return f"{name[0].upper()}{name[1:]}: no response at any concentration."
    if np.isnan(ec50):
        return f"{name[0].upper()}{name[1:]}: maximum {say(top)} {unit}; its EC50 lies outside the range shown."
    return f"{name[0].upper()}{name[1:]}: EC50 {say(ec50)} nM, maximum {say(top)} {unit}."


def _comparison(concentration_nM, curves):
    if len(curves) != 2:
        return ""
    (first, top1), (second, top2) = (read_curve(concentration_nM, curve.y) for curve in curves)
    if not np.isfinite(first) or not np.isfinite(second) or top1 <= 0:
        return ""
    shift = second / first
    moved = (
        f"The EC50 differs by a factor of {say(max(shift, 1 / shift))}"
        if abs(shift - 1) > 0.02
        else ("The EC50 is the same")
    )
    height = (
        "the maximum is the same"
        if abs(top2 / top1 - 1) < 0.02
        else (f"the second maximum is {say(100 * top2 / top1)} % of the first")
    )
    return f" {moved}; {height}."


def schild_plot(antagonist_nM, dose_ratios, fit):
    """Return a Schild plot: log10(dose ratio - 1) against log10(antagonist), with the fitted line.

    `antagonist_nM` and `dose_ratios` are arrays; `fit` is ``receptor_binding.fit_schild`` of them.
    """
    antagonist, ratios = np.asarray(antagonist_nM, float), np.asarray(dose_ratios, float)
    x, y = np.log10(antagonist), np.log10(ratios - 1)
    line_x = np.array([x.min() - 0.3, x.max() + 0.3])
    line_y = fit.slope * (line_x - np.log10(fit.kb_nM))
    traces = [
        {
            "type": "scatter",
            "mode": "lines",
            "name": "fitted line",
            "x": line_x,
            "y": line_y,
            "line": {"color": GREY, "width": 2},
            "hoverinfo": "skip",
        },
        {
            "type": "scatter",
            "mode": "markers",
            "name": "dose ratios",
            "x": x,
            "y": y,
            "marker": {"color": BLUE, "size": 11},
            "hovertemplate": "log10 antagonist %{x:.2f}<br>log10(DR - 1) %{y:.2f}<extra></extra>",
        },
    ]
    layout = {
        "xaxis": {"title": {"text": "log10 antagonist concentration (nM)"}},
        "yaxis": {"title": {"text": "log10 (dose ratio - 1)"}},
    }
    description = (
        f"The points lie on a line of slope {say(fit.slope)} that crosses zero at log10 = "
        f"{say(float(np.log10(fit.kb_nM)))}, so KB is {say(fit.kb_nM)} nM."
    )
    table = {"antagonist (nM)": antagonist, "dose ratio": ratios, "log10 (dose ratio - 1)": y}
    return Figure(traces, layout, title="Schild plot", description=description, table=table)


def two_receptors(concentration_nM, trimer_percent, dimer_percent, marked_nM, at_mark):
    """Return occupancy of the two IL-2 receptors over concentration, read at one concentration.

    `trimer_percent` and `dimer_percent` are arrays over `concentration_nM`; `marked_nM` is the
    concentration to read and `at_mark` the pair (trimer %, dimer %) there.
    """
    trimer, dimer = at_mark
    description = (
        f"At {say(marked_nM * 1000)} pM IL-2, {say(trimer)} % of the three-chain receptors (regulatory T cells) and "
        f"{say(dimer)} % of the two-chain receptors (resting NK cells) are occupied: "
        f"a ratio of {say(trimer / dimer)} to 1."
    )
    return lines(
        concentration_nM,
        [Curve("αβγ (regulatory T cell)", trimer_percent), Curve("βγ (NK cell)", dimer_percent)],
        label_at=[_crossing(trimer_percent, 0.7, "left"), _crossing(dimer_percent, 0.3, "right")],
        title="One cytokine, two receptor affinities",
        x_title="IL-2 concentration (nM)",
        y_title="receptors occupied (%)",
        description=description,
        log_x=True,
        y_range=(0, 105),
        positions=[Mark(marked_nM, f"{say(marked_nM * 1000)} pM")],
    )


def antagonist_excess(occupancy_percent, fold_excess, marked_percent, marked_fold):
    """Return the molar excess of antagonist needed to hold receptor occupancy at or below a limit.

    `occupancy_percent` is an ascending array of limits, `fold_excess` the excess of antagonist over
    agonist for each; one limit is marked.
    """
    description = (
        f"To hold occupancy by IL-1 at or below {say(marked_percent)} %, IL-1Ra (anakinra) must be present in "
        f"{say(marked_fold)}-fold molar excess. The lower the tolerated occupancy, the steeper the price."
    )
    return lines(
        occupancy_percent,
        [Curve("excess needed", fold_excess)],
        title="How much excess an antagonist needs",
        x_title="tolerated occupancy by IL-1 (%)",
        y_title="IL-1Ra per IL-1 (fold)",
        description=description,
        log_x=True,
        log_y=True,
        positions=[Mark(marked_percent, f"{say(marked_percent)} %: {say(marked_fold)}-fold")],
    )
