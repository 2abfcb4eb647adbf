"""Practice items as data: `questions.csv`, `options.csv` and what belongs to them become `Item` records."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, cast, get_args

from helpers import tables

Kind = Literal["choice", "numeric", "ordering", "prediction", "explanation", "picture", "curve", "verdicts"]
Aspect = Literal["peak", "rises", "falls"]
"""What is asked of a drawn curve: where it is highest, or that it is higher or lower later than before."""


@dataclass(frozen=True, slots=True)
class Check:
    """What must hold for a drawn curve between `first` and `last` (places on its horizontal axis).

    It rises or falls by more than `tolerance` (a share of the height of the axis); 0 for a peak.
    """

    aspect: Aspect
    first: float
    last: float
    tolerance: float


ClaimVerdict = Literal["true", "false", "incomplete", "out of date", "cannot be decided as stated"]
VERDICTS: tuple[ClaimVerdict, ...] = get_args(ClaimVerdict)
"""What may be said of a claim."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A row of `lecture_claims` of which an item asks: its key and words, the course's verdict, when it is asked.

    `reason` is what a reader sees beside the verdict: the better words, and in brackets table and key of the row.
    """

    key: str
    text: str
    verdict: ClaimVerdict
    reason: str
    in_class: bool


@dataclass(frozen=True, slots=True)
class Option:
    """One option, entry, typical wrong result or rubric line of an item; only a result has a `value` (else NaN).

    `part` is the part of a picture for which it stands ("" elsewhere); `check` is how it is judged on a drawn curve.
    """

    letter: str
    text: str
    value: float
    correct: bool
    feedback: str
    misconception: str
    part: str = ""
    check: Check | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One practice item, which sends a reader back to a `section` of the lesson `section_lesson`.

    `value` and `tolerance` (relative) are NaN, `unit` is empty but for numeric items. `shows` is the key of the picture
    of a picture item (`plates`) or of the curve of a curve item (`curves`), else ""; `claims` are those on which
    an item asks for the reader's own verdict.
    """

    question: str
    lesson: str
    objective: str
    kind: Kind
    section: str
    section_lesson: str
    stem: str
    value: float
    unit: str
    tolerance: float
    feedback: str
    reference: str
    options: tuple[Option, ...]
    shows: str = ""
    claims: tuple[Claim, ...] = ()


def load(question: str) -> Item:
    """Return the `Item` with identifier `question` (a string such as "messengers-03").

    Raises `tables.TableError` when there is no such item, or when the tables lack what its kind needs.
    """
    items = _items()
    if question not in items:
        raise tables.TableError(f"There is no practice item '{question}' in data/questions.csv.")
    item = items[question]
    if fault := _fault(item):
        raise tables.TableError(f"The {item.kind} '{question}' cannot be asked: {fault}.")
    return item


def of_lesson(lesson: str) -> list[Item]:
    """Return the items asked in `lesson` (a string such as "messengers"), in the order of their identifiers."""
    return [item for item in _items().values() if item.lesson == lesson]


_Rows = Mapping[tuple[str, str], dict[Any, Any]]
_FEWEST: dict[Kind, int] = {"choice": 2, "prediction": 2, "ordering": 2, "explanation": 1, "numeric": 0,
                              "picture": 2, "curve": 1, "verdicts": 0}  # fmt: skip


def _fault(item: Item) -> str:
    """Return what the tables lack for `item`, or ""."""
    if not item.stem:
        return "data/questions.csv has no stem for it"
    if len(item.options) < _FEWEST[item.kind]:
        return f"it needs at least {_FEWEST[item.kind]} rows in data/options.csv and has {len(item.options)}"
    if item.kind == "numeric":
        return _number_fault(item)
    right = sum(option.correct for option in item.options)
    if item.kind in ("choice", "picture") and right != 1:
        return f"one row of data/options.csv must say 'yes' under correct, and {right} do"
    silent = [option.letter for option in item.options if not option.feedback]
    if item.kind in ("prediction", "ordering", "curve") and silent:
        return f"data/options.csv has no feedback for {', '.join(silent)}, which is what the reader compares with"
    return _shown_fault(item)


