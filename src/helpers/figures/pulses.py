"""Figures of a signal in time: mRNA and protein, occupancy, JAK-STAT step by step, the whole pulse."""

import numpy as np

from helpers.figures.figure import Figure
from helpers.figures.figure import number_words as say
from helpers.figures.lines import Curve, Mark, label, lines, thinned
from helpers.figures.template import BLACK, BLUE, GREEN, GREY, PALE, PURPLE, TEXT, VERMILION

_DIGITS = 4  # what a solver computes is stored with fewer digits than a closed form


def expression_pulse(times, curves, *, half_life_h, duration_h, words):
    """Return mRNA and protein after a stimulus, each relative to its peak at the starting values.

    `times` are hours; `curves` maps names to values in % of that peak; `duration_h` is when
    the stimulus ends; `words` is the description, computed by the caller from the model.
    """
    named = [Curve(name, np.asarray(y, float)) for name, y in curves.items()]
    top = max(105.0, 1.08 * max(c.y.max() for c in named))
    # Labels stand where the curves are apart: on the rise, at the top, on the way down.
    spots = [_after_peak(c.y, share) for c, share in zip(named, (0.97, 0.75, 0.35), strict=False)]
    return lines(
        times,
        named,
        title=f"A simulated pulse with an mRNA half-life of {say(half_life_h)} h",
        x_title="time (h)",
        y_title="amount (% of the starting values' peak)",
        description=words,
        y_range=(0, top),
        label_at=spots,
        positions=[Mark(duration_h, "stimulus ends")],
    )


def pulse_length(half_lives_h, widths_h, published, *, duration_h, protein_half_life_h):
    """Return how long the protein pulse lasts for each mRNA half-life, with published half-lives marked.

    `half_lives_h` and `widths_h` are arrays in hours; `published` is a list of (name, half-life in
    h, width in h, "at least" or "").
    """
    sides = ("bottom right", "top left", "bottom right", "top left", "top left")
    traces = [
        {
            "type": "scatter",
            "mode": "lines",
            "x": half_lives_h,
            "y": widths_h,
            "line": {"color": GREY, "width": 3},
            "hoverinfo": "skip",
            "name": "model",
        },
        {
            "type": "scatter",
            "mode": "markers+text",
            "x": [p[1] for p in published],
            "y": [p[2] for p in published],
            "text": [f"  {name}: {'more than ' if bound else ''}{say(half)} h  " for name, half, _, bound in published],
            "textposition": [sides[i % len(sides)] for i in range(len(published))],
            "textfont": {"size": 13, "color": TEXT},
            "marker": {
                "color": VERMILION,
                "size": 12,
                "symbol": ["diamond-open" if p[3] else "diamond" for p in published],
            },
            "hoverinfo": "skip",
            "name": "published",
            "cliponaxis": False,
        },
    ]
    layout = {
        "xaxis": {
            "title": {"text": "mRNA half-life (h)"},
            "type": "log",
            "tickvals": [0.1, 0.2, 0.5, 1, 2, 5, 10, 20],
            "range": [float(np.log10(0.1)), float(np.log10(24))],
        },
        "yaxis": {"title": {"text": "protein above half of its peak (h)"}, "rangemode": "tozero"},
    }
    shortest, longest = min(published, key=lambda p: p[1]), max(published, key=lambda p: p[1])
    description = (
        f"After a stimulus of {say(duration_h)} h, a protein with a half-life of {say(protein_half_life_h)} h stays "
        f"above half of its peak for {say(shortest[2])} h with the mRNA half-life of {shortest[0]} "
        f"({say(shortest[1])} h) and for {say(longest[2])} h with that of {longest[0]} ({say(longest[1])} h)."
    )
    table = {
        "mRNA": [p[0] for p in published],
        "published half-life (h)": [f"{'> ' if p[3] else ''}{say(p[1])}" for p in published],
        "protein above half of its peak, model (h)": [p[2] for p in published],
    }
    return Figure(
        traces, layout, title="A stable transcript makes a long pulse (simulated)", description=description, table=table
    )


