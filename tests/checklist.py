"""The checklist of a lesson: one function for each line that a machine can judge.

Every function takes a `Lesson` and the `facts` (its tables) and returns one sentence for each fault, with the place;
an empty list means that all is well. `tests/test_checklist.py` asks them about every notebook, and puts each fault
into a copy of a lesson to show that it is found. Functions called `anatomy_...` check how a lesson is built beyond
the numbered lines.

Lines, or parts of them, that are shown where a kernel or a browser runs:

- 13: tests/test_notebooks.py::test_no_lesson_warns_or_calls_out, tests/test_notebooks.py::test_a_warning_is_noticed,
  tests/test_notebooks.py::test_a_call_to_the_network_is_noticed,
  tests/browser/test_lessons.py::test_nothing_is_asked_for_outside_this_machine; the 5 s are measured by `make bench`
  (benchmarks/notebooks.py::rows).
- 14: the strict run of every notebook of `make test` (tests/__main__.py::main),
  tests/test_notebooks.py::test_a_changed_output_is_noticed.
- 15: tests/test_notebooks.py::test_a_lesson_runs_from_any_folder.
- 17, live: tests/test_figures.py::test_a_figure_without_words_or_table_cannot_be_made,
  tests/test_figures.py::test_description_and_table_come_with_it,
  tests/browser/test_lessons.py::test_every_figure_can_be_read_as_a_table,
  tests/test_widgets.py::test_an_explorer_speaks_for_itself,
  tests/site/test_pages.py::test_every_figure_is_drawn_named_and_described,
  tests/site/test_tables_of_figures.py::test_a_changed_number_and_a_lost_end_are_named.
- 18, the palette and whole pages: tests/figures/test_template.py::test_colours_keep_their_distance,
  tests/figures/test_template.py::test_colours_that_come_too_near_are_found,
  tests/figures/test_template.py::test_colours_that_come_near_differ_in_dash_and_marker,
  tests/figures/test_template.py::test_the_same_dash_or_marker_is_found,
  tests/site/test_pages.py::test_axe_finds_nothing_when_all_is_open_and_answered,
  tests/site/test_pages.py::test_axe_would_find_something.
- 19: tests/browser/test_lessons.py::test_the_keyboard_moves_an_explorer_and_not_the_notebook,
  tests/test_widgets.py::test_an_explorer_speaks_for_itself,
  tests/browser/test_keyboard.py::test_a_whole_lesson_is_done_without_a_mouse,
  tests/browser/test_lessons.py::test_an_item_is_answered_wrongly_rightly_and_once_more.

Questions for a reviewer, since no machine can answer them:

- 12: Does the sentence with a term in bold really say what the term means?
- 20: Has every sentence that states a fact or a number a link to its source, or a computation beside it? Do the
  sources say what the sentence says?
- 21: Can a reader say after each figure, in one sentence, what it showed?
"""

import ast
import builtins
import functools
import itertools
import json
import re
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat.v4.rwbase import rejoin_lines

from helpers import colours, explorers, stored, tables
from tests import notebooks, refresh

VERBS = set(
    """calculate choose classify compare complete compute correct decide defend distinguish estimate explain find give
    judge locate name order place predict quote rank read recognise relate reproduce rewrite separate sort state tell
    test trace use walk weigh write""".split()  # noqa: SIM905
)
HEADINGS_FIRST = ["What you will be able to do", "Before you start"]
HEADINGS_LAST = ["Put it together", "What to keep", "Words", "Sources"]
TASKS = ["Worked example", "Your turn: complete it", "On your own", "In your words"]
KINDS = {"choice", "numeric", "ordering", "prediction", "explanation"}
PREDICTIONS = ("prediction", "curve", "verdicts")  # a curve is drawn, a verdict given, before the course's is seen
OPTIONAL = "Going deeper"  # how the heading of a part begins that may be left out
TABLES = ("lessons", "objectives", "questions", "options", "coursework_items", "glossary")
PLOTLY = "application/vnd.plotly.v1+json"
# No quantity of the course is so small; sums that should be zero are.
RESIDUE = re.compile(r"\b\d(\.\d+)?e-(1[4-9]|[2-9]\d)\b")
PATH = re.compile(r"""^\s*[%!]|\.csv|\.json|open\(|["'](\.{1,2}/|/)""", re.MULTILINE)
BOLD = re.compile(r"\*\*([^*]+)\*\*")
# Rules that only guide the eye, like the lines of a grid.
DECORATION = {("line", "color", colours.RULE)}


