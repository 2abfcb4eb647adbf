"""The course's one figure template: order of colours, sizes of type, axes, and what a figure does in the browser."""

from helpers.colours import BLACK, BLUE, GREEN, GRID, ORANGE, PURPLE, SKY, TEXT, VERMILION, WHITE

COLOURS = (BLUE, VERMILION, GREEN, PURPLE, ORANGE, SKY, BLACK)
# The second channel: colour is never the only difference.
DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot", "solid")
MARKERS = ("circle", "square", "diamond", "triangle-up", "cross", "x", "star")

WIDTH = 780
"""How wide a figure is where it is not fitted to its place (px): what JupyterLab leaves it beside its file browser.

Its words are placed at this width and fit at this width (test_fit.py). Where there is less room, as on a telephone, it
moves sideways in its place: drawn narrower, plotly alone would cut its words, or draw no plot at all.
"""

_AXIS = {
    "gridcolor": GRID,
    "linecolor": TEXT,
    "linewidth": 1,
    "showline": True,
    "ticks": "outside",
    "ticklen": 5,
    "zeroline": False,
    "automargin": True,
    # plotly hides names of ticks that leave the picture, for which it measures all of them again for each; and where it
    # has hidden all, as in the thumbnail that JupyterLab makes of a narrow page, it finds no place for the axis title.
    "ticklabeloverflow": "allow",
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

# Told to fill its place, plotly draws with the height of the place, which in JupyterLab has none but the figure's: what
# lies outside the window when that changes is left with the height zero. The HTML edition has its own frame.
CONFIG = {"responsive": False, "displaylogo": False, "displayModeBar": False}
