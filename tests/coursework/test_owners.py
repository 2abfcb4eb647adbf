"""Whose file it is: nobody can take another's place, and what two people could own waits for a person."""

import io
import zipfile

import pytest

from helpers.coursework import grading, reports, spreadsheets
from helpers.coursework.problems import Code
from helpers.coursework.roster import Student
from tests.coursework import students

NAMES = {"s1003": "Ann Lee", "s1004": "Ann Lee", "s1009": "Given Family", "s1010": "小明 王", "s1011": "Na Li"}
ROSTER = {name: Student(name, told) for name, told in NAMES.items()}


def made_by(student, answers=students.right_answers, **replaced):
    """Return a student's notebook with answers; in its text, one word is replaced by another."""
    data = students.data_of("A1", student)
    text = students.raw(students.notebook(data, answers(data))).decode()
    for word, other in replaced.items():
        assert word in text
        text = text.replace(word, other)
    return text.encode()


def line(student):
    return f"Student: {student}"


def archive(entries):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as opened:
        for name, raw in entries.items():
            opened.writestr(name, raw)
    return packed.getvalue()


def owners(tmp_path, files, roster=ROSTER):
    """Return the students with their marks (None where they are open) and the codes of what a person must look at."""
    for name, raw in files.items():
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_bytes(raw)
    graded = grading.grade(tmp_path / "in", roster, grading.Sources("A1", students.KEY))
    marks = {
        student: None if all(row.points is None for row in result.rows) else grading.total(result.rows).points
        for student, result in graded.results.items()
    }
    codes = {problem.code for problem in graded.problems.serious()} - {Code.NOTHING_HANDED_IN}
    return {student: earned for student, earned in marks.items() if earned != 0}, codes


FORGED = made_by("s1009", students.wrong_answers, **{line("s1009"): line("s1003")})


@pytest.mark.parametrize(
    "path",
    [
        "Given Family_1009_assignsubmission_file_/s1003.ipynb",
        "Given Family_1009_assignsubmission_file_s1003.ipynb",
        "Given Family_1003_assignsubmission_file_/part1.ipynb",
        "s1009/s1003.ipynb",
        "s1009/s1003/part1.ipynb",
        "familygiven_late_90001_555_s1003-1.ipynb",
        "Part 1_s1009_attempt_2026-11-26-09-00-00_s1003.ipynb",
        "12345-67890 - Given Family - Nov 26, 2026 900 AM/s1003.ipynb",
        "s1009.ipynb",
        "homework.ipynb",
        "downloads/s1003.ipynb",
    ],
)
def test_the_platforms_own_part_and_the_notebook_decide_before_the_file_name(tmp_path, path):
    assert owners(tmp_path, {path: made_by("s1009")}) == ({"s1009": 20}, set())


@pytest.mark.parametrize(
    "path", ["s1009/work.zip", "Given Family_1009_assignsubmission_file_/s1003.zip", "s1009.zip", "work.zip"]
)
def test_what_stands_in_a_students_archive_takes_nobodys_place(tmp_path, path):
    files = {path: archive({"../s1003/part1.ipynb": made_by("s1009")}), "s1003/part1.ipynb": made_by("s1003")}
    assert owners(tmp_path, files) == ({"s1003": 20, "s1009": 20}, set())


@pytest.mark.parametrize("names", [("a", "b"), ("b", "a")])
def test_of_two_notebooks_in_one_archive_the_own_one_counts(tmp_path, names):
    entries = {f"{name}.ipynb": made_by(whose) for name, whose in zip(names, ("s1009", "s1003"), strict=True)}
    found, codes = owners(tmp_path, {"s1009/both.zip": archive(entries)})
    assert found == {"s1009": 20} and Code.SEVERAL_NOTEBOOKS in codes


RECEIPT = (
    "Name: Given Family (s1009)\nAssignment: Part 1\nDate Submitted: Thursday, 26 November 2026 09:00:00 o'clock GMT\n"
    "Current Mark: Needs Marking\n\nSubmission Field:\n{text}\n\nComments:\n{comment}\n\nFiles:\n"
    "\tOriginal filename: part1.ipynb\n"
)
NOTHING = {
    "text": "There is no student submission text data for this assignment.",
    "comment": "There are no student comments for this assignment.",
}


@pytest.mark.parametrize(
    ("said", "told"), [({}, set()), ({"text": "A1-02: 5 s"}, {Code.RECEIPT}), ({"comment": "Late."}, {Code.RECEIPT})]
)
def test_a_note_of_blackboard_is_listed_where_it_says_something(tmp_path, said, told):
    attempt = "Part 1_s1009_attempt_2026-11-26-09-00-00"
    files = {f"{attempt}.txt": RECEIPT.format_map(NOTHING | said).encode(), f"{attempt}_part1.ipynb": made_by("s1009")}
    assert owners(tmp_path, files) == ({"s1009": 20}, told)


