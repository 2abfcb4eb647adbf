"""How long a plate takes to draw in the kernel, and how large it is stored."""

import statistics
import time
from collections.abc import Iterator

from benchmarks.table import Row, within
from helpers import explorers
from helpers.explorers.engine import Explorer
from helpers.illustrations import Illustration

DRAWINGS = 10


def _milliseconds(explorer: Explorer) -> float:
    """Return the median time of an answer: the view, the drawing for a page, and its markup."""
    spent = []
    for _ in range(DRAWINGS):
        began = time.perf_counter()
        picture = explorer.at()
        assert isinstance(picture, Illustration)
        picture.svg()
        spent.append(1000 * (time.perf_counter() - began))
    return statistics.median(spent)


def rows() -> Iterator[Row]:
    """Yield the slowest and the largest plate of the course, each with its name."""
    found = {name: getattr(explorers, name)() for name in dir(explorers)}
    plates = {name: explorer for name, explorer in found.items() if isinstance(explorer.figure, Illustration)}
    times = {name: _milliseconds(explorer) for name, explorer in plates.items()}
    sizes = {name: len(explorer.figure.svg().encode()) / 1000 for name, explorer in plates.items()}
    slowest, largest = max(times, key=lambda name: times[name]), max(sizes, key=lambda name: sizes[name])
    yield within(f"a plate drawn in the kernel, the slowest of {len(plates)} ({slowest})", times[slowest], 10, "ms")
    yield within(f"a plate as it is stored, the largest ({largest})", sizes[largest], 60, "kB", 0)
