"""Figures of drug concentration over time, of exposure, and of the spread between patients."""

from collections.abc import Sequence

import numpy as np

from helpers.colours import BLUE, BLUE_TINT, ORANGE, PALE, VERMILION
from helpers.figures.curves import Axis, Curve, Frame, Mark, Words, curve_figure, thinned
from helpers.figures.figure import Figure
from helpers.figures.vocabulary import (
    Style,
    Trace,
    area,
    curve_label,
    log_axis,
    path,
    rule,
    upright_bars,
)
from helpers.views.courses import Course
from helpers.views.dosing import (
    DoseCourse,
    ExposureByDose,
    LinearDosing,
    PatientBand,
    Spread,
)
from helpers.views.scales import FloatArray
from helpers.words import number_words as say

_CONCENTRATION = "concentration (µg/mL)"


# ---------------------------------------------------------------------------- doses of one patient


def dose_course(view: DoseCourse) -> Figure:
    """Return concentration over time; the description reads peak and last value of each course."""
    values = np.concatenate([course.values for course in view.courses])
    top, low = float(values.max()), float(values[values > 0].min())
    limits = (low / 1.3, top * 1.3) if view.log else (0, 1.1 * top)
    frame = Frame(Axis(f"time ({view.unit})"), Axis(_CONCENTRATION, log=view.log, limits=limits))
    curves = [Curve(course.name, course.values) for course in view.courses]
    words = Words(view.title, _courses_words(view.time, view.courses, view.unit))
    return curve_figure(view.time, curves, frame, words)


def _courses_words(time: FloatArray, courses: Sequence[Course], unit: str) -> str:
    told = []
    for course in courses:
        top = int(np.argmax(course.values))
        told.append(
            f"{course.name}: peak {say(course.values[top])} µg/mL at {say(time[top])} {unit}, "
            f"{say(course.values[-1])} µg/mL at {say(time[-1])} {unit}"
        )
    return f"{'; '.join(told)}."


def linear_dosing(view: LinearDosing) -> Figure:
    """Return concentration under repeated doses with its average at steady state."""
    average = say(view.average_ug_per_mL)
    highest = max(float(view.concentration_ug_per_mL.max()), view.average_ug_per_mL)
    frame = Frame(
        Axis("time (d)"),
        Axis(_CONCENTRATION, limits=(0, 1.12 * highest)),
        levels=[Mark(view.average_ug_per_mL, f"average at steady<br>state: {average} µg/mL", beside=True)],
    )
    description = (
        f"The half-life is {say(view.half_life_d)} d. The trough is within 10 % of its steady value from day "
        f"{say(view.reached_d)} on. In the last interval the peak is {say(view.peak_ug_per_mL)} and the trough "
        f"{say(view.trough_ug_per_mL)} µg/mL; the average at steady state is {average} µg/mL."
    )
    words = Words("Repeated doses: siltuximab and variants of it (simulated)", description)
    return curve_figure(view.time_d, [Curve("concentration", view.concentration_ug_per_mL)], frame, words)


# ---------------------------------------------------------------------------- many patients


def tocilizumab_patients(view: PatientBand) -> Figure:
    """Return the band that holds 90 % of the patients, their mean, and the typical patient, over time."""
    traces = [
        area(view.time_d, view.low, view.high, BLUE_TINT, name="90 % of patients", showlegend=True),
        _legend_course(view.time_d, view.mean, "mean of patients", Style(BLUE)),
        _legend_course(view.time_d, view.typical, "typical patient", Style(VERMILION, dash="dash")),
    ]
    layout = {
        "height": 440,
        "showlegend": True,
        "margin": {"t": 90},
        "xaxis": {"title": {"text": "time (d)"}, "range": [0, view.shown_d], "dtick": 14},
        "yaxis": log_axis(_CONCENTRATION, (10**-1.5, 1.5 * float(view.high.max()))),
    }
    dose = f"Tocilizumab {view.dose_mg_per_kg:g} mg/kg every {view.interval_weeks:g} weeks"
    title = f"{dose}, {view.weight_kg:g} kg (simulated)"
    return Figure(traces, layout, title=title, description=_band_words(view), table=_band_table(view))


