"""The frame of the pages that grading writes: one file each, that needs nothing from anywhere else."""

import html
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

STYLE = """
body{font:16px/1.5 system-ui,"Segoe UI",Helvetica,Arial,sans-serif;color:#1F1F1F;background:#fff;max-width:60rem;
margin:2rem auto;padding:0 1rem}
h1{font-size:1.5rem}h2{font-size:1.2rem;margin-top:2rem}
table{border-collapse:collapse;width:100%}caption{text-align:left;padding:.3rem 0;color:#505050}
th,td{border-bottom:1px solid #C8C8C8;padding:.5rem;text-align:left;vertical-align:top}
td.marks,th.marks{white-space:nowrap;text-align:right}
th.share{width:35%}
.bar{background:#0072B2;height:1rem;display:block;min-width:2px}
"""
escape = html.escape

Style: TypeAlias = Literal["", "marks", "share"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, and how it is set."""

    heading: str
    style: Style = ""


def page(title: str, body: str) -> str:
    """Return a page; `body` is HTML."""
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head><body>"
        f"<h1>{escape(title)}</h1>{body}</body></html>\n"
    )


def table(caption: str, columns: Sequence[Column], rows: Iterable[str]) -> str:
    """Return a table; `rows` are HTML."""
    head = "".join(f'<th scope="col"{_class(column.style)}>{escape(column.heading)}</th>' for column in columns)
    return (
        f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table>"
    )


def row(heading: str, *cells: str) -> str:
    """Return a row of a table: a heading (plain text) and cells (HTML, made by `cell`, `marks` or `bar`)."""
    return f'<tr><th scope="row">{escape(heading)}</th>{"".join(cells)}</tr>'


def cell(text: str) -> str:
    """Return a cell with plain text."""
    return f"<td>{escape(text)}</td>"


def marks(text: str | int) -> str:
    """Return a cell with marks or a count."""
    return f'<td class="marks">{escape(str(text))}</td>'


def bar(percent: str) -> str:
    """Return a cell with a bar of this length and the number below it."""
    return f'<td><span class="bar" style="width:{percent}%"></span>{percent} %</td>'


def _class(style: Style) -> str:
    return f' class="{style}"' if style else ""
