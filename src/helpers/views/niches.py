"""How far the signal of one secreting cell reaches."""

from dataclasses import dataclass

import numpy as np

from helpers.models import diffusion_niche
from helpers.views.scales import FloatArray

_DISTANCE_UM = np.linspace(5, 300, 119)


@dataclass(frozen=True, slots=True)
class ConcentrationProfile:
    """Concentration (pM) over the distance (µm) from the centre of one secreting cell.

    `reach_um` is where it falls to `threshold_pM`, nan when no neighbour gets so much; `length_scale_um` is the
    distance that a molecule typically covers and `cell_spacing_um` that from cell to cell; `neighbour_pM` is what the
    nearest neighbour meets, one spacing away.
    """

    distance_um: FloatArray
    concentration_pM: FloatArray
    threshold_pM: float
    reach_um: float
    length_scale_um: float
    cell_spacing_um: float
    neighbour_pM: float


def concentration_profile(
    receptors: float, consumer_percent: float, secretion: float, threshold_pM: float
) -> ConcentrationProfile:
    """Return the profile around a cell that secretes `secretion` molecules in each second.

    `consumer_percent` of its neighbours have `receptors` receptors each and take the cytokine up; a cell responds to
    `threshold_pM`. Raises ValueError for a neighbourhood that cannot exist.
    """
    niche = diffusion_niche.Niche(
        receptors_per_cell=receptors, consumer_fraction=consumer_percent / 100, secretion_molecules_per_s=secretion
    )
    reach = float(diffusion_niche.reach(threshold_pM / 1000, niche))
    return ConcentrationProfile(
        distance_um=_DISTANCE_UM,
        concentration_pM=1000 * diffusion_niche.concentration(_DISTANCE_UM, niche),
        threshold_pM=threshold_pM,
        reach_um=reach if reach > niche.cell_radius_um else float("nan"),
        length_scale_um=float(diffusion_niche.length_scale(niche)),
        cell_spacing_um=niche.cell_spacing_um,
        neighbour_pM=1000 * float(diffusion_niche.concentration(niche.cell_spacing_um, niche)),
    )