@dataclass(frozen=True)
class Lesson:
    """A stored notebook: where it lies, and what it holds, each text as one string."""

    path: Path
    notebook: dict

    @property
    def name(self):
        return self.path.stem

    @property
    def lesson(self) -> str:
        """The identifier of the lesson, such as "a-brief-signal", from the name of its file."""
        return self.name[3:].replace("_", "-")

    @property
    def cells(self):
        return self.notebook["cells"]

    @property
    def code(self):
        """The code cells, each with its place among all cells."""
        return [(place, cell) for place, cell in enumerate(self.cells) if cell["cell_type"] == "code"]

    @property
    def prose(self):
        """The text of the Markdown cells, each with its place among all cells."""
        return [(place, cell["source"]) for place, cell in enumerate(self.cells) if cell["cell_type"] == "markdown"]

    @property
    def headings(self):
        """(place, level, words) of every heading, in order."""
        return [
            (place, len(marks), words)
            for place, text in self.prose
            for marks, words in re.findall(r"^(#{1,6}) (.+)$", text, flags=re.MULTILINE)
        ]

    @property
    def links(self):
        """(place, words, target) of every link in the prose."""
        return [(place, *link) for place, text in self.prose for link in notebooks.LINK.findall(text)]

    @property
    def asked(self):
        """(place, question) of every practice item that a cell asks."""
        return [(place, question) for place, (question,) in self.calls("practice.ask")]

    @property
    def outputs(self):
        """(place, output) of every stored output."""
        return [(place, output) for place, cell in self.code for output in cell["outputs"]]

    def calls(self, function):
        """Return (place, positional constants) of every call of `function`, such as "practice.ask"."""
        return [
            (place, constants) for place, cell in self.code for constants in notebooks.called(cell["source"], function)
        ]

    def words_of(self, level):
        """Return the words of the headings of a level (2 for `##`), in order."""
        return [words for _, found, words in self.headings if found == level]

    def place_of(self, heading):
        """Return the place of the first cell with this heading (the first cell of all where there is none)."""
        return next((place for place, _, words in self.headings if words == heading), 0)

    def at(self, place, sentence):
        """Return `sentence` with the lesson and the place (of a cell; or words, such as "item x-05") before it."""
        where = f"cell {place + 1}" if isinstance(place, int) else place
        return f"{self.name}, {where}: {sentence}."


@functools.cache
def read(path):
    """Return the notebook at `path` as a `Lesson`: what the file holds, without the repairs that nbformat makes."""
    return Lesson(path, rejoin_lines(nbformat.from_dict(json.loads(path.read_text(encoding="utf-8")))))


@functools.cache
def facts():
    """Return {name: table} of the tables that the checks need, and under "tests" {lesson: source of its tests}."""
    files = (Path(__file__).parent / "lessons").glob("test_*.py")
    sources = {path.stem[5:].replace("_", "-"): path.read_text(encoding="utf-8") for path in files}
    return {name: tables.load(name) for name in TABLES} | {"lessons": tables.lessons(), "tests": sources}


def _place_of(facts: dict) -> dict[str, int]:
    """Return {lesson: its place in the course}."""
    return dict(zip(facts["lessons"]["lesson"], facts["lessons"]["number"], strict=True))


def _lesson_of(objective: str) -> str:
    """Return the lesson that an objective, such as "balance.1", belongs to."""
    return objective.rpartition(".")[0]


def _items(lesson, facts):
    """Return the rows of the practice items that the lesson asks, in the order of asking."""
    rows = facts["questions"].set_index("question", drop=False)
    return [rows.loc[question] for _, question in lesson.asked if question in rows.index]


def _own_items(lesson, facts, kind):
    """Return (row, its options) of every practice item of this kind that the tables give to the lesson."""
    questions, options = facts["questions"], facts["options"]
    rows = questions[(questions["lesson"] == lesson.lesson) & (questions["kind"] == kind)]
    return [(row, options[options["question"] == row.question]) for row in rows.itertuples()]


def _own_objectives(lesson, facts):
    """Return {objective: statement} that the tables give to the lesson."""
    rows = facts["objectives"][facts["objectives"]["lesson"] == lesson.lesson]
    return dict(zip(rows["objective"], rows["statement"], strict=True))


# ---------------------------------------------------------------- the lines of the checklist, for lessons


