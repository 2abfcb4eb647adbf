"""A reader's answers and notes outlive the kernel, the tab and, saved to a file, the browser."""

import pytest
from playwright.sync_api import expect

from helpers.practice import kept
from tests import notebooks
from tests.answering import ASKED, EXPLAINED, assert_there, filled, form_of, save, work
from tests.browser import jupyter

pytestmark = pytest.mark.browser
LESSON = "copy_of_a_lesson.ipynb"


@pytest.fixture
def lesson(lab):
    jupyter.write_practice(notebooks.path_of("messengers"), lab.folder / LESSON)
    yield LESSON
    lab.end_kernels()


def test_work_outlives_a_killed_kernel_a_closed_tab_and_a_lost_session(lesson, lab, browser, tmp_path):
    (lab.folder / kept.FILE).unlink(missing_ok=True)  # what other tests answered
    window = jupyter.open_window(browser, lab)
    window.open(lesson)
    window.run_all()
    work(window.page)
    assert_there(window.page)
    lab.kill_kernel()
    window.page.locator(".jp-Dialog button.jp-mod-accept").press("Enter")
    assert_there(window.page)
    saved = save(window.page, tmp_path)  # no kernel is needed for it
    assert saved.stat().st_size < 3_000
    window.page.close()

    again = jupyter.open_window(browser, lab)
    again.open(lesson)
    again.run_all()
    assert_there(again.page)
    expect(form_of(again.page, ASKED[0])).to_contain_text("Your last answer is filled in. Check again to read more.")

    # A browser that knows nothing of it, as after a lost session on Binder.
    again.page.evaluate("localStorage.clear()")
    again.restart_and_run_all()
    assert filled(form_of(again.page, EXPLAINED), EXPLAINED) == ""
    # The kernel kept it beside the notebooks, and shows it to nobody unasked.
    again.page.get_by_role("button", name="Bring them here").press("Enter")
    expect(again.page.locator(".work-said")).to_have_text(f"Brought here: {len(ASKED) + 1} answers and 1 note.")
    assert_there(again.page)

    again.page.wait_for_timeout(1000)  # what was brought is kept again, within half a second
    (lab.folder / kept.FILE).unlink()
    again.page.evaluate("localStorage.clear()")
    again.restart_and_run_all()
    expect(again.page.get_by_role("button", name="Bring them here")).to_have_count(0)
    assert filled(form_of(again.page, EXPLAINED), EXPLAINED) == ""
    again.page.get_by_label("Restore my work from a file").set_input_files(saved)
    expect(again.page.locator(".work-said")).to_have_text(f"Restored: {len(ASKED) + 1} answers and 1 note.")
    assert_there(again.page)
    assert again.errors == []
    again.page.evaluate("localStorage.clear()")
    again.page.close()
