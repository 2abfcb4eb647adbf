"""Due dates, late rules, excused items and groups: one file beside the roster, recomputed at will."""

import csv
import os
import time
import zipfile
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from helpers.coursework import items, rules
from helpers.coursework.__main__ import main
from tests.coursework import students

IDS = ("s1", "s2", "s3", "s4")
DUE = "[A1]\ndue = 2026-11-20 23:59:00\ngrace_minutes = 15\npercent_a_day = 10\nat_most_percent = 25\n"
TIMES = {"s1": "2026-11-20T12:00", "s2": "2026-11-21T00:13", "s3": "2026-11-21T00:15", "s4": "2026-11-25T01:00"}


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A course of four, right answers handed in at four times; the text is marked with 4."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "course.key").write_text(students.KEY)
    (tmp_path / "roster.csv").write_text("\n".join(["student_id", *IDS]))
    for student, when in TIMES.items():
        data = students.data_of("A1", student)
        target = Path("in", student, "work.ipynb")
        target.parent.mkdir(parents=True)
        target.write_bytes(students.raw(students.notebook(data, students.right_answers(data))))
        seconds = datetime.fromisoformat(when).timestamp()
        os.utime(target, (seconds, seconds))
    return tmp_path


def grade(text: str, *more: str) -> dict[str, dict[str, str]]:
    Path("rules.toml").write_text(text, encoding="utf-8")
    assert main(["grade", "A1", "in", "--key", "course.key", "--out", "out", *more]) == 0
    with Path("out/grades.csv").open(encoding="utf-8", newline="") as file:
        return {row["student_id"]: row for row in csv.DictReader(file)}


def marks(found: dict[str, dict[str, str]]) -> list[str]:
    return [row["so_far"] for row in found.values()]


def test_lateness_costs_a_share_of_the_marks_possible_for_each_day_begun(course):
    found = grade(DUE)
    assert marks(found) == ["20", "20", "17.6", "14"]  # 24 possible: 10 % a day, at most 25 %
    assert [row["late_days"] for row in found.values()] == ["", "", "1", "5"]
    assert "1 day late: 2.4 marks are taken off" in Path("out/feedback/s3.html").read_text(encoding="utf-8")
    assert marks(grade("")) == ["20"] * 4  # the rules are gone, and so is what they took


def test_extensions_and_times_by_student(course):
    assert marks(grade(DUE + "extensions = { s4 = 2026-11-24, s3 = '2026-11-22' }\n")) == ["20", "20", "20", "17.6"]
    found = grade(DUE + "handed_in = { s4 = 2026-11-20 18:00:00, s1 = 2026-11-21T10:00:00 }\n")
    assert marks(found) == ["17.6", "20", "17.6", "20"]


def test_the_latest_due_date_in_a_group_counts_for_all_of_it(course):
    Path("in/s3/work.ipynb").unlink()
    groups = 'groups = [["s3", "s4"]]\n'
    assert marks(grade(DUE + groups)) == ["20", "20", "14", "14"]
    for member in ("s3", "s4"):
        assert marks(grade(DUE + groups + f"extensions = {{ {member} = 2026-11-25 }}\n"))[2:] == ["20", "20"]
    earlier = "extensions = { s3 = 2026-11-01, s4 = 2026-11-02 }\n"
    assert marks(grade(DUE + groups + earlier))[2:] == ["14", "14"]
    rule = rules.Rules(extensions={"s3": datetime(2026, 11, 1)}, groups=(frozenset({"s3", "s4"}),))
    assert rule.due_for("s3") is None and rule.due_for("s4") is None  # for one of them nothing is due


def test_the_time_in_an_archive_counts_as_that_of_a_file(course):
    with zipfile.ZipFile("all.zip", "w") as archive:
        for student in IDS:
            archive.write(f"in/{student}/work.ipynb")
    Path("rules.toml").write_text(DUE)
    assert main(["grade", "A1", "all.zip", "--key", "course.key", "--out", "out"]) == 0
    assert Path("out/grades.csv").read_text().count(",incomplete,17.6,") == 1


def test_what_is_excused_counts_as_all_else_does(course):
    found = grade('[A1]\nexcused = { s1 = ["A1-01", "A1-12"], s2 = "all" }\n')
    assert found["s1"]["marks"] == "24" and found["s1"]["to_mark"] == "0"  # 18 of 18 without the two
    assert found["s1"]["A1-01"] == "excused" and found["s2"]["marks"] == "excused"
    canvas = Path("out/canvas.csv").read_text(encoding="utf-8").splitlines()
    assert canvas[3].endswith(",") and canvas[2].endswith(",24")
    assert "excused" in Path("out/feedback/s2.html").read_text(encoding="utf-8")


