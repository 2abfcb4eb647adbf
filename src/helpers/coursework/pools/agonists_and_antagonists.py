"""Items on agonists and antagonists: potency, efficacy, dose ratios and antagonist excess."""

import math
from dataclasses import dataclass
from typing import Literal, TypeAlias, TypedDict, get_args

import numpy as np

from helpers.coursework.dice import Dice
from helpers.coursework.draws import Grid, among, drawn
from helpers.coursework.kinds import Choice, Lettered, Number, Text, crossing, lettered, rounded
from helpers.figures.curves import Axis, Curve, Frame, Words, curve_figure
from helpers.figures.figure import Figure
from helpers.models import receptor_binding

# ---------------------------------------------------------------------------- reading a dose ratio


class TwoCurves(TypedDict):
    """The response to an agonist alone, and beside an antagonist."""

    agonist_nM: list[float]
    alone_percent: list[float]
    beside_percent: list[float]


def _two_curves(dice: Dice) -> TwoCurves:
    ka, tau = dice.grid(2, 40, 1), dice.grid(2, 20, 1)
    ratio = dice.grid(3, 40, 1)
    dose = np.logspace(-2, 4, 181)
    alone = receptor_binding.operational_response(dose, ka, tau)
    beside = receptor_binding.operational_response(dose / ratio, ka, tau)
    return {"agonist_nM": rounded(dose, 6), "alone_percent": rounded(alone, 6), "beside_percent": rounded(beside, 6)}


def _two_curves_figure(given: TwoCurves) -> Figure:
    curves = [
        Curve("agonist alone", given["alone_percent"]),
        Curve("with antagonist", given["beside_percent"]),
    ]
    frame = Frame(
        Axis("agonist concentration (nM)", log=True),
        Axis("response (% of the system's maximum)", limits=(0, 105)),
    )
    words = Words(
        "Simulated: agonist without and with antagonist",
        "Two rising curves on a logarithmic axis from 0.01 to 10,000 nM: the agonist alone (solid) and "
        "the agonist beside a fixed concentration of antagonist (dashed).",
    )
    return curve_figure(given["agonist_nM"], curves, frame, words)


def _ec50_nM(dose_nM: list[float], response: list[float]) -> float:
    return 10 ** crossing([math.log10(dose) for dose in dose_nM], response, max(response) / 2)


def _alone(given: TwoCurves) -> float:
    return _ec50_nM(given["agonist_nM"], given["alone_percent"])


def _beside(given: TwoCurves) -> float:
    return _ec50_nM(given["agonist_nM"], given["beside_percent"])


# ---------------------------------------------------------------------------- the best of four drugs

Asked: TypeAlias = Literal["potent", "efficacious", "affinity"]
ASKS: dict[Asked, str] = {
    "potent": "is the most potent",
    "efficacious": "has the highest efficacy in this tissue",
    "affinity": "has the highest affinity",
}
NAMES = ("drug K", "drug L", "drug M", "drug N", "drug P", "drug Q", "drug R")


@dataclass(frozen=True, slots=True)
class Agonist:
    """A drug of the operational model, with `kd` in units of a common scale."""

    kd: float
    tau: float


# The most potent, the most tightly bound and the most efficacious are three different ones, in this order.
AGONISTS = (Agonist(20, 4), Agonist(8, 0.5), Agonist(250, 19), Agonist(1100, 0.25))


class DrugRow(TypedDict):
    """What the student reads of one drug."""

    ec50_nM: float
    kd_nM: float
    maximum_percent: int


class FourDrugs(Lettered):
    """Four drugs, and what is asked of them."""

    drugs: dict[str, DrugRow]
    asked: Asked


def _row(agonist: Agonist, scale_nM: float) -> DrugRow:
    """Return what is measured: EC50 = Kd / (1 + tau), maximum = tau / (1 + tau)."""
    return {
        "ec50_nM": float(f"{scale_nM * agonist.kd / (1 + agonist.tau):.3g}"),
        "kd_nM": round(scale_nM * agonist.kd, 3),
        "maximum_percent": round(100 * agonist.tau / (1 + agonist.tau)),
    }


def _four_drugs(dice: Dice) -> FourDrugs:
    names = dice.some(NAMES, 4)
    scale = dice.among([0.1, 0.5, 1, 2, 5])
    rows = {name: _row(agonist, scale) for name, agonist in zip(names, AGONISTS, strict=True)}
    return {
        "drugs": {name: rows[name] for name in sorted(rows)},
        "asked": dice.among(get_args(Asked)),
        "options": lettered(dice.shuffled(names)),
    }


