"""Markdown of a notebook as HTML, with the anchors that JupyterLab gives to headings."""

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, cast

from helpers import extras

with extras.needing("site"):
    import mistune
    from latex2mathml.converter import convert
    from mistune.plugins.math import math
    from mistune.plugins.table import table
    from mistune.plugins.url import url

from helpers.words import anchor as anchor_of

_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a page: its level (1 to 6), its anchor and its words."""

    level: int
    anchor: str
    text: str


class Anchors(mistune.HTMLRenderer):
    """Headings get their text, with hyphens for spaces, as id; `headings` lists them in order."""

    def __init__(self) -> None:
        super().__init__(escape=False)
        self.headings: list[Heading] = []

    def heading(self, text: str, level: int, **attributes: Any) -> str:
        """Return a heading with its anchor; an anchor that is taken gets a number."""
        words = plain_text(text)
        taken = {heading.anchor for heading in self.headings}
        first = anchor = anchor_of(words)
        count = 1
        while anchor in taken:
            count += 1
            anchor = f"{first}-{count}"
        self.headings.append(Heading(level, anchor, words))
        return f'<h{level} id="{html.escape(anchor)}">{text}</h{level}>\n'

    def inline_math(self, text: str) -> str:
        """Return a formula within a sentence as MathML."""
        return formula(text)

    def block_math(self, text: str) -> str:
        """Return a formula on a line of its own as MathML, which scrolls by itself where a page is narrow."""
        return f'<div class="scroll formula" role="group" aria-label="Formula">{formula(text, "block")}</div>\n'


def formula(latex: str, display: Literal["inline", "block"] = "inline") -> str:
    """Return a formula written in LaTeX as MathML, which browsers draw and screen readers speak with no script."""
    return convert(latex, display=display)


def converter() -> tuple[Callable[[str], str], list[Heading]]:
    """Return a function from Markdown to HTML, and the list that it fills with the headings it meets."""
    renderer = Anchors()
    return cast("Callable[[str], str]", mistune.Markdown(renderer, plugins=[table, url, math])), renderer.headings


def plain_text(markup: str) -> str:
    """Return the words of some HTML, in one line."""
    return " ".join(html.unescape(_TAG.sub(" ", markup)).split())
