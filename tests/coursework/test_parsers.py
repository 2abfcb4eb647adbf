"""Other people's parsers read the question bank: what they find is what went in.

`moodle_xml_parser` reads the choices of Moodle XML; `qti_convert` reads QTI 2.1 and writes 3.0, which
`citolab_qti_json_schema_converters` reads into items; `onyx2moodle` reads QTI 2.1 by itself. Nothing of ours reads
here.
"""

import html
import io
import re
import zipfile

import pytest
from citolab_qti_json_schema_converters import convert_qti_item_xml_to_exam_item, convert_qti_zip_to_exam_document
from moodle_xml_parser.parser import parse_string
from onyx2moodle.parser import parse_item
from qti_convert import upgrade_package, upgrade_qti2_to_qti3

from helpers.coursework.bank import markup, moodle, packages, qti21
from helpers.coursework.bank.qti12 import identifier
from tests.coursework.test_bank import ODD, bank

INTERACTIONS = {"choice": "choice", "several": "choice", "number": "text_entry", "order": "order",
                "essay": "extended_text"}  # fmt: skip


KINDS = {"choice": "choice", "several": "choice", "number": "textEntry", "essay": "extendedText"}


def close(text):
    return re.sub(r"[\\\s]+", "", text)  # the parsers differ in spaces, and in what they escape


def plain(text):
    return close(html.unescape(text))


@pytest.fixture(scope="module")
def choices():
    """The choices of the bank as the parser of Moodle XML reads them, by name."""
    return {found.name: found for found in parse_string(moodle.write(bank()))["multichoice"]}


def test_moodle_xml_holds_every_choice_with_its_marks_and_feedback(choices):
    entries = [entry for entry in bank() if entry.kind in ("choice", "several")]
    assert choices.keys() == {entry.name for entry in entries}
    for entry in entries:
        found = choices[entry.name]
        assert found.text_pre_parse == html.unescape(markup.stem(entry, moodle.PICTURES))  # it unescapes once
        assert (found.default_grade, found.single) == (entry.marks, entry.kind == "choice")
        for option, shown in zip(entry.options, found.options, strict=True):
            assert close(shown.answer) == close(html.unescape(markup.paragraphs(option.text)))
            assert close(shown.feedback) == close(html.unescape(markup.paragraphs(option.feedback)))
            assert (shown.score_fraction > 0) == (option.share > 0)
        if entry.kind == "several":
            assert sum(max(option.score_fraction, 0) for option in found.options) == pytest.approx(100, abs=0.001)


def same(found, entry):
    """Compare an item as the parser read it with an entry of the bank."""
    assert (found.item_identifier, found.max_score) == (identifier(entry.name), entry.marks)
    assert found.interaction_type.value == INTERACTIONS[entry.kind]
    assert plain(found.question).startswith(plain(entry.stem))
    if entry.kind == "number":
        assert float(found.answer) == entry.values[0].value
    elif entry.kind == "essay":
        assert plain(found.correction) == plain("".join(entry.rubric))
    else:
        texts = {option.id: option.value for option in found.question_options}
        right = [option.text for option in entry.options if option.share]
        told = [plain(texts[name]) for name in found.answer.split("#") if name]
        assert sorted(map(plain, texts.values())) == sorted(plain(option.text) for option in entry.options)
        assert told == [*map(plain, right)] or (entry.kind == "choice" and len(right) != 1)


def test_qti_2_1_holds_every_item_as_another_parser_reads_it():
    for entry in bank():
        if entry is not ODD:  # its markup is escaped in HTML, and unescaped by the parser
            same(convert_qti_item_xml_to_exam_item(upgrade_qti2_to_qti3(qti21.write(entry))), entry)


def test_the_package_of_qti_2_1_is_read_as_a_whole(tmp_path):
    few = [next(entry for entry in bank() if entry.kind == kind) for kind in INTERACTIONS]
    (tmp_path / "two.zip").write_bytes(packages.qti21_package(few))
    upgrade_package(tmp_path / "two.zip", tmp_path / "three.zip")
    items = convert_qti_zip_to_exam_document(str(tmp_path / "three.zip")).items
    for found, entry in zip(items, few, strict=True):
        same(found, entry)
    with zipfile.ZipFile(io.BytesIO((tmp_path / "three.zip").read_bytes())) as package:
        assert package.testzip() is None


def told(entry):
    """Return what is said of an entry, by the name of the feedback."""
    said = {"general": entry.feedback}
    said |= {f"o{place}": option.feedback for place, option in enumerate(entry.options, start=1)}
    said |= {f"v{place}": value.feedback for place, value in enumerate(entry.values, start=1)}
    return {name: plain(markup.paragraphs(text)) for name, text in said.items() if text}


@pytest.mark.parametrize("kind", INTERACTIONS)
def test_qti_2_1_is_read_by_a_third_with_what_is_right_and_each_feedback(kind, tmp_path):
    entries = [entry for entry in bank() if entry.kind == kind and entry is not ODD]
    assert entries
    for entry in entries:
        (tmp_path / "item.xml").write_text(qti21.write(entry), encoding="utf-8")
        found = parse_item(tmp_path / "item.xml")
        answered, names = found.response_decls["RESPONSE"], [f"o{place + 1}" for place in range(len(entry.options))]
        assert (found.title, found.identifier) == (entry.name, identifier(entry.name))
        assert {one.identifier: plain(one.html) for one in found.feedback} == {
            name: plain(text) for name, text in told(entry).items()
        }
        if kind in KINDS:  # it has no class for orders
            (asked,) = found.interactions
            assert asked.kind == KINDS[kind]
            assert [plain(choice.html) for choice in asked.choices] == [plain(option.text) for option in entry.options]
        if kind == "number":
            assert [float(value) for value in answered.correct_values] == [entry.values[0].value]
        elif kind == "choice":
            shares = [entry.marks * option.share for option in entry.options]
            assert answered.mapping == dict(zip(names, shares, strict=True))
        else:
            right = [name for name, option in zip(names, entry.options, strict=True) if option.share]
            assert (answered.correct_values, answered.cardinality) == (right, qti21.ANSWERED[kind][0])
