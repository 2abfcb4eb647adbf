"""Grading and releasing again: nobody's marks depend on who else is there, and words may change meanwhile."""

import csv
import dataclasses
import json
import shutil
from pathlib import Path

import pytest

from helpers.coursework import draws, facts, grading, handouts, holding, items, judging, readings, release, viva
from helpers.coursework.__main__ import main
from helpers.coursework.assignments import ASSIGNMENTS
from helpers.coursework.roster import Student
from tests.coursework import students

IDS = ("s1", "s2", "s3")
KEY = ["--key", "course.key", "--out", "out"]


def hand_in(student: str, answers: students.Answers, place: str = "in") -> None:
    target = Path(place, student, "work.ipynb")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(students.raw(students.notebook(students.data_of("A1", student), answers)))


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A course of three, right answers handed in and graded once."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "course.key").write_text(students.KEY)
    (tmp_path / "other.key").write_text("quite another key than the right one")
    roster(*IDS)
    for student in IDS:
        hand_in(student, students.right_answers(students.data_of("A1", student)))
    assert main(["grade", "A1", "in", *KEY]) == 0
    return tmp_path


def roster(*names: str) -> None:
    Path("roster.csv").write_text("\n".join(["student_id", *names]))


def marks() -> dict[str, str]:
    with Path("out/grades.csv").open(encoding="utf-8", newline="") as file:
        return {row["student_id"]: row["so_far"] for row in csv.DictReader(file)}


def test_a_late_file_alone_changes_one_students_marks(course, capsys):
    hand_in("s2", {}, "late")
    assert main(["grade", "A1", "late", *KEY]) == 0
    assert marks() == {"s1": "20", "s2": "0", "s3": "20"}
    assert "No new file was found of 2 students" in capsys.readouterr().out
    assert main(["grade", "A1", "late", "--anew", *KEY]) == 0
    assert marks() == {"s1": "0", "s2": "0", "s3": "0"}


def test_one_student_is_graded_alone(course, capsys):
    for student in ("s1", "s2"):
        hand_in(student, {})
    assert main(["grade", "A1", "in", "--student", "s2", *KEY]) == 0
    assert marks() == {"s1": "20", "s2": "0", "s3": "20"}
    assert main(["grade", "A1", "in", "--student", "s9", *KEY]) == 1
    assert "roster.csv has no student s9." in capsys.readouterr().err


def test_a_class_is_graded_again_without_its_files(course):
    shutil.rmtree("in")
    roster("s1", "s3")
    assert main(["grade", "A1", *KEY]) == 0
    assert marks() == {"s1": "20", "s3": "20"}
    roster(*IDS)
    assert main(["grade", "A1", *KEY]) == 0
    assert marks() == {"s1": "20", "s2": "20", "s3": "20"}


@pytest.mark.parametrize("raw", [b"", b'{"cells": [', b"%PDF-1.4", b"PK\x03\x04 not unpacked"])
def test_a_file_that_cannot_be_read_is_no_zero_until_a_person_says_so(course, capsys, raw):
    path = course / "in" / "s3" / "work.ipynb"
    path.write_bytes(raw)
    (course / "late").mkdir()
    shutil.rmtree("out")
    for arguments in (["in"], [], ["late"]):
        assert main(["grade", "A1", *arguments, *KEY]) == 0
        with Path("out/grades.csv").open(encoding="utf-8", newline="") as file:
            row = {row["student_id"]: row for row in csv.DictReader(file)}["s3"]
        assert (row["marks"], row["file"]) == ("incomplete", "see problems.csv")
        assert ",unread" in Path("out/problems.csv").read_text(encoding="utf-8")
        assert "Nothing was handed in" not in capsys.readouterr().out
    path.unlink()
    for arguments in (["in", "--anew"], []):
        assert main(["grade", "A1", *arguments, *KEY]) == 0
        assert "Nothing was handed in by s3." in capsys.readouterr().out and marks()["s3"] == "0"


def test_what_is_held_back_is_still_held_back_when_only_a_late_file_is_graded(course):
    hand_in("s2", {}, "late")
    Path("in/s3/work.ipynb").rename("in/s3.ipynb")
    both = Path("in/s3.ipynb").read_bytes()
    Path("in/s1 s3.ipynb").write_bytes(both.replace(b"Student: s3", b"Student: nobody").replace(
        students.data_of("A1", "s3").fingerprint.encode(), b"0" * 12))  # fmt: skip
    Path("in/s3.ipynb").unlink()
    shutil.rmtree("in/s1")
    shutil.rmtree("out")
    for place in (["in"], ["late"], []):
        assert main(["grade", "A1", *place, *KEY]) == 0
        with Path("out/grades.csv").open(encoding="utf-8", newline="") as file:
            found = {row["student_id"]: row["marks"] for row in csv.DictReader(file)}
        assert (found["s1"], found["s3"]) == ("incomplete", "incomplete")


