"""Questions for a short conversation, made from the numbers of one student, who should be able to explain them."""

import re

from helpers.coursework import items
from helpers.coursework.dice import Dice

_UNITS = {
    "um2_per_s": "µm²/s",
    "per_s": "1/s",
    "per_h": "1/h",
    "pg_per_mL": "pg/mL",
    "ng_per_mL": "ng/mL",
    "mg_per_L": "mg/L",
    "mL_per_min": "mL/min",
    "L_per_d": "L/d",
    "mg_d_per_L": "mg d/L",
    "um": "µm",
    "nM": "nM",
    "pM": "pM",
    "kDa": "kDa",
    "mg": "mg",
    "min": "min",
    "percent": "%",
    "h": "h",
    "d": "d",
    "s": "s",
    "L": "L",
}
_ENDING = re.compile(rf"^(.+?)_({'|'.join(_UNITS)})$")


def questions(graded_rows, data, number=3):
    """Return `number` viva questions as (question, what to ask, what to listen for).

    `graded_rows` are the student's rows of answers.csv (dictionaries), `data` the student's data.
    Right answers come first (they are the ones whose author is to be found out), and of them those
    with numbers that can be changed.
    """
    rows = {row["question"]: row for row in graded_rows}
    asked = {name: (items.load()[q["item"]], q["given"]) for name, q in data["questions"].items()}
    order = [
        name
        for name in Dice("viva", data["assignment"], data["student"]).shuffled(asked)
        if asked[name][0].kind != "text"
    ]
    order.sort(key=lambda name: (rows.get(name, {}).get("verdict") != "right", _changed(*asked[name]) is None))
    return [
        (name, _ask(*asked[name], rows.get(name, {}).get("answer") or "nothing"), _listen(*asked[name]))
        for name in order[:number]
    ]


def _ask(item, given, answer):
    told = item.ask(given).partition("\n\n")[0]
    changed = _changed(item, given)
    if changed:
        name, old, new = changed
        return (
            f"You were asked: {told} You recorded {answer}. Suppose {_name(name)} were {_value(name, new)} instead of "
            f"{_value(name, old)}: would your answer rise, fall or stay, roughly by how much, and why?"
        )
    if item.functions.figure:
        return (
            f"{item.title}: you recorded {answer}. Show in the figure how you read it. "
            "What would an error of reading do to it?"
        )
    return f"You were asked: {told} You recorded {answer}. How did you decide, and what did you rule out first?"


def _listen(item, given):
    right, changed = item.right(given), _changed(item, given)
    told = (
        ", ".join(right) if isinstance(right, list) else right if isinstance(right, str) else f"{right:.4g} {item.unit}"
    )
    if changed:
        name, _, new = changed
        return f"right is {told}; with the change it is {item.right(given | {name: new}):.4g} {item.unit}."
    return f"right is {told}. {item.hint}"


def _changed(item, given):
    """Return (name, value, doubled value) of a number whose doubling can be asked for, or None."""
    if item.kind != "number" or item.functions.figure:
        return None
    return next(
        (
            (name, value, 2 * value)
            for name, value in given.items()
            if isinstance(value, int | float) and _ENDING.match(name) and not name.endswith("percent")
        ),
        None,
    )


def _name(name):
    match = _ENDING.match(name)
    return (match[1] if match else name).replace("_", " ")


def _value(name, value):
    match = _ENDING.match(name)
    return f"{value:g} {_UNITS[match[2]]}" if match else f"{value:g}"
