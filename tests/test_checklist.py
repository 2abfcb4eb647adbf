"""Every notebook passes the checklist; and every fault, put into a copy of a lesson, is found and named."""

import ast
import copy
import re

import pandas as pd
import pytest

from tests import checklist, notebooks, refresh, stories

LESSONS = notebooks.lessons()
CHECKS = (*checklist.FOR_LESSONS, *checklist.FOR_NOTEBOOKS, *stories.CHECKS)
# The lesson that faults are put into, and the one for faults of a story.
BROKEN = notebooks.path_of("a-brief-signal").stem
STORY = notebooks.path_of("messengers").stem
EARLIER = f"[Messengers]({notebooks.path_of('messengers').name})"


def each(name, values, label):
    return pytest.mark.parametrize(name, values, ids=label)


def name_of(check):
    return check.__name__


def stem_of(path):
    return path.stem


# ---------------------------------------------------------------- all is well


@each("path", LESSONS, stem_of)
@each("check", (*checklist.FOR_LESSONS, *stories.CHECKS), name_of)
def test_a_lesson_passes(check, path):
    faults = check(checklist.read(path), checklist.facts())
    assert not faults, "\n".join(faults)


@each("path", notebooks.everything(), stem_of)
@each("check", checklist.FOR_NOTEBOOKS, name_of)
def test_a_notebook_passes(check, path):
    faults = check(checklist.read(path), checklist.facts())
    assert not faults, "\n".join(faults)


# ---------------------------------------------------------------- changes: each makes one and returns the cell's place


def rewrite(old, new):
    """Replace the words `old` in the first cell that has them."""

    def put_in(notebook, facts):
        place = place_of(notebook, old)
        cell = notebook.cells[place]
        cell.source = cell.source.replace(old, new, 1)
        return place

    return put_in


def insert(words, *sources):
    """Put Markdown cells after the first cell that has these words; the place is that of the last one."""

    def put_in(notebook, facts):
        place = place_of(notebook, words)
        for number, source in enumerate(sources, start=1):
            cell = {"cell_type": "markdown", "id": f"new-{number}", "source": source}
            notebook.cells.insert(place + number, cell | {"metadata": refresh.display(cell)})
        return place + len(sources)

    return put_in


def drop(words):
    """Take out the first cell that has these words; the place is that of the cell which followed it."""

    def put_in(notebook, facts):
        place = place_of(notebook, words)
        del notebook.cells[place]
        count_runs(notebook)
        return place

    return put_in


def swap(one, other):
    """Let the first cells that have these words change places; the place is where `other` has come to."""

    def put_in(notebook, facts):
        cells = notebook.cells
        first, second = place_of(notebook, one), place_of(notebook, other)
        cells[first], cells[second] = cells[second], cells[first]
        count_runs(notebook)
        return first

    return put_in


def store(words, **values):
    """Change what is stored with the first cell that has these words."""

    def put_in(notebook, facts):
        place = place_of(notebook, words)
        notebook.cells[place].update(values)
        return place

    return put_in


def redraw(change):
    """Change the first stored figure and the page that it stands on."""

    def put_in(notebook, facts):
        place = next(place for place, cell in enumerate(notebook.cells) if checklist.PLOTLY in str(cell.get("outputs")))
        change(notebook.cells[place].outputs[0].data)
        return place

    return put_in


def give(table, where, **values):
    """Give other values to the rows of a table that a query finds."""

    def put_in(notebook, facts):
        rows = facts[table].query(where).index
        assert len(rows), where
        for column, value in values.items():
            facts[table].loc[rows, column] = value

    return put_in


def remove(table, where):
    """Take the rows that a query finds out of a table."""

    def put_in(notebook, facts):
        rows = facts[table].query(where).index
        assert len(rows), where
        facts[table] = facts[table].drop(rows)

    return put_in


def add(table, **values):
    """Add a row to a table."""

    def put_in(notebook, facts):
        facts[table] = pd.concat([facts[table], pd.DataFrame([values])], ignore_index=True)

    return put_in


