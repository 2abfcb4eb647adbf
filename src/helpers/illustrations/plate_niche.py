"""The plate of a sender in its cloud: a plane of cells, what each of them meets, and where the signal ends."""

import functools
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from helpers import tables
from helpers.illustrations.cells import cell
from helpers.illustrations.illustration import MARGIN, PAGE, Drawing, Illustration
from helpers.illustrations.lettering import SMALL, label
from helpers.illustrations.mark import Mark, Row, together
from helpers.illustrations.signs import Sign, line_sign, only
from helpers.illustrations.svg import Box, Node, Point, dots_path, line_path
from helpers.views.niches import CLOUD_LEVELS_PM, PLANE, NeighbourCell, NicheCloud
from helpers.words import counted
from helpers.words import number_words as say

_PITCH = 26.0  # from cell to cell, pixels
_CELL = 8.0  # radius of a cell
_SIZES = 6  # steps in which the disc of bound receptors grows
_SHADE = "0.13"
_TURN = 3  # degrees from point to point of a round outline
_SOURCES = ("thurley_2015", "berg_purcell_1977")


@dataclass(frozen=True, slots=True)
class _Plane:
    """The window on the plane: how many cells it shows on each side of the sender, and pixels for each µm."""

    columns: int
    rows: int
    scale: float

    @property
    def box(self) -> Box:
        """The window, its middle at the origin."""
        wide, high = (self.columns + 0.5) * _PITCH, (self.rows + 0.5) * _PITCH
        return Box(-wide, -high, wide, high)

    def holds(self, one: NeighbourCell) -> bool:
        """Whether a cell lies in the window."""
        return abs(one.column) <= self.columns and abs(one.row) <= self.rows


@dataclass(frozen=True, slots=True)
class _CellLook:
    """The colours of a cell's rim and of its inside, and how wide the rim is (pixels)."""

    rim: str
    inside: str
    line: float


_DEAF, _OTHERS, _HEARING = (
    _CellLook("line", "page", 1.0),
    _CellLook("green", "page", 1.0),
    _CellLook("green", "green-tint", 2.0),
)


def niche_cloud(view: NicheCloud) -> Illustration:
    """Return the cells around a sender in their cloud, the ring where its signal ends, and who hears it."""
    return Illustration(
        name="niche-cloud",
        title=_title(view),
        description=_told(view),
        table=_table(view),
        draw=functools.partial(_laid_out, view),
        key=(
            Sign(cell("round", _CELL, hue="vermilion"), "sender"),
            Sign(_sign(_OTHERS, _size(0.05)), "has receptors; the disc grows with those bound"),
            Sign(_sign(_HEARING, _size(0.5)), "hears"),
            *only((_ring_sign(view), bool(_ring(view, _window(view, PAGE))))),
            Sign(None, "A slice of tissue, computed for IL-2"),
        ),
        sources=f"Model and numbers used for IL-2: {tables.short_names(';'.join((*_SOURCES, *_reference(view))))}.",
    )


# ---------------------------------------------------------------------------- layout


def _laid_out(view: NicheCloud, width: int) -> Drawing:
    plane = _window(view, width)
    box = plane.box
    field = together([*_cloud(view, plane), *_ring(view, plane), *_cells(view, plane)])
    marks = [field.at(width / 2, -box.top)]
    legend = _legend(view, plane, width)
    marks.append(legend.at(0, box.height + 24))
    return Drawing(tuple(marks), marks[-1].box.bottom + 8)


def _window(view: NicheCloud, width: int) -> _Plane:
    columns = min(PLANE, int((width - 2 * MARGIN) / 2 / _PITCH - 0.5))
    return _Plane(columns, 4 if width == PAGE else columns + 1, _PITCH / view.cell_spacing_um)


def _cloud(view: NicheCloud, plane: _Plane) -> list[Mark]:
    """Return the shades of the cloud one on the other, the widest at the back."""
    shades = [
        Node.made("path", d=line_path(_cut_disc(reach * plane.scale, plane.box)) + "Z")
        for reach in view.levels_um
        if reach > 0
    ]
    edge = plane.box
    frame = Node.made("rect", x=edge.left, y=edge.top, width=edge.width, height=edge.height, rx=4,
                      fill="var(--inside)", stroke="none")  # fmt: skip
    return [Mark((frame, Node.made("g", *shades, fill="var(--vermilion)", fill_opacity=_SHADE)), edge)]


def _cut_disc(radius: float, box: Box) -> list[Point]:
    """Return the outline of a disc around the origin as far as it lies in `box`, which is around the origin too."""
    corner = math.degrees(math.atan2(box.bottom, box.right))
    turns = sorted({*range(0, 360, _TURN), corner, 180 - corner, 180 + corner, 360 - corner})
    return [Point(min(radius, _to_edge(turn, box)), 0).turned(turn) for turn in turns]


