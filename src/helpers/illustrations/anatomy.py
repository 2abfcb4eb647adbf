"""The human body: a calm outline, organs, eyes, mouth and skin where anatomy has them, and a joint. All drawn here."""

import functools
from collections.abc import Callable, Mapping, Sequence
from typing import Literal, get_args

from helpers.illustrations.mark import Mark
from helpers.illustrations.svg import Box, Node, Point, around, dots_path, line_path, ring, smooth_path

HEIGHT = 432.0
"""Height of the body (pixels); its middle line is x = 0, the top of the head y = 0; the reader's left is its right."""

# The outline of one side, from the top of the head to the sole and up the inner leg.
_SIDE: Sequence[tuple[float, float]] = (
    (0, 0), (12, 2), (20, 11), (22, 25), (20, 39), (13, 51), (11, 58), (12, 67), (20, 73), (38, 78), (52, 85), (60, 98),
    (64, 122), (68, 148), (75, 174), (81, 200), (86, 216), (93, 232), (91, 247), (84, 252), (78, 244), (74, 222),
    (68, 200), (61, 174), (53, 148), (46, 118), (42, 136), (38, 160), (37, 180), (42, 204), (47, 226), (48, 256),
    (46, 292), (41, 322), (41, 344), (39, 374), (33, 404), (36, 420), (38, 429), (24, 431), (19, 424), (20, 402),
    (18, 368), (17, 338), (18, 322), (14, 290), (8, 258), (2, 236),
)  # fmt: skip


@functools.cache
def body() -> Mark:
    """Return the outline of a body that faces the reader, its arms a little away from its sides."""
    right = [Point(x, y) for x, y in _SIDE]
    left = [Point(-point.x, point.y) for point in reversed(right[1:])]
    outline = smooth_path([*right, *left], closed=True)
    node = Node.made("path", d=outline, fill="var(--inside)", stroke="var(--line)", stroke_width=1.4)
    return Mark((node,), Box(-95, 0, 95, HEIGHT))


@functools.cache
def organ(name: str) -> Mark:
    """Return an organ in the place that it has in `body`; ports "left" and "right": where a line to it may end.

    Raises ValueError, with the organs that can be drawn, for another `name`.
    """
    if name not in _ORGANS:
        raise ValueError(f"'{name}' is not an organ that can be drawn; choose one of: {', '.join(_ORGANS)}.")
    return _ORGANS[name]()


def _made(
    hue: str, outlines: Sequence[Sequence[Point]], lines: Sequence[Sequence[Point]] = (), touched: Point | None = None
) -> Mark:
    """Return an organ of closed `outlines` with `lines` on them.

    It is touched at its outermost points, or where it is told: `touched` on the right, and its mirror on the left.
    """
    fill, stroke = f"var(--{hue}-tint)", f"var(--{hue})"
    nodes = [
        Node.made("path", d=smooth_path(points, closed=True), fill=fill, stroke=stroke, stroke_width=1.2)
        for points in outlines
    ]
    nodes += [Node.made("path", d=smooth_path(line), fill="none", stroke=stroke, stroke_width=1) for line in lines]
    every = [point for points in outlines for point in points]
    left, right = min(every, key=lambda point: point.x), max(every, key=lambda point: point.x)
    if touched:
        left, right = Point(-touched.x, touched.y), touched
    ports = {"left": left, "right": right}
    return Mark(tuple(nodes), around(every), ports)


def _points(*pairs: tuple[float, float]) -> list[Point]:
    return [Point(x, y) for x, y in pairs]


def _mirrored(points: Sequence[Point]) -> list[Point]:
    return [Point(-point.x, point.y) for point in points]


def _disc(x: float, y: float, across: float, high: float | None = None) -> list[Point]:
    return [Point(point.x + x, point.y * (high or across) / across + y) for point in ring([across] * 8)]


