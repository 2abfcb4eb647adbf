"""Everything that the course computes from its tables, as plain data: `python -m tests.rewording FOLDER`.

`tests/test_rewording.py` runs this on the tables as they are and on copies in which every text is reworded. What a
program decides by a key, a code or a number stays the same; what it decides by a sentence does not.
"""

import ast
import csv
import functools
import html
import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

Reword = Callable[[str, int], str]

DRAWN = ("traces", "layout")
"""Parts of a figure that say where words stand; they follow the length of the words."""

STUDENTS = [f"student-{number}" for number in range(12)]
_PLACEHOLDER = re.compile(r"(\{[^}]*\})")
_SCRIPT, _MARK = 0xF0000, 0x100000  # private characters of Unicode: no text has them
_PRIVATE = re.compile(f"[{chr(_SCRIPT)}-{chr(0x10FFFF)}]")


class _Signs(dict[int, int | None]):
    """What becomes of each sign, worked out when it is first met."""

    def __init__(self, becomes: Callable[[int], int | None]) -> None:
        self._becomes = becomes

    def __missing__(self, sign: int) -> int | None:
        return self.setdefault(sign, self._becomes(sign))


_THERE = _Signs(lambda sign: sign if chr(sign).isspace() else _SCRIPT + sign)
_BACK = _Signs(lambda sign: None if sign >= _MARK else sign - _SCRIPT if sign >= _SCRIPT else sign)


def other_script(text: str, row: int) -> str:
    """Return `text` with every letter, digit and sign replaced by one of another script: as long, and no word known.

    Spaces stay, so that lines break where they did; so do placeholders in braces, which a program fills.
    """
    parts = _PLACEHOLDER.split(text)
    return "".join(part if part.startswith("{") else _in_other_script(part) for part in parts)


def _in_other_script(text: str) -> str:
    return text.translate(_THERE)


def own_mark(text: str, row: int) -> str:
    """Return `text` with a mark that no other row has: two cells that said the same do not any more."""
    return f"{text}{chr(_MARK + row)}"


def original(text: str) -> str:
    """Return a text as it was before `other_script` or `own_mark`."""
    return text.translate(_BACK) if _PRIVATE.search(text) else text


