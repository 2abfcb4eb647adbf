"""Markdown of a notebook as HTML, with the anchors that JupyterLab gives to headings."""

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
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

_TRANSLATED = ("paragraph", "heading", "block_text", "table_cell")  # the tokens of Markdown that hold words
_TAG = re.compile(r"<[^>]+>")
_SENTENCES = re.compile(r"<(p|li)>.*?</\1>", re.DOTALL)
_NAME = re.compile(r"\b[A-Za-z]+-(?:\d\w*|[α-ωΑ-Ω]\w*)(?![^<]*(?:>|</strong>))")


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
        """Return a heading with its anchor, which comes from the English; one that is taken gets a number."""
        words = plain_text(text)
        taken = {heading.anchor for heading in self.headings}
        first = anchor = attributes.get("anchor") or anchor_of(words)
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


def converter(messages: Mapping[str, str] | None = None) -> tuple[Callable[[str], str], list[Heading]]:
    """Return a function from Markdown to HTML, and the list that it fills with the headings it meets.

    What `messages` translate stands in their words, at the anchors of the English.
    """
    renderer = Anchors()
    markdown = mistune.Markdown(renderer, plugins=[table, url, math])

    def translate(_: mistune.Markdown, state: mistune.BlockState) -> None:
        for token in _worded(state.tokens):
            said = (messages or {}).get(message := token["text"].strip())
            if said and token["type"] == "heading":
                english = renderer.render_tokens(markdown.inline(message, state.env), state)
                token["attrs"]["anchor"] = anchor_of(plain_text(english))
            token["text"] = said or token["text"]

    markdown.before_render_hooks.append(translate)
    return cast("Callable[[str], str]", markdown), renderer.headings


def messages_of(text: str) -> list[str]:
    """Return the messages of some Markdown: what a translator translates, each paragraph as it is written."""
    found: list[str] = []
    markdown = mistune.Markdown(Anchors(), plugins=[table, url, math])
    markdown.before_render_hooks.append(
        lambda _, state: found.extend(token["text"].strip() for token in _worded(state.tokens))
    )
    markdown(text)
    return [message for message in found if any(letter.isalpha() for letter in message)]


def _worded(tokens: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the tokens that hold words, at every depth."""
    for token in tokens:
        if token["type"] in _TRANSLATED and "text" in token:
            yield token
        yield from _worded(token.get("children", ()))


def unbroken(markup: str) -> str:
    """Return some HTML in whose sentences no line ends within a name such as IL-6 or TGF-β.

    Words in bold stay as they are: they become links to their meaning.
    """
    return _SENTENCES.sub(lambda found: _NAME.sub(r'<span class="kept">\g<0></span>', found[0]), markup)


def plain_text(markup: str) -> str:
    """Return the words of some HTML, in one line."""
    return " ".join(html.unescape(_TAG.sub(" ", markup)).split())
