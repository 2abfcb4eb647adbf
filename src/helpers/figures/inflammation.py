"""Figures of an inflammation that rises and falls, and of one that can stay."""

import numpy as np

from helpers.figures.figure import Figure
from helpers.figures.figure import number_words as say
from helpers.figures.lines import Curve, Mark, lines
from helpers.figures.template import BLACK, BLUE, GREY, TEXT, VERMILION

_NAMES = {"TNF": "TNF", "IL6": "IL-6", "IL8": "IL-8", "IL10": "IL-10"}
_MONOCYTES = "monocytes"
# Who acts on whom in the model of Windoloski 2024 (doi:10.1113/EP091552), read from its equations.
NETWORK = (
    ("endotoxin", _MONOCYTES, "drives"),
    *((_MONOCYTES, cytokine, "drives") for cytokine in _NAMES.values()),
    ("TNF", _MONOCYTES, "drives"), ("TNF", "IL-6", "drives"), ("TNF", "IL-8", "drives"), ("IL-6", "IL-10", "drives"),
    ("IL-6", "TNF", "restrains"), ("IL-6", "IL-6", "restrains"),
    ("IL-10", _MONOCYTES, "restrains"), ("IL-10", "TNF", "restrains"), ("IL-10", "IL-6", "restrains"),
    ("IL-10", "IL-8", "restrains"),
)  # fmt: skip
_PLACES = {"endotoxin": (-2.1, 0.0), _MONOCYTES: (0.0, 0.0), "TNF": (1.5, 1.5), "IL-8": (3.4, 0.75),
           "IL-6": (3.4, -0.75), "IL-10": (1.5, -1.5)}  # fmt: skip


def endotoxin_challenge(courses, measured=None, fit=None, *, title, note=""):
    """Return TNF, IL-6, IL-8 and IL-10 over time in four panels.

    `courses` maps the name of a curve to a ``lps_challenge.Course`` (none, one or two; the second is
    compared with the first), `measured` is a ``lps_challenge.Measured`` drawn as means with their
    standard deviations, `fit` what ``lps_challenge.goodness_of_fit`` returned for the first course.
    `note` is a sentence added to the description. Raises ValueError when there is nothing to draw.
    """
    if not courses and measured is None:
        raise ValueError("Give at least one course or the measured means: there is nothing to draw.")
    traces, annotations, layout = [], [], {}
    for number, key in enumerate(_NAMES):
        axes, domains, titles = _panel(number)
        layout |= domains
        if measured is not None:
            traces.append(_means(measured.time_h, getattr(measured, key), axes, number == 0))
        for (name, course), style in zip(courses.items(), _styles(courses), strict=True):
            traces.append(_model_line(name, course.time_h, getattr(course, key), style, axes, number == 0))
        annotations.append(titles | {"text": _panel_words(key, fit)})
    layout |= {
        "height": 560,
        "showlegend": True,
        "annotations": annotations,
        "margin": {"t": 104, "l": 72},
        "legend": {"y": 1.07, "x": 0, "orientation": "h", "yanchor": "bottom"},
    }
    parts = (_means_words(measured), _fit_words(fit), _peak_words(courses), note)
    description = " ".join(part for part in parts if part)
    return Figure(traces, layout, title=title, description=description, table=_challenge_table(courses, measured))


