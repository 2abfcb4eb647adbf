"""The axes of a still picture: where a value stands, and its ticks with their words, as plotly has them."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from helpers.figures.stills.lettering import LEADING, Type, lines_of, number, width_of, written
from helpers.figures.vocabulary import Layout, Trace

Kind = Literal["linear", "log", "date", "category"]
Letter = Literal["x", "y"]
Value = float | str
_PADDING = 0.055
"""Room beyond the outermost value, as a share of the axis, where plotly leaves some."""
_SLACK = 1e-3
"""How far beyond its end, as a share of the axis, a tick is still on it."""
_NEAREST = {"x": 80, "y": 40}
"""The least distance of ticks (pixels)."""
_DAYS_OF_A_YEAR = 365.25
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on an axis (`at`: a number as `Scale.number` gives it), and what is written there."""

    at: float
    words: str


@dataclass(frozen=True, slots=True)
class Scale:
    """What an axis measures: its kind, its `names` where it is of categories, and the numbers at its two ends."""

    letter: Letter
    kind: Kind
    names: tuple[Value, ...] = ()
    low: float = 0
    high: float = 1

    def number(self, value: Value | None) -> float | None:
        """Return where `value` stands: its exponent, its day, its place among the names; None where it has none."""
        if value is None:
            return None
        if self.kind == "category":
            return float(self.names.index(value)) if value in self.names else _number_or_none(value)
        if self.kind == "date":
            return _day(value) if isinstance(value, str) else value
        exact = float(value)
        if self.kind == "log":
            return math.log10(exact) if exact > 0 else None
        return exact

    def place(self, value: Value) -> float:
        """Return where an annotation at `value` stands, which is given as an exponent on a logarithmic axis."""
        exact = float(value) if self.kind == "log" else self.number(value)
        if exact is None:
            raise ValueError(f"'{value}' has no place on this axis.")
        return exact


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis as it is drawn: `start` and `end` are the pixels at the scale's low and high end."""

    spec: Layout
    scale: Scale
    start: float
    end: float

    @property
    def letter(self) -> Letter:
        """Whether the axis runs across or upwards."""
        return self.scale.letter

    def along(self, exact: float) -> float:
        """Return the pixel at a number that `Scale.number` or `Scale.place` gave."""
        share = (exact - self.scale.low) / (self.scale.high - self.scale.low)
        return self.start + share * (self.end - self.start)

    def at(self, value: Value | None) -> float | None:
        """Return the pixel at `value`, None where it has no place."""
        exact = self.scale.number(value)
        return None if exact is None else self.along(exact)

    @property
    def ticks(self) -> list[Tick]:
        """The ticks that lie on the axis."""
        return ticks(self.scale, self.spec, abs(self.end - self.start))


def ticks(scale: Scale, spec: Layout, length: float) -> list[Tick]:
    """Return the ticks of a `scale` drawn `length` pixels long, those that `spec` names or else round ones."""
    low, high = sorted((scale.low, scale.high))
    slack = (high - low) * _SLACK
    return [tick for tick in _all_ticks(scale, spec, length) if low - slack <= tick.at <= high + slack]


def room_beside(axis_ticks: Sequence[Tick], spec: Layout, letter: Letter) -> float:
    """Return the pixels that ticks, their words and the title of an axis take beside the plot."""
    size = spec["tickfont"]["size"]
    if letter == "y":
        labels = max((width_of(tick.words, size) for tick in axis_ticks), default=0)
    else:
        labels = LEADING * size * max((len(lines_of(tick.words)) for tick in axis_ticks), default=0)
    title = spec["title"].get("text", "")
    high = spec["title"]["standoff"] + spec["title"]["font"]["size"] * LEADING * len(lines_of(title)) if title else 0
    return spec["ticklen"] + 4 + labels + high


def scale_of(spec: Layout, letter: Letter, traces: Sequence[Trace], *, stacked: bool) -> Scale:
    """Return the scale of an axis: its range as `spec` gives it, or from what `traces` (those on it) hold."""
    values = [value for trace in traces for value in trace.get(letter, ()) if value is not None]
    kind = spec.get("type") or _kind(values)
    names = tuple(spec.get("categoryarray") or dict.fromkeys(values)) if kind == "category" else ()
    scale = Scale(letter, kind, names)
    if "range" in spec:
        low, high = (scale.place(end) for end in spec["range"])
    else:
        low, high = _reach(scale, spec, traces, stacked=stacked)
        low, high = (high, low) if spec.get("autorange") == "reversed" else (low, high)
    return Scale(letter, kind, names, low, high if high != low else low + 1)


