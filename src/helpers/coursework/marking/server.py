"""The server of the page for marking: on this machine only, and only for whoever has the token in the address.

Whatever else runs on the machine, or stands on another page of the same browser, gets nothing: each request needs the
token (in the address once, then in a cookie that other sites cannot send) and the name of this machine; what is sent
needs the token again, in a header that no form of another page can set.
"""

import asyncio
import hmac
import json
import secrets
import webbrowser
from importlib import resources
from typing import Any

from helpers import extras
from helpers.coursework.marking.desk import Desk, DeskError
from helpers.coursework.written import reason

with extras.needing("coursework"):
    import tornado.web
    from tornado.httpserver import HTTPServer
    from tornado.netutil import bind_sockets

HOST = "127.0.0.1"
COOKIE = "coursework_marking"
HEADER = "X-Marking-Token"
LARGEST = 100_000  # bytes of a request
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'"
)
FILES = {"page.js": "text/javascript", "page.css": "text/css"}


class _Handler(tornado.web.RequestHandler):
    """What every request needs: the right machine and the token."""

    def initialize(self, desk: Desk, token: str, end: asyncio.Event) -> None:
        """Take what the application holds."""
        self.desk, self.token, self.end = desk, token, end

    def prepare(self) -> None:
        """Refuse whoever does not come from this machine's page."""
        named = self.request.host.rpartition(":")[0] or self.request.host
        given = self.get_cookie(COOKIE) or self.get_query_argument("token", "")
        if named not in (HOST, "localhost") or not hmac.compare_digest(given.encode(), self.token.encode()):
            raise tornado.web.HTTPError(403)
        if self.request.method == "POST" and not hmac.compare_digest(
            self.request.headers.get(HEADER, "").encode(), self.token.encode()
        ):
            raise tornado.web.HTTPError(403)

    def set_default_headers(self) -> None:
        """Let nothing from elsewhere into the page, and keep nothing of it."""
        self.set_header("Content-Security-Policy", POLICY)
        self.set_header("Cache-Control", "no-store")
        self.set_header("Referrer-Policy", "no-referrer")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.clear_header("Server")

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Say what is wrong in one sentence."""
        told = "Open the address that the terminal shows." if status_code == 403 else "There is no such page here."
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(told)


class _Page(_Handler):
    def get(self) -> None:
        """Return the page."""
        self.set_cookie(COOKIE, self.token, httponly=True, samesite="Strict")
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(_file("page.html").replace("{{token}}", self.token))


class _File(_Handler):
    def get(self, name: str) -> None:
        """Return a script or a style of the page."""
        self.set_header("Content-Type", f"{FILES[name]}; charset=utf-8")
        self.finish(_file(name))


class _Icon(_Handler):
    def get(self) -> None:
        """Return that there is no picture for the tab, which a browser asks for all the same."""
        self.set_status(204)


class _Nothing(_Handler):
    def get(self) -> None:
        """Refuse what is no page of the marking."""
        raise tornado.web.HTTPError(404)


class _Texts(_Handler):
    def get(self) -> None:
        """Return everything to mark."""
        self.finish(self.desk.shown())


class _Mark(_Handler):
    def post(self) -> None:
        """Store a mark."""
        try:
            sent = json.loads(self.request.body)
            self.finish(self.desk.mark(sent if isinstance(sent, dict) else {}))
        except (DeskError, OSError) as error:
            self.set_status(400)
            self.finish({"error": reason(error)})
        except ValueError:
            self.set_status(400)
            self.finish({"error": "What was sent could not be read."})


class _End(_Handler):
    def post(self) -> None:
        """End the server; the command goes on."""
        self.finish({"ended": True})
        self.end.set()


def _file(name: str) -> str:
    return resources.files("helpers.coursework.marking").joinpath(name).read_text(encoding="utf-8")


def application(desk: Desk, token: str, end: asyncio.Event) -> tornado.web.Application:
    """Return the application that shows a desk to whoever has the token."""
    given: dict[str, object] = {"desk": desk, "token": token, "end": end}
    names = "|".join(FILES).replace(".", r"\.")
    return tornado.web.Application(
        [
            (r"/", _Page, given),
            (rf"/({names})", _File, given),
            (r"/favicon.ico", _Icon, given),
            (r"/texts", _Texts, given),
            (r"/mark", _Mark, given),
            (r"/end", _End, given),
        ],
        default_handler_class=_Nothing,
        default_handler_args=given,
        log_function=lambda handler: None,
    )


async def serve(desk: Desk, port: int = 0, browser: bool = True) -> None:
    """Show a desk in the browser until the marker ends it. With `port` 0 a free one is taken."""
    token, end = secrets.token_urlsafe(24), asyncio.Event()
    server = HTTPServer(application(desk, token, end), max_body_size=LARGEST)
    sockets = bind_sockets(port, HOST)
    server.add_sockets(sockets)
    address = f"http://{HOST}:{sockets[0].getsockname()[1]}/?token={token}"
    print(f"Mark at {address}\nEvery mark is stored as it is given. End on the page, or with Ctrl+C here.", flush=True)
    if browser:
        webbrowser.open(address)
    await end.wait()
    await asyncio.sleep(0.2)  # the answer to the button
    server.stop()
