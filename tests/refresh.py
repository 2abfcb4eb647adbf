"""Re-run every notebook (or those named) and store it, normalised: `python -m tests.refresh [file ...]`.

Its head (number and title), its links to lessons and its last line are made from the table of lessons, and its list of
sources from what it cites; `--links` renews these and runs nothing. In a lesson that is told as a story (the table
names its patient), cells that only show something are stored with their source hidden, on the start page all code.
"""

import ast
import re
import sys
import textwrap
from pathlib import Path

import nbclient
import nbformat
from nbclient.exceptions import CellExecutionError

from helpers import stored, tables
from tests import notebooks

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = ROOT / "notebooks"
SOURCES = ROOT / "coursework" / "source"
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
LINK_TO_A_LESSON = re.compile(r"\[(?P<words>[^\[\]]*)\]\(\d\d_(?P<slug>[a-z0-9_]+)\.ipynb(?P<section>(?:#[^)\s]*)?)\)")
SOURCES_LISTED = re.compile(r"lesson\.sources\([^()]*\)")
LAST = (
    "The lessons end here. The [capstone](coursework/capstone.ipynb) has other claims for you to judge; "
    "all lessons are listed on the page [Start here](00_start_here.ipynb)."
)
WIDTH = 88  # letters in a line of code: the room on a printed page
# What a cell may end with that only shows something, and teaches no code.
SHOWS = re.compile(r"(explorers|figures|practice)\.\w+|lesson\.(words|sources|course_map|check_setup)")


def all_notebooks():
    """Return the paths of all notebooks, lessons first, in their order; coursework with its sources."""
    folders = (NOTEBOOKS.glob("*.ipynb"), (NOTEBOOKS / "coursework").glob("*.ipynb"), SOURCES.glob("*/*.ipynb"))
    return [path for found in folders for path in sorted(found)]


def run(notebook, folder=NOTEBOOKS):
    """Execute a notebook (an nbformat node) in `folder` and return it normalised."""
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    client = nbclient.NotebookClient(
        notebook,
        kernel_name="python3",
        timeout=120,
        extra_arguments=["--IPKernelApp.log_level=40"],  # ipykernel warns of TCP on one machine, too
        store_widget_state=False,
        record_timing=False,
        resources={"metadata": {"path": str(folder)}},
    )
    client.execute()
    return normalise(notebook)


def normalise(notebook):
    """Return the notebook with minimal metadata and without anything that lives only in one session."""
    notebook.metadata = nbformat.from_dict(METADATA)
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    for cell in notebook.cells:
        cell.metadata = nbformat.from_dict(
            {key: cell.metadata[key] for key in ("tags", "nbgrader") if key in cell.metadata}
        )
        for output in cell.get("outputs", []):
            stored.unrun(output)
    return notebook


def only_shows(source: str) -> bool:
    """Return whether a code cell consists of imports and one call that shows a figure, an item or a list."""
    *before, last = ast.parse(source).body or [ast.Pass()]
    imports = all(isinstance(statement, ast.Import | ast.ImportFrom) for statement in before)
    call = last.value if isinstance(last, ast.Expr) else None
    return imports and isinstance(call, ast.Call) and bool(SHOWS.fullmatch(ast.unparse(call.func)))


def display(cell: nbformat.NotebookNode, *, teaches: bool = True) -> dict[str, object]:
    """Return the metadata by which a cell is shown: hidden where it is code that only shows something, and as slides.

    Where a page `teaches` no code, all of it is hidden.
    On slides (`jupyter nbconvert --to slides`) each section goes to the right, and each cell of it down.
    """
    begins = cell["cell_type"] == "markdown" and cell["source"].startswith(("# ", "## "))
    slide = {"slideshow": {"slide_type": "slide" if begins else "subslide"}}
    hidden = cell["cell_type"] == "code" and (not teaches or only_shows(cell["source"]))
    return {"jupyter": {"source_hidden": True}, **slide} if hidden else slide


