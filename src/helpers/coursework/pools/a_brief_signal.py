"""Items on a brief signal: binding, the pulse of message and protein, and what ends it."""

import math
from typing import TypedDict

import numpy as np

from helpers.coursework import facts
from helpers.coursework.dice import Dice
from helpers.coursework.draws import Grid, among, case, drawn
from helpers.coursework.kinds import Lettered, Letters, Number, Text, crossing, lettered, rounded, top
from helpers.figures.curves import Axis, Curve, Frame, Words, curve_figure
from helpers.figures.figure import Figure
from helpers.models import expression_pulse, receptor_binding

# ---------------------------------------------------------------------------- binding


def _occupancy_percent(ligand_nM: float, kd_nM: float) -> float:
    return 100 * float(receptor_binding.hill_langmuir(ligand_nM, kd_nM))


def _needed_nM(occupancy_percent: float, kd_nM: float) -> float:
    return float(receptor_binding.concentration_at_occupancy(occupancy_percent / 100, kd_nM))


# ---------------------------------------------------------------------------- reading a pulse


class Pulse(TypedDict):
    """Message and protein of one cytokine, each in percent of its own maximum."""

    time_h: list[float]
    mrna_percent: list[float]
    protein_percent: list[float]


def _pulse(dice: Dice) -> Pulse:
    duration, message = dice.grid(1, 6, 0.5), dice.grid(0.4, 1.6, 0.1)
    lasting = dice.grid(0.6, 8, 0.2)
    times = np.linspace(0, 24, 241)
    mrna = expression_pulse.mrna(times, duration, message)
    protein = expression_pulse.protein(times, duration, message, lasting)
    return {
        "time_h": rounded(times),
        "mrna_percent": rounded(100 * mrna / mrna.max()),
        "protein_percent": rounded(100 * protein / protein.max(), 6),
    }


def _pulse_figure(given: Pulse) -> Figure:
    curves = [
        Curve("mRNA", given["mrna_percent"]),
        Curve("protein", given["protein_percent"]),
    ]
    frame = Frame(
        Axis("time since the stimulus began (h)"),
        Axis("amount (% of its own maximum)", limits=(0, 110)),
    )
    words = Words(
        "Simulated: a pulse of one cytokine",
        "Two curves over 24 hours, mRNA (solid) and protein (dashed), each in percent of its own maximum.",
    )
    return curve_figure(given["time_h"], curves, frame, words)


def _half_width(time: list[float], amount: list[float]) -> float:
    """Return for how long an amount lies above half of its maximum."""
    peak = time.index(top(time, amount).x)
    return crossing(time[peak:], amount[peak:], 50) - crossing(time[: peak + 1], amount[: peak + 1], 50)


# ---------------------------------------------------------------------------- steps and brakes

STEPS = ("step-1", "step-2", "step-3", "step-4", "step-5")  # options of A1-11d, in the right order


def _step_texts() -> list[str]:
    texts = facts.options("A1-11d")
    return [texts[name] for name in STEPS]


def _steps(dice: Dice) -> Lettered:
    return {"options": lettered(dice.shuffled(_step_texts()))}


BRAKES = {  # the brake that explains it (an option of A1-04d), and what is seen after a pulse
    "mrna": (
        "within an hour after transcription stops, the mRNA is gone",
        "with a mutation in the 3' end of its mRNA a cytokine is made for hours longer",
    ),
    "socs": (
        "STAT3 is phosphorylated for an hour only, although receptor and cytokine are still there",
        "cells that lack SOCS3 keep STAT3 phosphorylated for hours in the same medium",
    ),
    "clearance": (
        "the cytokine vanishes from the blood within hours, while its receptor on cells stays as it was",
        "after an injection the level in plasma halves every few hours",
    ),
    "receptor": (
        "the cells answer a second dose only after they have made new receptors",
        "the receptor is taken into the cell with its cytokine, and the surface stays empty for hours",
    ),
}

ITEMS = (
    case("A1-04d", BRAKES),
    Number(
        "A1-07a",
        drawn(ligand_nM=Grid(0.2, 6, 0.1), kd_nM=Grid(0.3, 9, 0.1)),
        lambda g: _occupancy_percent(**g),
        {
            "free": lambda g: 100 - _occupancy_percent(**g),
            "linear": lambda g: 100 * g["ligand_nM"] / g["kd_nM"],
            "fraction": lambda g: _occupancy_percent(**g) / 100,
        },
    ),
    Number(
        "A1-07b",
        drawn(occupancy_percent=among(15, 20, 25, 30, 35, 60, 65, 70, 75, 80, 85), kd_nM=Grid(0.3, 9, 0.1)),
        lambda g: _needed_nM(**g),
        {
            "linear": lambda g: g["kd_nM"] * g["occupancy_percent"] / 100,
            "turned-over": lambda g: g["kd_nM"] ** 2 / _needed_nM(**g),
        },
    ),
    Number(
        "A1-07c",
        drawn(ligand_pM=Grid(100, 2000, 20), kd_nM=Grid(0.2, 3, 0.1)),
        lambda g: _occupancy_percent(g["ligand_pM"] / 1000, g["kd_nM"]),
        {
            "unit-slip": lambda g: 100 * g["ligand_pM"] / (g["ligand_pM"] + g["kd_nM"] * 100),
            "free": lambda g: 100 - _occupancy_percent(g["ligand_pM"] / 1000, g["kd_nM"]),
            "fraction": lambda g: _occupancy_percent(g["ligand_pM"] / 1000, g["kd_nM"]) / 100,
        },
    ),
    Number(
        "A1-08a",
        drawn(half_life_min=Grid(15, 90, 1), time_min=Grid(20, 180, 2)),
        lambda g: 100 * 0.5 ** (g["time_min"] / g["half_life_min"]),
        {
            "ln2-forgotten": lambda g: 100 * math.exp(-g["time_min"] / g["half_life_min"]),
            "made": lambda g: 100 - 100 * 0.5 ** (g["time_min"] / g["half_life_min"]),
        },
    ),
    Number(
        "A1-09a",
        _pulse,
        lambda g: _half_width(g["time_h"], g["protein_percent"]),
        {
            "mrna": lambda g: _half_width(g["time_h"], g["mrna_percent"]),
            "peak-time": lambda g: top(g["time_h"], g["protein_percent"]).x,
        },
        figure=_pulse_figure,
    ),
    Letters("A1-11d", _steps, lambda g: _step_texts(), ordered=True),
    Text("A1-12a", drawn(ligand_nM=Grid(1, 9, 0.5), kd_nM=Grid(0.5, 4, 0.25))),
    Text("A1-12c", drawn(half_life_min=Grid(20, 45, 5), stable_h=Grid(4, 12, 1))),
)
