"""Building the HTML edition from the stored notebooks; explorers are opened again, so that a page can move them."""

import html
import itertools
import json
import posixpath
import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from helpers import foreign, illustrations, lesson, scripts, tables
from helpers.site import cells, grids, prose

FOLDER = tables.data_folder().parent / "site"
COURSE = "Interleukins: from messenger to medicine"
_HERE = Path(__file__).parent
_PRACTICE = _HERE.parent / "practice"
_EXPLORER = _HERE.parent / "explorers"
_NOTEBOOK_LINK = re.compile(r'href="([^":#]+)\.ipynb(#[^"]*)?"')
_NUMBERS = re.compile(r"<details>.*?</details>|<script.*?</script>|<pre.*?</pre>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Section:
    """What the search looks through: a heading of a page, and the words below it."""

    page: str
    anchor: str
    heading: str
    text: str
    title: str


@dataclass(frozen=True, slots=True)
class Page:
    """A notebook as a page: `path` and `title`, its headings, its body (HTML) and its sections."""

    path: str
    title: str
    headings: list[prose.Heading]
    body: str
    sections: list[Section]


def build(folder: Path = lesson.NOTEBOOKS) -> dict[str, bytes]:
    """Return {path: content} of every file of the edition, made from the notebooks in `folder`."""
    read = [_read(path, folder) for path in notebooks(folder)]
    pages = {page.path: _page(page, read).encode() for page in read}
    index = [asdict(section) for page in read for section in page.sections]
    return pages | {
        "index.html": _start(read).encode(),
        "course.css": _css().encode(),
        "course.js": _script().encode(),
        "search-index.js": f"globalThis.courseSections = {json.dumps(index, ensure_ascii=False)};\n".encode(),
        "plotly.min.js": foreign.plotly_js(),
    }


def calls(folder: Path = lesson.NOTEBOOKS) -> dict[str, grids.Call]:
    """Return every call of an explorer in the notebooks in `folder`, by the key of its grid."""
    stored = [json.loads(path.read_text(encoding="utf-8"))["cells"] for path in notebooks(folder)]
    found = [call for each in stored for cell in each if cell["cell_type"] == "code" and (call := cells.call_of(cell))]
    return {grids.key_of(call, cells.opened(call)): call for call in found}


def live(made: Mapping[str, Sequence[str]]) -> dict[str, bytes]:
    """Return {path: content} of the files of grids, given their texts by key."""
    return {
        f"grids/{key}/{number}.js": f'courseGrid("{key}/{number}","{text}");\n'.encode()
        for key, texts in made.items()
        for number, text in enumerate(texts)
    }


def write(built: Mapping[str, bytes], folder: Path) -> None:
    """Write the files that `build` returned into `folder`; the course's own folder `site` is emptied first."""
    if folder == FOLDER:
        shutil.rmtree(folder, ignore_errors=True)
    for name, content in built.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def notebooks(folder: Path) -> list[Path]:
    """Return the notebooks of the course in reading order: start page, lessons, coursework."""
    return sorted(folder.glob("[0-9][0-9]_*.ipynb")) + sorted((folder / "coursework").glob("*.ipynb"))


def _read(path: Path, folder: Path) -> Page:
    """Return a notebook as a page."""
    convert, headings = prose.converter()
    stored = json.loads(path.read_text(encoding="utf-8"))["cells"]
    blocks = [_block(cell, convert) for cell in stored]
    name = path.relative_to(folder).with_suffix(".html").as_posix()
    title = headings[0].text
    _, *texts = re.split(r"(?=<h[1-6] id=)", _NUMBERS.sub(" ", " ".join(blocks)))
    sections = [
        Section(name, heading.anchor, heading.text, prose.plain_text(text), title)
        for heading, text in zip(headings, texts, strict=True)
    ]
    return Page(name, title, headings, "".join(blocks), sections)


def _block(cell: cells.Cell, convert: Callable[[str], str]) -> str:
    if cell["cell_type"] == "markdown":
        return cells.scrolling(convert("".join(cell["source"])))
    return cells.block(cell)


def _page(page: Page, pages: list[Page]) -> str:
    """Return the whole HTML of one page."""
    here = posixpath.dirname(page.path)
    contents = "".join(
        f'<li class="level{part.level}"><a href="#{html.escape(part.anchor)}">{html.escape(part.text)}</a></li>'
        for part in page.headings
        if part.level in (2, 3)
    )
    return _frame(
        page.title,
        here,
        f'<div class="columns"><nav class="contents" aria-label="On this page"><p>On this page</p><ul>{contents}</ul>'
        f'</nav><main id="content" tabindex="-1">{_pages_for_notebooks(page.body)}</main></div>',
        f'<nav class="ways" aria-label="Previous and next">{_ways(page, pages)}</nav>',
        plotly='class="figure-data"' in page.body or 'class="explorer-data"' in page.body,
    )


def _ways(page: Page, pages: list[Page]) -> str:
    """Return the links to the page before and the page after."""
    place, here = pages.index(page), posixpath.dirname(page.path)
    before = _way("prev", "Previous", pages[place - 1], here) if place else ""
    after = _way("next", "Next", pages[place + 1], here) if place + 1 < len(pages) else ""
    return before + after


def _way(relation: str, word: str, page: Page, here: str) -> str:
    link = html.escape(posixpath.relpath(page.path, here or "."))
    return f'<a rel="{relation}" href="{link}"><span>{word}:</span> {html.escape(page.title)}</a>'


def _start(pages: list[Page]) -> str:
    """Return the HTML of the first page: the lessons by part, and the coursework."""
    there = {page.path for page in pages}
    lessons = [row for row in tables.lessons().to_dict("records") if _page_of(row) in there]
    parts = [
        f"<h2>{html.escape(part)}</h2><ul>{''.join(map(_entry, rows))}</ul>"
        for part, rows in itertools.groupby(lessons, key=lambda row: row["part"])
    ]
    coursework = "".join(
        f'<li><a href="{html.escape(page.path)}">{html.escape(page.title)}</a></li>'
        for page in pages
        if page.path.startswith("coursework/")
    )
    main = (
        f'<main id="content" tabindex="-1"><h1>{COURSE}</h1>'
        "<p>Everything here works on this page: explorers follow their controls, figures describe themselves, practice "
        "items judge your answers, and nothing is sent anywhere. To run code, open the course in JupyterLab.</p>"
        "<p>The course is education and not medical advice.</p>"
        f"{''.join(parts)}<h2>Coursework</h2><ul>{coursework}</ul></main>"
    )
    return _frame("All lessons", "", main, "", plotly=False)


def _page_of(row: Mapping[Any, Any]) -> str:
    return Path(row["notebook"]).with_suffix(".html").name


def _entry(row: Mapping[Any, Any]) -> str:
    minutes = f"{row['minutes']} min" + (f"; needs {row['after']}" if row["after"] else "")
    return (
        f'<li><a href="{_page_of(row)}">{row["shown"]} {html.escape(row["title"])}</a> ({minutes}): '
        f"{html.escape(row['question'])}</li>"
    )


def _frame(title: str, here: str, main: str, ways: str, *, plotly: bool) -> str:
    """Return a page with head, banner, search and footer around `main`; `here` is the page's folder."""
    root = "../" if here else ""
    library = f'<script defer src="{root}plotly.min.js"></script>' if plotly else ""
    return f"""<!doctype html>
<html lang="en-GB" data-theme="light">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{html.escape(title)} · {COURSE}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="{root}course.css">
{library}<script defer src="{root}search-index.js"></script><script defer src="{root}course.js"></script>
</head>
<body data-root="{root}">
<a class="skip" href="#content">Skip to the content</a>
<header>
<a class="home" href="{root}index.html">{COURSE}</a>
<form role="search" class="search"><label for="search">Search the course</label>
<input id="search" type="search" autocomplete="off" spellcheck="false">
<p class="search-count" role="status"></p><ol class="search-found" aria-label="Sections found"></ol></form>
</header>
{main}
<footer>{ways}<p>Code: BSD 3-Clause. Prose, figures and data: CC BY 4.0. The course is education and not medical advice.
</p></footer>
</body>
</html>
"""


def _pages_for_notebooks(body: str) -> str:
    return _NOTEBOOK_LINK.sub(lambda match: f'href="{match[1]}.html{match[2] or ""}"', body)


def _css() -> str:
    ours = _PRACTICE / "practice.css", _HERE / "site.css", scripts.DRAWING_STYLE, _EXPLORER / "explorer.css"
    return scripts.style(*ours) + illustrations.STYLE


def _script() -> str:
    """Return one classic script: a page opened as a file may not load modules."""
    parts = {
        "form": _PRACTICE / "question.js",
        "judging": _PRACTICE / "judge.js",
        "panel": _PRACTICE / "work.js",
        "explorer": _EXPLORER / "explorer.js",
    }
    values = "".join(f"const {name} = {_as_value(path.read_text(encoding='utf-8'))};\n" for name, path in parts.items())
    own = scripts.style(_HERE / "live.js", _HERE / "site.js")
    return f'(() => {{\n"use strict";\n{scripts.script(scripts.FIGURES, scripts.DRAWINGS)}\n{values}{own}}})();\n'


def _as_value(module: str) -> str:
    """Return the source of a module with one default export as an expression of that export."""
    source, exported = re.subn(r"^export default (.+);$", r"return \1;", module, flags=re.MULTILINE)
    if exported != 1:
        raise ValueError("A script of the HTML edition must end with one 'export default'.")
    return f"(() => {{\n{source}}})()"
