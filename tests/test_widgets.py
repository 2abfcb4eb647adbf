"""Every explorer's form in a page of its own, as a browser and a screen reader meet it; and the style sheets."""

import contextlib
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import TimeoutError, expect

from helpers import explorers, foreign, practice, scripts, site
from helpers.colours import contrast
from helpers.explorers.engine import SCRIPTS, STYLES, Explorer
from tests.browser.said import SAID, check_answer
from tests.browser.shown import ROWS, cell_texts
from tests.illustrations.heights import height
from tests.site.test_pages import CUT, OPEN_ALL, OVERFLOW, SPACING, violations
from tests.test_explorers import NAMES

SOURCE = Path(explorers.__file__).parent
SHEETS = {
    "explorer.css": SOURCE / "explorer.css",
    "drawing.css": scripts.DRAWING_STYLE,
    "practice.css": Path(practice.__file__).parent / "practice.css",
    "site.css": Path(site.__file__).parent / "site.css",
}
# The widget's model, answered by Python; plotly.js is the page's own.
PAGE = """<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Explorer</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,"><style>{style}</style><script src="plotly.min.js"></script></head>
<body style="margin: 8px"><main><h1>Lesson</h1><h2>Section</h2><div id="place"></div></main><script>
globalThis.__coursePlotly = {{ library: Promise.resolve(Plotly) }};
const widget = (() => {{ {script} }})();
let leave = () => {{}};
globalThis.clear = () => {{
  leave();
  document.querySelector("#spacing")?.remove();
  const place = document.querySelector("#place");
  place.removeAttribute("style");
  place.replaceChildren();
}};
globalThis.show = (text) => {{
  const values = JSON.parse(text);
  const place = document.querySelector("#place");
  const heard = new EventTarget();
  const tell = (name, said) => heard.dispatchEvent(Object.assign(new Event(name), {{ said }}));
  const model = {{
    get: (name) => values[name], off: () => {{}},
    set: (name, value) => {{ values[name] = value; tell(`change:${{name}}`); }},
    on: (name, then) => heard.addEventListener(name, ({{ said }}) => then(said, said?.buffers ?? [])),
    send: async (content) => {{
      const said = JSON.parse(await answer(JSON.stringify(content)));
      if (content.kind !== "values") return said && tell("msg:custom", said);
      values.values = said.values;
      return model.set("state", said.state);
    }},
  }};
  leave = widget.render({{ model, el: place }});
}};
</script></body></html>"""
PAINTED = "() => document.querySelector('.explorer-figure').dataset.painted !== undefined"
SETTLED = "() => document.querySelector('.explorer').getAttribute('aria-busy') !== 'true'"
CONTROLS = """() => [...document.querySelectorAll('[data-name]')].map((input) => ({
  kind: input.type, said: input.getAttribute('aria-valuetext'),
  shown: input.labels[0].querySelector('output')?.textContent ?? null,
  height: input.getBoundingClientRect().height,
}))"""
TOP = """() => {
  const [whole, figure] = ['.explorer', '.explorer-figure'].map((kind) => document.querySelector(kind));
  return figure.getBoundingClientRect().top - whole.getBoundingClientRect().top;
}"""
RING = """(node) => {
  const { outlineWidth, outlineOffset } = getComputedStyle(node);
  return parseFloat(outlineWidth) + parseFloat(outlineOffset);
}"""
MOVING = """() => [...document.querySelectorAll('.explorer, .explorer *')].filter((node) => {
  const style = getComputedStyle(node);
  return !node.closest('svg') && (style.animationName !== 'none' || parseFloat(style.transitionDuration) > 0);
}).length"""


# The widths that JupyterLab leaves on a screen of 1366 x 768, and one more than that.
NARROW, WIDE = 780, 980
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


TOLD_MS = 500  # by then the kernel has been told where a page stands that had the answer itself
REASON = "(input) => document.getElementById(input.getAttribute('aria-describedby')).textContent"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("explorers")
    (place / "plotly.min.js").write_bytes(foreign.plotly_js())
    return place


