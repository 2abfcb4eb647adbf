"""Items on ligand or receptor: how drugs act, what still signals, and how far a level rises."""

from helpers.coursework import facts
from helpers.coursework.draws import CaseDraw, Grid, among_options, case, drawn
from helpers.coursework.kinds import Given, Number, Text
from helpers.models import ligand_turnover

# What is asked of the table therapeutics; the drugs are named here so that a correction there moves no draw.
DRUGS = CaseDraw(
    {
        "antibody-ligand": ("siltuximab", "canakinumab", "mepolizumab", "secukinumab", "lebrikizumab", "guselkumab"),
        "antibody-receptor": ("tocilizumab", "sarilumab", "benralizumab", "brodalumab", "dupilumab", "nemolizumab"),
        "protein": ("anakinra",),
        "trap": ("rilonacept",),
    },
    "drug",
)
WAYS = {  # action and modality in the table therapeutics, and the option of A3-05a
    ("ligand-neutralising", "monoclonal antibody"): "antibody-ligand",
    ("receptor-blocking", "monoclonal antibody"): "antibody-receptor",
    ("decoy", "Fc fusion"): "trap",
    ("receptor-blocking", "receptor antagonist protein"): "protein",
}


def _way(given: Given) -> str:
    row = facts.first("therapeutics", inn=given["drug"])
    return WAYS[row["action"], row["modality"]]


OPEN = {  # what still signals (an option of A3-05b), and drugs (the table therapeutic_targets must agree)
    "il12": ("guselkumab", "risankizumab", "tildrakizumab"),
    "il17f": ("secukinumab", "ixekizumab"),
    "il1a": ("canakinumab",),
    "il4": ("lebrikizumab", "tralokinumab"),
}


def _blocker(given: dict[str, float]) -> ligand_turnover.ReceptorBlocker:
    return ligand_turnover.ReceptorBlocker(given["kd_nM"], given["k0_per_h"], given["kR_per_h"])


def _rise(given: dict[str, float]) -> float:
    return float(ligand_turnover.receptor_blocker_steady_state(given["drug_nM"], _blocker(given)).free_ligand)


ITEMS = (
    among_options("A3-05a", DRUGS, _way),
    case("A3-05b", OPEN, "drug"),
    Number(
        "A3-06a",
        drawn(
            kd_nM=Grid(0.5, 5, 0.5), drug_nM=Grid(2, 60, 1), k0_per_h=Grid(0.05, 0.4, 0.05), kR_per_h=Grid(0.5, 3, 0.1)
        ),
        _rise,
        {
            "falls": lambda g: 1 / _rise(g),
            "limit": lambda g: float(ligand_turnover.receptor_blocker_limit(_blocker(g))),
            "open": lambda g: 1 / (1 + g["drug_nM"] / g["kd_nM"]),
        },
    ),
    Number(
        "A3-06b",
        drawn(k0_per_h=Grid(0.05, 0.6, 0.01), kR_per_h=Grid(0.5, 4, 0.1)),
        lambda g: 1 + g["kR_per_h"] / g["k0_per_h"],
        {
            "one-forgotten": lambda g: g["kR_per_h"] / g["k0_per_h"],
            "turned-over": lambda g: 1 + g["k0_per_h"] / g["kR_per_h"],
        },
    ),
    Text("A3-12a", drawn(fold=Grid(1.5, 1.8, 0.05))),
)
