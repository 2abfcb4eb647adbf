"""Reading one file that was handed in, damaged or hostile, without running a line of it.

Answers are calls `record("A1-03", 4.2, "nM")` in the text of cells. The output of a call is a second witness: for
answers that the cell computes, and for cells whose text was lost. Whatever is odd becomes a `Problem` with what to
do, never an exception and never a silent loss.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from helpers.coursework import record_format
from helpers.coursework.assignments import ASSIGNMENTS, assignment_of, question_name, questions_named
from helpers.coursework.problems import Code, Problem, ProblemLog, Where
from helpers.coursework.reading.arbitration import Answer, Claim, Output, settle
from helpers.coursework.reading.calls import calls_in
from helpers.coursework.reading.cells import Cell, cells_of
from helpers.coursework.reading.content import text_of
from helpers.coursework.record_format import Identity

_NOBODY = Identity("", "", "")


@dataclass(frozen=True, slots=True)
class Submission:
    """What one file holds. `identity` is that written in the notebook; its parts are empty where it is missing.

    `answers` goes from question to answer; `data_seen` holds the fingerprints of the data they were recorded with.
    """

    identity: Identity
    answers: Mapping[str, Answer]
    data_seen: frozenset[str]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Witnesses:
    """What the cells of a notebook say: question to the claims of its calls, and question to its outputs."""

    claims: Mapping[str, list[Claim]]
    outputs: Mapping[str, list[Output]]


def read(source: bytes | Path, questions: Sequence[str]) -> Submission:
    """Return what `source` holds (the bytes of a file, or its path).

    `questions` are the identifiers that count. Raises `content.Unreadable` where nothing can be read at all.
    """
    log = ProblemLog()
    cells = cells_of(text_of(source, log), log)
    witnesses = _heard(cells)
    answers: dict[str, Answer] = {}
    for question in questions:
        ruling = settle(witnesses.claims.get(question, ()), witnesses.outputs.get(question, ()))
        if ruling.answer is not None:
            answers[question] = ruling.answer
        for code in ruling.remarks:
            log.add(code, Where(question=question))
    for question in _unknown(witnesses.claims, questions):
        log.add(Code.UNKNOWN_QUESTION, Where(question=question), named=question)
    seen = frozenset(output.record.data for outputs in witnesses.outputs.values() for output in outputs)
    return Submission(_identity(cells), answers, seen, tuple(log))


def _heard(cells: Sequence[Cell]) -> _Witnesses:
    """Return every call and every output of a notebook, by question and in the order of the cells."""
    claims: defaultdict[str, list[Claim]] = defaultdict(list)
    outputs: defaultdict[str, list[Output]] = defaultdict(list)
    following = ""  # the text of the next code cell
    for number, cell in reversed(list(enumerate(cells))):
        calls = calls_in(cell.source, following)
        said = cell.said() if calls else ()
        for call in reversed(calls):
            claims[call.question].append(Claim(Answer(call.value, call.unit), number, cell.is_code, said))
        for record in reversed(cell.records()):
            if question := question_name(record.question):
                outputs[question].append(Output(record, number))
        following = cell.source if cell.is_code else following
    return _Witnesses(
        {question: found[::-1] for question, found in claims.items()},
        {question: found[::-1] for question, found in outputs.items()},
    )


def _unknown(claims: Mapping[str, object], questions: Sequence[str]) -> list[str]:
    """Return the questions of this assignment that answers are recorded to, although there are none such."""
    wanted = {assignment_of(question) for question in questions}
    return sorted(named for named in claims if named not in questions and assignment_of(named) in wanted)


def _identity(cells: Sequence[Cell]) -> Identity:
    """Return what the notebook says of itself; without its line, the assignment is told by the questions it names."""
    found = (record_format.parse_identity(cell.source) for cell in cells)
    identity = next((identity for identity in found if identity), _NOBODY)
    if identity.assignment:
        return identity
    named = {assignment_of(question) for cell in cells for question in questions_named(cell.source)}
    known = named & set(ASSIGNMENTS)
    return Identity("", known.pop() if len(known) == 1 else "", "")