class Desk:
    """A page of the browser in which one explorer after another stands alone, and is answered by Python."""

    def __init__(self, browser, folder, change=lambda script: script):
        """Open the page, which reads plotly.js and the explorers' script once; `change` rewrites the latter."""
        self.page, self.explorer = browser.new_page(), None
        self.page.expose_function("answer", self.answer)
        script = change(scripts.script(*SCRIPTS).replace("export default", "return"))
        text = PAGE.format(style=scripts.style(*STYLES), script=script)
        (folder / "explorer.html").write_text(text, encoding="utf-8")
        self.page.goto((folder / "explorer.html").as_uri())

    def answer(self, content):
        """Return what follows a message of the page: new traits, or what the explorer says, if anything."""
        assert self.explorer, "no explorer stands on this page"
        said, message = [], json.loads(content)
        self.explorer.say = lambda content, buffers=(): said.append(content)
        self.explorer.receive(message)
        traits = {"values": self.explorer.values, "state": self.explorer.state}
        return json.dumps(traits if message["kind"] == "values" else said[0] if said else None)

    def open(self, explorer):
        """Show `explorer` in the place of the one before, of which nothing is left."""
        self.page.bring_to_front()  # behind another page it would be painted once a second
        self.page.evaluate("clear()")  # before the page is widened, for which a figure would be drawn anew
        self.explorer = explorer  # what the one before still said was its own
        self.page.set_viewport_size({"width": 1400, "height": 1600})
        traits = {key: getattr(explorer, key) for key in ("title", "controls", "presets", "values", "state")}
        self.page.evaluate("(traits) => show(traits)", json.dumps(traits))
        self.page.wait_for_function(PAINTED)


def open_explorer(browser, folder, name, change=lambda script: script):
    """Open the explorer `name` alone in a page of its own that Python answers; `change` rewrites its script."""
    desk, explorer = Desk(browser, folder, change), getattr(explorers, name)()
    desk.open(explorer)
    return desk.page, explorer


@pytest.fixture(scope="module")
def desk(browser, folder):
    """One page for all explorers: the browser reads plotly.js once, and not for each."""
    place = Desk(browser, folder)
    yield place
    place.page.close()


@pytest.fixture(scope="module", params=NAMES)
def opened(request, desk):
    """Each explorer, opened once, which all that is asked of every explorer shares."""
    explorer = getattr(explorers, request.param)()
    desk.open(explorer)
    return desk.page, explorer


def too_high(page, explorer, presets):
    """Return the states, as it opens and under each of the `presets`, that stay too high, with their height.

    Under a preset the page says what the model says.
    """
    found = {"as it opens": settled_height(page)}
    for name, preset in presets.items():
        page.get_by_role("button", name=name, exact=True).press("Enter")
        assert check_answer(page.locator(".explorer"), explorer, preset)["notice"] == ""
        found[name] = settled_height(page)
    return {state: high for state, high in found.items() if high > HIGH}


def settled_height(page):
    """Return the height once the figure has taken the width it has now: on a busy machine that is some frames late."""
    with contextlib.suppress(TimeoutError):
        page.wait_for_function(f"() => ({HEIGHT})() <= {HIGH}", timeout=5_000)
    return page.evaluate(HEIGHT)


@pytest.mark.browser
def test_controls_figure_and_sentence_are_seen_at_once(opened):
    """On a laptop in 600 pixels, as it opens and, where it is narrow, under each preset; and it fits a telephone."""
    page, explorer = opened
    for width, presets in ((WIDE, {}), (NARROW, explorer.presets)):
        page.evaluate(SIZE, width)
        if width == NARROW and "drawing" in explorer.state:  # what the other states of plates are held to is no less
            assert settled_height(page) <= height(explorer, explorer.figure) + 1
        assert too_high(page, explorer, presets) == {}, width
    page.set_viewport_size({"width": 390, "height": 844})
    page.evaluate(SIZE, 374)
    assert page.evaluate(SMALL) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.set_viewport_size({"width": 1400, "height": 1600})
    page.evaluate("document.querySelector('#place').removeAttribute('style')")


@pytest.mark.browser
def test_on_a_low_page_the_figure_comes_soon(opened):
    """At 200 % on a laptop JupyterLab shows 600 x 263 px: the figure begins there, and sooner with few controls."""
    page, explorer = opened
    page.set_viewport_size({"width": 616, "height": 384})
    top = page.evaluate(TOP)
    page.set_viewport_size({"width": 1400, "height": 1600})
    assert top <= (190 if len(explorer.controls) <= 3 else 250)