def line_1_objectives(lesson, facts):
    """Three to five objectives, each with an id and an observable verb, as the table of objectives has them."""
    place = lesson.place_of("What you will be able to do")
    text = lesson.cells[place]["source"]
    bullets = re.findall(r"^- (.+)$", text, flags=re.MULTILINE)
    stated = dict(re.findall(r"^- \*\*([a-z0-9-]+\.\d)\*\* (.+)$", text, flags=re.MULTILINE))
    listed = _own_objectives(lesson, facts)
    found = []
    if not 3 <= len(bullets) <= 5:
        found.append(f"{len(bullets)} objectives are stated; a lesson has three to five")
    for bullet in bullets:
        if not re.match(r"\*\*[a-z0-9-]+\.\d\*\* ", bullet):
            found.append(f"the objective '{bullet}' has no id such as **{lesson.lesson}.1** before it")
    for objective, statement in stated.items():
        verb = statement.split()[0]
        if verb.lower() not in VERBS:
            found.append(f"{objective} begins with '{verb}', which nobody can observe; take a verb of checklist.VERBS")
        elif statement != listed.get(objective):
            found.append(f"{objective} is not stated as in data/objectives.csv")
    missing = [objective for objective in listed if objective not in stated]
    found += [f"{objective} of data/objectives.csv is not stated" for objective in missing]
    return [lesson.at(place, sentence) for sentence in found]


def line_2_practised_and_assessed(lesson, facts):
    """Every objective is practised here, not only in a part that may be left out, and assessed in coursework."""
    own, items, coursework = _own_objectives(lesson, facts), _items(lesson, facts), facts["coursework_items"]
    found = []
    for objective in own:
        if objective not in {item["objective"] for item in items}:
            found.append(lesson.at(f"objective {objective}", "no practice item of the lesson practises it"))
        elif all(item["section"].startswith(OPTIONAL) for item in items if item["objective"] == objective):
            found.append(lesson.at(f"objective {objective}", "only a part that may be left out practises it"))
        if objective not in set(coursework["objective"]):
            found.append(lesson.at(f"objective {objective}", "no coursework item assesses it"))
    places, known = _place_of(facts), set(facts["objectives"]["objective"])
    for item in items:
        if item["objective"] not in known or places[_lesson_of(item["objective"])] > places[lesson.lesson]:
            sentence = f"it practises {item['objective']}, an objective of neither this lesson nor an earlier one"
            found.append(lesson.at(f"item {item['question']}", sentence))
    for item in coursework.itertuples():
        if _lesson_of(item.objective) == lesson.lesson and item.objective not in own:
            found.append(
                lesson.at(f"item {item.item}", f"it assesses {item.objective}, which the lesson does not have")
            )
    return found


def line_3_minutes_and_needs(lesson, facts):
    """The head states title, part, minutes (at most 55) and the lessons needed, as the table of lessons has them."""
    rows = facts["lessons"].set_index("lesson")
    row = rows.loc[lesson.lesson]
    title, *lines = [line for line in lesson.cells[0]["source"].splitlines() if line]
    if [line.split(":")[0] for line in lines] != ["*Part*", "*Minutes*", "*You need*"]:
        return [lesson.at(0, "after the title come *Part*, *Minutes* and *You need*, one line each")]
    part, minutes, needs = [line.split(":", 1)[1] for line in lines]
    found = []
    if lesson.path.name != row["notebook"]:
        found.append(f"by data/lessons.csv the file is called {row['notebook']}")
    if title != f"# {row['shown']} {row['title']}":
        found.append(f"the title is not '{row['shown']} {row['title']}', as in data/lessons.csv")
    if part.strip()[:1] != row["part"][5]:
        found.append(f"the part is not that of data/lessons.csv, '{row['part']}'")
    if re.findall(r"\d+", minutes)[:1] != [str(row["minutes"])]:
        found.append(f"the minutes are not the {row['minutes']} of data/lessons.csv")
    if row["minutes"] > 55:
        found.append(f"{row['minutes']} minutes are too long; a lesson takes at most 55")
    needed = {rows.at[needed, "notebook"] for needed in row["needs"].split(";") if needed}
    if {target for _, target in notebooks.LINK.findall(needs)} != needed:
        found.append(f"the lessons needed are not those of data/lessons.csv ({row['needs'] or 'none'})")
    return [lesson.at(0, sentence) for sentence in found]


def line_4_practice_is_frequent(lesson, facts):
    """Between two practice items, and before the first, stand at most six cells."""
    asking = {place for place, _ in lesson.asked}
    since, found = 0, []
    for place in range(2, lesson.place_of("What to keep")):
        since = 0 if place in asking else since + 1
        if since == 7:
            found.append(
                lesson.at(place, "this is the seventh cell without a practice item; ask one at least every six")
            )
    return found