def _shown_fault(item: Item) -> str:
    """Return what a picture, a curve or a list of claims lacks."""
    if item.kind == "verdicts" and not item.claims:
        return "data/judged_claims.csv has no claim for it"
    without = [o.letter for o in item.options if item.kind == "picture" and not o.part]
    if without:
        return f"data/item_parts.csv has no part for {', '.join(without)}"
    without = [o.letter for o in item.options if item.kind == "curve" and not o.check]
    return f"data/curve_checks.csv has no row for {', '.join(without)}" if without else ""


def _number_fault(item: Item) -> str:
    if math.isnan(item.value) or math.isnan(item.tolerance):
        return "data/questions.csv must give its value and its tolerance"
    without = [option.letter for option in item.options if math.isnan(option.value)]
    return f"data/options.csv has no value for {', '.join(without)}" if without else ""


@tables.cached
def _items() -> dict[str, Item]:
    """Return all items by identifier."""
    options: dict[str, list[Option]] = {}
    parts, checks, claims = _by_option("item_parts"), _by_option("curve_checks"), _claims()
    shown = {key[0]: row["plate"] for key, row in parts.items()} | {key[0]: row["curve"] for key, row in checks.items()}
    for row in tables.load("options").to_dict("records"):
        options.setdefault(row["question"], []).append(_option(row, parts, checks))
    objectives = tables.load("objectives")
    lesson_of = dict(zip(objectives["objective"], objectives["lesson"], strict=True))
    return {
        row["question"]: replace(
            _item(row, options.get(row["question"], []), lesson_of[row["objective"]]),
            shows=shown.get(row["question"], ""),
            claims=tuple(claims.get(row["question"], ())),
        )
        for row in tables.load("questions").to_dict("records")
    }


def _claims() -> dict[str, list[Claim]]:
    """Return question -> the claims that it asks of, in their order."""
    known = {row["claim_id"]: row for row in tables.load("lecture_claims").to_dict("records")}
    found: dict[str, list[Claim]] = {}
    for question, key, asked in tables.load("judged_claims")[["question", "claim_id", "asked"]].itertuples(index=False):
        row = known[key]
        reason = f"{row['correction']} [{row['evidence_table']}: {row['evidence_key']}]"
        claim = Claim(key, row["claim"], row["verdict"], reason, asked == "in class")
        found.setdefault(question, []).append(claim)
    return found


def _by_option(table: str) -> dict[tuple[str, str], dict[Any, Any]]:
    """Return (question, letter) -> row of a table that adds to options."""
    return {(row["question"], row["option"]): row for row in tables.load(table).to_dict("records")}


def _option(row: dict[Any, Any], parts: _Rows, checks: _Rows) -> Option:
    key = row["question"], row["option"]
    return Option(
        letter=row["option"],
        text=tables.titled(row["text"]),
        value=float(row["value"]),
        correct=row["correct"] == "yes",
        feedback=tables.titled(row["feedback"]),
        misconception=row["misconception"],
        part=parts[key]["part"] if key in parts else "",
        check=_check(checks[key]) if key in checks else None,
    )


def _check(row: dict[Any, Any]) -> Check:
    tolerance = 0.0 if math.isnan(row["tolerance"]) else float(row["tolerance"])
    return Check(cast("Aspect", row["aspect"]), float(row["first"]), float(row["last"]), tolerance)


def _item(row: dict[Any, Any], options: list[Option], section_lesson: str) -> Item:
    """Return the item of a row; what it asks stands in the lesson that has its objective."""
    return Item(
        question=row["question"],
        lesson=row["lesson"],
        objective=row["objective"],
        kind=cast("Kind", row["kind"]),
        section=row["section"],
        section_lesson=section_lesson,
        stem=tables.titled(row["stem"]),
        value=float(row["value"]),
        unit=row["unit"],
        tolerance=float(row["tolerance"]),
        feedback=tables.titled(row["feedback"]),
        reference=row["reference"],
        options=tuple(options),
    )
