"""A page that was too busy to take in a widget's script in time: the widget still hears its kernel."""

import pytest
from playwright.sync_api import expect

from tests import notebooks
from tests.browser import jupyter

pytestmark = pytest.mark.browser

# anywidget waits 2 s for a script. Here it waits no time at all, as if the page had been busy for so long.
NO_TIME = """(() => {
  const given = AbortSignal.timeout;
  AbortSignal.timeout = (time) => {
    if (time !== 2000) return given.call(AbortSignal, time);
    const over = new AbortController();
    queueMicrotask(() => over.abort());
    return over.signal;
  };
})()"""


def test_widgets_of_a_page_that_was_busy_are_answered(lab, browser):
    original = notebooks.lessons()[0]
    copy = f"busy_{original.name}"
    jupyter.write_excerpt(original, lab.folder / copy)
    context = browser.browser.new_context(viewport={"width": 1400, "height": 1600})
    context.set_default_timeout(jupyter.WAIT_MS)
    context.add_init_script(NO_TIME)
    window = jupyter.Window(context.new_page(), lab, patient=False)
    try:
        window.start(copy)
        window.run_all()
        forms = window.page.locator("fieldset.question")
        assert window.errors.count("[anywidget] Failed to initialize model.") >= forms.count() > 0
        expect(window.page.locator(".course-warnings:not(:empty)"), "ipywidgets changed a name").to_have_count(0)
        for form in forms.all():
            form.locator("button").press("Enter")
            expect(form.locator(".question-feedback")).to_have_attribute("data-status", "unreadable")
    finally:
        window.leave()
        context.close()
