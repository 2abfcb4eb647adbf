"""Marks and feedback go back in the forms that the platforms' importers read; nothing is matched by a name."""

import csv
import functools
import io
import json
import re
import zipfile
from pathlib import Path

import pytest

from helpers.coursework import grading, platforms, returning
from helpers.coursework.__main__ import main
from helpers.coursework.roster import Student
from tests.coursework import students
from tests.coursework.test_roster import WORKSHEETS

TITLE = "Coursework 1: cytokine basics"
ROSTER = {
    "s1": Student("s1", "O'Brien, Liam", "liam@x.org", "lobrien", "90001", participant="501"),
    "s2": Student("s2", "Lee, Ann", "ann@x.org", "alee", "90002"),
    "s3": Student("s3", "Lee, Ann", "ann2@x.org", "alee2", "90003"),
}
PATHS = {
    "s1": "O'Brien Liam_501_assignsubmission_file/part1.ipynb",
    "s2": "leeann_LATE_90002_777_part1-1.ipynb",
    "s3": "s3/part1.ipynb",
}


@pytest.fixture
def graded(tmp_path):
    for student, path in PATHS.items():
        data = students.data_of("A1", student)
        answers = students.right_answers(data) if student != "s3" else students.wrong_answers(data)
        (tmp_path / "in" / path).parent.mkdir(parents=True, exist_ok=True)
        answers = {question: answer for question, answer in answers.items() if question != "A1-12"}
        (tmp_path / "in" / path).write_bytes(students.raw(students.notebook(data, answers)))
    return grading.grade(tmp_path / "in", ROSTER, grading.Sources("A1", students.KEY))


def back(graded, folder, text, column=None, encoding="utf-8"):
    (folder / "table.csv").write_bytes(text.encode(encoding))
    refused = platforms.give_back(graded, folder / "table.csv", column, folder).refused
    (made,) = folder.glob("back_*")
    raw = made.read_bytes().decode(encoding)
    lines = list(csv.reader(io.StringIO(raw, newline=""), delimiter="\t" if "\t" in raw else ","))
    return made.name, lines, [(one.where, one.student, one.reason) for one in refused]


def test_canvas(graded, tmp_path):
    text = (
        "Student,ID,SIS User ID,SIS Login ID,Section,Other (1),Coursework 1 (4711)\n"
        ",,,,,Manual Posting,\n"
        "    Points Possible,,,,,9,24\n"
        '"O\'Brien, Liam",90001,s1,lobrien,A,3,\n'
        '"Lee, Ann",90002,,,A,3,1\n'
        '"Lee, Ann",99999,,,A,3,2\n'
        '"Student, Test",90009,,a1b2,A,,\n'
        '"Two, People",90001,s3,,A,,\n'
    )
    name, lines, refused = back(graded, tmp_path, text)
    assert name == "back_canvas.csv"
    assert lines[0] == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Coursework 1 (4711)"]
    assert lines[2] == ["    Points Possible", "", "", "", "", "24"]
    assert [line[1:2] + line[5:] for line in lines[3:]] == [["90001", "20"], ["90002", "20"], ["90009", ""]]
    assert [(where, who) for where, who, _ in refused] == [
        ("table.csv, line 6", "Lee, Ann"),
        ("table.csv, line 8", "Two, People"),
        ("table.csv", "s3"),
    ]
    assert "a name alone matches nobody" in refused[0][2] and "name s1 and s3" in refused[1][2]
    with pytest.raises(platforms.PlatformError, match="100 marks possible and the assignment 24"):
        back(graded, tmp_path, text.replace(",9,24", ",9,100"))
    with pytest.raises(platforms.PlatformError, match=r"Say which column .* one of: Other \(1\); Essay"):
        back(graded, tmp_path, text.replace("Coursework 1 (4711)", "Essay"))
    assert back(graded, tmp_path, text.replace("Coursework 1 (4711)", "Essay"), "Essay")[1][0][-1] == "Essay"


