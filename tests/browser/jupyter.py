"""A JupyterLab server and a Chromium of our own, for the browser tests and for `make bench`.

The server works on a temporary copy of the notebooks, with temporary settings, so that nothing in
the repository or in the reader's own JupyterLab is saved over.
"""

import contextlib
import functools
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlsplit

import nbformat
import nbformat.v4
import psutil
from playwright.sync_api import Page, sync_playwright

from helpers import labextension
from tests import chromium as browsers
from tests.refresh import NOTEBOOKS

TOKEN = "course"
START_SECONDS = 60
WAIT_MS = 60_000
CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
NO_NEWS = {"fetchNews": "false", "checkForUpdates": False}
PROMPTS = "[...document.querySelectorAll('.jp-Notebook .jp-CodeCell .jp-InputPrompt')].map((p) => p.textContent)"
IDLE = "document.querySelector('.jp-Notebook-ExecutionIndicator')?.dataset.status === 'idle'"
SOME_WAIT = f"() => {PROMPTS}.some((text) => text.includes('*'))"
NONE_WAITS = f"() => !{PROMPTS}.some((text) => text.includes('*')) && {IDLE}"
# Notes from now on whether the kernel has worked: a short lesson has run before a page that is busy shows it waiting.
WATCH = """() => {
  globalThis.kernelWorked = false;
  jupyterapp.shell.currentWidget.sessionContext.statusChanged.connect((_, status) => {
    globalThis.kernelWorked ||= status === 'busy';
  });
}"""
SOME_WAITED = f"() => globalThis.kernelWorked || ({SOME_WAIT})()"
# JupyterLab adds the cells one after another, while it has nothing else to do.
ALL_THERE = f"(count) => document.querySelectorAll('.jp-Notebook .jp-Cell').length === count && {IDLE}"
# JupyterLab may load its page anew while it starts, and a promise of the page before is then never kept: ask again.
RESTORED = """() => {
  globalThis.jupyterapp?.restored.then(() => { globalThis.courseRestored = true; });
  return globalThis.courseRestored === true;
}"""
# What is asked of a kernel before it has said who it is, JupyterLab forgets when it connects.
KERNEL_THERE = """async () => {
  const { sessionContext } = jupyterapp.shell.currentWidget;
  await sessionContext.ready;
  await sessionContext.session.kernel.info;
  return sessionContext.session.kernel.connectionStatus;
}"""
FAILED_OUTPUT = (
    '.jp-OutputArea-output[data-mime-type="application/vnd.jupyter.stderr"], '
    '.jp-OutputArea-output [data-mime-type="application/vnd.jupyter.error"], .jp-RenderedText[data-mime-type*="error"]'
)


@functools.cache
def chromium_path() -> str:
    """Return the browser's program; raises BrowserMissing with what to install when there is none."""
    found = browsers.find(browsers.Machine())
    if found is None:
        raise browsers.BrowserMissing(browsers.MISSING)
    return found


@dataclass
class Lab:
    """A running JupyterLab: its `address`, the `folder` it serves, and its process."""

    address: str
    folder: Path
    process: subprocess.Popen

    def api(self, path, method="GET"):
        """Return the answer (decoded JSON, None when empty) of the server's REST interface."""
        request = urllib.request.Request(
            f"{self.address}/api/{path}", method=method, headers={"Authorization": f"token {TOKEN}"}
        )
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.loads(answer.read() or "null")

    def end_kernels(self):
        """Shut every kernel down."""
        for session in self.api("sessions"):
            self.api(f"sessions/{session['id']}", "DELETE")

    def kill_kernel(self):
        """Kill the one running kernel, as a lack of memory would."""
        (kernel,) = self.api("kernels")
        process = next(
            child
            for child in psutil.Process(self.process.pid).children(recursive=True)
            if kernel["id"] in " ".join(child.cmdline())
        )
        process.send_signal(signal.SIGKILL)


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _environment(home, without):
    """Return the environment of the server: every place that JupyterLab keeps things in lies in `home`.

    It runs `without` the extensions of these names.
    """
    places = {
        "JUPYTER_CONFIG_DIR": home / "config",
        "JUPYTER_RUNTIME_DIR": home / "runtime",
        "JUPYTER_DATA_DIR": home / "data",
        "JUPYTERLAB_SETTINGS_DIR": home / "settings",
        "JUPYTERLAB_WORKSPACES_DIR": home / "workspaces",
        "IPYTHONDIR": home / "ipython",
    }
    for place in places.values():
        place.mkdir(parents=True)
    news = places["JUPYTERLAB_SETTINGS_DIR"] / "@jupyterlab" / "apputils-extension"
    news.mkdir(parents=True)
    (news / "notification.jupyterlab-settings").write_text(json.dumps(NO_NEWS))
    labextension.write(places["JUPYTER_DATA_DIR"] / "labextensions")
    config = places["JUPYTER_CONFIG_DIR"] / "labconfig"
    config.mkdir()
    (config / "page_config.json").write_text(json.dumps({"disabledExtensions": dict.fromkeys(without, True)}))
    return os.environ | {name: str(place) for name, place in places.items()} | {"PYTHONDONTWRITEBYTECODE": "1"}


