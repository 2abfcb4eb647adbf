"""A class on one JupyterHub, on this machine alone: what `make hub-test` runs.

Each virtual student starts a server, opens a lesson, runs all of it, moves every explorer, answers every item, then
loses the server, comes back and looks for the work. They speak with the Hub, the server and the kernel as a browser
does, without one: a browser on the students' own machines costs the server nothing. The Hub listens on the loopback
address alone, spawns ordinary processes, and everything that it writes lies in a temporary folder.
"""

import argparse
import contextlib
import json
import secrets
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
import websocket

from helpers import messages

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = ROOT / "notebooks"
PROXY = Path(sys.prefix) / "hub" / "node_modules" / ".bin" / "configurable-http-proxy"
SLUG = "dose-and-time"  # of all lessons the one whose kernel weighs most
LESSON = next(path.name for path in NOTEBOOKS.glob(f"*_{SLUG.replace('-', '_')}.ipynb"))
MOST = 100  # students: more do not fit on the machines that this is meant for
PATIENCE_S = 300
LOG, LAST_LINES = "hub.log", 4
PORTS = range(20_000, 32_000)
"""Where the students' servers listen: below the ports that a system gives to kernels and connections by itself.

A spawner that asks for any free port lets it go until the server takes it, many seconds later on a busy machine. If
another student's server has it by then, the Hub takes that one's 404 for a sign of life, and the student meets it.
"""
CONFIG = """
c = get_config()  # noqa: F821 (JupyterHub gives it)
c.JupyterHub.bind_url = "http://127.0.0.1:{port}"
c.JupyterHub.hub_bind_url = "http://127.0.0.1:{inner}"
c.JupyterHub.db_url = "sqlite:///{folder}/hub.sqlite"
c.JupyterHub.cookie_secret_file = "{folder}/cookie_secret"
c.JupyterHub.authenticator_class = "dummy"
c.JupyterHub.spawner_class = "simple"
c.Spawner.pre_spawn_hook = lambda spawner: setattr(spawner, "port", {ports}[spawner.user.name])
c.SimpleLocalProcessSpawner.home_dir_template = "{folder}/homes/{{username}}"
c.Spawner.cmd = [{python!r}, "-m", "jupyterhub.singleuser"]
c.Spawner.args = ["--allow-root"]
c.Spawner.environment = {{"JUPYTERHUB_SINGLEUSER_APP": "jupyter_server.serverapp.ServerApp"}}
c.Spawner.start_timeout = c.Spawner.http_timeout = {patience}
c.ConfigurableHTTPProxy.command = [{proxy!r}]
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{api}"
c.ConfigurableHTTPProxy.pid_file = "{folder}/proxy.pid"
c.JupyterHub.services = [{{"name": "class", "api_token": "{token}"}}]
c.JupyterHub.load_roles = [
    {{"name": "class", "services": ["class"], "scopes": ["admin:users", "admin:servers", "access:servers"]}}
]
"""


def main(arguments: list[str] | None = None) -> int:
    """Run the class and print what it took; return 0 when nothing failed and nobody lost work."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.hub", description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("students", nargs="?", type=int, default=20, help=f"how many (1 to {MOST}; 20 by default)")
    number = parser.parse_args(arguments).students
    if not 1 <= number <= MOST:
        parser.error(f"{number} students: choose 1 to {MOST}.")
    if not PROXY.exists():
        parser.error("The Hub's proxy is missing: run `make hub-test`, which installs it (npm is needed).")
    with tempfile.TemporaryDirectory() as place, _hub(Path(place), number) as hub:
        weights = _Weights(hub.process.pid)
        with weights, ThreadPoolExecutor(number) as pool:
            began = time.monotonic()
            visits = list(pool.map(lambda name: Student(hub, name).visit(), _names(number)))
            whole = time.monotonic() - began
    _print(visits, weights, whole)
    return int(any(visit.problems or visit.lost for visit in visits))


def _names(number: int) -> list[str]:
    return [f"student{place:03}" for place in range(1, number + 1)]


# ---------------------------------------------------------------------------- the Hub


@dataclass(frozen=True, slots=True)
class Hub:
    """A running JupyterHub: its address, the token of the class, the folder of homes, its process."""

    address: str
    token: str
    homes: Path
    process: subprocess.Popen[bytes]

    def said_of(self, name: str) -> str:
        """Return the last lines of the Hub's log that name this student."""
        lines = (self.homes.parent / LOG).read_text(encoding="utf-8", errors="replace").splitlines()
        return " | ".join([line for line in lines if name in line][-LAST_LINES:])

    def ask(self, path: str, method: str = "GET", body: object = None) -> Any:
        """Return the decoded answer of the Hub or of a student's server, None when it is empty or no JSON.

        Raises RuntimeError, with what was asked, when it is refused.
        """
        data = None if body is None else json.dumps(body).encode()
        headers = {"Authorization": f"token {self.token}", "Content-Type": "application/json"}
        request = urllib.request.Request(f"{self.address}/{path}", data=data, method=method, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE_S) as answer:
                content = answer.read()
                return json.loads(content) if "json" in answer.headers.get("Content-Type", "") and content else None
        except urllib.error.HTTPError as refused:
            said = refused.read().decode(errors="replace")[:200]
            raise RuntimeError(f"{method} {path}: {refused.code} {refused.reason} {said}") from refused


