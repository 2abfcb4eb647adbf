"""Figures of a signal in time: mRNA and protein, occupancy, the whole pulse."""

from dataclasses import dataclass

import numpy as np

from helpers.colours import BLACK, BLUE, GREEN, GREY, PURPLE, VERMILION, washed
from helpers.figures.curves import Axis, Curve, Frame, Mark, Reading, Words, curve_figure, thinned
from helpers.figures.figure import Figure
from helpers.figures.vocabulary import Layout, Style, Trace, names, note, path
from helpers.models.brief_signal import Pulse
from helpers.views.pulses import (
    ALL_BRAKES,
    SILENT_PERCENT,
    ExpressionPulse,
    OccupancyCurve,
    PublishedPulse,
    PulseLength,
    PulseLengths,
    WholePulse,
)
from helpers.views.scales import FloatArray
from helpers.words import number_words as say

_NBSP = "\N{NO-BREAK SPACE}"

# ---------------------------------------------------------------------------- mRNA and protein


def expression_pulse(view: ExpressionPulse) -> Figure:
    """Return mRNA and protein after a stimulus, each relative to its peak at the starting values."""
    courses = {"mRNA": view.mrna_percent, "protein": view.protein_percent}
    if not view.usual:
        courses["protein at the starting values"] = view.usual_percent
    curves = [Curve(name, values) for name, values in courses.items()]
    top = max(105.0, 1.08 * max(float(values.max()) for values in courses.values()))
    frame = Frame(
        Axis("time (h)"),
        Axis("amount (% of the starting values' peak)", limits=(0, top)),
        positions=[Mark(view.duration_h, "stimulus ends")],
    )
    title = f"A simulated pulse with an mRNA half-life of {say(view.mrna_half_life_h)} h"
    return curve_figure(view.hours, curves, frame, Words(title, _expression_told(view)))


def pulse_length(view: PulseLength) -> Figure:
    """Return how long the protein pulse lasts for each mRNA half-life, with published half-lives marked."""
    layout = {
        "xaxis": {
            "title": {"text": "mRNA half-life (h)"},
            "type": "log",
            "tickvals": [0.1, 0.2, 0.5, 1, 2, 5, 10, 20],
            "range": [float(np.log10(0.1)), float(np.log10(24))],
        },
        "yaxis": {"title": {"text": "protein above half of its peak (h)"}, "rangemode": "tozero"},
    }
    table = {
        "mRNA": [each.name for each in view.published],
        "published half-life (h)": [
            f"{'> ' if each.at_least else ''}{say(each.half_life_h)}" for each in view.published
        ],
        "protein above half of its peak, model (h)": [each.width_h for each in view.published],
    }
    return Figure(
        [path(view.half_lives_h, view.widths_h, Style(GREY, width=3), name="model"), _published(view)],
        layout,
        title="A stable transcript makes a long pulse (simulated)",
        description=_length_told(view),
        table=table,
    )


def _expression_told(view: ExpressionPulse) -> str:
    told = (
        f"The mRNA peaks when the stimulus ends, at {say(view.duration_h)} h, and the protein at "
        f"{say(view.peak_time_h)} h. The protein stays above half of its peak for {say(view.width_h)} h."
    )
    if not view.usual:
        told += (
            f" It reaches {say(view.height_percent)} % of the peak at the starting values, where it stays above half "
            f"for {say(view.usual_width_h)} h."
        )
    if view.published_for:
        told += f" This mRNA half-life is published for {' and '.join(view.published_for)}."
    return told


def _published(view: PulseLength) -> Trace:
    sides = ("bottom right", "top left", "bottom right", "top left", "top left")
    return names(
        [each.half_life_h for each in view.published],
        [each.width_h for each in view.published],
        [
            f"  {each.name}: {'more than ' if each.at_least else ''}{say(each.half_life_h)} h  "
            for each in view.published
        ],
        Style(VERMILION, size=12),
        name="published",
        textposition=[sides[number % len(sides)] for number in range(len(view.published))],
        marker={"symbol": ["diamond-open" if each.at_least else "diamond" for each in view.published]},
    )


def _length_told(view: PulseLength) -> str:
    def told(each: PublishedPulse, of: str) -> str:
        return f"{say(each.width_h)} h with {of} of {each.name} ({say(each.half_life_h)} h)"

    return (
        f"After a stimulus of {say(view.duration_h)} h, a protein with a half-life of {say(view.protein_half_life_h)} "
        f"h stays above half of its peak for {told(view.published[0], 'the mRNA half-life')} and for "
        f"{told(view.published[-1], 'that')}."
    )


# ---------------------------------------------------------------------------- occupancy


def occupancy_curve(view: OccupancyCurve) -> Figure:
    """Return receptor occupancy over concentration, read at one concentration."""
    reading = Reading(
        max(view.marked_pM, float(view.concentration_pM[0])),
        view.marked_percent,
        f"{say(view.marked_percent)} %",
        "left" if view.marked_percent > 50 else "right",
    )
    frame = Frame(
        Axis("concentration (pM)", log=True),
        Axis("receptors occupied (%)", limits=(0, 105)),
        levels=[Mark(50, "50 %")],
        positions=[Mark(view.kd_pM, "Kd")],
        readings=[reading],
    )
    description = (
        f"{view.name}: Kd {say(view.kd_pM)} pM. At {say(view.marked_pM)} pM, {say(view.marked_percent)} % of the "
        f"receptors are occupied. Twice as much ({say(2 * view.marked_pM)} pM) occupies {say(view.doubled_percent)} %: "
        f"{_rise_told(view)}."
    )
    curves = [Curve("occupancy", view.percent)]
    return curve_figure(view.concentration_pM, curves, frame, Words(f"Occupancy: {view.name}", description))


