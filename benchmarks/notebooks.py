"""How long the notebooks take, and how large they are as stored."""

import json
import os
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import nbformat
from tests import notebooks, refresh
from tests.__main__ import NBVAL, PYTEST, surroundings

from benchmarks.table import Row, within

RUN_SECONDS, OF_THE_FLOOR, LESSON_SECONDS = 60, 1.5, 4
STORED_KB, ALL_STORED_MB = 600, 8
# What every lesson imports: `explorers` and `practice` load their widgets when one is first named.
IMPORTS = """from helpers import figures, lesson, models, tables
from helpers.explorers.engine import Explorer
from helpers.practice import ask"""


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds of the clock, and of the processor: on a machine that does something else only the second say much."""

    seconds: float
    processor: float


def _nbval(folder: Path) -> tuple[float, bool]:
    """Return (seconds, whether all passed) of a strict run of the notebooks in `folder`, two at a time."""
    began = time.perf_counter()
    command = [*PYTEST, *NBVAL, str(folder)]
    done = subprocess.run(command, cwd=refresh.ROOT, env=surroundings(), check=False, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began, done.returncode == 0


def _floor(source: str, count: int) -> float:
    """Return the seconds of a strict run of `count` notebooks that hold this cell and nothing else."""
    cell = nbformat.v4.new_code_cell(source, execution_count=1)
    notebook = nbformat.v4.new_notebook(cells=[cell], metadata=refresh.METADATA)
    with tempfile.TemporaryDirectory() as folder:
        for number in range(count):
            nbformat.write(notebook, Path(folder) / f"floor_{number:02}.ipynb")
        return _nbval(Path(folder))[0]


def _restart_and_run_all(path: Path) -> Run:
    began, spent = time.perf_counter(), _processor_seconds()
    refresh.run(nbformat.read(path, as_version=4), path.parent)
    return Run(time.perf_counter() - began, _processor_seconds() - spent)


def _processor_seconds() -> float:
    """Return what this process and those that it has waited for have spent."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def _kilobytes(path: Path) -> float:
    return path.stat().st_size / 1024


def rows() -> Iterator[Row]:
    """Yield the rows about running and storing the notebooks."""
    everything = notebooks.everything()
    yield from _whole_run(everything)
    lessons = {}
    for path in notebooks.lessons():
        run = _restart_and_run_all(path)
        lessons[path.stem] = run.seconds
        spent = f"processor {run.processor:.1f} s"
        yield Row(f"  restart and run all: {path.stem}", f"{run.seconds:.1f} s", parts=spent)
    slowest = max(lessons, key=lessons.__getitem__)
    yield within(f"slowest lesson, restart and run all ({slowest})", lessons[slowest], LESSON_SECONDS, "s")
    sizes = {path.stem: _kilobytes(path) for path in everything}
    largest = max(sizes, key=sizes.__getitem__)
    yield within(f"largest stored notebook ({largest})", sizes[largest], STORED_KB, "KB", digits=0)
    yield within("all stored notebooks", sum(sizes.values()) / 1024, ALL_STORED_MB, "MB", digits=2)


def _whole_run(everything: Sequence[Path]) -> Iterator[Row]:
    count = len(everything)
    cells = sum(len(json.loads(path.read_text(encoding="utf-8"))["cells"]) for path in everything)
    whole, passed = _nbval(notebooks.NOTEBOOKS)
    failed = "" if passed else ", SOME FAILED"
    yield within(f"strict nbval run of {count} notebooks ({cells} cells){failed}", whole, RUN_SECONDS, "s")
    empty = _floor("", count)
    yield Row(f"  {count} empty notebooks, the same way", f"{empty:.1f} s")
    yield Row("  strict nbval run / empty notebooks", f"{whole / empty:.2f} x")
    floor = _floor(IMPORTS, count)
    yield Row(f"  {count} notebooks that only import the course, the same way", f"{floor:.1f} s")
    yield within("  strict nbval run / only imports", whole / floor, OF_THE_FLOOR, "x", digits=2)
