"""Practice items: the data behind them, the judging, and what a student may type."""

import math
import random
import re
from dataclasses import replace

import pytest

from helpers import practice, scripts, tables
from helpers.practice import curves, items, widget
from tests import notebooks

ITEMS = [practice.load(name) for name in tables.load("questions")["question"]]
CHOICES = [item for item in ITEMS if item.kind == "choice"]
NUMERIC = [item for item in ITEMS if item.kind == "numeric"]


def each(items):
    return pytest.mark.parametrize("item", items, ids=lambda item: item.question)


# ---------------------------------------------------------------- reading a number


@pytest.mark.parametrize(
    ("text", "unit", "number"),
    [
        ("0.5", "", 0.5),
        (" 5 nM ", "nM", 5),
        ("5nM", "nM", 5),
        ("1e-3", "", 1e-3),
        ("-2", "", -2),
        ("\u22122", "", -2),
        ("1 000", "", 1000),
        ("12\u00a0345", "", 12345),
        ("50 %", "%", 50),
        (".5", "", 0.5),
        ("3.", "", 3),
        ("4 µg/mL", "ug/mL", 4),
        ("4 NM", "nM", 4),
        (7, "", 7),
    ],
)
def test_numbers_are_read(text, unit, number):
    assert practice.parse_number(text, unit) == number


@pytest.mark.parametrize(
    ("text", "unit", "sentence"),
    [
        ("", "nM", "The answer is empty. Write a number such as 0.5 \\(in nM\\)"),
        ("   ", "", "The answer is empty"),
        ("nan", "", "'nan' is not a number"),
        ("NaN", "", "is not a number"),
        ("inf", "", "is not a number"),
        ("-inf", "", "is not a number"),
        ("1e999", "", "too large"),
        ("0,5", "", "write 0.5 instead of 0,5"),
        ("1,5 nM", "nM", "write 1.5 nM instead"),
        ("0,500", "", "write 0.500 instead of 0,500"),
        ("1,000", "", "A comma can be read in two ways: write 1000 or 1.000 instead of 1,000."),
        ("12,500 nM", "nM", "write 12500 nM or 12.500 nM instead of 12,500 nM"),
        ("1,000,000", "", "Leave the commas out: write 1000000 instead of 1,000,000."),
        ("1,000.5", "", "Leave the commas out: write 1000.5 instead of 1,000.5."),
        ("five", "", "'five' is not a number"),
        ("5 pM", "nM", "'pM' after the number was not understood. Give one number in nM"),
        ("5 6", "", "not understood"),
        ("3 or 4", "", "not understood"),
        ("5 nM", "", "without a unit"),
        ("x" * 5000, "", "\\.\\.\\.' is not a number"),
        ("__import__('os')", "", "is not a number"),
    ],
)
def test_what_is_not_a_number_gets_one_sentence(text, unit, sentence):
    with pytest.raises(practice.AnswerError, match=sentence) as caught:
        practice.parse_number(text, unit)
    assert len(str(caught.value)) < 200


# ---------------------------------------------------------------- the items as data (see also test_checklist.py)


def test_items_of_each_kind_are_there():
    assert {item.kind for item in ITEMS} == {"choice", "numeric", "ordering", "prediction", "explanation",
                                                "picture", "curve", "verdicts"}  # fmt: skip


@each([item for item in ITEMS if item.kind == "ordering"])
def test_an_ordering_explains_each_wrong_place(item):
    assert 3 <= len(item.options) <= 6
    assert all(option.feedback for option in item.options)


@each([item for item in ITEMS if item.kind == "prediction"])
def test_a_prediction_is_compared_afterwards(item):
    assert len(item.options) >= 2
    assert all(option.feedback for option in item.options)
    verdict = practice.judge(item, item.options[0].letter)
    assert verdict.status == "open"


@each(ITEMS)
def test_the_form_gives_nothing_away(item):
    view = widget.form(item)
    text = str(view)
    assert "correct" not in view and "feedback" not in view
    for option in item.options:
        assert not option.feedback or option.feedback not in text
    still = practice.Question(item).still()
    assert item.feedback == "" or item.feedback not in still["text/html"]
    assert still == practice.Question(item).still(), "the same every time"
    shown, _ = practice.Question(item)._repr_mimebundle_()
    assert set(shown) == {"application/vnd.jupyter.widget-view+json", *still} and shown | still == shown