def endotoxin_network():
    """Return who drives and who restrains whom in the model of the endotoxin challenge."""
    traces = [trace for source, target, action in NETWORK for trace in _link(source, target, action)]
    traces += [
        {
            "type": "scatter",
            "mode": "lines",
            "x": [None],
            "y": [None],
            "name": f"{action} ({end})",
            "showlegend": True,
            "line": {"color": colour, "width": 2.5, "dash": dash},
        }
        for action, end, colour, dash in (("drives", "arrow", BLUE, "solid"), ("restrains", "bar", VERMILION, "dash"))
    ]
    annotations = [
        {
            "x": x,
            "y": y,
            "text": f"<b>{name}</b>",
            "showarrow": False,
            "bgcolor": "#FFFFFF",
            "bordercolor": TEXT,
            "borderwidth": 1.5,
            "borderpad": 6,
            "font": {"size": 14},
        }
        for name, (x, y) in _PLACES.items()
    ]
    layout = {
        "height": 430,
        "showlegend": True,
        "annotations": annotations,
        "margin": {"l": 10, "r": 10, "t": 84, "b": 10},
        "xaxis": {"visible": False, "range": [-2.8, 4.4], "fixedrange": True},
        "yaxis": {"visible": False, "range": [-2.0, 2.0], "fixedrange": True},
    }
    held = [target for source, target, action in NETWORK if source == "IL-10" and action == "restrains"]
    driven = [target for source, target, action in NETWORK if source == "TNF" and action == "drives"]
    own = [(target, action) for source, target, action in NETWORK if source == "IL-6"]
    description = (
        f"The model has {len(NETWORK)} actions. IL-10 restrains {_listed(held)}; TNF drives {_listed(driven)}; IL-6 "
        + _listed([f"{action} {'itself' if target == 'IL-6' else target}" for target, action in own])
        + "."
    )
    source, target, action = (list(column) for column in zip(*NETWORK, strict=True))
    return Figure(
        traces,
        layout,
        title="Who acts on whom in the model",
        description=description,
        table={"who": source, "does what": action, "to whom": target},
    )


def settling(course, levels, threshold, *, title, note=""):
    """Return the course of a simulated inflammation with its resting states and its threshold.

    `course` is a ``bistable.Course``; `levels` the pro-inflammatory levels of the stable states,
    ascending; `threshold` the level above which this start settles high (None without a switch).
    `note` is a sentence added to the description.
    """
    end = float(course.pro[-1])
    names = ["low state", "high state"] if len(levels) > 1 else ["only stable state"]
    marks = [Mark(value, f"{name}: {say(value)}") for value, name in zip(levels, names, strict=True)]
    start = float(course.pro[0])
    if threshold is None:
        told = f"There is one stable state, {say(levels[0])}: from {say(start)} the level settles there, at {say(end)}."
    else:
        marks.append(Mark(threshold, f"threshold: {say(threshold)}"))
        side = "above" if start > threshold else "below"
        high = abs(np.log(end / levels[1])) < abs(np.log(end / levels[0]))
        told = (
            f"The start, {say(start)}, lies {side} the threshold of {say(threshold)}: the pro-inflammatory level "
            f"settles in the {'high' if high else 'low'} state, at {say(end)}."
        )
    figure = lines(
        course.time,
        [Curve("pro-inflammatory", course.pro), Curve("anti-inflammatory", course.anti)],
        title=title,
        x_title="time (lifetimes of the anti-inflammatory cytokine)",
        y_title="level (no unit)",
        description=f"{told} {note}".strip(),
        log_y=True,
        y_range=(0.003, 12),
        levels=marks,
    )
    _keep_labels_apart(figure.layout["annotations"], course)
    return figure


