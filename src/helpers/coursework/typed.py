"""What was typed, as it is recorded: one rule, by which the student's side accepts an answer and the marker reads it.

What is accepted here the student has seen recorded, and earns its marks. What is not was answered by "Not recorded" and
one sentence on what to write instead, and earns nothing unless a person looks at it.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from helpers.coursework import record_format, units
from helpers.coursework.items import Item
from helpers.coursework.kinds import Given
from helpers.coursework.record_format import Plain
from helpers.practice.judging import AnswerError, parse_number

LONGEST_NUMBER = 100  # characters of an answer that is read as a number
FEWEST_WORDS = 8  # of an explanation that is recorded
_WORD = re.compile("[\u3041-\u30ff\u3400-\u9fff]|[^\\s\u3041-\u30ff\u3400-\u9fff]+")
_BETWEEN_LETTERS = re.compile(r"""[\s,;().>\[\]'"/+&|=→⇒、，；-]+""")


@dataclass(frozen=True, slots=True)
class Accepted:
    """An answer as it is recorded: a number or its text with the unit, a letter, a list of letters or a text."""

    value: Plain
    unit: str = ""


def accept(item: Item, given: Given, answer: object, unit: object = "", *more: object) -> Accepted:
    """Return what is recorded for what was typed (answer, unit and whatever followed).

    Raises `AnswerError` with what to write instead.
    """
    answer = record_format.plain(answer) if isinstance(answer, str) else answer
    unit = record_format.plain(unit) if isinstance(unit, str) else "" if unit is None else unit
    if item.kind == "number":
        return _number(item, answer, unit, more)
    if item.kind == "text":
        return _text(answer)
    options: dict[str, str] = given["options"]
    typed = _all_letters(answer, unit, more)
    if item.kind != "choice":
        return Accepted([*read_letters(typed, list(options))])
    written = typed.strip().casefold() if isinstance(typed, str) else ""
    letter = next((letter for letter, text in options.items() if text.casefold() == written), None)
    return Accepted(letter or read_letter(typed, list(options)))


def _number(item: Item, answer: object, unit: object, more: Sequence[object]) -> Accepted:
    if more or not isinstance(unit, str):
        raise AnswerError(
            f"Use a dot as decimal mark: write {answer}.{unit} instead of {answer},{unit}."
            if isinstance(unit, int | float)
            else "Give the number and its unit, nothing else."
        )
    if not unit.strip() and isinstance(answer, int | float):
        example = record_format.write_call(item.question, f"{_finite(answer, item.unit):.6g}", item.unit)
        raise AnswerError(f"Give the unit too, for example: {example}.")
    read_number(answer, unit, item.unit)
    if isinstance(answer, int | float):
        return Accepted(float(f"{answer:.6g}"), unit.strip())
    return Accepted(str(answer).strip(), unit.strip())


def words(text: str) -> int:
    """Return how many words a text has; of Chinese and Japanese, which set no spaces, each sign counts."""
    return len(_WORD.findall(text))


def _text(answer: object) -> Accepted:
    if not isinstance(answer, str) or words(answer) < FEWEST_WORDS:
        raise AnswerError("Write at least one whole sentence, in quotes.")
    return Accepted(answer.strip())


def _all_letters(answer: object, unit: object, more: Sequence[object]) -> object:
    """Return what was typed as one answer: letters may also be given one by one."""
    if more:
        return [answer, unit, *more]
    if isinstance(unit, str) and unit:
        return [*(answer if isinstance(answer, list | tuple) else [answer]), unit]
    return answer


# ---------------------------------------------------------------------------- numbers and letters


def read_number(value: object, unit: object, wanted: str) -> float:
    """Return a recorded number in the unit `wanted`.

    `value` is a number or a string such as "4.2 nM"; `unit` the unit recorded beside it. Units of the
    same quantity are converted; beside a string without a unit the wanted one is assumed. Raises `AnswerError`.
    """
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise AnswerError(f"One number in {wanted} is asked for.")
    if isinstance(value, str):
        return _number_in_text(record_format.visible(value), unit, wanted)
    return _finite(value, wanted) * units.factor(unit, wanted)


def _finite(value: float, wanted: str) -> float:
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise AnswerError(
            f"'{str(value)[:40]}' is not a number that can be marked. Write a number such as 0.5 (in {wanted})."
        )
    return number


def _number_in_text(text: str, unit: object, wanted: str) -> float:
    if len(text) > LONGEST_NUMBER:
        raise AnswerError(f"One number in {wanted} is asked for, not a text.")
    for split in re.finditer(r"(?<=[\d.])(?=[^\d.eE])|(?<=[\d.])(?=[eE]\D)", text):
        tail = text[split.end() :].strip()
        if units.known(tail):
            return parse_number(text[: split.start()].strip()) * units.factor(tail, wanted)
    return parse_number(text, wanted)


def read_letters(value: object, letters: Sequence[str]) -> list[str]:
    """Return the letters in an answer: a list of them, or a string such as "a, c" or "ac".

    Raises `AnswerError` when anything else is found.
    """
    found: list[str] = []
    for part in _parts(value):
        if not isinstance(part, str):
            raise AnswerError(f'Give letters in quotes, such as "{letters[0]}".')
        found += _BETWEEN_LETTERS.sub("", record_format.visible(part)).lower()
    if not found or any(letter not in letters for letter in found):
        raise AnswerError(f"Choose among the letters {', '.join(letters)}.")
    if len(set(found)) != len(found):
        raise AnswerError("Give every letter only once.")
    return found


def _parts(value: object) -> list[Any]:
    if isinstance(value, set | frozenset):
        return sorted(value, key=str)
    return list(value) if isinstance(value, list | tuple) else [value]


def read_letter(value: object, letters: Sequence[str]) -> str:
    """Return the one letter in an answer. Raises `AnswerError` when there are more, or none."""
    found = read_letters(value, letters)
    if len(found) > 1:
        raise AnswerError("Choose one letter only.")
    return found[0]
