"""The student's side: what a question gives, and writing down an answer so that it stays in the notebook.

The answer is the text of the call itself, ``coursework.record("A1-03", 4.2, "nM")``: it is in the
notebook as soon as the notebook is saved, whatever happens to kernel, tab and outputs. Its output
repeats it for the reader, and carries it once more as JSON for answers that the cell computes.
"""

import functools
import json
from pathlib import Path

from helpers.coursework import judging, record_format
from helpers.coursework.assignments import ASSIGNMENTS, assignment_of, question_name
from helpers.coursework.dice import DEMO_STUDENT
from helpers.coursework.items import fingerprint, load, pools
from helpers.coursework.record_format import MIME, Record
from helpers.practice.judging import AnswerError

_EDITIONS = Path(__file__).resolve().parents[3] / "notebooks" / "coursework"
_session = {}


class CourseworkError(ValueError):
    """Something around the coursework is missing; the message says what to do."""


def numbers(question):
    """Return what `question` ("A1-03") gives you, as a dictionary from name (with unit) to value."""
    given = _asked(question)[1]
    return {name: value for name, value in given.items() if name != "options"}


def figure(question):
    """Return the figure that `question` asks you to read."""
    item, given = _asked(question)
    if item.functions.figure is None:
        raise CourseworkError(f'{question} has no figure; its numbers are in coursework.numbers("{question}").')
    return item.functions.figure(given)


def record(question, answer=None, unit="", *more):
    """Record `answer` (a number, a letter, a list of letters or a text) to `question`, and say what was recorded.

    A number takes its `unit` in quotes: ``record("A1-03", 4.2, "nM")``. What cannot be read is not
    recorded, and one sentence says what to write instead.
    """
    item, given = _asked(question)
    question = item.question
    if hasattr(answer, "item") and getattr(answer, "size", 0) == 1:  # a number from numpy or pandas
        answer = answer.item()
    if record_format.blank(answer) and not more:
        told = (
            f"{question}: {_told(item, given, *_session[question])}"
            if question in _session
            else (f"{question}: no answer yet")
        )
        return _show(told)
    try:
        value, unit = _readable(item, given, answer, unit, more)
    except AnswerError as error:
        return _show(f"Not recorded. {error}")
    _session[question] = (value, unit)
    record = Record(question, value, unit, _data(question)["fingerprint"])
    return _show(record_format.say(_told(item, given, value, unit)), record_format.write(record))


def confirm(question):
    """Say what is recorded for `question` since the kernel started."""
    item, given = _asked(question)
    told = _told(item, given, *_session[item.question]) if item.question in _session else "no answer yet"
    _show(f"{item.question} ({item.points:g} {'mark' if item.points == 1 else 'marks'}): {told}")


def mark(question):
    """Return the marks for what is recorded, for autograding with nbgrader; texts earn nothing here."""
    item, given = _asked(question)
    value, unit = _session.get(item.question, (None, ""))
    return judging.judge(item, given, value, unit).points or 0.0


def _readable(item, given, answer, unit, more):
    """Return answer and unit as plain values, after the checks that marking will make again."""
    if item.kind == "number":
        if more or not isinstance(unit, str):
            raise AnswerError(
                f"Use a dot as decimal mark: write {answer}.{unit} instead of {answer},{unit}."
                if isinstance(unit, int | float)
                else "Give the number and its unit, nothing else."
            )
        if not unit.strip() and isinstance(answer, int | float):
            raise AnswerError(
                f'Give the unit too, for example: coursework.record("{item.question}", {answer:.6g}, "{item.unit}").'
            )
        judging.read_number(answer, unit, item.unit)
        return (float(f"{answer:.6g}") if isinstance(answer, int | float) else answer.strip()), unit.strip()
    if item.kind == "text":
        if not isinstance(answer, str) or len(answer.split()) < 8:
            raise AnswerError("Write at least one whole sentence, in quotes.")
        return answer.strip(), ""
    options = given["options"]
    if isinstance(unit, str) and unit and not more:
        answer = [*(answer if isinstance(answer, list | tuple) else [answer]), unit]
    elif more:
        answer = [answer, unit, *more]
    if item.kind == "choice" and isinstance(answer, str) and answer in options.values():
        return next(letter for letter, text in options.items() if text == answer), ""
    letters = judging.read_letters(answer, list(options))
    if item.kind == "choice" and len(letters) > 1:
        raise AnswerError("Choose one letter only.")
    return (letters[0] if item.kind == "choice" else letters), ""


def _told(item, given, value, unit):
    """Return a recorded answer in words."""
    if item.kind == "number":
        return f"{value:.6g} {unit}" if isinstance(value, float) else f"{value} {unit}".strip()
    if item.kind == "text":
        return f"{len(value.split())} words"
    if item.kind == "choice":
        return f"{value} ({given['options'][value]})"
    return ", ".join(value) + f" ({', '.join(given['options'][letter] for letter in value)})"


def _show(text, payload=None):
    from IPython import get_ipython
    from IPython.display import display

    if get_ipython() is None:
        print(text)
    elif payload is None:
        display({"text/plain": text}, raw=True)
    else:
        display({"text/plain": text, MIME: payload}, raw=True)


def _asked(question):
    """Return (item, given) of a question of this student's."""
    name = question_name(question)
    if name is None or assignment_of(name) not in ASSIGNMENTS or name not in pools(assignment_of(name)):
        raise CourseworkError(f"There is no question '{question}'; write it as in the heading, for example \"A1-03\".")
    asked = _data(name)["questions"][name]
    return load()[asked["item"]], asked["given"]


def _data(question):
    """Return the data of the student whose data file lies beside the notebook."""
    name = ASSIGNMENTS[assignment_of(question)].name
    files = sorted(Path.cwd().glob(f"{name}_data_*.json"))
    demo = f"{name}_data_{DEMO_STUDENT}.json"
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
    return _checked(path, path.stat().st_mtime_ns)


@functools.lru_cache(maxsize=8)
def _checked(path, stamp):
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["fingerprint"] == fingerprint(data):
            return data
    except (ValueError, KeyError, TypeError):
        pass
    raise CourseworkError(f"The data file {path.name} was changed. Put the file that came with the notebook back.")
