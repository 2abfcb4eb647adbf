r"""The question bank as GIFT, the text format of Moodle that other platforms read, too.

GIFT knows no marks, rubrics, pictures and orders: an order is asked as the matching of places and entries.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from helpers.coursework.bank import markup
from helpers.coursework.bank.entries import Entry, Kind, Option, Value
from helpers.coursework.bank.moodle import TOP

_SPECIAL = re.compile(r"[\\~=#{}:]")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_PART = re.compile(
    r"(?P<sign>[=~])(?:%(?P<percent>-?[\d.]+)%)?(?P<text>(?:\\.|[^=~\\#])*)(?:#(?P<told>(?:\\.|[^=~\\#])*))?"
)
_QUESTION = re.compile(
    r"::(?P<name>(?:\\.|[^\\:])*)::\[html\](?P<stem>(?:\\.|[^\\{])*)\{(?P<body>(?:\\.|[^\\}])*)\}", re.DOTALL
)


def write(entries: Iterable[Entry]) -> str:
    """Return entries as GIFT, without those that show a picture; entries of one category should follow each other."""
    return "\n".join(_lines(entry for entry in entries if entry.picture is None))


def read(text: str) -> list[Entry]:
    """Return the entries in GIFT that `write` made; marks and rubrics are not in it."""
    found: list[Entry] = []
    for section in text.split("$CATEGORY: ")[1:]:
        path, _, rest = section.partition("\n")
        category = tuple(part.replace("\0", "/") for part in path.removeprefix(TOP).replace("//", "\0").split("/"))
        found += [_entry(match, category) for match in _QUESTION.finditer(rest)]
    return found


# ---------------------------------------------------------------------------- writing


def _lines(entries: Iterable[Entry]) -> Iterator[str]:
    category: tuple[str, ...] = ()
    for entry in entries:
        if entry.category != category:
            category = entry.category
            yield f"$CATEGORY: {TOP}{'/'.join(part.replace('/', '//') for part in category)}\n"
        asked = _escaped(markup.stem(entry))
        told = f"\n####{_escaped(markup.paragraphs(entry.feedback))}" if entry.feedback else ""
        yield f"::{_escaped(entry.name)}::[html]{asked}{{{_answers(entry)}{told}\n}}\n"


def _answers(entry: Entry) -> str:
    match entry.kind:
        case "number":
            return "#" + "".join(f"\n{_value(value)}" for value in entry.values)
        case "order":
            return "".join(f"\n={place} -> {_escaped(o.text)}" for place, o in enumerate(entry.options, start=1))
        case "essay":
            return ""
    shares = _shares(entry.options, entry.kind)
    return "".join(f"\n{share}{_told(o.text, o.feedback)}" for share, o in zip(shares, entry.options, strict=True))


def _shares(options: Sequence[Option], kind: Kind) -> list[str]:
    """Return the sign before each option: one is right, all are, or several are, each with its part."""
    right = sum(option.share > 0 for option in options)
    if kind == "choice" and right == 1:
        return ["=" if option.share else "~" for option in options]
    part = 100 if kind == "choice" else 100 / right
    return [f"~%{part if option.share else -part:.7g}%" for option in options]


def _value(value: Value) -> str:
    number, tolerance = markup.number(value.value), markup.number(value.tolerance)
    return f"=%{100 * value.share:.7g}%{_told(f'{number}:{tolerance}', value.feedback, plain=True)}"


def _told(text: str, feedback: str, plain: bool = False) -> str:
    return (text if plain else _escaped(text)) + (f"#{_escaped(feedback)}" if feedback else "")


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda match: "\\" + match[0], text).replace("\n", "\\n")


# ---------------------------------------------------------------------------- reading


def _entry(match: re.Match[str], category: tuple[str, ...]) -> Entry:
    body, _, told = match["body"].partition("####")
    asked = _plain(match["stem"])
    number = body.startswith("#")
    parts = list(_PART.finditer(body.removeprefix("#")))
    kind = _kind(parts, number, match["body"])
    return Entry(
        name=_plain(match["name"]),
        category=category,
        kind=kind,
        stem=markup.text_of(asked),
        options=tuple(_option(part, kind) for part in parts if not number),
        values=tuple(map(_read_value, parts)) if number else (),
        unit=markup.unit_of(asked),
        feedback=markup.text_of(_plain(told.strip())),
    )


def _kind(parts: Sequence[re.Match[str]], number: bool, body: str) -> Kind:
    if number:
        return "number"
    if not parts:
        return "essay"
    if " -> " in body:
        return "order"
    shares = [float(part["percent"]) for part in parts if part["percent"]]
    return "several" if shares and min(shares) < 0 else "choice"


def _option(part: re.Match[str], kind: Kind) -> Option:
    text, told = _plain(part["text"].strip()), _plain((part["told"] or "").strip())
    if kind == "order":
        return Option(text.partition(" -> ")[2], 1.0)
    return Option(text, float(part["sign"] == "=" or float(part["percent"] or 0) > 0), told)


def _read_value(part: re.Match[str]) -> Value:
    number, _, tolerance = part["text"].strip().partition(":")
    return Value(float(number), float(tolerance), float(part["percent"]) / 100, _plain((part["told"] or "").strip()))


def _plain(text: str) -> str:
    return _ESCAPED.sub(lambda match: "\n" if match[1] == "n" else match[1], text)
