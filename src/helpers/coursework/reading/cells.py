"""From the text of a file to the cells of its notebook, of any format and also where the JSON is broken."""

import itertools
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from helpers.coursework import record_format
from helpers.coursework.problems import Code, ProblemLog
from helpers.coursework.reading.content import Unreadable
from helpers.coursework.record_format import Record

MOST_CELLS = 3000  # of a notebook that are read, and as many of those after them that may hold an answer
DEEPEST_WRAPPING = 3  # objects around a notebook, such as the answer of a server that holds it
MOST_OUTPUTS = 200  # at the beginning and at the end of a cell's outputs that are read
_ERRORS = ("error", "pyerr")  # as formats 4 and 3 call it
_TELLING = re.compile(record_format.FUNCTION + r"|A\d-\d\d|Student: ")
_NOT_PYTHON = re.compile(  # cells that IPython hands to something else
    r"\s*%%(?:writefile|file|html|markdown|latex|svg|javascript|js|bash|sh|script|perl|ruby|cmd|sx|system|!)\b",
    re.IGNORECASE,
)
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
        """Whether it is a cell that a kernel runs as Python."""
        return self.kind == "code" and not _NOT_PYTHON.match(self.source)

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
        cells = _read_cells(json.loads(text), log)
        if not any(record_format.names_a_call(cell.source) for cell in cells) and record_format.names_a_call(text):
            cells = _read_cells(json.loads(text, object_pairs_hook=_filled), log)
    except (ValueError, RecursionError) as error:
        if isinstance(error, Unreadable):
            raise
        return _recovered(text, log)
    return cells


def _filled(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return a JSON object in which an empty value does not replace an earlier one of the same name."""
    found: dict[str, object] = {}
    for name, value in pairs:
        if value or name not in found:
            found[name] = value
    return found


def _read_cells(notebook: object, log: ProblemLog) -> list[Cell]:
    """Return the cells of what a file holds; of very many, those after the first that may hold an answer."""
    found = _cell_list(notebook)
    if found is None:
        raise Unreadable(Code.NO_CELLS)
    if _cell_list(notebook, DEEPEST_WRAPPING) is None:
        log.add(Code.NO_NOTEBOOK)
    cells = [_cell(cell) for cell in found[:MOST_CELLS] if isinstance(cell, dict)]
    later = (_cell(cell) for cell in found[MOST_CELLS:] if isinstance(cell, dict))
    cells += itertools.islice((cell for cell in later if _TELLING.search(cell.source)), MOST_CELLS)
    if len(found) > MOST_CELLS:
        log.add(Code.TOO_MANY_CELLS, number=MOST_CELLS)
    return cells


def _cell_list(notebook: object, depth: int = 0) -> list[object] | None:
    """Return the list of cells of a notebook of any format, or None; below `DEEPEST_WRAPPING` it may be wrapped."""
    if isinstance(notebook, str) and not depth:
        return _cell_list(json.loads(notebook), 1)
    if isinstance(notebook, list) and any(isinstance(cell, dict) and "cell_type" in cell for cell in notebook):
        return notebook
    if isinstance(notebook, dict) and isinstance(notebook.get("cells"), list):
        return notebook["cells"]
    if isinstance(notebook, dict) and isinstance(notebook.get("worksheets"), list):  # formats 2 and 3
        sheets = [sheet.get("cells") for sheet in notebook["worksheets"] if isinstance(sheet, dict)]
        return [cell for cells in sheets if isinstance(cells, list) for cell in cells]
    inside = notebook.values() if isinstance(notebook, dict) else notebook[:1] if isinstance(notebook, list) else ()
    if depth < DEEPEST_WRAPPING:
        found = (_cell_list(part, depth + 1) for part in inside if isinstance(part, dict | list))
        return next((cells for cells in found if cells is not None), None)
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
