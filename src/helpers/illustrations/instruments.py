"""What people measure with: a thermometer."""

import functools

from helpers.illustrations.mark import Mark
from helpers.illustrations.svg import Box, Node, Point


@functools.cache
def thermometer(share: float, size: float = 22, hue: str = "vermilion") -> Mark:
    """Return a thermometer with its middle at the origin; `size` is half its height (pixels).

    `share` (0 to 1) is how far its column has risen. Ports: "tip" (the top of the column) and "bottom". Raises
    ValueError for a share that is not between 0 and 1.
    """
    if not 0 <= share <= 1:
        raise ValueError(f"The column of a thermometer rises by a share from 0 to 1, not by {share}.")
    bulb, tube = 0.3 * size, 0.17 * size
    low, high = size - 2 * bulb, -size + tube
    tip = low - share * (low - high)
    outline = Node.made("rect", x=-tube, y=-size, width=2 * tube, height=2 * size - bulb, rx=tube, fill="var(--page)",
                        stroke="var(--line)", stroke_width=1.4)  # fmt: skip
    foot = Node.made("circle", cy=size - bulb, r=bulb, fill=f"var(--{hue})")
    column = Node.made("line", x1=0, x2=0, y1=size - bulb, y2=tip, stroke=f"var(--{hue})", stroke_width=1.1 * tube,
                       stroke_linecap="round")  # fmt: skip
    ports = {"tip": Point(0, tip), "bottom": Point(0, size)}
    return Mark((outline, foot, column), Box(-bulb, -size, bulb, size), ports)
