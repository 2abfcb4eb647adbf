"""The file beside the notebooks: the newer entry stays, nothing that is there is lost, and what is wrong is said."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from helpers import messages, practice
from helpers.practice import kept

VALUE: messages.Answered = {"answer": ["b", "a"], "status": "right"}
GIVEN: messages.AnswerEntry = {"at": 20, "value": VALUE}
TAKEN_AWAY: messages.AnswerEntry = {"at": 30}
NOTE: messages.NoteEntry = {"at": 5, "value": "Ask about β, and half an emoji: \ud83d"}


def entries(answers: dict[str, Any] | None = None, notes: dict[str, Any] | None = None) -> messages.Entries:
    return {"answers": answers or {}, "notes": notes or {}}


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    given = entries({"messengers-01": GIVEN}, {"messengers": NOTE})
    assert kept.read(tmp_path) == {"entries": entries(), "problem": ""}
    assert kept.merge(given, tmp_path) == ""
    assert kept.read(tmp_path) == {"entries": given, "problem": ""}
    assert [path.name for path in tmp_path.iterdir()] == [kept.FILE]


def test_nothing_to_keep_writes_no_file(tmp_path: Path) -> None:
    assert kept.merge(entries(), tmp_path) == ""
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("first", "second"), [(GIVEN, TAKEN_AWAY), (TAKEN_AWAY, GIVEN)])
def test_the_newer_stays_whichever_comes_first(tmp_path: Path, first: Any, second: Any) -> None:
    kept.merge(entries({"messengers-01": first, "messengers-02": GIVEN}), tmp_path)
    kept.merge(entries({"messengers-01": second, "messengers-03": GIVEN}), tmp_path)
    there = kept.read(tmp_path)["entries"]["answers"]
    assert there == {"messengers-01": TAKEN_AWAY, "messengers-02": GIVEN, "messengers-03": GIVEN}
    assert "messengers-01" not in json.loads((tmp_path / kept.FILE).read_text())["answers"]


def test_a_file_that_was_saved_by_hand_is_read_as_older_than_all(tmp_path: Path) -> None:
    saved = {"course": kept.COURSE, "answers": {"messengers-01": VALUE}, "notes": {"messengers": "mine"}}
    (tmp_path / kept.FILE).write_text(json.dumps(saved), encoding="utf-8")
    assert kept.read(tmp_path)["entries"]["notes"] == {"messengers": {"at": 0, "value": "mine"}}
    kept.merge(entries(notes={"messengers": NOTE}), tmp_path)
    assert kept.read(tmp_path)["entries"] == entries({"messengers-01": {"at": 0, "value": VALUE}}, {"messengers": NOTE})


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b"[]",
        b'{"course": "another"}',
        json.dumps({"course": kept.COURSE, "answers": []}).encode(),
        json.dumps({"course": kept.COURSE, "times": 3}).encode(),
        json.dumps({"course": kept.COURSE, "notes": {"messengers": 7}}).encode(),
    ],
)
def test_a_damaged_file_is_said_and_kept_aside(tmp_path: Path, content: bytes) -> None:
    (tmp_path / kept.FILE).write_bytes(content)
    assert kept.read(tmp_path)["problem"].endswith("cannot be read: move it away.")
    assert kept.merge(entries({"messengers-01": GIVEN}), tmp_path) == ""
    assert kept.read(tmp_path) == {"entries": entries({"messengers-01": GIVEN}), "problem": ""}
    (aside,) = [path for path in tmp_path.iterdir() if path.name != kept.FILE]
    assert aside.read_bytes() == content and aside.name.endswith(kept.FILE)


def test_a_write_that_fails_is_said_and_leaves_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept.merge(entries({"messengers-01": GIVEN}), tmp_path)

    def full(*_arguments: object, **_options: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(json, "dump", full)
    problem = kept.merge(entries({"messengers-02": GIVEN}), tmp_path)
    assert problem.startswith("Your work cannot be written beside the notebooks (No space left on device): only this")
    monkeypatch.undo()
    assert kept.read(tmp_path)["entries"] == entries({"messengers-01": GIVEN})
    assert os.listdir(tmp_path) == [kept.FILE]


def test_items_and_panel_keep_what_the_browser_sends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    said: list[Any] = []
    monkeypatch.setattr(practice.Work, "say", lambda _self, message, _buffers=None: said.append(message))
    message = messages.contract()["messages"]["keep"]["examples"][0]
    practice.ask("messengers-01").receive(message)
    panel = practice.my_work("messengers")
    assert panel.kept == {"entries": message["entries"], "problem": ""}
    monkeypatch.setattr(kept, "merge", lambda _entries: "Nothing can be written.")
    panel.receive(message)
    assert said == [{"version": 1, "kind": "warning", "problem": "Nothing can be written."}]