def _best(drugs: dict[str, DrugRow], asked: Asked) -> str:
    worth = {
        "potent": lambda row: -row["ec50_nM"],
        "efficacious": lambda row: row["maximum_percent"],
        "affinity": lambda row: -row["kd_nM"],
    }[asked]
    return max(drugs, key=lambda name: worth(drugs[name]))


def _best_of_another(given: FourDrugs, text: str) -> str:
    """Return the option of the table for a drug that is the best in another sense."""
    others: tuple[Asked, ...] = ("potent", "affinity", "efficacious")
    for other in others:
        if other != given["asked"] and text == _best(given["drugs"], other):
            return f"{other}-taken"
    return "another"


def _drug_words(given: FourDrugs) -> dict[str, str]:
    head = "| drug | Kd (nM) | EC50 (nM) | maximal effect (%) |\n|---|---|---|---|\n"
    lines = [
        f"| {name} | {row['kd_nM']:g} | {row['ec50_nM']:g} | {row['maximum_percent']:g} |"
        for name, row in given["drugs"].items()
    ]
    return {"asks": ASKS[given["asked"]], "table": head + "\n".join(lines)}


# ---------------------------------------------------------------------------- formulas


def _excess(given: dict[str, float]) -> float:
    ceiling = given["ceiling_percent"] / 100
    return float(receptor_binding.antagonist_fold_excess(ceiling, given["ki_nM"], given["kd_nM"]))


def _occupied_percent(agonist_nM: float, ka_nM: float, antagonist_nM: float, kb_nM: float) -> float:
    return 100 * float(receptor_binding.gaddum(agonist_nM, ka_nM, antagonist_nM, kb_nM))


ITEMS = (
    Number(
        "A3-01a",
        _two_curves,
        lambda g: _beside(g) / _alone(g),
        {
            "difference": lambda g: _beside(g) - _alone(g),
            "turned-over": lambda g: 1 / (_beside(g) / _alone(g)),
            "log": lambda g: math.log10(_beside(g) / _alone(g)),
        },
        figure=_two_curves_figure,
    ),
    Number(
        "A3-02a",
        drawn(antagonist_nM=Grid(10, 400, 5), dose_ratio=Grid(2, 9, 0.5)),
        lambda g: g["antagonist_nM"] / (g["dose_ratio"] - 1),
        {
            "one-forgotten": lambda g: g["antagonist_nM"] / g["dose_ratio"],
            "turned-over": lambda g: g["antagonist_nM"] * (g["dose_ratio"] - 1),
        },
    ),
    Number(
        "A3-03a",
        drawn(ki_nM=Grid(0.05, 1, 0.05), kd_nM=Grid(0.05, 1, 0.05), ceiling_percent=among(1, 2, 3, 4, 5, 8, 10)),
        _excess,
        {"equal": lambda g: 1.0, "turned-over": lambda g: _excess(g) * (g["kd_nM"] / g["ki_nM"]) ** 2},
    ),
    Number(
        "A3-03b",
        drawn(
            agonist_nM=Grid(1, 20, 0.5), ka_nM=Grid(0.5, 8, 0.5), antagonist_nM=Grid(5, 100, 5), kb_nM=Grid(1, 20, 1)
        ),
        lambda g: _occupied_percent(**g),
        {
            "no-antagonist": lambda g: 100 * g["agonist_nM"] / (g["agonist_nM"] + g["ka_nM"]),
            "free": lambda g: 100 - _occupied_percent(**g),
            "fraction": lambda g: _occupied_percent(**g) / 100,
        },
    ),
    Number(
        "A3-03c",
        drawn(il2_pM=Grid(5, 400, 5), trimer_kd_pM=Grid(5, 30, 1), dimer_kd_pM=Grid(600, 2000, 50)),
        lambda g: (g["il2_pM"] + g["dimer_kd_pM"]) / (g["il2_pM"] + g["trimer_kd_pM"]),
        {
            "constants": lambda g: g["dimer_kd_pM"] / g["trimer_kd_pM"],
            "one-receptor": lambda g: 1.0,
            "turned-over": lambda g: (g["il2_pM"] + g["trimer_kd_pM"]) / (g["il2_pM"] + g["dimer_kd_pM"]),
        },
    ),
    Choice(
        "A3-04a",
        _four_drugs,
        lambda g: _best(g["drugs"], g["asked"]),
        _best_of_another,
        words=_drug_words,
    ),
    Text("A3-12b", drawn(agonist_nM=Grid(1, 20, 1), factor=Grid(20, 60, 5))),
)
