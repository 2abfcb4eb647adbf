"""From mass to molecules: molar concentrations of IL-6 and its soluble receptors.

Papers print mass per volume, binding counts molecules: ng/mL divided by kDa is nM.
"""

from types import MappingProxyType

from . import checks

KDA = MappingProxyType({"IL-6": 21.0, "sIL-6R": 55.0, "sgp130": 100.0})
"""Molar masses in kDa: IL-6 of 21 to 28 (Reactome R-HSA-9662710, the figure without sugar), sIL-6R of
50 to 55 (SBH Sciences, SIL6R_info), sgp130 of 90 and 110 in serum (Narazaki 1993, Blood 82:1120)."""


def to_nM(ng_per_ml, protein):
    """Return the molar concentration that a mass concentration stands for.

    Args:
        ng_per_ml: mass concentration in ng/mL, zero or more, any shape.
        protein: one of the names in ``KDA``.

    Returns:
        Concentration in nM, shape of ``ng_per_ml``.

    Raises:
        ValueError: a negative concentration; a protein without a listed mass.

    Source: the definition of the mole.
    """
    if protein not in KDA:
        raise ValueError(f"No mass is listed for '{protein}'. Use one of: {', '.join(KDA)}.")
    return checks.not_negative(ng_per_ml, f"Concentration of {protein}", "ng/mL") / KDA[protein]
