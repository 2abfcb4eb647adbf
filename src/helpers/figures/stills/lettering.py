"""Letters of a still picture: the marks that plotly knows in words, lines, and how much room they take."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from helpers.colours import TEXT

Anchor = Literal["start", "middle", "end"]
LEADING = 1.3
"""From one line to the next, in sizes of type."""
_MARK = re.compile(r"<(/?)(b|i|sup|sub)>|</?[a-z][^<>]*>")
_OPENED = {
    "b": '<tspan font-weight="bold">',
    "i": '<tspan font-style="italic">',
    "sup": '<tspan font-size="75%" baseline-shift="super">',
    "sub": '<tspan font-size="75%" baseline-shift="sub">',
}
_NARROW, _WIDE = frozenset("ijltfrI.,:;'|!()[] -"), frozenset("mwMW%@—ABCDGHKNOPQRUVXY")


@dataclass(frozen=True, slots=True)
class Type:
    """How letters look: their `size` (pixels), `colour`, and which end of a line stands at its place."""

    size: float = 13
    colour: str = ""
    anchor: Anchor = "start"


def number(value: float) -> str:
    """Return a length as it is written: one decimal, since a tenth of a pixel is not seen, and no zero before it.

    What lies halfway between two tenths goes up on every processor; there is no "-0".
    """
    text = f"{value + 1e-6:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text


def lines_of(words: str) -> list[str]:
    """Return the lines of `words`, in which plotly breaks at <br>."""
    return re.split(r"<br ?/?>", words)


def width_of(words: str, size: float) -> float:
    """Return the room (pixels) that the longest line of `words` takes, hardly ever less than it is."""
    return max(sum(map(_share, html.unescape(_MARK.sub("", line)))) for line in lines_of(words)) * size


def broken(words: str, width: float, size: float) -> str:
    """Return `words` with <br> where a line would be longer than `width` pixels."""
    lines: list[str] = []
    for given in lines_of(words):
        line = ""
        for word in given.split(" "):
            longer = f"{line} {word}" if line else word
            if line and width_of(longer, size) > width:
                lines.append(line)
                longer = word
            line = longer
        lines.append(line)
    return "<br>".join(lines)


def written(x: float, y: float, words: str, type_: Type) -> str:
    """Return `words` as markup; `y` is the middle of the block of their lines."""
    lines = lines_of(words)
    step = type_.size * LEADING
    base = y - step * (len(lines) - 1) / 2 + 0.35 * type_.size
    looks = "" if type_.size == 13 else f' font-size="{number(type_.size)}"'
    looks += f' fill="{type_.colour}"' if type_.colour not in ("", TEXT) else ""
    looks += "" if type_.anchor == "start" else f' text-anchor="{type_.anchor}"'
    return "".join(
        f'<text x="{number(x)}" y="{number(base + i * step)}"{looks}>{line}</text>'
        for i, line in enumerate(_marked(lines))
        if line.strip()
    )


def _share(letter: str) -> float:
    return 0.37 if letter in _NARROW else 0.78 if letter in _WIDE else 0.62


def _marked(lines: Sequence[str]) -> list[str]:
    """Return lines as markup: bold, italic, raised and lowered letters stay, to the next line too; other marks go."""
    opened, marked = list[str](), list[str]()
    for line in lines:
        pieces, place = list(opened), 0
        for mark in _MARK.finditer(line):
            pieces.append(_plain(line[place : mark.start()]))
            place = mark.end()
            if mark[2] and not mark[1]:
                opened.append(_OPENED[mark[2]])
                pieces.append(opened[-1])
            elif mark[2] and opened:
                pieces.append("</tspan>")
                opened.pop()
        rest = _plain(line[place:])
        marked.append("".join([*pieces, rest, "</tspan>" * len(opened)]) if line.strip() else "")
    return marked


def _plain(words: str) -> str:
    return html.escape(html.unescape(words), quote=False)
