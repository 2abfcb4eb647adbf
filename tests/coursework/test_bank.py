"""The question bank: what comes back from each format equals what went in, and nothing right is lost on the way."""

import dataclasses
import functools
import io
import zipfile

import pytest

from helpers.coursework import items
from helpers.coursework.__main__ import main
from helpers.coursework.bank import cartridge, collected, files, gift, moodle, packages, qti12, qti21
from helpers.coursework.bank.entries import Entry, Option
from helpers.practice import items as practice
from tests.notebooks import ROOT

VARIANTS = 3
ODD = Entry(
    "odd", ("Practice", "A/B: {x}", "o.1"), "choice", "Is ~1 = 2 # {3} : \\n?\n\nA <b> & \"c\" -> d\nnext line", 2.0,
    (Option("= ~ # { } : \\ %50% ->", 1.0, "#=~"), Option("<p>&amp;</p>", 0.0, "a: b")), feedback="#### {x}",
)  # fmt: skip


@functools.cache
def bank():
    return (*collected.practice_entries(), *collected.coursework_entries(VARIANTS), ODD)


def test_every_item_is_in_the_bank():
    names = {entry.name for entry in bank()}
    assert len([e for e in bank() if e.category[0] == collected.PRACTICE]) == len(practice._items()) + 1
    pooled = {entry.name.rpartition("-")[0] for entry in bank() if entry.category[0] == collected.COURSEWORK}
    assert pooled == set(items.load())
    assert len(names) == len(bank())


def test_variants_differ_and_are_the_same_again():
    again = [*collected.coursework_entries(VARIANTS)]
    assert again == [entry for entry in bank() if entry.category[0] == collected.COURSEWORK]
    asked = [(entry.stem, entry.options, entry.picture and entry.picture.svg) for entry in again]
    assert len(set(asked)) == len(asked) > 2 * len(items.load())


def test_what_is_right_in_the_bank_is_right_in_the_course():
    """Each right number lies within its tolerance and no recognised mistake does; each choice has one right option."""
    for entry in bank():
        if entry.kind == "number":
            right, *wrong = entry.values
            assert right.share == 1 and right.tolerance >= 0
            assert not [value for value in wrong if abs(value.value - right.value) <= right.tolerance], entry.name
        if entry.kind == "choice" and entry.category[0] == collected.COURSEWORK:
            assert [option.share for option in entry.options].count(1.0) == 1, entry.name
        if entry.kind in ("several", "order"):
            assert sum(option.share for option in entry.options) >= 1
        assert entry.kind != "essay" or entry.rubric
        assert "{" not in entry.stem or entry is ODD, entry.name


def test_the_command_writes_every_format(tmp_path, capsys):
    assert main(["bank", str(tmp_path / "bank"), "--variants", "1"]) == 0
    told = capsys.readouterr().out
    assert all(str(tmp_path / "bank" / name) in told and (tmp_path / "bank" / name).is_file() for name in files.MADE)
    assert main(["bank", str(tmp_path), "--variants", "0"]) == 1
    assert "One variant of each item is the least" in capsys.readouterr().err


def test_moodle_xml_comes_back():
    assert moodle.read(moodle.write(bank())) == list(bank())


def test_gift_comes_back_but_for_marks_rubrics_and_pictures():
    known = [dataclasses.replace(entry, marks=1.0, rubric=()) for entry in bank() if not entry.picture]
    assert gift.read(gift.write(bank())) == known


def test_qti_1_2_comes_back_lesson_by_lesson():
    package = packages.qti12_package(bank())
    found, pictures = packages.files_of(package), packages.pictures_of(package)
    read = [entry for text in found.values() for entry in qti12.read(text, pictures)]
    assert sorted(read, key=str) == sorted(bank(), key=str)
    assert len(found) == len({entry.category[:2] for entry in bank()})


def test_qti_2_1_comes_back_item_by_item():
    package = packages.qti21_package(bank())
    pictures = packages.pictures_of(package)
    assert [qti21.read(text, pictures) for text in packages.files_of(package).values()] == list(bank())


