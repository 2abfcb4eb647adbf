"""Many senders and receivers on a plane of tissue: who hears, and who takes the signal away."""

from dataclasses import dataclass

import numpy as np

from helpers.models import niche_plane
from helpers.models.diffusion_niche import Niche
from helpers.views.scales import FloatArray

PLANE_UM = 600.0
_CELLS = 31
_MEMBERS = (24, 150)
_TISSUE = Niche(consumer_fraction=0.02)


@dataclass(frozen=True, slots=True)
class NichePlane:
    """Centres of senders and receivers (µm), and what each receiver meets (pM).

    `alone_pM` is what they would meet if none of them took anything up; `taken_percent` is how much of all that
    is secreted the receivers take up.
    """

    senders_um: FloatArray
    receivers_um: FloatArray
    meets_pM: FloatArray
    alone_pM: FloatArray
    threshold_pM: float
    receptors: float
    taken_percent: float

    @property
    def hears(self) -> FloatArray:
        """Which receivers meet at least the threshold, 1 or 0."""
        return (self.meets_pM >= self.threshold_pM).astype(float)

    @property
    def would_hear(self) -> int:
        """How many receivers would meet the threshold if none of them took anything up."""
        return int((self.alone_pM >= self.threshold_pM).sum())


def niche_senders(senders: float, receivers: float, receptors: float, threshold_pM: float) -> NichePlane:
    """Return `senders` cells that secrete and `receivers` cells that listen, scattered over a plane of tissue.

    One in fifty of the other cells of the tissue consumes, too. Each receiver has `receptors` receptors, and hears
    from `threshold_pM` on. Cells keep their places when their number changes. Raises ValueError for what cannot be.
    """
    places = _places()
    speaking, listening = places[: int(senders)], places[_MEMBERS[0] : _MEMBERS[0] + int(receivers)]
    plane = niche_plane.solve(speaking, listening, _TISSUE, receptors)
    alone = niche_plane.field(listening, niche_plane.solve(speaking, [], _TISSUE), _TISSUE)
    return NichePlane(
        senders_um=speaking,
        receivers_um=listening,
        meets_pM=1000 * plane.meets,
        alone_pM=1000 * alone,
        threshold_pM=threshold_pM,
        receptors=receptors,
        taken_percent=100 * float(plane.taken_up.sum()) / float(plane.given_off.sum()),
    )


def _places() -> FloatArray:
    """Return places on a lattice in an order that looks like chance and is always the same."""
    order = np.random.default_rng(7).permutation(_CELLS * _CELLS)[: sum(_MEMBERS)]
    return np.asarray(_TISSUE.cell_spacing_um * np.column_stack([order // _CELLS, order % _CELLS]), np.float64)
