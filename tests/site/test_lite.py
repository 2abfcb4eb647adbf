"""What `make lite` is built from: lessons that fetch the course first, and versions that are named."""

import re

import nbformat

from helpers.site import lite
from tests import notebooks
from tests.notebooks import ROOT
from tests.test_architecture import PROJECT, declared, name_of


def test_each_lesson_fetches_the_course_and_is_the_same_otherwise(tmp_path):
    """But for a link to coursework, which is not among the files: there its words stay."""
    paths = lite.written(tmp_path / "files")
    assert [path.name for path in paths] == [path.name for path in sorted(notebooks.NOTEBOOKS.glob("[0-9]*.ipynb"))]
    for path in paths:
        written = nbformat.read(path, as_version=4)
        nbformat.validate(written)
        first, *others = written.cells
        assert first.source.splitlines()[1] == f"%pip install -q {' '.join(lite.FETCHED)}"
        stored = nbformat.read(notebooks.NOTEBOOKS / path.name, as_version=4).cells
        for cell in stored:
            cell.source = re.sub(r"\[([a-z0-9 ]+)\]\(coursework/[a-z0-9]+\.ipynb\)", r"\1", cell.source)
        assert others == stored
        assert "(coursework/" not in path.read_text(encoding="utf-8")


def test_what_is_fetched_is_the_course_and_what_its_lessons_need():
    assert lite.FETCHED[0] == PROJECT["project"]["name"]
    assert set(lite.FETCHED[1:]) <= {name_of(line) for line in declared("lab")}


def test_what_builds_it_is_named_with_its_version():
    lines = [line for line in (ROOT / "lite/requirements.txt").read_text().splitlines() if not line.startswith("#")]
    assert all(re.fullmatch(r"[a-z-]+(==[0-9.]+|>=[0-9.]+)", line) for line in lines)
    versions = dict(re.split("[=>]=", line) for line in lines)
    assert versions["jupyterlite-core"] == versions["jupyterlite-pyodide-kernel"]
    assert set(lite.FETCHED) & {"ipywidgets", "anywidget"} <= set(versions)
