"""Curves over one axis: the common form of concentration-response, profile and time-course figures."""

from typing import NamedTuple

import numpy as np

from helpers.figures.figure import Figure
from helpers.figures.template import COLOURS, DASHES, GREY, TEXT, readable


class Curve(NamedTuple):
    """One curve: its `name` (also its direct label) and its `y` values over the figure's x."""

    name: str
    y: np.ndarray


class Mark(NamedTuple):
    """One marked point or reference line: where, and what it is called."""

    value: float
    name: str


def lines(
    x,
    curves,
    *,
    title,
    x_title,
    y_title,
    description,
    log_x=False,
    log_y=False,
    y_range=None,
    levels=(),
    positions=(),
    label_at=None,
):
    """Return a figure of `curves` (a list of `Curve`) over `x`.

    `x_title` and `y_title` carry the unit in brackets. `levels` are horizontal and `positions`
    vertical reference lines (`Mark`). `label_at` gives, per curve, (index of the point, "left" or
    "right" of it) for its label; by default labels stand after the last point. A logarithmic axis
    drops values that are not positive.
    """
    x = np.asarray(x, float)
    traces, annotations = [], []
    spots = _label_spots(curves, label_at, len(x))
    for number, (curve, (spot, side)) in enumerate(zip(curves, spots, strict=True)):
        colour = COLOURS[number % len(COLOURS)]
        y = np.asarray(curve.y, float)
        shown = np.where(y > 0, y, np.nan) if log_y else y
        traces.append(
            {
                "type": "scatter",
                "mode": "lines",
                "name": curve.name,
                "x": x,
                "y": shown,
                "line": {"color": colour, "width": 3, "dash": DASHES[number % len(DASHES)]},
                "hovertemplate": f"{curve.name}<br>{x_title}: %{{x:.4g}}<br>{y_title}: %{{y:.4g}}<extra></extra>",
            }
        )
        if len(curves) > 1 and np.isfinite(shown[spot]):
            anchor = "right" if side == "left" else "left"
            annotations.append(label(x[spot], shown[spot], curve.name, colour, anchor=anchor, log_x=log_x, log_y=log_y))
    shapes = [_rule("y", level) for level in levels] + [_rule("x", position) for position in positions]
    annotations += [_rule_label("y", level, log_y) for level in levels]
    annotations += [_rule_label("x", position, log_x, (x.min(), x.max())) for position in positions]
    layout = {
        "xaxis": _axis(x_title, log_x, (x.min(), x.max())),
        "yaxis": _axis(y_title, log_y, y_range),
        "shapes": shapes,
        "annotations": annotations,
        "margin": {"r": 24 + (8 * max(len(c.name) for c in curves) if len(curves) > 1 and label_at is None else 0)},
    }
    table = {x_title: x} | {f"{curve.name}: {y_title}": np.asarray(curve.y, float) for curve in curves}
    return Figure(traces, layout, title=title, description=description, table=thinned(table))


def curves_over(x, courses):
    """Return `courses` (a dictionary from name to values over `x`) as a list of `Curve`.

    Raises ValueError when there is none, or when one has more or fewer values than `x`.
    """
    if not isinstance(courses, dict) or not courses:
        raise ValueError('Give at least one curve with its name, such as {"drug A": its values}.')
    curves = [Curve(name, np.asarray(values, float)) for name, values in courses.items()]
    for curve in curves:
        if curve.y.shape != np.shape(x):
            raise ValueError(
                f"'{curve.name}' has {curve.y.size} values and the axis below it {np.size(x)}; "
                "compute it from the same row of numbers."
            )
    return curves


def decades(low, high, per_decade=20):
    """Return concentrations from `low` to `high` (positive numbers), evenly spaced on a logarithmic axis."""
    if not 0 < low < high:
        raise ValueError(f"A logarithmic axis runs from a positive number to a larger one, not from {low} to {high}.")
    return np.logspace(np.log10(low), np.log10(high), round(per_decade * np.log10(high / low)) + 1)


def thinned(table, rows=21):
    """Return every n-th row of a dictionary of columns, at most about `rows` of them, ends included."""
    length = len(next(iter(table.values())))
    chosen = np.unique(np.linspace(0, length - 1, min(rows, length)).round().astype(int))
    return {heading: [column[i] for i in chosen] for heading, column in table.items()}


def _axis(title, log, limits):
    axis = {"title": {"text": title}, "type": "log" if log else "linear"}
    if log:
        axis |= {"dtick": 1, "tickformat": ",~r"}
    if limits is not None:
        axis["range"] = [float(np.log10(v)) for v in limits] if log else [float(v) for v in limits]
    return axis


def _label_spots(curves, label_at, length):
    return list(label_at) if label_at is not None else [(length - 1, "right")] * len(curves)


def _rule(axis, mark):
    other = "x" if axis == "y" else "y"
    return {
        "type": "line",
        f"{axis}0": mark.value,
        f"{axis}1": mark.value,
        f"{other}0": 0,
        f"{other}1": 1,
        f"{other}ref": "paper",
        "line": {"color": GREY, "width": 1.5, "dash": "dot"},
    }


def _rule_label(axis, mark, log, ends=None):
    place = float(np.log10(mark.value)) if log else mark.value
    if axis == "y":
        spot = {"y": place, "x": 0, "xref": "paper", "xanchor": "left", "yanchor": "bottom", "xshift": 4}
    else:
        low, high = np.log10(ends) if log else ends
        side, shift = ("right", -4) if place > low + 0.9 * (high - low) else ("left", 4)
        spot = {"x": place, "y": 1, "yref": "paper", "xanchor": side, "yanchor": "top", "xshift": shift}
    return spot | {
        "text": mark.name,
        "showarrow": False,
        "font": {"size": 12, "color": GREY},
        "bgcolor": "rgba(255,255,255,0.8)",
    }


def label(x, y, text, colour=TEXT, *, anchor="left", shift=6, log_x=False, log_y=False):
    """Return a plotly annotation that labels a curve directly, at data position (x, y).

    `log_x` and `log_y` say which axes are logarithmic (plotly places annotations on them by exponent).
    """
    import math

    return {
        "x": math.log10(x) if log_x else x,
        "y": math.log10(y) if log_y else y,
        "text": text,
        "showarrow": False,
        "xanchor": anchor,
        "xshift": shift if anchor == "left" else -shift if anchor == "right" else 0,
        "yshift": 0,
        "font": {"size": 13, "color": readable(colour)},
        "bgcolor": "rgba(255,255,255,0.8)",
    }
