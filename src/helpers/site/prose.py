"""Markdown of a notebook as HTML, with the anchors that JupyterLab gives to headings."""

import html
import re

import mistune
from mistune.plugins.table import table
from mistune.plugins.url import url

_TAG = re.compile(r"<[^>]+>")


class Anchors(mistune.HTMLRenderer):
    """Headings get their text, with hyphens for spaces, as id; `headings` lists (level, id, text) in order."""

    def __init__(self):
        super().__init__(escape=False)
        self.headings = []

    def heading(self, text, level, **attributes):
        """Return a heading with its anchor; an anchor that is taken gets a number."""
        words = plain_text(text)
        taken = {anchor for _, anchor, _ in self.headings}
        first = anchor = words.replace(" ", "-")
        count = 1
        while anchor in taken:
            count += 1
            anchor = f"{first}-{count}"
        self.headings.append((level, anchor, words))
        return f'<h{level} id="{html.escape(anchor)}">{text}</h{level}>\n'


def converter():
    """Return (convert, headings): a function from Markdown to HTML, and the list that it fills with headings."""
    renderer = Anchors()
    return mistune.Markdown(renderer, plugins=[table, url]), renderer.headings


def plain_text(markup):
    """Return the words of some HTML, in one line."""
    return " ".join(html.unescape(_TAG.sub(" ", markup)).split())
