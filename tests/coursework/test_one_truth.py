"""What the student saw recorded earns its marks; what was "Not recorded" earns none without a person."""

import json

import pytest

from helpers.coursework import grading, handouts, items, recording
from helpers.coursework.roster import Student
from tests.coursework import students

NUMBER = [
    "{v!r}, {u!r}",
    "{v!r}",
    '"{v} {u}"',
    '"{v}"',
    '" {v} {u} ", ""',
    '"{v}", {u!r}',
    '"{c} {u}"',
    '"{c}", {u!r}',
    "{c}, {u!r}",
    "{c}",
    '"{v}\u202a {u}"',
    '"{v}\\x00", {u!r}',
    '"{v}\\ud83d", {u!r}',
    "{v!r}, 5",
    "{v!r}, {u!r}, 3",
    "[{v!r}], {u!r}",
    "True, {u!r}",
    "1100,000",
    "1100,000, {u!r}",
    '"1,100", {u!r}',
    '"1,100,000 {u}"',
    'float("nan"), {u!r}',
    "1e999, {u!r}",
    "-{v!r}, {u!r}",
    '{v!r}, "bananas"',
    '"about {v}"',
    "{v!r} + 0, {u!r}",
    "unit={u!r}, answer={v!r}",
    '"{v}", None',
    "{v!r}, None",
    '"{v}", ["{u}"]',
    '"{v}", True',
    "{v!r}, {u!r}, None",
    "({v!r}, {u!r})",
    '{{"value": {v!r}}}, {u!r}',
    "{v!r} and {v!r}, {u!r}",
    "{v!r}j, {u!r}",
    '"≈ {v} {u}"',
    '"~{v} {u}"',
    '"{v}{u}"',
    '"{v}·10³ {u}"',
    '"{v}×10^0 {u}"',
    '"{v}e0 {u}"',
    '"{v}/1 {u}"',
    '"1½ {u}"',
    '"−{v} {u}"',
    '"+{v} {u}"',
    '"{v} ± 0.1 {u}"',
    '"{v} {u}."',
    '"t = {v} {u}"',
    '"{v}\u200b {u}"',
    '"\u2066{v}\u2069 {u}"',
    '"{v}\t{u}"',
    '"{v} {u} \U0001f468\u200d\U0001f469"',
    '"{v} \uff53"',
    '"\u0661\u0661\u0660\u0660 {u}"',
    '"{v}．0 {u}"',
    '"{v}, {u!r}"',
    '"{v}-{v} {u}"',
]
LETTERS = [
    "{r!r}",
    "{j!r}",
    '{r!r}, "f"',
    '"a", "b"',
    '"A)"',
    '["a"]',
    "'{t}'",
    "' {t} '",
    '"x"',
    '{{"b", "a"}}',
    "4",
    '""',
    "{r!r}, None",
    "{r!r}, 1",
    "{r!r}, ['c']",
    "'{j}'.replace(', ', ' → ')",
    "'{j}'.replace(', ', '/')",
    "'{j}'.replace(', ', ' + ')",
    "'{j}'.upper()",
    "'{j}?'",
    "'option {j}'",
    "'{t}.'",
    "['{t}']",
    "[{r!r}]",
    "['a', None]",
    "dict.fromkeys('ab', 1)",
    "b'a'",
    "...",
    "'\uff41'",
    "'a\u200b'",
    "'\u2714 a'",
    "'a' 'b'",
]


def told_and_marked(call, question, tmp_path, capsys):
    """Return what the student was told about a call, and the row that the marker makes of it."""
    line = f"coursework.record({question!r}, {call})"
    recording._session.clear()
    exec(line, {"coursework": recording})  # as the student's kernel does
    told = capsys.readouterr().out
    cell = {"cell_type": "code", "source": line, "outputs": []}
    (tmp_path / "s1.ipynb").write_text(json.dumps({"cells": [cell]}), encoding="utf-8")
    graded = grading.grade(tmp_path / "s1.ipynb", {"s1": Student("s1")}, grading.Sources("A1", students.KEY))
    return told, next(row for row in graded.rows if row.question == question)


@pytest.mark.parametrize("question", [name for name in items.questions("A1") if name != "A1-12"])
def test_student_and_marker_read_the_same(question, tmp_path, monkeypatch, capsys):
    data = students.data_of("A1", "s1")
    (tmp_path / handouts.file_name("A1", "s1")).write_text(handouts.file_text(data), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(recording, "_session", {})
    asked = data.questions[question]
    right = students.right_answer(asked.about, asked.given)
    if isinstance(right, float):
        value = float(f"{right:.4f}") if right > 0.1 else right
        calls = [form.format(v=value, u=asked.about.unit, c=str(value).replace(".", ",")) for form in NUMBER]
    else:
        text = asked.given["options"]["a"].replace("'", "\\'")
        calls = [form.format(r=right, j=", ".join(right), t=text) for form in LETTERS]
    recorded = 0
    for call in calls:
        told, row = told_and_marked(call, question, tmp_path, capsys)
        if told.startswith("recorded"):
            recorded += 1
            answer = recording._session[question]
            mark = grading.judging.judge(asked.about, asked.given, answer.answer, answer.unit)
            assert (row.points, row.verdict) == (mark.points, mark.verdict) and row.points is not None, call
        elif told.startswith("Not recorded"):
            assert row.points is None and row.verdict in grading.judging.FOR_A_PERSON, (call, told, row)
        else:
            assert "no answer yet" in told and row.verdict == "blank", (call, told, row)
    assert recorded >= 3


@pytest.mark.parametrize(
    ("text", "accepted"),
    [
        ("因为受体饱和了，所以加倍的配体不会加倍结合。", True),
        ("受体饱和了。", False),
        ("受容体が飽和するので、二倍にはならない。", True),
        ("one two three four five six seven", False),
        ("one two three four five six seven eight", True),
        ("\U0001f600 " * 3, False),
    ],
)
def test_a_sentence_is_told_by_its_words_in_every_script(text, accepted, tmp_path, monkeypatch, capsys):
    data = students.data_of("A1", "s1")
    (tmp_path / handouts.file_name("A1", "s1")).write_text(handouts.file_text(data), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(recording, "_session", {})
    told, row = told_and_marked(repr(text), "A1-12", tmp_path, capsys)
    assert told.startswith("recorded") == accepted and row.verdict == "to mark"
