"""Grids that stand from one build to the next: one is made anew when something that it was made from has changed."""

import contextlib
import hashlib
import json
import multiprocessing
import os
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import metadata
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path
from typing import Any

from helpers import tables
from helpers.explorers.engine import Value
from helpers.site import grids

FOLDER = tables.data_folder().parent / ".grids"
_PACKAGE = Path(__file__).resolve().parents[1]
_FLOORS = ("explorers", "figures", "illustrations", "views", "models", "tables", "words.py", "colours.py")
_LIBRARIES = ("numpy", "scipy", "pandas", "networkx")
_HEAVY = ["numpy", "pandas", "scipy.integrate", "scipy.optimize", "anywidget", "ipywidgets"]
"""What every process needs, and what no grid is made from: it is loaded once for all of them."""

Stored = dict[str, Any]
"""A grid as it is kept: its `files`, and the digests of what it was `made_from`."""


def stocked(calls: Mapping[str, grids.Call], folder: Path = FOLDER) -> dict[str, list[str]]:
    """Return the texts of the files of each grid, by its key; what `folder` lacks is made, and kept there."""
    folder.mkdir(parents=True, exist_ok=True)
    found = {key: stored for key in calls if (stored := _fresh(folder / f"{key}.json"))}
    for key, stored in _made({key: call for key, call in calls.items() if key not in found}):
        (folder / f"{key}.json").write_text(json.dumps(stored), encoding="utf-8")
        found[key] = stored
    return {key: found[key]["files"] for key in calls}


def lacking(calls: Mapping[str, grids.Call], folder: Path = FOLDER) -> frozenset[str]:
    """Return the keys of the grids that `folder` lacks: `stocked` would make them."""
    return frozenset(key for key in calls if _fresh(folder / f"{key}.json") is None)


def _fresh(path: Path) -> Stored | None:
    """Return the grid that is kept in a file, or None where it must be made."""
    if not path.is_file():
        return None
    stored = json.loads(path.read_text(encoding="utf-8"))
    now = {name: _digest(name) for name in stored["made_from"]}
    return stored if now == stored["made_from"] else None


@cache
def _digest(name: str) -> str:
    """Return the digest of a file (its path from the package on, or from the data), or the version of a library."""
    if name in _LIBRARIES:
        return _version(name)
    place, _, rest = name.partition("/")
    path = (_PACKAGE if place == "helpers" else tables.data_folder()) / rest
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


# ---------------------------------------------------------------------------- making, on all processors


def _made(calls: Mapping[str, grids.Call]) -> Iterator[tuple[str, Stored]]:
    """Yield the grid of each call, the largest first, each by a process of its own; tell how far it is."""
    if not calls:
        return
    sizes = {key: grids.size_of(call.opened()) for key, call in calls.items()}
    order = sorted(calls, key=lambda key: -sizes[key])
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_HEAVY)
    counter = context.Value("l", 0)
    bar = Progress(sum(sizes.values()), len(order))
    tasks = [(key, calls[key]) for key in order]
    with context.Pool(os.cpu_count(), _begin, (counter,), maxtasksperchild=1) as workers:
        answers = workers.imap_unordered(_make, tasks)
        for place in range(len(order)):
            while True:
                with contextlib.suppress(multiprocessing.TimeoutError):
                    key, stored = answers.next(timeout=1)
                    break
                bar.show(counter.value, place)
            bar.show(counter.value, place + 1)
            yield key, stored
    bar.end()


_counter: "Synchronized[int] | None" = None
_opened: set[str] = set()


def _begin(counter: "Synchronized[int]") -> None:
    """Begin a process: count for all of them, and note the tables that are read."""
    global _counter  # noqa: PLW0603 - the pool gives a process its counter in no other way
    _counter = counter
    sys.addaudithook(lambda event, given: _opened.add(str(given[0])) if event == "open" else None)


def _make(task: tuple[str, grids.Call]) -> tuple[str, Stored]:
    key, call = task
    explorer = call.opened()
    files = grids.written(explorer, _counted(explorer.states()))
    return key, {"files": files, "made_from": {name: _digest(name) for name in sorted(_made_from())}}


def _counted(states: Iterable[dict[str, Value]]) -> Iterator[dict[str, Value]]:
    """Yield the states, and count each for the bar."""
    for state in states:
        yield state
        if _counter is not None:
            with _counter.get_lock():
                _counter.value += 1


def _made_from() -> Iterator[str]:
    """Yield what this process has used: modules of the floors below explorers, tables, libraries."""
    yield from _LIBRARIES
    yield from ("helpers/site/grids.py", "helpers/site/packing.py")
    for module in [*sys.modules.values()]:
        path = Path(getattr(module, "__file__", None) or "/")
        if path.is_relative_to(_PACKAGE) and path.relative_to(_PACKAGE).parts[0] in _FLOORS:
            yield f"helpers/{path.relative_to(_PACKAGE).as_posix()}"
    for name in [*_opened]:
        path = Path(name)
        if path.suffix in (".csv", ".json") and path.is_relative_to(tables.data_folder()):
            yield f"data/{path.relative_to(tables.data_folder()).as_posix()}"


class Progress:
    """A bar on the terminal: how many states and explorers are done, and for how long it will go on.

    Where no terminal is, one line stands for it.
    """

    def __init__(self, states: int, explorers: int) -> None:
        self._states, self._explorers, self._began = states, explorers, time.monotonic()
        self._drawn = sys.stderr.isatty()
        if not self._drawn:
            print(f"Computing {states:,} states of {explorers} explorers.", file=sys.stderr, flush=True)

    def show(self, states: int, explorers: int) -> None:
        """Draw the bar."""
        if not self._drawn:
            return
        share = states / self._states
        filled = round(30 * share)
        print(
            f"\r[{'#' * filled}{'.' * (30 - filled)}] {states:,} of {self._states:,} states, "
            f"{explorers} of {self._explorers} explorers, {self._left(share)}   ",
            end="",
            file=sys.stderr,
            flush=True,
        )

    def _left(self, share: float) -> str:
        if share < 0.01:
            return "a few minutes to go"
        seconds = (time.monotonic() - self._began) * (1 - share) / share
        return f"{seconds / 60:.0f} min to go" if seconds > 90 else f"{seconds:.0f} s to go"

    def end(self) -> None:
        """Leave the line of the bar, and say how long it took."""
        seconds = time.monotonic() - self._began
        print(f"\n{self._states:,} states in {seconds:.0f} s.", file=sys.stderr, flush=True)
