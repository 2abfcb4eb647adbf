"""Every page, opened once: practice, axe-core, and what axe cannot see: names, tables, width, spacing, motion."""

import json
import re

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import expect

from helpers import practice
from helpers.practice import widget
from tests import notebooks
from tests.answering import form_of, give, right_answer
from tests.browser.shown import ASTRAY
from tests.site import tables_of_figures
from tests.site.conftest import open_page

pytestmark = pytest.mark.browser

# WCAG 2.2 at levels A and AA, and axe's advice on landmarks, headings and names beyond it.
RULES = {
    "runOnly": {
        "type": "tag",
        "values": [
            "wcag2a",
            "wcag2aa",
            "wcag21a",
            "wcag21aa",
            "wcag22a",
            "wcag22aa",
            "best-practice",
        ],
    },
    "resultTypes": ["violations"],
    "preload": False,
}
OPEN_ALL = "() => { for (const part of document.querySelectorAll('details')) part.open = true; }"
# Every item is answered: choices by their first option, the others not at all (a sentence says what is missing).
ANSWER_ALL = """() => {
  for (const form of document.querySelectorAll('.question')) {
    form.querySelector('input[type=radio]')?.click();
    form.querySelector('button').click();
  }
}"""
# WCAG 2.2, success criterion 1.4.12.
SPACING = (
    "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } "
    "p { margin-bottom: 2em !important; }"
)
# Text that is cut: its box hides what does not fit, and something does not.
CUT = """() => [...document.querySelectorAll('body *')].filter((node) => {
  const style = getComputedStyle(node);
  if (node.closest('.figure-picture, .explorer-figure, svg') || node.clientHeight === 0) return false;
  const hides = (way) => ['hidden', 'clip'].includes(way);
  return (hides(style.overflowY) && node.scrollHeight > node.clientHeight + 1)
    || (hides(style.overflowX) && node.scrollWidth > node.clientWidth + 1);
}).map((node) => node.outerHTML.slice(0, 120))"""
# A card shows a part of a plate and cuts the rest of it, wherever that would lie.
TOO_WIDE = """() => [...document.querySelectorAll('body *')].filter((node) =>
  !node.closest('.scroll *') && !node.closest('.skip') && !node.closest(':is(.figure-picture, .explorer-figure) svg *')
  && !node.closest('.card > .plate *')
  && node.getBoundingClientRect().right > document.documentElement.clientWidth + 1
).map((node) => node.outerHTML.slice(0, 120))"""
# Figures are drawn anew, each in its own time, when the page gets another width.
FITTED = """() => [...document.querySelectorAll('.figure-picture, .explorer-figure')].every((picture) => {
  const drawn = picture.querySelector('.main-svg');
  return !drawn || !picture.offsetParent || drawn.getBoundingClientRect().width === picture.clientWidth;
})"""
# On a telephone the rows of a table that does not fit are cards; only a long table of numbers still scrolls.
SIDEWAYS = """() => [...document.querySelectorAll('.scroll')].filter((box) => {
  const table = box.querySelector('table');
  return box.scrollWidth > box.clientWidth && table && table.rows.length <= 40;
}).map((box) => box.getAttribute('aria-label'))"""
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
FIGURES = """() => JSON.stringify([
  ...document.querySelectorAll('figure:has(> .figure-data), .live:has(.explorer-beside)')
].map((figure) => {
  const spec = JSON.parse(figure.querySelector('.figure-data, .explorer-data').textContent);
  const picture = figure.querySelector('.figure-picture, .explorer-figure');
  return {
    spec: spec.state?.figure ?? spec,
    role: picture.getAttribute('role'),
    label: picture.getAttribute('aria-label'),
    description: figure.querySelector('figcaption, .explorer-description').textContent,
    headings: [...figure.querySelectorAll('th')].map((cell) => cell.textContent),
    rows: [...figure.querySelectorAll('tbody tr')].map((row) => [...row.cells].map((cell) => cell.textContent)),
    drawn: figure.querySelectorAll('.main-svg').length,
  };
}))"""


