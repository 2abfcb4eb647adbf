"""A smoke of the live pages in Firefox and in WebKit: `python -m tests.engines [firefox] [webkit]`.

Five lessons: every explorer is drawn, one control of each is moved, an item of each kind that is there answered (from a
list, in a picture, by a drawn curve), work is kept, saved to a file and restored from it, and nothing is complained of.
Firefox is driven over WebDriver BiDi, which it speaks itself (on Debian, apt-get install firefox-esr); WebKit, the
engine of Safari, over WebDriver by its GTK port (apt-get install webkit2gtk-driver xvfb). Run by hand; `make test` uses
Chromium.
"""

import contextlib
import itertools
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

import websocket

from helpers import site
from tests import notebooks

LESSONS = ("messengers", "families-and-receptors", "a-brief-signal", "two-ways-to-signal", "dose-and-time")
PATIENCE_S = 120
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
# Answers the first item of each kind, and says what each of them says.
ANSWER = """() => {
  const told = {};
  const answer = (kind, inner, act) => {
    const form = [...document.querySelectorAll('.question')].find((each) => each.querySelector(inner));
    if (!form) return;
    act(form.querySelector(inner));
    form.querySelector('button').click();
    told[kind] = form.querySelector('[role=status]').dataset.status;
  };
  answer('choice', 'input[type=radio]', (radio) => radio.click());
  const click = () => new MouseEvent('click', { bubbles: true });
  answer('picture', '.question-picture [data-part]', (part) => part.dispatchEvent(click()));
  answer('curve', '.question-point input', (slider) => {
    slider.value = slider.max;
    slider.dispatchEvent(new Event('input', { bubbles: true }));
  });
  return JSON.stringify(told);
}"""
KINDS = {"families-and-receptors": {"picture"}, "a-brief-signal": {"curve"}}
ANSWERS = "Object.keys(localStorage).filter((key) => key.includes(' answer ')).length"
KEPT = f"() => String({ANSWERS})"
# Writes a note, saves the work as a file, erases it, and restores it from that file.
SAVE_AND_RESTORE = f"""async () => {{
  const work = document.querySelector('.work');
  const note = work.querySelector('textarea');
  note.value = 'Noted.';
  note.dispatchEvent(new Event('input', {{ bubbles: true }}));
  const before = {ANSWERS};
  let saved;
  const click = HTMLAnchorElement.prototype.click;
  HTMLAnchorElement.prototype.click = function () {{ saved = fetched(this.href); }};
  const fetched = (address) => new Promise((resolve) => {{
    const request = new XMLHttpRequest();
    request.onload = () => resolve(request.responseText);
    request.onerror = () => resolve('');
    request.open('GET', address);
    request.send();
  }});
  const press = (words) => [...work.querySelectorAll('button')].find((button) => button.textContent === words).click();
  press('Save my work to a file');
  HTMLAnchorElement.prototype.click = click;
  const text = await saved;
  globalThis.confirm = () => true;
  press('Erase my work in this browser');
  const erased = {ANSWERS} === 0 && note.value === '';
  const carried = new DataTransfer();
  carried.items.add(new File([text], 'work.json', {{ type: 'application/json' }}));
  const file = work.querySelector('input[type=file]');
  file.files = carried.files;
  file.dispatchEvent(new Event('change'));
  const there = () => {ANSWERS} === before && note.value === 'Noted.';
  for (let i = 0; i < 100 && !there(); i++) await new Promise((resolve) => setTimeout(resolve, 20));
  return erased && there() ? '' : `erased: ${{erased}}, restored: ${{work.querySelector('.work-said').textContent}}`;
}}"""


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Firefox:
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
        self.page = self.ask("browsingContext.getTree", {})["contexts"][0]["context"]

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

    def close(self):
        """End the browser that was started here."""
        self.line.close()
        self.process.terminate()
        self.process.wait(PATIENCE_S)


class WebKit:
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


def opened(browser, path):
    """Open a file, and wait until its explorers are drawn."""
    browser.go(path.as_uri())
    for _ in range(10 * PATIENCE_S):
        if browser.evaluate(READY):
            return
        time.sleep(0.1)
    raise TimeoutError(f"{path.name}: explorers were not drawn within {PATIENCE_S} s.")


def smoke(browser, folder):
    """Return a sentence for each thing that does not work."""
    problems = []
    for lesson in LESSONS:
        opened(browser, folder / notebooks.page_of(lesson))
        problems += [f"{lesson}: {told}" for told in json.loads(browser.evaluate(MOVE_ALL))]
        told = json.loads(browser.evaluate(ANSWER))
        if not {"choice", *KINDS.get(lesson, ())} <= set(told) or set(told.values()) - {"right", "wrong", "open"}:
            problems.append(f"{lesson}: answered items say {told}")
        opened(browser, folder / notebooks.page_of(lesson))
        if int(browser.evaluate(KEPT)) < len(told):
            problems.append(f"{lesson}: an answer is not there again")
        if told := browser.evaluate(SAVE_AND_RESTORE):
            problems.append(f"{lesson}: saved work does not come back; {told}")
    return problems + browser.errors


def looked(name, folder):
    """Return what does not work in an engine, as sentences; say how it went."""
    engine = ENGINES[name]
    path = next((found for program in engine.programs if (found := shutil.which(program))), None)
    if path is None:
        return [engine.missing]
    with tempfile.TemporaryDirectory() as place:
        browser = engine(path, place)
        try:
            return smoke(browser, folder)
        finally:
            browser.close()


def main(names):
    """Build the pages, look at them, and return 1 where something does not work."""
    failed = False
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "site"
        site.write(site.build() | site.live(site.stocked(site.calls())), folder)
        for name in names or ENGINES:
            problems = looked(name, folder)
            print("\n".join(problems) or f"{name}: {len(LESSONS)} lessons work.", flush=True)
            failed |= bool(problems)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
