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


def check_start_page(window, said):
    window.open(START)
    window.run_all()
    expect(window.page.locator(".jp-OutputArea-output").first).to_have_text(said)


def test_the_start_page_says_that_it_can_show_widgets(window):
    try:
        check_start_page(window, setup.IN_PLACE)
    finally:
        window.leave()


def test_the_start_page_says_that_it_cannot_show_widgets(browser, tmp_path):
    with jupyter.jupyterlab(tmp_path, without=WIDGETS) as lab:
        window = jupyter.open_window(browser, lab)
        check_start_page(window, setup.NO_WIDGETS)
        window.page.close()
