"""What a call recorded, read in the order of the cells; what cannot be known is a task for a person, never a zero."""

import json

import pytest

from helpers.coursework import grading, items, reading, reports
from helpers.coursework.reading import COMPUTED
from helpers.coursework.roster import Student
from tests.coursework import students

RECORD = "coursework.record"
QUESTIONS = list(items.questions("A1"))


def notebook(*cells):
    """Return a notebook of code cells without outputs; a cell that begins with "MARKDOWN: " is text."""
    made = [
        {"cell_type": "markdown", "source": cell.removeprefix("MARKDOWN: ")}
        if cell.startswith("MARKDOWN: ")
        else {"cell_type": "code", "source": cell, "outputs": []}
        for cell in cells
    ]
    return json.dumps({"cells": made}).encode()


def read(*cells):
    found = reading.read(notebook(*cells), QUESTIONS)
    answers = {name: (answer.value, answer.unit) for name, answer in found.answers.items() if answer.certain}
    doubtful = {name: answer.value for name, answer in found.answers.items() if not answer.certain}
    return answers, doubtful, {problem.code.value for problem in found.problems} - {"not-recorded"}


@pytest.mark.parametrize(
    ("cells", "answers"),
    [
        ([f'x = 1100\n{RECORD}("A1-02", x, "s")\nx = 5'], {"A1-02": (1100, "s")}),
        ([f'x = 64\n{RECORD}("A1-02", x, "s")\nx = 2\n{RECORD}("A1-03", x)'], {"A1-02": (64, "s"), "A1-03": (2, "")}),
        ([f'x, u = 1100, "s"\n{RECORD}("A1-02", x, u)\nx, u = 5, 6'], {"A1-02": (1100, "s")}),
        ([f'x = 1000\nx += 100\n{RECORD}("A1-02", x, "s")\nx *= 3'], {"A1-02": (1100, "s")}),
        ([f'r = {RECORD}\nr("A1-05", "b")'], {"A1-05": ("b", "")}),
        (['from helpers.coursework import record as r\nr("A1-05", "b")'], {"A1-05": ("b", "")}),
        ([f'a = {{"A1-05": "b", "A1-04": "c"}}\nfor q, x in a.items():\n    {RECORD}(q, x)'],
         {"A1-05": ("b", ""), "A1-04": ("c", "")}),
        ([f'for i, x in enumerate("b c".upper and ["b", "c"], 4):\n    {RECORD}(f"A1-0{{i}}", x)'], {}),
        ([f'for i, x in enumerate(["b", "c"], 4):\n    {RECORD}(f"A1-0{{i}}", x)'],
         {"A1-04": ("b", ""), "A1-05": ("c", "")}),
        ([f'[{RECORD}(q, x) for q, x in [("A1-05", "b")]]'], {"A1-05": ("b", "")}),
        ([f'def put(q, x, u=""):\n    {RECORD}(q, x, u)', 'put("A1-02", 1100, "s")'], {"A1-02": (1100, "s")}),
        ([f'a = {{}}\na["A1-05"] = "b"\nfor q in a: {RECORD}(q, a[q])'], {"A1-05": ("b", "")}),
        (["x = 1100", f'{RECORD}("A1-02", x, "s")', "x = 7"], {"A1-02": (1100, "s")}),
        ([f'%time {RECORD}("A1-05", "b")'], {"A1-05": ("b", "")}),
    ],
)  # fmt: skip
def test_a_call_records_what_its_names_stood_for(cells, answers):
    certain, doubtful, codes = read(*cells)
    assert certain == answers
    if answers:
        assert not doubtful and not codes