def line_5_prediction_first(lesson, facts):
    """Before an explorer is shown for the first time, its section asks for a prediction."""
    kinds = dict(zip(facts["questions"]["question"], facts["questions"]["kind"], strict=True))
    sections = {place for place, level, _ in lesson.headings if level == 2}
    asked = dict(lesson.asked)
    predicted, seen, found = False, set(), []
    for place, cell in enumerate(lesson.cells):
        predicted = (predicted and place not in sections) or kinds.get(asked.get(place)) in PREDICTIONS
        for explorer in _explorers(cell) if cell["cell_type"] == "code" else ():
            if explorer not in seen and not predicted:
                found.append(
                    lesson.at(place, f"explorers.{explorer} is shown before its section asks for a prediction")
                )
            seen.add(explorer)
    return found


def _explorers(cell):
    return [name for name in re.findall(r"explorers\.(\w+)\(", cell["source"]) if name in explorers.__all__]


def line_6_worked_completed_alone(lesson, facts):
    """A worked example; then one to complete, one to do alone, one to explain, each with its item: in this order."""
    place = lesson.place_of("Put it together")
    if lesson.words_of(3)[: len(TASKS)] != TASKS:
        return [lesson.at(place, f"the tasks are not headed, in this order: {', '.join(TASKS)}")]
    return [
        lesson.at(lesson.place_of(heading), f"nothing is asked under '{heading}'")
        for heading in TASKS[1:]
        if not _items_under(lesson, heading)
    ]


def _items_under(lesson, heading):
    """Return the questions asked between a heading and the next one."""
    begin = lesson.place_of(heading)
    end = min((place for place, _, _ in lesson.headings if place > begin), default=len(lesson.cells))
    return [question for place, question in lesson.asked if begin < place < end]


def line_7_own_misconceptions(lesson, facts):
    """Every wrong option, and every typical wrong result, says which idea it reveals; in a choice each its own."""
    found = []
    for item, options in [*_own_items(lesson, facts, "choice"), *_own_items(lesson, facts, "picture")]:
        wrong = options[options["correct"] != "yes"]
        sentences = _silent_options(wrong)
        if not 3 <= len(options) <= 5:
            sentences.append(f"it has {len(options)} options; a choice has three to five")
        if len(wrong) != len(options) - 1:
            sentences.append(f"{len(options) - len(wrong)} options are right; exactly one must be")
        for idea in wrong.loc[wrong["misconception"].duplicated() & (wrong["misconception"] != ""), "misconception"]:
            sentences.append(f"two wrong options reveal the same misconception, {idea}")
        if options["text"].duplicated().any():
            sentences.append("two options have the same words")
        if not item.feedback:
            sentences.append("the right answer gets no feedback")
        found += [lesson.at(f"item {item.question}", sentence) for sentence in sentences]
    for item, options in _own_items(lesson, facts, "numeric"):
        sentences = _silent_options(options)
        if len(options) < 2:
            sentences.append("it recognises fewer than two typical wrong results")
        for one, other in itertools.combinations([item.value, *options["value"]], 2):
            if abs(one - other) <= item.tolerance * (abs(one) + abs(other)):
                sentences.append(f"the results {one:g} and {other:g} cannot be told apart")
        found += [lesson.at(f"item {item.question}", sentence) for sentence in sentences]
    return found


def _silent_options(wrong):
    """Return a sentence for each wrong option that has no misconception or no feedback."""
    return [
        f"the wrong option {option.option} has no {column}"
        for option in wrong.itertuples()
        for column in ("misconception", "feedback")
        if not getattr(option, column)
    ]


def line_8_earlier_lessons_are_asked(lesson, facts):
    """From the second lesson on, two items look back at earlier lessons, and the first item is one of them."""
    places = _place_of(facts)
    if places[lesson.lesson] == min(place for place in places.values() if place > 0):
        return []
    back = [places[_lesson_of(item["objective"])] < places[lesson.lesson] for item in _items(lesson, facts)]
    found = []
    if sum(back) < 2:
        found.append(lesson.at("practice items", f"{sum(back)} look back at an earlier lesson; two must"))
    if back[:1] != [True]:
        place = lesson.place_of("Before you start")
        found.append(lesson.at(place, "the first item after it does not look back at an earlier lesson"))
    return found


def line_9_one_explanation(lesson, facts):
    """One item, under "In your words", asks for an explanation; it has a rubric and a model answer."""
    own = _own_items(lesson, facts, "explanation")
    if [item.question for item, _ in own] != _items_under(lesson, "In your words"):
        sentence = "exactly one explanation is asked in a lesson, alone under 'In your words'"
        return [lesson.at(lesson.place_of("In your words"), sentence)]
    found = []
    for item, rubric in own:
        if not 3 <= len(rubric) <= 6:
            found.append(lesson.at(f"item {item.question}", f"its rubric has {len(rubric)} lines; give three to six"))
        if len(item.feedback.split()) <= 25:
            found.append(lesson.at(f"item {item.question}", "its model answer is not longer than 25 words"))
    return found


