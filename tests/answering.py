"""Answering practice items at the keyboard, and a piece of work on one lesson that must not be lost."""

from playwright.sync_api import expect

from helpers import practice
from helpers.practice import curves, judging

NOTE = "IL-2 reaches far, IL-4 does not. Ask about β-chains!\n- 2nd line"
DRAFT = "A message is brief because its transcript is brief,"
ASKED = [item for item in practice.of_lesson("messengers") if item.kind != "explanation"][:5]
EXPLAINED = next(item for item in practice.of_lesson("messengers") if item.kind == "explanation")


def right_answer(item):
    if item.kind == "numeric":
        return repr(item.value)
    if item.kind == "explanation":
        return "word " * judging.FEWEST_WORDS
    letters = [option.letter for option in item.options]
    if item.kind == "ordering":
        return letters
    if item.kind == "curve":
        return true_heights(item)
    if item.kind == "verdicts":
        return own_verdicts(item)
    return next((option.letter for option in item.options if option.correct), letters[0])


def own_verdicts(item):
    """Return a verdict on the first two claims, the first with a reason."""
    one, other, *_ = item.claims
    return [one.key, "true", "Because I read it.", other.key, "incomplete", ""]


def true_heights(item):
    """Return the heights of the computed curve at the reader's points, at the steps of their sliders."""
    computed, axes = curves.computed(item), curves.axes_of(item)
    heights = dict(zip(computed["x"], computed["y"], strict=True))
    return [f"{axes['step'] * round(heights[stop] / axes['step'])}" for stop in axes["stops"]]


def set_fields(form, item, answer):
    """Set what an answer of several fields says: verdicts with their reasons, or the points of a curve."""
    if item.kind == "verdicts":
        for key, verdict, reason in zip(answer[::3], answer[1::3], answer[2::3], strict=True):
            form.get_by_label(f"My verdict on {key}", exact=True).select_option(verdict)
            form.get_by_label(f"My reason on {key}", exact=True).fill(reason)
    else:
        for slider, height in zip(form.locator("input[type=range]").all(), answer, strict=False):
            slider.fill(height)


def give(form, item, answer):
    """Answer as a student does at the keyboard."""
    if item.kind in ("choice", "prediction"):
        form.locator(f'input[value="{answer}"]').press("Space")
    elif item.kind == "picture":
        if answer:
            part = next(option.part for option in item.options if option.letter == answer)
            form.locator(f'[data-part="{part}"]').press("Enter")
    elif item.kind == "ordering":
        for number, letter in enumerate(answer, start=1):
            form.locator(f'[data-letter="{letter}"] select').select_option(str(number))
    elif item.kind in ("verdicts", "curve"):
        set_fields(form, item, answer)
    else:
        form.locator("input, textarea").first.fill(answer)
    form.locator("button").press("Enter")


def check_verdict(form, item, answer):
    """The live region says what `practice.judge` says here."""
    region = form.locator(".question-feedback")
    expect(region).to_have_attribute("role", "status")
    try:
        verdict = practice.judge(item, answer)
    except practice.AnswerError as error:
        expect(region).to_have_attribute("data-status", "unreadable")
        expect(region).to_have_text(str(error))
        return
    expect(region).to_have_attribute("data-status", verdict.status)
    expect(region).to_contain_text(verdict.feedback)


def answers(item):
    """Return what is answered to `item`, one after another; the last is right or, where nothing is, complete."""
    letters = [option.letter for option in item.options]
    if item.kind in ("choice", "picture"):
        wrong = next(option.letter for option in item.options if not option.correct)
        return "", wrong, next(option.letter for option in item.options if option.correct)
    if item.kind == "prediction":
        return "", letters[0]
    if item.kind == "ordering":
        return [], letters[::-1], letters
    if item.kind == "curve":
        high, low = (curves.axes_of(item)["y"][end] for end in ("high", "low"))
        true = true_heights(item)
        return [], [str(high - low)] * len(true), true
    if item.kind == "verdicts":
        return [], own_verdicts(item)
    if item.kind == "explanation":
        return "", "Too short", " ".join(item.feedback.split()[:12])
    return "", "nan", "abc", "0,5", repr(item.options[0].value), repr(item.value)


def form_of(page, item):
    return page.locator(f'.question[data-question="{item.question}"]')


def filled(form, item):
    """Return what stands in the form of `item`."""
    if item.kind in ("choice", "prediction", "picture"):
        return form.locator("input:checked").evaluate_all("(found) => found.map((input) => input.value).join()")
    if item.kind == "ordering":
        read = "(found) => found.map((row) => [Number(row.querySelector('select').value), row.dataset.letter])"
        placed = form.locator("[data-letter]").evaluate_all(read)
        return [letter for _, letter in sorted(placed)] if all(place for place, _ in placed) else []
    if item.kind == "verdicts":
        read = "(rows) => rows.flatMap((row) => ['select', 'textarea'].map((field) => row.querySelector(field).value))"
        return form.locator(".question-claim").evaluate_all(read)
    if item.kind == "curve":
        return form.locator("input[type=range]").evaluate_all("(found) => found.map((input) => input.value)")
    return form.locator("input, textarea").first.input_value()


def drag(form, letter, onto, *, finger=False):
    """Drag the row of `letter` by its handle onto that of another letter, with the mouse or with a finger."""
    handle, goal = (form.locator(f'[data-letter="{each}"] .question-handle') for each in (letter, onto))
    handle.scroll_into_view_if_needed()
    boxes = [each.bounding_box() for each in (handle, goal)]
    (x, y), (_, end) = [(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2) for box in boxes]
    drag_to(form.page, (x, y), end + (8 if end >= y else -8), finger=finger)  # a little beyond the middle


def drag_to(page, start, end, *, finger):
    """Drag from `start` (x, y) up or down to `end`, with the mouse or with a finger."""
    x, y = start
    if not finger:
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x, end, steps=4)
        page.mouse.up()
        return
    line = page.context.new_cdp_session(page)
    places = [y + (end - y) * step / 4 for step in range(5)]
    for kind, at in [("touchStart", places[0]), *(("touchMove", place) for place in places[1:]), ("touchEnd", None)]:
        points = [] if at is None else [{"x": x, "y": at}]
        line.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    line.detach()


def work(page):
    """Answer five items, begin an explanation without handing it in, and write a note."""
    for item in ASKED:
        give(form_of(page, item), item, right_answer(item))
        status = "open" if item.kind == "prediction" else "right"
        expect(form_of(page, item).locator(".question-feedback")).to_have_attribute("data-status", status)
    form_of(page, EXPLAINED).locator("textarea").press_sequentially(DRAFT)
    page.get_by_label("My notes on this lesson").fill(NOTE)


def assert_there(page):
    for item in ASKED:
        assert filled(form_of(page, item), item) == right_answer(item), item.question
    assert filled(form_of(page, EXPLAINED), EXPLAINED) == DRAFT
    assert page.get_by_label("My notes on this lesson").input_value() == NOTE
    right = sum(item.kind != "prediction" for item in ASKED)
    expect(page.locator(".work")).to_contain_text(f"{len(ASKED)} of {len(practice.of_lesson('messengers'))} questions")
    expect(page.locator(".work")).to_contain_text(f"answered, {right} right")


def save(page, folder):
    with page.expect_download() as download:
        page.get_by_role("button", name="Save my work to a file").press("Enter")
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path