def test_a_cartridge_holds_what_its_profile_knows_and_links_to_the_lessons():
    found = packages.files_of(cartridge.write(bank(), "https://example.org/course/"))
    quizzes = [text for name, text in found.items() if not name.startswith("links/")]
    items = [item for text in quizzes for item in moodle.Xml.fromstring(text).iter(f"{{{qti12.NAMESPACE}}}item")]
    assert len(items) == sum(entry.kind in cartridge.PROFILES for entry in bank())
    profiles = [item.findtext(f".//{{{qti12.NAMESPACE}}}fieldentry") for item in items]
    assert set(profiles) == {*cartridge.PROFILES.values(), cartridge.TWO_OPTIONS}
    links = [text for name, text in found.items() if name.startswith("links/")]
    pages = {path.stem for path in (ROOT / "notebooks").glob("[0-9][0-9]_*.ipynb")}
    linked = {moodle.Xml.fromstring(text)[1].get("href").removeprefix("https://example.org/course/") for text in links}
    assert linked and linked <= {f"{page}.html" for page in pages}
    assert not [name for name in packages.files_of(cartridge.write(bank())) if name.startswith("links/")]


def test_each_item_with_a_figure_shows_it_with_its_words_and_not_the_answer():
    shown = [entry for entry in bank() if entry.picture]
    pictures = {item.question for item in practice._items().values() if item.kind == "picture"}
    assert {e.name if e.name in pictures else e.name.rpartition("-")[0] for e in shown} == pictures | {
        name for name, item in items.load().items() if item.functions.figure
    }
    for entry in shown:
        assert entry.picture.svg.startswith("<svg ") and len(entry.picture.svg) < 20_000 and entry.picture.told
        moodle.Xml.fromstring(entry.picture.svg)
        assert entry.name in pictures or "cell" not in entry.stem.split()[:8]
    assert len({entry.picture.svg for entry in shown}) == len(shown)


def test_the_right_order_stands_in_no_platforms_page():
    orders = [entry for entry in bank() if entry.kind == "order"]
    for entry in orders:
        right = [option.text for option in entry.options]
        shown = [
            choice.text for choice in moodle.Xml.fromstring(qti21.write(entry)).iter() if "simpleChoice" in choice.tag
        ]
        assert sorted(right) == shown


def test_a_package_is_the_same_each_time():
    assert packages.qti21_package([ODD]) == packages.qti21_package([ODD])


@pytest.mark.parametrize("kind", ["choice", "several", "number", "order", "essay"])
def test_fractions_are_those_that_moodle_knows(kind):
    known = {100, 90, 83.33333, 80, 75, 70, 66.66667, 60, 50, 40, 33.33333, 30, 25, 20, 16.66667, 14.28571, 12.5, 0}
    for question in moodle.Xml.fromstring(moodle.write(entry for entry in bank() if entry.kind == kind)):
        for answer in question.findall("answer"):
            fraction = abs(float(answer.get("fraction")))
            assert kind == "order" or any(abs(fraction - one) < 1e-4 for one in known), question.findtext("name/text")


# What the schema of questions in a cartridge allows, from ccv1p1_qtiasiv1p2p1_v1p0.xsd of IMS Global, as read there.
INSIDE = {
    "questestinterop": "assessment", "assessment": "qtimetadata section", "section": "item",
    "item": "itemmetadata presentation resprocessing itemfeedback",
    "presentation": "material response_lid response_str",
    "resprocessing": "outcomes respcondition", "outcomes": "decvar",
    "respcondition": "conditionvar setvar displayfeedback", "conditionvar": "and other varequal varsubstring",
    "and": "not varequal", "not": "varequal", "itemfeedback": "flow_mat solution", "solution": "solutionmaterial",
    "solutionmaterial": "flow_mat", "flow_mat": "material", "material": "mattext", "response_lid": "render_choice",
    "response_str": "render_fib", "render_choice": "response_label", "render_fib": "response_label",
    "response_label": "material", "itemmetadata": "qtimetadata", "qtimetadata": "qtimetadatafield",
    "qtimetadatafield": "fieldlabel fieldentry",
}  # fmt: skip
IN_ORDER = {"item", "assessment", "respcondition", "resprocessing", "qtimetadatafield"}  # elsewhere any order is right
NEEDED = {"resprocessing": "respcondition", "outcomes": "decvar", "respcondition": "conditionvar", "section": "item",
          "itemmetadata": "qtimetadata", "itemfeedback": "*", "conditionvar": "*", "and": "*"}  # fmt: skip


