"""A kernel that dies or has ended takes nothing of the lesson with it, and the page says what to do."""

import base64
import re
import shutil

import nbformat
import nbformat.v4
import pytest
from playwright.sync_api import expect

import helpers.notebook
from helpers import colours, stored
from tests import notebooks, refresh
from tests.browser import jupyter

pytestmark = pytest.mark.browser

CONTENT = """() => [...document.querySelectorAll('.jp-Notebook .jp-Cell')].map((cell) =>
  cell.querySelector('.jp-RenderedMarkdown, .cm-content')?.textContent)"""
# A dead kernel answers nobody: what the page waits for in vain (12 s) goes by in one.
IMPATIENT = """() => {
  const given = setTimeout;
  globalThis.setTimeout = (then, time, ...rest) => given(then, time === 12000 ? 1000 : time, ...rest);
  globalThis.patientAgain = () => { globalThis.setTimeout = given; };
}"""
# Still pictures: of a figure in its HTML, and plates.
PICTURES = ".jp-Notebook .jp-OutputArea-output img"
FIGURES = ".jp-Notebook .jp-RenderedHTML img"
# The colour in a corner of a picture of the page (PNG).
GROUND = """async (picture) => {
  const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${picture}`)).blob());
  const place = new OffscreenCanvas(1, 1).getContext('2d');
  place.drawImage(bitmap, -4, -4);
  return [...place.getImageData(0, 0, 1, 1).data].slice(0, 3);
}"""
DRAWN = "(pictures) => pictures.map((picture) => picture.complete && picture.naturalWidth > 0)"
OUTPUTS = "() => document.querySelectorAll('.jp-Notebook .jp-OutputArea-output').length"


@pytest.fixture
def lesson(lab, window):
    path = next(path for path in notebooks.lessons() if "explorers." in path.read_text(encoding="utf-8"))
    copy = f"copy_{path.name}"
    jupyter.write_excerpt(path, lab.folder / copy)
    try:
        window.open(copy)
        window.run_all()
        yield copy
    finally:
        window.leave()


def test_the_page_says_that_the_kernel_died_and_nothing_is_lost(lesson, window, lab):
    page = window.page
    content, outputs = page.evaluate(CONTENT), page.evaluate(OUTPUTS)
    explorers = page.locator(".explorer").count()
    lab.kill_kernel()
    dialog = page.locator(".jp-Dialog")
    expect(dialog).to_contain_text("appears to have died. It will restart automatically")
    dialog.locator("button.jp-mod-accept").click()

    assert page.evaluate(CONTENT) == content
    assert page.locator(".explorer").count() == explorers
    page.evaluate(IMPATIENT)
    page.locator(".explorer [data-name]").first.press("End")
    form = page.locator(".question").first
    form.locator("button").press("Enter")
    expect(page.locator(".explorer-notice").first).to_contain_text("Restart Kernel and Run All Cells")
    expect(form.locator(".question-feedback")).to_contain_text("Restart Kernel and Run All Cells")
    page.evaluate("patientAgain()")

    window.restart_and_run_all()
    assert page.evaluate(CONTENT) == content
    assert page.evaluate(OUTPUTS) == outputs
    assert page.locator(".explorer-figure[data-painted]").count() == explorers
    page.locator(".explorer [data-name]").first.press("End")
    expect(page.locator(".explorer").first).to_have_attribute("aria-busy", "false")
    expect(page.locator(".explorer-notice").first).to_be_empty()
    form = page.locator(".question").first
    form.locator("button").press("Enter")
    expect(form.locator(".question-feedback")).to_have_attribute("data-status", "unreadable")


def save(page, path):
    """Save the open notebook, at `path`, with its live views; JupyterLab may have saved it by itself while it ran."""
    page.keyboard.press("Control+s")
    page.wait_for_function("() => !jupyterapp.shell.currentWidget.context.model.dirty")
    assert stored.VIEW in path.read_text(encoding="utf-8")


