"""Building the HTML edition from the stored notebooks; explorers are opened again, so that a page can move them."""

import html
import json
import posixpath
import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from helpers import foreign, illustrations, lesson, scripts, tables
from helpers.practice.widget import FORM, LEAD, VERDICT_LEAD
from helpers.site import appendix, cells, front, grids, prose, sharing, social
from helpers.site.frame import Head, framed
from helpers.site.hosting import Hosting
from helpers.site.page import Page, Section
from helpers.site.translating import ENGLISH, INTERFACE, Translation, interface, phrase, speaking, spoken

FOLDER = tables.data_folder().parent / "site"
_HERE = Path(__file__).parent
_PRACTICE = _HERE.parent / "practice"
_EXPLORER = _HERE.parent / "explorers"
_NOTEBOOK_LINK = re.compile(r'href="([^":#]+)\.ipynb(#[^"]*)?"')
_NOWHERE = Hosting()
# Where the list of sections does not stand beside the page, it is folded, before anything is painted.
_FOLDED = 'document.currentScript.previousElementSibling.open = matchMedia("(min-width: 1100px)").matches;'
_NUMBERS = re.compile(r"<details>.*?</details>|<script.*?</script>|<pre.*?</pre>", re.DOTALL)


def build(
    folder: Path = lesson.NOTEBOOKS, hosting: Hosting = _NOWHERE, translation: Translation = ENGLISH
) -> dict[str, bytes]:
    """Return {path: content} of every file of the edition, made from the notebooks in `folder`.

    Where `hosting` says from where it is published, its pages lead to where their code runs, and where it says to
    where, they have cards for those who share their addresses. What `translation` lacks is in English.
    """
    with speaking(translation):
        return _built(folder, hosting)


def _built(folder: Path, hosting: Hosting) -> dict[str, bytes]:
    read = [_read(path, folder) for path in notebooks(folder)]
    cards = social.cards(read) if hosting.edition else {}
    shared = {path: card.tags(hosting, path) for path, card in cards.items()}
    pages = {page.path: _page(page, read, hosting, shared.get(page.path, "")).encode() for page in read}
    index = [asdict(section) for section in [*(part for page in read for part in page.sections), *appendix.sections()]]
    return (
        pages
        | {card.path: card.png() for card in cards.values()}
        | sharing.pages(read)
        | appendix.pages(read)
        | {
            "index.html": front.first_page(read, shared.get("index.html", "")).encode(),
            "404.html": front.lost_page(read).encode(),
            "course.css": _css().encode(),
            "dark.css": scripts.dark_style().encode(),
            "course.js": _script().encode(),
            "search-index.js": f"globalThis.courseSections = {json.dumps(index, ensure_ascii=False)};\n".encode(),
            "plotly.min.js": foreign.plotly_js(),
            "qrcode.js": (_HERE / "qrcode.js").read_bytes(),
        }
    )


def messages(folder: Path = lesson.NOTEBOOKS) -> dict[str, list[str]]:
    """Return what can be translated, by catalogue: the words of the pages, and the prose of each notebook."""
    leads = [each for each in [*LEAD.values(), *VERDICT_LEAD.values()] if each]
    return {INTERFACE: interface(leads)} | {path.stem: _messages(_cells(path)) for path in notebooks(folder)}


def _messages(stored: Sequence[cells.Cell]) -> list[str]:
    texts = ["".join(cell["source"]) for cell in stored if cell["cell_type"] == "markdown"]
    return list(dict.fromkeys(message for text in texts for message in prose.messages_of(text)))


def calls(folder: Path = lesson.NOTEBOOKS) -> dict[str, grids.Call]:
    """Return every call of an explorer in the notebooks in `folder`, by the key of its grid."""
    found = [call for path in notebooks(folder) for call in _calls(_cells(path))]
    return {grids.key_of(call, cells.opened(call)): call for call in found}


def _cells(path: Path) -> list[cells.Cell]:
    return json.loads(path.read_text(encoding="utf-8"))["cells"]


def _calls(stored: Sequence[cells.Cell]) -> list[grids.Call]:
    return [call for cell in stored if cell["cell_type"] == "code" and (call := cells.call_of(cell))]


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
    convert, headings = prose.converter(spoken().of(path.stem))
    stored = _cells(path)
    blocks = [_block(cell, convert) for cell in stored]
    name = path.relative_to(folder).with_suffix(".html").as_posix()
    title = headings[0].text
    _, *texts = re.split(r"(?=<h[1-6] id=)", _NUMBERS.sub(" ", " ".join(blocks)))
    sections = [
        Section(name, heading.anchor, heading.text, prose.plain_text(text), title)
        for heading, text in zip(headings, texts, strict=True)
    ]
    written = [cell["cell_type"] == "markdown" for cell in stored]
    body = "".join(prose.unbroken(block) if own else block for block, own in zip(blocks, written, strict=True))
    asked = [question for cell in stored if cell["cell_type"] == "code" and (question := cells.question_of(cell))]
    return Page(name, title, headings, body, sections, _calls(stored), asked, cells.cited(stored))


