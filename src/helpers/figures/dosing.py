"""Figures of drug concentration over time, of exposure, and of the spread between patients."""

import numpy as np

from helpers.figures.figure import Figure
from helpers.figures.figure import number_words as say
from helpers.figures.lines import Curve, Mark, curves_over, lines, thinned
from helpers.figures.template import BLUE, GREY, ORANGE, PALE, TEXT, VERMILION, readable
from helpers.views.source import drawn_from

_CONCENTRATION = "concentration (µg/mL)"


def dose_course(days, courses, *, title, log_y=False, unit="d", label_at=None):
    """Return concentration over time: `courses` maps a name to µg/mL over `days`.

    `unit` names the unit of time ("d" or "h"); `label_at` places the labels, as in `lines`. The
    description reads peak and last value of each course.
    """
    told = []
    curves = curves_over(days, courses)
    for name, values in curves:
        top = int(np.argmax(values))
        told.append(
            f"{name}: peak {say(values[top])} µg/mL at {say(days[top])} {unit}, {say(values[-1])} µg/mL at "
            f"{say(days[-1])} {unit}"
        )
    top = max(float(np.max(curve.y)) for curve in curves)
    if top == 0:
        raise ValueError("There is no drug in the blood to draw. Give a dose above zero.")
    low = min(float(np.min(curve.y[curve.y > 0], initial=top)) for curve in curves)
    return lines(
        days,
        curves,
        title=title,
        x_title=f"time ({unit})",
        y_title=_CONCENTRATION,
        log_y=log_y,
        label_at=label_at,
        y_range=(low / 1.3, top * 1.3) if log_y else (0, 1.1 * top),
        description=f"{'; '.join(told)}.",
    )


def repeated_dosing(days, concentration, average, half_life_d, reached_d, ends):
    """Return concentration under repeated doses with its average at steady state.

    `average` is F D / (CL tau) in µg/mL, `half_life_d` the elimination half-life, `reached_d` the day of
    the first trough within 10 % of the steady one, `ends` peak and trough of the last interval.
    """
    peak, trough = ends
    figure = lines(
        days,
        [Curve("concentration", concentration)],
        title="Repeated doses: siltuximab and variants of it (simulated)",
        x_title="time (d)",
        y_title=_CONCENTRATION,
        y_range=(0, 1.12 * max(float(np.max(concentration)), average)),
        levels=[Mark(average, f"average at steady<br>state: {say(average)} µg/mL")],
        description=f"The half-life is {say(half_life_d)} d. The trough is within 10 % of its steady value from day "
        f"{say(reached_d)} on. In the last interval the peak is {say(peak)} and the trough {say(trough)} µg/mL; the "
        f"average at steady state is {say(average)} µg/mL.",
    )
    # The label stands beside the plot, where no curve runs.
    figure.layout["annotations"][0] |= {"x": 1, "xanchor": "left", "yanchor": "middle", "xshift": 6}
    figure.layout["margin"]["r"] = 150
    return figure


def patient_band(days, low, high, mean, typical, *, title, told):
    """Return the band that holds 90 % of the patients, their mean, and the typical patient, over time.

    `low` and `high` are the 5th and 95th percentile in µg/mL, `mean` is the mean of all patients and `typical`
    the course of the patient whose parameters have the population values; `told` is the description.
    """
    traces = [
        {
            "type": "scatter",
            "mode": "lines",
            "x": [*days, *days[::-1]],
            "y": [*high, *low[::-1]],
            "fill": "toself",
            "fillcolor": "rgba(0,114,178,0.18)",
            "line": {"width": 0},
            "name": "90 % of patients",
            "hoverinfo": "skip",
            "showlegend": True,
        },
        _course(days, mean, "mean of patients", BLUE, "solid"),
        _course(days, typical, "typical patient", VERMILION, "dash"),
    ]
    layout = {
        "height": 440,
        "showlegend": True,
        "margin": {"t": 90},
        "xaxis": {"title": {"text": "time (d)"}, "range": [0, float(days[-1])], "dtick": 14},
        "yaxis": {
            "title": {"text": _CONCENTRATION},
            "type": "log",
            "dtick": 1,
            "tickformat": ",~r",
            "range": [-1.5, float(np.log10(1.5 * np.max(high)))],
        },
    }
    table = {
        "time (d)": days,
        "5th percentile (µg/mL)": low,
        "mean (µg/mL)": mean,
        "95th percentile (µg/mL)": high,
        "typical patient (µg/mL)": typical,
    }
    return Figure(traces, layout, title=title, description=told, table=thinned(table))


