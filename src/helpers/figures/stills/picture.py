"""A figure as a still picture: one small SVG, for readers of a notebook whose page runs no script.

The picture is drawn here, from the same traces and layout that plotly.js gets, so that no browser is needed where a
lesson runs, and equal figures are equal text on every machine. It knows what the vocabulary of the figures uses
and refuses what it does not know. No identifier: it can stand anywhere and many times.
"""

import base64
import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from helpers.colours import ON_DARK, parts
from helpers.figures.stills import axes as drawn_axes
from helpers.figures.stills import marks
from helpers.figures.stills.axes import Axis, Scale
from helpers.figures.stills.lettering import LEADING, Anchor, Type, broken, lines_of, number, width_of, written
from helpers.figures.template import TEMPLATE, WIDTH
from helpers.figures.vocabulary import Layout, Trace, merged

_SAMPLE = 30.0
"""Width of the sample of a line in a legend."""
_ANCHORS: Mapping[str, tuple[float, Anchor]] = {"left": (0, "start"), "center": (0.5, "middle"), "right": (1, "end")}
_COLOURED = re.compile(r'\b(fill|stroke)="(#\w{6}|rgb\([\d,]+\))"')
_DARK = {parts(light): dark for light, dark in ON_DARK.items()}
_UPRIGHT = {"top": 0.0, "middle": 0.5, "bottom": 1.0}
LOOK = f"color-scheme:light;display:block;width:100%;min-width:{0.85 * WIDTH:g}px;max-width:{WIDTH}px"
"""How a still image looks. Its letters stay legible, also on a telephone, where it moves sideways, and on paper.

It is light on a page that has no dark form, whatever the reader's system prefers; `labextension.css` knows a dark one.
"""


