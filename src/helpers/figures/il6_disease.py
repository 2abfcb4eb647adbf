"""Figures of IL-6 in disease: CRP as a readout, the chain to a biomarker, roles in cancer."""

import numpy as np

from helpers.figures.figure import Figure
from helpers.figures.figure import number_words as say
from helpers.figures.lines import Curve, Mark, lines
from helpers.figures.template import BLUE, GREEN, GREY, ORANGE, TEXT, VERMILION
from helpers.views.source import drawn_from, too_few


def readout_course(hours, il6_percent, crp_percent, stop_h, *, crp_half_life_h):
    """Return simulated IL-6 and CRP after a stimulus, each in per cent of its own peak.

    `hours` is ascending; `stop_h` is when the stimulus ends; `crp_half_life_h` is only told.
    """
    hours, il6, crp = (np.asarray(values, float) for values in (hours, il6_percent, crp_percent))
    one, two = float(hours[np.argmax(il6)]), float(hours[np.argmax(crp)])
    later = int(np.argmin(np.abs(hours - (stop_h + 24))))
    description = (
        f"IL-6 peaks at {say(one, 2)} h, CRP (half-life {say(crp_half_life_h)} h) at {say(two, 2)} h: "
        f"{say(two - one, 2)} h later. One day after the stimulus has ended, IL-6 is at {say(il6[later], 2)} % "
        f"of its peak and CRP at {say(crp[later], 2)} %."
    )
    spots = [(_falling(il6, 75), "right"), (_falling(crp, 75), "right")]
    return lines(
        hours,
        [Curve("IL-6", il6), Curve("CRP", crp)],
        title="IL-6 and CRP after a stimulus (simulated)",
        x_title="time since the stimulus began (h)",
        y_title="level (% of its own peak)",
        description=description,
        y_range=(0, 112),
        positions=[Mark(stop_h, "stimulus ends")],
        label_at=spots,
    )


def _falling(curve, level):
    """Return where a pulse has fallen to `level` after its peak (its last point when it never does)."""
    top = int(np.argmax(curve))
    below = np.flatnonzero(curve[top:] <= level)
    return top + int(below[0]) if below.size else len(curve) - 1


_KINDS = {
    "stimulus": GREY,
    "source": BLUE,
    "messenger": VERMILION,
    "receptor": ORANGE,
    "cell": GREEN,
    "biomarker": BLUE,
}


def chain(steps, cut, *, title, cut_words):
    """Return the steps from a stimulus to a biomarker from top to bottom, and where a drug cuts them.

    `steps` is a list of (kind, text, source); `cut` is the number of the first step that no longer
    happens (len(steps) when nothing is cut); `cut_words` says what cuts.
    """
    heights = list(range(len(steps), 0, -1))
    alive = [place < cut for place in range(len(steps))]
    traces = [
        {
            "type": "scatter",
            "mode": "lines",
            "x": [0, 0],
            "y": heights[i : i + 2],
            "hoverinfo": "skip",
            "name": "arrow",
            "line": {"color": TEXT if alive[i + 1] else GREY, "width": 3, "dash": "solid" if alive[i + 1] else "dot"},
        }
        for i in range(len(steps) - 1)
    ]
    traces.append(
        {
            "type": "scatter",
            "mode": "markers+text",
            "x": [0] * len(steps),
            "y": heights,
            "name": "step",
            "hoverinfo": "skip",
            "text": [_step_words(step, on) for step, on in zip(steps, alive, strict=True)],
            "textposition": "middle right",
            "textfont": {"size": 13.5, "color": [TEXT if on else GREY for on in alive]},
            "cliponaxis": False,
            "marker": {
                "size": 17,
                "color": [_KINDS[kind] if on else "#FFFFFF" for (kind, _, _), on in zip(steps, alive, strict=True)],
                "symbol": ["circle" if on else "x" for on in alive],
                "line": {
                    "color": [_KINDS[kind] if on else GREY for (kind, _, _), on in zip(steps, alive, strict=True)],
                    "width": 2,
                },
            },
        }
    )
    layout = {
        "height": 62 * len(steps) + 90,
        "margin": {"l": 20, "r": 10, "t": 56, "b": 10},
        "xaxis": {"visible": False, "range": [-0.1, 4], "fixedrange": True},
        "yaxis": {"visible": False, "range": [0.4, len(steps) + 0.6], "fixedrange": True},
    }
    description = f"{len(steps)} steps lead from {steps[0][1]} to {steps[-1][1]}. " + (
        f"With {cut_words}, the chain breaks before step {cut + 1} ({steps[cut][1]})."
        if cut < len(steps)
        else f"With {cut_words}, every step still happens."
    )
    table = {
        "step": list(range(1, len(steps) + 1)),
        "kind": [s[0] for s in steps],
        "what happens": [s[1] for s in steps],
        "still happens": ["yes" if on else "no" for on in alive],
        "source": [s[2] for s in steps],
    }
    return Figure(traces, layout, title=title, description=description, table=table)


def _step_words(step, on):
    kind, text, _ = step
    return f"  <b>{kind}</b>{'' if on else ' (no longer)'}<br>  {text}"


