"""Damaged and hostile submissions, each kind for each assignment: no crash, no silent loss, nothing run.

The kinds of `arrivals` are shared out among the assignments: what they change has nothing to do with the questions.
"""

import random

import pytest

from helpers.coursework import grading, reports, spreadsheets
from helpers.coursework.assignments import ASSIGNMENTS
from helpers.coursework.roster import Student
from tests.coursework import arrivals, damage, students


def hand_in(folder, assignment, answers_of):
    """Write one submission of each kind into `folder`; return the roster and what each was."""
    roster, cases = {}, {}
    name = ASSIGNMENTS[assignment].name + ".ipynb"
    for number, (kind, (change, _)) in enumerate(damage.KINDS.items()):
        if kind in arrivals.ROTATED and list(ASSIGNMENTS)[number % len(ASSIGNMENTS)] != assignment:
            continue
        student = f"k{number:03d}"
        data = students.data_of(assignment, student)
        answers = answers_of(data)
        place = folder / student
        place.mkdir(parents=True)
        case = damage.Case(students.notebook(data, answers), data, answers, f"k{number + 500:03d}", name, place)
        for file, raw in change(case).items():
            (place / file).parent.mkdir(parents=True, exist_ok=True)
            (place / file).write_bytes(raw)
        roster[student] = Student(student, name=f"Person {number}")
        cases[student] = kind
    return roster, cases


@pytest.fixture(scope="module")
def small():
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(damage, "BIG", 5_000_000)
        yield


@pytest.fixture(scope="module", params=list(ASSIGNMENTS))
def right(request, tmp_path_factory):
    if request.param != "A1":  # what is large is as large for every assignment
        request.getfixturevalue("small")
    folder = tmp_path_factory.mktemp(f"right_{request.param}")
    roster, cases = hand_in(folder / "in", request.param, students.right_answers)
    graded = grading.grade(folder / "in", roster, grading.Sources(request.param, students.KEY))
    reports.write(graded, folder / "out")
    return graded, cases, folder


def test_there_are_very_many_kinds():
    assert len(damage.KINDS) >= 190


def test_a_right_answer_keeps_its_mark_or_is_listed(right):
    graded, cases, _ = right
    for student, kind in cases.items():
        keeps = damage.KINDS[kind][1]
        mine = [problem for problem in graded.problems if problem.student == student]
        about_everything = any(problem.serious and not problem.question for problem in mine)
        for row in graded.results[student].rows:
            if row.points is None or row.points == row.out_of:
                continue
            assert keeps == "listed", f"{kind}: {row}"
            assert about_everything or row.question in [problem.question for problem in mine], (
                f"{kind}: {row} is lost in silence"
            )


def test_everything_that_was_not_read_says_what_to_do(right):
    graded, cases, folder = right
    rows = spreadsheets.read(folder / "out" / "problems.csv")
    assert all(row["problem"] and row["what_to_do"] for row in rows)
    for student, kind in cases.items():
        if damage.KINDS[kind][1] == "listed":
            assert any(row["student"] == student for row in rows), kind


def test_nothing_was_run(right):
    _, _, folder = right
    assert not list(folder.rglob("ran.txt"))


def test_no_formula_reaches_a_spreadsheet(right):
    _, _, folder = right
    for path in (folder / "out").glob("*.csv"):
        for row in spreadsheets.read(path):
            assert not any(cell.startswith(("=", "@", "+", "\t")) for cell in row.values() if isinstance(cell, str)), (
                path
            )


@pytest.mark.parametrize("assignment", list(ASSIGNMENTS))
def test_a_wrong_answer_gains_nothing(assignment, tmp_path, small):
    roster, cases = hand_in(tmp_path / "in", assignment, students.wrong_answers)
    graded = grading.grade(tmp_path / "in", roster, grading.Sources(assignment, students.KEY))
    for student, kind in cases.items():
        if kind == "the_neighbours_notebook":
            continue  # it holds another student's right answers: see test_chance.py
        assert not [row for row in graded.results[student].rows if row.points], kind


@pytest.mark.parametrize("assignment", list(ASSIGNMENTS))
def test_cut_anywhere_nothing_breaks(assignment, tmp_path):
    """A notebook cut off at any byte is read as far as it goes, or refused with a sentence."""
    data = students.data_of(assignment, "cut")
    raw = students.raw(students.notebook(data, students.right_answers(data)))
    cuts = random.Random(1)
    for number in range(60):
        (tmp_path / f"c{number:02d}.ipynb").write_bytes(raw[: cuts.randrange(len(raw))])
    roster = {f"c{number:02d}": Student(f"c{number:02d}") for number in range(60)}
    graded = grading.grade(tmp_path, roster, grading.Sources(assignment, students.KEY))
    assert {problem.student for problem in graded.problems} == set(roster)
