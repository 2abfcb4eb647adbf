"""Slow and huge files have a budget of their own: nobody waits for another's, and right answers beside them count."""

import importlib
import io
import json
import time
import zipfile

import pytest

from helpers.coursework import added, grading, items, reading
from helpers.coursework.problems import Code
from helpers.coursework.roster import Student
from tests.coursework import students

QUESTIONS = list(items.questions("A1"))
DATA = students.data_of("A1", "s1")
NOTEBOOK = students.notebook(DATA, students.right_answers(DATA))
SECONDS = 1.5  # of this processor; most take a tenth of it


def zipped(entries):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, raw in entries.items():
            opened.writestr(name, raw)
    return packed.getvalue()


def with_cell(source="", kind="code", **more):
    cell = {"cell_type": kind, "id": "slow", "metadata": {}, "execution_count": 0, "outputs": [], "source": source}
    return students.raw({**NOTEBOOK, "cells": [NOTEBOOK["cells"][1], cell | more, *NOTEBOOK["cells"]]})


# What an attacker, or a student with a large picture, hands in; each with answers that must be kept or listed.
SLOW = {
    "brackets": b'{"cells": ' + b"[" * 5_000_000,
    "pairs of brackets": b'{"cells": [' + b"[]," * 2_000_000 + b"[]]}",
    "closing brackets": b'{"cells": [' + b"]" * 5_000_000,
    "small cells": b'{"cells": [' + b"{}," * 1_300_000,
    "quotes that break off": b'{"cells": [{"outputs": ["' + b'\\"' * 4_000_000,
    "strings that break off": b'{"cells": [{"source": ["' + b'a", "' * 2_000_000 + b"\\",
    "spaces after rec": with_cell("if True print\nrecord" + " " * 90_000 + "x"),
    "spaces in a name": with_cell("record('A1" + " " * 90_000 + "')"),
    "a long magic": with_cell("%" + "a" * 90_000 + "\nprint record"),
    "many calls": with_cell("\n".join(f"coursework.record('A1-0{n % 9}', {n}, 's')" for n in range(3000))),
    "many values": with_cell("record('A1-02', " + "1," * 30_000 + ")"),
    "many blank calls": with_cell("coursework.record('A1-02', None)\n" * 3000),
    "loops in loops": with_cell("for a in range(200):\n for b in range(200):\n  for c in range(200):\n   x = record"),
    "many names": with_cell("".join(f"a{n} = [{n}]\nf(a{n})\n" for n in range(4000))),
    "many cells": students.raw({"cells": [*NOTEBOOK["cells"], *[{"cell_type": "code", "source": "x = 1"}] * 50_000]}),
    "many text cells": students.raw({"cells": [*NOTEBOOK["cells"], *[{"cell_type": "raw", "source": "x"}] * 2900]}),
    "many outputs": with_cell("record()", outputs=[{"data": {"text/plain": "recorded 1 (" + " (" * 50}}] * 20_000),
    "a sentence of brackets": with_cell("record('A1-02', f())", outputs=[{"text": "recorded" + " (" * 200_000}]),
    "calls that break off": with_cell("if True print\n" + "record('A1-01', (\n" * 5000),
    "a picture in an output": with_cell(outputs=[{"data": {"image/png": "A" * 12_000_000}}]),
    "a picture in a text": with_cell("![x](data:image/png;base64," + "A" * 12_000_000 + ")", "markdown"),
    "a picture attached": with_cell("x", "markdown", attachments={"a.png": {"image/png": "A" * 12_000_000}}),
}  # fmt: skip


@pytest.mark.parametrize("kind", list(SLOW))
def test_no_file_keeps_the_others_waiting(kind, tmp_path):
    (tmp_path / "s1").mkdir()
    (tmp_path / "s1" / "part1.ipynb").write_bytes(SLOW[kind])
    began = time.process_time()
    graded = grading.grade(tmp_path, {"s1": Student("s1")}, grading.Sources("A1", students.KEY))
    assert time.process_time() - began < SECONDS
    lost = [row for row in graded.rows if row.points is not None and row.points < row.out_of]
    about_everything = [problem for problem in graded.problems.serious("s1") if not problem.question]
    assert not lost or about_everything
    if b"A1-12" in SLOW[kind]:
        assert not lost


