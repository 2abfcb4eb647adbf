"""Rows of numbers that a reader looks along, such as concentrations on a logarithmic axis."""

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]


def denser(row: npt.ArrayLike, *starts: float, reach: float, points: int = 41) -> FloatArray:
    """Return `row` with `points` more numbers over `reach` after each of `starts`, close together at first.

    There curves bend: after a dose, when a stimulus begins or ends. What lies beyond the end of `row` is left out.
    """
    base = np.asarray(row, float)
    steps = reach * np.linspace(0, 1, points) ** 2
    added = np.round(np.concatenate([start + steps for start in starts]), 4)
    return np.unique(np.concatenate([base, added[(added > base[0]) & (added < base[-1])]]))


def decades(low: float, high: float, per_decade: int = 20) -> FloatArray:
    """Return concentrations from `low` to `high`, evenly spaced on a logarithmic axis, `per_decade` in each decade.

    Raises ValueError unless `low` is positive and `high` is larger.
    """
    if not 0 < low < high:
        raise ValueError(f"A logarithmic axis runs from a positive number to a larger one, not from {low} to {high}.")
    return np.logspace(np.log10(low), np.log10(high), round(per_decade * np.log10(high / low)) + 1)