def forget(words):
    """Take these words out of the tests of the lesson."""

    def put_in(notebook, facts):
        facts["tests"]["a-brief-signal"] = facts["tests"]["a-brief-signal"].replace(words, "")

    return put_in


def together(*changes):
    """Make several changes that are one fault; the place is that of the last one."""

    def put_in(notebook, facts):
        return [change(notebook, facts) for change in changes][-1]

    return put_in


def place_of(notebook, words):
    return next(place for place, cell in enumerate(notebook.cells) if words in cell["source"])


def count_runs(notebook):
    """Number the runs of the code cells again, as if the notebook were stored anew."""
    code = [cell for cell in notebook.cells if cell["cell_type"] == "code"]
    for count, cell in enumerate(code, start=1):
        cell.execution_count = count


def keep_kernel_time(notebook, facts):
    notebook.metadata["execution"] = {"time": "10 s"}


def show_no_figure(notebook, facts):
    for cell in notebook.cells:
        cell["source"] = re.sub(r"(explorers|figures)\.\w+\(", "dict(", cell["source"])


def without_drawings(notebook, facts):
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            data = output.get("data", {})
            if checklist.PLOTLY not in data and "text/html" in data:
                data["text/html"] = data["text/html"].replace(stories.DRAWING, "")


def without_her(notebook, facts):
    notebook.cells[1].source = notebook.cells[1].source.replace("Mira", "A girl")
    return 1


def shorten(notebook, facts):
    notebook.cells[1].source = "Mira is four and ill, and it is the third time this winter that she has a rash."
    return 1


def lose_description(page):
    page["text/html"] = page["text/html"].replace("figure-description", "words")


def lose_table(page):
    page["text/html"] = page["text/html"].replace("Read this figure as a table", "")


def pale_curve(page):
    page[checklist.PLOTLY]["data"][0]["line"]["color"] = "#C4CCD2"


def pale_letters(page):
    page[checklist.PLOTLY]["layout"]["title"]["font"] = {"color": "#87929A"}


def same_curve_in_another_colour(page):
    traces = page[checklist.PLOTLY]["data"]
    twin = copy.deepcopy(next(trace for trace in traces if trace["mode"] == "lines"))
    twin["line"]["color"] = "#000000"
    traces.append(twin)


# ---------------------------------------------------------------- faults


def stream(name):
    return [{"output_type": "stream", "name": name, "text": "careful"}]


def shown(**data):
    return [{"output_type": "display_data", "metadata": {}, "data": {key.replace("_", "/"): data[key] for key in data}}]