def _to_edge(turn: float, box: Box) -> float:
    """Return how far it is from the origin to the edge of `box` in a direction (degrees from the right)."""
    across, down = abs(math.cos(math.radians(turn))), abs(math.sin(math.radians(turn)))
    return min(box.right / across if across > 1e-9 else math.inf, box.bottom / down if down > 1e-9 else math.inf)


def _ring(view: NicheCloud, plane: _Plane) -> list[Mark]:
    """Return the ring where the signal ends, as far as it lies in the window."""
    radius = view.reach_um * plane.scale
    arcs = [line_path(arc) for arc in _arcs(radius, plane.box) if len(arc) > 1] if radius else []
    if not arcs:
        return []
    line = Node.made("path", d="".join(arcs), fill="none", stroke="var(--ink)", stroke_width=2, stroke_dasharray="7 4")
    return [Mark((line,), plane.box)]


def _ring_sign(view: NicheCloud) -> Sign:
    """Return the sign of the ring; it stands in the key, so that no cell is hidden."""
    return line_sign(f"{say(view.threshold_pM)} pM at {say(view.reach_um, 2)} µm", dashes="7 4")


def _arcs(radius: float, box: Box) -> Iterator[list[Point]]:
    """Yield the pieces of a ring that lie in `box`."""
    arc: list[Point] = []
    for turn in range(0, 360 + _TURN, _TURN):
        if radius <= _to_edge(turn, box):
            arc.append(Point(radius, 0).turned(turn))
        elif arc:
            yield arc
            arc = []
    if arc:
        yield arc


def _cells(view: NicheCloud, plane: _Plane) -> list[Mark]:
    """Return the sender and its neighbours: those without receptors, those that hear, those that do not."""
    shown = [one for one in view.cells if plane.holds(one)]
    deaf = [one for one in shown if not one.consumes]
    hearing = [one for one in shown if one.consumes and one.meets_pM >= view.threshold_pM]
    others = [one for one in shown if one.consumes and one.meets_pM < view.threshold_pM]
    marks = [
        _crowd(deaf, _DEAF, plane.box, "cells without receptors"),
        _crowd(others, _OTHERS, plane.box, "cells with receptors that meet too little"),
        _crowd(hearing, _HEARING, plane.box, "cells with receptors that meet enough"),
    ]
    marks.append(cell("round", 1.35 * _CELL, hue="vermilion").named("the sender"))
    if view.affinity:
        discs = Mark(_discs([*others, *hearing]), plane.box)
        marks.append(discs.with_rows(Row("affinities", view.affinity)))
    return marks


def _crowd(cells: Sequence[NeighbourCell], look: _CellLook, box: Box, name: str) -> Mark:
    """Return cells that look alike, hundreds of them in two paths, so that the picture stays small."""
    return Mark(_round(_places(cells), look), box).named(name) if cells else Mark((), box)


def _round(places: Sequence[Point], look: _CellLook) -> tuple[Node, ...]:
    path = dots_path(places)
    return _dots(path, 2 * _CELL, look.rim), _dots(path, 2 * (_CELL - look.line), look.inside)


def _discs(cells: Iterable[NeighbourCell]) -> tuple[Node, ...]:
    """Return the discs of bound receptors: their area is the share that is bound, in a few sizes."""
    by_size: dict[int, list[NeighbourCell]] = {}
    for one in cells:
        by_size.setdefault(_size(one.bound), []).append(one)
    return tuple(
        _dots(dots_path(_places(group)), _across(size), "green") for size, group in sorted(by_size.items()) if size
    )


def _size(bound: float) -> int:
    return round(math.sqrt(bound) * _SIZES)


def _across(size: int) -> float:
    return 2 * (_CELL - 1.4) * size / _SIZES


def _places(cells: Iterable[NeighbourCell]) -> list[Point]:
    return [Point(one.column * _PITCH, one.row * _PITCH) for one in cells]


def _dots(path: str, across: float, hue: str) -> Node:
    return Node.made("path", d=path, fill="none", stroke=f"var(--{hue})", stroke_width=across, stroke_linecap="round")


# ---------------------------------------------------------------------------- legend


def _legend(view: NicheCloud, plane: _Plane, width: int) -> Mark:
    """Return how to read cells, shades and lengths; on a page in one line, on a telephone in three."""
    parts = [_cell_signs(view), _shades(), _length(plane)]
    if width == PAGE:
        last = width - MARGIN - parts[2].box.right
        middle = (parts[0].box.right + last - parts[1].box.width) / 2 + MARGIN
        return together([parts[0].at(MARGIN, 0), parts[1].at(middle, 0), parts[2].at(last, 0)])
    marks = [parts[0].at(MARGIN, 0)]
    for part in parts[1:]:
        marks.append(part.at(MARGIN + 10, marks[-1].box.bottom + 20))
    return together(marks)