SWEEPING = re.compile(
    r"\b(all|alone|always|any|because|every|everywhere|for|must|neither|never|no|nobody|none|nothing|only|since|so|whole)\b",
    re.IGNORECASE,
)
"""Words of the sure and of those who give a reason: where only wrong options have them, they tell which is right."""


def test_who_only_avoids_sweeping_words_gains_little():
    def chance_of_being_right(item):
        left = [option for option in item.options if not SWEEPING.search(option.text)] or item.options
        return sum(option.correct for option in left) / len(left)

    chances = [chance_of_being_right(item) for item in CHOICES]
    assert sum(chances) / len(chances) < 0.32  # one in four by chance


@pytest.mark.parametrize("part", tables.lessons()["part"].unique()[1:])
def test_the_longest_option_is_right_about_as_often_as_by_chance(part):
    """It can neither be chosen nor struck out unread: with four options one in four is right."""
    there = set(tables.lessons().query("part == @part")["lesson"])
    choices = [item for item in CHOICES if item.lesson in there]
    longest = [max(item.options, key=lambda option: len(option.text)).correct for item in choices]
    assert 1 / 5 <= sum(longest) / len(choices) <= 1 / 3


def test_the_right_option_has_no_favourite_place():
    places = [
        [o["letter"] for o in widget.form(item)["options"]].index(next(o.letter for o in item.options if o.correct))
        for item in CHOICES
    ]
    assert max(places.count(place) for place in set(places)) <= 0.6 * len(places)


# ---------------------------------------------------------------- judging


@each(CHOICES)
def test_choices_are_judged(item):
    for option in item.options:
        verdict = practice.judge(item, option.letter)
        assert verdict.status == ("right" if option.correct else "wrong")
        assert verdict.feedback
        assert verdict.misconception == ("" if option.correct else option.misconception)
    for bad in ("", "z", None, 3):
        with pytest.raises(practice.AnswerError, match="Choose one of the options"):
            practice.judge(item, bad)


@each(NUMERIC)
def test_the_value_as_a_feedback_rounds_it_is_right(item):
    """Whoever rounds as the course does is not told that the number which it prints is wrong."""
    for printed in re.findall(r"\d[\d,]*(?:\.\d+)?", item.feedback):
        number = printed.rstrip(",").replace(",", "")
        digits = len(number.replace(".", "").lstrip("0"))
        if digits > 1 and float(number) == float(f"{item.value:.{digits - 1}e}"):
            assert practice.judge(item, number).status == "right", printed


@each(NUMERIC)
def test_two_figures_are_enough_where_nothing_hangs_on_the_third(item):
    """Unless two figures move the number by more than 2.5 %, or a typical mistake lies as near as twice that."""
    rounded = float(f"{item.value:.1e}")
    hangs = any(math.isclose(option.value, item.value, rel_tol=0.05) for option in item.options)
    if math.isclose(rounded, item.value, rel_tol=0.025) and not hangs:
        assert practice.judge(item, f"{rounded:g}").status == "right"


@each([item for item in NUMERIC if item.unit])
def test_the_unit_of_an_answer_is_asked_for_once(item):
    still = widget.ask(item.question).still()
    assert f", in {item.unit}" not in item.stem
    assert all(text.count(f"in {item.unit})") == 1 for text in still.values())


@each(NUMERIC)
def test_numbers_are_judged(item):
    assert practice.judge(item, f"{item.value} {item.unit}").status == "right"
    assert practice.judge(item, str(item.value * (1 + 0.9 * item.tolerance))).status == "right"
    for option in item.options:
        verdict = practice.judge(item, str(option.value))
        assert verdict.status == "wrong"
        assert verdict.misconception == option.misconception
    far = practice.judge(item, str(item.value * 1.07e6 + 1))
    assert far.status == "wrong" and "too large" in far.feedback
    for bad in ("nan", "", "0,5", "text", "inf"):
        with pytest.raises(practice.AnswerError):
            practice.judge(item, bad)


@each(NUMERIC)
def test_the_rest_of_a_whole_is_no_ratio_turned_over(item):
    """80 % free is what 20 % bound leave over, and not their reciprocal."""
    rest = (100 if item.unit == "%" else 1) - item.value
    named = {option.misconception for option in item.options if option.value == pytest.approx(rest, rel=item.tolerance)}
    assert "ratio-turned-over" not in named


@each([item for item in ITEMS if item.kind == "ordering"])
def test_orderings_are_judged(item):
    right = [option.letter for option in item.options]
    assert practice.judge(item, right).status == "right"
    verdict = practice.judge(item, right[::-1])
    assert verdict.status == "wrong" and "Place 1" in verdict.feedback
    for bad in ([], right[:-1], [right[0]] * len(right)):
        with pytest.raises(practice.AnswerError, match="different place"):
            practice.judge(item, bad)


