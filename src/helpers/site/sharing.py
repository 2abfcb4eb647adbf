"""For teachers: every explorer on a page of its own, which an address sets and a frame shows, and a list of them."""

import html
from collections.abc import Iterator, Mapping, Sequence

from helpers.site import cells, grids
from helpers.site.frame import alone, framed
from helpers.site.page import Page

CLASS_PAGE = "for_your_class.html"
_HOW = """<main id="content" tabindex="-1"><h1>For your class</h1>
<p>Every page of this edition can be linked to. Nobody needs an account, and no answer leaves a reader's browser.</p>
<ul>
<li>A lesson or a section: copy the address of the page, or that of a heading in its list <em>On this page</em>.</li>
<li>An explorer in a state of your choice: open it below and set it. The address follows the controls; copy it.</li>
<li>An explorer in a page of a learning platform, or on a slide: copy the frame that stands below it.</li>
</ul>"""


def pages(read: Sequence[Page]) -> dict[str, bytes]:
    """Return {path: content} of the page of each explorer, and of the page that lists them."""
    calls = {_key(call): call for page in read for call in page.calls}
    own = {_page_of(key): _own(call).encode() for key, call in calls.items()}
    return own | {CLASS_PAGE: _listed(read, calls).encode()}


def _page_of(key: str) -> str:
    return f"explorers/{key}.html"


def _own(call: grids.Call) -> str:
    """Return the page of an explorer: nothing else stands on it but its address and the frame that shows it."""
    share = (
        '<div class="share"><label>Address of this state <input class="share-address" readonly></label>'
        '<label>Frame for another page <textarea class="share-frame" readonly rows="2"></textarea></label></div>'
    )
    explorer = cells.opened(call)
    return alone(explorer.title, f"{cells.explorer_html(call)}{share}", plotly="figure" in explorer.state)


def _listed(read: Sequence[Page], calls: Mapping[str, grids.Call]) -> str:
    rows = "".join(_rows(read, calls))
    table = (
        '<div class="scroll" role="group" aria-label="Table: Explorers"><table><caption>Explorers</caption>'
        f'<thead><tr><th scope="col">Explorer</th><th scope="col">Lessons</th></tr></thead><tbody>{rows}</tbody>'
        "</table></div>"
    )
    return framed("For your class", "", f"{_HOW}<h2>Explorers</h2>{table}</main>")


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
