"""Drawings on the pages of the HTML edition: for a page and a telephone, with cards that open and words beside them."""

import pytest
from playwright.sync_api import expect

from helpers import tables
from helpers.site import cells
from tests.site.conftest import open_page


@pytest.mark.browser
def test_a_drawing_answers_on_a_page_without_a_kernel(edition, browser):
    lessons = tables.lessons().set_index("lesson")
    page = lessons.loc["il6-activity-map", "notebook"].replace(".ipynb", ".html")
    opened = open_page(browser, edition / page)
    drawing = opened.page.locator("figure.drawing").first
    assert drawing.locator("svg > title").text_content().startswith("One messenger")
    assert drawing.locator("figcaption").text_content() == drawing.locator("svg > desc").text_content()
    part = drawing.locator('[data-card="liver acute-phase proteins"]')
    part.focus()
    opened.page.keyboard.press("Enter")
    expect(drawing.locator(".explorer-card h4")).to_have_text("Liver: acute-phase proteins")
    assert drawing.locator("[data-control]").count() == 0, "what needs a kernel is not offered"
    wide = drawing.locator("svg").get_attribute("viewBox")
    opened.page.set_viewport_size({"width": 390, "height": 800})
    expect(drawing.locator("svg")).not_to_have_attribute("viewBox", wide)
    assert opened.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert opened.errors == []
    opened.page.close()


@pytest.mark.parametrize("source", ["figures.il6()", "explorers.il6_map", "x = 1", "explorers.two_drugs()()"])
def test_only_a_call_of_an_explorer_is_made_again(source):
    with pytest.raises(ValueError, match="must end in a call of an explorer"):
        cells.drawing_html(source)
