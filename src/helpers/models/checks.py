"""Checks of what a model is given and of what it gives: one clear sentence instead of a wrong number.

Every check takes the value, its name and its unit, and returns the value as a float array (0-dimensional
for a single number). Whatever cannot be right raises ValueError with the value found and a value that
would do: text, nothing, nan, infinity, a truth value, a complex number, a masked array, rows of unequal
length, more numbers than a model computes within a second, a value beyond what can be in its unit.

`guarded` goes around every model, so that numbers too large or too small to compute with end in a sentence
as well; `keep` goes into the records of parameters, `keep_arrays` into those of results.
"""

import functools
import math
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any, ParamSpec, TypeAlias, TypedDict, TypeVar, Unpack

import numpy as np
import numpy.typing as npt

FloatArray: TypeAlias = npt.NDArray[np.float64]
Number: TypeAlias = float | np.floating[Any] | np.integer[Any]
Numbers: TypeAlias = (
    Number | Sequence[Number] | Sequence[Sequence[Number]] | npt.NDArray[np.floating[Any] | np.integer[Any]]
)
"""What a model takes: a number, a list of numbers or of such lists, or an array; no text, unlike numpy's ArrayLike."""

MOST_NUMBERS = 1_000_000
_MOST_KEPT = 10_000_000  # in one field of a result
_NOT_PLAIN = "a row that is not made of plain numbers, a million at most"


class Limits(TypedDict, total=False):
    """The smallest and the largest plausible value, and a sentence of advice for what lies beyond."""

    least: float
    most: float
    hint: str


