"""Building the HTML edition from the stored notebooks; nothing is run."""

import html
import json
import posixpath
import re
import shutil
from importlib.resources import files
from pathlib import Path

from helpers import lesson, scripts, tables
from helpers.site import cells, prose

FOLDER = tables.FOLDER.parent / "site"
COURSE = "Interleukins: from messenger to medicine"
_HERE = Path(__file__).parent
_PRACTICE = _HERE.parent / "practice"
_NOTEBOOK_LINK = re.compile(r'href="([^":#]+)\.ipynb(#[^"]*)?"')
_NUMBERS = re.compile(r"<details>.*?</details>|<script.*?</script>|<pre.*?</pre>", re.DOTALL)


def build(folder=lesson.NOTEBOOKS):
    """Return {path: bytes} of every file of the edition, made from the notebooks in `folder`."""
    read = [_read(path, folder) for path in notebooks(folder)]
    pages = {page["path"]: _page(page, read).encode() for page in read}
    index = [entry for page in read for entry in page["sections"]]
    return pages | {
        "index.html": _start(read).encode(),
        "course.css": _css().encode(),
        "course.js": _script().encode(),
        "search-index.js": f"globalThis.courseSections = {json.dumps(index, ensure_ascii=False)};\n".encode(),
        "plotly.min.js": (files("plotly") / "package_data" / "plotly.min.js").read_bytes(),
    }


def write(built, folder):
    """Write the files that `build` returned into `folder`; the course's own folder `site` is emptied first."""
    if folder == FOLDER:
        shutil.rmtree(folder, ignore_errors=True)
    for name, content in built.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def notebooks(folder):
    """Return the notebooks of the course in reading order: start page, lessons, coursework."""
    return sorted(folder.glob("[0-9][0-9]_*.ipynb")) + sorted((folder / "coursework").glob("*.ipynb"))


def _read(path, folder):
    """Return a notebook as a page: its path, title, headings, body (HTML) and the sections to search."""
    convert, headings = prose.converter()
    stored = json.loads(path.read_text(encoding="utf-8"))["cells"]
    page = path.relative_to(folder).with_suffix(".html").as_posix()
    body, sections = [], []
    for cell in stored:
        seen = len(headings)
        markdown = cell["cell_type"] == "markdown"
        block = cells.scrolling(convert("".join(cell["source"]))) if markdown else cells.block(cell)
        body.append(block)
        words = [prose.plain_text(part) for part in re.split(r"(?=<h[1-6] id=)", _NUMBERS.sub(" ", block))]
        if sections:
            sections[-1]["text"] += f" {words[0]}"
        for (_, anchor, heading), text in zip(headings[seen:], words[1:], strict=True):
            sections.append({"page": page, "anchor": anchor, "heading": heading, "text": text})
    title = headings[0][2]
    for section in sections:
        section["title"] = title
    return {"path": page, "title": title, "headings": headings, "body": "".join(body), "sections": sections}


def _page(page, pages):
    """Return the whole HTML of one page."""
    place = pages.index(page)
    here = posixpath.dirname(page["path"])
    contents = "".join(
        f'<li class="level{level}"><a href="#{html.escape(anchor)}">{html.escape(text)}</a></li>'
        for level, anchor, text in page["headings"]
        if level in (2, 3)
    )
    ways = []
    if place:
        ways.append(_way("prev", "Previous", pages[place - 1], here))
    if place + 1 < len(pages):
        ways.append(_way("next", "Next", pages[place + 1], here))
    return _frame(
        page["title"],
        here,
        f'<div class="columns"><nav class="contents" aria-label="On this page"><p>On this page</p><ul>{contents}</ul>'
        f'</nav><main id="content" tabindex="-1">{_pages_for_notebooks(page["body"])}</main></div>',
        f'<nav class="ways" aria-label="Previous and next">{"".join(ways)}</nav>',
        plotly='class="figure-data"' in page["body"],
    )


def _way(relation, word, page, here):
    link = html.escape(posixpath.relpath(page["path"], here or "."))
    return f'<a rel="{relation}" href="{link}"><span>{word}:</span> {html.escape(page["title"])}</a>'


def _start(pages):
    """Return the HTML of the first page: the lessons by part, and the coursework."""
    by_path = {page["path"]: page["title"] for page in pages}
    rows = tables.lessons()
    rows = rows.assign(page=[Path(name).with_suffix(".html").name for name in rows["notebook"]])
    parts = [
        f"<h2>{html.escape(part)}</h2><ul>{''.join(map(_entry, lessons.to_dict('records')))}</ul>"
        for part, lessons in rows[rows["page"].isin(list(by_path))].groupby("part", sort=False)
    ]
    coursework = "".join(
        f'<li><a href="{html.escape(path)}">{html.escape(title)}</a></li>'
        for path, title in by_path.items()
        if path.startswith("coursework/")
    )
    main = (
        f'<main id="content" tabindex="-1"><h1>{COURSE}</h1>'
        "<p>This is the edition to read: figures answer to the mouse and describe themselves, practice items judge "
        "your answers on this page, and nothing is sent anywhere. To move the controls of the explorers and to run "
        "code, open the course in JupyterLab.</p><p>The course is education and not medical advice.</p>"
        f"{''.join(parts)}<h2>Coursework</h2><ul>{coursework}</ul></main>"
    )
    return _frame("All lessons", "", main, "", plotly=False)


def _entry(row):
    minutes = f"{row['minutes']} min" + (f"; needs {row['after']}" if row["after"] else "")
    return (
        f'<li><a href="{row["page"]}">{row["shown"]} {html.escape(row["title"])}</a> ({minutes}): '
        f"{html.escape(row['question'])}</li>"
    )


def _frame(title, here, main, ways, *, plotly):
    """Return a page with head, banner, search and footer around `main`; `here` is the page's folder."""
    root = "../" if here else ""
    library = f'<script defer src="{root}plotly.min.js"></script>' if plotly else ""
    return f"""<!doctype html>
<html lang="en-GB">
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


def _pages_for_notebooks(body):
    return _NOTEBOOK_LINK.sub(lambda match: f'href="{match[1]}.html{match[2] or ""}"', body)


def _css():
    return (_PRACTICE / "practice.css").read_text(encoding="utf-8") + (_HERE / "site.css").read_text(encoding="utf-8")


def _script():
    """Return one classic script: a page opened as a file may not load modules."""
    parts = {"form": "question.js", "judging": "judge.js", "panel": "work.js"}
    values = "".join(
        f"const {name} = {_as_value((_PRACTICE / file).read_text(encoding='utf-8'))};\n" for name, file in parts.items()
    )
    own = (_HERE / "site.js").read_text(encoding="utf-8")
    return f'(() => {{\n"use strict";\n{scripts.shared()}{values}{own}}})();\n'


def _as_value(module):
    """Return the source of a module with one default export as an expression of that export."""
    source, exported = re.subn(r"^export default (.+);$", r"return \1;", module, flags=re.MULTILINE)
    if exported != 1:
        raise ValueError("A script of the HTML edition must end with one 'export default'.")
    return f"(() => {{\n{source}}})()"