def _block(cell: cells.Cell, convert: Callable[[str], str]) -> str:
    if cell["cell_type"] == "markdown":
        return cells.scrolling(convert("".join(cell["source"])))
    return cells.block(cell)


def _page(page: Page, pages: list[Page], hosting: Hosting, shared: str) -> str:
    """Return the whole HTML of one page; `shared` is what its head says to those who show its address."""
    here = posixpath.dirname(page.path)
    body = appendix.linked(_pages_for_notebooks(page.body), "../" if here else "")
    contents = "".join(
        f'<li class="level{part.level}"><a href="#{html.escape(part.anchor)}">{html.escape(part.text)}</a></li>'
        for part in page.headings
        if part.level in (2, 3)
    )
    on_page = phrase("On this page")
    return framed(
        Head(page.title, page.path, front.question_of(page), shared),
        f'<div class="columns"><nav class="contents" aria-label="{on_page}"><details open><summary>{on_page}'
        f"</summary><ul>{contents}</ul></details><script>{_FOLDED}</script>"
        f'{_launch(page, hosting)}</nav><main id="content" tabindex="-1">{body}</main></div>',
        f'<nav class="ways" aria-label="{phrase("Previous and next")}">{_ways(page, pages)}</nav>',
        course=pages,
        plotly='class="figure-data"' in page.body or 'class="explorer-data"' in page.body,
    )


def _launch(page: Page, hosting: Hosting) -> str:
    """Return the links to where the code of a page runs; "" where the edition is not told of any."""
    ways = hosting.ways(f"notebooks/{page.path.removesuffix('.html')}.ipynb")
    links = ", ".join(f'<a href="{html.escape(address)}">{name}</a>' for name, address in ways)
    return f'<p class="launch">{phrase("Run its code: {0}", links)}</p>' if links else ""


def _ways(page: Page, pages: list[Page]) -> str:
    """Return the links to the page before and the page after."""
    place, here = pages.index(page), posixpath.dirname(page.path)
    before = _way("prev", phrase("Previous"), pages[place - 1], here) if place else ""
    after = _way("next", phrase("Next"), pages[place + 1], here) if place + 1 < len(pages) else ""
    return before + after


def _way(relation: str, word: str, page: Page, here: str) -> str:
    link = html.escape(posixpath.relpath(page.path, here or "."))
    return f'<a rel="{relation}" href="{link}"><span>{word}:</span> {html.escape(page.title)}</a>'


def _pages_for_notebooks(body: str) -> str:
    return _NOTEBOOK_LINK.sub(lambda match: f'href="{match[1]}.html{match[2] or ""}"', body)


def _css() -> str:
    ours = _PRACTICE / "practice.css", _HERE / "site.css", scripts.DRAWING_STYLE, _EXPLORER / "explorer.css"
    return scripts.style(*ours) + illustrations.STYLE


def _script() -> str:
    """Return one classic script: a page opened as a file may not load modules."""
    parts = {
        "form": scripts.style(*FORM),
        "judging": scripts.style(_PRACTICE / "judge.js"),
        "panel": scripts.style(_PRACTICE / "work.js"),
        "explorer": scripts.style(_EXPLORER / "sheets.js", _EXPLORER / "explorer.js"),
    }
    values = "".join(f"const {name} = {_as_value(module)};\n" for name, module in parts.items())
    own = scripts.style(_HERE / "sharing.js", _HERE / "live.js", _HERE / "site.js")
    said = dict(spoken().of(INTERFACE))
    words = f"globalThis.courseWords = {json.dumps(said, ensure_ascii=False)};\n" if said else ""
    shared = scripts.script(scripts.FIGURES, scripts.DRAWINGS)
    return f'(() => {{\n"use strict";\n{words}{shared}\n{values}{own}}})();\n'


def _as_value(module: str) -> str:
    """Return the source of a module with one default export as an expression of that export."""
    source, exported = re.subn(r"^export default (.+);$", r"return \1;", module, flags=re.MULTILINE)
    if exported != 1:
        raise ValueError("A script of the HTML edition must end with one 'export default'.")
    return f"(() => {{\n{source}}})()"