ASK = 'practice.ask("a-brief-signal-09")'
FAULTS = {
    checklist.line_1_objectives: {
        "too many": (
            rewrite(
                "- **a-brief-signal.1** ",
                "- **a-brief-signal.1** Rank.\n- **a-brief-signal.1** Rank.\n- **a-brief-signal.1** ",
            ),
            "cell {}: 6 objectives are stated",
        ),
        "not observable": (
            rewrite("Predict how the half", "Understand how the half"),
            "cell {}: a-brief-signal.1 begins with 'Un",
        ),
        "without an id": (
            rewrite("- **a-brief-signal.1**", "- Rank pulses.\n- **a-brief-signal.1**"),
            "cell {}: the objective 'Rank pulses",
        ),
        "in other words": (
            rewrite("Compute occupancy", "Compute an occupancy"),
            "cell {}: a-brief-signal.2 is not stated as in",
        ),
        "left out": (
            rewrite("- **a-brief-signal.4** Decide which brake ends which part of a pulse.", ""),
            "cell {}: a-brief-signal.4 of data/objectives.csv is not stated",
        ),
    },
    checklist.line_2_practised_and_assessed: {
        "not practised": (
            give(
                "questions",
                "lesson == 'a-brief-signal' and objective == 'a-brief-signal.3'",
                objective="a-brief-signal.1",
            ),
            "objective a-brief-signal.3: no practice item",
        ),
        "may be left out": (
            together(
                rewrite("## How does the signal reach the genes?", "## Going deeper: how does it reach the genes?"),
                give(
                    "questions",
                    "section == 'How does the signal reach the genes?' or objective == 'a-brief-signal.3'",
                    section="Going deeper: how does it reach the genes?",
                ),
            ),
            "objective a-brief-signal.3: only a part that may be left out",
        ),
        "not assessed": (
            give("coursework_items", "objective == 'a-brief-signal.2'", objective="a-brief-signal.1"),
            "objective a-brief-signal.2: no coursework item",
        ),
        "practised too early": (
            give("questions", "question == 'a-brief-signal-12'", objective="il6-activity-map.1"),
            "item a-brief-signal-12: it practises il6-activity-map.1,",
        ),
        "assessed and not taught": (
            add("coursework_items", item="A1-99a", objective="a-brief-signal.9"),
            "item A1-99a: it assesses a-brief-signal.9",
        ),
    },
    checklist.line_3_minutes_and_needs: {
        "no minutes": (rewrite("*Minutes*: 45\n\n", ""), "cell {}: after the title come"),
        "other minutes": (rewrite("*Minutes*: 45", "*Minutes*: 40"), "cell {}: the minutes are not the 45"),
        "too long": (
            together(
                give("lessons", "lesson == 'a-brief-signal'", minutes=60), rewrite("*Minutes*: 45", "*Minutes*: 60")
            ),
            "cell {}: 60 minutes are too long",
        ),
        "another part": (rewrite("*Part*: 1", "*Part*: 2"), "cell {}: the part is not that of"),
        "a lesson needed is not said": (
            rewrite(f"{EARLIER} and ", ""),
            "cell {}: the lessons needed are not",
        ),
        "another title": (
            rewrite(" A brief signal", " Signals"),
            f"cell {{}}: the title is not '{BROKEN[:2]} A brief sig",
        ),
        "another file": (
            give("lessons", "lesson == 'a-brief-signal'", notebook="99_signals.ipynb"),
            "cell 1: by data/lessons.csv the file is called 99_signals",
        ),
    },
    checklist.line_4_practice_is_frequent: {
        "seven cells": (
            insert(ASK, *7 * ["More to read."]),
            "cell {}: this is the seventh cell without a practice item",
        )
    },
    checklist.line_5_prediction_first: {
        "prediction afterwards": (
            swap('practice.ask("a-brief-signal-04")', "explorers.mrna_pulse()"),
            "cell {}: explorers.mrna_pulse is shown before",
        )
    },
    checklist.line_6_worked_completed_alone: {
        "out of order": (rewrite("### On your own", "### Alone"), "the tasks are not headed, in this order: Worked"),
        "nothing to do alone": (
            swap('practice.ask("a-brief-signal-09")', "### On your own"),
            "nothing is asked under 'On your own'",
        ),
    },
    checklist.line_7_own_misconceptions: {
        "no misconception": (
            give("options", "question == 'a-brief-signal-06' and option == 'b'", misconception=""),
            "item a-brief-signal-06: the wrong option b has no misconception",
        ),
        "the same twice": (
            give(
                "options",
                "question == 'a-brief-signal-06' and option == 'b'",
                misconception="signal-stops-when-used-up",
            ),
            "item a-brief-signal-06: two wrong options reveal the same misconception, signal-stops",
        ),
        "no feedback": (
            give("options", "question == 'a-brief-signal-06' and option == 'c'", feedback=""),
            "item a-brief-signal-06: the wrong option c has no feedback",
        ),
        "no praise": (
            give("questions", "question == 'a-brief-signal-06'", feedback=""),
            "item a-brief-signal-06: the right answer gets no",
        ),
        "two right": (
            give("options", "question == 'a-brief-signal-06' and option == 'b'", correct="yes"),
            "item a-brief-signal-06: 2 options are right",
        ),
        "two options": (
            remove("options", "question == 'a-brief-signal-06' and option in ['c', 'd']"),
            "item a-brief-signal-06: it has 2 options",
        ),
        "the same words": (
            give("options", "question == 'a-brief-signal-06' and option in ['c', 'd']", text="Nothing."),
            "item a-brief-signal-06: two options have the same words",
        ),
        "one typical result": (
            remove("options", "question == 'a-brief-signal-09' and option in ['a', 'b']"),
            "item a-brief-signal-09: it recognises fewer than two",
        ),
        "a typical result that is right": (
            give("options", "question == 'a-brief-signal-09' and option == 'a'", value=271),
            "item a-brief-signal-09: the results 270 and 271 cannot be told apart",
        ),
        "a typical result without its idea": (
            give("options", "question == 'a-brief-signal-09' and option == 'a'", misconception=""),
            "item a-brief-signal-09: the wrong option a has no misconception",
        ),
    },
    checklist.line_8_earlier_lessons_are_asked: {
        "once": (
            give(
                "questions",
                "question == 'a-brief-signal-24'",
                objective="a-brief-signal.2",
                section="Which brake ends which part?",
            ),
            "practice items: 1 look back",
        ),
        "not at once": (
            swap('practice.ask("a-brief-signal-01")', 'practice.ask("a-brief-signal-06")'),
            "cell 4: the first item after it does not look back",
        ),
    },
    checklist.line_9_one_explanation: {
        "short rubric": (
            remove("options", "question == 'a-brief-signal-19' and option in ['c', 'd']"),
            "item a-brief-signal-19: its rubric has 2",
        ),
        "short answer": (
            give("questions", "question == 'a-brief-signal-19'", feedback="By SOCS."),
            "item a-brief-signal-19: its model answer is",
        ),
        "elsewhere": (
            swap('practice.ask("a-brief-signal-19")', 'practice.ask("a-brief-signal-09")'),
            "exactly one explanation is asked in a lesson, alone under 'In your words'",
        ),
    },
    checklist.line_12_terms: {
        "words of another lesson": (
            rewrite('lesson.words("a-brief-signal")', 'lesson.words("families-and-receptors")'),
            'show lesson.words("a-brief-signal"), once',
        ),
        "not defined at first": (
            rewrite("**Occupancy** is", "Occupancy is"),
            "cell {}: the term 'occupancy' (glossary, le",
        ),
        "of a later lesson": (
            insert(ASK, "Some agonists do it."),
            "cell {}: the term 'agonist' (glossary, lesson agonists-and-antagonists)",
        ),
        "not used": (
            add("glossary", term="half-time", lesson="a-brief-signal"),
            "glossary: the term 'half-time' is not used",
        ),
    },
    checklist.line_20_sources: {
        "not listed": (rewrite(' "xu_qu_2008",', ""), "cell {}: xu_qu_2008 is cited and not listed"),
        "not cited": (
            rewrite('"xu_qu_2008"', '"xu_qu_2008", "black_1983"'),
            "cell {}: black_1983 is listed and cited now",
        ),
        "twice": (rewrite('"xu_qu_2008"', '"xu_qu_2008", "xu_qu_2008"'), "cell {}: xu_qu_2008 is listed twice"),
        "two lists": (
            rewrite("lesson.sources(", 'lesson.sources("xu_qu_2008")\nlesson.sources('),
            "lesson.sources is called 2 times",
        ),
        "an item without": (
            give("questions", "question == 'a-brief-signal-27'", reference=""),
            "item a-brief-signal-27: it cites no source",
        ),
    },
    checklist.line_20_numbers_are_computed: {
        "nobody computes it": (
            forget('"a-brief-signal-09"'),
            "item a-brief-signal-09: tests/lessons/test_a_brief_signal.py does not compute its result",
        )
    },
    checklist.line_10_short_cells: {
        "sixteen lines": (rewrite(ASK, "# more\n" * 13 + ASK), "cell {}: it has 16 lines of code")
    },
    checklist.line_10_few_new_names: {
        "three": (
            rewrite(ASK, f"a, b = 1, 2\nfor c in ():\n    pass\n{ASK}"),
            "cell {}: it makes a, b, c; at most two",
        ),
    },
    checklist.line_11_prose_first: {
        "none": (drop("The explorer computes with that model"), "cell {}: no prose before it says what comes")
    },
    checklist.line_13_no_warning: {
        "a warning": (store(ASK, outputs=stream("stderr")), "cell {}: its output is an error or a warning"),
        "an error": (
            store(ASK, outputs=[{"output_type": "error", "ename": "NameError", "evalue": "x", "traceback": []}]),
            "cell {}: its output is an error or a warning",
        ),
    },
    checklist.line_14_stored_as_run: {
        "run out of order": (store(ASK, execution_count=99), "cell {}: it was run as number 99"),
        "more metadata": (keep_kernel_time, "metadata: the notebook keeps more than its kernel"),
        "a tag": (store(ASK, metadata={"tags": ["nbval-skip"]}), "cell {}: a tag or a comment can hide it"),
        "a comment": (rewrite(ASK, f"# NBVAL_IGNORE_OUTPUT\n{ASK}"), "cell {}: a tag or a comment can hide it"),
        "the same id": (
            store(ASK, id="a-brief-signal-ask-04"),
            "cell {}: an earlier cell has the same id, a-brief-signal-ask-04",
        ),
        "a picture": (
            store(ASK, outputs=shown(image_png="iVBORw0KGgo=")),
            "cell {}: its output holds a widget or a pict",
        ),
        "a residue": (
            store(ASK, outputs=shown(text_plain="1.22125e-15")),
            "cell {}: 1.22125e-15 is what rounding left of zero",
        ),
        "an address": (
            store(ASK, outputs=shown(text_plain="<object at 0x7f>")),
            "cell {}: it shows an address in memory",
        ),
    },
    checklist.line_15_no_paths: {
        "a file": (rewrite(ASK, f'open("notes.txt")\n{ASK}'), "cell {}: 'open(' belongs to a path"),
        "a table as a file": (
            rewrite(ASK, f'practice.load("options.csv")\n{ASK}'),
            "cell {}: '.csv' belongs to a path",
        ),
        "a folder": (rewrite(ASK, f'practice.load("../data")\n{ASK}'), "cell {}: '\"../' belongs to a path"),
    },
    checklist.line_16_headings_and_links: {
        "two titles": (
            insert('practice.ask("a-brief-signal-04")', "# Another title"),
            "headings: 2 headings are of the first level",
        ),
        "a level skipped": (insert(ASK, "#### Detail"), "cell {}: the heading 'Detail' has level 4"),
        "a link that says nothing": (insert(ASK, "See [here](#Words)."), "cell {}: the link 'here' does not say where"),
        "one name for two places": (
            insert(ASK, "See [this](#Words) and [this](#Sources)."),
            "cell {}: another link 'this' leads elsewhere",
        ),
        "no such heading": (insert(ASK, "See [the end](#The-end)."), "cell {}: no heading is called #The-end"),
        "a lesson under another name": (
            insert(ASK, EARLIER.replace("Messengers", "The first lesson")),
            "cell {}: the link 'The first lesson' leads to the lesson 'Messengers'",
        ),
        "no such file": (insert(ASK, "See [Dreams](99_dreams.ipynb)."), "cell {}: there is no file 99_dreams.ipynb"),
        "no such section": (
            give("questions", "question == 'a-brief-signal-06'", section="What else?"),
            "item a-brief-signal-06: no section is called 'What else?'",
        ),
    },
    checklist.line_17_description_and_table: {
        "no description": (redraw(lose_description), "cell {}: the figure has no description"),
        "no table": (redraw(lose_table), "cell {}: the figure has no table"),
    },
    checklist.line_18_contrast_and_second_channel: {
        "a pale curve": (
            redraw(pale_curve),
            "cell {}: data.line.color is #C4CCD2, which helpers.colours.ON_DARK does not know",
        ),
        "pale letters": (
            redraw(pale_letters),
            "cell {}: layout.title.font.color is #87929A, which has less than 4.5:1",
        ),
        "colour alone": (redraw(same_curve_in_another_colour), "differ in colour only; give one a dash or a pattern"),
    },
    checklist.line_20_links_are_sources: {
        "an unknown page": (
            insert(ASK, "See [a page on pulses](https://example.org/pulses)."),
            "cell {}: https://example.org/pulses is not a source",
        )
    },
    checklist.anatomy_headings: {
        "another heading": (
            rewrite("## Before you start", "## To begin"),
            "headings: they are not in the order of every",
        ),
        "no question": (
            insert('practice.ask("a-brief-signal-06")', "## An aside"),
            "headings: the section 'An aside' is not headed",
        ),
        "too many": (
            insert('practice.ask("a-brief-signal-06")', "## One?", "## Two?", "## Three?"),
            "headings: there are 9 sections",
        ),
    },
    checklist.anatomy_items: {
        "not asked": (drop('practice.ask("a-brief-signal-12")'), "item a-brief-signal-12: no cell asks it"),
        "asked twice": (rewrite(ASK, f"{ASK}\n{ASK}"), "cell {}: item a-brief-signal-09 is asked a second time"),
        "of another lesson": (
            give("questions", "question == 'a-brief-signal-06'", lesson="balance"),
            "data/questions.csv does not give item a-brief-signal-06 to this lesson",
        ),
        "a kind is missing": (
            give("questions", "lesson == 'a-brief-signal' and kind == 'ordering'", kind="prediction"),
            "practice items: none is of the kind 'ordering'",
        ),
    },
    checklist.anatomy_figures: {"none": (show_no_figure, "figures: there are 0; a lesson has at least two")},
    checklist.anatomy_takeaways: {
        "no link": (
            rewrite(" [How does a stimulus become a message?](#How-does-a-stimulus-become-a-message?)", ""),
            "cell {}: the takeaway 'Unstable mRNA keeps",
        ),
        "too many": (
            rewrite(
                "- A pulse has",
                "- It ends. [Which brake ends which part?](#Which-brake-ends-which-part?)\n- A pulse has",
            ),
            "cell {}: there are 6 takeaways",
        ),
    },
    checklist.anatomy_imports: {
        "another package": (
            rewrite("from helpers import lesson, views", "import numpy\nfrom helpers import lesson, views"),
            "cell {}: it imports numpy",
        ),
        "from another package": (
            rewrite("from helpers import lesson, views", "from scipy import stats\nfrom helpers import lesson, views"),
            "cell {}: it imports scipy",
        ),
    },
    checklist.anatomy_cells_run_alone: {
        "a name of another cell": (
            rewrite(ASK, f"half_life\n{ASK}"),
            "cell {}: it uses 'half_life', which only another",
        )
    },
}


