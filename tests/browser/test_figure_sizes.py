"""A still figure in JupyterLab keeps its size, wherever it stands and however narrow the page, and it can be dark."""

import shutil

import pytest

from helpers.figures.template import WIDTH
from tests import notebooks
from tests.browser import jupyter, shown

pytestmark = pytest.mark.browser

HEIGHTS = """() => [...document.querySelectorAll('.jp-RenderedPlotly')].map((place) => ({
  place: Math.round(place.getBoundingClientRect().height),
  picture: Math.round(place.querySelector('.main-svg').getBoundingClientRect().height),
  meant: place._fullLayout.height,
  width: Math.round(place.querySelector('.main-svg').getBoundingClientRect().width),
  seen: Math.max(place.clientWidth, place.scrollWidth),
}))"""
SCROLL = "(to) => document.querySelector('.jp-WindowedPanel-outer').scrollTo(0, to)"
END = 10**7


@pytest.fixture(scope="module")
def browser_with_bars(browser):
    """A browser context with scroll bars that take room, as a student's have."""
    kind = browser.browser.browser_type
    other = kind.launch(
        executable_path=jupyter.chromium_path(),
        args=list(jupyter.CHROMIUM_FLAGS),
        ignore_default_args=["--hide-scrollbars"],
    )
    context = other.new_context(viewport={"width": 1366, "height": 768})
    context.set_default_timeout(jupyter.WAIT_MS)
    yield context
    other.close()


@pytest.fixture(scope="module")
def page(lab, browser_with_bars):
    original = notebooks.path_of("messengers")
    copy = f"sizes_{original.name}"
    shutil.copyfile(original, lab.folder / copy)
    window = jupyter.open_window(browser_with_bars, lab)
    try:
        window.open(copy)
        window.run_all()
        yield window.page
    finally:
        window.leave()
        window.page.close()


def settled(page):
    """Return the heights of all still figures, once plotly has drawn what it was asked for."""
    page.wait_for_timeout(800)
    return page.evaluate(HEIGHTS)


def test_a_figure_out_of_sight_keeps_its_height_when_the_window_grows(page):
    before = settled(page)
    assert before and all(figure["place"] == figure["picture"] == figure["meant"] for figure in before)
    page.evaluate(SCROLL, END)
    page.set_viewport_size({"width": 1366, "height": 900})
    settled(page)
    page.evaluate(SCROLL, 0)
    assert settled(page) == before


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844)])
def test_a_figure_keeps_its_size_when_the_sidebar_opens_and_closes(width, height, page):
    """On a telephone, where the file browser leaves it next to nothing, it moves sideways; plotly does not complain."""
    errors = []

    def listen(said):
        if said.type == "error":
            errors.append(said.text)

    page.on("console", listen)
    before = settled(page)
    page.set_viewport_size({"width": width, "height": height})
    for _ in range(4):
        page.evaluate("() => jupyterapp.commands.execute('application:toggle-left-area').then(() => 0)")
        for old, new in zip(before, settled(page), strict=True):
            assert (new["place"], new["picture"]) == (old["place"], old["picture"]) and new["width"] == WIDTH
            assert new["seen"] >= WIDTH
    page.remove_listener("console", listen)
    page.set_viewport_size({"width": 1366, "height": 900})
    assert errors == []


def test_figures_are_dark_on_a_dark_page(page):
    """Still ones and explorers; what a reader draws beside them keeps its colours."""
    theme = "(light) => { document.body.dataset.jpThemeLight = light; }"
    assert page.evaluate(shown.LIGHT_ON_DARK, shown.LIGHT)
    page.evaluate(theme, "false")
    assert page.evaluate(shown.LIGHT_ON_DARK, shown.LIGHT) == []
    page.evaluate("document.querySelectorAll('.figure-description').forEach((words) => words.remove())")
    assert page.evaluate(shown.LIGHT_ON_DARK, shown.LIGHT)
    page.evaluate(theme, "true")
