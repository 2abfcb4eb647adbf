"""Figures of an inflammation that rises and falls, and of one that can stay."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from helpers.colours import BLACK, BLUE, GREY, TEXT, VERMILION
from helpers.figures.curves import Axis, Curve, Frame, Mark, Words, curve_figure
from helpers.figures.figure import Figure
from helpers.figures.vocabulary import Layout, Style, Trace, boxes, hidden_axis, marks, note, path
from helpers.models import lps_challenge
from helpers.views.inflammation import (
    CYTOKINE_NAMES,
    MONOCYTES,
    EndotoxinChallenge,
    NamedCourse,
    NetworkAction,
    Settling,
    SwitchStates,
)
from helpers.words import listed
from helpers.words import number_words as say

_FIRST, _SECOND = Style(BLUE, width=3), Style(VERMILION, dash="dash", width=3)
_DRIVES, _RESTRAINS = Style(BLUE, "arrow", size=13), Style(VERMILION, "line-ew", "dash", size=9)
_ENDS = {"drives": ("arrow", _DRIVES), "restrains": ("bar", _RESTRAINS)}
_PLACES = {  # middles of the boxes: so near that their names have room on a telephone
    "endotoxin": (0.46, 1.5),
    MONOCYTES: (0.46, 0.0),
    "TNF": (1.75, 1.5),
    "IL-8": (2.85, 0.75),
    "IL-6": (2.85, -0.75),
    "IL-10": (1.75, -1.5),
}
_HIGH = 0.19  # half the height of a box
_FLAT = 1.8  # how many units of the vertical axis are about as long as one of the other
Way = tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]


# ---------------------------------------------------------------------------- the endotoxin challenge


@dataclass(frozen=True)
class Panel:
    """One of the four panels, for one cytokine: its number, the field of the courses, and the name shown."""

    number: int
    field: str
    name: str

    @property
    def axes(self) -> dict[str, str]:
        """The names of its axes, as a trace gives them."""
        suffix = str(self.number + 1) if self.number else ""
        return {"xaxis": f"x{suffix}", "yaxis": f"y{suffix}"}

    @property
    def corner(self) -> tuple[float, float]:
        """Where its lower left corner stands, in parts of the figure."""
        return (0.0, 0.56)[self.number % 2], (0.56, 0.0)[self.number // 2]


_PANELS = tuple(Panel(number, *item) for number, item in enumerate(CYTOKINE_NAMES.items()))


def endotoxin_challenge(view: EndotoxinChallenge) -> Figure:
    """Return TNF, IL-6, IL-8 and IL-10 over time in four panels: measured means, and one or two courses."""
    traces: list[Trace] = []
    layout: Layout = {
        "height": 500,
        "showlegend": True,
        "annotations": [_panel_title(panel, view) for panel in _PANELS],
        "margin": {"t": 124, "l": 72},
        "legend": {"y": 1.07, "x": 0, "orientation": "h", "yanchor": "bottom"},
    }
    for panel in _PANELS:
        layout |= _panel_axes(panel)
        if view.measured is not None:
            traces.append(_means(view.measured, panel))
        traces += [_model_line(one, panel, style) for one, style in zip(view.courses, (_FIRST, _SECOND), strict=False)]
    parts = (_means_words(view.measured), _fit_words(view.fit), _peak_words(view.courses), view.note)
    description = " ".join(part for part in parts if part)
    return Figure(traces, layout, title=view.title, description=description, table=_challenge_table(view))


def _panel_axes(panel: Panel) -> Layout:
    """Return a panel's axes: fixed margins keep its place when numbers change; without zoom four repaint faster."""
    left, bottom = panel.corner
    still: Layout = {"automargin": False, "fixedrange": True}
    x = {"domain": [left, left + 0.44], "anchor": panel.axes["yaxis"], "dtick": 2, "range": [-0.2, 8.1]}
    y = {"domain": [bottom, bottom + 0.4], "anchor": panel.axes["xaxis"], "rangemode": "tozero", "nticks": 4}
    lowest: Layout = {} if bottom else {"title": {"text": "time since the start (h)"}}
    suffix = panel.axes["xaxis"][1:]
    return {
        f"xaxis{suffix}": x | still | lowest,
        f"yaxis{suffix}": y | still | {"title": {"text": "plasma level (pg/mL)"}},
    }