def grid(axis: Axis, across: tuple[float, float]) -> str:
    """Return the lines of the grid of an axis, from one side of the plot to the other."""
    if not axis.spec.get("showgrid", True):
        return ""
    paths = "".join(_stroke(axis.letter, axis.along(tick.at), *across) for tick in axis.ticks)
    return f'<path d="{paths}" stroke="{axis.spec["gridcolor"]}"/>' if paths else ""


def drawn(axis: Axis, line: float) -> str:
    """Return an axis with its ticks, words and title; `line` is the pixel at which it stands."""
    spec, found = axis.spec, axis.ticks
    outward = _outward(axis)
    size, end = spec["tickfont"]["size"], line + outward * spec["ticklen"]
    marks = "".join(_stroke(axis.letter, axis.along(tick.at), line, end) for tick in found)
    other: Letter = "y" if axis.letter == "x" else "x"
    whole = _stroke(other, line, axis.start, axis.end) if spec.get("showline") else ""
    words = "".join(_tick_words(axis, tick, end + outward * 4, size) for tick in found)
    return f'<path d="{whole}{marks}" stroke="{spec["linecolor"]}" fill="none"/>{words}{_title(axis, line, found)}'


def _outward(axis: Axis) -> int:
    return -1 if axis.spec.get("side", "left" if axis.letter == "y" else "bottom") in ("left", "top") else 1


def _tick_words(axis: Axis, tick: Tick, edge: float, size: float) -> str:
    place, outward = axis.along(tick.at), _outward(axis)
    if axis.letter == "y":
        return written(edge, place, tick.words, Type(size, anchor="end" if outward < 0 else "start"))
    high = size * LEADING * len(lines_of(tick.words))
    return written(place, edge + outward * (high / 2 - 2), tick.words, Type(size, anchor="middle"))


def _title(axis: Axis, line: float, found: Sequence[Tick]) -> str:
    title = axis.spec["title"].get("text", "")
    if not title:
        return ""
    size, outward = axis.spec["title"]["font"]["size"], _outward(axis)
    far = room_beside(found, axis.spec, axis.letter) - size * LEADING * len(lines_of(title)) / 2
    at, middle = line + outward * far, (axis.start + axis.end) / 2
    if axis.letter == "x":
        return written(middle, at, title, Type(size, anchor="middle"))
    turned = f'<g transform="rotate(-90 {number(at)} {number(middle)})">'
    return f"{turned}{written(at, middle, title, Type(size, anchor='middle'))}</g>"


def _stroke(letter: Letter, place: float, start: float, end: float) -> str:
    """Return a straight path at `place` of the axis `letter`, across it from `start` to `end`."""
    at, first, last = number(place), number(start), number(end)
    return f"M{at} {first}V{last}" if letter == "x" else f"M{first} {at}H{last}"


def _kind(values: Sequence[Value]) -> Kind:
    words = [value for value in values if isinstance(value, str)]
    if not words:
        return "linear"
    return "date" if all(_day(word) is not None for word in words) else "category"


def _day(value: str) -> float | None:
    try:
        day = datetime.fromisoformat(value)
    except ValueError:
        return None
    return day.toordinal() + day.hour / 24 + day.minute / 1440


def _number_or_none(value: Value) -> float | None:
    return None if isinstance(value, str) else float(value)


def _reach(scale: Scale, spec: Layout, traces: Sequence[Trace], *, stacked: bool) -> tuple[float, float]:
    """Return the numbers at the two ends of an axis that shows all values of `traces`, as plotly chooses them."""
    if scale.kind == "category":
        return -0.5, len(scale.names) - 0.5
    letter = scale.letter
    bars = [trace for trace in traces if trace["type"] == "bar"]
    measured = [trace for trace in bars if (trace.get("orientation") == "h") == (letter == "x")]
    found = [at for trace in traces for value in _values(trace, letter) if (at := scale.number(value)) is not None]
    if measured and stacked:
        found += _stacks(measured, letter)
    if not found:
        return 0, 1
    low, high = min(found), max(found)
    if measured or spec.get("rangemode") == "tozero":
        low = min(low, 0)
    padded = letter == "y" or bool(bars) or any("markers" in t.get("mode", "") for t in traces)
    pad = (high - low) * _PADDING / (1 - 2 * _PADDING) if padded else 0
    at_zero = low == 0 and bool(measured or spec.get("rangemode") == "tozero")
    return (low if at_zero else low - pad), high + pad


