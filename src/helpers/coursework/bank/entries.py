"""What a question is, whatever platform asks it."""

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

# One option is right, several are, a number, an order, or an explanation that a person marks.
Kind: TypeAlias = Literal["choice", "several", "number", "order", "essay"]


@dataclass(frozen=True, slots=True)
class Option:
    """One option: its text, its share of the marks from 0 to 1, and what is said to who chooses it."""

    text: str
    share: float
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """One number that is recognised, within an absolute `tolerance`; the right one has the share 1."""

    value: float
    tolerance: float
    share: float
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure that a question shows: the name of its file, the file (SVG), and what it shows in words."""

    name: str
    svg: str
    told: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One question. `name` is its identifier, `category` the path to it (lesson, objective).

    `options` belong to choices and, in the right order, to orders; `values` and `unit` to numbers, the right one
    first; `rubric` to essays. `feedback` is said to everybody afterwards. Texts are plain, with blank lines between
    paragraphs.
    """

    name: str
    category: tuple[str, ...]
    kind: Kind
    stem: str
    marks: float = 1.0
    options: tuple[Option, ...] = ()
    values: tuple[Value, ...] = ()
    unit: str = ""
    feedback: str = ""
    rubric: tuple[str, ...] = field(default=())
    picture: Picture | None = None