FAULTS_OF_A_STORY = {
    stories.story_scene: {
        "nobody": (
            without_her,
            "cell {}: after the head stands a scene without a heading",
        ),
        "too short": (shorten, "cell {}: the scene has 18 words"),
        "no return": (rewrite("Back to Mira: three", "Three"), "the worked example does not return to Mira"),
    },
    stories.story_no_filler: {
        "filler": (
            insert('practice.ask("messengers-01")', "Now read the figure."),
            "cell {}: it has 4 words; say what to look for",
        )
    },
    stories.story_illustration: {"none": (without_drawings, "illustrations: there is none")},
    stories.story_way_on: {
        "no way on": (rewrite("Next lesson:", "And then, after a pause, the next lesson:"), "the last line is")
    },
    stories.story_minutes: {
        "too few": (
            together(give("lessons", "lesson == 'messengers'", minutes=30), rewrite("*Minutes*: 45", "*Minutes*: 30")),
            "cell 1: by words, items and explorers it takes 45 minutes, not 30",
        )
    },
    stories.story_sources_hidden: {
        "open": (store('practice.ask("messengers-01")', metadata={}), "cell {}: its source is hidden or open against"),
        "code that teaches is hidden": (
            store("properties = tables.load", metadata={"jupyter": {"source_hidden": True}}),
            "cell {}: its source is hidden or open against",
        ),
    },
    stories.story_items: {
        "the longest is right": (
            give("options", "question.str.startswith('messengers') and correct == 'yes'", text="x" * 300),
            "practice items: the right option is the longest in",
        )
    },
    stories.story_misconceptions: {
        "one idea again and again": (
            together(
                give("options", "question == 'messengers-01' and option == 'b'", misconception="every-cell-responds"),
                give("options", "question == 'messengers-15' and option == 'b'", misconception="every-cell-responds"),
            ),
            "practice items: every-cell-responds is the distractor of",
        )
    },
}


