"""A lesson from its first cell to its last with keys alone, as a student does it who has no mouse."""

import shutil

import pytest
from playwright.sync_api import expect

from helpers import figures, practice
from helpers.explorers.engine import Explorer
from tests import notebooks
from tests.answering import answers, check_verdict
from tests.browser import jupyter
from tests.browser.shown import shown

pytestmark = pytest.mark.browser

LESSON = notebooks.path_of("messengers")
CELL = ".jp-Notebook .jp-Cell"
# What has the focus; `inside` when it belongs to the lesson and not to JupyterLab's own frame.
FOCUS = """() => {
  const at = document.activeElement, style = getComputedStyle(at), cell = at.closest('.jp-Notebook .jp-Cell');
  return {
    moved: at !== globalThis.focusedBefore,
    cell: [...document.querySelectorAll('.jp-Notebook .jp-Cell')].indexOf(cell),
    isCell: at === cell,
    inside: at.matches('.jp-OutputArea-output *, .jp-RenderedMarkdown a'),
    ring: (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none',
    link: at.getAttribute('href'),
    html: at.cloneNode(false).outerHTML,
  };
}"""
# Notes what has the focus before each key.
LISTEN = """() => document.addEventListener(
  'keydown', () => { globalThis.focusedBefore = document.activeElement; }, true)"""
# Every link of the lesson as (cell, address), without those that JupyterLab puts behind headings.
LINKS = """() => [...document.querySelectorAll('.jp-Notebook .jp-Cell')].flatMap((cell, place) =>
  [...cell.querySelectorAll('a[href]:not(.jp-InternalAnchorLink)')].map((a) => [place, a.getAttribute('href')]))"""
MOST_STOPS = 100
VALUES = "(inputs) => inputs.map((input) => input.getAttribute('aria-valuetext') ?? input.value)"
HTML = "(nodes) => nodes.map((node) => node.cloneNode(false).outerHTML)"
HAS_FOCUS = "(nodes) => nodes.includes(document.activeElement)"


class Keyboard:
    """The keyboard of a student; whatever Tab meets inside the lesson must show the focus and have a name."""

    def __init__(self, page):
        self.page = page
        self.links = set()
        self.answered = set()
        self._chromium = page.context.new_cdp_session(page)
        page.evaluate(LISTEN)

    def press(self, key, times=1):
        for _ in range(times):
            self.page.keyboard.press(key)

    def focus(self):
        """Return what has the focus, as `FOCUS` says it."""
        return self.page.evaluate(FOCUS)

    def name(self):
        """Return the name by which Chromium announces what has the focus."""
        node = self._chromium.send("Runtime.evaluate", {"expression": "document.activeElement"})["result"]
        told = self._chromium.send(
            "Accessibility.getPartialAXTree", {"objectId": node["objectId"], "fetchRelatives": False}
        )
        return told["nodes"][0].get("name", {}).get("value", "")

    def tab(self, key="Tab"):
        """Press Tab (or another `key`), look at what it has met, and return that."""
        self.press(key)
        met = self.focus()
        assert met["moved"], f"a trap: {key} does not leave {met['html']}"
        if met["inside"]:
            assert met["ring"], f"nothing shows that the focus is on {met['html']}"
            assert self.name().strip(), f"a screen reader has no name for {met['html']}"
        if met["link"]:
            self.links.add((met["cell"], met["link"]))
        return met

    def go_to(self, target, key="Tab"):
        """Press Tab until the focus is on `target`, or on one of several."""
        for _ in range(MOST_STOPS):
            if target.evaluate_all(HAS_FOCUS):
                return
            if self.tab(key)["cell"] < 0:
                break
        raise AssertionError(f"{key} does not reach {target.evaluate_all(HTML)}")

    def go_out(self):
        """Press Tab until the focus has left the notebook."""
        for _ in range(MOST_STOPS):
            if self.tab()["cell"] < 0:
                return
        raise AssertionError("a trap: Tab does not lead out of the notebook")


@pytest.fixture
def window(lab, browser):
    """JupyterLab with a copy of the lesson, in a browser that has kept nothing from other tests."""
    copy = f"keyboard_{LESSON.name}"
    shutil.copyfile(LESSON, lab.folder / copy)
    context = browser.browser.new_context(viewport={"width": 1400, "height": 1600})
    context.set_default_timeout(jupyter.WAIT_MS)
    window = jupyter.Window(context.new_page(), lab)
    try:
        window.start(copy)
        yield window
    finally:
        window.leave()
        context.close()


def run_every_cell(keyboard, window):
    """Shift and Enter from the first cell on; after the last, JupyterLab opens an empty one: Escape, and back up."""
    page = window.page
    cells = page.locator(CELL).count()
    assert keyboard.focus()["cell"] == 0, "the first cell of a lesson that has been opened does not have the focus"
    keyboard.press("Shift+Enter", cells)
    live = [entry for entry in shown(LESSON) if not isinstance(entry.thing, figures.Figure)]
    expect(page.locator(".explorer, fieldset.question")).to_have_count(len(live))
    page.wait_for_function(jupyter.NONE_WAITS)
    assert page.locator(jupyter.FAILED_OUTPUT).count() == 0
    window.wait_until_painted()
    keyboard.press("Escape")
    keyboard.press("ArrowUp", cells)
    assert keyboard.focus()["cell"] == 0, "Escape and the arrow keys do not lead back to the first cell"


# A figure is named by its label, a drawing by its title and its description.
NAME = """(figure) => figure.getAttribute('aria-label')
  ?? ['title', 'desc'].map((part) => figure.querySelector(`svg > ${part}`).textContent).join('. ')"""


