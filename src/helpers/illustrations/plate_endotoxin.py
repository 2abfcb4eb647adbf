"""The plate of the hours after endotoxin: a lane for each messenger, for the fever, for the cells of the blood."""

import functools
import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import cast

from helpers import tables
from helpers.illustrations.cells import Nucleus, crowd
from helpers.illustrations.illustration import MARGIN, PAGE, Drawing, Illustration
from helpers.illustrations.instruments import thermometer
from helpers.illustrations.lettering import LEADING, PLAIN, SMALL, label
from helpers.illustrations.mark import Mark, Row, together
from helpers.illustrations.molecules import trimer
from helpers.illustrations.standing import messenger_mark
from helpers.illustrations.svg import Box, Node, Point, line_path
from helpers.views.challenge import BloodCells, EndotoxinHours, MessengerHours
from helpers.words import first_upper, listed
from helpers.words import number_words as say

_BIGGEST = 16.0  # half the height of the largest messenger
_LEAST = 1.6
_LANE = 48.0
_NAMES = 128.0  # room for the names of lanes on a page
_JUMP = 14.0  # more room before an hour that comes much later
_EACH = 0.5  # 10⁹ cells per litre that one drawn cell stands for
_PITCH = 12.5  # from cell to cell
_COLDEST, _HOTTEST = 36.0, 40.0
_WINDOLOSKI = "windoloski_2024"


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the hours stand: their middles, and how wide each is."""

    middles: dict[float, float]
    width: float
    left: float


def endotoxin_hours(view: EndotoxinHours) -> Illustration:
    """Return the hours after endotoxin as columns, what was measured as lanes; the chosen hour stands out."""
    references = (_WINDOLOSKI, *view.references)
    return Illustration(
        name="endotoxin-hours",
        title=_title(view),
        description=_told(view),
        table=_table(view),
        draw=functools.partial(_laid_out, view),
        key=_key(view),
        sources=f"{tables.short_names(';'.join(references))}.",
    )


# ---------------------------------------------------------------------------- layout


def _laid_out(view: EndotoxinHours, width: int) -> Drawing:
    columns = _columns(view, width)
    wide = width == PAGE
    marks: list[Mark] = []
    top = 22.0 if wide else 34.0
    lanes = [(_messenger_name(view, one), _messenger_lane(view, one, columns)) for one in view.messengers]
    lanes += [(_fever_name(), _fever_lane(view, columns))] if view.fever else []
    lanes += [(_cells_name(view, wide), _cells_lane(view, columns))] if view.cells else []
    for name, lane in lanes:
        if wide:
            middle = top + max(-lane.box.top, -name.box.top + 4)
            marks += [name.at(MARGIN, middle), lane.at(0, middle)]
        else:
            marks.append(name.at(MARGIN, top - name.box.top))
            marks.append(lane.at(0, marks[-1].box.bottom - lane.box.top + 2))
        top = max(each.box.bottom for each in marks[-2:]) + 8
    band = _band(view, columns, top)
    return Drawing((band, *_hours(view, columns), *marks), top + 8)


def _columns(view: EndotoxinHours, width: int) -> _Columns:
    left = MARGIN + (_NAMES if width == PAGE else 0)
    jumps = [later - earlier > 6 for earlier, later in pairwise(view.hours)]
    each = (width - MARGIN - left - _JUMP * sum(jumps)) / len(view.hours)
    middles, x = {}, left + each / 2
    for hour, jump in zip(view.hours, [*jumps, False], strict=True):
        middles[hour] = x
        x += each + (_JUMP if jump else 0)
    return _Columns(middles, each, left)


def _band(view: EndotoxinHours, columns: _Columns, low: float) -> Mark:
    """Return what marks the chosen hour: a pale column; its hour is bold, too."""
    x = columns.middles[view.chosen] - columns.width / 2
    node = Node.made("rect", x=x, y=0, width=columns.width, height=low, rx=6, fill="var(--inside)")
    return Mark((node,), Box(x, 0, x + columns.width, low))


def _hours(view: EndotoxinHours, columns: _Columns) -> list[Mark]:
    """Return the hours above the columns, each a way to choose it."""
    marks = []
    for hour, x in columns.middles.items():
        weight = "bold" if hour == view.chosen else "normal"
        words = f"{hour:g} h" if columns.width > 50 else f"{hour:g}"
        mark = label(words, size=SMALL, weight=weight, anchor="middle").at(x, SMALL + 4)
        marks.append(mark.named(f"{hour:g} hours after endotoxin", control="hour", value=f"{hour:g}"))
    return marks


def _rail(signs: Sequence[Mark]) -> Mark:
    """Return the line of a lane, from each sign to the next."""
    ways = [(one.box.right + 2, other.box.left - 2) for one, other in itertools.pairwise(signs)]
    path = "".join(line_path([Point(start, 0), Point(end, 0)]) for start, end in ways if start < end)
    node = Node.made("path", d=path, stroke="var(--line)", stroke_width=0.7, fill="none")
    return Mark((node,), Box(signs[0].box.left, 0, signs[-1].box.right, 0))


# ---------------------------------------------------------------------------- lanes


def _messenger_name(view: EndotoxinHours, one: MessengerHours) -> Mark:
    name = label(f"{one.name} (brake)" if one.brake else one.name, weight="bold")
    when = label(f"highest at {view.peak_hour(one):g} h", size=SMALL, colour="quiet")
    return together([name, when.at(0, PLAIN * LEADING)])


def _messenger_lane(view: EndotoxinHours, one: MessengerHours, columns: _Columns) -> Mark:
    """Return the signs of a messenger over the hours: their area is the mean, on one scale for all messengers."""
    most = max(each.peak for each in view.messengers)
    signs, marks = [], [Mark((), Box(columns.left, -_BIGGEST, columns.left, _LANE - _BIGGEST))]
    for hour, mean in zip(view.times, one.mean_pg_per_ml, strict=True):
        x = columns.middles[hour]
        size = max(_LEAST, _BIGGEST * math.sqrt(mean / most)) / _BIGGEST
        signs.append(_sign(one).scaled(size).at(x, 0))
        weight = "bold" if mean == one.peak else "normal"
        marks.append(label(_short(mean), size=SMALL, weight=weight, anchor="middle").at(x, _BIGGEST + SMALL + 2))
    return together([_rail(signs), *signs, *marks])


def _sign(one: MessengerHours) -> Mark:
    hue = "blue" if one.brake else "vermilion"
    return messenger_mark(one.fold, one.form, _BIGGEST, hue) if one.fold else trimer(hue, _BIGGEST)


def _short(mean: float) -> str:
    return say(mean, 3 if mean >= 100 else 2)


def _fever_name() -> Mark:
    second = label("highest mean", size=SMALL, colour="quiet").at(0, PLAIN * LEADING)
    return together([label("temperature", weight="bold"), second])


def _fever_lane(view: EndotoxinHours, columns: _Columns) -> Mark:
    fever = view.fever
    if fever is None:
        return Mark((), Box(0, 0, 0, 0))
    x = columns.middles[fever.hour]
    share = (min(max(fever.celsius, _COLDEST), _HOTTEST) - _COLDEST) / (_HOTTEST - _COLDEST)
    mark = thermometer(share).at(x, 0).named(f"{fever.celsius:g} °C").with_rows(Row("endotoxin_signs", fever.key))
    words = label(f"{fever.celsius:g} °C", size=SMALL, weight="bold", anchor="middle").at(
        x, mark.box.bottom + SMALL + 1
    )
    return together([mark, words])


def _cells_name(view: EndotoxinHours, wide: bool) -> Mark:
    """Return the names of the cells beside their looks: below each other on a page, else side by side."""
    marks = [label("white blood cells", weight="bold")]
    x, y = 0.0, PLAIN * LEADING
    for kind, look in {one.kind: one for one in view.cells}.items():
        marks.append(_cells(look, [Point(x + 6, y - 4)]))
        marks.append(label(kind, size=SMALL).at(x + 17, y))
        x, y = (0.0, y + SMALL * LEADING + 1) if wide else (marks[-1].box.right + 14, y)
    return together(marks)


def _cells_lane(view: EndotoxinHours, columns: _Columns) -> Mark:
    """Return the cells that were counted, in heaps below their hours."""
    across = max(2, int(columns.width / _PITCH))
    heaps = [Mark((), Box(columns.left, -8, columns.left, 0))]
    for hour in dict.fromkeys(one.hour for one in view.cells):
        counted = view.cells_at(hour)
        rows = [Row("endotoxin_signs", key) for one in counted for key in one.keys]
        heap = together(_heap(counted, across)).at(columns.middles[hour], 0)
        heaps.append(heap.named(_counts(counted)).with_rows(*rows))
    return together(heaps)


def _heap(counted: Sequence[BloodCells], across: int) -> list[Mark]:
    """Return cells in lines of `across`, kind after kind; of what was counted at least one is drawn."""
    marks, first = [], 0
    for one in counted:
        count = max(1, round(one.count / _EACH))
        places = [
            Point((i % across - (across - 1) / 2) * _PITCH, i // across * _PITCH + 6)
            for i in range(first, first + count)
        ]
        marks.append(_cells(one, places))
        first += count
    return marks


def _cells(one: BloodCells, places: Sequence[Point]) -> Mark:
    hue = {"neutrophils": "purple", "lymphocytes": "orange"}.get(one.kind, "green")
    return crowd(places, cast("Nucleus", one.look.nucleus or "round"), 5.4, hue)


# ---------------------------------------------------------------------------- words


def _key(view: EndotoxinHours) -> str:
    cells = f" (those whose cells were counted {view.cells_dose:g})" if view.cells_dose != view.dose else ""
    words = [f"Volunteers received {view.dose:g} ng/kg endotoxin at 0 h{cells if view.cells else ''}."]
    words += ["Area of a sign: the mean below it, pg/mL."]
    words += ["Blue: a brake."] if any(one.brake for one in view.messengers) else []
    words += [f"A cell stands for {_EACH:g} × 10⁹ per litre."] if view.cells else []
    words += ["Blank: not measured."]
    return " ".join(words)


def _title(view: EndotoxinHours) -> str:
    """Return the order of the peaks: those at one hour together."""
    by_hour: dict[float, list[str]] = {}
    for one in sorted(view.messengers, key=view.peak_hour):
        by_hour.setdefault(view.peak_hour(one), []).append(one.name)
    (first, names), *later = by_hour.items()
    rest = "".join(f", {listed(names)} at {hour:g} h" for hour, names in later)
    return f"After endotoxin {listed(names)} {'peaks' if len(names) == 1 else 'peak'} at {first:g} h{rest}"


def _at_hour(view: EndotoxinHours) -> str:
    """Return what was measured at the chosen hour, in one or two sentences."""
    parts = []
    if view.chosen in view.times:
        place = view.times.index(view.chosen)
        parts += [f"{one.name} {_short(one.mean_pg_per_ml[place])}" for one in view.messengers]
        parts[-1] += " pg/mL"
    if view.fever and view.fever.hour == view.chosen:
        parts.append(f"{view.fever.celsius:g} °C")
    told = f"{view.chosen:g} h: {'; '.join(parts)}." if parts else f"{view.chosen:g} h."
    counted = view.cells_at(view.chosen)
    return f"{told} {_counts(counted)}." if counted else told


def _counts(cells: Sequence[BloodCells]) -> str:
    return first_upper(f"{', '.join(f'{one.kind} {say(one.count, 2)}' for one in cells)} (10⁹/L)")


def _told(view: EndotoxinHours) -> str:
    told = [_at_hour(view)]
    if view.fever:
        told.append(
            f"The highest temperature ({view.fever.celsius:g} °C, {view.fever.hour:g} h) is that of "
            f"{view.fever.people} other volunteers."
        )
    if view.cells:
        told.append(f"Cells: others again, after {view.cells_dose:g} ng/kg.")
    return " ".join(told)


def _table(view: EndotoxinHours) -> dict[str, list[float | None]]:
    means = {
        f"{one.name} (pg/mL)": [dict(zip(view.times, one.mean_pg_per_ml, strict=True)).get(hour) for hour in view.hours]
        for one in view.messengers
    }
    counts = {
        f"{kind} (10⁹/L)": [next((one.count for one in view.cells_at(h) if one.kind == kind), None) for h in view.hours]
        for kind in dict.fromkeys(one.kind for one in view.cells)
    }
    fever = view.fever
    highest = [fever.celsius if fever and fever.hour == hour else None for hour in view.hours]
    return {"hour": list(view.hours), **means, "highest temperature (°C)": highest, **counts}
