"""What the course uses of other people's packages without their promise to keep it: in Python, all of it is here.

`foreign.js` is the same for the browser. Each name has a test in tests/test_foreign.py that fails when it is gone, and
a sentence for whoever runs the course with a version of the package that no longer has it (`Missing`).

Every table loads this module, so what only a failure needs is loaded when one happens.
"""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell
    from jupyter_server.serverapp import ServerApp


class Missing(RuntimeError):
    """The installed version of a package no longer has what the course uses; the message says what follows."""

    def __init__(self, package: str, consequence: str) -> None:
        """Say which version of `package` is installed, what does not work, and what to do."""
        from importlib import metadata

        super().__init__(
            f"{consequence}: {package} {metadata.version(package)} is not a version that the course knows. "
            "Run make lab in the course's folder, which installs the versions of requirements.lock."
        )


# ---------------------------------------------------------------- plotly: where plotly.js lies


def plotly_js() -> bytes:
    """Return the plotly.js of the installed plotly package.

    `plotly.offline.get_plotlyjs` gives the same, but imports plotly.io for it, which takes a second.
    Raises `Missing` when the file is not there.
    """
    from importlib.resources import files

    file = files("plotly") / "package_data" / "plotly.min.js"
    if not file.is_file():
        raise Missing("plotly", "Figures cannot be drawn in the browser")
    return file.read_bytes()


# ---------------------------------------------------------------- jupyter_server: how a message leaves

SETTING = "kernel_websocket_connection_class"


def send_at_once(app: "ServerApp") -> None:
    """Let the server `app` send messages between browser and kernel without Nagle's algorithm (TCP_NODELAY).

    The class that connects the two stays what it is, whoever chose it, with one line before it connects.
    Raises `Missing` when the server no longer connects them in this way.
    """
    settings = app.web_app.settings
    ordinary = settings.get(SETTING)
    # Looked at before, for a connection that fails later would leave a notebook without its kernel.
    if not (hasattr(ordinary, "connect") and hasattr(ordinary, "websocket_handler")):
        raise Missing("jupyter_server", "A moved control is answered up to 40 ms later")

    class PromptConnection(ordinary):  # pyright: ignore[reportGeneralTypeIssues]
        def connect(self) -> Any:
            self.websocket_handler.set_nodelay(True)
            return super().connect()

    settings[SETTING] = PromptConnection


# ---------------------------------------------------------------- jupyter_server: which notebook a kernel runs


def notebook_file() -> Path | None:
    """Return the notebook that Jupyter's server started this kernel for; None elsewhere."""
    name = os.environ.get("JPY_SESSION_NAME", "")
    return Path(name) if name.endswith(".ipynb") else None


# ---------------------------------------------------------------- IPython: how an error is shown


def shell() -> "InteractiveShell | None":
    """Return the IPython shell that this process runs; None outside a notebook. IPython is not loaded for it."""
    ipython = sys.modules.get("IPython")
    return ipython.get_ipython() if ipython else None


class SentenceFirst(Exception):
    """An error whose sentence stands above the traceback, too, where a notebook shows it."""

    def _render_traceback_(self) -> list[str]:
        """Return the lines that IPython shows of this error."""
        running = shell()
        if running is None:
            import traceback

            return [str(self), "", *traceback.format_exception(self)]
        lines = running.InteractiveTB.structured_traceback(type(self), self, self.__traceback__)
        return [str(self), "", *lines]
