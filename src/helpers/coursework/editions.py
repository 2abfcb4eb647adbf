"""From the source notebook with solutions to what students receive: the class edition, and one for each student."""

import copy
import json
import re
from pathlib import Path

from helpers.coursework import items, record_format
from helpers.coursework.dice import DEMO_KEY, DEMO_STUDENT
from helpers.coursework.record_format import Identity

ROOT = Path(__file__).resolve().parents[3]
SOURCES = ROOT / "coursework" / "source"
RUBRICS = ROOT / "docs" / "instructors" / "rubrics.md"
EDITIONS = ROOT / "notebooks" / "coursework"
STUB = "# Your working, if you want to keep any."
_SOLUTION = re.compile(r"^[ \t]*### BEGIN SOLUTION.*?^[ \t]*### END SOLUTION", re.MULTILINE | re.DOTALL)
_HIDDEN = re.compile(r"^[ \t]*### BEGIN HIDDEN TESTS.*?^[ \t]*### END HIDDEN TESTS[ \t]*\n?", re.MULTILINE | re.DOTALL)


class EditionError(ValueError):
    """An edition cannot be made; the message says what is missing."""


def source_path(assignment):
    """Return the path of an assignment's source notebook, in the place where nbgrader looks for it."""
    name = items.ASSIGNMENTS[assignment].name
    return SOURCES / name / f"{name}.ipynb"


def edition_path(assignment):
    """Return the path of an assignment's class edition."""
    return EDITIONS / f"{items.ASSIGNMENTS[assignment].name}.ipynb"


def read_notebook(path):
    """Return a notebook as a dictionary. Raises `EditionError` when it is missing."""
    if not path.is_file():
        raise EditionError(f"The notebook {path} is missing; restore it from the course's repository.")
    return json.loads(path.read_text(encoding="utf-8"))


def identity(data):
    """Return the line that names student, assignment and data in a notebook."""
    return record_format.write_identity(Identity(data["student"], data["assignment"], data["fingerprint"]))


def question_text(question, data):
    """Return the cell that asks `question` with the student's own numbers (Markdown)."""
    asked = data["questions"][question]
    item = items.load()[asked["item"]]
    marks = "1 mark" if item.points == 1 else f"{item.points:g} marks"
    return f"## {question} {item.title}\n\n{item.ask(asked['given'])}\n\n*{marks}*"


def personal(notebook, data):
    """Return a copy of a notebook (source or class edition) with the questions and identity of `data`."""
    made = copy.deepcopy(notebook)
    cells = []
    for cell in made["cells"]:
        question, _, part = cell["id"].upper().rpartition("-")
        if part in ("FIGURE", "RECORD"):
            continue
        cells.append(cell)
        if part == "IDENTITY":
            cell["source"] = _lines(
                identity(data) + "\n\nLeave the line above as it is: it says whose numbers these are."
            )
        elif part == "QUESTION":
            cell["source"] = _lines(question_text(question, data))
            cells += _figure_cells(question, data)
        elif part == "ANSWER":
            cell["source"] = _lines(_with_template("".join(cell["source"]), question, data))
    made["cells"] = cells
    return made


def _figure_cells(question, data):
    """Return the cells that show the figure of a question, where the student's item has one."""
    if not items.load()[data["questions"][question]["item"]].functions.figure:
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


def _with_template(source, question, data):
    """Return an answer cell whose blank call fits the student's item."""
    item = items.load()[data["questions"][question]["item"]]
    blank = r"^coursework\.record\(\"" + question + r'", (?:None|""" """).*$'
    return re.sub(blank, template(item), source, flags=re.MULTILINE)


def template(item):
    """Return the call in which a student replaces None by the answer, or writes between the quotes."""
    if item.kind == "text":
        return record_format.write_call(item.question, '""" """')
    return record_format.write_call(item.question, "None", item.unit if item.kind == "number" else "")


def without_solutions(notebook):
    """Return a copy of a source notebook as students see it: no solution, no hidden test, no output."""
    made = copy.deepcopy(notebook)
    for cell in made["cells"]:
        source = _SOLUTION.sub(STUB, "".join(cell["source"]))
        cell["source"] = _lines(_HIDDEN.sub("", source).rstrip("\n"))
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = [], None
    return made


def demo_data(assignment):
    """Return the demonstration student's data: the class edition, made with a public key."""
    return items.student_data(DEMO_KEY, assignment, DEMO_STUDENT)


def class_edition(assignment):
    """Return the class edition of an assignment, made from its source notebook."""
    return personal(without_solutions(read_notebook(source_path(assignment))), demo_data(assignment))


MINUTES = {"number": 4, "choice": 3, "letters": 4, "order": 4, "text": 9}


def minutes(item):
    """Return the minutes that an item is meant to take: an estimate, one more where a figure is read."""
    return MINUTES[item.kind] + bool(item.functions.figure)


def rubrics_page():
    """Return the page docs/instructors/rubrics.md, made from the tables: questions, minutes, rubrics."""
    lines = [
        "# Questions and rubrics of the coursework",
        "",
        "This page is made from `data/coursework_items.csv` and `data/coursework_options.csv` by "
        "`python -m helpers.coursework editions`.",
        "A student receives one item of each question. Minutes are estimates.",
        "",
    ]
    for assignment, about in items.ASSIGNMENTS.items():
        pools = items.pools(assignment)
        needed = sum(max(minutes(item) for item in pool) for pool in pools.values())
        lines += [
            f"## {about.title}",
            "",
            f"{len(pools)} questions, {sum(items.points(assignment).values()):g} marks, about {needed} minutes.",
            "",
            "| question | items | how answered | marks | minutes | objectives |",
            "|---|---|---|---|---|---|",
        ]
        for question, pool in pools.items():
            kinds = sorted({f"{item.kind} from a figure" if item.functions.figure else item.kind for item in pool})
            told = "; ".join(dict.fromkeys(item.title for item in pool))
            aims = ", ".join(dict.fromkeys(item.objective for item in pool))
            lines.append(
                f"| {question} | {told} | {', '.join(kinds)} | {pool[0].points:g} | "
                f"{max(minutes(item) for item in pool)} | {aims} |"
            )
        lines += ["", "Texts, marked by a person:", ""]
        for pool in pools.values():
            for item in pool:
                if item.kind == "text":
                    lines.append(f"- **{item.item}** ({item.objective}). {item.stem}")
                    lines += [f"  - {option.score:g}: {option.text}" for option in item.options]
        lines.append("")
    return "\n".join(lines)


def text(notebook):
    """Return a notebook as the text of its file."""
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"


def _lines(text):
    return text.splitlines(keepends=True)
