"""How large the HTML edition is, and how long a reader waits for a lesson: as a page, and in JupyterLab."""

import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from tests import notebooks
from tests.browser import jupyter
from tests.site.conftest import open_page

from benchmarks.table import Row, middle_and_tail, within
from helpers import site

PAGE_STEP, LAB_STEP = 2, 6  # every second page is opened, and every sixth lesson in JupyterLab, which takes long


def _seconds(action: Callable[[], object]) -> float:
    began = time.perf_counter()
    action()
    return time.perf_counter() - began


def _row_of(what: str, seconds: Mapping[str, float]) -> Row:
    slowest = max(seconds, key=seconds.__getitem__)
    median = middle_and_tail(seconds.values()).median
    return Row(f"{what}, median of {len(seconds)}; slowest ({slowest})", f"{median:.1f} s; {seconds[slowest]:.1f} s")


def rows() -> Iterator[Row]:
    """Yield the rows about the HTML edition and about opening a lesson."""
    with tempfile.TemporaryDirectory() as folder, jupyter.chromium() as context:
        pages = Path(folder) / "site"
        build = _seconds(lambda: site.write(site.build(), pages))
        megabytes = sum(path.stat().st_size for path in pages.rglob("*") if path.is_file()) / 1024**2
        yield within("HTML edition, without what explorers show later", megabytes, 18, "MB")
        yield Row("  building it", f"{build:.1f} s")
        names = [path.stem for path in notebooks.lessons()]
        looked = names[::PAGE_STEP]
        read = {name: _seconds(lambda name=name: open_page(context, pages / f"{name}.html")) for name in looked}
        yield _row_of("  opening a page from file until its figures are drawn", read)
        with jupyter.jupyterlab(Path(folder) / "home") as lab:
            window = jupyter.open_window(context, lab)
            yield Row("JupyterLab in the browser, from the address to the menu", f"{_seconds(window.start):.1f} s")
            opened = {}
            for name in names[::LAB_STEP]:
                opened[name] = _seconds(lambda name=name: window.open(f"{name}.ipynb"))
                window.leave()
        yield _row_of("  opening a lesson until its cells and its kernel are there", opened)
        ratio = _median(read, opened) / _median(opened, opened)
        yield Row("  a page of the HTML edition / the same lesson in JupyterLab", f"{ratio:.2f} x")


def _median(seconds: Mapping[str, float], names: Iterable[str]) -> float:
    return middle_and_tail(seconds[name] for name in names).median