def test_moodles_grading_worksheet(graded, tmp_path):
    head = (
        "Identifier,Full name,ID number,Email address,Status,Grade,Maximum Grade,Grade can be changed,"
        "Last modified (submission),Last modified (grade),Feedback comments\n"
    )
    line = "Participant {},{},{},{},Submitted for grading,,24.00,{},-,-,\n"
    text = head + line.format(501, "Liam O'Brien", "", "", "Yes") + line.format(502, "Ann Lee", "", "ann2@x.org", "Yes")
    text += line.format(503, "Ann Lee", "s2", "", "No") + line.format(504, "Ann Lee", "", "", "Yes")
    name, lines, refused = back(graded, tmp_path, text, encoding="utf-8-sig")
    assert name == "back_moodle.csv" and ",".join(lines[0]).removeprefix("\ufeff") == head.strip()
    grade, comments = lines[0].index("Grade"), lines[0].index("Feedback comments")
    assert [(line[0], line[grade]) for line in lines[1:]] == [("Participant 501", "20"), ("Participant 502", "0")]
    assert lines[2][comments].startswith("A1-01: ")
    assert [reason.partition(";")[0] for _, _, reason in refused] == [
        "Moodle says that this grade cannot be changed.",
        "nobody of the roster has one of its ids",
    ]
    _, lines, refused = back(graded, tmp_path, text.replace("24.00", "100.00"), encoding="utf-8-sig")
    assert len(lines) == 1 and "100.00 marks possible" in refused[0][2]


@pytest.mark.parametrize("language", WORKSHEETS)
def test_moodles_grading_worksheet_in_other_languages(graded, tmp_path, language):
    text = WORKSHEETS[language].replace("4321", "501").replace("00123", "s1").replace("eva@x.org", "liam@x.org")
    name, lines, _ = back(graded, tmp_path, text, encoding="utf-8-sig")
    assert name == "back_moodle.csv" and lines[0][0].strip("\ufeff") == text.split(",")[0]
    assert [(line[2], line[5]) for line in lines[1:]] == [("s1", "20")]
    yes = {",Ja,": ",Nein,", ",Oui,": ",Non,", ",Sí,": ",No,", ",Sì,": ",No,", ",Sim,": ",Não,"}
    locked = functools.reduce(lambda told, word: told.replace(word, yes[word]), yes, text)
    assert locked == text or len(back(graded, tmp_path, locked, encoding="utf-8-sig")[1]) == 1
    assert locked != text or language in ("Dutch", "Polish")  # the packs that were read do not have this heading


def test_brightspace_and_blackboard(graded, tmp_path):
    head = f"OrgDefinedId,Username,{TITLE} Points Grade <Numeric MaxPoints:24>,End-of-Line Indicator\n"
    text = head + "#s1,#x,,#\n#s9,#alee,,#\n"
    name, lines, _ = back(graded, tmp_path, text)
    assert name == "back_brightspace.csv"
    assert lines[1:] == [["#s1", "#x", "20", "#"], ["#s9", "#alee", "20", "#"]]
    (tmp_path / name).unlink()
    column = f"{TITLE} [Total Pts: 24 Score] |4711"
    text = f"Last Name\tFirst Name\tUsername\tStudent ID\tAvailability\t{column}\nLee\tAnn\talee2\t\tYes\t\n"
    name, lines, refused = back(graded, tmp_path, text, encoding="utf-16")
    assert name == "back_blackboard.xls"
    assert lines == [["Last Name", "First Name", "Username", "Student ID", column], ["Lee", "Ann", "alee2", "", "0"]]
    assert [who for _, who, _ in refused] == ["s1", "s2"]


@pytest.mark.parametrize(
    "table",
    [
        f"OrgDefinedId,Username,{TITLE} Points Grade <Numeric MaxPoints:50>,End-of-Line Indicator\n#s1,#x,,#\n",
        f"Last Name\tFirst Name\tUsername\tStudent ID\t{TITLE} [Total Pts: 50 Score] |4711\nLee\tAnn\talee2\t\t\n",
        f"Last Name\tFirst Name\tUsername\t{TITLE} [Total Pts: up to 50.0 Score] |4711\nLee\tAnn\talee2\t\n",
    ],
)
def test_other_marks_possible_in_a_heading_are_refused(graded, tmp_path, table):
    with pytest.raises(platforms.PlatformError, match="marks possible and the assignment 24; set them equal there"):
        back(graded, tmp_path, table)
    assert not list(tmp_path.glob("back_*"))


def test_a_total_that_is_not_complete_is_not_returned(graded, tmp_path):
    data = students.data_of("A1", "s3")
    (tmp_path / "in" / PATHS["s3"]).write_bytes(students.raw(students.notebook(data, students.right_answers(data))))
    again = grading.grade(tmp_path / "in", ROSTER, grading.Sources("A1", students.KEY))
    text = f"OrgDefinedId,{TITLE} Points Grade,End-of-Line Indicator\ns3,,#\ns3,,#\n"
    _, lines, refused = back(again, tmp_path, text)
    assert len(lines) == 1 and refused[0][2] == "the total is not complete: 1 answer waits for a person."


