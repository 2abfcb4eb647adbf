"""How far a secreted cytokine reaches: diffusion from one cell through cells that consume it.

Steady state of c' = D laplacian(c) - k n c outside one secreting sphere. Lengths in µm, times in s,
concentrations in nM, secretion in molecules per second, distances measured from the centre of the
secreting cell.

A consuming cell with many receptors drains what is near it, and then diffusion brings the molecules no faster:
its capture k follows from binding kr and from diffusion to a sphere, 1/k = 1/kr + 1/(4 pi D rho).

The medium is treated as continuous and receptors as far from saturation: near the cell and at high secretion both
are approximations. Where a neighbour meets as much as its Kd, it consumes less than is computed here, and the signal
reaches further.
"""

from dataclasses import dataclass

import numpy as np

from helpers.models import checks
from helpers.models.checks import FloatArray, Numbers

AVOGADRO = 6.02214076e23  # per mol, exact (SI Brochure, 9th edition, 2019)
MOLECULES_PER_UM3_PER_NM = AVOGADRO * 1e-9 * 1e-15  # nmol/L to molecules/µm^3; 1 L = 1e15 µm^3
SECONDS_PER_HOUR = 3600.0


@dataclass(frozen=True, slots=True)
class Niche:
    """One secreting cell among consumers.

    `diffusion_um2_per_s` is the diffusion coefficient D of the cytokine, `association_per_nM_per_h` the rate of
    binding to one receptor, followed by uptake, `receptors_per_cell` the receptors on a consuming cell,
    `consumer_fraction` the fraction of the neighbouring cells that consume (above 0 to 1), `cell_spacing_um` the
    distance from cell to cell (one cell per cube of this edge), `cell_radius_um` the radius rho of every
    cell, `secretion_molecules_per_s` the secretion rate q.
    """

    diffusion_um2_per_s: float = 10.0
    association_per_nM_per_h: float = 111.6
    receptors_per_cell: float = 1000.0
    consumer_fraction: float = 1.0
    cell_spacing_um: float = 20.0
    cell_radius_um: float = 5.0
    secretion_molecules_per_s: float = 10.0
    reference: str = (
        "Simulation parameters of the Thurley group; model of Thurley 2015, doi:10.1371/journal.pcbi.1004206"
    )

    def __post_init__(self) -> None:
        """Refuse a niche that cannot exist."""
        positive = checks.positive
        checks.keep(self, "diffusion_um2_per_s", positive, "Diffusion coefficient", "µm²/s", 10.0)
        checks.keep(self, "association_per_nM_per_h", positive, "Association rate", "1/(nM h)", 111.6)
        checks.keep(self, "receptors_per_cell", positive, "Number of receptors", "receptors per cell", 1000)
        checks.keep(self, "consumer_fraction", checks.positive_fraction, "Consumer fraction")
        checks.keep(self, "cell_spacing_um", positive, "Cell spacing", "µm", 20.0)
        checks.keep(self, "cell_radius_um", positive, "Cell radius", "µm", 5.0)
        checks.keep(self, "secretion_molecules_per_s", checks.not_negative, "Secretion", "molecules/s", 10.0)
        checks.keep_text(self, "reference")


@checks.guarded
def binding_rate(niche: Niche) -> float:
    """Return kr, the volume that the receptors of one consuming cell would clear each second (µm³/s).

    It is the association rate per receptor x receptors: the capture where diffusion is no limit. Raises ValueError
    for what is not a Niche.

    >>> round(binding_rate(Niche()), 1)
    51.5

    Source: Oyler-Yaniv 2017, doi:10.1016/j.immuni.2017.03.011.
    """
    checks.record(niche, "Niche", Niche)
    per_nM_per_s = niche.association_per_nM_per_h / SECONDS_PER_HOUR
    return per_nM_per_s / MOLECULES_PER_UM3_PER_NM * niche.receptors_per_cell


@checks.guarded
def capture_rate(niche: Niche) -> float:
    """Return k, the volume that one consuming cell clears each second (µm³/s), limited by diffusion.

    1/k = 1/kr + 1/(4 pi D rho), with kr of `binding_rate` and rho the radius of a cell. Raises ValueError for what
    is not a Niche.

    >>> round(capture_rate(Niche()), 1), round(capture_rate(Niche(receptors_per_cell=5000)), 1)
    (47.6, 182.6)

    Source: Berg & Purcell 1977, doi:10.1016/S0006-3495(77)85544-6.
    """
    binding = binding_rate(niche)
    arriving = 4 * np.pi * niche.diffusion_um2_per_s * niche.cell_radius_um
    return float(binding / (1 + binding / arriving))


