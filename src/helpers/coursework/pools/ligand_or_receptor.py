"""Items on ligand or receptor: how drugs act, what still signals, and how far a level rises."""

from collections.abc import Mapping
from typing import Any, TypeAlias

from helpers import views
from helpers.coursework import facts
from helpers.coursework.dice import Dice
from helpers.coursework.draws import CaseDraw, Grid, among_options, drawn
from helpers.coursework.kinds import Choice, Given, Number, Text, lettered
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
WAYS = {  # action and modality in the table therapeutics, and the option of A3-06c
    ("ligand-neutralising", "monoclonal antibody"): "antibody-ligand",
    ("receptor-blocking", "monoclonal antibody"): "antibody-receptor",
    ("decoy", "Fc fusion"): "trap",
    ("receptor-blocking", "receptor antagonist protein"): "protein",
}


def _way(given: Given) -> str:
    row = facts.first("therapeutics", inn=given["drug"])
    return WAYS[row["action"], row["modality"]]


Names: TypeAlias = tuple[str, ...]
# Two interleukins; which of their signals stay open (the tables must agree), and the drugs that leave these.
OPEN: Mapping[Names, Mapping[Names, Names]] = {
    ("IL-12", "IL-23"): {
        ("IL-12",): ("guselkumab", "risankizumab", "tildrakizumab"),
        (): ("ustekinumab",),
        ("IL-12", "IL-23"): ("secukinumab", "ixekizumab"),
    },
    ("IL-17A", "IL-17F"): {("IL-17F",): ("secukinumab", "ixekizumab"), (): ("bimekizumab", "brodalumab")},
    ("IL-1α", "IL-1β"): {
        ("IL-1α",): ("canakinumab",),
        (): ("anakinra",),
        ("IL-1α", "IL-1β"): ("tocilizumab", "siltuximab"),
    },
    ("IL-4", "IL-13"): {
        ("IL-4",): ("lebrikizumab", "tralokinumab"),
        (): ("dupilumab",),
        ("IL-4", "IL-13"): ("mepolizumab", "benralizumab"),
    },
}
PAIRS = {"IL-12": "il12", "IL-17A": "il17", "IL-1α": "il1", "IL-4": "il4"}  # how options of A3-06d begin


def _pair(dice: Dice) -> dict[str, Any]:
    """Draw two interleukins, which of them a drug leaves open, and the drug."""
    first, second = dice.among(list(OPEN))
    drugs = OPEN[first, second]
    drug = dice.among(drugs[dice.among(list(drugs))])
    options = lettered(dice.shuffled(_subsets(first, second)))
    return {"drug": drug, "first": first, "second": second, "options": options}


def _subsets(first: str, second: str) -> dict[str, Names]:
    """Return what may stay open of two interleukins, by the words for it."""
    return {
        f"{first}, but not {second}": (first,),
        f"{second}, but not {first}": (second,),
        f"{first} and {second}": (first, second),
        f"neither {first} nor {second}": (),
    }


def _left_open(given: Given) -> Names:
    """Return which of the two interleukins the drug leaves open, by the tables."""
    pair, stopped = (given["first"], given["second"]), views.stops(given["drug"])
    signalling = [one for one in views.receptor_complexes().values() if one.signals]
    held = {one.interleukin for one in signalling if one.key in stopped}
    return tuple(name for name in pair if name not in held)


def _open_words(given: Given) -> str:
    return next(
        words for words, names in _subsets(given["first"], given["second"]).items() if names == _left_open(given)
    )


def _misread(given: Given, text: str) -> str:
    """Return the option that a wrong answer stands for: more open than is, fewer, or the other of the two."""
    said, right = set(_subsets(given["first"], given["second"])[text]), set(_left_open(given))
    if said - right and right - said:
        return "exchanged"
    return f"{PAIRS[given['first']]}-{'more' if said > right else 'fewer'}"


def _blocker(given: dict[str, float]) -> ligand_turnover.ReceptorBlocker:
    return ligand_turnover.ReceptorBlocker(given["kd_nM"], given["k0_per_h"], given["kR_per_h"])


def _rise(given: dict[str, float]) -> float:
    return float(ligand_turnover.receptor_blocker_steady_state(given["drug_nM"], _blocker(given)).free_ligand)


ITEMS = (
    among_options("A3-06c", DRUGS, _way),
    Choice("A3-06d", _pair, _open_words, _misread),
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
