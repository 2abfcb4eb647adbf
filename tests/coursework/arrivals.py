"""More ways in which a notebook arrives: formats, encodings, wrappings, archives, names of files, and ways to type.

Registered beside the kinds of `damage`. Each is tried with one assignment, the next with the next.
"""

import json
import re
import unicodedata
from collections.abc import Callable
from typing import Any

from helpers.coursework.record_format import MIME
from tests.coursework import students
from tests.coursework.damage import KINDS, Case, Change, Files, Keeps, archive, clear_outputs, kind, question_of

BEFORE = frozenset(KINDS)


def whole(name: str, change: Callable[[Case], bytes], file: str = "") -> None:
    """Register a kind that hands in one file with these bytes."""

    def made(case: Case) -> Files:
        return {file or case.name: change(case)}

    made.__name__ = name
    kind("all")(made)


def raw(case: Case) -> bytes:
    return students.raw(case.notebook)


def text(case: Case) -> str:
    return raw(case).decode()


# ---------------------------------------------------------------- bytes, and what is around a notebook

for _encoding in ("utf-8-sig", "utf-16", "utf-16-be", "utf-32", "cp1252", "mac_roman"):
    whole(f"in {_encoding}", lambda case, encoding=_encoding: text(case).encode(encoding, "replace"))
for _form, _bytes in {
    "two marks": lambda case: b"\xef\xbb\xbf" * 2 + raw(case),
    "lines of an old Mac": lambda case: raw(case).replace(b"\n", b"\r"),
    "letters read as others": lambda case: text(case).encode().decode("latin1").encode(),
    "accents apart": lambda case: unicodedata.normalize("NFD", text(case)).encode(),
    "commas before brackets": lambda case: re.sub(rb"\n(\s*)\]", rb",\n\1]", raw(case)),
    "Python for JSON": lambda case: repr(case.notebook).encode(),
    "a comment above": lambda case: b"// my notebook\n" + raw(case),
    "a head of a server": lambda case: b"HTTP/1.1 200 OK\n\n" + raw(case) + b"\n<!-- saved -->",
    "twice": lambda case: raw(case) + b"\n" + raw(case),
    "in a list": lambda case: json.dumps([case.notebook]).encode(),
    "in the answer of a server": lambda case: json.dumps({"type": "notebook", "content": case.notebook}).encode(),
    "as a text": lambda case: json.dumps(json.dumps(case.notebook)).encode(),
    "cells twice": lambda case: (text(case).rstrip()[:-1] + ', "cells": []}').encode(),
    "sources twice": lambda case: (
        json.dumps(case.notebook).replace('"source": ["', '"source": [], "source": ["').encode()
    ),
    "an archive by its bytes": lambda case: archive({case.name: raw(case)}),
}.items():
    whole(_form, _bytes)
for _name in ("part1.ipynb.txt", "PART1.IPYNB", "part1", "part1 - Kopie (2).ipynb", "part1.ipynb~", "\u202epart1.ipynb",
              "part\n1.ipynb", "hand-in \U0001f600.ipynb", "part1-checkpoint.ipynb"):  # fmt: skip
    whole(f"named {_name!a}", raw, _name)


@kind("all")
def an_archive_in_an_archive_as_a_mac_makes_them(case: Case) -> Files:
    inner = archive({case.name: raw(case), f"__MACOSX/._{case.name}": b"\0\5\x16\7"})
    return {"all.zip": archive({f"{case.name}.zip": inner})}


@kind("all")
def an_archive_with_paths_of_windows(case: Case) -> Files:
    return {"a.zip": b"#!/bin/sh\n" + archive({f"C:\\Users\\me\\{case.name}": raw(case)})}


def _altered(change: Callable[[bytearray, int], None]) -> Change:
    def altered(case: Case) -> Files:
        packed = bytearray(archive({case.name: raw(case)}))
        change(packed, packed.rfind(b"PK\1\2"))
        return {"a.zip": bytes(packed)}

    return altered


def _set(*places: tuple[int, int, int]) -> Callable[[bytearray, int], None]:
    def change(packed: bytearray, entry: int) -> None:
        for in_file, in_entry, value in places:
            packed[in_file] = packed[entry + in_entry] = value

    return change


for _name, _change in {
    "an_encrypted_archive": _set((6, 8, 1)),
    "an_archive_of_another_method": _set((8, 10, 9)),
    "an_archive_with_a_wrong_sum": _set((14, 16, 255)),
    "an_archive_that_breaks_off": lambda packed, entry: packed.__delitem__(slice(-40, None)),
}.items():
    _function = _altered(_change)
    _function.__name__ = _name
    kind("listed")(_function)


# ---------------------------------------------------------------- cells


