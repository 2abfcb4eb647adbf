"""From a moved control to the repainted figure in the HTML edition, for every explorer of the lessons, with no kernel.

The first move of an explorer loads its files: from the disk, and once more over a line of 1.6 Mbit/s. The grids are
those of `make site`; what is lacking is computed before anything is measured.
"""

import gzip
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import BrowserContext, Page
from tests import notebooks
from tests.browser import jupyter
from tests.site.live_pages import served

from benchmarks.browser import MOVE_EXPLORER
from benchmarks.table import Row, Spread, middle_and_tail, within
from helpers import site

MOVES, WARM_UP = 20, 3
MEDIAN_MS, TAIL_MS = 16, 33
FROM_FILE_MS, SLOW_MS = 300, 1000
SLOW = {"offline": False, "latency": 50, "downloadThroughput": 200_000, "uploadThroughput": 200_000}
SHARED = ("course.css", "course.js", "search-index.js")  # what every page loads beside itself
EXPLORERS = "[...document.querySelectorAll('.live')].map((place) => place.dataset.explorer)"
PAINTED = "() => !document.querySelector('.explorer-figure:not([data-painted])')"
# The same moves, without the wait for the next frame of the screen.
TO_FIGURE = MOVE_EXPLORER.replace("await answered;\n    await frame();", "await answered;")


def _opened(context: BrowserContext, address: str) -> tuple[Page, list[str]]:
    page = context.new_page()
    page.goto(address)
    page.wait_for_function(PAINTED)
    return page, page.evaluate(EXPLORERS)


def _moved(context: BrowserContext, address: str) -> Iterator[tuple[str, list[float]]]:
    """Yield (name, milliseconds of each move) of every explorer of a page."""
    page, names = _opened(context, address)
    for place, name in enumerate(names):
        yield name, page.evaluate(TO_FIGURE, [place, 1 + WARM_UP + MOVES])
    page.close()


def _slowly(context: BrowserContext, address: str) -> Iterator[tuple[str, float]]:
    """Yield (name, milliseconds of the first move) of every explorer of a page over a slow line."""
    page, names = _opened(context, address)
    context.new_cdp_session(page).send("Network.emulateNetworkConditions", SLOW)
    for place, name in enumerate(names):
        yield name, page.evaluate(TO_FIGURE, [place, 1])[0]
    page.close()


def _spread(what: str, spread: Spread, median: float, tail: float) -> Row:
    met = spread.median <= median and spread.p95 <= tail
    return Row(what, f"{spread.median:.0f} / {spread.p95:.0f} ms", f"<= {median:g} / {tail:g} ms", met)


def rows() -> list[Row]:
    """Return the rows about explorers on pages."""
    grids = site.live(site.stocked(site.calls()))
    files = site.build() | grids
    names = [f"{path.stem}.html" for path in notebooks.lessons()]
    with tempfile.TemporaryDirectory() as place, jupyter.chromium() as context:
        folder = Path(place)
        site.write(files, folder)
        moved = [pair for name in names for pair in _moved(context, (folder / name).as_uri())]
        with served(folder) as address:
            slow = [pair for name in names for pair in _slowly(context, f"{address}/{name}")]
    return [*_sizes(files, grids), *_times(moved, slow)]


def _sizes(files: dict[str, bytes], grids: dict[str, bytes]) -> list[Row]:
    largest = max(len(content) for path, content in files.items() if path.endswith(".html"))
    touches = middle_and_tail(_touched(grids).values())
    lessons = [f"{path.stem}.html" for path in notebooks.lessons()]
    visits = middle_and_tail(_sent(files, name, *SHARED, "plotly.min.js") for name in lessons)
    return [
        within("HTML edition with all that explorers show", sum(map(len, files.values())) / 1e6, 40, "MB"),
        within("  the largest page, without the scripts that all pages share", largest / 1e6, 2, "MB"),
        within("  the largest file of an explorer", max(map(len, grids.values())) / 1e6, 1.5, "MB", 2),
        Row("  first visit of the first page, as servers send it (gzip)", _kB(_sent(files, "index.html", *SHARED))),
        Row("  first visit of a lesson, plotly.js with it, median / p95", f"{_kB(visits.median)}, {_kB(visits.p95)}"),
        Row("  first touch of an explorer, median / p95", f"{_kB(touches.median)}, {_kB(touches.p95)}"),
        Row("  every page with every state, as servers send it", _kB(_sent(files, *files))),
    ]


def _sent(files: dict[str, bytes], *names: str) -> int:
    """Return the bytes of some files as a server sends them."""
    return sum(len(gzip.compress(files[name])) for name in names)


def _touched(grids: dict[str, bytes]) -> dict[str, int]:
    """Return the bytes that the first touch of each explorer loads at most: its first file, and the largest other."""
    sizes: dict[str, list[int]] = {}
    for path, content in sorted(grids.items()):
        number = int(Path(path).stem)
        sizes.setdefault(str(Path(path).parent), []).insert(0 if number == 0 else 1, len(gzip.compress(content)))
    return {key: first + max(others, default=0) for key, (first, *others) in sizes.items()}


def _kB(count: float) -> str:
    return f"{count / 1e3:,.0f} kB"


def _times(moved: list[tuple[str, list[float]]], slow: list[tuple[str, float]]) -> list[Row]:
    every = [value for _, values in moved for value in values[1 + WARM_UP :]]
    first, slowly = middle_and_tail(values[0] for _, values in moved), middle_and_tail(value for _, value in slow)
    return [
        _spread(f"control to figure on a page, {len(moved)} explorers", middle_and_tail(every), MEDIAN_MS, TAIL_MS),
        *[_spread(f"  {name}", middle_and_tail(values[1 + WARM_UP :]), MEDIAN_MS, TAIL_MS) for name, values in moved],
        _spread("first touch of an explorer, from a file", first, FROM_FILE_MS, FROM_FILE_MS),
        _spread("first touch of an explorer, at 1.6 Mbit/s", slowly, SLOW_MS, SLOW_MS),
    ]