def _free_ports(number: int) -> list[int]:
    with contextlib.ExitStack() as stack:
        probes = [stack.enter_context(socket.socket()) for _ in range(number)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in probes]


def own_ports(number: int) -> list[int]:
    """Return so many of `PORTS` on which nobody listens; raises RuntimeError where there are fewer."""
    found = []
    for port in PORTS:
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            found.append(port)
        if len(found) == number:
            return found
    raise RuntimeError(f"Of the ports {PORTS.start} to {PORTS.stop - 1} fewer than {number} are free: end a server.")


@contextlib.contextmanager
def _hub(folder: Path, students: int) -> Iterator[Hub]:
    ports = dict(zip(_names(students), own_ports(students), strict=True))
    port, inner, api = _free_ports(3)
    token = secrets.token_hex(16)
    config = folder / "jupyterhub_config.py"
    config.write_text(
        CONFIG.format(
            port=port, inner=inner, api=api, folder=folder, token=token, python=sys.executable, proxy=str(PROXY),
            patience=PATIENCE_S, ports=ports,
        ),
        encoding="utf-8",
    )  # fmt: skip
    with (folder / LOG).open("w") as log:
        command = [sys.executable, "-m", "jupyterhub", "--config", str(config)]
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=subprocess.STDOUT)
        hub = Hub(f"http://127.0.0.1:{port}", token, folder / "homes", process)
        try:
            _wait_until_up(hub, folder / LOG)
            yield hub
        finally:
            process.terminate()
            try:
                process.wait(60)
            except subprocess.TimeoutExpired:
                process.kill()


def _wait_until_up(hub: Hub, log: Path) -> None:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until and hub.process.poll() is None:
        try:
            hub.ask("hub/api/")
            return
        except (urllib.error.URLError, ConnectionError, RuntimeError):  # the proxy is up before the Hub
            time.sleep(0.2)
    raise RuntimeError(f"JupyterHub did not start. Its last words:\n{log.read_text()[-2000:]}")


# ---------------------------------------------------------------------------- a student


@dataclass
class Visit:
    """What one student met: seconds to the start page and for the lesson, seconds of each move, problems, work lost."""

    start_page_s: float = 0.0
    lesson_s: float = 0.0
    moves_s: list[float] = field(default_factory=list)
    answers: int = 0
    problems: list[str] = field(default_factory=list)
    lost: int = 0


