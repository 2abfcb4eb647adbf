"""The plate of a market that opens: a lane for each region, from the protected molecule to the copies that are sold."""

import calendar
import functools
from collections.abc import Sequence
from dataclasses import dataclass

from helpers import tables
from helpers.illustrations.illustration import MARGIN, Drawing, Illustration
from helpers.illustrations.lettering import HEAD, LEADING, PLAIN, SMALL, label
from helpers.illustrations.mark import Mark, Row, together
from helpers.illustrations.signs import Sign, line_sign, only
from helpers.illustrations.svg import Box, Node, Point, line_path
from helpers.views.market import LicensedCopy, MarketDay, MarketLane, MarketOpening, calendar_years
from helpers.words import counted, first_upper, listed, number_name

_BAR = 24.0  # height of a bar
_COPY = 5.0  # half the height of the sign of a licence
_APART = 48.0  # least room between a year and the month up to which it is known
_LEAD = 1.0  # years that are shown before the first molecule is free
_EDGE = 34.0  # room at both ends for what lies outside the years shown
_STATES = ("protected", "free, no copy on sale", "copies on sale")
_LOOKS = {  # state -> fill, edge, dashes: a second channel beside the colour
    "protected": ("var(--vermilion-tint)", "var(--vermilion)", None),
    "free, no copy on sale": ("none", "var(--quiet)", "5 4"),
    "copies on sale": ("var(--green)", "var(--green)", None),
}
_REGION_NAMES = {"US": "United States", "EU": "European Union"}


@dataclass(frozen=True, slots=True)
class _Scale:
    """Years of the calendar as places across the picture."""

    first: float
    last: float
    left: float
    right: float

    def at(self, years: float) -> float:
        """Return where `years` lie, at the nearer edge when they lie outside."""
        share = (min(max(years, self.first), self.last) - self.first) / (self.last - self.first)
        return self.left + share * (self.right - self.left)


def market_opening(view: MarketOpening) -> Illustration:
    """Return the lanes of a market: molecule protected, free, and copies on sale, with each licence of a copy."""
    keys = dict.fromkeys(key for lane in view.lanes for one in (*lane.days, *lane.copies) for key in one.references)
    return Illustration(
        name="market-opening",
        title=_title(view),
        description=_told(view),
        table=_table(view),
        draw=functools.partial(_laid_out, view),
        key=_key(view),
        sources=f"As of {view.as_of}: {tables.short_names(';'.join(keys))}.",
    )


# ---------------------------------------------------------------------------- layout


def _laid_out(view: MarketOpening, width: int) -> Drawing:
    scale = _scale(view, width)
    marks: list[Mark] = []
    top = 0.0
    for lane in view.lanes:
        name = label(f"{_REGION_NAMES[lane.region]}: {_whose(view)}", size=HEAD, weight="bold", width=width - MARGIN)
        name = name.at(MARGIN, top + HEAD)
        years = _years(scale, _month(view.as_of), name.box.bottom + 20)
        bar = _bars(view, lane, scale).at(0, years.box.bottom + 6)
        copies = _licences(lane.copies, scale).at(0, bar.box.bottom + _COPY + 6)
        words = label(_lane_words(lane), width=width - 2 * MARGIN)
        words = words.at(MARGIN, copies.box.bottom + PLAIN * LEADING + 2)
        marks += [name, years, bar, copies, words]
        top = words.box.bottom + 22
    return Drawing(tuple(marks), top - 10)


def _scale(view: MarketOpening, width: int) -> _Scale:
    free = [day.years for lane in view.lanes if (day := lane.day_of("molecule free"))]
    first = min(free or [calendar_years(view.as_of) - 2]) - _LEAD
    return _Scale(first, calendar_years(view.as_of), MARGIN + _EDGE, width - MARGIN - _EDGE)


