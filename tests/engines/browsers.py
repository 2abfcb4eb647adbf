"""Firefox and WebKit, driven without a driver's own builds.

Firefox is driven over WebDriver BiDi, which it speaks itself (on Debian, apt-get install firefox-esr); WebKit, the
engine of Safari, over WebDriver by its GTK port (apt-get install webkit2gtk-driver xvfb).
"""

import contextlib
import itertools
import json
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import websocket

PATIENCE_S = 120
KEYS = {"ArrowLeft": "\ue012", "ArrowRight": "\ue014", "End": "\ue010", "Home": "\ue011"}
"""Keys as WebDriver calls them."""


class Driven:
    """What both browsers can do, by the words that WebDriver and BiDi share."""

    def act(self, actions: list[dict[str, Any]]) -> None:
        """Do what a person does with keyboard and pointer."""
        raise NotImplementedError

    def press(self, key: str) -> None:
        """Press a key where the focus is."""
        down = [{"type": kind, "value": KEYS[key]} for kind in ("keyDown", "keyUp")]
        self.act([{"type": "key", "id": "keyboard", "actions": down}])

    def click(self, x: float, y: float) -> None:
        """Click at a place of the window (pixels)."""
        move = {"type": "pointerMove", "x": round(x), "y": round(y), "duration": 0, "origin": "viewport"}
        press = [{"type": kind, "button": 0} for kind in ("pointerDown", "pointerUp")]
        self.act([{"type": "pointer", "id": "mouse", "actions": [move, *press]}])


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Firefox(Driven):
    """A Firefox without a window, and what its page complained of."""

    programs = ("firefox-esr", "firefox")
    missing = "Firefox is not installed: on Debian or Ubuntu run 'apt-get install firefox-esr'."

    def __init__(self, path, folder):
        port = _free_port()
        profile = Path(folder) / "profile"
        profile.mkdir()
        command = [path, "--headless", "--no-remote", "--profile", profile, f"--remote-debugging-port={port}"]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.errors, self._numbers = [], itertools.count(1)
        self.line = self._connected(f"ws://127.0.0.1:{port}/session")
        self.ask("session.new", {"capabilities": {}})
        self.ask("session.subscribe", {"events": ["log.entryAdded"]})
        # The first window of a Firefox that shows none never has the focus.
        self.page = self.ask("browsingContext.create", {"type": "window"})["context"]

    @staticmethod
    def _connected(address):
        for _ in range(10 * PATIENCE_S):
            with contextlib.suppress(ConnectionError, websocket.WebSocketException):
                return websocket.create_connection(address, timeout=PATIENCE_S, suppress_origin=True)
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

    def go(self, address):
        """Open an address, and wait until it is loaded."""
        self.ask("browsingContext.navigate", {"context": self.page, "url": address, "wait": "complete"})

    def act(self, actions: list[dict[str, Any]]) -> None:
        self.ask("input.performActions", {"context": self.page, "actions": actions})

    def resize(self, width: int, height: int) -> None:
        """Give the page a size (CSS pixels)."""
        size = {"width": width, "height": height}
        self.ask("browsingContext.setViewport", {"context": self.page, "viewport": size})

    def close(self):
        """End the browser that was started here."""
        self.line.close()
        self.process.terminate()
        self.process.wait(PATIENCE_S)


class WebKit(Driven):
    """A WebKit on a screen that nobody sees, and what its page complained of."""

    programs = ("WebKitWebDriver",)
    missing = "WebKit is not installed: on Debian or Ubuntu run 'apt-get install webkit2gtk-driver xvfb'."

    def __init__(self, path, folder):
        self._said = Path(folder) / "said.txt"
        self.screen, number = self._started_screen()
        self.address = f"http://127.0.0.1:{_free_port()}"
        with self._said.open("w") as said:
            command = [path, "--host=127.0.0.1", f"--port={self.address.rpartition(':')[2]}"]
            places = {"DISPLAY": number, "XDG_DATA_HOME": folder, "XDG_CACHE_HOME": folder, "GDK_BACKEND": "x11"}
            self.process = subprocess.Popen(command, stdout=said, stderr=said, env=os.environ | places)
        (browser,) = Path("/usr/lib").glob("*/webkit2gtk-4.1/MiniBrowser")
        options = {"binary": str(browser), "args": ["--automation", "--enable-write-console-messages-to-stdout=true"]}
        asked = {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}}
        self.address += f"/session/{self._connected(asked)['sessionId']}"
        self.ask("timeouts", {"script": 1000 * PATIENCE_S})

    @staticmethod
    def _started_screen():
        """Return a screen that nobody sees, as a process, and its name."""
        reading, writing = os.pipe()
        command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1400x1000x24", "-nolisten", "tcp"]
        screen = subprocess.Popen(command, pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(writing)
        with os.fdopen(reading) as told:
            return screen, f":{told.readline().strip()}"

    def _connected(self, asked):
        for _ in range(10 * PATIENCE_S):
            with contextlib.suppress(urllib.error.URLError):
                return self.ask("session", asked)
            time.sleep(0.1)
        raise TimeoutError(f"WebKit did not open {self.address} within {PATIENCE_S} s.")

    def ask(self, command, parameters=None, method="POST"):
        """Return the result of a command."""
        data = None if parameters is None else json.dumps(parameters).encode()
        request = urllib.request.Request(f"{self.address}/{command}".rstrip("/"), data=data, method=method)
        try:
            with urllib.request.urlopen(request, timeout=2 * PATIENCE_S) as answer:
                return json.loads(answer.read())["value"]
        except urllib.error.HTTPError as error:
            raise RuntimeError(f"{command}: {json.loads(error.read())['value']['message']}") from error

    def evaluate(self, function):
        """Return what a function returns on the page, awaited."""
        return self.ask("execute/sync", {"script": f"return ({function})();", "args": []})

    def go(self, address):
        """Open an address, and wait until it is loaded."""
        self.ask("url", {"url": address})

    def act(self, actions: list[dict[str, Any]]) -> None:
        self.ask("actions", {"actions": actions})

    def resize(self, width: int, height: int) -> None:
        """Give the window a size (pixels), with what the browser has around the page: it is not narrower than 447."""
        self.ask("window/rect", {"width": width, "height": height})

    @property
    def errors(self):
        """Return what the page complained of."""
        lines = self._said.read_text(errors="replace").splitlines()
        return [line for line in lines if re.match(r"CONSOLE \S+ (ERROR|WARN)", line)]

    def close(self):
        """End the browser and the screen that were started here."""
        self.ask("", method="DELETE")
        for process in (self.process, self.screen):
            process.terminate()
            process.wait(PATIENCE_S)


ENGINES = {"firefox": Firefox, "webkit": WebKit}


class NotInstalled(RuntimeError):
    """The engine is not on this machine; the sentence says how to get it."""


@contextlib.contextmanager
def running(name: str) -> Iterator[Firefox | WebKit]:
    """Run the engine `name` in a place of its own; raises NotInstalled."""
    engine = ENGINES[name]
    path = next((found for program in engine.programs if (found := shutil.which(program))), None)
    if path is None:
        raise NotInstalled(engine.missing)
    with tempfile.TemporaryDirectory() as place:
        browser = engine(path, place)
        try:
            yield browser
        finally:
            browser.close()
