"""Judging an answer to a practice item: what was right, and which misconception a wrong answer reveals."""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from helpers.messages import Answer
from helpers.practice import curves
from helpers.practice.items import VERDICTS, Item, Kind, Option

# An explanation of fewer words is not compared with its rubric.
FEWEST_WORDS = 8


class AnswerError(ValueError):
    """An answer cannot be read; the message says what to write instead."""


Status = Literal["right", "wrong", "open"]
"""What an answer is worth; open where the reader judges (predictions, explanations)."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an answer is worth, what is said to it, and the misconception that a wrong one reveals.

    `compare` are lines that a reader opens later.
    """

    status: Status
    feedback: str
    misconception: str = ""
    compare: tuple[str, ...] = ()


def parse_number(text: str | float, unit: str = "") -> float:
    """Return the number written in `text`, which may carry `unit` after it.

    Accepts "0.5", "1e-3", "1 000" and "50 %" where the unit is %. Raises `AnswerError` for an empty
    answer, text, a comma (a decimal mark or thousands), several numbers, `nan`, `inf` or another unit.
    """
    shown = str(text).strip()
    example = f"Write a number such as 0.5{f' (in {unit})' if unit else ''}."
    if not shown:
        raise AnswerError(f"The answer is empty. {example}")
    compact = re.sub(r"(?<=\d)[\s\u00a0\u202f](?=\d{3}(\D|$))", "", shown.replace("\u2212", "-"))
    dotted = compact.replace(",", ".", 1)
    if re.fullmatch(r"[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d+)?\D*", compact):
        plain = compact.replace(",", "")
        if dotted.count(".") > 1 or "," in dotted:
            raise AnswerError(f"Leave the commas out: write {plain} instead of {shown}.")
        raise AnswerError(f"A comma can be read in two ways: write {plain} or {dotted} instead of {shown}.")
    if re.fullmatch(r"[+-]?\d*,\d+\D*", compact):
        raise AnswerError(f"Use a dot as decimal mark: write {dotted} instead of {shown}.")
    match = re.fullmatch(r"([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*(.*)", compact, flags=re.DOTALL)
    if not match:
        raise AnswerError(f"'{_cut(shown)}' is not a number. {example}")
    number, rest = float(match[1]), match[2].strip()
    if rest and _unit_key(rest) != _unit_key(unit):
        wanted = f"in {unit}" if unit else "without a unit"
        raise AnswerError(f"'{_cut(rest)}' after the number was not understood. Give one number {wanted}.")
    if not math.isfinite(number):
        raise AnswerError(f"'{_cut(shown)}' is too large to be a number here. {example}")
    return number


def judge(item: Item, answer: Answer) -> Verdict:
    """Return the `Verdict` on `answer` to `item`.

    `answer` is a letter (choice, prediction, picture), text (numeric, explanation), a list of letters (ordering) or
    the heights of a drawn curve as texts (curve), or key, verdict and reason of one claim after the other (verdicts).
    Raises `AnswerError` with one sentence when it cannot be read.
    """
    return _JUDGES[item.kind](item, answer)


def close(number: float, value: float, tolerance: float) -> bool:
    """Return whether `number` lies within the relative `tolerance` of `value`; never true for nan."""
    return math.isfinite(number) and abs(number - value) <= tolerance * abs(value) + 1e-12


def _option(item: Item, answer: Answer) -> Option:
    letters = [option.letter for option in item.options]
    if answer not in letters:
        raise AnswerError("Choose one of the options first.")
    return item.options[letters.index(answer)]


def _judge_choice(item: Item, answer: Answer) -> Verdict:
    option = _option(item, answer)
    return Verdict("right" if option.correct else "wrong", option.feedback or item.feedback, option.misconception)


def _judge_prediction(item: Item, answer: Answer) -> Verdict:
    option = _option(item, answer)
    feedback = f"Recorded: {option.text} Now look at what follows, then open the comparison below."
    return Verdict("open", feedback, compare=tuple(f"{o.text} {o.feedback}" for o in item.options))


def _judge_numeric(item: Item, answer: Answer) -> Verdict:
    number = parse_number(str(answer), item.unit)
    if close(number, item.value, item.tolerance):
        return Verdict("right", item.feedback)
    for option in item.options:
        if close(number, option.value, item.tolerance):
            return Verdict("wrong", option.feedback, option.misconception)
    side = "too small" if number < item.value else "too large"
    return Verdict("wrong", f"{answer} is {side}. Check the formula and the units, and try again.")


def _judge_ordering(item: Item, answer: Answer) -> Verdict:
    right = [option.letter for option in item.options]
    if sorted(answer) != sorted(right):
        raise AnswerError("Give every entry a different place.")
    if list(answer) == right:
        return Verdict("right", item.feedback)
    wrong = next(place for place, pair in enumerate(zip(answer, right, strict=True)) if pair[0] != pair[1])
    option = item.options[right.index(answer[wrong])]
    return Verdict("wrong", f"Place {wrong + 1} is not right yet. {option.feedback}", option.misconception)


def _judge_explanation(item: Item, answer: Answer) -> Verdict:
    if len(str(answer).split()) < FEWEST_WORDS:
        raise AnswerError("Write at least one whole sentence first; then compare it with the rubric.")
    return Verdict("open", item.feedback)


def _judge_curve(item: Item, answer: Answer) -> Verdict:
    """Return the verdict on a drawn curve: the first line that does not hold says why."""
    axes = curves.axes_of(item)
    heights = _heights(answer, axes)
    for option in item.options:
        if option.check and not curves.holds(option.check, heights, axes):
            return Verdict("wrong", option.feedback, option.misconception)
    return Verdict("right", item.feedback)


def _heights(answer: Answer, axes: curves.Axes) -> list[float]:
    """Return the heights of a drawn curve. Raises `AnswerError` when not every point has one on the axis."""
    try:
        heights = [float(height) for height in answer] if isinstance(answer, list) else []
    except ValueError:
        heights = []
    low, high = axes["y"]["low"], axes["y"]["high"]
    if len(heights) != len(axes["stops"]) or not all(low <= height <= high for height in heights):
        raise AnswerError("Draw the curve first: move its points up or down.")
    return heights


def _judge_verdicts(item: Item, answer: Answer) -> Verdict:
    """Record the reader's verdicts; the course's, with reason and row, stand in the comparison of the claims judged."""
    given = answer if isinstance(answer, list) else []
    judged = {key: verdict for key, verdict in zip(given[::3], given[1::3], strict=False) if verdict in VERDICTS}
    claims = [claim for claim in item.claims if claim.key in judged]
    if not claims:
        raise AnswerError("Choose a verdict for at least one claim first.")
    lines = [f"{c.key}: the course says {c.verdict}, you say {judged[c.key]}. {c.reason}" for c in claims]
    recorded = f"Recorded: {len(claims)} of {len(item.claims)} claims."
    return Verdict("open", f"{recorded} Read on, and compare when you have seen the rows.", compare=tuple(lines))


def _unit_key(unit: str) -> str:
    return re.sub(r"\s+", "", unit).replace("\u00b5", "u").replace("\u03bc", "u").casefold()


def _cut(text: str) -> str:
    return text if len(text) <= 40 else text[:37] + "..."


_JUDGES: dict[Kind, Callable[[Item, Answer], Verdict]] = {
    "choice": _judge_choice,
    "prediction": _judge_prediction,
    "numeric": _judge_numeric,
    "ordering": _judge_ordering,
    "explanation": _judge_explanation,
    "picture": _judge_choice,
    "curve": _judge_curve,
    "verdicts": _judge_verdicts,
}
