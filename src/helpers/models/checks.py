"""Checks of what a model is given: one clear sentence, before any number is computed.

Every function takes the value, its name and its unit, and returns the value as a float array
(0-dimensional for a single number). Whatever cannot be right raises ``ValueError`` with the
value found and a value that would do.
"""

import numpy as np


def finite(value, name, unit="", example=1.0):
    """Return ``value`` as floats if every one is a finite number.

    Args:
        value: number or array of numbers, any shape.
        name: what the number is, as the reader knows it ("Kd").
        unit: its unit ("nM"); empty for a pure number.
        example: a value that would be accepted.

    Returns:
        numpy float array of the same shape.

    Raises:
        ValueError: text, nothing, a complex number, nan or infinity.
    """
    return _accepted(value, name, f"a finite number{_of(unit)}", example, np.isfinite)


def positive(value, name, unit="", example=1.0):
    """Return ``value`` as floats if every one is finite and greater than zero.

    Arguments, result and errors as in :func:`finite`.
    """
    return _accepted(value, name, f"a positive number{_of(unit)}", example, lambda x: np.isfinite(x) & (x > 0))


def not_negative(value, name, unit="", example=1.0):
    """Return ``value`` as floats if every one is finite and zero or greater.

    Arguments, result and errors as in :func:`finite`.
    """
    rule = f"zero or a positive number{_of(unit)}"
    return _accepted(value, name, rule, example, lambda x: np.isfinite(x) & (x >= 0))


def fraction(value, name, example=0.5):
    """Return ``value`` as floats if every one lies between 0 and 1, both included.

    Arguments, result and errors as in :func:`finite`.
    """
    rule = "a fraction from 0 to 1"
    return _accepted(value, name, rule, example, lambda x: (x >= 0) & (x <= 1))


def inner_fraction(value, name, example=0.5):
    """Return ``value`` as floats if every one lies between 0 and 1, neither included.

    Arguments, result and errors as in :func:`finite`.
    """
    rule = "a fraction greater than 0 and less than 1"
    return _accepted(value, name, rule, example, lambda x: (x > 0) & (x < 1))


def positive_fraction(value, name, example=0.5):
    """Return ``value`` as floats if every one is greater than 0 and at most 1.

    Arguments, result and errors as in :func:`finite`.
    """
    rule = "a fraction greater than 0 and at most 1"
    return _accepted(value, name, rule, example, lambda x: (x > 0) & (x <= 1))


def whole_number(value, name, least=1, example=None):
    """Return ``value`` as an int if it is one whole number of at least ``least``.

    Args:
        value: one number.
        name: what the number is.
        least: the smallest whole number accepted.
        example: a value that would be accepted; ``least`` if not given.

    Returns:
        int.

    Raises:
        ValueError: anything else.
    """
    rule = f"one whole number of {least} or more"
    example = least if example is None else example
    number = _accepted(value, name, rule, example, lambda x: (x >= least) & (x == np.floor(x)))
    if number.ndim or not np.isfinite(number):
        raise ValueError(_sentence(name, rule, number.tolist(), example))
    return int(number)


def single(value, name):
    """Return ``value`` (already checked) as a float if it is one number, not an array.

    Raises:
        ValueError: an array with more or fewer than one number.
    """
    value = np.asarray(value)
    if value.size != 1:
        raise ValueError(f"{name} must be one number, but {value.size} were given. Call once for each of them.")
    return float(value.reshape(()))


def times(value, name="time", unit="h"):
    """Return ``value`` as a one-dimensional array of increasing, non-negative times.

    Args:
        value: one-dimensional array of at least one time.
        name: what the times are called.
        unit: their unit.

    Returns:
        numpy float array.

    Raises:
        ValueError: empty, more than one-dimensional, negative, not increasing or not numbers.
    """
    array = not_negative(value, name, unit)
    if array.ndim != 1 or array.size == 0 or np.any(np.diff(array) <= 0):
        raise ValueError(
            f"{name} must be a row of increasing numbers of {unit}, each larger than the one"
            f" before. Give for example numpy.linspace(0, 24, 121)."
        )
    return array


def choice(value, name, allowed):
    """Return ``value`` if it is one of the words allowed.

    Raises:
        ValueError: any other value.
    """
    allowed = tuple(allowed)
    if not isinstance(value, str) or value not in allowed:
        listed = ", ".join(map(repr, allowed))
        raise ValueError(f"{name} must be one of {listed}, but it is {value!r}. Choose one of these.")
    return value


def record(value, name, kind):
    """Return ``value`` if it is a record of the class ``kind`` (or of one of several).

    Raises:
        ValueError: anything else.
    """
    if not isinstance(value, kind):
        kinds = kind if isinstance(kind, tuple) else (kind,)
        listed = " or ".join(k.__name__ for k in kinds)
        raise ValueError(
            f"{name} must be a {listed} record, but it is {value!r}. Make one with"
            f" {kinds[0].__name__}(...) or take one that this module offers."
        )
    return value


def log(value):
    """Return the natural logarithm, minus infinity at zero, without a warning.

    Args:
        value: checked array of numbers, zero or more.

    Returns:
        Array of the same shape.
    """
    with np.errstate(divide="ignore"):
        return np.log(value)


def _of(unit):
    return f" of {unit}" if unit else ""


def _sentence(name, rule, found, example):
    return f"{name} must be {rule}, but it is {found!r}. Give a value such as {example}."


def _accepted(value, name, rule, example, acceptable):
    """Return ``value`` as floats, or raise the sentence about the first number that is wrong."""
    try:
        array = np.asarray(value)
    except ValueError:  # rows of unequal length
        array = np.asarray(None)
    if array.dtype.kind not in "iuf":
        raise ValueError(_sentence(name, rule, value, example))
    array = array.astype(float)
    good = acceptable(array) & ~np.isnan(array)
    if not np.all(good):
        raise ValueError(_sentence(name, rule, array[~good].flat[0].item(), example))
    return array
