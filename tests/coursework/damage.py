"""Kinds of damaged and hostile submission: each turns a student's notebook into what arrives.

A kind is a function of a `Case` that returns file name to bytes (below the student's folder). `keeps`
says what a right answer must do there: "all" keep their marks; "listed" keep them or be listed in
problems.csv. Wrong answers must earn nothing in every kind.
"""

import io
import json
import os
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias

from helpers.coursework.editions import Cell, Notebook
from helpers.coursework.handouts import Handout
from helpers.coursework.record_format import MIME
from tests.coursework import students

BIG = 50_000_000
Files: TypeAlias = dict[str, bytes]  # what is handed in: name to content
Keeps: TypeAlias = Literal["all", "listed"]


@dataclass
class Case:
    """One student's notebook with answers, and what else a kind may need."""

    notebook: Notebook
    data: Handout
    answers: students.Answers
    neighbours_name: str
    name: str
    folder: Path

    @property
    def neighbour(self) -> Handout:
        """What another student received."""
        return students.data_of(self.data.assignment, self.neighbours_name)

    @property
    def cells(self) -> list[Cell]:
        return self.notebook["cells"]

    def answer_cells(self) -> list[Cell]:
        return [cell for cell in self.cells if cell["id"].endswith("-answer")]

    def file(self, name: str = "") -> Files:
        return {name or self.name: students.raw(self.notebook)}

    def rewrite(self, change: Callable[[str, Any, str], str | None]) -> Files:
        """Change the source of every recording cell: `change(question, answer, unit)` returns the call or None."""
        for cell in self.answer_cells():
            question = cell["id"].removesuffix("-answer").upper()
            value, unit = self.answers[question]
            call = change(question, value, unit)
            if call is not None:
                cell["source"] = ["from helpers import coursework\n", call]
        return self.file()

    def number_cells(self) -> list[tuple[Cell, str]]:
        return [(cell, q) for cell in self.answer_cells() if isinstance(self.answers[q := question_of(cell)][0], float)]


def question_of(cell: Cell) -> str:
    return cell["id"].removesuffix("-answer").upper()


Change: TypeAlias = Callable[[Case], Files]
KINDS: dict[str, tuple[Change, Keeps]] = {}


def kind(keeps: Keeps) -> Callable[[Change], Change]:
    def register(function: Change) -> Change:
        KINDS[function.__name__] = (function, keeps)
        return function

    return register


def clear_outputs(case: Case) -> None:
    for cell in case.cells:
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = [], None


# ---------------------------------------------------------------- cells


@kind("all")
def untouched(case: Case) -> Files:
    return case.file()


@kind("all")
def cells_copied(case: Case) -> Files:
    case.cells.extend(json.loads(json.dumps(case.answer_cells())))
    return case.file()


@kind("all")
def blank_template_copied_below(case: Case) -> Files:
    for cell in case.answer_cells():
        case.cells.append(
            {
                **cell,
                "id": cell["id"] + "-2",
                "outputs": [],
                "source": [f'coursework.record("{question_of(cell)}", None)'],
            }
        )
    return case.file()


@kind("all")
def cells_split_between_lines(case: Case) -> Files:
    parts = []
    for cell in case.cells:
        if cell["id"].endswith("-answer"):
            parts.append({**cell, "id": cell["id"] + "-a", "source": cell["source"][:1], "outputs": []})
            parts.append({**cell, "id": cell["id"] + "-b", "source": cell["source"][1:]})
        else:
            parts.append(cell)
    case.notebook["cells"] = parts
    return case.file()


@kind("all")
def calls_split_over_two_cells(case: Case) -> Files:
    parts = []
    for cell in case.cells:
        source = "".join(cell["source"])
        if cell["id"].endswith("-answer") and "record(" in source:
            cut = source.index("record(") + len('record("A1-01",')
            parts.append({**cell, "id": cell["id"] + "-a", "source": [source[:cut]], "outputs": []})
            parts.append({**cell, "id": cell["id"] + "-b", "source": [source[cut:]], "outputs": []})
        else:
            parts.append(cell)
    case.notebook["cells"] = parts
    return case.file()