def _course(days, values, name, colour, dash):
    return {
        "type": "scatter",
        "mode": "lines",
        "x": days,
        "y": values,
        "name": name,
        "showlegend": True,
        "line": {"color": colour, "width": 2.5, "dash": dash},
        "hovertemplate": f"day %{{x:.4g}}, {name}: %{{y:.3g}} µg/mL<extra></extra>",
    }


def exposure_by_dose(doses, exposures, *, reference):
    """Return exposure over dose, both as multiples of the reference dose: a straight line if kinetics are linear.

    `doses` are mg/kg (ascending), `exposures` maps a name to AUC, `reference` is one of the doses.
    """
    doses = np.asarray(doses, float)
    for needed in (reference, 2 * reference):
        if needed not in doses:
            raise ValueError(
                f"The figure compares {say(reference)} and {say(2 * reference)} mg/kg: "
                f"add {say(needed)} to the doses, or name another reference."
            )
    at = int(np.flatnonzero(doses == reference)[0])
    relative = {name: np.asarray(values, float) / values[at] for name, values in exposures.items()}
    twice = int(np.flatnonzero(doses == 2 * reference)[0])
    told = "; ".join(f"{name} {say(float(values[twice]))}-fold" for name, values in relative.items())
    return lines(
        doses,
        [Curve(name, values) for name, values in relative.items()],
        title="Exposure against dose (simulated)",
        x_title="dose (mg/kg)",
        y_title=f"AUC, multiple of that at {say(reference)} mg/kg",
        y_range=(0, 1.08 * max(float(values.max()) for values in relative.values())),
        positions=[Mark(reference, f"{say(reference)} mg/kg"), Mark(2 * reference, f"{say(2 * reference)} mg/kg")],
        description=f"From {say(reference)} to {say(2 * reference)} mg/kg the exposure grows: {told}.",
    )


def label_comparison(rows):
    """Return simulated means beside those of a label, in per cent of the label.

    `rows` are dictionaries with dose, measure, unit, label_mean, label_sd, simulated_mean, simulated_sd and
    tolerance (a fraction); means are rounded to three digits before they are compared.
    """
    rows = rows[::-1]
    names = [f"{row['measure']} at {row['dose']} mg/kg" for row in rows]
    shown = [float(f"{row['simulated_mean']:.3g}") for row in rows]
    percent = [100 * value / row["label_mean"] for value, row in zip(shown, rows, strict=True)]
    traces = [
        {
            "type": "scatter",
            "mode": "markers",
            "x": percent,
            "y": names,
            "marker": {"color": BLUE, "size": 12, "symbol": "circle"},
            "hovertemplate": "%{y}: %{x:.3g} % of the label<extra></extra>",
            "name": "simulated",
        }
    ]
    shapes = [
        {
            "type": "rect",
            "x0": 100 * (1 - row["tolerance"]),
            "x1": 100 * (1 + row["tolerance"]),
            "y0": place - 0.28,
            "y1": place + 0.28,
            "fillcolor": "#E6F2EC",
            "line": {"width": 0},
            "layer": "below",
        }
        for place, row in enumerate(rows)
    ]
    shapes.append(
        {
            "type": "line",
            "x0": 100,
            "x1": 100,
            "y0": 0,
            "y1": 1,
            "yref": "paper",
            "line": {"color": GREY, "width": 1.5, "dash": "dot"},
        }
    )
    layout = {
        "height": 46 * len(rows) + 140,
        "shapes": shapes,
        "margin": {"r": 230},
        "xaxis": {
            "title": {"text": "simulated mean (% of the label's mean; green: tolerated difference)"},
            "range": [80, 120],
            "tickvals": [80, 90, 100, 110, 120],
        },
        "yaxis": {"tickfont": {"size": 13}, "range": [-0.6, len(rows) - 0.4]},
        "annotations": [
            {
                "x": 1.01,
                "xref": "paper",
                "y": name,
                "text": f"{say(value)} | label {say(row['label_mean'])} {row['unit']}",
                "showarrow": False,
                "xanchor": "left",
                "font": {"size": 12, "color": TEXT},
            }
            for name, value, row in zip(names, shown, rows, strict=True)
        ],
    }
    largest = {
        m: max(abs(p - 100) for p, row in zip(percent, rows, strict=True) if row["measure"] == m)
        for m in dict.fromkeys(row["measure"] for row in rows[::-1])
    }
    told = ", ".join(f"{measure} by {say(value, 2)} %" for measure, value in largest.items())
    table = {
        "dose (mg/kg)": [row["dose"] for row in rows[::-1]],
        "measure": [f"{row['measure']} ({row['unit']})" for row in rows[::-1]],
        "label: mean ± SD": [f"{say(r['label_mean'])} ± {say(r['label_sd'])}" for r in rows[::-1]],
        "simulated: mean ± SD": [f"{say(r['simulated_mean'])} ± {say(r['simulated_sd'])}" for r in rows[::-1]],
    }
    return Figure(
        traces,
        layout,
        title="10,000 virtual patients (simulated) beside the label",
        table=table,
        description=f"The simulated means differ from the label's at most: {told}.",
    )


