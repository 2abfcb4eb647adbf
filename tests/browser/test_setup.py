"""The start page says whether its page can show what is live, also where JupyterLab lacks the part that shows it."""

import pytest
from playwright.sync_api import expect

from helpers import setup
from tests import notebooks
from tests.browser import jupyter

pytestmark = pytest.mark.browser
START = notebooks.path_of("start-here").name
# What an ordinary JupyterLab does not have, when the course is only a kernel of it.
WIDGETS = ("anywidget", "@jupyter-widgets/jupyterlab-manager")


def said_on(window):
    """Return what the first output of the start page says once all of it has run."""
    window.open(START)
    window.run_all()
    return window.page.locator(".jp-OutputArea-output").first


def test_the_start_page_says_that_all_is_in_place(window):
    try:
        expect(said_on(window)).to_have_text(setup.IN_PLACE)
    finally:
        window.leave()


def test_a_page_without_widgets_says_what_to_do(browser, tmp_path):
    with jupyter.jupyterlab(tmp_path, without=WIDGETS) as lab:
        other = jupyter.open_window(browser, lab)
        expect(said_on(other)).to_have_text(setup.NO_WIDGETS)
        other.leave()
        other.page.close()