def cartridge_items():
    """Return each question of the cartridge beside its entry, without namespaces."""
    found = packages.files_of(cartridge.write(bank()))
    text = [text.replace(f' xmlns="{qti12.NAMESPACE}"', "") for text in found.values()]
    entries = {entry.name: entry for entry in bank()}
    return [(item, entries[item.get("title")]) for one in text for item in moodle.Xml.fromstring(one).iter("item")]


def test_a_cartridge_holds_only_what_its_schema_allows():
    for text in packages.files_of(cartridge.write(bank())).values():
        for one in moodle.Xml.fromstring(text.replace(f' xmlns="{qti12.NAMESPACE}"', "")).iter():
            allowed = INSIDE.get(one.tag, "").split()
            assert {child.tag for child in one} <= {*allowed}, one.tag
            assert one.tag not in NEEDED or one.find(NEEDED[one.tag]) is not None, one.tag
            places = [allowed.index(child.tag) for child in one]
            assert one.tag not in IN_ORDER or places == sorted(places), one.tag
            assert one.get("action", "Set") == "Set"


def test_a_cartridge_says_of_each_question_what_its_profile_asks_for():
    for item, entry in cartridge_items():
        about = {one.findtext("fieldlabel"): one.findtext("fieldentry") for one in item.iter("qtimetadatafield")}
        assert about.get("cc_weighting") == f"{entry.marks:g}"
        assert (about.get("qmd_computerscored") == "No") == (entry.kind == "essay")
        labels = len(item.findall("presentation/response_lid/render_choice/response_label"))
        least = {"cc.multiple_choice.v0p1": 3, "cc.multiple_response.v0p1": 2, "cc.true_false.v0p1": 2}
        assert labels >= least.get(about["cc_profile"], 0) and (about["cc_profile"] in least) == (labels > 0)
        assert about["cc_profile"] != "cc.true_false.v0p1" or labels == 2
        shown = {one.get("linkrefid") for one in item.iter("displayfeedback")}
        said = {one.get("ident") for one in item.findall("itemfeedback") if one.find("flow_mat") is not None}
        assert shown == said and (item.find("itemfeedback/solution") is not None) == bool(entry.rubric)


def test_a_cartridge_brings_the_pictures_that_its_questions_show():
    package = cartridge.write(bank(), "https://example.org")
    shown = {entry.picture.name: entry.picture.svg for entry in bank() if entry.picture and entry.kind == "choice"}
    assert shown and packages.pictures_of(package) == shown
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        manifest = moodle.Xml.fromstring(opened.read(packages.MANIFEST))
    listed = {one.get("identifier"): one for one in manifest.iter(f"{{{cartridge.NAMESPACE}}}resource")}
    needed = [one.get("identifierref") for one in manifest.iter(f"{{{cartridge.NAMESPACE}}}dependency")]
    assert {listed[name].get("href") for name in needed} == {f"images/{name}" for name in shown}
    assert {listed[name].get("type") for name in needed} == {"webcontent"}
    items = [one.get("identifierref") for one in manifest.iter(f"{{{cartridge.NAMESPACE}}}item")][1:]
    assert {*items} == {*listed} - {*needed}


def test_every_question_of_qti_1_2_has_a_processing_with_a_condition():
    for text in packages.files_of(packages.qti12_package(bank())).values():
        for one in moodle.Xml.fromstring(text).iter(f"{{{qti12.NAMESPACE}}}resprocessing"):
            assert len(one) > 1
