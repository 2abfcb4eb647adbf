"""Every lesson as a student uses it: opened, run, moved by the keyboard, answered, read without a picture."""

import re

import pytest
from playwright.sync_api import expect

from helpers import figures, practice
from helpers.explorers.engine import Explorer
from helpers.illustrations import Illustration
from helpers.practice import widget
from tests.answering import answers, check_verdict
from tests.browser.said import SAID, check_answer
from tests.browser.shown import ASTRAY, cell_texts, of_kind

pytestmark = pytest.mark.browser

ROWS = "(table) => [...table.tBodies[0].rows].map((row) => [...row.cells].map((cell) => cell.textContent))"


def sections(lesson):
    """Yield (explorer made here, its section on the page) for every explorer of the lesson."""
    for entry in of_kind(lesson.path, Explorer):
        yield entry.thing, lesson.cell(entry.cell).locator(".explorer")


# ---------------------------------------------------------------- as stored


def test_stored_it_shows_still_figures_and_the_questions(lesson):
    for entry in of_kind(lesson.path, (Explorer, figures.Figure)):
        stored = lesson.stored[entry.cell]
        if isinstance(entry.thing, Explorer) and isinstance(entry.thing.figure, Illustration):
            # JupyterLab shows a drawing of a notebook that it does not trust yet by its words.
            assert stored["plots"] == 1 or entry.thing.figure.description in stored["text"]
        else:
            assert stored["plots"] == 1
    for entry in of_kind(lesson.path, figures.Figure):
        assert entry.thing.description in lesson.stored[entry.cell]["text"]
        assert lesson.stored[entry.cell]["tables"] == 1
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
    """The first control of each explorer; tests/test_widgets.py moves all of them by every key."""
    cells = lesson.page.locator(".jp-Notebook .jp-Cell").count()
    for explorer, section in sections(lesson):
        moved = [control for control in explorer.controls if control["name"] not in explorer.idle(**explorer.values)]
        for control in moved[:1]:
            handle = section.locator(f'[data-name="{control["name"]}"]')
            handle.press("End")
            check_answer(section, explorer, explorer.values | {control["name"]: control["values"][-1]})
            handle.press("Home")
            check_answer(section, explorer, explorer.values | {control["name"]: control["values"][0]})
            expect(handle).to_be_focused()
    assert lesson.page.locator(".jp-Notebook .jp-Cell").count() == cells, "a key reached the notebook behind"


def test_tab_walks_through_the_controls_and_presets_in_order(lesson):
    for explorer, section in sections(lesson):
        stops = section.locator("[data-name]:enabled").evaluate_all("(all) => all.map((one) => one.dataset.name)")
        stops += explorer.presets
        section.locator("[data-name]:enabled").first.focus()
        walked = []
        for _ in stops:
            walked.append(
                lesson.page.evaluate("() => document.activeElement.dataset.name ?? document.activeElement.textContent")
            )
            lesson.page.keyboard.press("Tab")
        assert walked == stops


def test_presets_set_every_control(lesson):
    """The last of each explorer; tests/test_widgets.py presses all of them."""
    for explorer, section in sections(lesson):
        for name, values in list(explorer.presets.items())[-1:]:
            section.get_by_role("button", name=name, exact=True).press("Enter")
            assert check_answer(section, explorer, values)["notice"] == ""


def test_the_table_of_an_explorer_follows_its_figure(lesson):
    for explorer, section in sections(lesson):
        seen = section.evaluate(SAID)["controls"]
        values = {c["name"]: c["values"][seen[c["name"]]["index"]] for c in explorer.controls}
        section.locator("summary").press("Enter")
        expect(section.locator("details table")).to_be_visible()
        assert section.locator("details table").evaluate(ROWS) == cell_texts(explorer.at(**values).table)


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


def one_of_each_kind(lesson):
    """Return {kind: the lesson's first item of this kind}."""
    found = {}
    for entry in of_kind(lesson.path, practice.Question):
        item = practice.load(entry.thing.item["question"])
        found.setdefault(item.kind, item)
    return found


def give(form, item, answer):
    """Enter `answer` by the keyboard and ask for the verdict."""
    if item.kind in ("choice", "prediction"):
        if answer:
            form.locator(f'input[value="{answer}"]').press("Space")
    elif item.kind == "ordering":
        letters = [option["letter"] for option in widget.form(item)["options"]]
        for place, letter in enumerate(answer, start=1):
            form.locator("select").nth(letters.index(letter)).press(str(place))
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


def test_a_practice_item_of_each_kind_is_answered_wrongly_and_rightly(lesson):
    items = one_of_each_kind(lesson)
    assert items
    for item in items.values():
        form = fieldset(lesson, item)
        for answer in answers(item):
            give(form, item, answer)
            check_verdict(form, item, answer)


def test_the_same_answer_given_again_is_answered_again(lesson):
    item = next(iter(one_of_each_kind(lesson).values()))
    form = fieldset(lesson, item)
    answer = answers(item)[-1]
    for _ in range(2):
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