def spread(values, typical, *, title, x_title, unit, bins=40):
    """Return the distribution of `values` over patients, with typical patient, median and mean marked.

    The highest two per cent are gathered in the last bin.
    """
    values = np.asarray(values, float)
    highest = float(np.percentile(values, 98))
    counts, edges = np.histogram(np.minimum(values, highest), bins=bins, range=(0, highest))
    middle = (edges[:-1] + edges[1:]) / 2
    share = 100 * counts / len(values)
    median, mean = float(np.median(values)), float(values.mean())
    below = 100 * float(np.mean(values < mean))
    marks = [
        ("typical patient", typical, ORANGE, "dash", 0.98),
        ("median", median, BLUE, "solid", 0.86),
        ("mean", mean, VERMILION, "dashdot", 0.74),
    ]
    top = 1.25 * float(share.max())
    traces = [
        {
            "type": "bar",
            "x": middle,
            "y": share,
            "marker": {"color": PALE},
            "name": "patients",
            "hovertemplate": "%{x:.3g}: %{y:.3g} % of patients<extra></extra>",
        }
    ]
    layout = {
        "bargap": 0.05,
        "xaxis": {"title": {"text": x_title}, "range": [0, highest]},
        "yaxis": {"title": {"text": "patients (%)"}, "range": [0, top]},
        "shapes": [
            {
                "type": "line",
                "x0": v,
                "x1": v,
                "y0": 0,
                "y1": height * top,
                "line": {"color": c, "width": 2.5, "dash": d},
            }
            for _, v, c, d, height in marks
        ],
        "annotations": [
            {
                "x": v,
                "y": height * top,
                "text": f"{name} {say(v)}",
                "showarrow": False,
                "xanchor": "left",
                "xshift": 5,
                "font": {"size": 13, "color": readable(c)},
                "bgcolor": "rgba(255,255,255,0.8)",
            }
            for name, v, c, d, height in marks
        ],
    }
    table = {x_title: middle, "patients (%)": share}
    return Figure(
        traces,
        layout,
        title=title,
        table=table,
        description=(
            f"The typical patient has {say(typical)}, the median is {say(median)} and the mean {say(mean)} {unit}. "
            f"{say(below, 2)} % of the {len(values):,} patients lie below the mean."
        ),
    )


