"""Which of several recorded answers to a question counts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from helpers.coursework.problems import Code
from helpers.coursework.reading.calls import Doubt
from helpers.coursework.reading.values import COMPUTED, Value
from helpers.coursework.record_format import Record, blank

SAME = 1e-4  # numbers that differ by less are the same answer: outputs are rounded


@dataclass(frozen=True, slots=True)
class Answer:
    """One recorded answer, as plain values. Where it is not `certain`, a person has to see what was meant."""

    value: Value
    unit: str = ""
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Claim:
    """What one call says: its answer, the number of its cell, and the answers that the cell's outputs repeat.

    `carried` is whether the outputs of its cell tell better what it recorded: a value is from an earlier cell, or the
    cell ended in an error.
    """

    answer: Answer
    cell: int
    in_code: bool
    said: tuple[str, ...] = ()
    doubt: Doubt = ""
    carried: bool = False

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
    What could not run or was not accepted counts last: the student was not told that it was recorded.
    """
    if not claims and not outputs:
        return Ruling(remarks=(Code.NOT_RECORDED,))
    filled = [claim for claim in claims if not claim.blank]
    ran = [claim for claim in filled if claim.doubt in ("", "conditional")]
    refused = [claim for claim in filled if claim.doubt not in ("", "conditional")]
    if not ran:
        return _unrun(refused, outputs)
    in_code = [claim for claim in ran if claim.in_code]
    ruling = _among(in_code or ran, outputs)
    other = [Code.ANOTHER_ATTEMPT] if _another(refused, ruling.answer) else []
    text = [] if in_code else [Code.IN_TEXT_CELL]
    return Ruling(ruling.answer, (*text, *ruling.remarks, *other))


def _unrun(refused: Sequence[Claim], outputs: Sequence[Output]) -> Ruling:
    """Decide where no call could run, from the outputs and from what was meant."""
    if outputs:
        other = [Code.ANOTHER_ATTEMPT] if _another(refused, outputs[-1].answer) else []
        return Ruling(outputs[-1].answer, (Code.ONLY_IN_OUTPUT, *other))
    if not refused:
        return Ruling()
    *earlier, last = refused
    other = [Code.TWO_ANSWERS] if _another(earlier, last.answer) else []
    if last.doubt == "repaired" and not last.computed:
        return Ruling(last.answer, (Code.REPAIRED, *other))
    code = Code.NOT_ACCEPTED if last.doubt == "not accepted" else Code.BROKEN_CALL
    return Ruling(replace(last.answer, certain=False), (code, *other))


def _another(claims: Sequence[Claim], answer: Answer | None) -> bool:
    return answer is not None and any(_differ(claim.answer, answer) for claim in claims)


def _among(claims: Sequence[Claim], outputs: Sequence[Output]) -> Ruling:
    """Decide among claims of one rank, none of them blank."""
    *earlier, last = claims
    answer = _answer_of(last, outputs)
    if answer is None:
        fallback = next((claim.answer for claim in reversed(earlier) if not claim.computed), Answer(COMPUTED))
        shown = last.answer if not last.computed else fallback
        return Ruling(replace(shown, certain=False), (Code.VALUE_MISSING,))
    remarks: list[Code] = []
    others = [_answer_of(claim, outputs) for claim in earlier]
    if any(other is not None and _differ(other, answer) for other in others):
        remarks.append(Code.TWO_ANSWERS)
    here = [output.answer for output in outputs if output.cell == last.cell]
    if here and all(_differ(other, answer) for other in here):
        remarks.append(Code.OUTPUT_DIFFERS)
    return Ruling(answer, tuple(remarks))


def _answer_of(claim: Claim, outputs: Sequence[Output]) -> Answer | None:
    """Return the answer of a call, or None where it cannot be known.

    Where its text does not say for certain what it recorded, its output does.
    """
    if not (claim.computed or claim.carried or claim.doubt):
        return claim.answer
    same = [output for output in outputs if output.cell == claim.cell]
    if same:
        return same[-1].answer
    if claim.carried and not (claim.computed or claim.doubt):
        return claim.answer
    if outputs:
        return outputs[-1].answer
    return Answer(claim.said[0]) if len(claim.said) == 1 else None


def _differ(one: Answer, other: Answer) -> bool:
    if one.value == other.value:
        return False
    if isinstance(one.value, int | float) and isinstance(other.value, int | float):
        return not abs(one.value - other.value) <= SAME * abs(one.value)
    first, second = (re.sub(r"[\s,()\[\]']", "", str(answer.value)).casefold() for answer in (one, other))
    return first != second
