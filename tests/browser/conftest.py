"""One JupyterLab and one Chromium for all browser tests; each lesson is opened once."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import expect

from helpers import figures
from tests import notebooks
from tests.browser import jupyter, shown

expect.set_options(timeout=20_000)
# What every output held before anything was run.
STORED = """() => [...document.querySelectorAll('.jp-Notebook .jp-Cell')].map((cell) => {
  const outputs = cell.querySelector('.jp-OutputArea');
  return {
    pictures: outputs?.querySelectorAll('.js-plotly-plot, .jp-RenderedHTML img').length ?? 0,
    tables: outputs?.querySelectorAll('details table').length ?? 0,
    text: outputs?.textContent ?? '',
  };
})"""


@dataclass
class Lesson:
    """A lesson on the page of JupyterLab: as `stored` when opened, and run since."""

    path: Path
    window: jupyter.Window
    stored: list

    @property
    def page(self):
        return self.window.page

    def cell(self, place):
        """Return the locator of the cell at `place` among all cells."""
        return self.page.locator(".jp-Notebook .jp-Cell").nth(place)


@pytest.fixture(scope="session")
def lab(tmp_path_factory):
    with jupyter.jupyterlab(tmp_path_factory.mktemp("jupyterlab")) as running:
        yield running


@pytest.fixture(scope="session")
def window(lab, browser):
    return jupyter.open_window(browser, lab)


@pytest.fixture(scope="module", params=notebooks.lessons(), ids=lambda path: path.stem)
def lesson(request, window):
    try:
        window.open(request.param.name)
        plots = len(shown.of_kind(request.param, figures.Figure))
        window.page.wait_for_function("(n) => document.querySelectorAll('.js-plotly-plot').length >= n", arg=plots)
        stored = window.page.evaluate(STORED)
        window.run_all()
        yield Lesson(request.param, window, stored)
    finally:
        window.leave()
