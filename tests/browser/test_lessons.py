"""Every lesson as a student uses it: opened, run, moved by the keyboard, answered, read without a picture."""

import re

import pytest
from playwright.sync_api import expect

from helpers import figures, practice
from helpers.explorers.engine import Explorer
from helpers.illustrations import Illustration
from helpers.practice import widget
from tests import notebooks
from tests.answering import answers, check_verdict, set_fields
from tests.browser.said import check_answer
from tests.browser.shown import ASTRAY, ROWS, cell_texts, of_kind

pytestmark = pytest.mark.browser


def sections(lesson):
    """Yield (explorer made here, its section on the page) for every explorer of the lesson."""
    for entry in of_kind(lesson.path, Explorer):
        yield entry.thing, lesson.cell(entry.cell).locator(".explorer")


# ---------------------------------------------------------------- as stored


def test_stored_it_shows_still_figures_and_the_questions(lesson):
    for entry in of_kind(lesson.path, (Explorer, figures.Figure)):
        stored = lesson.stored[entry.cell]
        picture = entry.thing.figure if isinstance(entry.thing, Explorer) else entry.thing
        assert (stored["pictures"], stored["tables"]) == (1, 1) and picture.description in stored["text"]
        assert ("To move its controls, run this cell" in stored["text"]) == isinstance(entry.thing, Explorer)
    for entry in of_kind(lesson.path, practice.Question):
        for text in (entry.thing.item["stem"], *[option["text"] for option in entry.thing.item["options"]]):
            assert text in lesson.stored[entry.cell]["text"]


def test_cells_of_tables_stand_where_their_headers_do(lesson):
    """That these are left for words and right for numbers, test_tabular shows."""
    assert lesson.page.evaluate(ASTRAY) == []


# ---------------------------------------------------------------- explorers


def test_every_explorer_is_painted_named_and_described(lesson):
    for explorer, section in sections(lesson):
        picture = section.locator(".explorer-figure[data-painted]")
        if isinstance(explorer.figure, Illustration):
            expect(picture.locator("svg.plate")).to_have_attribute("role", re.compile("img|group"))
        else:
            expect(picture).to_have_attribute("role", "img")
        seen = check_answer(section, explorer, explorer.values)
        assert len(seen["label"]) > 40
        for control in explorer.controls:
            assert seen["controls"][control["name"]]["name"].startswith(control["label"])


def test_no_two_things_on_the_page_share_an_id(lesson):
    """A shared id gives a control another one's label, and joins the radio buttons of two questions."""
    page = lesson.page
    ids = page.evaluate("() => [...document.querySelectorAll('.explorer [id], .question [id]')].map((e) => e.id)")
    ids = [name for name in ids if name.startswith(("explorer-", "question-"))]
    assert len(ids) == len(set(ids))
    groups = page.evaluate("""() => [...document.querySelectorAll('.question')]
      .map((q) => [...new Set([...q.querySelectorAll('[type=radio]')].map((r) => r.name))])""")
    names = [name for group in groups for name in group]
    assert len(names) == len(set(names))


def test_the_keyboard_moves_an_explorer_and_not_the_notebook(lesson):
    """The first control of each explorer, by a key that would else lead to another cell.

    tests/test_widgets.py moves all controls by every key, presses every preset and reads every table.
    """
    cells = lesson.page.locator(".jp-Notebook .jp-Cell").count()
    for explorer, section in sections(lesson):
        moved = [control for control in explorer.controls if control["name"] not in explorer.idle(**explorer.values)]
        for control in moved[:1]:
            handle = section.locator(f'[data-name="{control["name"]}"]')
            handle.press("End")
            check_answer(section, explorer, explorer.values | {control["name"]: control["values"][-1]})
            expect(handle).to_be_focused()
    assert lesson.page.locator(".jp-Notebook .jp-Cell").count() == cells, "a key reached the notebook behind"


# ---------------------------------------------------------------- figures


def test_every_figure_can_be_read_as_a_table(lesson):
    for entry in of_kind(lesson.path, figures.Figure):
        cell = lesson.cell(entry.cell)
        expect(cell.locator(".js-plotly-plot .main-svg").first).to_be_attached()
        expect(cell.locator(".figure-description")).to_have_text(entry.thing.description)
        cell.locator("summary").press("Enter")
        expect(cell.locator("details table")).to_be_visible()
        assert cell.locator("details table").evaluate(ROWS) == cell_texts(entry.thing.table)
        headings = cell.locator("details th[scope=col]").all_text_contents()
        assert headings == list(entry.thing.table)


# ---------------------------------------------------------------- practice


def fieldset(lesson, item):
    return lesson.page.locator(f'fieldset.question[data-question="{item.question}"]')


def one_item(lesson):
    """Return an item of the lesson; its kind takes turns from lesson to lesson, so that each is asked in the course."""
    items = [practice.load(entry.thing.item["question"]) for entry in of_kind(lesson.path, practice.Question)]
    kinds = sorted({item.kind for item in items})
    turn = notebooks.lessons().index(lesson.path) % len(kinds)
    return next(item for item in items if item.kind == kinds[turn])


def give(form, item, answer):
    """Enter `answer` by the keyboard and ask for the verdict."""
    if item.kind in ("choice", "prediction"):
        if answer:
            form.locator(f'input[value="{answer}"]').press("Space")
    elif item.kind == "ordering":
        letters = [option["letter"] for option in widget.form(item)["options"]]
        for place, letter in enumerate(answer, start=1):
            form.locator("select").nth(letters.index(letter)).press(str(place))
    elif item.kind == "picture":
        if answer:
            part = next(option.part for option in item.options if option.letter == answer)
            form.locator(f'[data-part="{part}"]').press("Space")
    elif item.kind in ("verdicts", "curve"):
        set_fields(form, item, answer)
    else:
        entry = form.locator("input[type=text], textarea")
        entry.press("ControlOrMeta+a")
        entry.press("Delete")
        if item.kind == "numeric":
            entry.press_sequentially(answer)
            entry.press("Enter")
            return
        form.page.keyboard.insert_text(answer)
    form.locator("button").press("Enter")


def test_an_item_is_answered_wrongly_rightly_and_once_more(lesson):
    item = one_item(lesson)
    form = fieldset(lesson, item)
    for answer in answers(item):
        give(form, item, answer)
        check_verdict(form, item, answer)
    form.locator(".question-feedback").evaluate("(region) => { region.textContent = ''; }")
    form.locator("button").press("Enter")
    check_verdict(form, item, answer)


# ---------------------------------------------------------------- the page as a whole, after all of this


def test_nothing_is_asked_for_outside_this_machine(lesson):
    assert lesson.window.requests
    assert lesson.window.away() == []


def test_the_browser_reports_no_error(lesson):
    assert lesson.window.errors == []
