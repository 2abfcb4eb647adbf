"""For teachers: every explorer on a page of its own, a page that makes links to all there is, frames and QR codes."""

import html
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, TypedDict

from helpers import practice
from helpers.explorers.engine import Value
from helpers.site import cells, grids
from helpers.site.frame import Head, alone, framed
from helpers.site.page import Page
from helpers.site.translating import phrase

CLASS_PAGE = "for_your_class.html"
_LONGEST = 90  # letters of a question that are shown where it is chosen


class Place(TypedDict, total=False):
    """What is chosen on a page: its words, and an anchor (`at`) or an explorer with its values."""

    text: str
    at: str
    explorer: str
    values: Mapping[str, Value]


class Linked(TypedDict):
    """A page that can be linked to, with its places in groups; the first group has no name and holds all of it."""

    kind: Literal["Pages", "Explorers"]
    title: str
    path: str
    places: list[tuple[str, list[Place]]]


def pages(read: Sequence[Page]) -> dict[str, bytes]:
    """Return {path: content} of the page of each explorer, and of the page that lists them."""
    calls = {_key(call): call for page in read for call in page.calls}
    own = {_page_of(key): _own(call).encode() for key, call in calls.items()}
    return own | {CLASS_PAGE: _listed(read, calls).encode()}


def _page_of(key: str) -> str:
    return f"explorers/{key}.html"


def _how() -> str:
    """Return how the page for teachers begins: what has an address, and how a link to it is made."""
    addresses = phrase(
        "Everything in this edition has an address: a lesson, a section, a question, an explorer in a state of your "
        "choice. Nobody needs an account, and no answer leaves a reader's browser."
    )
    choose = phrase(
        "Choose a page, then a place on it. For a state that is not listed, open the explorer and set it: its page "
        "shows the address, the frame and the code of what you see."
    )
    return (
        f'<main id="content" tabindex="-1"><h1>{phrase("For your class")}</h1><p>{addresses}</p>'
        f"<h2>{phrase('Make a link')}</h2><p>{choose}</p>"
    )


def _share(choices: str, what: str) -> str:
    """Return the box that shows an address, its frame and its QR code; `what` says what the address leads to."""
    local = phrase(
        "This edition was opened from a file, so its addresses lead nowhere but on this computer. Publish it first, "
        "and open this page there."
    )
    saved = phrase("Save the code as a picture (SVG)")
    return (
        f'<div class="share">{choices}<label>{what} <input class="share-address" readonly></label>'
        f'<p class="share-local" hidden>{local}</p><label>{phrase("Frame for another page")} '
        '<textarea class="share-frame" readonly rows="2"></textarea></label>'
        f'<details class="share-code"><summary>{phrase("QR code of this address")}</summary>'
        f'<div class="share-picture" role="img" aria-label="{phrase("QR code of the address above")}"></div>'
        f'<p><a download="qr-code.svg" href="#content" hidden>{saved}</a></p></details></div>'
    )


def _own(call: grids.Call) -> str:
    """Return the page of an explorer: nothing else stands on it but its address and the frame that shows it."""
    explorer = cells.opened(call)
    box = _share("", phrase("Address of this state"))
    return alone(explorer.title, f"{cells.explorer_html(call)}{box}", plotly="figure" in explorer.state)


# ---------------------------------------------------------------------------- the page that makes links


def _listed(read: Sequence[Page], calls: Mapping[str, grids.Call]) -> str:
    places = [*map(_linked, read), *(_linked_explorer(key, call) for key, call in calls.items())]
    choices = (
        f"{cells.data_script('share-places', places)}"
        f'<label for="share-page">{phrase("Page")}</label><select id="share-page"></select>'
        f'<label for="share-on-it">{phrase("Place on it")}</label><select id="share-on-it"></select>'
        f'<p><a class="share-open" href="index.html">{phrase("Open what is chosen")}</a></p>'
    )
    rows = "".join(_rows(read, calls))
    name = phrase("Explorers")
    table = (
        f'<div class="scroll" role="group" aria-label="{phrase("Table: {0}", name)}"><table><caption>{name}</caption>'
        f'<thead><tr><th scope="col">{phrase("Explorer")}</th><th scope="col">{phrase("Lessons")}</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )
    return framed(
        Head(phrase("For your class"), CLASS_PAGE),
        f"{_how()}{_share(choices, phrase('Address of this place'))}<h2>{name}</h2>{table}</main>",
        course=read,
    )


def _linked(page: Page) -> Linked:
    """Return a notebook's page with its sections, its questions, and its explorers as they open and in each preset."""
    sections: list[Place] = [{"text": part.text, "at": part.anchor} for part in page.headings if part.level > 1]
    asked: list[Place] = [{"text": _short(practice.load(name).stem), "at": name} for name in page.questions]
    states = [state for call in page.calls for state in _states(call, cells.opened(call).title)]
    groups = ((phrase("Sections"), sections), (phrase("Questions"), asked), (phrase("Explorers"), states))
    places: list[tuple[str, list[Place]]] = [("", [{"text": phrase("The whole page"), "at": ""}])]
    return {
        "kind": "Pages",
        "title": page.title,
        "path": page.path,
        "places": places + [(name, each) for name, each in groups if each],
    }


def _linked_explorer(key: str, call: grids.Call) -> Linked:
    title = cells.opened(call).title
    return {"kind": "Explorers", "title": title, "path": _page_of(key), "places": [("", [*_states(call)])]}


def _states(call: grids.Call, title: str = "") -> Iterator[Place]:
    """Yield an explorer as it opens and in each of its presets."""
    explorer = cells.opened(call)
    for name, values in {"": explorer.values, **explorer.presets}.items():
        text = ": ".join(part for part in (title, name) if part) or phrase("As it opens")
        yield {"text": text, "explorer": call.name, "values": dict(values)}


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rsplit(' ', 1)[0]} …"


def _rows(read: Sequence[Page], calls: Mapping[str, grids.Call]) -> Iterator[str]:
    keys = {page.path: {_key(call) for call in page.calls} for page in read}
    for key, call in calls.items():
        where = "; ".join(
            f'<a href="{html.escape(page.path)}">{html.escape(page.title)}</a>'
            for page in read
            if key in keys[page.path]
        )
        title = html.escape(cells.opened(call).title)
        yield f'<tr><td><a href="{_page_of(key)}">{title}</a></td><td>{where}</td></tr>'


def _key(call: grids.Call) -> str:
    return grids.key_of(call, cells.opened(call))