@dataclass(frozen=True, slots=True)
class Plot:
    """The rectangle (pixels) that the axes share out among them."""

    left: float
    top: float
    right: float
    bottom: float

    def across(self, share: float) -> float:
        """Return the pixel at a share of the width, from the left."""
        return self.left + share * (self.right - self.left)

    def up(self, share: float) -> float:
        """Return the pixel at a share of the height, from below."""
        return self.bottom - share * (self.bottom - self.top)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the legend: its trace and where its row and its sample begin (pixels)."""

    trace: Trace
    row: int
    left: float


def still(traces: Sequence[Trace], layout: Layout) -> str:
    """Return the picture of `traces` in a `layout` (plotly's; the course's template stands behind it) as SVG.

    Raises `NotDrawn` for a kind of trace, area or symbol that it cannot draw.
    """
    full = _full(layout)
    scales = {name: _scale(name, spec, traces, full) for name, spec in _axis_specs(full).items()}
    plot = _plot(full, scales, traces)
    axes = {name: _axis(spec, scales[name], plot) for name, spec in _axis_specs(full).items()}
    body = [
        *(_shape(shape, axes, plot) for shape in full.get("shapes", []) if shape.get("layer") == "below"),
        *_grids(axes),
        *_traces(traces, axes, full),
        *(_shape(shape, axes, plot) for shape in full.get("shapes", []) if shape.get("layer") != "below"),
        *(drawn_axes.drawn(axis, _stand(axis, axes)) for axis in axes.values() if axis.spec.get("visible", True)),
        *(_annotation(words, axes, plot) for words in full.get("annotations", [])),
        _legend_drawn(_legend(traces, full, plot.right - plot.left), full, plot),
        _title(full, plot),
    ]
    return _framed("".join(body), full)


def with_dark(picture: str) -> str:
    """Return a still picture with a style sheet that gives its colours for dark pages, where it stands on one."""
    used = sorted(set(_COLOURED.findall(picture)))
    rules = [
        f'.still[{kind}="{colour}"],.still [{kind}="{colour}"]{{{kind}:{_DARK[parts(colour)]}}}'
        for kind, colour in used
        if parts(colour) in _DARK
    ]
    style = f"<style>@media screen and (prefers-color-scheme:dark){{{''.join(rules)}}}</style>"
    return picture.replace("<svg ", '<svg class="still" ', 1).replace("</title>", f"</title>{style}", 1)


def image_html(picture: str, title: str) -> str:
    """Return a `picture` (SVG) as an image in HTML that says its `title` aloud; "" where there is none.

    It is shown before a notebook is trusted, too, and by viewers that give an SVG no words or need a program for it.
    """
    data = base64.b64encode(picture.encode()).decode()
    shown = f'<img alt="{html.escape(title)}" style="{LOOK}" src="data:image/svg+xml;base64,{data}">'
    return data and f'<div style="overflow-x:auto">{shown}</div>'


def _framed(body: str, full: Layout) -> str:
    font, high = full["font"], number(full["height"])
    wide = number(WIDTH)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" viewBox="0 0 {wide} {high}" role="img"'
        f' font-family="{html.escape(font["family"])}" font-size="{number(font["size"])}" fill="{font["color"]}">'
        f"<title>{html.escape(full['title']['text'], quote=False)}</title>"
        f'<rect width="{wide}" height="{high}" fill="{full["paper_bgcolor"]}"/>{body}</svg>'
    )


def _full(layout: Layout) -> Layout:
    """Return the layout with what the template says of it and of each axis."""
    base: Layout = TEMPLATE["layout"]
    axes = {name: merged(base[f"{name[0]}axis"], spec) for name, spec in layout.items() if name[1:5] == "axis"}
    both = {name: axes.get(name, base[name]) for name in ("xaxis", "yaxis")}
    return merged(base, layout) | both | axes


def _axis_specs(full: Layout) -> dict[str, Layout]:
    """Return the axes by the names that traces give them (x, y2), in one order however they were given."""
    return {name.replace("axis", ""): full[name] for name in sorted(full) if name[1:5] == "axis"}


def _scale(name: str, spec: Layout, traces: Sequence[Trace], full: Layout) -> Scale:
    letter: Literal["x", "y"] = "x" if name[0] == "x" else "y"
    own = [trace for trace in traces if trace.get(f"{letter}axis", letter) == name]
    return drawn_axes.scale_of(spec, letter, own, stacked=full.get("barmode") == "stack")


def _plot(full: Layout, scales: Mapping[str, Scale], traces: Sequence[Trace]) -> Plot:
    """Return the room that the margins leave, which give way to the words beside the axes and to the legend."""
    margin = dict(full["margin"])
    inner = {"x": WIDTH - margin["l"] - margin["r"], "y": full["height"] - margin["t"] - margin["b"]}
    for name, spec in _axis_specs(full).items():
        low, high = spec.get("domain", (0, 1))
        side = spec.get("side", "left" if name[0] == "y" else "bottom")
        if not spec.get("visible", True) or not spec.get("automargin") or not _at_the_edge(spec, full, side):
            continue
        found = drawn_axes.ticks(scales[name], spec, inner[name[0]] * (high - low))
        beside = drawn_axes.room_beside(found, spec, scales[name].letter)
        margin[side[0]] = max(margin[side[0]], beside + 4)
        if name[0] == "x" and high == 1 and found:
            margin["r"] = max(margin["r"], width_of(found[-1].words, spec["tickfont"]["size"]) / 2 + 2)
    legend = _legend(traces, full, WIDTH - margin["l"] - margin["r"])
    if legend and full["legend"]["yanchor"] == "bottom":
        above = full["legend"]["y"] * inner["y"] - inner["y"] + _legend_height(legend, full)
        margin["t"] = max(margin["t"], above + 4)
    return Plot(margin["l"], margin["t"], WIDTH - margin["r"], full["height"] - margin["b"])


def _at_the_edge(spec: Layout, full: Layout, side: str) -> bool:
    """Return whether an axis stands at the outer edge of the plot, where its words need a margin."""
    anchor = str(spec.get("anchor", ""))
    low, high = full.get(f"{anchor[:1]}axis{anchor[1:]}", {}).get("domain", (0, 1))
    return low == 0 if side in ("left", "bottom") else high == 1


def _axis(spec: Layout, scale: Scale, plot: Plot) -> Axis:
    low, high = spec.get("domain", (0, 1))
    along = plot.across if scale.letter == "x" else plot.up
    return Axis(spec, scale, along(low), along(high))


def _partner(axis: Axis, axes: Mapping[str, Axis]) -> Axis:
    """Return the axis that an axis stands at."""
    other = "y" if axis.letter == "x" else "x"
    return axes[axis.spec.get("anchor", other)]


def _stand(axis: Axis, axes: Mapping[str, Axis]) -> float:
    """Return the pixel at which an axis stands beside the plot."""
    partner = _partner(axis, axes)
    return partner.end if axis.spec.get("side") in ("top", "right") else partner.start


def _grids(axes: Mapping[str, Axis]) -> list[str]:
    shown = [axis for axis in axes.values() if axis.spec.get("visible", True)]
    return [drawn_axes.grid(axis, (_partner(axis, axes).start, _partner(axis, axes).end)) for axis in shown]


def _traces(traces: Sequence[Trace], axes: Mapping[str, Axis], full: Layout) -> list[str]:
    """Return what is drawn on each pair of axes: bars, then lines, points and words; what is outside is cut off."""
    pairs: dict[tuple[str, str], list[Trace]] = {}
    for trace in traces:
        pairs.setdefault((trace.get("xaxis", "x"), trace.get("yaxis", "y")), []).append(trace)
    return [_subplot(axes[x], axes[y], own, full) for (x, y), own in pairs.items()]


def _subplot(x: Axis, y: Axis, traces: Sequence[Trace], full: Layout) -> str:
    bars = [trace for trace in traces if trace["type"] == "bar"]
    others = [trace for trace in traces if trace["type"] == "scatter"]
    if len(bars) + len(others) < len(traces):
        raise marks.NotDrawn("A still picture draws bars and scatter traces: add the new kind to stills.marks.")
    inside, outside = [marks.lines(trace, x, y) for trace in others], []
    drawn_bars = marks.bars(bars, x, y, full.get("bargap", 0.2)) if bars else ""
    for trace in others:
        marked = marks.points(trace, x, y) if "markers" in trace["mode"] else ""
        said = marks.words(trace, x, y) if "text" in trace["mode"] else ""
        (inside if trace.get("cliponaxis", True) else outside).append(marked + said)
    left, top = min(x.start, x.end), min(y.start, y.end)
    box = " ".join(map(number, (left, top, abs(x.end - x.start), abs(y.end - y.start))))
    x0, y0, wide, high = box.split()
    frame = f'<svg x="{x0}" y="{y0}" width="{wide}" height="{high}" viewBox="{box}">'
    return f"{drawn_bars}{frame}{''.join(inside)}</svg>{''.join(outside)}"


def _reference(letter: Literal["x", "y"], given: Layout, axes: Mapping[str, Axis]) -> Axis | None:
    """Return the axis on which a shape or an annotation has its place, None where it is the whole plot."""
    name = given.get(f"{letter}ref", letter)
    return None if name == "paper" else axes[name]


def _shape(shape: Layout, axes: Mapping[str, Axis], plot: Plot) -> str:
    """Return a straight line or a rectangle; on an axis its ends are values."""
    ends: dict[str, float] = {}
    for letter, along in (("x", plot.across), ("y", plot.up)):
        axis = _reference("x" if letter == "x" else "y", shape, axes)
        for key in (f"{letter}0", f"{letter}1"):
            at = along(shape[key]) if axis is None else axis.at(shape[key])
            if at is None:
                raise ValueError(f"A shape of the figure stands at {shape[key]}, which has no place on its axis.")
            ends[key] = at
    x0, x1, y0, y1 = (number(ends[key]) for key in ("x0", "x1", "y0", "y1"))
    if shape["type"] == "line":
        return f'<path d="M{x0} {y0}L{x1} {y1}" {marks.dashed(shape["line"])}/>'
    corner, far = sorted((ends["x0"], ends["x1"])), sorted((ends["y0"], ends["y1"]))
    bar = marks.Bar(corner[0], far[0], corner[1] - corner[0], far[1] - far[0])
    return marks.filled({"color": shape["fillcolor"]}, 0, bar)


def _annotation(given: Layout, axes: Mapping[str, Axis], plot: Plot) -> str:
    """Return words at a place of the plot or of an axis, with what stands behind them."""
    x, y = _spot(given, axes, plot)
    font = {"size": 13, "color": ""} | given.get("font", {})
    size, pad = font["size"], given.get("borderpad", 1)
    lines = lines_of(given["text"])
    wide, high = width_of(given["text"], size) + 2 * pad, size * LEADING * len(lines) + 2 * pad
    share, anchor = _ANCHORS[_side(given)]
    left = x + given.get("xshift", 0) - share * wide
    top = y - given.get("yshift", 0) - _upright(given) * high
    inner = anchor if len(lines) == 1 else _ANCHORS[given.get("align", "center")][1]
    at = {"start": left + pad, "middle": left + wide / 2, "end": left + wide - pad}[inner]
    behind = _behind(given, marks.Bar(left, top, wide, high))
    return behind + written(at, top + high / 2, given["text"], Type(size, font["color"], inner))


def _side(given: Layout) -> str:
    """Return which side of the words stands at their place; on the whole plot plotly chooses by the place."""
    anchor = given.get("xanchor", "auto")
    if anchor != "auto":
        return anchor
    if given.get("xref") != "paper":
        return "center"
    return "left" if given["x"] < 1 / 3 else "right" if given["x"] > 2 / 3 else "center"


def _upright(given: Layout) -> float:
    """Return how much of the height of words lies above their place; on the whole plot that depends on it."""
    anchor = given.get("yanchor", "auto")
    if anchor == "auto":
        high = given["y"] if given.get("yref") == "paper" else 0.5
        anchor = "bottom" if high < 1 / 3 else "top" if high > 2 / 3 else "middle"
    return _UPRIGHT[anchor]


def _spot(given: Layout, axes: Mapping[str, Axis], plot: Plot) -> tuple[float, float]:
    x, y = _reference("x", given, axes), _reference("y", given, axes)
    left = plot.across(given["x"]) if x is None else x.along(x.scale.place(given["x"]))
    return left, plot.up(given["y"]) if y is None else y.along(y.scale.place(given["y"]))


def _behind(given: Layout, bar: marks.Bar) -> str:
    """Return the ground of an annotation, and the line around it."""
    ground, edge = given.get("bgcolor", ""), given.get("borderwidth", 0)
    if not edge and (not ground or ground.endswith(",0)")):
        return ""
    line = f' stroke="{given["bordercolor"]}" stroke-width="{number(edge)}"' if edge else ""
    return marks.filled({"color": ground}, 0, bar).replace("/>", f"{line}/>")


def _legend(traces: Sequence[Trace], full: Layout, room: float) -> list[Entry]:
    """Return the entries of the legend in rows from left to right, none wider than `room` (pixels)."""
    if not full["showlegend"]:
        return []
    size, entries, row = full["legend"]["font"]["size"], list[Entry](), 0
    start = width_of(full["legend"].get("title", {}).get("text", ""), size)
    used = start
    for trace in traces:
        if not trace.get("showlegend", True):
            continue
        wide = _SAMPLE + 14 + width_of(trace["name"], size) + 8
        if used > start and used + wide > room:
            row, used = row + 1, start
        entries.append(Entry(trace, row, used))
        used += wide
    return entries


def _legend_height(entries: Sequence[Entry], full: Layout) -> float:
    return (1 + entries[-1].row) * full["legend"]["font"]["size"] * 1.5 + 4


def _legend_drawn(entries: Sequence[Entry], full: Layout, plot: Plot) -> str:
    """Return the legend: a sample of each trace, and its name beside it."""
    if not entries:
        return ""
    legend = full["legend"]
    size, left, edge = legend["font"]["size"], plot.across(legend["x"]), plot.up(legend["y"])
    top = edge - _legend_height(entries, full) if legend["yanchor"] == "bottom" else edge
    pieces = [written(left, top + 0.75 * size + 2, legend.get("title", {}).get("text", ""), Type(size))]
    for entry in entries:
        at, middle = left + entry.left + 6, top + 2 + (entry.row * 1.5 + 0.75) * size
        pieces.append(_sample(entry.trace, at, middle))
        pieces.append(written(at + _SAMPLE + 6, middle, entry.trace["name"], Type(size)))
    return "".join(pieces)


def _sample(trace: Trace, left: float, middle: float) -> str:
    """Return a sample of a trace: its bar or its area, its line, its symbol."""
    if trace["type"] == "bar":
        return marks.filled(trace["marker"], 0, marks.Bar(left + _SAMPLE / 2 - 7, middle - 6, 14, 12))
    pieces = []
    if trace.get("fill"):
        box = marks.Bar(left, middle - 5, _SAMPLE, 10)
        pieces.append(marks.filled({"color": trace["fillcolor"]}, 0, box))
    if "lines" in trace["mode"] and trace["line"].get("width", 2):
        path = f"M{number(left)} {number(middle)}h{number(_SAMPLE)}"
        pieces.append(f'<path d="{path}" {marks.dashed(trace["line"])}/>')
    if "markers" in trace["mode"]:
        look = marks.look_of(trace["marker"], 0)
        pieces.append(marks.symbols(replace(look, size=min(look.size, 16)), [(left + _SAMPLE / 2, middle)]))
    return "".join(pieces)


def _title(full: Layout, plot: Plot) -> str:
    """Return the title, in lines where it is longer than the picture is wide."""
    title = full["title"]
    size = title["font"]["size"]
    left = plot.left + title["x"] * (plot.right - plot.left) if title["xref"] == "paper" else title["x"] * WIDTH
    words = broken(title["text"], WIDTH - left - 8, size)
    top = (1 - title["y"]) * full["height"] + title["pad"]["t"] - 4
    return written(left, top + size * LEADING * len(lines_of(words)) / 2, words, Type(size))