def reword(folder: Path, change: Reword) -> int:
    """Reword in place every cell of the tables in `folder` whose column has the role text; return how many."""
    count = 0
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        texts = [field["name"] for field in resource["schema"]["fields"] if field.get("role") == "text"]
        path = folder / resource["path"]
        with open(path, encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        for number, row in enumerate(rows):
            for column in texts:
                if row[column]:
                    row[column] = change(row[column], number)
                    count += 1
        with open(path, "w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    return count


# ---------------------------------------------------------------------------- what is computed


def results(notebooks: Path) -> Iterator[tuple[str, Any]]:
    """Yield pairs (name, result as plain data): explorers, lessons, practice, coursework, tables."""
    yield from _explorers()
    yield from _lessons(notebooks)
    yield from _practice()
    yield from _coursework()
    yield from _tables()


def _explorers() -> Iterator[tuple[str, Any]]:
    from helpers import explorers

    for name in dir(explorers):
        explorer = getattr(explorers, name)()
        yield f"{name}, controls", plain(explorer.controls)
        states = {f"preset {preset}": values for preset, values in explorer.presets.items()}
        for control in explorer.controls:
            if control["kind"] == "choice":
                states |= {f"{control['name']}={value}": {control["name"]: value} for value in control["values"]}
        for state, values in states.items():
            yield f"{name}, {state}", _answer(lambda e=explorer, v=values: e.at(**v))


def _answer(compute: Callable[[], Any]) -> Any:
    """Return the result, or the sentence with which the model refuses."""
    try:
        return plain(compute())
    except ValueError as error:
        return str(error)


def _lessons(notebooks: Path) -> Iterator[tuple[str, Any]]:
    """Run the code cells of every notebook as a reader would, and yield what each shows."""
    for path in sorted(notebooks.glob("*.ipynb")):
        names: dict[str, Any] = {"__name__": "__main__"}
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            if cell["cell_type"] == "code":
                yield f"{path.stem}, {cell['id']}", _shown("".join(cell["source"]), names)


def _shown(source: str, names: dict[str, Any]) -> Any:
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)
    return plain(eval(compile(ast.Expression(last.value), "cell", "eval"), names)) if last else None


def _practice() -> Iterator[tuple[str, Any]]:
    from helpers import practice, tables
    from helpers.practice import judging

    for question in tables.load("questions")["question"]:
        item = practice.load(question)
        tried: list[Any] = [option.letter for option in item.options]
        if item.kind == "numeric":
            tried = [f"{value} {item.unit}" for value in (item.value, 3.3 * (item.value or 1.0))]
        elif item.kind == "ordering":
            tried = [tried, tried[::-1]]
        elif item.kind == "curve":
            stops = practice.curves.axes_of(item)["stops"]
            rising = [str(100 * place // len(stops)) for place, _ in enumerate(stops)]
            tried = [rising, rising[::-1]]
        yield question, [_answer(lambda i=item, a=answer: judging.judge(i, a)) for answer in tried]


def _coursework() -> Iterator[tuple[str, Any]]:
    from helpers.coursework import handouts
    from helpers.coursework.assignments import ASSIGNMENTS

    for assignment in ASSIGNMENTS:
        for student in STUDENTS:
            questions = handouts.handout("a key that nobody else has", assignment, student).questions
            answers = {
                question: [asked.item, asked.given, asked.about.right(asked.given), asked.text]
                for question, asked in questions.items()
            }
            yield f"{assignment}, {student}", plain(answers)


def _tables() -> Iterator[tuple[str, Any]]:
    from helpers import lesson, tables

    yield "cited", sorted(tables.cited())
    yield "course map", plain(lesson.course_map())
    for slug in tables.load("lessons")["lesson"]:
        yield f"words of {slug}", _answer(lambda s=slug: lesson.words(s))
    for alias in tables.load("aliases")["alias"]:
        yield f"alias {alias}", tables.interleukin(alias)


def plain(result: Any) -> Any:
    """Return a result as JSON can hold it, its texts as they were before they were reworded."""
    if isinstance(result, int | float | None):  # most of all
        return result
    if isinstance(result, str):
        return original(result)
    if hasattr(result, "spec") and hasattr(result, "description"):  # a figure
        drawn = {name: getattr(result, name) for name in ("title", "description", "table", *DRAWN)}
        return {name: plain(value) for name, value in drawn.items()}
    if isinstance(result, pd.DataFrame):
        return plain(result.astype("string").fillna("").to_dict("list"))
    if isinstance(result, dict):
        return {plain(str(key)): plain(value) for key, value in result.items()}
    if isinstance(result, list | tuple | set | frozenset | np.ndarray):
        return [plain(value) for value in (sorted(result) if isinstance(result, set | frozenset) else result)]
    if hasattr(result, "figure") and hasattr(result, "controls"):  # an explorer
        return plain(result.figure)
    if hasattr(result, "markup"):  # what a lesson shows
        return plain([html.unescape(result.markup), result.text])
    if hasattr(result, "_repr_mimebundle_"):  # a question or panel: its lines in any order, as options are shuffled
        bundle = result._repr_mimebundle_() or {}
        return sorted(plain((bundle[0] if isinstance(bundle, tuple) else bundle).get("text/plain", "")).splitlines())
    if hasattr(result, "__dataclass_fields__"):
        return {name: plain(getattr(result, name)) for name in result.__dataclass_fields__}
    return repr(result)


def told(result: Any) -> Any:
    """Return a plain result without where its words stand: no traces and layout of figures, no breaks of lines."""
    if isinstance(result, str):
        return " ".join(result.replace("<br>", " ").split())
    if isinstance(result, dict):
        drawn = DRAWN if "description" in result else ()
        return {key: told(value) for key, value in result.items() if key not in drawn}
    return [told(value) for value in result] if isinstance(result, list) else result


def differences(before: Any, after: Any, place: str = "") -> Iterator[str]:
    """Yield where two plain results differ, with both values."""
    if isinstance(before, dict) and isinstance(after, dict) and list(before) == list(after):
        for key in before:
            yield from differences(before[key], after[key], f"{place} > {key}")
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for number, (one, two) in enumerate(zip(before, after, strict=True)):
            yield from differences(one, two, f"{place} > {number}")
    elif before != after:
        yield f"{place}: {str(before)[:300]!r} became {str(after)[:300]!r}"


def main(folder: str, notebooks: str) -> None:
    """Print the results computed from the tables in `folder` as JSON.

    The tables stay as they are meanwhile, so that they are looked at once, and an explorer that a lesson opens as it
    was opened before is the same.
    """
    from helpers import explorers, tables
    from helpers.tables import store

    store.data_folder = lambda: Path(folder)
    for name in dir(explorers):
        setattr(explorers, name, functools.cache(getattr(explorers, name)))
    with tables.one_look():
        print(json.dumps(dict(results(Path(notebooks))), ensure_ascii=False, sort_keys=False))


if __name__ == "__main__":
    main(*sys.argv[1:])