AXE = "(options) => axe.run(options).then(({ violations }) => violations)"
# axe keeps the parts of each colour in maps with weak keys, at which the garbage collector looks again and again. Kept
# with the colour itself, they lead to the same findings in three quarters of the time.
QUICK_AXE = f"""((WeakMap) => {{ {AXE_SCRIPT} }})(class {{
  key = Symbol();
  has(thing) {{ return Object.hasOwn(thing, this.key); }}
  get(thing) {{ return this.has(thing) ? thing[this.key] : undefined; }}
  set(thing, value) {{ thing[this.key] = value; return this; }}
  delete(thing) {{ return delete thing[this.key]; }}
}})"""
# Two things that axe does in vain, half of its time. It reads the same seven colours 44,000 times on one page. And it
# measures words in drawings, whose colour (`fill`) it does not look at, so that it never finds any too pale; the
# colours of figures and drawings have tests of their own.
QUICK = """() => {
  const { prototype } = axe.commons.color.Color;
  const read = prototype.parseString;
  const known = new Map();
  prototype.parseString = function (text) {
    if (!known.has(text)) {
      const { r, g, b, alpha } = read.call(this, text);
      known.set(text, { r, g, b, alpha });
    }
    return Object.assign(this, known.get(text));
  };
  axe.configure({ rules: [{ id: 'color-contrast', selector: ':not(text):not(tspan)' }] });
}"""


def violations(page):
    """Return what axe finds, one line for each place; a page reads axe once."""
    if not page.evaluate("() => 'axe' in globalThis"):
        page.evaluate(QUICK_AXE)
        page.evaluate(QUICK)
    return [
        f"{rule['id']}: {rule['help']}: {node['html'][:200]} {node['failureSummary'][:200]}"
        for rule in page.evaluate(AXE, RULES)
        for node in rule["nodes"]
    ]


def test_the_skip_link_comes_first_and_skips(opened):
    page = opened.page
    page.evaluate("() => { document.activeElement.blur(); scrollTo(0, 0); }")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.id") == "content"


def test_cells_of_tables_stand_where_their_headers_do(opened):
    """That these are left for words and right for numbers, test_tabular shows."""
    assert opened.page.evaluate(ASTRAY) == []


def test_practice_works_on_a_page_opened_as_a_file(opened):
    """A form of each kind, by keyboard: an empty answer gets a sentence, the right one is right.

    That the page's judge answers every item as Python does, test_practice shows.
    """
    page = opened.page
    asked = page.locator(".question").evaluate_all("(forms) => forms.map((form) => form.dataset.question)")
    first = {item.kind: item for item in reversed([practice.load(question) for question in asked])}
    for item in first.values():
        form = form_of(page, item)
        region = form.locator(".question-feedback")  # an entry that moves has words of its own
        form.locator("button").press("Enter")
        expect(region).to_have_attribute("data-status", "unreadable")
        answer = right_answer(item)
        give(form, item, answer)
        reply = widget.reply(item, answer)
        expect(region).to_have_attribute("data-status", reply["status"])
        expect(region).to_contain_text(reply["feedback"])
        assert reply["status"] in ("right", "open")


def test_nothing_is_asked_for_but_files(opened, edition):
    root = edition.as_uri()
    assert opened.requests
    assert [url for url in opened.requests if not url.startswith((root, "data:", "blob:"))] == []
    assert opened.errors == []


def test_axe_finds_nothing_when_all_is_open_and_answered(opened):
    opened.page.evaluate(OPEN_ALL)
    opened.page.evaluate(ANSWER_ALL)
    opened.page.wait_for_timeout(100)
    assert violations(opened.page) == []


