"""What the start page says of the set-up: what Python sees, and whether the page itself can show widgets."""

from pathlib import Path

from helpers import extras, scripts
from helpers.widgets import Bundle, CourseWidget

with extras.needing("lab"):
    import traitlets

IN_PLACE = "Everything is in place: Python, the packages, the facts, the folders, and this page."
NO_WIDGETS = (
    "On a page without a kernel nothing runs here, and that is as it should be. "
    "If this sentence stays after you ran the cell in JupyterLab, the end of this page says what to do: "
    "If nothing moves."
)


class Setup(CourseWidget):
    """Says that everything is in place, in the browser, so that a page without widgets cannot say it."""

    _esm = scripts.script(Path(__file__).with_name("setup.js"))
    sentence = traitlets.Unicode(IN_PLACE).tag(sync=True)

    def still(self) -> Bundle:
        """Return what a page shows that cannot show widgets: what to do about it."""
        return {"text/html": f"<p>{NO_WIDGETS}</p>", "text/plain": NO_WIDGETS}
