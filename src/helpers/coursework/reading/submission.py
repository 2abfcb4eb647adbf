"""Reading one file that was handed in, damaged or hostile, without running a line of it.

Answers are calls `record("A1-03", 4.2, "nM")` in the text of cells. The output of a call is a second witness: for
answers that the cell computes, and for cells whose text was lost. Whatever is odd becomes a `Problem` with what to
do, never an exception and never a silent loss.
"""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

from helpers.coursework import record_format
from helpers.coursework.assignments import ASSIGNMENTS, assignment_of, question_name, questions_named
from helpers.coursework.problems import Code, Problem, ProblemLog, Where
from helpers.coursework.reading.arbitration import Answer, Claim, Output, Ruling, settle
from helpers.coursework.reading.budget import Budget
from helpers.coursework.reading.calls import Call, calls_in
from helpers.coursework.reading.cells import Cell, cells_of
from helpers.coursework.reading.content import text_of
from helpers.coursework.reading.nearby import heads, near
from helpers.coursework.reading.tracing import Trace
from helpers.coursework.reading.values import COMPUTED
from helpers.coursework.record_format import Identity, plain, whole

MOST_SAID = 200  # calls and outputs that are kept for a question
SHORT_CELL = 2000  # characters of a cell that is read even when the time of the file is spent
MOST_AFTER = 500  # cells, beyond which none is read then

Said = TypeVar("Said", Claim, Output)

_NOBODY = Identity("", "", "")


@dataclass(frozen=True, slots=True)
class Submission:
    """What one file holds. `identity` is that written in the notebook; its parts are empty where it is missing.

    `answers` goes from question to answer; `data_seen` holds the fingerprints of the data they were recorded with.
    `content` is a fingerprint of all cells but the line of identity: the same for two copies. `heads` goes from each
    question without an answer to the text that asks it in this notebook.
    """

    identity: Identity
    answers: Mapping[str, Answer]
    data_seen: frozenset[str]
    problems: tuple[Problem, ...]
    content: str = ""
    heads: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Witnesses:
    """What the cells of a notebook say: question to the claims of its calls, and question to its outputs.

    `recorded` goes from the number of a cell to the questions that it records; `untold` is whether a cell records
    answers to questions that its text does not tell and no output names, `skipped` how many cells were left out.
    """

    claims: defaultdict[str, list[Claim]]
    outputs: defaultdict[str, list[Output]]
    recorded: dict[int, list[str]]
    untold: bool = False
    skipped: int = 0


def read(source: bytes | Path, questions: Sequence[str]) -> Submission:
    """Return what `source` holds (the bytes of a file, or its path).

    `questions` are the identifiers that count. Raises `content.Unreadable` where nothing can be read at all.
    """
    log = ProblemLog()
    cells = cells_of(text_of(source, log), log)
    budget = Budget()
    witnesses = _heard(cells, budget)
    if witnesses.untold:
        log.add(Code.QUESTION_COMPUTED)
    answers: dict[str, Answer] = {}
    strays = _strays(witnesses.claims, questions)
    rulings = {name: settle(witnesses.claims.get(name, ()), witnesses.outputs.get(name, ())) for name in questions}
    if any(ruling.answer is None for ruling in rulings.values()):
        rulings |= _misplaced(cells, witnesses, rulings, budget)
        rulings |= _misnamed(witnesses.claims, strays, rulings)
    for question, ruling in rulings.items():
        if ruling.answer is not None:
            answers[question] = _writable(ruling.answer)
        for code in ruling.remarks:
            log.add(code, Where(question=question))
    if witnesses.skipped or budget.spent:
        log.add(Code.TOO_SLOW, cells=witnesses.skipped)
    for question in _unknown(witnesses.claims, questions):
        log.add(Code.UNKNOWN_QUESTION, Where(question=question), named=question)
    if strays:
        log.add(Code.OTHER_PARTS_QUESTION, named=", ".join(strays))
    seen = frozenset(output.record.data for outputs in witnesses.outputs.values() for output in outputs)
    asked = heads(cells, [name for name in questions if name not in answers])
    return Submission(_identity(cells), answers, seen, tuple(log), _content(cells), asked)


def _writable(answer: Answer) -> Answer:
    """Return an answer that every report can hold."""
    value = answer.value if answer.value is COMPUTED else plain(answer.value)
    return replace(answer, value=value, unit=whole(answer.unit))


def _misplaced(
    cells: Sequence[Cell], witnesses: _Witnesses, rulings: Mapping[str, Ruling], budget: Budget
) -> dict[str, Ruling]:
    """Return rulings for questions without an answer that may have one all the same: nobody's zero in silence."""
    texts, worked = near(cells, witnesses.recorded, budget)
    found: dict[str, Ruling] = {}
    for question, ruling in rulings.items():
        if ruling.answer is None and question in texts:
            found[question] = Ruling(Answer(texts[question], certain=False), (Code.TEXT_NEARBY,))
        elif ruling.answer is None and witnesses.untold:
            found[question] = Ruling(Answer(COMPUTED, certain=False), (Code.VALUE_MISSING,))
        elif ruling.answer is None and question in worked:
            found[question] = Ruling(None, (*ruling.remarks, Code.WORKED))
    return found