def _rise_told(view: OccupancyCurve) -> str:
    if view.marked_percent <= 0:
        return "no change, not of 2"
    factor = say(view.doubled_percent / view.marked_percent)
    if factor == say(2):
        return "nearly a factor of 2, because so few are occupied"
    return f"a factor of {factor}, not of 2"


# ---------------------------------------------------------------------------- the whole pulse


@dataclass(frozen=True, slots=True)
class _Strip:
    """One quantity of a pulse over its hours, in % of the peak that it has with all brakes."""

    name: str
    colour: str
    values: FloatArray
    usual: FloatArray
    stepwise: bool = False


def _strips_layout(strips: list[_Strip], end_h: float) -> Layout:
    layout: Layout = {
        "height": 560,
        "margin": {"l": 60, "r": 170, "t": 50, "b": 60},
        "annotations": [_strip_name(strip, number, len(strips)) for number, strip in enumerate(strips)],
        "xaxis": {
            "title": {"text": "time since the stimulus began (h)"},
            "anchor": f"y{len(strips)}",
            "dtick": 2,
            "range": [0, end_h],
        },
    }
    return layout | {f"yaxis{_axis(n)}": _strip_axis(strip, n, len(strips)) for n, strip in enumerate(strips)}


def whole_pulse(view: WholePulse) -> Figure:
    """Return the pulse from stimulus to silence, one strip for each quantity over the same hours.

    Each strip is scaled to the peak of the pulse with all brakes, which is drawn dashed.
    """
    strips = _strips(view.pulse, view.usual)
    hours = view.pulse.time
    table = {"time (h)": hours} | {f"{strip.name} (% of the reference peak)": strip.values for strip in strips}
    full = view.brake is ALL_BRAKES
    return Figure(
        [trace for number, strip in enumerate(strips) for trace in _strip(hours, strip, number)],
        _strips_layout(strips, float(hours[-1])),
        title="From stimulus to silence (simulated)" if full else f"Without one brake: {view.brake.name} (simulated)",
        description=_pulse_told(view),
        table=thinned(table, 25),
    )


def _strips(pulse: Pulse, usual: Pulse) -> list[_Strip]:
    def strip(name: str, colour: str, values: FloatArray, usually: FloatArray, stepwise: bool = False) -> _Strip:
        peak = float(np.max(usually))
        return _Strip(name, colour, _stored(100 * values / peak), _stored(100 * usually / peak), stepwise)

    return [
        strip("stimulus", BLACK, pulse.stimulus, usual.stimulus, stepwise=True),
        strip("mRNA", BLUE, pulse.mrna, usual.mrna),
        strip("cytokine", VERMILION, pulse.cytokine, usual.cytokine),
        strip("receptors occupied", GREEN, pulse.occupancy, usual.occupancy),
        strip("STAT-P", PURPLE, pulse.pstat, usual.pstat),
    ]


def _axis(number: int) -> str:
    return str(number + 1) if number else ""


def _domain(number: int, count: int) -> tuple[float, float]:
    """Return from where to where a strip reaches, as shares of the plot; the first is on top."""
    return 1 - (number + 1) / count + 0.025, 1 - number / count - 0.02


def _strip(hours: FloatArray, strip: _Strip, number: int) -> list[Trace]:
    common: Layout = {
        "yaxis": f"y{_axis(number)}",
        "name": strip.name,
        "hovertemplate": f"{strip.name}: %{{y:.3g}} %<br>%{{x:.3g}} h<extra></extra>",
        "line": {"shape": "hv" if strip.stepwise else "linear"},
    }
    filled = {"fill": "tozeroy", "fillcolor": washed(strip.colour)}
    return [
        path(hours, strip.usual, Style(GREY, dash="dash", width=1.5), **common),
        path(hours, strip.values, Style(strip.colour, width=3), **common, **filled),
    ]


def _strip_axis(strip: _Strip, number: int, count: int) -> Layout:
    return {
        "domain": list(_domain(number, count)),
        "range": [0, 1.15 * max(100.0, float(strip.values.max()))],
        "tickvals": [0, 100],
        "ticktext": ["0", "100 %"],
        "tickfont": {"size": 12},
        "fixedrange": True,
    }


def _strip_name(strip: _Strip, number: int, count: int) -> Layout:
    middle = sum(_domain(number, count)) / 2
    name = f"<b>{strip.name}</b>"
    return note(1, middle, name, xref="paper", yref="paper", xshift=8, font={"color": strip.colour})


def _pulse_told(view: WholePulse) -> str:
    if view.brake is ALL_BRAKES:
        return f"With all brakes, {_lengths_told(view.lengths)}"
    usually = f"With all brakes (dashed), {_lengths_told(view.usual_lengths)}"
    return f"Without this brake, {_lengths_told(view.lengths)} {usually}"


def _lengths_told(lengths: PulseLengths) -> str:
    silence = f"does not fall below {say(SILENT_PERCENT)} % within {say(lengths.shown_h)} h"
    if lengths.silent_after_h is not None:
        silence = f"falls below {say(SILENT_PERCENT)} % after {say(lengths.silent_after_h, 2)} h"
    return (
        f"the cytokine stands above half of its usual peak for {say(lengths.cytokine_h, 2)} h, occupancy for "
        f"{say(lengths.occupancy_h, 2)} h and STAT-P for {say(lengths.pstat_h, 2)} h; STAT-P {silence}."
    )


def _stored(percent: FloatArray) -> FloatArray:
    """Return `percent` with two decimals: what a solver computes is stored with fewer digits than a closed form."""
    return np.round(percent, 2)