def _years(scale: _Scale, last: str, base: float) -> Mark:
    """Return the years above a bar, each with a short line at its first of January, and the `last` month shown."""
    marks = []
    years = {str(year): scale.at(year) for year in range(int(scale.first) + 1, int(scale.last) + 1)}
    free = {year: x for year, x in years.items() if x < scale.right - _APART}
    for year, x in {**free, last: scale.right}.items():
        tick = Node.made("path", d=line_path([Point(x, base + 4), Point(x, base + 10)]), stroke="var(--quiet)")
        marks += [label(year, size=SMALL, colour="quiet", anchor="middle").at(x, base)]
        marks += [Mark((tick,), Box(x, base + 4, x, base + 10))]
    return together(marks)


def _bars(view: MarketOpening, lane: MarketLane, scale: _Scale) -> Mark:
    """Return the bars of a lane, the first from before the years shown, the last on to after them."""
    free, sold = lane.day_of("molecule free"), lane.day_of("first copy sold")
    if free and sold and lane.wait_months == 0:
        free = sold  # within one month: nothing to be seen between them
    ends = [scale.left - _EDGE, *(scale.at(day.years) for day in (free, sold) if day), scale.right]
    rows = [Row("therapeutics", view.inn), *(Row("market_days", one.key) for one in lane.days)]
    parts = [
        _bar(state, left, right)
        for state, left, right in zip(_STATES, ends, ends[1:], strict=False)
        if right - left >= 1.5
    ]
    parts += [_goes_on(ends[0], 1), _goes_on(ends[-1], -1)]
    later = lane.day_of("further patent ends")
    return together([*parts, *([_further(scale, later)] if later else [])]).with_rows(*rows)


def _bar(state: str, left: float, right: float) -> Mark:
    fill, edge, dashes = _LOOKS[state]
    box = Box(left, 0, right, _BAR)
    look = {"fill": fill, "stroke": edge, "stroke_width": 1.4, "stroke_dasharray": dashes}
    node = Node.made("rect", x=left, y=0, width=right - left, height=_BAR, rx=3, **look)
    return Mark((node,), box).named(first_upper(state))


def _goes_on(x: float, aside: int) -> Mark:
    """Return the torn end of a bar that goes on beyond the years shown; `aside` is where the bar lies (1: right)."""
    points = [Point(x + aside * (1 if i % 2 else 6), -1 + (_BAR + 2) * i / 6) for i in range(7)]
    torn = [*points, Point(x - 2 * aside, _BAR + 1), Point(x - 2 * aside, -1)]
    return Mark((Node.made("path", d=line_path(torn) + "Z", fill="var(--page)"),), Box(x, 0, x, _BAR))


def _further(scale: _Scale, day: MarketDay) -> Mark:
    """Return the year in which a further patent ends, behind the end of the bar."""
    words = label(day.day[:4], size=SMALL, colour="quiet").at(scale.right + 4, _BAR / 2 + 4)
    line = Node.made(
        "path",
        d=line_path([Point(scale.right + 2, _BAR), Point(scale.right + _EDGE, _BAR)]),
        stroke="var(--vermilion)",
        stroke_width=2,
        stroke_dasharray="3 3",
    )
    drawn = Mark((line,), Box(scale.right + 2, _BAR - 1, scale.right + _EDGE, _BAR + 1))
    return together([words, drawn]).named(f"A further patent ends on {_day_words(day.day)}")


def _licences(copies: Sequence[LicensedCopy], scale: _Scale) -> Mark:
    """Return a diamond for each licence of a copy; those that would touch stand below each other."""
    marks, ends = [], [0.0]
    for copy in copies:
        x = scale.at(calendar_years(copy.day))
        row = next((i for i, end in enumerate(ends) if x - _COPY > end), len(ends))
        ends[row : row + 1] = [x + _COPY + 1]
        y = row * (2 * _COPY + 2)
        diamond = _diamond().at(x, y).named(f"{copy.brand}: licensed on {_day_words(copy.day)}")
        marks.append(diamond.with_rows(Row("biosimilars", copy.key)))
    return together(marks or [Mark((), Box(scale.left, 0, scale.left, 0))])


