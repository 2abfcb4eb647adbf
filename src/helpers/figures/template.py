"""The course's one figure template: colours, type sizes, axes, and how a figure behaves in the browser."""

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
COLOURS = (BLUE, VERMILION, GREEN, PURPLE, ORANGE, SKY, BLACK)
# The second channel: colour is never the only difference.
DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot", "solid")
MARKERS = ("circle", "square", "diamond", "triangle-up", "cross", "x", "star")

TEXT = "#1F1F1F"
RULE = "#D8D8D8"
# What stands back without being decoration, such as links that are not chosen: still 3:1 on white.
PALE = "#87929A"
# Backgrounds: the page, what lets a curve shine through behind letters, and areas that name a region of a plot.
WHITE = "#FFFFFF"
VEIL = "rgba(255,255,255,0.8)"
CLEAR = "rgba(255,255,255,0)"
BLUE_TINT = "rgba(0,114,178,0.18)"
GREEN_TINT = "#E6F2EC"
VERMILION_TINT = "#F6E3DA"
MEMBRANE = "#EFE6D2"
NUCLEUS = "#EEF3F7"

_AXIS = {
    "gridcolor": "#ECECEC",
    "linecolor": TEXT,
    "linewidth": 1,
    "showline": True,
    "ticks": "outside",
    "ticklen": 5,
    "zeroline": False,
    "automargin": True,
    "title": {"font": {"size": 14}, "standoff": 10},
    "tickfont": {"size": 13},
}

TEMPLATE = {
    "layout": {
        "font": {"family": "system-ui, Segoe UI, Helvetica, Arial, sans-serif", "size": 13, "color": TEXT},
        "title": {
            "font": {"size": 16},
            "x": 0,
            "xref": "paper",
            "xanchor": "left",
            "y": 1,
            "yref": "container",
            "yanchor": "top",
            "pad": {"t": 14},
        },
        "colorway": list(COLOURS),
        "paper_bgcolor": WHITE,
        "plot_bgcolor": WHITE,
        "xaxis": _AXIS,
        "yaxis": _AXIS,
        "height": 420,
        "margin": {"l": 70, "r": 24, "t": 56, "b": 60},
        "hoverlabel": {"font": {"size": 13}},
        "legend": {"font": {"size": 13}, "orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"},
        "showlegend": False,
    }
}

CONFIG = {"responsive": True, "displaylogo": False, "displayModeBar": False}


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


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
