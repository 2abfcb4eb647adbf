"""Equal and nearly equal work is listed side by side with its share, and nothing is concluded."""

import itertools
import random
import time

import pytest

from helpers.coursework import copies, grading, reports, spreadsheets
from helpers.coursework.reading import Answer, Submission
from helpers.coursework.record_format import Identity
from helpers.coursework.roster import Student
from tests.coursework import students

TEXT = (
    "The receptor is half occupied when the ligand equals its Kd. Twice the ligand fills only part of what is still "
    "free, so the friend is not right: occupancy rises from a half to two thirds and then saturates."
)
OTHER = (
    "My friend forgets that binding sites run out. At ten nanomolar most of them hold a cytokine already; adding the "
    "same amount again can reach no more than the few that are left, which I computed as nine per cent."
)


def handed_in(text, student="s1", **answers):
    given = {"A1-12": Answer(text)} | {question: Answer(value) for question, value in answers.items()}
    return Submission(Identity(student, "A1", f"data of {student}"), given, frozenset(), (), f"cells of {student}")


@pytest.mark.parametrize(
    ("other", "least", "most"),
    [
        (TEXT, 100, 100),
        (TEXT.upper().replace(",", " ;") + "\n", 100, 100),
        (TEXT.replace("half", "50 %").replace("friend", "colleague"), 80, 99),
        (". ".join(reversed(TEXT.split(". "))), 90, 99),
        (TEXT + " I am sure of this.", 80, 99),
        (OTHER, None, None),
        ("too short", None, None),
        ("\u200b".join(TEXT), 100, 100),
        (TEXT.replace("a", "a\u00ad"), 100, 100),
        (TEXT.replace("a", "\u0430").replace("e", "\u0435").replace("o", "\u03bf"), 100, 100),
        (TEXT.replace("i", "\u00ed"), 100, 100),
        ("".join(chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter for letter in TEXT), 100, 100),
        (TEXT.replace(" ", "\n"), 100, 100),
        (f"<p>{TEXT}</p>", 90, 99),
        (TEXT.replace("occupancy", "occu-\npancy"), 90, 99),
    ],
)
def test_texts_are_listed_with_their_share(other, least, most):
    found = copies.pairs({"s1": handed_in(TEXT, "s1"), "s2": handed_in(other, "s2")})
    if least is None:
        assert not found
        return
    (pair,) = found
    assert (pair.kind, pair.question, pair.first, pair.second) == ("text", "A1-12", "s1", "s2")
    assert least <= pair.share_percent <= most and (pair.first_work, pair.second_work) == (TEXT, other)


def test_texts_without_spaces_and_very_long_ones_are_compared():
    one = "因为受体饱和了，所以加倍的配体不会加倍结合，大部分位点已经被占据了。"
    texts = {"s1": one, "s2": one.replace("大部分", "多数"), "s3": "信使核糖核酸在一小时内衰减，因此脉冲结束。"}
    found = copies.pairs({student: handed_in(text, student) for student, text in texts.items()})
    assert [(pair.first, pair.second) for pair in found] == [("s1", "s2")] and 80 <= found[0].share_percent < 100
    spam = {f"s{number}": handed_in("the same word " * 20_000 + f"x{number}", f"s{number}") for number in range(4)}
    began = time.process_time()
    assert len(copies.pairs(spam)) == 6 and time.process_time() - began < 2


def test_copied_notebooks_data_and_numbers_are_listed_and_own_work_is_not(tmp_path):
    """s2 hands in the notebook of s1, s3 that with the id changed, s4 the numbers of s1; s5 and s6 their own."""
    own = {name: students.data_of("A1", name) for name in ("s1", "s4", "s5", "s6")}
    first = students.raw(students.notebook(own["s1"], students.right_answers(own["s1"])))
    numbers = {q: answer for q, answer in students.right_answers(own["s1"]).items() if isinstance(answer[0], float)}
    texts = {"s5": OTHER, "s6": "I computed both occupancies, and they differ by less than the friend expects of them."}
    files = {
        "s1": first,
        "s2": first,
        "s3": first.replace(b"Student: s1", b"Student: s3"),
        "s4": students.raw(students.notebook(own["s4"], numbers)),
    }
    for name, text in texts.items():
        answers = students.right_answers(own[name]) | {"A1-12": (text, "")}
        files[name] = students.raw(students.notebook(own[name], answers))
    for name, raw in files.items():
        (tmp_path / "in" / name).mkdir(parents=True)
        (tmp_path / "in" / name / "part1.ipynb").write_bytes(raw)
    graded = grading.grade(tmp_path / "in", {n: Student(n) for n in files}, grading.Sources("A1", students.KEY))
    told = reports.write(graded, tmp_path / "out")
    found = {(row["kind"], row["first"], row["second"]) for row in spreadsheets.read(tmp_path / "out" / copies.FILE)}
    for kind, other in itertools.product(("notebook", "numbers given", "text", "numbers recorded"), ("s2", "s3")):
        assert (kind, "s1", other) in found
    assert ("numbers recorded", "s1", "s4") in found
    assert not {name for pair in found for name in pair} & {"s5", "s6"}
    assert told.alike == len(found) and any(copies.PAGE in line for line in told.lines())
    page = (tmp_path / "out" / copies.PAGE).read_text(encoding="utf-8")
    assert "copied" not in page and "cheat" not in page and 'scope="col"' in page


