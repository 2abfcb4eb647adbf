"""The words that figures are written in: marks, names, paths, bars, rules, bands, notes, arrows, columns.

Each function returns one plotly trace, shape or annotation as a dictionary. What is the same in every figure
(a second channel beside the colour, no arrow on a note, a size of type that can be read) stands here once; what
is special is given in plotly's own names and replaces it, nested ones part by part (`marker={"size": 14}`).
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from helpers.colours import BLUE, GREY, PALE, RULE, TEXT, VEIL, WHITE, readable
from helpers.words import wrapped

Trace = dict[str, Any]
Layout = dict[str, Any]
Column = Sequence[Any] | npt.NDArray[Any]
End = float | str  # a number, or a day such as "2010-01-08"
Place = Literal["left", "right", "center"]
_TOLD_WIDTH = 46  # letters in a line of what is told on pointing


@dataclass(frozen=True)
class Style:
    """How one thing looks: its `colour` and, as second channel, its marker, its dash or its pattern.

    `symbol`, `dash` and `pattern` are plotly's names; `size` and `width` are pixels.
    """

    colour: str = BLUE
    symbol: str = "circle"
    dash: str = "solid"
    pattern: str = ""
    size: float = 11
    width: float = 2.5


_ROWS_SEEN = 385  # pixels of rows that a laptop shows with title, axis and sentence
LINK = Style(PALE, width=1.3)
DOTTED = Style(GREY, dash="dot", width=1.5)


def merged(base: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return `base` with `changes`; dictionaries that stand in both are merged in the same way."""
    nested = {
        key: merged(base[key], value)
        for key, value in changes.items()
        if isinstance(value, Mapping) and isinstance(base.get(key), Mapping)
    }
    return {**base, **changes, **nested}


# ---------------------------------------------------------------------------- traces


def marks(x: Column, y: Column, style: Style, **changes: Any) -> Trace:
    """Return points at (`x`, `y`). With `hovertext` they tell it on pointing, in short lines; without, nothing."""
    if "hovertext" in changes:
        changes["hovertext"] = [short_lines(text) for text in changes["hovertext"]]
    base = {
        "type": "scatter",
        "mode": "markers",
        "x": x,
        "y": y,
        "hoverinfo": "text" if "hovertext" in changes else "skip",
        "marker": {"color": style.colour, "symbol": style.symbol, "size": style.size},
    }
    if "hovertemplate" in changes:
        del base["hoverinfo"]
    return merged(base, changes)


def short_lines(told: str) -> str:
    """Return what is told on pointing, in lines that leave the figure behind them visible."""
    return "<br>".join(wrapped(line, _TOLD_WIDTH) for line in told.split("<br>"))


def names(x: Column, y: Column, texts: Sequence[str], style: Style, **changes: Any) -> Trace:
    """Return points that carry their names, to the right of them unless `textposition` says otherwise."""
    base = {
        "mode": "markers+text",
        "text": texts,
        "textposition": "middle right",
        "textfont": {"size": 13, "color": TEXT},
        "cliponaxis": False,
    }
    return marks(x, y, style, **merged(base, changes))


def writing(x: Column, y: Column, texts: Sequence[str], side: str, **changes: Any) -> Trace:
    """Return `texts` alone at (`x`, `y`); `side` is plotly's text position, such as "middle left"."""
    base = {
        "type": "scatter",
        "mode": "text",
        "x": x,
        "y": y,
        "text": texts,
        "textposition": side,
        "textfont": {"size": 12, "color": TEXT},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }
    return merged(base, changes)


def path(x: Column | None, y: Column, style: Style, **changes: Any) -> Trace:
    """Return a line through (`x`, `y`); None in both makes a gap. It is silent unless a `hovertemplate` is given.

    Where the steps of x are even, `x` may be None, with `x0` and `dx` in its place.
    """
    base: Trace = {
        "type": "scatter",
        "mode": "lines",
        **({} if x is None else {"x": x}),
        "y": y,
        "line": {"color": style.colour, "width": style.width, "dash": style.dash},
    }
    if "hovertemplate" not in changes and "hoverinfo" not in changes:
        base["hoverinfo"] = "skip"
    return merged(base, changes)


def bars(labels: Column, values: Column, style: Style, **changes: Any) -> Trace:
    """Return horizontal bars, one for each of `labels`, with the style's colour and pattern."""
    base = {
        "type": "bar",
        "orientation": "h",
        "x": values,
        "y": labels,
        "marker": {"color": style.colour, "pattern": hatching(style.pattern)},
    }
    return merged(base, changes)


