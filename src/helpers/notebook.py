"""What helps a reader of a lesson who runs its cells in another order than from top to bottom."""

import json
import symtable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from helpers import foreign

if TYPE_CHECKING:
    from IPython.core.interactiveshell import ExecutionResult


@dataclass(frozen=True, slots=True)
class Cell:
    """A code cell of a notebook: its identifier in the file, and its source."""

    id: str
    source: str


def watch_missing_names() -> None:
    """From now on, add a sentence below a NameError whose name an earlier cell of the lesson makes.

    What Python says stays as it is. Outside a notebook (no running IPython shell) nothing happens.
    """
    running = foreign.shell()
    if running is not None:
        running.events.register("post_run_cell", _advise)


def missing_name_sentence(name: str) -> str:
    """Return what is said below a NameError for `name`."""
    return (
        f"An earlier cell of this lesson makes '{name}'. In the menu choose Run, then "
        "'Run All Above Selected Cell', and run this cell again."
    )


def assigns(source: str, name: str) -> bool:
    """Return whether running the cell `source` makes `name`; one that Python cannot read makes nothing."""
    try:
        symbols = symtable.symtable(source, "cell", "exec").get_symbols()
    except SyntaxError:
        return False
    return any(symbol.get_name() == name and (symbol.is_assigned() or symbol.is_imported()) for symbol in symbols)


def cells_before(cells: list[Cell], cell_id: str | None, source: str) -> list[Cell]:
    """Return the code cells before the one that was run, known by its identifier or else by its `source`.

    A cell that the file does not hold yet is taken to be the last.
    """
    for place, cell in enumerate(cells):
        if cell.id == cell_id or cell.source == source:
            return cells[:place]
    return cells


def _advise(result: "ExecutionResult") -> None:
    """Say where a missing name comes from, below the error that `result` (of IPython's run_cell) ended with."""
    error, info = result.error_in_exec, result.info
    if type(error) is not NameError or error.name is None or info is None or not _of_a_cell(error):
        return
    before = cells_before(_lesson_cells(), info.cell_id, info.raw_cell)
    if any(assigns(cell.source, error.name) for cell in before):
        print(missing_name_sentence(error.name))


def _of_a_cell(error: NameError) -> bool:
    """Return whether the line that failed stands in a cell, and not in a module that a cell calls."""
    running, step = foreign.shell(), error.__traceback__
    while step is not None and step.tb_next is not None:
        step = step.tb_next
    return running is not None and step is not None and step.tb_frame.f_globals is running.user_ns


def _lesson_cells() -> list[Cell]:
    """Return the code cells of the notebook that is running, as saved last; none where it is not a lesson."""
    file = foreign.notebook_file()
    if file is None or not file.is_file() or file.name not in _lessons():
        return []
    return _code_cells(file)


def _lessons() -> set[str]:
    from helpers import tables

    return set(tables.lessons()["notebook"])


def _code_cells(file: Path) -> list[Cell]:
    """Return the code cells of a stored notebook."""
    stored = json.loads(file.read_text(encoding="utf-8"))["cells"]
    return [Cell(cell.get("id", ""), "".join(cell["source"])) for cell in stored if cell["cell_type"] == "code"]
