"""What was read from the files of a class, kept beside the marks: grading one student again takes nothing from others.

`readings_<assignment>.json` in the folder of the reports holds what each student's file said when it was read. Marks
are made from it anew each time, with the numbers, tolerances and marks by hand of today.
"""

import contextlib
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from helpers.coursework.problems import Code, Problem
from helpers.coursework.reading import COMPUTED, Answer, Submission, Upload
from helpers.coursework.record_format import Identity, plain

VERSION = 1


class ReadingsError(ValueError):
    """The file of what was read cannot be used; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The file of one student that counts, as it was read, and what was odd about it."""

    upload: Upload
    problems: tuple[Problem, ...] = ()


def file_name(assignment: str) -> str:
    """Return the name of the file that holds what was read of an assignment."""
    return f"readings_{assignment}.json"


def write(
    readings: Mapping[str, Reading],
    assignment: str,
    folder: Path,
    unclear: Mapping[str, Code] = MappingProxyType({}),
    graded: Collection[str] = (),
) -> None:
    """Write what was read; students who are in the file and not in `readings` stay there.

    `unclear` are those of the students `graded` of whom nothing was read although something may be theirs.
    """
    path = folder / file_name(assignment)
    students = {name: _stored(reading) for name, reading in (read(assignment, folder) | dict(readings)).items()}
    others = {name: code for name, code in read_unclear(assignment, folder).items() if name not in graded}
    temporary = path.with_name(path.name + ".new")
    stored = {
        "version": VERSION,
        "assignment": assignment,
        "students": students,
        "unclear": {name: code.value for name, code in (others | dict(unclear)).items() if name not in students},
    }
    text = json.dumps(stored, ensure_ascii=False)
    temporary.write_text(text, encoding="utf-8", errors="replace")
    temporary.replace(path)


def read(assignment: str, folder: Path) -> dict[str, Reading]:
    """Return what was read before, by student; nothing where there is no file. Raises `ReadingsError`."""
    with _damage_told(folder / file_name(assignment)) as path:
        stored = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {"students": {}}
        return {str(name): _parsed(reading) for name, reading in stored["students"].items()}


def read_unclear(assignment: str, folder: Path) -> dict[str, Code]:
    """Return the students of whom nothing was read before although something may be theirs. Raises `ReadingsError`."""
    with _damage_told(folder / file_name(assignment)) as path:
        stored = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
        return {str(name): Code(code) for name, code in stored.get("unclear", {}).items()}


@contextlib.contextmanager
def _damage_told(path: Path) -> Iterator[Path]:
    """Raise `ReadingsError` for what a damaged file causes."""
    try:
        yield path
    except (ValueError, TypeError, KeyError, AttributeError):
        raise ReadingsError(
            f"{path} is damaged. Move it away and grade the whole class again; marks by hand are not in it."
        ) from None


def _stored(reading: Reading) -> dict[str, Any]:
    upload = reading.upload
    return {
        "trail": list(upload.trail),
        "written": upload.written,
        "identity": asdict(upload.found.identity),
        "data_seen": sorted(upload.found.data_seen),
        "content": upload.found.content,
        "heads": dict(upload.found.heads),
        "answers": {question: _stored_answer(answer) for question, answer in upload.found.answers.items()},
        "problems": [
            {"code": problem.code.value, "what": problem.what, "do": problem.do, "question": problem.question}
            for problem in reading.problems
        ],
    }


def _stored_answer(answer: Answer) -> dict[str, Any]:
    value = None if answer.value is ... else answer.value
    said = {"computed": True} if value is COMPUTED else {"value": value}
    return said | {"unit": answer.unit, "certain": answer.certain}


def _parsed(stored: Mapping[str, Any]) -> Reading:
    answers = {
        str(question): Answer(
            COMPUTED if "computed" in one else plain(one["value"]), str(one["unit"]), bool(one["certain"])
        )
        for question, one in stored["answers"].items()
    }
    problems = tuple(
        Problem(Code(one["code"]), str(one["what"]), str(one["do"]), question=str(one["question"]))
        for one in stored["problems"]
    )
    seen, content = frozenset(stored["data_seen"]), str(stored.get("content", ""))
    heads = {str(question): str(text) for question, text in stored.get("heads", {}).items()}
    found = Submission(Identity(**stored["identity"]), answers, seen, problems, content, heads)
    trail = tuple(str(part) for part in stored["trail"])
    return Reading(Upload(trail, float(stored["written"]), found), problems)
