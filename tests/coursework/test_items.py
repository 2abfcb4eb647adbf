"""The items: solvable, marked as their rows say, and each student's own."""

import functools
import hashlib
import itertools
import json
import math
import os
import re
import statistics
import subprocess
import sys

import pytest

from helpers import tables
from helpers.coursework import facts, handouts, items, judging, pools, units, viva
from helpers.coursework.answers import Stored
from helpers.coursework.assignments import ASSIGNMENTS
from helpers.coursework.dice import Dice
from helpers.coursework.kinds import Number
from helpers.coursework.pools import (
    harm_and_monitoring,
    ligand_or_receptor,
    measuring_il6,
    messengers,
    orchestrating_a_response,
    product_landscape,
)
from tests.coursework import students
from tests.notebooks import ROOT
from tests.test_practice import SWEEPING

CLASS = [f"r{number:03d}" for number in range(200)]
JOINT = ("TNF", "IL-17A", "IL-6", "RANKL", "VEGF")  # the messengers of which A2-03d holds one
each = pytest.mark.parametrize("assignment", list(ASSIGNMENTS))


def marked(data, answers):
    """Return question to `Mark` for a student's answers (question to answer and unit)."""
    return {
        question: judging.judge(asked.about, asked.given, *answers.get(question, (None, "")))
        for question, asked in data.questions.items()
    }


def automatic(marks):
    return sum(mark.points for mark in marks.values() if mark.points is not None)


@each
def test_size_of_an_assignment(assignment):
    number = len(items.points(assignment))
    least = 8 if assignment == "A4" else 10
    assert least <= number <= 12, f"{assignment} has {number} questions; it has {least} to 12"
    kinds = {item.kind for pool in items.questions(assignment).values() for item in pool}
    assert {"number", "choice", "text"} - kinds == set(), f"kinds of items that {assignment} lacks"
    figure = any(item.functions.figure for pool in items.questions(assignment).values() for item in pool)
    assert assignment == "A4" or figure, f"{assignment} has no figure to read"


@each
def test_a_pool_is_fair(assignment):
    for pool in items.questions(assignment).values():
        assert len(pool) <= 4
        assert len({(item.points, item.kind == "text") for item in pool}) == 1


@each
def test_blank_scores_nothing_and_the_reference_everything(assignment):
    for student in CLASS:
        data = students.data_of(assignment, student)
        assert automatic(marked(data, {})) == 0
        marks = marked(data, students.right_answers(data))
        for question, mark in marks.items():
            assert mark.points == items.points(assignment)[question] or mark.verdict == "to mark"


@each
def test_each_typical_wrong_answer_scores_what_its_row_says(assignment):
    seen = set()
    for student in CLASS:
        for asked in students.data_of(assignment, student).questions.values():
            item, given = asked.about, asked.given
            for option in item.options if isinstance(item.functions, Number) else ():
                value = item.functions.wrong[option.name](given)
                mark = judging.judge(item, given, value, item.unit)
                assert (mark.points, mark.misconception) == (item.points * option.score, option.misconception), (
                    item.item,
                    given,
                )
                rest = (100 if item.unit == "%" else 1) - item.right(given)
                assert option.misconception != "ratio-turned-over" or value != pytest.approx(rest), (item.item, given)
                seen.add((item.item, option.name))
            for letter, text in given.get("options", {}).items() if item.kind == "choice" else ():
                mark = judging.judge(item, given, letter)
                assert mark.points == (item.points if text == item.right(given) else 0)
                assert mark.points or mark.sentence
    numbers = {
        (item.item, option.name)
        for pool in items.questions(assignment).values()
        for item in pool
        if isinstance(item.functions, Number)
        for option in item.options
    }
    assert seen == numbers


@each
def test_one_slip_earns_half(assignment):
    for student in CLASS[:50]:
        for asked in students.data_of(assignment, student).questions.values():
            item, given = asked.about, asked.given
            if item.kind in ("letters", "order"):
                right = students.right_answer(item, given)
                slip = [right[1], right[0], *right[2:]] if item.kind == "order" else right[:-1]
                assert judging.judge(item, given, slip).points == item.points / 2


@each
def test_rows_and_functions_belong_together(assignment):
    for pool in items.questions(assignment).values():
        for item in pool:
            assert item.hint or item.kind == "text"
            if isinstance(item.functions, Number):
                assert {option.name for option in item.options} == set(item.functions.wrong)
                assert 0 < item.tolerance <= 0.1 and item.unit in units.ASKED_FOR
            if item.kind == "text":
                assert sum(option.score for option in item.options) == item.points
    assert set(pools.KINDS) == set(items.load())


def test_an_item_that_is_declared_nowhere_says_where_it_belongs(monkeypatch):
    monkeypatch.delitem(pools.KINDS, "A1-01a")
    with pytest.raises(LookupError, match="A1-01a stands in .+ and in no module of .+: add its record"):
        items.load.__wrapped__()


