"""What a notebook shows whose kernel has ended, and that nothing goes wrong while the server sees to it."""

import asyncio
import copy
import logging
from types import SimpleNamespace

import nbformat
import nbformat.v4
import pytest
from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager, LargeFileManager

from helpers import explorers, foreign, practice, server, stored

OURS = {stored.VIEW: {stored.MARK: {"still": True}}}


def output(model, metadata=OURS, **still):
    """Return an output that shows `model` live, with `still` beside it."""
    data = {stored.VIEW: {"version_major": 2, "version_minor": 0, "model_id": model}, **still}
    return nbformat.v4.new_output("execute_result", data, metadata=copy.deepcopy(metadata), execution_count=1)


def notebook(*outputs):
    """Return a notebook with some words and a cell with these outputs."""
    words, code = nbformat.v4.new_markdown_cell("Words."), nbformat.v4.new_code_cell("1", outputs=[*outputs])
    return nbformat.v4.new_notebook(cells=[words, code])


EXPLORER = output("explorer", **{stored.PLOT: {"data": []}, "text/html": "<p>E</p>", "text/plain": "E"})
PLATE = output("plate", **{"image/svg+xml": "<svg/>", "text/plain": "P"})
FOREIGN = output("slider", {}, **{stored.PLOT: {"data": []}, "text/plain": "S"})
PRINTED = nbformat.v4.new_output("stream", text="1")
LESSON = notebook(PRINTED, EXPLORER, PLATE, FOREIGN)


def test_only_the_courses_views_without_a_model_are_left_out():
    assert stored.models(LESSON) == {"explorer", "plate"}
    before = copy.deepcopy(LESSON)
    still = stored.without(LESSON, {"explorer", "slider"})
    assert before == LESSON
    printed, explorer, *others = still.cells[1].outputs
    assert [printed, *others] == [PRINTED, PLATE, FOREIGN]
    assert explorer.data == {"text/html": "<p>E</p>", "text/plain": "E"} and explorer.metadata == {}
    assert stored.without(LESSON, {"plate"}).cells[1].outputs[2].data == {"image/svg+xml": "<svg/>", "text/plain": "P"}
    nbformat.validate(still)
    assert stored.models(still) == {"plate"}


@pytest.mark.parametrize(
    ("make", "purpose"),
    [
        (explorers.two_drugs, "move its controls"),
        (explorers.cytokine_classes, "move its controls"),
        (lambda: practice.ask("messengers-01"), "answer"),
    ],
)
def test_a_widget_of_the_course_is_marked_and_its_still_form_says_what_to_do(make, purpose):
    data, metadata = make()._repr_mimebundle_()
    shown = nbformat.v4.new_output("execute_result", data, metadata=metadata, execution_count=1)
    (model,) = stored.models(notebook(shown))
    assert model == data[stored.VIEW]["model_id"]
    assert f"To {purpose}, run this cell" in data["text/html"]
    still = stored.without(notebook(shown), {model}).cells[1].outputs[0].data
    assert set(still) == {"text/html", "text/plain"}
    stored.unrun(shown)
    assert (
        not stored.models(notebook(shown)) and stored.without(notebook(shown), set()).cells[1].outputs[0].data == still
    )


def test_what_lives_as_long_as_its_kernel_is_not_stored():
    """A lesson keeps of an output of the course its mark, of another one no metadata."""
    ours, other = copy.deepcopy(EXPLORER), copy.deepcopy(FOREIGN)
    for shown in (ours, other, copy.deepcopy(PRINTED)):
        stored.unrun(shown)
    assert set(ours.data) == {stored.PLOT, "text/html", "text/plain"} and ours.metadata == OURS
    assert set(other.data) == {stored.PLOT, "text/plain"} and other.metadata == {}
    lesson = notebook(ours, other)
    shown, same = stored.without(lesson, set()).cells[1].outputs
    assert shown.data == {"text/html": "<p>E</p>", "text/plain": "E"} and same == other


# ---------------------------------------------------------------- the server


class Kernel:
    """A kernel that holds these models, as a client on its control channel meets it; with none it never answers."""

    def __init__(self, *models):
        self.models = models
        self.control_channel = self.session = self
        self.open = self.most = 0

    def client(self):
        return self

    def start_channels(self, **_channels):
        self.open += 1
        self.most = max(self.open, self.most)

    def stop_channels(self):
        self.open -= 1

    def msg(self, kind, content):
        return kind, content

    def send(self, message):
        assert message == ("comm_info_request", {})

    async def get_msg(self):
        await asyncio.sleep(0)
        if not self.models:
            await asyncio.Event().wait()
        return {"content": {"comms": dict.fromkeys(self.models, {"target_name": "jupyter.widget"})}}


def app(contents, *sessions, kernel=None):
    """Return as much of a server as the extension sees, with these `sessions` (paths) of one `kernel`."""

    async def list_sessions():
        return [{"path": path, "kernel": {"id": "k"}} for path in sessions]

    return SimpleNamespace(
        web_app=SimpleNamespace(settings={foreign.CONTENTS: contents}),
        session_manager=SimpleNamespace(list_sessions=list_sessions),
        kernel_manager=SimpleNamespace(get_kernel={"k": kernel}.__getitem__),
        log=logging.getLogger("server"),
    )