def test_feedback_goes_back_under_the_names_that_importers_know(graded, tmp_path):
    assert returning.write(graded, tmp_path) == [returning.MOODLE, returning.CANVAS]
    with zipfile.ZipFile(tmp_path / returning.MOODLE) as archive:
        (name,) = archive.namelist()
        who, participant, subtype, plugin, rest = name.split("_", 4)  # as the importer of Moodle splits it
        assert (who, participant, subtype, plugin) == ("O'Brien Liam", "501", "assignsubmission", "file")
        assert rest == "feedback_part1.html" and b"20 of 24" in archive.read(name)
    with zipfile.ZipFile(tmp_path / returning.CANVAS) as archive:
        (name,) = archive.namelist()
        assert [part for part in name.split("_") if part.isdigit()][:2] == [
            "90002",
            "777",
        ]  # as that of Canvas reads it
        notebook = json.loads(archive.read(name))
        assert "20 of 24" in notebook["cells"][0]["source"][0] and "<body" not in notebook["cells"][0]["source"][0]


def test_a_name_with_the_sign_between_moodles_parts_goes_back_and_who_cannot_is_named(tmp_path):
    own = "Ana_Maria Silva_123456_assignsubmission_file_/x_9_assignsubmission_file_1.ipynb"
    for path, student in ((own, "s1"), ("mails/a.ipynb", "s2")):
        data = students.data_of("A1", student)
        (tmp_path / "in" / path).parent.mkdir(parents=True)
        (tmp_path / "in" / path).write_bytes(students.raw(students.notebook(data, students.right_answers(data))))
    roster = {"s1": Student("s1", "Ana_Maria Silva"), "s2": Student("s2"), "s3": Student("s3")}
    earlier = grading.Earlier(groups=(frozenset({"s1", "s3"}),))
    graded = grading.grade(tmp_path / "in", roster, grading.Sources("A1", students.KEY), earlier=earlier)
    assert graded.results["s3"].owner == "s1"
    assert returning.write(graded, tmp_path) == [returning.MOODLE]
    with zipfile.ZipFile(tmp_path / returning.MOODLE) as archive:
        assert archive.namelist() == ["Ana Maria Silva_123456_assignsubmission_file_feedback_part1.html"]
    group, other = returning.left_out(graded)
    assert "s3:" in group and "of the group" in group and "s1" not in group + other
    assert "s2 (" in other and "a.ipynb" in other


def test_a_file_of_a_group_goes_back_once_and_under_the_name_of_its_owner(tmp_path):
    """Two pages under one name would leave one of the group with the other's page."""
    for path, student in (("leeann_90002_777_part1.ipynb", "s2"), ("Liam_501_assignsubmission_file_/a.ipynb", "s1")):
        data = students.data_of("A1", student)
        (tmp_path / "in" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / path).write_bytes(students.raw(students.notebook(data, students.right_answers(data))))
    roster = ROSTER | {"s4": Student("s4", "Roe, Sam", participant="504")}
    groups = (frozenset({"s2", "s3"}), frozenset({"s1", "s4"}))
    earlier = grading.Earlier(groups=groups)
    graded = grading.grade(tmp_path / "in", roster, grading.Sources("A1", students.KEY), earlier=earlier)
    assert graded.results["s3"].owner == "s2" and graded.results["s4"].owner == "s1"
    returning.write(graded, tmp_path)
    with zipfile.ZipFile(tmp_path / returning.CANVAS) as archive:
        assert archive.namelist() == ["leeann_90002_777_part1.ipynb"]
        assert "Lee, Ann" in archive.read("leeann_90002_777_part1.ipynb").decode()
    with zipfile.ZipFile(tmp_path / returning.MOODLE) as archive:
        assert [name.split("_")[:2] for name in archive.namelist()] == [["Liam", "501"], ["Roe, Sam", "504"]]