def _brain() -> Mark:
    half = _points((0, 5), (9, 6), (15, 11), (16, 19), (11, 25), (0, 26))
    folds = [
        _points((0, 6), (1, 16), (0, 26)),
        _points((5, 9), (8, 14), (5, 20)),
        _points((-5, 9), (-8, 14), (-5, 20)),
    ]
    return _made("purple", [[*half, *_mirrored(half[::-1][1:-1])]], folds)


def _lymph_node() -> Mark:
    spots = [(-9, 63), (9, 63), (-41, 104), (41, 104), (-17, 234), (17, 234)]
    thymus = _points((0, 84), (5, 80), (8, 88), (5, 97), (0, 93), (-5, 97), (-8, 88), (-5, 80))
    return _made("green", [thymus, *(_disc(x, y, 3.4, 4.6) for x, y in spots)], touched=Point(11, 63))


def _vessel_heart() -> Mark:
    heart = _points((0, 108), (6, 104), (14, 106), (17, 114), (12, 124), (6, 130), (0, 124), (-4, 114))
    aorta = _points((4, 105), (3, 98), (-3, 98), (-2, 112), (-1, 160), (-1, 214))
    branches = [_points((-1, 212), (-12, 240), (-22, 300)), _points((-1, 212), (12, 240), (22, 300))]
    return _made("vermilion", [heart], [aorta, *branches])


def _liver() -> Mark:
    lobe = _points((-31, 148), (-27, 139), (-12, 136), (4, 139), (15, 142), (6, 151), (-8, 158), (-24, 162))
    return _made("orange", [lobe], [_points((-2, 139), (-5, 147), (-7, 156))])


def _gut() -> Mark:
    stomach = _points((12, 148), (20, 146), (25, 154), (20, 164), (10, 166), (6, 162), (12, 158))
    frame = _points(
        (-24, 182), (-22, 174), (0, 172), (22, 174), (25, 184), (24, 204), (18, 214), (-18, 214), (-25, 202)
    )
    coils = [
        _points((-16, 182), (-8, 178), (0, 183), (8, 178), (16, 183)),
        _points((-16, 193), (-8, 189), (0, 194), (8, 189), (16, 194)),
        _points((-14, 204), (-7, 200), (0, 205), (7, 200), (14, 204)),
    ]
    return _made("sky", [frame, stomach], coils)


def _fat() -> Mark:
    flank = _points((38, 186), (43, 202), (46, 222), (38, 230), (33, 214), (33, 196))
    return _made("orange", [flank, _mirrored(flank)])


def _muscle() -> Mark:
    arm = _points((50, 98), (57, 108), (60, 126), (58, 140), (52, 128), (49, 112))
    thigh = _points((30, 256), (40, 268), (41, 292), (35, 314), (29, 300), (26, 276))
    fibres = [_points((53, 104), (56, 120), (56, 134)), _points((33, 262), (36, 284), (34, 306))]
    fibres += [_mirrored(line) for line in fibres]
    return _made("vermilion", [arm, _mirrored(arm), thigh, _mirrored(thigh)], fibres)


def _joint_bone() -> Mark:
    knee, elbow = _disc(29, 331, 9, 7), _disc(64, 163, 5, 5)
    shin = _points((26, 342), (32, 342), (31, 366), (29, 392), (25, 392), (25, 366))
    bones = [knee, _mirrored(knee), elbow, _mirrored(elbow), shin, _mirrored(shin)]
    return _made("blue", bones, touched=Point(38, 331))


def _bone_marrow() -> Mark:
    femur = _points((14, 250), (20, 246), (24, 254), (23, 280), (25, 312), (18, 314), (18, 280))
    pelvis = _points((10, 222), (24, 218), (31, 226), (24, 236), (12, 234))
    return _made("purple", [femur, _mirrored(femur), pelvis, _mirrored(pelvis)], touched=Point(24, 282))