def test_what_was_read_comes_back_as_it_was(course):
    graded = grading.grade(course / "in", {name: Student(name) for name in IDS}, grading.Sources("A1", students.KEY))
    readings.write(graded.readings, "A1", course)
    read = grading.Earlier(readings.read("A1", course))
    again = grading.grade(None, graded.students, grading.Sources("A1", students.KEY), earlier=read)
    assert list(again.rows) == list(graded.rows)
    assert [again.results[name].file for name in IDS] == [graded.results[name].file for name in IDS]


# ---------------------------------------------------------------------------- the list of a release


def test_a_student_who_is_not_in_the_list_is_asked_for(course, capsys):
    roster("s1", "s2")
    release_again = ["release", "A1", "--key", "course.key"]
    assert main(release_again) == 0
    roster(*IDS)
    listed = ["--released", "release/instructor/released_A1.json", "--out", "out"]
    assert main(["grade", "A1", "in", *listed]) == 1
    assert "The list of the release does not have s3. Release A1 again" in capsys.readouterr().err
    assert main(["grade", "A1", "in", *listed, "--key", "other.key"]) == 1
    assert "was made with another key than the one that is given" in capsys.readouterr().err
    assert main(["grade", "A1", "in", *listed, "--key", "course.key"]) == 0
    assert marks() == dict.fromkeys(IDS, "20")
    assert main(release_again) == 0
    assert main(["grade", "A1", "in", *listed]) == 0
    assert marks() == dict.fromkeys(IDS, "20")


def test_a_later_release_adds_and_forgets_nobody(course, capsys, monkeypatch):
    path = Path("release/instructor/released_A1.json")
    roster("s1", "s2")
    assert main(["release", "A1", "--key", "course.key"]) == 0
    before = json.loads(path.read_text())
    data_file = Path("release/students/s2") / handouts.file_name("A1", "s2")
    given_out = data_file.read_bytes()
    others = handouts.handout
    monkeypatch.setattr(handouts, "handout", lambda key, about, student: others(f"{key}!", about, student))
    roster("s2")
    assert main(["release", "A1", "--key", "course.key"]) == 0
    after = json.loads(path.read_text())
    assert after["students"] == before["students"] and data_file.read_bytes() == given_out
    assert main(["release", "A1", "--key", "other.key"]) == 1
    assert "released_A1.json was made with another key." in capsys.readouterr().err


def test_a_changed_tolerance_changes_nobodys_numbers(monkeypatch):
    names = [f"r{number}" for number in range(30)]
    before = {name: handouts.handout(students.KEY, "A1", name).stored() for name in names}
    changed = {
        name: dataclasses.replace(item, tolerance=min(0.2, 4 * item.tolerance)) for name, item in items.load().items()
    }
    monkeypatch.setattr(items, "load", lambda: changed)
    items.questions.cache_clear()
    try:
        assert {name: handouts.handout(students.KEY, "A1", name).stored() for name in names} == before
    finally:
        items.questions.cache_clear()


# ---------------------------------------------------------------------------- words that change meanwhile


@pytest.fixture
def reworded(monkeypatch):
    """Call it: from then on every option of every item, and every case, has other words."""

    def change():
        rows = {name: facts.rows(name) for name in ("coursework_items", "coursework_options")}
        texts = [{**row, "text": f"{row['text']}, in other words"} for row in rows["coursework_options"]]
        changed = facts.rows
        monkeypatch.setattr(facts, "rows", lambda name: tuple(texts) if name == "coursework_options" else changed(name))
        monkeypatch.setattr(
            draws.CaseDraw, "kind_of", lambda self, given: next(kind for kind in self.cases if given["none"] == kind)
        )
        for cached in (facts.options, facts.column, items.load, items.questions):
            cached.cache_clear()

    yield change
    monkeypatch.undo()
    for cached in (facts.options, facts.column, items.load, items.questions):
        cached.cache_clear()


@pytest.mark.parametrize("assignment", list(ASSIGNMENTS))
def test_reworded_options_and_cases_take_no_marks(assignment, tmp_path, reworded):
    names = [f"w{number}" for number in range(12)]
    listed = release.release(assignment, names, students.KEY, tmp_path)
    answers = {name: students.right_answers(students.data_of(assignment, name)) for name in names}
    wrong = {name: students.wrong_answers(students.data_of(assignment, name)) for name in names}
    before = {name: _marks(students.data_of(assignment, name), wrong[name]) for name in names}
    reworded()
    released = release.read_released(listed, assignment)
    for name, data in released.items():
        for question, mark in _marks(data, answers[name]).items():
            assert mark.verdict == ("to mark" if data.questions[question].about.kind == "text" else "right")
        for question, mark in _marks(data, wrong[name]).items():
            assert (mark.points, mark.misconception) == (
                before[name][question].points,
                before[name][question].misconception,
            )
        assert viva.questions({}, data, 12)


