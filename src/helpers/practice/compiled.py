"""Practice items for a page without a kernel: what `judge.js` needs to reply as `widget.reply` does.

Every reply that does not depend on a number is computed here and looked up there. Numbers are read
and compared by `judge.js` with the rules of `judging`; a test gives both the same answers.
"""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from helpers import messages
from helpers.practice import curves, judging, widget
from helpers.practice.items import VERDICTS, Item, Kind


def compiled(item: Item) -> dict[str, Any]:
    """Return `item` as JSON for the browser: its form and, right answer included, its replies."""
    return {"form": widget.form(item), "kind": item.kind} | _COMPILERS[item.kind](item)


def _one_of(item: Item) -> dict[str, Any]:
    return {
        "replies": {option.letter: widget.reply(item, option.letter) for option in item.options},
        "unreadable": widget.reply(item, ""),
    }


def _ordering(item: Item) -> dict[str, Any]:
    """Return the reply for each first wrong place and the letter that stands there."""
    right = [option.letter for option in item.options]
    replies = {}
    for place in range(len(right)):
        for letter in right[place + 1 :]:
            rest = [other for other in right[place:] if other != letter]
            replies[f"{place}{letter}"] = widget.reply(item, [*right[:place], letter, *rest])
    return {
        "right": right,
        "complete": widget.reply(item, right),
        "replies": replies,
        "unreadable": widget.reply(item, []),
    }


def _numeric(item: Item) -> dict[str, Any]:
    known = [(item.value, repr(item.value))] + [(option.value, repr(option.value)) for option in item.options]
    return {
        "unit": item.unit,
        "tolerance": item.tolerance,
        "wrong": {"status": "wrong", "lead": widget.VERDICT_LEAD["wrong"], **widget.read_again(item)},
        "near": [{"value": value, "reply": widget.reply(item, text)} for value, text in known],
    }


def _explanation(item: Item) -> dict[str, Any]:
    return {
        "fewest": judging.FEWEST_WORDS,
        "complete": widget.reply(item, "word " * judging.FEWEST_WORDS),
        "unreadable": widget.reply(item, ""),
    }


def _curve(item: Item) -> dict[str, Any]:
    """Return the reply for each line that may not hold, the first first; the computed curve, which all show, once."""
    checks = []
    for option in item.options:
        if option.check:
            verdict = judging.Verdict("wrong", option.feedback, option.misconception)
            checks.append({**asdict(option.check), "reply": _without_curve(widget.told(item, verdict))})
    right = judging.Verdict("right", item.feedback)
    return {
        "checks": checks,
        "complete": _without_curve(widget.told(item, right)),
        "computed": curves.computed(item),
        "unreadable": widget.reply(item, []),
    }


def _verdicts(item: Item) -> dict[str, Any]:
    return {
        "claims": [[claim.key, claim.verdict, claim.reason] for claim in item.claims],
        "verdicts": [*VERDICTS],
        "unreadable": widget.reply(item, []),
    }


def _without_curve(reply: messages.Reply) -> dict[str, Any]:
    return {name: part for name, part in reply.items() if name != "computed"}


_COMPILERS: dict[Kind, Callable[[Item], dict[str, Any]]] = {
    "choice": _one_of,
    "prediction": _one_of,
    "numeric": _numeric,
    "ordering": _ordering,
    "explanation": _explanation,
    "picture": _one_of,
    "curve": _curve,
    "verdicts": _verdicts,
}
