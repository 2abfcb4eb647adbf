"""A figure that was drawn before it was asked for is the figure that plotly.js draws when it is asked for."""

import random

import pytest

from helpers import explorers, foreign
from tests.made import opened
from tests.test_explorers import NAMES
from tests.test_widgets import Desk

pytestmark = pytest.mark.browser

FIGURES = [name for name in NAMES if "figure" in opened(name).state]
FIND = "const ready = sheets.find(figure, JSON.stringify(conditions));"
AHEAD = "await painter.ahead(state);"
# What a reader sees: the figure as SVG, and its words. Left out are the names by which plotly.js tells one place from
# another, and what a mark keeps of the one before it without showing it: a line of no width, how dense no filling is.
SEEN = """() => {
  const sheet = document.querySelector('.explorer-sheet:not(.explorer-back)');
  const told = (svg) => {
    const copy = svg.cloneNode(true);
    for (const mark of copy.querySelectorAll('[style]')) {
      const style = Object.fromEntries([...mark.style].map((name) => [name, mark.style[name]]));
      if (style.fill === 'none') delete style['fill-opacity'];
      if (style['stroke-width'] === '0px') for (const name of ['stroke', 'stroke-opacity']) delete style[name];
      mark.setAttribute('style', JSON.stringify(Object.entries(style).sort()));
    }
    return copy.outerHTML.replaceAll(sheet._fullLayout._uid, 'UID');
  };
  const words = [...document.querySelectorAll('.explorer :is(.explorer-title, .figure-key, .explorer-description)')];
  const marks = [...sheet.querySelectorAll('.main-svg')].map(told);
  return [marks, [sheet.style.height, ...words.map((one) => one.innerText)]];
}"""
# Moves a control, and waits until its figure is there and, for a second at most, until the next one is drawn.
MOVE = """async ([name, stop]) => {
  const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const input = document.querySelector(`.explorer [data-name="${name}"]`);
  const ahead = new Promise((resolve) => { globalThis.prepared = resolve; });
  input.value = stop;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  while (document.querySelector('.explorer').getAttribute('aria-busy') === 'true') await wait(5);
  if (globalThis.turned !== undefined) await Promise.race([ahead, wait(1000)]);
}"""

# A figure that opens is drawn once more as soon as the page knows its width.
STILL = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 60))))"

ZOOM = "() => Plotly.relayout(document.querySelector('.explorer-sheet:not(.explorer-back)'), 'xaxis.range', [0, 1])"


def counted(script):
    """Return the script of explorers with a count of the sheets that it turns to, and a call when one is prepared."""
    assert FIND in script and AHEAD in script
    more = " globalThis.turned = (globalThis.turned ?? 0) + Number(Boolean(ready) && ready !== sheets.front);"
    return script.replace(FIND, FIND + more).replace(AHEAD, "await painter.ahead(state); globalThis.prepared?.();")


def plain(script):
    """Return the script of explorers as it is where no sheet ever holds what is asked for."""
    assert FIND in script
    return script.replace(FIND, "const ready = null;")


@pytest.fixture(scope="module")
def desks(browser, tmp_path_factory):
    """Two pages: on one, figures are drawn ahead."""
    made = []
    for change in (counted, plain):
        folder = tmp_path_factory.mktemp("sheets")
        (folder / "plotly.min.js").write_bytes(foreign.plotly_js())
        made.append(Desk(browser, folder, change))
    yield made
    for desk in made:
        desk.page.close()


def walk(name):
    """Return the moves of a control that the seed of this name chooses: up to four stops on, one back, one on."""
    chance = random.Random(name)
    explorer = opened(name)
    free = [control for control in explorer.controls if control["name"] not in explorer.idle()]
    control = chance.choice([each for each in free if len(each["values"]) > 2])
    last = len(control["values"]) - 1
    start = chance.randrange(max(1, last - 4))
    return [(control["name"], min(last, start + step)) for step in (0, 1, 2, 3, 4, 3, 4)]


def looked(desk, name, look):
    """Return what `look` says of the page after each move of a walk."""
    desk.open(getattr(explorers, name)())
    desk.page.evaluate(STILL)
    found = []
    for move in walk(name):
        desk.page.evaluate(MOVE, move)
        found.append(look(desk.page))
    return found


def seen(page):
    """Return the marks of a figure, and its words."""
    return page.evaluate(SEEN)


def photographed(page):
    """Return a figure as it stands on the screen."""
    return page.locator(".explorer-figure").screenshot()


@pytest.mark.parametrize("name", FIGURES)
def test_what_was_drawn_ahead_is_what_would_be_drawn(desks, name):
    """The same marks and words; where plotly.js leaves at a mark what belonged to the one before, the same pixels."""
    ready, always = desks
    ready.page.evaluate("() => { globalThis.turned = 0; }")
    ahead = looked(ready, name, seen)
    assert ready.page.evaluate("globalThis.turned") > 0
    drawn = looked(always, name, seen)
    assert [words for _, words in ahead] == [words for _, words in drawn]
    if ahead != drawn:
        assert looked(ready, name, photographed) == looked(always, name, photographed)


def test_what_a_reader_has_zoomed_is_drawn_anew(desks):
    """A sheet that is no longer as it was drawn is not turned to."""
    ready, always = desks
    found = []
    for desk in (ready, always):
        desk.open(explorers.two_drugs())
        for stop in (5, 6):
            desk.page.evaluate(MOVE, ["antagonist_nM", stop])
        desk.page.evaluate(ZOOM)
        zoomed = seen(desk.page)
        for stop in (7, 6):
            desk.page.evaluate(MOVE, ["antagonist_nM", stop])
        found.append(seen(desk.page))
        assert zoomed != found[-1]
    assert found[0] == found[1]


def test_another_width_leaves_one_sheet(desks):
    ready, _ = desks
    ready.open(explorers.two_drugs())
    for stop in (5, 6):
        ready.page.evaluate(MOVE, ["antagonist_nM", stop])
    assert ready.page.locator(".explorer-back").count() == 1
    ready.page.set_viewport_size({"width": 700, "height": 900})
    ready.page.wait_for_function("() => document.querySelectorAll('.explorer-sheet').length === 1")
    assert ready.page.locator(".explorer-sheet.explorer-back").count() == 0


def test_a_mouse_that_comes_to_the_controls_finds_the_sheet_behind_made(desks):
    """And a finger, which moves at once, does not wait for it."""
    ready, _ = desks
    come = "(node, pointerType) => node.dispatchEvent(new PointerEvent('pointerenter', { pointerType }))"
    for pointer, sheets in (("touch", 1), ("mouse", 2)):
        ready.page.mouse.move(0, 0)
        ready.open(explorers.two_drugs())
        ready.page.evaluate(STILL)
        first = seen(ready.page)
        ready.page.locator(".explorer-controls").evaluate(come, pointer)
        ready.page.evaluate(STILL)
        assert ready.page.locator(".explorer-sheet").count() == sheets
        assert seen(ready.page) == first
