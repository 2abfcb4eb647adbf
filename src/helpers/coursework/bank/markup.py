"""Texts of the question bank as HTML, and back: paragraphs, and the unit that a number is asked in."""

import html
import re
from decimal import Decimal

_UNIT = re.compile(r"<p>Unit of the answer: (?P<unit>[^<]*)</p>")


def stem(text: str, unit: str = "") -> str:
    """Return a question as HTML; the unit of its answer stands in a paragraph of its own."""
    return paragraphs(text) + (f"<p>Unit of the answer: {html.escape(unit)}</p>" if unit else "")


def paragraphs(text: str) -> str:
    """Return a text as HTML paragraphs, or nothing."""
    return "".join(f"<p>{_line(part)}</p>" for part in text.split("\n\n") if part)


def text_of(markup: str) -> str:
    """Return the text of HTML that `stem` or `paragraphs` made, without the unit."""
    parts = re.findall(r"<p>(.*?)</p>", _UNIT.sub("", markup), re.DOTALL)
    return "\n\n".join(html.unescape(part.replace("<br>", "\n")) for part in parts)


def unit_of(markup: str) -> str:
    """Return the unit in HTML that `stem` made, or nothing."""
    match = _UNIT.search(markup)
    return html.unescape(match["unit"]) if match else ""


def number(value: float) -> str:
    """Return a number in digits alone, which every platform reads: no exponent, nothing rounded."""
    return format(Decimal(repr(value)), "f")


def _line(text: str) -> str:
    return html.escape(text, quote=False).replace("\n", "<br>")
