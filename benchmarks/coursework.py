"""Grading 1,000 submissions on a laptop, and nbgrader autograding some of them beside it."""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.coursework import damage, students

from benchmarks.table import Row, within
from helpers.coursework import editions, handouts
from helpers.coursework.assignments import ASSIGNMENTS

ASSIGNMENT = "A1"
CLASS = 1000
BESIDE = 5
BUDGET_SECONDS = 15
BUDGET_MB = 400
PEAK = "VmHWM"  # what Linux calls the most memory that a process held; ru_maxrss begins with that of its parent


def rows() -> Iterator[Row]:
    """Yield the rows about grading."""
    with tempfile.TemporaryDirectory() as folder:
        seconds, growth = _ours(Path(folder))
        yield within(f"grading {CLASS} submissions, every report written", seconds, BUDGET_SECONDS, "s CPU")
        yield within("memory while grading them, two of them of 50 MB", growth, BUDGET_MB, "MB", digits=0)
        each = 1000 * seconds / CLASS
        yield Row("  the same, for each submission", f"{each:.0f} ms")
        theirs = 1000 * _nbgraders(Path(folder))
        yield Row(f"  nbgrader autograding {BESIDE} of them, for each submission", f"{theirs:.0f} ms")
        yield Row("  grading / autograding with nbgrader", f"{each / theirs:.3f} x")


def _ours(folder: Path) -> tuple[float, float]:
    """Return seconds of processor, and the largest memory in MB, of a process of its own that grades the class."""
    roster = ["student_id,name"]
    for number in range(CLASS):
        student = f"s{number:03d}"
        roster.append(f"{student},Person {number}")
        made = _submission(student, number)
        place = folder / "in" / student
        place.mkdir(parents=True)
        (place / "part1.ipynb").write_bytes(made)
    (folder / "roster.csv").write_text("\n".join(roster) + "\n", encoding="utf-8")
    (folder / "course.key").write_text(students.KEY, encoding="utf-8")
    code = (
        "from pathlib import Path; from helpers.coursework.__main__ import main; "
        f"main(['grade', '{ASSIGNMENT}', 'in', '--key', 'course.key']); "
        f"print(*(line for line in Path('/proc/self/status').read_text().splitlines() if '{PEAK}' in line))"
    )
    began = _processor_seconds()
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, text=True, capture_output=True, check=True)
    return _processor_seconds() - began, float(done.stdout.splitlines()[-1].split()[1]) / 1024


def _processor_seconds() -> float:
    """Return what processes that have ended took of the processors, which a busy machine changes little."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _submission(student: str, number: int) -> bytes:
    """Return a notebook with right, wrong or no answers; two of the class print 50 MB."""
    data = students.data_of(ASSIGNMENT, student)
    answers = (students.right_answers, students.wrong_answers, students.right_answers, lambda data: {})[number % 4](
        data
    )
    made = students.notebook(data, answers)
    if number in (100, 300):
        made["cells"].append(
            {
                "cell_type": "code",
                "id": "large",
                "metadata": {},
                "execution_count": 1,
                "source": ["print(x)"],
                "outputs": [{"output_type": "stream", "name": "stdout", "text": "x" * damage.BIG}],
            }
        )
    return students.raw(made)


def _nbgraders(folder: Path) -> float:
    """Return the seconds of processor of nbgrader's autograde for one submission, without generating the assignment."""
    course = folder / "nbgrader"
    shutil.copytree(editions.SOURCES.parent, course)
    name = ASSIGNMENTS[ASSIGNMENT].name
    environment = os.environ | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "JUPYTER_PLATFORM_DIRS": "1",
        "JUPYTER_CONFIG_DIR": str(course / "config"),
    }

    def run(*arguments: str) -> None:
        subprocess.run(
            [sys.executable, "-m", "nbgrader", *arguments], cwd=course, env=environment, check=True, capture_output=True
        )

    run("generate_assignment", name)
    for number in range(BESIDE):
        student = f"s{number:03d}"
        place = course / "submitted" / student / name
        place.mkdir(parents=True)
        (place / f"{name}.ipynb").write_bytes(_submission(student, number))
        data = handouts.handout(students.KEY, ASSIGNMENT, student)
        (place / handouts.file_name(ASSIGNMENT, student)).write_text(handouts.file_text(data), encoding="utf-8")
    began = _processor_seconds()
    run("autograde", name, "--create")
    return (_processor_seconds() - began) / BESIDE
