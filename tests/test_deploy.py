"""What deploy/ says: values that can be read, numbers that agree, a class of virtual students that starts as told."""

import re
import socket
import subprocess
import urllib.parse
from pathlib import Path

import pytest
import yaml
from benchmarks import hub

from helpers import tables
from tests import notebooks
from tests.notebooks import ROOT

FOLDER = ROOT / "deploy"
TEXT = (FOLDER / "README.md").read_text(encoding="utf-8")
# What was compared with the chart's own schema (`jupyterhub/values.schema.yaml`, which allows no other key there).
COMPARED = {
    "hub.config",
    "hub.concurrentSpawnLimit",
    "singleuser.image.name",
    "singleuser.image.tag",
    "singleuser.defaultUrl",
    "singleuser.memory.guarantee",
    "singleuser.memory.limit",
    "singleuser.cpu.guarantee",
    "singleuser.cpu.limit",
    "singleuser.storage.capacity",
    "singleuser.lifecycleHooks.postStart",
    "singleuser.extraFiles",
    "cull.enabled",
    "cull.timeout",
    "cull.every",
    "scheduling.userScheduler.enabled",
    "prePuller.hook.enabled",
    "prePuller.continuous.enabled",
}
VALUES = yaml.safe_load((FOLDER / "zero-to-jupyterhub.yaml").read_text(encoding="utf-8"))


def test_the_values_are_read_and_what_is_yours_to_fill_in_is_in_capitals():
    assert set(VALUES) == {"hub", "singleuser", "cull", "scheduling", "prePuller"}
    yours = re.findall(r"YOUR-[A-Z-]+", (FOLDER / "zero-to-jupyterhub.yaml").read_text(encoding="utf-8"))
    assert set(yours) >= {"YOUR-REGISTRY", "YOUR-TAG", "YOUR-CLIENT-ID", "YOUR-LEARNING-PLATFORM"}
    assert VALUES["hub"]["config"]["Authenticator"] == {"allow_all": True}, "a Hub lets in only whom it is told to"
    start = VALUES["singleuser"]["defaultUrl"].partition("/course/")[2]
    assert (ROOT / start).is_file()


def _given(values: object, path: str = "") -> set[str]:
    """Return the dotted keys of `values`, down to those that were compared."""
    if path in COMPARED or not isinstance(values, dict):
        return {path}
    return {key for name, part in values.items() for key in _given(part, f"{path}.{name}".lstrip("."))}


def test_every_value_stands_where_the_charts_schema_has_it():
    """Helm refuses a key that the schema does not name; a file is written as JSON where its name ends so."""
    assert _given(VALUES) == COMPARED
    for file in VALUES["singleuser"]["extraFiles"].values():
        assert set(file) == {"mountPath", "data"} and file["mountPath"].endswith(".json")
    assert all(isinstance(value, (int, float)) for value in VALUES["singleuser"]["cpu"].values())
    assert all(isinstance(VALUES["cull"][key], int) for key in ("timeout", "every"))


def test_a_home_that_is_put_over_the_image_hides_no_code():
    [image] = re.findall(r"--target-repo-dir (\S+)", TEXT)
    home = VALUES["hub"]["config"]["KubeSpawner"]["working_dir"]
    assert not Path(image).is_relative_to(home), "what lies in the home of the image is not there for students"
    *_, pulled = VALUES["singleuser"]["lifecycleHooks"]["postStart"]["exec"]["command"]
    assert VALUES["singleuser"]["defaultUrl"].startswith(f"/lab/tree/{pulled}/")


def test_the_link_for_a_hub_opens_the_start_page_in_the_folder_that_it_fills():
    """It opens `urlpath` below the home; `targetpath` is the folder there that gets the repository."""
    [link] = re.findall(r"`(https://HUB/hub/user-redirect/git-pull\?\S+)`", (ROOT / "README.md").read_text("utf-8"))
    asked = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(link).query))
    folder = asked.pop("targetpath")
    assert asked.pop("urlpath") == f"lab/tree/{folder}/notebooks/{notebooks.path_of('start-here').name}"
    assert asked == {"repo": "ADDRESS"}


