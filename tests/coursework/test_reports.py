"""What the instructor receives: marks, import files, feedback, problems, the class, re-grading."""

import csv
import dataclasses
import json
import re

import pytest

from helpers.coursework import grading, items, reports, spreadsheets
from helpers.coursework.__main__ import main
from helpers.coursework.finding import Finder
from helpers.coursework.handmarks import giving, tables
from helpers.coursework.roster import RosterError, Student, read
from tests.coursework import students

ROSTER = {
    f"s{number}": Student(
        f"s{number}",
        f"Ada{'bcdefghij'[number]} Lovelace",
        f"s{number}@example.org",
        f"login{number}",
        str(9000 + number),
        "Group 1",
    )
    for number in range(6)
}


def typical(data):
    """Return answers that each show the first typical mistake of their item."""
    found = students.wrong_answers(data)
    for question, asked in data.questions.items():
        item = asked.about
        if item.kind == "number":
            found[question] = (item.functions.wrong[item.options[0].name](asked.given), item.unit)
    return found


@pytest.fixture
def handed_in(tmp_path):
    for student in ("s0", "s1", "s2", "s3"):
        data = students.data_of("A1", student)
        answers = {"s0": students.right_answers, "s1": students.wrong_answers, "s2": typical, "s3": lambda d: {}}[
            student
        ](data)
        place = tmp_path / "in" / student
        place.mkdir(parents=True)
        (place / "part1.ipynb").write_bytes(students.raw(students.notebook(data, answers)))
    return tmp_path


def graded(folder):
    return grading.grade(folder / "in", ROSTER, grading.Sources("A1", students.KEY))


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_grades_by_question(handed_in):
    reports.write(graded(handed_in), handed_in / "out")
    found = {row["student_id"]: row for row in rows(handed_in / "out" / "grades.csv")}
    assert list(found) == list(ROSTER)
    assert [found[s]["marks"] for s in ("s0", "s1", "s3", "s4")] == ["incomplete", "0", "0", "0"]
    assert [found[s]["so_far"] for s in ("s0", "s1", "s3", "s4")] == ["20", "0", "0", "0"]
    assert found["s0"]["out_of"] == "24" and found["s0"]["to_mark"] == "1" and found["s0"]["A1-12"] == ""
    assert found["s4"]["file"] == "nothing handed in"
    assert set(items.points("A1")) < set(found["s0"])


def test_marks_given_by_hand_make_the_reference_complete(handed_in):
    reports.write(graded(handed_in), handed_in / "out")
    sheet = rows(handed_in / "out" / "manual.csv")
    assert [(row["student"], row["question"], row["out_of"]) for row in sheet] == [("s0", "A1-12", "4")]
    assert sheet[0]["answer"] == students.ESSAY and sheet[0]["rubric"] and "{" not in sheet[0]["task"]
    sheet[0]["marks"] = "4"
    spreadsheets.write(handed_in / "out" / "manual.csv", tables.HEAD, sheet)
    given = giving.Given(handed_in / "store.jsonl", [handed_in / "out" / "manual.csv"])
    told = reports.write(giving.with_marks(graded(handed_in), given).graded, handed_in / "out").lines()
    assert rows(handed_in / "out" / "grades.csv")[0]["percent"] == "100.0"
    assert "Changed: s0: A1-12 to mark -> 4 (marked by a person)" in told
    assert rows(handed_in / "out" / "manual.csv")[0]["marks"] == "4"  # marks survive the next grading


def test_canvas_columns(handed_in):
    reports.write(graded(handed_in), handed_in / "out")
    head, *found = csv.reader((handed_in / "out" / "canvas.csv").open(encoding="utf-8", newline=""))
    assert head == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Coursework 1: cytokine basics"]
    assert found[0] == ["    Points Possible", "", "", "", "", "24"]
    assert found[1] == ["Adab Lovelace", "9000", "s0", "login0", "Group 1", ""]
    head, *found = csv.reader((handed_in / "out" / "canvas_questions.csv").open(encoding="utf-8", newline=""))
    assert len(head) == 5 + 12 and found[0][5:] == [f"{points:g}" for points in items.points("A1").values()]


