"""The question bank: what comes back from each format equals what went in, and nothing right is lost on the way."""

import dataclasses
import functools

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
    assert set(profiles) == set(cartridge.PROFILES.values())
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