def way_on(lesson: str) -> str:
    """Return the last line of a lesson: the link to the one that follows, after the last to the capstone."""
    rows = tables.lessons().to_dict("records")
    there = [row for row in rows if (NOTEBOOKS / row["notebook"]).is_file() or row["lesson"] == lesson]
    place = [row["lesson"] for row in there].index(lesson)
    if place + 1 == len(there):
        return LAST
    own, following = there[place : place + 2]
    line = f"Next lesson: [{following['title']}]({following['notebook']}). Its question: {following['question']}"
    if own["part"] == following["part"]:
        return line
    part, *_ = re.findall(r"\d+", own["part"])
    return f"Here part {part} ends; its [coursework](coursework/part{part}.ipynb) can begin. {line}"


def retell(notebook: nbformat.NotebookNode, path: Path) -> nbformat.NotebookNode:
    """Return the notebook; in a lesson told as a story, sources are hidden by the rule and the last line is renewed.

    The start page, which tells no story and teaches no code, has all its code hidden.
    """
    row = next((row for row in tables.lessons().to_dict("records") if row["notebook"] == path.name), None)
    if row is None:
        return notebook
    if row["patient"]:
        name = f"{row['lesson']}-next"
        cells = [cell for cell in notebook.cells if cell.id != name]
        notebook.cells = [*cells, nbformat.v4.new_markdown_cell(way_on(row["lesson"]), id=name)]
    for cell in notebook.cells:
        cell.metadata = nbformat.from_dict(display(cell, teaches=bool(row["patient"])))
    return notebook


def renumber(notebook: nbformat.NotebookNode, path: Path) -> nbformat.NotebookNode:
    """Return the notebook with its head, and its links to lessons, as the table of lessons has numbers and titles.

    The head of a lesson is "# 05 Title"; a link to a lesson has its title as words, unless it leads to a section.
    """
    rows = {Path(row.notebook).stem[3:]: row for row in tables.lessons().itertuples()}
    own = rows.get(path.stem[3:])

    def link(match: re.Match[str]) -> str:
        row = rows.get(match["slug"])
        if row is None:
            return match[0]
        return f"[{match['words'] if match['section'] else row.title}]({row.notebook}{match['section']})"

    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = LINK_TO_A_LESSON.sub(link, cell.source)
            if own:
                cell.source = re.sub(r"\A# \d\d .+", lambda _: f"# {own.shown} {own.title}", cell.source)
    return notebook


def relist(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Return the notebook; a list of sources that is not what its prose and its items cite is filled anew."""
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    asked = {question for cell in code for question, *_ in notebooks.called(cell.source, "practice.ask")}
    questions = tables.load("questions")
    items = questions.loc[questions["question"].isin(asked), "reference"].str.split(";").explode()
    prose = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    cited = sorted(notebooks.cited(prose).union(items))
    for cell in code:
        for listed in notebooks.called(cell.source, "lesson.sources"):
            if sorted(listed) != cited or max(map(len, cell.source.splitlines())) > WIDTH:
                keys = ", ".join(f'"{key}"' for key in cited)
                filled = textwrap.fill(keys, WIDTH - 1, initial_indent="    ", subsequent_indent="    ")
                cell.source = SOURCES_LISTED.sub(f"lesson.sources(\n{filled})", cell.source)
    return notebook


def store(path: Path, *, running: bool = True) -> None:
    """Renew the numbers of the notebook at `path`, run it (unless told not to) and write it back."""
    notebook = relist(renumber(nbformat.read(path, as_version=4), path))
    if running:
        try:
            notebook = run(notebook, path.parent)
        except CellExecutionError as error:
            error.add_note(f"The cell stands in {path}; mend it there. The stored file is as it was.")
            raise
    notebook = retell(notebook, path)
    nbformat.validate(notebook)
    path.write_text(nbformat.writes(notebook, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def main(arguments: list[str]) -> None:
    """Store the notebooks named, or all; with --links, run none."""
    names = [argument for argument in arguments if argument != "--links"]
    for path in [Path(name).resolve() for name in names] or all_notebooks():
        store(path, running="--links" not in arguments)
        print(f"{path.name}: {path.stat().st_size / 1024:.0f} KB")


if __name__ == "__main__":
    main(sys.argv[1:])
