"""A figure that answers to controls: its axes stay while one of them moves, and what was first shown stays, pale."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from helpers.colours import GREY, PALE
from helpers.figures.figure import Figure
from helpers.figures.placing import is_curve, named
from helpers.figures.vocabulary import Layout, Style, Trace, marks, merged
from helpers.words import number_words as say

AT_THE_START = "at the start"
_PALE = Style(PALE, width=2)
_ROOM = 0.06  # of a range that a figure leaves to plotly: what stays free beyond the last value
_MOST = 6  # how often an axis may be doubled


@dataclass(frozen=True)
class Reach:
    """From where to where an axis reaches, `low` to `high`: exponents of ten where it is `log`."""

    low: float
    high: float
    log: bool = False

    def holds(self, other: "Reach") -> bool:
        """Return whether nothing of `other` lies outside, but for a thousandth of the axis."""
        little = 1e-3 * (self.high - self.low)
        return self.low - little <= other.low and other.high <= self.high + little

    def with_(self, other: "Reach") -> "Reach":
        """Return the reach that holds both."""
        return Reach(min(self.low, other.low), max(self.high, other.high), self.log)

    def doubled_for(self, other: "Reach") -> tuple["Reach", int]:
        """Return this reach, as often doubled as it takes to hold `other`, and how many times longer it then is."""
        length, times = self.high - self.low, 1
        for _ in range(_MOST):
            upward = Reach(self.low, self.low + times * length, self.log)
            downward = Reach(self.high - times * length, self.high, self.log)
            held = next((each for each in (upward, downward) if each.holds(other)), None)
            if held is not None:
                return held, times
            times *= 2
        longer = self.with_(other)
        return longer, math.ceil((longer.high - longer.low) / length)


Reaches = Mapping[str, Reach]
"""The reach of each axis that measures something, by its name in the layout ("xaxis", "yaxis2")."""


def reaches(shown: Figure) -> dict[str, Reach]:
    """Return the reach of every axis of a figure that measures something; rows, columns, days and places do not."""
    found = {}
    for name, axis in shown.draft.items():
        if not name.startswith(("xaxis", "yaxis")) or axis.get("visible") is False or "ticktext" in axis:
            continue
        reach = _stated(axis) if "range" in axis else _of_values(shown, name, axis)
        if reach is not None:
            found[name] = reach
    return found


def widest(shown: Iterable[Figure]) -> dict[str, Reach]:
    """Return, for each axis, the reach that holds it in all of these figures."""
    found: dict[str, Reach] = {}
    for each in shown:
        for name, reach in reaches(each).items():
            found[name] = found[name].with_(reach) if name in found else reach
    return found


def beside_the_start(now: Figure, start: Figure, held: Reaches) -> Figure:
    """Return the figure `now` on axes that reach as far as `held`, with what `start` showed elsewhere as pale marks.

    An axis that cannot hold what is shown now is doubled until it does, and the description says so. Curves and bars
    of `start` that did not move are left out; the name of the pale ones stands where there is most room.
    """
    axes, told = _axes(now, held)
    told_by_key = now.draft.get("showlegend")
    layout = merged(now.layout if told_by_key else now.draft, axes)
    pale = [*_moved_curves(now, start), *_moved_bars(now, start)]
    traces = [*pale, *now.traces]
    if not told_by_key:
        layout = named(traces, layout)
    elif pale:
        traces[0] = traces[0] | {"showlegend": True}
    return Figure(
        traces,
        layout,
        title=now.title,
        description=" ".join([now.description, *told]),
        table=now.table,
    )


# ---------------------------------------------------------------------------- axes


def _stated(axis: Layout) -> Reach | None:
    low, high = axis["range"]
    if isinstance(low, str) or low >= high:
        return None
    return Reach(float(low), float(high), axis.get("type") == "log")


def _of_values(shown: Figure, name: str, axis: Layout) -> Reach | None:
    """Return the reach of the values on an axis that plotly would fit to them."""
    log = axis.get("type") == "log"
    values = [value for trace in shown.traces for value in _values(trace, name)]
    if log:
        values = [math.log10(value) for value in values if value > 0]
    if not values:
        return None
    low, high = min(values), max(values)
    free = _ROOM * (high - low)
    if axis.get("rangemode") == "tozero":
        return Reach(0.0, high + free)
    return Reach(low, high, log) if name.startswith("x") else Reach(low - free, high + free, log)


def _values(trace: Trace, name: str) -> Iterator[float]:
    """Yield the numbers of a trace on the axis `name`, with the ends of its error bars."""
    letter = name[0]
    if trace.get(f"{letter}axis", letter) != name.replace("axis", ""):
        return
    row = trace.get(letter) or []
    more = trace.get(f"error_{letter}", {}).get("array") or [0.0] * len(row)
    for value, above in zip(row, more, strict=True):
        if isinstance(value, int | float):
            yield float(value)
            yield float(value) + above


def _axes(now: Figure, held: Reaches) -> tuple[dict[str, Layout], list[str]]:
    """Return the held axes for the layout, and a sentence where some had to be made longer."""
    axes: dict[str, Layout] = {}
    longer = {"horizontal": [1], "vertical": [1]}
    for name, shown in reaches(now).items():
        reach, times = held.get(name, shown).doubled_for(shown)
        axes[name] = {"range": [reach.low, reach.high]}
        longer["horizontal" if name.startswith("x") else "vertical"].append(times)
    return axes, [_longer(which, times[1:]) for which, times in longer.items() if max(times) > 1]


def _longer(which: str, times: Sequence[int]) -> str:
    if len(times) == 1:
        return f"The {which} axis is now {say(times[0])} times as long."
    return f"The {which} axes are now up to {say(max(times))} times as long."


# ---------------------------------------------------------------------------- what moved


def _course(trace: Trace) -> list[Any]:
    return [trace.get(part) for part in ("x", "x0", "dx", "y", "xaxis", "yaxis")]


def _moved_curves(now: Figure, start: Figure) -> list[Trace]:
    here = [_course(trace) for trace in now.traces]
    return [
        merged(trace, {"line": {"color": PALE, "width": _PALE.width}} | _pale_words(trace["hovertemplate"]))
        for trace in start.traces
        if is_curve(trace) and _course(trace) not in here
    ]


def _pale_words(told: str) -> Trace:
    return {
        "name": AT_THE_START,
        "legendgroup": AT_THE_START,
        "showlegend": False,
        "hovertemplate": f"{AT_THE_START}<br>{told}",
    }


def _moved_bars(now: Figure, start: Figure) -> list[Trace]:
    """Return a pale stroke where each stack of horizontal bars ended at the start, if it ends elsewhere now."""
    here, there = _ends_of_bars(now), _ends_of_bars(start)
    moved = [label for label in there if there[label] != here.get(label)]
    if not moved:
        return []
    line: Trace = {"marker": {"line": {"color": GREY, "width": 3}}}
    stroke = Style(GREY, "line-ns-open", size=34)
    found = marks([there[label] for label in moved], moved, stroke, **line, name=AT_THE_START, showlegend=False)
    return [found]


def _ends_of_bars(shown: Figure) -> dict[str, float]:
    ends: dict[str, float] = {}
    for trace in shown.traces:
        if trace.get("type") == "bar":
            for label, value in zip(trace["y"], trace["x"], strict=True):
                ends[label] = ends.get(label, 0.0) + value
    return ends
