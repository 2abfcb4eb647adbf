"""Items on dose and time: half-lives, steady levels, saturable elimination, and kidneys."""

import math
from typing import Literal, TypeAlias, TypedDict

import numpy as np

from helpers.coursework.dice import Dice
from helpers.coursework.draws import Grid, among, among_options, drawn
from helpers.coursework.kinds import Given, Number, Text, rounded
from helpers.figures.curves import Axis, Curve, Frame, Words, curve_figure
from helpers.figures.figure import Figure
from helpers.models import pharmacokinetics

L_PER_D_OF_1_ML_PER_MIN = 1.44
L_PER_H_OF_1_ML_PER_MIN = 0.06

# ---------------------------------------------------------------------------- reading a decline

DECLINE_DAYS = 42


class Decline(TypedDict):
    """The serum level of a drug after one infusion."""

    time_d: list[float]
    concentration_mg_per_L: list[float]


def _decline(dice: Dice) -> Decline:
    half_life, first = dice.grid(3, 24, 0.5), dice.grid(40, 200, 5)
    time = np.linspace(0, DECLINE_DAYS, DECLINE_DAYS + 1)
    return {"time_d": rounded(time), "concentration_mg_per_L": rounded(first * 0.5 ** (time / half_life), 5)}


def _decline_figure(given: Decline) -> Figure:
    frame = Frame(Axis("time (days)"), Axis("concentration (mg/L)", log=True, limits=(0.001, 1000)))
    words = Words(
        "Simulated: serum level after one infusion",
        "One straight falling line over 42 days on a logarithmic axis from 0.001 to 1,000 mg/L.",
    )
    curve = Curve("drug", given["concentration_mg_per_L"])
    return curve_figure(given["time_d"], [curve], frame, words)


def _half_life_d(given: Decline) -> float:
    levels = given["concentration_mg_per_L"]
    return DECLINE_DAYS * math.log(2) / math.log(levels[0] / levels[-1])


# ---------------------------------------------------------------------------- the dose is doubled

Case: TypeAlias = Literal["interval", "linear", "saturable-high", "saturable-low"]
AFTER_DOUBLING: dict[Case, str] = {  # the case, and the option of A3-08d that is right
    "interval": "same",
    "linear": "doubles",
    "saturable-high": "more",
    "saturable-low": "doubles",
}
DOUBLED = "The dose is doubled"


def _doubling(dice: Dice) -> dict[str, str | float]:
    case = dice.among(list(AFTER_DOUBLING))
    km, level = dice.grid(2, 6, 0.5), dice.grid(5, 90, 5)
    if case == "saturable-low":
        level = round(km / 100, 3)
    elif case == "saturable-high":
        level = round(0.6 * km, 2)
    return {"case": case, "level_mg_per_L": level, "km_mg_per_L": km}


def _doubling_words(given: Given) -> dict[str, str]:
    km, level = given["km_mg_per_L"], given["level_mg_per_L"]
    linear = f"it is eliminated by a linear path only; its level is near {level:g} mg/L. {DOUBLED}"
    if given["case"] == "linear":
        return {"told": linear}
    if given["case"] == "interval":
        return {"told": f"{linear} and so is the interval between doses"}
    path = f"it is eliminated only through its receptor, with Km = {km:g} mg/L; its level stays near {level:g} mg/L"
    return {"told": f"{path}. {DOUBLED}"}


# ---------------------------------------------------------------------------- exposure


def _two_routes(dice: Dice) -> dict[str, float]:
    """Draw areas under the curve after both routes, with a bioavailability of about 45 to 85 %."""
    iv, sc, area = dice.among([50, 80, 100, 150]), dice.among([120, 180, 200, 300]), dice.grid(200, 600, 5)
    share = dice.grid(0.45, 0.85, 0.005)
    return {"iv_mg": iv, "sc_mg": sc, "auc_iv_mg_d_per_L": area, "auc_sc_mg_d_per_L": round(area * share * sc / iv, 0)}


def _iv(given: dict[str, float]) -> float:
    return given["auc_iv_mg_d_per_L"] / given["iv_mg"]


def _sc(given: dict[str, float]) -> float:
    return given["auc_sc_mg_d_per_L"] / given["sc_mg"]


class Exposures(TypedDict):
    """The areas under the curve of five virtual patients."""

    auc_mg_d_per_L: list[float]


