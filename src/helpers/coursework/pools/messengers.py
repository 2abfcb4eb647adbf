"""Items on messengers: how far a signal reaches, who sends and who answers."""

import math
from typing import TypedDict

import numpy as np

from helpers.coursework import facts
from helpers.coursework.dice import Dice
from helpers.coursework.draws import Grid, among, case, drawn
from helpers.coursework.kinds import Choice, Lettered, Number, crossing, lettered, rounded
from helpers.figures.curves import Axis, Curve, Frame, Mark, Words, curve_figure
from helpers.figures.figure import Figure
from helpers.models import diffusion_niche

# ---------------------------------------------------------------------------- reading a profile


class Profile(TypedDict):
    """The concentration around one sender, and the threshold of response."""

    distance_um: list[float]
    concentration_pM: list[float]
    threshold_pM: float


def _profile(dice: Dice) -> Profile:
    niche = diffusion_niche.Niche(
        receptors_per_cell=dice.grid(100, 5000, 100),
        consumer_fraction=dice.grid(0.1, 1, 0.05),
        secretion_molecules_per_s=dice.grid(20, 300, 10),
    )
    distance = [float(v) for v in range(5, 161)]
    threshold = dice.among([0.02, 0.05, 0.1, 0.2, 0.5, 1])
    concentration = rounded(1000 * diffusion_niche.concentration(np.array(distance), niche))
    return {"distance_um": distance, "concentration_pM": concentration, "threshold_pM": threshold}


def _profile_figure(given: Profile) -> Figure:
    threshold = f"{given['threshold_pM']:g} pM"
    frame = Frame(
        Axis("distance from the centre of the sender (µm)"),
        Axis("concentration (pM)", log=True, limits=(0.001, 1000)),
        levels=[Mark(given["threshold_pM"], f"threshold {threshold}")],
    )
    words = Words(
        "Simulated: one cell's signal",
        "The concentration falls from the sender outwards. The dotted line is the threshold of response, "
        f"{threshold}. The vertical axis is logarithmic.",
    )
    curve = Curve("cytokine", given["concentration_pM"])
    return curve_figure(given["distance_um"], [curve], frame, words)


def _reach(given: Profile, threshold_pM: float) -> float:
    return crossing(given["distance_um"], given["concentration_pM"], threshold_pM)


# ---------------------------------------------------------------------------- who sends and who answers

SIGNALS = {  # the option of the table that names it, and what is seen
    "autocrine": (
        "a T cell that lies alone in its well secretes IL-2 and hears it by its own receptors",
        "a cell in a dish, with no neighbour, secretes a cytokine and answers it through its own receptors",
        "a single monocyte in a droplet secretes IL-1β and then changes its own genes in answer to it",
    ),
    "paracrine": (
        "a macrophage secretes IL-12 and a natural killer cell beside it starts to make interferon-γ",
        "an epithelial cell releases IL-33 and a mast cell 20 µm away answers",
        "a T helper cell secretes IL-4 and the B cell beside it switches to IgE",
    ),
    "endocrine": (
        "contracting leg muscle releases IL-6 into the blood and the liver answers",
        "IL-6 from an inflamed joint reaches the liver with the blood, and hepatocytes make CRP",
        "IL-6 made in the lung during sepsis travels in the blood and acts on the brain",
    ),
    "none": (
        "IL-2 diffuses past a resting fibroblast that carries no chain of the IL-2 receptor",
        "IL-5 reaches a cell whose genes for both chains of the IL-5 receptor have been cut out",
        "a cytokine reaches a cell in which its receptor has been deleted",
    ),
}

MAKERS = {  # interleukin: cells that make it, cells that do not (the table producers must confirm both)
    "IL-2": (("CD4 T cell",), ("hepatocyte", "keratinocyte", "megakaryocyte", "endothelial cell")),
    "IL-5": (("Th2 cell", "ILC2"), ("hepatocyte", "neuron", "endothelial cell", "fibroblast")),
    "IL-7": (("bone marrow stromal cell", "thymic epithelial cell"), ("CD8 T cell", "eosinophil", "mast cell")),
    "IL-12": (("dendritic cell", "macrophage"), ("hepatocyte", "CD4 T cell", "fibroblast")),
    "IL-17A": (("Th17 cell", "γδ T cell"), ("hepatocyte", "fibroblast", "endothelial cell")),
    "IL-33": (("epithelial cell", "endothelial cell"), ("CD4 T cell", "B cell", "eosinophil")),
    "IL-35": (("regulatory T cell", "B cell"), ("keratinocyte", "hepatocyte", "mast cell", "fibroblast")),
}