@pytest.mark.parametrize(
    ("cells", "question", "text", "code"),
    [
        ([f'l = ["a"]\nm = l\nm.append("c")\n{RECORD}("A1-06", l)'], "A1-06", COMPUTED, "value-missing"),
        ([f'if ok:\n    {RECORD}("A1-05", "b")\nelse:\n    {RECORD}("A1-05", "c")'], "A1-05", "c", "value-missing"),
        ([f"{RECORD}(**answer)"], "A1-05", COMPUTED, "question-computed"),
        ([f"list(map({RECORD}, questions, answers))"], "A1-05", COMPUTED, "question-computed"),
        ([f"{RECORD}('A1-12', 'the cell's receptor is lost')"], "A1-12", "the cell's receptor is lost", "broken-call"),
        ([f'{RECORD}("A1-02", 1100,05, "s")'], "A1-02", '1100,05, "s', "broken-call"),
        ([f'{RECORD}("A1-02", 1100,000)'], "A1-02", "1100,000", "not-accepted"),
        ([f'{RECORD}("A1-02", 1100,5, "s")'], "A1-02", "1100,5 s", "not-accepted"),
        ([f'{RECORD}("A1-05, "b")'], "A1-05", "b", "broken-call"),
        ([f'{RECORD}["A1-05", "b"]'], "A1-05", "b", "broken-call"),
        (['coursework.Record("A1-05", "b")'], "A1-05", "b", "broken-call"),
        ([f'{RECORD}("A1-12", "")', "MARKDOWN: The pulse is short."], "A1-12", "The pulse is short.", "text-nearby"),
        ([f'{RECORD}("A1-12", "")\nThe pulse is short.'], "A1-12", "The pulse is short.", "text-nearby"),
        ([f'# about 1100 s\n{RECORD}("A1-02", None, "s")'], "A1-02", "about 1100 s", "text-nearby"),
        ([f'{RECORD}(5, "b")'], "A1-05", COMPUTED, "question-computed"),
        ([f'{RECORD}(None, "b")'], "A1-05", COMPUTED, "question-computed"),
        (["MARKDOWN: My answers\n\nA1-05: b"], "A1-05", "b", "text-nearby"),
        (["MARKDOWN: | question | answer |\n|---|---|\n| A1-05 | b |"], "A1-05", "b", "text-nearby"),
        (["MARKDOWN: - **A1-05**: b"], "A1-05", "b", "text-nearby"),
        (["MARKDOWN: A1-05: b\nA1-04: c", f'{RECORD}("A1-04", None)'], "A1-05", "b", "text-nearby"),
        (["# A1-05 = b\nx = 3"], "A1-05", "b", "text-nearby"),
        (['A1_05 = "b"'], "A1-05", "b", "text-nearby"),
        (["a1_02 = 40 * 24"], "A1-02", "40 * 24", "text-nearby"),
        (['answers = {"A1-05": "b", "A1-04": None}'], "A1-05", "b", "text-nearby"),
        ([f'{RECORD}("A1-05", None)', "b"], "A1-05", "b", "text-nearby"),
        (["MARKDOWN: ## A1-05 Which\n\n*1 mark*\nb", f'{RECORD}("A1-05", None)'], "A1-05", "b", "text-nearby"),
    ],
)
def test_what_is_not_certain_is_a_task_for_a_person(cells, question, text, code, tmp_path):
    _, doubtful, codes = read(*cells)
    assert doubtful[question] == text and code in codes
    (tmp_path / "s1.ipynb").write_bytes(notebook(*cells))
    graded = grading.grade(tmp_path, {"s1": Student("s1")}, grading.Sources("A1", students.KEY))
    row = next(row for row in graded.rows if row.question == question)
    assert row.points is None and row.verdict == "to mark"
    told = reports.write(graded, tmp_path / "out")
    assert told.serious and told.waiting


@pytest.mark.parametrize(
    "call",
    [
        f"{RECORD}(\u201cA1-05\u201d, \u201cb\u201d)",
        f"{RECORD}(\u201eA1-05\u201c, \u201eb\u201c)",
        f"{RECORD}\uff08\uff02A1-05\uff02\uff0c\uff02b\uff02\uff09",
        f'{RECORD}("A1-05", "b"',
    ],
)
def test_quotes_and_brackets_are_repaired_and_listed(call):
    assert read(call) == ({"A1-05": ("b", "")}, {}, {"repaired"})


def test_a_cell_that_ipython_hands_to_something_else_is_listed():
    assert read(f'%%writefile answers.py\n{RECORD}("A1-05", "b")') == ({"A1-05": ("b", "")}, {}, {"in-text-cell"})
    assert read(f'%%time\n{RECORD}("A1-05", "b")') == ({"A1-05": ("b", "")}, {}, set())


def test_lines_that_name_questions_take_nothing_from_what_was_recorded():
    cells = ("MARKDOWN: A1-05: c\nA1-04: c", f'{RECORD}("A1-05", "b")')
    assert read(*cells) == ({"A1-05": ("b", "")}, {"A1-04": "c"}, {"text-nearby"})


def test_what_was_recorded_counts_before_what_was_refused():
    cell = f'{RECORD}("A1-02", 1100, "s")\n{RECORD}("A1-02", 1200,5, "s")'
    assert read(cell) == ({"A1-02": (1100, "s")}, {}, {"another-attempt"})


@pytest.mark.parametrize("assignment", ["A1", "A2", "A3", "A4"])
def test_what_the_course_wrote_is_nobodys_answer(assignment):
    data = students.data_of(assignment, "s1")
    found = reading.read(students.raw(students.notebook(data)), list(items.questions(assignment)))
    assert not found.answers and not found.problems