def _panel_title(panel: Panel, view: EndotoxinChallenge) -> Layout:
    left, bottom = panel.corner
    fit = view.fit[panel.field] if view.fit else None
    told = f": R² {say(fit.r_squared, 2)}, error {say(fit.rmse_in_sd, 2)} SD" if fit else ""
    above: Layout = {"xref": "paper", "yref": "paper", "yanchor": "bottom", "yshift": 4}
    return note(left, bottom + 0.4, f"<b>{panel.name}</b>{told}", **above)


def _model_line(one: NamedCourse, panel: Panel, style: Style) -> Trace:
    steps = _even_steps(one.course.time_h)
    return path(
        None if steps else one.course.time_h,
        _of(one.course, panel),
        style,
        **steps,
        **panel.axes,
        name=one.name,
        showlegend=panel.number == 0,
        legendgroup=one.name,
        hovertemplate=f"{one.name}<br>%{{x:.3g}} h: %{{y:.4g}} pg/mL<extra></extra>",
    )


def _of(course: lps_challenge.Course, panel: Panel) -> npt.NDArray[np.float64]:
    return getattr(course, panel.field)


def _even_steps(times: npt.NDArray[np.float64]) -> Trace:
    """Return start and step of times that lie evenly, which make a notebook smaller than the times; else nothing."""
    step = (times[-1] - times[0]) / max(len(times) - 1, 1)
    return {"x0": times[0], "dx": step} if np.allclose(np.diff(times), step) else {}


def _means(measured: lps_challenge.Measured, panel: Panel) -> Trace:
    cytokine: lps_challenge.MeasuredCytokine = getattr(measured, panel.field)
    mean, sd = np.array(cytokine.mean), np.array(cytokine.sd)
    bars = {"type": "data", "symmetric": False, "array": sd, "arrayminus": np.minimum(sd, mean)}
    return marks(
        measured.time_h,
        mean,
        Style(BLACK, size=8),
        **panel.axes,
        name="measured mean ± SD",
        showlegend=panel.number == 0,
        legendgroup="measured",
        error_y=bars | {"color": GREY, "thickness": 1.5, "width": 4},
        hovertemplate="measured<br>%{x:.3g} h: %{y:.4g} pg/mL<extra></extra>",
    )


def _means_words(measured: lps_challenge.Measured | None) -> str:
    if measured is None:
        return ""
    parts = []
    for panel in _PANELS:
        mean = np.array(getattr(measured, panel.field).mean)
        top = int(mean.argmax())
        parts.append(f"{panel.name} {say(mean[top])} pg/mL at {say(measured.time_h[top])} h")
    return f"Highest measured means: {listed(parts)}. Error bars are one standard deviation, cut at zero."


def _fit_words(fit: Mapping[str, lps_challenge.Fit] | None) -> str:
    if not fit:
        return ""
    shares = [f"{panel.name} {say(fit[panel.field].r_squared, 2)}" for panel in _PANELS]
    errors = [fit[panel.field].rmse_in_sd for panel in _PANELS]
    spread = f"{say(min(errors), 2)} to {say(max(errors), 2)} standard deviations"
    return f"R² of the model is {listed(shares)}; its typical error is {spread}."


def _peak_words(courses: Sequence[NamedCourse]) -> str:
    if not courses:
        return ""
    if len(courses) == 1:
        return f"The model peaks at: {listed([_peak(courses[0].course, panel) for panel in _PANELS])}."
    first, second = courses[:2]
    changes = []
    for panel in _PANELS:
        one, two = (float(_of(named.course, panel).max()) for named in (first, second))
        changes.append(f"{panel.name} {say(one)} → {say(two)} pg/mL (× {say(two / one, 2)})")
    return f"Peaks from '{first.name}' to '{second.name}': {listed(changes)}."


