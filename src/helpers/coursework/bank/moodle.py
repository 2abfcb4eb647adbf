"""The question bank as Moodle XML: categories, feedback for each option, tolerances of numbers, orders and rubrics."""

import base64
from collections.abc import Iterable, Iterator
from xml.etree import ElementTree as Xml

from helpers.coursework.bank import markup
from helpers.coursework.bank.entries import Entry, Kind, Option, Value

TOP = "$course$/top/"
PICTURES = "@@PLUGINFILE@@/"  # by which Moodle calls the files of a question
TYPES: dict[Kind, str] = {
    "choice": "multichoice",
    "several": "multichoice",
    "number": "numerical",
    "order": "ordering",
    "essay": "essay",
}
# What a question of each type needs besides its answers, in Moodle's own words.
SETTINGS: dict[Kind, dict[str, str]] = {
    "choice": {"single": "true", "shuffleanswers": "true", "answernumbering": "abc"},
    "several": {"single": "false", "shuffleanswers": "true", "answernumbering": "abc"},
    "number": {"unitgradingtype": "0", "unitpenalty": "0.1", "showunits": "3", "unitsleft": "0"},
    "order": {
        "layouttype": "VERTICAL",
        "selecttype": "ALL",
        "selectcount": "0",
        "gradingtype": "ABSOLUTE_POSITION",
        "showgrading": "SHOW",
        "numberingstyle": "none",
    },
    "essay": {
        "responseformat": "editor",
        "responserequired": "1",
        "responsefieldlines": "10",
        "attachments": "0",
        "attachmentsrequired": "0",
    },
}


def write(entries: Iterable[Entry]) -> str:
    """Return entries as Moodle XML; entries of one category should follow each other."""
    quiz = Xml.Element("quiz")
    category: tuple[str, ...] = ()
    for entry in entries:
        if entry.category != category:
            category = entry.category
            about = Xml.SubElement(quiz, "question", type="category")
            _text(about, "category", TOP + "/".join(part.replace("/", "//") for part in category))
        quiz.append(_question(entry))
    Xml.indent(quiz)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + Xml.tostring(quiz, encoding="unicode") + "\n"


def read(text: str) -> list[Entry]:
    """Return the entries in Moodle XML that `write` made."""
    found: list[Entry] = []
    category: tuple[str, ...] = ()
    for question in Xml.fromstring(text):
        if question.get("type") == "category":
            path = _read(question, "category").removeprefix(TOP).replace("//", "\0")
            category = tuple(part.replace("\0", "/") for part in path.split("/"))
        else:
            found.append(_entry(question, category))
    return found


# ---------------------------------------------------------------------------- writing


def _question(entry: Entry) -> Xml.Element:
    question = Xml.Element("question", type=TYPES[entry.kind])
    _text(question, "name", entry.name)
    asked = _html(question, "questiontext", markup.stem(entry, PICTURES))
    if entry.picture:
        file = Xml.SubElement(asked, "file", name=entry.picture.name, path="/", encoding="base64")
        file.text = base64.b64encode(entry.picture.svg.encode()).decode()
    _html(question, "generalfeedback", markup.paragraphs(entry.feedback))
    plain = {"defaultgrade": f"{entry.marks:g}", "penalty": "0.3333333", "hidden": "0", "idnumber": entry.name}
    for name, value in {**plain, **SETTINGS[entry.kind]}.items():
        Xml.SubElement(question, name).text = value
    for answer in _answers(entry):
        question.append(answer)
    if entry.kind == "essay":
        _html(question, "graderinfo", "".join(markup.paragraphs(line) for line in entry.rubric))
        _html(question, "responsetemplate", "")
    return question


def _answers(entry: Entry) -> Iterator[Xml.Element]:
    right = sum(option.share > 0 for option in entry.options) or 1
    for place, option in enumerate(entry.options, start=1):
        fraction = 100 * option.share
        if entry.kind == "several":  # a wrong one takes away what a right one gives
            fraction = (100 if option.share else -100) / right
        answer = _answer(float(place) if entry.kind == "order" else fraction, "html", markup.paragraphs(option.text))
        _html(answer, "feedback", markup.paragraphs(option.feedback))
        yield answer
    for value in entry.values:
        answer = _answer(100 * value.share, "moodle_auto_format", markup.number(value.value))
        _html(answer, "feedback", markup.paragraphs(value.feedback))
        Xml.SubElement(answer, "tolerance").text = markup.number(value.tolerance)
        yield answer


def _answer(fraction: float, form: str, text: str) -> Xml.Element:
    answer = Xml.Element("answer", fraction=f"{fraction:.7g}", format=form)
    Xml.SubElement(answer, "text").text = text
    return answer


def _text(parent: Xml.Element, name: str, text: str) -> None:
    Xml.SubElement(Xml.SubElement(parent, name), "text").text = text


def _html(parent: Xml.Element, name: str, text: str) -> Xml.Element:
    made = Xml.SubElement(parent, name, format="html")
    Xml.SubElement(made, "text").text = text
    return made


# ---------------------------------------------------------------------------- reading


def _entry(question: Xml.Element, category: tuple[str, ...]) -> Entry:
    kinds: dict[str, Kind] = {type_: kind for kind, type_ in TYPES.items() if kind != "several"}
    kind: Kind = "several" if question.findtext("single") == "false" else kinds[question.get("type", "")]
    asked = _read(question, "questiontext")
    rubric = markup.text_of(_read(question, "graderinfo"))
    answers = question.findall("answer")
    return Entry(
        name=_read(question, "name"),
        category=category,
        kind=kind,
        stem=markup.text_of(asked),
        marks=float(question.findtext("defaultgrade") or 1),
        options=tuple(_option(answer, kind) for answer in answers if kind != "number"),
        values=tuple(map(_value, answers)) if kind == "number" else (),
        unit=markup.unit_of(asked),
        feedback=markup.text_of(_read(question, "generalfeedback")),
        rubric=tuple(rubric.split("\n\n")) if rubric else (),
        picture=markup.picture_of(asked, {one.get("name", ""): _file(one) for one in question.iter("file")}),
    )


def _file(node: Xml.Element) -> str:
    return base64.b64decode(node.text or "").decode()


def _option(answer: Xml.Element, kind: Kind) -> Option:
    fraction = float(answer.get("fraction", "0"))
    share = fraction / 100 if kind == "choice" else float(fraction > 0)
    return Option(markup.text_of(answer.findtext("text") or ""), share, _feedback(answer))


def _value(answer: Xml.Element) -> Value:
    number, tolerance = float(answer.findtext("text") or "nan"), float(answer.findtext("tolerance") or 0)
    return Value(number, tolerance, float(answer.get("fraction", "0")) / 100, _feedback(answer))


def _feedback(answer: Xml.Element) -> str:
    return markup.text_of(_read(answer, "feedback"))


def _read(parent: Xml.Element, name: str) -> str:
    return parent.findtext(f"{name}/text") or ""