@pytest.mark.parametrize("assignment", list(ASSIGNMENTS))
def test_a_list_that_holds_no_right_answers_leaves_reworded_questions_to_a_person(assignment, tmp_path, reworded):
    listed = release.release(assignment, ["w1"], students.KEY, tmp_path)
    stored = json.loads(listed.read_text(encoding="utf-8"))
    del stored["held"]
    listed.write_text(json.dumps(stored), encoding="utf-8")
    answers = students.right_answers(students.data_of(assignment, "w1"))
    reworded()
    data = release.read_released(listed, assignment)["w1"]
    verdicts = {mark.verdict for mark in _marks(data, answers).values()}
    assert verdicts <= {"right", "to mark"}
    assert viva.questions({}, data, 12)


def _marks(data, answers):
    return {
        name: judging.judge(asked.about, asked.given, *answers[name], held=asked.held)
        for name, asked in data.questions.items()
    }


def test_what_is_held_survives_the_file():
    data = students.data_of("A2", "s1")
    for asked in data.questions.values():
        held = holding.hold(asked.about, asked.given)
        assert holding.parse(json.loads(json.dumps(holding.write(held)))) == held


# ---------------------------------------------------------------------------- wrong and damaged files

WRONG = {
    "empty": b"",
    "text": b"This is a letter to the course office, with a comma.\nAnd a line.\n",
    "half.json": b'{"students": {"s1": ',
    "list.json": b"[1, 2, 3]",
    "other.json": b'{"students": {"s1": {"questions": {"A1-01": {"item": "A1-01a"}}}}, "assignment": "A1"}',
    "notebook": b'{"cells": [], "nbformat": 4}',
    "bytes": bytes(range(256)) * 8,
    "archive.zip": b"PK\x03\x04 and not much else",
    "ragged.csv": b'student_id,"name\ns1,"a",b,c\n\n"',
}


def test_wrong_and_damaged_files_are_told_in_our_words(course, capsys):
    """Each file where each other one belongs: one sentence of ours with the way out, never one of Python's."""
    roster("s1")
    assert main(["release", "A1", "--key", "course.key"]) == 0
    for name, raw in WRONG.items():
        Path(name).write_bytes(raw)
    Path("roster_wrong.csv").write_bytes(Path("out/grades.csv").read_bytes())
    capsys.readouterr()
    for name in (*WRONG, "roster_wrong.csv", "course.key", "in"):
        for option in (
            ["--released", name],
            ["--roster", name, *KEY],
            ["--marks", name, *KEY],
            ["--store", name, *KEY],
        ):
            code = main(["grade", "A1", "in/s1", *option, "--out", f"out_{name}"])
            told = capsys.readouterr()
            assert code == 0 or told.err.splitlines()[-1].startswith("Error: "), (name, option)
            _has_no_words_of_python(told.out + told.err, (name, option))


def test_a_damaged_folder_of_reports_is_told_in_our_words(course, capsys):
    roster("s1")
    for file in ("answers.csv", "manual.csv", "manual.xlsx", "hand_marks.jsonl", "readings_A1.json"):
        good = Path("out", file).read_bytes() if Path("out", file).is_file() else None
        for name, raw in WRONG.items():
            Path("out", file).write_bytes(raw)
            for command in (["grade", "A1", "in/s1"], ["viva", "s1"]):
                main([*command, *KEY])
                told = capsys.readouterr()
                _has_no_words_of_python(told.out + told.err, (file, name, command))
            if good is not None:
                Path("out", file).write_bytes(good)
            else:
                Path("out", file).unlink()


def _has_no_words_of_python(told: str, about: object) -> None:
    for word in (
        "zip()",
        "Expecting",
        "argument",
        "codec",
        "object",
        "Errno",
        "KeyError",
        "Traceback",
        "float",
        "utf-8",
    ):
        assert word not in told, (about, told)


