"""What an answer is worth, and the sentence that explains each lost mark without giving the answer away."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias, TypeVar

from helpers.coursework.holding import Held
from helpers.coursework.items import Item, Option
from helpers.coursework.kinds import Choice, Given, Letters, Number
from helpers.coursework.record_format import blank
from helpers.coursework.typed import Accepted, accept, read_letters, read_number
from helpers.practice.judging import AnswerError, close
from helpers.tables import TableError

ONE_SLIP = "one-slip"  # the option of the table for letters that are right but for one slip

Verdict: TypeAlias = Literal["right", "wrong", "partly", "blank", "unreadable", "to mark"]
FOR_A_PERSON: frozenset[str] = frozenset({"to mark", "unreadable"})
T = TypeVar("T")


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


# An answer to a question whose words were changed since it was released, so that what is right cannot be told.
REWORDED = Mark(None, "to mark", "The words of this question were changed since; a person looks at the answer.")


class Reworded(LookupError):
    """A student holds words that the tables no longer have, and nothing tells what they stood for."""


def judge(item: Item, given: Given, value: object, unit: object = "", held: Held | None = None) -> Mark:
    """Return the `Mark` for the answer `value` (with `unit`) to `item` with the student's `given`.

    What was not accepted when it was typed waits for a person, who is told what is wrong with it. `held` is what the
    list of the release keeps; it counts where the words of the tables are others by now.
    """
    if blank(value):
        return Mark(0.0, "blank", "No answer was recorded.")
    if item.kind == "text" and isinstance(value, str):
        return Mark(None, "to mark", "This answer is marked by a person.")
    try:
        return _judged(item, given, accept(item, given, value, unit), held)
    except Reworded:
        return REWORDED
    except AnswerError as error:
        return Mark(None, "unreadable", f"The answer was not recorded when it was typed. {error}", note=str(error))


def _judged(item: Item, given: Given, recorded: Accepted, held: Held | None) -> Mark:
    match item.functions:
        case Number() as number:
            return _judge_number(item, number, given, recorded, held)
        case Choice() as choice:
            return _judge_choice(item, choice, given, str(recorded.value), held)
        case Letters() as letters:
            found = read_letters(recorded.value, list(given["options"]))
            return _judge_letters(item, letters, found, _right_letters(letters, given, held))
    return OPEN


# ---------------------------------------------------------------------------- what is right


def _known(function: Callable[[], T]) -> T | None:
    """Return what a function of an item gives, or None where it looks for words that the tables no longer have."""
    try:
        return function()
    except (LookupError, StopIteration, TableError):
        return None


def _right_number(functions: Number[Any], given: Given, held: Held | None) -> float:
    right = _known(lambda: functions.right(given))
    if right is not None:
        return right
    if held and isinstance(held.right, float):
        return held.right
    raise Reworded


def _right_letters(functions: Choice[Any] | Letters[Any], given: Given, held: Held | None) -> list[str]:
    """Return the letters of what is right, from the tables or, where these have other words, from the release."""
    letter_of = {text: letter for letter, text in given["options"].items()}
    right = _known(lambda: functions.right(given))
    letters = [letter_of.get(text, "") for text in ([right] if isinstance(right, str) else right or [])]
    if letters and all(letters):
        return letters
    if held and isinstance(held.right, list):
        return held.right
    raise Reworded


def right_words(item: Item, given: Given, held: Held | None = None, digits: int = 6) -> str:
    """Return what is right in the words that the student holds; empty where that cannot be told any more."""
    try:
        match item.functions:
            case Number() as number:
                return f"{_right_number(number, given, held):.{digits}g}"
            case (Choice() | Letters()) as lettered:
                return ", ".join(given["options"][letter] for letter in _right_letters(lettered, given, held))
        return ""
    except Reworded:
        return ""


# ---------------------------------------------------------------------------- judging it


def _judge_number(item: Item, functions: Number[Any], given: Given, recorded: Accepted, held: Held | None) -> Mark:
    number = read_number(recorded.value, recorded.unit, item.unit)
    if close(number, _right_number(functions, given, held), item.tolerance):
        return Mark(item.points, "right")
    for option in item.options:
        mistaken = _known(lambda option=option: functions.wrong[option.name](given))
        if mistaken is not None and close(number, mistaken, item.tolerance):
            return _scored(item, option)
    return Mark(0.0, "wrong", item.hint)


def _scored(item: Item, option: Option) -> Mark:
    verdict: Verdict = "partly" if option.score else "wrong"
    return Mark(item.points * option.score, verdict, option.feedback or item.hint, option.misconception)


def _judge_choice(item: Item, functions: Choice[Any], given: Given, letter: str, held: Held | None) -> Mark:
    if letter in _right_letters(functions, given, held):
        return Mark(item.points, "right")
    option = _option(item, functions, given, letter) or _option_held(item, held, letter)
    return Mark(0.0, "wrong", (option and option.feedback) or item.hint, option.misconception if option else "")


def _option(item: Item, functions: Choice[Any], given: Given, letter: str) -> Option | None:
    """Return the option of the table that a wrong letter stands for, where the words are still the same."""
    text, diagnose = given["options"][letter], functions.diagnose
    name = _known(lambda: diagnose(given, text)) if diagnose else None
    return next((option for option in item.options if (option.name == name if name else option.text == text)), None)


def _option_held(item: Item, held: Held | None, letter: str) -> Option | None:
    """Return the option that a letter stood for when the assignment was released."""
    name = held.names.get(letter) if held else None
    return next((option for option in item.options if option.name == name), None)


def _judge_letters(item: Item, functions: Letters[Any], found: list[str], right: list[str]) -> Mark:
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