def _values(trace: Trace, letter: str) -> Iterable[Value | None]:
    """Return all values of a trace on an axis, the ends of its error bars among them."""
    values = trace.get(letter, ())
    errors: Mapping[str, Any] = trace.get(f"error_{letter}", {})
    if not errors:
        return values
    up, down = errors["array"], errors.get("arrayminus", errors["array"])
    ends = [(v + u, v - d) for v, u, d in zip(values, up, down, strict=True) if None not in (v, u, d)]
    return [*values, *(end for pair in ends for end in pair)]


def _stacks(bars: Sequence[Trace], letter: Letter) -> list[float]:
    """Return how high the bars reach that stand on each other."""
    other, sums = {"x": "y", "y": "x"}[letter], dict[Value, float]()
    for trace in bars:
        for label, value in zip(trace[other], trace[letter], strict=True):
            sums[label] = sums.get(label, 0) + (value or 0)
    return list(sums.values())


def _all_ticks(scale: Scale, spec: Layout, length: float) -> list[Tick]:
    if "tickvals" in spec:
        places = [scale.number(value) for value in spec["tickvals"]]
        words = spec.get("ticktext") or [_figures(float(value)) for value in spec["tickvals"]]
        return [Tick(at, str(said)) for at, said in zip(places, words, strict=True) if at is not None]
    if scale.kind == "category":
        return [Tick(float(place), str(name)) for place, name in enumerate(scale.names)]
    if scale.kind == "log":
        return _powers(scale, (1, 2, 5) if spec.get("dtick") == "D2" else (1,))
    if scale.kind == "date":
        return _dates(scale, length)
    low, high = sorted((scale.low, scale.high))
    wanted = spec.get("nticks") or min(max(length / _NEAREST[scale.letter], 4), 9) + 1
    step = spec.get("dtick") or _round_step((high - low) / wanted)
    first = math.ceil(low / step - 1e-9)
    return [Tick(i * step, _figures(i * step)) for i in range(first, math.floor(high / step + 1e-9) + 1)]


def _round_step(least: float) -> float:
    """Return the smallest of 2, 5 and 10 times a power of ten that is not below `least`."""
    base = 10.0 ** math.floor(math.log10(least))
    return next(times * base for times in (2, 5, 10, 20) if times * base >= least * (1 - 1e-9))


def _powers(scale: Scale, steps: Sequence[int]) -> list[Tick]:
    low, high = sorted((scale.low, scale.high))
    values = [step * 10.0**power for power in range(math.floor(low), math.ceil(high) + 1) for step in steps]
    return [Tick(math.log10(value), _figures(value)) for value in values]


def _dates(scale: Scale, length: float) -> list[Tick]:
    """Return ticks at the first of January of every so many years, or of every so many months where years are few."""
    low, high = sorted((scale.low, scale.high))
    least = (high - low) / max(length / _NEAREST["x"], 1) / _DAYS_OF_A_YEAR
    first, last = date.fromordinal(math.floor(low)).year, date.fromordinal(math.ceil(high)).year
    if least > 0.5:
        step = next(years for years in (1, 2, 5, 10, 20, 50) if years >= least)
        years = range(first - first % step, last + 1, step)
        return [Tick(float(date(year, 1, 1).toordinal()), str(year)) for year in years]
    months = next(months for months in (1, 3, 6) if months >= least * 12)
    days = [date(year, month, 1) for year in range(first, last + 1) for month in range(1, 13, months)]
    return [Tick(float(day.toordinal()), f"{_MONTHS[day.month - 1]} {day.year}") for day in days]


def _figures(value: float) -> str:
    """Return a number as a tick has it: no exponent, thousands apart, no zeros at its end."""
    text = f"{value:,.9f}".rstrip("0").rstrip(".")
    return text.replace("-", "−") if text != "-0" else "0"
