"""Rows of numbers that a reader looks along, such as concentrations on a logarithmic axis."""

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]


def decades(low: float, high: float, per_decade: int = 20) -> FloatArray:
    """Return concentrations from `low` to `high`, evenly spaced on a logarithmic axis, `per_decade` in each decade.

    Raises ValueError unless `low` is positive and `high` is larger.
    """
    if not 0 < low < high:
        raise ValueError(f"A logarithmic axis runs from a positive number to a larger one, not from {low} to {high}.")
    return np.logspace(np.log10(low), np.log10(high), round(per_decade * np.log10(high / low)) + 1)
