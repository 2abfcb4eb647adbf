"""Reach of a cytokine: units, the diffusion equation, total uptake, published lengths."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.constants import Avogadro
from scipy.integrate import quad, solve_bvp

from helpers.models import diffusion_niche as dn

NICHE = dn.Niche()


def test_conversion_of_units_is_exact():
    np.testing.assert_allclose(dn.MOLECULES_PER_UM3_PER_NM, 0.602214076, rtol=1e-12)


@pytest.mark.parametrize(("receptors", "length"), [(100, 125), (1000, 39), (5000, 18)])
def test_published_length_scales_are_those_without_the_limit_of_diffusion(receptors, length):
    niche = replace(NICHE, receptors_per_cell=receptors)
    without = np.sqrt(niche.diffusion_um2_per_s / (dn.binding_rate(niche) / niche.cell_spacing_um**3))
    assert without == pytest.approx(length, abs=0.7)
    assert dn.length_scale(niche) > without


def test_capture_from_first_principles():
    per_receptor = 111.6 / 3600 / 0.602214076  # µm^3/s
    niche = replace(NICHE, receptors_per_cell=5000)
    np.testing.assert_allclose(dn.binding_rate(niche), 5000 * per_receptor, rtol=1e-9)
    series = 1 / (1 / (5000 * per_receptor) + 1 / (4 * np.pi * 10 * 5))
    np.testing.assert_allclose(dn.capture_rate(niche), series, rtol=1e-9)
    np.testing.assert_allclose(dn.length_scale(niche), np.sqrt(10 / (series / 20**3)), rtol=1e-9)
    assert dn.length_scale(niche) == pytest.approx(20.9, abs=0.05)


def test_diffusion_limits_what_receptors_can_do():
    many = replace(NICHE, receptors_per_cell=1e9)
    assert dn.capture_rate(many) == pytest.approx(4 * np.pi * 10 * 5, rel=1e-4)
    few = replace(NICHE, receptors_per_cell=1)
    assert dn.capture_rate(few) == pytest.approx(dn.binding_rate(few), rel=1e-3)


def test_one_absorbing_sphere_captures_as_a_second_solver_says():
    """The flux to a partly absorbing sphere, from its boundary value problem."""
    niche = replace(NICHE, receptors_per_cell=5000)
    radius, diffusion = niche.cell_radius_um, niche.diffusion_um2_per_s
    surface = dn.binding_rate(niche) / (4 * np.pi * radius**2)
    x = np.linspace(0.0, 1 / radius, 20)  # c is a straight line in 1/r; far away, 1/r = 0, it is 1

    def ends(far, cell):
        return np.array([far[0] - 1, -diffusion * cell[1] / radius**2 - surface * cell[0]])

    solution = solve_bvp(lambda x, c: np.vstack([c[1], 0 * c[1]]), ends, x, np.ones((2, 20)), tol=1e-9)
    flux = 4 * np.pi * radius**2 * surface * solution.y[0, -1]
    np.testing.assert_allclose(dn.capture_rate(niche), flux, rtol=1e-6)


@pytest.mark.parametrize("receptors", [10, 100, 1000, 5000, 1e5])
@pytest.mark.parametrize("fraction", [0.01, 1.0])
def test_total_uptake_equals_secretion(receptors, fraction):
    niche = replace(NICHE, receptors_per_cell=receptors, consumer_fraction=fraction)
    rate = dn.uptake_rate(niche) * dn.MOLECULES_PER_UM3_PER_NM

    def shell(r):
        return rate * dn.concentration(r, niche) * 4 * np.pi * r**2

    far = niche.cell_radius_um + 60 * dn.length_scale(niche)
    total, _ = quad(shell, niche.cell_radius_um, far, epsrel=1e-11, limit=500)
    np.testing.assert_allclose(total, niche.secretion_molecules_per_s, rtol=1e-9)


def test_flux_out_of_the_cell_is_the_secretion():
    h, radius = 1e-4, NICHE.cell_radius_um
    c0, c1, c2 = dn.concentration(radius + h * np.arange(3), NICHE) * dn.MOLECULES_PER_UM3_PER_NM
    slope = (-3 * c0 + 4 * c1 - c2) / (2 * h)
    flux = -NICHE.diffusion_um2_per_s * slope * 4 * np.pi * radius**2
    np.testing.assert_allclose(flux, NICHE.secretion_molecules_per_s, rtol=1e-6)


def test_second_solver():
    """A boundary value solver for u = r c agrees to 1e-5 of the peak."""
    length, radius = dn.length_scale(NICHE), NICHE.cell_radius_um
    far = radius + 25 * length
    gradient = -NICHE.secretion_molecules_per_s / (4 * np.pi * radius**2 * 10.0)

    def ends(a, b):  # c' = (u' - u/r)/r at the cell; nothing left far away
        return np.array([(a[1] - a[0] / radius) / radius - gradient, b[0]])

    r = radius + np.linspace(0, 1, 200) ** 2 * (far - radius)
    guess = np.vstack([np.exp(-(r - radius) / length), -np.exp(-(r - radius) / length) / length])
    solution = solve_bvp(lambda r, u: np.vstack([u[1], u[0] / length**2]), ends, r, guess, tol=1e-9, max_nodes=20000)
    r = np.linspace(radius, 200.0, 50)
    expected = solution.sol(r)[0] / r / dn.MOLECULES_PER_UM3_PER_NM
    actual = dn.concentration(r, NICHE)
    np.testing.assert_allclose(actual, expected, rtol=0, atol=1e-5 * actual.max())


@pytest.mark.parametrize("receptors", [1e-6, 100, 5000, 1e12])
def test_signal_radius_inverts_the_profile(receptors, recwarn):
    niche = replace(NICHE, receptors_per_cell=receptors)
    fractions = np.array([1.0, 0.5, 0.1, 1e-3])
    radii = dn.signal_radius(fractions, niche)
    surface = dn.concentration(niche.cell_radius_um, niche)
    np.testing.assert_allclose(dn.concentration(radii, niche) / surface, fractions, rtol=1e-6)
    assert not recwarn


def test_reach():
    radius = dn.reach(0.001, NICHE)
    np.testing.assert_allclose(dn.concentration(radius, NICHE), 0.001, rtol=1e-9)
    assert dn.reach(1e6, NICHE) == pytest.approx(NICHE.cell_radius_um, rel=1e-12)
    silent = replace(NICHE, secretion_molecules_per_s=0.0)
    assert dn.reach(0.001, silent) == pytest.approx(NICHE.cell_radius_um, rel=1e-12)
    assert np.all(dn.concentration([5.0, 50.0], silent) == 0)


@pytest.mark.parametrize("field", [f for f in dn.Niche.__dataclass_fields__ if f != "reference"])
@pytest.mark.parametrize("bad", [-1.0, np.nan, np.inf, "ten"])
def test_niche_refuses(field, bad):
    with pytest.raises(ValueError, match="Give a value such as"):
        replace(NICHE, **{field: bad})


def test_a_niche_is_one_niche():
    with pytest.raises(ValueError, match="Number of receptors must be one number, but 2 were given"):
        dn.Niche(receptors_per_cell=[100, 1000])


def test_distances_and_thresholds_refuse():
    with pytest.raises(ValueError, match="at least the cell radius of 5.0 µm, but it is 4.0"):
        dn.concentration([4.0, 6.0], NICHE)
    with pytest.raises(ValueError, match="Threshold"):
        dn.reach(0.0, NICHE)
    with pytest.raises(ValueError, match="Niche record"):
        dn.length_scale(1000)
    with pytest.raises(ValueError, match="Fraction of the signal"):
        dn.signal_radius(0.0, NICHE)


def test_the_constant_is_that_of_the_si():
    assert Avogadro == dn.AVOGADRO