@each([item for item in ITEMS if item.kind == "picture"])
def test_a_picture_has_a_part_with_a_name_for_each_option(item):
    """The parts are those of the options and no others, in both layouts; the picture says nothing of who is right."""
    view = widget.form(item)
    for markup in view["picture"].values():
        assert sorted(re.findall(r' data-part="([^"]+)"', markup)) == sorted(option.part for option in item.options)
        assert len(markup) < 20_000 and "correct" not in markup
    assert {entry["part"] for entry in view["options"]} == {option.part for option in item.options}
    for option in item.options:
        verdict = practice.judge(item, option.letter)
        assert (verdict.status == "right") == option.correct and verdict.feedback
        assert verdict.misconception == option.misconception
    with pytest.raises(practice.AnswerError, match="Choose one of the options"):
        practice.judge(item, "")


@each([item for item in ITEMS if item.kind == "curve"])
def test_the_computed_curve_is_right_and_each_line_can_fail(item):
    axes, shown = curves.axes_of(item), widget.form(item)
    assert "computed" not in str(shown) and axes["stops"] == sorted(axes["stops"])
    true = curves.computed(item)
    heights = dict(zip(true["x"], true["y"], strict=True))
    assert min(true["y"]) >= axes["y"]["low"] and max(true["y"]) <= axes["y"]["high"]
    assert abs(true["y"][0] - axes["start"]) <= axes["step"]
    assert practice.judge(item, [str(heights[stop]) for stop in axes["stops"]]).status == "right"
    places = {axes["x"]["low"], *axes["stops"]}
    chance = random.Random(1)
    drawn = [[str(chance.randrange(101)) for _ in axes["stops"]] for _ in range(200)]
    said = {practice.judge(item, answer).feedback for answer in [*drawn, [str(heights[s]) for s in axes["stops"]]]}
    assert said == {item.feedback, *(option.feedback for option in item.options)}
    for option in item.options:
        assert {option.check.first, option.check.last} <= places and option.check.first < option.check.last
    for bad in ("", [], ["1"], ["nan"] * len(axes["stops"]), ["101"] * len(axes["stops"]), "12345", None):
        with pytest.raises(practice.AnswerError, match="Draw the curve first"):
            practice.judge(item, bad)


@each([item for item in ITEMS if item.kind == "verdicts"])
def test_own_verdicts_are_recorded_and_compared(item):
    first, *_, last = item.claims
    answer = [first.key, "true", "It says so.", last.key, "", "no verdict yet"]
    said = practice.Question(item).give(answer)
    assert said["status"] == "open" and f"1 of {len(item.claims)} claims" in said["feedback"]
    assert said["compare"] == [f"{first.key}: the course says {first.verdict}, you say true. {first.reason}"]
    shown = widget.form(item)["claims"]
    assert not {"verdict", "reason"} & set(shown[0])
    assert [claim["key"] for claim in shown] == [c.key for c in item.claims]
    for bad in ("", [], ["C99", "true", ""], [first.key, "perhaps", ""], [first.key]):
        with pytest.raises(practice.AnswerError, match="at least one claim"):
            practice.judge(item, bad)


def test_a_curve_is_asked_for_no_more_than_its_lines():
    item = practice.load("measuring-il6-31")
    assert practice.judge(item, ["5", "60", "80", "75", "40", "10"]).status == "right", "another height, the same shape"
    assert practice.judge(item, ["5", "60", "80", "80", "75", "70"]).misconception == "marker-stays-up"
    assert practice.judge(item, ["5", "60", "90", "0", "0", "0"]).misconception == "crp-half-life-6-hours"
    assert practice.judge(practice.load("a-brief-signal-28"), ["40", "100", "60", "40", "40"]).status == "right"
    assert practice.judge(item, ["80", "60", "40", "20", "10", "0"]).misconception == "crp-measures-il6-now"


def test_an_empty_explanation_is_not_compared():
    item = next(item for item in ITEMS if item.kind == "explanation")
    with pytest.raises(practice.AnswerError, match="whole sentence"):
        practice.judge(item, "It binds.")
    assert practice.judge(item, "It binds the receptor and does not activate it at all.").status == "open"


# ---------------------------------------------------------------- the widget