def test_moodle_columns(handed_in):
    reports.write(graded(handed_in), handed_in / "out")
    found = rows(handed_in / "out" / "moodle.csv")
    assert list(found[0]) == [
        "Full name",
        "ID number",
        "Email address",
        "Coursework 1: cytokine basics",
        "Feedback comments",
    ]
    assert found[0]["Email address"] == "s0@example.org" and found[1]["Coursework 1: cytokine basics"] == "0"
    assert found[1]["Feedback comments"].startswith("A1-01: ")


def test_feedback_explains_each_lost_mark_and_gives_no_answer_away(handed_in):
    reports.write(graded(handed_in), handed_in / "out")
    for student in ("s1", "s2", "s3"):
        page = (handed_in / "out" / "feedback" / f"{student}.html").read_text(encoding="utf-8")
        data = students.data_of("A1", student)
        for question, asked in data.questions.items():
            line = re.search(rf"<tr><th scope=\"row\">{question} .*?</tr>", page)[0]
            why = re.findall(r"<td>(.*?)</td>", line)[-1]
            assert len(why) > 40 and "Lesson" in why
            item, right = asked.about, asked.about.right(asked.given)
            if item.kind == "number":
                assert f"{right:.3g}" not in why
            if item.kind == "choice" and len(right) > 8:
                assert right not in why
    assert not (handed_in / "out" / "feedback" / "s4.html").exists()
    assert 'lang="en"' in page and "<caption>" in page


def test_half_a_letter_in_one_text_stops_nobodys_feedback(handed_in):
    data = students.data_of("A1", "s1")
    made = students.notebook(data, students.right_answers(data) | {"A1-12": (f"{students.ESSAY} \ud83d", "")})
    raw = json.dumps(made).encode()  # as JSON escapes it
    assert b"\\ud83d" in raw
    (handed_in / "in" / "s1" / "part1.ipynb").write_bytes(raw)
    reports.write(graded(handed_in), handed_in / "out")
    assert len(list((handed_in / "out" / "feedback").glob("*.html"))) == 4
    sheet = {row["student"]: row["answer"] for row in rows(handed_in / "out" / "manual.csv")}
    assert sheet["s1"] == f"{students.ESSAY} ?"


def test_the_class_picture_counts_misconceptions(handed_in):
    reports.write(graded(handed_in), handed_in / "out")
    found = {row["misconception"]: row for row in rows(handed_in / "out" / "class_picture.csv")}
    data = students.data_of("A1", "s2")
    wanted = {
        asked.about.options[0].misconception for asked in data.questions.values() if asked.about.kind == "number"
    } - {""}
    assert wanted <= set(found)
    assert all(int(row["students"]) >= 1 and row["statement"] for row in found.values())


def test_grading_again_says_who_changed_and_why(handed_in, monkeypatch):
    reports.write(graded(handed_in), handed_in / "out")
    assert not reports.write(graded(handed_in), handed_in / "out").changes
    data = students.data_of("A1", "s1")
    made = students.notebook(data, students.right_answers(data))
    (handed_in / "in" / "s1" / "part1.ipynb").write_bytes(students.raw(made))
    told = reports.write(graded(handed_in), handed_in / "out")
    assert {change.student for change in told.changes} == {"s1"}
    assert [(change.question, change.before, change.after) for change in told.changes][0] == ("A1-01", "0", "2")
    assert told.lines()[-1].startswith("Changed: s1: A1-01 0 -> 2 (another answer was read")
    item = data.questions["A1-02"].about
    corrected = items.load() | {item.item: dataclasses.replace(item, points=5.0)}
    monkeypatch.setattr(items, "load", lambda: corrected)
    told = reports.write(graded(handed_in), handed_in / "out")
    change = next(change for change in told.changes if (change.student, change.question) == ("s1", "A1-02"))
    assert change.words == "A1-02 2 -> 5 (the marks of the question were changed: 2 before, 5 now)"
    assert rows(handed_in / "out" / "changes.csv")


