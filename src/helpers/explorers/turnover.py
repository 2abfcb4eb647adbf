"""Explorers of ligand turnover: a blocked receptor."""

from helpers import figures, views
from helpers.explorers.engine import Explorer, Slider, Value, explorer, log_stops
from helpers.explorers.standing import StandingExplorer
from helpers.views.turnover import CONSUMPTION_RATIO, TOCILIZUMAB_KD_NM

_LEVELS_NM = log_stops(0.01, 5000)
_KD_BLOCKER_NM = (0.1, 0.2, 0.5, 1.0, TOCILIZUMAB_KD_NM, 5.0, 10.0)
_RATIOS = (0.0, 0.2, 0.5, CONSUMPTION_RATIO, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0)


@explorer
def blocked_receptor(**start: Value) -> Explorer:
    """Explore free ligand and signal under a receptor blocker such as tocilizumab, at steady state.

    `start` sets the first value of a control by its name, for example `consumption_ratio=20.0`.
    """
    ratio = "Ligand lost through the receptor / lost otherwise (kR/k0)"
    return StandingExplorer(
        "The receptor is blocked",
        [
            Slider("drug_nM", "Free drug", "nM", _LEVELS_NM, 100.0),
            Slider("consumption_ratio", ratio, "", _RATIOS, CONSUMPTION_RATIO),
            Slider("kd_nM", "Kd of drug and receptor", "nM", _KD_BLOCKER_NM, TOCILIZUMAB_KD_NM),
        ],
        views.blocked_receptor,
        figures.blocked_receptor,
        {
            "IL-6 rises as in patients": {"consumption_ratio": CONSUMPTION_RATIO},
            "Receptor consumes most of the ligand": {"consumption_ratio": 10.0},
            "Receptor consumes none": {"consumption_ratio": 0.0},
            "Little drug (1 nM)": {"drug_nM": 1.0},
            "Much drug (1,000 nM)": {"drug_nM": 1000.0},
        },
        start,
    )