@each
def test_the_pages_for_instructors_have_it(assignment):
    folder = ROOT / "docs" / "instructors"
    overview, page = ((folder / name).read_text(encoding="utf-8") for name in ("README.md", "coursework.md"))
    assert re.search(rf"\b{assignment}\b", overview), f"docs/instructors/README.md does not name {assignment}"
    rows = [line.strip("| ").split(" | ") for line in page.splitlines() if line.startswith(f"| {assignment} |")]
    marks = items.points(assignment)
    wanted = [str(len(marks)), f"{sum(marks.values()):g}"]
    assert [row[-2:] for row in rows] == [wanted], f"coursework.md needs the row of {assignment}: questions and marks"
    assert f"notebooks/coursework/{ASSIGNMENTS[assignment].name}.ipynb)" in rows[0][1]


@each
def test_no_sentence_gives_the_answer_away(assignment):
    for student in CLASS:
        for asked in students.data_of(assignment, student).questions.values():
            item, given = asked.about, asked.given
            right = item.right(given)
            if item.kind == "choice":
                for letter in given["options"]:
                    assert (
                        len(right) < 8 or right.casefold() not in judging.judge(item, given, letter).sentence.casefold()
                    )
            if item.kind == "number":
                shown = {f"{right:.{digits}g}" for digits in (3, 4, 5, 6)} - {str(value) for value in range(100)}
                for option in item.options:
                    assert not any(text in option.feedback for text in shown)


@each
def test_the_question_shows_every_number_and_no_bracket(assignment):
    for student in CLASS[:60]:
        for asked in students.data_of(assignment, student).questions.values():
            text = asked.about.ask(asked.given)
            assert "{" not in text and "nan" not in text.split()


@each
def test_a_figure_says_nothing_that_answers_the_question(assignment):
    for pool in items.questions(assignment).values():
        for item in pool:
            if item.functions.figure:
                given = item.draw(Dice(students.KEY, assignment, "figure", item.item))
                figure = item.functions.figure(given)
                right = item.right(given)
                assert figure.title.startswith("Simulated")
                if isinstance(right, float):
                    assert f"{right:.3g}" not in figure.description


def test_every_objective_is_assessed_and_nothing_else():
    known = set(tables.load("objectives")["objective"])
    assert {item.objective for item in items.load().values()} == known


def test_misconceptions_are_known():
    known = set(tables.load("misconceptions")["misconception"])
    assert {option.misconception for item in items.load().values() for option in item.options} - {""} <= known


# ---------------------------------------------------------------- each student's own


def luck(assignment):
    """Return item to the chance that a number drawn evenly (on a logarithmic scale) from its range is accepted."""
    found = {}
    for student in CLASS:
        for asked in students.data_of(assignment, student).questions.values():
            item = asked.about
            if item.kind == "number":
                found.setdefault(item.item, []).append(abs(item.right(asked.given)))
    return {
        name: min(1.0, 2 * items.load()[name].tolerance / math.log(max(values) / min(values)))
        for name, values in found.items()
    }


def guessed(item, given, dice, lucky):
    """Return the marks that a guess earns on average: an even choice, random letters, a number from the range."""
    if item.kind == "choice":
        return item.points / len(given["options"])
    if item.kind in ("letters", "order"):
        return judging.judge(item, given, dice.shuffled(given["options"])[: len(item.right(given))]).points
    return item.points * lucky.get(item.item, 0.0)


@each
def test_a_neighbours_answers_score_at_chance(assignment):
    """Copying the recorded answers of another student earns what guessing earns, within 3 % of the marks."""
    expected, copied, lucky = 0.0, 0.0, luck(assignment)
    for place, student in enumerate(CLASS):
        data, neighbour = (students.data_of(assignment, CLASS[(place + step) % len(CLASS)]) for step in (0, 1))
        copied += automatic(marked(data, students.right_answers(neighbour)))
        dice = Dice("guess", assignment, student)
        expected += sum(guessed(asked.about, asked.given, dice, lucky) for asked in data.questions.values())
    out_of = len(CLASS) * sum(items.points(assignment).values())
    print(f"{assignment}: copied {copied / out_of:.3f}, chance {expected / out_of:.3f} of the marks")
    assert abs(copied - expected) <= 0.03 * out_of


@each
def test_students_differ(assignment):
    assert len({students.data_of(assignment, student).fingerprint for student in CLASS}) == len(CLASS)


@each
def test_pools_are_used_evenly(assignment):
    for question, pool in items.questions(assignment).items():
        drawn = [students.data_of(assignment, student).questions[question].item for student in CLASS]
        for item in pool:
            assert drawn.count(item.item) > 0.5 * len(CLASS) / len(pool)