def line_12_terms(lesson, facts):
    """The lesson shows its words; uses each of them; and sets a term in bold in the cell that uses it first.

    A term that only a later lesson introduces is set in bold, too, where this lesson uses it: it is defined there.
    """
    found = []
    if [constants for _, constants in lesson.calls("lesson.words")] != [[lesson.lesson]]:
        found.append(lesson.at(lesson.place_of("Words"), f'show lesson.words("{lesson.lesson}"), once'))
    places = _place_of(facts)
    practised = _text_of_items(lesson, facts)
    objectives = lesson.place_of("What you will be able to do")
    read_after = [(place, text, text.casefold()) for place, text in lesson.prose if place > objectives]
    for row in facts["glossary"].itertuples():
        term = re.sub(r" \(.*\)", "", row.term)
        form = re.compile(rf"(?<![\w-]){re.escape(term)}(e?s)?(?!\w)", re.IGNORECASE)
        word = term.casefold()  # most cells do not hold it in any form
        first = next(((place, text) for place, text, small in read_after if word in small and form.search(text)), None)
        if (
            first
            and places[row.lesson] >= places[lesson.lesson]
            and not any(form.search(bold) for bold in BOLD.findall(first[1]))
        ):
            sentence = f"the term '{term}' (glossary, lesson {row.lesson}) is used first here and not set in bold"
            found.append(lesson.at(first[0], sentence))
        if not first and row.lesson == lesson.lesson and term.casefold() not in practised:
            found.append(lesson.at("glossary", f"the term '{term}' is not used in the lesson that introduces it"))
    return found


def _text_of_items(lesson, facts):
    """Return all words of the lesson's practice items, in small letters."""
    questions, options = facts["questions"], facts["options"]
    own = questions[questions["lesson"] == lesson.lesson]
    parts = options[options["question"].isin(own["question"])]
    return " ".join([*own["stem"], *own["feedback"], *parts["text"], *parts["feedback"]]).casefold()


def line_20_sources(lesson, facts):
    """The list of sources is that of the lesson: all that prose and items cite, and no other, each once."""
    calls = lesson.calls("lesson.sources")
    if len(calls) != 1:
        return [lesson.at(lesson.place_of("Sources"), f"lesson.sources is called {len(calls)} times; once is enough")]
    ((place, listed),) = calls
    items = _items(lesson, facts)
    cited = {key for item in items for key in item["reference"].split(";") if key}
    cited |= notebooks.cited("\n".join(text for _, text in lesson.prose))
    found = [f"{key} is cited and not listed" for key in sorted(cited - set(listed))]
    found += [f"{key} is listed and cited nowhere" for key in sorted(set(listed) - cited)]
    found += [f"{key} is listed twice" for key in sorted({key for key in listed if listed.count(key) > 1})]
    silent = [lesson.at(f"item {item['question']}", "it cites no source") for item in items if not item["reference"]]
    return [lesson.at(place, sentence) for sentence in found] + silent


def line_20_numbers_are_computed(lesson, facts):
    """The result of every numeric item is computed again by the tests of the lesson."""
    tests = facts["tests"].get(lesson.lesson, "")
    return [
        lesson.at(f"item {item.question}", f"tests/lessons/test_{lesson.name[3:]}.py does not compute its result")
        for item, _ in _own_items(lesson, facts, "numeric")
        if f'"{item.question}"' not in tests
    ]


# ---------------------------------------------------------------- the lines of the checklist, for every notebook


def line_10_short_cells(lesson, facts):
    """A code cell has at most 15 lines."""
    return [
        lesson.at(place, f"it has {len(cell['source'].splitlines())} lines of code; at most 15 are read")
        for place, cell in lesson.code
        if len(cell["source"].splitlines()) > 15
    ]


def line_10_few_new_names(lesson, facts):
    """A code cell gives a name to at most two things that no earlier cell named (imports are not counted)."""
    found, known = [], set()
    for place, cell in lesson.code:
        nodes = list(ast.walk(ast.parse(cell["source"])))
        passing = {id(name) for node in nodes if isinstance(node, ast.comprehension) for name in ast.walk(node.target)}
        made = {
            node.id
            for node in nodes
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and id(node) not in passing
        }
        if len(made - known) > 2:
            found.append(lesson.at(place, f"it makes {', '.join(sorted(made - known))}; at most two names are new"))
        known |= made
    return found