@drawn_from(il6_levels="il6_levels")
def skewed_levels(il6_levels):
    """Return the levels whose standard deviation exceeds their mean: an interval that no patient can fill.

    `il6_levels` is the table of that name. The geometric mean is that of a log-normal quantity with the
    printed mean m and standard deviation s: m / sqrt(1 + (s/m)^2), an estimate.
    """
    table = il6_levels[(il6_levels["spread_kind"] == "sd") & (il6_levels["low"] == 0)]
    if table.empty:
        raise too_few("il6_levels")
    names, mean = table["condition"].tolist(), table["value_pg_per_ml"].to_numpy()
    sd = table["high"].to_numpy() - mean
    geometric = mean / np.sqrt(1 + (sd / mean) ** 2)
    places = list(range(len(names)))
    traces = [
        {
            "type": "scatter",
            "mode": "markers",
            "name": "mean, with mean - SD to mean + SD",
            "x": mean,
            "y": places,
            "error_x": {"type": "data", "array": sd, "color": TEXT, "thickness": 2, "width": 8},
            "hoverinfo": "x",
            "marker": {"color": BLUE, "symbol": "circle", "size": 12},
            "showlegend": True,
        },
        {
            "type": "scatter",
            "mode": "markers",
            "name": "geometric mean (estimated)",
            "x": geometric,
            "y": places,
            "marker": {"color": VERMILION, "symbol": "triangle-up", "size": 13},
            "showlegend": True,
            "hoverinfo": "x",
        },
    ]
    left = 1.1 * float((mean - sd).min())
    layout = {
        "height": 60 * len(names) + 170,
        "showlegend": True,
        "margin": {"t": 86},
        "xaxis": {"title": {"text": "IL-6 (pg/mL)"}, "range": [left, 1.08 * float((mean + sd).max())]},
        "yaxis": {"tickvals": places, "ticktext": [_short(name) for name in names], "range": [len(names) - 0.4, -0.6]},
        "shapes": [
            {
                "type": "rect",
                "x0": left,
                "x1": 0,
                "y0": 0,
                "y1": 1,
                "yref": "paper",
                "fillcolor": "#F6E3DA",
                "line": {"width": 0},
                "layer": "below",
            }
        ],
        "annotations": [
            {
                "x": left,
                "xanchor": "left",
                "xshift": 6,
                "y": 0,
                "yref": "paper",
                "yanchor": "bottom",
                "text": "no level can be here",
                "showarrow": False,
                "font": {"size": 12, "color": TEXT},
            }
        ],
    }
    told = "; ".join(
        f"{name} {say(m)} ± {say(s)} (geometric mean about {say(g, 2)})"
        for name, m, s, g in zip(names, mean, sd, geometric, strict=True)
    )
    table = {"condition": names, "mean (pg/mL)": mean, "SD (pg/mL)": sd, "geometric mean, estimated (pg/mL)": geometric}
    return Figure(
        traces,
        layout,
        title="Where the SD exceeds the mean",
        table=table,
        description=f"In {len(names)} rows the SD exceeds the mean, in pg/mL: {told}.",
    )


_ROLES = ("drives", "both", "protects", "marker")
_EVIDENCE = {"model": ("circle", BLUE), "trial": ("square", VERMILION), "observation": ("diamond", GREEN)}


@drawn_from(diseases="diseases")
def cancer_roles(diseases):
    """Return which role each interleukin was shown to have in which cancer, and by which kind of evidence.

    `diseases` are rows of the table of that name (a cancer each).
    """
    rows = diseases.to_dict("records")
    cancers = list(dict.fromkeys(row["condition"] for row in rows))
    traces = []
    for kind, (symbol, colour) in _EVIDENCE.items():
        chosen = [row for row in rows if row["evidence"] == kind]
        places = [_place(row, rows, cancers) for row in chosen]
        traces.append(
            {
                "type": "scatter",
                "mode": "markers+text",
                "name": kind,
                "showlegend": True,
                "x": [x for x, _ in places],
                "y": [y for _, y in places],
                "text": [row["interleukin"] for row in chosen],
                "textposition": "middle right",
                "textfont": {"size": 13, "color": TEXT},
                "marker": {"symbol": symbol, "color": colour, "size": 12},
                "hovertext": [row["finding"] for row in chosen],
                "hoverinfo": "text",
            }
        )
    layout = {
        "height": 46 * len(cancers) + 150,
        "showlegend": True,
        "margin": {"t": 86},
        "xaxis": {
            "tickvals": list(range(len(_ROLES))),
            "ticktext": [
                "drives<br>the tumour",
                "both",
                "works against<br>the tumour",
                "marker, or a trial<br>without benefit",
            ],
            "range": [-0.25, len(_ROLES) - 0.4],
            "title": {"text": "role"},
        },
        "yaxis": {
            "tickvals": list(range(len(cancers))),
            "ticktext": [_short(name) for name in cancers],
            "range": [len(cancers) - 0.4, -0.6],
        },
    }
    count = {role: sorted({row["interleukin"] for row in rows if row["role"] == role}) for role in _ROLES}
    description = (
        f"{len(rows)} rows on {len(cancers)} cancers. Driving: {', '.join(count['drives'])}; working against the "
        f"tumour: {', '.join(count['protects'])}; both: {', '.join(count['both'])}; marker or without benefit in a "
        f"trial: {', '.join(count['marker'])}."
    )
    table = {
        name: [row[name] for row in rows]
        for name in ("condition", "interleukin", "role", "evidence", "finding", "reference")
    }
    return Figure(traces, layout, title="Interleukins in cancer", description=description, table=table)


def _place(row, rows, cancers):
    """Return where a row stands; rows of the same cancer and role are set apart."""
    mates = [other for other in rows if (other["condition"], other["role"]) == (row["condition"], row["role"])]
    return _ROLES.index(row["role"]) + 0.45 * mates.index(row), cancers.index(row["condition"])


def _short(name, width=30):
    if len(name) <= width:
        return name
    cut = name.rfind(" ", 0, width)
    return f"{name[:cut]}<br>{name[cut + 1 :]}"