@functools.cache
def received():
    """Return, for each choice that the class received, the texts of the options and the right one, by the item."""
    found = {}
    for assignment, student in itertools.product(ASSIGNMENTS, CLASS):
        for asked in students.data_of(assignment, student).questions.values():
            if asked.about.kind == "choice":
                offered = list(asked.given["options"].values())
                found.setdefault(asked.item, []).append((offered, asked.about.right(asked.given)))
    return found


@pytest.mark.parametrize("extreme", [max, min])
def test_who_goes_by_length_gains_little(extreme):
    """Longest or shortest: nearly one in four by chance, over all choices; and no item is known by its length alone."""

    def chance(offered, right):
        chosen = [text for text in offered if len(text) == extreme(map(len, offered))]
        return (right in chosen) / len(chosen)

    chances = {item: statistics.mean(chance(*one) for one in drawn) for item, drawn in received().items()}
    assert len(chances) > 40 and statistics.mean(chances.values()) < 0.3
    assert [item for item, one in chances.items() if one > 0.6] == []


def test_who_only_avoids_sweeping_words_gains_little():
    def chance(offered, right):
        left = [text for text in offered if not SWEEPING.search(text)] or offered
        return (right in left) / len(left)

    chances = {item: statistics.mean(chance(*one) for one in drawn) for item, drawn in received().items()}
    assert statistics.mean(chances.values()) < 0.32
    assert [item for item, one in chances.items() if one > 0.5] == []


def test_the_crp_question_names_the_half_life_of_its_row():
    value = facts.first("il6_quantities", key=measuring_il6.CRP_HALF_LIFE)["value"]
    assert f"a half-life of {value:g} h" in items.load()["A2-07d"].stem


def test_the_tables_name_what_is_right_and_nothing_that_is_offered_beside_it():
    for interleukin, (makers, others) in messengers.MAKERS.items():
        named = facts.column("producers", "cell_type", interleukin=interleukin)
        assert set(makers) <= named and not set(others) & named, interleukin
    for factor, (output, others) in orchestrating_a_response.OUTPUTS.items():
        programmes = facts.column("helper_programmes", "programme", slot="factor", item=factor)
        named = {
            row["item"] for row in facts.matching("helper_programmes", slot="output") if row["programme"] in programmes
        }
        assert output in named and not set(others) & named, factor


def test_what_a_held_messenger_weakens_is_all_that_the_rows_of_the_joint_say():
    makes = {name: facts.column("joint_signals", "makes", messenger=name) - {""} for name in JOINT}
    assert makes["TNF"] == makes["IL-17A"] == {"IL-6", "GM-CSF"}
    assert makes["IL-6"] == {"RANKL", "VEGF"}
    assert not makes["RANKL"] and not makes["VEGF"]
    assert facts.options("A2-03d")["chain"] == "IL-6 and GM-CSF, and through IL-6 RANKL and VEGF"


def test_what_stays_open_is_what_the_tables_say():
    said = ("neither {} nor {}", "{}, but not {}", "{} and {}")  # by how many of the two stay open
    for pair, drugs in ligand_or_receptor.OPEN.items():
        for left, named in drugs.items():
            words = said[len(left)].format(*sorted(pair, key=lambda name: name not in left))
            for drug in named:
                given = {"drug": drug, "first": pair[0], "second": pair[1]}
                assert items.load()["A3-06d"].right(given) == words, drug


def test_each_way_to_misread_what_stays_open_has_its_row():
    item, met = items.load()["A3-06d"], set()
    for number in range(400):
        given = item.draw(Dice(students.KEY, "A3", f"m{number}", item.item))
        wrong = set(given["options"].values()) - {item.right(given)}
        met |= {item.functions.diagnose(given, text) for text in wrong}
    assert met == {option.name for option in item.options}


def test_each_patient_has_options_of_their_own_and_one_comes_first():
    used = [option for scene in harm_and_monitoring.SCENES for option in (scene.first, *scene.beside)]
    assert sorted(used) == sorted(facts.options("A3-09c"))
    assert {len(scene.beside) for scene in harm_and_monitoring.SCENES} == {3}


def test_a_biosimilar_of_an_interleukin_antibody_was_approved_in_each_year_that_is_asked():
    caught = facts.column("therapeutic_targets", "inn", binds="ligand")
    years = {row["approved"].year for row in facts.rows("biosimilars") if row["inn"] in caught}
    assert set(product_landscape.BIOSIMILAR_YEARS) <= years


def test_everybody_meets_each_lesson_of_part_3():
    lessons = [{item.objective.rpartition(".")[0] for item in pool} for pool in items.questions("A3").values()]
    part = {row["lesson"] for row in facts.rows("lessons") if row["part"].startswith("Part 3")} - {"check-the-lecture"}
    assert set().union(*lessons) == part == set().union(*(found for found in lessons if len(found) == 1))


