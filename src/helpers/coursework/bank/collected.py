"""The entries of the question bank, from the tables of practice items and from the generators of the coursework."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from helpers.coursework import facts, items
from helpers.coursework.bank.entries import Entry, Option, Picture, Value
from helpers.coursework.dice import Dice
from helpers.coursework.items import Item
from helpers.coursework.kinds import Choice, Given, Letters, Number
from helpers.practice import curves, plates
from helpers.practice import items as practice

KEY = "question bank: these variants are public"
PRACTICE, COURSEWORK = "Practice", "Coursework"
DIGITS = 6  # significant digits of a right number


def practice_entries() -> Iterator[Entry]:
    """Yield an entry for each practice item, by lesson and objective."""
    for row in facts.rows("lessons"):
        for item in practice.of_lesson(row["lesson"]):
            yield _practice(practice.load(item.question))


def coursework_entries(variants: int) -> Iterator[Entry]:
    """Yield `variants` entries, with numbers of their own, for each item of the coursework.

    Entries of one item that would be equal, because it draws nothing, are left out.
    """
    for item in items.load().values():
        seen: set[tuple[str, tuple[Option, ...], Picture | None]] = set()
        for number in range(1, variants + 1):
            entry = _coursework(item, number)
            picture = entry.picture and replace(entry.picture, name="")
            if (entry.stem, entry.options, picture) not in seen:
                seen.add((entry.stem, entry.options, picture))
                yield entry


# ---------------------------------------------------------------------------- practice


def _practice(item: practice.Item) -> Entry:
    entry = Entry(item.question, _category(PRACTICE, item.objective), "choice", item.stem, feedback=item.feedback)
    match item.kind:
        case "numeric":
            values = (_value(item.value, item.tolerance, 1.0), *_wrong(item))
            return replace(entry, kind="number", values=values, unit=item.unit)
        case "ordering":
            options = tuple(Option(option.text, 1.0) for option in item.options)
            return replace(entry, kind="order", options=options)
        case "explanation":
            return replace(entry, kind="essay", rubric=tuple(option.text for option in item.options))
        case "curve":  # no platform draws: it is described in words
            asked = f"{item.stem} {curves.axes_words(item)}"
            return replace(entry, kind="essay", stem=asked, rubric=tuple(option.text for option in item.options))
        case "verdicts":
            claims = "\n\n".join(f"{claim.key}: {claim.text}" for claim in item.claims)
            rubric = tuple(f"{claim.key}: {claim.verdict}" for claim in item.claims)
            return replace(entry, kind="essay", stem=f"{item.stem}\n\n{claims}", rubric=rubric)
        case "picture":
            shown = plates.drawn(item)
            picture = Picture(f"{item.question}.svg", shown.svg(plates.WIDE, "light"), repr(shown))
            entry = replace(entry, picture=picture)
    # No option of a prediction is wrong: each earns the mark and tells what follows from it.
    right = item.kind == "prediction"
    options = tuple(Option(o.text, float(o.correct or right), o.feedback) for o in item.options)
    return replace(entry, options=options)


def _wrong(item: practice.Item) -> Iterator[Value]:
    for option in item.options:
        yield _value(option.value, item.tolerance, 0.0, option.feedback)


# ---------------------------------------------------------------------------- coursework


def _coursework(item: Item, number: int) -> Entry:
    given = item.draw(Dice(KEY, item.question, f"variant {number}", item.item))
    entry = Entry(
        name=f"{item.item}-{number:02d}",
        category=_category(COURSEWORK, item.objective),
        kind="essay",
        stem=_stem(item, given),
        marks=item.points,
        unit=item.unit,
        feedback="" if item.kind == "text" else item.hint,
        rubric=tuple(f"{option.score:g}: {option.text}" for option in item.options) if item.kind == "text" else (),
        picture=_picture(item, given, f"{item.item}-{number:02d}.svg"),
    )
    match item.functions:
        case Number() as functions:
            return _number(entry, item, functions, given)
        case Choice() as functions:
            return _choice(entry, item, functions, given)
        case Letters() as functions:
            return _letters(entry, functions, given)
    return entry


def _stem(item: Item, given: Given) -> str:
    """Return the question in words, without its options."""
    return item.ask({key: value for key, value in given.items() if key != "options"})


def _picture(item: Item, given: Given, name: str) -> Picture | None:
    if item.functions.figure is None:
        return None
    figure = item.functions.figure(given)
    return Picture(name, figure.svg(), figure.description)


def _number(entry: Entry, item: Item, functions: Number[Given], given: Given) -> Entry:
    right = _value(functions.right(given), item.tolerance, 1.0)
    wrong = (
        _value(functions.wrong[option.name](given), item.tolerance, option.score, option.feedback or item.hint)
        for option in item.options
    )
    return replace(entry, kind="number", values=(right, *wrong))


def _choice(entry: Entry, item: Item, functions: Choice[Given], given: Given) -> Entry:
    right = functions.right(given)
    options: Mapping[str, str] = given["options"]
    told = {option.text: option.feedback or item.hint for option in item.options}
    if functions.diagnose:
        told = {
            text: item.option(functions.diagnose(given, text)).feedback or item.hint
            for text in options.values()
            if text != right
        }
    made = (Option(text, float(text == right), "" if text == right else told[text]) for text in options.values())
    return replace(entry, kind="choice", options=tuple(made))


def _letters(entry: Entry, functions: Letters[Given], given: Given) -> Entry:
    right, options = functions.right(given), given["options"].values()
    if functions.ordered:
        return replace(entry, kind="order", options=tuple(Option(text, 1.0) for text in right))
    return replace(entry, kind="several", options=tuple(Option(text, float(text in right)) for text in options))


def _value(value: float, tolerance: float, share: float, feedback: str = "") -> Value:
    """Return a number that is recognised within a relative tolerance."""
    return Value(float(f"{value:.{DIGITS}g}"), float(f"{abs(value) * tolerance:.3g}"), share, feedback)


def _category(part: str, objective: str) -> tuple[str, ...]:
    """Return the path to the questions of an objective: part, lesson, objective."""
    lesson = facts.first("objectives", objective=objective)["lesson"]
    return part, facts.first("lessons", lesson=lesson)["title"], objective