@pytest.mark.browser
def test_the_ring_around_a_slider_covers_no_letter_of_its_name(desk):
    """The name ends where the slider's place begins, and the tails of its letters 3 px above."""
    desk.open(explorers.two_drugs())
    handle = desk.page.locator("[data-name=efficacy]")
    handle.press("ArrowRight")
    assert handle.evaluate("(node) => node.matches(':focus-visible')")
    assert 0 < handle.evaluate(RING) < 3


@pytest.mark.browser
def test_an_explorer_speaks_for_itself(opened):
    page, explorer = opened
    assert isinstance(explorer, Explorer)
    check_controls(page, explorer)
    check_regions(page, explorer)
    walk(page, explorer)
    move_controls(page, explorer)
    page.evaluate(OPEN_ALL)
    values = {name: shown["index"] for name, shown in page.locator(".explorer").evaluate(SAID)["controls"].items()}
    chosen = {control["name"]: control["values"][values[control["name"]]] for control in explorer.controls}
    assert page.locator(".explorer details table").evaluate(ROWS) == cell_texts(explorer.at(**chosen).table)
    assert violations(page) == []
    check_narrow(page, drawn="drawing" in explorer.state)


@pytest.mark.browser
def test_a_control_that_is_off_says_why(browser, folder):
    page, _ = open_explorer(browser, folder, "two_drugs")
    page.get_by_label("Second drug").select_option(label="none")
    for name in ("Affinity of the antagonist (KB)", "Antagonist concentration"):
        slider = page.get_by_role("slider", name=name)
        assert slider.is_disabled()
        assert slider.evaluate(REASON) == "Off: “Second drug” is “none”."
    page.get_by_label("Second drug").select_option(label="competitive")
    assert page.get_by_role("slider", name="Antagonist concentration").is_enabled()
    page.close()


@pytest.mark.browser
def test_the_frame_keeps_the_margins_that_plotly_drew_or_the_page_says_why_not(browser, folder):
    page, _ = open_explorer(browser, folder, "two_drugs")
    size = page.evaluate("document.querySelector('.explorer-sheet')._fullLayout._size")
    assert size["l"] > 0, "plotly.js changed a name"
    page.locator("select").select_option(index=0)
    page.wait_for_function(SETTLED)
    expect(page.locator(".course-warnings")).to_be_empty()
    page.close()

    def newer(script):
        return script.replace("_fullLayout._size", "_fullLayout._newName")

    page, _ = open_explorer(browser, folder, "two_drugs", newer)
    page.locator("select").select_option(index=0)
    page.wait_for_function(SETTLED)
    expect(page.locator(".course-warnings")).to_contain_text("The frame of the figure may jump while a slider moves.")
    assert violations(page) == []
    page.close()


def check_controls(page, explorer):
    """Each control has the name that is shown beside it, and says the value that is shown."""
    seen = page.evaluate(CONTROLS)
    assert len(seen) == len(explorer.controls)
    for control, shown in zip(explorer.controls, seen, strict=True):
        role = "slider" if control["kind"] == "slider" else "combobox"
        assert page.get_by_role(role, name=control["label"]).count() >= 1
        assert shown["height"] >= 24
        index = control["values"].index(explorer.values[control["name"]])
        if role == "slider":
            assert shown["said"] == shown["shown"] == control["words"][index]


def walk(page, explorer):
    """Tab walks through the controls that are on, and then the presets, in their order."""
    stops = page.locator(".explorer [data-name]:enabled").evaluate_all("(all) => all.map((one) => one.dataset.name)")
    stops += explorer.presets
    if stops:
        page.locator(".explorer :is([data-name]:enabled, .explorer-presets button)").first.focus()
    walked = []
    for _ in stops:
        walked.append(page.evaluate("() => document.activeElement.dataset.name ?? document.activeElement.textContent"))
        page.keyboard.press("Tab")
    assert walked == stops


def move_controls(page, explorer):
    """Each control to its ends, the first of a kind by every key: the page says what the model says and keeps focus."""
    section, values, kinds = page.locator(".explorer"), dict(explorer.values), set()
    for control in explorer.controls:
        handle = section.locator(f'[data-name="{control["name"]}"]')
        last = len(control["values"]) - 1
        down = 0 if control["kind"] == "slider" else min(2, last)  # one less on a slider, one further in a list
        keys = (("End", last), ("Home", 0), ("ArrowRight", min(1, last)), ("ArrowDown", down))
        for key, index in keys[:2] if control["kind"] in kinds else keys:
            if handle.is_disabled():
                break
            handle.press(key)
            values[control["name"]] = control["values"][index]
            check_answer(section, explorer, values)
            expect(handle).to_be_focused()
            kinds.add(control["kind"])


