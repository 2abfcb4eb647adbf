"""The page for marking texts: names hidden, every mark in the store, for this machine's marker only, usable by all."""

import asyncio
import json
import threading
import urllib.error
import urllib.request
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from helpers.coursework import grading, returning
from helpers.coursework.__main__ import main
from helpers.coursework.handmarks import applying, store
from helpers.coursework.roster import Student
from tests.coursework import students

tornado = pytest.importorskip("tornado")

from helpers.coursework.marking import desk as desks  # noqa: E402
from helpers.coursework.marking import server  # noqa: E402

NAMES = [
    name
    for name in (f"m{number:03d}" for number in range(60))
    if students.data_of("A1", name).questions["A1-12"].item == "A1-12a"
][:6]
TOKEN = "a-token-for-the-tests"


def hand_in(folder: Path, names: list[str]) -> None:
    for name in names:
        data = students.data_of("A1", name)
        text = f"The message of student number {name[1:]} decays within the hour, so that the pulse ends.\n\nAnd more."
        answers = {"A1-12": (text, "")}
        target = folder / name / "work.ipynb"
        target.parent.mkdir(parents=True)
        target.write_bytes(students.raw(students.notebook(data, answers)))


def graded(folder: Path, names: list[str]) -> grading.Graded:
    hand_in(folder / "in", names)
    roster = {name: Student(name, f"Ada {name}") for name in names}
    return grading.grade(folder / "in", roster, grading.Sources("A1", students.KEY))


@pytest.fixture
def found(tmp_path):
    return graded(tmp_path, NAMES)


@pytest.fixture
def desk(found, tmp_path):
    return desks.Desk(found, store.read(tmp_path / "marks.jsonl"), "Ada")


def texts(desk):
    return [text for item in desk.shown()["items"] for text in item["texts"]]


def test_the_desk_hides_names_and_tells_everything_else(desk):
    shown = desk.shown()
    assert len(texts(desk)) == len(NAMES) and {text["text"] for text in texts(desk)} == set(range(len(NAMES)))
    assert "Ada" not in json.dumps(shown) and not any(f'"{name}"' in json.dumps(shown) for name in NAMES)
    for item in shown["items"]:
        assert sum(line["score"] for line in item["rubric"]) == item["out_of"] == 4
        assert all(text["task"] and "decays" in text["answer"] and text["points"] is None for text in item["texts"])


def test_each_mark_is_in_the_store_at_once_and_once(desk, tmp_path):
    item = desk.shown()["items"][0]
    line = item["rubric"][0]
    sent = {"text": 0, "points": line["score"], "lines": [line["name"], "no line"], "comment": " Say why. "}
    assert desk.mark(sent)["marked"] == 1
    assert desk.mark(sent)["marked"] == 1
    (kept,) = store.read(tmp_path / "marks.jsonl").decisions
    assert (kept.points, kept.lines, kept.comment, kept.marker) == (line["score"], (line["name"],), "Say why.", "Ada")
    assert kept.student in NAMES and kept.time
    assert desk.shown()["items"][0]["comments"] == ["Say why."]
    assert desk.mark(sent | {"points": None})["marked"] == 0
    assert len(store.read(tmp_path / "marks.jsonl").decisions) == 2


def test_the_page_loaded_again_shows_what_was_given_and_what_was_taken_back(found, desk, tmp_path):
    line = desk.shown()["items"][0]["rubric"][0]
    desk.mark({"text": 0, "points": 2, "lines": [line["name"]], "comment": "Why?"})
    desk.mark({"text": 1, "points": 3})
    desk.mark({"text": 1, "points": None})  # undone
    desk.mark({"text": 2, "points": None, "comment": "Ask her first."})
    again = desks.Desk(found, store.read(tmp_path / "marks.jsonl"), "Ada")
    for page in (desk, again):
        shown = {text["text"]: (text["points"], text["lines"], text["comment"]) for text in texts(page)}
        assert shown[0] == (2, [line["name"]], "Why?")
        assert shown[1] == (None, [], "") and shown[2] == (None, [], "Ask her first.") and shown[3] == (None, [], "")


def test_two_markers_see_each_others_marks_and_the_later_one_counts(found, desk, tmp_path):
    other = desks.Desk(found, store.read(tmp_path / "marks.jsonl"), "Bob")
    assert desk.mark({"text": 0, "points": 3})["other"] == ""
    assert other.mark({"text": 1, "points": 1}) | {"time": ""} == {"marked": 2, "of": 6, "time": "", "other": ""}
    assert other.mark({"text": 0, "points": 2})["other"] == "Ada had given 3; yours count now."
    assert other.mark({"text": 0, "points": 1})["other"] == ""
    assert desk.mark({"text": 1, "points": 1})["other"] == ""  # the same
    desk.mark({"text": 2, "points": None, "comment": "?"})
    assert other.mark({"text": 2, "points": 4})["other"] == "Ada had given no marks; yours count now."
    assert {text["text"]: text["points"] for text in texts(desk)} == {0: 1, 1: 1, 2: 4, 3: None, 4: None, 5: None}
    kept = store.read(tmp_path / "marks.jsonl").decisions
    assert [mark.marker for mark in kept if mark.student == kept[0].student] == ["Ada", "Bob", "Bob"]


