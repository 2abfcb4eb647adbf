"""The HTML edition keeps answers and notes as JupyterLab does; a file that is none takes nothing away."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from helpers import practice, scripts
from helpers.practice import kept
from tests import notebooks
from tests.answering import ASKED, DRAFT, EXPLAINED, NOTE, assert_there, drag, filled, form_of, save, work
from tests.site.conftest import open_page

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("one_storage")]


def read_on(browser, path):
    """Open the file `path` as a reader who has answered nothing yet and goes on in the same tab.

    Chromium gives another tab its own copy of localStorage, and one that is opened at the same moment can keep an
    older copy: what is asked for here is what the pages keep, not how fast the tabs of a browser agree.
    """
    page = browser.new_page()
    page.goto(path.with_name("404.html").as_uri())  # a page without figures: what is kept is that of all files
    page.evaluate("localStorage.clear()")
    page.goto(path.as_uri())
    return page


def drag_an_order(page):
    """An order is given by dragging alone, with the mouse and with a finger; a click on a handle gives none."""
    item = next(item for item in ASKED if item.kind == "ordering")
    form, rows = form_of(page, item), "(rows) => rows.map((row) => row.dataset.letter)"
    first, *rest, last = form.locator("[data-letter]").evaluate_all(rows)
    form.locator(".question-handle").first.click()
    assert filled(form, item) == []
    drag(form, last, first)
    assert filled(form, item) == [last, first, *rest]
    text = form.locator(f'[data-letter="{last}"] .question-option span').text_content()
    expect(form.locator(".question-moved")).to_have_text(f'"{text}" is at place 1 of {len(rest) + 2} now.')
    drag(form, last, rest[-1], finger=True)
    assert filled(form, item) == [first, *rest, last]
    form.locator("select").first.select_option("2")  # a number by hand: two rows have it
    form.locator("select").nth(1).select_option("1")
    drag(form, last, last, finger=True)
    assert filled(form, item) == form.locator("[data-letter]").evaluate_all(rows) == [rest[0], first, *rest[1:], last]


def test_the_html_edition_keeps_work_too_and_shares_the_file(edition, browser, tmp_path):
    page = read_on(browser, edition / notebooks.page_of("messengers"))
    drag_an_order(page)
    work(page)
    assert_there(page)
    save(page, tmp_path)
    # Laid beside the notebooks, the saved file is what a kernel keeps there; and what a kernel keeps can be restored.
    beside = kept.read(tmp_path)
    assert beside["problem"] == "" and set(beside["entries"]["answers"]) >= {item.question for item in ASKED}
    assert beside["entries"]["notes"]["messengers"]["value"] == NOTE
    (tmp_path / "notebooks").mkdir()
    assert kept.merge(beside["entries"], tmp_path / "notebooks") == ""
    saved = tmp_path / "notebooks" / kept.FILE
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Erase my work in this browser").press("Enter")
    expect(page.locator(".work-said")).to_have_text("Erased.")
    assert filled(form_of(page, EXPLAINED), EXPLAINED) == ""
    page.get_by_label("Restore my work from a file").set_input_files(saved)
    expect(page.locator(".work-said")).to_contain_text("Restored: ")
    assert_there(page)
    page.goto((edition / notebooks.page_of("start-here")).as_uri())
    expect(page.locator(".work")).to_contain_text(f"01 Messengers ({len(ASKED)} of")
    expect(page.locator(".work")).to_contain_text(NOTE)
    page.close()


COURSE = {"course": "Interleukins: from messenger to medicine"}


@pytest.fixture(scope="module")
def messengers(edition, browser):
    shown = open_page(browser, edition / notebooks.page_of("messengers"))
    yield shown
    shown.leave()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "This is not a file of this course."),
        ("{", "This is not a file of this course."),
        ("null", "This is not a file of this course."),
        ('{"cells": []}', "This is not a file of this course."),
        (json.dumps(COURSE), "Restored: 0 answers and 0 notes."),
        (
            json.dumps(COURSE | {"answers": {EXPLAINED.question: 7}, "notes": {"messengers": ["x"]}}),
            "Restored: 0 answers",
        ),
        (json.dumps(COURSE | {"notes": {"messengers": "From the file."}}), "Restored: 0 answers and 1 note."),
    ],
)
def test_a_file_that_cannot_be_restored_takes_nothing_away(messengers, content, said):
    page = messengers.page
    page.get_by_label("My notes on this lesson").fill("Mine.")
    form_of(page, EXPLAINED).locator("textarea").fill(DRAFT)
    page.locator(".work-said").evaluate("(region) => { region.textContent = ''; }")
    page.get_by_label("Restore my work from a file").set_input_files(
        {"name": "work.json", "mimeType": "application/json", "buffer": content.encode()}
    )
    expect(page.locator(".work-said")).to_contain_text(said)
    assert page.get_by_label("My notes on this lesson").input_value().startswith("Mine.")
    assert ("From the file." in page.get_by_label("My notes on this lesson").input_value()) == ("From" in content)
    assert filled(form_of(page, EXPLAINED), EXPLAINED) == DRAFT
    assert messengers.errors == []


OF_THE_FIRST_EDITION = {
    "answers": {"01-01": {"answer": "b", "status": "wrong"}, "12-22": {"answer": "My words.", "status": "open"}},
    "notes": {"01": "Early."},
}


def restore(page: Page, content: dict) -> None:
    page.get_by_label("Restore my work from a file").set_input_files(
        {"name": "work.json", "mimeType": "application/json", "buffer": json.dumps(COURSE | content).encode()}
    )


def test_a_file_of_the_first_edition_finds_its_questions(edition, browser, tmp_path):
    shown = open_page(browser, edition / notebooks.page_of("messengers"))
    page = shown.page
    page.get_by_label("My notes on this lesson").fill("Mine.")
    restore(page, OF_THE_FIRST_EDITION)
    expect(page.locator(".work-said")).to_have_text("Restored: 2 answers and 1 note.")
    assert filled(form_of(page, practice.load("messengers-01")), practice.load("messengers-01")) == "b"
    assert page.get_by_label("My notes on this lesson").input_value() == "Mine.\n\nEarly."
    written = json.loads(save(page, tmp_path).read_text(encoding="utf-8"))
    assert set(written["answers"]) == {"messengers-01", "check-the-lecture-22"} and set(written["notes"]) == {
        "messengers"
    }
    assert shown.errors == []
    shown.leave()


def test_what_no_question_of_this_edition_asked_is_kept_and_told(edition, browser, tmp_path):
    shown = open_page(browser, edition / notebooks.page_of("messengers"))
    page = shown.page
    strange = {"answers": {"04-99": {"answer": "a", "status": "right"}}, "notes": {"dreams": "Kept."}}
    restore(page, strange)
    expect(page.locator(".work-said")).to_contain_text(
        "2 of them belong to questions or lessons that this edition does"
    )
    written = json.loads(save(page, tmp_path).read_text(encoding="utf-8"))
    assert written["answers"]["balance-99"]["answer"] == "a" and written["notes"] == {"dreams": "Kept."}
    shown.leave()


def test_a_browser_that_kept_work_of_the_first_edition_goes_on_with_it(edition, browser):
    page = read_on(browser, edition / notebooks.page_of("messengers"))
    entries = {f"interleukins-course answer {key}": value for key, value in OF_THE_FIRST_EDITION["answers"].items()}
    entries |= {"interleukins-course note 01": "Early.", "interleukins-course note messengers": "Mine."}
    entries |= {"interleukins-course answer messengers-03": {"answer": "a", "status": "right"}}
    entries |= {"interleukins-course answer 01-03": {"answer": "b", "status": "wrong"}}
    page.evaluate(
        "(all) => { for (const [k, v] of Object.entries(all)) localStorage.setItem(k, JSON.stringify(v)) }", entries
    )
    page.reload()
    assert filled(form_of(page, practice.load("messengers-01")), practice.load("messengers-01")) == "b"
    assert filled(form_of(page, practice.load("messengers-03")), practice.load("messengers-03")) == "a"  # the newer one
    assert page.get_by_label("My notes on this lesson").input_value() == "Mine.\n\nEarly."
    names = page.evaluate("Object.keys(localStorage)")
    assert "interleukins-course answer check-the-lecture-22" in names
    assert not [name for name in names if re.search(r" \d\d(-\d\d)?$", name)]
    page.evaluate("localStorage.clear()")
    page.close()


def test_a_browser_that_keeps_nothing_says_so(edition, browser):
    shown = open_page(browser, edition / "index.html")
    page = shown.page
    page.add_init_script("Object.defineProperty(globalThis, 'localStorage', { get() { throw new Error('denied'); } })")
    page.goto((edition / notebooks.page_of("messengers")).as_uri())
    expect(page.locator(".work")).to_contain_text("This browser keeps nothing more when the page is closed")
    work(page)
    assert_there(page)
    page.close()


def test_a_browser_whose_space_is_used_up_says_so_and_loses_nothing(edition, browser, tmp_path):
    shown = open_page(browser, edition / notebooks.page_of("messengers"))
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
    page.evaluate("localStorage.clear()")
    shown.leave()


def test_an_answer_that_was_cleared_does_not_come_back(edition, browser):
    page = read_on(browser, edition / notebooks.page_of("messengers"))
    for typed in (DRAFT, ""):
        form_of(page, EXPLAINED).locator("textarea").fill(typed)
        page.reload()
        assert filled(form_of(page, EXPLAINED), EXPLAINED) == typed
    page.close()


def test_two_people_of_one_hub_never_see_each_others_work(edition, browser):
    """The keys of storage hold the address of a reader's own server; what stands under none is nobody else's."""
    page = read_on(browser, edition / notebooks.page_of("messengers"))
    seen = page.evaluate(
        """(script) => {
          const as = (address) => {
            document.getElementById("jupyter-config-data")?.remove();
            const config = { type: "application/json", id: "jupyter-config-data" };
            config.textContent = JSON.stringify({ baseUrl: address });
            document.head.append(Object.assign(document.createElement("script"), config));
            return new Function(`${script}; return work;`)();
          };
          const seen = {};
          for (const who of ["/", "/user/ann/", "/user/bo/"]) as(who).set("note", "messengers", `of ${who}`);
          as("/user/bo/").erase();
          for (const who of ["/", "/user/ann/", "/user/bo/"]) seen[who] = as(who).get("note", "messengers") ?? null;
          return seen;
        }""",
        scripts.shared(),
    )
    assert seen == {"/": "of /", "/user/ann/": "of /user/ann/", "/user/bo/": None}
    page.evaluate("localStorage.clear()")
    page.close()