def test_everybodys_numbers_in_the_class_edition_are_no_copies():
    found = {
        f"s{n}": handed_in(f"{OTHER} {n}", "demo", **{f"A1-0{q}": 1.2345 * q for q in range(1, 8)}) for n in range(3)
    }
    assert {pair.kind for pair in copies.pairs(found)} <= {"text", "notebook"}


def test_a_thousand_texts_are_compared_in_a_second():
    words = f"{TEXT} {OTHER}".split()
    draw = random.Random(1)
    texts = [" ".join(draw.choices(words, k=90)) for _ in range(900)] + [TEXT] * 50 + [f"{TEXT} {n}" for n in range(50)]
    found = {f"s{number}": handed_in(text, f"s{number}") for number, text in enumerate(texts)}
    began = time.process_time()
    listed = copies.pairs(found)
    assert time.process_time() - began < 3
    assert len(listed) == copies.MOST_LISTED and listed[0].share_percent == 100


MORE = (
    "At first I had drawn the curve with equal steps, which hid where it bends. On a logarithmic axis the same two "
    "doses stand closer together than one expects. In the clinic nobody waits for full occupancy, because side effects "
    "begin earlier; I would therefore choose the lower dose, measure again after a week, and write down what the "
    "patient says about sleep, weight and pain, none of which a binding curve can tell. My neighbour in the laboratory "
    "thinks otherwise, and we shall argue about it on Friday, when the new plates have come."
)
QUESTION = (
    "A cell meets 40 nM of a cytokine; Kd is 10 nM. A friend says: doubling the cytokine doubles the number of "
    "occupied receptors. Explain in three to five sentences whether the friend is right, with both occupancies as "
    "numbers."
)
HONEST = (
    "No. Four fifths are taken at first and eight ninths later, so only nine points are gained.",
    "He forgets saturation: 80 per cent becomes 89 per cent because free sites run out.",
    "Wrong, the curve is a hyperbola; from 0.8 it climbs to 0.889 and can never pass one.",
    "This would hold far below Kd only. Here we sit on the plateau, 80 % against 88.9 %.",
)


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        (f"{TEXT} {MORE}", 99, 99),
        (f"{MORE} {TEXT}", 99, 99),
        (MORE[:200] + TEXT + MORE[200:], 90, 99),
        (f"{TEXT.upper()}\n\n{MORE}", 99, 99),
        (f"{TEXT.replace('half', '50 %').replace('friend', 'colleague')} {MORE}", 70, 95),
        (f"{'. '.join(reversed(TEXT.split('. ')))} {MORE}", 80, 99),
        (" ".join(TEXT.split()[:25]) + " " + MORE, 55, 75),
        (TEXT[:60] + MORE, None, None),
        (MORE, None, None),
        (f"{OTHER} {MORE}", None, None),
    ],
)
def test_a_copied_text_with_a_long_own_addition_is_listed_with_the_share_of_the_shorter(text, least, most):
    found = copies.pairs({"s1": handed_in(TEXT, "s1"), "s2": handed_in(text, "s2")})
    if least is None:
        assert not found
        return
    (pair,) = found
    assert pair.kind == "part of a text" and least <= pair.share_percent <= most
    assert (pair.first_work, pair.second_work) == (TEXT, text)
    assert "shorter" in copies.page("A1", found) and "copied" not in copies.page("A1", found)


@pytest.mark.parametrize("quoted", [QUESTION, QUESTION.lower(), QUESTION.replace(". ", ".\n> "), QUESTION[:150]])
def test_what_both_quote_from_the_question_is_nobodys_own(quoted):
    texts = {f"s{n}": f"{quoted}\n\n{own}" for n, own in enumerate(HONEST)}
    asked = {"A1-12": [QUESTION, QUESTION.replace("40", "25")]}
    assert not copies.pairs({name: handed_in(text, name) for name, text in texts.items()}, asked)
    texts |= {"copy": f"{quoted} {HONEST[0]} {MORE}", "only": quoted, "too": quoted}
    found = copies.pairs({name: handed_in(text, name) for name, text in texts.items()}, asked)
    assert [(pair.first, pair.second, pair.kind) for pair in found] == [("s0", "copy", "part of a text")]


def test_passages_without_spaces_are_found_in_a_longer_text():
    one = "因为受体饱和了，所以加倍的配体不会加倍结合，大部分位点已经被占据了。"
    more = (
        "我先画了曲线，然后在对数坐标上再画一次，两个剂量看起来很近；"
        "临床上没有人等到完全占据，因为副作用更早出现，所以我会选较低的剂量。"
    )
    other = "信使核糖核酸在一小时内衰减，因此蛋白脉冲很快结束，细胞可以及时关闭信号，而半衰期变长以后脉冲既高又长。"
    texts = {"s1": one, "s2": more + one, "s3": other, "s4": more[:20] + other}
    found = copies.pairs({student: handed_in(text, student) for student, text in texts.items()})
    assert [(pair.first, pair.second) for pair in found if pair.kind == "part of a text"] == [("s1", "s2")]


def test_a_thousand_honest_texts_about_one_thing_make_no_flood():
    """Everybody quotes the question, and composes the answer from the sentences that one may expect, in own words."""
    draw = random.Random(2)
    words = f"{TEXT} {OTHER} {MORE}".split()
    texts = [f"{QUESTION} {' '.join(draw.choices(words, k=60))}" for _ in range(1000)]
    found = {f"s{number}": handed_in(text, f"s{number}") for number, text in enumerate(texts)}
    began = time.process_time()
    assert not copies.pairs(found, {"A1-12": [QUESTION]})
    assert time.process_time() - began < 3
