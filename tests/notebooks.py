"""Reading the stored notebooks, for the tests that look at them."""

import ast
import base64
import functools
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeAlias

from helpers import tables

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = ROOT / "notebooks"
# A cell of a stored notebook, as JSON.
Cell: TypeAlias = Mapping[str, Any]
IMAGE = re.compile(r'<img [^>]*src="data:image/svg\+xml;base64,([^"]+)"')
LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")


def lessons() -> list[Path]:
    """Return the paths of the lessons that are there, in their order, without the start page."""
    return sorted(path for path in NOTEBOOKS.glob("[0-9][0-9]_*.ipynb") if path.stem[3:] != "start_here")


def path_of(lesson: str) -> Path:
    """Return the path of the notebook of a lesson, such as "balance", whatever its number."""
    (path,) = NOTEBOOKS.glob(f"[0-9][0-9]_{lesson.replace('-', '_')}.ipynb")
    return path


def page_of(lesson: str) -> str:
    """Return the name of a lesson's page in the HTML edition."""
    return path_of(lesson).with_suffix(".html").name


def everything() -> list[Path]:
    """Return the paths of all notebooks: start page, lessons, coursework."""
    return sorted(path for path in NOTEBOOKS.rglob("*.ipynb") if ".ipynb_checkpoints" not in path.parts)


@functools.cache
def cells(path: Path) -> list[Cell]:
    """Return the cells of a stored notebook, with their source as one string."""
    stored = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [cell | {"source": "".join(cell["source"])} for cell in stored]


def code(path: Path) -> list[Cell]:
    """Return the code cells of a notebook."""
    return [cell for cell in cells(path) if cell["cell_type"] == "code"]


def pictures(markup: str) -> list[str]:
    """Return the still pictures (SVG) in the HTML of an output or of a page."""
    return [base64.b64decode(found).decode() for found in IMAGE.findall(markup)]


def prose(path: Path) -> str:
    """Return the text of all Markdown cells of a notebook."""
    return "\n\n".join(cell["source"] for cell in cells(path) if cell["cell_type"] == "markdown")


@functools.cache
def called(source: str, function: str) -> list[list[Any]]:
    """Return the positional arguments (constants) of every call of `function` in the source of a cell."""
    return [
        [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == function
    ]


def calls(path: Path, function: str) -> list[list[Any]]:
    """Return the positional arguments (constants) of every call of `function`, such as "practice.ask"."""
    return [constants for cell in code(path) for constants in called(cell["source"], function)]


def links(path: Path) -> list[tuple[str, str]]:
    """Return (text, target) of every Markdown link of a notebook."""
    return LINK.findall(prose(path))


@functools.cache
def addresses() -> dict[str, str]:
    """Return {address: citation key} of every source."""
    return {tables.address(row): row["reference"] for row in tables.load("references").to_dict("records")}


def cited(text: str) -> set[str]:
    """Return the citation keys whose address a Markdown text links to."""
    known = addresses()
    return {known[target] for _, target in LINK.findall(text) if target in known}


def cited_in_lessons() -> set[str]:
    """Return the citation keys that any notebook's prose links to."""
    return {key for path in everything() for key in cited(prose(path))}