def _heard(cells: Sequence[Cell], budget: Budget) -> _Witnesses:
    """Return every call and every output of a notebook, by question and in the order of the cells.

    When the budget is spent, long cells are left out.
    """
    heard = _Witnesses(defaultdict(list), defaultdict(list), {})
    trace, in_order = Trace(budget), _ran_in_order(cells)
    following = _following(cells)
    for number, cell in enumerate(cells):
        if not in_order:
            trace.forget()
        if budget.spent and (len(cell.source) > SHORT_CELL or number > MOST_AFTER):
            heard.skipped += 1
            continue
        if cell.is_code:
            _note_cell(heard, number, cell, calls_in(cell.source, following[number], trace))
        elif "rec" in cell.source.casefold():  # a text that speaks of no record is none of a call's
            _note_cell(heard, number, cell, calls_in(cell.source, following[number], Trace(budget)))
    return heard


def _note_cell(heard: _Witnesses, number: int, cell: Cell, calls: Sequence[Call]) -> None:
    """Write down what one cell says by its calls and its outputs."""
    told: set[str] = set()
    for record in cell.records():
        if question := question_name(record.question):
            told.add(question)
            _keep(heard.outputs[question], Output(record, number))
    said = cell.said() if len(calls) == 1 else ()
    others = sorted(told - {call.question for call in calls})
    for call in calls:
        heard.untold = heard.untold or not (call.question or told)
        for question in [call.question] if call.question else others:
            answer = Answer(call.value, call.unit)
            claim = Claim(answer, number, cell.is_code, said, call.doubt, call.carried or cell.failed)
            if not (claim.blank and heard.claims[question]):
                _keep(heard.claims[question], claim)
    if calls:
        heard.recorded[number] = [call.question for call in calls if call.question]


def _keep(said: list[Said], one: Said) -> None:
    """Add what is said of a question; of very many, the last ones stay."""
    said.append(one)
    if len(said) > MOST_SAID:
        del said[0]


def _following(cells: Sequence[Cell]) -> list[str]:
    """Return for each cell the text of the next code cell."""
    found, after = [], ""
    for cell in reversed(cells):
        found.append(after)
        after = cell.source if cell.is_code else after
    return found[::-1]


def _ran_in_order(cells: Sequence[Cell]) -> bool:
    """Return whether no cell is known to have run before one that stands above it."""
    turns = [cell.turn for cell in cells if cell.is_code and cell.turn is not None]
    return all(one < other for one, other in pairwise(turns))


def _strays(claims: Mapping[str, Sequence[Claim]], questions: Sequence[str]) -> list[str]:
    """Return the questions of other assignments that answers are recorded to."""
    wanted = {assignment_of(question) for question in questions}
    return sorted(
        named for named, said in claims.items() if assignment_of(named) not in wanted and not all(c.blank for c in said)
    )


def _misnamed(
    claims: Mapping[str, Sequence[Claim]], strays: Sequence[str], rulings: Mapping[str, Ruling]
) -> dict[str, Ruling]:
    """Return rulings for questions without an answer whose number another assignment's question has that was answered.

    Where many of them are answered, two notebooks were joined, or it is the other assignment's.
    """
    found: dict[str, Ruling] = {}
    called = sum(name in claims for name in rulings)
    few = called and len(strays) <= max(1, called // 2)
    for named in strays if few else ():
        own = next((name for name in rulings if name.partition("-")[2] == named.partition("-")[2]), "")
        if own and rulings[own].answer is None:
            told = next(claim.answer for claim in reversed(claims[named]) if not claim.blank)
            found[own] = Ruling(replace(told, certain=False), (Code.UNDER_ANOTHER_NAME,))
    return found


def _unknown(claims: Mapping[str, object], questions: Sequence[str]) -> list[str]:
    """Return the questions of this assignment that answers are recorded to, although there are none such."""
    wanted = {assignment_of(question) for question in questions}
    return sorted(named for named in claims if named not in questions and assignment_of(named) in wanted)


def _content(cells: Sequence[Cell]) -> str:
    texts = (record_format.without_identity(cell.source) for cell in cells)
    whole_text = "\x1e".join("".join(text.split()) for text in texts)
    return hashlib.sha256(whole_text.encode("utf-8", "replace")).hexdigest()


def _identity(cells: Sequence[Cell]) -> Identity:
    """Return what the notebook says of itself; without its line, the assignment is told by the questions it names."""
    found = (record_format.parse_identity(cell.source) for cell in cells)
    identity = next((identity for identity in found if identity), _NOBODY)
    if identity.assignment:
        return identity
    named = {assignment_of(question) for cell in cells for question in questions_named(cell.source)}
    known = named & set(ASSIGNMENTS)
    return Identity("", known.pop() if len(known) == 1 else "", "")
