"""Made-up students for the tests: their notebooks with the answers written into the recording cells."""

import copy
import functools
import json

from helpers.coursework import editions, items, judging
from helpers.coursework.record_format import MIME, Record, blank, say, write

KEY = "a key for the tests, nothing else"
ESSAY = "Occupancy saturates, so twice the ligand does not give twice the bound receptors here."


@functools.cache
def blank_text(assignment):
    """Return the blank class edition of an assignment, as text."""
    return json.dumps(editions.without_solutions(editions.read_notebook(editions.edition_path(assignment))))


@functools.lru_cache(maxsize=2000)
def data_of(assignment, student):
    """Return the data of one student."""
    return items.student_data(KEY, assignment, student)


def right_answer(item, given):
    """Return what a student would record for full marks."""
    right = item.right(given)
    if item.kind == "number":
        return float(f"{right:.6g}")
    if item.kind == "text":
        return ESSAY
    letters = {text: letter for letter, text in given["options"].items()}
    return letters[right] if item.kind == "choice" else [letters[text] for text in right]


def right_answers(data):
    """Return question to (right answer, unit)."""
    found = {}
    for question, asked in data["questions"].items():
        item = items.load()[asked["item"]]
        found[question] = (right_answer(item, asked["given"]), item.unit)
    return found


def wrong_answers(data):
    """Return question to (an answer that earns nothing, unit): numbers far off, letters that are wrong."""
    found = {}
    for question, asked in data["questions"].items():
        item, given = items.load()[asked["item"]], asked["given"]
        if item.kind == "number":
            tries = [item.right(given) * factor for factor in (7.77, 23.3, 0.0321, 311.0)]
        elif item.kind == "choice":
            tries = list(given["options"])
        elif item.kind == "text":
            tries = [""]
        else:
            letters = list(given["options"])
            right = right_answer(item, given)
            apart = [x for x in letters if x not in right]
            tries = (
                [letters[::-1], [letters[2], letters[0], letters[3], letters[1]]] if item.kind == "order" else [apart]
            )
        found[question] = next((t, item.unit) for t in tries if not judging.judge(item, given, t, item.unit).points)
    return found


def call(question, answer, unit=""):
    """Return the recording call as a student writes it."""
    if isinstance(answer, str) and len(answer) > 20:
        return f'coursework.record("{question}", """{answer}""")'
    return f"coursework.record({json.dumps(question)}, {answer!r}" + (
        f", {json.dumps(unit, ensure_ascii=False)})" if unit else ")"
    )


def notebook(data, answers=None, run=True):
    """Return the notebook (a dictionary) of a student who recorded `answers` (question to answer and unit)."""
    made = editions.personal(json.loads(blank_text(data["assignment"])), data)
    for count, cell in enumerate(cell for cell in made["cells"] if cell["cell_type"] == "code"):
        cell["execution_count"] = count + 1 if run else None
        question = cell["id"].removesuffix("-answer").upper()
        if cell["id"].endswith("-answer") and answers and question in answers:
            value, unit = answers[question]
            lines = "".join(cell["source"]).splitlines()[:-1]
            cell["source"] = ("\n".join([*lines, call(question, value, unit)])).splitlines(keepends=True)
            if run and not blank(value):
                cell["outputs"] = [output(question, value, unit, data["fingerprint"])]
    return made


def output(question, value, unit, fingerprint):
    """Return the output of a recording call."""
    payload = write(Record(question, value, unit, fingerprint))
    return {
        "output_type": "display_data",
        "metadata": {},
        "data": {"text/plain": say(f"{value} {unit}").strip(), MIME: payload},
    }


def answer_cell(made, question):
    """Return the answer cell of a question in a notebook."""
    return next(cell for cell in made["cells"] if cell["id"] == f"{question.lower()}-answer")


def raw(made):
    """Return a notebook as the bytes of its file."""
    return json.dumps(made, ensure_ascii=False, indent=1).encode()


def copy_of(made):
    """Return an independent copy of a notebook."""
    return copy.deepcopy(made)
