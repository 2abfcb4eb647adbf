"""What the widgets in the browser and their kernel say to each other: `messages.json` as Python types.

A test holds the types against the file, and the messages of both sides, too.
"""

import json
from pathlib import Path
from typing import Any, Literal, NotRequired, TypedDict, cast

VERSION = 1
_FILE = Path(__file__).with_name("messages.json")

Value = float | str
"""What a control is set to: a stop of a slider, or an option of a choice."""
Answer = str | list[str]
"""An answer to a practice item: a letter, a text, letters in their order, or heights of a drawn curve as texts."""
Status = Literal["right", "wrong", "open", "unreadable"]
"""What an answer is worth; open where the reader judges (predictions, explanations)."""


class AskPlotly(TypedDict):
    """Asks for plotly.js."""

    version: int
    kind: Literal["plotly"]


class AskFigure(TypedDict):
    """Asks for the figure of `values`."""

    version: int
    kind: Literal["values"]
    ticket: int
    values: dict[str, Value]


class Foresee(TypedDict):
    """Asks for the state of `values` before it is shown."""

    version: int
    kind: Literal["foresee"]
    values: dict[str, Value]


class TellShown(TypedDict):
    """Tells that the page shows the state of `values`, which it had before."""

    version: int
    kind: Literal["shown"]
    values: dict[str, Value]


class GiveAnswer(TypedDict):
    """Gives an answer to a practice item."""

    version: int
    kind: Literal["answer"]
    ticket: int
    answer: Answer


class Answered(TypedDict):
    """An answer that was given or typed, and what it was worth ("" for a draft)."""

    answer: Answer
    status: str


class AnswerEntry(TypedDict):
    """An answer and when it was given (ms since 1970); one without a value was taken away."""

    at: float
    value: NotRequired[Answered]


class NoteEntry(TypedDict):
    """A note and when it was written (ms since 1970); one without a value was taken away."""

    at: float
    value: NotRequired[str]


class Entries(TypedDict):
    """A reader's work: answers by question, notes by lesson."""

    answers: dict[str, AnswerEntry]
    notes: dict[str, NoteEntry]


class Keep(TypedDict):
    """Gives what the reader answered or noted, to be kept beside the notebooks."""

    version: int
    kind: Literal["keep"]
    entries: Entries


class Kept(TypedDict):
    """What the file beside the notebooks holds, and one sentence where it cannot be used."""

    entries: Entries
    problem: str


class Library(TypedDict):
    """Carries plotly.js in the one buffer of the message, or says what the problem is."""

    version: int
    kind: Literal["library"]
    problem: str


class Warned(TypedDict):
    """Says what this page cannot do."""

    version: int
    kind: Literal["warning"]
    problem: str


class Refusal(TypedDict):
    """Says that a message could not be read."""

    version: int
    kind: Literal["refusal"]
    problem: str


class PlotlyFigure(TypedDict):
    """A figure for plotly.js."""

    data: list[dict[str, Any]]
    layout: dict[str, Any]
    config: dict[str, Any]


class Card(TypedDict):
    """What a reader finds behind a part of a drawing."""

    title: str
    sentences: list[str]
    links: dict[str, str]


class Drawing(TypedDict):
    """A picture as SVG, for a page and for a telephone, with the controls that change only its look."""

    wide: str
    narrow: str
    looks: list[str]
    sources: str
    cards: dict[str, Card]


class Shown(TypedDict):
    """A figure or a drawing, its title and its description."""

    figure: NotRequired[PlotlyFigure]
    drawing: NotRequired[Drawing]
    title: str
    description: str


class State(Shown):
    """What an explorer shows, with its table."""

    ticket: int
    notice: str
    table: str


class Foreseen(TypedDict):
    """The state of `values`, for a page that may show it next."""

    version: int
    kind: Literal["foreseen"]
    values: dict[str, Value]
    state: State


class ReadAgain(TypedDict):
    """Where a wrong answer sends the reader: the section, its place, and its lesson where that is another one."""

    section: str
    place: NotRequired[str]
    lesson: NotRequired[str]


class ComputedCurve(TypedDict):
    """A computed curve, drawn over the one that a reader drew: its name, its points, and some of them in words."""

    name: str
    x: list[float]
    y: list[float]
    told: str


class Reply(ReadAgain):
    """What a practice item says to an answer, in the HTML edition, too; the verdict is this with its ticket."""

    status: Status
    lead: str
    feedback: str
    idea: NotRequired[str]
    correction: NotRequired[str]
    compare: NotRequired[list[str]]
    rubric: NotRequired[list[str]]
    computed: NotRequired[ComputedCurve]


class Verdict(Reply):
    """What a practice item says to the answer with this ticket."""

    ticket: int


FromBrowser = AskPlotly | AskFigure | Foresee | TellShown | GiveAnswer | Keep
FromKernel = Library | Foreseen | Refusal | Warned


class Refused(ValueError):
    """A message of the browser cannot be read: the page and the kernel do not fit together."""

    def __init__(self) -> None:
        """Say what a reader can do."""
        super().__init__(
            "This page and its kernel have different versions of the course. Save the notebook, reload the page, then "
            "choose in the menu: Kernel, Restart Kernel and Run All Cells."
        )


def contract() -> dict[str, Any]:
    """Return the content of `messages.json`."""
    return json.loads(_FILE.read_text(encoding="utf-8"))


_CONTRACT = contract()


def read(content: object) -> FromBrowser:
    """Return `content`, a message of the browser, when it is one of the contract.

    Raises `Refused` for everything else.
    """
    kind = content.get("kind") if isinstance(content, dict) else None
    schema = _CONTRACT["messages"].get(kind) if isinstance(kind, str) else None
    if schema is None or schema["from"] != "browser" or not fits(content, schema):
        raise Refused
    return cast("FromBrowser", content)


def entries_fit(entries: object) -> bool:
    """Return whether `entries` are answers and notes as `Keep` carries them."""
    return fits(entries, _CONTRACT["$defs"]["entries"])


def fits(value: object, schema: dict[str, Any]) -> bool:
    """Return whether `value` is what the JSON Schema `schema` asks for; known are the words that the contract uses."""
    if "$ref" in schema:
        return fits(value, _CONTRACT["$defs"][schema["$ref"].rpartition("/")[2]])
    if "anyOf" in schema:
        return any(fits(value, option) for option in schema["anyOf"])
    if "const" in schema or "enum" in schema:
        return any(type(value) is type(one) and value == one for one in schema.get("enum", [schema.get("const")]))
    if not isinstance(value, _types(schema)) or isinstance(value, bool):
        return False
    if isinstance(value, dict):
        return _object_fits(value, schema)
    if isinstance(value, list):
        return all(fits(item, schema["items"]) for item in value)
    return _ample(value, schema)


_TYPES = {"object": dict, "array": list, "string": str, "integer": int, "number": (int, float)}


def _types(schema: dict[str, Any]) -> Any:
    named = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return tuple(_TYPES[name] for name in named)


def _object_fits(value: dict[str, object], schema: dict[str, Any]) -> bool:
    known, others = schema.get("properties", {}), schema.get("additionalProperties", True)
    if not value.keys() >= set(schema.get("required", ())):
        return False
    return all(
        fits(item, known[name]) if name in known else (fits(item, others) if isinstance(others, dict) else others)
        for name, item in value.items()
    )


def _ample(value: object, schema: dict[str, Any]) -> bool:
    if isinstance(value, str):
        return len(value) >= schema.get("minLength", 0)
    return cast("float", value) >= schema.get("minimum", float("-inf"))
