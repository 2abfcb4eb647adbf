"""The course's one setting of the Jupyter server, an extension of it: a message to the browser leaves at once.

A kernel answers a moved control with two small messages, "busy" and the new figure. Nagle's algorithm (RFC 896) holds
the second back until the browser has acknowledged the first, which it does up to 40 ms later (RFC 1122, 4.2.3.2).

`jupyter_server_config.json` names this module and `postBuild` puts it where the server looks, as a file of its own:
etc/jupyter/jupyter_server_config.d/interleukins.json in the environment. Where the module cannot be found any more, the
server says so and starts without it; to undo the setting, delete that file.
"""

from typing import TYPE_CHECKING

from helpers import foreign

if TYPE_CHECKING:
    from jupyter_server.serverapp import ServerApp


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    """Tell the server where the extension is."""
    return [{"module": "helpers.server"}]


def _load_jupyter_server_extension(app: "ServerApp") -> None:
    """Switch the delay off; a server that cannot says so in its log and runs as ever."""
    try:
        foreign.send_at_once(app)
    except foreign.Missing as missing:
        app.log.warning("Interleukins: %s", missing)
