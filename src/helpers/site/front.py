"""The first page of the HTML edition: what the course is, a plate that answers, and a card for every lesson."""

import html
import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from helpers import tables
from helpers.figures import Figure
from helpers.illustrations import PAGE, Illustration
from helpers.site import cells, grids
from helpers.site.frame import ABOUT, COURSE, framed, lost
from helpers.site.page import Page

_PLATE = grids.Call("il6_on_a_body")
_WIDTH, _HEIGHT, _EDGE = 320, 190, 14  # of the picture on a card, in pixels
_INK = "#0072b2"


def first_page(pages: Sequence[Page]) -> str:
    """Return the first page: a sentence, a plate, where the reader stopped, and the lessons by part."""
    there = {page.path: page for page in pages}
    lessons = [row for row in tables.lessons().to_dict("records") if _page_of(row) in there]
    parts = [
        f'<h2>{html.escape(part)}</h2><ul class="cards">{"".join(_card(row, there) for row in rows)}</ul>'
        for part, rows in itertools.groupby(lessons, key=lambda row: row["part"])
    ]
    coursework = "".join(
        f'<li><a href="{html.escape(page.path)}">{html.escape(page.title)}</a></li>'
        for page in pages
        if page.path.startswith("coursework/")
    )
    main = (
        f'<main id="content" class="front" tabindex="-1"><h1>{COURSE}</h1>'
        f'<p class="lead">{ABOUT}</p>'
        '<p class="continue" hidden></p>'
        f"<h2>One messenger, many answers</h2>{cells.explorer_html(_PLATE)}"
        "<p>Everything works on these pages: explorers follow their controls, practice items judge your answers, and "
        "nothing is sent anywhere. To run code, open the course in JupyterLab. Teachers find links and frames on the "
        'page <a href="for_your_class.html">For your class</a>. The course is education and not medical advice.</p>'
        f"{''.join(parts)}<h2>Coursework</h2><ul>{coursework}</ul></main>"
    )
    return framed("All lessons", "", main, course=pages)


def lost_page(pages: Sequence[Page]) -> str:
    """Return the page for an address without a page: what may have happened, and the way to every lesson."""
    lessons = "".join(
        f'<li><a href="{html.escape(page.path)}">{html.escape(page.title)}</a></li>' for page in pages[1:]
    )
    main = (
        '<main id="content" tabindex="-1"><h1>There is no such page</h1>'
        "<p>The address may be mistyped, or the page has moved. Search for a word of it above, or choose a page:</p>"
        f'<ul><li><a href="index.html">All lessons</a></li>{lessons}</ul></main>'
    )
    return lost(main, pages)


def pictures(pages: Sequence[Page]) -> dict[str, bytes]:
    """Return {path: content} of the pictures on the cards, drawn from what each lesson shows."""
    return {_picture_of(page): drawn.encode() for page in pages if (drawn := _picture(page))}


def _picture_of(page: Page) -> str:
    return f"pictures/{Path(page.path).stem}.svg"


def _page_of(row: Mapping[Any, Any]) -> str:
    return Path(row["notebook"]).with_suffix(".html").name


def _card(row: Mapping[Any, Any], there: Mapping[str, Page]) -> str:
    """Return the card of a lesson: picture, title, question, time, objectives, and a place for progress."""
    page = there[_page_of(row)]
    picture = f'<img src="{_picture_of(page)}" alt="" loading="lazy">' if _picture(page) else ""
    items = " ".join(_of("questions", row["lesson"], "question"))
    can = "".join(f"<li>{html.escape(each)}</li>" for each in _of("objectives", row["lesson"], "statement"))
    after = f"; needs {row['after']}" if row["after"] else ""
    return (
        f'<li class="card">{picture}<h3><a href="{page.path}">{row["shown"]} {html.escape(row["title"])}</a></h3>'
        f"<p>{html.escape(row['question'])}</p>"
        f'<p class="minutes">{row["minutes"]} min{html.escape(after)}</p>'
        f"{f'<details><summary>You will be able to</summary><ul>{can}</ul></details>' if can else ''}"
        f'<p class="progress" data-items="{html.escape(items)}" hidden></p></li>'
    )


def _of(table: str, lesson: str, column: str) -> list[str]:
    rows = tables.load(table)
    return list(rows.loc[rows["lesson"] == lesson, column])


# ---------------------------------------------------------------------------- the picture of a lesson


def _picture(page: Page) -> str:
    """Return the first drawing of a page, else its first curves; "" where it has neither."""
    shown = [cells.opened(call).figure for call in page.calls]
    for picture in shown:
        if isinstance(picture, Illustration):
            return picture.svg(PAGE, theme="light")
    sketches = (_sketch(picture) for picture in shown if isinstance(picture, Figure))
    return next((sketch for sketch in sketches if sketch), "")


def _sketch(figure: Figure) -> str:
    """Return the lines and points of a figure without its words; "" where it has no numbers on both axes."""
    drawn = [(trace, points) for trace in figure.traces if len(points := list(_points(trace, figure))) > 1]
    if not drawn:
        return ""
    across, up = zip(*(point for _, points in drawn for point in points), strict=True)
    marks = "".join(_mark(trace, [_placed(point, across, up) for point in points]) for trace, points in drawn)
    axes = f'<path d="M{_EDGE} {_EDGE}V{_HEIGHT - _EDGE}H{_WIDTH - _EDGE}" fill="none" stroke="#8a8a8a"/>'
    ground = f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}">{ground}{axes}{marks}</svg>'


def _points(trace: Mapping[str, Any], figure: Figure) -> Iterator[tuple[float, float]]:
    """Yield the points of a trace on the first axes, as exponents of ten where an axis has them."""
    if trace.get("xaxis", "x") != "x" or trace.get("yaxis", "y") != "y" or trace.get("fill"):
        return
    logs = [figure.layout.get(axis, {}).get("type") == "log" for axis in ("xaxis", "yaxis")]
    for point in zip(trace.get("x") or (), trace.get("y") or (), strict=False):
        if all(
            isinstance(value, int | float) and (value > 0 or not log) for value, log in zip(point, logs, strict=True)
        ):
            x, y = (math.log10(value) if log else float(value) for value, log in zip(point, logs, strict=True))
            yield x, y


def _placed(point: tuple[float, float], across: Sequence[float], up: Sequence[float]) -> str:
    x = (point[0] - min(across)) / ((max(across) - min(across)) or 1)
    y = (point[1] - min(up)) / ((max(up) - min(up)) or 1)
    return f"{_EDGE + x * (_WIDTH - 2 * _EDGE):.1f} {_HEIGHT - _EDGE - y * (_HEIGHT - 2 * _EDGE):.1f}"


def _mark(trace: Mapping[str, Any], places: Sequence[str]) -> str:
    colour = (trace.get("line") or {}).get("color") or _INK
    if "lines" in trace.get("mode", "lines"):
        return f'<path d="M{"L".join(places)}" fill="none" stroke="{html.escape(colour)}" stroke-width="3"/>'
    return "".join(
        f'<path d="M{place}h0" stroke="{_INK}" stroke-width="7" stroke-linecap="round"/>' for place in places
    )