def _exposures(dice: Dice) -> Exposures:
    """Draw the exposures of five virtual patients, one of them far above the others."""
    low = sorted(dice.grid(20, 90, 5) for _ in range(4))
    return {"auc_mg_d_per_L": dice.shuffled([*low, dice.grid(250, 900, 10)])}


def _mean(given: Exposures) -> float:
    return sum(given["auc_mg_d_per_L"]) / 5


def _median(given: Exposures) -> float:
    return sorted(given["auc_mg_d_per_L"])[2]


def _average(given: dict[str, float], available: float, hours: float = 1.0) -> float:
    clearance = hours * given["clearance_L_per_d"]
    return float(pharmacokinetics.average_concentration(given["dose_mg"], given["interval_d"], clearance, available))


def _available(given: dict[str, float]) -> float:
    return given["bioavailability_percent"] / 100


ITEMS = (
    Number(
        "A3-07a",
        drawn(volume_L=Grid(3, 9, 0.1), clearance_L_per_d=Grid(0.15, 0.9, 0.01)),
        lambda g: math.log(2) * g["volume_L"] / g["clearance_L_per_d"],
        {
            "ln2-forgotten": lambda g: g["volume_L"] / g["clearance_L_per_d"],
            "turned-over": lambda g: math.log(2) * g["clearance_L_per_d"] / g["volume_L"],
        },
    ),
    Number(
        "A3-07b",
        drawn(
            dose_mg=Grid(50, 400, 10),
            interval_d=among(7, 14, 28),
            clearance_L_per_d=Grid(0.15, 0.7, 0.01),
            bioavailability_percent=Grid(55, 85, 5),
        ),
        lambda g: _average(g, _available(g)),
        {"all-absorbed": lambda g: _average(g, 1.0), "hours": lambda g: _average(g, _available(g), hours=24)},
    ),
    Number(
        "A3-07c",
        drawn(half_life_d=Grid(3, 28, 0.5), share_percent=among(75, 87.5, 93.75)),
        lambda g: -g["half_life_d"] * math.log2(1 - g["share_percent"] / 100),
        {
            "ln2-forgotten": lambda g: -g["half_life_d"] * math.log(1 - g["share_percent"] / 100),
            "one-half-life": lambda g: g["half_life_d"],
        },
    ),
    Number(
        "A3-07d",
        _exposures,
        lambda g: _mean(g) / _median(g),
        {"turned-over": lambda g: _median(g) / _mean(g), "same": lambda g: 1.0},
        words=lambda g: {"values": ", ".join(f"{area:g}" for area in g["auc_mg_d_per_L"])},
    ),
    Number(
        "A3-08a",
        _decline,
        _half_life_d,
        {
            "ln2-forgotten": lambda g: _half_life_d(g) / math.log(2),
            "tenfold": lambda g: _half_life_d(g) / math.log10(2),
        },
        figure=_decline_figure,
    ),
    Number(
        "A3-08b",
        drawn(normal_mL_per_min=Grid(120, 190, 2), share_percent=Grid(20, 70, 1)),
        lambda g: g["normal_mL_per_min"] * L_PER_D_OF_1_ML_PER_MIN * g["share_percent"] / 100,
        {
            "per-hour": lambda g: g["normal_mL_per_min"] * L_PER_H_OF_1_ML_PER_MIN * g["share_percent"] / 100,
            "normal": lambda g: g["normal_mL_per_min"] * L_PER_D_OF_1_ML_PER_MIN,
            "lost": lambda g: g["normal_mL_per_min"] * L_PER_D_OF_1_ML_PER_MIN * (1 - g["share_percent"] / 100),
        },
    ),
    Number(
        "A3-08c",
        _two_routes,
        lambda g: 100 * _sc(g) / _iv(g),
        {
            "doses-forgotten": lambda g: 100 * g["auc_sc_mg_d_per_L"] / g["auc_iv_mg_d_per_L"],
            "turned-over": lambda g: 100 * _iv(g) / _sc(g),
        },
    ),
    among_options("A3-08d", _doubling, lambda g: AFTER_DOUBLING[g["case"]], words=_doubling_words),
    Text("A3-12c", drawn(dose_mg=among(50, 100, 150, 200), more=Grid(2.5, 4, 0.1))),
)
