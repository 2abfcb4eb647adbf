"""What every explorer shows in every state, as files in which a page looks it up: live without a kernel.

The files of one explorer are its grid. A state has a number: that of the stops of its controls, in the `order` of the
grid. What Python computes is what is written, so a page shows the same figure, description, table and sentence.
"""

import hashlib
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from helpers import explorers, figures
from helpers.explorers.engine import Explorer, Picture, Value, shown
from helpers.explorers.standing import StandingExplorer
from helpers.site.packing import Node, Pool, packed

_SOME = 60  # states from which is seen how much each control changes


@dataclass(frozen=True, slots=True)
class Call:
    """A call of an explorer in a lesson: its name, and the first values that it is given."""

    name: str
    start: Mapping[str, Value] = field(default_factory=dict)

    def opened(self) -> Explorer[Any]:
        """Return the explorer that the call opens."""
        return getattr(explorers, self.name)(**self.start)


def digest(call: Call) -> str:
    """Return a short name of the first values of a call, which begins with a letter."""
    start = json.dumps(dict(sorted(call.start.items())), ensure_ascii=False)
    return f"x{hashlib.sha256(start.encode()).hexdigest()[:8]}"


def key_of(call: Call, explorer: Explorer[Any]) -> str:
    """Return the name of the grid of a call: other first values ask for another one where what they show stays."""
    if not call.start or not isinstance(explorer, StandingExplorer):
        return call.name
    return f"{call.name}-{digest(call)}"


def size_of(explorer: Explorer[Any]) -> int:
    """Return how many states the grid of an explorer has."""
    if explorer.refusal or any(control["needs"] for control in explorer.controls):
        return sum(1 for _ in explorer.states())
    return math.prod(len(control["values"]) for control in explorer.controls)


def written(explorer: Explorer[Any], states: Iterable[Mapping[str, Value]]) -> list[str]:
    """Return the texts of the files of a grid that holds these `states` of an explorer."""
    pool = Pool()
    nodes = {stops_of(explorer, state): pool.add(entry(explorer, state)) for state in states}
    order = _order(pool, nodes, len(explorer.controls))
    lengths = [len(explorer.controls[place]["values"]) for place in order]
    values = {_number([stops[place] for place in order], lengths): node for stops, node in nodes.items()}
    more = {"order": [explorer.controls[place]["name"] for place in order], "refusal": explorer.refusal}
    return packed(pool, values, more)


def stops_of(explorer: Explorer[Any], values: Mapping[str, Value]) -> tuple[int, ...]:
    """Return at which stop each control stands with these `values`; one that is off counts as at its first."""
    idle = explorer.idle(**values)
    controls = explorer.controls
    return tuple(0 if c["name"] in idle else c["values"].index(values[c["name"]]) for c in controls)


def _number(stops: Sequence[int], lengths: Sequence[int]) -> int:
    """Return the number of a state, the last control counting first."""
    number = 0
    for stop, length in zip(stops, lengths, strict=True):
        number = number * length + stop
    return number


def _order(pool: Pool, nodes: Mapping[tuple[int, ...], Node], controls: int) -> list[int]:
    """Return the places of the controls, the one that changes most first: so that files have most in common inside."""
    some = list(nodes)[:: max(1, len(nodes) // _SOME)]
    changes = {place: _mean(_change(pool, nodes, stops, place) for stops in some) for place in range(controls)}
    return sorted(changes, key=lambda place: -changes[place])


def _change(pool: Pool, nodes: Mapping[tuple[int, ...], Node], stops: tuple[int, ...], place: int) -> float | None:
    """Return how much is new where one control goes a stop on; None where there is no such state."""
    on = nodes.get((*stops[:place], stops[place] + 1, *stops[place + 1 :]))
    if on is None:
        return None
    here: set[int] = set()
    pool.below(nodes[stops], here)
    there = set(here)
    pool.below(on, there)
    return sum(pool.length(number) for number in there - here)


def _mean(values: Iterable[float | None]) -> float:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else 0.0


def entry(explorer: Explorer[Any], values: Mapping[str, Value]) -> dict[str, Any]:
    """Return what a grid holds of one state: what is shown, with the table by columns, or the model's sentence."""
    try:
        picture = explorer.at(**values)
    except ValueError as error:
        return {"notice": str(error)}
    return {**shown(picture), "table": _columns(picture)}


def _columns(picture: Picture) -> dict[str, Any]:
    """Return a table as its caption and its columns: the header, what stands before each cell, and the cells."""
    columns = []
    for head, *cells in figures.columns_html(picture.table):
        opening = {cell[: cell.index(">") + 1] for cell in cells}
        before = opening.pop() if len(opening) == 1 else ""
        columns.append([head, before, [cell[len(before) : -len("</td>")] for cell in cells]])
    return {"caption": picture.title, "columns": columns}
