"""The words and the sources of the whole course, each on a page of its own, and the way from a word to its meaning."""

import html
import re
from collections.abc import Mapping, Sequence
from typing import Any

from helpers import tables
from helpers.figures import sources_html
from helpers.site.frame import Head, framed
from helpers.site.page import Page, Section
from helpers.site.translating import phrase

GLOSSARY, SOURCES = "glossary.html", "sources.html"
_BOLD = re.compile(r"<strong>([^<]+)</strong>")


def pages(read: Sequence[Page]) -> dict[str, bytes]:
    """Return {path: content} of the page of words and the page of sources."""
    return {GLOSSARY: _glossary(read).encode(), SOURCES: _sources(read).encode()}


def sections() -> list[Section]:
    """Return what the search finds on the page of words: each with its meaning."""
    return [Section(GLOSSARY, _place(row), row["term"], row["definition"], phrase("Words")) for row in _terms()]


def linked(body: str, root: str) -> str:
    """Return the body of a page on which each word in bold that the glossary has leads to its meaning.

    The meaning stands in the title of the link, which a pointer shows; `root` leads to the folder of the edition.
    """
    known = {row["term"].casefold(): row for row in _terms()}

    def link(found: re.Match[str]) -> str:
        term = html.unescape(found[1]).casefold()
        row = known.get(term) or known.get(term.removesuffix("s"))
        if row is None:
            return found[0]
        meaning = html.escape(row["definition"])
        place = f"{root}{GLOSSARY}#{html.escape(_place(row))}"
        return f'<strong><a class="term" href="{place}" title="{meaning}">{found[1]}</a></strong>'

    return _BOLD.sub(link, body)


@tables.cached
def _terms() -> list[dict[Any, Any]]:
    rows = tables.load("glossary").to_dict("records")
    return sorted(rows, key=lambda row: row["term"].casefold())


def _place(row: Mapping[str, Any]) -> str:
    return f"word-{row['term'].replace(' ', '_')}"


def _glossary(read: Sequence[Page]) -> str:
    there = {row["lesson"]: row for row in tables.lessons().to_dict("records")}

    def line(row: Mapping[str, Any]) -> str:
        lesson = there[row["lesson"]]
        page = lesson["notebook"].replace(".ipynb", ".html")
        where = phrase("In {0}.", f'<a href="{page}">{html.escape(lesson["title"])}</a>')
        name = f'<dt id="{html.escape(_place(row))}">{html.escape(row["term"])}</dt>'
        return f"{name}<dd>{html.escape(row['definition'])} {where} {sources_html(row['reference'])}</dd>"

    words = "".join(line(row) for row in _terms())
    title = phrase("Words of the course")
    main = f'<main id="content" tabindex="-1"><h1>{title}</h1><dl class="words">{words}</dl></main>'
    return framed(Head(phrase("Words"), GLOSSARY), main, course=read)


def _sources(read: Sequence[Page]) -> str:
    lessons: dict[str, list[Page]] = {}
    for page in read:
        for key in page.cited:
            lessons.setdefault(key, []).append(page)

    def line(row: Mapping[Any, Any]) -> str:
        pages = lessons[row["reference"]]
        where = ", ".join(f'<a href="{page.path}">{html.escape(page.title)}</a>' for page in pages)
        there = phrase("In {0}.", where)
        second = phrase(" (secondary source)") if row["standing"] == "secondary" else ""
        return f"<li>{sources_html(row['reference'])}: {html.escape(row['citation'])}{second} {there}</li>"

    rows = tables.references(lessons).to_dict("records")
    counted = phrase(
        "{0} sources, by their first author. Every fact of the course names its own in the tables that come with it.",
        len(rows),
    )
    main = (
        f'<main id="content" tabindex="-1"><h1>{phrase("Sources of the lessons")}</h1><p>{counted}</p>'
        f'<ul class="sources">{"".join(line(row) for row in rows)}</ul></main>'
    )
    return framed(Head(phrase("Sources"), SOURCES), main, course=read)