def test_a_group_hands_in_one_file(course):
    for student in ("s2", "s3"):
        Path("in", student, "work.ipynb").unlink()
    Path("in/s1/work.ipynb").rename("in/s1_s2_part1.ipynb")
    groups = '[A1]\ngroups = [["s1", "s2"], ["s3", "s4"]]\n'
    assert marks(grade(groups)) == ["20"] * 4
    with Path("out/manual.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    assert [line["student"] for line in lines] == ["s1", "s4"]  # the text of a group is marked once
    with Path("out/manual.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(lines[0]))
        writer.writeheader()
        writer.writerows(line | {"marks": "3"} for line in lines)
    assert marks(grade(groups)) == ["23"] * 4
    assert marks(grade("")) == ["23", "0", "0", "23"]


def test_all_faults_are_told_at_once(course, capsys):
    text = (
        '[A9]\n[A1]\ndue = "soon"\npercent_a_day = 120\nlate = 3\nexcused = { s9 = "all", s1 = ["A1-99"] }\n'
        'groups = [["s1"], ["s1", "s8"], ["s2", "s3"], ["s3", "s4"]]\nextensions = 3\n'
    )
    with pytest.raises(rules.RulesError) as told:
        Path("rules.toml").write_text(text)
        rules.read(Path("rules.toml"), "A1", dict.fromkeys(IDS))
    faults = str(told.value).split("\n")
    for word in ("'A9'", "due is a time", "percent_a_day is a number", "no rule 'late'", "'s9', who is not", "A1-99"):
        assert sum(word in fault for fault in faults) == 1, word
    assert sum("each of the groups" in fault for fault in faults) == 3
    assert any("extensions goes from students" in fault for fault in faults)
    for raw in (b"due = ", b"\xff\xfe\x00"):
        Path("rules.toml").write_bytes(raw)
        assert main(["grade", "A1", "in", "--key", "course.key"]) == 1
        assert "rules.toml" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("grace_minutes = inf", "grace_minutes is a number from 0 to 527040, not inf."),
        ("grace_minutes = 1e300", "grace_minutes is a number from 0 to 527040, not 1e+300."),
        ("grace_minutes = nan", "grace_minutes is a number from 0 to 527040, not nan."),
        ("grace_minutes = -1", "grace_minutes is a number from 0 to 527040, not -1."),
        ("percent_a_day = '10 %'", "percent_a_day is a number from 0 to 100, not '10 %'."),
        ("percent_a_day = true", "percent_a_day is a number from 0 to 100, not True."),
        ("due = 9999-12-31", "due is a time such as 2026-11-20 23:59:00, not 9999-12-31 23:59:59.999999."),
        ("due = 0001-01-01T00:00:00+14:00", "such as 2026-11-20 23:59:00, not 0001-01-01 00:00:00+14:00."),
        ("due = 23:59:00", "due is a time such as 2026-11-20 23:59:00, not 23:59:00."),
        ("due = '20.11.2026'", "due is a time such as 2026-11-20 23:59:00, not 20.11.2026."),
        ("due = '2026-11-20 24:00'", "due is a time such as 2026-11-20 23:59:00, not 2026-11-20 24:00."),
        ("due = '2026-11-20 23:59 Europe/Berlin'", "due is a time such as"),
        ("due = ''", "due is a time such as 2026-11-20 23:59:00, not ."),
        ("handed_in = { s1 = 'yesterday' }", "handed_in of s1 is a time such as"),
        ("extensions = { s9 = 2026-12-01 }", "extensions names 's9', who is not in the roster."),
        ("extensions = { S1 = 2026-12-01 }", "extensions names 'S1', who is not in the roster."),
        ("extensions = { a.b = 2026-12-01 }", "extensions names 'a', who is not in the roster (an id with other signs"),
        ("extensions = { a@b = 2026-12-01 }", "An id with other signs than letters, digits, _ and - needs quotes"),
        ("excused = { s1 = true }", "excused of s1 names True, which the assignment does not have."),
        ("excused = { s1 = 'A2-01' }", "excused of s1 names A2-01, which the assignment does not have."),
        ("groups = [['s1', 's1']]", "each in one group only; ['s1', 's1'] is not."),
        ("groups = [['S1', 's2']]", "['S1', 's2'] is not; not in the roster: S1."),
        ("groups = 's1, s2'", "'s1, s2' is not."),
        ("Due = 2026-11-20", "there is no rule 'Due'; there are due, "),
    ],
)
def test_a_rule_that_cannot_be_meant_is_one_sentence(tmp_path, text, fault):
    (tmp_path / "rules.toml").write_text(f"[A1]\n{text}\n", encoding="utf-8")
    with pytest.raises(rules.RulesError) as told:
        rules.read(tmp_path / "rules.toml", "A1", dict.fromkeys(IDS))
    assert fault in str(told.value) and "\n" not in str(told.value)


@pytest.mark.parametrize(
    ("text", "excused"),
    [("{ s1 = ['A1-4'] }", {"A1-04"}), ("{ s1 = 'a1-04' }", {"A1-04"}), ("{ s1 = [] }", set()),
     ("{ s1 = 'All' }", set(items.questions("A1")))],
)  # fmt: skip
def test_questions_are_excused_as_people_write_them(tmp_path, text, excused):
    (tmp_path / "rules.toml").write_text(f"[A1]\nexcused = {text}\n", encoding="utf-8")
    assert rules.read(tmp_path / "rules.toml", "A1", dict.fromkeys(IDS)).excused == {"s1": excused}


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Pacific/Chatham", "UTC"])
def test_a_day_is_one_of_the_calendar_also_where_clocks_are_changed(tmp_path, monkeypatch, zone):
    if not hasattr(time, "tzset"):
        pytest.skip("this system has one zone only")
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        for night in ("2026-10-24", "2026-03-28", "2026-10-31", "2026-03-07"):
            rule = rules.Rules(due=datetime.fromisoformat(f"{night} 23:59"), percent_a_day=10)
            late = [rule.late("s1", rule.due + timedelta(hours=hours, seconds=1)) for hours in (-1, 0, 23, 24)]
            assert [one.days if one else 0 for one in late] == [0, 1, 1, 2]
        (tmp_path / "rules.toml").write_text("[A1]\ndue = 2026-10-25T00:30:00Z\n")
        due = rules.read(tmp_path / "rules.toml", "A1", {}).due
        assert due.timestamp() == datetime.fromisoformat("2026-10-25T00:30:00+00:00").timestamp()
    finally:
        monkeypatch.undo()
        time.tzset()
