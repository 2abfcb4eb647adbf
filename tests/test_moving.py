"""A lesson is moved by its number in the table of lessons and the name of its file; the rest is renewed."""

import csv
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from helpers import tables
from tests.notebooks import ROOT, path_of

PARTS = ("src", "tests", "data", "docs", "notebooks", "benchmarks", "deploy")
# Two neighbours change places, and one goes into a place that nobody has.
MOVES = {"orchestrating-a-response": 5, "balance": 4, "check-the-lecture": 18}
RENEWED = (
    ("tests.refresh", "--links"),
    ("helpers.tables", "--readme"),
    ("tests.objectives",),
    ("tests.readme",),
)
CHECKED = (
    "tests/test_checklist.py",
    "tests/test_objectives.py",
    *(f"tests/lessons/test_{lesson.replace('-', '_')}.py" for lesson in MOVES),
    "tests/site/test_build.py",
    "tests/test_architecture.py::test_the_readme_shows_the_map_of_the_course",
    "tests/test_architecture.py::test_no_text_counts_the_lessons",
    "tests/test_architecture.py::test_links_in_the_pages_lead_somewhere",
)


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """Return a copy of the course, with its byte code, so that nothing is compiled again."""
    for part in PARTS:
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    for path in ROOT.iterdir():
        if path.is_file():
            shutil.copy(path, tmp_path)
    return tmp_path


def run(course: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a module of the copy, with the copy's own code and tables, and without the plugins of pytest."""
    environment = os.environ | {
        "PYTHONPATH": f"{course / 'src'}{os.pathsep}{course}",
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
    }
    command = [sys.executable, "-m", *arguments]
    return subprocess.run(command, cwd=course, env=environment, capture_output=True, text=True, check=False)


def move(course: Path, moves: Mapping[str, int]) -> None:
    """Give lessons another number and their files the name that goes with it."""
    path = course / "data" / "lessons.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row["number"] = str(moves.get(row["lesson"], row["number"]))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    named = tables.lessons().set_index("lesson")["notebook"]
    for lesson, number in moves.items():
        old = course / "notebooks" / named[lesson]
        old.rename(old.with_name(f"{number:02d}{old.name[2:]}"))


def test_a_lesson_is_moved_by_one_row_and_one_file_name(course: Path) -> None:
    move(course, MOVES)
    start = str(course / "notebooks" / "00_start_here.ipynb")
    for arguments in (*RENEWED, ("tests.refresh", start)):
        result = run(course, *arguments)
        assert result.returncode == 0, result.stderr[-2000:]
    # That the checklist finds its faults is shown elsewhere.
    chosen = ("-m", "not browser", "-k", "not fault")
    checked = ("pytest", "-q", "-p", "no:cacheprovider", *chosen, *CHECKED)
    result = run(course, *checked)
    assert result.returncode == 0, result.stdout[-4000:]
    text = Path(start).read_text(encoding="utf-8")
    assert "05 Orchestrating a response" in text and "18 Check the lecture" in text


def test_a_lesson_that_was_half_moved_is_noticed(course: Path) -> None:
    """The number alone: the file keeps its name, and the head and the links theirs."""
    path = course / "data" / "lessons.csv"
    path.write_text(
        path.read_text(encoding="utf-8").replace("\ncheck-the-lecture,17,", "\ncheck-the-lecture,18,"), encoding="utf-8"
    )
    result = run(course, "pytest", "-q", "-p", "no:cacheprovider", "tests/test_checklist.py", "-k", "line_3 and passes")
    assert result.returncode == 1
    failed = re.findall(r"^FAILED .*\[(line\w+)-(\w+)\]", result.stdout, flags=re.MULTILINE)
    assert ("line_3_minutes_and_needs", path_of("check-the-lecture").stem) in failed


def test_a_lesson_before_one_that_it_needs_is_noticed(course: Path) -> None:
    move(course, {"balance": 2, "families-and-receptors": 5})
    (problem, *_) = tables.validate(course / "data")
    assert "'families-and-receptors' does not come before this lesson" in str(problem)