def test_the_numbers_of_memory_agree():
    [measured] = re.findall(r"(\d+) MB for a server and (\d+) MB", TEXT)
    server, kernel = map(int, measured)
    for servers, lessons, gigabytes in re.findall(r"\((\d+) servers and (\d+) open lessons: (\d+) GB\)", TEXT):
        assert round((int(servers) * server + int(lessons) * kernel) / 1000) == int(gigabytes)
    [found] = re.findall(r"^\| memory of the largest server, .*? \| (.+) \|$", TEXT, flags=re.MULTILINE)
    for column in found.split(" | "):
        assert all(m <= told for m, told in zip(map(int, re.findall(r"\d+", column)), (server, kernel), strict=True))
    assert int(VALUES["singleuser"]["memory"]["guarantee"].removesuffix("M")) >= server + 2 * kernel
    limit = 1000 * int(VALUES["singleuser"]["memory"]["limit"].removesuffix("G"))
    assert limit >= server + 3 * kernel


@pytest.mark.parametrize("number", ["0", "101", "many"])
def test_a_class_that_does_not_fit_is_refused(number, capsys):
    with pytest.raises(SystemExit):
        hub.main([number])
    assert f"{number}" in capsys.readouterr().err


def test_a_missing_proxy_is_said_before_anything_starts(monkeypatch, capsys):
    monkeypatch.setattr(hub, "PROXY", Path("nowhere"))
    with pytest.raises(SystemExit):
        hub.main(["1"])
    assert "run `make hub-test`" in capsys.readouterr().err


def test_every_student_has_a_port_that_no_kernel_and_no_connection_is_given():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", hub.own_ports(1)[0]))
        taken.listen()
        ports = hub.own_ports(hub.MOST)
        assert len(set(ports)) == hub.MOST and taken.getsockname()[1] not in ports
    given = Path("/proc/sys/net/ipv4/ip_local_port_range")
    assert not given.exists() or max(hub.PORTS) < int(given.read_text().split()[0])


def test_a_start_that_the_hub_gave_up_is_told_at_once_with_its_reason(tmp_path, monkeypatch):
    (tmp_path / hub.LOG).write_text("student01 is here\nstudent02: port is in use\n", encoding="utf-8")
    there = hub.Hub("http://127.0.0.1:9", "token", tmp_path / "homes", subprocess.Popen(["true"]))
    monkeypatch.setattr(hub.Hub, "ask", lambda *_: {"servers": {}})
    with pytest.raises(RuntimeError, match="gave up its start.*student02: port is in use$"):
        hub.Student(there, "student02")._wait(ready=True)
    there.process.wait()


def test_the_paper_says_of_twenty_students_what_was_measured():
    rows = re.findall(r"^\| (.+?) \| .+? \| (.+?) \|$", TEXT, flags=re.MULTILINE)
    measured = {what: twenty for what, twenty in rows if re.match(r"answers|memory of the largest", what)}
    answers, lost = re.findall(r"\d+", measured["answers given, lost"])
    server, kernel = re.findall(r"\d+ MB", measured["memory of the largest server, of the largest kernel"])
    told = f"{answers} answers, none lost; {server} for the largest server, {kernel} for the largest kernel |"
    assert lost == "0" and told in (ROOT / "paper.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", sorted((ROOT / ".github").rglob("*.yml")), ids=lambda path: path.stem)
def test_what_the_host_of_the_repository_reads_can_be_read(path):
    assert {"on", True, "body"} & set(yaml.safe_load(path.read_text(encoding="utf-8")))  # YAML 1.1 reads `on` as true


def test_a_release_writes_as_its_user_before_root_does():
    text = (ROOT / ".github" / "workflows" / "release.yml").read_text(encoding="utf-8")
    commands = [step.get("run", "") for step in yaml.safe_load(text)["jobs"]["release"]["steps"]]
    order = [place for word in ("make site", "sudo", "gh release") for place, run in enumerate(commands) if word in run]
    assert len(order) == 3 and order == sorted(order)


def test_instructors_read_how_long_lessons_take():
    minutes = tables.load("lessons").query("number > 0")["minutes"]
    told = (ROOT / "docs" / "instructors" / "README.md").read_text(encoding="utf-8")
    assert f"takes {min(minutes)} to {max(minutes)} minutes" in told
