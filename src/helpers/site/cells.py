"""The stored cells of a notebook as blocks of HTML: figures, practice items, tables, code."""

import ast
import html
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, cast

from helpers import explorers, messages, practice
from helpers.explorers.engine import Explorer
from helpers.practice.compiled import compiled
from helpers.practice.widget import still_html
from helpers.practice.work import described

Cell = Mapping[str, Any]
"""A cell, or an output of one, as a notebook stores it."""

PLOTLY = "application/vnd.plotly.v1+json"
DRAWING = "image/svg+xml"
EXPLORER_NOTE = "As first shown. In JupyterLab this figure has controls, and it follows them."
_ASKED = re.compile(r'practice\.ask\("([^"]+)"\)')
_WORK = re.compile(r'practice\.my_work\((?:"([a-z0-9-]+)")?\)')
_WORDS = re.compile(r'(?P<head>.*?)<p class="figure-description">(?P<description>.*?)</p>(?P<table>.*)', re.DOTALL)
_STYLE = re.compile(r"<style\b.*?</style>", re.DOTALL)
_BESIDE = re.compile(r"<(style|metadata)>.*?</\1>", re.DOTALL)
_TABLE = re.compile(r"<table\b[^>]*>(<caption\b[^>]*>(.*?)</caption>)?.*?</table>", re.DOTALL)


def question_of(cell: Cell) -> str:
    """Return the identifier of the practice item that a code cell asks, or "" where it asks none."""
    asked = _ASKED.search("".join(cell["source"]))
    return asked[1] if asked else ""


def block(cell: Cell) -> str:
    """Return a code cell as HTML: its code behind a disclosure, then what it showed when it was last run.

    A cell that asks a practice item becomes the item, and one that shows the reader's work becomes that; their one line
    of code says no more.
    """
    if question_of(cell):
        return practice_html(question_of(cell))
    if work := _WORK.search("".join(cell["source"])):
        return f'<div class="my-work">{data_script("lessons", described(work[1] or ""))}</div>'
    source = "".join(cell["source"])
    if any(DRAWING in output.get("data", ()) for output in cell.get("outputs", [])):
        return code_html(source) + drawing_html(source)
    return code_html(source) + outputs_html(cell.get("outputs", []))


def code_html(source: str) -> str:
    """Return source code behind a disclosure."""
    return (
        f'<details class="code"><summary>Show the code</summary><pre><code>{html.escape(source)}</code></pre></details>'
    )


def practice_html(question: str) -> str:
    """Return a practice item: text that reads without a script, which the script turns into a form."""
    item = practice.load(question)
    return (
        f'<div class="practice" data-question="{html.escape(question)}">{still_html(item)}'
        f"{data_script('practice-item', compiled(item))}</div>"
    )


def outputs_html(outputs: Sequence[Cell]) -> str:
    """Return the stored outputs of a cell; a figure is joined with the description and table that follow it."""
    blocks: list[str] = []
    waiting: Cell | None = None
    for output in outputs:
        data = output.get("data", {"text/plain": output.get("text", "")})
        data = {kind: "".join(value) if isinstance(value, list) else value for kind, value in data.items()}
        if PLOTLY in data and "text/html" not in data:
            waiting = data
        elif PLOTLY in data:
            blocks.append(figure_html(data, data["text/html"], EXPLORER_NOTE))
        elif waiting:
            blocks.append(figure_html(waiting, data["text/html"]))
            waiting = None
        elif "text/html" in data:
            blocks.append(f'<div class="output">{scrolling(data["text/html"])}</div>')
        else:
            blocks.append(f'<pre class="output">{html.escape(data["text/plain"])}</pre>')
    return "".join(blocks)


def figure_html(data: Cell, words: str, note: str = "") -> str:
    """Return a figure: the picture (drawn by plotly.js from its data), its description, its table, and a `note`.

    Raises ValueError when `words`, the HTML stored with it, holds no description.
    """
    parts = _WORDS.fullmatch(words)
    if parts is None:
        raise ValueError(f"The figure '{data['text/plain']}' is stored without a description: run make refresh.")
    spec = data[PLOTLY]
    height = spec["layout"].get("height") or spec["layout"]["template"]["layout"]["height"]
    name = html.escape(data["text/plain"])
    note = f'<p class="figure-note">{html.escape(note)}</p>' if note else ""
    return (
        f'<figure>{parts["head"]}{note}<p class="figure-title"></p>'
        '<ul class="figure-key" aria-label="Key" hidden></ul>'
        f'<div class="figure-picture" role="img" aria-label="{name}" style="height: {height}px"></div>'
        '<ul class="figure-key" aria-label="Named here, and by a number in the figure" hidden></ul>'
        f'<figcaption class="figure-description">{parts["description"]}</figcaption>'
        f"{scrolling(parts['table'])}{data_script('figure-data', spec)}</figure>"
    )


def drawing_html(source: str) -> str:
    """Return the drawing of the explorer that the code `source` of a cell shows, with its description and its table.

    The drawing is made again, since a notebook stores it for a page only. Raises ValueError when `source` does not end
    in a call such as `explorers.signalling(interleukin="IL-2")`.
    """
    explorer = _explorer_of(source)
    state = cast("messages.State", explorer.state)
    note = f'<p class="figure-note">{html.escape(EXPLORER_NOTE)}</p>' if explorer.controls else ""
    data = {"title": explorer.title, "state": state, "values": explorer.values}
    return (
        f'<figure class="drawing">{note}<div class="explorer-drawing">{_drawn(state)}</div>'
        f'<figcaption class="figure-description">{html.escape(state["description"])}</figcaption>'
        f"<details><summary>Read this picture as a table</summary>{scrolling(state['table'])}</details>"
        f"{data_script('drawing-data', data)}</figure>"
    )


def _drawn(state: messages.State) -> str:
    """Return the drawing as it stands before any script: words beside it, colours in the page's own sheet."""
    return _BESIDE.sub("", state["drawing"]["wide"]) if "drawing" in state else ""


def _explorer_of(source: str) -> Explorer[Any]:
    last = ast.parse(source).body[-1]
    call = last.value if isinstance(last, ast.Expr) else None
    if not (
        isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and isinstance(call.func.value, ast.Name)
        and call.func.value.id == "explorers"
    ):
        raise ValueError(f"A cell that shows a drawing must end in a call of an explorer; this one is: {source}")
    start = {keyword.arg or "": ast.literal_eval(keyword.value) for keyword in call.keywords}
    return getattr(explorers, call.func.attr)(**start)


def scrolling(markup: str) -> str:
    """Return HTML in which every table scrolls by itself, so that a narrow page does not.

    The styles that outputs carry for JupyterLab are left out: the page has its own.
    """
    markup = _STYLE.sub("", markup).replace('<div style="overflow-x:auto">', "<div>")
    return _TABLE.sub(
        lambda match: (
            f'<div class="scroll" role="group" aria-label="Table: {match[2] or "rows and columns"}">{match[0]}</div>'
        ),
        markup,
    )


def data_script(name: str, value: object) -> str:
    """Return `value` as JSON in a script element, which no browser runs."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f'<script type="application/json" class="{name}">{text}</script>'