def switch_states(strengths, levels):
    """Return the stable states and the threshold of the simulated switch over the strength of the brake.

    `strengths` is an ascending list; `levels` holds, for each, the pro-inflammatory levels of its
    steady states, ascending: one (stable) or three (low, threshold, high).
    """
    rows = np.array([[*found, np.nan, np.nan][:3] for found in levels], float)
    low, threshold, high = rows.T
    there = np.flatnonzero(np.isfinite(high))
    if there.size in (0, len(strengths)):
        told = "Over this whole range the number of stable states stays the same."
    else:
        told = (
            f"Up to a brake of {say(strengths[there[-1]])} there are two stable states and a threshold between them; "
            "with a stronger brake only the low state is left, and every inflammation resolves."
        )
    spot = int(there[there.size // 4]) if there.size else 0
    names = ("low state (stable)", "threshold (unstable)", "high state (stable)")
    figure = lines(
        strengths,
        [Curve(name, values) for name, values in zip(names, (low, threshold, high), strict=True)],
        title="Simulated switch: a strong brake abolishes the high state",
        x_title="strength of the brake (no unit)",
        y_title="pro-inflammatory level (no unit)",
        description=told,
        log_y=True,
        y_range=(0.01, 10),
        label_at=[(spot, "right")] * 3,
    )
    for annotation in figure.layout["annotations"]:
        annotation |= {"yshift": 12, "bgcolor": "rgba(255,255,255,0)"}
    return figure


def _panel(number):
    """Return a panel's axis names, its axes for the layout, and where its title stands.

    The margins are fixed, so that the panels keep their places when the numbers change; without zoom
    four panels repaint faster.
    """
    column, row = number % 2, number // 2
    suffix = str(number + 1) if number else ""
    left, bottom = (0.0, 0.56)[column], (0.56, 0.0)[row]
    axes = {"xaxis": f"x{suffix}", "yaxis": f"y{suffix}"}
    x_axis = {
        "domain": [left, left + 0.44],
        "anchor": axes["yaxis"],
        "dtick": 2,
        "range": [-0.2, 8.1],
        "automargin": False,
        "fixedrange": True,
    }
    if row == 1:
        x_axis["title"] = {"text": "time since the start (h)"}
    y_axis = {
        "domain": [bottom, bottom + 0.4],
        "anchor": axes["xaxis"],
        "rangemode": "tozero",
        "automargin": False,
        "fixedrange": True,
        "nticks": 4,
        "title": {"text": "plasma level (pg/mL)"},
    }
    title = {
        "x": left,
        "y": bottom + 0.4,
        "xref": "paper",
        "yref": "paper",
        "xanchor": "left",
        "yanchor": "bottom",
        "yshift": 4,
        "showarrow": False,
        "font": {"size": 13},
    }
    return axes, {f"xaxis{suffix}": x_axis, f"yaxis{suffix}": y_axis}, title


def _styles(courses):
    return [("solid", BLUE)] if len(courses) == 1 else [("solid", BLUE), ("dash", VERMILION)][: len(courses)]


def _model_line(name, times, values, style, axes, legend):
    dash, colour = style
    return (
        _over(times)
        | {
            "type": "scatter",
            "mode": "lines",
            "name": name,
            "y": values,
            "showlegend": legend,
            "legendgroup": name,
            "line": {"color": colour, "width": 3, "dash": dash},
            "hovertemplate": f"{name}<br>%{{x:.3g}} h: %{{y:.4g}} pg/mL<extra></extra>",
        }
        | axes
    )


def _over(times):
    """Return the horizontal places of a curve; start and step alone where the steps are even (a smaller notebook)."""
    step = (times[-1] - times[0]) / max(len(times) - 1, 1)
    return {"x0": times[0], "dx": step} if np.allclose(np.diff(times), step) else {"x": times}


def _means(times, cytokine, axes, legend):
    mean, sd = np.array(cytokine.mean), np.array(cytokine.sd)
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "measured mean ± standard deviation",
        "x": times,
        "y": mean,
        "showlegend": legend,
        "legendgroup": "measured",
        "marker": {"color": BLACK, "size": 8},
        "error_y": {
            "type": "data",
            "symmetric": False,
            "array": sd,
            "arrayminus": np.minimum(sd, mean),
            "color": GREY,
            "thickness": 1.5,
            "width": 4,
        },
        "hovertemplate": "measured<br>%{x:.3g} h: %{y:.4g} pg/mL<extra></extra>",
    } | axes


def _panel_words(key, fit):
    told = f": R² {say(fit[key].r_squared, 2)}, error {say(fit[key].rmse_in_sd, 2)} SD" if fit else ""
    return f"<b>{_NAMES[key]}</b>{told}"


def _means_words(measured):
    if measured is None:
        return ""
    parts = []
    for key, name in _NAMES.items():
        mean = np.array(getattr(measured, key).mean)
        top = int(mean.argmax())
        parts.append(f"{name} {say(mean[top])} pg/mL at {say(measured.time_h[top])} h")
    return f"Highest measured means: {_listed(parts)}. Error bars are one standard deviation, cut at zero."


def _fit_words(fit):
    if not fit:
        return ""
    shares = [f"{name} {say(fit[key].r_squared, 2)}" for key, name in _NAMES.items()]
    errors = [fit[key].rmse_in_sd for key in _NAMES]
    spread = f"{say(min(errors), 2)} to {say(max(errors), 2)} standard deviations"
    return f"R² of the model is {_listed(shares)}; its typical error is {spread}."


def _peak_words(courses):
    if not courses:
        return ""
    name, first = next(iter(courses.items()))
    tops = {key: float(getattr(first, key).max()) for key in _NAMES}
    if len(courses) == 1:
        when = {key: float(first.time_h[getattr(first, key).argmax()]) for key in _NAMES}
        peaks = [f"{shown} {say(tops[key])} pg/mL at {say(when[key], 2)} h" for key, shown in _NAMES.items()]
        return f"The model peaks at: {_listed(peaks)}."
    other, second = list(courses.items())[1]
    changes = []
    for key, shown in _NAMES.items():
        top = float(getattr(second, key).max())
        changes.append(f"{shown} {say(tops[key])} → {say(top)} pg/mL (× {say(top / tops[key], 2)})")
    return f"Peaks from '{name}' to '{other}': {_listed(changes)}."


def _challenge_table(courses, measured):
    times = np.array(measured.time_h if measured is not None else next(iter(courses.values())).time_h[::10])
    columns = {"cytokine": [name for name in _NAMES.values() for _ in times], "time (h)": np.tile(times, len(_NAMES))}
    if measured is not None:
        columns["measured mean (pg/mL)"] = [value for key in _NAMES for value in getattr(measured, key).mean]
        columns["standard deviation (pg/mL)"] = [value for key in _NAMES for value in getattr(measured, key).sd]
    for name, course in courses.items():
        read = [np.interp(times, course.time_h, getattr(course, key)) for key in _NAMES]
        columns[f"{name} (pg/mL)"] = np.concatenate(read)
    return columns


def _keep_labels_apart(annotations, course):
    """Move the levels' labels off the start of the curves, and the curves' labels off each other."""
    for annotation in annotations[2:]:
        annotation |= {"x": 0.45, "bgcolor": "rgba(255,255,255,0)"}
    if abs(np.log10(course.pro[-1] / course.anti[-1])) < 0.2:
        up = course.pro[-1] > course.anti[-1]
        annotations[0]["yshift"], annotations[1]["yshift"] = (9, -9) if up else (-9, 9)


def _listed(parts):
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _link(source, target, action):
    """Return one bent line of the network and its tip: an arrow (drives) or a bar (restrains)."""
    (x0, y0), (x1, y1) = _PLACES[source], _PLACES[target]
    colour, dash, end, size = (BLUE, "solid", "arrow", 13) if action == "drives" else (VERMILION, "dash", "line-ew", 9)
    if source == target:
        turn = np.linspace(-0.6 * np.pi, 0.55 * np.pi, 17)
        x, y = x0 + 0.42 + 0.28 * np.cos(turn), y0 + 0.3 * np.sin(turn)
    else:
        part = np.linspace(0.0, 1.0, 33)
        bend = 0.42 * part * (1 - part) * (0.0 if source == "endotoxin" else 1.0)
        x = x0 + part * (x1 - x0) - bend * (y1 - y0)
        y = y0 + part * (y1 - y0) + bend * (x1 - x0)
        away = [
            np.hypot((x - at) / (0.52 if len(name) > 5 else 0.36), (y - height) / 0.34)
            for name, (at, height) in ((source, _PLACES[source]), (target, _PLACES[target]))
        ]
        kept = np.minimum(*away) > 1
        x, y = x[kept][::2], y[kept][::2]
    name = f"{source} {action} {target}"
    shared = {"type": "scatter", "name": name, "showlegend": False, "hoverinfo": "name"}
    tip = {
        "symbol": ["circle", end],
        "size": [0, size],
        "opacity": 1,
        "angleref": "previous",
        "color": colour,
        "line": {"width": [0, 3 if end == "line-ew" else 0], "color": colour},
    }
    return [
        shared | {"mode": "lines", "x": x, "y": y, "line": {"color": colour, "width": 2.5, "dash": dash}},
        shared | {"mode": "markers", "x": x[-2:], "y": y[-2:], "marker": tip},
    ]