class Maker(Lettered):
    """An interleukin, and cells of which one makes it."""

    interleukin: str


def _maker(dice: Dice) -> Maker:
    name = dice.among(sorted(MAKERS))
    cells, others = MAKERS[name]
    return {"interleukin": name, "options": lettered(dice.shuffled([dice.among(cells), *dice.some(others, 3)]))}


def _maker_right(given: Maker) -> str:
    makers = facts.column("producers", "cell_type", interleukin=given["interleukin"])
    return next(text for text in given["options"].values() if text in makers)


# Pairs of which the table producers says stored "yes", and pairs of which it says "no".
READY = (
    ("IL-33", "endothelial cell"),
    ("IL-8", "endothelial cell"),
    ("IL-4", "mast cell"),
    ("IL-4", "basophil"),
    ("IL-1α", "keratinocyte"),
    ("IL-16", "CD8 T cell"),
    ("IL-18", "epithelial cell"),
)
ON_DEMAND = (
    ("IL-1β", "monocyte"),
    ("IL-2", "CD4 T cell"),
    ("IL-10", "monocyte"),
    ("IL-20", "keratinocyte"),
    ("IL-11", "fibroblast"),
    ("IL-10", "CD8 T cell"),
    ("IL-13", "basophil"),
    ("IL-25", "epithelial cell"),
)


def _in_a_cell(interleukin: str, cell: str) -> str:
    return f"{interleukin} in a {cell}"


def _stored(dice: Dice) -> Lettered:
    pairs = [dice.among(READY), *dice.some(ON_DEMAND, 3)]
    return {"options": lettered(dice.shuffled([_in_a_cell(*pair) for pair in pairs]))}


def _stored_right(given: Lettered) -> str:
    ready = {_in_a_cell(row["interleukin"], row["cell_type"]) for row in facts.matching("producers", stored="yes")}
    return next(text for text in given["options"].values() if text in ready)


ITEMS = (
    Number(
        "A1-01a",
        drawn(diffusion_um2_per_s=Grid(5, 30, 1), uptake_per_s=Grid(0.004, 0.06, 0.002)),
        lambda g: math.sqrt(g["diffusion_um2_per_s"] / g["uptake_per_s"]),
        {
            "no-root": lambda g: g["diffusion_um2_per_s"] / g["uptake_per_s"],
            "turned-over": lambda g: math.sqrt(g["uptake_per_s"] / g["diffusion_um2_per_s"]),
        },
    ),
    Number(
        "A1-01b",
        drawn(scale_um=Grid(15, 90, 1), factor=among(2, 3, 5, 6, 8)),
        lambda g: g["scale_um"] / math.sqrt(g["factor"]),
        {"further": lambda g: g["scale_um"] * math.sqrt(g["factor"]), "no-root": lambda g: g["scale_um"] / g["factor"]},
    ),
    Number(
        "A1-01c",
        drawn(scale_um=Grid(15, 90, 1), diffusion_um2_per_s=Grid(5, 30, 1)),
        lambda g: g["diffusion_um2_per_s"] / g["scale_um"] ** 2,
        {
            "no-square": lambda g: g["diffusion_um2_per_s"] / g["scale_um"],
            "turned-over": lambda g: g["scale_um"] ** 2 / g["diffusion_um2_per_s"],
        },
    ),
    Number(
        "A1-02a",
        drawn(time_s=Grid(3, 60, 1), distance_um=among(10, 15, 20, 25, 30), times=among(3, 4, 5, 6, 7)),
        lambda g: g["times"] ** 2 * g["time_s"],
        {"linear": lambda g: g["times"] * g["time_s"], "root": lambda g: math.sqrt(g["times"]) * g["time_s"]},
        words=lambda g: {"far_um": g["times"] * g["distance_um"]},
    ),
    Number(
        "A1-03a",
        _profile,
        lambda g: _reach(g, g["threshold_pM"]),
        {"decade": lambda g: _reach(g, 10 * g["threshold_pM"])},
        figure=_profile_figure,
    ),
    case("A1-04a", SIGNALS),
    Choice("A1-04b", _maker, _maker_right, lambda g, text: "other-cell"),
    Choice("A1-04c", _stored, _stored_right, lambda g, text: "on-demand"),
)