def upright_bars(x: Column, values: Column, style: Style, **changes: Any) -> Trace:
    """Return vertical bars of one colour at the places `x`, such as the shares of a histogram."""
    return merged({"type": "bar", "x": x, "y": values, "marker": {"color": style.colour}}, changes)


def area(x: Column, low: Column, high: Column, colour: str, **changes: Any) -> Trace:
    """Return the silent area between two curves, `low` and `high`, over `x`."""
    base = {
        "type": "scatter",
        "mode": "lines",
        "x": [*x, *x[::-1]],
        "y": [*high, *low[::-1]],
        "fill": "toself",
        "fillcolor": colour,
        "line": {"width": 0},
        "hoverinfo": "skip",
    }
    return merged(base, changes)


def hatching(shape: str | Sequence[str]) -> dict[str, Any]:
    """Return the pattern of bars, white on their colour. Without "overlay" plotly draws the bar in white."""
    return {"shape": shape, "fgcolor": WHITE, "fillmode": "overlay", "size": 7}


def spans(pairs: Iterable[tuple[End, End]], places: Iterable[float], style: Style, **changes: Any) -> Trace:
    """Return one level line from low to high for each of `pairs`, at the heights `places`: intervals, years."""
    xs: list[End | None] = []
    ys: list[float | None] = []
    for (low, high), place in zip(pairs, places, strict=True):
        xs += [low, high, None]
        ys += [place, place, None]
    return path(xs or [None], ys or [None], style, **changes)


# ---------------------------------------------------------------------------- lines between columns


@dataclass(frozen=True)
class Link:
    """A line in a smooth step from (`start`, `y_start`) to (`end`, `y_end`)."""

    start: float
    y_start: float
    end: float
    y_end: float


def links(joined: Iterable[Link], style: Style = LINK, *, points: int = 9, **changes: Any) -> Trace:
    """Return smooth lines that leave level and arrive level, each through `points` points, with a gap after each."""
    share = np.linspace(0, 1, points)
    smooth = share**2 * (3 - 2 * share)
    xs: list[float | None] = []
    ys: list[float | None] = []
    for link in joined:
        xs += [*np.round(link.start + share * (link.end - link.start), 3).tolist(), None]
        ys += [*np.round(link.y_start + smooth * (link.y_end - link.y_start), 3).tolist(), None]
    return path(xs, ys, style, **merged({"line": {"shape": "spline"}}, changes))


def boxes(rows: Iterable[float], ends: tuple[float, float], high: float = 0.8, **changes: Any) -> Trace:
    """Return one box for each of `rows` (its middle) from `ends[0]` to `ends[1]`: what names stand in and lines leave.

    `high` is the height of a box on the vertical axis. Lines that end at a box have no gap to its name at any width.
    """
    left, right = ends
    xs: list[float | None] = []
    ys: list[float | None] = []
    for row in rows:
        low, top = round(row - high / 2, 3), round(row + high / 2, 3)
        xs += [left, right, right, left, left, None]
        ys += [low, low, top, top, low, None]
    return path(xs or [None], ys or [None], Style(RULE, width=1), **{"name": "box", "showlegend": False} | changes)


def column_places(entries: Sequence[Any], tallest: int, widest_step: float = 2.0) -> dict[Any, float]:
    """Return the height of each entry of a column, centred on zero, first on top.

    The column is stretched to that of `tallest` entries, one apart, but by steps of at most `widest_step`.
    """
    step = 1 if len(entries) < 2 else min((tallest - 1) / (len(entries) - 1), widest_step)
    return {entry: step * ((len(entries) - 1) / 2 - place) for place, entry in enumerate(entries)}


def stacked_places(heights: Sequence[float]) -> list[float]:
    """Return the middle of each entry of a column, centred on zero, first on top; the entries are `heights` high."""
    top, places = sum(heights) / 2, []
    for height in heights:
        places.append(round(top - height / 2, 3))
        top -= height
    return places


# ---------------------------------------------------------------------------- shapes and notes


def rule(axis: Literal["x", "y"], at: float, style: Style = DOTTED, span: tuple[float, float] = (0, 1)) -> Layout:
    """Return a straight line where `axis` has the value `at`, across the part `span` of the plot (0 to 1)."""
    other = "y" if axis == "x" else "x"
    return {
        "type": "line",
        f"{axis}0": at,
        f"{axis}1": at,
        f"{other}0": span[0],
        f"{other}1": span[1],
        f"{other}ref": "paper",
        "line": {"color": style.colour, "width": style.width, "dash": style.dash},
    }