def test_the_command_line_names_what_was_not_returned(graded, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("course.key").write_text(students.KEY)
    table = "Student,ID,SIS User ID,SIS Login ID,Section,Coursework 1\nLiam,90001,s1,,A,\nNobody,1,,,A,\n"
    Path("canvas.csv").write_text(table)
    Path("roster.csv").write_text("student_id,canvas_id\ns1,90001\n")
    grade = ["grade", "A1", "in", "--key", "course.key", "--platform"]
    assert main([*grade, "canvas.csv"]) == 0
    told = capsys.readouterr().out
    assert "Not returned: canvas.csv, line 3 (Nobody): nobody of the roster" in told
    assert f"Marks for the platform are in {Path('graded', 'back_canvas.csv')}; lines with marks: 1." in told
    assert Path("graded/not_returned.csv").is_file() and Path("graded/brightspace.csv").is_file()
    assert main([*grade, "roster.csv"]) == 1
    assert "roster.csv is not what Canvas, Moodle, Brightspace or Blackboard export" in capsys.readouterr().err


def test_many_totals_that_are_not_complete_are_told_in_one_line(tmp_path):
    rows = [platforms.NotReturned(f"t.csv, line {n}", "A", "no total", incomplete=True) for n in range(9)]
    other = platforms.NotReturned("t.csv, line 20", "B", "nobody of the roster has its ids.")
    told = list(platforms.Returned(tmp_path, 3, (*rows, other)).lines())
    counted = "Not returned: 9 students whose total is not complete; not_returned.csv has their names."
    assert told[1:] == [f"Not returned: {other.words}", counted]
    assert len([*platforms.Returned(tmp_path, 3, tuple(rows[:2])).lines()]) == 3


CANVAS = f"Student,ID,SIS User ID,SIS Login ID,Section,{TITLE} (4711),Other (1)\n    Points Possible,,,,,24,5\n"
LIAM = '"O\'Brien, Liam",90001,s1,lobrien,S,7,3\n'
SHEET = (
    "Identifier,Full name,ID number,Email address,Status,Grade,Maximum Grade,Grade can be changed,"
    "Last modified (grade),Feedback comments\n"
    'Participant 501,"Liam, O\'Brien",s1,liam@x.org,Submitted,5.00,24.00,Yes,-,"old\nwords"\n'
)


@pytest.mark.parametrize(
    "table",
    [
        (CANVAS + LIAM).replace("\n", "\r"),
        (CANVAS + LIAM).replace(", ", "§").replace(",", ";").replace("§", ", "),
        (CANVAS + LIAM).replace("Other (1)", "Current Score").replace(",5\n", ",(read only)\n"),
        (CANVAS + LIAM).replace("24", '"24,00"'),
        CANVAS.partition("    Points")[0] + LIAM,
        CANVAS + LIAM + '"Student, Test",90009,,t,S,,\n',
        CANVAS + LIAM.replace("s1,lobrien", ","),
        SHEET,
        SHEET.replace("24.00", '"24,00"'),
        SHEET.replace("24.00", ""),
        SHEET.replace('"Liam, O\'Brien",s1,liam@x.org', "Participant 501,,"),
        f"OrgDefinedId,Username,{TITLE} Points Grade <Numeric MaxPoints:24>,End-of-Line Indicator\ns1,x,5,#\n",
    ],
)
def test_tables_as_platforms_and_people_change_them_take_the_marks(graded, tmp_path, table):
    _, lines, refused = back(graded, tmp_path, table)
    assert sum(bool(re.search(r"(?<![\d.])20(?![\d.])", ",".join(line))) for line in lines) == 1
    assert {who for _, who, _ in refused} == {"s2", "s3"}


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        (CANVAS + LIAM + LIAM, "is the same student; keep one of the two lines."),
        (CANVAS + '"X",90001,s3,,S,,\n', "its ids name s1 and s3; mend the roster or the table."),
        (CANVAS + '"Zed",99999,,zed,S,,\n', "a name alone matches nobody."),
        (SHEET.replace("24.00", "Good"), "Moodle gives words for it ('Good') and not marks"),
        (SHEET.replace("24.00", "100.00"), "the platform has 100.00 marks possible and the assignment 24"),
        (SHEET.replace("Yes", "No"), "this grade cannot be changed"),
        (SHEET.replace("501", "999").replace(",s1,liam@x.org", ",,"), "a name alone matches nobody."),
    ],
)
def test_a_line_that_cannot_take_marks_is_named(graded, tmp_path, table, reason):
    _, _, refused = back(graded, tmp_path, table)
    assert sum(reason in told for *_, told in refused) == 1