def broken_copy(put_in, stem=BROKEN):
    """Return a copy of the lesson and the facts with one fault put in, and the place of the fault.

    In the copy, the lesson for faults that any lesson may have is not told as a story: so one rule speaks alone.
    """
    real = next(checklist.read(path) for path in LESSONS if path.stem == stem)
    lesson = checklist.Lesson(real.path, copy.deepcopy(real.notebook))
    facts = {name: table.copy() for name, table in checklist.facts().items()}
    if stem == BROKEN:
        facts["lessons"].loc[facts["lessons"]["lesson"] == lesson.lesson, "patient"] = ""
    return lesson, facts, put_in(lesson.notebook, facts)


@pytest.mark.parametrize(
    ("check", "stem", "put_in", "words"),
    [
        pytest.param(check, stem, *fault, id=f"{check.__name__}, {name}")
        for stem, listed in ((BROKEN, FAULTS), (STORY, FAULTS_OF_A_STORY))
        for check, faults in listed.items()
        for name, fault in faults.items()
    ],
)
def test_a_fault_is_found_and_named(check, stem, put_in, words):
    """The one check that is meant says one sentence, with the lesson and the place; all others stay silent."""
    lesson, facts, place = broken_copy(put_in, stem)
    said = {other: other(lesson, facts) for other in CHECKS}
    assert [name_of(other) for other, sentences in said.items() if sentences] == [name_of(check)]
    (sentence,) = said[check]
    assert re.fullmatch(rf"{stem}, [^:]+: .+\.", sentence)
    assert (words if place is None else words.format(place + 1)) in sentence