def test_a_page_opened_again_meets_the_living_kernel(lesson, window, lab):
    """The explorer remembers where it was and still answers."""
    page = window.page
    first = page.locator(".explorer").first
    control = first.locator("[data-name]").first
    control.press("End")
    expect(first).to_have_attribute("aria-busy", "false")
    page.wait_for_timeout(1000)  # the kernel sends the stop beside it ahead
    control.press("ArrowLeft")
    expect(first).to_have_attribute("aria-busy", "false")
    index, words = control.input_value(), first.locator(".explorer-description").text_content()
    page.wait_for_timeout(1000)  # and hears that it is shown
    save(page, lab.folder / lesson)
    window.start(lesson)
    page.locator(".explorer").first.wait_for()
    window.wait_until_painted()
    assert control.input_value() == index
    expect(first.locator(".explorer-description")).to_have_text(words)
    control.press("Home")
    expect(first).to_have_attribute("aria-busy", "false")
    expect(first.locator(".explorer-notice")).to_be_empty()
    assert control.input_value() == "0"


def test_a_lesson_opened_when_its_kernel_has_ended_shows_pictures(window, lab):
    """Opened once more, the page meets a new kernel, which knows no widget of the file either."""
    path = notebooks.path_of("families-and-receptors")
    name = f"again_{path.name}"
    shutil.copy(path, lab.folder / name)
    page = window.page
    try:
        window.open(name)
        window.run_all()
        explorers, questions = page.locator(".explorer").count(), page.locator(".question").count()
        stills = explorers + page.locator(PICTURES).count()
        assert explorers and questions
        save(page, lab.folder / name)
        saved = (lab.folder / name).read_bytes()
        lab.end_kernels()
        for _ in range(2):
            window.start(name)
            expect(page.locator(PICTURES)).to_have_count(stills)
            expect(page.get_by_text("To answer, run this cell")).to_have_count(questions)
            expect(page.get_by_text("Error displaying widget")).to_have_count(0)
            expect(page.get_by_text("Loading widget")).to_have_count(0)
        assert page.locator(PICTURES).evaluate_all(DRAWN) == [True] * stills
        for light, theme in (("false", colours.DARK), ("true", colours.LIGHT)):
            page.evaluate("(light) => { document.body.dataset.jpThemeLight = light; }", light)
            for figure in page.locator(FIGURES).all():
                picture = base64.b64encode(figure.screenshot()).decode()
                assert page.evaluate(GROUND, picture) == [*colours.parts(theme["page"])]
        assert (lab.folder / name).read_bytes() == saved
        window.run_all()
        assert page.locator(".explorer-figure[data-painted]").count() == explorers
        assert page.locator(".question").count() == questions
    finally:
        window.leave()


OUT_OF_ORDER = ("import helpers", "niche = 1", "niche + 1", "from helpers import tables\ntables.load('no_such_table')")


def test_a_cell_of_a_lesson_run_too_early_says_where_its_name_comes_from(window, lab):
    """JupyterLab tells the kernel which notebook it runs; the advice stands below Python's own words."""
    name = f"own/{notebooks.lessons()[0].name}"
    (lab.folder / "own").mkdir()
    cells = [nbformat.v4.new_code_cell(source) for source in OUT_OF_ORDER]
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=refresh.METADATA), lab.folder / name)
    try:
        window.open(name)
        page = window.page
        for place in (0, 2, 3):
            cell = page.locator(".jp-Notebook .jp-Cell").nth(place)
            cell.locator(".cm-content").click()
            page.keyboard.press("Control+Enter")
            expect(cell.locator(".jp-InputArea-prompt")).to_have_text(re.compile(r"\[\d+\]"))
        output = page.locator(".jp-Notebook .jp-Cell").nth(2).locator(".jp-OutputArea-output")
        expect(output.first).to_contain_text("NameError: name 'niche' is not defined")
        expect(output.last).to_have_text(helpers.notebook.missing_name_sentence("niche"))
        error = page.locator(".jp-Notebook .jp-Cell").nth(3).locator(".jp-OutputArea-output")
        expect(error).to_have_text(re.compile(r"^There is no table 'no_such_table'"))
    finally:
        window.leave()
