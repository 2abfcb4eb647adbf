"""What an answer is worth, and the sentence that explains each lost mark without giving the answer away."""

import math
import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from helpers.coursework.record_format import blank
from helpers.practice.judging import AnswerError, close, parse_number

LONGEST_NUMBER = 100  # characters of an answer that is read as a number

# Units that may stand for each other: unit -> (what is measured, factor to its base).
_UNITS = {}
for _quantity, _members in {
    "molar": {"M": 1e9, "mM": 1e6, "uM": 1e3, "nM": 1, "pM": 1e-3, "fM": 1e-6, "nmol/L": 1, "pmol/L": 1e-3},
    "mass": {"pg/mL": 1, "ng/L": 1, "ng/mL": 1e3, "ug/L": 1e3, "ug/mL": 1e6, "mg/L": 1e6, "g/L": 1e9, "mg/mL": 1e9},
    "time": {
        "s": 1,
        "sec": 1,
        "second": 1,
        "seconds": 1,
        "min": 60,
        "minutes": 60,
        "h": 3600,
        "hours": 3600,
        "hour": 3600,
        "d": 86400,
        "day": 86400,
        "days": 86400,
    },
    "length": {"nm": 1e-3, "um": 1, "mm": 1e3},
    "clearance": {"L/d": 1, "l/d": 1, "L/day": 1, "mL/min": 1.44, "L/h": 24, "mL/h": 0.024, "mL/d": 0.001},
    "rate": {"1/s": 1, "per s": 1, "per second": 1, "s-1": 1, "s^-1": 1, "/s": 1, "1/min": 1 / 60, "1/h": 1 / 3600},
    "share": {"%": 1, "percent": 1, "per cent": 1, "fraction": 100},
    "points": {"percentage points": 1, "percentage point": 1, "pp": 1, "%": 1, "points": 1},
    "ratio": {"fold": 1, "times": 1, "x": 1, "-fold": 1, "1": 1},
    "people": {"patients": 1, "patient": 1},
}.items():
    for _name, _factor in _members.items():
        _UNITS.setdefault(re.sub(r"\s+", "", _name), []).append((_quantity, _factor))
_QUANTITY_OF = {
    "nM": "molar",
    "pM": "molar",
    "µm": "length",
    "s": "time",
    "h": "time",
    "d": "time",
    "%": "share",
    "1/s": "rate",
    "pg/mL": "mass",
    "mg/L": "mass",
    "fold": "ratio",
    "percentage points": "points",
    "patients": "people",
    "L/d": "clearance",
}


Verdict: TypeAlias = Literal["right", "wrong", "partly", "blank", "unreadable", "to mark"]
FOR_A_PERSON: frozenset[Verdict] = frozenset({"to mark", "unreadable"})


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


def judge(item, given, value, unit=""):
    """Return the `Mark` for the answer `value` (with `unit`) to `item` with the student's `given`."""
    if blank(value):
        return Mark(0.0, "blank", "No answer was recorded.")
    try:
        return _JUDGES[item.kind](item, given, value, unit)
    except AnswerError as error:
        return Mark(0.0, "unreadable", f"The recorded answer could not be read. {error}", note=str(error))


def read_number(value, unit, wanted):
    """Return a recorded number in the unit `wanted`.

    `value` is a number or a string such as "4.2 nM"; `unit` the unit recorded beside it. Units of the
    same quantity are converted; without a unit the wanted one is assumed. Raises `AnswerError`.
    """
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise AnswerError(f"One number in {wanted} is asked for.")
    if isinstance(value, int | float):
        try:
            number = float(value)
        except OverflowError:
            number = math.inf
        if not math.isfinite(number):
            raise AnswerError(
                f"'{str(value)[:40]}' is not a number that can be marked. Write a number such as 0.5 (in {wanted})."
            )
        return number * _factor(unit, wanted)
    text = value.strip()
    if len(text) > LONGEST_NUMBER:
        raise AnswerError(f"One number in {wanted} is asked for, not a text.")
    for split in re.finditer(r"(?<=[\d.])(?=[^\d.eE])|(?<=[\d.])(?=[eE]\D)", text):
        tail = text[split.end() :].strip()
        if _known(tail):
            return parse_number(text[: split.start()].strip()) * _factor(tail, wanted)
    return parse_number(text, wanted)


def comma_number(text):
    """Return the number in a text with a decimal comma, or None where it could also be a thousands mark."""
    match = re.fullmatch(r"\s*([+-]?\d+),(\d+)\s*(\D*)", text)
    return f"{match[1]}.{match[2]} {match[3]}".strip() if match and len(match[2]) != 3 else None