def archives():
    raw = students.raw(NOTEBOOK)
    many = zipped({f"{number}/part1.ipynb": raw for number in range(300)})
    yield "hundreds of entries", many
    yield "archives of archives", zipped({f"{number}.zip": many for number in range(10)})
    yield "a large entry in a small archive", zipped({"part1.ipynb": b" " * 21_000_000})
    yield "an archive of large entries", zipped({f"{n}.ipynb": b'"' + b" " * 5_000_000 for n in range(5)})


@pytest.mark.parametrize(("kind", "raw"), [*archives()], ids=lambda made: made if isinstance(made, str) else "")
def test_an_archive_takes_no_more_than_one_students_files(kind, raw, tmp_path, monkeypatch):
    monkeypatch.setattr(importlib.import_module("helpers.coursework.reading.uploads"), "LARGEST", 20_000_000)
    (tmp_path / "s1").mkdir()
    (tmp_path / "s1" / "work.zip").write_bytes(raw)
    began = time.process_time()
    graded = grading.grade(tmp_path, {"s1": Student("s1")}, grading.Sources("A1", students.KEY))
    assert time.process_time() - began < SECONDS
    codes = {problem.code for problem in graded.problems.serious("s1")}
    assert codes & {Code.TOO_MANY_FILES, Code.TOO_LARGE}


def test_the_download_of_a_class_is_read_to_its_end(tmp_path):
    data = [students.data_of("A1", f"c{number:03d}") for number in range(110)]
    raw = {f"{one.student}/part1.ipynb": json.dumps({"cells": []}) for one in data}
    (tmp_path / "download.zip").write_bytes(zipped(raw))
    read = list(reading.uploads(tmp_path, QUESTIONS))
    assert len(read) == reading.count(tmp_path) == 110


BLANK = 'coursework.record("A1-05", None)'
# Beside a call without an answer, where text is looked for that may be one.
DEEP = {
    "functions": "x = " + "lambda: " * 2000 + "1",
    "functions called": "f = " + "lambda: " * 2000 + "1\nf()",
    "signs": "x = " + "-" * 5000 + "1",
    "denials": "x = " + "not " * 5000 + "1",
    "names": "x" + ".a" * 9000,
    "entries": "x" + "[0]" * 9000,
    "calls": "x" + "()" * 5000,
    "lists": "x = " + "[" * 150 + "]" * 150,
    "dictionaries": "x = " + "{1:" * 90 + "1" + "}" * 90,
    "choices": "x = " + "1 if 0 else " * 3000 + "1",
    "sums": "x = " + "1+" * 5000 + "1",
    "powers": "x = " + "2**" * 3000 + "1",
    "comparisons": "x = " + "1<" * 9000 + "2",
    "parts of a text": 'x = f"' + "{1}" * 9000 + '"',
    "stars": "*" * 3000 + "x",
    "loops": "\n".join(" " * depth + "for a in b:" for depth in range(19)) + "\n" + " " * 19 + "x = 1",
    "tables": "# " + "| A1-05 " * 9000,
    "accents": "# A1-05" + "\u0301" * 40_000 + " b",
    "hashes": "#" * 49_000,
    "quotes": '"""' * 15_001,
}


@pytest.mark.parametrize("kind", DEEP)
def test_what_is_nested_deeply_beside_a_blank_call_stops_nobody(kind):
    began = time.process_time()
    cells = [{"cell_type": "code", "source": f"{BLANK}\n{DEEP[kind]}", "outputs": []}]
    found = reading.read(json.dumps({"cells": [*cells, *NOTEBOOK["cells"]]}).encode(), QUESTIONS)
    assert len(found.answers) == len(QUESTIONS)
    reading.read(json.dumps({"cells": cells}).encode(), QUESTIONS)
    assert time.process_time() - began < SECONDS


def test_words_put_into_a_question_many_times_are_compared_in_time():
    released = "Which brake is it, and how is it told from the others that act on the same receptor? " * 10
    for found in (released * 60, "the " * 20_000, released.replace(" ", " the the "), " ".join(released.split()[::-1])):
        began = time.process_time()
        added.own_lines(released, found)
        assert time.process_time() - began < SECONDS
