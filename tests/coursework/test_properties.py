"""Whatever can be typed, saved or packed: no exception, and a right answer keeps its mark or is listed.

What is tried comes from a fixed seed, so that a failure comes back.
"""

import io
import json
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from helpers.coursework import grading, items, judging, reading, spreadsheets, typed
from helpers.coursework.reading.budget import Budget
from helpers.coursework.reading.calls import calls_in
from helpers.coursework.reading.tracing import Trace
from helpers.coursework.roster import Student
from helpers.practice.judging import AnswerError
from tests.coursework import students

QUESTIONS = list(items.questions("A1"))
DATA = students.data_of("A1", "s1")
RIGHT = students.right_answers(DATA)
NOTEBOOK = students.notebook(DATA, RIGHT)

few = settings(
    max_examples=80,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)

letters = some.text(some.characters(codec=None), max_size=60)
plain = some.none() | some.booleans() | some.integers() | some.floats() | letters
tree = some.recursive(
    plain, lambda inner: some.lists(inner, max_size=4) | some.dictionaries(letters, inner, max_size=4), max_leaves=12
)
pieces = some.sampled_from(
    ['coursework.record("A1-02", ', "record", "(", ")", '"', "'", '"""', "1100", ",", "05", '"s"', "x", "=", "\n", "  ",
     "for x in [1, 2]:", "if x:", "def f(a):", "lambda: ", "return x", "while True:", "A1-05", '"A1-05", "b"', "None",
     "%time ", "import coursework", "from helpers.coursework import record as r", "r(", "*x", "**x", "[", "]", "{", "}",
     "\u201c", "\u201d", "\uff08", "\ud83d", "\0", "\\", ";", ":", "@", "class A:", "try:", "x += 1", "del x", "#",
     "match x:", "case _:", "yield ", "await ", "x[0] = ", "...", "1e999", "9" * 5000, "-", "f'{x}'", "(x := 3)"]
)  # fmt: skip
code = some.lists(pieces, max_size=25).map("".join)
cell = some.fixed_dictionaries(
    {
        "cell_type": some.sampled_from(["code", "markdown", "raw"]) | tree,
        "source": code | some.lists(code, max_size=3) | tree,
    },
    optional={"outputs": tree | some.lists(some.fixed_dictionaries({"data": tree}), max_size=2), "id": tree},
)
about_cells = some.lists(cell | tree, max_size=5)


def written(value):
    return json.dumps(value).encode("utf-8", "replace")


def looked_at(raw):
    """Read a file; return what it holds, or None where it is refused with a sentence."""
    try:
        found = reading.read(raw, QUESTIONS)
    except reading.Unreadable as error:
        assert error.code
        return None
    for answer in found.answers.values():
        spreadsheets.safe(grading.show(answer.value)).encode("utf-8")
        answer.unit.encode("utf-8")
    return found


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return tmp_path_factory.mktemp("desk")


@few
@given(tree | some.fixed_dictionaries({"cells": about_cells | tree}, optional={"metadata": tree, "worksheets": tree}))
def test_any_json(value):
    looked_at(written(value))


@few
@given(some.binary(max_size=400) | letters.map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes(raw):
    looked_at(raw)
    looked_at(b'{"cells": [' + raw)


@few
@given(code, code)
def test_any_text_of_a_cell(source, following):
    budget = Budget()
    for call in calls_in(source, following, Trace(budget)):
        assert call.question == "" or call.question in QUESTIONS or call.question[0] == "A"


@few
@given(
    entries=some.lists(some.tuples(letters, some.binary(max_size=80) | about_cells.map(written)), max_size=5),
    flipped=some.lists(some.tuples(some.integers(0, 10**6), some.integers(1, 255)), max_size=6),
)
def test_any_zip(desk, entries, flipped):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, raw in dict(entries).items():
            archive.writestr(zipfile.ZipInfo(name.encode("utf-8", "replace").decode()), raw)
    whole = bytearray(packed.getvalue())
    for place, change in flipped:
        whole[place % len(whole)] ^= change
    path = desk / "any.zip"
    path.write_bytes(whole)
    assert reading.count(path) >= 0
    for found in reading.uploads(path, QUESTIONS):
        found.name.encode("utf-8")


@few
@given(plain | some.lists(plain, max_size=3) | some.sets(letters, max_size=3), plain, some.sampled_from(QUESTIONS))
def test_any_answer_is_accepted_or_refused_alike_on_both_sides(answer, unit, question):
    asked = DATA.questions[question]
    mark = judging.judge(asked.about, asked.given, answer, unit)
    try:
        typed.accept(asked.about, asked.given, answer, unit)
    except AnswerError as error:
        assert str(error) and (mark.points is None or mark.verdict == "blank")
    else:
        assert mark.points is not None or asked.about.kind == "text" or mark.verdict == "blank"


@few
@given(some.lists(some.tuples(some.integers(0, len(NOTEBOOK["cells"])), cell), max_size=4), some.randoms())
def test_right_answers_keep_their_marks_beside_any_cells(desk, others, chance):
    """Cells that say nothing of a question are put between those with the right answers."""
    cells = list(NOTEBOOK["cells"])
    for place, other in others:
        cells.insert(place, other)
    (desk / "s1.ipynb").write_bytes(written({**NOTEBOOK, "cells": cells}))
    graded = grading.grade(desk / "s1.ipynb", {"s1": Student("s1")}, grading.Sources("A1", students.KEY))
    listed = {problem.question for problem in graded.problems}
    for row in graded.rows:
        assert row.points in (None, row.out_of) or row.question in listed or "" in listed, row


@few
@given(some.integers(0, 10**6), some.binary(min_size=0, max_size=8), some.booleans())
def test_right_answers_survive_bytes_that_are_lost_or_put_in(desk, place, strange, lost):
    raw = students.raw(NOTEBOOK)
    place %= len(raw)
    (desk / "s1.ipynb").write_bytes(raw[:place] + strange + raw[place + 8 * lost :])
    graded = grading.grade(desk / "s1.ipynb", {"s1": Student("s1")}, grading.Sources("A1", students.KEY))
    listed = {problem.question for problem in graded.problems}
    for row in graded.rows:
        assert row.points in (None, row.out_of) or row.question in listed or "" in listed, (place, strange, lost, row)
