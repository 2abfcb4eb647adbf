"""Differential equations whose input changes in steps: a dose on, a dose off.

A solver that meets such a step unprepared may stride over it. Here every stretch between two steps
is solved for itself and hands its last state to the next. Used by the models with doses.
"""

import numpy as np


def solve(change, start, times, edges, inputs, tolerance=1e-9):
    """Return the states at the given times.

    Args:
        change: function of (time, state, input) that returns the rates of change.
        start: state at time zero, shape (n,).
        times: increasing times, zero or more, shape (t,).
        edges: increasing times at which the input changes, all above zero.
        inputs: input in each stretch, one more than there are edges.
        tolerance: relative and absolute error of a step.

    Returns:
        Array of shape (t, n).

    Solver: scipy odeint (LSODA, Petzold 1983, doi:10.1137/0904010).
    """
    from scipy.integrate import odeint  # takes a quarter of a second to load

    end = times[-1]
    nearly = 1e-10 * max(end, 1.0)  # the solver cannot start a stretch shorter than this
    bounds = [0.0, *(edge for edge in edges if edge < end), end]
    state, found = np.array(start, dtype=float), np.empty((times.size, len(start)))
    for left, right, value in zip(bounds[:-1], bounds[1:], inputs, strict=False):
        here = (times >= left) & (times <= right)
        inner = times[here & (times - left > nearly) & (right - times > nearly)]
        grid = np.concatenate([[left], inner, [right]]) if right - left > nearly else [left]
        path = odeint(change, state, grid, (value,), tfirst=True, rtol=tolerance, atol=tolerance, mxstep=20000)
        at = np.searchsorted(grid, times[here] - nearly)
        found[here] = path[np.minimum(at, len(path) - 1)]
        state = path[-1]
    return found
