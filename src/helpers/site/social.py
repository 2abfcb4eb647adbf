"""The card that other sites and messengers show where the address of a page is shared: a PNG of 1200 x 630 pixels.

They ask for it by a whole address, so that a page names one only where the edition knows its own (`Hosting.edition`).
"""

import html
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from helpers import extras, tables
from helpers.colours import LIGHT
from helpers.illustrations.lettering import LEADING, Weight, broken
from helpers.illustrations.svg import Node, number
from helpers.site.frame import COURSE, about_course
from helpers.site.hosting import Hosting
from helpers.site.page import Page
from helpers.site.portraits import portrait
from helpers.site.translating import phrase

WIDTH, HEIGHT = 1200, 630
_EDGE = 56
_FRONT = "index.html"
_OF_THE_FRONT = "families-and-receptors"  # the lesson whose picture stands for the course


@dataclass(frozen=True, slots=True)
class Card:
    """The card of a page: where it lies in the edition, the name above it, title and sentence, and a picture (SVG)."""

    path: str
    above: str
    title: str
    sentence: str
    picture: str

    def png(self) -> bytes:
        """Return the card as PNG; its letters are those of a font that is installed with the edition's builder."""
        with extras.needing("site"):
            import font_source_sans_pro as letters
            import resvg_py

        fonts = [letters.font_files_ttf[name] for name in ("SourceSansPro", "SourceSansProBold")]
        return resvg_py.svg_to_bytes(
            svg_string=self.svg(), font_files=fonts, skip_system_fonts=True, width=WIDTH, height=HEIGHT
        )

    def svg(self) -> str:
        """Return the card as SVG: words above, and the picture as large as the room below them allows."""
        words, top = [], 60.0
        lines: Sequence[tuple[str, float, str, Weight]] = (
            (self.above, 26, "blue", "bold"),
            (self.title, 58, "ink", "bold"),
            (self.sentence, 32, "quiet", "normal"),
        )
        for text, size, colour, weight in lines:
            for line in broken(text, WIDTH - 2 * _EDGE, size, weight):
                place = {"x": _EDGE, "y": top + size, "font_size": size, "font_weight": weight, "fill": LIGHT[colour]}
                words.append(Node.made("text", line, **place))
                top += LEADING * size
        room = f'x="{_EDGE}" y="{number(top + 24)}" width="{WIDTH - 2 * _EDGE}" height="{number(HEIGHT - top - 56)}"'
        ground = f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{LIGHT["page"]}"/>'
        bar = f'<rect width="{WIDTH}" height="16" fill="{LIGHT["blue"]}"/>'
        placed = self.picture.replace("<svg ", f"<svg {room} ", 1)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="Source Sans Pro">'
            f"{ground}{bar}{''.join(word.markup() for word in words)}{placed}</svg>"
        )

    def tags(self, hosting: Hosting, page: str) -> str:
        """Return what the head of the `page` says of its address and its card."""
        named = {
            "og:url": hosting.at("" if page == _FRONT else page),
            "og:image": hosting.at(self.path),
            "og:image:type": "image/png",
            "og:image:width": str(WIDTH),
            "og:image:height": str(HEIGHT),
            "og:image:alt": f"{self.title}: {self.sentence}",
        }
        said = "".join(f'\n<meta property="{name}" content="{html.escape(value)}">' for name, value in named.items())
        return f'{said}\n<meta name="twitter:card" content="summary_large_image">'


def cards(pages: Sequence[Page]) -> dict[str, Card]:
    """Return the card of the first page and of each lesson that has a picture, by the path of the page."""
    there = {page.path: page for page in pages}
    found: dict[str, Card] = {}
    for row in tables.lessons().to_dict("records"):
        path = Path(row["notebook"]).with_suffix(".html").name
        if path not in there or not (picture := portrait(row["lesson"], there[path])):
            continue
        if row["lesson"] == _OF_THE_FRONT:
            found[_FRONT] = Card("cards/index.png", phrase("An executable course"), COURSE, about_course(), picture)
        found[path] = Card(f"cards/{Path(path).stem}.png", COURSE, row["title"], row["question"], picture)
    return found
