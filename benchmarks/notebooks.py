"""How long the notebooks take, and how large they are as stored."""

import json
import subprocess
import tempfile
import time
from pathlib import Path

import nbformat
from tests import notebooks, refresh
from tests.__main__ import NBVAL, PYTEST, surroundings

from benchmarks.table import Row, within

# What every lesson imports: `explorers` and `practice` load their widgets when one is first named.
IMPORTS = """from helpers import figures, lesson, models, tables
from helpers.explorers.engine import Explorer
from helpers.practice import ask"""


def _nbval(folder: Path) -> tuple[float, bool]:
    """Return (seconds, whether all passed) of a strict run of the notebooks in `folder`, two at a time."""
    began = time.perf_counter()
    command = [*PYTEST, *NBVAL, str(folder)]
    done = subprocess.run(command, cwd=refresh.ROOT, env=surroundings(), check=False, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began, done.returncode == 0


def _only_imports(folder: Path, count: int) -> None:
    """Write `count` notebooks into `folder` that hold the course's imports and nothing else."""
    cell = nbformat.v4.new_code_cell(IMPORTS, execution_count=1)
    notebook = nbformat.v4.new_notebook(cells=[cell], metadata=refresh.METADATA)
    for number in range(count):
        nbformat.write(notebook, folder / f"imports_{number:02}.ipynb")


def _restart_and_run_all(path: Path) -> float:
    began = time.perf_counter()
    refresh.run(nbformat.read(path, as_version=4), path.parent)
    return time.perf_counter() - began


def _kilobytes(path: Path) -> float:
    return path.stat().st_size / 1024


def rows() -> list[Row]:
    """Return the rows about running and storing the notebooks."""
    everything = notebooks.everything()
    whole, passed = _nbval(notebooks.NOTEBOOKS)
    with tempfile.TemporaryDirectory() as folder:
        _only_imports(Path(folder), len(everything))
        floor, _ = _nbval(Path(folder))
    lessons = {path.stem: _restart_and_run_all(path) for path in notebooks.lessons()}
    slowest = max(lessons, key=lessons.__getitem__)
    sizes = {path.stem: _kilobytes(path) for path in everything}
    largest = max(sizes, key=sizes.__getitem__)
    cells = sum(len(json.loads(path.read_text(encoding="utf-8"))["cells"]) for path in everything)
    return [
        within(
            f"strict nbval run of {len(everything)} notebooks ({cells} cells){'' if passed else ', SOME FAILED'}",
            whole,
            60,
            "s",
        ),
        Row(f"floor: {len(everything)} kernels with the imports, the same way", f"{floor:.1f} s"),
        within("strict nbval run / floor", whole / floor, 2, "x", digits=2),
        within(f"slowest lesson, restart and run all ({slowest})", lessons[slowest], 5, "s"),
        *[Row(f"  restart and run all: {name}", f"{seconds:.1f} s") for name, seconds in lessons.items()],
        within(f"largest stored notebook ({largest})", sizes[largest], 300, "KB", digits=0),
        *[Row(f"  stored: {name}", f"{size:.0f} KB") for name, size in sizes.items()],
        within("all stored notebooks", sum(sizes.values()) / 1024, 3, "MB", digits=2),
    ]
