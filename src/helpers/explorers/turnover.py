"""Explorers of ligand turnover: a blocked receptor, and a neutralised ligand.

The rates are illustrative: no study was found that measured all of them in one group of patients.
Kd of tocilizumab is the one of the table ``affinities``; that of canakinumab was fitted in patients.
"""

import numpy as np

from helpers import figures
from helpers.explorers.engine import Explorer, Slider, Value, explorer, log_stops
from helpers.models import ligand_turnover

FREE_ELIMINATION_PER_H = 0.1
_DRUG_NM = figures.decades(1e-3, 1e4, 12)
_LEVELS_NM = (0.0, *log_stops(0.01, 5000))


def blocked_receptor_at(drug_nM, consumption_ratio, kd_nM):
    """Return what `figures.blocked_receptor` draws, at `drug_nM` of free drug.

    `consumption_ratio` is kR/k0: how much more ligand goes through the receptor than by other ways.
    """
    blocker = ligand_turnover.ReceptorBlocker(kd_nM, FREE_ELIMINATION_PER_H, consumption_ratio * FREE_ELIMINATION_PER_H)
    over = ligand_turnover.receptor_blocker_steady_state(_DRUG_NM, blocker)
    here = ligand_turnover.receptor_blocker_steady_state(drug_nM, blocker)
    limit = float(ligand_turnover.receptor_blocker_limit(blocker))
    return _DRUG_NM, over.free_ligand, over.signal, limit, drug_nM, (float(here.free_ligand), float(here.signal))


@explorer
def blocked_receptor(**start: Value) -> Explorer:
    """Explore free ligand and signal under a receptor blocker such as tocilizumab, at steady state.

    `start` sets the first value of a control by its name, for example ``consumption_ratio=20.0``.
    """
    return Explorer(
        "The receptor is blocked",
        [
            Slider("drug_nM", "Free drug", "nM", _LEVELS_NM[1:], 100.0),
            Slider(
                "consumption_ratio",
                "Ligand lost through the receptor / lost otherwise (kR/k0)",
                "",
                (0.0, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0),
                10.0,
            ),
            Slider("kd_nM", "Kd of drug and receptor", "nM", (0.1, 0.2, 0.5, 1.0, 2.54, 5.0, 10.0), 2.54),
        ],
        blocked_receptor_at,
        lambda result: figures.blocked_receptor(*result),
        {
            "Receptor consumes most of the ligand": {"consumption_ratio": 10.0},
            "Receptor consumes none": {"consumption_ratio": 0.0},
            "Little drug (1 nM)": {"drug_nM": 1.0},
            "Much drug (1,000 nM)": {"drug_nM": 1000.0},
        },
        start,
    )


def neutralised_ligand_at(drug_nM, slowing, kd_nM):
    """Return what `figures.neutralised_ligand` draws, at `drug_nM` of free antibody sites.

    `slowing` is k0/kC: how many times slower the complex leaves than the free ligand.
    """
    neutraliser = ligand_turnover.LigandNeutraliser(kd_nM, FREE_ELIMINATION_PER_H, FREE_ELIMINATION_PER_H / slowing)
    over = ligand_turnover.neutraliser_steady_state(_DRUG_NM, neutraliser)
    here = ligand_turnover.neutraliser_steady_state(drug_nM, neutraliser)
    limit = float(ligand_turnover.neutraliser_limit(neutraliser))
    return (
        _DRUG_NM,
        over.total_ligand,
        over.free_ligand,
        limit,
        drug_nM,
        (float(here.total_ligand), float(here.free_ligand)),
    )


@explorer
def neutralised_ligand(**start: Value) -> Explorer:
    """Explore total and free ligand under an antibody to the ligand such as canakinumab, at steady state.

    `start` sets the first value of a control by its name, for example ``slowing=10.0``.
    """
    return Explorer(
        "The ligand is neutralised",
        [
            Slider("drug_nM", "Free antibody sites", "nM", _LEVELS_NM[1:], 100.0),
            Slider(
                "slowing",
                "Complex leaves slower than free ligand by a factor of (k0/kC)",
                "",
                (1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0),
                50.0,
            ),
            Slider("kd_nM", "Kd of antibody and ligand", "nM", (0.01, 0.05, 0.1, 0.2, 0.5, 1.07, 2.0, 5.0), 1.07),
        ],
        neutralised_ligand_at,
        lambda result: figures.neutralised_ligand(*result),
        {
            "Complex leaves slowly": {"slowing": 50.0},
            "Complex leaves as fast as free ligand": {"slowing": 1.0},
            "Little antibody (1 nM)": {"drug_nM": 1.0},
            "Much antibody (1,000 nM)": {"drug_nM": 1000.0},
        },
        start,
    )


def two_strategies_course(hours=48.0, drug_nM=100.0):
    """Return what `figures.turnover_course` draws: hours, and one course for each quantity and strategy.

    Both drugs act at a constant level from hour 0; kR/k0 = 10 and k0/kC = 50, as in the explorers.
    """
    times = np.linspace(0, hours, 97)
    blocker = ligand_turnover.ReceptorBlocker(2.54, FREE_ELIMINATION_PER_H, 10 * FREE_ELIMINATION_PER_H)
    neutraliser = ligand_turnover.LigandNeutraliser(1.07, FREE_ELIMINATION_PER_H, FREE_ELIMINATION_PER_H / 50)
    blocked = ligand_turnover.receptor_blocker_course(times, drug_nM, blocker)
    caught = ligand_turnover.neutraliser_course(times, drug_nM, neutraliser)
    return times, {
        "blocker: free": blocked.free_ligand,
        "blocker: signal": blocked.signal,
        "neutraliser: total": caught.total_ligand,
        "neutraliser: free": caught.free_ligand,
    }
