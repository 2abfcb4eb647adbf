"""An explorer is seen at once on a laptop: controls, figure and sentence in 600 pixels; and fits a telephone."""

import pytest

from helpers.figures import Figure
from tests.test_explorers import NAMES
from tests.test_widgets import SETTLED, folder, open_explorer  # noqa: F401

pytestmark = pytest.mark.browser

# The widths that JupyterLab leaves on a screen of 1366 x 768, and one more than that.
WIDTHS = (780, 980)
HIGH = 600
# Where controls, picture and sentence end, below the upper edge; what a grid stretches counts by its words.
HEIGHT = """() => {
  const section = document.querySelector('.explorer');
  const words = document.createRange();
  words.selectNodeContents(section.querySelector('.explorer-description'));
  const ends = [words, ...section.querySelectorAll('.explorer-side, .explorer-shown > *')]
    .map((part) => part.getBoundingClientRect().bottom);
  return Math.round(Math.max(...ends) - section.getBoundingClientRect().top);
}"""
SIZE = """(width) => {
  document.querySelector('#place').style.width = `${width}px`;
  return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 60))));
}"""
# What can be pressed or moved and is smaller than WCAG 2.2 asks for (2.5.8), or reaches out of the page.
SMALL = """() => [...document.querySelectorAll('.explorer :is(button, input, select, summary)')].filter((part) => {
  const box = part.getBoundingClientRect();
  return box.height < 24 || box.width < 24 || box.right > document.documentElement.clientWidth;
}).map((part) => part.outerHTML.slice(0, 100))"""

REASON = "(input) => document.getElementById(input.getAttribute('aria-describedby')).textContent"


def heights(page, explorer):
    """Return the height as it opens and under each preset, by name."""
    found = {"as it opens": page.evaluate(HEIGHT)}
    for name in explorer.presets:
        page.get_by_role("button", name=name, exact=True).press("Enter")
        page.wait_for_function(SETTLED)
        found[name] = page.evaluate(HEIGHT)
    return found


@pytest.mark.parametrize("name", NAMES)
def test_controls_figure_and_sentence_are_seen_at_once(name, browser, folder):  # noqa: F811
    page, explorer = open_explorer(browser, folder, name)
    # A drawing has letters in it, so that its height follows its width.
    for width in WIDTHS if isinstance(explorer.figure, Figure) else ():
        page.evaluate(SIZE, width)
        assert {state: high for state, high in heights(page, explorer).items() if high > HIGH} == {}, width
    page.set_viewport_size({"width": 390, "height": 844})
    page.evaluate(SIZE, 374)
    assert page.evaluate(SMALL) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.close()


def test_a_control_that_is_off_says_why(browser, folder):  # noqa: F811
    page, _ = open_explorer(browser, folder, "two_drugs")
    page.get_by_label("Second drug").select_option(label="none")
    for name in ("Affinity of the antagonist (KB)", "Antagonist concentration"):
        slider = page.get_by_role("slider", name=name)
        assert slider.is_disabled()
        assert slider.evaluate(REASON) == "Off: “Second drug” is “none”."
    page.get_by_label("Second drug").select_option(label="competitive")
    assert page.get_by_role("slider", name="Antagonist concentration").is_enabled()
    page.close()