def test_the_archive_that_the_platform_made_is_looked_through(tmp_path):
    entries = {f"{NAMES[name]}_77_assignsubmission_file_/s1003.ipynb": made_by(name) for name in ("s1009", "s1010")}
    (tmp_path / "s1004.zip").write_bytes(archive(entries))
    graded = grading.grade(tmp_path / "s1004.zip", ROSTER, grading.Sources("A1", students.KEY))
    assert graded.present == ["s1009", "s1010"]
    assert set(owners(tmp_path, {"A1 download.zip": archive(entries)})[0]) == {"s1009", "s1010"}


@pytest.mark.parametrize("student", ["s1010", "s1011"])
def test_short_names_are_names(tmp_path, student):
    path = f"{NAMES[student]}_12345_assignsubmission_file_/part1.ipynb"
    made = made_by(student, **{line(student): "Student unknown"})
    assert owners(tmp_path, {path: made})[0] == {student: 20}


@pytest.mark.parametrize(
    ("path", "student"),
    [
        ("Participant_501_assignsubmission_file_/part1.ipynb", "s1001"),
        ("Lab-2-Teilnehmer_in 501_501_assignsubmission_file_/part1.ipynb", "s1001"),
        ("Group A-Liam O'Brien_77_assignsubmission_file_/part1.ipynb", "s1001"),
        ("Joerg Mueller_77_assignsubmission_file_/part1.ipynb", "s1006"),
        ("Jorg Muller.ipynb", "s1006"),
        ("Lukasz Zak/part1.ipynb", "s1007"),
        ("99-11 - Liam O'Brien- Nov 26, 2026 900 AM/part1.ipynb", "s1001"),
        ("part1 - Ann-Marie Lee (final).ipynb", "s1002"),
        ("OBrien_Liam_part1.ipynb", "s1001"),
        ("Submitted files/Ann-Marie Lee/Part 1/Version 2/part1.ipynb", "s1002"),
        ("O'Brien, Liam(lobrien)/Submission attachment(s)/part1.ipynb", "s1001"),
    ],
)
def test_names_as_platforms_and_people_write_them(tmp_path, path, student):
    roster = {
        "s1001": Student("s1001", "Liam O'Brien", login="lobrien", section="Group A, Lab 2", participant="501"),
        "s1002": Student("s1002", "Ann-Marie Lee"),
        "s1003": Student("s1003", "Marie Lee", participant="77"),
        "s1006": Student("s1006", "Müller, Jörg"),
        "s1007": Student("s1007", "Łukasz Żak"),
    }
    made = made_by(student, **{line(student): "Student unknown", students.data_of("A1", student).fingerprint: "0" * 12})
    assert owners(tmp_path, {path: made}, roster)[0] == {student: 20}


@pytest.mark.parametrize(
    ("files", "marks"),
    [
        ({"s1003.ipynb": made_by("s1009")}, {"s1003": None, "s1009": None}),
        ({"s1009.ipynb": FORGED}, {"s1003": None, "s1009": None}),
        ({"part1.ipynb": FORGED}, {"s1003": None, "s1009": None}),
        ({"part1.ipynb": FORGED, "s1003/part1.ipynb": made_by("s1003")}, {"s1003": 20, "s1009": None}),
        ({"a.ipynb": FORGED, "s1003.ipynb": made_by("s1003")}, {"s1003": 20, "s1009": None}),
        (
            {"a.ipynb": made_by("s1003", students.wrong_answers), "b.ipynb": made_by("s1003")},
            {"s1003": None},
        ),
        (
            {"Ann Lee_1_assignsubmission_file_/x.ipynb": made_by("s1003"),
             "Ann Lee_2_assignsubmission_file_/x.ipynb": made_by("s1003")},
            {"s1003": None, "s1004": None},
        ),
        ({"Ann Lee_1_assignsubmission_file_/x.ipynb": made_by("s1009")},
         {"s1003": None, "s1004": None, "s1009": None}),
        ({"x.ipynb": made_by("s77")}, dict.fromkeys(ROSTER)),
    ],
)  # fmt: skip
def test_what_two_could_own_is_held_back_and_nobody_loses(tmp_path, files, marks):
    found, codes = owners(tmp_path, files)
    assert found == marks
    assert codes & {Code.TWO_OWNERS, Code.OWNER_NOT_IN_ROSTER} and Code.HELD_BACK in codes


def test_two_of_one_name_are_told_apart_by_their_notebooks(tmp_path):
    files = {f"Ann Lee_{number}_assignsubmission_file_/s1009.ipynb": made_by(name)
             for number, name in ((7, "s1004"), (8, "s1003"))}  # fmt: skip
    assert owners(tmp_path, files) == ({"s1003": 20, "s1004": 20}, set())


def test_the_number_of_a_copy_is_nobodys_id(tmp_path):
    roster = {str(number): Student(str(number)) for number in range(1, 6)}
    files = {"part1 (1).ipynb": made_by("3"), "4/part1 (2).ipynb": made_by("4"), "part1-5.ipynb": made_by("9")}
    found, codes = owners(tmp_path, files, roster)
    assert found == {"3": 20, "4": 20, "1": None, "2": None, "5": None}
    assert codes == {Code.OWNER_NOT_IN_ROSTER, Code.HELD_BACK}