@kind("listed")
def answer_cell_deleted(case: Case) -> Files:
    victim = case.answer_cells()[2]
    case.cells.remove(victim)
    return case.file()


@kind("all")
def cells_reversed(case: Case) -> Files:
    case.cells.reverse()
    return case.file()


@kind("all")
def answers_moved_to_the_top(case: Case) -> Files:
    case.cells.sort(key=lambda cell: not cell["id"].endswith("-answer"))
    return case.file()


@kind("all")
def everything_in_one_cell(case: Case) -> Files:
    lines = ["".join(cell["source"]) for cell in case.answer_cells()]
    case.notebook["cells"] = [case.cells[1], {**case.answer_cells()[0], "source": "\n\n".join(lines), "outputs": []}]
    return case.file()


@kind("all")
def code_turned_into_markdown(case: Case) -> Files:
    for cell in case.answer_cells():
        cell["cell_type"] = "markdown"
        cell.pop("outputs"), cell.pop("execution_count")
    return case.file()


@kind("all")
def code_turned_into_raw(case: Case) -> Files:
    for cell in case.answer_cells():
        cell["cell_type"] = "raw"
    return case.file()


@kind("all")
def cells_retagged(case: Case) -> Files:
    for cell in case.cells:
        cell["metadata"] = {"tags": ["skip", "solution", "hide"], "nbgrader": {"grade_id": "x", "points": 99}}
    return case.file()


@kind("all")
def metadata_stripped(case: Case) -> Files:
    for cell in case.cells:
        cell["metadata"] = {}
    case.notebook["metadata"] = {}
    return case.file()


@kind("all")
def cell_ids_and_keys_missing(case: Case) -> Files:
    for cell in case.cells:
        for key in ("id", "metadata", "execution_count"):
            cell.pop(key, None)
    return case.file()


@kind("all")
def identity_line_deleted(case: Case) -> Files:
    case.notebook["cells"] = [cell for cell in case.cells if cell["id"] != "identity"]
    return case.file()


@kind("all")
def identity_line_garbled(case: Case) -> Files:
    case.cells[1]["source"] = ["Student: me! Assignment: this one"]
    return case.file()


@kind("all")
def questions_deleted(case: Case) -> Files:
    case.notebook["cells"] = [cell for cell in case.cells if not cell["id"].endswith("-question")]
    return case.file()


# ---------------------------------------------------------------- files


@kind("all")
def renamed(case: Case) -> Files:
    return case.file("my homework FINAL v2.ipynb")


@kind("all")
def downloaded_twice(case: Case) -> Files:
    return case.file(case.name.replace(".ipynb", " (1).ipynb"))


@kind("all")
def blank_first_copy_and_answered_second(case: Case) -> Files:
    blank = students.raw(students.notebook(case.data))
    return {case.name: blank} | case.file(case.name.replace(".ipynb", " (1).ipynb"))


@kind("all")
def ending_txt_added(case: Case) -> Files:
    return case.file(case.name + ".txt")


@kind("all")
def ending_json(case: Case) -> Files:
    return case.file(case.name.replace(".ipynb", ".json"))


@kind("all")
def checkpoints_and_rubbish_beside(case: Case) -> Files:
    blank = students.raw(students.notebook(case.data))
    return case.file() | {
        ".ipynb_checkpoints/part1-checkpoint.ipynb": blank,
        "__MACOSX/._part1.ipynb": b"\x00\x05\x16\x07",
        ".DS_Store": b"\x00\x00\x00\x01Bud1",
    }


@kind("listed")
def empty_file(case: Case) -> Files:
    return {case.name: b""}


@kind("listed")
def nothing_but_space(case: Case) -> Files:
    return {case.name: b" \r\n\t \n"}


@kind("listed")
def nul_bytes(case: Case) -> Files:
    return {case.name: b"\0" * 5000}


@kind("listed")
def random_bytes(case: Case) -> Files:
    return {case.name: bytes((i * 7919 + i * i) % 256 for i in range(20000))}


