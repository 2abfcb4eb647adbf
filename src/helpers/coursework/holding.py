"""What was right when an assignment was released, kept in the instructor's list.

Words of items may be changed while an assignment is out. A student then holds options or a case in words that the
tables no longer have; what was right for them is told by the list.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from helpers.coursework.items import Item
from helpers.coursework.kinds import Choice, Given, Letters

Right: TypeAlias = float | list[str]  # a number, or letters


@dataclass(frozen=True, slots=True)
class Held:
    """One question as it was released: its words, what was right, and which option each wrong letter stood for."""

    text: str
    right: Right
    names: Mapping[str, str]


def hold(item: Item, given: Given) -> Held:
    """Return what is right now for the numbers of a student, to be kept with the release."""
    functions, right = item.functions, item.right(given)
    if isinstance(right, int | float):
        return Held(item.ask(given), float(right), {})
    if not isinstance(functions, Choice | Letters):
        return Held(item.ask(given), [], {})
    letter_of = {text: letter for letter, text in given["options"].items()}
    letters = [letter_of[text] for text in ([right] if isinstance(right, str) else right)]
    names = _names(item, functions, given, letters) if isinstance(functions, Choice) else {}
    return Held(item.ask(given), letters, names)


def _names(item: Item, functions: Choice[Any], given: Given, right: list[str]) -> dict[str, str]:
    """Return which option of the table each wrong letter stands for."""
    by_text = {option.text: option.name for option in item.options}
    wrong = {letter: text for letter, text in given["options"].items() if letter not in right}
    return {
        letter: functions.diagnose(given, text) if functions.diagnose else by_text[text]
        for letter, text in wrong.items()
    }


def write(held: Held) -> dict[str, Any]:
    """Return it as JSON."""
    return {"text": held.text, "right": held.right, "names": dict(held.names)}


def parse(stored: Any) -> Held:
    """Return it from JSON. Raises ValueError where it was changed into something else."""
    match stored:
        case {"text": str(text), "right": int() | float() as number, "names": dict()}:
            return Held(text, float(number), {})
        case {"text": str(text), "right": list(letters), "names": dict(names)}:
            return Held(text, [str(letter) for letter in letters], {str(key): str(name) for key, name in names.items()})
    raise ValueError("this is not what a release holds of a question")
