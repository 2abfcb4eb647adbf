"""What an answer is worth, and the sentence that explains each lost mark without giving the answer away."""

from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from helpers.coursework.items import Item, Option
from helpers.coursework.kinds import Choice, Given, Letters, Number
from helpers.coursework.record_format import blank
from helpers.coursework.typed import Accepted, accept, read_letters, read_number
from helpers.practice.judging import AnswerError, close

ONE_SLIP = "one-slip"  # the option of the table for letters that are right but for one slip

Verdict: TypeAlias = Literal["right", "wrong", "partly", "blank", "unreadable", "to mark"]
FOR_A_PERSON: frozenset[str] = frozenset({"to mark", "unreadable"})


@dataclass(frozen=True, slots=True)
class Mark:
    """What an answer earned. `points` is None while a person has to mark it.

    `sentence` is for the student, `note` for the instructor: why an answer was not accepted.
    """

    points: float | None
    verdict: Verdict
    sentence: str = ""
    misconception: str = ""
    note: str = ""


# An answer of which it is not certain what was recorded.
OPEN = Mark(None, "to mark", "What was recorded could not be read for certain; a person looks at it.")


def judge(item: Item, given: Given, value: object, unit: object = "") -> Mark:
    """Return the `Mark` for the answer `value` (with `unit`) to `item` with the student's `given`.

    What was not accepted when it was typed waits for a person, who is told what is wrong with it.
    """
    if blank(value):
        return Mark(0.0, "blank", "No answer was recorded.")
    if item.kind == "text" and isinstance(value, str):
        return Mark(None, "to mark", "This answer is marked by a person.")
    try:
        recorded = accept(item, given, value, unit)
    except AnswerError as error:
        return Mark(None, "unreadable", f"The answer was not recorded when it was typed. {error}", note=str(error))
    match item.functions:
        case Number() as number:
            return _judge_number(item, number, given, recorded)
        case Choice() as choice:
            return _judge_choice(item, choice, given, given["options"][recorded.value])
        case Letters() as letters:
            return _judge_letters(item, letters, given, read_letters(recorded.value, list(given["options"])))
    return OPEN


# ---------------------------------------------------------------------------- judging it


def _judge_number(item: Item, functions: Number[Any], given: Given, recorded: Accepted) -> Mark:
    number = read_number(recorded.value, recorded.unit, item.unit)
    if close(number, functions.right(given), item.tolerance):
        return Mark(item.points, "right")
    for option in item.options:
        if close(number, functions.wrong[option.name](given), item.tolerance):
            return _scored(item, option)
    return Mark(0.0, "wrong", item.hint)


def _scored(item: Item, option: Option) -> Mark:
    verdict: Verdict = "partly" if option.score else "wrong"
    return Mark(item.points * option.score, verdict, option.feedback or item.hint, option.misconception)


def _judge_choice(item: Item, functions: Choice[Any], given: Given, text: str) -> Mark:
    if text == functions.right(given):
        return Mark(item.points, "right")
    option = (
        item.option(functions.diagnose(given, text))
        if functions.diagnose
        else next(option for option in item.options if option.text == text)
    )
    return Mark(0.0, "wrong", option.feedback or item.hint, option.misconception)


def _judge_letters(item: Item, functions: Letters[Any], given: Given, found: list[str]) -> Mark:
    options: dict[str, str] = given["options"]
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
