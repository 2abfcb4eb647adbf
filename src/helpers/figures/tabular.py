"""A table as HTML: words stand left, numbers right, and the key of a source is a link to it.

JupyterLab sets every cell flush right, by a rule that is stronger than a style sheet in an output, and a notebook that
nobody has trusted yet loses such a sheet; a style at the cell stays. The style sheets of explorers and of the HTML
edition set cells right, too.
"""

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy.typing as npt

from helpers import tables
from helpers.words import number_words

Columns = Mapping[str, Sequence[Any] | npt.NDArray[Any]]

KEYS = "key"
"""The heading of a column that shows the keys of sources as they stand in the tables."""

_NUMBER = re.compile(r"[-+\u2212]?(?:[\d,]+(?:\.\d+)?|\.\d+)(?:e[-+]?\d+| × 10\^-?\d+)?")
_LONG_TEXT, _LONG_WORD = 60, 24  # letters from which a column gets room, or a word may be broken

_Known = Mapping[str, tables.Source]
"""Sources by their key."""


def table_html(table: Columns, caption: str) -> str:
    """Return a dictionary of columns as an HTML table with a caption and column headers."""
    columns = columns_html(table)
    head = "".join(column[0] for column in columns)
    rows = "".join(f"<tr>{''.join(cells)}</tr>" for cells in zip(*(column[1:] for column in columns), strict=True))
    return (
        f'<table class="course-table"><caption style="text-align:left">{html.escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def words_html(description: str, table: Columns, title: str) -> str:
    """Return what stands below every picture: its description, and its data as a table behind a disclosure."""
    return (
        f'<p class="figure-description">{html.escape(description)}</p>'
        f"<details><summary>Read this figure as a table</summary>{table_html(table, title)}</details>"
    )


def columns_html(table: Columns) -> list[list[str]]:
    """Return, for each column, its header and its cells as HTML."""
    known = tables.sources()
    return [_column(str(heading), cells, {} if heading == KEYS else known) for heading, cells in table.items()]


def cell_text(value: object) -> str:
    """Return a cell as a reader sees it: numbers with four digits, the key of a source as its short name."""
    return _text(value, tables.sources())


def sources_html(keys: str) -> str:
    """Return the sources with these `keys` (joined by ";") as links called "Author year"."""
    return _links(_cited(keys, tables.sources()))


def _column(heading: str, values: Iterable[object], known: _Known) -> list[str]:
    """Return the header and the cells of a column as HTML."""
    cells = list(values)
    texts = [_text(cell, known) for cell in cells]
    filled = [text for text in texts if text]
    side = "right" if filled and all(map(_NUMBER.fullmatch, filled)) else "left"
    room = ";min-width:16em" if max(map(len, texts), default=0) > _LONG_TEXT else ""
    marked = [_cell(cell, text, known, side) for cell, text in zip(cells, texts, strict=True)]
    return [f'<th scope="col" style="text-align:{side}{room}">{html.escape(heading)}</th>', *marked]


def _cell(value: object, text: str, known: _Known, side: str) -> str:
    """Return a cell as HTML. Numbers need no style: where the course shows a table, right is where cells stand."""
    if side == "right":
        return f"<td>{html.escape(text)}</td>"
    breaking = ";overflow-wrap:anywhere" if max(map(len, text.split()), default=0) > _LONG_WORD else ""
    content = _links(_cited(str(value), known)) or html.escape(text)
    return f'<td style="text-align:left{breaking}">{content}</td>'


def _text(value: object, known: _Known) -> str:
    if value is None:
        return ""
    text = number_words(value, 4) if isinstance(value, float) else str(value)
    return "; ".join(source.name for source in _cited(text, known)) or text


def _links(sources: Sequence[tables.Source]) -> str:
    return "; ".join(
        f'<a href="{html.escape(source.link)}" target="_blank" rel="noopener">{html.escape(source.name)}</a>'
        for source in sources
    )


def _cited(text: str, known: _Known) -> list[tables.Source]:
    """Return the sources whose keys are all that `text` holds; none where it is anything else."""
    keys = [key.strip() for key in text.split(";")]
    return [known[key] for key in keys] if all(key in known for key in keys) else []
