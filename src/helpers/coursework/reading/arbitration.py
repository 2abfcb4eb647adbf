"""Which of several recorded answers to a question counts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from helpers.coursework.problems import Code
from helpers.coursework.reading.values import COMPUTED, Value
from helpers.coursework.record_format import Record, blank

SAME = 1e-4  # numbers that differ by less are the same answer: outputs are rounded


@dataclass(frozen=True, slots=True)
class Answer:
    """One recorded answer, as plain values."""

    value: Value
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """What one call says: its answer, the number of its cell, and the answers that the cell's outputs repeat."""

    answer: Answer
    cell: int
    in_code: bool
    said: tuple[str, ...] = ()

    @property
    def computed(self) -> bool:
        """Whether the value of the answer does not stand in the text."""
        return self.answer.value is COMPUTED

    @property
    def blank(self) -> bool:
        """Whether the call records nothing."""
        return blank(self.answer.value)


@dataclass(frozen=True, slots=True)
class Output:
    """A record that an output carries, with the number of its cell."""

    record: Record
    cell: int

    @property
    def answer(self) -> Answer:
        """The answer of the record."""
        return Answer(self.record.answer, self.record.unit)


@dataclass(frozen=True, slots=True)
class Ruling:
    """The answer that counts, None where there is none, and what a person should know about it."""

    answer: Answer | None = None
    remarks: tuple[Code, ...] = ()


def settle(claims: Sequence[Claim], outputs: Sequence[Output]) -> Ruling:
    """Decide which recorded answer to a question counts, from its calls and outputs in the order of the cells.

    The text of a code cell counts before that of another cell, text before outputs, and the last before the first.
    """
    if not claims and not outputs:
        return Ruling(remarks=(Code.NOT_RECORDED,))
    filled = [claim for claim in claims if not claim.blank]
    if not filled:
        return Ruling(outputs[-1].answer, (Code.ONLY_IN_OUTPUT,)) if outputs else Ruling()
    in_code = [claim for claim in filled if claim.in_code]
    ruling = _among(in_code or filled, outputs)
    return ruling if in_code else Ruling(ruling.answer, (Code.IN_TEXT_CELL, *ruling.remarks))


def _among(claims: Sequence[Claim], outputs: Sequence[Output]) -> Ruling:
    """Decide among claims of one rank, none of them blank."""
    *earlier, last = claims
    answer = _answer_of(last, outputs) or next(
        (claim.answer for claim in reversed(earlier) if not claim.computed), None
    )
    if answer is None:
        return Ruling(Answer(COMPUTED), (Code.VALUE_MISSING,))
    remarks: list[Code] = []
    others = [_answer_of(claim, outputs) for claim in earlier]
    if any(other is not None and _differ(other, answer) for other in others):
        remarks.append(Code.TWO_ANSWERS)
    here = [output.answer for output in outputs if output.cell == last.cell]
    if not last.computed and here and all(_differ(other, answer) for other in here):
        remarks.append(Code.OUTPUT_DIFFERS)
    return Ruling(answer, tuple(remarks))


def _answer_of(claim: Claim, outputs: Sequence[Output]) -> Answer | None:
    """Return the answer of a call; for a computed one from its output, or None where that is missing."""
    if not claim.computed:
        return claim.answer
    same = [output for output in outputs if output.cell == claim.cell]
    if same or outputs:
        return (same or outputs)[-1].answer
    return Answer(claim.said[0]) if len(claim.said) == 1 else None


def _differ(one: Answer, other: Answer) -> bool:
    if one.value == other.value:
        return False
    if isinstance(one.value, int | float) and isinstance(other.value, int | float):
        return not abs(one.value - other.value) <= SAME * abs(one.value)
    first, second = (re.sub(r"[\s,()\[\]']", "", str(answer.value)).casefold() for answer in (one, other))
    return first != second
