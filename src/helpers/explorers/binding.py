"""Explorers of receptor binding (lesson 08)."""

import numpy as np

from helpers import figures
from helpers.explorers.engine import Choice, Explorer, Slider, Value, explorer, log_stops
from helpers.models import receptor_binding

_CONCENTRATION_NM = figures.decades(1e-3, 1e4)
_ALONE, _COMPETITIVE, _NON_COMPETITIVE = "none", "competitive", "non-competitive"


def two_drugs_response(ka_nM, efficacy, antagonist, kb_nM, antagonist_nM):
    """Return (concentration in nM, {curve: response in %}) of an agonist alone and with an antagonist.

    The agonist follows the operational model (Black and Leff 1983) with dissociation constant
    `ka_nM` and efficacy tau = `efficacy`. A competitive antagonist multiplies KA by 1 + B/KB
    (Gaddum); a non-competitive one divides tau by it.
    """
    x = _CONCENTRATION_NM
    curves = {"agonist alone": receptor_binding.operational_response(x, ka_nM, efficacy)}
    factor = receptor_binding.dose_ratio(antagonist_nM, kb_nM)
    if antagonist == _COMPETITIVE:
        curves["with antagonist"] = receptor_binding.operational_response(x, ka_nM * factor, efficacy)
    elif antagonist == _NON_COMPETITIVE:
        curves["with antagonist"] = receptor_binding.operational_response(x, ka_nM, efficacy / factor)
    return x, curves


@explorer
def two_drugs(**start: Value) -> Explorer:
    """Explore one agonist with and without an antagonist: EC50, maximum and dose ratio.

    `start` sets the first value of a control by its name, for example ``antagonist="none"``.
    """
    return Explorer(
        "Two drugs on one receptor",
        [
            Slider("ka_nM", "Affinity of the agonist (KA; lower binds tighter)", "nM", log_stops(0.1, 100), 10.0),
            Slider("efficacy", "Efficacy of the agonist (tau)", "", log_stops(0.1, 100), 10.0),
            Choice("antagonist", "Second drug", (_ALONE, _COMPETITIVE, _NON_COMPETITIVE), _COMPETITIVE),
            Slider("kb_nM", "Affinity of the antagonist (KB)", "nM", log_stops(0.1, 100), 1.0),
            Slider("antagonist_nM", "Antagonist concentration", "nM", (0.0, *log_stops(0.1, 1000)), 10.0),
        ],
        two_drugs_response,
        lambda result: figures.concentration_response(*result, title="Agonist, with and without an antagonist"),
        {
            "Full agonist, competitive antagonist": {},
            "Partial agonist alone": {"efficacy": 1.0, "antagonist": _ALONE},
            "Non-competitive antagonist": {"antagonist": _NON_COMPETITIVE, "efficacy": 2.0},
            "Spare receptors hide a non-competitive antagonist": {"antagonist": _NON_COMPETITIVE, "efficacy": 100.0},
        },
        start,
    )


def il2_occupancy_at(il2_pM):
    """Return what `figures.two_receptors` draws, for IL-2 at `il2_pM` picomolar."""
    x = figures.decades(1e-4, 1e3)
    over = receptor_binding.il2_occupancy(x)
    here = receptor_binding.il2_occupancy(il2_pM / 1000)
    return x, 100 * over.trimer, 100 * over.dimer, il2_pM / 1000, (100 * float(here.trimer), 100 * float(here.dimer))


@explorer
def il2_two_receptors() -> Explorer:
    """Explore IL-2 on its three-chain and two-chain receptor, from low dose to high dose."""
    return Explorer(
        "Low dose or high dose of IL-2",
        [Slider("il2_pM", "IL-2 around the cell", "pM", log_stops(1, 100000), 10.0)],
        il2_occupancy_at,
        lambda result: figures.two_receptors(*result),
        {"Low dose (10 pM)": {"il2_pM": 10.0}, "High dose (10 nM)": {"il2_pM": 10000.0}},
    )


def excess_at(tolerated_percent, affinity_ratio):
    """Return what `figures.antagonist_excess` draws.

    `tolerated_percent` is the occupancy by IL-1 that is tolerated; `affinity_ratio` is Ki of the
    antagonist divided by Kd of the agonist. IL-1 is taken to be saturating.
    """
    limits = np.logspace(-1, np.log10(50), 80)
    fold = receptor_binding.antagonist_fold_excess(limits / 100, ki=affinity_ratio, kd=1.0)
    marked = receptor_binding.antagonist_fold_excess(tolerated_percent / 100, ki=affinity_ratio, kd=1.0)
    return limits, fold, tolerated_percent, float(marked)


@explorer
def anakinra_excess() -> Explorer:
    """Explore how many molecules of IL-1Ra (anakinra) are needed for each molecule of IL-1."""
    return Explorer(
        "IL-1 against its receptor antagonist",
        [
            Slider(
                "tolerated_percent",
                "Occupancy by IL-1 that is tolerated",
                "%",
                (0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0),
                5.0,
            ),
            Slider(
                "affinity_ratio", "Ki of the antagonist / Kd of IL-1", "", (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0), 1.0
            ),
        ],
        excess_at,
        lambda result: figures.antagonist_excess(*result),
        {
            "No spare receptors (50 % tolerated)": {"tolerated_percent": 50.0},
            "Many spare receptors (1 %)": {"tolerated_percent": 1.0},
        },
    )