def band(x: tuple[float, float], colour: str, y: tuple[float, float] | None = None) -> Layout:
    """Return an area below the data, from `x[0]` to `x[1]`, over the whole height unless `y` is given."""
    bottom, top = y or (0, 1)
    area = {"type": "rect", "x0": x[0], "x1": x[1], "y0": bottom, "y1": top, "layer": "below"}
    return area | {"fillcolor": colour, "line": {"width": 0}} | ({} if y else {"yref": "paper"})


def note(x: Any, y: Any, text: str, **changes: Any) -> Layout:
    """Return words at a place of the plot, with no arrow; they begin there unless `xanchor` says otherwise.

    With `name="foot"` they explain the figure; a page that has its own place for them shows them below it.
    """
    base = {
        "x": x,
        "y": y,
        "text": text,
        "showarrow": False,
        "xanchor": "left",
        "font": {"size": 13, "color": TEXT},
    }
    return merged(base, changes)


def arrow(start: tuple[float, float], end: tuple[float, float], style: Style, **changes: Any) -> Layout:
    """Return an arrow from `start` to `end`, places on the axes, in the style's colour and width."""
    base = {
        "x": end[0],
        "y": end[1],
        "ax": start[0],
        "ay": start[1],
        "xref": "x",
        "yref": "y",
        "axref": "x",
        "ayref": "y",
        "text": "",
        "showarrow": True,
        "arrowhead": 2,
        "arrowwidth": style.width,
        "arrowcolor": style.colour,
    }
    return merged(base, changes)


def heading(x: float, text: str, *, y: float = 1, **changes: Any) -> Layout:
    """Return the heading of a column at `x`: above the plot, or at the height `y` with `yref="y"`."""
    return note(x, y, f"<b>{text}</b>", **merged({"yref": "paper", "name": "heading"}, changes))


def rooms(*spans: tuple[float, float]) -> Layout:
    """Return what tells the page where on a hidden axis the names of columns stand, from the left to the right.

    A page that is too narrow for the names shares its width out among these spans and sets the names in lines (fit.js).
    """
    return {"rooms": [[low, high] for low, high in spans]}


def curve_label(x: float, y: float, text: str, colour: str, **changes: Any) -> Layout:
    """Return the name of a curve beside it, in its colour where letters of that colour can be read.

    `x` and `y` are places on the axes; on a logarithmic axis give the exponent (`log10`).
    """
    base = {"xshift": 6, "yshift": 0, "font": {"color": readable(colour)}, "bgcolor": VEIL}
    return note(x, y, text, **merged(base, changes))


# ---------------------------------------------------------------------------- axes


def hidden_axis(low: float, high: float) -> Layout:
    """Return an axis that only places things: not drawn, not moved."""
    return {"visible": False, "range": [low, high], "fixedrange": True}


def log_axis(title: str, limits: tuple[float, float] | None = None) -> Layout:
    """Return a logarithmic axis with a tick at each power of ten, from and to the positive numbers `limits`.

    Where these are less than two powers of ten apart, ticks stand at 2 and 5, too.
    """
    axis: Layout = {"title": {"text": title}, "type": "log", "dtick": 1, "tickformat": ",~r"}
    if limits is None:
        return axis
    low, high = (math.log10(end) for end in limits)
    return axis | {"range": [low, high], "dtick": "D2" if high - low < 2 else 1}


def row_axis(labels: Sequence[str], size: float = 12) -> Layout:
    """Return a vertical axis of named rows, the first on top."""
    return {
        "tickvals": list(range(len(labels))),
        "ticktext": list(labels),
        "tickfont": {"size": size},
        "range": [len(labels) - 0.4, -0.6],
    }


def row_pitch(rows: int, usual: float, least: float = 14.5) -> float:
    """Return the height of one of so many `rows` (pixels): the `usual` one, or less where all are to be seen at once.

    Names in lines of small letters need the `least` height.
    """
    return max(least, min(usual, _ROWS_SEEN / max(rows, 1)))


# ---------------------------------------------------------------------------- around the plot

STILL_LEGEND: Layout = {"itemclick": False, "itemdoubleclick": False}
"""A legend that explains and does nothing: pointing or clicking there hides no mark."""


def legend_rows(entries: Sequence[str], width: float = 660) -> int:
    """Return in how many rows plotly sets these entries of a legend above a plot that is so wide (pixels)."""
    rows, used = 1, 0.0
    for entry in entries:
        wide = 46 + 7.4 * len(entry)
        rows, used = (rows + 1, wide) if used and used + wide > width else (rows, used + wide)
    return rows


def top_title(text: str, height: float, **changes: Any) -> Layout:
    """Return a title that stands 16 pixels below the upper edge of a figure of this `height`."""
    return merged({"text": text, "y": 1 - 16 / height, "yanchor": "top"}, changes)
