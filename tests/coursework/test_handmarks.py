"""Marks that a person gave are never lost, never moved to another text, and never guessed."""

import csv
import datetime
import io
import json
import re
from pathlib import Path

import pytest

from helpers.coursework import grading
from helpers.coursework.__main__ import main
from helpers.coursework.handmarks import entering, giving, store
from helpers.coursework.roster import read as read_roster
from tests.coursework import students

openpyxl = pytest.importorskip("openpyxl")

IDS = ("00123", "00124", "s3")
TEXTS = {name: f"The message decays – so “the pulse” of {name} ends; café." for name in IDS}


def hand_in(folder: Path, student: str, text: str, assignment: str = "A1", place: str = "in") -> None:
    data = students.data_of(assignment, student)
    question = next(q for q, asked in data.questions.items() if asked.about.kind == "text")
    answers = students.right_answers(data) | {question: (text, "")}
    target = folder / place / student / "work.ipynb"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(students.raw(students.notebook(data, answers)))


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A course of three, their texts handed in and graded once."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "course.key").write_text(students.KEY)
    roster(*IDS)
    for student in IDS:
        hand_in(tmp_path, student, TEXTS[student])
    grade()
    return tmp_path


def roster(*names: str) -> None:
    Path("roster.csv").write_text("\n".join(["student_id", *names]))


def grade(*more: str, assignment: str = "A1", place: str = "in") -> None:
    assert main(["grade", assignment, place, "--key", "course.key", "--out", "out", *more]) == 0


