"""Explorers of a receptor with two states."""

from helpers import illustrations, views
from helpers.explorers.engine import Choice, Explorer, Slider, Value, explorer
from helpers.views.two_states import OWN_LIGAND

_RATIOS = (0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0, 300.0, 1000.0)


@explorer
def receptor_states(**start: Value) -> Explorer:
    """Choose a ligand, and see which of its two shapes the receptor takes, and how many receptors are active.

    With a ligand of the reader's own, a slider sets how much more tightly it binds the active shape. `start` sets first
    values, for example `ligand="antagonist"`.
    """
    return Explorer(
        "A receptor with two shapes",
        [
            Choice("ligand", "Ligand", views.ligand_kinds(), "partial agonist"),
            Slider("efficacy", "Efficacy of your own", "times", _RATIOS, 30.0,
                   {"ligand": (OWN_LIGAND,)}),
        ],
        views.receptor_states,
        illustrations.receptor_states,
        {"Your own, barely active": {"ligand": OWN_LIGAND, "efficacy": 3.0}},
        start,
    )  # fmt: skip
