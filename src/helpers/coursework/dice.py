"""Each student's own numbers: whole-number draws that are the same on every machine.

The seed is an HMAC of assignment and student with the course key, and every draw comes from SHA-256 in counter mode.
Random generators of libraries may change their stream between versions; a hash cannot. Numbers come from decimal
grids, so that nothing depends on the last bits of a float.
"""

import hashlib
import hmac
from collections.abc import Iterable, Sequence
from typing import TypeVar

DEMO_KEY = "class edition: this key is public and protects nothing"
DEMO_STUDENT = "demo"
SHORTEST_KEY = 16
MARKS = 10**6

T = TypeVar("T")


class KeyProblem(ValueError):
    """The course key cannot be used; the message says what to do."""


def checked_key(key: str) -> str:
    """Return the course key without surrounding space.

    Raises `KeyProblem` when it is shorter than 16 characters: it could be guessed.
    """
    key = key.strip()
    if len(key) < SHORTEST_KEY:
        raise KeyProblem(
            f"The course key has {len(key)} characters and needs at least {SHORTEST_KEY}. "
            "Make one with: python -m helpers.coursework key course.key"
        )
    return key


def mark_of(key: str) -> str:
    """Return a mark by which two keys are told apart most times; it says too little to find the key by."""
    return f"{Dice(key, '', '', 'which key this is').below(MARKS):06d}"


class Dice:
    """Draws that depend on nothing but `key`, `assignment`, `student` and `purpose`."""

    def __init__(self, key: str, assignment: str, student: str, purpose: str = "") -> None:
        message = "\x1f".join((assignment, student, purpose))
        self._seed = hmac.new(key.encode(), message.encode(), hashlib.sha256).digest()
        self._count = 0

    def below(self, number: int) -> int:
        """Return a whole number from 0 to `number` - 1, all equally likely."""
        self._count += 1
        block = hashlib.sha256(self._seed + self._count.to_bytes(8, "big")).digest()
        return int.from_bytes(block[:16], "big") % number

    def among(self, values: Sequence[T]) -> T:
        """Return one of `values`."""
        return values[self.below(len(values))]

    def grid(self, low: float, high: float, step: float) -> float:
        """Return a number from `low` to `high` (both included) in steps of `step`."""
        steps = round((high - low) / step)
        return round(low + step * self.below(steps + 1), 9)

    def shuffled(self, values: Iterable[T]) -> list[T]:
        """Return `values` in a random order."""
        left = list(values)
        return [left.pop(self.below(len(left))) for _ in range(len(left))]

    def some(self, values: Iterable[T], number: int) -> list[T]:
        """Return `number` different ones of `values`, in random order."""
        return self.shuffled(values)[:number]
