"""A lesson that nobody has run, as JupyterLab shows it of a file that it does not trust yet: dark, and narrow."""

import shutil

import pytest

from tests import notebooks
from tests.browser import shown

pytestmark = pytest.mark.browser

PICTURES = """() => [...document.querySelectorAll('.jp-RenderedHTML img')].map((picture) => {
  const place = picture.parentElement;
  return { width: picture.clientWidth, moves: place.scrollWidth > place.clientWidth, seen: place.clientWidth };
})"""
CUT = """() => [...document.querySelectorAll('.jp-Placeholder-content')]
  .filter((cell) => cell.getBoundingClientRect().right > innerWidth).length"""


@pytest.fixture(scope="module")
def page(window, lab):
    path = notebooks.path_of("messengers")
    shutil.copy(path, lab.folder / f"unrun_{path.name}")
    size = window.page.viewport_size
    try:
        window.open(f"unrun_{path.name}")
        window.page.locator(".js-plotly-plot").first.wait_for()
        yield window.page
    finally:
        window.page.set_viewport_size(size)
        window.leave()


def test_its_plots_are_dark_on_a_dark_page(page):
    theme = "(light) => { document.body.dataset.jpThemeLight = light; }"
    assert page.locator(".explorer, .question").count() == 0, "no widget brings the colours along"
    assert page.evaluate(shown.LIGHT_ON_DARK, shown.LIGHT)
    page.evaluate(theme, "false")
    assert page.evaluate(shown.LIGHT_ON_DARK, shown.LIGHT) == []
    page.evaluate(theme, "true")


def test_on_a_telephone_its_pictures_move_sideways_and_its_hidden_cells_are_not_cut(page):
    page.set_viewport_size({"width": 390, "height": 844})
    page.evaluate("() => jupyterapp.commands.execute('application:toggle-left-area').then(() => 0)")
    pictures = page.evaluate(PICTURES)
    assert len(pictures) >= 4 and page.locator(".jp-Placeholder-content").count() >= 10
    assert all(picture["width"] >= 660 and picture["moves"] and picture["seen"] > 250 for picture in pictures)
    assert page.evaluate(CUT) == 0
    page.evaluate("() => jupyterapp.commands.execute('application:toggle-left-area').then(() => 0)")
