"""What widgets are in the browser: what they share stands before the script of each, and styles beside it."""

from pathlib import Path

_HERE = Path(__file__).parent
FIGURES = _HERE / "fit.js"
"""What draws a figure into the place it has: the explorers and the HTML edition use it."""
DRAWINGS = _HERE / "drawing.js"
"""What makes a drawing answer to pointer and keyboard, in explorers and in the HTML edition."""
DRAWING_STYLE = _HERE / "drawing.css"
"""How a drawing, its cards and its buttons look."""


def shared() -> str:
    """Return what all widgets use on a page: other people's names, elements, the talk with the kernel, own work."""
    return "\n".join((_HERE / name).read_text(encoding="utf-8") for name in ("foreign.js", "shared.js"))


def script(*paths: Path) -> str:
    """Return the JavaScript in `paths` with `shared` before it: one module, as a widget needs it."""
    return "\n".join((shared(), *(path.read_text(encoding="utf-8") for path in paths)))


def style(*paths: Path) -> str:
    """Return the style sheets in `paths` as one."""
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)
