"""The browser of the tests: found on the machine, else installed in the way of the platform, else asked for.

A Chromium, Chrome or Edge is looked for under the name that CHROMIUM gives, on the PATH, and where the three systems
put them. Where there is none, `apt-get` installs one (as root, or with a sudo that asks for no password), or else
Playwright downloads its own.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
)
PLACES = (
    "/usr/bin/chromium",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "{PROGRAMFILES}/Google/Chrome/Application/chrome.exe",
    "{PROGRAMFILES(X86)}/Google/Chrome/Application/chrome.exe",
    "{LOCALAPPDATA}/Google/Chrome/Application/chrome.exe",
    "{LOCALAPPDATA}/Chromium/Application/chrome.exe",
    "{PROGRAMFILES(X86)}/Microsoft/Edge/Application/msedge.exe",
    "{PROGRAMFILES}/Microsoft/Edge/Application/msedge.exe",
)
# Text is measured, so the machine needs letters as well.
PACKAGES = ("chromium", "fonts-dejavu-core")
MISSING = (
    "There is no browser for the browser tests: install Chromium, Chrome or Edge (on Debian or Ubuntu "
    "'apt-get install chromium fonts-dejavu-core'), or set CHROMIUM to the program of one, then run the tests again."
)
ANSWER_SECONDS, INSTALL_SECONDS = 30, 600
_PLAYWRIGHT = "from playwright.sync_api import sync_playwright as s\nwith s() as p: print(p.chromium.executable_path)"


class BrowserMissing(RuntimeError):
    """No browser could be found or installed, or the one named in CHROMIUM does not run."""


@dataclass(frozen=True, slots=True)
class Machine:
    """Where a browser is looked for: the environment's names, the usual places, the Python that has Playwright."""

    environment: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))
    places: Sequence[str] = PLACES
    python: str = sys.executable
    root: bool = hasattr(os, "geteuid") and os.geteuid() == 0

    def which(self, name: str) -> str | None:
        """Return the path of the program `name`, or None."""
        return shutil.which(name, path=self.environment.get("PATH", ""))

    def run(self, command: Sequence[str], seconds: float = ANSWER_SECONDS) -> str | None:
        """Return what `command` prints, or None when it cannot be started, fails, or takes longer than `seconds`."""
        try:
            done = subprocess.run(
                command, env=dict(self.environment), capture_output=True, text=True, timeout=seconds, check=True
            )
        except (OSError, subprocess.SubprocessError):
            return None
        return done.stdout.strip()

    def answers(self, program: str) -> bool:
        """Return whether `program` runs; on Windows, where asking for a version opens a window, whether it is there."""
        return Path(program).is_file() if os.name == "nt" else self.run([program, "--version"]) is not None


def find(machine: Machine) -> str | None:
    """Return the program of a browser that answers, or None.

    Raises BrowserMissing when CHROMIUM names one that does not: another one would not be what was asked for.
    """
    asked = machine.environment.get("CHROMIUM")
    if asked:
        program = machine.which(asked)
        if program is None or not machine.answers(program):
            raise BrowserMissing(
                f"CHROMIUM is {asked}, which does not run: name the program of a Chromium, Chrome or Edge."
            )
        return program
    return next(filter(machine.answers, _candidates(machine)), None)


def provide(machine: Machine) -> str:
    """Return the program of a browser; one is installed where there is none.

    Raises BrowserMissing, with one sentence that says what to do, when no road leads to one.
    """
    program = find(machine)
    for command in _installers(machine) if program is None else ():
        print(f"No browser found; trying: {' '.join(command)}", flush=True)
        machine.run(command, INSTALL_SECONDS)
        program = find(machine)
        if program:
            break
    if program is None:
        raise BrowserMissing(MISSING)
    return program


def _candidates(machine: Machine) -> Iterator[str]:
    yield from filter(None, map(machine.which, NAMES))
    for place in machine.places:
        try:
            path = place.format_map(machine.environment)
        except KeyError:  # a name of Windows, elsewhere
            continue
        if Path(path).is_file():
            yield path
    downloaded = machine.run([machine.python, "-c", _PLAYWRIGHT])
    if downloaded and Path(downloaded).is_file():
        yield downloaded


def _installers(machine: Machine) -> Iterator[list[str]]:
    apt, sudo = machine.which("apt-get"), machine.which("sudo")
    as_root = [] if machine.root else [sudo, "-n"] if sudo else None
    if apt and as_root is not None:
        yield [*as_root, apt, "update", "-qq"]
        yield [*as_root, apt, "install", "-y", "-qq", "--no-install-recommends", *PACKAGES]
    yield [machine.python, "-m", "playwright", "install", "chromium"]
