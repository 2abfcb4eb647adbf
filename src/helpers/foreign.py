"""What the course uses of other people's packages without their promise to keep it: in Python, all of it is here.

`foreign.js` is the same for the browser. Each name has a test in tests/test_foreign.py that fails when it is gone, and
a sentence for whoever runs the course with a version of the package that no longer has it (`Missing`).

Every table loads this module, so what only a failure needs is loaded when one happens.
"""

import os
import sys
from collections.abc import Awaitable, Callable
from inspect import isawaitable
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


# ---------------------------------------------------------------- jupyter_server: what is opened

CONTENTS = "contents_manager"


def read_through(app: "ServerApp", change: Callable[[dict[str, Any]], Awaitable[dict[str, Any]]]) -> None:
    """Let whoever opens something on the server `app` have what `change` makes of it (a model of the contents API).

    What keeps the files stays what it is, whoever chose it, and writes as ever.
    Raises `Missing` when the server no longer reads in this way.
    """
    settings = app.web_app.settings
    ordinary: Any = settings.get(CONTENTS)
    if not hasattr(ordinary, "get"):
        raise Missing("jupyter_server", "A lesson whose kernel has ended shows errors in place of its pictures")

    class Reading:
        def __getattr__(self, name: str) -> Any:
            return getattr(ordinary, name)

        async def get(self, *args: Any, **options: Any) -> dict[str, Any]:
            return await change(await _now(ordinary.get(*args, **options)))

    settings[CONTENTS] = Reading()


async def living_models(app: "ServerApp", path: str) -> set[str]:
    """Return the models (they go by their comms) that the kernels of the notebook at `path` hold, if any lives."""
    sessions: Any = await _now(app.session_manager.list_sessions())
    kernels = [session["kernel"]["id"] for session in sessions if session["path"] == path]
    return set().union(*[await _comms(app.kernel_manager.get_kernel(kernel)) for kernel in kernels])


async def _comms(kernel: Any) -> set[str]:
    """Ask `kernel` for its comms on the control channel, on which it also answers while it computes."""
    client = kernel.client()
    client.start_channels(shell=False, iopub=False, stdin=False, hb=False, control=True)
    try:
        client.control_channel.send(client.session.msg("comm_info_request", {}))
        reply = await client.control_channel.get_msg()
    finally:
        client.stop_channels()
    return set(reply["content"]["comms"])


async def _now(answer: Any) -> Any:
    """Return `answer`, waited for where the server's part works asynchronously."""
    return await answer if isawaitable(answer) else answer


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
