"""The colours of the course: one palette for figures and illustrations, for light pages and for dark ones.

Nothing else in the package writes a colour of a picture.
"""

from collections.abc import Mapping

# Okabe and Ito, Color Universal Design (2008), darkened: every colour has a contrast of 3:1 on white, and those
# that label curves have 4.5:1. Vermilion is the darker one of the pair that the colour-blind confuse with orange.
BLACK, ORANGE, SKY, GREEN, BLUE, VERMILION, PURPLE, GREY = (
    "#000000",
    "#BA7D00",
    "#2C8FC4",
    "#008060",
    "#0072B2",
    "#BD4900",
    "#AE5387",
    "#575757",
)
TEXT = "#1F1F1F"
RULE = "#D8D8D8"
GRID = "#ECECEC"
# What stands back without being decoration, such as links that are not chosen: still 3:1 on white.
PALE = "#87929A"
# Backgrounds: the page, what lets a curve shine through behind letters, and areas that name a region of a plot.
WHITE = "#FFFFFF"
VEIL = "rgba(255,255,255,0.8)"
CLEAR = "rgba(255,255,255,0)"
BLUE_TINT = "rgba(0,114,178,0.18)"
GREEN_TINT = "#E6F2EC"
VERMILION_AREA = "rgba(213,94,0,0.18)"
MEMBRANE = "#EFE6D2"

_HUES_LIGHT = {
    "blue": BLUE,
    "vermilion": VERMILION,
    "green": GREEN,
    "purple": PURPLE,
    "orange": ORANGE,
    "sky": SKY,
    "grey": GREY,
}
_HUES_DARK = {
    "blue": "#6DB3F2",
    "vermilion": "#FF9A5C",
    "green": "#3FC79A",
    "purple": "#E79AC4",
    "orange": "#E3B341",
    "sky": "#8AD0F2",
    "grey": "#B4B9C0",
}
HUES = tuple(_HUES_LIGHT)
"""The colours that a mark of an illustration may have; each has a tint (`blue-tint`) that fills an area."""


def contrast(colour: str, background: str = WHITE) -> float:
    """Return the contrast ratio (1 to 21) of two colours such as "#0072B2", as WCAG 2.2 defines it."""
    lighter, darker = sorted((_luminance(colour), _luminance(background)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def washed(colour: str) -> str:
    """Return `colour` (such as "#0072B2") thinned to a wash that fills the area under a curve."""
    return colour + "22"


def readable(colour: str) -> str:
    """Return `colour` where letters of it on white have the contrast 4.5:1 that text needs, else the colour of text."""
    return colour if contrast(colour) >= 4.5 else TEXT


def mixed(colour: str, ground: str, share: float) -> str:
    """Return the colour that `share` (0 to 1) of `colour` makes on `ground`."""
    pairs = zip(parts(colour), parts(ground), strict=True)
    return "#" + "".join(f"{round(share * top + (1 - share) * under):02X}" for top, under in pairs)


def parts(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue (0 to 255) of a colour such as "#0072B2" or "rgba(0,114,178,0.18)"."""
    if colour.startswith("rgb"):
        red, green, blue, *_ = colour.partition("(")[2].rstrip(")").split(",")
        return int(red), int(green), int(blue)
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    shares = [part / 255 for part in parts(colour)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _theme(hues: Mapping[str, str], grounds: Mapping[str, str], share: float) -> dict[str, str]:
    tints = {f"{name}-tint": mixed(hue, grounds["page"], share) for name, hue in hues.items()}
    return {**grounds, **hues, **tints}


LIGHT: Mapping[str, str] = _theme(
    _HUES_LIGHT,
    {
        "page": WHITE,
        "ink": TEXT,
        "quiet": GREY,
        "line": PALE,
        "lipid": MEMBRANE,
        "head": "#CDBB93",
        "inside": "#FAF7EF",
    },
    0.16,
)
"""The names of the colours of an illustration, and what they are on a light page."""
DARK: Mapping[str, str] = _theme(
    _HUES_DARK,
    {
        "page": "#16191E",
        "ink": "#ECEAE4",
        "quiet": "#B4B9C0",
        "line": "#7F878F",
        "lipid": "#3A362B",
        "head": "#7D7458",
        "inside": "#1D2127",
    },
    0.26,
)
"""The same names on a dark page."""
ON_DARK: Mapping[str, str] = {
    WHITE: DARK["page"],
    BLACK: DARK["ink"],
    TEXT: DARK["ink"],
    GREY: DARK["quiet"],
    PALE: DARK["line"],
    RULE: "#454B53",
    GRID: "#2C3138",
    GREEN_TINT: DARK["green-tint"],
    VERMILION_AREA: DARK["vermilion"],
    **{light: _HUES_DARK[name] for name, light in _HUES_LIGHT.items() if light != GREY},
}
"""What each colour of a figure is on a dark page; one that lets the ground shine through keeps its share."""
