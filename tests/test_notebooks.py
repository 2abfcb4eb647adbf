"""The stored notebooks as files, and what happens when they are run again. How they are built: test_checklist.py."""

import json
import os
import shutil
import subprocess
import sys

import nbformat
import nbval.kernel
import pytest
from nbclient.exceptions import CellExecutionError

import tests
from helpers import doctor
from tests import notebooks, refresh

LESSONS = notebooks.lessons()
ALL = notebooks.everything()
# Runs the code cells of the notebooks named; a warning, or a call to the network, ends it.
QUIETLY = """
import sys, warnings
from pathlib import Path
from tests.browser.shown import shown

def watch(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        raise RuntimeError(f"{event} {arguments}")

sys.addaudithook(watch)
warnings.simplefilter("error")
for name in sys.argv[1:]:
    shown(Path(name))
"""


def each(paths):
    return pytest.mark.parametrize("path", paths, ids=lambda path: path.stem)


# ---------------------------------------------------------------- as stored


@each(ALL)
def test_a_notebook_with_its_plates_is_small(path):
    assert path.stat().st_size <= 600 * 1024


def test_all_notebooks_together_are_small():
    assert sum(path.stat().st_size for path in ALL) <= 8 * 1024 * 1024


@each(ALL)
def test_every_line_of_code_fits_a_printed_page(path):
    """`nbconvert --to webpdf` breaks no line, and has room for 88 letters on a sheet."""
    lines = [line for cell in notebooks.code(path) for line in cell["source"].splitlines()]
    long = [line for line in lines if len(line) > refresh.WIDTH]
    assert long == [], f"longer than {refresh.WIDTH} letters"


# ---------------------------------------------------------------- re-running


@each(LESSONS)
def test_a_list_of_sources_that_is_right_stays_as_it_is(path):
    assert refresh.relist(nbformat.read(path, as_version=4)) == nbformat.read(path, as_version=4)


def test_a_list_of_sources_is_filled_with_what_prose_and_items_cite():
    stored = nbformat.read(LESSONS[0], as_version=4)
    place = next(i for i, cell in enumerate(stored.cells) if "lesson.sources(" in cell.source)
    (keys,) = notebooks.called(stored.cells[place].source, "lesson.sources")
    for wrong in ('"hgnc_2026"', ", ".join(f'"{key}"' for key in keys), ""):
        stored.cells[place].source = f"from helpers import lesson\n\nlesson.sources({wrong})"
        filled = refresh.relist(stored).cells[place].source
        assert notebooks.called(filled, "lesson.sources") == [sorted(keys)]
        assert max(map(len, filled.splitlines())) <= refresh.WIDTH and len(filled.splitlines()) <= 15


def test_a_cell_that_fails_is_named_with_its_notebook_which_stays(tmp_path, monkeypatch):
    def fail(*_):
        raise CellExecutionError("KeyError: 'il6'", "KeyError", "'il6'")

    monkeypatch.setattr(refresh, "run", fail)
    path = tmp_path / LESSONS[0].name
    shutil.copy(LESSONS[0], path)
    with pytest.raises(CellExecutionError) as caught:
        refresh.store(path)
    assert caught.value.__notes__ == [f"The cell stands in {path}; mend it there. The stored file is as it was."]
    assert path.read_bytes() == LESSONS[0].read_bytes()


# As `python -m pytest -p nbval.plugin`, with what tests/__init__.py leaves out.
STRICTLY = """
import sys
sys.modules["rfc3987_syntax"] = None
import pytest
sys.exit(pytest.main(["-p", "nbval.plugin", *sys.argv[1:]]))
"""


def run_strictly(path, folder):
    return subprocess.run(
        [sys.executable, "-c", STRICTLY, "-q", "--nbval", str(path), "-p", "no:cacheprovider"],
        cwd=folder,
        env=os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("where", ["root", "notebooks", "elsewhere", "with spaces and ü"])
def test_a_lesson_runs_from_any_folder(where, tmp_path):
    folder = {"root": notebooks.ROOT, "notebooks": notebooks.NOTEBOOKS}.get(where, tmp_path / where)
    folder.mkdir(exist_ok=True)
    copy = tmp_path / "lesson.ipynb"
    copy.write_bytes(LESSONS[0].read_bytes())
    result = run_strictly(copy, folder)
    assert result.returncode == 0, result.stdout[-2000:]


def test_a_changed_output_is_noticed(tmp_path):
    """Strict comparison is alive: one changed digit in one stored output turns the run red."""
    path = notebooks.path_of("agonists-and-antagonists")
    text = path.read_text(encoding="utf-8")
    assert "0.909 nM" in text
    copy = tmp_path / "lesson.ipynb"
    copy.write_text(text.replace("EC50 0.909 nM", "EC50 0.908 nM"), encoding="utf-8")
    result = run_strictly(copy, tmp_path)
    assert result.returncode == 1
    assert "mismatch" in result.stdout


def test_nbval_prints_no_message_for_its_log(monkeypatch):
    """Fails, too, when nbval has no such name any more: then tests/__init__.py need not care."""
    monkeypatch.setattr("nbval.kernel.pformat", None)
    tests.pytest_configure()
    message = {"content": {}}
    assert nbval.kernel.pformat(message) is message


def run_quietly(*paths):
    command = [sys.executable, "-c", QUIETLY, *map(str, paths)]
    return subprocess.run(command, cwd=notebooks.ROOT, capture_output=True, text=True, check=False)


def with_a_line(line, folder):
    """Return a copy of the first lesson whose first code cell begins with one more line of code."""
    content = json.loads(LESSONS[0].read_text(encoding="utf-8"))
    cell = next(cell for cell in content["cells"] if cell["cell_type"] == "code")
    cell["source"].insert(0, f"{line}\n")
    copy = folder / "lesson.ipynb"
    copy.write_text(json.dumps(content), encoding="utf-8")
    return copy


def test_no_lesson_warns_or_calls_out():
    result = run_quietly(*ALL)
    assert result.returncode == 0, result.stderr[-2000:]


def test_a_warning_is_noticed(tmp_path):
    result = run_quietly(with_a_line("import warnings; warnings.warn('careful')", tmp_path))
    assert result.returncode == 1
    assert "UserWarning: careful" in result.stderr


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("import socket; socket.create_connection(('127.0.0.1', 9))", "'127.0.0.1', 9"),
        ("import urllib.request; urllib.request.urlopen('http://example.org')", "'example.org', 80"),
    ],
)
def test_a_call_to_the_network_is_noticed(line, said, tmp_path):
    result = run_quietly(with_a_line(line, tmp_path))
    assert result.returncode == 1
    assert "RuntimeError: socket." in result.stderr and said in result.stderr


def test_the_start_page_finds_nothing_missing():
    assert doctor.problems() == []
    texts = json.dumps([cell["outputs"] for cell in notebooks.code(notebooks.path_of("start-here"))])
    assert "nothing runs here, and that is as it should be" in texts and "Mend this first" not in texts


def test_the_start_page_shows_no_code_and_no_name_to_be_filled_in():
    path = notebooks.path_of("start-here")
    for cell in notebooks.code(path):
        assert cell["metadata"]["jupyter"]["source_hidden"], cell["source"]
    assert "OWNER" not in path.read_text(encoding="utf-8")