def _skin_lung_kidney() -> Mark:
    lung = _points((20, 92), (28, 96), (34, 112), (34, 130), (24, 134), (20, 124), (19, 108))
    kidney = _points((29, 166), (33, 170), (33, 179), (28, 182), (27, 174))
    return _made("grey", [lung, _mirrored(lung), kidney, _mirrored(kidney)], touched=Point(31, 132))


def _eye() -> Mark:
    eye = _disc(8, 31, 3.8, 2.2)
    pupil = _disc(8, 31, 1.1)
    return _made("sky", [eye, _mirrored(eye), pupil, _mirrored(pupil)])


def _mouth() -> Mark:
    lips = _points((0, 40.8), (2, 40), (5.5, 42), (2, 44), (0, 44.3), (-2, 44), (-5.5, 42), (-2, 40))
    return _made("vermilion", [lips], [_points((-5, 42), (0, 42.4), (5, 42))])


def _lung() -> Mark:
    lung = _points((20, 92), (28, 96), (34, 112), (34, 130), (24, 134), (20, 124), (19, 108))
    airways = _points((22, 104), (27, 114), (30, 126))
    return _made("grey", [lung, _mirrored(lung)], [airways, _mirrored(airways)], touched=Point(33, 104))


def _skin() -> Mark:
    """Return two patches of skin on the forearms, with hairs."""
    patch = _points((70, 178), (76, 184), (80, 198), (80, 208), (75, 204), (71, 192))
    hairs = [_points((x, y), (x + 3, y - 5)) for x, y in ((73, 188), (76, 196), (78, 204))]
    hairs += [_mirrored(hair) for hair in hairs]
    return _made("orange", [patch, _mirrored(patch)], hairs, touched=Point(80, 200))


def _tumour() -> Mark:
    spot = [Point(point.x - 27, point.y + 106) for point in ring([10, 6.5, 11, 6, 9.5, 6.5, 11, 6, 10, 6.5])]
    return _made("sky", [spot], [_points((-31, 105), (-27, 109), (-23, 105))])


_ORGANS: Mapping[str, Callable[[], Mark]] = {
    "brain": _brain,
    "lymph_node": _lymph_node,
    "vessel_heart": _vessel_heart,
    "liver": _liver,
    "gut": _gut,
    "fat": _fat,
    "muscle": _muscle,
    "joint_bone": _joint_bone,
    "bone_marrow": _bone_marrow,
    "skin_lung_kidney": _skin_lung_kidney,
    "tumour": _tumour,
    "eye": _eye,
    "mouth": _mouth,
    "lung": _lung,
    "skin": _skin,
}
ORGANS = tuple(_ORGANS)
"""What can be drawn on a body, by the keys of the tables `organ_sectors` and `harm_places`."""


# ---------------------------------------------------------------------------- a joint

Tissue = Literal["liver", "vessel", "synovium", "joint space", "cartilage", "bone"]
"""The layers of a joint that can be drawn, from the blood inwards; before them the liver, beyond the blood."""
# The outline of the upper bone of a joint, as shares of half its height; cartilage from the third point to the seventh.
_BONE_END: Sequence[tuple[float, float]] = (
    (-0.42, -1), (-0.36, -0.55), (-0.62, -0.3), (-0.5, -0.14), (0, -0.1), (0.5, -0.14), (0.62, -0.3), (0.36, -0.55),
    (0.42, -1),
)  # fmt: skip
_WAVES: Mapping[Tissue, float] = {"synovium": 7, "cartilage": 3}  # how far the edge of a layer swells (pixels)


