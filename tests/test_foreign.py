"""Names of other people's packages that the course uses: each is still there, and has words for when it is not."""

import json
import os
import subprocess
import sys
import traceback
from pathlib import Path

import nbformat
import pytest

from helpers import foreign, server, stored
from tests.notebooks import ROOT
from tests.test_stored import EXPLORER, notebook


def test_the_plotly_package_holds_plotly_js(monkeypatch, tmp_path):
    assert b"plotly.js" in foreign.plotly_js()[:200]
    monkeypatch.setattr("importlib.resources.files", lambda package: tmp_path)
    with pytest.raises(foreign.Missing, match=r"Figures cannot be drawn in the browser: plotly \d.* make lab"):
        foreign.plotly_js()


def test_ipython_lets_an_error_show_itself():
    """IPython asks an error for its lines; without that, a TableError is shown as any other."""
    code = (
        "from IPython.core.interactiveshell import InteractiveShell\n"
        "shell = InteractiveShell.instance()\n"
        "shell.run_cell('from helpers import foreign')\n"
        "shell.run_cell('class Own(foreign.SentenceFirst): pass')\n"
        "shell.run_cell('raise Own(\"First this.\")')\n"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.startswith("First this.\n") and "Traceback" in said
    error = foreign.SentenceFirst("First this.")
    assert error._render_traceback_() == ["First this.", "", *traceback.format_exception(error)]


# ---------------------------------------------------------------- the server

# Starts a server, opens a lesson and the websocket to its kernel, and says what the three make of the course.
SERVER = """
import asyncio, gc, json, logging, os, socket
import psutil
from jupyter_server.serverapp import ServerApp
from jupyter_server.services.kernels.websocket import KernelWebsocketHandler
from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect

async def main():
    app = ServerApp.instance()
    app.initialize(["--ServerApp.port=0", "--IdentityProvider.token=t", "--allow-root", "--ServerApp.ip=127.0.0.1",
                    "--no-browser", "--ServerApp.root_dir=" + os.getcwd()])
    session = await app.session_manager.create_session("sub/01.ipynb", "01.ipynb", "notebook", "python3")
    kernel = session["kernel"]["id"]
    address = f"ws://127.0.0.1:{app.port}/api/kernels/{kernel}/channels?session_id=s"
    client = await websocket_connect(HTTPRequest(address, headers={"Authorization": "token t"}))
    (handler,) = [found for found in gc.get_objects() if isinstance(found, KernelWebsocketHandler)]
    end = handler.ws_connection.stream.socket
    model = await app.web_app.settings["contents_manager"].get("sub/01.ipynb")
    process = psutil.Process(app.kernel_manager.get_kernel(kernel).provisioner.process.pid)
    print(json.dumps({"at_once": bool(end.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)),
                      "notebook": process.environ()["JPY_SESSION_NAME"],
                      "shown": sorted(model["content"]["cells"][1]["outputs"][0]["data"])}))
    client.close()
    await app.kernel_manager.shutdown_all()

asyncio.run(main())
"""


def environment(prefix):
    """Lay out the environment `prefix` as `make lab` and Binder do; Jupyter then reads its settings."""
    (prefix / "bin").mkdir()
    (prefix / "bin" / "python").write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    (prefix / "bin" / "python").chmod(0o755)
    subprocess.run(["./postBuild"], cwd=ROOT, check=True, env=os.environ | {"NB_PYTHON_PREFIX": str(prefix)})
    quick = {"ServerApp": {"jpserver_extensions": dict.fromkeys(("jupyterlab", "notebook", "jupyter_lsp"), False)}}
    (prefix / "own").mkdir()
    (prefix / "own" / "jupyter_server_config.json").write_text(json.dumps(quick), encoding="utf-8")
    return os.environ | {
        "JUPYTER_CONFIG_PATH": str(prefix / "etc" / "jupyter"),
        "JUPYTER_CONFIG_DIR": str(prefix / "own"),
        "JUPYTER_RUNTIME_DIR": str(prefix / "runtime"),
        "JUPYTER_DATA_DIR": str(prefix / "data"),
    }


def served(folder, environment):
    """Run SERVER on a notebook of an ended kernel; return what it said, and its log."""
    (folder / "sub").mkdir()
    nbformat.write(notebook(EXPLORER), folder / "sub" / "01.ipynb")
    command = [sys.executable, "-c", SERVER]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout), done.stderr


@pytest.fixture
def prefix(tmp_path):
    (tmp_path / "environment").mkdir()
    return tmp_path / "environment"


def test_the_server_of_make_lab_sends_at_once_shows_pictures_and_names_the_notebook(tmp_path, prefix):
    said, log = served(tmp_path, environment(prefix))
    assert said["at_once"], log
    assert said["shown"] == ["text/html", "text/plain"], log
    assert Path(said["notebook"]) == tmp_path / "sub" / "01.ipynb"


def test_a_course_that_was_moved_stops_no_server(tmp_path, prefix):
    """The environment names the extension; the folder of the course is gone."""
    settings = environment(prefix)
    ours = prefix / "etc" / "jupyter" / "jupyter_server_config.d" / "interleukins.json"
    named = json.loads(ours.read_text(encoding="utf-8"))["ServerApp"]["jpserver_extensions"]
    assert named == {"helpers.server": True}
    moved = {"ServerApp": {"jpserver_extensions": {"helpers.server": False, "helpers_moved.server": True}}}
    ours.write_text(json.dumps(moved), encoding="utf-8")
    said, log = served(tmp_path, settings)
    assert "The module 'helpers_moved.server' could not be found" in log
    assert not said["at_once"], "the test above would not notice that the setting is gone"
    assert stored.VIEW in said["shown"]


class App:
    """As much of a server as the extension sees."""

    def __init__(self, connection):
        self.web_app = self.io_loop = self
        self.settings = {foreign.SETTING: connection}
        self.log = self
        self.said = []

    def add_callback(self, part, *given):
        """Keep what is done when all extensions are there: tests/test_stored.py looks at it."""
        self.later = part, given

    def warning(self, form, *words):
        self.said.append(form % words)


def test_the_connection_that_was_chosen_stays():
    class Chosen:
        websocket_handler = None

        def connect(self):
            return "connected", self.websocket_handler

    class Handler:
        def set_nodelay(self, now):
            self.now = now

    app = App(Chosen)
    server._load_jupyter_server_extension(app)
    assert not app.said
    connection = app.settings[foreign.SETTING]()
    connection.websocket_handler = handler = Handler()
    assert connection.connect() == ("connected", handler) and handler.now is True
    assert isinstance(connection, Chosen)


class WithoutHandler:
    """A connection of another make: it does not say where its end of the line is."""

    def connect(self):
        raise NotImplementedError


@pytest.mark.parametrize("connection", [None, object, WithoutHandler])
def test_a_server_that_connects_in_another_way_says_so_and_runs(connection):
    app = App(connection)
    server._load_jupyter_server_extension(app)
    assert app.settings[foreign.SETTING] is connection
    (said,) = app.said
    assert said.startswith("Interleukins: A moved control is answered up to 40 ms later: jupyter_server ")


@pytest.mark.parametrize(
    ("name", "file"), [("", None), ("a-session-number", None), ("/x/01.ipynb", Path("/x/01.ipynb"))]
)
def test_a_kernel_knows_its_notebook_or_none(monkeypatch, name, file):
    monkeypatch.setenv("JPY_SESSION_NAME", name)
    assert foreign.notebook_file() == file
