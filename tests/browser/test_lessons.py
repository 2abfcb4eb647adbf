"""Every lesson as a student uses it: opened, run, moved by the keyboard, answered, read without a picture."""

import re

import pytest
from playwright.sync_api import expect

from helpers import figures, practice
from helpers.explorers.engine import Explorer
from helpers.illustrations import Illustration
from helpers.practice import widget
from tests.answering import answers, check_verdict
from tests.browser.shown import ASTRAY, cell_texts, of_kind

pytestmark = pytest.mark.browser

# Waits until the kernel has answered, then reads what a student sees or hears.
SETTLED = """async (section) => {
  while (section.getAttribute('aria-busy') === 'true') await new Promise(requestAnimationFrame);
  const figure = section.querySelector('.explorer-figure');
  const plate = figure.querySelector('svg.plate');
  const part = (name) => plate.querySelector(`:scope > ${name}`).textContent;
  const words = plate && `${part('title')}. ${part('desc')}`;
  return {
    label: figure.getAttribute('aria-label') ?? words,
    drawn: figure.querySelectorAll('.main-svg, svg.plate').length,
    description: section.querySelector('.explorer-description').textContent,
    notice: section.querySelector('.explorer-notice').textContent,
    controls: Object.fromEntries([...section.querySelectorAll('[data-name]')].map((input) => [input.dataset.name, {
      index: Number(input.value),
      off: input.disabled,
      announced: input.getAttribute('aria-valuetext'),
      shown: section.querySelector(`label[for="${input.id}"] output`)?.textContent ?? null,
      name: input.labels[0]?.textContent ?? '',
    }])),
  };
}"""
ROWS = "(table) => [...table.tBodies[0].rows].map((row) => [...row.cells].map((cell) => cell.textContent))"


def sections(lesson):
    """Yield (explorer made here, its section on the page) for every explorer of the lesson."""
    for entry in of_kind(lesson.path, Explorer):
        yield entry.thing, lesson.cell(entry.cell).locator(".explorer")


def check_answer(section, explorer, values):
    """The page says of `values` what the model says here; return what the page says."""
    seen = section.evaluate(SETTLED)
    assert {name for name, control in seen["controls"].items() if control["off"]} == explorer.idle(**values)
    for control in explorer.controls:
        index = control["values"].index(values[control["name"]])
        assert seen["controls"][control["name"]]["index"] == index
        if control["kind"] == "slider":
            shown = seen["controls"][control["name"]]
            assert shown["announced"] == shown["shown"] == control["words"][index]
    try:
        figure = explorer.at(**values)
    except ValueError as error:
        assert seen["notice"] == str(error)
    else:
        assert seen["notice"] == ""
        assert seen["description"] == figure.description
        assert seen["label"] == f"{figure.title}. {figure.description}"
    assert seen["drawn"]
    return seen


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


def test_every_control_is_moved_by_the_keyboard(lesson):
    """The first of each explorer by every key, the others to their end; tests/test_widgets.py moves all of them."""
    cells = lesson.page.locator(".jp-Notebook .jp-Cell").count()
    for explorer, section in sections(lesson):
        values = dict(explorer.values)
        for place, control in enumerate(explorer.controls):
            said = set()
            handle = section.locator(f'[data-name="{control["name"]}"]')
            if handle.is_disabled():
                continue
            last = len(control["values"]) - 1
            keys = (("End", last), ("Home", 0), ("ArrowRight", min(1, last)), ("ArrowDown", None))
            for key, index in keys if place == 0 else keys[:1]:
                if index is None:  # down is one less on a slider and one further in a list
                    index = 0 if control["kind"] == "slider" else min(2, last)
                handle.press(key)
                values[control["name"]] = control["values"][index]
                seen = check_answer(section, explorer, values)
                said.add((seen["label"], seen["notice"]))
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
    """The first and the last of each explorer; tests/test_widgets.py presses all of them."""
    for explorer, section in sections(lesson):
        presets = list(explorer.presets.items())
        for name, values in dict([*presets[:1], *presets[-1:]]).items():
            section.get_by_role("button", name=name, exact=True).press("Enter")
            assert check_answer(section, explorer, values)["notice"] == ""


def test_the_table_of_an_explorer_follows_its_figure(lesson):
    for explorer, section in sections(lesson):
        seen = section.evaluate(SETTLED)["controls"]
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
