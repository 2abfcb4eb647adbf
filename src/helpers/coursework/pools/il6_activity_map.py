"""Items on the activity map of IL-6: patterns of effects, their branches, and the cells that answer."""

from typing import Literal

from helpers.coursework import facts
from helpers.coursework.dice import Dice
from helpers.coursework.draws import CaseDraw, among_options, case
from helpers.coursework.kinds import Given, Lettered, Letters, lettered

PATTERNS = {  # the option that names it, and what is observed (letters stand for invented cytokines)
    "pleiotropy": (
        "cytokine X makes hepatocytes produce CRP, B cells produce antibody and megakaryocytes mature",
        "cytokine X raises fever in the brain, hepcidin in the liver and bone loss",
        "one cytokine makes T cells grow, B cells switch class and macrophages fuse",
    ),
    "redundancy": (
        "mice without cytokine X are normal, mice without Y too; without both, helper T cells are lost",
        "cytokines X, Y and Z each keep the same cell alive, and any one of them is enough",
        "an antibody against X changes nothing because Y gives the same effect",
    ),
    "synergy": (
        "X alone doubles and Y alone triples the output; together they raise it 40-fold",
        "X gives 5 units and Y 8 units of product, but both together give 90",
        "X raises the output 2-fold, Y does nothing alone, and both together raise it 25-fold",
    ),
    "antagonism": (
        "X raises the class switch to IgE, and Y added to it takes the switch away",
        "Y given with X brings the effect of X back to the level of the control",
        "macrophages answer X with TNF; with Y present they make almost none",
    ),
}

BRANCHES = {  # the branch that the table il6_activities gives to its kind, and an effect in words
    "acute-phase": (
        "hepatocytes make serum amyloid A",
        "hepatocytes make haptoglobin",
        "hepatocytes make less albumin",
        "hepatocytes make fibrinogen",
    ),
    "differentiation": (
        "an activated B cell takes its last step to secreting antibody",
        "monocytes turn into macrophages",
        "M1 leukaemia cells turn into macrophage-like cells",
    ),
    "haematopoiesis": (
        "stem cells leave their rest and give blast colonies",
        "thrombopoietin rises and platelets follow",
        "progenitors give granulocyte colonies, in synergy with GM-CSF",
    ),
    "growth-inhibition": (
        "U937 leukaemia cells form fewer colonies",
        "breast carcinoma lines ZR-75-1 and T-47D make less DNA",
        "early melanoma cells grow more slowly",
    ),
}

# The option that names the cell on which IL-6 acts, and biomarkers.
MARKERS = CaseDraw(
    {
        "hepatocyte": ("CRP", "SAA", "fibrinogen", "hepcidin"),
        "pituitary": ("ACTH", "cortisol"),
        "endothelial": ("E-selectin", "ICAM-1"),
        "b-cell": ("immunoglobulin",),
    },
    "marker",
)
ANSWERING = {  # an option of A2-01c, and the target of the table il6_activities that it names
    "hepatocyte": "hepatocyte",
    "pituitary": "pituitary-adrenal axis",
    "endothelial": "endothelial cell",
    "b-cell": "B cell",
}


def _marker_of(given: Given) -> str:
    targets = facts.column("il6_activities", "target", readout=given["marker"])
    return next(option for option, target in ANSWERING.items() if target in targets)


RISING = ("CRP", "SAA", "fibrinogen", "α1-antitrypsin", "α1-antichymotrypsin", "haptoglobin", "hepcidin")
FALLING = ("albumin", "transferrin", "fibronectin")


class AcutePhase(Lettered):
    """A direction, and plasma proteins of which some move in it."""

    direction: Literal["up", "down"]


def _acute_phase(dice: Dice) -> AcutePhase:
    proteins = dice.some(RISING, 3) + list(FALLING)
    wanted: Literal["up", "down"] = dice.among(("up", "down"))
    if wanted == "down":
        proteins = dice.some(RISING, 4) + dice.some(FALLING, 2)
    return {"direction": wanted, "options": lettered(dice.shuffled(proteins))}


def _acute_phase_right(given: AcutePhase) -> list[str]:
    moved = facts.column("il6_activities", "readout", target="hepatocyte", readout_direction=given["direction"])
    return [text for text in given["options"].values() if text in moved]


ITEMS = (
    case("A2-01a", PATTERNS),
    case("A2-01b", BRANCHES),
    among_options("A2-01c", MARKERS, _marker_of),
    Letters(
        "A2-02a",
        _acute_phase,
        _acute_phase_right,
        words=lambda g: {"verb": "rise" if g["direction"] == "up" else "fall"},
    ),
)