@functools.cache
def tissue(name: Tissue, deep: float, long: float) -> Mark:
    """Return a layer of a joint, `deep` pixels from the blood side to the bone side (x) and `long` across (y).

    Its origin is the corner at the blood side. Turn it by 90 degrees to let depth run downwards. A vessel has two
    walls, the swollen synovium and worn cartilage have wavy edges, bone has its spaces; the liver lies
    a gap away from the blood. Raises ValueError, with the layers that can be drawn, for another `name`.
    """
    if name not in get_args(Tissue):
        raise ValueError(f"'{name}' is not a layer of a joint; choose one of: {', '.join(get_args(Tissue))}.")
    box = Box(0, 0, deep, long)
    if name == "joint space":
        return Mark((Node.made("rect", width=deep, height=long, fill="var(--page)"),), box)
    if name == "liver":
        look = {"fill": "var(--inside)", "stroke": "var(--line)", "stroke_width": 1.4}
        return Mark((Node.made("rect", x=4, y=1, width=deep - 16, height=long - 2, rx=12, **look),), box)
    if name == "vessel":
        walls = [_wall(x, long) for x in (1.1, deep - 1.1)]
        return Mark((Node.made("rect", width=deep, height=long, fill="var(--vermilion-tint)"), *walls), box)
    hue = {"synovium": "orange", "cartilage": "sky", "bone": "grey"}[name]
    edge = [Point(x, y) for x, y in _wavy(deep, long, _WAVES.get(name, 0.0))]
    outline = [Point(0, 0), *edge, Point(0, long)]
    body = Node.made("path", d=line_path(outline) + "Z", fill=f"var(--{hue}-tint)")
    rim = Node.made("path", d=smooth_path(edge), fill="none", stroke=f"var(--{hue})", stroke_width=1.4)
    return Mark((body, *(_spaces(deep, long) if name == "bone" else (rim,))), box)


@functools.cache
def joint_section(size: float = 46) -> Mark:
    """Return a whole joint cut open: two bones with their cartilage, and the swollen synovium between them and capsule.

    Its middle is the origin; `size` is half its height (pixels). Port "synovium": its middle on the right.
    """
    grey, sky = "var(--grey)", "var(--sky)"
    nodes: list[Node] = []
    for sign in (1, -1):
        bone = [Point(size * x, sign * size * y) for x, y in _BONE_END]
        nodes.append(Node.made("path", d=smooth_path(bone), fill="var(--grey-tint)", stroke=grey, stroke_width=1.4))
        cap = smooth_path(bone[2:7])
        nodes.append(Node.made("path", d=cap, fill="none", stroke=sky, stroke_width=0.09 * size))
    for sign in (1, -1):
        lens = [(0.4, -0.05), (0.68, -0.34), (0.82, 0), (0.68, 0.34), (0.4, 0.05)]
        swollen = smooth_path([Point(sign * size * x, size * y) for x, y in lens], closed=True)
        nodes.append(Node.made("path", d=swollen, fill="var(--orange-tint)", stroke="var(--orange)", stroke_width=1.4))
    box = Box(-0.84 * size, -size, 0.84 * size, size)
    return Mark(tuple(nodes), box, {"synovium": Point(0.68 * size, 0)})


def _wall(x: float, long: float) -> Node:
    return Node.made("path", d=line_path([Point(x, 0), Point(x, long)]), stroke="var(--vermilion)", stroke_width=2.2)


def _wavy(x: float, long: float, swell: float) -> list[tuple[float, float]]:
    """Return an edge across a layer that swells by `swell` and sinks again, about every 26 pixels."""
    steps = max(2, 2 * round(long / 52))
    return [(x + (swell if i % 2 else -swell), long * i / steps) for i in range(steps + 1)]


def _spaces(deep: float, long: float) -> tuple[Node, ...]:
    """Return the spaces of spongy bone: small discs of the page, in rows that stand in each other's gaps."""
    places = [
        Point(x + (11 if row % 2 else 0), y)
        for row, y in enumerate(range(10, int(long) - 4, 22))
        for x in range(10, int(deep) - 14, 22)
    ]
    return (Node.made("path", d=dots_path(places), stroke="var(--page)", stroke_width=9, stroke_linecap="round"),)
