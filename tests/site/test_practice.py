"""Practice without a kernel: the browser's judge replies to every answer as Python does."""

import itertools
import json
import math
import random
import re

import pytest
from playwright.sync_api import expect

from helpers import practice, tables
from helpers.practice import widget
from helpers.practice.compiled import compiled
from tests import notebooks
from tests.answering import drag_to, filled, form_of, give, own_verdicts, true_heights
from tests.site.conftest import open_page

ODD = (
    "",
    "   ",
    "nan",
    "inf",
    "-inf",
    "1e400",
    "-1e400",
    "abc",
    "0,5",
    "1,000",
    "-0,5",
    "1,000.5",
    "1,000,000",
    "-12,500 nM",
    "0,500",
    "1 000",
    "1 000 000",
    "1\u00a0000",
    "1\u202f000",
    "1\u2009000",
    "10 00",
    "5 6",
    ".5",
    "5.",
    "+3",
    "\u22123",
    "--3",
    "1e3",
    "1E-3",
    "1e",
    "0x10",
    "1_000",
    "٣",
    "१०",
    "𝟓",
    "5 apples",
    "5 %",
    "5%",
    "5 nM",
    "5 NM",
    "5nM",
    "5 µM",
    "5 μM",
    "5 pg / mL",
    "½",
    "1/2",
    "~5",
    "0",
    "-0",
    "1.2.3",
    "about 10",
    "1e-400",
    "x" * 60,
    "7" * 50,
    "5 " + "y" * 60,
    "𝟓𝟓 is " + "𝒙" * 50,
    "3\u00a0h",
    "١٠٠٠ nM",
)


def numbers(item):
    """Return numbers, as text, at and around every value that the item knows, and odd ones."""
    texts = list(ODD)
    for value in [item.value, *(option.value for option in item.options)]:
        for factor in (
            1,
            1 - item.tolerance,
            1 + item.tolerance,
            1 - 1.01 * item.tolerance,
            1 + 0.99 * item.tolerance,
            -1,
            10,
            0.001,
        ):
            texts += [repr(value * factor), f"{value * factor:.3g}", f"{value * factor:.4f} {item.unit}"]
    return texts


def curves_for(item):
    """Return drawn curves: the computed one, flat ones, single peaks, chance ones, and what is no curve."""
    number, chance = len(practice.curves.axes_of(item)["stops"]), random.Random(item.question)
    flat = [[height] * number for height in ("0", "55", "100")]
    peaks = [["90" if place == peak else "20" for place in range(number)] for peak in range(number)]
    drawn = [[str(5 * chance.randrange(21)) for _ in range(number)] for _ in range(60)]
    return [true_heights(item), *flat, *peaks, *drawn, [], ["5"], ["x"] * number, ["101"] * number, ["-5"] * number]


def answers(item):
    """Return answers of every sort to an item: right, wrong, odd."""
    letters = [option.letter for option in item.options]
    if item.kind == "numeric":
        return numbers(item)
    if item.kind == "explanation":
        return ["", "Too short", "one two three four five six seven", " a b\tc\nd  e f g h ", item.feedback]
    if item.kind == "ordering":
        orders = [list(order) for order in itertools.permutations(letters)]
        orders = random.Random(item.question).sample(orders, min(24, len(orders)))
        return [letters, letters[::-1], [], letters[:-1], letters[:-1] + letters[:1], *orders]
    if item.kind == "curve":
        return curves_for(item)
    if item.kind == "verdicts":
        every = [part for claim in item.claims for part in (claim.key, claim.verdict, "")]
        odd = [every[:4], ["C99", "true", ""], [*every[:3], every[0], "false"], every[1:], "", "C19"]
        return [own_verdicts(item), every, [], *odd]
    return [*letters, "", "z", "toString", "constructor"]


def everything():
    return [practice.load(question) for question in tables.load("questions")["question"]]


def test_a_compiled_item_can_be_sent_and_keeps_the_order_of_its_form():
    for item in everything():
        assert json.loads(json.dumps(compiled(item)))["form"] == widget.form(item)


def test_the_sample_of_answers_meets_every_verdict():
    """The comparison below is only as good as its answers: they reach each kind's every status and every idea."""
    for item in everything():
        replies = [widget.reply(item, answer) for answer in answers(item)]
        judged_by_reader = item.kind in ("prediction", "explanation", "verdicts")
        wanted = ({"open"} if judged_by_reader else {"right", "wrong"}) | {"unreadable"}
        assert {reply["status"] for reply in replies} == wanted, item.question
        if item.kind == "choice":
            rows = tables.load("misconceptions").set_index("misconception")["statement"]
            ideas = {rows[option.misconception] for option in item.options if option.misconception}
            assert ideas <= {reply.get("idea") for reply in replies}


@pytest.mark.browser
def test_browser_and_python_reply_alike_to_every_answer(edition, browser):
    items = everything()
    asked = [(compiled(item), answers(item)) for item in items]
    source = (edition / "course.js").read_text(encoding="utf-8")
    begin = source.index("const judging = ") + len("const judging = ")
    judge = source[begin : source.index("})();", begin) + len("})()")]
    phrase = source[source.index("function phrase(") : source.index("function element(")]
    page = browser.new_page()
    given = page.evaluate(
        f"(asked) => {{ {phrase} const judging = {judge}; return asked.map(([item, answers]) => "
        "answers.map((answer) => judging.judge(item, answer))); }",
        asked,
    )
    page.close()
    compared = 0
    for item, (_, said), replies in zip(items, asked, given, strict=True):
        for answer, reply in zip(said, replies, strict=True):
            assert reply == widget.reply(item, answer), (item.question, answer)
            compared += 1
    assert compared > 300


