"""What all tests share: the order of the files, and one Chromium for the whole run."""

import gc
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

# Files that take long are begun first, so that at the end no worker is left alone with one.
LONG = (
    "test_nbgrader",
    "test_moving",
    "test_rewording",
    "test_damage",
    "test_mutants",
    "test_notebooks",
    "test_hostile",
    "test_tables",
    "test_lessons",
    "test_keyboard",
    "test_pages",
    "test_widgets",
)


def pytest_configure(config: pytest.Config) -> None:
    """Hand files out in the order given here; pytest-xdist would begin with those that have the most tests."""
    if hasattr(config.option, "loadscopereorder"):
        config.option.loadscopereorder = False


def pytest_collection() -> None:
    """Let no garbage be looked for while tests are read: nearly all that is made then lives to the end."""
    gc.disable()


def pytest_collection_finish() -> None:
    """Spare the garbage collector what lives to the end, at which it would look again and again."""
    gc.freeze()
    gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests of the long files first, in the order of `LONG`; the others stay in theirs.

    Files with tests in a browser come after all others: once it runs, no event loop can be begun in its thread.
    """
    places = {name: place for place, name in enumerate(LONG)}
    browsing = {item.path for item in items if item.get_closest_marker("browser")}
    items.sort(key=lambda item: (item.path in browsing, places.get(item.path.stem, len(LONG))))


@pytest.fixture(scope="session")
def browser() -> "Iterator[BrowserContext]":
    """A browser context of the system's Chromium.

    Its pages collect garbage in one thread: every processor has tests to run, and threads that wait for one another
    take a twentieth of the browser's time.
    """
    from tests.browser import jupyter

    with jupyter.chromium("--js-flags=--single-threaded-gc") as context:
        yield context