def _cell_signs(view: NicheCloud) -> Mark:
    signs = [] if all(one.consumes for one in view.cells) else [(_DEAF, 0, "no receptors")]
    if view.affinity:
        signs += [(_OTHERS, _size(share), f"{round(100 * share)} % bound") for share in (0.05, 0.5)]
    marks: list[Mark] = [Mark((), Box(0, -_CELL, 0, _CELL))]
    x = 0.0
    for look, size, words in signs:
        marks.append(_sign(look, size).at(x + _CELL, 0))
        marks.append(label(words, size=SMALL).at(x + 2 * _CELL + 5, 4.3))
        x = marks[-1].box.right + 16
    return together(marks)


def _sign(look: _CellLook, size: int) -> Mark:
    """Return a cell of the picture with its disc, its middle at the origin."""
    at = [Point(0, 0)]
    discs = [_dots(dots_path(at), _across(size), "green")] if size else []
    return Mark((*_round(at, look), *discs), Box(-_CELL, -_CELL, _CELL, _CELL))


def _shades() -> Mark:
    """Return the shades of the cloud as a strip, each lying on the ones before it, with what they mean."""
    each, high = 26.0, 14.0
    wide = each * len(CLOUD_LEVELS_PM)
    strips = [
        Node.made("rect", x=i * each, y=-high / 2, width=wide - i * each, height=high)
        for i in range(len(CLOUD_LEVELS_PM))
    ]
    ground = Node.made("rect", y=-high / 2, width=wide, height=high, fill="var(--inside)")
    strip = Mark(
        (ground, Node.made("g", *strips, fill="var(--vermilion)", fill_opacity=_SHADE)),
        Box(0, -high / 2, wide, high / 2),
    )
    names = [
        label(say(level), size=SMALL, anchor="middle").at(i * each, high / 2 + SMALL + 1)
        for i, level in enumerate(CLOUD_LEVELS_PM)
        if i % 2 == 0
    ]
    unit = label("pM", size=SMALL).at(wide + 6, high / 2 + SMALL + 1)
    return together([strip, *names, unit])


def _length(plane: _Plane) -> Mark:
    wide = 100 * plane.scale
    ends = [Point(0, -4), Point(0, 4), Point(0, 0), Point(wide, 0), Point(wide, -4), Point(wide, 4)]
    bar = Node.made("path", d=line_path(ends), fill="none", stroke="var(--ink)", stroke_width=1.4)
    words = label("100 µm", size=SMALL, anchor="middle").at(wide / 2, SMALL + 8)
    return together([Mark((bar,), Box(0, -4, wide, 4)), words])


# ---------------------------------------------------------------------------- words


def _title(view: NicheCloud) -> str:
    if not view.neighbours:
        return "The signal of this cell is enough for none of its neighbours"
    who = "1 neighbour lies" if view.neighbours == 1 else f"{say(view.neighbours, 2)} neighbours lie"
    return f"The signal of one cell ends {say(view.reach_um, 2)} µm away, and {who} within"


def _heard(view: NicheCloud) -> str:
    """Return the sentence below the picture: who of this slice hears."""
    within = view.within
    if not within:
        return f"No neighbour meets the {say(view.threshold_pM)} pM that it needs: nobody hears."
    if view.reach_um > math.sqrt(2) * PLANE * view.cell_spacing_um:
        return (
            f"The signal is enough in all of this picture and beyond; {say(view.consumer_percent)} % of the cells have "
            "receptors and hear."
        )
    hearing = sum(one.consumes for one in within)
    space = f"in all space {say(view.neighbours, 2)} are within reach"
    if hearing == len(within):
        return f"{counted(hearing, 'cell')} of this slice {'hears' if hearing == 1 else 'hear'}; {space}."
    return f"Of {len(within)} cells of this slice within reach, {hearing} have receptors and hear; {space}."


def _told(view: NicheCloud) -> str:
    near = view.shells[0]
    met = f"The nearest neighbour, {say(near.distance_um)} µm away, meets {say(near.meets_pM, 2)} pM"
    if view.affinity:
        met += f", with which {say(100 * near.bound, 2)} % of its receptors are bound if it has any"
    full = (
        " It is so full that it takes up less than the model says, and the signal goes further than is drawn."
        if view.affinity and near.bound > 0.5
        else ""
    )
    return f"{_heard(view)} {met}.{full}"


def _table(view: NicheCloud) -> dict[str, list[float | int | str]]:
    return {
        "distance from the sender (µm)": [one.distance_um for one in view.shells],
        "concentration (pM)": [one.meets_pM for one in view.shells],
        "receptors bound (%)": [100 * one.bound for one in view.shells],
        "enough": ["yes" if one.meets_pM >= view.threshold_pM else "no" for one in view.shells],
        "neighbours within, in all space": [one.neighbours for one in view.shells],
    }


def _reference(view: NicheCloud) -> tuple[str, ...]:
    return tuple(key for row in (view.affinity,) if row for key in _references()[row].split(";"))


@tables.cached
def _references() -> dict[str, str]:
    return dict(tables.load("affinities")[["affinity", "reference"]].itertuples(index=False))
