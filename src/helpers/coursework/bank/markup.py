"""Texts of the question bank as HTML, and back: paragraphs, and the unit that a number is asked in."""

import html
import re
from collections.abc import Mapping
from decimal import Decimal

from helpers.coursework.bank.entries import Entry, Picture

_PICTURE = re.compile(r'<p><img src="(?P<address>[^"]*)" alt="(?P<told>[^"]*)" ?/></p>')
_UNIT = re.compile(r"<p>Unit of the answer: (?P<unit>[^<]*)</p>")


def stem(entry: Entry, folder: str = "") -> str:
    """Return a question as HTML; its picture and the unit of its answer stand in paragraphs of their own.

    `folder` is where the format has its pictures.
    """
    shown, unit = entry.picture, entry.unit
    picture = f'<p><img src="{folder}{shown.name}" alt="{html.escape(shown.told)}" /></p>' if shown else ""
    return paragraphs(entry.stem) + picture + (f"<p>Unit of the answer: {html.escape(unit)}</p>" if unit else "")


def paragraphs(text: str) -> str:
    """Return a text as HTML paragraphs, or nothing."""
    return "".join(f"<p>{_line(part)}</p>" for part in text.split("\n\n") if part)


def text_of(markup: str) -> str:
    """Return the text of HTML that `stem` or `paragraphs` made, without picture and unit."""
    parts = re.findall(r"<p>(.*?)</p>", _UNIT.sub("", _PICTURE.sub("", markup)), re.DOTALL)
    return "\n\n".join(html.unescape(part.replace("<br>", "\n")) for part in parts)


def unit_of(markup: str) -> str:
    """Return the unit in HTML that `stem` made, or nothing."""
    match = _UNIT.search(markup)
    return html.unescape(match["unit"]) if match else ""


def picture_of(markup: str, files: Mapping[str, str]) -> Picture | None:
    """Return the picture in HTML that `stem` made, or None; `files` go from the names of pictures to them."""
    match = _PICTURE.search(markup)
    if not match:
        return None
    name = match["address"].rpartition("/")[2]
    return Picture(name, files.get(name, ""), html.unescape(match["told"]))


def number(value: float) -> str:
    """Return a number in digits alone, which every platform reads: no exponent, nothing rounded."""
    return format(Decimal(repr(value)), "f")


def _line(text: str) -> str:
    return html.escape(text, quote=False).replace("\n", "<br>")
