"""The JavaScript that stands before a widget's own: `foreign.js`, `shared.js`, and `fit.js` where figures are drawn."""

from pathlib import Path

_HERE = Path(__file__).parent
FIGURES = _HERE / "fit.js"
"""What draws a figure into the place it has: the explorers and the HTML edition use it."""


def shared() -> str:
    """Return what all widgets use on a page: other people's names, elements, the talk with the kernel, own work."""
    return "\n".join((_HERE / name).read_text(encoding="utf-8") for name in ("foreign.js", "shared.js"))


def script(*paths: Path) -> str:
    """Return the JavaScript in `paths` with `shared` before it: one module, as a widget needs it."""
    return "\n".join((shared(), *(path.read_text(encoding="utf-8") for path in paths)))