def test_a_file_of_another_handed_in_by_the_platforms_word_counts_for_who_handed_it_in(tmp_path):
    found, codes = owners(tmp_path, {"s1009/part1.ipynb": made_by("s1003"), "s1003/part1.ipynb": made_by("s1003")})
    assert found["s1003"] == 20 and (found.get("s1009") or 0) < 8
    assert Code.OTHERS_NOTEBOOK in codes


def test_a_changed_line_alone_takes_nothing_from_who_handed_it_in(tmp_path):
    made = made_by("s1009", **{line("s1009"): line("s1003")})
    assert owners(tmp_path, {"s1009/part1.ipynb": made})[0] == {"s1009": 20}


def test_what_is_held_back_is_no_zero_in_any_report(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "part1.ipynb").write_bytes(FORGED)
    graded = grading.grade(tmp_path / "in", ROSTER, grading.Sources("A1", students.KEY))
    reports.write(graded, tmp_path / "out")
    for path in (tmp_path / "out").glob("*.csv"):
        rows = spreadsheets.read(path)
        for row in (row for row in rows if "s1003" in row.values()):
            cells = {key: cell for key, cell in row.items() if key not in ("to_mark", "so_far", "tolerance")}
            assert not {"0", "0.0"} & set(cells.values()), (path, row)
    grades = {row["student_id"]: row["marks"] for row in spreadsheets.read(tmp_path / "out" / "grades.csv")}
    assert (grades["s1003"], grades["s1009"], grades["s1004"]) == ("incomplete", "incomplete", "0")


CLASS = {
    "s1": Student("s1", "Ana María López García"),
    "s2": Student("s2", "José-Luis O'Neill"),
    "s3": Student("s3", "van der Berg, Jan"),
    "s4": Student("s4", "Müller Jörg"),
    "s5": Student("s5", "Li"),
    "s6": Student("s6", "Li Na"),
    "s7": Student("s7", "李娜"),
    "s8": Student("s8", "Ann Lee", "ann.lee@uni.edu", participant="508"),
    "s10": Student("s10", "Bo Li"),
}


@pytest.mark.parametrize(
    ("path", "student"),
    [
        ("Ana María López García_501_assignsubmission_file_/part1.ipynb", "s1"),
        ("Ana Maria Lopez Garcia_501_assignsubmission_file_/part1.ipynb", "s1"),
        ("Jose-Luis ONeill_502_assignsubmission_file_/part1.ipynb", "s2"),
        ("Jan van der Berg_503_assignsubmission_file_/part1.ipynb", "s3"),
        ("vanderbergjan_901_1001_part1.ipynb", "s3"),
        ("mullerjorg_LATE_901_1001_part1.ipynb", "s4"),
        ("Joerg Mueller_504_assignsubmission_file_/part1.ipynb", "s4"),
        ("Mu\u0308ller Jo\u0308rg/part1.ipynb", "s4"),
        ("Li_505_assignsubmission_file_/part1.ipynb", "s5"),
        ("Li Na_506_assignsubmission_file_/part1.ipynb", "s6"),
        ("李娜_507_assignsubmission_file_/part1.ipynb", "s7"),
        ("12345-67890 - Ann Lee - Nov 20, 2026 1159 PM/part1.ipynb", "s8"),
        ("Coursework 1_s8_attempt_2026-11-20-23-59-00_part1.ipynb", "s8"),
        ("Participant_508_assignsubmission_file_/part1.ipynb", "s8"),
        ("ann.lee@uni.edu_part1.ipynb", "s8"),
        ("ANN LEE/PART1.IPYNB", "s8"),
        ("s10_part1.ipynb", "s10"),
    ],
)
def test_a_file_without_the_line_of_its_student_is_known_by_its_path(tmp_path, path, student):
    told = made_by(student, **{line(student): "Somebody: x", students.data_of("A1", student).fingerprint: ""})
    assert owners(tmp_path, {path: told}, CLASS)[0] == {student: 20}


@pytest.mark.parametrize(
    ("entry", "codes"),
    [
        ("/disk/s5/part1.ipynb", set()),
        ("../../Li_505_assignsubmission_file_/part1.ipynb", set()),
        ("deep/er/s10.ipynb", set()),
    ],
)
def test_what_a_student_calls_the_files_of_an_archive_moves_no_marks(tmp_path, entry, codes):
    path = "Ann Lee_508_assignsubmission_file_/a.zip"
    assert owners(tmp_path, {path: archive({entry: made_by("s8")})}, CLASS) == ({"s8": 20}, codes)


@pytest.mark.parametrize(
    ("path", "named"), [("2026-11-20 part1.ipynb", "2026"), ("A1-05.ipynb", "A1"), ("Ana López.ipynb", "s1")]
)
def test_a_path_that_may_be_anothers_is_held_back(tmp_path, path, named):
    roster = {"s8": CLASS["s8"], named: Student(named, "D D")}
    marks, codes = owners(tmp_path, {path: made_by("s8")}, roster)
    assert (marks, codes) in (({"s8": 20}, set()), (dict.fromkeys(roster), {Code.TWO_OWNERS, Code.HELD_BACK}))