@pytest.mark.parametrize("width", [320, 1400])
def test_axe_finds_nothing_on_a_page_as_it_opens(edition, browser, width):
    shown = open_page(browser, edition / notebooks.page_of("agonists-and-antagonists"))
    shown.page.set_viewport_size({"width": width, "height": 900})
    shown.page.get_by_label("Search the course").fill("receptor")
    assert violations(shown.page) == []
    shown.leave()


def test_axe_would_find_something(edition, browser):
    """The rules are alive: a picture without a name and pale text turn a page red."""
    shown = open_page(browser, edition / "index.html")
    shown.page.evaluate("""() => document.querySelector('main').insertAdjacentHTML('beforeend',
      '<p style="color:#aaa">pale</p><div role="img"></div>')""")
    found = " ".join(violations(shown.page))
    shown.leave()
    assert "color-contrast" in found and "role-img-alt" in found


def test_every_figure_is_drawn_named_and_described(opened):
    for figure in json.loads(opened.page.evaluate(FIGURES)):
        assert figure["drawn"]
        assert figure["role"] == "img"
        assert figure["label"].endswith(figure["description"])
        assert len(figure["label"]) > len(figure["description"]) > 40
        assert figure["rows"] and all(len(row) == len(figure["headings"]) for row in figure["rows"])
    for picture in opened.page.locator(".figure-picture, .explorer-beside .explorer-figure").all():
        (name,) = re.findall(r'img "(.+)"', picture.aria_snapshot())
        assert len(name) > 60, "the name that a browser computes"


def test_the_table_of_a_figure_lists_what_is_drawn(opened):
    for figure in json.loads(opened.page.evaluate(FIGURES)):
        assert tables_of_figures.differences(figure["spec"]["data"], figure["headings"], figure["rows"]) == []


def test_one_first_heading_and_none_skipped(opened):
    levels = opened.page.evaluate("() => [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map((h) => +h.tagName[1])")
    assert levels.count(1) == 1 and levels[0] == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))
    assert opened.page.locator("html").get_attribute("lang") == "en-GB"
    for landmark in ("banner", "main", "contentinfo", "search"):
        assert opened.page.get_by_role(landmark).count() == 1


@pytest.mark.parametrize("width", [1400, 768, 320])
def test_nothing_is_lost_at_any_width(opened, width):
    """From wide to narrow, and then the spacing: a page draws its figures anew for each width, so none comes twice."""
    page = opened.page
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate(OPEN_ALL)
    page.wait_for_function(FITTED)
    assert page.evaluate(OVERFLOW) <= 0
    assert page.evaluate(TOO_WIDE) == []
    assert page.evaluate(CUT) == []
    if width <= 320:  # a table that an explorer has just written becomes cards a moment later
        page.wait_for_function(f"() => !({SIDEWAYS})().length")


def test_wider_text_spacing_loses_nothing(opened):
    page = opened.page
    page.set_viewport_size({"width": 640, "height": 900})
    page.evaluate(
        "(css) => document.head.append(Object.assign(document.createElement('style'), "
        "{ id: 'spacing', textContent: css }))",
        SPACING,
    )
    page.wait_for_function(FITTED)
    assert page.evaluate(CUT) == []
    assert page.evaluate(OVERFLOW) <= 0


def test_motion_is_only_for_those_who_want_it(edition, browser):
    for wish, behaviour in (("reduce", "auto"), ("no-preference", "smooth")):
        shown = open_page(browser, edition / notebooks.page_of("agonists-and-antagonists"), reduced_motion=wish)
        assert shown.page.evaluate("() => getComputedStyle(document.documentElement).scrollBehavior") == behaviour
        moving = shown.page.evaluate("""() => [...document.querySelectorAll('body *')].filter((node) => {
          const style = getComputedStyle(node);
          return !node.closest('svg') && (style.animationName !== 'none' || parseFloat(style.transitionDuration) > 0);
        }).length""")
        assert moving == 0
        shown.page.close()
