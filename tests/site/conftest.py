"""The HTML edition, built once into a folder with spaces and a non-ASCII letter, and its pages opened as files."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Page

from helpers import site
from tests import notebooks

DRAWN = "() => !document.querySelector(':is(.figure-picture, .explorer-figure):not([data-painted]), .live > p')"


@dataclass
class Opened:
    """A page of the edition in the browser, and what it asked for and complained about."""

    page: Page
    path: Path
    requests: list = field(default_factory=list)
    errors: list = field(default_factory=list)

    def __post_init__(self):
        """Listen to the page, until `leave`."""
        self.page.on("request", self._asked)
        self.page.on("console", self._said)
        self.page.on("pageerror", self._failed)

    def _asked(self, request):
        self.requests.append(request.url)

    def _said(self, said):
        if said.type in ("error", "warning"):
            self.errors.append(said.text)

    def _failed(self, error):
        self.errors.append(str(error))

    def leave(self):
        """Listen no more, and leave an empty page of the usual size, which the next reader gets."""
        self.page.remove_listener("request", self._asked)
        self.page.remove_listener("console", self._said)
        self.page.remove_listener("pageerror", self._failed)
        self.page.goto("about:blank")
        self.page.set_viewport_size({"width": 1400, "height": 1600})
        _LEFT.append(self.page)


_LEFT: list[Page] = []
"""Pages that were left: on one, plotly.js need not be compiled again, and no process is begun for it."""


def new_reader(browser):
    """Return a page of the browser in which every file is read by somebody who was not here before."""
    page = browser.new_page()
    page.add_init_script("localStorage.clear()")
    return page


def turn_to(page, path):
    """Open the file `path` in `page`, wait until its figures are drawn, and return it as `Opened`.

    A page behind another one is painted once a second.
    """
    opened = Opened(page, path)
    page.bring_to_front()
    page.goto(path.as_uri())
    page.wait_for_function(DRAWN)
    return opened


def open_page(browser, path, **settings):
    """Open the file `path` as a new reader, with these `settings` of media, and return it as `Opened`.

    Who has opened it leaves it; a page with settings or scripts of its own is closed.
    """
    page = _LEFT.pop() if _LEFT else new_reader(browser)
    if settings:
        page.emulate_media(**settings)
    return turn_to(page, path)


def page_names():
    """Return the names of the pages that there must be: one per notebook, and the first page."""
    folder = notebooks.NOTEBOOKS
    return ["index.html"] + [
        path.relative_to(folder).with_suffix(".html").as_posix() for path in notebooks.everything()
    ]


@pytest.fixture(scope="session")
def built():
    return site.build()


@pytest.fixture(scope="session")
def edition(built, tmp_path_factory):
    folder = tmp_path_factory.mktemp("edition") / "the HTML edition, für alle"
    site.write(built, folder)
    return folder


@pytest.fixture
def one_storage(edition, browser):
    """Keep a page of the edition open, so that a reader who turns a page finds what the last one wrote.

    Where no other page holds the storage of an origin, Chromium loses what was written in the very moment before a page
    is left (2 of 150 times under load, and none of 300 with a page open): no reader is that quick, but a test is.
    """
    page = browser.new_page()
    page.goto((edition / "404.html").as_uri())
    page.evaluate("localStorage.clear()")
    yield
    page.evaluate("localStorage.clear()")
    page.close()


@pytest.fixture(scope="module", params=page_names())
def opened(request, edition, browser):
    shown = open_page(browser, edition / request.param)
    yield shown
    shown.leave()
