"""Nothing that a student writes, and no file that cannot be written, stops anybody else's reports."""

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.coursework import grading, reports, sheets, spreadsheets, viva
from helpers.coursework.__main__ import main
from helpers.coursework.answers import read as stored
from helpers.coursework.roster import Student
from helpers.coursework.written import reason
from tests.coursework import students

NASTY = {
    "half an emoji": "a \ud83d b",
    "nothing but controls": "".join(map(chr, range(1, 32))),
    "NUL": "a\0b",
    "a terminal's commands": "\x1b[2J\x1b]0;title\x07\x9b31m",
    "turned text": "\u202eabc\u2066def",
    "no letters of Unicode": "\ufffe\uffff\U0010ffff",
    "one long line": "x" * 400_000,
    "many lines": "\n" * 50_000,
    "markup": "</td></table><script>alert(1)</script>&amp;<!--",
    "a formula": "=cmd|' /C calc'!A0;=1\n=2,@x",
    "line separators": "a\u2028b\u2029c\x85d\x0be\x0cf",
    "a row": 's2,"A1-01",99\n"s3";24',
    "marks of a format": "{0} {answer} %s %(x)s \\u0041 \\",
}


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """Every report on a class in which each student wrote something nasty into every answer, and one is harmless."""
    place = tmp_path_factory.mktemp("nasty")
    roster = {}
    for number, text in enumerate([*NASTY.values(), students.ESSAY]):
        student = f"s{number}"
        roster[student] = Student(student, f"Person {number}")
        data = students.data_of("A1", student)
        answers = students.right_answers(data) | {"A1-12": (f"{text} {students.ESSAY}", "")}
        answers |= {"A1-02": (text, "s"), "A1-05": (text, text)} if number < len(NASTY) else {}
        (place / "in" / student).mkdir(parents=True)
        (place / "in" / student / "part1.ipynb").write_text(json.dumps(students.notebook(data, answers)))
    graded = grading.grade(place / "in", roster, grading.Sources("A1", students.KEY))
    return place / "out", graded, reports.write(graded, place / "out")


def test_every_report_on_everybody_is_written(written):
    out, graded, told = written
    assert not told.unwritten and not told.missing
    assert len(list((out / "feedback").glob("*.html"))) == len(NASTY) + 1
    assert len(spreadsheets.read(out / "grades.csv")) == len(NASTY) + 1
    assert len(spreadsheets.read(out / "answers.csv")) == 12 * (len(NASTY) + 1)
    assert sum(len(sheet.lines) for sheet in sheets.read(out / "manual.xlsx")) > len(NASTY)
    harmless = graded.results[f"s{len(NASTY)}"].rows
    assert sum(row.points or 0 for row in harmless) == 20


def test_what_is_written_can_be_read_and_steers_nothing(written):
    out, _, _ = written
    for path in out.rglob("*.*"):
        if path.suffix in (".csv", ".html", ".json"):
            text = path.read_bytes().decode("utf-8")
            assert not set(text) & set("\0\x07\x1b\x9b\u202e\u2066\ufffe\uffff"), path
            assert "<script>" not in text or path.suffix != ".html"


def test_every_student_can_be_asked(written):
    out, graded, _ = written
    for student in graded.students:
        rows = {question: row for (one, question), row in stored(out).items() if one == student}
        assert len(viva.questions(rows, students.data_of("A1", student))) == 3


def test_one_page_that_cannot_be_written_is_named_and_the_others_are_written(written, tmp_path):
    _, graded, _ = written
    (tmp_path / "feedback" / "s3.html").mkdir(parents=True)
    (tmp_path / "canvas.csv").mkdir()
    told = reports.write(graded, tmp_path)
    lines = [line for line in told.lines() if line.startswith("Not written: ")]
    assert len(lines) == 2 and any("feedback/s3.html" in line for line in lines)
    assert len([path for path in (tmp_path / "feedback").iterdir() if path.is_file()]) == len(NASTY)
    assert (tmp_path / "grades.csv").is_file() and (tmp_path / "class_picture.html").is_file()


def test_a_full_disk_is_one_sentence(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("roster.csv").write_text("student_id\ns1\n")
    Path("in").mkdir()
    Path("course.key").write_text(students.KEY)

    def full(path, *_, **__):
        raise OSError(errno.ENOSPC, "No space left on device", str(path))

    monkeypatch.setattr(Path, "write_text", full)
    monkeypatch.setattr(Path, "write_bytes", full)
    assert main(["grade", "A1", "in", "--key", "course.key"]) == 1
    told = capsys.readouterr()
    lines = (told.out + told.err).splitlines()
    assert sum("The disk is full: free some space" in line for line in lines) == 1
    assert not any("Errno" in line or "Traceback" in line for line in lines)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.EROFS, "another folder with --out"),
        (errno.EEXIST, "a file where a folder is needed"),
        (errno.ENOTDIR, "a file where a folder is needed"),
        (errno.EIO, "The system says: broken x.csv"),
    ],
)
def test_what_the_system_refuses_is_said_with_what_to_do(number, words):
    assert words in reason(OSError(number, "broken", "x.csv"))


def test_a_console_of_ascii_and_a_home_that_is_closed(tmp_path):
    """In a process of its own: names and units outside of ASCII, and a home in which nothing can be written."""
    data = students.data_of("A1", "s1")
    (tmp_path / "in").mkdir()
    made = students.raw(students.notebook(data, students.wrong_answers(data)))
    (tmp_path / "in" / "小明 😀 s1.ipynb").write_bytes(made)
    (tmp_path / "roster.csv").write_text("student_id,name\ns1,王小明\n", encoding="utf-8")
    (tmp_path / "course.key").write_text(students.KEY)
    code = (
        "from helpers.coursework.__main__ import main; "
        "raise SystemExit(main(['grade', 'A1', 'in', '--key', 'course.key', '--out', 'µ']) "
        "or main(['viva', 's1', '--key', 'course.key', '--out', 'µ', '--number', '12']))"
    )
    closed = {"HOME": "/proc/none", "XDG_CACHE_HOME": "/proc/none", "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=os.environ | closed, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "1 of 1 students handed in" in done.stdout and "12. A1-" not in done.stdout and "1. A1-" in done.stdout
    assert r" \xb5m" in done.stdout, "a unit that the console lacks is told by its number, not by a question mark"
