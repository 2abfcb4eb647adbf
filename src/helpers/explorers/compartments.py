"""The explorer of compartments: where a drug is, and by which ways it leaves."""

from helpers import illustrations, views
from helpers.explorers.engine import Choice, Explorer, Slider, Value, explorer


@explorer
def drug_compartments(**start: Value) -> Explorer:
    """Choose a drug and a level in blood, and see its volumes, its flows, and how busy its receptors are.

    `start` sets first values by name, for example `drug="tocilizumab"`.
    """
    drugs, levels = views.compartment_options(), views.LEVELS_UG_PER_ML
    return Explorer(
        "Compartments of a drug",
        [
            Choice("drug", "Drug", drugs, drugs[0]),
            Slider("level_ug_per_mL", "Level in blood", "µg/mL", levels, levels[1]),
        ],
        views.drug_compartments,
        illustrations.drug_compartments,
        start=start,
    )