@pytest.mark.parametrize(("assignment", "part"), [("A1", "Part 1"), ("A2", "Part 2"), ("A3", "Part 3")])
def test_who_teaches_a_part_is_told_every_lesson_that_its_assignment_asks_of(assignment, part):
    """The overview names the lessons of another part, and in *part 3 up to ...* the last that is asked."""
    asked = {item.objective.rpartition(".")[0] for pool in items.questions(assignment).values() for item in pool}
    lessons = [row for row in facts.rows("lessons") if row["lesson"] in asked]
    needed = {row["title"] for row in lessons if not row["part"].startswith(part)}
    if assignment == "A3":
        needed.add(max(lessons, key=lambda row: row["number"])["title"])
    overview = (ROOT / "docs" / "instructors" / "README.md").read_text(encoding="utf-8")
    lines = [line for line in overview.splitlines() if f"then {assignment} |" in line]
    assert len(lines) == (assignment != "A1") and all(f"*{title}*" in line for line in lines for title in needed)


def test_the_side_of_a_fact_comes_from_the_rows_of_the_case_alone():
    """What a patient has speaks against, a licence for what the patient has not on neither side."""
    drawn = [students.data_of("A3", student).questions["A3-05"] for student in CLASS]
    side = {text: key for key, text in facts.options("A3-05c").items()}
    met = [(one.given, side[one.about.right(one.given)]) for one in drawn if one.item == "A3-05c"]
    for given, right in met:
        patient = facts.first("cases", told=given["told"])
        assert (right == "neither") == any(use in given["fact"] for use in patient["has_not"].split(";"))
        assert right == "for" or patient["has"] or right == "neither"
    assert {right for _, right in met} == {"for", "against", "neither"}


def test_the_data_do_not_depend_on_python_or_order():
    """Another process, another hash seed, another order of questions: the same numbers."""
    code = (
        "from helpers.coursework import assignments, handouts\n"
        f"key, names = {students.KEY!r}, reversed(list(assignments.ASSIGNMENTS))\n"
        "print([handouts.handout(key, name, 's1').fingerprint for name in names])"
    )
    told = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONHASHSEED": "7"},
        text=True,
        capture_output=True,
        check=True,
    )
    assert told.stdout.strip() == str([students.data_of(a, "s1").fingerprint for a in reversed(list(ASSIGNMENTS))])


def test_the_generator_is_the_one_that_was_released():
    """These draws may never change: released assignments rest on them."""
    dice = Dice("0123456789abcdef", "A1", "s1", "A1-01 item")
    assert [dice.below(1000) for _ in range(5)] == GOLDEN


GOLDEN = [951, 518, 282, 414, 315]


@each
def test_data_holds_neither_key_nor_answer(assignment):
    data = students.data_of(assignment, "s1")
    text = handouts.file_text(data)
    stored = json.loads(text)
    assert handouts.parse(stored) == data and stored["fingerprint"] == data.fingerprint
    assert handouts.parse(stored | {"student": "s2"}) is None and handouts.parse(stored | {"coursework": 2}) is None
    assert students.KEY not in text and hashlib.sha256(students.KEY.encode()).hexdigest() not in text
    for asked in data.questions.values():
        assert set(stored["questions"][asked.about.question]) == {"item", "given"}
        right = asked.about.right(asked.given)
        if isinstance(right, float) and not asked.about.functions.figure:
            assert all(value != right for value in asked.given.values())


@each
def test_viva_questions_rest_on_the_students_own_numbers(assignment):
    for student in CLASS[:40]:
        data = students.data_of(assignment, student)
        rows = {q: Stored(student, q, a.item, "7", 2.0, 2.0, "right", "", 0.0) for q, a in data.questions.items()}
        asked = viva.questions(rows, data)
        assert len(asked) == 3
        for told in asked:
            assert "{" not in told.ask and "You recorded 7" in told.ask.replace("you", "You")
            assert told.listen.startswith("right is")


def test_a_conversation_about_harms_and_cases_says_what_is_right_in_a_sentence():
    wanted = {"A3-05c", "A3-05d", "A3-09b", "A3-09c", "A3-09d", "A3-10d"}
    met = {}
    for number in range(40):
        data = students.data_of("A3", f"v{number:02d}")
        told = {one.question: one for one in viva.questions({}, data, len(data.questions))}
        met |= {asked.item: (asked, told[name]) for name, asked in data.questions.items() if asked.item in wanted}
        assert "A3-12" not in told  # a text, and its own defence
    assert met.keys() == wanted
    for asked, told in met.values():
        right = judging.right_words(asked.about, asked.given, digits=4)
        assert right.rstrip(".") in told.listen and ".." not in told.listen and asked.about.hint in told.listen
        assert asked.text.partition("\n\n")[0] in told.ask and "You recorded nothing" in told.ask
