"""The first page of the HTML edition: what the course is, a plate that answers, and a card for every lesson."""

import html
import itertools
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from helpers import tables
from helpers.site import cells, grids
from helpers.site.frame import COURSE, Head, about_course, framed, lost
from helpers.site.page import Page
from helpers.site.portraits import portrait
from helpers.site.translating import phrase

_PLATE = grids.Call("il6_on_a_body")


def first_page(pages: Sequence[Page], shared: str = "") -> str:
    """Return the first page: a sentence, a plate, where the reader stopped, and the lessons by part.

    `shared` is what its head says to those who show its address.
    """
    there = {page.path: page for page in pages}
    lessons = [row for row in tables.lessons().to_dict("records") if _page_of(row) in there]
    parts = [_part(part, [*rows], there) for part, rows in itertools.groupby(lessons, key=lambda row: row["part"])]
    coursework = "".join(
        f'<li><a href="{html.escape(page.path)}">{html.escape(page.title)}</a></li>'
        for page in pages
        if page.path.startswith("coursework/")
    )
    main = (
        f'<main id="content" class="front" tabindex="-1"><h1>{COURSE}</h1>'
        f'<p class="lead">{about_course()}</p>'
        f'{_begin(lessons)}<p class="continue" hidden></p>'
        f"<h2>{phrase('One messenger, many answers')}</h2>{cells.explorer_html(_PLATE)}"
        f"<p>{_works()}</p>{''.join(parts)}<h2>{phrase('Coursework')}</h2><ul>{coursework}</ul></main>"
    )
    return framed(Head(COURSE, "index.html", shared=shared), main, course=pages)


def _works() -> str:
    """Return what can be done on the pages."""
    return phrase(
        "Everything works on these pages: explorers follow their controls, practice items judge your answers, and "
        "nothing is sent anywhere. To run code, open the course in JupyterLab. Teachers find links and frames on the "
        'page <a href="for_your_class.html">For your class</a>. The course is education and not medical advice.'
    )


def lost_page(pages: Sequence[Page]) -> str:
    """Return the page for an address without a page: what may have happened, and the way to every lesson."""
    lessons = "".join(
        f'<li><a href="{html.escape(page.path)}">{html.escape(page.title)}</a></li>' for page in pages[1:]
    )
    moved = phrase(
        "The address may be mistyped, or the page has moved. Search for a word of it above, or choose a page:"
    )
    main = (
        f'<main id="content" tabindex="-1"><h1>{phrase("There is no such page")}</h1><p>{moved}</p>'
        f'<ul><li><a href="index.html">{phrase("All lessons")}</a></li>{lessons}</ul></main>'
    )
    return lost(main, pages)


def _begin(lessons: Sequence[Mapping[Any, Any]]) -> str:
    """Return the way to the first lesson, and what awaits a new reader; the script hides it where one has begun.

    It passes by the start page, which is about running code.
    """
    told = [row for row in lessons if row["number"] > 0]
    if not told:
        return '<p class="begin" hidden></p>'
    minutes = [row["minutes"] for row in told]
    begin = phrase("Begin: {0}", html.escape(told[0]["title"]))
    awaits = phrase(
        "{0} lessons of {1} to {2} minutes. No account, nothing to install, no programming.",
        len(minutes),
        min(minutes),
        max(minutes),
    )
    return f'<p class="begin"><a href="{_page_of(told[0])}">{begin}</a> {awaits}</p>'


def _part(part: str, rows: Sequence[Mapping[Any, Any]], there: Mapping[str, Page]) -> str:
    """Return the cards of a part of the course; the start page stands alone, without a head of its own."""
    alone = rows[0]["number"] == 0
    head = "" if alone else f"<h2>{html.escape(part)}</h2>"
    cards = "".join(_card(row, there) for row in rows)
    return f'{head}<ul class="cards{" alone" if alone else ""}">{cards}</ul>'


def question_of(page: Page) -> str:
    """Return the question that the lesson of a page answers; "" for another page."""
    return next((row["question"] for row in tables.lessons().to_dict("records") if _page_of(row) == page.path), "")


def _page_of(row: Mapping[Any, Any]) -> str:
    return Path(row["notebook"]).with_suffix(".html").name


def _card(row: Mapping[Any, Any], there: Mapping[str, Page]) -> str:
    """Return the card of a lesson: picture, title, question, time, objectives, and a place for progress."""
    page = there[_page_of(row)]
    items = " ".join(_of("questions", row["lesson"], "question"))
    can = "".join(f"<li>{html.escape(each)}</li>" for each in _of("objectives", row["lesson"], "statement"))
    able = phrase("You will be able to")
    after = phrase("; needs {0}", row["after"]) if row["after"] else ""
    return (
        f'<li class="card">{portrait(row["lesson"], page)}'
        f'<h3><a href="{page.path}">{row["shown"]} {html.escape(row["title"])}</a></h3>'
        f"<p>{html.escape(row['question'])}</p>"
        f'<p class="minutes">{phrase("{0} min", row["minutes"])}{html.escape(after)}</p>'
        f"{f'<details><summary>{able}</summary><ul>{can}</ul></details>' if can else ''}"
        f'<p class="progress" data-items="{html.escape(items)}" hidden></p></li>'
    )


def _of(table: str, lesson: str, column: str) -> list[str]:
    rows = tables.load(table)
    return list(rows.loc[rows["lesson"] == lesson, column])
