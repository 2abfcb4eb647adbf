"""A smoke of the live pages in Firefox: `python -m tests.engines` (on Debian, apt-get install firefox-esr).

Three lessons: every explorer is drawn, one control of each is moved, an item answered, work is kept, and nothing is
complained of. Firefox is driven over WebDriver BiDi, which it speaks itself. Run by hand; `make test` uses Chromium.
"""

import contextlib
import itertools
import json
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import websocket

from helpers import site
from tests import notebooks

LESSONS = ("messengers", "two-ways-to-signal", "dose-and-time")
PATIENCE_S = 30
READY = "() => !document.querySelector('.explorer-figure:not([data-painted]), .live > p')"
# Moves the first control of every explorer by one stop, and waits for its figure.
MOVE_ALL = """async () => {
  const told = [];
  for (const place of document.querySelectorAll('.live')) {
    const input = place.querySelector('input[type=range]:enabled, select:enabled');
    const before = place.querySelector('.explorer-description').textContent;
    const last = input.options ? input.options.length - 1 : Number(input.max);
    input.focus();
    input.value = Number(input.value) < last ? Number(input.value) + 1 : Number(input.value) - 1;
    input.dispatchEvent(new Event('input', { bubbles: true }));
    const busy = () => place.querySelector('[aria-busy=true]');
    for (let i = 0; i < 300 && busy(); i++) await new Promise((resolve) => setTimeout(resolve, 20));
    const notice = place.querySelector('.explorer-notice').textContent;
    const same = place.querySelector('.explorer-description').textContent === before;
    const lost = /file of this edition/.test(notice) || (same && !notice);
    if (busy() || lost) told.push(`${place.dataset.explorer}: ${notice}`);
  }
  return JSON.stringify(told);
}"""
ANSWER = """() => {
  const form = document.querySelector('.question:has(input[type=radio])');
  form.querySelector('input[type=radio]').click();
  form.querySelector('button').click();
  return form.querySelector('[role=status]').dataset.status;
}"""
KEPT = "() => String(Object.keys(localStorage).filter((key) => key.includes(' answer ')).length)"


class Firefox:
    """A Firefox without a window, and what its page complained of."""

    def __init__(self, path, profile):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        Path(profile).mkdir()
        command = [path, "--headless", "--no-remote", "--profile", profile, f"--remote-debugging-port={port}"]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.errors, self._numbers = [], itertools.count(1)
        self.line = self._connected(f"ws://127.0.0.1:{port}/session")
        self.ask("session.new", {"capabilities": {}})
        self.ask("session.subscribe", {"events": ["log.entryAdded"]})
        self.page = self.ask("browsingContext.getTree", {})["contexts"][0]["context"]

    @staticmethod
    def _connected(address):
        for _ in range(10 * PATIENCE_S):
            with contextlib.suppress(ConnectionError, websocket.WebSocketException):
                return websocket.create_connection(address, timeout=4 * PATIENCE_S, suppress_origin=True)
            time.sleep(0.1)
        raise TimeoutError(f"Firefox did not open {address} within {PATIENCE_S} s.")

    def ask(self, method, parameters):
        """Return the result of a command; what the page logs meanwhile is kept."""
        number = next(self._numbers)
        self.line.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while True:
            said = json.loads(self.line.recv())
            if said.get("method") == "log.entryAdded" and said["params"]["level"] == "error":
                self.errors.append(said["params"]["text"])
            if said.get("id") == number:
                if said["type"] == "error":
                    raise RuntimeError(f"{method}: {said['message']}")
                return said["result"]

    def evaluate(self, function):
        """Return what a function returns on the page, awaited."""
        target = {"context": self.page}
        asked = {"functionDeclaration": function, "target": target, "awaitPromise": True}
        result = self.ask("script.callFunction", asked)
        if result["type"] == "exception":
            raise RuntimeError(result["exceptionDetails"]["text"])
        return result["result"].get("value")

    def open(self, path):
        """Open a file, and wait until its explorers are drawn."""
        self.ask("browsingContext.navigate", {"context": self.page, "url": path.as_uri(), "wait": "complete"})
        for _ in range(10 * PATIENCE_S):
            if self.evaluate(READY):
                return
            time.sleep(0.1)
        raise TimeoutError(f"{path.name}: explorers were not drawn within {PATIENCE_S} s.")

    def close(self):
        """End the browser that was started here."""
        self.line.close()
        self.process.terminate()
        self.process.wait(PATIENCE_S)


def smoke(firefox, folder):
    """Return a sentence for each thing that does not work."""
    problems = []
    for lesson in LESSONS:
        firefox.open(folder / notebooks.page_of(lesson))
        problems += [f"{lesson}: {told}" for told in json.loads(firefox.evaluate(MOVE_ALL))]
        status = firefox.evaluate(ANSWER)
        if status not in ("right", "wrong", "open"):
            problems.append(f"{lesson}: an answered item says '{status}'")
        firefox.open(folder / notebooks.page_of(lesson))
        if firefox.evaluate(KEPT) == "0":
            problems.append(f"{lesson}: the answer is not there again")
    return problems + firefox.errors


def main():
    """Build the pages, look at them, and return 1 where something does not work."""
    path = shutil.which("firefox-esr") or shutil.which("firefox")
    if path is None:
        print("Firefox is not installed: on Debian or Ubuntu run 'apt-get install firefox-esr'.")
        return 1
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "site"
        site.write(site.build() | site.live(site.stocked(site.calls())), folder)
        firefox = Firefox(path, str(Path(place) / "profile"))
        try:
            problems = smoke(firefox, folder)
        finally:
            firefox.close()
    print("\n".join(problems) or "Firefox: three lessons work.")
    return int(bool(problems))


if __name__ == "__main__":
    sys.exit(main())
