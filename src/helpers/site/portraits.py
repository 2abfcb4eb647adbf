"""The picture that stands for a lesson where that is small: part of one of its plates, or its curves, without words."""

import html
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from helpers.colours import BLUE, GREY
from helpers.figures import Figure
from helpers.illustrations import Illustration
from helpers.illustrations.svg import Box
from helpers.site import cells, grids
from helpers.site.page import Page

# What stands for a lesson: one of its explorers, in the state that says most, and the part of its plate that is seen.
CHOSEN: Mapping[str, tuple[grids.Call, Box | None]] = {
    "messengers": (grids.Call("message_routes"), Box(45, 45, 765, 320)),
    "families-and-receptors": (grids.Call("cytokine_classes"), Box(5, 55, 775, 355)),
    "a-brief-signal": (grids.Call("signal_steps", {"step": 6}), Box(0, 15, 780, 400)),
    "orchestrating-a-response": (grids.Call("helper_programmes"), Box(35, 20, 485, 436)),
    "balance": (grids.Call("endotoxin_hours", {"hour": 2.0}), Box(140, 55, 690, 265)),
    "when-balance-is-lost": (grids.Call("inflammation_switch", {"level": 0.2}), None),
    "il6-activity-map": (grids.Call("il6_on_a_body"), Box(280, 0, 500, 415)),
    "two-ways-to-signal": (grids.Call("il6_assembly"), Box(10, 70, 770, 380)),
    "measuring-il6": (grids.Call("sandwich_immunoassay"), Box(5, 5, 630, 226)),
    "il6-in-disease": (grids.Call("rheumatoid_joint"), Box(0, 0, 780, 300)),
    "agonists-and-antagonists": (grids.Call("receptor_states"), Box(8, 0, 772, 290)),
    "ligand-or-receptor": (grids.Call("drug_grips"), Box(310, 25, 775, 270)),
    "dose-and-time": (grids.Call("linear_dosing"), None),
    "harm-and-monitoring": (grids.Call("harms_on_a_body"), Box(255, 0, 525, 374)),
    "product-landscape": (grids.Call("market_opening"), Box(5, 30, 775, 295)),
    "which-drug-for-whom": (grids.Call("weighed_case"), Box(5, 0, 460, 200)),
    "check-the-lecture": (grids.Call("drug_grips"), Box(60, 20, 305, 170)),
}
_WIDTH, _HEIGHT, _EDGE = 320, 190, 14  # of a picture of curves, in pixels


def portrait(lesson: str, page: Page) -> str:
    """Return the picture of a lesson as SVG: the chosen one, else its first plate, else its first curves.

    It is "" where a lesson has none of these.
    """
    if lesson in CHOSEN:
        call, part = CHOSEN[lesson]
        return _small(cells.opened(call).figure, part)
    shown = [cells.opened(call).figure for call in page.calls]
    shown.sort(key=lambda picture: not isinstance(picture, Illustration))
    return next((small for picture in shown if (small := _small(picture))), "")


def _small(picture: object, part: Box | None = None) -> str:
    if isinstance(picture, Illustration):
        return picture.glimpse(part)
    return _sketch(picture) if isinstance(picture, Figure) else ""


def _sketch(figure: Figure) -> str:
    """Return the lines and points of a figure without its words; "" where it has no numbers on both axes."""
    drawn = [(trace, points) for trace in figure.traces if len(points := list(_points(trace, figure))) > 1]
    if not drawn:
        return ""
    across, up = zip(*(point for _, points in drawn for point in points), strict=True)
    marks = "".join(_mark(trace, [_placed(point, across, up) for point in points]) for trace, points in drawn)
    axes = f'<path d="M{_EDGE} {_EDGE}V{_HEIGHT - _EDGE}H{_WIDTH - _EDGE}" fill="none" stroke="{GREY}"/>'
    room = f'class="plate" viewBox="0 0 {_WIDTH} {_HEIGHT}" aria-hidden="true"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {room}>{axes}{marks}</svg>'


def _points(trace: Mapping[str, Any], figure: Figure) -> Iterator[tuple[float, float]]:
    """Yield the points of a trace on the first axes, as exponents of ten where an axis has them."""
    if trace.get("xaxis", "x") != "x" or trace.get("yaxis", "y") != "y" or trace.get("fill"):
        return
    logs = [figure.layout.get(axis, {}).get("type") == "log" for axis in ("xaxis", "yaxis")]
    for point in zip(trace.get("x") or (), trace.get("y") or (), strict=False):
        if all(
            isinstance(value, int | float) and (value > 0 or not log) for value, log in zip(point, logs, strict=True)
        ):
            x, y = (math.log10(value) if log else float(value) for value, log in zip(point, logs, strict=True))
            yield x, y


def _placed(point: tuple[float, float], across: Sequence[float], up: Sequence[float]) -> str:
    x = (point[0] - min(across)) / ((max(across) - min(across)) or 1)
    y = (point[1] - min(up)) / ((max(up) - min(up)) or 1)
    return f"{_EDGE + x * (_WIDTH - 2 * _EDGE):.1f} {_HEIGHT - _EDGE - y * (_HEIGHT - 2 * _EDGE):.1f}"


def _mark(trace: Mapping[str, Any], places: Sequence[str]) -> str:
    colour = (trace.get("line") or {}).get("color") or BLUE
    if "lines" in trace.get("mode", "lines"):
        return f'<path d="M{"L".join(places)}" fill="none" stroke="{html.escape(colour)}" stroke-width="3"/>'
    return "".join(
        f'<path d="M{place}h0" stroke="{BLUE}" stroke-width="7" stroke-linecap="round"/>' for place in places
    )