@pytest.mark.parametrize(
    "raw",
    [
        b"\xef\xbb\xbf" + students.KEY.encode() + b"\r\n",
        students.KEY.encode("utf-16"),
        b"  " + students.KEY.encode() + b"\n\n",
    ],
)
def test_a_key_that_an_editor_saved_anew_is_the_same_key(course, raw):
    roster("s1")
    Path("saved.key").write_bytes(raw)
    assert main(["grade", "A1", "in", "--key", "saved.key"]) == 0
    assert "other-release" not in Path("graded/problems.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (["--store", "in"], "in is a folder; give the file of all marks by hand, such as in/hand_marks.jsonl."),
        (["--out", "roster.csv"], "There is a file where a folder is needed (File exists roster.csv)"),
        (["--student", "s1,s2"], "roster.csv has no student s1,s2."),
        (["--rules", "in"], "There are no rules in."),
        (["--marks", "in"], "There is no table of marks in."),
        (["--released", "in"], "There is no list in."),
        (["--platform", "in"], "There is no file in."),
        (["--roster", "in"], "There is no roster in."),
    ],
)
def test_a_folder_for_a_file_and_a_file_for_a_folder_are_told(course, capsys, more, told):
    roster("s1")
    capsys.readouterr()
    assert main(["grade", "A1", "in", *KEY, *more]) == 1
    assert told in capsys.readouterr().err


def own_and_others(place: str = "in") -> tuple[list[str], list[str]]:
    """Return the lines of problems.csv on files, and the marks, after grading once more what lies in a folder."""
    assert main(["grade", "A1", place, *KEY]) == 0
    with Path("out/problems.csv").open(encoding="utf-8", newline="") as file:
        return [row["file"] for row in csv.DictReader(file) if row["file"]], list(marks().values())


@pytest.mark.parametrize("kind", ["reports", "feedback", "a_name_of_their_own", "deep/er"])
def test_reports_within_the_folder_of_what_was_handed_in_are_not_read_as_handed_in(course, capsys, kind):
    before = own_and_others()
    shutil.copytree("out", Path("in", kind))
    Path("in", kind, "manual.csv").write_text("student;question;marks\n")  # somebody filled it
    capsys.readouterr()
    assert own_and_others() == before
    assert "were written by grading itself; they are not read as handed in" in capsys.readouterr().out
    assert main(["grade", "A1", "in", "--key", "course.key", "--out", f"in/{kind}"]) == 0
    assert own_and_others() == before


def test_reports_beside_the_one_archive_of_a_platform_are_not_read(course):
    shutil.make_archive("all", "zip", "in")
    Path("download").mkdir()
    shutil.move("all.zip", "download/all.zip")
    assert own_and_others("download")[1] == ["20", "20", "20"]
    shutil.copytree("out", "download/marks")
    assert own_and_others("download") == ([], ["20", "20", "20"])


def test_a_students_file_within_the_reports_is_read(course):
    """Whatever a list says: a notebook is somebody's, and so is a file that no list names or that was changed."""
    shutil.copytree("out", "in/reports")
    shutil.rmtree("in/s2")
    hand_in("s2", students.right_answers(students.data_of("A1", "s2")), "in/reports")
    assert own_and_others()[1] == ["20", "20", "20"]
    listed = json.loads(Path("in/reports/written_by_grading.json").read_text(encoding="utf-8"))
    listed["files"]["s2/work.ipynb"] = "0"
    Path("in/reports/written_by_grading.json").write_text(json.dumps(listed))
    shutil.rmtree("out")
    assert own_and_others()[1] == ["20", "20", "20"]
    Path("in/reports/s2/work.ipynb").rename("in/reports/feedback/s2.json")  # not listed
    shutil.rmtree("out")
    assert own_and_others()[1] == ["20", "20", "20"]


@pytest.mark.parametrize("damage", ["", "[]", "{", '{"files": 3}', '{"files": ["s1/work.ipynb"]}', "[" * 100_000])
def test_a_list_that_says_nothing_hides_nothing(course, damage):
    Path("in/written_by_grading.json").write_text(damage)
    assert own_and_others()[1] == ["20", "20", "20"]


def test_a_list_within_a_students_archive_hides_nothing(course):
    shutil.rmtree("in/s2")
    hand_in("s2", students.right_answers(students.data_of("A1", "s2")), "packed")
    Path("packed/s2/work.ipynb").rename("packed/s2/work.json")
    Path("packed/written_by_grading.json").write_text(json.dumps({"files": {"s2/work.json": "0"}}))
    Path("in/s2").mkdir()
    shutil.make_archive("in/s2/all", "zip", "packed")
    assert own_and_others()[1] == ["20", "20", "20"]


def test_reports_written_over_what_was_handed_in_hide_nobodys_file(course):
    """Somebody gives the same folder for both."""
    for _ in range(2):
        assert main(["grade", "A1", "in", "--key", "course.key", "--out", "in"]) == 0
    assert {"work.ipynb"} == {path.name for path in Path("in").rglob("*.ipynb")}
    assert own_and_others()[1] == ["20", "20", "20"]