def _legend_course(days: FloatArray, values: FloatArray, name: str, style: Style) -> Trace:
    told = f"day %{{x:.4g}}, {name}: %{{y:.3g}} µg/mL<extra></extra>"
    return path(days, values, style, name=name, showlegend=True, hovertemplate=told)


def _band_words(view: PatientBand) -> str:
    return (
        f"With {say(view.dose_mg_per_kg * view.weight_kg)} mg every {view.interval_weeks:g} weeks, the last trough of "
        f"the typical patient is {say(view.typical[-1])} µg/mL. Over {view.patients:,} simulated patients the mean is "
        f"{say(view.mean[-1])}, the median {say(view.median[-1])}, and the band runs from {say(view.low[-1])} to "
        f"{say(view.high[-1])} µg/mL."
    )


def _band_table(view: PatientBand) -> dict[str, list[float]]:
    return thinned(
        {
            "time (d)": view.time_d,
            "5th percentile (µg/mL)": view.low,
            "mean (µg/mL)": view.mean,
            "95th percentile (µg/mL)": view.high,
            "typical patient (µg/mL)": view.typical,
        }
    )


def exposure_by_dose(view: ExposureByDose) -> Figure:
    """Return exposure over dose, both as multiples of the reference dose: a straight line if kinetics are linear."""
    once, twice = (f"{say(times * view.reference_mg_per_kg)} mg/kg" for times in (1, 2))
    highest = max(float(course.values.max()) for course in view.multiples)
    frame = Frame(
        Axis("dose (mg/kg)"),
        Axis(f"AUC, multiple of that at {once}", limits=(0, 1.08 * highest)),
        positions=[Mark(view.reference_mg_per_kg, once), Mark(2 * view.reference_mg_per_kg, twice)],
    )
    told = "; ".join(f"{course.name} {say(view.at_twice(course))}-fold" for course in view.multiples)
    description = f"From {say(view.reference_mg_per_kg)} to {twice} the exposure grows: {told}."
    curves = [Curve(course.name, course.values) for course in view.multiples]
    return curve_figure(view.dose_mg_per_kg, curves, frame, Words("Exposure against dose (simulated)", description))


def spread(view: Spread) -> Figure:
    """Return the distribution of a quantity over patients, with typical patient, median and mean marked."""
    axis = f"{view.quantity} ({view.unit}; last bar: all above)"
    top = 1.25 * float(view.share_percent.max())
    marked = (
        ("typical patient", view.typical, Style(ORANGE, dash="dash"), 0.98),
        ("median", view.median, Style(BLUE), 0.86),
        ("mean", view.mean, Style(VERMILION, dash="dashdot"), 0.74),
    )
    layout = {
        "bargap": 0.05,
        "xaxis": {"title": {"text": axis}, "range": [0, view.highest]},
        "yaxis": {"title": {"text": "patients (%)"}, "range": [0, top]},
        "shapes": [rule("x", at, style, (0, up)) for _, at, style, up in marked],
        "annotations": [
            curve_label(at, up * top, f"{name} {say(at)}", style.colour, xshift=5) for name, at, style, up in marked
        ],
    }
    told = "%{x:.3g}: %{y:.3g} % of patients<extra></extra>"
    counts = upright_bars(view.middle, view.share_percent, Style(PALE), name="patients", hovertemplate=told)
    table = {axis: view.middle, "patients (%)": view.share_percent}
    return Figure([counts], layout, title=view.title, description=_spread_words(view), table=table)


def _spread_words(view: Spread) -> str:
    return (
        f"The typical patient has {say(view.typical)}, the median is {say(view.median)} and the mean {say(view.mean)} "
        f"{view.unit}. {say(view.below_mean_percent, 2)} % of the {view.patients:,} patients lie below the mean."
    )