def kidney_clearance(kidney, regression, groups):
    """Return the clearance of anakinra over kidney function: the regression and the measured means.

    `kidney` is creatinine clearance (mL/min), `regression` the fitted clearance in mL/min; `groups` are (name,
    lowest and highest creatinine clearance, measured mean).
    """
    groups = list(groups)
    traces = [
        {
            "type": "scatter",
            "mode": "lines",
            "x": kidney,
            "y": regression,
            "name": "regression on single people",
            "showlegend": True,
            "line": {"color": BLUE, "width": 3},
            "hovertemplate": "%{x:.3g} mL/min: %{y:.3g} mL/min<extra></extra>",
        },
        {
            "type": "scatter",
            "mode": "markers",
            "x": [(low + high) / 2 for _, low, high, _ in groups],
            "y": [mean for *_, mean in groups],
            "name": "measured mean (bar: range of the group)",
            "showlegend": True,
            "marker": {"color": VERMILION, "symbol": "square", "size": 11},
            "error_x": {
                "type": "data",
                "array": [(high - low) / 2 for _, low, high, _ in groups],
                "color": VERMILION,
                "thickness": 1.5,
            },
            "hovertext": [name for name, *_ in groups],
            "hovertemplate": "%{hovertext}: %{y:.3g} mL/min<extra></extra>",
        },
    ]
    layout = {
        "showlegend": True,
        "margin": {"t": 90},
        "xaxis": {"title": {"text": "kidney function: creatinine clearance (mL/min)"}, "range": [-5, 125]},
        "yaxis": {
            "title": {"text": "clearance of anakinra, CL/F (mL/min)"},
            "range": [0, 1.1 * float(np.max(regression))],
        },
    }
    table = {
        "group": [name for name, *_ in groups],
        "creatinine clearance (mL/min)": [f"{say(a)} to {say(b)}" for _, a, b, _ in groups],
        "measured mean CL/F (mL/min)": [mean for *_, mean in groups],
    }
    ordered = sorted(mean for *_, mean in groups)
    return Figure(
        traces,
        layout,
        title="Kidney function and the clearance of anakinra",
        table=table,
        description=(
            f"The measured mean falls from {say(ordered[-1])} to {say(ordered[0])} mL/min, to "
            f"{say(100 * ordered[0] / ordered[-1], 2)} % of its highest value. The regression runs from "
            f"{say(float(regression[0]))} mL/min at {say(float(kidney[0]))} to {say(float(regression[-1]))} mL/min at "
            f"{say(float(kidney[-1]))} mL/min of creatinine clearance."
        ),
    )


_ROUTES = (
    ("subcutaneous", BLUE, ""),
    ("intravenous", VERMILION, "/"),
    ("intramuscular", GREY, "x"),
    ("intravesical", ORANGE, "."),
)


@drawn_from(presentations="presentations")
def presentations_by_route(presentations, as_of):
    """Return how many drugs come in each form, by route; `presentations` is the table, `as_of` its date."""
    counts = presentations.groupby(["presentation", "route"])["inn"].nunique().unstack(fill_value=0)
    order = counts.sum(axis=1).sort_values(kind="stable").index
    traces = [
        {
            "type": "bar",
            "orientation": "h",
            "x": counts.loc[order, route].to_numpy(),
            "y": list(order),
            "name": route,
            "marker": {
                "color": colour,
                "pattern": {"shape": shape, "fgcolor": "#FFFFFF", "fillmode": "overlay", "size": 7},
            },
            "showlegend": True,
            "hovertemplate": f"{route}, %{{y}}: %{{x}} drugs<extra></extra>",
        }
        for route, colour, shape in _ROUTES
        if route in counts
    ]
    layout = {
        "barmode": "stack",
        "height": 40 * len(order) + 170,
        "showlegend": True,
        "margin": {"t": 90},
        "xaxis": {"title": {"text": "drugs (number)"}, "dtick": 5},
        "yaxis": {"tickfont": {"size": 13}},
    }
    routes = presentations.groupby("inn")["route"].agg(set)
    skin, vein = routes.map(lambda r: "subcutaneous" in r), routes.map(lambda r: "intravenous" in r)
    title = f"How the drugs are supplied (as of {as_of})"
    table = {"presentation": list(order)} | {
        f"{route} (drugs)": counts.loc[order, route].to_numpy() for route, *_ in _ROUTES if route in counts
    }
    return Figure(
        traces,
        layout,
        title=title,
        table=table,
        description=(
            f"Of {len(routes)} drugs with a listed presentation (as of {as_of}), {int(skin.sum())} can be given "
            f"under the skin and {int(vein.sum())} into a vein; {int((skin & vein).sum())} come for both ways."
        ),
    )
