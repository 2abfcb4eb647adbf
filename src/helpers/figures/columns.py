"""Names in columns: their headings, their line breaks, and the bent lines that join one column to the next."""

import textwrap

import numpy as np


def heading(x, text, *, y=1, yref="paper", shift=0, anchor="left"):
    """Return a plotly annotation that heads a column at `x`, `shift` pixels above `y`."""
    return {
        "x": x,
        "y": y,
        "yref": yref,
        "yshift": shift,
        "text": f"<b>{text}</b>",
        "showarrow": False,
        "xanchor": anchor,
        "font": {"size": 13},
    }


def wrapped(text, width):
    """Return `text` broken at spaces into lines of at most `width` characters, where the words allow it."""
    return "<br>".join(textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False))


def bent(links, points=13):
    """Return x and y of lines that leave level and arrive level, with a gap after each.

    `links` are (x0, x1, x2, y0, y2): level from (x0, y0) to x1, then a smooth step to (x2, y2) in `points` points.
    """
    bend = np.linspace(0, 1, points)
    smooth = bend**2 * (3 - 2 * bend)
    xs, ys = [], []
    for x0, x1, x2, y0, y2 in links:
        lead = [x0] if x0 != x1 else []
        xs += [*lead, *np.round(x1 + bend * (x2 - x1), 3).tolist(), None]
        ys += [*(y0 for _ in lead), *np.round(y0 + smooth * (y2 - y0), 3).tolist(), None]
    return xs, ys
