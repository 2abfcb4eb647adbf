"""Grids read by the page's own script, beside what Python says of the same states."""

import contextlib
import functools
import http.server
import json
import threading
from collections.abc import Iterator
from pathlib import Path

from helpers import scripts, site
from helpers.site import grids

LIVE = Path(site.__file__).with_name("live.js")
PAGE = '<!doctype html><meta charset="utf-8"><body data-root=""><script src="live.js"></script>'
# What the page shows in the states of these numbers, the wrapping of the table left out.
READ = """async ([key, controls, states]) => {
  const found = [];
  for (const values of states) {
    const shown = said(await grids.look(key, controls, values), controls, values, {}, 0);
    if (shown.table) shown.table = shown.table.replace(/^<div [^>]*>|<[/]div>$/g, "");
    found.push(shown);
  }
  return JSON.stringify(found);
}"""


class _Silent(http.server.SimpleHTTPRequestHandler):
    """Serves a folder as GitHub Pages does: an address without a page gets the nearest 404.html above it."""

    def send_error(self, code, message=None, explain=None):
        """Answer with that page, where there is one."""
        place = Path(self.translate_path(self.path))
        page = next((above / "404.html" for above in place.parents if (above / "404.html").is_file()), None)
        if page is None:
            super().send_error(code, message, explain)
            return
        self.send_response(code)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(page.read_bytes())

    def log_message(self, format, *args):
        """Say nothing."""


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine and give its address."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Silent, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@contextlib.contextmanager
def reading(browser, folder: Path, made: dict[str, list[str]]) -> Iterator[object]:
    """Give a page that can read the grids `made`, written into `folder`."""
    site.write(site.live(made), folder)
    (folder / "live.js").write_text(scripts.script() + LIVE.read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "index.html").write_text(PAGE, encoding="utf-8")
    page = browser.new_page()
    page.goto((folder / "index.html").as_uri())
    yield page
    page.close()


def read(page, key, explorer, states):
    """Return what the page shows in each of the `states` of an explorer."""
    return json.loads(page.evaluate(READ, [key, explorer.controls, states]))


def told(explorer, values):
    """Return what the kernel would say of a state: all of it, or only the sentence where the model refuses."""
    state = json.loads(json.dumps(explorer.answer(values)))
    return {"ticket": 0, "notice": state["notice"]} if state["notice"] else state


def different(page, key: str, call: grids.Call, states: list) -> list:
    """Return the states in which page and kernel do not show the same."""
    explorer = call.opened()
    shown = read(page, key, explorer, states)
    return [values for values, seen in zip(states, shown, strict=True) if seen != told(explorer, values)]
