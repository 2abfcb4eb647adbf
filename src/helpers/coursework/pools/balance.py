"""Items on balance: brakes, the order of cytokines, a switch, and what a finding supports."""

import dataclasses
import functools
from typing import TypedDict

import numpy as np

from helpers.coursework.dice import Dice
from helpers.coursework.draws import CaseDraw, Grid, among, among_options, drawn
from helpers.coursework.kinds import Given, Lettered, Letters, Number, Text, lettered, rounded
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
    dose, strength = dice.grid(0.6, 2.4, 0.05), dice.grid(0.3, 3, 0.1)  # volunteers differ in how strongly they answer
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


# ---------------------------------------------------------------------------- a switch


def _switch(dice: Dice) -> dict[str, float]:
    """Draw a bistable inflammation: it goes on above one stimulus and off only below a lower one."""
    off, on = dice.grid(1, 4, 0.5), dice.grid(6, 10, 0.5)
    ends = dice.among(["stays-low", "stays-on", "goes-off"])
    pulse = round(on - dice.grid(1, 2, 0.5), 1) if ends == "stays-low" else round(on + dice.grid(1, 4, 0.5), 1)
    after = round(off - 0.5, 1) if ends == "goes-off" else round(dice.grid(off + 0.5, off + 1.5, 0.5), 1)
    return {"on_above": on, "off_below": off, "pulse": pulse, "after": after}


def _switch_ends(given: Given) -> str:
    if given["pulse"] <= given["on_above"]:
        return "stays-low"
    return "goes-off" if given["after"] < given["off_below"] else "stays-on"


# ---------------------------------------------------------------------------- what a finding supports

ROLES = CaseDraw(
    {  # what it supports (an option of A1-11c), and the observation
        "association": (
            "{il} is raised in blood, and more so the worse the disease",
            "{il} is raised in the tissue and falls when the patients improve on another drug",
            "patients with a high {il} at the start do worse within a year",
        ),
        "cause": (
            "in a controlled trial an antibody to {il} relieves the disease more than placebo",
            "people born with a gene variant that takes {il} away are spared the disease",
            "in a controlled trial two different blockers of {il} each beat placebo",
        ),
        "against": (
            "an antibody to {il}, which empties the blood of it, does no better than placebo in two controlled trials",
            "people born with a gene variant that raises {il} for life have the disease no more often",
            "in a controlled trial, blocking {il} changes nothing, although {il} is raised",
        ),
    }
)
_SUSPECTS = drawn(il=among("IL-6", "IL-17A", "IL-23", "IL-5", "IL-13", "IL-18"))

ITEMS = (
    Number(
        "A1-10a",
        _brake,
        lambda g: _unbraked(g) - _braked(g),
        {"ratio": lambda g: _unbraked(g) / _braked(g), "no-change": lambda g: 0.0},
        figure=_brake_figure,
    ),
    Letters("A1-11a", _four_pulses, _by_peak, ordered=True, figure=_four_pulses_figure),
    among_options("A1-11b", _switch, _switch_ends),
    among_options(
        "A1-11c",
        lambda dice: ROLES(dice) | _SUSPECTS(dice),
        ROLES.kind_of,
        words=lambda g: {"told": g["seen"].format(il=g["il"])},
    ),
    Text("A1-12b", drawn(marker=among("CRP", "IL-6", "IL-8"), fold=Grid(3, 40, 1))),
)
