"""The reader: what it may know, the stored form it shares with the student's side, and its problems by code."""

import dataclasses
import json
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.coursework import grading, problems, reading, record_format, reports
from helpers.coursework.problems import KINDS, Code
from helpers.coursework.reading.arbitration import Answer, Claim, Output, settle
from helpers.coursework.reading.calls import Call, calls_in
from helpers.coursework.reading.values import COMPUTED
from helpers.coursework.record_format import Identity, Record
from helpers.coursework.roster import Student
from tests.coursework import students


def test_the_reader_knows_neither_the_students_side_nor_models() -> None:
    """In a fresh interpreter: files that nobody vouches for are read by Python alone."""
    code = "import sys; from helpers.coursework import reading; print('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], text=True, capture_output=True, check=True)
    loaded = set(done.stdout.split())
    assert "helpers.coursework.reading.calls" in loaded
    strangers = ("models", "figures", "views", "tables", "practice", "explorers", "coursework.recording")
    assert not [
        name
        for name in loaded
        if name.split(".")[0] in ("numpy", "pandas", "plotly", "scipy")
        or any(f"{name}.".startswith(f"helpers.{stranger}.") for stranger in strangers)
    ]


# ---------------------------------------------------------------------------- the stored form


@pytest.mark.parametrize(
    "record",
    [
        Record("A1-03", 4.2, "nM", "0123456789ab"),
        Record("A1-03", "4.2 nM"),
        Record("A1-06", ["a", "c"]),
        Record("A1-12", "a text: (with) \"marks\" and 'others'"),
    ],
)
def test_what_is_written_is_read(record: Record) -> None:
    assert record_format.parse(json.loads(json.dumps(record_format.write(record)))) == record


@pytest.mark.parametrize("stored", [None, 4, [], {}, {"question": "A1-03"}, {"answer": 4, "version": 2}])
def test_what_is_no_record_is_none(stored: object) -> None:
    assert record_format.parse(stored) is None


def test_nothing_in_a_record_is_trusted() -> None:
    stored = {"question": 3, "answer": {"a": 1}, "unit": [1], "data": ["x" * 100]}
    assert record_format.parse(stored) == Record("", "something that is no answer (dict)", "", "['xxxxxxxxxx")


def test_the_line_of_identity_is_read() -> None:
    identity = Identity("s.1@x-y", "A3", "0123456789ab")
    assert record_format.parse_identity(f"# Head\n{record_format.write_identity(identity)}\n") == identity


@pytest.mark.parametrize(
    ("answer", "heard"), [("4.2 nM", "4.2 nM"), ("b (a word (or two))", "b"), ("a, c (one, two)", "a, c")]
)
def test_the_sentence_of_an_output_is_heard(answer: str, heard: str) -> None:
    assert record_format.heard(record_format.say(answer)) == heard
    assert record_format.heard(answer) is None


# ---------------------------------------------------------------------------- calls and arbitration


@pytest.mark.parametrize(
    ("source", "call"),
    [
        ('record("A1-02", 1100, "s")', Call("A1-02", 1100, "s")),
        ('record(question="A1-02", answer=1100, unit=5)', Call("A1-02", "1100,5")),
        ('record("A1-02", 1100, 5)', Call("A1-02", "1100,5")),
        ('record("A1-06", "a", "c", "d")', Call("A1-06", ["a", "c", "d"])),
        ('record("A1-02", compute())', Call("A1-02", COMPUTED)),
        ('record("A1-02", ' + "a." * 1500 + "a(1))", Call("A1-02", COMPUTED)),
    ],
)
def test_a_call_is_read(source: str, call: Call) -> None:
    assert calls_in(source, "") == [call]


def claim(value: reading.Value, cell: int = 0, in_code: bool = True, said: tuple[str, ...] = ()) -> Claim:
    return Claim(Answer(value), cell, in_code, said)


@pytest.mark.parametrize(
    ("claims", "outputs", "answer", "remarks"),
    [
        ([], [], None, [Code.NOT_RECORDED]),
        ([claim(None)], [], None, []),
        ([claim(None)], [4.0], 4.0, [Code.ONLY_IN_OUTPUT]),
        ([claim(4.0)], [], 4.0, []),
        ([claim(4.0)], [5.0], 4.0, [Code.OUTPUT_DIFFERS]),
        ([claim(4.0), claim(5.0, 1)], [], 5.0, [Code.TWO_ANSWERS]),
        ([claim(4.0), claim(None, 1)], [], 4.0, []),
        ([claim(4.0, in_code=False)], [], 4.0, [Code.IN_TEXT_CELL]),
        ([claim(4.0, in_code=False), claim(5.0, 1)], [], 5.0, []),
        ([claim(COMPUTED)], [5.0], 5.0, []),
        ([claim(COMPUTED, said=("5",))], [], "5", []),
        ([claim(COMPUTED)], [], COMPUTED, [Code.VALUE_MISSING]),
        ([claim(4.0), claim(COMPUTED, 1)], [], 4.0, [Code.VALUE_MISSING]),
    ],
)
def test_which_answer_counts(
    claims: list[Claim], outputs: list[float], answer: reading.Value, remarks: list[Code]
) -> None:
    ruling = settle(claims, [Output(Record("A1-02", value), 0) for value in outputs])
    assert (ruling.answer and ruling.answer.value, list(ruling.remarks)) == (answer, remarks)


# ---------------------------------------------------------------------------- problems


def test_every_code_has_its_sentence() -> None:
    assert set(KINDS) == set(Code)
    source = "".join(path.read_text(encoding="utf-8") for path in Path(problems.__file__).parent.rglob("*.py"))
    assert [code for code in Code if source.count(f"Code.{code.name}") < 2] == []  # named where it is met, too


def test_rewording_the_sentences_changes_no_result(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Programs decide by codes: with every sentence replaced by another, marks, codes and advice stay."""
    data, other = students.data_of("A1", "s1"), students.data_of("A1", "s2")
    (tmp_path / "in").mkdir()
    answers = students.right_answers(data) | {"A1-02": ("about four", "s"), "A1-03": ("4,25", "µm")}
    (tmp_path / "in" / "s1.ipynb").write_bytes(students.raw(students.notebook(data, answers)))
    (tmp_path / "in" / "s3.ipynb").write_bytes(students.raw(students.notebook(other, students.right_answers(other))))
    (tmp_path / "in" / "s4.ipynb").write_bytes(b"")
    roster = {name: Student(name) for name in ("s1", "s3", "s4", "s5")}

    def outcome(folder: str) -> tuple[object, ...]:
        graded = grading.grade(tmp_path / "in", roster, grading.Sources("A1", students.KEY))
        told = dataclasses.replace(reports.write(graded, tmp_path / folder), folder=tmp_path)
        return list(graded.rows), [(p.code, p.student, p.question) for p in graded.problems], told

    before = outcome("before")
    for code, kind in KINDS.items():
        monkeypatch.setitem(problems.KINDS, code, dataclasses.replace(kind, what="Quite other words.", do="Rest."))
    assert outcome("after") == before
