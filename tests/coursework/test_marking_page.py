"""The page for marking texts in a browser: by keyboard alone, and with nothing that axe objects to."""

import pytest

from helpers.coursework.handmarks import store
from helpers.coursework.marking import desk as desks
from tests.coursework.test_marking import NAMES, TOKEN, desk, found, running
from tests.site.test_pages import violations

__all__ = ["desk", "found", "running"]  # what the test asks for by name


def _undo_restart_and_another_marker(page, found, tmp_path):  # noqa: F811
    """Take marks back and give them again, load the page again, and mark what somebody else marks meanwhile."""
    said = "document.getElementById('{}').textContent"
    points = page.input_value("#points")
    page.fill("#points", "")
    page.wait_for_function(f"() => {said.format('marked')} === '{len(NAMES) - 1} of {len(NAMES)}'")
    page.fill("#points", points)
    page.wait_for_function(f"() => {said.format('status')} === 'Saved.'")
    page.reload()
    page.wait_for_selector("#rubric button")
    assert page.inner_text("#marked") == f"{len(NAMES)} of {len(NAMES)}"
    bob = desks.Desk(found, store.read(tmp_path / "marks.jsonl"), "Bob")
    (number,) = [one["text"] for one in bob.shown()["items"][0]["texts"] if one["answer"] == page.inner_text("#answer")]
    points = page.input_value("#points")
    bob.mark({"text": number, "points": 0.5})
    page.fill("#points", points)
    page.wait_for_function(f"() => {said.format('status')} === 'Saved. Bob had given 0.5; yours count now.'")


@pytest.mark.browser
def test_the_page_marks_by_keyboard_and_axe_finds_nothing(browser, running, found, tmp_path):  # noqa: F811
    page = browser.new_page()
    errors: list[str] = []
    page.on("console", lambda said: errors.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{running.address}?token={TOKEN}")
    page.wait_for_selector("#rubric button")
    assert "token" not in page.url and "Ada" not in page.inner_text("body")
    page.keyboard.press("1")
    page.keyboard.press("3")
    assert page.input_value("#points") == "3"
    page.keyboard.press("c")
    page.keyboard.type("Say why.")
    page.keyboard.press("Escape")
    page.wait_for_function("() => document.getElementById('status').textContent === 'Saved.'")
    page.click("summary")
    grounds: set[str] = set()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert violations(page) == [], scheme
        grounds.add(page.evaluate("() => getComputedStyle(document.body).backgroundColor"))
    assert len(grounds) == 2
    page.keyboard.press("Escape")
    page.evaluate("() => document.activeElement.blur()")
    page.keyboard.press("u")
    page.click("#bank button")
    page.fill("#points", "9")
    assert page.inner_text("#status") == "Marks are a number from 0 to 4."
    page.fill("#points", "2,5")
    page.keyboard.press("Escape")
    for _ in range(len(NAMES) - 2):
        page.keyboard.press("u")
        page.keyboard.press("2")
    page.wait_for_function(f"() => document.getElementById('marked').textContent === '{len(NAMES)} of {len(NAMES)}'")
    page.wait_for_function("() => document.getElementById('status').textContent === 'Saved.'")
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    _undo_restart_and_another_marker(page, found, tmp_path)
    kept = {(mark.student, mark.text): mark for mark in store.read(tmp_path / "marks.jsonl").decisions}
    assert sorted(mark.points for mark in kept.values()) == [1.0] * 4 + [2.5, 3.0]
    assert sum(mark.comment == "Say why." for mark in kept.values()) == 2
    page.click("#end")
    page.wait_for_selector("text=Done.")
    assert errors == []
    page.close()