def test_the_widget_shows_verdict_idea_and_section():
    item = CHOICES[0]
    question = practice.Question(item)
    wrong = next(option for option in item.options if not option.correct)
    shown = question.give(wrong.letter)
    assert shown["status"] == "wrong" and shown["section"] == item.section and shown["idea"]
    row = tables.load("misconceptions").set_index("misconception").loc[wrong.misconception]
    assert (shown["idea"], shown["correction"]) == (row["statement"], row["correction"])
    right = next(option for option in item.options if option.correct)
    shown = question.give(right.letter)
    assert shown["status"] == "right" and shown["section"] == ""
    assert not {"idea", "correction", "place", "lesson"} & set(shown)
    shown = question.give("")
    assert shown["status"] == "unreadable"
    assert question.answer == ""


@each(ITEMS)
def test_a_wrong_answer_leads_to_a_heading_and_names_another_lesson(item):
    where = widget.read_again(item)
    notebook, anchor = where["place"].split("#", 1)
    headings = re.findall(r"^#{2,3} (.+)$", notebooks.prose(notebooks.NOTEBOOKS / notebook), flags=re.MULTILINE)
    assert item.section in headings and anchor == item.section.replace(" ", "-")
    assert ("lesson" in where) == (notebook != notebooks.path_of(item.lesson).name)


@each(ITEMS)
def test_a_section_that_a_text_names_is_there(item):
    """Named as in: the section 'Where is the IL-6?'; a section by its place alone may move away from the text."""
    prose = notebooks.prose(notebooks.path_of(item.lesson))
    headings = re.findall(r"^#{2,3} (.+)$", prose, flags=re.MULTILINE)
    rows = tables.load("misconceptions").set_index("misconception")
    ideas = [text for o in item.options if o.misconception for text in rows.loc[o.misconception].astype(str)]
    texts = [item.stem, item.feedback, *(part for o in item.options for part in (o.text, o.feedback)), *ideas]
    for text in texts:
        assert set(re.findall(r"\bsections? '([^']+)'", text)) <= set(headings)
        assert not re.search(r"\b(?:next|previous|last|first) section\b", text)
        if "table of surprises" in text:
            assert "table of surprises" in prose


# Words that make a sentence and say little.
SMALL = re.compile(r"a|an|the|of|and|or|in|on|at|to|is|are|was|were|it|its|that|this|not|no|for|with|by|as|from|be")
SENTENCE = re.compile(r"(?<=[.!?]) +")


def stems(text):
    words = re.findall(r"[\w.,%-]*\w", text.lower())
    return {re.sub(r"(ing|ed|es|s)$", "", word) for word in words if not SMALL.fullmatch(word) and len(word) > 1}


def said_twice(feedback, correction):
    """Return the sentence of the feedback that the correction says again, or ""."""
    for one in SENTENCE.split(feedback):
        for other in SENTENCE.split(correction):
            shorter, longer = sorted((stems(one), stems(other)), key=len)
            if len(shorter) >= 3 and len(shorter & longer) >= 0.6 * len(shorter):
                return one
    return ""


@each(ITEMS)
def test_the_feedback_of_an_option_leaves_the_correction_to_its_misconception(item):
    """Both are shown, one below the other."""
    rows = tables.load("misconceptions").set_index("misconception")["correction"]
    for option in item.options:
        if option.misconception:
            assert said_twice(option.feedback, rows[option.misconception]) == ""


def test_what_is_said_twice_is_noticed():
    correction = "Only a trial can show that. Two drugs did not beat placebo."
    assert said_twice("The trial was short. In arthritis two drugs did not beat placebo.", correction)
    assert not said_twice("This trial was short.", correction)


def read_besides(item):
    """Yield what a student may have read of the other items: the earlier ones whole, of the later ones their form."""
    order = [question for (question,) in notebooks.calls(notebooks.path_of(item.lesson), "practice.ask")]
    for other in practice.of_lesson(item.lesson):
        if other.question != item.question:
            yield from (other.stem, *(option.text for option in other.options))
            if order.index(other.question) < order.index(item.question):
                yield from (other.feedback, *(option.feedback for option in other.options))


def tells(text, item):
    """Return whether a text says the right answer of an item: its words but for one in four, or its number and unit."""
    if item.kind == "numeric":
        said = re.findall(rf"(?<![\w.,])(\d[\d,]*(?:\.\d+)?)\s?{re.escape(item.unit)}(?!\w)", text) if item.unit else []
        return any(math.isclose(float(n.replace(",", "")), item.value, rel_tol=item.tolerance) for n in said)
    right = [stems(option.text) for option in item.options if option.correct]
    return any(
        len(words) >= 3 and len(words & stems(part)) >= 0.75 * len(words)
        for words in right
        for part in re.split(r"(?<=[.!?:;]) +", text)
    )


