"""The stored form of a recorded answer: what the student's notebook writes, and what the marker's side reads.

An answer stands in a notebook twice. The text of a cell holds the call, `coursework.record("A1-03", 4.2, "nM")`,
which stays whatever happens to kernel and outputs. The output of that call repeats it for the reader
("recorded 4.2 nM") and carries it as JSON under `MIME`, for answers that the cell computes. One line of the
notebook says whose numbers it asks for. Both sides import this module; it imports nothing but Python.

Versions of the JSON: 1 has `question`, `answer`, `unit` and `data` (the fingerprint of the data file) and names
no version. A later form has to say its `version`, and is not taken for this one.
"""

import math
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from types import EllipsisType
from typing import TypeAlias

MIME = "application/vnd.helpers.coursework+json"
VERSION = 1
FUNCTION = "record"  # the name that the reader looks for in cells
STUB = "# Your working, if you want to keep any."  # the comment above a call that nobody has filled in yet
LONGEST_LIST = 100  # entries of a list that are kept
FINGERPRINT = 12  # characters of the fingerprint of a data file

Plain: TypeAlias = str | int | float | bool | None | EllipsisType | list["Plain"]

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")  # embeddings, overrides and isolates of direction
_SAID = "recorded "
_DATA = "_data_"
LETTERS = r"[A-Za-z0-9._@+'-]"  # of which the id of a student is made
_IDENTITY = re.compile(rf"Student: ({LETTERS}{{1,64}})\W{{1,9}}Assignment: (A\d)\W{{1,9}}Data: ([0-9a-f]{{12}})")


@dataclass(frozen=True, slots=True)
class Record:
    """One recorded answer as it is stored. `data` is the fingerprint of the data file it was recorded with."""

    question: str
    answer: Plain
    unit: str = ""
    data: str = ""


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose notebook it is, and with which data it was made."""

    student: str
    assignment: str
    fingerprint: str


def write(record: Record) -> dict[str, Plain]:
    """Return a record as the JSON that an output carries under `MIME`."""
    return {"question": record.question, "answer": record.answer, "unit": record.unit, "data": record.data}


def parse(stored: object) -> Record | None:
    """Return the record in what an output carries under `MIME`, or None where it is none that can be read.

    Nothing is trusted: the answer becomes plain (`plain`), whatever else is of a wrong type becomes empty.
    """
    if not isinstance(stored, Mapping) or "answer" not in stored or stored.get("version", VERSION) != VERSION:
        return None
    question, unit = stored.get("question"), stored.get("unit", "")
    return Record(
        question if isinstance(question, str) else "",
        plain(stored["answer"]),
        whole(unit) if isinstance(unit, str) else "",
        whole(str(stored.get("data", "")))[:FINGERPRINT],
    )


def plain(value: object, inside: bool = False) -> Plain:
    """Return a value as something that every later step can handle: no endless integers, nested lists or half letters.

    Half of a pair of surrogates, as JSON may hold it, cannot be written into any file. `inside` says that the value is
    an entry of a list already.
    """
    if isinstance(value, str):
        return whole(value)
    if value is None or isinstance(value, EllipsisType | bool | float):
        return value
    if isinstance(value, int):
        return value if abs(value) < 10**15 else float(value) if abs(value) < 10**300 else math.inf
    if isinstance(value, list) and not inside:
        return [plain(part, inside=True) for part in value[:LONGEST_LIST]]
    return f"something that is no answer ({type(value).__name__})"


def whole(text: str) -> str:
    """Return a text that every file, page and console can hold.

    Half of a pair of surrogates and what steers a terminal become a question mark; what turns the direction of all
    the text that follows is left out.
    """
    return _UNWRITABLE.sub("?", _TURNING.sub("", text))


def visible(text: str) -> str:
    """Return an id, a number or a unit without letters that cannot be seen, and without the space around it."""
    return "".join(letter for letter in text if unicodedata.category(letter) != "Cf").strip()


def blank(value: object) -> bool:
    """Return whether a recorded value is no answer: nothing, space, or an empty list."""
    if isinstance(value, str):
        return not value.strip()
    return value is None or value is ... or (isinstance(value, list | tuple | dict | set) and not value)


# ---------------------------------------------------------------------------- what a reader of the notebook sees


def say(answer: str) -> str:
    """Return the sentence of the output: what was recorded, in words."""
    return _SAID + answer


def heard(sentence: str) -> str | None:
    """Return the answer in the sentence of an output, without the words of its letters, or None where it is another."""
    stripped = sentence.strip()
    told = stripped.removeprefix(_SAID)
    if not told or told == stripped or "\n" in told:
        return None
    return told.partition(" (")[0] if told.endswith(")") else told


def write_identity(identity: Identity) -> str:
    """Return the line that names student, assignment and data in a notebook."""
    return f"Student: {identity.student} · Assignment: {identity.assignment} · Data: {identity.fingerprint}"


def parse_identity(text: str) -> Identity | None:
    """Return the identity that a cell's text holds, or None."""
    match = _IDENTITY.search(text)
    return Identity(*match.groups()) if match else None


def without_identity(text: str) -> str:
    """Return a cell's text without the line that names student, assignment and data."""
    return _IDENTITY.sub("", text)


def data_file_name(notebook: str, student: str) -> str:
    """Return the name of the data file that lies beside a student's `notebook` (its name without ending)."""
    return f"{notebook}{_DATA}{student}.json"


def is_data_file(name: str) -> bool:
    """Return whether a file of this name (in lower case) is a data file, which came with a notebook."""
    return name.endswith(".json") and _DATA in name


def write_call(question: str, answer: str, unit: str = "") -> str:
    """Return the call that records an answer; `answer` is written as Python, such as `4.2` or `None`."""
    return f'coursework.{FUNCTION}("{question}", {answer}' + (f', "{unit}")' if unit else ")")


def names_a_call(text: str) -> bool:
    """Return whether a text seems to call the function that records."""
    return re.search(rf"{FUNCTION}\s*\(", text) is not None
