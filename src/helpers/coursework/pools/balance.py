"""Items on balance: what a brake is worth, the order of cytokines, and how good a fit is."""

import dataclasses
import functools
from typing import TypedDict

import numpy as np

from helpers import words
from helpers.coursework.dice import Dice
from helpers.coursework.kinds import Lettered, Letters, Number, lettered, rounded
from helpers.figures.curves import Axis, Curve, Frame, Words, curve_figure
from helpers.figures.figure import Figure
from helpers.models import lps_challenge

# ---------------------------------------------------------------------------- a brake taken away

TIMES_H = np.linspace(0, 8, 161)


class Brake(TypedDict):
    """One cytokine of a volunteer after endotoxin, with IL-10 and without its action."""

    cytokine: str
    dose_ng_per_kg: float
    time_h: list[float]
    with_il10_pg_per_mL: list[float]
    without_il10_pg_per_mL: list[float]


@functools.lru_cache(maxsize=256)
def _challenge(dose_ng_per_kg: float, what_if: tuple[str, ...]) -> lps_challenge.Course:
    parameters = dataclasses.replace(lps_challenge.BOLUS, dose_ng_per_kg=dose_ng_per_kg)
    return lps_challenge.simulate(parameters, TIMES_H, what_if)


def _brake(dice: Dice) -> Brake:
    cytokine = dice.among(["TNF", "IL6", "IL8"])
    dose = dice.grid(1.8, 2.2, 0.05)  # near the 2 ng/kg at which the model was fitted: far from it, it fails
    strength = dice.grid(0.3, 3, 0.1)  # volunteers differ in how strongly they answer
    with_brake = getattr(_challenge(dose, ()), cytokine)
    without = getattr(_challenge(dose, ("remove_il10",)), cytokine)
    return {
        "cytokine": cytokine.replace("IL", "IL-"),
        "dose_ng_per_kg": dose,
        "time_h": rounded(TIMES_H),
        "with_il10_pg_per_mL": rounded(strength * with_brake),
        "without_il10_pg_per_mL": rounded(strength * without),
    }


def _brake_figure(given: Brake) -> Figure:
    cytokine = given["cytokine"]

    curves = [
        Curve("with IL-10", given["with_il10_pg_per_mL"]),
        Curve("without IL-10", given["without_il10_pg_per_mL"]),
    ]
    frame = Frame(Axis("time since the bolus (h)"), Axis(f"{cytokine} (pg/mL)"))
    words = Words(
        f"Simulated volunteer: {cytokine} after {given['dose_ng_per_kg']:g} ng/kg endotoxin",
        f"Two curves of {cytokine} over 8 hours after the same dose: with IL-10 (solid) and with "
        "the action of IL-10 removed (dashed).",
    )
    return curve_figure(given["time_h"], curves, frame, words)


def _braked(given: Brake) -> float:
    return max(given["with_il10_pg_per_mL"])


def _unbraked(given: Brake) -> float:
    return max(given["without_il10_pg_per_mL"])


# ---------------------------------------------------------------------------- four pulses in order

PULSES = ("cytokine P", "cytokine Q", "cytokine R", "cytokine S")


class Pulses(Lettered):
    """Four cytokines after one stimulus, each in percent of its own maximum."""

    time_h: list[float]
    curves_percent: dict[str, list[float]]


def _four_pulses(dice: Dice) -> Pulses:
    first, gaps = dice.grid(1, 2, 0.1), [dice.grid(0.6, 1.6, 0.1) for _ in range(3)]
    peaks = [first, first + gaps[0], first + sum(gaps[:2]), first + sum(gaps)]
    time = np.linspace(0, 12, 121)
    shapes = {
        name: 100 * (time / peak) ** 3 * np.exp(3 * (1 - time / peak))
        for name, peak in zip(dice.shuffled(PULSES), peaks, strict=True)
    }
    return {
        "time_h": rounded(time),
        "curves_percent": {name: rounded(shapes[name], 5) for name in PULSES},
        "options": lettered(PULSES),
    }


def _four_pulses_figure(given: Pulses) -> Figure:
    curves = [Curve(name, values) for name, values in given["curves_percent"].items()]
    frame = Frame(
        Axis("time since the stimulus (h)"),
        Axis("concentration (% of its own maximum)", limits=(0, 118)),
    )
    words = Words(
        "Simulated: four cytokines after one stimulus",
        "Four curves over 12 hours, each in percent of its own maximum, with its name beside it.",
    )
    return curve_figure(given["time_h"], curves, frame, words)


def _by_peak(given: Pulses) -> list[str]:
    curves = given["curves_percent"]
    return sorted(curves, key=lambda name: curves[name].index(max(curves[name])))


# ---------------------------------------------------------------------------- how good a fit is


class Fitted(TypedDict):
    """Four measured means, and what a model says at the same times."""

    measured: list[float]
    modelled: list[float]


def _fitted(dice: Dice) -> Fitted:
    """Draw a course that rises and falls, and a model that runs too high throughout."""
    measured = [dice.grid(20, 40, 5), dice.grid(150, 250, 10), dice.grid(90, 140, 5), dice.grid(30, 60, 5)]
    too_high = dice.grid(20, 40, 5)
    return {"measured": measured, "modelled": [mean + too_high + dice.among([-5, 0, 5]) for mean in measured]}


def _missed_percent(given: Fitted) -> float:
    """Return SSE/SST in percent."""
    measured, modelled = np.array(given["measured"]), np.array(given["modelled"])
    return 100 * float(np.sum((measured - modelled) ** 2) / np.sum((measured - measured.mean()) ** 2))


def _squared_correlation(given: Fitted) -> float:
    return 100 * float(np.corrcoef(given["measured"], given["modelled"])[0, 1] ** 2)


def _both_courses(given: Fitted) -> dict[str, str]:
    courses = {"measured": given["measured"], "modelled": given["modelled"]}
    return {name: words.listed([f"{value:g}" for value in course]) for name, course in courses.items()}


ITEMS = (
    Number(
        "A1-10a",
        _brake,
        lambda g: _unbraked(g) - _braked(g),
        {"ratio": lambda g: _unbraked(g) / _braked(g), "no-change": lambda g: 0.0},
        figure=_brake_figure,
    ),
    Number(
        "A1-10b",
        _fitted,
        lambda g: 100 - _missed_percent(g),
        {"missed": _missed_percent, "correlation": _squared_correlation},
        words=_both_courses,
    ),
    Letters("A1-11a", _four_pulses, _by_peak, ordered=True, figure=_four_pulses_figure),
)
