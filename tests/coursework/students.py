"""Made-up students for the tests: their notebooks with the answers written into the recording cells."""

import functools
import json
from collections.abc import Mapping
from typing import Any, TypeAlias

from helpers.coursework import editions, handouts, judging
from helpers.coursework.editions import Notebook
from helpers.coursework.handouts import Handout
from helpers.coursework.items import Item
from helpers.coursework.kinds import Given, Number
from helpers.coursework.record_format import MIME, Record, blank, say, write

KEY = "a key for the tests, nothing else"
ESSAY = "Occupancy saturates, so twice the ligand does not give twice the bound receptors here."

Answers: TypeAlias = dict[str, tuple[Any, str]]  # question to answer and unit


@functools.cache
def blank_text(assignment: str) -> str:
    """Return the blank class edition of an assignment, as text."""
    return json.dumps(editions.without_solutions(editions.read_notebook(editions.edition_path(assignment))))


@functools.lru_cache(maxsize=2000)
def data_of(assignment: str, student: str) -> Handout:
    """Return the data of one student."""
    return handouts.handout(KEY, assignment, student)


def right_answer(item: Item, given: Given) -> Any:
    """Return what a student would record for full marks."""
    right = item.right(given)
    if item.kind == "text":
        return ESSAY
    if isinstance(right, float | int):
        return float(f"{right:.6g}")
    letters = {text: letter for letter, text in given["options"].items()}
    return letters[right] if isinstance(right, str) else [letters[text] for text in right]


def right_answers(data: Handout) -> Answers:
    """Return the right answer to every question."""
    return {
        question: (right_answer(asked.about, asked.given), asked.about.unit)
        for question, asked in data.questions.items()
    }


def wrong_answers(data: Handout) -> Answers:
    """Return an answer to every question that earns nothing: numbers far off, letters that are wrong."""
    found: Answers = {}
    for question, asked in data.questions.items():
        item, given = asked.about, asked.given
        tries = wrong_tries(item, given)
        found[question] = next((t, item.unit) for t in tries if not judging.judge(item, given, t, item.unit).points)
    return found


def wrong_tries(item: Item, given: Given) -> list[Any]:
    """Return answers of which one at least is wrong."""
    if isinstance(item.functions, Number):
        return [item.functions.right(given) * factor for factor in (7.77, 23.3, 0.0321, 311.0)]
    if item.kind == "text":
        return [""]
    letters = list(given["options"])
    if item.kind == "choice":
        return letters
    if item.kind == "order":
        return [letters[::-1], [letters[2], letters[0], letters[3], letters[1]]]
    right = right_answer(item, given)
    return [[letter for letter in letters if letter not in right]]


def call(question: str, answer: Any, unit: str = "") -> str:
    """Return the recording call as a student writes it."""
    if isinstance(answer, str) and len(answer) > 20:
        return f'coursework.record("{question}", """{answer}""")'
    return f"coursework.record({json.dumps(question)}, {answer!r}" + (
        f", {json.dumps(unit, ensure_ascii=False)})" if unit else ")"
    )


def notebook(data: Handout, answers: Mapping[str, tuple[Any, str]] | None = None, run: bool = True) -> Notebook:
    """Return the notebook of a student who recorded `answers`."""
    made = editions.personal(json.loads(blank_text(data.assignment)), data)
    for count, cell in enumerate(cell for cell in made["cells"] if cell["cell_type"] == "code"):
        cell["execution_count"] = count + 1 if run else None
        question = cell["id"].removesuffix("-answer").upper()
        if cell["id"].endswith("-answer") and answers and question in answers:
            value, unit = answers[question]
            lines = "".join(cell["source"]).splitlines()[:-1]
            cell["source"] = ("\n".join([*lines, call(question, value, unit)])).splitlines(keepends=True)
            if run and not blank(value):
                cell["outputs"] = [output(question, value, unit, data.fingerprint)]
    return made


def output(question: str, value: Any, unit: str, fingerprint: str) -> dict[str, Any]:
    """Return the output of a recording call."""
    payload = write(Record(question, value, unit, fingerprint))
    return {
        "output_type": "display_data",
        "metadata": {},
        "data": {"text/plain": say(f"{value} {unit}").strip(), MIME: payload},
    }


def raw(made: Notebook) -> bytes:
    """Return a notebook as the bytes of its file."""
    return json.dumps(made, ensure_ascii=False, indent=1).encode()
