"""Questions for a short conversation, made from a student's own numbers: can the student explain the answer?"""

from helpers.coursework import items
from helpers.coursework.dice import Dice


def questions(graded_rows, data, number=3):
    """Return `number` viva questions as (question, what to ask, what to listen for).

    `graded_rows` are the student's rows of answers.csv (dictionaries), `data` the student's data.
    Right answers come first: they are the ones whose author is to be found out.
    """
    rows = {row["question"]: row for row in graded_rows}
    order = Dice("viva", data["assignment"], data["student"]).shuffled(data["questions"])
    order.sort(key=lambda question: rows.get(question, {}).get("verdict") != "right")
    asked = []
    for question in order:
        item = items.load()[data["questions"][question]["item"]]
        given = data["questions"][question]["given"]
        if item.kind != "text":
            asked.append((question, _ask(item, given, rows.get(question, {})), _listen(item, given)))
    return asked[:number]


def _ask(item, given, row):
    answer = row.get("answer") or "nothing"
    changed = _changed(item, given)
    shown = f"Your numbers were {_told(given)}." if _told(given) else "Look at your figure again."
    if changed:
        name, old, new = changed
        return (f"{item.title}. {shown} You recorded {answer}. Suppose {_name(name)} were {new:g} instead of {old:g}: would "
                "your answer rise, fall or stay, roughly by how much, and why?")
    return f"{item.title}. {shown} You recorded {answer}. How did you decide, and what did you rule out first?"


def _listen(item, given):
    changed = _changed(item, given)
    if changed:
        name, _, new = changed
        return f"Right is {item.right(given):.4g} {item.unit}; with the change it is {item.right(given | {name: new}):.4g} {item.unit}."
    right = item.right(given)
    return f"Right is {', '.join(right) if isinstance(right, list) else right if isinstance(right, str) else f'{right:.4g} {item.unit}'}. {item.hint}"


def _changed(item, given):
    """Return (name, value, doubled value) of a number whose doubling can be asked for, or None."""
    if item.kind != "number" or item.functions.figure:
        return None
    return next(((name, value, 2 * value) for name, value in given.items()
                 if isinstance(value, float) and not name.endswith(("percent", "L", "treated"))), None)


def _told(given):
    return ", ".join(f"{_name(name)} {value:g}" for name, value in given.items() if isinstance(value, int | float))


def _name(name):
    quantity, _, unit = name.partition("_")
    return f"{quantity} ({unit.replace('_per_', '/').replace('per_', '1/').replace('_', ' ')})" if unit else quantity