def heard(section):
    """Return what a screen reader says of an explorer: the values of its controls, its figure, its description."""
    expect(section).not_to_have_attribute("aria-busy", "true")
    description = section.locator(".explorer-description")
    expect(description).to_have_attribute("aria-live", "polite")
    return {
        "value": section.locator("[data-name]").evaluate_all(VALUES),
        "figure's name": section.locator(".explorer-figure").evaluate(NAME),
        "description": description.text_content(),
    }


def press_and_hear(keyboard, section, key, what):
    """Press `key` on `what`: the values, the figure's name and the description must all change."""
    before = heard(section)
    keyboard.press(key)
    for part, words in heard(section).items():
        assert words != before[part], f"{key} on {what} leaves the {part} as it was: {words}"


def use_explorer(keyboard, cell, explorer):
    """Reach every control and move it, the first to its end; reach every preset and press the first."""
    section = cell.locator(".explorer")
    for place, control in enumerate(explorer.controls):
        handle = section.locator(f'[data-name="{control["name"]}"]')
        keyboard.go_to(handle)
        arrow = "ArrowLeft" if control["kind"] == "slider" else "ArrowDown"
        press_and_hear(keyboard, section, arrow, control["label"])
        if place == 0:
            press_and_hear(keyboard, section, "End", control["label"])
            expect(handle).to_have_value(str(len(control["values"]) - 1))
    for place, name in enumerate(explorer.presets):
        keyboard.go_to(section.get_by_role("button", name=name, exact=True))
        if place == 0:
            press_and_hear(keyboard, section, "Space", name)
    open_table(keyboard, cell)


def open_table(keyboard, cell, *_):
    """Open the table of a figure by Enter and close it by Space."""
    keyboard.go_to(cell.locator("summary", has_text="Read this figure as a table"))
    keyboard.press("Enter")
    expect(cell.locator("details table")).to_be_visible()
    keyboard.press("Space")
    expect(cell.locator("details table")).to_be_hidden()


def choose(keyboard, form, answer):
    """Choose the option `answer` among radio buttons: Space takes the first, the arrow goes on."""
    options = form.locator("input[type=radio]")
    keyboard.go_to(options)
    keyboard.press("Space")
    for _ in range(options.count()):
        if form.locator("input:checked").get_attribute("value") == answer:
            break
        keyboard.press("ArrowDown")


def give(keyboard, form, item, answer):
    """Enter `answer` and ask for the verdict."""
    if item.kind in ("choice", "prediction") and answer:
        choose(keyboard, form, answer)
    elif item.kind == "ordering":
        letters = form.locator("[data-letter]").evaluate_all("(rows) => rows.map((row) => row.dataset.letter)")
        for place, select in enumerate(form.locator("select").all()):
            keyboard.go_to(select)
            keyboard.press(str(answer.index(letters[place]) + 1))
    elif item.kind in ("numeric", "explanation"):
        keyboard.go_to(form.locator("input[type=text], textarea"))
        keyboard.press("ControlOrMeta+a")
        keyboard.page.keyboard.type(answer)
    keyboard.go_to(form.locator("button"))
    keyboard.press("Enter")


def answer_item(keyboard, cell, question):
    """Answer right, the first item of a kind once wrong (or not at all) before; then use what the verdict offers."""
    item = practice.load(question.item["question"])
    form = cell.locator("fieldset.question")
    region = form.locator(".question-feedback")
    hidden = region.evaluate("(region) => getComputedStyle(region).display === 'none'")
    assert not hidden, "a live region that appears together with its words is not announced"
    radios, entries = form.locator("input[type=radio]"), form.locator("select, input, textarea")
    wrong, right = answers(item)[-2:]
    if item.kind not in keyboard.answered:
        give(keyboard, form, item, wrong)
        check_verdict(form, item, wrong)
        keyboard.go_to(radios if radios.count() else entries.first, "Shift+Tab")
        keyboard.answered.add(item.kind)
    give(keyboard, form, item, right)
    check_verdict(form, item, right)
    if item.kind == "prediction":
        keyboard.go_to(region.locator("summary"))
        keyboard.press("Enter")
        expect(region.locator("details li").first).to_be_visible()
    for line in region.locator("input[type=checkbox]").all():
        keyboard.go_to(line)
        keyboard.press("Space")
        expect(line).to_be_checked()


USE = {Explorer: use_explorer, figures.Figure: open_table, practice.Question: answer_item}


def write_note(keyboard, page):
    """Write a note of two lines."""
    notes = page.get_by_label("My notes on this lesson")
    keyboard.go_to(notes)
    page.keyboard.type("Who sends?\nWho receives?")
    expect(notes).to_have_value("Who sends?\nWho receives?")


def test_a_whole_lesson_is_done_without_a_mouse(window):
    keyboard = Keyboard(window.page)
    run_every_cell(keyboard, window)
    for entry in shown(LESSON):
        use = next(use for kind, use in USE.items() if isinstance(entry.thing, kind))
        use(keyboard, window.page.locator(CELL).nth(entry.cell), entry.thing)
        keyboard.press("Escape")
        keyboard.press("ArrowDown")
        here = keyboard.focus()
        assert here["isCell"] and here["cell"] == entry.cell + 1, f"Escape does not lead out of {here['html']}"
    write_note(keyboard, window.page)
    keyboard.go_out()
    links = {tuple(link) for link in window.page.evaluate(LINKS)}
    assert keyboard.links >= links, f"links that Tab does not reach: {links - keyboard.links}"
    assert keyboard.tab("Shift+Tab")["cell"] >= 0, "Shift and Tab do not lead back into the notebook"