def occupancy_curve(concentration_pM, percent, *, name, kd_pM, marked_pM, marked_percent, doubled_percent):
    """Return receptor occupancy over concentration, read at one concentration.

    `concentration_pM` and `percent` are arrays; `name` says which ligand and receptor; `kd_pM` is
    their dissociation constant; `marked_percent` and `doubled_percent` are the occupancy at
    `marked_pM` and at twice that.
    """
    rise = f"a factor of {say(doubled_percent / marked_percent)}" if marked_percent > 0 else "no change"
    description = (
        f"{name}: Kd {say(kd_pM)} pM. At {say(marked_pM)} pM, {say(marked_percent)} % of the receptors are occupied. "
        f"Twice as much ({say(2 * marked_pM)} pM) occupies {say(doubled_percent)} %: {rise}, not of 2."
    ).replace("a factor of 2, not of 2", "nearly a factor of 2, because so few are occupied")
    figure = lines(
        concentration_pM,
        [Curve("occupancy", percent)],
        title=f"Occupancy: {name}",
        x_title="concentration (pM)",
        y_title="receptors occupied (%)",
        description=description,
        log_x=True,
        y_range=(0, 105),
        levels=[Mark(50, "50 %")],
        positions=[Mark(kd_pM, "Kd")],
    )
    x, y = max(marked_pM, concentration_pM[0]), marked_percent
    figure.traces.append(
        {
            "type": "scatter",
            "mode": "lines+markers",
            "name": "reading",
            "x": [x, x, float(concentration_pM[0])],
            "y": [0, y, y],
            "line": {"color": VERMILION, "width": 2, "dash": "dash"},
            "hoverinfo": "skip",
            "marker": {"color": VERMILION, "size": [1, 12, 1], "symbol": "diamond"},
            "cliponaxis": False,
        }
    )
    figure.layout["annotations"].append(
        label(x, y, f"{say(y)} %", VERMILION, anchor="right" if y > 50 else "left", shift=12, log_x=True)
    )
    return figure


# ---------------------------------------------------------------------------- JAK-STAT, step by step

# (first step in which it is seen, marker, text, x, y, side of the text); coordinates of the sketch, no unit.
_PARTS = (
    (1, "diamond", "ligand", 2.0, 8.55, "middle right"),
    (1, "line-ns", "receptor", 2.0, 7.3, "middle right"),
    (2, "square", "JAK", 2.0, 6.1, "middle right"),
    (2, "circle", "STAT", 0.6, 5.3, "middle left"),
    (2, "circle-dot", "STAT-P", 2.0, 4.7, "middle right"),
    (3, "circle-dot", "STAT-P pair", 2.0, 2.2, "middle left"),
    (3, "line-ew", "genes", 2.0, 1.2, "middle left"),
    (4, "line-ew", "SOCS mRNA", 4.3, 2.9, "middle right"),
    (4, "triangle-up", "SOCS protein", 4.3, 4.7, "middle right"),
)
# (step, from, to, what happens)
_ARROWS = (
    (1, (2.0, 8.4), (2.0, 7.75), ""),
    (2, (0.75, 5.25), (1.8, 4.8), ""),
    (2, (2.0, 5.85), (2.0, 4.95), "phosphorylates"),
    (3, (2.0, 4.45), (2.0, 2.45), "enters the nucleus"),
    (3, (2.0, 1.95), (2.0, 1.35), "transcription"),
    (4, (2.35, 1.2), (4.15, 2.75), ""),
    (4, (4.3, 3.1), (4.3, 4.45), "translation"),
    (5, (4.25, 5.0), (2.75, 6.1), "holds JAK back"),
)


