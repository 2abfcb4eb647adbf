"""What the course adds to the Jupyter server, as an extension of it.

A message to the browser leaves at once. A kernel answers a moved control with two small messages, "busy" and the new
figure. Nagle's algorithm (RFC 896) holds the second back until the browser has acknowledged the first, which it does up
to 40 ms later (RFC 1122, 4.2.3.2).

A lesson that is opened again after its kernel has ended shows pictures. JupyterLab would show an error in place of each
widget whose model is gone, although a still form stands beside it (`helpers.stored`). The file stays as it is.

`jupyter_server_config.json` names this module and `postBuild` puts it where the server looks, as a file of its own:
etc/jupyter/jupyter_server_config.d/interleukins.json in the environment. Where the module cannot be found any more, the
server says so and starts without it; to undo both, delete that file.
"""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from helpers import foreign, stored

if TYPE_CHECKING:
    from jupyter_server.serverapp import ServerApp

PATIENCE_S = 2.0
"""How long an opened notebook waits for the word of its kernel."""


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    """Tell the server where the extension is."""
    return [{"module": "helpers.server"}]


def _load_jupyter_server_extension(app: "ServerApp") -> None:
    """Add both parts; the second when all extensions are there, some of which keep files in their own way."""
    _softly(foreign.send_at_once, app)
    app.io_loop.add_callback(_softly, show_stills, app)


def _softly(part: Callable[["ServerApp"], None], app: "ServerApp") -> None:
    """Add a `part`; a server that cannot says so in its log and runs as ever."""
    try:
        part(app)
    except foreign.Missing as missing:
        app.log.warning("Interleukins: %s", missing)


def show_stills(app: "ServerApp") -> None:
    """Open notebooks without the views of the course whose kernel has ended."""
    one_at_a_time = asyncio.Lock()  # a kernel tells those who ask by a name that they share
    foreign.read_through(app, partial(_opened, app, one_at_a_time))


async def _opened(app: "ServerApp", turn: asyncio.Lock, model: dict[str, Any]) -> dict[str, Any]:
    """Return what is opened, as it is to be shown.

    Whatever goes wrong in a server that is not ours, or takes too long, costs nothing: it is shown as it was stored.
    """
    work = asyncio.ensure_future(without_dead_views(app, turn, model))
    await asyncio.wait([work], timeout=PATIENCE_S)
    if work.done() and not work.exception():
        return work.result()
    reason = repr(work.exception()) if work.done() else f"its kernel did not answer within {PATIENCE_S:g} s"
    work.cancel()
    app.log.warning("Interleukins: %s is shown as it was stored: %s", model.get("path"), reason)
    return model


async def without_dead_views(app: "ServerApp", turn: asyncio.Lock, model: dict[str, Any]) -> dict[str, Any]:
    """Return a `model` of the contents API; of a notebook, without the course's views that no kernel stands behind.

    Kernels are asked by whoever holds `turn`.
    """
    if model["type"] != "notebook" or not model["content"]:
        return model
    named = stored.models(model["content"])
    if not named:
        return model
    async with turn:
        dead = named - await foreign.living_models(app, model["path"])
    return {**model, "content": stored.without(model["content"], dead)} if dead else model