def _diamond() -> Mark:
    points = [Point(-_COPY, 0), Point(0, -_COPY), Point(_COPY, 0), Point(0, _COPY)]
    look = {"fill": "var(--blue-tint)", "stroke": "var(--blue)", "stroke_width": 1.4}
    return Mark((Node.made("path", d=line_path(points) + "Z", **look),), Box(-_COPY, -_COPY, _COPY, _COPY))


# ---------------------------------------------------------------------------- words


def _key(view: MarketOpening) -> tuple[Sign, ...]:
    bars = [Sign(_bar(state, -13, 13).at(0, -_BAR / 2), f"molecule {state}") for state in _STATES[:2]]
    later = any(lane.day_of("further patent ends") for lane in view.lanes)
    return only(
        *((bar, True) for bar in bars),
        (Sign(_bar(_STATES[2], -13, 13).at(0, -_BAR / 2), _STATES[2]), True),
        (Sign(_diamond(), "a copy is licensed"), True),
        (line_sign("a further patent, to this year", hue="vermilion", dashes="3 3"), later),
    )


def _whose(view: MarketOpening) -> str:
    return f"{view.inn} ({view.brand})"


def _month(day: str) -> str:
    """Return the month of an ISO `day`, such as "Nov 2026"."""
    year, month = day.split("-")[:2]
    return f"{calendar.month_abbr[int(month)]} {year}"


def _title(view: MarketOpening) -> str:
    waits = [f"{_wait(lane.wait_months)} in the {lane.region}" for lane in view.lanes if lane.wait_months is not None]
    if not waits:
        return f"Copies of {view.brand}: when they were licensed"
    return f"The molecule of {view.brand} was free, and copies were sold {listed(waits)}"


def _wait(months: int | None) -> str:
    return f"more than {counted(months, 'month')} later" if months else "within a month"


def _lane_words(lane: MarketLane) -> str:
    """Return what happened in a region, in one sentence."""
    free, sold, later = (lane.day_of(e) for e in ("molecule free", "first copy sold", "further patent ends"))
    parts = [f"original licensed {_day_words(lane.original)}"]
    parts += [f"molecule free {_day_words(free.day)}"] if free else []
    first = f"{lane.copies[0].brand} {_day_words(lane.copies[0].day)}" if lane.copies else ""
    more = f" and {number_name(lane.undated)} without a known day" if lane.undated else ""
    parts += [f"{number_name(len(lane.copies))} licences of copies{more}, the first {first}"] if first else []
    parts += [f"first sold {_day_words(sold.day)}: {sold.brand}"] if sold else []
    parts += [f"a further patent ends {_day_words(later.day)}"] if later else []
    return f"{first_upper('; '.join(parts))}."


def _told(view: MarketOpening) -> str:
    return " ".join(f"{lane.region}: {_lane_words(lane)[0].lower()}{_lane_words(lane)[1:]}" for lane in view.lanes)


def _day_words(day: str) -> str:
    """Return "25 September 2009", or "September 2023" where the day is not known."""
    year, month, *rest = day.split("-")
    return " ".join([*(str(int(one)) for one in rest), calendar.month_name[int(month)], year])


def _table(view: MarketOpening) -> dict[str, list[str]]:
    lines = []
    for lane in view.lanes:
        found = [(lane.original, "original licensed", view.brand, "")]
        found += [(one.day, one.event, one.brand, one.told) for one in lane.days]
        found += [(one.day, "copy licensed", one.brand, "") for one in lane.copies]
        lines += [(lane.region, *line) for line in sorted(found)]
    names = ("region", "day", "what happened", "brand", "note")
    return {name: [line[i] for line in lines] for i, name in enumerate(names)}