def test_a_correction_of_the_tolerance_is_named(handed_in, monkeypatch):
    data = students.data_of("A1", "s3")
    item = data.questions["A1-02"].about
    answers = {"A1-02": (item.right(data.questions["A1-02"].given) * 1.05, item.unit)}
    (handed_in / "in" / "s3" / "part1.ipynb").write_bytes(students.raw(students.notebook(data, answers)))
    reports.write(graded(handed_in), handed_in / "out")
    corrected = items.load() | {item.item: dataclasses.replace(item, tolerance=0.1)}
    monkeypatch.setattr(items, "load", lambda: corrected)
    told = reports.write(graded(handed_in), handed_in / "out").lines()
    assert "Changed: s3: A1-02 0 -> 2 (the tolerance was changed: 0.02 before, 0.1 now)" in told


# ---------------------------------------------------------------- roster and command line


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "no column student_id"),
        ("name\nAda\n", "no column student_id"),
        ("student_id\n", "lists no student"),
        ("student_id\na/b\n", "line 2: 'a/b' cannot be a student id"),
        ("student_id\nx1\nX1\n", "line 3: the student id 'X1' stands there twice"),
    ],
)
def test_a_roster_that_cannot_be_used(tmp_path, text, sentence):
    (tmp_path / "roster.csv").write_text(text)
    with pytest.raises(RosterError, match=re.escape(sentence)):
        read(tmp_path / "roster.csv")


def test_rosters_of_platforms(tmp_path):
    (tmp_path / "r.csv").write_bytes("\ufeffFull name;ID number;Email address\nÉva Ångström;77;e@x.org\n".encode())
    assert read(tmp_path / "r.csv") == {"77": Student("77", "Éva Ångström", "e@x.org")}


@pytest.mark.parametrize(
    "path",
    [
        "s1/part1.ipynb",
        "part1_s1.ipynb",
        "Adac Lovelace_12345_assignsubmission_file_/part1.ipynb",
        "lovelaceadac_9001_555_part1-1.ipynb",
        "in.zip!Adac Lovelace_1_assignsubmission_file/work.zip!part1 (1).ipynb",
        "login1_part1.ipynb",
        "S1/x/y.ipynb",
    ],
)
def test_whose_file_is_it(path):
    clues = Finder(ROSTER)(path.removeprefix("in.zip!").split("!"))
    assert (clues.platform or clues.file) == {"s1"}


def test_the_command_line_from_key_to_viva(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "roster.csv").write_text("student_id,name\ns1,Ada Lovelace\ns2,Alan Turing\n")
    assert main(["key", "course.key"]) == 0
    assert main(["release", "A1", "--key", "course.key"]) == 0
    assert main(["grade", "part1", "release/students", "--key", "course.key"]) == 0
    assert main(["viva", "s1", "--key", "course.key"]) == 0
    told = capsys.readouterr()
    assert "2 of 2 students handed in" in told.out and "1. A1-" in told.out and "Grading: 2 of 2" in told.err
    assert (tmp_path / "graded" / "grades.csv").is_file()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["release", "A1"], "There is no roster roster.csv."),
        (["grade", "A1", "nowhere"], "There is no folder or archive nowhere."),
        (["key", "old.key"], "old.key exists already"),
        (["viva", "s1"], "answers.csv has no answers of s1. Grade first."),
    ],
)
def test_what_is_missing_is_said_in_one_sentence(tmp_path, monkeypatch, capsys, arguments, sentence):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "old.key").write_text("x")
    assert main(arguments) == 1
    assert sentence in capsys.readouterr().err


def test_a_wrong_key_is_suspected(handed_in):
    other = grading.Sources("A1", "quite another key than the right one")
    assert reports.write(grading.grade(handed_in / "in", ROSTER, other), handed_in / "out").wrong_numbers
    assert not reports.write(graded(handed_in), handed_in / "out").wrong_numbers


def test_a_short_key_is_refused(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "roster.csv").write_text("student_id\ns1\n")
    (tmp_path / "weak.key").write_text("1234\n")
    assert main(["release", "A1", "--key", "weak.key"]) == 1
    assert "The course key has 4 characters and needs at least 16." in capsys.readouterr().err


def test_one_text_waits_and_two_texts_wait(tmp_path):
    told = {n: "\n".join(reports.Summary(tmp_path, 2, (), 0, n, False, ()).lines()) for n in (0, 1, 2)}
    assert "1 text waits for marks" in told[1] and "2 texts wait for marks" in told[2] and " for marks" not in told[0]
