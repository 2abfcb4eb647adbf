"""What widgets are in the browser: what they share stands before the script of each, and styles beside it."""

from pathlib import Path

from helpers.colours import DARK, ON_DARK, parts

_HERE = Path(__file__).parent
FIGURES = _HERE / "fit.js"
"""What draws a figure into the place it has: the explorers and the HTML edition use it."""
DRAWINGS = _HERE / "drawing.js"
"""What makes a drawing answer to pointer and keyboard, in explorers and in the HTML edition."""
DRAWING_STYLE = _HERE / "drawing.css"
"""How a drawing, its cards and its buttons look."""

_DARK_PAGE = ':is([data-jp-theme-light="false"],[data-theme="dark"])'
# JupyterLab gives a figure no name of its own: it is one of the course's where its sentence comes next.
_FIGURES = (
    ":is(.explorer-figure:not(.explorer-drawing),.figure-picture,"
    ".jp-OutputArea-child:has(+.jp-OutputArea-child .figure-description))"
)
# What plotly itself takes for the words and the edges of what is shown under the pointer.
_PLOTLY_TEXT = "#444444"


def shared() -> str:
    """Return what all widgets use on a page: other people's names, elements, the talk with the kernel, own work."""
    return "\n".join((_HERE / name).read_text(encoding="utf-8") for name in ("foreign.js", "shared.js"))


def script(*paths: Path) -> str:
    """Return the JavaScript in `paths` with `shared` before it: one module, as a widget needs it."""
    return "\n".join((shared(), *(path.read_text(encoding="utf-8") for path in paths)))


def style(*paths: Path) -> str:
    """Return the style sheets in `paths` as one."""
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


def dark_style() -> str:
    """Return the style sheet that gives every figure of the course its colours for dark pages.

    plotly writes the colours of a figure into the style of each mark, and `fit.js` those of a key. The sheet replaces
    those of the course, and no others, in the figures of the course alone; so what is stored is the same on every page,
    and on paper all stay as they are. It looks at styles only: the marks of plates, which have none, cost it nothing.
    """
    recoloured = [
        f'& [style*="{kind}: rgb{parts(colour)}"]{{{kind}:{dark}!important}}'
        for colour, dark in {**ON_DARK, _PLOTLY_TEXT: DARK["ink"]}.items()
        for kind in ("fill", "stroke")
    ]
    sheet = f"{_DARK_PAGE} {_FIGURES}{{background:{DARK['page']};& .main-svg{{background:none!important}}}}"
    key = f"{_DARK_PAGE} .figure-key svg{{background:none}}"
    marks = f"{_DARK_PAGE} :is({_FIGURES},.figure-key){{{''.join(recoloured)}}}"
    return "@media screen{" + "\n".join((sheet, key, marks)) + "}\n"