@kind("listed")
def truncated_at_three_fifths(case: Case) -> Files:
    raw = students.raw(case.notebook)
    return {case.name: raw[: len(raw) * 3 // 5]}


@kind("all")
def truncated_in_the_last_cell(case: Case) -> Files:
    return {case.name: students.raw(case.notebook)[:-400]}


@kind("listed")
def truncated_at_the_start(case: Case) -> Files:
    return {case.name: students.raw(case.notebook)[:90]}


@kind("all")
def latin_1(case: Case) -> Files:
    return {case.name: json.dumps(case.notebook, ensure_ascii=False).encode("cp1252", errors="replace")}


@kind("all")
def utf_16(case: Case) -> Files:
    return {case.name: json.dumps(case.notebook, ensure_ascii=False).encode("utf-16")}


@kind("all")
def utf_16_without_mark(case: Case) -> Files:
    return {case.name: json.dumps(case.notebook, ensure_ascii=False).encode("utf-16-le")}


@kind("all")
def byte_order_mark(case: Case) -> Files:
    return {case.name: b"\xef\xbb\xbf" + students.raw(case.notebook)}


@kind("all")
def windows_line_ends(case: Case) -> Files:
    for cell in case.cells:
        cell["source"] = "".join(cell["source"]).replace("\n", "\r\n")
    return {case.name: students.raw(case.notebook).replace(b"\n", b"\r\n")}


@kind("all")
def some_bytes_not_utf_8(case: Case) -> Files:
    return {case.name: students.raw(case.notebook).replace("·".encode(), b"\xff\xfe")}


@kind("all")
def format_3(case: Case) -> Files:
    cells = []
    for cell in case.cells:
        old = {"cell_type": cell["cell_type"], "metadata": {}}
        if cell["cell_type"] == "code":
            old |= {
                "input": cell["source"],
                "outputs": [],
                "prompt_number": 1,
                "language": "python",
                "collapsed": False,
            }
        else:
            old |= {"source": cell["source"]}
        cells.append(old)
    old = {
        "metadata": {"name": ""},
        "nbformat": 3,
        "nbformat_minor": 0,
        "worksheets": [{"cells": cells, "metadata": {}}],
    }
    return {case.name: json.dumps(old).encode()}


@kind("all")
def format_4_0(case: Case) -> Files:
    for cell in case.cells:
        cell.pop("id")
        cell["source"] = "".join(cell["source"])
    case.notebook["nbformat_minor"] = 0
    return case.file()


@kind("all")
def format_of_the_future(case: Case) -> Files:
    case.notebook["nbformat"], case.notebook["nbformat_minor"] = 7, 12
    return case.file()


@kind("all")
def a_bare_list_of_cells(case: Case) -> Files:
    return {case.name: json.dumps(case.cells).encode()}


@kind("listed")
def cells_is_no_list(case: Case) -> Files:
    case.notebook["cells"] = {"0": case.cells}
    return case.file()


@kind("all")
def values_of_wrong_type(case: Case) -> Files:
    case.cells.insert(2, {"cell_type": 5, "source": 7, "outputs": "none", "id": None, "metadata": []})
    case.cells.insert(3, {"cell_type": "code", "source": [1, None, {"a": 2}], "outputs": {"x": 1}, "id": 3})
    case.cells.insert(
        4, {"cell_type": "code", "outputs": [3, None, {"data": []}, {"data": {"text/plain": 4}}], "id": ""}
    )
    case.cells.insert(5, "not a cell")
    return {case.name: json.dumps(case.notebook).encode()}


@kind("all")
def merge_conflict_marks(case: Case) -> Files:
    raw = students.raw(case.notebook).decode()
    tail = ' "metadata": {'
    place = raw.rindex(tail)
    return {case.name: (raw[:place] + "<<<<<<< HEAD\n=======\n>>>>>>> theirs\n" + raw[place:]).encode()}


@kind("listed")
def deeply_nested_json(case: Case) -> Files:
    return {case.name: b'{"cells": ' + b"[" * 200_000 + b"]" * 200_000 + b"}"}


@kind("listed")
def web_page(case: Case) -> Files:
    return {
        case.name: b"<!DOCTYPE html><html><body>"
        + students.raw(case.notebook)[:2000].replace(b"record", b"rec")
        + b"</body></html>"
    }


@kind("listed")
def pdf(case: Case) -> Files:
    return {"part1.pdf": b"%PDF-1.7 ..."}


@kind("listed")
def word_document_named_notebook(case: Case) -> Files:
    return {case.name: archive({"word/document.xml": b"<w/>"})}


@kind("all")
def exported_as_script(case: Case) -> Files:
    text = "\n\n# In[ ]:\n\n".join("".join(cell["source"]) for cell in case.cells if cell["cell_type"] == "code")
    return {case.name.replace(".ipynb", ".py"): text.encode()}


@kind("all")
def archive_within(case: Case) -> Files:
    return {"handin.zip": archive({f"work/{case.name}": students.raw(case.notebook)})}


@kind("all")
def archive_in_archive(case: Case) -> Files:
    inner = archive({case.name: students.raw(case.notebook)})
    return {"handin.zip": archive({"inner.zip": inner})}


@kind("all")
def archive_that_climbs_out(case: Case) -> Files:
    return {"handin.zip": archive({f"../../../tmp/{case.name}": students.raw(case.notebook)})}


@kind("listed")
def damaged_archive(case: Case) -> Files:
    raw = archive({case.name: students.raw(case.notebook)})
    return {"handin.zip": raw[: len(raw) // 2]}


@kind("listed")
def archive_with_flipped_bytes(case: Case) -> Files:
    raw = bytearray(archive({case.name: students.raw(case.notebook)}))
    for place in range(80, 400):
        raw[place] ^= 0x5A
    return {"handin.zip": bytes(raw)}


@kind("listed")
def link_to_the_key(case: Case) -> Files:
    os.symlink("/etc/passwd", case.folder / case.name)
    return {}


@kind("listed")
def a_pipe_instead_of_a_file(case: Case) -> Files:
    os.mkfifo(case.folder / case.name)
    return {}


@kind("listed")
def a_folder_named_like_the_notebook(case: Case) -> Files:
    return {f"{case.name}/readme.pdf": b"%PDF"}


def archive(files: Mapping[str, str | bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, raw in files.items():
            opened.writestr(name, raw)
    return packed.getvalue()


# ---------------------------------------------------------------- outputs


@kind("all")
def outputs_cleared(case: Case) -> Files:
    clear_outputs(case)
    return case.file()


@kind("all")
def answers_computed(case: Case) -> Files:
    return case.rewrite(lambda q, value, unit: f'x = compute()\ncoursework.record("{q}", x, "{unit}")')


@kind("listed")
def answers_computed_and_outputs_cleared(case: Case) -> Files:
    case.rewrite(lambda q, value, unit: f'coursework.record("{q}", compute(), "{unit}")')
    clear_outputs(case)
    return case.file()


@kind("all")
def answers_computed_and_outputs_plain(case: Case) -> Files:
    for cell in case.answer_cells():
        for output in cell["outputs"]:
            output["data"] = {"text/plain": output["data"]["text/plain"]}
    return case.rewrite(
        lambda q, value, unit: f'coursework.record("{q}", compute(), "{unit}")' if isinstance(value, float) else None
    )


@kind("all")
def answers_in_a_variable(case: Case) -> Files:
    return case.rewrite(lambda q, value, unit: f"answer = {value!r}\ncoursework.record('{q}', answer, '{unit}')")


@kind("all")
def outputs_edited_by_hand(case: Case) -> Files:
    for cell in case.answer_cells():
        for output in cell["outputs"]:
            output["data"] = {"text/plain": "recorded 123456.5", MIME: output["data"][MIME] | {"answer": 123456.5}}
    return case.file()


@kind("all")
def outputs_swapped(case: Case) -> Files:
    cells = case.answer_cells()
    outputs = [cell["outputs"] for cell in cells]
    for cell, other in zip(cells, outputs[1:] + outputs[:1], strict=True):
        cell["outputs"] = other
    return case.file()


@kind("all")
def fifty_megabytes_in_one_string(case: Case) -> Files:
    case.cells[4].setdefault("outputs", []).append(
        {"output_type": "stream", "name": "stdout", "text": 'x\\"y\n' * (BIG // 8)}
    )
    case.answer_cells()[0]["outputs"].append(
        {"output_type": "display_data", "metadata": {}, "data": {"image/png": "A" * BIG}}
    )
    return case.file()


@kind("all")
def fifty_megabytes_in_small_lines(case: Case) -> Files:
    text = "this line is printed again and again\n"
    case.answer_cells()[1]["outputs"].insert(0, {"output_type": "stream", "name": "stdout", "text": [text]})
    raw = students.raw(case.notebook)
    line = next(line for line in raw.splitlines() if text.strip().encode() in line)
    return {case.name: raw.replace(line, b",\n".join([line] * (BIG // 48)))}


@kind("all")
def large_and_truncated(case: Case) -> Files:
    case.cells.append(
        {
            "cell_type": "code",
            "id": "z",
            "metadata": {},
            "execution_count": 1,
            "source": ["print()"],
            "outputs": [{"output_type": "stream", "name": "stdout", "text": "y" * 8_000_000}],
        }
    )
    return {case.name: students.raw(case.notebook)[:-3_000_000]}


# ---------------------------------------------------------------- answers


@kind("all")
def wrong_first_then_the_answer(case: Case) -> Files:
    return case.rewrite(lambda q, value, unit: f'coursework.record("{q}", "zz")\n{students.call(q, value, unit)}')


@kind("listed")
def two_answers_to_one_item(case: Case) -> Files:
    for cell, question in case.number_cells():
        case.cells.append(
            {**cell, "id": cell["id"] + "-2", "source": [f'coursework.record("{question}", 987654.3)'], "outputs": []}
        )
    return case.file()


@kind("all")
def answers_edited_after_the_run(case: Case) -> Files:
    for cell in case.answer_cells():
        for output in cell["outputs"]:
            output["data"]["text/plain"] = "recorded 1 nM"
            output["data"][MIME]["answer"] = 1.0
    return case.file()


@kind("listed")
def answer_taken_out_of_the_cell(case: Case) -> Files:
    return case.rewrite(lambda q, value, unit: f'coursework.record("{q}", None)')


@kind("all")
def decimal_commas_in_text(case: Case) -> Files:
    return case.rewrite(
        lambda q, value, unit: (
            f'coursework.record("{q}", "{comma(value)} {unit}")' if isinstance(value, float) else None
        )
    )


@kind("all")
def decimal_commas_in_the_call(case: Case) -> Files:
    return case.rewrite(
        lambda q, value, unit: (
            f'coursework.record("{q}", {comma(value)}, "{unit}")' if isinstance(value, float) else None
        )
    )


def comma(value: float) -> str:
    """Return a number with a decimal comma and four decimals (never three: that could mean thousands)."""
    return f"{value:.4f}".replace(".", ",") if abs(value) >= 0.01 else f"{value:.8f}".replace(".", ",")


@kind("all")
def unit_within_the_text(case: Case) -> Files:
    return case.rewrite(
        lambda q, value, unit: f'coursework.record("{q}", "{value} {unit}")' if isinstance(value, float) else None
    )


@kind("all")
def unit_missing(case: Case) -> Files:
    return case.rewrite(
        lambda q, value, unit: f'coursework.record("{q}", {value})' if isinstance(value, float) else None
    )


@kind("all")
def another_unit_of_the_same_kind(case: Case) -> Files:
    other = {
        "nM": ("pM", 1000),
        "h": ("min", 60),
        "µm": ("mm", 1e-3),
        "pg/mL": ("ng/mL", 1e-3),
        "d": ("h", 24),
        "pM": ("nM", 1e-3),
    }
    return case.rewrite(
        lambda q, value, unit: (
            f'coursework.record("{q}", {value * other[unit][1]!r}, "{other[unit][0]}")'
            if isinstance(value, float) and unit in other
            else None
        )
    )


@kind("listed")
def wrong_unit(case: Case) -> Files:
    return case.rewrite(
        lambda q, value, unit: f'coursework.record("{q}", {value}, "bananas")' if isinstance(value, float) else None
    )


def _instead(text: str) -> Change:
    def change(case: Case) -> Files:
        clear_outputs(case)
        return case.rewrite(
            lambda q, value, unit: f'coursework.record("{q}", {text})' if isinstance(value, float) else None
        )

    return change


for _name, _text in {
    "nan": 'float("nan")',
    "nan_as_text": '"nan"',
    "infinity": 'float("inf")',
    "infinite_literal": "1e999, 'nM'",
    "words_for_a_number": '"about four or so"',
    "several_numbers": '"3 or 4"',
    "a_list_for_a_number": "[4.2]",
    "a_truth_value": "True",
    "a_huge_integer": "10" * 2000,
    "bytes": 'b"4.2"',
    "a_complex_number": "4.2j",
    "a_number_as_question": '"4.2.1"',
    "an_emoji": '"\\N{PILE OF POO}"',
}.items():
    _function = _instead(_text)
    _function.__name__ = _name
    kind("listed")(_function)


@kind("all")
def minus_sign_and_thin_spaces(case: Case) -> Files:
    return case.rewrite(
        lambda q, value, unit: (
            f'coursework.record("{q}", "  {value}\u202f{unit} ")'
            if isinstance(value, float) and unit != "1/s"
            else None
        )
    )


@kind("all")
def letters_written_loosely(case: Case) -> Files:
    return case.rewrite(
        lambda q, value, unit: (
            None
            if isinstance(value, float) or len(value) > 10
            else f'coursework.record("{q}", "{value.upper()})")'
            if isinstance(value, str)
            else f'coursework.record("{q}", "{", ".join(value)}")'
        )
    )


@kind("all")
def keywords_and_another_name(case: Case) -> Files:
    return case.rewrite(
        lambda q, value, unit: (
            f"from helpers.coursework import record\nrecord(question={q.lower()!r}, answer={value!r}, unit={unit!r})"
        )
    )


@kind("all")
def magics_and_broken_lines(case: Case) -> Files:
    return case.rewrite(
        lambda q, value, unit: f"%matplotlib inline\n!pip list\n{students.call(q, value, unit)}\nprint 'x'\nif True\n"
    )


@kind("all")
def a_cell_of_a_megabyte(case: Case) -> Files:
    return case.rewrite(
        lambda q, value, unit: "#" + "x" * 300_000 + "\n" + students.call(q, value, unit) + "\n" + "y = 1\n" * 10
    )


@kind("all")
def calls_commented_out_beside_the_answer(case: Case) -> Files:
    return case.rewrite(
        lambda q, value, unit: (
            f'# coursework.record("{q}", 55555.5)\n{students.call(q, value, unit)}\n'
            f'# coursework.record("{q}", 44444.4)\nif True print'
        )
    )


# ---------------------------------------------------------------- other students


@kind("listed")
def the_neighbours_notebook(case: Case) -> Files:
    made = students.notebook(case.neighbour, students.right_answers(case.neighbour))
    return {case.name: students.raw(made)}


@kind("all")
def the_neighbours_data_file(case: Case) -> Files:
    for cell in case.answer_cells():
        for output in cell["outputs"]:
            output["data"][MIME]["data"] = case.neighbour.fingerprint
    return case.file()


@kind("all")
def another_assignments_answers_beside(case: Case) -> Files:
    case.cells.append(
        {
            "cell_type": "code",
            "id": "other",
            "metadata": {},
            "execution_count": 1,
            "outputs": [],
            "source": ['coursework.record("A9-99", 4.2, "nM")\ncoursework.record("nonsense", 4)\ncoursework.record(4)'],
        }
    )
    return case.file()


# ---------------------------------------------------------------- code that must not run

HOSTILE = {
    "loops_for_ever": "while True:\n    pass",
    "forks": "import os\nwhile True:\n    os.fork()",
    "deletes_files": "import shutil, os\nshutil.rmtree(os.path.expanduser('~'))\n{leave_a_trace}",
    "replaces_numpy": "import numpy\nnumpy.log = numpy.exp = numpy.sqrt = lambda *a, **k: 1\n{leave_a_trace}",
    "replaces_the_grader": "from helpers.coursework import judging\njudging.judge = lambda *a: None\n{leave_a_trace}",
    "reads_the_key": "import glob\nfound = [open(f).read() for f in glob.glob('/**/*.key')]\n{leave_a_trace}",
    "leaves_the_kernel": "import os\nos._exit(1)",
    "eats_memory": "x = 'a' * 10**12\ny = 9**9**9**9",
    "nests_deeply": "x = " + "(" * 5000 + "1" + ")" * 5000,
    "nests_deeply_as_answer": "record('{question}', " + "-" * 3000 + "1)",
}


def _hostile(source: str) -> Change:
    def change(case: Case) -> Files:
        trace = f"open({str(case.folder / 'ran.txt')!r}, 'w').write('ran')"
        text = source.replace("{leave_a_trace}", trace).replace("{question}", "A9-01")
        case.cells.insert(
            2,
            {
                "cell_type": "code",
                "id": "hostile",
                "metadata": {},
                "execution_count": 1,
                "outputs": [],
                "source": text.splitlines(keepends=True),
            },
        )
        return case.file()

    return change


for _name, _source in HOSTILE.items():
    _function = _hostile(_source)
    _function.__name__ = _name
    kind("all")(_function)


@kind("all")
def writes_formulas(case: Case) -> Files:
    return case.rewrite(
        lambda q, value, unit: (
            students.call(q, "=cmd|calc!A1 " + value) if isinstance(value, str) and len(value) > 20 else None
        )
    )


@kind("all")
def made_to_be_slow(case: Case) -> Files:
    """Texts on which careless patterns would take hours."""
    slow = [
        "\n" * 190_000 + "if True print",
        "record(" * 20_000,
        "record(" + " " * 150_000,
        "(" * 90_000 + "record(" + ")" * 90_000,
    ]
    for number, text in enumerate(slow):
        case.cells.insert(
            2,
            {
                "cell_type": "code",
                "id": f"slow{number}",
                "metadata": {},
                "execution_count": 1,
                "outputs": [],
                "source": text,
            },
        )
    return case.file()


@kind("listed")
def a_number_of_a_hundred_thousand_letters(case: Case) -> Files:
    clear_outputs(case)
    return case.rewrite(
        lambda q, value, unit: f'coursework.record("{q}", "{"1a" * 50_000}")' if isinstance(value, float) else None
    )


# ---------------------------------------------------------------- how answers are written


def _typed(form: Callable[[str, Any, str], str]) -> Change:
    def change(case: Case) -> Files:
        clear_outputs(case)
        return case.rewrite(form)

    return change


def _loop(question: str, value: Any, unit: str) -> str:
    return f"for q, a in {{{question!r}: {value!r}}}.items():\n    coursework.record(q, a, {unit!r})\nq = a = 0"


for _name, _form in {
    "variables_used_again": lambda q, v, u: f"x, u = {v!r}, {u!r}\ncoursework.record({q!r}, x, u)\nx = 5\nu = x",
    "values_put_together": lambda q, v, u: f"x = [{v!r}]\nx += [1]\ny = x[0]\ncoursework.record({q!r}, y, {u!r})",
    "loops_over_answers": _loop,
    "another_name_for_record": lambda q, v, u: f"from helpers.coursework import record as r\nr({q!r}, {v!r}, {u!r})",
    "a_function_of_their_own": lambda q, v, u: f"def put(a, b):\n    coursework.record(a, {v!r}, b)\nput({q!r}, {u!r})",
    "after_a_slow_loop": lambda q, v, u: (
        ("for a in range(200):\n    for b in range(200):\n        c = a * b\n" if q.endswith("2") else "")
        + students.call(q, v, u)
    ),
}.items():
    _function = _typed(_form)
    _function.__name__ = _name
    kind("all")(_function)


@kind("all")
def curly_quotes(case: Case) -> Files:
    clear_outputs(case)
    return case.rewrite(
        lambda q, v, u: (
            f"coursework.record(\u201c{q}\u201d, \u201c{v}\u201d)" if isinstance(v, str) and len(v) < 9 else None
        )
    )


@kind("listed")
def an_apostrophe_ends_the_text(case: Case) -> Files:
    clear_outputs(case)
    return case.rewrite(
        lambda q, v, u: f"coursework.record('{q}', 'the cell's {v}')" if isinstance(v, str) and len(v) > 20 else None
    )


@kind("listed")
def thousands_with_a_comma(case: Case) -> Files:
    clear_outputs(case)
    return case.rewrite(lambda q, v, u: f'coursework.record("{q}", 1100,000)' if isinstance(v, float) else None)


@kind("listed")
def texts_below_empty_calls(case: Case) -> Files:
    clear_outputs(case)
    for cell in case.answer_cells():
        value, _ = case.answers[question_of(cell)]
        if isinstance(value, str) and len(value) > 20:
            cell["source"] = [f'coursework.record("{question_of(cell)}", "")']
            below = {"cell_type": "markdown", "id": cell["id"] + "-below", "metadata": {}, "source": [value]}
            case.cells.insert(case.cells.index(cell) + 1, below)
    return case.file()


def _spoilt(spoil: str) -> Change:
    def change(case: Case) -> Files:
        for cell in case.answer_cells():
            cell["source"] = [line.replace(students.ESSAY, f"{spoil} {students.ESSAY}") for line in cell["source"]]
        case.cells.append({"cell_type": "markdown", "id": "spoilt", "metadata": {}, "source": [spoil]})
        return {case.name: json.dumps(case.notebook).encode()}

    return change


for _name, _spoil in {
    "half_an_emoji": "a \ud83d b",
    "commands_of_a_terminal": "\x1b[2J\x07\x9b31m",
    "text_that_turns_round": "\u202ea\u2066b",
    "formulas_after_a_separator": "a;=1+1\n=2,@x",
}.items():
    _function = _spoilt(_spoil)
    _function.__name__ = _name
    kind("all")(_function)


# ---------------------------------------------------------------- another's name, and files that take long


@kind("all")
def named_after_the_neighbour(case: Case) -> Files:
    return case.file(f"{case.neighbours_name}.ipynb")


@kind("all")
def an_entry_that_climbs_into_the_neighbours_folder(case: Case) -> Files:
    return {"handin.zip": archive({f"../{case.neighbours_name}/{case.name}": students.raw(case.notebook)})}


@kind("all")
def the_neighbours_name_in_the_line(case: Case) -> Files:
    own, other = f"Student: {case.data.student}", f"Student: {case.neighbours_name}"
    return {case.name: students.raw(case.notebook).replace(own.encode(), other.encode())}


@kind("all")
def brackets_in_an_archive_beside(case: Case) -> Files:
    return case.file() | {"more.zip": archive({"more.ipynb": b'{"cells": ' + b"[" * 5_000_000})}


@kind("all")
def very_many_entries_beside(case: Case) -> Files:
    return case.file() | {"more.zip": archive({f"{number}.ipynb": b"{}" for number in range(3000)})}


@kind("all")
def a_picture_in_the_text(case: Case) -> Files:
    picture = f"![x](data:image/png;base64,{'A' * 5_000_000})"
    case.cells.insert(3, {"cell_type": "markdown", "id": "picture", "metadata": {}, "source": [picture]})
    return case.file()


@kind("listed")
def broken_off_within_quotes(case: Case) -> Files:
    case.answer_cells()[-1]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": '"' * 3_000_000}]
    return {case.name: students.raw(case.notebook)[:-1_000_000]}
