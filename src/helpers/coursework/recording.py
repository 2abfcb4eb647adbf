"""The student's side: what a question gives, and writing down an answer so that it stays in the notebook.

The answer is the text of the call itself, `coursework.record("A1-03", 4.2, "nM")`: it is in the notebook as soon as
the notebook is saved, whatever happens to kernel, tab and outputs. Its output repeats it for the reader, and carries
it once more as JSON for answers that the cell computes (`record_format`).
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from helpers import foreign
from helpers.coursework import handouts, items, judging, record_format
from helpers.coursework.assignments import ASSIGNMENTS, assignment_of, question_name
from helpers.coursework.dice import DEMO_STUDENT
from helpers.coursework.handouts import Asked, Handout
from helpers.coursework.record_format import Plain, Record
from helpers.coursework.typed import accept, words
from helpers.practice.judging import AnswerError

if TYPE_CHECKING:
    from helpers.figures import Figure

_EDITIONS = Path(__file__).resolve().parents[3] / "notebooks" / "coursework"


class CourseworkError(ValueError):
    """Something around the coursework is missing; the message says what to do."""


@dataclass(frozen=True, slots=True)
class _Question:
    """A question of this student's: its name, the student's item and numbers, and the fingerprint of the data."""

    name: str
    asked: Asked
    fingerprint: str

    @property
    def options(self) -> dict[str, str]:
        """The options that are shown: letter to text."""
        return self.asked.given["options"]

    def answered(self, answer: Plain, unit: str = "") -> Record:
        """Return the record of an answer to it."""
        return Record(self.name, answer, unit, self.fingerprint)


_session: dict[str, Record] = {}  # what was recorded since the kernel started


def numbers(question: str) -> dict[str, object]:
    """Return what `question` ("A1-03") gives you, as a dictionary from name (with unit) to value."""
    given = _asked(question).asked.given
    return {name: value for name, value in given.items() if name != "options"}


def figure(question: str) -> "Figure":
    """Return the figure that `question` asks you to read."""
    asked = _asked(question).asked
    draw = asked.about.functions.figure
    if draw is None:
        raise CourseworkError(f'{question} has no figure; its numbers are in coursework.numbers("{question}").')
    made = draw(asked.given)
    made.alone = True  # coursework has no widget that would bring the colours of dark pages
    return made


def record(question: str, answer: object = None, unit: object = "", *more: object) -> None:
    """Record `answer` (a number, a letter, a list of letters or a text) to `question`, and say what was recorded.

    A number takes its `unit` in quotes: `record("A1-03", 4.2, "nM")`. What cannot be read is not recorded, and one
    sentence says what to write instead.
    """
    asked = _asked(question)
    answer = _plain_number(answer)
    if record_format.blank(answer) and not more:
        return _show(f"{asked.name}: {_told_so_far(asked)}")
    try:
        accepted = accept(asked.asked.about, asked.asked.given, answer, unit, *more)
    except AnswerError as error:
        return _show(f"Not recorded. {error}")
    recorded = asked.answered(accepted.value, accepted.unit)
    _session[asked.name] = recorded
    return _show(record_format.say(_told(asked, recorded)), recorded)


def confirm(question: str) -> None:
    """Say what is recorded for `question` since the kernel started."""
    asked = _asked(question)
    points = asked.asked.about.points
    _show(f"{asked.name} ({points:g} {'mark' if points == 1 else 'marks'}): {_told_so_far(asked)}")


def mark(question: str) -> float:
    """Return the marks for what is recorded, for autograding with nbgrader; texts earn nothing here."""
    asked = _asked(question)
    recorded = _session.get(asked.name, asked.answered(None))
    return judging.judge(asked.asked.about, asked.asked.given, recorded.answer, recorded.unit).points or 0.0


# ---------------------------------------------------------------------------- reading what was typed


def _plain_number(answer: object) -> object:
    """Return a number of numpy or pandas as one of Python, anything else as it is."""
    item = getattr(answer, "item", None)
    return item() if callable(item) and getattr(answer, "size", 0) == 1 else answer


# ---------------------------------------------------------------------------- saying it back


def _told_so_far(question: _Question) -> str:
    recorded = _session.get(question.name)
    return _told(question, recorded) if recorded else "no answer yet"


def _told(question: _Question, recorded: Record) -> str:
    """Return a recorded answer in words."""
    value = recorded.answer
    if isinstance(value, list):
        letters = [str(letter) for letter in value]
        return f"{', '.join(letters)} ({', '.join(question.options[letter] for letter in letters)})"
    kind = question.asked.about.kind
    if kind == "text":
        return f"{words(str(value))} words"
    if kind == "choice":
        return f"{value} ({question.options[str(value)]})"
    return f"{value:.6g} {recorded.unit}" if isinstance(value, float) else f"{value} {recorded.unit}".strip()


def _show(text: str, stored: Record | None = None) -> None:
    if foreign.shell() is None:
        print(text)
        return
    from IPython.display import display

    if stored is None:
        display({"text/plain": text}, raw=True)
    else:
        display({"text/plain": text, record_format.MIME: record_format.write(stored)}, raw=True)


# ---------------------------------------------------------------------------- the student's data file


def _asked(question: str) -> _Question:
    """Return a question of this student's."""
    name = question_name(question)
    if name is None or assignment_of(name) not in ASSIGNMENTS or name not in items.questions(assignment_of(name)):
        raise CourseworkError(f"There is no question '{question}'; write it as in the heading, for example \"A1-03\".")
    data = _data(assignment_of(name))
    return _Question(name, data.questions[name], data.fingerprint)


def _data(assignment: str) -> Handout:
    """Return the data of the student whose data file lies beside the notebook."""
    name = ASSIGNMENTS[assignment].name
    files = sorted(Path.cwd().glob(handouts.file_name(assignment, "*")))
    demo = handouts.file_name(assignment, DEMO_STUDENT)
    own = [path for path in files if path.name != demo] or [path for path in files if path.name == demo]
    if len(own) > 1:
        raise CourseworkError(
            f"There are {len(own)} data files beside this notebook ({', '.join(path.name for path in own)}). Keep only "
            "the one with your own student number."
        )
    path = own[0] if own else _EDITIONS / demo
    if not path.is_file():
        raise CourseworkError(
            f"The data file {name}_data_….json is not beside this notebook. Put the file that came with the notebook "
            "into the same folder."
        )
    return _checked(path)


def _checked(path: Path) -> Handout:
    """Return the data in a file. Raises `CourseworkError` when it is not what came with the notebook."""
    try:
        data = handouts.parse(json.loads(path.read_text(encoding="utf-8")))
    except ValueError:
        data = None
    if data is None:
        raise CourseworkError(f"The data file {path.name} was changed. Put the file that came with the notebook back.")
    return data
