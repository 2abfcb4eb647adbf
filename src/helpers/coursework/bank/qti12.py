"""The question bank as IMS QTI 1.2, in the form that Canvas (Classic and New Quizzes) and Blackboard import.

One assessment for each lesson. An order is asked as the matching of places and entries, since QTI 1.2 has no order that
both read. A number is recognised by its range, a typical mistake by its own, each with its feedback.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from xml.etree import ElementTree as Xml

from helpers.coursework.bank import markup
from helpers.coursework.bank.entries import Entry, Kind, Option, Value

NAMESPACE = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
PICTURES = "%24IMS-CC-FILEBASE%24/images/"  # by which Canvas calls the files of a package
RESPONSE = "response1"
GENERAL = "general_fb"  # said to everybody
RUBRIC = "rubric"  # for markers: no condition shows it
TYPES: Mapping[Kind, str] = {
    "choice": "multiple_choice_question",
    "several": "multiple_answers_question",
    "number": "numerical_question",
    "order": "matching_question",
    "essay": "essay_question",
}


def write(title: str, entries: Iterable[Entry]) -> str:
    """Return entries as one assessment of QTI 1.2."""
    root = Xml.Element("questestinterop", xmlns=NAMESPACE)
    assessment = Xml.SubElement(root, "assessment", ident=identifier(title), title=title)
    section = Xml.SubElement(assessment, "section", ident="root_section")
    for entry in entries:
        section.append(_item(entry))
    Xml.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + Xml.tostring(root, encoding="unicode") + "\n"


def read(text: str, pictures: Mapping[str, str] = MappingProxyType({})) -> list[Entry]:
    """Return the entries of an assessment that `write` made; `pictures` go from names to the files."""
    root = Xml.fromstring(text.replace(f' xmlns="{NAMESPACE}"', ""))
    return [_entry(item, pictures) for item in root.iter("item")]


def identifier(text: str) -> str:
    """Return a text as an identifier of XML."""
    return "i_" + "".join(character if character.isalnum() else "_" for character in text)


# ---------------------------------------------------------------------------- writing


def _item(entry: Entry) -> Xml.Element:
    item = Xml.Element("item", ident=identifier(entry.name), title=entry.name)
    fields = Xml.SubElement(Xml.SubElement(item, "itemmetadata"), "qtimetadata")
    about = {
        "question_type": TYPES[entry.kind],
        "points_possible": f"{entry.marks:g}",
        "category": " / ".join(entry.category),
    }
    for label, value in about.items():
        field = Xml.SubElement(fields, "qtimetadatafield")
        Xml.SubElement(field, "fieldlabel").text = label
        Xml.SubElement(field, "fieldentry").text = value
    shown = Xml.SubElement(item, "presentation")
    _material(shown, markup.stem(entry, PICTURES), "text/html")
    for response in _responses(entry):
        shown.append(response)
    item.append(_processing(entry))
    for name, told in ((name, told) for name, told in _feedbacks(entry) if told):
        flow = Xml.SubElement(Xml.SubElement(item, "itemfeedback", ident=name), "flow_mat")
        _material(flow, markup.paragraphs(told), "text/html")
    return item


def _responses(entry: Entry) -> Iterator[Xml.Element]:
    """Yield what is filled in or chosen."""
    match entry.kind:
        case "choice" | "several":
            yield _list(RESPONSE, entry.options, "Single" if entry.kind == "choice" else "Multiple")
        case "order":
            for place in range(1, len(entry.options) + 1):
                response = _list(f"response_{place}", entry.options, "Single")
                label = Xml.Element("material")
                Xml.SubElement(label, "mattext", texttype="text/plain").text = str(place)
                response.insert(0, label)
                yield response
        case _:
            response = Xml.Element("response_str", ident=RESPONSE, rcardinality="Single")
            form, order = ({"fibtype": "Decimal"}, {}) if entry.kind == "number" else ({}, {"rshuffle": "No"})
            Xml.SubElement(Xml.SubElement(response, "render_fib", form), "response_label", order, ident="answer1")
            yield response


def _list(name: str, options: Sequence[Option], cardinality: str) -> Xml.Element:
    response = Xml.Element("response_lid", ident=name, rcardinality=cardinality)
    shown = Xml.SubElement(response, "render_choice")
    numbered = list(enumerate(options, start=1))
    if name != RESPONSE:  # shown by their letters, so that the right order stands nowhere on the page
        numbered.sort(key=lambda pair: pair[1].text)
    for place, option in numbered:
        label = Xml.SubElement(shown, "response_label", ident=f"o{place}")
        _material(label, option.text, "text/plain")
    return response


def _processing(entry: Entry) -> Xml.Element:
    processing = Xml.Element("resprocessing")
    outcomes = Xml.SubElement(processing, "outcomes")
    Xml.SubElement(outcomes, "decvar", maxvalue="100", minvalue="0", varname="SCORE", vartype="Decimal")
    if entry.feedback or entry.kind == "essay":  # a processing without a condition is none
        always = _condition(processing, goes_on=True)
        Xml.SubElement(Xml.SubElement(always, "conditionvar"), "other")
        if entry.feedback:
            _tell(always, GENERAL)
    match entry.kind:
        case "choice":
            _process_choice(processing, entry.options)
        case "several":
            _process_several(processing, entry.options)
        case "order":
            _process_order(processing, len(entry.options))
        case "number":
            _process_number(processing, entry.values)
    return processing


def _process_choice(processing: Xml.Element, options: Sequence[Option]) -> None:
    for place, option in enumerate(options, start=1):
        if option.feedback:
            told = _condition(processing, goes_on=True)
            _equal(Xml.SubElement(told, "conditionvar"), RESPONSE, f"o{place}")
            _tell(told, f"o{place}_fb")
    for place, option in enumerate(options, start=1):
        if option.share:
            right = _condition(processing)
            _equal(Xml.SubElement(right, "conditionvar"), RESPONSE, f"o{place}")
            _score(right, 100 * option.share)


def _process_several(processing: Xml.Element, options: Sequence[Option]) -> None:
    right = _condition(processing)
    every = Xml.SubElement(Xml.SubElement(right, "conditionvar"), "and")
    for place, option in enumerate(options, start=1):
        _equal(every if option.share else Xml.SubElement(every, "not"), RESPONSE, f"o{place}")
    _score(right, 100)


def _process_order(processing: Xml.Element, number: int) -> None:
    for place in range(1, number + 1):
        right = _condition(processing)
        _equal(Xml.SubElement(right, "conditionvar"), f"response_{place}", f"o{place}")
        _score(right, 100 / number, "Add")


def _process_number(processing: Xml.Element, values: Sequence[Value]) -> None:
    for place, value in enumerate(values, start=1):
        known = _condition(processing)
        either = Xml.SubElement(Xml.SubElement(known, "conditionvar"), "or")
        _equal(either, RESPONSE, markup.number(value.value))
        within = Xml.SubElement(either, "and")
        for name, end in (("vargte", value.value - value.tolerance), ("varlte", value.value + value.tolerance)):
            Xml.SubElement(within, name, respident=RESPONSE).text = markup.number(end)
        _score(known, 100 * value.share)
        if value.feedback:
            _tell(known, f"v{place}_fb")


def _feedbacks(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield what is said, with its name: to everybody, to who chooses an option, and to who meets a number."""
    yield GENERAL, entry.feedback
    yield RUBRIC, "\n\n".join(entry.rubric)
    yield from ((f"o{place}_fb", option.feedback) for place, option in enumerate(entry.options, start=1))
    yield from ((f"v{place}_fb", value.feedback) for place, value in enumerate(entry.values, start=1))


