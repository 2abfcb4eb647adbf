"""Senders and receivers on a plane: one sender is the closed form, and what is secreted is taken up."""

import numpy as np
import pytest
from scipy.optimize import root

from helpers.models import diffusion_niche, niche_plane
from helpers.models.diffusion_niche import Niche

NICHE = Niche(consumer_fraction=0.2)


def scattered(number: int, seed: int = 1) -> np.ndarray:
    """Places on a lattice of 20 µm, no two alike."""
    chosen = np.random.default_rng(seed).permutation(30 * 30)[:number]
    return 20.0 * np.column_stack([chosen // 30, chosen % 30])


def test_places_lie_within_a_tenth_of_a_metre() -> None:
    """At that limit, on either side, nothing arrives from the middle; places beyond it are refused, with the limit."""
    plane = niche_plane.solve([[0, 0]], [[-1e5, 0], [0, 1e5]], NICHE)
    assert not np.any(plane.meets) and plane.escapes == NICHE.secretion_molecules_per_s
    for words, beyond in (
        ("Senders", lambda: niche_plane.solve([[1.1e5, 0]], [], NICHE)),
        ("Receivers", lambda: niche_plane.solve([[0, 0]], [[0, -1.1e5]], NICHE)),
        ("Points", lambda: niche_plane.field([[1.1e5, 0]], plane, NICHE)),
    ):
        with pytest.raises(ValueError, match=f"{words} must be places .* none beyond 100,000"):
            beyond()


def test_one_sender_is_the_closed_form() -> None:
    far = np.linspace(5, 300, 60)
    around = np.column_stack([far * np.cos(far), far * np.sin(far)])
    for niche in (Niche(), NICHE, Niche(receptors_per_cell=5000, secretion_molecules_per_s=100)):
        found = niche_plane.field(around, niche_plane.solve([[0, 0]], [], niche), niche)
        np.testing.assert_allclose(found, diffusion_niche.concentration(far, niche), rtol=1e-9)


def test_senders_add_up() -> None:
    places = scattered(7)
    together = niche_plane.field(scattered(9, 2) + 3, niche_plane.solve(places, [], NICHE), NICHE)
    single = [niche_plane.field(scattered(9, 2) + 3, niche_plane.solve([each], [], NICHE), NICHE) for each in places]
    np.testing.assert_allclose(together, np.sum(single, axis=0), rtol=1e-12)


def test_one_receiver_by_hand() -> None:
    """C = q G(r) / (1 + kr G(rho)): what arrives, less what its own uptake takes away."""
    plane = niche_plane.solve([[0, 0]], [[40, 0]], NICHE, receptors=3000)
    alone = float(diffusion_niche.concentration(40.0, NICHE))
    own = float(diffusion_niche.concentration(5.0, NICHE)) / NICHE.secretion_molecules_per_s
    rate = 3 * diffusion_niche.binding_rate(NICHE) * diffusion_niche.MOLECULES_PER_UM3_PER_NM
    assert plane.meets[0] == pytest.approx(alone / (1 + rate * own), rel=1e-12)
    assert plane.taken_up[0] == pytest.approx(rate * plane.meets[0])


def test_a_receiver_far_from_others_captures_as_berg_and_purcell_have_it() -> None:
    sparse = Niche(consumer_fraction=1e-6)
    plane = niche_plane.solve([[0, 0]], [[300, 0]], sparse, receptors=1000)
    arriving = float(diffusion_niche.concentration(300.0, sparse)) * diffusion_niche.MOLECULES_PER_UM3_PER_NM
    assert plane.taken_up[0] / arriving == pytest.approx(diffusion_niche.capture_rate(sparse), rel=0.01)


def test_what_is_secreted_is_taken_up() -> None:
    """The rest of the tissue: uptake k n times the concentration, summed over space around the plane's cells."""
    sender, receiver = np.array([[0.0, 0.0]]), np.array([[30.0, 0.0]])
    plane = niche_plane.solve(sender, receiver, NICHE, receptors=3000)
    assert plane.escapes + plane.taken_up.sum() == pytest.approx(NICHE.secretion_molecules_per_s)
    shells = np.geomspace(5, 3000, 4000)
    single = diffusion_niche.concentration(shells, NICHE) * diffusion_niche.MOLECULES_PER_UM3_PER_NM
    uptake = diffusion_niche.uptake_rate(NICHE) * 4 * np.pi * np.trapezoid(single * shells**2, shells)
    assert uptake == pytest.approx(NICHE.secretion_molecules_per_s, rel=1e-3), "so a source of -u takes away u"


@pytest.mark.parametrize("kd", [1e-4, 0.01, 1.0])
def test_saturation_against_another_solver(kd: float) -> None:
    places = scattered(60)
    niche = Niche(consumer_fraction=0.1, secretion_molecules_per_s=100)
    plane = niche_plane.solve(places[:10], places[10:], niche, 3000, kd)
    rate = plane.taken_up / (plane.meets / (1 + plane.meets / kd))
    np.testing.assert_allclose(rate, rate[0], rtol=1e-9)
    alone = niche_plane.field(places[10:], niche_plane.solve(places[:10], [], niche), niche)
    brought = np.column_stack(
        [
            niche_plane.field(places[10:], niche_plane.solve([each], [], niche), niche)
            / niche.secretion_molecules_per_s
            for each in places[10:]
        ]
    )
    found = root(lambda c: c + brought @ (rate[0] * c / (1 + c / kd)) - alone, alone, tol=1e-13)
    np.testing.assert_allclose(plane.meets, found.x, rtol=1e-6)
    far_below = niche_plane.solve(places[:10], places[10:], niche, 3000)
    assert np.all(plane.meets >= far_below.meets * (1 - 1e-9)), "a full receiver leaves more to the others"


def test_a_field_is_that_of_the_receivers_at_their_surface() -> None:
    places = scattered(40)
    plane = niche_plane.solve(places[:5], places[5:], NICHE, 2000)
    np.testing.assert_allclose(niche_plane.field(places[5:], plane, NICHE), plane.meets, rtol=1e-9)


def test_arguments_refuse() -> None:
    with pytest.raises(ValueError, match="closer than their diameter of 10 µm"):
        niche_plane.solve([[0, 0]], [[5, 0]], NICHE)
    with pytest.raises(ValueError, match="Senders must be places such as"):
        niche_plane.solve([0, 0], [], NICHE)
    with pytest.raises(ValueError, match="Kd must be"):
        niche_plane.solve([[0, 0]], [], NICHE, 1000.0, 0.0)
    with pytest.raises(ValueError, match="two coordinates for each cell"):
        niche_plane.Plane([[0, 0]], [[0, 0]], [1.0], [1.0, 2.0], [1.0], 0.0)  # type: ignore[arg-type]