def rows(name: str) -> list[dict[str, str]]:
    with Path("out", name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def fill(marks: dict[str, str], assignment: str = "A1") -> None:
    """Write marks into manual.csv as a person does."""
    lines = [row | {"marks": marks.get(row["student"], row["marks"])} for row in rows("manual.csv")]
    assert lines and lines[0]["question"].startswith(assignment)
    Path("out/manual.csv").write_text(as_csv(lines), encoding="utf-8")


def as_csv(lines: list[dict[str, str]], separator: str = ",") -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(lines[0]), delimiter=separator, lineterminator="\r\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(lines)
    return text.getvalue()


def marks(assignment: str = "A1") -> dict[str, str]:
    text = {"A1": "A1-12", "A2": "A2-11"}[assignment]
    return {row["student_id"]: row[text] for row in rows("grades.csv")}


def test_another_assignment_in_the_same_folder_takes_nothing(course):
    fill({"00123": "3", "s3": "2.5"})  # filled, and not yet graded
    for student in IDS:
        hand_in(course, student, "A text about the soluble receptor.", "A2", "in2")
    grade(assignment="A2", place="in2")
    fill({"00124": "1"}, "A2")
    grade()
    assert marks() == {"00123": "3", "00124": "", "s3": "2.5"}
    heads = {path.read_text(encoding="utf-8").splitlines()[0][-5:] for path in Path("out/earlier").glob("grades_*.csv")}
    assert heads == {"A1-12", "A2-12"}  # the tables of each, as they were before the other came
    grade(assignment="A2", place="in2")
    assert marks("A2") == {"00123": "", "00124": "1", "s3": ""}


def test_a_roster_once_without_a_student_loses_none_of_her_marks(course):
    fill({"s3": "4"})
    roster("00123", "00124")
    grade()
    roster(*IDS)
    grade()
    assert marks()["s3"] == "4"


def test_one_late_student_graded_alone_takes_nothing(course):
    fill({"00123": "3", "00124": "2"})
    hand_in(course, "s3", "A better text, handed in late.", place="late")
    grade(place="late")
    hand_in(course, "s3", "A better text, handed in late.")
    fill({"s3": "1"})
    grade()
    assert marks() == {"00123": "3", "00124": "2", "s3": "1"}


def test_a_new_text_waits_for_a_person_and_the_old_one_keeps_its_marks(course, capsys):
    fill({"00123": "4"})
    grade()
    filled = Path("out/manual.csv").read_bytes()
    hand_in(course, "00123", "Another text.")
    Path("old.csv").write_bytes(filled.replace(b",4,,4,", b",3,,,"))  # somebody fills the old table after the change
    grade("--marks", "old.csv")
    assert marks()["00123"] == ""
    assert [row["code"] for row in rows("problems.csv") if row["student"] == "00123"] == ["text-changed"]
    assert "the text was changed since it was marked" in capsys.readouterr().out
    hand_in(course, "00123", TEXTS["00123"].replace(" ", "\n  "))  # the old text, in other lines
    grade()
    assert marks()["00123"] == "4"


IMPOSSIBLE = {
    "40": "the marks 40 are more than the 4 that there are.",
    "-1": "the marks -1 are below 0.",
    "nan": "the marks 'nan' are not a number.",
    "inf": "the marks 'inf' are not a number.",
    "3/4": "the marks '3/4' are not a number.",
    **{
        said: f"a spreadsheet took the marks for the date or time '{said}'; format the column as text and write them "
        "again."
        for said in ("03.Mai", "2-Mar", "Mar-02")
    },
    "50%": "the marks '50%' are a per cent; write how many of the marks there are.",
    "2½": "the marks '2½' are not a number.",
    "2.5 P": "the marks '2.5 P' are not a number.",
    "1.000,5": "the marks '1.000,5' are not a number.",
}


def test_marks_that_cannot_be_are_refused_with_line_and_reason(course, capsys):
    line = rows("manual.csv")[1]
    Path("odd.csv").write_text(as_csv([line | {"marks": said} for said in IMPOSSIBLE]))
    fill({"s3": "2"})
    grade("--marks", "odd.csv")
    told = capsys.readouterr().out
    for number, reason in enumerate(IMPOSSIBLE.values(), start=2):
        assert f"Not applied: odd.csv, line {number} (00124, A1-12): {reason}" in told
    assert [row["reason"] for row in rows("marks_not_applied.csv")] == list(IMPOSSIBLE.values())
    assert marks() == {"00123": "", "00124": "", "s3": "2"}


SAVED = {
    "Excel, Windows, Europe": ("cp1252", ";", ""),
    "Excel, Windows, elsewhere": ("cp1252", ",", ""),
    "Excel, Unicode text": ("utf-16", "\t", ""),
    "Excel, CSV UTF-8": ("utf-8-sig", ";", ""),
    "Excel, Macintosh": ("mac_roman", ";", "\r"),
    "Excel, MS-DOS": ("cp850", ";", ""),
    "LibreOffice, UTF-16 without mark": ("utf-16-le", "\t", "\n"),
    "LibreOffice, other way round": ("utf-16-be", ";", "\n"),
    "a line that names the separator": ("cp1252", ";", "sep"),
}


def as_saved(lines: list[dict[str, str]], how: str) -> bytes:
    encoding, separator, ends = SAVED[how]
    text = as_csv(lines, separator)
    text = "sep=;\r\n" + text if ends == "sep" else text.replace("\r\n", ends or "\r\n")
    return text.encode(encoding, errors="replace")


def test_every_table_that_a_spreadsheet_saves_is_read(course):
    """Leading zeros gone, decimal commas, any encoding; with the fingerprint of the text, or the text alone."""
    graded = grading.grade(course / "in", read_roster(Path("roster.csv")), grading.Sources("A1", students.KEY))
    whole = [row | {"student": row["student"].lstrip("0"), "marks": "2,5"} for row in rows("manual.csv")]
    bare = [{name: row[name] for name in ("student", "question", "answer", "marks")} for row in whole]
    for how in SAVED:
        for number, lines in enumerate((whole, bare)):
            filled, kept = Path(f"{how}.csv"), Path(f"{how}{number}.jsonl")
            filled.write_bytes(as_saved(lines, how))
            marked = giving.with_marks(graded, giving.Given(kept, [filled], "Ada"))
            assert not marked.refused, how
            assert [row.points for row in marked.graded.rows if row.question == "A1-12"] == [2.5] * 3
            given = [(mark.student, mark.points, mark.marker) for mark in store.read(kept).decisions]
            assert given == [(name, 2.5, "Ada") for name in IDS]


def test_the_workbook_holds_text_checks_marks_and_comes_back(course):
    text = "=2+3 is what I meant,\nand \x01 no control letter"
    hand_in(course, "00124", text)
    grade()
    book = openpyxl.load_workbook("out/manual.xlsx")
    items = {row["item"] for row in rows("manual.csv")}
    assert set(book.sheetnames) == items
    given = {}
    for sheet in book.worksheets:
        head = next(row for row in sheet.iter_rows() if row[0].value == "student")
        columns = {cell.value: cell.column - 1 for cell in head}
        assert str(sheet["A1"].value).startswith(sheet.title) and "marks" in columns
        check = sheet.data_validations.dataValidation[0]
        assert (check.type, check.formula1, check.formula2) == ("decimal", "0", "4")
        for line in sheet.iter_rows(min_row=head[0].row + 1):
            student, answer = line[columns["student"]], line[columns["answer"]]
            assert (student.data_type, student.number_format, answer.data_type) == ("s", "@", "s")
            assert line[columns["marks"]].coordinate in check.sqref
            line[columns["marks"]].value, line[columns["comment"]].value = 3.5, "Say why."
            given[student.value] = answer.value
    assert given.keys() == set(IDS) and given["00124"].lstrip("'").startswith("=2+3")
    book.save("out/manual.xlsx")
    grade()
    assert set(marks().values()) == {"3.5"}
    assert all("Say why." in Path(f"out/feedback/{student}.html").read_text() for student in IDS)
    sheet = openpyxl.load_workbook("out/manual.xlsx").worksheets[0]
    assert 3.5 in [cell.value for row in sheet.iter_rows() for cell in row]


def test_of_two_tables_the_one_that_was_changed_counts(course, capsys):
    fill(dict.fromkeys(IDS, "2"))
    grade()
    book = openpyxl.load_workbook("out/manual.xlsx")  # says 2, as manual.csv does; here it is changed
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            if row[0].value == "s3":
                row[3].value = 3
    book.save("out/manual.xlsx")
    fill({"00123": "1"})
    grade()
    assert marks() == {"00123": "1", "00124": "2", "s3": "3"}
    fill({"s3": "1"})
    Path("second.csv").write_text(as_csv([row | {"marks": "4"} for row in rows("manual.csv")[2:]]))
    capsys.readouterr()
    grade("--marks", "second.csv")
    assert "second.csv, line 2 (s3, A1-12): manual.csv, line 4 gives 1 to the same text" in capsys.readouterr().out


def test_ids_are_told_as_people_see_them(course):
    forms = {"00123": "\u200b00123\u00a0", "00124": "1,24E+02", "s3": " S3"}
    Path("seen.csv").write_text(
        as_csv([row | {"student": forms[row["student"]], "marks": "\uff12.5"} for row in rows("manual.csv")]),
        encoding="utf-8",
    )
    grade("--marks", "seen.csv")
    assert marks() == dict.fromkeys(IDS, "2.5")


def test_lines_that_cannot_be_applied_are_named(course, capsys):
    first = rows("manual.csv")[0]
    Path("odd.csv").write_text(
        as_csv(
            [
                first | {"student": "s77", "marks": "1"},
                first | {"question": "A1-99", "item": "", "marks": "1"},
                first | {"question": "A1-01", "item": "", "marks": "1"},
                first | {"student": "", "marks": "1"},
                first | {"comment": "And the marks?"},
                first | {"text_id": "", "answer": "No text of hers.", "marks": "1"},
                first | {"item": "A1-12z", "marks": "1"},
            ]
        )
    )
    Path("other.csv").write_bytes(b"a,b\n1,2\n")
    Path("old.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    Path("broken.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    capsys.readouterr()
    grade(*(word for name in ("odd.csv", "other.csv", "old.xls", "broken.xlsx") for word in ("--marks", name)))
    told = [line for line in capsys.readouterr().out.splitlines() if line.startswith("Not applied")]
    for number, reason in enumerate(
        (
            "'s77' is not in the roster.",
            "'A1-99' is no question of the coursework.",
            "no answer to this question waits for a person.",
            "it names no student.",
            "there is a comment but no marks.",
            "the text was changed since it was marked",
            "'A1-12z' is no item of A1-12.",
        )
    ):
        assert f"odd.csv, line {number + 2} " in told[number] and reason in told[number]
    assert "other.csv has no line with the headings student, question, marks" in told[7]
    assert "old.xls is a workbook of an old Excel" in told[8] and "broken.xlsx is a damaged workbook" in told[9]
    assert set(marks().values()) == {""}


def test_what_a_person_wrote_is_kept_when_the_table_is_written_anew(course):
    fill({"00123": "9"})
    saved = Path("out/manual.csv").read_bytes()
    grade()
    grade()  # nothing new: no second copy
    assert [path.read_bytes() for path in Path("out/earlier").glob("manual_*.csv")] == [saved]


def test_a_table_in_which_nothing_waits_is_read_again_without_a_word(course, capsys):
    for student in IDS:
        hand_in(course, student, "")
    grade()
    assert not rows("manual.csv")
    capsys.readouterr()
    grade()
    assert "Not applied" not in capsys.readouterr().out


def test_the_store_only_grows_and_names_damaged_lines(course, capsys):
    path = Path("out/hand_marks.jsonl")
    fill({"00123": "3"})
    grade()
    before = path.read_bytes()
    fill({"00123": "4"})
    grade()
    assert path.read_bytes().startswith(before) and len(path.read_bytes().splitlines()) == 2
    path.write_bytes(path.read_bytes() + b'{"assignment": "A1", "stu')  # the machine stopped in the middle of a line
    fill({"s3": "1"})
    capsys.readouterr()
    grade()
    assert "hand_marks.jsonl, line 3: this line is damaged." in capsys.readouterr().out
    assert marks() == {"00123": "4", "00124": "", "s3": "1"}
    assert json.loads(path.read_bytes().splitlines()[-1])["student"] == "s3"


def test_guarded_cells_wide_digits_and_renamed_sheets_are_read(course):
    lines = [row | {"student": f'="{row["student"]}"', "marks": '="２,5"'} for row in rows("manual.csv")[:2]]
    Path("guarded.csv").write_text(as_csv(lines, ";"), encoding="utf-8")
    book = openpyxl.load_workbook("out/manual.xlsx")
    for number, sheet in enumerate(book.worksheets):
        sheet.title = f"my marks {number}"
        heads = {cell.value: cell for line in sheet.iter_rows() for cell in line if cell.value in ("student", "marks")}
        for cell in sheet.iter_rows(min_row=heads["student"].row, max_col=1):
            if cell[0].value == "s3":
                sheet.cell(cell[0].row, heads["marks"].column).value = 2.5
    book.save("out/manual.xlsx")
    grade("--marks", "guarded.csv")
    assert marks() == dict.fromkeys(IDS, "2.5")


UNUSUAL = {
    "a formula that shows nothing": ("=1+1.5", "", "the formula '=1+1.5' is not stored; open"),
    "a per cent": (0.5, "0%", "the marks '50 %' are a per cent"),
    "a date": (datetime.datetime(2026, 5, 2), "d.mmm", "took the marks for the date or time '2026-05-02'"),
    "a time": (datetime.time(2, 30), "h:mm", "took the marks for the date or time '02:30:00'"),
    "a thing that is broken": ("#REF!", "", "the marks '#REF!' are not a number"),
    "a sum": (1.1 + 1.2, "", "2.3"),
    "a third of ten": (10 / 3, "", "3.33333"),
    "a number as text": (" 2,50 ", "@", "2.5"),
}


@pytest.mark.parametrize("what", UNUSUAL)
def test_what_a_workbook_holds_instead_of_a_number_is_named(course, capsys, what):
    value, form, told = UNUSUAL[what]
    book = openpyxl.load_workbook("out/manual.xlsx")
    for sheet in book.worksheets:
        heads = {cell.value: cell for line in sheet.iter_rows() for cell in line if cell.value in ("student", "marks")}
        for (cell,) in sheet.iter_rows(min_row=heads["student"].row, max_col=1):
            if cell.value == "s3":
                marked = sheet.cell(cell.row, heads["marks"].column)
                marked.value, marked.number_format = value, form or "General"
    book.save("out/manual.xlsx")
    capsys.readouterr()
    grade()
    applied = told[0].isdigit()
    assert marks() == {"00123": "", "00124": "", "s3": told if applied else ""}
    assert ("Not applied" in capsys.readouterr().out) != applied
    assert [told in row["reason"] for row in rows("marks_not_applied.csv")] == ([] if applied else [True])


def test_of_two_columns_of_marks_none_is_guessed(course, capsys):
    head, *lines = as_csv(rows("manual.csv")).splitlines()
    Path("out/manual.csv").write_text("\n".join([f"{head},Marks", *(f"{line},3" for line in lines)]), encoding="utf-8")
    grade()
    assert "manual.csv has two columns with the heading marks" in capsys.readouterr().out
    assert set(marks().values()) == {""}


def test_a_table_with_an_open_quotation_mark_is_named_and_applied_in_no_part(course, capsys):
    fill({"00123": "3", "s3": "2"})
    text = Path("out/manual.csv").read_text(encoding="utf-8")
    Path("out/manual.csv").write_text(text.replace("00124,", '"00124,', 1), encoding="utf-8")
    grade()
    assert "Not applied: manual.csv: manual.csv cannot be read from line 3 on" in capsys.readouterr().out
    assert marks() == dict.fromkeys(IDS, "")


@pytest.mark.parametrize(
    ("said", "points"),
    [("2 of 4", 2), ("2,5 of 4", 2.5),
     ("2.", 2), ("2,", 2), (".5", 0.5), (",5", 0.5), ("２．５", 2.5), ("\u0662", 2), ("\u200b2", 2),
     ("2\u00a0", 2), ("00002", 2), ("+2", 2), ("4 of 4", 4), ("0", 0)],
)  # fmt: skip
def test_marks_are_read_as_people_write_them(said, points):
    assert entering._points(said, 4) == points


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("1/2", "not a number"),
        ("2/4", "not a number"),
        ("2 of 5", "not a number"),
        ("²", "not a number"),
        ("2²", "not a number"),
        ("①", "not a number"),
        ("1⅓", "not a number"),
        ("½½", "not a number"),
        ("-", "leave the cell empty"),
        ("–", "leave the cell empty"),
        ("ex", "rules.toml (excused)"),
        ("Excused.", "rules.toml (excused)"),
        ("−2", "below 0"),
        ("-½", "not a number"),
        ("5 of 4", "more than the 4"),
        ("1½", "not a number"),
        ("2?", "not a number"),
        ("2..5", "not a number"),
        (".", "not a number"),
        ("2 2", "not a number"),
        ("#N/A", "not a number"),
        ("WAHR", "not a number"),
        ("nan", "not a number"),
        ("1:30", "not a number"),
        ("2 -> 3", "not a number"),
    ],
)
def test_marks_that_could_mean_two_things_are_not_guessed(said, reason):
    with pytest.raises(entering._No, match=re.escape(reason)):
        entering._points(said, 4)


@pytest.mark.parametrize(
    ("said", "whose"),
    [
        ("100000", "1E5"), ("1,00E+05", "1E5"), ("1.00E+05", "1E5"), ("1e5", "1E5"), ("123", "00123"),
        ("123,0", "00123"), ("123456789", "123456789"), ("1,23E+08", "123456789"), ("100001", ""), ("2,00E+05", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_an_id_that_a_spreadsheet_took_for_a_number_is_still_the_students(course, said, whose):
    """An id such as 1E5 is a number for a spreadsheet, too: it is shown as 100000 or 1.00E+05."""
    ids = ("1E5", "00123", "123456789")
    roster(*ids)
    for student in ids:
        hand_in(course, student, f"The message of {student} decays, so its pulse ends.")
    grade()
    lines = [{"student": said, "question": "A1-12", "marks": "2"}]
    Path("filled.csv").write_text(as_csv(lines, ";"))
    grade("--marks", "filled.csv")
    assert {name for name, given in marks().items() if given} == ({whose} if whose else set())
    assert len(rows("marks_not_applied.csv")) == (not whose)