def line_11_prose_first(lesson, facts):
    """Prose stands before every code cell; only a practice item may follow another code cell."""
    return [
        lesson.at(place, "no prose before it says what comes")
        for place, cell in lesson.code
        if place == 0 or (lesson.cells[place - 1]["cell_type"] == "code" and "practice.ask" not in cell["source"])
    ]


def line_13_no_warning(lesson, facts):
    """No stored output is an error or a warning."""
    return [
        lesson.at(place, "its output is an error or a warning")
        for place, output in lesson.outputs
        if output["output_type"] not in ("display_data", "execute_result") and output.get("name") != "stdout"
    ]


def line_14_stored_as_run(lesson, facts):
    """The notebook was run once from top to bottom, and nothing is kept out of the comparison with a fresh run."""
    found = []
    for count, (place, cell) in enumerate(lesson.code, start=1):
        if cell["execution_count"] != count:
            found.append(lesson.at(place, f"it was run as number {cell['execution_count']}, not {count}"))
    if lesson.notebook["metadata"] != refresh.METADATA:
        found.append(lesson.at("metadata", "the notebook keeps more than its kernel"))
    ids = [cell["id"] for cell in lesson.cells]
    for place, cell in enumerate(lesson.cells):
        if not set(cell["metadata"]) <= {"nbgrader", "jupyter", "slideshow"} or "NBVAL" in cell["source"]:
            found.append(lesson.at(place, "a tag or a comment can hide it from the comparison"))
        if cell["id"] in ids[:place]:
            found.append(lesson.at(place, f"an earlier cell has the same id, {cell['id']}"))
        if "object at 0x" in json.dumps(cell):
            found.append(lesson.at(place, "it shows an address in memory, which is another one in every run"))
    for place, output in lesson.outputs:
        if {stored.VIEW, "image/png", "image/jpeg"} & set(output.get("data", {})):
            found.append(lesson.at(place, "its output holds a widget or a picture of pixels"))
        if residue := RESIDUE.search(json.dumps(output.get("data", {}))):
            found.append(lesson.at(place, f"{residue[0]} is what rounding left of zero; another Python leaves another"))
    return found


def line_15_no_paths(lesson, facts):
    """No code cell holds a path, the name of a file or a magic command."""
    return [
        lesson.at(place, f"'{PATH.search(cell['source'])[0].strip()}' belongs to a path, a file or a magic command")
        for place, cell in lesson.code
        if PATH.search(cell["source"])
    ]


def line_16_headings_and_links(lesson, facts):
    """One first heading, none skipped, three levels at most; every link says where it goes and goes there.

    A practice item sends the reader back to its section, so that section must be a heading of the lesson.
    """
    found = []
    if len(lesson.words_of(1)) != 1:
        found.append(lesson.at("headings", f"{len(lesson.words_of(1))} headings are of the first level; one must be"))
    for (_, before, _), (place, level, words) in itertools.pairwise([(0, 0, ""), *lesson.headings]):
        if level > min(before + 1, 3):
            found.append(lesson.at(place, f"the heading '{words}' has level {level} and follows one of level {before}"))
    anchors = {words.replace(" ", "-") for _, _, words in lesson.headings}
    leads, titles = {}, dict(zip(facts["lessons"]["notebook"], facts["lessons"]["title"], strict=True))
    for place, words, target in lesson.links:
        if leads.setdefault(words, target) != target:
            found.append(lesson.at(place, f"another link '{words}' leads elsewhere"))
        if words.casefold() in ("here", "link", "click here"):
            found.append(lesson.at(place, f"the link '{words}' does not say where it goes"))
        if target.startswith("#") and target[1:] not in anchors:
            found.append(lesson.at(place, f"no heading is called {target}"))
        elif not target.startswith(("#", "http")) and not (lesson.path.parent / target).exists():
            found.append(lesson.at(place, f"there is no file {target}"))
        elif titles.get(target, words) != words:
            found.append(lesson.at(place, f"the link '{words}' leads to the lesson '{titles[target]}'; call it so"))
    for item in facts["questions"].itertuples():
        if _lesson_of(item.objective) == lesson.lesson and item.section not in lesson.words_of(2):
            found.append(lesson.at(f"item {item.question}", f"no section is called '{item.section}'"))
    return found


def line_17_description_and_table(lesson, facts):
    """Every stored figure has, with it or right after it, its description in words and its data as a table."""
    found = []
    for place, cell in lesson.code:
        pages = [output.get("data", {}).get("text/html", "") for output in cell["outputs"]]
        for output, page, following in zip(cell["outputs"], pages, [*pages[1:], ""], strict=True):
            if PLOTLY in output.get("data", {}):
                words = page if "<table" in page else following
                if not re.search(r'class="figure-description">[^<]{40}', words):
                    found.append(lesson.at(place, "the figure has no description"))
                if "Read this figure as a table" not in words or words.count("<tr>") < 2:
                    found.append(lesson.at(place, "the figure has no table"))
    return found


