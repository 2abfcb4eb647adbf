"""How far the signal of one secreting cell reaches."""

from dataclasses import dataclass

import numpy as np

from helpers import tables
from helpers.models import diffusion_niche
from helpers.views.scales import FloatArray

_DISTANCE_UM = np.linspace(5, 300, 119)
PLANE = 14
"""How many cells lie on each side of the sender in the plane that is computed."""
CLOUD_LEVELS_PM = (0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0)
"""The concentrations (pM) at which a shade of the cloud begins."""
_AFFINITY = "il2-il2ra-trotta_2018"
_SPREAD = (0.7548776662466927, 0.5698402909980532)  # powers of 1 over the plastic number: no two cells side by side


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


@dataclass(frozen=True, slots=True)
class NeighbourCell:
    """A cell of the plane: `column` and `row` from the sender (in cells), and what it meets (pM).

    `consumes` says whether it has receptors, and `bound` is the share (0 to 1) of them that is bound, 0 without any.
    """

    column: int
    row: int
    meets_pM: float
    consumes: bool
    bound: float


@dataclass(frozen=True, slots=True)
class CloudShell:
    """What is met at `distance_um` from the sender, and how many neighbours lie within that distance, in all space."""

    distance_um: float
    meets_pM: float
    bound: float
    neighbours: int


@dataclass(frozen=True, slots=True)
class NicheCloud:
    """A sender in a plane of cells, the nearest first, and how far its signal goes.

    `reach_um` is where the concentration falls to `threshold_pM`, 0 where no neighbour meets so much; `neighbours` lie
    within, in all space. `levels_um` is where each of `CLOUD_LEVELS_PM` ends, 0 where the sender's surface has less.
    `affinity` is the key of the row with the Kd by which `bound` is computed, "" when the tables have none.
    """

    threshold_pM: float
    consumer_percent: float
    reach_um: float
    neighbours: int
    cell_spacing_um: float
    cell_radius_um: float
    cells: tuple[NeighbourCell, ...]
    shells: tuple[CloudShell, ...]
    levels_um: tuple[float, ...]
    affinity: str

    @property
    def within(self) -> tuple[NeighbourCell, ...]:
        """The cells of the plane at which the signal is enough."""
        return tuple(cell for cell in self.cells if cell.meets_pM >= self.threshold_pM)


def niche_cloud(receptors: float, consumer_percent: float, secretion: float, threshold_pM: float) -> NicheCloud:
    """Return the cells around one that secretes `secretion` molecules in each second, and what each of them meets.

    The other arguments are those of `concentration_profile`, of which this is the picture in space: one cell in each
    cube of tissue, the sender in the middle. Raises ValueError for a neighbourhood that cannot exist.
    """
    niche = diffusion_niche.Niche(
        receptors_per_cell=receptors, consumer_fraction=consumer_percent / 100, secretion_molecules_per_s=secretion
    )
    affinity, kd_pM = _affinity()
    reach = _heard_to(threshold_pM, niche)
    spacing = niche.cell_spacing_um
    return NicheCloud(
        threshold_pM=threshold_pM,
        consumer_percent=consumer_percent,
        reach_um=reach if reach >= spacing else 0.0,
        neighbours=_lattice_points(reach / spacing),
        cell_spacing_um=spacing,
        cell_radius_um=niche.cell_radius_um,
        cells=_plane(niche, kd_pM),
        shells=_shells(niche, kd_pM),
        levels_um=tuple(_heard_to(level, niche) for level in CLOUD_LEVELS_PM),
        affinity=affinity,
    )


def _affinity() -> tuple[str, float]:
    """Return the key and the Kd (pM) of the complete receptor for IL-2; "" and infinity when the tables have none."""
    rows = tables.load("affinities")
    found = rows[rows["affinity"] == _AFFINITY]
    return (_AFFINITY, 1000 * float(found["kd_nM"].iloc[0])) if len(found) else ("", float("inf"))


def _heard_to(threshold_pM: float, niche: diffusion_niche.Niche) -> float:
    """Return where the concentration falls to the threshold (µm), 0 when even the sender's surface has less."""
    reach = float(diffusion_niche.reach(threshold_pM / 1000, niche))
    return reach if reach > niche.cell_radius_um else 0.0


def _plane(niche: diffusion_niche.Niche, kd_pM: float) -> tuple[NeighbourCell, ...]:
    """Return the neighbours in the plane, the nearest first; those that consume lie as evenly as their share allows."""
    across = np.arange(-PLANE, PLANE + 1)
    columns, rows = (axis.ravel() for axis in np.meshgrid(across, across))
    far = np.hypot(columns, rows)
    order = np.lexsort((columns, rows, far))[1:]  # without the sender
    columns, rows, far = columns[order], rows[order], far[order]
    meets = 1000 * diffusion_niche.concentration(far * niche.cell_spacing_um, niche)
    consumes = (columns * _SPREAD[0] + rows * _SPREAD[1]) % 1 < niche.consumer_fraction
    bound = np.where(consumes, meets / (meets + kd_pM), 0.0)
    return tuple(map(NeighbourCell, *(each.tolist() for each in (columns, rows, meets, consumes, bound))))


def _shells(niche: diffusion_niche.Niche, kd_pM: float) -> tuple[CloudShell, ...]:
    steps = range(1, PLANE + 1)
    meets = 1000 * diffusion_niche.concentration(np.array(steps) * niche.cell_spacing_um, niche)
    return tuple(
        CloudShell(step * niche.cell_spacing_um, float(one), float(one / (one + kd_pM)), _lattice_points(step))
        for step, one in zip(steps, meets, strict=True)
    )


def _lattice_points(radius: float) -> int:
    """Return how many neighbours lie within `radius` (in cell spacings), one in each cube, the sender not counted."""
    most = int(radius)
    square = np.arange(-most, most + 1) ** 2
    left = radius**2 - square[:, None] - square[None, :] + 1e-9
    return int((2 * np.floor(np.sqrt(left[left >= 0])) + 1).sum()) - 1
