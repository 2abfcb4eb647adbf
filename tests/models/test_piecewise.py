"""Solving through steps of the input: exact solution, awkward times."""

import numpy as np
import pytest

from helpers.models import piecewise


def change(_, state, dose):
    return [dose - state[0]]


def exact(times, start, stop):
    risen = 1 - np.exp(-np.clip(times - start, 0, stop - start))
    return risen * np.exp(-np.maximum(times - stop, 0))


@pytest.mark.parametrize("seed", range(5))
def test_rectangular_input(seed):
    times = np.sort(np.random.default_rng(seed).uniform(0, 10, 30))
    found = piecewise.solve(change, [0.0], times, [2.0, 5.0], [0.0, 1.0, 0.0])
    np.testing.assert_allclose(found[:, 0], exact(times, 2.0, 5.0), rtol=0, atol=1e-7)


@pytest.mark.parametrize(
    "times",
    [
        [0.0],
        [2.0],
        [2.0, 5.0],
        [0.0, 1e-13, 2.0 - 1e-13, 2.0, 2.0 + 1e-13, 5.0, 5.0 + 1e-12],
        [7.0],
        [1e-15],
        [4.999999999999, 5.0],
    ],
)
def test_awkward_times(times, recwarn):
    times = np.array(times)
    found = piecewise.solve(change, [0.0], times, [2.0, 5.0], [0.0, 1.0, 0.0])
    np.testing.assert_allclose(found[:, 0], exact(times, 2.0, 5.0), rtol=0, atol=1e-7)
    assert not recwarn


def test_a_solver_that_gives_up_is_noticed():
    with pytest.raises(ValueError, match="cannot be solved"):
        piecewise.solve(lambda *_: [np.nan], [0.0], [1.0], [], [0.0])
    with pytest.raises(ValueError, match="cannot be solved"):
        piecewise.solve(lambda _, y, __: [y[0] ** 2], [1.0], [2.0], [], [0.0])  # infinite at 1
    with pytest.raises(ValueError, match="cannot be solved"):
        piecewise.solve(lambda t, y, _: [-1e6 * (y[0] - np.cos(1e5 * t))], [1.0], [1.0, 2.0], [], [0.0])
    with pytest.raises(ValueError, match="must be 1 numbers"):
        piecewise.solve(lambda *_: 0.0, [0.0], [1.0], [], [0.0])
    with pytest.raises(ValueError, match="one input more than there are edges"):
        piecewise.solve(change, [0.0], [1.0], [0.5], [0.0])


def test_edges_after_the_end_do_not_matter():
    times = np.linspace(0, 1, 5)
    short = piecewise.solve(change, [0.0], times, [], [1.0])
    long = piecewise.solve(change, [0.0], times, [2.0, 5.0], [1.0, 0.0, 1.0])
    np.testing.assert_array_equal(short, long)
