"""Measured levels on one axis: a mark for each row, its spread as a line, the kind of statistic by shape."""

import math

from helpers.colours import BLUE, GREEN, ORANGE, PURPLE, TEXT, VEIL, VERMILION
from helpers.figures.curves import Axis
from helpers.figures.figure import Figure
from helpers.figures.vocabulary import Layout, Style, Trace, marks, note, row_axis, spans
from helpers.views.measured_levels import Level, Levels, Statistic
from helpers.words import number_words as say
from helpers.words import wrapped

_STATISTICS: dict[Statistic, Style] = {
    "mean": Style(BLUE, "circle", size=12),
    "pooled mean": Style(VERMILION, "square", size=12),
    "median": Style(GREEN, "diamond", size=12),
    "geometric mean": Style(ORANGE, "triangle-up", size=12),
    "peak": Style(PURPLE, "x", size=12),
}
_LINES = {  # whether it tells how surely a mean is known: the name of the line, and its look
    False: ("spread", Style(TEXT, width=2)),
    True: ("95 % interval", Style(TEXT, dash="dot", width=2.5)),
}


def levels(view: Levels) -> Figure:
    """Return where each level lies and how far it spreads, the first row on top.

    A level of 0 has no place on a logarithmic axis: it stands at its left end, marked as below the limit.
    """
    ends = _limits(view)
    traces = [_lines(view, ends[0], of_mean) for of_mean in _LINES if _lined(view, of_mean)]
    traces += [_of_statistic(view, statistic, ends[0]) for statistic in _STATISTICS if _rows_of(view, statistic)]
    layout: Layout = {
        "height": 40 * len(view.rows) + 150,
        "showlegend": True,
        "legend": {"y": 1.0, "yanchor": "bottom", "x": 0, "orientation": "h"},
        "margin": {"t": 86, "r": 70},
        "xaxis": Axis(view.x_title, view.log, ends).layout() | ({} if view.log else {"tickformat": ","}),
        "yaxis": row_axis([wrapped(row.label, 37) for row in view.rows], 12.5) | {"showgrid": True},
        "annotations": [_value(place, row, view, ends) for place, row in enumerate(view.rows)],
    }
    table = {
        "condition": [row.label for row in view.rows],
        "statistic": [row.statistic for row in view.rows],
        view.x_title: [row.value for row in view.rows],
        "low": [row.low for row in view.rows],
        "high": [row.high for row in view.rows],
        "about the measurement": [row.note for row in view.rows],
    }
    return Figure(traces, layout, title=view.title, description=view.told, table=table)


def _rows_of(view: Levels, statistic: Statistic) -> list[tuple[int, Level]]:
    return [(place, row) for place, row in enumerate(view.rows) if row.statistic == statistic]


def _of_statistic(view: Levels, statistic: Statistic, low: float) -> Trace:
    mine = _rows_of(view, statistic)
    return marks(
        [max(row.value, low) if view.log else row.value for _, row in mine],
        [place for place, _ in mine],
        _STATISTICS[statistic],
        name=statistic,
        hovertext=[f"{row.label}<br>{say(row.value)}<br>{row.note}" for _, row in mine],
        showlegend=True,
    )


def _lined(view: Levels, of_mean: bool) -> list[tuple[int, Level]]:
    """Return the rows whose line is of this kind, with their places."""
    known = [(place, row) for place, row in enumerate(view.rows) if not math.isnan(row.low + row.high)]
    return [(place, row) for place, row in known if row.of_mean == of_mean]


def _lines(view: Levels, low: float, of_mean: bool) -> Trace:
    """Return the lines of one kind: the spread of people, or the interval of a mean."""
    floor = low if view.log else min(0.0, low)
    mine = _lined(view, of_mean)
    pairs = [(max(row.low, floor), row.high) for _, row in mine]
    name, style = _LINES[of_mean]
    return spans(pairs, [place for place, _ in mine], style, name=name, showlegend=True)


def _value(place: int, row: Level, view: Levels, ends: tuple[float, float]) -> Layout:
    """Return the number that stands to the right of a row, beyond its mark and its spread."""
    low, high = ends
    reach = max(row.value, 0.0 if math.isnan(row.high) else row.high, low if view.log else 0.0)
    at = Axis(view.x_title, view.log).place(min(reach, high))
    words = "below the limit" if view.log and row.value <= 0 else say(row.value)
    return note(at, place, words, xshift=9, font={"size": 12}, bgcolor=VEIL)


def _limits(view: Levels) -> tuple[float, float]:
    values = [v for row in view.rows for v in (row.value, row.low, row.high) if not math.isnan(v)]
    if not view.log:
        return 0.0, 1.12 * max(values)
    positive = [v for v in values if v > 0]
    return 10 ** math.floor(math.log10(min(positive))), 10 ** math.ceil(math.log10(max(positive)) + 0.01)