def signal_steps(step, sentences):
    """Return a diagram of JAK-STAT with SOCS feedback up to `step` (1 is the first).

    `sentences` is what happens at each step, in order. Parts and arrows of the present step are
    strong, earlier ones dark, later ones pale. Raises ValueError for a step that does not exist.
    """
    if step not in range(1, len(sentences) + 1):
        raise ValueError(f"There is no step {step}; the steps are 1 to {len(sentences)}.")
    traces = [_part(part, step) for part in _PARTS]
    annotations = [a for arrow in _ARROWS for a in _arrow(arrow, step)]
    annotations += [
        {"x": 5.9, "y": y, "text": text, "showarrow": False, "xanchor": "right", "font": {"size": 12, "color": GREY}}
        for y, text in ((8.4, "outside"), (6.75, "cell"), (1.0, "nucleus"))
    ]
    layout = {
        "height": 520,
        "margin": {"l": 10, "r": 10, "t": 60, "b": 10},
        "xaxis": {"visible": False, "range": [-0.6, 6.2], "fixedrange": True},
        "yaxis": {"visible": False, "range": [0.2, 9.1], "fixedrange": True},
        "shapes": [
            {
                "type": "rect",
                "x0": -0.6,
                "x1": 6.2,
                "y0": 7.1,
                "y1": 7.5,
                "fillcolor": "#EFE6D2",
                "line": {"width": 0},
                "layer": "below",
            },
            {
                "type": "rect",
                "x0": -0.3,
                "x1": 6.0,
                "y0": 0.4,
                "y1": 2.55,
                "fillcolor": "#EEF3F7",
                "layer": "below",
                "line": {"color": GREY, "width": 1.5, "dash": "dot"},
            },
        ],
        "annotations": annotations,
    }
    table = {
        "step": list(range(1, len(sentences) + 1)),
        "what happens": list(sentences),
        "shown": ["now" if i == step else "before" if i < step else "not yet" for i in range(1, len(sentences) + 1)],
    }
    return Figure(
        traces,
        layout,
        title=f"From receptor to gene and back: step {step} of {len(sentences)}",
        description=f"Step {step} of {len(sentences)}: {sentences[step - 1]}",
        table=table,
    )


def feedback(signal, without, *, words):
    """Return the sketch of JAK-STAT with SOCS, and without it for comparison.

    `signal` and `without` are ``jak_stat.Signal`` over the same times; `words` is the description.
    """
    curves = [
        Curve("STAT-P", _percent(signal.pstat)),
        Curve("STAT-P without SOCS", _percent(without.pstat)),
        Curve("SOCS", _percent(signal.socs)),
        Curve("receptors occupied", _percent(signal.occupancy)),
    ]
    last = len(signal.time) - 1
    spots = [(round(share * last), "right") for share in (0.14, 0.3, 0.09, 0.65)]
    return lines(
        signal.time,
        curves,
        title="Switching on and holding back (simulated)",
        x_title="time (lifetimes of phosphorylated STAT)",
        y_title="% of all STAT, SOCS or receptors",
        description=words,
        y_range=(0, 108),
        label_at=spots,
    )


# ---------------------------------------------------------------------------- the whole pulse

_ROWS = (
    ("stimulus", "stimulus", BLACK),
    ("mrna", "mRNA", BLUE),
    ("cytokine", "cytokine", VERMILION),
    ("occupancy", "receptors occupied", GREEN),
    ("pstat", "STAT-P", PURPLE),
)


