"""From a moved control to the repainted figure in the HTML edition, for every explorer of the lessons, with no kernel.

The first move of an explorer loads its files: from the disk, and once more over a line of 1.6 Mbit/s. The grids are
those of `make site`. Where one does not stand, it is computed first if that takes a moment; explorers with more states
than that are left out, and a row says how many.
"""

import gzip
import re
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from playwright.sync_api import BrowserContext, Page
from tests import notebooks
from tests.browser import jupyter
from tests.site.live_pages import served

from benchmarks.browser import MOVE_EXPLORER, twins
from benchmarks.table import Row, Spread, middle_and_tail, repainted, within
from helpers import site
from helpers.site import grids

MOVES, WARM_UP = 6, 2
SLOW_STEP = 6  # the explorers of every sixth lesson are touched over the slow line, too
LIMIT = Spread(16, 33)
OF_THE_TWIN = 0.1
FROM_FILE, OVER_A_SLOW_LINE = Spread(300, 300), Spread(1000, 1000)
FEW_STATES = 250  # so many are computed in a moment
SLOW = {"offline": False, "latency": 50, "downloadThroughput": 200_000, "uploadThroughput": 200_000}
SHARED = ("course.css", "dark.css", "course.js", "search-index.js")  # what every page loads beside itself
KEYS = re.compile(r'class="explorer-data">{"name":"[^"]*","key":"([^"]*)"')
PAINTED = "() => !document.querySelector('.explorer-figure:not([data-painted])')"


Places = list[tuple[int, str]]
"""The explorers of a page that are measured: the place of each among all of them, and its name."""


def _opened(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address)
    page.wait_for_function(PAINTED)
    return page


def _moved(context: BrowserContext, address: str, places: Places) -> Iterator[tuple[str, list[float]]]:
    """Yield (name, milliseconds of each move until the figure is painted) of the explorers of a page."""
    page = _opened(context, address)
    for place, name in places:
        yield name, [painted for _, painted, _ in page.evaluate(MOVE_EXPLORER, [place, 1 + WARM_UP + MOVES])]
    page.close()


def _slowly(context: BrowserContext, address: str, places: Places) -> Iterator[float]:
    """Yield the milliseconds of the first move of the explorers of a page over a slow line."""
    page = _opened(context, address)
    context.new_cdp_session(page).send("Network.emulateNetworkConditions", SLOW)
    for place, _ in places:
        yield page.evaluate(MOVE_EXPLORER, [place, 1])[0][1]
    page.close()


def _pages(files: Mapping[str, bytes], chosen: Iterable[str]) -> dict[str, Places]:
    """Return what is measured on the page of each lesson."""
    names = [f"{path.stem}.html" for path in notebooks.lessons()]
    keys = {name: enumerate(KEYS.findall(files[name].decode())) for name in names}
    return {name: [(place, key) for place, key in found if key in chosen] for name, found in keys.items()}


def _quick(calls: Mapping[str, grids.Call]) -> dict[str, grids.Call]:
    """Return the calls whose grids stand, or are computed in a moment."""
    lacking = site.lacking(calls)
    return {
        key: call for key, call in calls.items() if key not in lacking or grids.size_of(call.opened()) <= FEW_STATES
    }


def rows() -> Iterator[Row]:
    """Yield the rows about explorers on pages."""
    calls = site.calls()
    chosen = _quick(calls)
    began = time.monotonic()
    made = site.live(site.stocked(chosen))
    yield Row("HTML edition: finding what its explorers show, or computing it", f"{time.monotonic() - began:.0f} s")
    if left := len(calls) - len(chosen):
        yield Row("  explorers left out, since nobody has run `make site`", str(left))
    files = site.build() | made
    yield from _sizes(files, made, whole=not left)
    pages = _pages(files, chosen).items()
    twins()  # kept for the ratios below; measured here, since one browser at a time can be driven
    with tempfile.TemporaryDirectory() as place, jupyter.chromium() as context:
        folder = Path(place)
        site.write(files, folder)
        yield from _times(pair for name, at in pages for pair in _moved(context, (folder / name).as_uri(), at))
        with served(folder) as address:
            slow = [spent for name, at in [*pages][::SLOW_STEP] for spent in _slowly(context, f"{address}/{name}", at)]
    yield repainted("first touch of an explorer, at 1.6 Mbit/s", middle_and_tail(slow), OVER_A_SLOW_LINE)


def _times(moved: Iterable[tuple[str, list[float]]]) -> Iterator[Row]:
    first, every, medians = [], [], {}
    for name, [touch, *times] in moved:
        spread = middle_and_tail(times[WARM_UP:])
        yield repainted(f"  {name}", spread, LIMIT)
        first.append(touch)
        every += times[WARM_UP:]
        medians[name] = spread.median
    yield repainted(f"control to figure on a page, {len(medians)} explorers", middle_and_tail(every), LIMIT)
    yield repainted("first touch of an explorer, from a file", middle_and_tail(first), FROM_FILE)
    for name in medians.keys() & twins().keys():
        ratio = medians[name] / twins()[name].median
        yield within(f"  {name} / its twin built with ipywidgets.interact", ratio, OF_THE_TWIN, "x", 2)


def _sizes(files: dict[str, bytes], made: dict[str, bytes], *, whole: bool) -> Iterator[Row]:
    largest = max(len(content) for path, content in files.items() if path.endswith(".html"))
    touches = middle_and_tail(_touched(made).values())
    lessons = [f"{path.stem}.html" for path in notebooks.lessons()]
    visits = middle_and_tail(_sent(files, name, *SHARED, "plotly.min.js") for name in lessons)
    if whole:
        yield within("HTML edition with all that explorers show", sum(map(len, files.values())) / 1e6, 40, "MB")
        yield Row("  every page with every state, as servers send it", _kB(_sent(files, *files)))
    yield within("  the largest page, without the scripts that all pages share", largest / 1e6, 2, "MB")
    yield within("  the largest file of an explorer", max(map(len, made.values())) / 1e6, 1.5, "MB", 2)
    yield Row("  first visit of the first page, as servers send it (gzip)", _kB(_sent(files, "index.html", *SHARED)))
    yield Row("  first visit of a lesson, plotly.js with it, median / p95", f"{_kB(visits.median)}, {_kB(visits.p95)}")
    yield Row("  first touch of an explorer, median / p95", f"{_kB(touches.median)}, {_kB(touches.p95)}")


def _sent(files: dict[str, bytes], *names: str) -> int:
    """Return the bytes of some files as a server sends them."""
    return sum(len(gzip.compress(files[name])) for name in names)


def _touched(made: dict[str, bytes]) -> dict[str, int]:
    """Return the bytes that the first touch of each explorer loads at most: its first file, and the largest other."""
    sizes: dict[str, list[int]] = {}
    for path, content in sorted(made.items()):
        number = int(Path(path).stem)
        sizes.setdefault(str(Path(path).parent), []).insert(0 if number == 0 else 1, len(gzip.compress(content)))
    return {key: first + max(others, default=0) for key, (first, *others) in sizes.items()}


def _kB(count: float) -> str:
    return f"{count / 1e3:,.0f} kB"