def test_every_check_has_a_fault_that_it_finds():
    assert {*FAULTS, *FAULTS_OF_A_STORY} == set(CHECKS)


def test_a_magic_command_is_found():
    """No other check can read a cell that is not Python."""
    lesson, facts, place = broken_copy(rewrite(ASK, f"%matplotlib inline\n{ASK}"))
    (sentence,) = checklist.line_15_no_paths(lesson, facts)
    assert sentence == f"{BROKEN}, cell {place + 1}: '%' belongs to a path, a file or a magic command."


def test_too_few_items_are_found():
    """A lesson with few items breaks other lines too."""
    lesson, facts, _ = broken_copy(together(*[drop("practice.ask") for _ in range(5)]))
    assert f"{BROKEN}, practice items: there are 9; a lesson has at least ten." in checklist.anatomy_items(
        lesson, facts
    )


# ---------------------------------------------------------------- rows that no lesson would show


def stray_rows(*changes):
    """Return what is said about the tables after some changes."""
    facts = {name: table.copy() for name, table in checklist.facts().items()}
    for change in changes:
        change(None, facts)
    return checklist.rows_without_a_lesson({checklist.read(path).lesson for path in LESSONS}, facts)


def test_every_row_belongs_to_a_lesson():
    assert stray_rows() == []


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            add("objectives", objective="dreams.1", lesson="dreams"),
            "data/objectives.csv, dreams.1: lesson dreams is not there.",
        ),
        (
            add("questions", question="start-here-01", lesson="start-here"),
            "data/questions.csv, start-here-01: lesson start-here is not there.",
        ),
        (
            add("coursework_items", item="A5-01a", objective="dreams.1"),
            "data/coursework_items.csv, A5-01a: dreams.1 belongs to no lesson.",
        ),
    ],
)
def test_a_row_without_a_lesson_is_named(change, sentence):
    assert stray_rows(change) == [sentence]


# ---------------------------------------------------------------- what is shown elsewhere


def test_what_the_checklist_names_elsewhere_is_there():
    named = re.findall(r"([\w/]+\.py)::(\w+)", checklist.__doc__)
    assert len(named) > 15
    for file, function in named:
        tree = ast.parse((notebooks.ROOT / file).read_text(encoding="utf-8"))
        assert function in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, f"{file}::{function}"