def read_letters(value, letters):
    """Return the letters in an answer: a list of them, or a string such as "a, c" or "ac".

    Raises `AnswerError` when anything else is found.
    """
    parts = value if isinstance(value, list | tuple | set | frozenset) else [value]
    found = []
    for part in sorted(parts, key=str) if isinstance(value, set | frozenset) else parts:
        if not isinstance(part, str):
            raise AnswerError(f'Give letters in quotes, such as "{letters[0]}".')
        cleaned = re.sub(r"[\s,;().>\[\]'\"-]+", "", part).lower()
        found += list(cleaned)
    if not found or any(letter not in letters for letter in found):
        raise AnswerError(f"Choose among the letters {', '.join(letters)}.")
    if len(set(found)) != len(found):
        raise AnswerError("Give every letter only once.")
    return found


def _known(unit):
    return _unit_key(unit) in _KEYS


def _unit_key(unit):
    return re.sub(r"\s+", "", str(unit)).replace("\u00b5", "u").replace("\u03bc", "u")


_KEYS = {_unit_key(name): places for name, places in _UNITS.items()}


def _factor(unit, wanted):
    """Return what a number in `unit` must be multiplied with to be in `wanted`."""
    if not isinstance(unit, str):
        raise AnswerError(f'The unit must be in quotes: "{wanted}".')
    if not unit.strip() or _unit_key(unit).casefold() == _unit_key(wanted).casefold():
        return 1.0
    places = _KEYS.get(_unit_key(unit), [])
    quantity = _QUANTITY_OF[wanted]
    base = next(factor for name, factor in _KEYS[_unit_key(wanted)] if name == quantity)
    for name, factor in places:
        if name == quantity:
            return factor / base
    raise AnswerError(f"The answer carries the unit '{unit[:30]}', but {wanted} is asked for.")


def _judge_number(item, given, value, unit):
    note = ""
    try:
        number = read_number(value, unit, item.unit)
    except AnswerError as error:
        dotted = comma_number(value) if isinstance(value, str) else None
        if dotted is None:
            raise
        number, note = read_number(dotted, unit, item.unit), f"A decimal comma was read as a point. {error}"
    if close(number, item.right(given), item.tolerance):
        return Mark(item.points, "right", note=note)
    for option in item.options:
        if close(number, item.functions.wrong[option.name](given), item.tolerance):
            return _scored(item, option, note)
    return Mark(0.0, "wrong", item.hint, note=note)


def _scored(item, option, note=""):
    verdict = "partly" if option.score else "wrong"
    return Mark(item.points * option.score, verdict, option.feedback or item.hint, option.misconception, note)


def _judge_choice(item, given, value, unit):
    options = given["options"]
    texts = {text.casefold(): letter for letter, text in options.items()}
    if isinstance(value, str) and value.strip().casefold() in texts:
        letter = texts[value.strip().casefold()]
    else:
        (letter, *more) = read_letters(value, list(options))
        if more:
            raise AnswerError("Choose one letter only.")
    text = options[letter]
    if text == item.right(given):
        return Mark(item.points, "right")
    diagnose = item.functions.diagnose
    name = diagnose(given, text) if diagnose else next(o.name for o in item.options if o.text == text)
    option = next(option for option in item.options if option.name == name)
    return Mark(0.0, "wrong", option.feedback or item.hint, option.misconception)


def _judge_letters(item, given, value, unit):
    letters = list(given["options"])
    found = read_letters(value, letters)
    place = {text: letter for letter, text in given["options"].items()}
    right = [place[text] for text in item.right(given)]
    ordered = item.functions.ordered
    if found == right or (not ordered and set(found) == set(right)):
        return Mark(item.points, "right")
    slip = next((option for option in item.options if option.name == "one-slip"), None)
    near = _neighbours_exchanged(found, right) if ordered else len(set(found) ^ set(right)) == 1
    if slip and near:
        return _scored(item, slip)
    return Mark(0.0, "wrong", item.hint)


def _neighbours_exchanged(found, right):
    if sorted(found) != sorted(right):
        return False
    wrong = [place for place, pair in enumerate(zip(found, right, strict=True)) if pair[0] != pair[1]]
    return len(wrong) == 2 and wrong[1] == wrong[0] + 1


def _judge_text(item, given, value, unit):
    if not isinstance(value, str):
        raise AnswerError("An explanation in words is asked for, in quotes.")
    return Mark(None, "to mark", "This answer is marked by a person.")


_JUDGES = {
    "number": _judge_number,
    "choice": _judge_choice,
    "letters": _judge_letters,
    "order": _judge_letters,
    "text": _judge_text,
}
