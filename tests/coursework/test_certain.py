"""What a call recorded, read in the order of the cells; what cannot be known is a task for a person, never a zero."""

import json

import pytest

from helpers.coursework import added, grading, items, reading, readings, reports
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
        (["MARKDOWN: ## How to answer\n\n- So.\nA1-05: b"], "A1-05", "b", "text-nearby"),
        ([f'{RECORD}("A1-05", None)\nanswer = "b"'], "A1-05", "answer = 'b'", "text-nearby"),
        ([f'x = 1100\n{RECORD}("A1-02", None, "s")'], "A1-02", "x = 1100", "text-nearby"),
        ([f'{RECORD}("A1-02", None, "s")', "x: float = -40 * 24\nprint(x)"], "A1-02", "x: float = -40 * 24",
         "text-nearby"),
        ([f'{RECORD}("A1-06", None)', '(l := ["a", "c"])'], "A1-06", "(l := ['a', 'c'])", "text-nearby"),
        ([f'{RECORD}("A1-02", None, "s")', "40 * 24"], "A1-02", "40 * 24", "text-nearby"),
        ([f'{RECORD}("A2-05", "b")', f'{RECORD}("A1-05", None)'], "A1-05", "b", "under-another-name"),
    ],
)  # fmt: skip
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
    "before",
    [
        "while True: pass",
        "while not False:\n    x = 5",
        "while True:\n    for i in [1]:\n        break",
        "while True:\n    try:\n        pass\n    except KeyError:\n        pass",
        "while True:\n    def inner():\n        return 1",
        "raise ValueError",
        "exit()",
        "import sys\nsys.exit()",
        "return",
    ],
)
def test_a_call_that_cannot_have_run_waits_for_a_person(before, tmp_path):
    cell = f'{before}\n{RECORD}("A1-05", "b")'
    assert read(cell) == ({}, {"A1-05": "b"}, {"broken-call"})
    assert read(cell, f'{RECORD}("A1-05", "c")')[0] == {"A1-05": ("c", "")}
    (tmp_path / "s1.ipynb").write_bytes(notebook(cell))
    graded = grading.grade(tmp_path, {"s1": Student("s1")}, grading.Sources("A1", students.KEY))
    row = next(row for row in graded.rows if row.question == "A1-05")
    assert row.points is None and row.verdict == "to mark"


@pytest.mark.parametrize(
    "before",
    [
        "n = 0\nwhile n < 500:\n    n += 1",
        "while True:\n    if input():\n        break",
        "while True:\n    for i in ask():\n        pass\n    else:\n        break",
        "def put():\n    while True:\n        for i in ask():\n            return\nput()",
        "try:\n    while True: pass\nexcept KeyboardInterrupt:\n    pass",
    ],
)
def test_a_call_after_a_loop_that_ends_is_certain(before):
    assert read(f'{before}\n{RECORD}("A1-05", "b")') == ({"A1-05": ("b", "")}, {}, set())


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


def test_answers_to_another_part_are_listed_and_take_nobodys_place():
    own = [f'{RECORD}("{question}", None)' for question in QUESTIONS]
    assert read(f'{RECORD}("A2-05", "b")', f'{RECORD}("A1-05", "c")') == (
        {"A1-05": ("c", "")}, {}, {"other-parts-question"},
    )  # fmt: skip
    joined = [f'{RECORD}("A2-{question[3:]}", "b")' for question in QUESTIONS]
    for cells in (joined, [*own, *joined]):
        assert read(*cells) == ({}, {}, {"other-parts-question"})
    found = reading.read(notebook(*own, f'{RECORD}("A2-05", None)'), QUESTIONS)
    assert not found.problems and not found.answers
    counted = reading.read(notebook(*own, *joined), list(items.questions("A2")))
    assert len(counted.answers) == len(items.questions("A2"))


def _rewritten(question, change):
    made = students.notebook(students.data_of("A1", "s1"))
    for cell in made["cells"]:
        if cell["id"] == f"{question.lower()}-question":
            cell["source"] = change("".join(cell["source"]))
    return students.raw(made)


@pytest.mark.parametrize(
    ("question", "change", "told"),
    [
        ("A1-04", lambda text: text.replace("\n", " b\n", 1), " b"),
        ("A1-04", lambda text: "## A1-04: b", "## A1-04: b"),
        ("A1-04", lambda text: text.replace("- **b**", "- [x] **b**"), "- [x] **b**"),
        ("A1-02", lambda text: text.replace("\n\n*2", "\n\n1100 s\n\n*2"), "1100 s"),
        ("A1-12", lambda text: text.replace("\n", f"  {students.ESSAY}\n", 1), students.ESSAY),
    ],
)
def test_an_answer_within_the_question_is_a_task_for_a_person(question, change, told, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "s1.ipynb").write_bytes(_rewritten(question, change))
    sources = grading.Sources("A1", students.KEY)
    graded = grading.grade(tmp_path / "in", {"s1": Student("s1")}, sources)
    (row,) = [row for row in graded.rows if row.verdict != "blank"]
    assert (row.question, row.points, row.verdict) == (question, None, "to mark") and told in row.answer
    assert [(p.code.value, p.question) for p in graded.problems.serious()] == [("text-nearby", question)]
    readings.write(graded.readings, "A1", tmp_path)
    again = grading.grade(None, {"s1": Student("s1")}, sources, earlier=grading.Earlier(readings.read("A1", tmp_path)))
    assert [row.answer for row in again.rows] == [row.answer for row in graded.rows]


@pytest.mark.parametrize(
    "found",
    [
        "## A1-04 Which brake\n\nAfter a pulse this is seen. Does it show a brake?",
        "## A1-04 Which of them\n\nAfter a pulse this was seen. Say which brake that shows, if any.",
    ],
)
def test_other_words_for_a_question_are_nobodys_answer(found):
    released = "## A1-04 Which brake\n\nAfter a pulse of a cytokine this is seen. Which brake does it show?"
    assert added.own_lines(released, released) == "" == added.own_lines(released, found)


@pytest.mark.parametrize(
    "call",
    [
        'coursework.record(question: "A1-05", answer: "b")',
        'coursework.record(question : "A1-05"; answer : "b")',
        'coursework.record{"question": "A1-05", "answer": "b"}',
        'coursework.record(Question = "A1-05" answer = "b")',
        'coursework.record(name="A1-05" "b"',
        'coursework.record[question: "A1-05"; "b"]',
        'coursework.record(frage:"A1-05",antwort:"b")',
    ],
)
def test_a_call_with_colons_or_other_names_waits_for_a_person(call):
    made = {"cells": [{"cell_type": "code", "source": call, "outputs": []}]}
    found = reading.read(json.dumps(made).encode(), ["A1-05", "A1-06"])
    assert not found.answers["A1-05"].certain and "b" in str(found.answers["A1-05"].value)
    assert [problem for problem in found.problems if problem.question == "A1-05" and problem.serious]