class Student:
    """A virtual student with a server and a home of their own."""

    def __init__(self, hub: Hub, name: str) -> None:
        self.hub, self.name = hub, name
        self.seen = Visit()

    def visit(self) -> Visit:
        """Take the lesson, lose the server, come back; what goes wrong is kept among the problems."""
        try:
            shutil.copytree(NOTEBOOKS, self.hub.homes / self.name, ignore=shutil.ignore_patterns(".*"))
            self.hub.ask(f"hub/api/users/{self.name}", "POST")
            self._start()
            given = self._take_the_lesson()
            self._stop()
            self._start(first=False)
            with self._kernel() as kernel:
                kernel.run(f"from helpers import practice\npractice.my_work('{SLUG}')")
                found = kernel.one_with("kept").state["kept"]["entries"]["answers"]
            self.seen.lost = sum(found.get(item) != entry for item, entry in given.items())
            self._stop()
        except (OSError, RuntimeError, websocket.WebSocketException) as error:
            self.seen.problems.append(f"{self.name}: {type(error).__name__}: {error}")
        return self.seen

    def _start(self, *, first: bool = True) -> None:
        began = time.monotonic()
        self.hub.ask(f"hub/api/users/{self.name}/server", "POST")
        self._wait(ready=True)
        self.hub.ask(f"user/{self.name}/lab/tree/00_start_here.ipynb")
        if first:
            self.seen.start_page_s = time.monotonic() - began

    def _stop(self) -> None:
        self.hub.ask(f"hub/api/users/{self.name}/server", "DELETE")
        self._wait(ready=False)

    def _wait(self, *, ready: bool) -> None:
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            servers = self.hub.ask(f"hub/api/users/{self.name}")["servers"]
            if ready == any(server["ready"] for server in servers.values()) and (ready or not servers):
                return
            if ready and not servers:
                raise RuntimeError(f"the Hub gave up its start; of it the log says: {self.hub.said_of(self.name)}")
            time.sleep(0.2)
        raise RuntimeError(f"the server was not {'ready' if ready else 'gone'} within {PATIENCE_S} s")

    @contextlib.contextmanager
    def _kernel(self) -> "Iterator[Kernel]":
        user = f"user/{self.name}/api"
        session = self.hub.ask(
            f"{user}/sessions",
            "POST",
            {"path": LESSON, "name": LESSON, "type": "notebook", "kernel": {"name": "python3"}},
        )
        kernel = Kernel(self.hub, f"{user}/kernels/{session['kernel']['id']}/channels")
        try:
            yield kernel
        finally:
            kernel.close()
            self.hub.ask(f"{user}/sessions/{session['id']}", "DELETE")

    def _take_the_lesson(self) -> dict[str, Any]:
        """Run all cells, move every explorer, answer every item; return what the browser gives to be kept."""
        notebook = self.hub.ask(f"user/{self.name}/api/contents/{LESSON}")["content"]
        began = time.monotonic()
        with self._kernel() as kernel:
            for cell in notebook["cells"]:
                if cell["cell_type"] == "code":
                    self.seen.problems += [f"{self.name}: {problem}" for problem in kernel.run(cell["source"])]
            self.seen.lesson_s = time.monotonic() - began
            for comm in kernel.all_with("controls"):
                self._move(kernel, comm)
            entries: dict[str, Any] = {}
            for place, comm in enumerate(kernel.all_with("item")):
                kernel.ask(comm, {"kind": "answer", "ticket": 1, "answer": "a"}, "verdict")
                value = {"answer": "a", "status": comm.state["verdict"]["status"]}
                entries[comm.state["item"]["question"]] = {"at": 1_790_000_000_000 + place, "value": value}
            self.seen.answers = len(entries)
            kernel.tell(kernel.one_with("kept"), {"kind": "keep", "entries": {"answers": entries, "notes": {}}})
            kernel.run("")  # what was told before has been heard when this is over
        return entries

    def _move(self, kernel: "Kernel", comm: "Comm") -> None:
        """Move each control of an explorer to its end and measure how long the new figure takes."""
        values = dict(comm.state["values"])
        for ticket, control in enumerate(comm.state["controls"], start=1):
            values[control["name"]] = control["values"][-1]
            began = time.monotonic()
            kernel.ask(comm, {"kind": "values", "ticket": ticket, "values": values}, "state")
            self.seen.moves_s.append(time.monotonic() - began)


# ---------------------------------------------------------------------------- a kernel


@dataclass
class Comm:
    """A widget as the browser knows it: its id and its shared state."""

    id: str
    state: dict[str, Any]