def whole_pulse(pulse, reference, *, title, words):
    """Return the pulse from stimulus to silence, one strip for each quantity over the same hours.

    `pulse` and `reference` are ``brief_signal.Pulse`` over the same times; each strip is scaled to
    the peak of the reference, which is drawn dashed. `words` is the description.
    """
    traces, layout, annotations, table = [], {}, [], {"time (h)": pulse.time}
    for i, (name, words_of, colour) in enumerate(_ROWS):
        axis = "" if i == 0 else str(i + 1)
        peak = float(np.max(getattr(reference, name)))
        values = np.round(100 * getattr(pulse, name) / peak, _DIGITS - 2)
        compare = np.round(100 * getattr(reference, name) / peak, _DIGITS - 2)
        low, high = 1 - (i + 1) / len(_ROWS) + 0.025, 1 - i / len(_ROWS) - 0.02
        top = 1.15 * max(100.0, float(values.max()))
        for y, style, fill in (
            (compare, {"color": GREY, "width": 1.5, "dash": "dash"}, None),
            (values, {"color": colour, "width": 3}, "tozeroy"),
        ):
            trace = {
                "type": "scatter",
                "mode": "lines",
                "x": pulse.time,
                "y": y,
                "line": style | {"shape": "hv" if name == "stimulus" else "linear"},
                "yaxis": f"y{axis}",
                "name": words_of,
                "hovertemplate": f"{words_of}: %{{y:.3g}} %<br>%{{x:.3g}} h<extra></extra>",
            }
            if fill:
                trace |= {"fill": fill, "fillcolor": colour + "22"}
            traces.append(trace)
        layout[f"yaxis{axis}"] = {
            "domain": [low, high],
            "range": [0, top],
            "tickvals": [0, 100],
            "ticktext": ["0", "100 %"],
            "tickfont": {"size": 12},
            "fixedrange": True,
        }
        annotations.append(
            {
                "x": 1,
                "xref": "paper",
                "y": (low + high) / 2,
                "yref": "paper",
                "xanchor": "left",
                "xshift": 8,
                "text": f"<b>{words_of}</b>",
                "showarrow": False,
                "font": {"size": 13, "color": colour},
            }
        )
        table[f"{words_of} (% of the reference peak)"] = values
    layout |= {
        "height": 560,
        "margin": {"l": 60, "r": 170, "t": 50, "b": 60},
        "annotations": annotations,
        "xaxis": {
            "title": {"text": "time since the stimulus began (h)"},
            "anchor": f"y{len(_ROWS)}",
            "dtick": 2,
            "range": [0, float(pulse.time[-1])],
        },
    }
    return Figure(traces, layout, title=title, description=words, table=thinned(table, 25))


# ---------------------------------------------------------------------------- small parts


def _after_peak(values, share):
    """Return (index, side) of the last point at which a curve stands at `share` of its peak."""
    values = np.asarray(values)
    return int(np.flatnonzero(values >= share * values.max())[-1]), "right"


def _percent(values):
    return np.round(100 * np.asarray(values), _DIGITS - 2)


def _colour(first, step, strong):
    return strong if first == step else TEXT if first < step else PALE


def _part(part, step):
    first, symbol, text, x, y, side = part
    colour = _colour(first, step, VERMILION)
    return {
        "type": "scatter",
        "mode": "markers+text",
        "name": text,
        "x": [x],
        "y": [y],
        "hoverinfo": "skip",
        "text": [f"\u00a0\u00a0<b>{text}</b>\u00a0\u00a0" if first == step else f"\u00a0\u00a0{text}\u00a0\u00a0"],
        "textposition": side,
        "textfont": {"size": 14, "color": colour if first <= step else GREY},
        "marker": {
            "symbol": symbol,
            "size": 26 if symbol != "line-ns" else 46,
            "color": colour,
            "line": {"color": colour, "width": 6 if symbol.startswith("line") else 2},
        },
    }


def _arrow(arrow, step):
    """Return the annotations of one arrow: the arrow itself and what it says."""
    first, start, end, text = arrow
    colour = _colour(first, step, VERMILION)
    drawn = [
        {
            "x": end[0],
            "y": end[1],
            "ax": start[0],
            "ay": start[1],
            "xref": "x",
            "yref": "y",
            "axref": "x",
            "ayref": "y",
            "text": "",
            "showarrow": True,
            "arrowhead": 2 if first < 5 else 6,
            "arrowwidth": 3 if first == step else 2,
            "arrowcolor": colour,
        }
    ]
    if text:
        middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
        drawn.append(
            {
                "x": middle[0],
                "y": middle[1],
                "text": f"{first}. {text}",
                "showarrow": False,
                "xanchor": "right" if text == "transcription" else "left",
                "xshift": -12 if text == "transcription" else 12,
                "yshift": 14 if start[0] != end[0] else 0,
                "font": {"size": 13, "color": colour if first <= step else GREY},
            }
        )
    return drawn
