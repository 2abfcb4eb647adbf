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


def open_page(browser, path, **settings):
    """Open the file `path` as a new reader, wait until its figures are drawn, and return it as `Opened`."""
    opened = Opened(browser.new_page(), path)
    page = opened.page
    page.add_init_script("localStorage.clear()")
    page.on("request", lambda request: opened.requests.append(request.url))
    page.on("console", lambda said: opened.errors.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: opened.errors.append(str(error)))
    if settings:
        page.emulate_media(**settings)
    page.goto(path.as_uri())
    page.wait_for_function(DRAWN)
    return opened


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


@pytest.fixture(scope="module", params=page_names())
def opened(request, edition, browser):
    shown = open_page(browser, edition / request.param)
    yield shown
    shown.page.close()