class Kernel:
    """A kernel behind a student's server, spoken with over its websocket."""

    def __init__(self, hub: Hub, path: str) -> None:
        self.comms: dict[str, Comm] = {}
        address = hub.address.replace("http://", "ws://")
        self._socket = websocket.create_connection(
            f"{address}/{path}", header=[f"Authorization: token {hub.token}"], timeout=PATIENCE_S
        )

    def close(self) -> None:
        """Close the connection."""
        self._socket.close()

    def run(self, source: str) -> list[str]:
        """Run a cell and return what went wrong in it."""
        asked = self._send("execute_request", {"code": source, "silent": False, "store_history": True})
        problems = []
        while True:
            message = self._receive()
            if message["parent_header"].get("msg_id") != asked:
                continue
            if message["msg_type"] == "error":
                problems.append(f"{message['content']['ename']}: {message['content']['evalue']}")
            if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
                return problems

    def ask(self, comm: Comm, content: dict[str, Any], trait: str) -> None:
        """Send a widget a message and wait until its `trait` answers the ticket."""
        self.tell(comm, content)
        while comm.state.get(trait, {}).get("ticket") != content["ticket"]:
            self._receive()

    def tell(self, comm: Comm, content: dict[str, Any]) -> None:
        """Send a widget a message."""
        custom = {"method": "custom", "content": content | {"version": messages.VERSION}}
        self._send("comm_msg", {"comm_id": comm.id, "data": custom})

    def all_with(self, trait: str) -> list[Comm]:
        """Return the widgets that share `trait`, in the order in which they were made."""
        return [comm for comm in self.comms.values() if trait in comm.state]

    def one_with(self, trait: str) -> Comm:
        """Return the widget that shares `trait`; raises RuntimeError where none does."""
        found = self.all_with(trait)
        if not found:
            raise RuntimeError(f"no widget shares '{trait}'")
        return found[-1]

    def _send(self, kind: str, content: dict[str, Any]) -> str:
        header = {"msg_id": uuid.uuid4().hex, "msg_type": kind, "username": "", "session": "class", "version": "5.3"}
        message = {"header": header, "parent_header": {}, "metadata": {}, "content": content, "channel": "shell"}
        self._socket.send(json.dumps(message | {"buffers": []}))
        return header["msg_id"]

    def _receive(self) -> dict[str, Any]:
        """Return the next message of the kernel, and note what it says of widgets."""
        raw = self._socket.recv()
        if isinstance(raw, bytes):  # a message with buffers: their places stand before the JSON
            first = int.from_bytes(raw[4:8], "big")
            end = int.from_bytes(raw[8:12], "big")
            raw = raw[first:end].decode()
        message = json.loads(raw)
        content = message["content"]
        if message["msg_type"] == "comm_open":
            self.comms[content["comm_id"]] = Comm(content["comm_id"], content["data"].get("state", {}))
        elif message["msg_type"] == "comm_msg" and content["data"].get("method") == "update":
            self.comms[content["comm_id"]].state |= content["data"]["state"]
        return message


# ---------------------------------------------------------------------------- what it took


class _Weights:
    """The most memory (MB, shared pages counted once) that the servers and the kernels together took."""

    def __init__(self, hub: int) -> None:
        self.servers = self.kernels = self.most_servers = self.most_kernels = 0.0
        self._hub, self._over = psutil.Process(hub), threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> "_Weights":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(2):
            found = {"singleuser": [], "ipykernel": []}
            for process in self._hub.children(recursive=True):
                with contextlib.suppress(psutil.Error):
                    line = " ".join(process.cmdline())
                    for kind in found:
                        if kind in line:
                            found[kind].append(process.memory_full_info().pss / 1e6)
            self.servers = max(self.servers, sum(found["singleuser"]))
            self.kernels = max(self.kernels, sum(found["ipykernel"]))
            self.most_servers = max([self.most_servers, *found["singleuser"]])
            self.most_kernels = max([self.most_kernels, *found["ipykernel"]])


def _print(visits: list[Visit], weights: _Weights, whole: float) -> None:
    moves = sorted(second for visit in visits for second in visit.moves_s)
    rows = [
        ("students", f"{len(visits)}"),
        ("whole", f"{whole:.0f} s"),
        ("to the start page, median and longest", _two([visit.start_page_s for visit in visits], "s")),
        (f"all cells of {LESSON}, median and longest", _two([visit.lesson_s for visit in visits], "s")),
        ("control to new figure, median and p95", _moves(moves)),
        ("memory of all servers, of the largest", f"{weights.servers:.0f} MB, {weights.most_servers:.0f} MB"),
        ("memory of all kernels, of the largest", f"{weights.kernels:.0f} MB, {weights.most_kernels:.0f} MB"),
        ("answers given", f"{sum(visit.answers for visit in visits)}"),
        ("answers lost", f"{sum(visit.lost for visit in visits)}"),
        ("errors", f"{sum(len(visit.problems) for visit in visits)}"),
    ]
    print("| what | measured |\n|---|---|")
    for what, measured in rows:
        print(f"| {what} | {measured} |")
    for visit in visits:
        for problem in visit.problems:
            print(problem, file=sys.stderr)


def _two(seconds: list[float], unit: str) -> str:
    return f"{statistics.median(seconds):.1f} {unit}, {max(seconds):.1f} {unit}"


def _moves(seconds: list[float]) -> str:
    if not seconds:
        return "none"
    return f"{1000 * statistics.median(seconds):.0f} ms, {1000 * seconds[int(0.95 * (len(seconds) - 1))]:.0f} ms"


if __name__ == "__main__":
    sys.exit(main())