def check_regions(page, explorer):
    """What changes is announced: the sentence politely, a problem at once; the picture is named by its words."""
    assert page.locator(".explorer-description").get_attribute("aria-live") == "polite"
    assert page.locator(".explorer-notice").get_attribute("role") == "alert"
    assert page.get_by_role("region", name=explorer.title).count() == 1
    if not explorer.state["notice"]:
        page.wait_for_timeout(TOLD_MS)
        assert page.locator(".explorer-description").text_content() == explorer.state["description"]
    figure = page.locator(".explorer-figure")
    if "drawing" in explorer.state:
        assert figure.locator("svg > title").text_content() == explorer.state["title"]
        assert figure.locator("svg > desc").text_content() == explorer.state["description"]
    else:
        assert figure.get_attribute("aria-label") == f"{explorer.state['title']}. {explorer.state['description']}"
    assert page.evaluate(MOVING) == 0


def check_narrow(page, *, drawn):
    """At 320 px and with wide text spacing nothing is cut off, and neither the page nor the figure scrolls sideways."""
    page.set_viewport_size({"width": 320, "height": 900})
    if not drawn:
        page.wait_for_function("() => document.querySelector('.explorer-figure .main-svg').clientWidth < 320")
    assert page.evaluate(OVERFLOW) <= 0
    page.evaluate(
        "(css) => document.head.append(Object.assign(document.createElement('style'), "
        "{ id: 'spacing', textContent: css }))",
        SPACING,
    )
    assert page.evaluate(CUT.replace(".figure-picture", ".explorer-figure")) == []
    assert page.evaluate(OVERFLOW) <= 0


# ---------------------------------------------------------------- style sheets

# Lines between table cells and sections guide the eye and carry nothing.
DECORATION = ("h2", "table", "td", "th")


def rules(sheet):
    """Yield (selector, {property: value}) of every rule of a style sheet."""
    text = re.sub(r"/\*.*?\*/|@media[^{]*\{", "", SHEETS[sheet].read_text(encoding="utf-8"), flags=re.DOTALL)
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", text):
        yield selector.strip(), dict(part.strip().split(":", 1) for part in body.split(";") if ":" in part)


def colour_in(value, otherwise):
    found = re.search(r"#([0-9a-f]{6}|[0-9a-f]{3})\b", value)
    if not found:
        return otherwise
    digits = found[1]
    return "#" + (digits if len(digits) == 6 else "".join(2 * digit for digit in digits))


@pytest.mark.parametrize("sheet", SHEETS)
def test_style_sheets_have_contrast(sheet):
    """Text 4.5:1 on its background; borders, outlines and accents 3:1 on the page, white or dark."""
    for selector, properties in rules(sheet):
        ground, letters = ("#111111", "#e0e0e0") if 'theme="dark"' in selector else ("#ffffff", "#1f1f1f")
        background = colour_in(properties.get("background", ""), ground)
        if "color" in properties:
            assert contrast(colour_in(properties["color"], letters), background) >= 4.5, selector
        assert contrast(letters, background) >= 4.5 or "color" in properties or ":hover" in selector, selector
        for name, value in properties.items():
            edge = name.startswith(("border", "outline")) or name == "accent-color"
            if edge and "#" in value and not selector.split()[-1].endswith(DECORATION):
                assert contrast(colour_in(value, "#000000"), ground) >= 3, (selector, name)


@pytest.mark.parametrize("sheet", SHEETS)
def test_style_sheets_keep_motion_for_those_who_want_it(sheet):
    text = SHEETS[sheet].read_text(encoding="utf-8")
    assert not re.search(r"animation|transition", text)
    assert text.count("scroll-behavior") == text.count("prefers-reduced-motion: no-preference")


@pytest.mark.parametrize("sheet", SHEETS)
def test_focus_is_always_seen(sheet):
    assert re.search(r":focus-visible \{ outline: 3px solid #", SHEETS[sheet].read_text(encoding="utf-8"))