@contextlib.contextmanager
def jupyterlab(home, notebooks=NOTEBOOKS, without=()):
    """Run JupyterLab, `without` some extensions, on a copy of the folder `notebooks` inside the empty folder `home`."""
    folder = home / "notebooks"
    shutil.copytree(notebooks, folder, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    port = _free_port()
    with (home / "jupyterlab.log").open("w") as log:
        process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "jupyterlab",
                "--no-browser",
                "--allow-root",
                f"--port={port}",
                "--port-retries=0",
                "--expose-app-in-browser",
                "--ServerApp.ip=127.0.0.1",
                "--KernelRestarter.time_to_dead=0.5",  # how often it looks whether a kernel is alive: else 3 s
                f"--IdentityProvider.token={TOKEN}",
                f"--ServerApp.root_dir={folder}",
            ],
            cwd=folder,
            env=_environment(home, without),
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    lab = Lab(f"http://127.0.0.1:{port}", folder, process)
    try:
        _wait_until_up(lab, home / "jupyterlab.log")
        yield lab
        lab.end_kernels()
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()


def _wait_until_up(lab, log):
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and lab.process.poll() is None:
        try:
            lab.api("status")
            return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise RuntimeError(f"JupyterLab did not start within {START_SECONDS} s. Its last words:\n{log.read_text()[-2000:]}")


@contextlib.contextmanager
def chromium(*flags):
    """Run the system's Chromium, with more `flags` and without a window, and give a browser context of it."""
    path = chromium_path()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*CHROMIUM_FLAGS, *flags])
        context = browser.new_context(viewport={"width": 1400, "height": 1600})
        context.set_default_timeout(WAIT_MS)
        yield context
        browser.close()


def write_excerpt(path: Path, target: Path) -> None:
    """Write to `target` the head of the lesson at `path`, an explorer and two practice items.

    It has all that a page and a kernel say to one another, and takes a few seconds where a lesson takes many.
    """
    notebook = nbformat.read(path, as_version=4)
    asked, explored = _code(notebook, "\npractice.ask("), _code(notebook, "\nexplorers.")
    needed = {cell.id for cell in [notebook.cells[0], *explored[:1], *asked[:2]]}
    assert len(needed) == 4, f"{path.name} has no explorer and two items to take"
    _write(notebook, needed, target)


def write_practice(path: Path, target: Path) -> None:
    """Write to `target` the head of the lesson at `path`, all its practice items and the panel of its work."""
    notebook = nbformat.read(path, as_version=4)
    asked, work = _code(notebook, "\npractice.ask("), _code(notebook, "\npractice.my_work(")
    assert asked and len(work) == 1, f"{path.name} has no items or no panel to take"
    needed = {cell.id for cell in [notebook.cells[0], *asked, *work]}
    _write(notebook, needed, target)


def _write(notebook: nbformat.NotebookNode, needed: set[str], target: Path) -> None:
    """Write to `target` the cells `needed`, and a pause: so short a notebook has run before anybody sees it wait."""
    pause = nbformat.v4.new_code_cell("import time\n\ntime.sleep(1)")
    notebook.cells = [cell for cell in notebook.cells if cell.id in needed] + [pause]
    nbformat.write(notebook, target)


def _code(notebook: nbformat.NotebookNode, part: str) -> list[nbformat.NotebookNode]:
    """Return the code cells that have `part` in them."""
    return [cell for cell in notebook.cells if cell.cell_type == "code" and part in cell.source]