@kind("all")
def format_3(case: Case) -> Files:
    cells = []
    for cell in case.cells:
        shown = [
            {
                "output_type": "display_data",
                "text": output["data"]["text/plain"],
                MIME: json.dumps(output["data"][MIME]),
            }
            for output in cell.get("outputs", [])
        ]
        code = {"language": "python", "input": cell["source"], "outputs": shown, "prompt_number": 1}
        cells.append({"cell_type": "code", **code} if cell["cell_type"] == "code" else cell)
    return {case.name: json.dumps({"nbformat": 3, "worksheets": [{"cells": cells}]}).encode()}


def _cells(change: Callable[[Case], object], keeps: Keeps = "all") -> Callable[[str], None]:
    def changed(case: Case) -> Files:
        change(case)
        return {case.name: json.dumps(case.notebook).encode()}

    def register(name: str) -> None:
        changed.__name__ = name
        kind(keeps)(changed)

    return register


def _each(**fields: Any) -> Callable[[Case], object]:
    """Return a change that sets fields of every answer cell."""
    return lambda case: [cell.update(fields) for cell in case.answer_cells()]


def _above(number: int, source: str, between: bool = False) -> Callable[[Case], object]:
    filler = {"cell_type": "code", "metadata": {}, "outputs": [], "source": source}

    def change(case: Case) -> None:
        each = [[*[filler] * (number // len(case.cells) if between else 0), cell] for cell in case.cells]
        case.notebook["cells"] = [*[filler] * (0 if between else number), *(cell for part in each for cell in part)]

    return change


_cells(_above(10_000, "x = 1"))("ten_thousand_cells_above")
_cells(_above(10_000, "x = 1", between=True))("ten_thousand_cells_between")
_cells(_each(cell_type="raw"))("raw_cells")
_cells(_each(cell_type="sql"))("cells_of_another_language")
_cells(_each(metadata=[None], id={}, execution_count=float("nan")))("tampered_fields")
_cells(_each(metadata={"nbgrader": {"grade": True, "solution": True, "points": 1e9}}))("tampered_points")
_cells(lambda case: case.notebook.update(metadata=[1], nbformat="four", nbformat_minor=float("inf")))("tampered_head")
_cells(lambda case: [cell.update(source=[cell["source"]]) for cell in case.answer_cells()])("lists_in_lists")
_cells(lambda case: [cell.pop("id") for cell in case.cells])("no_names_of_cells")
_cells(lambda case: case.notebook["cells"].reverse())("cells_from_below")
_cells(lambda case: [c["outputs"].append({"output_type": "error", "ename": "E"}) for c in case.answer_cells()])(
    "failed"
)
_cells(_each(outputs=[{"output_type": "error", "ename": "NameError"}]))("failed_before_anything_was_recorded")


def _in_one_cell(source: Callable[[students.Answers], str]) -> Callable[[Case], object]:
    def change(case: Case) -> None:
        clear_outputs(case)
        others = [cell for cell in case.cells if not cell["id"].endswith("-answer")]
        made = {"cell_type": "code", "id": "all", "metadata": {}, "outputs": [], "source": source(case.answers)}
        case.notebook["cells"] = [*others, made]

    return change


_cells(_in_one_cell(lambda told: f"for q, (a, u) in {told!r}.items():\n    coursework.record(q, a, u)"))("one_loop")
_cells(
    _in_one_cell(
        lambda told: (
            f"given = {told!r}\nfor q in given:\n    if given[q][0] is None:\n        continue\n"
            "    a, u = given[q]\n    coursework.record(q, a, unit=u)"
        )
    ),
    "listed",
)("one_loop_with_a_condition")


def _source(cell: dict[str, Any]) -> str:
    return "".join(cell["source"])


def _as_colab(case: Case) -> None:
    """Write a notebook as Google Colab does: names of cells among their metadata, and none in their place."""
    case.notebook.update(metadata={"colab": {"provenance": []}}, nbformat_minor=0)
    for cell in case.cells:
        cell["metadata"] = {"id": cell.pop("id"), "colab": {"base_uri": "https://localhost:8080/"}, "outputId": "a"}


def _as_vs_code(case: Case) -> None:
    case.notebook.update(metadata={"language_info": {"name": "python"}, "orig_nbformat": 4})
    for cell in case.cells:
        cell["metadata"] = {"vscode": {"languageId": "python"}}


def _split(case: Case) -> None:
    """Put each call into a cell of its own."""
    made: list[Any] = []
    for cell in case.cells:
        above, _, call = _source(cell).rpartition("\n")
        if cell in case.answer_cells() and '"""' not in call:
            made += [{"cell_type": "code", "metadata": {}, "outputs": [], "source": above}, cell | {"source": call}]
        else:
            made.append(cell)
    case.notebook["cells"] = made


def _merged(case: Case) -> None:
    """Put all code into one cell, with the outputs of all."""
    code = [cell for cell in case.cells if cell["cell_type"] == "code"]
    outputs = [output for cell in code for output in cell["outputs"]]
    whole_cell = {"cell_type": "code", "metadata": {}, "outputs": outputs, "source": "\n\n".join(map(_source, code))}
    case.notebook["cells"] = [*(cell for cell in case.cells if cell not in code), whole_cell]


_cells(_as_colab)("from_google_colab")
_cells(_as_vs_code)("from_visual_studio_code")
_cells(_split)("each_call_in_a_cell_of_its_own")
_cells(_merged)("all_code_in_one_cell")
_cells(lambda case: case.notebook.update(cells=[one for cell in case.cells for one in (cell, dict(cell))]))(
    "each_cell_twice"
)
_cells(lambda case: [cell.update(id="same") for cell in case.cells])("one_name_for_all_cells")


def _ending(lines: str) -> Callable[[Case], object]:
    """Return a change of what ends the lines of each cell."""
    return lambda case: [cell.update(source=_source(cell).replace("\n", lines)) for cell in case.cells]


_cells(_ending("\r\n"))("lines_of_windows")
_cells(_ending("\r"))("cells_with_lines_of_an_old_mac")
_cells(_ending("\u2028"), "listed")("separators_of_lines")
_cells(lambda case: case.notebook["cells"].insert(0, {"cell_type": "code", "source": 5}))("a_cell_of_numbers")
for _form, _bytes in {
    "with zeros behind it": lambda case: raw(case) + b"\0" * 5000,
    "as a difference": lambda case: re.sub("(?m)^", "+", text(case)).encode(),
    "quoted in a letter": lambda case: re.sub("(?m)^", "> ", text(case)).encode(),
    "with marks of a conflict": lambda case: _conflict(text(case).split("\n")).encode(),
}.items():
    whole(_form, _bytes)


def _conflict(lines: list[str]) -> str:
    half = len(lines) // 2
    marked = ["<<<<<<< HEAD", lines[half], "=======", lines[half], ">>>>>>> theirs"]
    return "\n".join([*lines[:half], *marked, *lines[half + 1 :]])


@kind("all")
def beside_what_a_mac_keeps_of_it(case: Case) -> Files:
    return {case.name: raw(case), f"._{case.name}": b"\0\5\x16\7\0\2\0\0Mac OS X"}


@kind("all")
def as_jupytext_writes_it(case: Case) -> Files:
    parts = (
        f"# %%\n{_source(cell)}"
        if cell["cell_type"] == "code"
        else "# %% [markdown]\n" + re.sub("(?m)^", "# ", _source(cell))
        for cell in case.cells
    )
    return {"part1.py": "\n\n".join(["# ---\n# jupyter:\n# ---", *parts]).encode()}


# ---------------------------------------------------------------- how a call is typed

DIGITS = {"wide": "０１２３４５６７８９", "arabic": "٠١٢٣٤٥٦٧٨٩"}


def typed(keeps: Keeps, *forms: str, numbers: bool = False) -> None:
    """Register kinds in which every call is typed in a form of q(uestion), v(alue) and u(nit); outputs are cleared."""
    for form in forms:

        def change(case: Case, form: str = form) -> Files:
            clear_outputs(case)
            for cell in case.answer_cells():
                question = question_of(cell)
                value, unit = case.answers[question]
                if not numbers or isinstance(value, float):
                    cell["source"] = form.format(
                        q=question, v=value, r=repr(value), u=unit, **_written(question, value)
                    )
            return case.file()

        change.__name__ = f"typed {form}"
        kind(keeps)(change)


def _written(question: str, value: Any) -> dict[str, str]:
    shown = {name: str(value).translate(str.maketrans("0123456789", digits)) for name, digits in DIGITS.items()}
    power = f"{value:.6e}" if isinstance(value, float) else ""
    return {
        **shown,
        "wide_q": question.translate(str.maketrans("A0123456789-", "Ａ" + DIGITS["wide"] + "\uff0d")),
        "slip": f"{question[0]}0{question[1]}{question[3:]}",
        "number": question[3:],
        "hard_q": question.replace("-", "\u2011"),
        "minus": power.replace("-", "\u2212"),
        "times": power.replace("e", "·10^"),
        "swiss": f"{value:,.4f}".replace(",", "’") if power else "",
        "german": f"{value:,.4f}".translate(str.maketrans(",.", ".,")) if power else "",
        "comma": str(value).replace(".", "٫"),
    }


typed(
    "all",
    'coursework.record("{wide_q}", {r}, "{u}")',
    'coursework.record("{hard_q}", {r}, "{u}")',
    'coursework.record("\u200b{q}", {r}, "{u}")',
    '\ufeffcoursework.record("{q}",\u00a0{r}, "{u}");',
    "%%time\ncoursework.record('{q}', {r}, '{u}')",
    "%load_ext autoreload\n!pip install x\nfiles = !ls\n?print\ncoursework.record('{q}', {r}, '{u}')",
    "print 'done'\ncoursework.record('{q}', {r}, '{u}')",
    ">>> coursework.record('{q}', {r}, '{u}')",
    "    coursework . record ('{q}' , {r} , '{u}' )",
    "coursework.record('{q}', (a := {r}), '{u}')\na = 1",
    "try:\n    coursework.record('{q}', {r}, '{u}')\nexcept Exception as error:\n    print(error)",
    "[coursework.record(a, b, c) for a, b, c in [('{q}', {r}, '{u}')]]",
    "v = {r}\nif v != 0:\n    coursework.record('{q}', v, '{u}')\nelse:\n    coursework.record('{q}', 0)\nv = None",
    "def put(v):\n    if v is not None: pass\n    return coursework.record('{q}', v, '{u}')\nput({r})\n",
)
typed(
    "all",
    'coursework.record("{q}", "{wide} {u}")',
    'coursework.record("{q}", "{arabic}", "{u}")',
    'coursework.record("{q}", "{minus} {u}")',
    'coursework.record("{q}", "{v}\u2009{u}")',
    'v = {r}\ncoursework.record("{q}", f"{{v}} {u}")\nv = 0',
    numbers=True,
)
typed(
    "listed",
    'coursework.record("{q}", "{times} {u}")',
    'coursework.record("{q}", "≈ {v} {u}")',
    'coursework.record("{q}", "{v} ± 0.1 {u}")',
    'coursework.record("{q}", "{swiss} {u}")',
    'coursework.record("{q}", "{german} {u}")',
    'coursework.record("{q}", "{comma} {u}")',
    "import numpy as np\ncoursework.record('{q}', np.float64({r}), '{u}')",
    "coursework.record('{q}', {{'value': {r}}}, '{u}')",
    numbers=True,
)
typed(
    "listed",
    "coursework.record(„{q}“, {r}, „{u}“)",
    "coursework.record(`{q}`, {r}, `{u}`)",
    "coursework.record（“{q}”，{r}，“{u}”）",
    "coursework.record('{q}', {r}, '{u}'",
    "coursework.record('{q}' {r}, '{u}')",
    "coursework.recrod('{q}', {r}, '{u}')",
    "coursework.record = '{q}', {r}, '{u}'",
    "answer = {r}\ncoursework.record('{q}', None, '{u}')",
    "print({r})\ncoursework.record('{q}', None, '{u}')",
)

# What cannot run, or was never recorded, but was clearly meant: a person sees it, and nothing is a zero.
typed(
    "all",
    "coursework.record(《{q}》, {v}, 《{u}》)",
    "coursework.record(\u02bc{q}\u02bc, {v}, \u02bc{u}\u02bc)",
    "coursework.record(‹{q}›, {v}, ‹{u}›)",
    "coursework.record(&quot;{q}&quot;, {v}, &quot;{u}&quot;)",
    "coursework.record('{q}') -> {v} {u}",
    "coursework.record('{q}') = {v}",
    "courseworkrecord('{q}', {r}, '{u}')",
    "coursework.record('Question {q}', {r}, '{u}')",
    "coursework.record('{slip}', {r}, '{u}')",
    "coursework.record('number {number}', {r}, '{u}')",
    "coursework.record({r}, '{q}', '{u}')",
    "coursework.record('{q}', {r}, '{u}', comment='done')",
    "coursework.record(question='{q}', value={r}, unit='{u}')",
    "cours.enregistrer('{q}', {r}, '{u}')",
    "# coursework.record('{q}', {r}, '{u}')",
    "%%capture\n%time coursework.record('{q}', {r}, '{u}')",
    "%%time\n\tcoursework.record('{q}', {r}, '{u}')",
    "In [3]: coursework.record('{q}', {r}, '{u}')\nOut[3]: recorded",
    "if True:\n\u00a0\u00a0\u00a0\u00a0coursework.record('{q}', {r}, '{u}')",
)
typed("all", "coursework.record('{q}', None)\n{r}", "coursework.record('{q}', None)\nprint({r})", numbers=True)


@kind("all")
def an_archive_with_very_much_beside_the_notebook(case: Case) -> Files:
    beside = {f"env/lib/{number}.py": b"x = 1\n" for number in range(300)}
    return {"a.zip": archive(beside | {f"work/{case.name}": raw(case)})}


@kind("all")
def exported_as_markdown(case: Case) -> Files:
    parts = ("".join(cell["source"]) for cell in case.cells)
    fenced = (f"```python\n{part}\n```" if "coursework." in part else part for part in parts)
    return {"part1.md": "\n\n".join(fenced).encode()}


ROTATED = [name for name in KINDS if name not in BEFORE]
