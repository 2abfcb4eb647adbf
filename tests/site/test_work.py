"""The HTML edition keeps answers and notes as JupyterLab does; a file that is none takes nothing away."""

import json

import pytest
from playwright.sync_api import expect

from tests.answering import ASKED, DRAFT, EXPLAINED, NOTE, assert_there, filled, form_of, save, work
from tests.site.conftest import open_page

pytestmark = pytest.mark.browser


def test_the_html_edition_keeps_work_too_and_shares_the_file(edition, browser, tmp_path):
    shown = open_page(browser, edition / "01_messengers.html")
    work(shown.page)
    assert_there(shown.page)
    saved = save(shown.page, tmp_path)
    erased = shown.page
    erased.on("dialog", lambda dialog: dialog.accept())
    erased.get_by_role("button", name="Erase my work in this browser").press("Enter")
    expect(erased.locator(".work-said")).to_have_text("Erased.")
    assert filled(form_of(erased, EXPLAINED), EXPLAINED) == ""
    erased.get_by_label("Restore my work from a file").set_input_files(saved)
    expect(erased.locator(".work-said")).to_contain_text("Restored: ")
    assert_there(erased)
    start = browser.new_page()
    start.goto((edition / "00_start_here.html").as_uri())
    expect(start.locator(".work")).to_contain_text(f"01 Messengers ({len(ASKED)} of")
    expect(start.locator(".work")).to_contain_text(NOTE)
    start.close()
    shown.page.close()


COURSE = {"course": "Interleukins: from messenger to medicine"}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "This is not a file of this course."),
        ("{", "This is not a file of this course."),
        ("null", "This is not a file of this course."),
        ('{"cells": []}', "This is not a file of this course."),
        (json.dumps(COURSE), "Restored: 0 answers and 0 notes."),
        (json.dumps(COURSE | {"answers": {EXPLAINED.question: 7}, "notes": {"01": ["x"]}}), "Restored: 0 answers"),
        (json.dumps(COURSE | {"notes": {"01": "From the file."}}), "Restored: 0 answers and 1 note."),
    ],
)
def test_a_file_that_cannot_be_restored_takes_nothing_away(edition, browser, content, said):
    shown = open_page(browser, edition / "01_messengers.html")
    page = shown.page
    page.get_by_label("My notes on this lesson").fill("Mine.")
    form_of(page, EXPLAINED).locator("textarea").fill(DRAFT)
    page.get_by_label("Restore my work from a file").set_input_files(
        {"name": "work.json", "mimeType": "application/json", "buffer": content.encode()}
    )
    expect(page.locator(".work-said")).to_contain_text(said)
    assert page.get_by_label("My notes on this lesson").input_value().startswith("Mine.")
    assert ("From the file." in page.get_by_label("My notes on this lesson").input_value()) == ("From" in content)
    assert filled(form_of(page, EXPLAINED), EXPLAINED) == DRAFT
    assert shown.errors == []
    page.close()


def test_a_browser_that_keeps_nothing_says_so(edition, browser):
    shown = open_page(browser, edition / "index.html")
    page = shown.page
    page.add_init_script("Object.defineProperty(globalThis, 'localStorage', { get() { throw new Error('denied'); } })")
    page.goto((edition / "01_messengers.html").as_uri())
    expect(page.locator(".work")).to_contain_text("This browser keeps nothing more when the page is closed")
    work(page)
    assert_there(page)
    page.close()


def test_a_browser_whose_space_is_used_up_says_so_and_loses_nothing(edition, browser, tmp_path):
    shown = open_page(browser, edition / "01_messengers.html")
    page = shown.page
    page.get_by_label("My notes on this lesson").fill("Early.")
    expect(page.locator(".work")).to_contain_text("This browser keeps your answers and notes")
    page.evaluate(
        """() => { for (let size = 1 << 22; size >= 1; size >>= 1)
             try { localStorage.setItem(`other ${size}`, "x".repeat(size)) } catch {} }"""
    )
    work(page)
    expect(page.locator(".work")).to_contain_text("This browser keeps nothing more when the page is closed")
    assert_there(page)
    saved = save(page, tmp_path)
    page.reload()  # as a new reader
    page.get_by_label("Restore my work from a file").set_input_files(saved)
    expect(page.locator(".work-said")).to_contain_text("Restored: ")
    assert_there(page)
    assert shown.errors == []
    page.close()


def test_an_answer_that_was_cleared_does_not_come_back(edition, browser):
    shown = open_page(browser, edition / "01_messengers.html")
    text = form_of(shown.page, EXPLAINED).locator("textarea")
    for typed in (DRAFT, ""):
        text.fill(typed)
        later = browser.new_page()
        later.goto((edition / "01_messengers.html").as_uri())
        assert filled(form_of(later, EXPLAINED), EXPLAINED) == typed
        later.close()
    shown.page.close()
