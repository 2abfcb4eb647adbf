"""What a wrong answer says in JupyterLab: the idea corrected, and a link that opens the section to read again."""

import shutil

import pytest
from playwright.sync_api import expect

from helpers import practice
from helpers.practice import widget
from tests import notebooks
from tests.answering import form_of, give

pytestmark = pytest.mark.browser

LESSON = "families-and-receptors"
ITEMS = practice.of_lesson(LESSON)
OTHER = next(item for item in ITEMS if item.kind == "choice" and item.section_lesson != LESSON)
OWN = next(item for item in ITEMS if item.kind == "choice" and item.section_lesson == LESSON)


def answer_wrongly(page, item):
    wrong = next(option for option in item.options if not option.correct)
    form = form_of(page, item)
    give(form, item, wrong.letter)
    region = form.locator(".question-feedback")
    expect(region).to_have_attribute("data-status", "wrong")
    return region


@pytest.fixture(scope="module")
def page(lab, window):
    """The lesson in JupyterLab; what the tests save is put back, since other tests open the same lessons as stored."""
    try:
        window.open(notebooks.path_of(LESSON).name)
        window.run_all()
        yield window.page
    finally:
        window.page.evaluate("() => jupyterapp.commands.execute('docmanager:save-all').then(() => 0)")
        window.leave()
        for slug in (LESSON, OTHER.section_lesson):
            shutil.copy(notebooks.path_of(slug), lab.folder)


@pytest.mark.parametrize("item", [OWN, OTHER], ids=["in this lesson", "in another lesson"])
def test_the_link_opens_the_section_in_jupyterlab(page, item):
    region = answer_wrongly(page, item)
    wrong = widget.reply(item, next(option for option in item.options if not option.correct).letter)
    expect(region).to_contain_text(f'"{wrong.get("idea")}" {wrong.get("correction")}')
    assert ("in the lesson" in region.inner_text()) == (item.section_lesson != LESSON)
    link = region.get_by_role("link", name=item.section, exact=True)
    page.evaluate("() => { globalThis.notLoadedAnew = true; }")
    link.press("Enter")
    place = notebooks.path_of(item.section_lesson).name
    page.wait_for_function("(name) => jupyterapp.shell.currentWidget?.context?.path === name", arg=place)
    heading = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-RenderedMarkdown :is(h2, h3)").get_by_text(
        item.section, exact=False
    )
    expect(heading.first).to_be_in_viewport()
    assert page.evaluate("() => globalThis.notLoadedAnew === true")