def line_18_contrast_and_second_channel(lesson, facts):
    """Stored figures: letters have 4.5:1 and marks 3:1, on white and on dark; no two traces differ in colour only."""
    found = []
    for place, output in lesson.outputs:
        figure = output.get("data", {}).get(PLOTLY)
        if figure:
            sentences = [*_weak_colours(figure), *_colour_alone(figure["data"])]
            found += [lesson.at(place, sentence) for sentence in dict.fromkeys(sentences)]
    return found


def colours_at(value, path=()):
    """Yield (path, colour) of every colour of the form #RRGGBB in a figure, without its template."""
    if isinstance(value, dict):
        for key, part in value.items():
            if key != "template":
                yield from colours_at(part, (*path, key))
    elif isinstance(value, list):
        for part in value:
            yield from colours_at(part, path)
    elif isinstance(value, str) and len(value) == 7 and value.startswith("#"):
        yield path, value


def _weak_colours(figure):
    for path, colour in colours_at({"data": figure["data"], "layout": figure["layout"]}):
        text = {"font", "textfont", "tickfont"} & set(path)
        mark = path[0] == "data" and "pattern" not in path
        wanted = 4.5 if text else 3 if mark else 0
        if colour not in colours.ON_DARK:
            yield f"{'.'.join(path)} is {colour}, which helpers.colours.ON_DARK does not know"
            continue
        worst = min(colours.contrast(colour), colours.contrast(colours.ON_DARK[colour], colours.DARK["page"]))
        if worst < wanted and (*path[-2:], colour) not in DECORATION:
            yield f"{'.'.join(path)} is {colour}, which has less than {wanted}:1 on white or on a dark page"


def _colour_alone(traces):
    """Yield a sentence for each pair of curves, or of bars, in one frame that are the same but for their colour."""
    styled = [(trace, _style(trace)) for trace in traces if "lines" in trace.get("mode", "") or trace["type"] == "bar"]
    for (one, (style, colour)), (other, (same, another)) in itertools.combinations(styled, 2):
        if style == same and colour != another:
            yield f"'{one.get('name')}' and '{other.get('name')}' differ in colour only; give one a dash or a pattern"


def _style(trace):
    """Return (all that tells a curve or bar from others in its frame but the colour, the colour)."""
    line, marker = trace.get("line", {}), trace.get("marker", {})
    bar = trace["type"] == "bar"
    frame = (trace["type"], trace.get("xaxis"), trace.get("yaxis"))
    shape = marker.get("pattern", {}).get("shape") if bar else (line.get("dash", "solid"), line.get("width"))
    return (*frame, shape, str(marker.get("symbol"))), str(marker.get("color") if bar else line.get("color"))


def line_20_links_are_sources(lesson, facts):
    """Every address that the prose links to is that of a source in the table of references."""
    return [
        lesson.at(place, f"{target} is not a source in data/references.csv")
        for place, _, target in lesson.links
        if target.startswith("http") and target not in notebooks.addresses()
    ]


# ---------------------------------------------------------------- the anatomy beyond the lines


def anatomy_headings(lesson, facts):
    """The same first and last headings in every lesson; between them four to eight sections, each a question."""
    found = lesson.words_of(2)
    first, last = found[: len(HEADINGS_FIRST)], found[-len(HEADINGS_LAST) :]
    sections = found[len(HEADINGS_FIRST) : -len(HEADINGS_LAST)]
    sentences = []
    if (first, last) != (HEADINGS_FIRST, HEADINGS_LAST):
        wanted = ", ".join([*HEADINGS_FIRST, "(sections)", *HEADINGS_LAST])
        sentences.append(f"they are not in the order of every lesson: {wanted}")
    if not 4 <= len(sections) <= 8:
        sentences.append(f"there are {len(sections)} sections; a lesson has four to eight")
    sentences += [f"the section '{words}' is not headed by a question" for words in sections if words[-1] != "?"]
    return [lesson.at("headings", sentence) for sentence in sentences]


def anatomy_items(lesson, facts):
    """At least ten practice items, all that the tables give to the lesson, each once, of every kind."""
    asked = [question for _, question in lesson.asked]
    questions = facts["questions"]
    own = questions[questions["lesson"] == lesson.lesson]
    found = []
    if len(asked) < 10:
        found.append(lesson.at("practice items", f"there are {len(asked)}; a lesson has at least ten"))
    for order, (place, question) in enumerate(lesson.asked):
        if question not in set(own["question"]):
            found.append(lesson.at(place, f"data/questions.csv does not give item {question} to this lesson"))
        if question in asked[:order]:
            found.append(lesson.at(place, f"item {question} is asked a second time"))
    for question in own["question"]:
        if question not in asked:
            found.append(lesson.at(f"item {question}", "no cell asks it"))
    for kind in sorted(KINDS - set(own["kind"])):
        found.append(lesson.at("practice items", f"none is of the kind '{kind}'"))
    return found


