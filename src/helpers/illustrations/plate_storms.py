"""The plate of a cytokine storm: a line down from each party, and from line to line who calls whom."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from helpers import tables
from helpers.illustrations.anatomy import organ
from helpers.illustrations.arrows import arrow
from helpers.illustrations.cells import CellShape, Nucleus, cell, crowd, microbe, vessel, virus
from helpers.illustrations.illustration import MARGIN, PAGE, Drawing, Illustration
from helpers.illustrations.lettering import LEADING, SMALL, label, text_width
from helpers.illustrations.mark import Mark, Row, together
from helpers.illustrations.molecules import drug
from helpers.illustrations.signs import Sign, arrow_sign, only
from helpers.illustrations.standing import messenger_mark
from helpers.illustrations.svg import Box, Node, Point, line_path, ring
from helpers.views.storms import CytokineStorm, SparkSign, StormLink, StormOutcome, StormParty
from helpers.words import first_upper, listed

_SPARK = "spark"
_NAMES: Mapping[StormParty, str] = {"T cell": "T cells", "macrophage": "macrophages", "organs": "vessels, brain, liver"}
_OUTCOMES: Mapping[StormOutcome, tuple[str, str]] = {  # what a drug did, and how that was found
    "helped": ("helped patients", "randomised"),
    "helped, no control arm": ("helped patients", "no control arm"),
    "helped in mice": ("helped mice", ""),
    "no benefit": ("brought no benefit", ""),
    "more deaths": ("went with more deaths", "highest dose"),
}
_HUES: Mapping[StormOutcome, str] = {"no benefit": "quiet", "more deaths": "vermilion"}  # of words; the others are blue
_HEAD = 24.0  # middle of the marks at the heads of the lines
_CELL = 19.0  # radius of a cell
_ORGAN = 20.0  # height of an organ
_SIZE = 7.0  # half the height of a messenger
_STEP = 20.0  # from one link to the next


@dataclass(frozen=True, slots=True)
class _Lines:
    """Where the lines of the parties stand, and how far they are apart."""

    places: Mapping[str, float]
    apart: float
    width: int


def cytokine_storms(view: CytokineStorm) -> Illustration:
    """Return a storm from its spark to the organs: arrows are messengers, a bar shows where a drug broke in."""
    references = (view.spark.reference, *(each.reference for each in view.links))
    keys = dict.fromkeys(key for some in references for key in some.split(";"))
    return Illustration(
        name="cytokine-storms",
        title=_title(view),
        description=_told(view),
        table=_table(view),
        draw=functools.partial(_laid_out, view),
        key=only(
            (Sign(None, f"Cytokine storm: {view.spark.storm}"), True),
            (arrow_sign("moves", "sets off", "ink"), True),
            (arrow_sign("stimulates", "sends to", "ink"), True),
            (arrow_sign("inhibits", "a drug that held it, and what came of that", "blue"), True),
            (
                Sign(messenger_mark("", "", _SIZE), "its shape is not told here"),
                any(_shape(view, each.messenger) == ("", "") for each in view.links),
            ),
        ),
        sources=f"{tables.short_names(';'.join(keys))}.",
    )


# ---------------------------------------------------------------------------- layout


def _laid_out(view: CytokineStorm, width: int) -> Drawing:
    lines = _lines(view, width)
    heads = [_head(view, name, lines) for name in lines.places]
    top = max(mark.box.bottom for mark in heads) + 6
    events, y = [_spark(view, lines, top)], top
    for each in view.links:
        y = events[-1].box.bottom + _STEP
        link = _link(view, each, lines)
        events.append(link.at(0, y - link.box.top))
    low = events[-1].box.bottom + 6
    rails = [_rail(x, top, low) for x in lines.places.values()]
    return Drawing((*rails, *heads, *events), low + 6)


def _lines(view: CytokineStorm, width: int) -> _Lines:
    names = (_SPARK, *view.parties)
    edge = MARGIN + (76 if width == PAGE else 36)
    apart = (width - 2 * edge) / (len(names) - 1)
    return _Lines({name: edge + apart * i for i, name in enumerate(names)}, apart, width)


def _head(view: CytokineStorm, name: str, lines: _Lines) -> Mark:
    """Return who stands at the head of a line, with the name below."""
    high = _ORGAN if lines.width == PAGE else 0.75 * _ORGAN
    drawn = _party(view, cast("StormParty", name), high) if name != _SPARK else _sign(view.spark.sign)
    told = view.spark.spark if name == _SPARK else _NAMES[cast("StormParty", name)]
    room = min(lines.apart - 8, 2 * min(lines.places[name], lines.width - lines.places[name]) - 4)
    words = label(told, size=SMALL, weight="bold", anchor="middle", width=room).at(0, _CELL + 8 + SMALL)
    return together([drawn, words]).at(lines.places[name], _HEAD)


def _party(view: CytokineStorm, party: StormParty, high: float) -> Mark:
    look = view.looks.get(party)
    if look is None:
        return _organs(high)
    hue = "sky" if party == "T cell" else "orange"
    return cell(cast("CellShape", look.shape), _CELL, cast("Nucleus", look.nucleus or "none"), hue)


@functools.cache
def _organs(high: float) -> Mark:
    """Return a vessel, a brain and a liver side by side, each this `high`, around the origin."""
    parts = [vessel(28, 20), organ("brain"), organ("liver")]
    parts = [part.scaled(round(high / part.box.height, 2)) for part in parts]
    wide = sum(part.box.width + 6 for part in parts) - 6
    x, marks = -wide / 2, list[Mark]()
    for part in parts:
        marks.append(part.at(x - part.box.left, -part.box.centre.y))
        x += part.box.width + 6
    return together(marks)


def _sign(sign: SparkSign) -> Mark:
    marks: Mapping[SparkSign, Mark] = {
        "tumour": crowd([Point(0, 0), *ring([13.5, 12.5, 14, 12.5, 13.5])], "round", 7.5, "purple"),
        "virus": virus(),
        "bacteria": microbe(10).at(-7, 0),
        "antibody": drug("antibody", "vermilion", 18),
    }
    return marks[sign]


def _rail(x: float, top: float, low: float) -> Mark:
    node = Node.made("path", d=line_path([Point(x, top), Point(x, low)]), stroke="var(--line)", stroke_width=1,
                     stroke_dasharray="3 4", fill="none")  # fmt: skip
    return Mark((node,), Box(x, top, x, low))


def _spark(view: CytokineStorm, lines: _Lines, top: float) -> Mark:
    """Return the way from the spark to whom it reaches first."""
    ends = lines.places[_SPARK], lines.places[view.spark.lights]
    way = arrow(Point(ends[0] + 3, 0), Point(ends[1] - 3, 0), "moves", width=2)
    mark = way.at(0, top + 10)
    return mark.named(view.spark.told).with_rows(Row("storm_sparks", view.spark.storm))


def _link(view: CytokineStorm, link: StormLink, lines: _Lines) -> Mark:
    """Return a link with its arrow on y = 0: the messenger above, and below where a drug broke in."""
    start, end = lines.places[link.sender], lines.places[link.receiver]
    aside = 3 if end > start else -3
    middle = (start + end) / 2
    marks = [arrow(Point(start + aside, 0), Point(end - aside, 0), "stimulates", width=2)]
    marks.append(_on_paper(_messenger(view, link.messenger, lines).at(middle, -8)))
    if link.outcome:
        marks.append(arrow(Point(middle, 20), Point(middle, 3), "inhibits", colour=_hue(link)))
        words = _came_of_it(link, lines.apart - 6 if lines.width == PAGE else 236)
        half = words.box.width / 2
        x = min(max(middle, MARGIN + half), lines.width - MARGIN - half)
        marks.append(_on_paper(words.at(x, 20 + SMALL * LEADING)))
    return together(marks).named(link.told).with_rows(Row("storm_links", link.link))


def _came_of_it(link: StormLink, width: float) -> Mark:
    """Return what came of the drug, in one line where there is room, else with what stands in brackets below."""
    did, how = _OUTCOMES[link.outcome]
    told = f"{link.blocked_by} {_with_how(link.outcome)}"
    lines = [told] if not how or text_width(told, SMALL) <= width else [f"{link.blocked_by} {did}", f"({how})"]
    rows = [label(line, size=SMALL, colour=_hue(link), anchor="middle", width=width) for line in lines]
    second = rows[0].box.bottom + SMALL
    return together([row.at(0, second if i else 0) for i, row in enumerate(rows)])


def _with_how(outcome: StormOutcome) -> str:
    did, how = _OUTCOMES[outcome]
    return f"{did} ({how})" if how else did


def _hue(link: StormLink) -> str:
    return _HUES.get(link.outcome, "blue")


def _shape(view: CytokineStorm, name: str) -> tuple[str, str]:
    """Return fold and form of a messenger; IL-1 has those of IL-1β."""
    return view.folds.get(name, view.folds.get(f"{name}β", ("", "")))


def _messenger(view: CytokineStorm, name: str, lines: _Lines) -> Mark:
    """Return a messenger with its name beside it, around x = 0; below each other where lines stand close."""
    drawn = messenger_mark(*_shape(view, name), _SIZE)
    words = label(name, size=SMALL, weight="bold")
    wide = 2 * _SIZE + 5 + words.box.width
    if wide > lines.apart - 14:
        return together([words.at(-words.box.width / 2, 0), drawn.at(0, -SMALL - _SIZE - 1)])
    return together([drawn.at(_SIZE - wide / 2, -4), words.at(2 * _SIZE + 5 - wide / 2, 0)])


def _on_paper(mark: Mark) -> Mark:
    """Return a mark on a ground of its own, so that no line runs through its words."""
    box = mark.box.grown(2)
    ground = Node.made("rect", x=box.left, y=box.top, width=box.width, height=box.height, fill="var(--page)")
    return together([Mark((ground,), box), mark])


# ---------------------------------------------------------------------------- words


def _title(view: CytokineStorm) -> str:
    """Return what came of breaking links; where none was broken, who begins."""
    storm, broken = first_upper(view.spark.storm), view.broken
    said = [f"holding {listed(broken[one])} {_with_how(one)}" for one in _OUTCOMES if one in broken]
    return f"{storm}: {'; '.join(said) or f'{_NAMES[view.spark.lights]} begin, and no link was broken in a trial'}"


def _told(view: CytokineStorm) -> str:
    parts = []
    for each in view.links:
        came = ", ".join(part for part in _OUTCOMES.get(each.outcome, ()) if part)
        broken = f" ({each.blocked_by} {came})" if came else ""
        parts.append(f"{each.messenger} from {_NAMES[each.sender]} to {_NAMES[each.receiver]}{broken}")
    first = first_upper(_NAMES[view.spark.lights])
    return f"{first} are set off by {view.spark.spark}. Then: {'; '.join(parts)}."


def _table(view: CytokineStorm) -> dict[str, list[str]]:
    spark, links = view.spark, view.links
    return {
        "from": [spark.spark, *(_NAMES[each.sender] for each in links)],
        "messenger": ["", *(each.messenger for each in links)],
        "to": [_NAMES[spark.lights], *(_NAMES[each.receiver] for each in links)],
        "found": [spark.told, *(each.told for each in links)],
        "broken by": ["", *(each.blocked_by for each in links)],
        "what came of it": ["", *(_with_how(each.outcome) if each.outcome else "" for each in links)],
        "species": [spark.species, *(each.species for each in links)],
        "source": [tables.short_names(spark.reference), *(tables.short_names(each.reference) for each in links)],
    }
