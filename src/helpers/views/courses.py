"""Quantities over one row of numbers, by name: what a lesson computes and has drawn."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from helpers.views.scales import FloatArray


@dataclass(frozen=True)
class Course:
    """One quantity over the row of times or concentrations of its record: its name and its values."""

    name: str
    values: FloatArray


def course_over(x: npt.ArrayLike, name: str, values: npt.ArrayLike) -> Course:
    """Return `values` as the course `name` over `x`. Raises ValueError when they are more or fewer than `x`."""
    row = np.asarray(values, float)
    if row.shape != np.shape(x):
        raise ValueError(
            f"'{name}' has {row.size} values and the axis below it {np.size(x)}; compute it from the same row of "
            "numbers."
        )
    return Course(name, row)


def courses_over(x: npt.ArrayLike, courses: Mapping[str, npt.ArrayLike]) -> tuple[Course, ...]:
    """Return `courses` (a dictionary from name to values over `x`) as records, in their order.

    Raises ValueError when there is none, or when one has more or fewer values than `x`.
    """
    if not isinstance(courses, Mapping) or not courses:
        raise ValueError('Give at least one curve with its name, such as {"drug A": its values}.')
    return tuple(course_over(x, name, values) for name, values in courses.items())
