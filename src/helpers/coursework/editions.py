"""From the source notebook with solutions to what students receive: the class edition, and one for each student."""

import copy
import json
import re
from pathlib import Path
from typing import Any, TypeAlias

from helpers.coursework import handouts, record_format
from helpers.coursework.assignments import ASSIGNMENTS
from helpers.coursework.handouts import Asked, Handout
from helpers.coursework.items import Item
from helpers.coursework.record_format import Identity
from helpers.words import counted

ROOT = Path(__file__).resolve().parents[3]
SOURCES = ROOT / "coursework" / "source"
EDITIONS = ROOT / "notebooks" / "coursework"
_SOLUTION = re.compile(r"^[ \t]*### BEGIN SOLUTION.*?^[ \t]*### END SOLUTION", re.MULTILINE | re.DOTALL)
_HIDDEN = re.compile(r"^[ \t]*### BEGIN HIDDEN TESTS.*?^[ \t]*### END HIDDEN TESTS[ \t]*\n?", re.MULTILINE | re.DOTALL)

Notebook: TypeAlias = dict[str, Any]  # as its file holds it
Cell: TypeAlias = dict[str, Any]


class EditionError(ValueError):
    """An edition cannot be made; the message says what is missing."""


def source_path(assignment: str) -> Path:
    """Return the path of an assignment's source notebook, in the place where nbgrader looks for it."""
    name = ASSIGNMENTS[assignment].name
    return SOURCES / name / f"{name}.ipynb"


def edition_path(assignment: str) -> Path:
    """Return the path of an assignment's class edition."""
    return EDITIONS / f"{ASSIGNMENTS[assignment].name}.ipynb"


def read_notebook(path: Path) -> Notebook:
    """Return a notebook. Raises `EditionError` when it is missing."""
    if not path.is_file():
        raise EditionError(
            f"The notebook {path} is missing: restore it from the course's repository; of a new assignment, copy the"
            f" source of another there."
        )
    return json.loads(path.read_text(encoding="utf-8"))


def identity(data: Handout) -> str:
    """Return the line that names student, assignment and data in a notebook."""
    return record_format.write_identity(Identity(data.student, data.assignment, data.fingerprint))


def question_text(question: str, asked: Asked) -> str:
    """Return the cell that asks `question` with the student's own numbers (Markdown), and says where its figure is."""
    item = asked.about
    where = "The figure is drawn by the cell below. " if item.functions.figure else ""
    marks = "1 mark" if item.points == 1 else f"{item.points:g} marks"
    return f"## {question} {item.title}\n\n{where}{asked.text}\n\n*{marks}*"


def personal(notebook: Notebook, data: Handout) -> Notebook:
    """Return a copy of a notebook (source or class edition) with the questions and identity of `data`."""
    made = copy.deepcopy(notebook)
    made["cells"] = [new for cell in made["cells"] for new in _personal_cells(cell, data)]
    return made


def _personal_cells(cell: Cell, data: Handout) -> list[Cell]:
    """Return what stands in the place of one cell: itself with the student's numbers, with a figure where one is asked.

    The end of a cell's id says what it is; cells that show a figure are made anew.
    """
    question, _, part = cell["id"].upper().rpartition("-")
    match part:
        case "FIGURE" | "RECORD":
            return []
        case "TITLE" if not question:
            return [cell | {"source": _lines(_head("".join(cell["source"]), data))}]
        case "IDENTITY":
            told = "Leave the line above as it is: it says whose numbers these are."
            return [cell | {"source": _lines(f"{identity(data)}\n\n{told}")}]
        case "QUESTION":
            asked = data.questions[question]
            return [cell | {"source": _lines(question_text(question, asked))}, *_figure_cells(question, asked)]
        case "ANSWER":
            source = _with_template("".join(cell["source"]), data.questions[question].about)
            return [cell | {"source": _lines(source)}]
    return [cell]


def _head(source: str, data: Handout) -> str:
    """Return the first cell with the title of the assignment and how much it is; what stands below stays."""
    assignment = ASSIGNMENTS[data.assignment]
    marks = sum(asked.about.points for asked in data.questions.values())
    size = f"{counted(len(data.questions), 'question')}, {marks:g} marks, about {assignment.minutes} minutes."
    return "\n".join([f"# {assignment.title}", "", size, *source.splitlines()[3:]])


def _figure_cells(question: str, asked: Asked) -> list[Cell]:
    """Return the cells that show the figure of a question, where the student's item has one."""
    if not asked.about.functions.figure:
        return []
    code = f'from helpers import coursework\n\ncoursework.figure("{question}")'
    return [
        {
            "cell_type": "code",
            "execution_count": None,
            "id": f"{question.lower()}-figure",
            "metadata": {},
            "outputs": [],
            "source": _lines(code),
        },
        {
            "cell_type": "markdown",
            "id": f"{question.lower()}-record",
            "metadata": {},
            "source": ["Record what you read."],
        },
    ]


def _with_template(source: str, item: Item) -> str:
    """Return an answer cell whose blank call fits the student's item."""
    blank = r"^coursework\.record\(\"" + item.question + r'", (?:None|""" """).*$'
    return re.sub(blank, template(item), source, flags=re.MULTILINE)


def template(item: Item) -> str:
    """Return the call in which a student replaces None by the answer, or writes between the quotes."""
    if item.kind == "text":
        return record_format.write_call(item.question, '""" """')
    return record_format.write_call(item.question, "None", item.unit if item.kind == "number" else "")


def without_solutions(notebook: Notebook) -> Notebook:
    """Return a copy of a source notebook as students see it: no solution, no hidden test, no output."""
    made = copy.deepcopy(notebook)
    for cell in made["cells"]:
        source = _SOLUTION.sub(record_format.STUB, "".join(cell["source"]))
        cell["source"] = _lines(_HIDDEN.sub("", source).rstrip("\n"))
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = [], None
    return made


def class_edition(assignment: str) -> Notebook:
    """Return the class edition of an assignment, made from its source notebook."""
    return personal(without_solutions(read_notebook(source_path(assignment))), handouts.demo(assignment))


def text(notebook: Notebook) -> str:
    """Return a notebook as the text of its file."""
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


# ---------------------------------------------------------------------------- the files in the repository


def renew(assignment: str) -> Path:
    """Write the class edition of an assignment and its data files from its source notebook; return its path."""
    data = handouts.demo(assignment)
    source = personal(read_notebook(source_path(assignment)), data)
    for folder in (EDITIONS, source_path(assignment).parent):
        (folder / handouts.file_name(assignment, data.student)).write_text(handouts.file_text(data), encoding="utf-8")
    source_path(assignment).write_text(text(source), encoding="utf-8")
    edition_path(assignment).write_text(text(class_edition(assignment)), encoding="utf-8")
    return edition_path(assignment)
