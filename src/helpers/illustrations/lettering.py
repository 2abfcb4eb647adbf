"""Words in a drawing: how much room they take, where a line breaks, and how labels are kept off each other.

A drawing is laid out where no browser is, so the width of letters is known here: that of DejaVu Sans, the widest of
the fonts that the pages of the course may meet. What fits in it fits everywhere.
"""

import functools
from collections.abc import Mapping, Sequence
from typing import Literal

from helpers.illustrations.mark import Mark, Word, together
from helpers.illustrations.svg import Box, Node, joined, number

Align = Literal["start", "middle", "end"]
Weight = Literal["normal", "bold"]

SMALL = 12.0
PLAIN = 13.0
HEAD = 15.0
TITLE = 18.0
"""Sizes of type (pixels at the drawing's own width); nothing is smaller than SMALL."""
LEADING = 1.3
"""From one line to the next, in sizes of type."""

# Advance widths of DejaVu Sans 2.37, in hundredths of the size of type.
_NORMAL: Mapping[int, str] = {
    23: "′",
    28: "ijl'",
    32: " ,.’·IJ",
    34: "/:;\\|",
    36: "f-",
    40: "()[]t!²³",
    41: "r",
    46: '"',
    50: "*_`–°",
    52: "sz“”",
    55: "?εc",
    59: "Lkvxyγκλ",
    61: "FPτTYaoδö",
    64: "eéESbdghnpqu$0123456789{}βµμ",
    68: "KαAV",
    70: "BRXZC",
    75: "UHN",
    79: "DG&OQ",
    84: "w#+<=>^~×÷±≤≥→←↑↓",
    86: "M",
    100: "%m½W@—…",
}
_BOLD: Mapping[int, str] = {
    31: "'′",
    37: "ijl /IJ\\|,.’·",
    42: ":;-",
    46: "f²³!()[]",
    50: "tr_`–°",
    56: '"*ε',
    60: "?zcs",
    66: "λLτvxy“”",
    69: "akEFTeγéoαδö",
    72: "$0123456789hnu{}κSYbdgpqβ",
    77: "CPZµμBAKRVX",
    84: "UGD#+<=>HN^~×÷±≤≥→←↑↓",
    92: "OQ&w",
    110: "%@M—…m½W",
}
_WIDTHS: Mapping[Weight, Mapping[str, int]] = {
    "normal": {letter: width for width, letters in _NORMAL.items() for letter in letters},
    "bold": {letter: width for width, letters in _BOLD.items() for letter in letters},
}
_UNKNOWN = 110  # a letter that is not listed takes the room of the widest


@functools.lru_cache(maxsize=4096)
def text_width(text: str, size: float = PLAIN, weight: Weight = "normal") -> float:
    """Return the width (pixels) of a line of `text`, at most as wide in any font of the pages."""
    widths = _WIDTHS[weight]
    return sum(widths.get(letter, _UNKNOWN) for letter in text) * size / 100


def broken(text: str, width: float, size: float = PLAIN, weight: Weight = "normal") -> list[str]:
    """Return `text` as lines of at most `width` pixels, broken at spaces; a word that is longer stands alone.

    A no-break space holds what stands before and after it together.
    """
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, weight) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


@functools.lru_cache(maxsize=4096)
def label(
    text: str,
    *,
    size: float = PLAIN,
    weight: Weight = "normal",
    colour: str = "ink",
    anchor: Align = "start",
    width: float | None = None,
) -> Mark:
    """Return `text` with its origin at the base of its first line; lines longer than `width` pixels are broken."""
    lines = [text] if width is None else broken(text, width, size, weight)
    words = tuple(Word(line, _line_box(line, i, size, weight, anchor)) for i, line in enumerate(lines))
    nodes = tuple(
        Node.made(
            "text",
            line,
            y=i * size * LEADING if i else None,
            style=None if size == SMALL else f"font-size:{number(size)}px",
            font_weight=None if weight == "normal" else weight,
            text_anchor=None if anchor == "start" else anchor,
            class_=None if colour == "ink" else colour,
        )
        for i, line in enumerate(lines)
    )
    return Mark(nodes, joined([word.box for word in words]), words=words)


def flow(words: Sequence[Mark], width: float, gap: float = 7, leading: float = PLAIN * LEADING) -> Mark:
    """Return marks of words in lines of at most `width` pixels, each line around x = 0, the first on y = 0."""
    lines: list[list[Mark]] = [[]]
    for word in words:
        used = sum(each.box.width + gap for each in lines[-1])
        if lines[-1] and used + word.box.width > width:
            lines.append([])
        lines[-1].append(word)
    placed = []
    for row, line in enumerate(lines):
        x = -(sum(each.box.width for each in line) + gap * (len(line) - 1)) / 2
        for each in line:
            placed.append(each.at(x - each.box.left, row * leading))
            x += each.box.width + gap
    return together(placed)


def spread(wanted: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float]:
    """Return middles near the `wanted` ones at which things of these `heights` do not overlap, in the same order.

    They stay between `low` and `high` where there is room for all, and keep equal distances beyond `high` where there
    is not. Things that would overlap are pushed apart together, so that each lies as near to its place as it can.
    """
    if not wanted:
        return []
    blocks: list[tuple[list[int], float]] = []  # members, and the middle of the block
    for i in range(len(wanted)):
        block = ([i], _within(wanted[i], heights[i], low, high))
        while blocks and _bottom(blocks[-1], heights) > _top(block, heights):
            members = [*blocks.pop()[0], *block[0]]
            block = (members, _within(_block_middle(members, wanted, heights), _tall(members, heights), low, high))
        blocks.append(block)
    places: list[float] = []
    for members, middle in blocks:
        edge = middle - _tall(members, heights) / 2
        for i in members:
            places.append(edge + heights[i] / 2)
            edge += heights[i]
    return places


def _line_box(line: str, i: int, size: float, weight: Weight, anchor: Align) -> Box:
    wide = text_width(line, size, weight)
    left = {"start": 0.0, "middle": -wide / 2, "end": -wide}[anchor]
    base = i * size * LEADING
    return Box(left, base - 0.95 * size, left + wide, base + 0.25 * size)


def _tall(members: Sequence[int], heights: Sequence[float]) -> float:
    return sum(heights[i] for i in members)


def _top(block: tuple[list[int], float], heights: Sequence[float]) -> float:
    return block[1] - _tall(block[0], heights) / 2


def _bottom(block: tuple[list[int], float], heights: Sequence[float]) -> float:
    return block[1] + _tall(block[0], heights) / 2


def _block_middle(members: Sequence[int], wanted: Sequence[float], heights: Sequence[float]) -> float:
    """Return the middle at which the members of a block, stacked, are nearest to where they are wanted."""
    offset, shifts = 0.0, 0.0
    for i in members:
        shifts += wanted[i] - (offset + heights[i] / 2)
        offset += heights[i]
    return shifts / len(members) + offset / 2


def _within(middle: float, height: float, low: float, high: float) -> float:
    return max(low + height / 2, min(middle, high - height / 2))
