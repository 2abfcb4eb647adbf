"""The pictures in which a reader answers by choosing a part: by the keys of the table `item_parts`."""

from collections.abc import Callable, Mapping
from typing import TypedDict

from helpers import illustrations, tables, views
from helpers.illustrations import Illustration
from helpers.practice.items import Item

WIDE, NARROW = 560, 320
"""Widths (pixels) for which a picture is laid out: a question's box on a page, and on a telephone."""


class Picture(TypedDict):
    """A picture as SVG, for a page and for a telephone."""

    wide: str
    narrow: str


def _il2_receptor(_item: Item) -> Illustration:
    return illustrations.receptor_choice(views.signalling("IL-2"), "il2-il2ra-il2rb-il2rg")


def _body(item: Item) -> Illustration:
    labels = views.organ_labels()
    return illustrations.body_choice({o.part: labels[o.part] for o in sorted(item.options, key=lambda o: o.part)})


PLATES: Mapping[str, Callable[[Item], Illustration]] = {"il2_receptor": _il2_receptor, "body": _body}
"""How each picture of the table `item_parts` is drawn for an item."""


def drawn(item: Item) -> Illustration:
    """Return the picture of a picture item."""
    return PLATES[item.shows](item)


@tables.cached
def _markup(question: str, item: Item) -> Picture:
    picture = drawn(item)
    return {"wide": picture.svg(WIDE), "narrow": picture.svg(NARROW)}


def picture(item: Item) -> Picture:
    """Return the picture of a picture item as the browser shows it."""
    return _markup(item.question, item)
