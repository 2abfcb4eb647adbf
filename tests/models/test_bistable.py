"""The switch: published steady state, completeness of the roots, stability, threshold."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.integrate import solve_ivp
from scipy.optimize import brentq

from helpers.models import bistable as bi

TIMES = np.linspace(0, 200, 401)


def written_out(anti, pro, s):
    """The equations of Baker 2013, written out once more."""
    return np.array([
        s.alpha4 * pro**2 / (s.alpha3**2 + pro**2) - anti,
        (s.alpha1 + s.alpha2 * pro**2 / (1 + pro**2)) / (1 + anti**2) - s.gamma * pro,
    ])  # fmt: skip


def test_published_steady_state():
    """BIOMD0000000550 starts at its steady state."""
    (state,) = bi.steady_states(bi.HEALTHY)
    np.testing.assert_allclose([state.anti, state.pro], [0.00577667577789773, 0.0203298264712407], rtol=1e-9)
    assert state.kind == "stable" and bi.threshold(bi.HEALTHY) is None
    assert bi.separatrix(bi.HEALTHY).anti.size == bi.separatrix(bi.HEALTHY).pro.size == 0


def test_susceptible_switch_has_two_stable_states_and_a_threshold():
    kinds = [state.kind for state in bi.steady_states(bi.SUSCEPTIBLE)]
    assert kinds == ["stable", "saddle", "stable"]
    assert bi.threshold(bi.SUSCEPTIBLE) == bi.steady_states(bi.SUSCEPTIBLE)[1]


@pytest.mark.parametrize("seed", range(100))
def test_every_steady_state_is_found(seed):
    """A fine scan of sign changes is the independent witness."""
    rng = np.random.default_rng(seed)
    a1, a2, a3, a4, gamma = 10 ** rng.uniform([-3, -1, -1, -1, -0.5], [0, 1.5, 0.5, 1, 0.5])
    switch = bi.Switch(a1, a2, a3, a4, gamma)

    def surplus(p):
        return written_out(a4 * p**2 / (a3**2 + p**2), p, switch)[1]

    grid = np.geomspace(1e-5, 2 * (a1 + a2) / gamma, 20000)
    values = surplus(grid)
    places = np.flatnonzero(np.sign(values[:-1]) != np.sign(values[1:]))
    expected = [brentq(surplus, grid[i], grid[i + 1], xtol=1e-15) for i in places]
    states = bi.steady_states(switch)
    np.testing.assert_allclose([state.pro for state in states], expected, rtol=1e-7)
    for state in states:
        change = np.abs(written_out(state.anti, state.pro, switch))
        assert np.all(change < 1e-9 * (1 + gamma * state.pro + state.anti))


def test_eigenvalues_are_those_of_the_derivatives():
    for state in bi.steady_states(bi.SUSCEPTIBLE):
        columns = []
        for step in 1e-6 * np.eye(2):
            up, down = (written_out(state.anti + s[0], state.pro + s[1], bi.SUSCEPTIBLE) for s in (step, -step))
            columns.append((up - down) / 2e-6)
        expected = np.linalg.eigvals(np.transpose(columns))
        np.testing.assert_allclose(np.sort_complex(state.eigenvalues), np.sort_complex(expected), rtol=1e-7)


@pytest.mark.parametrize(("factor", "index"), [(0.99, 0), (1.01, 2)])
def test_the_threshold_decides(factor, index):
    saddle = bi.threshold(bi.SUSCEPTIBLE)
    end = bi.steady_states(bi.SUSCEPTIBLE)[index]
    course = bi.simulate(TIMES, saddle.anti, saddle.pro * factor, bi.SUSCEPTIBLE)
    np.testing.assert_allclose([course.anti[-1], course.pro[-1]], [end.anti, end.pro], rtol=1e-5)


@pytest.mark.parametrize("place", [100, 150, 250, 300])
def test_the_separatrix_separates(place):
    found = bi.separatrix(bi.SUSCEPTIBLE)
    border = np.array([found.anti, found.pro])
    inside = np.flatnonzero(np.all((border > 1e-3) & (border < 5), axis=0))
    anti, pro = border[:, inside[place * inside.size // 401]]
    low, _, high = bi.steady_states(bi.SUSCEPTIBLE)
    below = bi.simulate(TIMES, anti, pro * 0.99, bi.SUSCEPTIBLE).pro[-1]
    above = bi.simulate(TIMES, anti, pro * 1.01, bi.SUSCEPTIBLE).pro[-1]
    assert below == pytest.approx(low.pro, rel=1e-3)
    assert above == pytest.approx(high.pro, rel=1e-3)


def test_a_steady_state_stays():
    for state in bi.steady_states(bi.SUSCEPTIBLE):
        if state.kind == "stable":
            course = bi.simulate(TIMES, state.anti, state.pro, bi.SUSCEPTIBLE)
            np.testing.assert_allclose(course.pro, state.pro, rtol=1e-7)
    assert bi.simulate([0.0], 0.1, 0.2, bi.HEALTHY).pro.tolist() == [0.2]


@pytest.mark.parametrize("field", ["alpha1", "alpha2", "alpha3", "alpha4", "gamma"])
@pytest.mark.parametrize("bad", [0.0, -1.0, np.nan, np.inf, "ten"])
def test_parameters_refuse(field, bad):
    with pytest.raises(ValueError, match=f"{field} must be a positive number"):
        replace(bi.HEALTHY, **{field: bad})


def test_arguments_refuse():
    with pytest.raises(ValueError, match="Anti-inflammatory level"):
        bi.simulate(TIMES, -1.0, 1.0, bi.HEALTHY)
    with pytest.raises(ValueError, match="Pro-inflammatory level"):
        bi.simulate(TIMES, 1.0, np.nan, bi.HEALTHY)
    with pytest.raises(ValueError, match="Switch record"):
        bi.steady_states(None)
    with pytest.raises(ValueError, match="Duration"):
        bi.separatrix(bi.SUSCEPTIBLE, 0.0)
    with pytest.raises(ValueError, match="Number of points"):
        bi.separatrix(bi.SUSCEPTIBLE, 1.0, 1)


def test_the_susceptible_switch_has_the_published_look():
    """Two stable states with a threshold between them, at the values that the course shows."""
    states = sorted(float(state.pro) for state in bi.steady_states(bi.SUSCEPTIBLE))
    assert states == pytest.approx([0.0233, 0.170, 0.655], rel=0.02)


def test_second_solver():
    second = solve_ivp(
        lambda _, y: written_out(*np.maximum(y, 0), bi.SUSCEPTIBLE), (0, 50), [0.0, 0.5],
        "Radau", t_eval=np.linspace(0, 50, 101), rtol=1e-10, atol=1e-12,
    ).y  # fmt: skip
    course = bi.simulate(np.linspace(0, 50, 101), 0.0, 0.5, bi.SUSCEPTIBLE)
    for actual, row in zip((course.anti, course.pro), second, strict=True):
        np.testing.assert_allclose(actual, row, rtol=0, atol=1e-5 * row.max())