# By the clock anywidget waits 2 s for a script, and then calls it an error. A test machine may stand still for so long.
PATIENT = f"""(() => {{
  const given = AbortSignal.timeout;
  AbortSignal.timeout = (time) => given.call(AbortSignal, time === 2000 ? {WAIT_MS} : time);
}})()"""


@dataclass
class Window:
    """JupyterLab in a page of the browser, with what the page asked for and complained of meanwhile.

    One notebook is open at a time; `leave` closes it and ends its kernel. The page is brought before those of other
    tests, behind which it would be painted once a second. `patient` gives a widget's
    script as much time as anything else has here; test_busy_page.py looks at a page that has none.
    """

    page: Page
    lab: Lab
    patient: bool = True
    errors: list = field(default_factory=list)
    requests: list = field(default_factory=list)

    def __post_init__(self):
        """Listen to the page."""
        if self.patient:
            self.page.add_init_script(PATIENT)
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("websocket", lambda socket: self.requests.append(socket.url))
        self.page.on("console", lambda said: self.errors.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def away(self):
        """Return the addresses asked for that are not on this machine."""
        local = {"127.0.0.1", "localhost", None}
        return [
            url
            for url in self.requests
            if urlsplit(url).scheme not in ("data", "blob") and urlsplit(url).hostname not in local
        ]

    def start(self, name=""):
        """Load JupyterLab in a fresh workspace of its own, with the notebook `name` when one is given."""
        self.page.bring_to_front()
        place = f"/tree/{quote(name)}" if name else ""
        self.page.goto(f"{self.lab.address}/lab/workspaces/window-{uuid.uuid4().hex}{place}?token={TOKEN}")
        self.page.wait_for_function(RESTORED)
        if name:
            self._wait_until_there(name)

    def open(self, name):
        """Open the notebook `name` and wait for its cells and its kernel."""
        self.page.bring_to_front()
        self._command("docmanager:open", {"path": name})
        self._wait_until_there(name)

    def _wait_until_there(self, name):
        cells = json.loads((self.lab.folder / name).read_text(encoding="utf-8"))["cells"]
        self.page.wait_for_function(ALL_THERE, arg=len(cells))
        assert self.page.evaluate(KERNEL_THERE) == "connected"

    def _command(self, name, arguments=None):
        self.page.evaluate(
            "([name, args]) => jupyterapp.commands.execute(name, args).then(() => 0)", [name, arguments or {}]
        )

    def leave(self):
        """Save and close the notebook, end its kernel, and forget what was answered, said and asked for."""
        if self.page.locator(".jp-Notebook").count():
            self._command("docmanager:save")
            self._command("application:close-all")
            self.page.locator(".jp-Notebook").wait_for(state="detached")
        self.lab.end_kernels()
        self.page.evaluate("localStorage.clear()")
        self.errors.clear()
        self.requests.clear()

    def menu(self, bar, entry):
        """Choose an entry of JupyterLab's menu bar, such as "Run", "Run All Cells"."""
        self.page.locator(".lm-MenuBar-itemLabel", has_text=bar).first.click()
        self.page.locator(".lm-Menu-itemLabel").get_by_text(entry, exact=True).click()

    def run_all(self):
        """Run all cells by the menu; wait until they have run and every explorer shows its figure."""
        self.page.evaluate(WATCH)
        self.menu("Run", "Run All Cells")
        self._wait_until_run(SOME_WAITED)

    def restart_and_run_all(self):
        """Restart the kernel and run all cells, by the menu."""
        self.menu("Kernel", "Restart Kernel and Run All Cells…")
        self.page.locator(".jp-Dialog button.jp-mod-accept").click()
        self._wait_until_run(SOME_WAIT)

    def _wait_until_run(self, begun):
        self.page.wait_for_function(begun)
        self.page.wait_for_function(NONE_WAITS)
        failed = self.page.locator(FAILED_OUTPUT).all_text_contents()
        if failed:
            raise AssertionError(f"A cell ends with an error or a warning: {failed[0][-1000:]}")
        self.wait_until_painted()

    def wait_until_painted(self):
        """Wait until every explorer on the page shows its figure."""
        self.page.wait_for_function(
            "() => [...document.querySelectorAll('.explorer-figure')].every((f) => f.dataset.painted !== undefined)"
        )


def open_window(context, lab):
    """Return a `Window` of the browser `context` with JupyterLab in it, no notebook open."""
    window = Window(context.new_page(), lab)
    window.start()
    return window