def test_marks_of_the_page_go_back_in_moodles_archive_of_feedback(tmp_path):
    folders = [f"Ada {name}_{number}_assignsubmission_file_" for number, name in enumerate(NAMES[:2], start=501)]
    hand_in(tmp_path / "raw", NAMES[:2])
    for name, folder in zip(NAMES, folders, strict=False):
        (tmp_path / "in").mkdir(exist_ok=True)
        (tmp_path / "raw" / name).rename(tmp_path / "in" / folder)
    roster = {name: Student(name, f"Ada {name}") for name in NAMES[:2]}
    found = grading.grade(tmp_path / "in", roster, grading.Sources("A1", students.KEY))
    page = desks.Desk(found, store.read(tmp_path / "marks.jsonl"), "Ada")
    lines = [line["name"] for line in page.shown()["items"][0]["rubric"]]
    page.mark({"text": 0, "points": 4, "lines": lines, "comment": "Clear <b>work</b>."})
    page.mark({"text": 1, "points": 0, "comment": "Which message?"})
    (tmp_path / "out").mkdir()
    marked = applying.apply(found, store.read(tmp_path / "marks.jsonl"))
    assert returning.write(marked, tmp_path / "out") == ["feedback_moodle.zip"]
    with zipfile.ZipFile(tmp_path / "out" / "feedback_moodle.zip") as packed:
        assert sorted(packed.namelist()) == [f"{folder}feedback_part1.html" for folder in folders]
        pages = [packed.read(name).decode() for name in packed.namelist()]
    (clear,) = [page for page in pages if "Clear &lt;b&gt;work&lt;/b&gt;." in page]
    (other,) = [page for page in pages if "Which message?" in page]
    assert clear.count("Found: ") == len(lines) and "Found: " not in other
    assert not any(name in page for page in pages for name in ("Bob", "marks.jsonl"))


@pytest.mark.parametrize("sent", [{"text": 99}, {"text": "0"}, {"text": True}, {}, {"text": 0, "points": 5},
                                  {"text": 0, "points": -1}, {"text": 0, "points": "3"}])  # fmt: skip
def test_what_cannot_be_is_not_stored(desk, tmp_path, sent):
    with pytest.raises(desks.DeskError):
        desk.mark({"points": 1} | sent)
    assert not (tmp_path / "marks.jsonl").exists()


@dataclass
class Running:
    """A server of a desk in a thread of its own."""

    address: str
    loop: asyncio.AbstractEventLoop
    end: asyncio.Event

    def ask(self, path, body=None, **headers):
        request = urllib.request.Request(f"{self.address}{path}", body and json.dumps(body).encode(), headers)
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return answer.status, answer.read().decode(), answer.headers
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode(), error.headers


@pytest.fixture
def running(desk):
    ready: list[Running] = []
    told = threading.Event()

    async def serve():
        end = asyncio.Event()
        made = server.HTTPServer(server.application(desk, TOKEN, end))
        sockets = server.bind_sockets(0, server.HOST)
        made.add_sockets(sockets)
        port = sockets[0].getsockname()[1]
        ready.append(Running(f"http://127.0.0.1:{port}/", asyncio.get_running_loop(), end))
        told.set()
        await end.wait()
        made.stop()

    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    told.wait(20)
    yield ready[0]
    if not ready[0].loop.is_closed():  # the page has not ended it
        ready[0].loop.call_soon_threadsafe(ready[0].end.set)
    thread.join(20)


def test_only_who_has_the_token_gets_or_sends_anything(running):
    for path in ("", "texts", "page.js", "nowhere", "?token=guessed"):
        assert running.ask(path)[0] == 403
    query = "?token=" + TOKEN
    status, page, headers = running.ask(query)
    assert status == 200 and "SameSite=Strict" in headers["Set-Cookie"] and "HttpOnly" in headers["Set-Cookie"]
    assert "default-src 'none'" in headers["Content-Security-Policy"] and "<script>" not in page
    assert running.ask("texts" + query, Host="elsewhere.example")[0] == 403
    mark = {"text": 0, "points": 1}
    assert running.ask("mark" + query, mark)[0] == 403  # as a form of another page would send it
    status, told, _ = running.ask("mark" + query, mark, **{server.HEADER: TOKEN})
    assert status == 200 and json.loads(told)["marked"] == 1
    status, told, _ = running.ask("mark" + query, {"text": 0, "points": 9}, **{server.HEADER: TOKEN})
    assert (status, json.loads(told)["error"]) == (400, "Marks are a number from 0 to 4.")
    assert running.ask("nowhere" + query)[0] == 404


def test_the_command_serves_the_page_and_writes_the_reports(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    hand_in(tmp_path / "in", NAMES[:2])
    Path("course.key").write_text(students.KEY)
    Path("roster.csv").write_text("student_id\n" + "\n".join(NAMES[:2]))

    async def served(desk, port, browser):
        names = [line["name"] for line in desk.shown()["items"][0]["rubric"]]
        desk.mark({"text": 0, "points": 4, "lines": names})
        desk.mark({"text": 1, "points": 2, "comment": "Which of the two?"})

    assert main(["grade", "A1", "in", "--key", "course.key"]) == 0
    monkeypatch.setattr(server, "serve", served)
    assert main(["mark", "A1", "--key", "course.key", "--marker", "Ada", "--no-browser"]) == 0
    pages = "".join(path.read_text(encoding="utf-8") for path in Path("graded/feedback").glob("*.html"))
    assert "Found: " in pages and "Which of the two?" in pages
    assert "texts wait" not in capsys.readouterr().out.splitlines()[-1]
