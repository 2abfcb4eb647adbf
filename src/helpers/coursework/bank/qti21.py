"""The question bank as IMS QTI 2.1: one file an item, with feedback for each option, ranges of numbers and orders."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from xml.etree import ElementTree as Xml

from helpers.coursework.bank import markup
from helpers.coursework.bank.entries import Entry, Kind, Option, Value
from helpers.coursework.bank.qti12 import identifier

NAMESPACE = "http://www.imsglobal.org/xsd/imsqti_v2p1"
SCHEMA = "http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd"
INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"

PICTURES = "../images/"  # from the folder of the items
GENERAL = "general"  # the feedback that everybody sees
# What is answered, in the words of QTI: how many values, and of what type.
ANSWERED: dict[Kind, tuple[str, str]] = {
    "choice": ("single", "identifier"),
    "several": ("multiple", "identifier"),
    "number": ("single", "float"),
    "order": ("ordered", "identifier"),
    "essay": ("single", "string"),
}


def write(entry: Entry) -> str:
    """Return an entry as one item of QTI 2.1."""
    item = Xml.Element(
        "assessmentItem",
        {
            "xmlns": NAMESPACE,
            "xmlns:xsi": INSTANCE,
            "xsi:schemaLocation": f"{NAMESPACE} {SCHEMA}",
            "identifier": identifier(entry.name),
            "title": entry.name,
            "label": " / ".join(entry.category),
            "adaptive": "false",
            "timeDependent": "false",
        },
    )
    item.append(_declaration(entry))
    score = {"identifier": "SCORE", "cardinality": "single", "baseType": "float", "normalMaximum": f"{entry.marks:g}"}
    _value(Xml.SubElement(Xml.SubElement(item, "outcomeDeclaration", score), "defaultValue"), "0")
    most = {"identifier": "MAXSCORE", "cardinality": "single", "baseType": "float"}
    _value(Xml.SubElement(Xml.SubElement(item, "outcomeDeclaration", most), "defaultValue"), f"{entry.marks:g}")
    Xml.SubElement(item, "outcomeDeclaration", identifier="FEEDBACK", cardinality="multiple", baseType="identifier")
    body = Xml.SubElement(item, "itemBody")
    body.append(_html("div", markup.stem(entry, PICTURES)))
    body.append(_interaction(entry))
    if entry.rubric:
        rubric = _html("rubricBlock", "".join(markup.paragraphs(line) for line in entry.rubric))
        rubric.set("view", "scorer")
        body.append(rubric)
    item.append(_processing(entry))
    for name, told in _feedbacks(entry):
        feedback = _html("modalFeedback", markup.paragraphs(told))
        feedback.attrib |= {"outcomeIdentifier": "FEEDBACK", "showHide": "show", "identifier": name}
        item.append(feedback)
    Xml.indent(item)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + Xml.tostring(item, encoding="unicode") + "\n"


def read(text: str, pictures: Mapping[str, str] = MappingProxyType({})) -> Entry:
    """Return the entry of an item that `write` made; `pictures` go from names to the files."""
    item = Xml.fromstring(text.replace(f' xmlns="{NAMESPACE}"', ""))
    declared = item.find("responseDeclaration")
    answered = (declared.get("cardinality", ""), declared.get("baseType", "")) if declared is not None else ("", "")
    kinds: dict[tuple[str, str], Kind] = {words: kind for kind, words in ANSWERED.items()}
    kind = kinds[answered]
    asked = _markup(item.find("itemBody/div"))
    told = {one.get("identifier"): markup.text_of(_markup(one)) for one in item.iter("modalFeedback")}
    rubric = markup.text_of(_markup(item.find("itemBody/rubricBlock")))
    right = [value.text or "" for value in item.findall("responseDeclaration/correctResponse/value")]
    right += [one.get("mapKey", "") for one in item.iter("mapEntry") if float(one.get("mappedValue", "0")) > 0]
    choices = {choice.get("identifier", ""): choice.text or "" for choice in item.iter("simpleChoice")}
    names = right if kind == "order" else list(choices)
    return Entry(
        name=item.get("title", ""),
        category=tuple(item.get("label", "").split(" / ")),
        kind=kind,
        stem=markup.text_of(asked),
        marks=float(item.findall("outcomeDeclaration")[0].get("normalMaximum", "1")),
        options=tuple(Option(choices[name], float(name in right), told.get(name, "")) for name in names),
        values=tuple(_known(item, told)),
        unit=markup.unit_of(asked),
        feedback=told.get(GENERAL, ""),
        rubric=tuple(rubric.split("\n\n")) if rubric else (),
        picture=markup.picture_of(_picture(item), pictures),
    )


# ---------------------------------------------------------------------------- writing


def _declaration(entry: Entry) -> Xml.Element:
    """Return what is answered and what is right."""
    cardinality, base = ANSWERED[entry.kind]
    declared = Xml.Element("responseDeclaration", identifier="RESPONSE", cardinality=cardinality, baseType=base)
    right = [f"o{place}" for place, option in enumerate(entry.options, start=1) if option.share]
    if entry.kind == "number":
        right = [markup.number(entry.values[0].value)]
    if right and (entry.kind != "choice" or len(right) == 1):
        correct = Xml.SubElement(declared, "correctResponse")
        for value in right:
            _value(correct, value)
    if entry.kind == "choice":
        mapping = Xml.SubElement(declared, "mapping", defaultValue="0")
        for place, option in enumerate(entry.options, start=1):
            Xml.SubElement(mapping, "mapEntry", mapKey=f"o{place}", mappedValue=f"{entry.marks * option.share:g}")
    return declared


def _interaction(entry: Entry) -> Xml.Element:
    about = {"responseIdentifier": "RESPONSE"}
    match entry.kind:
        case "number":
            line = Xml.Element("p")
            Xml.SubElement(line, "textEntryInteraction", about, expectedLength="12")
            return line
        case "essay":
            return Xml.Element("extendedTextInteraction", about, expectedLines="10")
        case "order":  # shown by their letters, so that the right order stands nowhere on the page
            asked = Xml.Element("orderInteraction", about, shuffle="true")
            _choices(asked, sorted(enumerate(entry.options, start=1), key=lambda pair: pair[1].text))
            return asked
    most = "1" if entry.kind == "choice" else "0"
    asked = Xml.Element("choiceInteraction", about, shuffle="true", maxChoices=most)
    _choices(asked, list(enumerate(entry.options, start=1)))
    return asked


def _choices(asked: Xml.Element, options: Sequence[tuple[int, Option]]) -> None:
    for place, option in options:
        Xml.SubElement(asked, "simpleChoice", identifier=f"o{place}").text = option.text


def _processing(entry: Entry) -> Xml.Element:
    processing = Xml.Element("responseProcessing")
    if entry.kind == "choice":
        Xml.SubElement(_set(processing, "SCORE"), "mapResponse", identifier="RESPONSE")
    elif entry.kind == "number":
        condition = Xml.SubElement(processing, "responseCondition")
        for place, value in enumerate(entry.values, start=1):
            _range(condition, value, place, entry.marks)
    elif entry.kind != "essay":
        either = Xml.SubElement(Xml.SubElement(processing, "responseCondition"), "responseIf")
        match = Xml.SubElement(either, "match")
        Xml.SubElement(match, "variable", identifier="RESPONSE")
        Xml.SubElement(match, "correct", identifier="RESPONSE")
        _base(_set(either, "SCORE"), "float", f"{entry.marks:g}")
    said = Xml.SubElement(_set(processing, "FEEDBACK"), "multiple")
    Xml.SubElement(said, "variable", identifier="RESPONSE" if entry.kind in ("choice", "several") else "FEEDBACK")
    _base(said, "identifier", GENERAL)
    return processing


def _range(condition: Xml.Element, value: Value, place: int, marks: float) -> None:
    """Add what happens where the answer lies within the tolerance of a value."""
    branch = Xml.SubElement(condition, "responseIf" if place == 1 else "responseElseIf")
    tolerance = markup.number(value.tolerance)
    near = Xml.SubElement(branch, "equal", toleranceMode="absolute", tolerance=f"{tolerance} {tolerance}")
    Xml.SubElement(near, "variable", identifier="RESPONSE")
    _base(near, "float", markup.number(value.value))
    _base(_set(branch, "SCORE"), "float", repr(marks * value.share))
    _base(Xml.SubElement(_set(branch, "FEEDBACK"), "multiple"), "identifier", f"v{place}")


def _feedbacks(entry: Entry) -> Iterator[tuple[str, str]]:
    told = {GENERAL: entry.feedback}
    told |= {f"o{place}": option.feedback for place, option in enumerate(entry.options, start=1)}
    told |= {f"v{place}": value.feedback for place, value in enumerate(entry.values, start=1)}
    yield from ((name, text) for name, text in told.items() if text)


def _set(parent: Xml.Element, outcome: str) -> Xml.Element:
    return Xml.SubElement(parent, "setOutcomeValue", identifier=outcome)


def _base(parent: Xml.Element, kind: str, value: str) -> None:
    Xml.SubElement(parent, "baseValue", baseType=kind).text = value


def _value(parent: Xml.Element, value: str) -> None:
    Xml.SubElement(parent, "value").text = value


def _html(name: str, text: str) -> Xml.Element:
    return Xml.fromstring(f"<{name}>{text.replace('<br>', '<br/>')}</{name}>")


# ---------------------------------------------------------------------------- reading


def _markup(element: Xml.Element | None) -> str:
    """Return the paragraphs of an element as `markup` writes them."""
    found = [] if element is None else element.findall("p")
    lines = ((part.text or "") + "".join(f"\n{line.tail or ''}" for line in part.findall("br")) for part in found)
    return "".join(markup.paragraphs(line.strip()) for line in lines)


def _picture(item: Xml.Element) -> str:
    """Return the paragraph of a picture as `markup` writes it."""
    found = item.find("itemBody/div/p/img")
    return "" if found is None else f"<p>{Xml.tostring(found, encoding='unicode').strip()}</p>"


def _known(item: Xml.Element, told: Mapping[str | None, str]) -> Iterator[Value]:
    """Yield the values that an item recognises."""
    marks = float(item.findall("outcomeDeclaration")[0].get("normalMaximum", "1"))
    branches = item.findall("responseProcessing/responseCondition/*")
    for place, branch in enumerate((one for one in branches if one.find("equal") is not None), start=1):
        near = branch.find("equal")
        tolerance = near.get("tolerance", "0").split()[0] if near is not None else "0"
        score = float(branch.findtext("setOutcomeValue/baseValue") or 0)
        value = float(branch.findtext("equal/baseValue") or "nan")
        yield Value(value, float(tolerance), score / marks, told.get(f"v{place}", ""))
