"""Editions and releases: fresh, complete, and without solution, answer or key."""

import json
import re
import zipfile

import pytest

from helpers.coursework import editions, grading, handouts, items, reading, release, rubrics
from helpers.coursework.assignments import ASSIGNMENTS
from helpers.coursework.roster import Student
from tests.coursework import students

each = pytest.mark.parametrize("assignment", list(ASSIGNMENTS))


def sources(notebook):
    return [(cell["cell_type"], cell["id"], "".join(cell["source"])) for cell in notebook["cells"]]


@each
def test_the_class_edition_is_fresh(assignment):
    stored = editions.read_notebook(editions.edition_path(assignment))
    assert sources(stored) == sources(editions.class_edition(assignment)), (
        "Run: python -m helpers.coursework editions, then python -m tests.refresh notebooks/coursework/*.ipynb"
    )
    metadata = [cell["metadata"] for cell in stored["cells"]]
    assert metadata == [cell["metadata"] for cell in editions.class_edition(assignment)["cells"]]


@each
def test_the_source_asks_what_the_tables_say(assignment):
    source = editions.read_notebook(editions.source_path(assignment))
    assert sources(source) == sources(editions.personal(source, handouts.demo(assignment)))


@each
def test_the_data_files_in_the_repository_are_fresh(assignment):
    data = handouts.demo(assignment)
    for folder in (editions.EDITIONS, editions.source_path(assignment).parent):
        assert (folder / handouts.file_name(assignment, "demo")).read_text(encoding="utf-8") == handouts.file_text(data)


def test_the_page_of_rubrics_is_fresh():
    assert rubrics.PAGE.read_text(encoding="utf-8") == rubrics.page()


@each
def test_an_assignment_takes_the_time_it_says(assignment):
    needed = rubrics.minutes_of(assignment)
    assert ASSIGNMENTS[assignment].minutes - 15 <= needed <= ASSIGNMENTS[assignment].minutes


@each
def test_the_source_solves_every_question(assignment):
    path = editions.source_path(assignment)
    graded = grading.grade(path, {"demo": Student("demo")}, grading.Sources(assignment, class_edition=True))
    assert not list(graded.problems)
    for row in graded.rows:
        assert row.points == row.out_of or row.verdict == "to mark", row


@each
def test_the_source_shows_the_figures_that_students_see(assignment):
    def figures(path):
        cells = editions.read_notebook(path)["cells"]
        return {cell["id"]: cell["outputs"] for cell in cells if cell["id"].endswith("-figure")}

    source, edition = figures(editions.source_path(assignment)), figures(editions.edition_path(assignment))
    assert source == edition, "run: python -m tests.refresh coursework/source/*/*.ipynb"


def test_a_copied_source_gets_its_own_title_and_size():
    copied = {"id": "title", "cell_type": "markdown", "source": ["# Another\n", "\n", "1 question\n", "Use tables."]}
    (cell,) = editions.personal({"cells": [copied]}, handouts.demo("A4"))["cells"]
    assert "".join(cell["source"]).splitlines() == [
        "# Capstone: check the lecture",
        "",
        "8 questions, 19 marks, about 40 minutes.",
        "Use tables.",
    ]


def test_an_assignment_without_its_source_says_where_one_belongs_and_writes_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(editions, "SOURCES", tmp_path / "source")
    monkeypatch.setattr(editions, "EDITIONS", tmp_path)
    with pytest.raises(editions.EditionError, match="capstone.ipynb is missing: .* copy the source of another there"):
        editions.renew("A4")
    assert list(tmp_path.iterdir()) == []


@each
def test_the_class_edition_scores_nothing(assignment):
    path = editions.edition_path(assignment)
    assert not reading.read(path, list(items.questions(assignment))).answers


@each
def test_no_solution_no_answer_no_key_reaches_a_student(assignment, tmp_path):
    roster = {name: Student(name) for name in ("s1", "s2")}
    release.release(assignment, roster, students.KEY, tmp_path)
    release.release_class(assignment, tmp_path)
    given_out = [path for path in tmp_path.rglob("*") if path.is_file() and "instructor" not in path.parts]
    assert len(given_out) == 6
    source = "\n".join(text for _, _, text in sources(editions.read_notebook(editions.source_path(assignment))))
    solutions = re.findall(r"### BEGIN SOLUTION(.*?)### END SOLUTION", source, flags=re.DOTALL)
    blank = 'coursework.record("A1-12", """'  # how the recording call of a text begins, in every edition
    secret = {line.strip() for text in solutions for line in text.split("\n") if len(line.strip()) > len(blank)}
    assert len(secret) >= len(solutions) / 2
    for path in [*given_out, editions.edition_path(assignment)]:
        text = path.read_text(encoding="utf-8")
        for word in ("SOLUTION", "HIDDEN TESTS", "coursework.mark", students.KEY, "misconception", "tolerance"):
            assert word not in text, (path, word)
        assert not [line for line in secret if line in text]


@each
def test_a_student_gets_one_notebook_and_one_small_data_file(assignment, tmp_path):
    release.release(assignment, {"s1": Student("s1")}, students.KEY, tmp_path, zipped=True)
    with zipfile.ZipFile(tmp_path / "students" / "s1.zip") as archive:
        name = ASSIGNMENTS[assignment].name
        assert archive.namelist() == [f"s1/{name}.ipynb", f"s1/{handouts.file_name(assignment, 's1')}"]
        assert all(entry.file_size < 60_000 for entry in archive.infolist())
        notebook = json.loads(archive.read(f"s1/{name}.ipynb"))
    data = students.data_of(assignment, "s1")
    assert editions.identity(data) in "".join(notebook["cells"][1]["source"])
    for question, asked in data.questions.items():
        assert editions.question_text(question, asked) in ["".join(cell["source"]) for cell in notebook["cells"]]
    assert all(not cell.get("outputs") for cell in notebook["cells"])


@each
def test_a_release_is_the_same_twice(assignment, tmp_path):
    for place in ("one", "two"):
        release.release(assignment, {"s1": Student("s1")}, students.KEY, tmp_path / place, zipped=True)
    one, two = ((tmp_path / place / "students" / "s1.zip").read_bytes() for place in ("one", "two"))
    assert one == two


@each
def test_the_list_of_a_release_replaces_the_key(assignment, tmp_path):
    listed = release.release(assignment, {"s1": Student("s1")}, students.KEY, tmp_path)
    released = release.read_released(listed)
    assert grading.Sources(assignment, released=released)("s1") == students.data_of(assignment, "s1")