def _peak(course: lps_challenge.Course, panel: Panel) -> str:
    values = _of(course, panel)
    top = int(values.argmax())
    return f"{panel.name} {say(float(values[top]))} pg/mL at {say(float(course.time_h[top]), 2)} h"


def _challenge_table(view: EndotoxinChallenge) -> dict[str, Any]:
    times = np.array(view.measured.time_h if view.measured is not None else view.courses[0].course.time_h[::20])
    table: dict[str, Any] = {
        "cytokine": [panel.name for panel in _PANELS for _ in times],
        "time (h)": np.tile(times, len(_PANELS)),
    }
    if view.measured is not None:
        measured = [getattr(view.measured, panel.field) for panel in _PANELS]
        table["measured mean (pg/mL)"] = [value for cytokine in measured for value in cytokine.mean]
        table["standard deviation (pg/mL)"] = [value for cytokine in measured for value in cytokine.sd]
    for one in view.courses:
        read = [np.interp(times, one.course.time_h, _of(one.course, panel)) for panel in _PANELS]
        table[f"{one.name} (pg/mL)"] = np.concatenate(read)
    return table


# ---------------------------------------------------------------------------- who acts on whom


def endotoxin_network(view: Sequence[NetworkAction]) -> Figure:
    """Return who drives and who restrains whom in the model of the endotoxin challenge."""
    traces = [
        boxes([y], (x - _wide(name), x + _wide(name)), 2 * _HIGH, line={"color": TEXT, "width": 1.5})
        for name, (x, y) in _PLACES.items()
    ]
    traces += [trace for action in view for trace in _arrow(action)]
    for action, (end, style) in _ENDS.items():
        traces.append(path([None], [None], style, name=f"{action} ({end})", showlegend=True))
    layout = {
        "height": 430,
        "showlegend": True,
        "annotations": [note(*place, f"<b>{name}</b>", xanchor="center") for name, place in _PLACES.items()],
        "margin": {"l": 10, "r": 10, "t": 84, "b": 10},
        "xaxis": hidden_axis(0.0, 3.4),
        "yaxis": hidden_axis(-2.0, 2.0),
    }
    table = {
        "who": [one.source for one in view],
        "does what": [one.action for one in view],
        "to whom": [one.target for one in view],
    }
    title = "Who acts on whom in the model"
    return Figure(traces, layout, title=title, description=_network_words(view), table=table)


def _network_words(view: Sequence[NetworkAction]) -> str:
    held = [one.target for one in view if one.source == "IL-10" and one.action == "restrains"]
    driven = [one.target for one in view if one.source == "TNF" and one.action == "drives"]
    own = [
        f"{one.action} {'itself' if one.target == one.source else one.target}" for one in view if one.source == "IL-6"
    ]
    return (
        f"The model has {len(view)} actions. IL-10 restrains {listed(held)}; TNF drives {listed(driven)}; "
        f"IL-6 {listed(own)}."
    )


def _arrow(one: NetworkAction) -> list[Trace]:
    """Return one bent line of the network and its tip: an arrow (drives) or a bar (restrains)."""
    end, style = _ENDS[one.action]
    x, y = _loop(one.source) if one.source == one.target else _bend(one.source, one.target)
    tip = {
        "symbol": ["circle", style.symbol],
        "size": [0, style.size],
        "opacity": 1,
        "angleref": "previous",
        "line": {"width": [0, 3 if end == "bar" else 0], "color": style.colour},
    }
    shared: Trace = {"name": f"{one.source} {one.action} {one.target}", "showlegend": False, "hoverinfo": "name"}
    return [path(x, y, style, **shared), marks(x[-2:], y[-2:], style, **shared, marker=tip)]


def _wide(name: str) -> float:
    """Return half the width of the box of a name."""
    return 0.44 if len(name) > 5 else 0.27


def _loop(name: str) -> Way:
    """Return the way from a box around its lower right corner back to itself."""
    x, y = _PLACES[name]
    turn = np.linspace(np.pi, 2.5 * np.pi, 25)
    return x + _wide(name) + 0.18 * np.cos(turn), y - _HIGH + 0.2 * np.sin(turn)


