"""How far a secreted cytokine reaches: diffusion from one cell through cells that consume it.

Steady state of c' = D laplacian(c) - k n c outside one secreting sphere. Lengths in um, times in s,
concentrations in nM, secretion in molecules per second, distances measured from the centre of the
secreting cell.

The medium is treated as continuous and receptors as far from saturation: near the cell and at
high secretion both are approximations.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import wrightomega

from . import checks

AVOGADRO = 6.02214076e23  # per mol, exact (SI Brochure, 9th edition, 2019)
MOLECULES_PER_UM3_PER_NM = AVOGADRO * 1e-9 * 1e-15  # nmol/L to molecules/um^3; 1 L = 1e15 um^3
SECONDS_PER_HOUR = 3600.0


@dataclass(frozen=True)
class Niche:
    """One secreting cell among consumers.

    Attributes:
        diffusion_um2_per_s: diffusion coefficient D of the cytokine.
        association_per_nM_per_h: rate of binding to one receptor, followed by uptake.
        receptors_per_cell: receptors on a consuming cell.
        consumer_fraction: fraction of the neighbouring cells that consume, above 0 to 1.
        cell_spacing_um: distance from cell to cell; one cell per cube of this edge.
        cell_radius_um: radius rho of the secreting cell.
        secretion_molecules_per_s: secretion rate q.
        reference: where the numbers were published.
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

    def __post_init__(self):
        """Refuse a niche that cannot exist."""
        checks.positive(self.diffusion_um2_per_s, "Diffusion coefficient", "um^2/s", 10.0)
        checks.positive(self.association_per_nM_per_h, "Association rate", "1/(nM h)", 111.6)
        checks.positive(self.receptors_per_cell, "Number of receptors", "receptors per cell", 1000)
        checks.positive_fraction(self.consumer_fraction, "Consumer fraction")
        checks.positive(self.cell_spacing_um, "Cell spacing", "um", 20.0)
        checks.positive(self.cell_radius_um, "Cell radius", "um", 5.0)
        checks.not_negative(self.secretion_molecules_per_s, "Secretion", "molecules/s", 10.0)


def uptake_rate(niche):
    """Return k n, the fraction of free cytokine that the consumers take up each second (1/s).

    Args:
        niche: a Niche.

    Returns:
        Rate in 1/s: association rate per receptor (um^3/s) x receptors x consumers per um^3.

    Raises:
        ValueError: not a Niche.

    Source: Oyler-Yaniv 2017, doi:10.1016/j.immuni.2017.03.011.
    """
    checks.record(niche, "Niche", Niche)
    per_nM_per_s = niche.association_per_nM_per_h / SECONDS_PER_HOUR
    um3_per_s = per_nM_per_s / MOLECULES_PER_UM3_PER_NM
    consumers_per_um3 = niche.consumer_fraction / niche.cell_spacing_um**3
    return um3_per_s * niche.receptors_per_cell * consumers_per_um3


def length_scale(niche):
    """Return lambda = sqrt(D / (k n)) in um: the distance a molecule typically covers.

    Arguments and errors as in :func:`uptake_rate`.

    Source: Oyler-Yaniv 2017, doi:10.1016/j.immuni.2017.03.011.
    """
    uptake = uptake_rate(niche)
    return np.sqrt(niche.diffusion_um2_per_s / uptake)


def concentration(distance, niche):
    """Return the steady concentration at a distance from the secreting cell.

    c(r) = q/(4 pi D r) x exp(-(r - rho)/lambda) / (1 + rho/lambda)

    Args:
        distance: r from the centre of the secreting cell, um, at least its radius; any shape.
        niche: a Niche.

    Returns:
        Concentration in nM, shape of ``distance``.

    Raises:
        ValueError: a distance inside the cell or not a number; not a Niche.

    Source: Oyler-Yaniv 2017, doi:10.1016/j.immuni.2017.03.011; diffusion from a sphere with
    first-order uptake, Crank 1975, The Mathematics of Diffusion.
    """
    distance, scale = _outside(distance, niche)
    decay = np.exp(-(distance - niche.cell_radius_um) / scale)
    per_um3 = _source_strength(niche, scale) * decay / distance
    return per_um3 / MOLECULES_PER_UM3_PER_NM


def uptake_within(distance, niche):
    """Return the molecules taken up each second inside a sphere of the given radius.

    q [1 - (1 + r/lambda)/(1 + rho/lambda) exp(-(r - rho)/lambda)]: it grows to q, so that in the
    steady state all that is secreted is consumed.

    Args:
        distance: radius r of the sphere, um, at least the cell radius; any shape.
        niche: a Niche.

    Returns:
        Molecules per second, shape of ``distance``.

    Raises:
        ValueError: a distance inside the cell or not a number; not a Niche.

    Source: integral of k n c over the shell, c as in :func:`concentration`.
    """
    distance, scale = _outside(distance, niche)
    radius = niche.cell_radius_um
    escaped = (1 + distance / scale) / (1 + radius / scale) * np.exp(-(distance - radius) / scale)
    return niche.secretion_molecules_per_s * (1 - escaped)


def signal_radius(fraction, niche):
    """Return the distance (um) at which the concentration is a fraction of that at the cell.

    Solves (rho/r) exp(-(r - rho)/lambda) = fraction exactly with the Wright omega function.

    Args:
        fraction: greater than 0 and at most 1, any shape.
        niche: a Niche.

    Returns:
        Distance from the centre of the cell in um, shape of ``fraction``.

    Raises:
        ValueError: a fraction out of range; not a Niche.

    Source: :func:`concentration` solved for r.
    """
    fraction = checks.positive_fraction(fraction, "Fraction of the signal")
    scale = length_scale(niche)
    relative = niche.cell_radius_um / scale
    distance = scale * wrightomega(np.log(relative) + relative - np.log(fraction))
    return np.maximum(distance, niche.cell_radius_um)  # rounding must not end inside the cell


def half_signal_radius(niche):
    """Return the distance (um) at which the concentration has halved; see :func:`signal_radius`."""
    return signal_radius(0.5, niche)


def reach(threshold, niche):
    """Return the distance (um) out to which the concentration is at least a threshold.

    Args:
        threshold: concentration that a neighbour needs (its Kd, say), nM, positive, any shape.
        niche: a Niche.

    Returns:
        Distance from the centre of the cell in um; the cell radius if the threshold is not
        reached even at its surface.

    Raises:
        ValueError: a threshold out of range; not a Niche.

    Source: :func:`concentration` solved for r.
    """
    threshold = checks.positive(threshold, "Threshold concentration", "nM", 0.01)
    surface = concentration(checks.record(niche, "Niche", Niche).cell_radius_um, niche)
    fraction = np.clip(threshold / np.maximum(surface, np.finfo(float).tiny), None, 1.0)
    return signal_radius(fraction, niche)


def _outside(distance, niche):
    """Check that the distances lie outside the cell; return them and the length scale."""
    scale = length_scale(niche)
    distance = checks.positive(distance, "Distance from the cell's centre", "um", 20.0)
    if np.any(distance < niche.cell_radius_um):
        raise ValueError(
            f"Distance must be at least the cell radius of {niche.cell_radius_um} um, but it is"
            f" {distance.min()}. Give a distance from the cell's centre, outside the cell."
        )
    return distance, scale


def _source_strength(niche, scale):
    """Return q / (4 pi D (1 + rho/lambda)) in molecules per um^2."""
    flux = niche.secretion_molecules_per_s / (4 * np.pi * niche.diffusion_um2_per_s)
    return flux / (1 + niche.cell_radius_um / scale)
