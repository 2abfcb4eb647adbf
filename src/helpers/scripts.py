"""The JavaScript of the widgets: each one's own file, after ``shared.js``."""

from pathlib import Path


def shared():
    """Return what all widgets use on a page: elements, keys, and the reader's own work."""
    return (Path(__file__).parent / "shared.js").read_text(encoding="utf-8")


def script(path):
    """Return the JavaScript in `path` with `shared` before it: one module, as a widget needs it."""
    return shared() + "\n" + Path(path).read_text(encoding="utf-8")
