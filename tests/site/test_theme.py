"""Pages in dark: chosen by the reader's system or on the page, kept, readable, and printed on white."""

import pytest
from playwright.sync_api import expect

from tests import notebooks
from tests.browser.shown import LIGHT, LIGHT_ON_DARK
from tests.site.conftest import open_page
from tests.site.test_pages import ANSWER_ALL, OPEN_ALL, violations

pytestmark = pytest.mark.browser
THEME = "document.documentElement.dataset.theme"


@pytest.mark.parametrize("name", ["index.html", notebooks.page_of("messengers")])
def test_a_page_in_dark_has_no_violation_when_all_is_open_and_answered(edition, browser, name):
    shown = open_page(browser, edition / name, color_scheme="dark")
    assert shown.page.evaluate(THEME) == "dark"
    shown.page.evaluate(OPEN_ALL)
    shown.page.evaluate(ANSWER_ALL)
    shown.page.wait_for_timeout(100)
    assert violations(shown.page) == []
    assert shown.page.evaluate(LIGHT_ON_DARK, LIGHT) == []
    assert shown.errors == []
    shown.page.close()


def test_what_a_reader_chose_is_kept_and_paper_is_white(edition, browser):
    page = browser.new_page()
    page.goto((edition / "index.html").as_uri())
    page.evaluate("localStorage.clear()")
    button = page.get_by_role("button", name="Dark page")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "true")
    page.goto((edition / "for_your_class.html").as_uri())
    assert page.evaluate(THEME) == "dark"
    shown = [
        page.evaluate(f"() => {{ dispatchEvent(new Event('{turn}print')); return {THEME}; }}")
        for turn in ("before", "after")
    ]
    assert shown == ["light", "dark"]
    page.get_by_role("button", name="Dark page").press("Enter")
    page.reload()
    assert page.evaluate(THEME) == "light"
    page.evaluate("localStorage.clear()")
    page.close()