_P = ParamSpec("_P")
_R = TypeVar("_R")
_Record = TypeVar("_Record")
_Check: TypeAlias = Callable[..., FloatArray]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a number must be: its name, the rule in words, a value that would do, its limits, more advice."""

    name: str
    rule: str
    example: float
    least: float = -math.inf
    most: float = math.inf
    hint: str = ""

    def sentence(self, found: object) -> str:
        """Return the sentence about a value that is not what is wanted."""
        ends = (("at least", self.least), ("at most", self.most))
        limit = " and ".join(f"{word} {end:,g}" for word, end in ends if math.isfinite(end))
        rule = f"{self.rule}, {limit}" if limit else self.rule
        advice = f" {self.hint}" if self.hint else ""
        return f"{self.name} must be {rule}, but it is {found}.{advice} Give a value such as {self.example}."


# Numbers ------------------------------------------------------------------------------------------


def finite(value: object, name: str, unit: str = "", example: float = 1.0) -> FloatArray:
    """Return `value` as floats, shape kept, if every one is a finite number.

    `name` is what the number is, as the reader knows it ("Kd"), `unit` its unit ("nM", empty for a pure
    number), `example` a value that would be accepted. Raises ValueError for anything else.
    """
    return _accepted(value, _Wanted(name, f"a finite number{_of(unit)}", example), np.isfinite)


def positive(value: object, name: str, unit: str = "", example: float = 1.0, **limits: Unpack[Limits]) -> FloatArray:
    """Return `value` as floats if every one is finite and greater than zero, and within `limits`.

    `least` and `most` are the plausible ends in this unit, `hint` a sentence of advice, such as the unit that
    is often given instead. The rest as in `finite`.
    """
    return _accepted(value, _Wanted(name, f"a positive number{_of(unit)}", example, **limits), lambda x: x > 0)


def not_negative(
    value: object, name: str, unit: str = "", example: float = 1.0, **limits: Unpack[Limits]
) -> FloatArray:
    """Return `value` as floats if every one is finite and zero or greater, and within `limits`; as `positive`."""
    rule = f"zero or a positive number{_of(unit)}"
    return _accepted(value, _Wanted(name, rule, example, **limits), lambda x: x >= 0)


def fraction(value: object, name: str, example: float = 0.5) -> FloatArray:
    """Return `value` as floats if every one lies between 0 and 1, both included; as `finite`."""
    return _fraction(value, name, "a fraction from 0 to 1", example, lambda x: (x >= 0) & (x <= 1))


def inner_fraction(value: object, name: str, example: float = 0.5) -> FloatArray:
    """Return `value` as floats if every one lies between 0 and 1, neither included; as `finite`."""
    rule = "a fraction greater than 0 and less than 1"
    return _fraction(value, name, rule, example, lambda x: (x > 0) & (x < 1))


def positive_fraction(value: object, name: str, example: float = 0.5) -> FloatArray:
    """Return `value` as floats if every one is greater than 0 and at most 1; as `finite`."""
    rule = "a fraction greater than 0 and at most 1"
    return _fraction(value, name, rule, example, lambda x: (x > 0) & (x <= 1))


def whole_number(value: object, name: str, least: int = 1, example: int | None = None, *, most: int = 10**9) -> int:
    """Return `value` as an int if it is one whole number from `least` to `most`; `example` is one of them.

    Raises ValueError for anything else.
    """
    example = least if example is None else example
    wanted = _Wanted(name, f"one whole number of {least} or more", example, most=most)
    number = _accepted(value, wanted, lambda x: (x >= least) & (x == np.floor(x)))
    if number.ndim:
        raise ValueError(wanted.sentence(shown(value)))
    return int(number)


def single(value: object, name: str) -> float:
    """Return `value` (already checked) as a float if it is one number; raises ValueError for a row of them."""
    array = np.asarray(value)
    if array.size != 1:
        raise ValueError(f"{name} must be one number, but {array.size} were given. Call once for each of them.")
    return float(array.reshape(()))


# Rows ---------------------------------------------------------------------------------------------


def times(
    value: object, name: str = "time", unit: str = "h", *, most: int = 20_000, last: float = math.inf
) -> FloatArray:
    """Return `value` as a row of increasing times, zero or more and not after `last`, at most `most` of them.

    `name` and `unit` say what they are. Raises ValueError for anything else.
    """
    array = not_negative(value, name, unit, most=last)
    if array.ndim != 1 or array.size == 0 or array.size > most or np.any(np.diff(array) <= 0):
        raise ValueError(
            f"{name} must be a row of 1 to {most:,} increasing numbers of {unit}, each larger than the one"
            f" before. Give for example numpy.linspace(0, 24, 121)."
        )
    return array


def fit_together(*, most: int = MOST_NUMBERS, **arrays: FloatArray) -> tuple[int, ...]:
    """Return the shape that the checked `arrays`, given by their names, have together.

    Raises ValueError when the shapes do not fit (as numpy's broadcasting has it) or when there would be
    more than `most` numbers.
    """
    listed = " and ".join(f"{name} of shape {array.shape}" for name, array in arrays.items() if array.ndim)
    try:
        shape = np.broadcast_shapes(*(array.shape for array in arrays.values()))
    except ValueError:
        raise ValueError(
            f"{listed} do not fit together. Give single numbers, or arrays of one and the same shape."
        ) from None
    if math.prod(shape) > most:
        raise ValueError(f"{listed} make {math.prod(shape):,} numbers. Give at most {most:,} at a time.")
    return shape


# Words and records --------------------------------------------------------------------------------


def choice(value: object, name: str, allowed: Iterable[str]) -> str:
    """Return `value` if it is one of the words `allowed`; raises ValueError for any other value."""
    allowed = tuple(allowed)
    if not isinstance(value, str) or value not in allowed:
        listed = ", ".join(map(repr, allowed))
        raise ValueError(f"{name} must be one of {listed}, but it is {shown(value)}. Choose one of these.")
    return value


def record(value: object, name: str, *kinds: type[_Record]) -> _Record:
    """Return `value` if it is a record of one of the classes `kinds`; raises ValueError for anything else."""
    if not isinstance(value, kinds):
        listed = " or ".join(kind.__name__ for kind in kinds)
        raise ValueError(
            f"{name} must be a {listed} record, but it is {shown(value)}. Make one with"
            f" {kinds[0].__name__}(...) or take one that this module offers."
        )
    return value


def keep(
    record: object, field: str, check: _Check, name: str, *unit_and_example: str | float, **limits: Unpack[Limits]
) -> None:
    """Check one number of a frozen record while it is made, and keep it there as a plain float.

    `check` is one of this module's, called with the field's value, `name` and what follows.
    """
    number = single(check(getattr(record, field), name, *unit_and_example, **limits), name)
    object.__setattr__(record, field, number)


def keep_row(record: object, field: str, check: _Check, name: str, *unit_and_example: str | float) -> None:
    """Check a row of numbers of a frozen record while it is made, and keep it there as a tuple of floats."""
    row = check(getattr(record, field), name, *unit_and_example)
    if row.ndim != 1 or not row.size:
        raise ValueError(f"{name} must be a row of numbers, but its shape is {row.shape}. Give a list such as [1, 2].")
    object.__setattr__(record, field, tuple(row.tolist()))


def keep_text(record: object, *names: str) -> None:
    """Check that these fields of a frozen record hold words, and keep them as plain text."""
    for name in names:
        value = getattr(record, name)
        if not isinstance(value, str) or not value.strip():
            raise ValueError(f"{name} must be words in quotes, but it is {shown(value)}. Say what it is.")
        object.__setattr__(record, name, str(value))


def truths(value: object, name: str) -> npt.NDArray[np.bool_]:
    """Return `value` as an array if it is made of True and False; raises ValueError for anything else."""
    listed = isinstance(value, (list, tuple)) and set(map(type, value)) <= {bool, np.bool_}
    array = np.asarray(value) if listed else value
    if not isinstance(array, np.ndarray) or array.dtype.kind != "b" or _masked(array):
        raise ValueError(f"{name} must be True or False for each, but it is {shown(value)}. Give a list of them.")
    return array


def keep_truth(record: object, *names: str) -> None:
    """Check that these fields of a record are True or False."""
    for name in names:
        value = getattr(record, name)
        if not isinstance(value, (bool, np.bool_)):
            raise ValueError(f"{name} must be True or False, but it is {shown(value)}. Give one of the two.")


def keep_arrays(record: object, *, alike: bool = True) -> None:
    """Check the numbers of a frozen record of results, and keep them there as arrays (or plain numbers).

    Every field must hold finite numbers or truth values; with `alike` all have one shape.
    Raises ValueError when a model did not get there, or when the record was made by hand of something else.
    """
    kind, shapes = type(record).__name__, set()
    for field in fields(record):  # type: ignore[arg-type]
        array = _real(getattr(record, field.name), "iufb")
        if array is None or array.size > _MOST_KEPT or not np.all(np.isfinite(array)):
            raise ValueError(
                f"{field.name} of {kind} is not made of finite numbers: the values given are too large or too"
                f" small to compute with. Give values nearer to those of a usual experiment."
            )
        shapes.add(array.shape)
        object.__setattr__(record, field.name, array[()])
    if alike and len(shapes) > 1:
        raise ValueError(f"All fields of {kind} must have one shape, but theirs are {sorted(shapes)}. Make them alike.")


# Models -------------------------------------------------------------------------------------------


def guarded(model: Callable[_P, _R]) -> Callable[_P, _R]:
    """Return `model` so that it never ends in nan, infinity, a numpy warning or a numpy error.

    Raises ValueError with one sentence instead: its arguments, each fine for itself, are together too large
    or too small to compute with.
    """

    @functools.wraps(model)
    def guard(*args: _P.args, **kwargs: _P.kwargs) -> _R:
        try:
            with np.errstate(all="ignore"):
                result = model(*args, **kwargs)
        except (ArithmeticError, np.linalg.LinAlgError) as error:
            raise ValueError(_beyond(model.__name__)) from error
        if not _all_finite(result):
            raise ValueError(_beyond(model.__name__))
        return result

    return guard


def log(value: FloatArray) -> FloatArray:
    """Return the natural logarithm of checked numbers, minus infinity at zero, without a warning."""
    with np.errstate(divide="ignore"):
        return np.log(value)


def share(log_odds: FloatArray) -> FloatArray:
    """Return the share, 0 to 1, of natural logarithms of odds, infinite ones too, without a warning.

    It is what `scipy.special.expit` computes, which takes three times as long to import as numpy.
    """
    with np.errstate(over="ignore"):
        return 1 / (1 + np.exp(-log_odds))


def shown(value: object) -> str:
    """Return a value as it stands in a sentence: short, in one line, whatever it is."""
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, int) and not -(10**15) < value < 10**15:
        return "a whole number with too many digits"
    if value is None or isinstance(value, (bool, int, float, complex)):
        return repr(value)
    if isinstance(value, (str, bytes)):
        return repr(value if len(value) <= 40 else value[:40])
    kind = {"ndarray": "array"}.get(type(value).__name__, type(value).__name__)
    return f"{'an' if kind[0].lower() in 'aeiou' else 'a'} {kind}"


def _of(unit: str) -> str:
    return f" of {unit}" if unit else ""


def _beyond(name: str) -> str:
    return (
        f"{name} has no finite result for these values: a number on the way is too large or too small to compute"
        f" with. Give values nearer to those of its example."
    )


def _all_finite(result: object) -> bool:
    """Return whether all numbers in what a model returns are finite; records have looked after themselves."""
    if isinstance(result, (tuple, list)):
        return all(map(_all_finite, result))
    if isinstance(result, float):  # a number of numpy is one, too
        return math.isfinite(result)
    if isinstance(result, (int, np.ndarray, np.generic)):
        return bool(np.all(np.isfinite(result)))
    return True


def _fraction(
    value: object, name: str, rule: str, example: float, acceptable: Callable[[FloatArray], npt.NDArray[np.bool_]]
) -> FloatArray:
    array = _real(value)
    largest = 0.0 if array is None or not 0 < array.size <= MOST_NUMBERS else float(np.max(array))
    hint = f"If {largest:g} per cent is meant, give {largest / 100:g}." if 1 < largest <= 100 else ""
    return _accepted(value, _Wanted(name, rule, example, hint=hint), acceptable)


def _accepted(value: object, wanted: _Wanted, acceptable: Callable[[FloatArray], npt.NDArray[np.bool_]]) -> FloatArray:
    """Return `value` as floats, or raise the sentence about the first number that is wrong."""
    if type(value) is float and math.isfinite(value) and wanted.least <= value <= wanted.most:
        number = np.asarray(value)  # what nearly all values are, in a quarter of the time
        if acceptable(number):
            return number
    array = _real(value)
    if array is None:
        row = isinstance(value, (list, tuple, range, np.ndarray))
        raise ValueError(wanted.sentence(_NOT_PLAIN if row else shown(value)))
    if not array.size:
        raise ValueError(wanted.sentence("an empty row"))
    if array.size > MOST_NUMBERS:
        raise ValueError(
            f"{wanted.name} is given {array.size:,} times, more than a model computes within a second."
            f" Give at most {MOST_NUMBERS:,} numbers."
        )
    with np.errstate(over="ignore"):  # longer floats than the usual ones
        array = array.astype(np.float64)
    good = np.isfinite(array) & acceptable(array) & (array >= wanted.least) & (array <= wanted.most)
    if not np.all(good):
        raise ValueError(wanted.sentence(shown(array[~good].flat[0])))
    return array


def _real(value: object, kinds: str = "iuf") -> npt.NDArray[Any] | None:
    """Return `value` as an array, or None if it is not made of real numbers alone, or of far too many."""
    if _counted(value, MOST_NUMBERS, 16) is None:
        return None
    try:
        array = np.asarray(value)
    except (ValueError, TypeError, OverflowError, RuntimeError, AttributeError):  # rows of unequal length, say
        return None
    return array if array.dtype.kind in kinds else None


def _masked(value: object) -> bool:
    """Return whether an array has masked values; numpy.ma, a tenth of numpy's import, is not loaded for the answer."""
    return "numpy.ma" in sys.modules and isinstance(value, np.ma.MaskedArray) and bool(np.ma.is_masked(value))


def _counted(value: object, room: int, depth: int) -> int | None:
    """Return how many numbers a list may hold for numpy to read it, or None if numpy must not.

    What is masked would lose its mask, a truth value inside a list would become a number, a range can be
    longer than the memory, and a list can hold itself.
    """
    if _masked(value):
        return None
    if not isinstance(value, (list, tuple, range)):
        return 1 if isinstance(value, (int, float, np.number, np.bool_)) or hasattr(value, "__array__") else None
    if len(value) > room or not depth:
        return None
    kinds = set(map(type, value))
    if kinds <= {float, int, np.float64}:
        return len(value) or 1  # an empty row counts, too: there may be a billion of them
    if kinds & {bool, np.bool_} or sum(len(part) for part in value if isinstance(part, (list, tuple, range))) > room:
        return None
    left = room
    for part in value:
        used = _counted(part, left, depth - 1)
        if used is None or used > left:
            return None
        left -= used
    return room - left
