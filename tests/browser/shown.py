"""What the cells of a notebook show, made again in this process: what the browser's page is compared with."""

import ast
import contextlib
import functools
import io
from dataclasses import dataclass

from helpers import colours, figures, practice
from helpers.explorers.engine import Explorer
from tests import notebooks

KINDS = (Explorer, figures.Figure, practice.Question)

ASTRAY = """() => [...document.querySelectorAll('.course-table td')].filter((cell) => {
  const header = cell.closest('table').tHead.rows[0].cells[cell.cellIndex];
  return getComputedStyle(cell).textAlign !== getComputedStyle(header).textAlign;
}).map((cell) => cell.textContent)"""
"""Finds the cells of tables that stand on another side than the header of their column."""

LIGHT_ON_DARK = """(light) => {
  const figures = ':is(.explorer-figure, .figure-picture, .jp-RenderedPlotly) .main-svg [style*="rgb("]';
  const given = (mark, kind) => mark.getAttribute('style')?.includes(`${kind}: rgb(`) || mark.getAttribute(kind);
  return [...document.querySelectorAll(`${figures}, .figure-key svg *`)].flatMap((mark) => ['fill', 'stroke']
    .filter((kind) => given(mark, kind) && light.includes(getComputedStyle(mark)[kind]))
    .map((kind) => `${kind}: ${mark.outerHTML.slice(0, 150)}`));
}"""
"""Finds the marks of figures that still have one of the colours (as "rgb(31, 31, 31)") of a light page."""

LIGHT = [f"rgb{colours.parts(colour)}" for colour in colours.ON_DARK]
"""The colours of figures on a light page, as a browser writes them."""

ROWS = "(table) => [...table.tBodies[0].rows].map((row) => [...row.cells].map((cell) => cell.textContent))"
"""Reads the words of a table's cells, row by row."""


@dataclass(frozen=True)
class Shown:
    """An explorer, figure or question, and the place of its cell among all cells of the notebook."""

    cell: int
    thing: object


def _last_value(source, names):
    """Run the source of a cell in `names` and return the value of its last expression (None without one)."""
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names) if last else None


@functools.cache
def shown(path):
    """Return what each cell of the notebook at `path` shows, in order: explorers, figures and questions."""
    names, found = {}, []
    with contextlib.redirect_stdout(io.StringIO()):
        for place, cell in enumerate(notebooks.cells(path)):
            if cell["cell_type"] == "code":
                value = _last_value(cell["source"], names)
                if isinstance(value, KINDS):
                    found.append(Shown(place, value))
    return tuple(found)


def of_kind(path, kind):
    """Return the `Shown` of `path` that are of the class `kind`."""
    return [entry for entry in shown(path) if isinstance(entry.thing, kind)]


def cell_texts(table):
    """Return the rows of a figure's table as a reader sees them: a list of lists of strings."""
    return [[figures.cell_text(value) for value in row] for row in zip(*table.values(), strict=True)]
