"""Every explorer in an engine: moved by keys and clicks, far and back, on a narrow page and a wide one, light and dark.

After each move the page must say what its controls say, show one sheet and a picture with some height. Some states are
then opened anew, as a page that has seen nothing else opens them: words, table and picture must be those of the walk.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TypedDict

from tests.engines.browsers import Firefox, WebKit
from tests.engines.lessons import opened

WIDE, NARROW = (1366, 768), (390, 844)
MOST_PRESETS = 3


class Look(TypedDict):
    """What stands on a page of some width: its flaws, the address of its state ("" where it is refused), its marks."""

    width: int
    flaws: list[str]
    address: str
    said: list[object]
    marks: list[str]


# Looks at every frame: between two states, too, there is one picture.
WATCH = """() => {
  globalThis.frames = new Set();
  const look = () => {
    const figure = document.querySelector('.explorer-figure[data-painted]');
    const sheets = [...figure?.querySelectorAll('.explorer-sheet') ?? []];
    const seen = sheets.filter((sheet) => getComputedStyle(sheet).visibility === 'visible').length;
    if (sheets.length && seen !== 1) frames.add(`for a moment ${seen} sheets are seen`);
    if (figure && figure.clientHeight < 80) frames.add(`for a moment the figure is ${figure.clientHeight} px high`);
    requestAnimationFrame(look);
  };
  look();
}"""
# Waits until an explorer has answered and has been the same for some frames.
SETTLE = """async () => {
  let before, same = 0;
  for (let i = 0; i < 1500 && same < 6; i++) {
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    const section = document.querySelector('.explorer'), figure = section.querySelector('.explorer-figure');
    const front = figure.querySelector('.explorer-sheet:not(.explorer-back), svg.plate');
    const now = [front?.innerHTML.length, section.innerText, figure.clientHeight, figure.clientWidth].join();
    const ready = figure.dataset.painted && section.getAttribute('aria-busy') !== 'true';
    same = ready && now === before ? same + 1 : 0;
    before = now;
  }
  return same < 6 ? 'the explorer does not come to rest' : '';
}"""
# What a reader sees, without the names by which plotly.js and plates tell one place from another; and what is wrong.
LOOK = """() => {
  const one = (selector) => document.querySelector(`.explorer ${selector}`);
  const unnamed = (text) => text.replaceAll(/explorer-\\d+/g, 'ID');
  const flaws = [...frames];
  frames.clear();
  const { controls, name } = JSON.parse(document.querySelector('.live > script').textContent);
  const inputs = [...document.querySelectorAll('.explorer [data-name]')];
  const values = inputs.map((input) => {
    const { values, words } = controls.find((spec) => spec.name === input.dataset.name);
    const shown = input.labels[0].querySelector('output')?.textContent ?? words[input.value];
    if (words[input.value] !== shown) flaws.push(`a slider at ${words[input.value]} says ${shown}`);
    return [input.dataset.name, values[input.value]];
  });
  const notice = one('.explorer-notice').textContent;
  const address = `#${new URLSearchParams({ explorer: name, ...Object.fromEntries(values) })}`;
  if (!notice && location.hash && location.hash !== address) flaws.push(`${location.hash} is shown at ${address}`);
  if (/file of this edition|cannot be drawn|has not answered/.test(notice)) flaws.push(notice);
  const [title, description] = ['.explorer-title', '.explorer-description'].map((kind) => one(kind).textContent);
  const picture = one('.explorer-figure'), sheet = one('.explorer-sheet:not(.explorer-back)'), plate = one('svg.plate');
  if (!sheet && !plate) flaws.push('there is no picture');
  const behind = [...document.querySelectorAll('.explorer-back *')];
  const through = behind.filter((part) => getComputedStyle(part).visibility === 'visible');
  if (through.length) flaws.push(`${through.length} parts of sheets behind are seen`);
  if (!description) flaws.push('there is no sentence');
  if (sheet && !picture.getAttribute('aria-label').endsWith(description)) flaws.push('the picture is called otherwise');
  if (picture.clientHeight < 80) flaws.push(`the figure is ${picture.clientHeight} px high`);
  if (document.documentElement.scrollWidth > innerWidth) flaws.push(`the page is wider than ${innerWidth} px`);
  const cells = [...document.querySelectorAll('.explorer-rest table :is(caption, th, td)')];
  const table = cells.map((cell) => cell.textContent);
  const drawn = sheet ? sheet.data.map(({ x, y, text, name }) => [x, y, text, name]) : unnamed(plate.textContent);
  const marks = [...(sheet ?? picture).querySelectorAll('.main-svg, svg.plate')].map((svg) => {
    return unnamed(svg.outerHTML.replaceAll(sheet?._fullLayout._uid ?? 'UID', 'UID'));
  });
  const said = [title, description, table, drawn];
  return JSON.stringify({ width: innerWidth, flaws, address: notice ? '' : address, said, marks });
}"""
ANEW = """() => {{
  location.hash = '#content';
  addEventListener('hashchange', () => {{ location.hash = {address}; }}, {{ once: true }});
}}"""
# The controls that do something, as (name, is a slider), sliders first.
CONTROLS = """() => JSON.stringify([...document.querySelectorAll('.explorer [data-name]:enabled')]
  .map((input) => [input.dataset.name, input.type === 'range'])
  .sort((one, other) => other[1] - one[1]))"""
FOCUS = "() => document.querySelector('.explorer [data-name={name}]').focus({{ focusVisible: true }})"
CHOOSE = """() => {{
  const input = document.querySelector('.explorer [data-name={name}]');
  input.focus();
  input.value = (Number(input.value) + 1) % input.options.length;
  for (const kind of ['input', 'change']) input.dispatchEvent(new Event(kind, {{ bubbles: true }}));
}}"""
# Where to click: on a part of the way along a slider, on a preset, on a part of the picture that chooses something.
AT = """() => {{
  const node = {node};
  if (!node) return '';
  node.scrollIntoView({{ block: 'center' }});
  const {{ left, top, width, height }} = node.getBoundingClientRect();
  return JSON.stringify([left + {share} * width, top + height / 2]);
}}"""
SLIDER = "document.querySelector('.explorer [data-name={name}]')"
PRESET = "document.querySelectorAll('.explorer-presets button')[{number}]"
PARTS = (
    "document.querySelector('.explorer-figure [data-control][aria-pressed=false] :is(rect, path, circle, text)')",
    "document.querySelector('.explorer-sheet:not(.explorer-back) .points path')",
)
DARK = """() => {
  const dark = document.documentElement.dataset.theme !== 'dark';
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  document.querySelector('link.dark').media = dark ? 'all' : 'not all';
}"""
# How light (0 to 1) the letters of the picture are, and what they stand on; and those around it.
LIGHT = """() => {
  const lightness = (colour) => Math.max(...colour.match(/[\\d.]+/g).slice(0, 3).map(Number)) / 255;
  const figure = document.querySelector('.explorer-figure');
  const words = [...figure.querySelectorAll('.explorer-sheet:not(.explorer-back) text, svg.plate text')];
  const inks = words.map((word) => lightness(getComputedStyle(word).fill)).sort();
  const ground = figure.querySelector('.explorer-sheet:not(.explorer-back) .main-svg, svg.plate > rect');
  const under = getComputedStyle(ground)[ground.matches('rect') ? 'fill' : 'backgroundColor'];
  const around = document.querySelector('.explorer');
  const { color, backgroundColor } = getComputedStyle(around);
  const middle = inks[Math.floor(inks.length / 2)];
  return JSON.stringify([middle, ...[under, color, backgroundColor].map(lightness)]);
}"""


class Walk:
    """A walk through one explorer, and the flaws that it meets, each with the move after which it is seen."""

    def __init__(self, browser: Firefox | WebKit) -> None:
        self.browser = browser
        self.problems: list[str] = []
        self.seen: list[Look] = []

    def look(self, after: str) -> Look:
        """Wait until the explorer rests, and return what is seen `after` a move."""
        rest = self.browser.evaluate(SETTLE)
        look: Look = json.loads(self.browser.evaluate(LOOK))
        self.problems += [f"{after}: {flaw}" for flaw in [*filter(None, [rest]), *look["flaws"]]]
        if self.stale(look):
            self.problems.append(f"{after}: the table has changed, and the picture has not")
        self.seen.append(look)
        return look

    def stale(self, look: Look) -> bool:
        """Return whether the table is another than before, on a page as wide, and the picture the same."""
        if not self.seen or self.seen[-1]["width"] != look["width"]:
            return False
        table, picture = (look["said"][part] != self.seen[-1]["said"][part] for part in (2, 3))
        return table and not picture

    def click(self, node: str, what: str, share: float = 0.5) -> None:
        """Click on what an expression finds, where it is there."""
        if place := self.browser.evaluate(AT.format(node=node, share=share)):
            self.browser.click(*json.loads(place))
            self.look(what)

    def slide(self, name: str, *keys: str) -> None:
        """Move a slider by keys."""
        self.browser.evaluate(FOCUS.format(name=name))
        for key in keys:
            self.browser.press(key)
            self.look(f"{key} on {name}")

    def move(self) -> None:
        """Move every control, the first far and back; press presets; click a part of the picture."""
        for place, (name, slider) in enumerate(json.loads(self.browser.evaluate(CONTROLS))):
            if not slider:
                self.browser.evaluate(CHOOSE.format(name=name))
                self.look(f"another choice of {name}")
            elif place:
                self.slide(name, "ArrowRight", "ArrowLeft", "ArrowLeft")
            else:
                self.slide(name, "ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft", "End", "Home")
                self.click(SLIDER.format(name=name), f"a click far along {name}", 0.8)
                self.click(SLIDER.format(name=name), f"a click back along {name}", 0.3)
        for number in range(MOST_PRESETS):
            self.click(PRESET.format(number=number), f"preset {number + 1}")
        for part in PARTS:
            self.click(part, "a click in the picture")

    def anew(self, kept: Look) -> None:
        """Open a state of the walk as a page does that has seen no other; the same must be said."""
        if not kept["address"]:
            return
        self.browser.evaluate(ANEW.format(address=json.dumps(kept["address"])))
        fresh = self.look("opened anew")
        if fresh["said"] != kept["said"]:
            self.problems.append(f"opened anew, {kept['address']} says something else")

    def resize(self) -> None:
        """Make the page narrow and wide again; the drawing must be that of a page that was never narrow."""
        self.browser.resize(*NARROW)
        self.look("on a narrow page")
        self.browser.resize(*WIDE)
        kept = self.look("on a wide page again")
        self.anew(kept)
        if self.seen[-1]["marks"] != kept["marks"]:
            self.problems.append("on a wide page again: the picture is not the one that is drawn anew")

    def turn_dark(self) -> None:
        """Letters are dark on a light ground, and the other way round on a dark page."""
        for theme in ("light", "dark"):
            ink, ground, word, page = json.loads(self.browser.evaluate(LIGHT))
            if (theme == "dark") != (ink > ground) or (theme == "dark") != (word > page):
                self.problems.append(f"{theme}: letters {ink:.2f} on {ground:.2f}, words {word:.2f} on {page:.2f}")
            self.browser.evaluate(DARK)
        self.look("light again")


def walked(browser: Firefox | WebKit, page: Path) -> list[str]:
    """Return what is wrong with the explorer on its own page."""
    browser.resize(*WIDE)
    opened(browser, page)
    browser.evaluate(WATCH)
    walk = Walk(browser)
    walk.look("as it opens")
    walk.move()
    for kept in walk.seen[1 :: max(1, len(walk.seen) // 3)]:
        walk.anew(kept)
    walk.resize()
    walk.turn_dark()
    return [f"{page.stem}: {problem}" for problem in walk.problems]


def walks(browser: Firefox | WebKit, folder: Path) -> Iterator[str]:
    """Yield what is wrong with each explorer."""
    for page in sorted((folder / "explorers").glob("*.html")):
        yield from walked(browser, page)
