"""What the start page says of the set-up: what Python sees, and whether the page itself can show widgets."""

from pathlib import Path

from helpers import extras, scripts
from helpers.widgets import Bundle, CourseWidget

with extras.needing("lab"):
    import traitlets

IN_PLACE = "Everything is in place: Python, the packages, the facts, the folders, and this page."
NO_WIDGETS = (
    "On a page without a kernel, such as the HTML edition, a preview or a notebook that you open again another day, "
    "nothing runs here, and that is as it should be. If you run this cell in JupyterLab and this sentence stays, "
    "explorers and questions stay still, too: JupyterLab runs in an environment without the part that shows "
    "them. In that environment type pip install anywidget, restart JupyterLab, and load the page again. If the "
    "cell shows [*] for more than a minute, the page does not reach its kernel: load it again, or ask whether your "
    "network lets websockets through."
)


class Setup(CourseWidget):
    """Says that everything is in place, in the browser, so that a page without widgets cannot say it."""

    _esm = scripts.script(Path(__file__).with_name("setup.js"))
    sentence = traitlets.Unicode(IN_PLACE).tag(sync=True)

    def still(self) -> Bundle:
        """Return what a page shows that cannot show widgets: what to do about it."""
        return {"text/html": f"<p>{NO_WIDGETS}</p>", "text/plain": NO_WIDGETS}
