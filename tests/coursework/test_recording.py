"""Recording answers, as a student meets it: in a real kernel, and what survives."""

import json

import nbclient
import nbformat
import pytest

from helpers import practice, scripts
from helpers.coursework import grading, handouts, recording
from helpers.coursework.roster import Student
from tests.coursework import students

# Whom A1-06 asks for letters.
STUDENT = next(
    s for s in map("s{}".format, range(1, 100)) if students.data_of("A1", s).questions["A1-06"].about.kind == "letters"
)


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A folder with one student's data file, as the working directory; nothing recorded yet."""
    data = students.data_of("A1", STUDENT)
    (tmp_path / handouts.file_name("A1", STUDENT)).write_text(handouts.file_text(data), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(recording, "_session", {})
    return data


def number_of(data):
    return next(q for q, asked in data.questions.items() if asked.about.unit == "h")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((4.2, "h"), "recorded 4.2 h"),
        ((90, "min"), "recorded 90 min"),
        (("4.2 h",), "recorded 4.2 h"),
        (("4,2", "h"), "Not recorded. Use a dot as decimal mark: write 4.2 instead of 4,2."),
        ((4, 2, "h"), "Not recorded. Use a dot as decimal mark: write 4.2 instead of 4,2."),
        ((4.2,), 'Not recorded. Give the unit too, for example: coursework.record("A1-09", 4.2, "h").'),
        ((4.2, "nM"), "Not recorded. The answer carries the unit 'nM', but h is asked for."),
        ((float("nan"), "h"), "Not recorded. 'nan' is not a number"),
        ((float("inf"), "h"), "Not recorded. 'inf' is not a number"),
        (("about four", "h"), "Not recorded. 'about four' is not a number."),
        (([4.2], "h"), "Not recorded. One number in h is asked for."),
        ((None, "h"), "A1-09: no answer yet"),
        (("", "h"), "A1-09: no answer yet"),
    ],
)
def test_record_says_back_what_it_recorded(desk, capsys, arguments, told):
    question = number_of(desk)
    assert question == "A1-09"
    recording.record(question, *arguments)
    assert capsys.readouterr().out.startswith(told)


def test_numbers_of_numpy_are_plain(desk, capsys):
    import numpy

    recording.record("A1-09", numpy.float64(4.2), "h")
    assert capsys.readouterr().out == "recorded 4.2 h\n"
    assert type(recording._session["A1-09"].answer) is float


def test_letters_lists_and_texts(desk, capsys):
    recording.record("a1-5", "B)")
    recording.record("A1-06", ["a", "C"])
    recording.record("A1-06", "a", "c")
    recording.record("A1-06", "x, y")
    recording.record("A1-12", "too short")
    recording.record("A1-12", students.ESSAY)
    told = capsys.readouterr().out.splitlines()
    assert [line.split(" (")[0] for line in told] == [
        "recorded b",
        "recorded a, c",
        "recorded a, c",
        "Not recorded. Choose among the letters a, b, c, d, e, f.",
        "Not recorded. Write at least one whole sentence, in quotes.",
        "recorded 14 words",
    ]


def test_a_blank_call_takes_nothing_back(desk, capsys):
    recording.record("A1-09", 4.2, "h")
    recording.record("A1-09", None, "h")
    recording.confirm("A1-09")
    assert capsys.readouterr().out.splitlines() == ["recorded 4.2 h", "A1-09: 4.2 h", "A1-09 (2 marks): 4.2 h"]


@pytest.mark.parametrize(
    ("prepare", "sentence"),
    [
        (lambda folder: [path.write_text("{}") for path in folder.glob("*.json")], "was changed"),
        (
            lambda folder: (folder / "part1_data_s2.json").write_text("{}"),
            "Keep only the one with your own student number",
        ),
    ],
)
def test_a_data_file_that_is_not_right(desk, tmp_path, prepare, sentence):
    prepare(tmp_path)
    with pytest.raises(recording.CourseworkError, match=sentence):
        recording.record("A1-09", 4.2, "h")


def test_without_a_data_file_the_demonstration_is_used(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert recording._data("A1").student == "demo"


def test_an_unknown_question(desk):
    with pytest.raises(recording.CourseworkError, match="write it as in the heading"):
        recording.record("Q1", 4.2, "h")


# ---------------------------------------------------------------- in a kernel


def test_the_students_way(tmp_path):
    """Answers typed, run, saved; kernel and outputs thrown away: the marks stay."""
    data = students.data_of("A1", "s1")
    (tmp_path / handouts.file_name("A1", "s1")).write_text(handouts.file_text(data), encoding="utf-8")
    made = students.notebook(data, students.right_answers(data), run=False)
    notebook = nbformat.reads(json.dumps(made), as_version=4)
    nbclient.NotebookClient(
        notebook, kernel_name="python3", timeout=120, resources={"metadata": {"path": str(tmp_path)}}
    ).execute()
    told = [
        output["data"]["text/plain"]
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
        if "data" in output and "text/plain" in output["data"]
    ]
    assert sum(text.startswith("recorded ") for text in told) == len(data.questions)
    assert not any("Not recorded" in text or "no answer" in text for text in told)
    for name, keep in (("run", True), ("cleared", False)):
        for cell in notebook.cells:
            if cell.cell_type == "code" and not keep:
                cell.outputs = []
        (tmp_path / "in").mkdir(exist_ok=True)
        (tmp_path / "in" / f"{name}.ipynb").write_text(nbformat.writes(notebook), encoding="utf-8")
        graded = grading.grade(
            tmp_path / "in" / f"{name}.ipynb", {"s1": Student("s1")}, grading.Sources("A1", students.KEY)
        )
        assert not list(graded.problems)
        assert all(row.points == row.out_of or row.verdict == "to mark" for row in graded.rows)
    assert json.loads((tmp_path / "in" / "run.ipynb").read_text(encoding="utf-8"))["cells"]


def test_a_figure_of_coursework_brings_its_colours_for_dark_pages(desk, monkeypatch):
    """No widget of the course stands on its page; in a lesson, each question brings them, so that no figure has to."""
    shown = []
    monkeypatch.setattr("IPython.display.display", lambda data, **_: shown.append(data))
    made = recording.figure("A1-03")
    made._ipython_display_()
    assert shown[1]["text/html"].startswith(f"<style>{scripts.dark_style()}</style><p class=")
    made.alone = False
    made._ipython_display_()
    assert shown[3]["text/html"].startswith("<p class=")
    assert scripts.dark_style() in str(practice.ask("messengers-01")._css)
