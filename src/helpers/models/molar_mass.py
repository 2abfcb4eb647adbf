"""From mass to molecules: molar concentrations of IL-6 and its soluble receptors.

Papers print mass per volume, binding counts molecules: ng/mL divided by kDa is nM.
"""

from types import MappingProxyType

from helpers.models import checks
from helpers.models.checks import FloatArray, Numbers

KDA = MappingProxyType({"IL-6": 21.0, "sIL-6R": 55.0, "sgp130": 100.0})
"""Molar masses in kDa: IL-6 of 21 to 28 (Reactome R-HSA-9662710, the figure without sugar), sIL-6R of
50 to 55 (Nakajima 1992, Jpn J Cancer Res 83:373), sgp130 of 90 and 110 in serum (Narazaki 1993, Blood 82:1120)."""


@checks.guarded
def to_nM(ng_per_ml: Numbers, protein: str) -> FloatArray:
    """Return the molar concentration in nM that a mass concentration in ng/mL stands for, shape kept.

    `ng_per_ml` is zero or more, any shape; `protein` one of the names in `KDA`. Raises ValueError for a
    negative concentration and for a protein without a listed mass.

    >>> float(to_nM(77, "sIL-6R"))
    1.4

    Source: the definition of the mole.
    """
    mass = KDA[checks.choice(protein, "Protein", KDA)]
    return checks.not_negative(ng_per_ml, f"Concentration of {protein}", "ng/mL") / mass