@pytest.mark.browser
def test_a_wrong_answer_corrects_the_idea_and_leads_to_the_section_of_another_page(edition, browser):
    item = next(item for item in everything() if item.kind == "choice" and item.section_lesson != item.lesson)
    wrong = next(option.letter for option in item.options if not option.correct)
    said = widget.reply(item, wrong)
    shown = open_page(browser, edition / notebooks.page_of(item.lesson))
    form = form_of(shown.page, item)
    give(form, item, wrong)
    region = form.get_by_role("status")
    expect(region).to_contain_text(f'"{said["idea"]}" {said["correction"]}')
    expect(region).to_contain_text(f'in the lesson "{said["lesson"]}"')
    region.get_by_role("link", name=item.section, exact=True).press("Enter")
    shown.page.wait_for_url(f"**/{notebooks.page_of(item.section_lesson)}#*")
    expect(shown.page.get_by_role("heading", name=item.section, exact=True)).to_be_in_viewport()
    shown.leave()


@pytest.mark.browser
def test_a_curve_is_drawn_and_a_part_is_chosen_in_every_way(edition, browser):
    """With mouse, finger and keys; what is chosen stays, and the list and the picture agree."""
    item, chosen = practice.load("measuring-il6-31"), practice.load("two-ways-to-signal-25")
    shown = open_page(browser, edition / notebooks.page_of(item.lesson))
    form = form_of(shown.page, item)
    expect(form.locator(".own")).to_have_class("own untouched")
    form.locator("input[type=range]").first.press("ArrowRight")
    pull(form, 1, -100)
    pull(form, 2, -180, finger=True)
    place = form.locator(".question-curve")
    place.click(position={"x": place.bounding_box()["width"] - 18, "y": 150})
    heights = filled(form, item)
    assert heights[0] == "5" and heights[3:5] == ["0", "0"] and int(heights[2]) > int(heights[1]) > int(heights[5]) > 0
    form.locator("button").press("Enter")
    expect(form.get_by_role("status")).to_contain_text(practice.judge(item, heights).feedback)
    expect(form.get_by_role("status")).to_contain_text(widget.reply(item, heights)["computed"]["told"])
    expect(form.locator("polyline.computed")).to_have_attribute("points", re.compile(r"^46,.+ "))
    shown.page.evaluate("window.dispatchEvent(new Event('course-work-changed'))")
    assert filled(form, item) == heights and form.locator("polyline.computed").get_attribute("points") == ""
    shown.page.goto((edition / notebooks.page_of(chosen.lesson)).as_uri())
    form = form_of(shown.page, chosen)
    parts = form.locator("[data-part]")
    expect(form.get_by_role("button", name="Liver")).to_have_attribute("aria-pressed", "false")
    form.locator('[data-part="liver"] .ground').click()
    expect(form.locator('[aria-pressed="true"]')).to_have_attribute("data-part", "liver")
    assert filled(form, chosen) == "a"
    parts.first.press("End")
    expect(parts.last).to_be_focused()
    parts.last.press("Space")
    expect(form.locator('[aria-pressed="true"]')).to_have_count(1)
    expect(parts.last).to_have_attribute("aria-pressed", "true")
    form.locator("summary").press("Enter")
    form.get_by_label("Blood and bone marrow").and_(form.locator("input")).press("Space")
    expect(form.locator('[data-part="bone_marrow"]')).to_have_attribute("aria-pressed", "true")
    form.locator("button").press("Enter")
    expect(form.get_by_role("status")).to_contain_text(practice.judge(chosen, "b").feedback)
    judged = practice.load("check-the-lecture-41")
    shown.page.goto((edition / notebooks.page_of(judged.lesson)).as_uri())
    form = form_of(shown.page, judged)
    give(form, judged, own_verdicts(judged))
    expect(form.get_by_role("status")).to_contain_text("Recorded: 2 of 7 claims.")
    shown.page.evaluate("window.dispatchEvent(new Event('course-work-changed'))")
    assert filled(form, judged)[:4] == ["true", "Because I read it.", "incomplete", ""]
    expect(shown.page.locator(".work")).to_contain_text("1 of 14 questions answered")
    assert shown.errors == []
    shown.leave()


def pull(form, point, by, *, finger=False):
    """Drag a point of a curve by its handle, `by` pixels down."""
    handle = form.locator(".question-grip").nth(point)
    handle.scroll_into_view_if_needed()
    box = handle.bounding_box()
    drag_to(form.page, (box["x"] + 20, box["y"] + 20), box["y"] + 20 + by, finger=finger)


@pytest.mark.browser
def test_an_answer_given_by_the_enter_key_counts(edition, browser):
    shown = open_page(browser, edition / notebooks.page_of("agonists-and-antagonists"))
    form = shown.page.locator('.question:has(input[type="text"])').first
    form.locator("input").fill("0,5")
    form.locator("input").press("Enter")
    region = form.get_by_role("status")
    expect(region).to_contain_text("Use a dot as decimal mark: write 0.5 instead of 0,5.")
    shown.leave()


def test_the_tolerance_is_never_so_wide_that_zero_is_right():
    assert all(math.isfinite(item.value) and item.tolerance < 1 for item in everything() if item.kind == "numeric")