def anatomy_figures(lesson, facts):
    """At least two explorers or figures."""
    shown = [name for _, cell in lesson.code for name in [*_explorers(cell), *_figures(cell)]]
    return [] if len(shown) >= 2 else [lesson.at("figures", f"there are {len(shown)}; a lesson has at least two")]


def _figures(cell):
    return re.findall(r"figures\.(\w+)\(", cell["source"])


def anatomy_takeaways(lesson, facts):
    """Three to five takeaways, each with one link to its section."""
    place = lesson.place_of("What to keep")
    bullets = re.findall(r"^- .+$", lesson.cells[place]["source"], flags=re.MULTILINE)
    anchors = {words.replace(" ", "-") for words in lesson.words_of(2)}
    found = []
    if not 3 <= len(bullets) <= 5:
        found.append(f"there are {len(bullets)} takeaways; a lesson has three to five")
    for bullet in bullets:
        targets = [target[1:] for _, target in notebooks.LINK.findall(bullet) if target.startswith("#")]
        if len(targets) != 1 or targets[0] not in anchors:
            found.append(f"the takeaway '{bullet[2:50]}...' does not link to one section")
    return [lesson.at(place, sentence) for sentence in found]


def anatomy_imports(lesson, facts):
    """Code cells import from helpers and pandas only."""
    found = []
    for place, cell in lesson.code:
        for node in ast.walk(ast.parse(cell["source"])):
            names = [node.module] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            wrong = [name for name in names if name not in ("helpers", "pandas")]
            found += [lesson.at(place, f"it imports {name}; only helpers and pandas are imported") for name in wrong]
    return found


def anatomy_cells_run_alone(lesson, facts):
    """A code cell that is run alone in a fresh kernel works: it needs no name from an earlier cell."""
    found = []
    for place, cell in lesson.code:
        nodes = list(ast.walk(ast.parse(cell["source"])))
        names = [node for node in nodes if isinstance(node, ast.Name)]
        imports = [node for node in nodes if isinstance(node, ast.Import | ast.ImportFrom)]
        made = {alias.asname or alias.name for node in imports for alias in node.names}
        made |= {node.id for node in names if isinstance(node.ctx, ast.Store)}
        made |= {node.name for node in nodes if isinstance(node, ast.ExceptHandler)}
        made |= {argument.arg for node in nodes if isinstance(node, ast.arguments) for argument in node.args}
        used = {node.id for node in names if isinstance(node.ctx, ast.Load)}
        for name in sorted(used - made - set(dir(builtins))):
            found.append(lesson.at(place, f"it uses '{name}', which only another cell makes"))
    return found


FOR_LESSONS = (
    line_1_objectives,
    line_2_practised_and_assessed,
    line_3_minutes_and_needs,
    line_4_practice_is_frequent,
    line_5_prediction_first,
    line_6_worked_completed_alone,
    line_7_own_misconceptions,
    line_8_earlier_lessons_are_asked,
    line_9_one_explanation,
    line_12_terms,
    line_20_sources,
    line_20_numbers_are_computed,
    anatomy_headings,
    anatomy_items,
    anatomy_figures,
    anatomy_takeaways,
)
FOR_NOTEBOOKS = (
    line_10_short_cells,
    line_10_few_new_names,
    line_11_prose_first,
    line_13_no_warning,
    line_14_stored_as_run,
    line_15_no_paths,
    line_16_headings_and_links,
    line_17_description_and_table,
    line_18_contrast_and_second_channel,
    line_20_links_are_sources,
    anatomy_imports,
    anatomy_cells_run_alone,
)


def rows_without_a_lesson(lessons, facts):
    """Return a sentence for each row of the tables that belongs to no lesson, so that no check would ever see it."""
    found = []
    for table, key in (("objectives", "objective"), ("questions", "question")):
        for row in facts[table].to_dict("records"):
            if row["lesson"] not in lessons:
                found.append(f"data/{table}.csv, {row[key]}: lesson {row['lesson']} is not there.")
    for row in facts["coursework_items"].itertuples():
        if _lesson_of(row.objective) not in lessons:
            found.append(f"data/coursework_items.csv, {row.item}: {row.objective} belongs to no lesson.")
    return found