def _bend(source: str, target: str) -> Way:
    """Return the way from one box to another, bent so that there and back stand apart; both ends touch the boxes."""
    (x0, y0), (x1, y1) = _port(source, target), _port(target, source)
    part = np.linspace(0.0, 1.0, 801)
    bend = 0.4 * part * (1 - part) * (0.0 if source == "endotoxin" else 1.0)
    x = x0 + part * (x1 - x0) - bend * (y1 - y0) / _FLAT
    y = y0 + part * (y1 - y0) + bend * (x1 - x0) * _FLAT
    outside = np.logical_and.reduce([_outside(x, y, name) for name in (source, target)])
    kept = np.flatnonzero(outside)[np.linspace(0, np.count_nonzero(outside) - 1, 17).astype(int)]
    return x[kept], y[kept]


def _port(name: str, other: str) -> tuple[float, float]:
    """Return the place in a box from which a way leads to another box: the further aside that lies, the further out."""
    (x, y), aside = _PLACES[name], _PLACES[other][0] - _PLACES[name][0]
    return x + 0.3 * _wide(name) * aside, y


def _outside(x: npt.NDArray[np.float64], y: npt.NDArray[np.float64], name: str) -> npt.NDArray[np.bool_]:
    """Return which points lie outside the box of a name."""
    middle = _PLACES[name]
    return np.maximum(np.abs(x - middle[0]) / _wide(name), np.abs(y - middle[1]) / _HIGH) >= 1


# ---------------------------------------------------------------------------- the switch


def settling(view: Settling) -> Figure:
    """Return the course of a simulated inflammation with its resting states and its threshold."""
    course, levels = view.course, view.stable_levels
    names = ["low state", "high state"] if len(levels) > 1 else ["only stable state"]
    told = [(value, f"{name}: {say(value)}") for value, name in zip(levels, names, strict=True)]
    if view.threshold is not None:
        told.append((view.threshold, f"threshold: {say(view.threshold)}"))
    curves = [Curve("pro-inflammatory", course.pro), Curve("anti-inflammatory", course.anti)]
    frame = Frame(
        Axis("time (lifetimes of the anti-inflammatory cytokine)"),
        Axis("level (no unit)", log=True, limits=(0.003, 12)),
        levels=[Mark(value, name, at=0.45, see_through=True) for value, name in told],
    )
    return curve_figure(course.time, curves, frame, Words(view.title, _settling_words(view)))


def _settling_words(view: Settling) -> str:
    start, end, levels = float(view.course.pro[0]), float(view.course.pro[-1]), view.stable_levels
    if view.threshold is None:
        return f"There is one stable state, {say(levels[0])}: from {say(start)} the level settles there, at {say(end)}."
    side = "above" if start > view.threshold else "below"
    high = abs(np.log(end / levels[1])) < abs(np.log(end / levels[0]))
    return (
        f"The start, {say(start)}, lies {side} the threshold of {say(view.threshold)}: the pro-inflammatory level "
        f"settles in the {'high' if high else 'low'} state, at {say(end)}."
    )


def switch_states(view: SwitchStates) -> Figure:
    """Return the stable states and the threshold of the simulated switch over the strength of the brake."""
    rows = np.array([[*found, np.nan, np.nan][:3] for found in view.levels], float)
    there = np.flatnonzero(np.isfinite(rows[:, 2]))
    names = ("low state (stable)", "threshold (unstable)", "high state (stable)")
    curves = [Curve(name, values) for name, values in zip(names, rows.T, strict=True)]
    frame = Frame(
        Axis("strength of the brake (no unit)"), Axis("pro-inflammatory level (no unit)", log=True, limits=(0.01, 10))
    )
    told = "Over this whole range the number of stable states stays the same."
    if 0 < there.size < len(view.brakes):
        told = (
            f"Up to a brake of {say(view.brakes[there[-1]])} there are two stable states and a threshold between them; "
            f"from {say(view.brakes[there[-1] + 1])} on only the low state is left, and every inflammation resolves."
        )
    words = Words("Simulated switch: a strong brake abolishes the high state", told)
    return curve_figure(view.brakes, curves, frame, words)
