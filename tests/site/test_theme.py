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


@pytest.mark.usefixtures("one_storage")
def test_what_a_reader_chose_is_kept_and_paper_is_white(edition, browser):
    page = browser.new_page()
    page.goto((edition / "index.html").as_uri())
    button = page.get_by_role("button", name="Dark page")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "true")
    page.goto((edition / "for_your_class.html").as_uri())
    theme_is(page, "dark")
    shown = [
        page.evaluate(f"() => {{ dispatchEvent(new Event('{turn}print')); return {THEME}; }}")
        for turn in ("before", "after")
    ]
    assert shown == ["light", "dark"]
    page.get_by_role("button", name="Dark page").press("Enter")
    page.reload()
    theme_is(page, "light")
    page.close()


@pytest.mark.usefixtures("one_storage")
def test_what_is_chosen_on_one_page_holds_for_one_that_is_open_beside_it(edition, browser):
    first, second = (browser.new_page() for _ in range(2))
    for page in (first, second):
        page.goto((edition / "index.html").as_uri())
    first.get_by_role("button", name="Dark page").press("Enter")
    theme_is(second, "dark")
    expect(second.locator("link.dark")).to_have_attribute("media", "all")
    second.get_by_role("button", name="Dark page").press("Enter")
    theme_is(first, "light")
    for page in (first, second):
        page.close()


def theme_is(page, theme):
    """Wait until a page is light or dark; one that is opened as another one writes may hear a moment later of it."""
    expect(page.locator("html")).to_have_attribute("data-theme", theme)
    expect(page.get_by_role("button", name="Dark page")).to_have_attribute("aria-pressed", str(theme == "dark").lower())