@pytest.fixture(params=[LargeFileManager, AsyncLargeFileManager])
def contents(request, tmp_path):
    """Where a server keeps files, of both kinds, with a lesson in it."""
    (tmp_path / "sub").mkdir()
    nbformat.write(LESSON, tmp_path / "sub" / "lesson.ipynb")
    return request.param(root_dir=str(tmp_path))


def opened(app, path="/sub/lesson.ipynb", **options):
    """Add the extension's part and return what is opened at `path`."""
    stored.show_stills(app)
    return asyncio.run(app.web_app.settings[foreign.CONTENTS].get(path, **options))


def test_where_no_kernel_lives_pictures_are_opened_and_the_file_stays(contents, tmp_path):
    file = tmp_path / "sub" / "lesson.ipynb"
    before = file.read_bytes()
    model = opened(app(contents, "other.ipynb", kernel=Kernel("explorer")), require_hash=True)
    assert stored.models(model["content"]) == set()
    assert file.read_bytes() == before
    assert model["hash"] == opened(app(contents), content=False, require_hash=True)["hash"]


def test_what_a_living_kernel_holds_stays_live(contents):
    kernel = Kernel("plate", "another")
    model = opened(app(contents, "sub/lesson.ipynb", kernel=kernel))
    assert stored.models(model["content"]) == {"plate"} and kernel.open == 0


def test_a_kernel_is_asked_by_one_at_a_time(contents):
    kernel = Kernel("plate")
    running = app(contents, "sub/lesson.ipynb", kernel=kernel)
    stored.show_stills(running)
    get = running.web_app.settings[foreign.CONTENTS].get

    async def both():
        return await asyncio.gather(get("sub/lesson.ipynb"), get("sub/lesson.ipynb"))

    assert [stored.models(model["content"]) for model in asyncio.run(both())] == [{"plate"}] * 2
    assert kernel.most == 1


@pytest.mark.parametrize(("path", "kind"), [("", "directory"), ("sub/words.txt", "file"), ("sub/lesson.ipynb", "file")])
def test_what_is_opened_as_no_notebook_is_opened_as_ever(contents, path, kind, tmp_path):
    (tmp_path / "sub" / "words.txt").write_text("words", encoding="utf-8")
    model = opened(app(contents), path, type=kind)
    assert model["type"] == kind
    if kind == "file":
        assert model["content"] == (tmp_path / path).read_text(encoding="utf-8")


def test_what_is_not_there_is_missed_as_ever(contents):
    with pytest.raises(Exception, match="HTTP 404"):
        opened(app(contents), "sub/no_lesson.ipynb")


def test_everything_else_is_done_by_what_keeps_the_files(contents, tmp_path):
    """The server's own save, copy and trust go their way, and a copy of a lesson is whole."""
    running = app(contents)
    stored.show_stills(running)
    reading = running.web_app.settings[foreign.CONTENTS]
    assert reading.root_dir == str(tmp_path) and reading.save == contents.save
    copied = reading.copy("sub/lesson.ipynb")
    asyncio.run(copied) if asyncio.iscoroutine(copied) else None
    assert stored.models(nbformat.read(tmp_path / "sub" / "lesson-Copy1.ipynb", as_version=4)) == {"explorer", "plate"}


def broken():
    raise ValueError("sessions are kept in another way")


def strange():
    return [{"path": "sub/lesson.ipynb"}]


@pytest.mark.parametrize(
    ("sessions", "said"), [(broken, "sessions are kept in another way"), (strange, "KeyError('kernel')")]
)
def test_a_server_whose_sessions_cannot_be_read_opens_what_is_stored(contents, sessions, said, caplog):
    running = app(contents)
    running.session_manager.list_sessions = sessions
    assert stored.models(opened(running)["content"]) == {"explorer", "plate"}
    assert "Interleukins: sub/lesson.ipynb is shown as it was stored: " in caplog.text and said in caplog.text


def test_a_kernel_that_does_not_answer_is_not_waited_for(contents, caplog, monkeypatch):
    monkeypatch.setattr(stored, "PATIENCE_S", 0.05)
    kernel = Kernel()
    model = opened(app(contents, "sub/lesson.ipynb", kernel=kernel))
    assert stored.models(model["content"]) == {"explorer", "plate"}
    assert "its kernel did not answer within 0.05 s" in caplog.text
    assert kernel.open == 0, "what was opened to ask it is closed"


def test_a_notebook_without_the_courses_views_asks_nobody(contents, tmp_path, caplog):
    unrun = copy.deepcopy(EXPLORER)
    stored.unrun(unrun)
    nbformat.write(notebook(FOREIGN, unrun), tmp_path / "sub" / "lesson.ipynb")
    running = app(contents)
    running.session_manager.list_sessions = broken
    other, ours = opened(running)["content"].cells[1].outputs
    assert other == FOREIGN and stored.PLOT not in ours.data
    assert "Interleukins" not in caplog.text


def test_a_server_that_reads_in_another_way_says_so_and_stays_as_it_is(caplog):
    running = app(None)
    server._softly(stored.show_stills, running)
    assert running.web_app.settings[foreign.CONTENTS] is None
    assert "Interleukins: A lesson whose kernel has ended shows errors in place of its pictures: " in caplog.text
