"""What the course adds to the Jupyter server, as an extension of it.

A message to the browser leaves at once. A kernel answers a moved control with two small messages, "busy" and the new
figure. Nagle's algorithm (RFC 896) holds the second back until the browser has acknowledged the first, which it does up
to 40 ms later (RFC 1122, 4.2.3.2).

A lesson that is opened without its kernel shows pictures, and what to do (`helpers.stored`).

`jupyter_server_config.json` names this module and `postBuild` puts it where the server looks, as a file of its own:
etc/jupyter/jupyter_server_config.d/interleukins.json in the environment. Where the module cannot be found any more, the
server says so and starts without it; to undo both, delete that file.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from helpers import foreign, stored

if TYPE_CHECKING:
    from jupyter_server.serverapp import ServerApp


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    """Tell the server where the extension is."""
    return [{"module": "helpers.server"}]


def _load_jupyter_server_extension(app: "ServerApp") -> None:
    """Add both parts; the second when all extensions are there, some of which keep files in their own way."""
    _softly(foreign.send_at_once, app)
    app.io_loop.add_callback(_softly, stored.show_stills, app)


def _softly(part: Callable[["ServerApp"], None], app: "ServerApp") -> None:
    """Add a `part`; a server that cannot says so in its log and runs as ever."""
    try:
        part(app)
    except foreign.Missing as missing:
        app.log.warning("Interleukins: %s", missing)
