"""The illustration type: a drawing that always comes with its title, a description in words and a table.

The drawing is laid out twice, for a page (780 pixels wide) and for a telephone (360), from the same record. It names
its colours, and the page it stands on, or the reader's choice of light or dark, decides what they are; a viewer without
style sheets shows those of a light page. What is
stored in a notebook is the markup alone: no script, no font, no random name, numbers rounded to a tenth of a pixel. The
markup holds its table as well, unless it is long, so that a picture which travels alone still opens as one.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from helpers import tables
from helpers.colours import DARK, HUES, LIGHT
from helpers.illustrations.lettering import LEADING, SMALL, TITLE, label
from helpers.illustrations.mark import Mark, Row, Word, together
from helpers.illustrations.signs import Sign, legend
from helpers.illustrations.svg import Box, Node, number
from helpers.words import significant

Theme = Literal["light", "dark"]
CellValue = str | float | int | bool | None
Columns = Mapping[str, Sequence[CellValue]]

PAGE = 780
TELEPHONE = 360
"""Widths (pixels) for which each illustration is laid out."""
LONGEST_TABLE = 12_000
"""Letters of a table (as JSON) that the markup of a picture carries with it."""
MARGIN = 14
_ABOVE, _BELOW_KEY = 6, 10  # above the title, and between the key and the picture: height is dear on a laptop
FONT = "system-ui, 'Segoe UI', Helvetica, Arial, sans-serif"
_NAMED = re.compile(r'="var\(--([a-z-]+)\)"')
COURSE = "Interleukins: from messenger to medicine"


@dataclass(frozen=True, slots=True)
class Card:
    """What a reader finds behind a part of a picture: a heading, sentences, and where to read on (words -> address)."""

    title: str
    sentences: tuple[str, ...]
    links: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn below the title: marks, the last in front, in a space `height` pixels high; y = 0 is its top."""

    marks: tuple[Mark, ...]
    height: float

    @property
    def words(self) -> tuple[Word, ...]:
        """The lines of text in the drawing."""
        return tuple(word for mark in self.marks for word in mark.words)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows of the tables that the drawing shows, each once."""
        return tuple(dict.fromkeys(row for mark in self.marks for row in mark.rows))


@dataclass(frozen=True, kw_only=True)
class Illustration:
    """A picture of biology, the sentences that describe it, and its rows as a table.

    `name` is a short key (small letters, digits, hyphens) with which every identifier in the markup begins; `title`
    claims what is to be seen; `key` draws each sign beside what it stands for; `draw` lays the picture out for a width
    (pixels); `description` is computed from what is shown; `table` maps a heading to a column; `sources` is the line of
    citations of an exported picture. `cards` are what parts open that are named with `card=`; `looks` are attributes of
    the picture (name -> value) that `rules` (CSS, where "&" stands for the picture) may ask for: a control of the same
    name changes the attribute at once, without a new drawing.
    Raises ValueError when title, description or table is empty: a picture without them cannot be made.
    """

    name: str
    title: str
    description: str
    table: Columns
    draw: Callable[[int], Drawing]
    key: str | Sequence[Sign] = ()
    sources: str = ""
    cards: Mapping[str, Card] = field(default_factory=dict)
    looks: Mapping[str, str] = field(default_factory=dict)
    rules: str = ""

    def __post_init__(self) -> None:
        """Refuse what could not be read without the picture."""
        if not re.fullmatch(r"[a-z][a-z0-9-]*", self.name):
            raise ValueError(f"'{self.name}' cannot name an illustration: use small letters, digits and hyphens.")
        if not self.title.strip() or not self.description.strip():
            raise ValueError("An illustration needs a title and a description computed from what it shows.")
        if not self.table or not any(len(column) for column in self.table.values()):
            raise ValueError("An illustration needs its rows as a table with at least one row.")
        if len({len(column) for column in self.table.values()}) > 1:
            raise ValueError("The columns of an illustration's table must have the same length.")
        rounded = {heading: [_plain(cell) for cell in column] for heading, column in self.table.items()}
        object.__setattr__(self, "table", rounded)
        object.__setattr__(self, "sources", _each_once(self.sources))

    def drawing(self, width: int = PAGE) -> Drawing:
        """Return the whole drawing for a `width` (pixels): the title, the key, and below them the picture."""
        inner = width - 2 * MARGIN
        size = TITLE if width == PAGE else TITLE - 2
        title = label(self.title, size=size, weight="bold", width=inner).at(MARGIN, _ABOVE + size)
        heads, top = [title], title.box.bottom
        if self.key:
            signs = [Sign(None, self.key)] if isinstance(self.key, str) else self.key
            key = legend(signs, inner).at(MARGIN, top + LEADING * SMALL - 2)
            heads, top = [title, key], key.box.bottom
        picture = self.draw(width)
        below = together(picture.marks).at(0, top + _BELOW_KEY)
        return Drawing((*heads, below), top + _BELOW_KEY + picture.height)

    def svg(self, width: int = PAGE, theme: Theme | None = None) -> str:
        """Return the picture as SVG for a `width`; a `theme` fixes its colours, for programs that know no CSS."""
        drawing = self.drawing(width)
        markup = self._root(drawing, width).markup()
        if theme is None:
            return _NAMED.sub(lambda found: f'="{LIGHT[found[1]]}"', markup)
        colours = LIGHT if theme == "light" else DARK
        return re.sub(r"var\(--([a-z-]+)\)", lambda found: colours[found[1]], markup)

    def glimpse(self, part: Box | None = None) -> str:
        """Return a `part` of the picture (all of it where none is given) as SVG without words, title and key.

        It stands for the picture where that is too small to be read. `part` is a box in the space that `draw` fills.
        """
        picture = self.draw(PAGE)
        seen = part or Box(0, 0, PAGE, picture.height)
        room = " ".join(map(number, (seen.left, seen.top, seen.width, seen.height)))
        drawn = [drawn for mark in picture.marks for node in mark.nodes if (drawn := _wordless(node))]
        # An SVG in another shows nothing outside its own box, whatever the shape of the place it stands in.
        cut = Node.made("svg", *drawn, x=seen.left, y=seen.top, width=seen.width, height=seen.height, viewBox=room)
        space = "http://www.w3.org/2000/svg"
        root = Node.made("svg", cut, xmlns=space, class_="plate", viewBox=room, aria_hidden="true")
        return _NAMED.sub(lambda found: f'="{LIGHT[found[1]]}"', root.markup())

    def save(self, path: str | Path, theme: Theme = "light") -> Path:
        """Write the picture with its line of citations to `path`, as .svg, and return the path.

        Raises ValueError when the name does not end in .svg: in a page, "Save as PNG" stands below each picture.
        """
        path = Path(path)
        if path.suffix != ".svg":
            raise ValueError(f"'{path.name}' does not end in .svg: name the file so, or use 'Save as PNG' on the page.")
        path.write_text(self.cited().svg(PAGE, theme), encoding="utf-8")
        return path

    def cited(self) -> "Illustration":
        """Return the illustration with its line of citations below the picture."""
        line = self.citation()

        def draw(width: int) -> Drawing:
            picture = self.draw(width)
            foot = label(line, size=SMALL, colour="quiet", width=width - 2 * MARGIN)
            foot = foot.at(MARGIN, picture.height + LEADING * SMALL)
            return Drawing((*picture.marks, foot), foot.box.bottom + MARGIN / 2)

        return replace(self, draw=draw)

    def citation(self) -> str:
        """Return the line that an exported picture carries: the course, and the sources of what is shown."""
        return f"{COURSE}. {self.sources}".strip()

    def rows(self) -> tuple[Row, ...]:
        """Return the rows of the tables that the picture shows, each once."""
        return self.draw(PAGE).rows

    def bundle(self) -> dict[str, Any]:
        """Return the mime bundle that stands in a notebook: the markup, and title and description as plain text."""
        return {"image/svg+xml": self.svg(), "text/plain": repr(self)}

    def __repr__(self) -> str:
        """Return title and description: what the illustration is without a picture."""
        return f"{self.title}. {self.description}"

    def _repr_mimebundle_(self, **_options: object) -> dict[str, Any]:
        return self.bundle()

    def _metadata(self) -> str:
        """Return sources and table as JSON; a long table stays outside, so that a stored picture stays small."""
        rows = json.dumps(self.table, ensure_ascii=False, separators=(",", ":"))
        sources = json.dumps(self.sources, ensure_ascii=False)
        return f'{{"sources":{sources},"table":{rows if len(rows) <= LONGEST_TABLE else "null"}}}'

    def _root(self, drawing: Drawing, width: int) -> Node:
        name = f"{self.name}-{width}"
        return Node.made(
            "svg",
            Node.made("title", self.title, id=f"{name}-title"),
            Node.made("desc", self.description, id=f"{name}-desc"),
            Node.made("metadata", self._metadata()),
            Node.made("style", f"{STYLE}{self.rules.replace('&', f'#{name}')}"),
            Node.made("rect", width=width, height=drawing.height, fill="var(--page)"),
            *(node for mark in drawing.marks for node in mark.nodes),
            xmlns="http://www.w3.org/2000/svg",
            id=name,
            class_="plate",
            font_family=FONT,
            font_size=SMALL,
            viewBox=f"0 0 {width} {round(drawing.height)}",
            role="img",
            aria_labelledby=f"{name}-title",
            aria_describedby=f"{name}-desc",
            **{f"data_{look}": value for look, value in self.looks.items()},
        )


@tables.cached
def cited_by(references: tuple[str, ...]) -> dict[str, str]:
    """Return the short names of sources, by the cells of the table: looked up together, which is fast."""
    return {reference: tables.short_names(reference) for reference in references}


def _wordless(node: Node) -> Node | None:
    """Return an element without the words in it, and without what a page asks of its parts; None for a word."""
    if node.tag in ("text", "title"):
        return None
    own = tuple((name, value) for name, value in node.attributes if not name.startswith(("data-", "aria-", "class")))
    return Node(node.tag, own, tuple(part for child in node.children_nodes() if (part := _wordless(child))))


def _variables(colours: Mapping[str, str]) -> str:
    return "{" + ";".join(f"--{name}:{colour}" for name, colour in colours.items()) + "}"


STYLE = (
    f".plate{_variables(LIGHT)}"
    f"@media (prefers-color-scheme:dark){{.plate{_variables(DARK)}}}"
    f":is([data-jp-theme-light=true],[data-theme=light]) .plate,.plate[data-theme=light]{_variables(LIGHT)}"
    f":is([data-jp-theme-light=false],[data-theme=dark]) .plate,.plate[data-theme=dark]{_variables(DARK)}"
    + "".join(
        f'.plate [{kind}="{colour}"]{{{kind}:var(--{name})}}'
        for name, colour in LIGHT.items()
        for kind in ("fill", "stroke")
    )
    + f".plate text{{font-family:{FONT};fill:var(--ink);font-size:{SMALL:g}px}}"
    + "".join(f".plate .{name}{{fill:var(--{name})}}" for name in ("quiet", *HUES))
)
"""The rules of every illustration: its colours by the page's theme, else by the reader's system, and its letters.

In the markup stands what a colour is on a light page, for viewers that know no style sheet; the rules find its name.
"""


def _each_once(sources: str) -> str:
    """Return a line of citations in which a name that several records share stands once."""
    names = sources.removesuffix(".").split("; ")
    return "; ".join(dict.fromkeys(names)) + ("." if sources.endswith(".") else "")


def _plain(cell: CellValue) -> CellValue:
    return significant(float(cell)) if isinstance(cell, float) else cell
