"""Items on two ways to signal: classic and trans-signalling, and the buffer of IL-6."""

import math
from typing import TypedDict

import numpy as np

from helpers.coursework.dice import Dice
from helpers.coursework.draws import Grid, among, among_options, case, drawn
from helpers.coursework.kinds import Given, Number, Text, crossing, rounded
from helpers.figures.curves import Axis, Curve, Frame, Mark, Words, curve_figure
from helpers.figures.figure import Figure
from helpers.models import il6_buffer

EXPERIMENTS = {  # what it is evidence of, and what is done and seen
    "trans": (
        "cells without IL-6R are deaf to IL-6 and answer when soluble IL-6R is added",
        "sgp130Fc, which spares membrane IL-6R at this dose, takes the effect of IL-6 away",
        "a fusion of IL-6 with soluble IL-6R acts on cells that IL-6 alone does not move",
    ),
    "classic": (
        "cells with IL-6R answer IL-6 in a medium free of soluble IL-6R",
        "washed hepatocytes answer IL-6, and sgp130Fc does not change it",
        "cells whose soluble IL-6R is removed answer IL-6 as before, through their own",
    ),
    "neither": (
        "IL-6 and CRP rise together in patients",
        "an antibody to IL-6 takes the effect away",
        "the tissue contains messenger RNA of IL-6 and of gp130",
    ),
}


def _blocked(given: Given) -> str:
    if given["membrane"] == "with":
        return "trans-only" if given["drug"] == "sgp130Fc" else "classic-and-trans"
    return "only-way"


# ---------------------------------------------------------------------------- which way a cell answers


def _cell(dice: Dice) -> dict[str, str]:
    wanted, chance = dice.among(["classic", "trans", "both", "none"]), dice.among([True, False])
    membrane = wanted in ("classic", "both") or (wanted == "none" and chance)
    soluble = wanted in ("trans", "both")
    gp130 = wanted != "none" or not membrane
    return {
        "membrane_il6r": "yes" if membrane else "no",
        "gp130": "yes" if gp130 else "no",
        "soluble_il6r_in_medium": "yes" if soluble else "no",
        "cell": dice.among(["A", "B", "C", "D", "E"]),
    }


def _ways(given: Given) -> str:
    if given["gp130"] == "no":
        return "none"
    membrane, soluble = given["membrane_il6r"] == "yes", given["soluble_il6r_in_medium"] == "yes"
    return "both" if membrane and soluble else "classic" if membrane else "trans" if soluble else "none"


# ---------------------------------------------------------------------------- the buffer


class Buffer(TypedDict):
    """The pair of IL-6 and its soluble receptor that is still free, against soluble gp130."""

    sgp130_nM: list[float]
    free_complex_percent: list[float]


def _buffer(dice: Dice) -> Buffer:
    k1, k2 = dice.grid(0.5, 6, 0.1), dice.grid(0.04, 0.4, 0.01)
    receptor = dice.grid(0.5, 6, 0.1)
    sgp130 = np.logspace(-2, 2, 81)
    affinities = il6_buffer.Affinities(k1, k2)
    bound = 1 - il6_buffer.free_fraction(receptor, 0.0, affinities)
    binary = il6_buffer.free_fraction(receptor, sgp130, affinities) * receptor / k1
    return {"sgp130_nM": rounded(sgp130, 6), "free_complex_percent": rounded(100 * binary / bound, 6)}


def _buffer_figure(given: Buffer) -> Figure:
    frame = Frame(
        Axis("free soluble gp130 (nM)", log=True),
        Axis("free IL-6:sIL-6R (% of that without sgp130)", limits=(0, 105)),
        levels=[Mark(50.0, "half")],
    )
    words = Words(
        "Simulated: soluble gp130 and the free pair of IL-6 and sIL-6R",
        "One falling curve: the pair that can still reach a cell, against soluble gp130 from 0.01 to "
        "100 nM on a logarithmic axis.",
    )
    curve = Curve("free pair", given["free_complex_percent"])
    return curve_figure(given["sgp130_nM"], [curve], frame, words)


def _half(given: Buffer) -> float:
    logs = [math.log10(concentration) for concentration in given["sgp130_nM"]]
    return 10 ** crossing(logs, given["free_complex_percent"], 50)


def _free_percent(given: dict[str, float]) -> float:
    affinities = il6_buffer.Affinities(given["k1_nM"], given["k2_nM"])
    return 100 * float(il6_buffer.free_fraction(given["sil6r_nM"], given["sgp130_nM"], affinities))


def _bound_percent(receptor_nM: float, kd_nM: float) -> float:
    return 100 * receptor_nM / (receptor_nM + kd_nM)


def _pair(given: dict[str, float]) -> float:
    return _bound_percent(given["sil6r_nM"], given["k1_nM"])


def _caught(given: dict[str, float]) -> float:
    return _bound_percent(given["sgp130_nM"], given["k2_nM"])


ITEMS = (
    among_options(
        "A2-03c",
        drawn(drug=among("tocilizumab", "an antibody to IL-6", "sgp130Fc"), membrane=among("with", "without")),
        _blocked,
    ),
    among_options("A2-03a", _cell, _ways),
    case("A2-03b", EXPERIMENTS),
    Number(
        "A2-04a",
        drawn(
            sil6r_nM=Grid(0.5, 4, 0.1), sgp130_nM=Grid(0.1, 3, 0.05), k1_nM=Grid(1, 9, 0.5), k2_nM=Grid(0.1, 1, 0.05)
        ),
        _free_percent,
        {
            "no-gp130": lambda g: 100 - _pair(g),
            "bound": lambda g: 100 - _free_percent(g),
            "fraction": lambda g: _free_percent(g) / 100,
        },
    ),
    Number(
        "A2-04b",
        drawn(sil6r_nM=Grid(0.4, 6, 0.1), k1_nM=Grid(0.5, 20, 0.5)),
        _pair,
        {
            "free": lambda g: 100 - _pair(g),
            "linear": lambda g: 100 * g["sil6r_nM"] / g["k1_nM"],
            "fraction": lambda g: _pair(g) / 100,
        },
    ),
    Number(
        "A2-04c",
        drawn(sgp130_nM=Grid(0.05, 3, 0.05), k2_nM=Grid(0.05, 1, 0.05)),
        _caught,
        {
            "free": lambda g: 100 - _caught(g),
            "linear": lambda g: 100 * g["sgp130_nM"] / g["k2_nM"],
            "fraction": lambda g: _caught(g) / 100,
        },
    ),
    Number(
        "A2-05a",
        _buffer,
        _half,
        {"decade": lambda g: 10 * _half(g), "log": lambda g: math.log10(_half(g))},
        figure=_buffer_figure,
    ),
    Number(
        "A2-06a",
        drawn(level_pg_per_mL=Grid(20, 990, 5), molar_mass_kDa=among(20, 21, 22, 23, 24, 25, 26)),
        lambda g: g["level_pg_per_mL"] / g["molar_mass_kDa"],
        {
            "times": lambda g: g["level_pg_per_mL"] * g["molar_mass_kDa"],
            "step": lambda g: 1000 * g["level_pg_per_mL"] / g["molar_mass_kDa"],
        },
    ),
    Text("A2-11a", drawn(sil6r_ng_per_mL=Grid(25, 200, 5), sgp130_ng_per_mL=Grid(200, 400, 10))),
    Text(
        "A2-11b",
        drawn(
            cell=among("fibroblast", "smooth muscle cell", "cell of a vessel's lining"), il6_pg_per_mL=Grid(50, 900, 10)
        ),
    ),
)
