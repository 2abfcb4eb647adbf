"""The plate of the second assignment: a sample that is read back, and wells that cannot be read."""

import re

import numpy as np
import pytest

from helpers import tables
from helpers.coursework import items, judging, viva
from helpers.coursework.answers import Stored
from helpers.coursework.dice import Dice
from helpers.coursework.pools import measuring_il6
from helpers.models import immunoassay
from tests.coursework import students

NAMES = [f"p{number:02d}" for number in range(24)]
READ, WELLS = "A2-08b", "A2-12a"


def given(item, student):
    return items.load()[item].draw(Dice(students.KEY, "A2", student, item))


@pytest.mark.parametrize("student", NAMES)
def test_who_fits_the_standards_is_right_as_well(student):
    """The program's curve is a help, and a fit of one's own is no mistake."""
    item, own = items.load()[READ], given(READ, student)
    x, y = [0.0, 0.0, *own["standards_pg_per_mL"]], [own["bottom"]] * 2 + own["standard_absorbance"]
    found = immunoassay.read_back(own["absorbance"], immunoassay.fit(x, y)).concentration * own["dilution"]
    assert judging.judge(item, own, float(found), "pg/mL").verdict == "right"
    assert judging.judge(item, own, item.right(own) * 1.02, "pg/mL").verdict == "right"
    assert judging.judge(item, own, item.right(own) / 1000, "ng/mL").verdict == "right"


@pytest.mark.parametrize("student", NAMES)
def test_the_undiluted_well_says_nothing_and_the_diluted_one_lies_on_the_steep_part(student):
    own = given(READ, student)
    span = own["top"] - own["bottom"]
    assert own["undiluted_absorbance"] > own["bottom"] + 0.9 * span
    assert own["undiluted_absorbance"] > own["standard_absorbance"][-1] - 0.1 * span
    assert 0.3 < (own["absorbance"] - own["bottom"]) / span < 0.8
    assert items.load()[READ].right(own) > max(own["standards_pg_per_mL"])


def test_a_typical_slip_is_told_by_what_it_was():
    own = given(READ, "p00")
    item = items.load()[READ]
    forgotten = judging.judge(item, own, item.right(own) / own["dilution"], "pg/mL")
    assert (forgotten.verdict, forgotten.points, forgotten.misconception) == ("partly", 1.0, "dilution-forgotten")
    by_hand = own["dilution"] * 2 * own["midpoint_pg_per_mL"]
    by_hand *= (own["absorbance"] - own["bottom"]) / (own["top"] - own["bottom"])
    assert judging.judge(item, own, by_hand, "pg/mL").misconception == "signal-proportional"
    assert judging.judge(item, own, item.right(own) * 1.3, "pg/mL").sentence == item.hint


@pytest.mark.parametrize("student", NAMES)
def test_one_sample_is_below_the_limit_and_one_shows_a_hook(student):
    own = given(WELLS, student)
    pale = [place for place, one in enumerate(own["undiluted"], start=1) if one <= measuring_il6.limit(own)]
    hooks = [
        place
        for place, (one, ten) in enumerate(zip(own["undiluted"], own["tenfold"], strict=True), start=1)
        if ten > one
    ]
    assert (len(pale), len(hooks)) == (1, 1)
    assert re.findall(r"S(\d)", items.load()[WELLS].right(own)) == [str(pale[0]), str(hooks[0])]
    gap = np.diff(np.sort(own["undiluted"]))[0]
    assert gap > 0.02, "the next paler one lies clearly above the limit"


def test_each_wrong_pair_has_its_own_mistake():
    own, item = given(WELLS, "p00"), items.load()[WELLS]
    judged = {text: judging.judge(item, own, letter) for letter, text in own["options"].items()}
    wrong = [mark for text, mark in judged.items() if text != item.right(own)]
    assert sorted(mark.misconception for mark in wrong) == ["pale-is-below", "pale-is-below", "plateau-is-hook"]
    assert len({mark.sentence for mark in wrong}) == 3
    assert {"plateau-is-hook", "pale-is-below"} <= set(tables.load("misconceptions")["misconception"])


def test_a_conversation_asks_about_the_curve_and_about_the_wells():
    data = students.data_of("A2", "s1")
    right = {
        name: Stored("s1", name, one.item, "7", 2.0, 2.0, "right", "", 0.0) for name, one in data.questions.items()
    }
    asked = {told.question: told for told in viva.questions(right, data, number=len(data.questions))}
    plate, midpoint = data.questions["A2-08"].given, data.questions["A2-08"].given["midpoint_pg_per_mL"]
    assert f"Suppose midpoint were {2 * midpoint:g} pg/mL instead of {midpoint:g} pg/mL" in asked["A2-08"].ask
    assert f"{2 * items.load()[READ].right(plate):.4g}" in asked["A2-08"].listen
    assert "what did you rule out first" in asked["A2-12"].ask and "limit first" in asked["A2-12"].listen