@checks.guarded
def uptake_rate(niche: Niche) -> float:
    """Return k n, the fraction of free cytokine that the consumers take up each second (1/s).

    It is the capture by one consumer x consumers per µm³. Raises ValueError for what is not a Niche.

    >>> round(uptake_rate(Niche()), 5)
    0.00595

    Source: Oyler-Yaniv 2017, doi:10.1016/j.immuni.2017.03.011.
    """
    return capture_rate(niche) * niche.consumer_fraction / niche.cell_spacing_um**3


@checks.guarded
def length_scale(niche: Niche) -> float:
    """Return lambda = sqrt(D / (k n)) in µm: the distance a molecule typically covers.

    Raises ValueError for what is not a Niche.

    >>> round(length_scale(Niche(receptors_per_cell=1000)), 1)
    41.0

    Source: Oyler-Yaniv 2017, doi:10.1016/j.immuni.2017.03.011.
    """
    uptake = uptake_rate(niche)
    return float(np.sqrt(niche.diffusion_um2_per_s / uptake))


@checks.guarded
def concentration(distance: Numbers, niche: Niche) -> FloatArray:
    """Return the steady concentration in nM at a distance from the secreting cell, shape of `distance`.

    c(r) = q/(4 pi D r) x exp(-(r - rho)/lambda) / (1 + rho/lambda). `distance` is r from the centre of the
    secreting cell, µm, at least its radius. Raises ValueError for a distance inside the cell or not a number.

    >>> (1000 * concentration([5, 20, 50], Niche())).round(1).tolist()  # pM
    [23.6, 4.1, 0.8]

    Source: Oyler-Yaniv 2017, doi:10.1016/j.immuni.2017.03.011; diffusion from a sphere with
    first-order uptake, Crank 1975, The Mathematics of Diffusion.
    """
    scale = length_scale(niche)
    distance = checks.positive(distance, "Distance from the cell's centre", "µm", 20.0)
    if np.any(distance < niche.cell_radius_um):
        raise ValueError(
            f"Distance must be at least the cell radius of {niche.cell_radius_um} µm, but it is"
            f" {distance.min()}. Give a distance from the cell's centre, outside the cell."
        )
    flux = niche.secretion_molecules_per_s / (4 * np.pi * niche.diffusion_um2_per_s)
    decay = np.exp(-(distance - niche.cell_radius_um) / scale) / (1 + niche.cell_radius_um / scale)
    return flux * decay / distance / MOLECULES_PER_UM3_PER_NM


@checks.guarded
def signal_radius(fraction: Numbers, niche: Niche) -> FloatArray:
    """Return the distance (µm) at which the concentration is a fraction of that at the cell, shape of `fraction`.

    Solves (rho/r) exp(-(r - rho)/lambda) = fraction exactly with the Wright omega function. `fraction` is
    greater than 0 and at most 1. Raises ValueError for a fraction out of range and for what is not a Niche.

    >>> round(float(signal_radius(0.5, Niche())), 1)
    9.1

    Source: `concentration` solved for r.
    """
    from scipy.special import wrightomega  # takes a tenth of a second to load

    fraction = checks.positive_fraction(fraction, "Fraction of the signal")
    scale = length_scale(niche)
    relative = niche.cell_radius_um / scale
    distance = scale * wrightomega(np.log(relative) + relative - np.log(fraction))
    return np.maximum(distance, niche.cell_radius_um)  # rounding must not end inside the cell


@checks.guarded
def reach(threshold: Numbers, niche: Niche) -> FloatArray:
    """Return the distance (µm) out to which the concentration is at least a threshold, shape of `threshold`.

    `threshold` is the concentration that a neighbour needs (its Kd, say), nM, positive. The distance is the
    cell radius if the threshold is not reached even at its surface. Raises ValueError for a threshold out of
    range and for what is not a Niche.

    >>> round(float(reach(0.001, Niche())), 1)
    44.7

    Source: `concentration` solved for r.
    """
    threshold = checks.positive(threshold, "Threshold concentration", "nM", 0.01)
    surface = concentration(checks.record(niche, "Niche", Niche).cell_radius_um, niche)
    fraction = np.clip(threshold / np.maximum(surface, np.finfo(float).tiny), None, 1.0)
    return signal_radius(fraction, niche)
