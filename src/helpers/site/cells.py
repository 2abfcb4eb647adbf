"""The stored cells of a notebook as blocks of HTML: figures, explorers, practice items, tables, code."""

import ast
import html
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, cast

from helpers import messages, practice, tables
from helpers.explorers.engine import Explorer
from helpers.practice.compiled import compiled
from helpers.practice.widget import still_html
from helpers.practice.work import described
from helpers.site import grids
from helpers.site.translating import phrase

Cell = Mapping[str, Any]
"""A cell, or an output of one, as a notebook stores it."""

PLOTLY = "application/vnd.plotly.v1+json"
_ASKED = re.compile(r'practice\.ask\("([^"]+)"\)')
_WORK = re.compile(r'practice\.my_work\((?:"([a-z0-9-]+)")?\)')
_WORDS = re.compile(r'(?P<head>.*?)<p class="figure-description">(?P<description>.*?)</p>(?P<table>.*)', re.DOTALL)
_STYLE = re.compile(r"<style\b.*?</style>", re.DOTALL)
_NAME = re.compile(r' id="([^"]+)" class="plate')
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
    if call := call_of(cell):
        return code_html(source) + explorer_html(call)
    return code_html(source) + outputs_html(cell.get("outputs", []))


def code_html(source: str) -> str:
    """Return source code behind a disclosure."""
    name = phrase("Show the code")
    return f'<details class="code"><summary>{name}</summary><pre><code>{html.escape(source)}</code></pre></details>'


def practice_html(question: str) -> str:
    """Return a practice item: text that reads without a script, which the script turns into a form."""
    item = practice.load(question)
    return (
        f'<div class="practice" data-question="{html.escape(question)}" id="{html.escape(question)}">{still_html(item)}'
        f"{data_script('practice-item', compiled(item))}</div>"
    )


def outputs_html(outputs: Sequence[Cell]) -> str:
    """Return the stored outputs of a cell; a figure is joined with the description and table that follow it."""
    blocks: list[str] = []
    waiting: Cell | None = None
    for output in outputs:
        data = output.get("data", {"text/plain": output.get("text", "")})
        data = {kind: "".join(value) if isinstance(value, list) else value for kind, value in data.items()}
        if PLOTLY in data:
            waiting = data
        elif waiting:
            blocks.append(figure_html(waiting, data["text/html"]))
            waiting = None
        elif "text/html" in data:
            blocks.append(f'<div class="output">{scrolling(data["text/html"])}</div>')
        else:
            blocks.append(f'<pre class="output">{html.escape(data["text/plain"])}</pre>')
    return "".join(blocks)


def figure_html(data: Cell, words: str) -> str:
    """Return a figure: the picture (drawn by plotly.js from its data), its description and its table.

    Raises ValueError when `words`, the HTML stored with it, holds no description.
    """
    parts = _WORDS.fullmatch(_STYLE.sub("", words))
    if parts is None:
        raise ValueError(f"The figure '{data['text/plain']}' is stored without a description: run make refresh.")
    spec = data[PLOTLY]
    height = spec["layout"].get("height") or spec["layout"]["template"]["layout"]["height"]
    name = html.escape(data["text/plain"])
    return (
        f'<figure>{parts["head"]}<p class="figure-title"></p>'
        f'<ul class="figure-key" aria-label="{phrase("Key")}" hidden></ul>'
        f'<div class="figure-picture" role="img" aria-label="{name}" style="height: {height}px"></div>'
        f'<ul class="figure-key" aria-label="{phrase("Named here, and by a number in the figure")}" hidden></ul>'
        f'<figcaption class="figure-description">{parts["description"]}</figcaption>'
        f"{scrolling(parts['table'])}{data_script('figure-data', spec)}</figure>"
    )


def explorer_html(call: grids.Call) -> str:
    """Return an explorer: its words, its table and its drawing, which read without a script, and what a script needs.

    A figure is drawn by the script alone.
    """
    explorer = opened(call)
    state = cast("messages.State", explorer.state)
    first = "; ".join(f"{control['label']}: {_first_words(control, explorer.values)}" for control in explorer.controls)
    data = {
        "name": call.name,
        "key": grids.key_of(call, explorer),
        "title": explorer.title,
        "controls": explorer.controls,
        "presets": explorer.presets,
        "values": explorer.values,
        "state": {kind: part for kind, part in state.items() if kind in ("title", "figure", "drawing")},
    }
    return (
        f'<div class="live" data-explorer="{call.name}">'
        f"<p><strong>{html.escape(explorer.title)}</strong> ({html.escape(first)}).</p>"
        f'<div class="explorer-drawing">{_drawn(state, call)}</div>'
        f'<p class="figure-description">{html.escape(state["description"])}</p>'
        f"<details><summary>{phrase('Read this figure as a table')}</summary>{scrolling(state['table'])}</details>"
        f"{data_script('explorer-data', data)}</div>"
    )


def _first_words(control: Mapping[str, Any], values: Mapping[str, messages.Value]) -> str:
    return control["words"][control["values"].index(values[control["name"]])]


def _drawn(state: messages.State, call: grids.Call) -> str:
    """Return the drawing as it stands before any script: words beside it, colours in the page's own sheet.

    A page may show an explorer twice, with other first values: each drawing has identifiers of its own.
    """
    if "drawing" not in state:
        return ""
    markup = _BESIDE.sub("", state["drawing"]["wide"])
    name = _NAME.search(markup)
    if not call.start or name is None:
        return markup
    own = f"{grids.digest(call)}-{name[1]}"
    for before in ('"', " ", "#"):
        markup = markup.replace(f"{before}{name[1]}", f"{before}{own}")
    return markup


def opened(call: grids.Call) -> Explorer[Any]:
    """Return the explorer that a call opens, to look at and not to move: it is opened once."""
    return _opened(call.name, tuple(call.start.items()))


@tables.cached
def _opened(name: str, start: tuple[tuple[str, messages.Value], ...]) -> Explorer[Any]:
    return grids.Call(name, dict(start)).opened()


def call_of(cell: Cell) -> grids.Call | None:
    """Return the call with which a code cell ends when it is that of an explorer, else None.

    The first values of such a call are written out, as in `explorers.signalling(interleukin="IL-2")`.
    """
    lines = ast.parse("".join(cell["source"])).body
    call = lines[-1].value if lines and isinstance(lines[-1], ast.Expr) else None
    if not (
        isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and isinstance(call.func.value, ast.Name)
        and call.func.value.id == "explorers"
    ):
        return None
    return grids.Call(call.func.attr, {word.arg or "": ast.literal_eval(word.value) for word in call.keywords})


def cited(stored: Sequence[Cell]) -> list[str]:
    """Return the keys of the sources that the cells of a notebook list, as in `lesson.sources("castell_1990")`."""
    found: list[str] = []
    for cell in stored:
        if cell["cell_type"] == "code" and "lesson.sources(" in (source := "".join(cell["source"])):
            calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
            listed = [call for call in calls if ast.unparse(call.func) == "lesson.sources"]
            found += [ast.literal_eval(key) for call in listed for key in call.args]
    return found


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
