"""From the text of a file to the cells of its notebook, of any format and also where the JSON is broken."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from helpers.coursework import record_format
from helpers.coursework.problems import Code, ProblemLog
from helpers.coursework.reading.content import Unreadable
from helpers.coursework.record_format import Record

MOST_CELLS = 3000  # of a notebook that are read
MOST_OUTPUTS = 200  # at the beginning and at the end of a cell's outputs that are read
_ERRORS = ("error", "pyerr")  # as formats 4 and 3 call it
_NO_SOURCE = re.compile("[\x00\ud800-\udfff]")
_SPACE_AND_COMMAS = re.compile(r"[\s,]*")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its type as written in the file ("code"), its text, and its outputs as they stand there.

    `turn` is the number that the kernel gave it when it ran last, or None.
    """

    kind: str
    source: str
    outputs: tuple[object, ...] = ()
    turn: int | None = None

    @property
    def is_code(self) -> bool:
        """Whether it is a cell that a kernel runs."""
        return self.kind == "code"

    @property
    def failed(self) -> bool:
        """Whether it ended in an error when it ran last, so that a part of it was not run."""
        return any(isinstance(output, Mapping) and output.get("output_type") in _ERRORS for output in self.outputs)

    def records(self) -> list[Record]:
        """Return the records that its outputs carry."""
        found = (record_format.parse(data.get(record_format.MIME)) for data in self._data())
        return [record for record in found if record is not None]

    def said(self) -> tuple[str, ...]:
        """Return the answers that its outputs repeat in words."""
        heard = (record_format.heard(text) for text in self._texts())
        return tuple(answer for answer in heard if answer is not None)

    def _data(self) -> Iterable[Mapping[str, object]]:
        for output in self.outputs:
            data = output.get("data") if isinstance(output, Mapping) else None
            if isinstance(data, Mapping):
                yield data

    def _texts(self) -> Iterable[str]:
        for output in self.outputs:
            if isinstance(output, Mapping):
                data = output.get("data")
                yield _joined(data.get("text/plain") if isinstance(data, Mapping) else output.get("text"))


def cells_of(text: str, log: ProblemLog) -> list[Cell]:
    """Return the cells of a notebook file. Raises `Unreadable` where the text holds no notebook."""
    try:
        notebook = json.loads(text)
    except (ValueError, RecursionError):
        return _recovered(text, log)
    cells = _cell_list(notebook)
    if cells is None:
        raise Unreadable(Code.NO_CELLS)
    if len(cells) > MOST_CELLS:
        log.add(Code.TOO_MANY_CELLS, number=MOST_CELLS)
    return [_cell(cell) for cell in cells[:MOST_CELLS] if isinstance(cell, dict)]


def _cell_list(notebook: object) -> list[object] | None:
    """Return the list of cells of a notebook of any format, or None."""
    if isinstance(notebook, list):
        return notebook if any(isinstance(cell, dict) and "cell_type" in cell for cell in notebook) else None
    if not isinstance(notebook, dict):
        return None
    if isinstance(notebook.get("cells"), list):
        return notebook["cells"]
    if isinstance(notebook.get("worksheets"), list):  # formats 2 and 3
        sheets = [sheet.get("cells") for sheet in notebook["worksheets"] if isinstance(sheet, dict)]
        return [cell for cells in sheets if isinstance(cells, list) for cell in cells]
    return None


def _cell(cell: Mapping[str, object]) -> Cell:
    outputs = cell.get("outputs")
    turn = cell.get("execution_count", cell.get("prompt_number"))
    return Cell(
        str(cell.get("cell_type", "code")),
        _joined(cell.get("source", cell.get("input", ""))),
        _read_outputs(outputs) if isinstance(outputs, list) else (),
        turn if isinstance(turn, int) else None,
    )


def _read_outputs(outputs: list[object]) -> tuple[object, ...]:
    first, rest = outputs[:MOST_OUTPUTS], outputs[MOST_OUTPUTS:]
    return (*first, *rest[-MOST_OUTPUTS:])


def _joined(source: object) -> str:
    """Return a text that may stand as a list of lines; what no Python file can hold becomes a question mark."""
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    return _NO_SOURCE.sub("?", source) if isinstance(source, str) else ""


def _recovered(text: str, log: ProblemLog) -> list[Cell]:
    """Return what can be read of a file that is not valid JSON: its complete cells, or its plain text."""
    start = re.search(r'"cells"\s*:\s*\[', text)
    cells, rest = _complete_cells(text, start.end()) if start else ([], text)
    if record_format.names_a_call(rest):
        cells.append(Cell("code", _unescaped(rest)))
    if not any(record_format.names_a_call(cell.source) or cell.outputs for cell in cells):
        raise Unreadable(Code.WEB_PAGE if "<html" in text[:2000].lower() else Code.BEYOND_REPAIR)
    if start:
        log.add(Code.DAMAGED, cells=len(cells))
    else:
        log.add(Code.NO_NOTEBOOK)
    return cells


def _complete_cells(text: str, place: int) -> tuple[list[Cell], str]:
    """Return the cells from `place` on that are complete, and the text after them."""
    cells: list[Cell] = []
    decoder = json.JSONDecoder()
    while True:
        if space := _SPACE_AND_COMMAS.match(text, place):
            place = space.end()
        try:
            cell, end = decoder.raw_decode(text, place)
        except (ValueError, RecursionError):
            return cells, text[place:]
        if not isinstance(cell, dict) or len(cells) >= MOST_CELLS:
            return cells, text[end:]
        cells.append(_cell(cell))
        place = end


def _unescaped(rest: str) -> str:
    """Return the text of a broken piece of JSON: its strings joined, or itself where it holds none."""
    if '\\"' not in rest and "\\n" not in rest:
        return rest
    return rest.replace("\\n", "\n").replace('\\"', '"').replace("\\\\", "\\")
