"""What an answer is worth, and the sentence that explains each lost mark without giving the answer away."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from helpers.coursework import units
from helpers.coursework.items import Item, Option
from helpers.coursework.kinds import Choice, Given, Letters, Number
from helpers.coursework.record_format import blank
from helpers.practice.judging import AnswerError, close, parse_number

LONGEST_NUMBER = 100  # characters of an answer that is read as a number
ONE_SLIP = "one-slip"  # the option of the table for letters that are right but for one slip

Verdict: TypeAlias = Literal["right", "wrong", "partly", "blank", "unreadable", "to mark"]
FOR_A_PERSON: frozenset[str] = frozenset({"to mark", "unreadable"})


@dataclass(frozen=True, slots=True)
class Mark:
    """What an answer earned. `points` is None while a person has to mark it.

    `sentence` is for the student, `note` for the instructor (empty where nothing needs attention).
    """

    points: float | None
    verdict: Verdict
    sentence: str = ""
    misconception: str = ""
    note: str = ""


# An answer of which it is not certain what was recorded.
OPEN = Mark(None, "to mark", "What was recorded could not be read for certain; a person looks at it.")


def judge(item: Item, given: Given, value: object, unit: object = "") -> Mark:
    """Return the `Mark` for the answer `value` (with `unit`) to `item` with the student's `given`."""
    if blank(value):
        return Mark(0.0, "blank", "No answer was recorded.")
    try:
        match item.functions:
            case Number() as number:
                return _judge_number(item, number, given, value, unit)
            case Choice() as choice:
                return _judge_choice(item, choice, given, value)
            case Letters() as letters:
                return _judge_letters(item, letters, given, value)
        return _judge_text(value)
    except AnswerError as error:
        return Mark(0.0, "unreadable", f"The recorded answer could not be read. {error}", note=str(error))


# ---------------------------------------------------------------------------- reading an answer


def read_number(value: object, unit: object, wanted: str) -> float:
    """Return a recorded number in the unit `wanted`.

    `value` is a number or a string such as "4.2 nM"; `unit` the unit recorded beside it. Units of the
    same quantity are converted; without a unit the wanted one is assumed. Raises `AnswerError`.
    """
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise AnswerError(f"One number in {wanted} is asked for.")
    if isinstance(value, str):
        return _number_in_text(value.strip(), unit, wanted)
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise AnswerError(
            f"'{str(value)[:40]}' is not a number that can be marked. Write a number such as 0.5 (in {wanted})."
        )
    return number * units.factor(unit, wanted)


def _number_in_text(text: str, unit: object, wanted: str) -> float:
    if len(text) > LONGEST_NUMBER:
        raise AnswerError(f"One number in {wanted} is asked for, not a text.")
    for split in re.finditer(r"(?<=[\d.])(?=[^\d.eE])|(?<=[\d.])(?=[eE]\D)", text):
        tail = text[split.end() :].strip()
        if units.known(tail):
            return parse_number(text[: split.start()].strip()) * units.factor(tail, wanted)
    return parse_number(text, wanted)


def comma_number(text: str) -> str | None:
    """Return a text with its decimal comma as a point, or None where it could also be a thousands mark."""
    match = re.fullmatch(r"\s*([+-]?\d+),(\d+)\s*(\D*)", text)
    return f"{match[1]}.{match[2]} {match[3]}".strip() if match and len(match[2]) != 3 else None


def read_letters(value: object, letters: Sequence[str]) -> list[str]:
    """Return the letters in an answer: a list of them, or a string such as "a, c" or "ac".

    Raises `AnswerError` when anything else is found.
    """
    found: list[str] = []
    for part in _parts(value):
        if not isinstance(part, str):
            raise AnswerError(f'Give letters in quotes, such as "{letters[0]}".')
        found += re.sub(r"[\s,;().>\[\]'\"-]+", "", part).lower()
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


# ---------------------------------------------------------------------------- judging it


def _judge_number(item: Item, functions: Number[Any], given: Given, value: object, unit: object) -> Mark:
    note = ""
    try:
        number = read_number(value, unit, item.unit)
    except AnswerError as error:
        dotted = comma_number(value) if isinstance(value, str) else None
        if dotted is None:
            raise
        number, note = read_number(dotted, unit, item.unit), f"A decimal comma was read as a point. {error}"
    if close(number, functions.right(given), item.tolerance):
        return Mark(item.points, "right", note=note)
    for option in item.options:
        if close(number, functions.wrong[option.name](given), item.tolerance):
            return _scored(item, option, note)
    return Mark(0.0, "wrong", item.hint, note=note)


def _scored(item: Item, option: Option, note: str = "") -> Mark:
    verdict: Verdict = "partly" if option.score else "wrong"
    return Mark(item.points * option.score, verdict, option.feedback or item.hint, option.misconception, note)


def _judge_choice(item: Item, functions: Choice[Any], given: Given, value: object) -> Mark:
    options: dict[str, str] = given["options"]
    letter_of = {text.casefold(): letter for letter, text in options.items()}
    written = value.strip().casefold() if isinstance(value, str) else ""
    text = options[letter_of[written] if written in letter_of else read_letter(value, list(options))]
    if text == functions.right(given):
        return Mark(item.points, "right")
    option = (
        item.option(functions.diagnose(given, text))
        if functions.diagnose
        else next(option for option in item.options if option.text == text)
    )
    return Mark(0.0, "wrong", option.feedback or item.hint, option.misconception)


def _judge_letters(item: Item, functions: Letters[Any], given: Given, value: object) -> Mark:
    options: dict[str, str] = given["options"]
    found = read_letters(value, list(options))
    letter_of = {text: letter for letter, text in options.items()}
    right = [letter_of[text] for text in functions.right(given)]
    if found == right or (not functions.ordered and set(found) == set(right)):
        return Mark(item.points, "right")
    near = _neighbours_exchanged(found, right) if functions.ordered else len(set(found) ^ set(right)) == 1
    slip = next((option for option in item.options if option.name == ONE_SLIP), None)
    return _scored(item, slip) if slip and near else Mark(0.0, "wrong", item.hint)


def _neighbours_exchanged(found: list[str], right: list[str]) -> bool:
    if sorted(found) != sorted(right):
        return False
    wrong = [place for place, (one, other) in enumerate(zip(found, right, strict=True)) if one != other]
    return len(wrong) == 2 and wrong[1] == wrong[0] + 1


def _judge_text(value: object) -> Mark:
    if not isinstance(value, str):
        raise AnswerError("An explanation in words is asked for, in quotes.")
    return Mark(None, "to mark", "This answer is marked by a person.")
