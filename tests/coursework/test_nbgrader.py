"""The same notebooks through nbgrader itself: generate_assignment, autograde, generate_feedback, export."""

import csv
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from helpers.coursework import editions, handouts, items
from helpers.coursework.assignments import ASSIGNMENTS
from tests.coursework import students

pytest.importorskip("nbgrader")


# One process for many commands: nbgrader takes 2.4 s to import, and most commands are done sooner.
COMMANDS = """
import contextlib, json, sys
sys.modules["rfc3987_syntax"] = None  # see tests/__init__.py
from jupyter_core.application import NoStart
from nbgrader.apps.nbgraderapp import NbGraderApp

for arguments in json.loads(sys.argv[1]):
    app = NbGraderApp()
    app.initialize(arguments)
    with contextlib.suppress(NoStart):  # what JupyterApp.launch_instance expects after a command of a command
        app.start()
    type(app.subapp).clear_instance()
"""


def nbgrader(folder: Path, commands: list[list[str]]) -> None:
    """Run nbgrader commands, one after the other, in a course folder; each must end well."""
    beside = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"  # nbgrader calls alembic by its name
    environment = os.environ | {
        "PATH": beside,
        "JUPYTER_PLATFORM_DIRS": "1",
        "JUPYTER_CONFIG_DIR": str(folder / "config"),
        "JUPYTER_DATA_DIR": str(folder / "shared"),
    }
    done = subprocess.run(
        [sys.executable, "-c", COMMANDS, json.dumps(commands)],
        cwd=folder,
        env=environment,
        text=True,
        capture_output=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def course(folder: Path, assignments: Iterable[str]) -> Path:
    """Return a copy of the nbgrader course folder in `folder`, with these assignments released."""
    shutil.copytree(editions.SOURCES.parent, folder, dirs_exist_ok=True)
    nbgrader(folder, [["generate_assignment", ASSIGNMENTS[assignment].name] for assignment in assignments])
    return folder


def submit(folder, assignment, student, answers):
    """Hand in, for nbgrader, the notebook and data file of a student who recorded `answers`."""
    data = students.data_of(assignment, student)
    name = ASSIGNMENTS[assignment].name
    place = folder / "submitted" / student / name
    place.mkdir(parents=True)
    (place / f"{name}.ipynb").write_bytes(students.raw(students.notebook(data, answers(data))))
    (place / handouts.file_name(assignment, student)).write_text(handouts.file_text(data), encoding="utf-8")


def automatic_points(assignment):
    """Return the marks of the questions that nobody has to mark by hand."""
    return sum(pool[0].points for pool in items.questions(assignment).values() if pool[0].kind != "text")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return course(tmp_path_factory.mktemp("nbgrader") / "course", ASSIGNMENTS)


def test_nbgraders_release_is_our_class_edition(folder: Path) -> None:
    for assignment, about in ASSIGNMENTS.items():
        released = editions.read_notebook(folder / "release" / about.name / f"{about.name}.ipynb")
        ours = editions.read_notebook(editions.edition_path(assignment))
        for theirs, own in zip(released["cells"], ours["cells"], strict=True):
            assert "".join(theirs["source"]).rstrip() == "".join(own["source"]).rstrip()
            assert theirs["cell_type"] == own["cell_type"]


def test_round_trip(folder: Path) -> None:
    commands: list[list[str]] = []
    for assignment, about in ASSIGNMENTS.items():
        submit(folder, assignment, "right", students.right_answers)
        if assignment == "A1":
            submit(folder, assignment, "wrong", students.wrong_answers)
        commands += [["autograde", about.name, "--create"], ["generate_feedback", about.name]]
    nbgrader(folder, [*commands, ["export"]])
    with (folder / "grades.csv").open(encoding="utf-8") as file:
        rows = {(row["assignment"], row["student_id"]): row for row in csv.DictReader(file)}
    assert float(rows["part1", "wrong"]["raw_score"]) == 0
    for assignment, about in ASSIGNMENTS.items():
        assert float(rows[about.name, "right"]["raw_score"]) == automatic_points(assignment)
        assert float(rows[about.name, "right"]["max_score"]) == sum(items.points(assignment).values())
        assert (folder / "feedback" / "right" / about.name / f"{about.name}.html").stat().st_size > 10_000