def _condition(processing: Xml.Element, goes_on: bool = False) -> Xml.Element:
    return Xml.SubElement(processing, "respcondition", {"continue": "Yes" if goes_on else "No"})


def _equal(parent: Xml.Element, response: str, value: str) -> None:
    Xml.SubElement(parent, "varequal", respident=response).text = value


def _score(condition: Xml.Element, percent: float, action: str = "Set") -> None:
    Xml.SubElement(condition, "setvar", action=action, varname="SCORE").text = f"{percent:.5g}"


def _tell(condition: Xml.Element, name: str) -> None:
    Xml.SubElement(condition, "displayfeedback", feedbacktype="Response", linkrefid=name)


def _material(parent: Xml.Element, text: str, form: str) -> None:
    Xml.SubElement(Xml.SubElement(parent, "material"), "mattext", texttype=form).text = text


# ---------------------------------------------------------------------------- reading


def _entry(item: Xml.Element, pictures: Mapping[str, str]) -> Entry:
    about = {
        field.findtext("fieldlabel"): field.findtext("fieldentry") or "" for field in item.iter("qtimetadatafield")
    }
    kinds: dict[str, Kind] = {name: kind for kind, name in TYPES.items()}
    kind = kinds[about["question_type"]]
    asked = item.findtext("presentation/material/mattext") or ""
    told = {one.get("ident"): markup.text_of(one.findtext(".//mattext") or "") for one in item.iter("itemfeedback")}
    rubric = told.get(RUBRIC, "")
    return Entry(
        name=item.get("title", ""),
        category=tuple(about["category"].split(" / ")),
        kind=kind,
        stem=markup.text_of(asked),
        marks=float(about["points_possible"]),
        options=tuple(_read_options(item, kind, told)),
        values=tuple(_read_values(item, told)) if kind == "number" else (),
        unit=markup.unit_of(asked),
        feedback=told.get(GENERAL, ""),
        rubric=tuple(rubric.split("\n\n")) if rubric else (),
        picture=markup.picture_of(asked, pictures),
    )


def _read_options(item: Xml.Element, kind: Kind, told: Mapping[str | None, str]) -> Iterator[Option]:
    right = {
        equal.text
        for condition in item.iter("respcondition")
        if condition.find("setvar") is not None
        for equal in [*condition.findall("conditionvar/varequal"), *condition.findall("conditionvar/and/varequal")]
    }
    labels = item.findall("presentation/response_lid[1]/render_choice/response_label")
    for label in sorted(labels, key=lambda label: int(label.get("ident", "o0")[1:])):
        name = label.get("ident", "")
        share = 1.0 if kind == "order" else float(name in right)
        yield Option(label.findtext("material/mattext") or "", share, told.get(f"{name}_fb", ""))


def _read_values(item: Xml.Element, told: Mapping[str | None, str]) -> Iterator[Value]:
    known = (condition for condition in item.iter("respcondition") if condition.find("conditionvar/or") is not None)
    for place, condition in enumerate(known, start=1):
        value = float(condition.findtext("conditionvar/or/varequal") or "nan")
        high = float(condition.findtext(".//varlte") or "nan")
        share = float(condition.findtext("setvar") or 0) / 100
        yield Value(value, float(f"{high - value:.3g}"), share, told.get(f"v{place}_fb", ""))