@each([item for item in ITEMS if item.kind in ("choice", "picture", "numeric")])
def test_no_other_item_of_the_lesson_tells_the_answer(item):
    assert [text for text in read_besides(item) if tells(text, item)] == []


def test_an_answer_that_another_item_tells_is_noticed():
    stem = (
        "Some children lack the chain that the receptors of IL-12 and of IL-23 share. Which infections do you expect?"
    )
    item = practice.load("orchestrating-a-response-08")
    leaked = [replace(o, text="IL12RB1, a chain of the IL-12 receptor") if o.correct else o for o in item.options]
    assert tells(stem, replace(item, options=tuple(leaked))) and not tells(stem, item)
    number = practice.load("when-balance-is-lost-13")
    assert tells("She gets 0.23 mL of it.", number) and not tells("In 0.23 of the patients it was 2.3 mL.", number)


@each([item for item in ITEMS if item.kind == "choice"])
def test_the_feedback_of_a_right_answer_says_more_than_the_answer(item):
    right = next(option for option in item.options if option.correct)
    told = stems(item.feedback)
    assert len(told - stems(right.text)) > 0.5 * len(told)


@pytest.mark.parametrize(
    ("kind", "faults", "sentence"),
    [
        ("prediction", {"options": ()}, "needs at least 2 rows in data/options.csv and has 0"),
        ("prediction", {"stem": ""}, "data/questions.csv has no stem for it"),
        (
            "prediction",
            {"option": {"feedback": ""}},
            "data/options.csv has no feedback for a, which is what the reader",
        ),
        ("ordering", {"option": {"feedback": ""}}, "data/options.csv has no feedback for a"),
        (
            "choice",
            {"option": {"correct": False}},
            "one row of data/options.csv must say 'yes' under correct, and 0 do",
        ),
        ("numeric", {"tolerance": math.nan}, "data/questions.csv must give its value and its tolerance"),
        ("numeric", {"option": {"value": math.nan}}, "data/options.csv has no value for a"),
        ("explanation", {"options": ()}, "needs at least 1 rows in data/options.csv"),
        ("picture", {"option": {"part": ""}}, "data/item_parts.csv has no part for a"),
        ("verdicts", {"claims": ()}, "data/judged_claims.csv has no claim for it"),
        ("curve", {"option": {"check": None}}, "data/curve_checks.csv has no row for a"),
    ],
)
def test_an_item_that_lacks_something_says_what(monkeypatch, kind, faults, sentence):
    item = next(item for item in ITEMS if item.kind == kind)
    changed = {}
    if item.options:
        first, *others = sorted(item.options, key=lambda option: not option.correct)
        changed = {"options": (replace(first, letter="a", **faults.pop("option", {})), *others)}
    broken = replace(item, **changed | faults)
    monkeypatch.setattr(items, "_items", lambda: {broken.question: broken})
    with pytest.raises(tables.TableError) as caught:
        practice.ask(broken.question)
    said = str(caught.value)
    assert said.startswith(f"The {kind} '{broken.question}' cannot be asked: ") and sentence in said
    assert said.count(".") - said.count(".csv") == 1 and said.endswith(".")


def test_an_unknown_item_is_named():
    with pytest.raises(tables.TableError, match="no practice item '99-99'"):
        practice.ask("99-99")


def test_the_lessons_of_the_first_edition_are_known_by_their_present_names():
    (names,) = re.findall(r"^const FIRST_EDITION = \[(.+?)\];", scripts.shared(), flags=re.MULTILINE | re.DOTALL)
    lessons = re.findall(r'"(.+?)"', names)
    assert len(lessons) == 13 and set(lessons) <= set(tables.lessons()["lesson"])


def test_notes_belong_to_a_lesson_that_asks():
    (lesson,) = [lesson for lesson in practice.my_work("messengers").lessons if lesson["here"]]
    assert lesson["title"] == "Messengers" and len(lesson["questions"]) == len(practice.of_lesson("messengers"))
    assert [lesson["lesson"] for lesson in practice.my_work().lessons] == list(tables.lessons()["lesson"][1:])
    assert not any(lesson["here"] for lesson in practice.my_work().lessons)
    for wrong in ("start-here", "01", "one"):
        with pytest.raises(
            tables.TableError, match=f"Lesson '{wrong}' asks no questions; .* are: messengers, families"
        ):
            practice.my_work(wrong)
